//! TOML that people write: all faults of a file at once, each with its place.
//!
//! It knows neither claims nor configurations, and not how a fault is shown.

mod fault;
mod table;

pub(crate) use fault::Faults;
pub use fault::{Fault, TomlFile, nearest};
pub(crate) use table::{Fields, chosen, deserialize, one_or_more};
