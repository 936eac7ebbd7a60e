//! The keyset: versioned keys for wrapping persons' keys, for blind indexes, for tokens and for signing,
//! in one file that is created only together with an empty database. The database holds its fingerprint;
//! a node with another keyset, or none, does not start.

mod file;
mod seal;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha256};

pub use seal::{Secret, context};

use crate::{entropy::Entropy, error::StoreError};

/// A key and the version it is known by.
#[derive(Debug, Clone)]
struct Versioned {
    version: i64,
    /// Microseconds UTC; the first ones are as old as the keyset, and do not say it.
    made_at: Option<i64>,
    key: Secret,
}

/// The keys of the house.
#[derive(Clone)]
pub struct Keyset {
    id: String,
    created_at: i64,
    wrapping: Vec<Versioned>,
    blind: Vec<Versioned>,
    token: Vec<Versioned>,
    signing: Vec<Versioned>,
}

impl Keyset {
    /// Fresh keys, each in version 1.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy, now: i64) -> Self {
        let first = || vec![Versioned { version: 1, made_at: None, key: Secret::random(entropy) }];
        Self {
            id: hex::encode(crate::entropy::draw::<16>(entropy)),
            created_at: now,
            wrapping: first(),
            blind: first(),
            token: first(),
            signing: first(),
        }
    }

    /// Names this keyset without revealing it: what the database holds. It covers the oldest version of
    /// each key, so a keyset to which newer versions were added is still the same one.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(b"kompeten keyset 1\0");
        hash.update(self.id.as_bytes());
        for keys in [&self.wrapping, &self.blind, &self.token, &self.signing] {
            hash.update(Sha256::digest(keys[0].key.expose()));
        }
        hex::encode(hash.finalize())
    }

    /// Wraps a person's key; answers the version of the wrapping key and the wrapped bytes.
    ///
    /// # Errors
    /// Never for a key of 32 bytes.
    pub fn wrap(&self, context: &[u8], key: &Secret, entropy: &dyn Entropy) -> Result<(i64, Vec<u8>), StoreError> {
        let newest = newest(&self.wrapping);
        Ok((newest.version, newest.key.seal(context, key.expose(), entropy)?))
    }

    /// Unwraps a person's key.
    ///
    /// # Errors
    /// When the keyset lacks that version or the bytes do not open.
    pub fn unwrap_key(&self, context: &[u8], version: i64, wrapped: &[u8]) -> Result<Secret, StoreError> {
        let opened = find(&self.wrapping, version)?.open(context, wrapped)?;
        let bytes: [u8; 32] =
            opened.as_slice().try_into().map_err(|_| StoreError::Corrupt("a wrapped key has another length".into()))?;
        Ok(Secret::new(bytes))
    }

    /// The version of the wrapping key that new keys are wrapped with.
    #[must_use]
    pub fn wrapping_version(&self) -> i64 {
        newest(&self.wrapping).version
    }

    /// Keyed blind index of a value, hex: equal values match without being readable.
    /// `field` keeps NIK, e-mail and phone apart.
    #[must_use]
    pub fn blind(&self, field: &str, value: &str) -> String {
        hex::encode(mac(&self.blind[0].key, &context(&["blind", field]), value.as_bytes()))
    }

    /// Keyed digest of bytes, hex: finds a file that was handed in before.
    #[must_use]
    pub fn digest(&self, sha256: &[u8; 32]) -> String {
        hex::encode(mac(&self.blind[0].key, &context(&["digest"]), sha256))
    }

    /// Keyed hash of a secret token (session, invitation, code), hex: what the database holds of it.
    #[must_use]
    pub fn token_hash(&self, use_: &str, token: &str) -> String {
        hex::encode(mac(&self.token[0].key, &context(&["token", use_]), token.as_bytes()))
    }

    /// A key of its own for a use that is not a person's, such as signing cookies. Derived, not stored.
    #[must_use]
    pub fn derive(&self, use_: &str) -> Secret {
        let mut out = [0; 32];
        // 32 bytes are always within what HKDF-SHA256 can expand.
        let expanded =
            Hkdf::<Sha256>::new(None, self.token[0].key.expose()).expand(&context(&["derive", use_]), &mut out);
        debug_assert!(expanded.is_ok());
        Secret::new(out)
    }

    /// Signs with the newest signing key (Ed25519); answers its version and 64 bytes.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> (i64, [u8; 64]) {
        let newest = newest(&self.signing);
        (newest.version, SigningKey::from_bytes(newest.key.expose()).sign(message).to_bytes())
    }

    /// Whether a signature is ours, made with that version of the key.
    #[must_use]
    pub fn verify(&self, version: i64, message: &[u8], signature: &[u8]) -> bool {
        let Ok(signature) = Signature::from_slice(signature) else { return false };
        self.verifying_key(version).is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
    }

    /// The public half of a signing key.
    ///
    /// # Errors
    /// When the keyset lacks that version.
    pub fn verifying_key(&self, version: i64) -> Result<VerifyingKey, StoreError> {
        Ok(SigningKey::from_bytes(find(&self.signing, version)?.expose()).verifying_key())
    }

    /// When the newest wrapping and signing keys were made, microseconds UTC.
    #[must_use]
    pub fn made_at(&self) -> i64 {
        newest(&self.wrapping).made_at.unwrap_or(self.created_at)
    }

    /// Names the newest wrapping and signing keys without revealing them: what the journal keeps of a rotation, so
    /// that another copy of the keyset, with other keys of that version, is known for what it is.
    #[must_use]
    pub fn mark(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(b"kompeten rotation 1\0");
        hash.update(self.id.as_bytes());
        for keys in [&self.wrapping, &self.signing] {
            hash.update(newest(keys).version.to_be_bytes());
            hash.update(Sha256::digest(newest(keys).key.expose()));
        }
        hex::encode(hash.finalize())
    }

    /// Whether another is this very keyset with newer keys beside those that are here.
    #[must_use]
    pub(crate) fn precedes(&self, other: &Self) -> bool {
        let has = |keys: &[Versioned], others: &[Versioned]| {
            keys.iter().all(|k| others.iter().any(|o| o.version == k.version && o.key.expose() == k.key.expose()))
        };
        self.id == other.id
            && has(&self.wrapping, &other.wrapping)
            && has(&self.blind, &other.blind)
            && has(&self.token, &other.token)
            && has(&self.signing, &other.signing)
            && self.wrapping_version() < other.wrapping_version()
    }

    /// Adds a new version of the wrapping and of the signing key. What was wrapped or signed with older
    /// versions stays readable; [`crate::Store::rewrap`] then moves persons' keys to the new one.
    #[must_use]
    pub fn rotated(&self, entropy: &dyn Entropy, now: i64) -> Self {
        let mut next = self.clone();
        for keys in [&mut next.wrapping, &mut next.signing] {
            let version = newest(keys).version + 1;
            keys.push(Versioned { version, made_at: Some(now), key: Secret::random(entropy) });
        }
        next
    }
}

