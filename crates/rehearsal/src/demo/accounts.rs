//! Accounts for visitors of the demonstration: everybody has the same password, and one account shows
//! each duty.

use std::collections::BTreeSet;

use certification::{
    duty::Duty,
    id::{EventId, PersonId},
    record::{
        case::Case,
        event::Event,
        exam::Sitting,
        person::{Account as Record, Appointment, Person},
    },
    stage::Stage,
};
use futures::future::BoxFuture;
use store::{Find, Lane, Read, StoreError, Tx};

use super::{kalsel::CODE, line::Line};
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
    for duty in Duty::ALL {
        let shows = shown(&mut stage.workflow.reader(), line.event, duty).await?;
        let person = shows.map_or_else(|| line.cast.one(duty), Ok)?;
        accounts.push(account(stage, duty, person).await?);
    }
    Ok(accounts)
}

/// One account for each duty of a demonstration that stands, those that were told when it was built: of a candidate and
/// an assessor by their case at the event, of anybody else who was appointed first.
///
/// # Errors
/// When the store cannot be read.
pub async fn standing(reader: &mut impl Read) -> Result<Vec<Account>, RehearsalError> {
    let event: Option<Event> = reader.first(Find::by("code", CODE)).await?;
    let mut accounts = Vec::new();
    for duty in Duty::ALL {
        let shows = match &event {
            Some(event) => shown(reader, event.id, duty).await?,
            None => None,
        };
        let first = Find::by("duty", duty).order_by(&["starts", "id"]).limit(1);
        let person = match shows {
            Some(person) => Some(person),
            None => reader.find::<Appointment>(&first).await?.into_iter().map(|one| one.person_id).next(),
        };
        let Some(person) = person else { continue };
        let Some(person) = reader.get::<Person>(person).await? else { continue };
        accounts.push(Account { duty, name: person.full_name(), email: person.email.unwrap_or_default() });
    }
    Ok(accounts)
}

/// Who shows what a candidate or an assessor does at an event: somebody with something to do today, the written test if
/// possible; at a finished event, somebody who has a certificate, or who assessed them.
async fn shown(reader: &mut impl Read, event: EventId, duty: Duty) -> Result<Option<PersonId>, RehearsalError> {
    let stages: &[Stage] = match duty {
        Duty::Candidate => &[Stage::Agreement, Stage::SelfAssessment, Stage::Issued],
        Duty::Assessor => &[Stage::Recommended, Stage::Issued],
        _ => return Ok(None),
    };
    let seats: Vec<Sitting> = reader.find(&Find::by("event_id", event)).await?;
    let seated: BTreeSet<PersonId> = seats.into_iter().map(|seat| seat.person_id).collect();
    for stage in stages {
        let there = Find::by("event_id", event).and("stage", *stage).order_by(&["running"]);
        let cases: Vec<Case> = reader.find(&there).await?;
        let found = match duty {
            Duty::Assessor => cases.iter().find_map(|case| case.assessor_id),
            // Whoever has yet to agree sits the test today; where nobody does, that is nothing to show.
            _ if *stage == Stage::Agreement => cases.iter().map(|c| c.person_id).find(|person| seated.contains(person)),
            _ => cases.first().map(|case| case.person_id),
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

async fn account(stage: &Rehearsal, duty: Duty, person: PersonId) -> Result<Account, RehearsalError> {
    let person: Person =
        stage.workflow.reader().get(person).await?.ok_or_else(|| script("an account without a person"))?;
    Ok(Account { duty, name: person.full_name(), email: person.email.unwrap_or_default() })
}
