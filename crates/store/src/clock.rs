//! The clock of the machine, and the pair of clocks that the house is handed.

use std::sync::Arc;

pub use certification::clock::Clock;

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
    fn now(&self) -> i64 {
        jiff::Timestamp::now().as_microsecond()
    }
}

/// The two clocks.
#[derive(Debug, Clone)]
pub struct Clocks {
    /// The clock of acts. The demonstration plays on one of its own.
    pub wall: Arc<dyn Clock>,
    /// The clock of sessions, leases and throttles, which always runs as the machine does.
    pub machine: Arc<dyn Clock>,
}

impl Clocks {
    /// Both are the machine's.
    #[must_use]
    pub fn system() -> Self {
        Self { wall: Arc::new(SystemClock), machine: Arc::new(SystemClock) }
    }

    /// Acts by `wall`, everything else by the machine's.
    #[must_use]
    pub fn with_wall(wall: Arc<dyn Clock>) -> Self {
        Self { wall, machine: Arc::new(SystemClock) }
    }
}
