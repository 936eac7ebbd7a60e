//! Persons with their account, appointments and registration.

use certification::{
    act::{Context, Outcome},
    duty::Duty,
    id::PersonId,
    person::{PersonFile, held},
    record::person::{Appointment, Institution, Person},
};
use store::{Find, Read, Tx};

use super::Load;
use crate::error::{WorkflowError, found};

/// Which person, and what is new about them.
#[derive(Debug, Clone)]
pub struct PersonKey {
    /// The person; a new one when `None`.
    pub id: Option<PersonId>,
    /// An institution to be registered with the person: name, kind, district.
    pub institution: Option<(String, String, Option<String>)>,
}

impl From<PersonId> for PersonKey {
    fn from(id: PersonId) -> Self {
        Self { id: Some(id), institution: None }
    }
}

impl Load for PersonFile {
    type Key = PersonKey;

    async fn load(tx: &mut Tx, key: &PersonKey, context: &Context<'_>) -> Result<Self, WorkflowError> {
        let mut file = match key.id {
            None => Self::blank(context.id()),
            Some(id) => {
                let person: Person = found(tx.get(id).await?)?;
                Self {
                    account: tx.get(id).await?,
                    appointments: tx.find(&Find::by("person_id", id)).await?,
                    assessor: tx.get(id).await?,
                    person,
                    new: false,
                    new_institution: None,
                    other_administrators: 0,
                    outcome: Outcome::default(),
                }
            }
        };
        let today = context.today().to_string();
        let administrators: Vec<Appointment> = tx.find(&Find::by("duty", Duty::Administrator.as_str())).await?;
        file.other_administrators = administrators
            .iter()
            .filter(|a| a.person_id != file.person.id && !held(std::slice::from_ref(a), &today).is_empty())
            .count() as i64;
        if let Some((name, kind, kab)) = &key.institution {
            let same: Option<Institution> = tx.first(Find::by("name_folded", certification::text::fold(name))).await?;
            match same {
                Some(known) => {
                    file.person.kab.clone_from(&known.kab);
                    file.person.institution_id = Some(known.id);
                }
                None => {
                    file.new_institution = Some(Institution {
                        id: context.id(),
                        name: name.clone(),
                        kind: kind.clone(),
                        kab: kab.clone(),
                    });
                }
            }
        }
        Ok(file)
    }
}
