//! Accounts for visitors of the demonstration: everybody has the same password, and one account shows
//! each duty.

use certification::{
    duty::Duty,
    id::PersonId,
    record::{
        exam::Sitting,
        person::{Account as Record, Appointment, Person},
    },
    stage::Stage,
};
use futures::future::BoxFuture;
use store::{Find, Lane, Read, StoreError, Tx};

use super::line::Line;
use crate::{
    error::{RehearsalError, script},
    stage::Rehearsal,
};

/// Password of every account of the demonstration.
pub const PASSWORD: &str = "peragaan-pustaka-2025";

/// The same as it is stored (argon2id). Made once: a demonstration need not wait for a hundred hashes.
const STORED: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$YbYOCefgtqRrcQLFCn/rIQ$Sr9tDlScammeXlxPiYs5khjg7V1g+DG3DxAS+sz5AMo";

/// An account that visitors may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Duty it shows.
    pub duty: Duty,
    /// Whose it is.
    pub name: String,
    /// What to sign in with.
    pub email: String,
}

/// Gives every account in use the password; answers one account for each duty.
///
/// # Errors
/// When the store refuses it, or nobody holds a duty.
pub async fn open(stage: &Rehearsal, line: &Line<'_>) -> Result<Vec<Account>, RehearsalError> {
    let active: Vec<Record> = stage.workflow.reader().find(&Find::all()).await?;
    let people: Vec<PersonId> = active.into_iter().filter(|a| a.state == "active").map(|a| a.id).collect();
    stage
        .workflow
        .store()
        .transact(Lane::Bulk, move |tx: &mut Tx| -> BoxFuture<'_, Result<(), StoreError>> {
            let people = people.clone();
            Box::pin(async move {
                for person in people {
                    tx.set_credential(person, STORED).await?;
                }
                Ok(())
            })
        })
        .await?;
    let mut accounts = Vec::new();
    let seats: Vec<Sitting> = stage.workflow.reader().find(&Find::by("event_id", line.event)).await?;
    let seated: Vec<PersonId> = seats.into_iter().map(|seat| seat.person_id).collect();
    for duty in Duty::ALL {
        accounts.push(account(stage, duty, holder(line, duty, &seated)?).await?);
    }
    Ok(accounts)
}

/// One account for each duty of a demonstration that stands: who was appointed first; a candidate, by a seat in a
/// written test.
///
/// # Errors
/// When the store cannot be read.
pub async fn standing(reader: &mut impl Read) -> Result<Vec<Account>, RehearsalError> {
    let mut accounts = Vec::new();
    for duty in Duty::ALL {
        let first = Find::by("duty", duty).order_by(&["starts", "id"]).limit(1);
        let appointed = reader.find::<Appointment>(&first).await?.into_iter().map(|one| one.person_id).next();
        let person = match appointed {
            Some(person) => Some(person),
            None if duty == Duty::Candidate => {
                reader.find::<Sitting>(&Find::all().limit(1)).await?.into_iter().map(|seat| seat.person_id).next()
            }
            None => None,
        };
        let Some(person) = person else { continue };
        let Some(person) = reader.get::<Person>(person).await? else { continue };
        accounts.push(Account { duty, name: person.full_name(), email: person.email.unwrap_or_default() });
    }
    Ok(accounts)
}

fn holder(line: &Line<'_>, duty: Duty, seated: &[PersonId]) -> Result<PersonId, RehearsalError> {
    let all = |stages: &'static [Stage]| line.entrants.iter().filter(|e| stages.contains(&e.course.until));
    let at = |stages: &'static [Stage]| all(stages).next();
    match duty {
        // One who has something to do, the written test if possible; at a finished event, one who has a certificate.
        Duty::Candidate => {
            let stages = &[Stage::SelfAssessment, Stage::Issued];
            let seated = all(stages).find(|e| seated.contains(&e.candidate));
            seated.or_else(|| at(stages)).map(|e| e.candidate)
        }
        Duty::Assessor => at(&[Stage::Recommended, Stage::Issued]).map(|e| e.seat.assessor),
        _ => return line.cast.one(duty),
    }
    .ok_or_else(|| script(format!("nobody is {duty}")))
}

async fn account(stage: &Rehearsal, duty: Duty, person: PersonId) -> Result<Account, RehearsalError> {
    let person: Person =
        stage.workflow.reader().get(person).await?.ok_or_else(|| script("an account without a person"))?;
    Ok(Account { duty, name: person.full_name(), email: person.email.unwrap_or_default() })
}
