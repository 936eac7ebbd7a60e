//! Files as they are stored: a header with a salt, then chunks of 64 KiB, each sealed by itself, so that any
//! range can be read. The key of a file is derived from its subject's key and its salt. A chunk knows its
//! number and whether it is the last, so chunks can neither change places nor be cut off.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead as _, KeyInit as _, Payload},
};
use hkdf::Hkdf;
use sha2::Sha256;

use crate::{
    entropy::{Entropy, draw},
    error::StoreError,
    keyset::Secret,
};

/// Plain bytes of a chunk.
pub(super) const CHUNK: usize = 64 * 1024;
/// What sealing adds to a chunk.
const TAG: usize = 16;
/// A chunk as stored.
pub(super) const STORED_CHUNK: usize = CHUNK + TAG;
const MAGIC: &[u8; 4] = b"KPF1";
/// Magic and salt.
pub(super) const HEADER: usize = 4 + 32;

/// The cipher of one file.
pub(super) struct FileCipher {
    cipher: XChaCha20Poly1305,
    header: [u8; HEADER],
}

impl FileCipher {
    /// A cipher for a new file.
    pub(super) fn new(subject: &Secret, entropy: &dyn Entropy) -> Self {
        let mut header = [0; HEADER];
        header[..4].copy_from_slice(MAGIC);
        header[4..].copy_from_slice(&draw::<32>(entropy));
        Self::with(subject, header)
    }

    /// The cipher of a stored file.
    pub(super) fn of(subject: &Secret, header: &[u8]) -> Result<Self, StoreError> {
        let header: [u8; HEADER] = header
            .try_into()
            .ok()
            .filter(|h: &[u8; HEADER]| h.starts_with(MAGIC))
            .ok_or_else(|| StoreError::Corrupt("a stored file has no header".into()))?;
        Ok(Self::with(subject, header))
    }

    fn with(subject: &Secret, header: [u8; HEADER]) -> Self {
        let mut key = zeroize::Zeroizing::new([0; 32]);
        // 32 bytes are always within what HKDF-SHA256 can expand.
        let expanded =
            Hkdf::<Sha256>::new(Some(&header[4..]), subject.expose()).expand(b"kompeten file 1", key.as_mut());
        debug_assert!(expanded.is_ok());
        Self { cipher: XChaCha20Poly1305::new(key.as_slice().into()), header }
    }

    pub(super) const fn header(&self) -> &[u8; HEADER] {
        &self.header
    }

    fn nonce(number: u64, last: bool) -> XNonce {
        let mut nonce = [0; 24];
        nonce[..8].copy_from_slice(&number.to_be_bytes());
        nonce[8] = last.into();
        nonce.into()
    }

    pub(super) fn seal(&self, number: u64, last: bool, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.cipher
            .encrypt(&Self::nonce(number, last), Payload { msg: plain, aad: &self.header })
            .map_err(|_| StoreError::Invalid("a chunk cannot be sealed".into()))
    }

    pub(super) fn open(&self, number: u64, last: bool, stored: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.cipher
            .decrypt(&Self::nonce(number, last), Payload { msg: stored, aad: &self.header })
            .map_err(|_| StoreError::Corrupt("a stored file was changed or is not whole".into()))
    }
}

/// Cuts plain bytes into chunks and seals them as they come.
pub(super) struct Sealer {
    cipher: FileCipher,
    plain: Vec<u8>,
    number: u64,
}

impl Sealer {
    pub(super) fn new(cipher: FileCipher) -> Self {
        Self { cipher, plain: Vec::with_capacity(2 * CHUNK), number: 0 }
    }

    /// Takes plain bytes; appends what is full to `out`. The last chunk is held back until [`Self::finish`].
    pub(super) fn push(&mut self, plain: &[u8], out: &mut Vec<u8>) -> Result<(), StoreError> {
        self.plain.extend_from_slice(plain);
        let mut from = 0;
        while self.plain.len() - from > CHUNK {
            out.extend(self.cipher.seal(self.number, false, &self.plain[from..from + CHUNK])?);
            self.number += 1;
            from += CHUNK;
        }
        self.plain.drain(..from);
        Ok(())
    }

    pub(super) fn finish(self, out: &mut Vec<u8>) -> Result<(), StoreError> {
        out.extend(self.cipher.seal(self.number, true, &self.plain)?);
        Ok(())
    }
}

/// Which chunks hold a range of a plain file of `size` bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chunks {
    /// The first and the one after the last.
    pub(super) first: u64,
    pub(super) end: u64,
    /// The number of the file's last chunk.
    pub(super) last: u64,
}

impl Chunks {
    pub(super) fn of(range: &std::ops::Range<u64>, size: u64) -> Self {
        let chunk = CHUNK as u64;
        let last = size.saturating_sub(1) / chunk;
        Self { first: range.start / chunk, end: (range.end.saturating_sub(1) / chunk + 1).min(last + 1), last }
    }

    /// Where they lie in the stored file of a plain file of `size` bytes.
    pub(super) fn stored(&self, size: u64) -> std::ops::Range<u64> {
        let (header, stored, tag) = (HEADER as u64, STORED_CHUNK as u64, TAG as u64);
        let whole = header + size + (self.last + 1) * tag;
        header + self.first * stored..(header + self.end * stored).min(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;

    #[test]
    fn chunks_neither_change_places_nor_fall_off() {
        let key = Secret::random(&SystemEntropy);
        let cipher = FileCipher::new(&key, &SystemEntropy);
        let first = cipher.seal(0, false, b"first").unwrap();
        let second = cipher.seal(1, true, b"second").unwrap();
        let again = FileCipher::of(&key, cipher.header()).unwrap();
        assert_eq!(again.open(0, false, &first).unwrap(), b"first");
        assert!(again.open(1, true, &first).is_err());
        assert!(again.open(0, true, &first).is_err());
        assert!(again.open(1, false, &second).is_err());
    }

    #[test]
    fn a_range_lies_in_its_chunks() {
        let chunk = CHUNK as u64;
        let size = 2 * chunk + 5;
        let chunks = Chunks::of(&(chunk - 1..chunk + 1), size);
        assert_eq!((chunks.first, chunks.end, chunks.last), (0, 2, 2));
        let tail = Chunks::of(&(2 * chunk..size), size);
        assert_eq!(tail.stored(size).end, HEADER as u64 + size + 3 * 16);
        let exact = Chunks::of(&(0..2 * chunk), 2 * chunk);
        assert_eq!((exact.end, exact.last), (2, 1));
        assert_eq!(Chunks::of(&(0..0), 0), Chunks { first: 0, end: 1, last: 0 });
    }
}
