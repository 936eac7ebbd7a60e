//! Secrets of written tests: sealed under keys derived from the keyset, so that neither the database nor its backup
//! tells a question before the day.

use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};
use store::{Keyset, Store, Tx, entropy::Entropy, keyset::context};

use crate::WorkflowError;

/// Seals and opens.
pub(crate) struct Safe {
    keyset: Arc<Keyset>,
    entropy: Arc<dyn Entropy>,
}

impl Safe {
    /// The safe of the house.
    pub fn of(store: &Store) -> Self {
        Self { keyset: store.keyset(), entropy: Arc::clone(&store.config().entropy) }
    }

    /// The same, within a transaction.
    pub fn within(tx: &Tx) -> Self {
        Self { keyset: tx.keyset(), entropy: tx.entropy() }
    }

    /// Seals bytes for a place.
    pub fn seal(&self, place: &[&str], plain: &[u8]) -> Result<Vec<u8>, WorkflowError> {
        Ok(self.keyset.derive("exam").seal(&context(place), plain, &*self.entropy)?)
    }

    /// Opens what was sealed for that place.
    pub fn open(&self, place: &[&str], sealed: &[u8]) -> Result<Vec<u8>, WorkflowError> {
        Ok(self.keyset.derive("exam").open(&context(place), sealed)?.to_vec())
    }

    /// Seals bytes for a place, as text of a journalled column.
    pub fn seal_text(&self, place: &[&str], plain: &[u8]) -> Result<String, WorkflowError> {
        Ok(STANDARD_NO_PAD.encode(self.seal(place, plain)?))
    }

    /// Seals a value for a place.
    pub fn seal_json(&self, place: &[&str], value: &impl Serialize) -> Result<String, WorkflowError> {
        self.seal_text(place, &serde_json::to_vec(value)?)
    }

    /// Opens a value that was sealed for that place.
    pub fn open_json<T: DeserializeOwned>(&self, place: &[&str], sealed: &str) -> Result<T, WorkflowError> {
        Ok(serde_json::from_slice(&self.open_text(place, sealed)?)?)
    }

    /// Opens text that was sealed for that place.
    pub fn open_text(&self, place: &[&str], sealed: &str) -> Result<Vec<u8>, WorkflowError> {
        let broken = |_| WorkflowError::Fault("a sealed text of the exam is broken".into());
        self.open(place, &STANDARD_NO_PAD.decode(sealed).map_err(broken)?)
    }
}
