//! Randomness of a seed: the same seed gives the same ids, codes and numbers. Keys and nonces are
//! never drawn from it; the store draws those from the machine.

use std::sync::{Mutex, PoisonError};

use certification::entropy::Entropy;
use rand::{RngCore, SeedableRng, rngs::StdRng};

/// A generator that begins at a seed.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<StdRng>);

impl SeededEntropy {
    /// From a seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }
}

/// Draws below `n` for choices of a rehearsal that are no ids; 0 when `n` is 0.
pub(crate) fn draw(entropy: &dyn Entropy, n: usize) -> usize {
    let mut bytes = [0_u8; 8];
    entropy.fill(&mut bytes);
    usize::try_from(u64::from_be_bytes(bytes) % (n.max(1) as u64)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        let draw = |seed| {
            let mut bytes = [0_u8; 16];
            SeededEntropy::of(seed).fill(&mut bytes);
            bytes
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }
}
