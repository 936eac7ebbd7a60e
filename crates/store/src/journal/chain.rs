//! The hash of an entry. It covers the entry before it in the stream, every header and the stored bytes of
//! act and changes, so no byte of a journal row can change unseen. Sealed values count as ciphertext:
//! destroying a person's key breaks no hash.

use certification::{id::ActId, id::PersonId};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::error::StoreError;

/// SHA-256.
pub type Hash = [u8; 32];

/// What stands before the first entry of a stream.
pub const NO_HASH: Hash = [0; 32];

/// The headers that the hash covers, besides the bytes of act and changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Headers {
    pub(crate) id: ActId,
    pub(crate) stream: String,
    pub(crate) seq: i64,
    #[serde(rename = "type")]
    pub(crate) act_type: String,
    pub(crate) version: i64,
    pub(crate) actor: Option<PersonId>,
    pub(crate) duty: String,
    pub(crate) node: String,
    pub(crate) occurred_at: i64,
    pub(crate) recorded_at: i64,
    pub(crate) subject: Option<PersonId>,
}

impl Headers {
    /// The hash of the entry with these headers, act and changes, after `prev`.
    pub(crate) fn hash(&self, prev: &Hash, act: &str, changes: &str) -> Result<Hash, StoreError> {
        let headers =
            serde_json_canonicalizer::to_vec(self).map_err(|_| StoreError::Invalid("headers of an entry".into()))?;
        let mut hash = Sha256::new();
        hash.update(b"kompeten entry 1\0");
        hash.update(prev);
        for part in [headers.as_slice(), act.as_bytes(), changes.as_bytes()] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Ok(hash.finalize().into())
    }
}
