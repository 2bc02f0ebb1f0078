//! The program `factlint`: arguments in, findings and an exit status out.

mod cli;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A document is read into many small pieces, on all threads at once. The system's allocator takes a fifth
/// more of the time of a start, and some of a run.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
