//! Randomness, handed in. The house never asks the operating system by itself, so that a
//! demonstration of the same seed gives the same ids, codes and numbers.

use uuid::Uuid;

/// A source of random bytes.
pub trait Entropy: Send + Sync {
    /// Fills the slice.
    fn fill(&self, bytes: &mut [u8]);
}

/// A new UUIDv7 at `now` (microseconds UTC).
#[must_use]
pub fn new_id(entropy: &dyn Entropy, now: i64) -> Uuid {
    let mut random = [0_u8; 10];
    entropy.fill(&mut random);
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(now / 1000).unwrap_or_default(), &random).into_uuid()
}

/// Signs of public codes: no look-alikes (O, 0, I, 1) and no vowels but A, E, U.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A code of `length` signs without look-alikes; 5 bits of randomness a sign.
#[must_use]
pub fn new_code(entropy: &dyn Entropy, length: usize) -> String {
    let mut bytes = vec![0_u8; length];
    entropy.fill(&mut bytes);
    bytes.iter().map(|b| char::from(SIGNS[usize::from(b & 31)])).collect()
}

/// Whether a text is a code of `length` signs, in letters of either size.
#[must_use]
pub fn is_code(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|sign| SIGNS.contains(&sign.to_ascii_uppercase()))
}

/// An account number: ten digits, the first of them 1, so that it is never taken for a telephone number.
#[must_use]
pub fn new_number(entropy: &dyn Entropy) -> String {
    let mut bytes = [0_u8; 8];
    entropy.fill(&mut bytes);
    format!("1{:09}", u64::from_be_bytes(bytes) % 1_000_000_000)
}
