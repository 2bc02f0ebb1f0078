//! A bar on standard error while a long run goes on.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far a run is. Drawn only on a terminal, and only when the run takes a while.
#[derive(Debug, Clone)]
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

/// A run that ends sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

impl Progress {
    /// A run over `files` files.
    pub(super) fn new(files: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} files") {
            bar.set_style(style);
        }
        Progress {
            bar,
            begun: Instant::now(),
        }
    }

    /// One more file is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        if self.bar.is_hidden() && self.begun.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Takes the bar away while something else is written.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// Takes the bar away for good.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