impl std::fmt::Debug for Keyset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keyset({}, [redacted])", self.id)
    }
}

/// The last of a list that [`file::read`] and [`Keyset::generate`] never leave empty.
fn newest(keys: &[Versioned]) -> &Versioned {
    &keys[keys.len() - 1]
}

fn find(keys: &[Versioned], version: i64) -> Result<&Secret, StoreError> {
    keys.iter()
        .find(|k| k.version == version)
        .map(|k| &k.key)
        .ok_or_else(|| StoreError::Keyset(format!("the keyset has no version {version} of this key")))
}

fn mac(key: &Secret, context: &[u8], message: &[u8]) -> [u8; 32] {
    // A key of any length is taken; 32 bytes are.
    let Ok(mut mac) = <Hmac<Sha256> as hmac::Mac>::new_from_slice(key.expose()) else { return [0; 32] };
    mac.update(context);
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rotated_keyset_is_the_same_keyset_and_still_opens_the_old() {
        let entropy = crate::entropy::SystemEntropy;
        let old = Keyset::generate(&entropy, 0);
        let person = Secret::random(&entropy);
        let (version, wrapped) = old.wrap(b"p", &person, &entropy).unwrap();
        let new = old.rotated(&entropy, 7);
        assert_eq!(new.fingerprint(), old.fingerprint());
        assert_eq!((old.made_at(), new.made_at()), (0, 7));
        assert_ne!(old.mark(), new.mark());
        let other = old.rotated(&entropy, 7);
        assert_ne!(new.mark(), other.mark(), "other keys of the same version");
        assert!(old.precedes(&new) && old.precedes(&other) && !new.precedes(&old));
        assert!(!new.precedes(&other.rotated(&entropy, 9)));
        assert_eq!(new.unwrap_key(b"p", version, &wrapped).unwrap().expose(), person.expose());
        assert_eq!(new.wrap(b"p", &person, &entropy).unwrap().0, 2);
        let (version, signature) = old.sign(b"m");
        assert!(new.verify(version, b"m", &signature));
        assert!(!new.verify(version, b"n", &signature));
    }

    #[test]
    fn a_keyset_shows_no_key() {
        let keyset = Keyset::generate(&crate::entropy::SystemEntropy, 0);
        let shown = format!("{keyset:?}");
        assert!(!shown.contains(&hex::encode(keyset.wrapping[0].key.expose())));
        assert!(shown.contains("redacted"));
    }

    #[test]
    fn equal_values_of_different_fields_do_not_match() {
        let keyset = Keyset::generate(&crate::entropy::SystemEntropy, 0);
        assert_eq!(keyset.blind("nik", "1"), keyset.blind("nik", "1"));
        assert_ne!(keyset.blind("nik", "1"), keyset.blind("phone", "1"));
    }
}
