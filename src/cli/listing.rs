//! How a command prints what it lists.

use clap::ValueEnum;

/// For people, or for programs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Listing {
    #[default]
    Text,
    Json,
}
