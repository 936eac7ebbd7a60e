//! Sealing: XChaCha20-Poly1305 under a random nonce, bound to the place where the sealed bytes stand.
//! Layout: one byte for the format, 24 for the nonce, then ciphertext and tag.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead as _, KeyInit as _, Payload},
};
use zeroize::Zeroizing;

use crate::{entropy::Entropy, error::StoreError};

/// The one format so far.
const FORMAT: u8 = 1;
const NONCE: usize = 24;

/// A secret key of 32 bytes, wiped when dropped and never shown.
#[derive(Clone)]
pub struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    /// Takes these bytes for a key.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A fresh key.
    #[must_use]
    pub fn random(entropy: &dyn Entropy) -> Self {
        Self::new(crate::entropy::draw(entropy))
    }

    /// The bytes; keep them no longer than needed.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals `plain` for the place `context`: opened elsewhere, it fails.
    ///
    /// # Errors
    /// When it is longer than the cipher allows.
    pub fn seal(&self, context: &[u8], plain: &[u8], entropy: &dyn Entropy) -> Result<Vec<u8>, StoreError> {
        let nonce: [u8; NONCE] = crate::entropy::draw(entropy);
        let sealed = XChaCha20Poly1305::new(self.0.as_slice().into())
            .encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: context })
            .map_err(|_| StoreError::Invalid("too long to be sealed".into()))?;
        let mut out = Vec::with_capacity(1 + NONCE + sealed.len());
        out.push(FORMAT);
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        Ok(out)
    }

    /// Opens what [`Self::seal`] sealed for the same place.
    ///
    /// # Errors
    /// When it was sealed with another key, for another place, or was changed since.
    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let broken = || StoreError::Corrupt("a sealed value does not open".into());
        let (&format, rest) = sealed.split_first().ok_or_else(broken)?;
        if format != FORMAT || rest.len() < NONCE {
            return Err(broken());
        }
        let (nonce, body) = rest.split_at(NONCE);
        XChaCha20Poly1305::new(self.0.as_slice().into())
            .decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: context })
            .map(Zeroizing::new)
            .map_err(|_| broken())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

/// Joins the parts of a context so that no two lists of parts give the same bytes.
#[must_use]
pub fn context(parts: &[&str]) -> Vec<u8> {
    let mut out = Vec::with_capacity(parts.iter().map(|p| p.len() + 8).sum());
    for part in parts {
        out.extend_from_slice(&(part.len() as u64).to_be_bytes());
        out.extend_from_slice(part.as_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_in_its_place_and_only_unchanged() {
        let entropy = crate::entropy::SystemEntropy;
        let key = Secret::random(&entropy);
        let sealed = key.seal(b"here", b"value", &entropy).unwrap();
        assert_eq!(key.open(b"here", &sealed).unwrap().as_slice(), b"value");
        assert!(key.open(b"there", &sealed).is_err());
        assert!(Secret::random(&entropy).open(b"here", &sealed).is_err());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key.open(b"here", &changed).is_err(), "byte {at}");
        }
        assert!(key.open(b"here", b"").is_err());
    }

    #[test]
    fn contexts_do_not_run_into_each_other() {
        assert_ne!(context(&["ab", "c"]), context(&["a", "bc"]));
    }
}
