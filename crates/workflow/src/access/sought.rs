//! What somebody looks for in a list is often a name or a NIK, and the list is asked for by an address. There it stands
//! sealed: for the person who typed it, and for that list alone. Nothing is kept of it.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use certification::id::PersonId;
use store::keyset::context;

use super::Access;
use crate::WorkflowError;

/// What the key is derived for.
const SOUGHT: &str = "sought";

impl Access {
    /// Seals the words of a search for an address.
    ///
    /// # Errors
    /// A fault when they cannot be sealed.
    pub fn seal_sought(&self, person: PersonId, list: &str, words: &str) -> Result<String, WorkflowError> {
        let store = self.store();
        let sealed = store
            .keyset()
            .derive(SOUGHT)
            .seal(&place(person, list), words.as_bytes(), &*store.config().entropy)
            .map_err(|error| WorkflowError::Fault(error.to_string()))?;
        Ok(URL_SAFE_NO_PAD.encode(sealed))
    }

    /// Opens them; nothing when they were sealed for another person or another list, with other keys, or changed since.
    #[must_use]
    pub fn open_sought(&self, person: PersonId, list: &str, sealed: &str) -> Option<String> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let words = self.store().keyset().derive(SOUGHT).open(&place(person, list), &bytes).ok()?;
        String::from_utf8(words.to_vec()).ok()
    }
}

fn place(person: PersonId, list: &str) -> Vec<u8> {
    context(&[SOUGHT, &person.to_string(), list])
}
