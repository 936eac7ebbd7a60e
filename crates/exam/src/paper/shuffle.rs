//! Chance that can be repeated. The algorithm is written down here to the last bit and has a name, since a paper must
//! come out the same in twenty years, whatever libraries do meanwhile. A change is a new name beside the old one.
//!
//! `chacha20-1`: the key stream of ChaCha20 (RFC 8439's function, 64-bit block counter from 0, 64-bit stream number),
//! keyed by the seed, read as little-endian 32-bit words. A number below *n*: words at or above the greatest multiple
//! of *n* within 2³² are skipped, then the remainder of the division by *n*. A mix: Fisher and Yates, from the last
//! place down to the second, each exchanged with the place that such a number names among those up to itself.

use std::{fmt, str::FromStr};

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng as _, SeedableRng as _},
};
use serde::{Deserialize, Serialize};

/// How papers are mixed; recorded with each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Algorithm {
    /// See the module's head.
    #[serde(rename = "chacha20-1")]
    ChaCha20V1,
}

impl Algorithm {
    /// The one for new papers.
    pub const CURRENT: Self = Self::ChaCha20V1;
}

/// Seed of one paper: 32 bytes of randomness, handed in. Who knows it and the form knows the paper.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Seed([u8; 32]);

/// Text that is not 64 hexadecimal signs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a seed of 64 hexadecimal signs")]
pub struct NotASeed;

impl Seed {
    /// A seed of these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(withheld)")
    }
}

impl FromStr for Seed {
    type Err = NotASeed;
    fn from_str(text: &str) -> Result<Self, NotASeed> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NotASeed)?;
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Seed {
    type Error = NotASeed;
    fn try_from(text: String) -> Result<Self, NotASeed> {
        text.parse()
    }
}

impl From<Seed> for String {
    fn from(seed: Seed) -> Self {
        hex::encode(seed.0)
    }
}

/// One stream of chance.
pub(crate) struct Chance(ChaCha20Rng);

impl Chance {
    /// The stream of that number under a seed.
    pub(crate) fn new(algorithm: Algorithm, seed: &Seed, stream: u64) -> Self {
        let Algorithm::ChaCha20V1 = algorithm;
        let mut words = ChaCha20Rng::from_seed(seed.0);
        words.set_stream(stream);
        Self(words)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        if n == 0 {
            return 0;
        }
        let n = u64::from(n);
        let fair = (1 << 32) / n * n;
        loop {
            let word = u64::from(self.0.next_u32());
            if word < fair {
                return u32::try_from(word % n).unwrap_or_default();
            }
        }
    }

    /// Mixes in place.
    pub(crate) fn mix<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            let other = self.below(u32::try_from(at + 1).unwrap_or(u32::MAX));
            things.swap(at, other as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mixed(seed: [u8; 32], stream: u64, n: u8) -> Vec<u8> {
        let mut things: Vec<u8> = (0..n).collect();
        Chance::new(Algorithm::ChaCha20V1, &Seed::new(seed), stream).mix(&mut things);
        things
    }

    /// The key stream for a key of zeros is published (RFC 8439, A.1, vector 1: `76 b8 e0 ad a0 f1 3d 90 …`).
    #[test]
    fn the_words_are_those_of_the_standard() {
        let mut chance = Chance::new(Algorithm::ChaCha20V1, &Seed::new([0; 32]), 0);
        assert_eq!(chance.0.next_u32(), u32::from_le_bytes([0x76, 0xb8, 0xe0, 0xad]));
        assert_eq!(chance.0.next_u32(), u32::from_le_bytes([0xa0, 0xf1, 0x3d, 0x90]));
    }

    #[test]
    fn each_place_is_reached_about_equally_often() {
        let mut counts = [[0_u32; 4]; 4];
        for stream in 0..4_000 {
            for (place, thing) in mixed([7; 32], stream, 4).into_iter().enumerate() {
                counts[place][usize::from(thing)] += 1;
            }
        }
        // 1000 expected, standard deviation 27: five of them either way.
        assert!(counts.iter().flatten().all(|n| (863..=1137).contains(n)), "{counts:?}");
    }

    #[test]
    fn a_seed_is_read_back_from_its_text_and_never_logged() {
        let seed = Seed::new([0xab; 32]);
        assert_eq!(String::from(seed).parse(), Ok(seed));
        assert_eq!("xyz".parse::<Seed>(), Err(NotASeed));
        assert_eq!(format!("{seed:?}"), "Seed(withheld)");
    }
}
