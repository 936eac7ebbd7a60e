//! New keys for the house: made in the keyset's file, recorded in the journal, and then every person's key wrapped anew.
//! Each step finds out what is done already, so that a rotation that broke off is gone on with and not begun again.

use certification::{
    act::Act as _,
    body::RotateKeys,
    permit::{self, Action, Actor, Object},
    refusal::Refusal,
};
use serde::Serialize;
use store::{Store, StoreError, journal::acts_of};

use crate::{Workflow, WorkflowError};

/// What a rotation did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rotated {
    /// Version of the newest wrapping and signing keys.
    pub version: i64,
    /// New keys were made now; otherwise an earlier rotation was gone on with.
    pub added: bool,
    /// How many persons' keys were wrapped anew.
    pub rewrapped: u64,
    /// How many wait to be.
    pub behind: i64,
}

/// A keyset, compared with the newest rotation that the journal records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// It is the one of that rotation, or nothing was ever rotated.
    Same,
    /// It has newer keys than the journal records.
    Newer,
    /// It lacks the keys of that version, or has others: another copy of the keyset was rotated.
    Older(i64),
}

/// Compares the keyset at hand with what the journal records.
///
/// # Errors
/// When the database cannot be read.
pub async fn keyset_copy(store: &Store) -> Result<Copy, StoreError> {
    let acts = acts_of(&mut store.reader(), "body", RotateKeys::NAME, 1).await?;
    let keyset = store.keyset();
    let at_hand = keyset.wrapping_version();
    let recorded = acts.first().map(|last| (last.act["version"].as_i64().unwrap_or(1), last.act["mark"].as_str()));
    Ok(match recorded {
        None if at_hand == 1 => Copy::Same,
        None => Copy::Newer,
        Some((version, _)) if version < at_hand => Copy::Newer,
        Some((version, mark)) if version == at_hand && mark == Some(&keyset.mark()) => Copy::Same,
        Some((version, _)) => Copy::Older(version),
    })
}

impl Workflow {
    /// Makes new wrapping and signing keys, and wraps every person's key with them; goes on with a rotation that broke
    /// off. With `prepare` it ends when the new keys are in the keyset's file and in the journal: time to copy the file.
    ///
    /// # Errors
    /// Refused, also when another copy of the keyset was rotated, or a fault.
    pub async fn rotate_keys(&self, actor: &Actor, prepare: bool) -> Result<Rotated, WorkflowError> {
        permit::check(actor, Action::RotateKeys, &Object::body()).map_err(WorkflowError::Refused)?;
        let store = self.store();
        let rotating = store.rotating().await?;
        let mut copy = keyset_copy(store).await?;
        if let Copy::Older(version) = copy {
            return Err(Refusal::new("keys.other-copy").with("version", version).into());
        }
        let added = copy == Copy::Same && store.wrapped().await?.1 == 0;
        if added {
            store.rotate_keyset(&rotating)?;
            copy = Copy::Newer;
        }
        let version = store.keyset().wrapping_version();
        if copy == Copy::Newer {
            self.perform(actor, (), RotateKeys { version, mark: store.keyset().mark() }).await?;
        }
        let rewrapped = if prepare { 0 } else { store.rewrap().await? };
        Ok(Rotated { version, added, rewrapped, behind: store.wrapped().await?.1 })
    }
}
