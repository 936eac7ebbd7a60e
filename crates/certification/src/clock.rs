//! Clocks. Whatever needs the time is handed a [`Clock`]; nothing in the house asks the machine itself,
//! so a demonstration can play on another day and a test can stand at midnight.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// Tells the time.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// Now, microseconds UTC since 1970.
    fn now(&self) -> i64;
}

/// A clock that stands still until it is set.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that says `micros`.
    #[must_use]
    pub const fn at(micros: i64) -> Self {
        Self(AtomicI64::new(micros))
    }

    /// Sets it, forward or back.
    pub fn set(&self, micros: i64) {
        self.0.store(micros, Ordering::SeqCst);
    }

    /// Moves it on by so many microseconds.
    pub fn advance(&self, micros: i64) {
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Another clock, shifted: runs on from the instant it was started at.
#[derive(Debug, Clone)]
pub struct OffsetClock {
    inner: Arc<dyn Clock>,
    offset: i64,
}

impl OffsetClock {
    /// A clock that says `start` now and runs on as `inner` runs.
    #[must_use]
    pub fn starting_at(start: i64, inner: Arc<dyn Clock>) -> Self {
        let offset = start - inner.now();
        Self { inner, offset }
    }
}

impl Clock for OffsetClock {
    fn now(&self) -> i64 {
        self.inner.now() + self.offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_clock_runs_on_from_its_start() {
        let machine = Arc::new(FixedClock::at(5_000));
        let played = OffsetClock::starting_at(100, machine.clone());
        machine.advance(7);
        assert_eq!(played.now(), 107);
    }
}
