//! A person with all that may stand against erasing them.

use certification::{
    act::{Context, Outcome},
    erasure::ErasureFile,
    id::PersonId,
    record::person::Person,
};
use store::{Find, Read, Tx, erased_of};

use super::Load;
use crate::error::{WorkflowError, found};

/// Loads the file of an erasure in a reader or a transaction.
///
/// # Errors
/// [`WorkflowError::NotFound`] when there is no such person.
pub async fn erasure_file(r: &mut impl Read, id: PersonId) -> Result<ErasureFile, WorkflowError> {
    let person: Person = found(r.get(id).await?)?;
    Ok(ErasureFile {
        person,
        account: r.get(id).await?,
        appointments: r.find(&Find::by("person_id", id)).await?,
        cases: r.find(&Find::by("person_id", id)).await?,
        certificates: r.find(&Find::by("person_id", id)).await?,
        erased: erased_of(r, id).await?,
        outcome: Outcome::default(),
    })
}

impl Load for ErasureFile {
    type Key = PersonId;

    async fn load(tx: &mut Tx, key: &Self::Key, _: &Context<'_>) -> Result<Self, WorkflowError> {
        erasure_file(tx, *key).await
    }
}
