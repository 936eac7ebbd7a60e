//! Chance from the plan's seed: the same plan makes the same acts.

use std::time::Duration;

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng as _, SeedableRng as _},
};

/// A stream of chance of its own for each candidate.
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of that number under the plan's seed.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// From 0 up to, and without, 1.
    pub(crate) fn share(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / (f64::from(u32::MAX) + 1.0)
    }

    /// Whether something happens that happens with this probability.
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// From 0 up to, and without, `end`; 0 when `end` is 0.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        self.0.next_u32() % end.max(1)
    }

    /// A part of a duration, even.
    pub(crate) fn within(&mut self, whole: Duration) -> Duration {
        whole.mul_f64(self.share())
    }

    /// A duration made up to a tenth shorter or longer.
    pub(crate) fn about(&mut self, mean: Duration) -> Duration {
        mean.mul_f64(0.9 + 0.2 * self.share())
    }
}
