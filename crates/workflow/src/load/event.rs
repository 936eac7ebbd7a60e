//! Events.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    act::{Context, Outcome},
    assignment::Load as CaseLoad,
    event::EventFile,
    id::{EventId, PersonId},
    record::{case::Case, event::Event},
};
use store::{Find, Read, Tx};

use super::{Load, load_of, taken_seats};
use crate::error::{WorkflowError, found};

/// The event of that code.
///
/// # Errors
/// [`WorkflowError::NotFound`].
pub async fn event_by_code(r: &mut impl Read, code: &str) -> Result<Event, WorkflowError> {
    found(r.first(Find::by("code", code)).await?)
}

impl Load for EventFile {
    /// The event, or `None` for a new one, and the code it is to have.
    type Key = (Option<EventId>, String);

    async fn load(tx: &mut Tx, (id, code): &Self::Key, context: &Context<'_>) -> Result<Self, WorkflowError> {
        let other: Option<Event> = tx.first(Find::by("code", code.as_str())).await?;
        let mut file = match id {
            None => Self::blank(context.id(), context.now),
            Some(id) => {
                let event: Event = found(tx.get(id).await?)?;
                let taken = taken_seats(tx, *id).await?;
                let seated = seated(tx, *id).await?;
                let loads = loads(tx, &event).await?;
                Self { event, new: false, code_taken: false, taken, seated, loads, outcome: Outcome::default() }
            }
        };
        file.code_taken = other.is_some_and(|o| o.id != file.event.id);
        Ok(file)
    }
}

/// Cases of an event by session.
async fn seated(r: &mut impl Read, event: EventId) -> Result<Vec<(String, i64)>, WorkflowError> {
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for group in store::view::gathered(r, event).await?.into_iter().filter(|g| !g.withdrawn) {
        if let Some(session) = group.session {
            *sums.entry(session).or_default() += group.n;
        }
    }
    Ok(sums.into_iter().collect())
}

/// What each assessor who has a session at the event is taken up with, here and elsewhere on its days.
async fn loads(r: &mut impl Read, event: &Event) -> Result<Vec<Vec<CaseLoad>>, WorkflowError> {
    let cases: Vec<Case> = r.find(&Find::by("event_id", event.id)).await?;
    let seated = cases.into_iter().filter(|case| case.session.is_some());
    let assessors: BTreeSet<PersonId> = seated.filter_map(|case| case.assessor_id).collect();
    let mut loads = Vec::with_capacity(assessors.len());
    for assessor in assessors {
        loads.push(load_of(r, assessor, event).await?);
    }
    Ok(loads)
}
