//! The file of a case, and what is known of those who might assess or decide it.

use certification::{
    act::{Context, Outcome},
    assignment::{AssessorFacts, Load as CaseLoad},
    casefile::CaseFile,
    decision::MemberFacts,
    id::{CaseId, EventId, PersonId},
    record::{
        case::Case,
        person::{Assessor, Institution, Person, Tie},
    },
};
use store::{Find, Read, Tx};

use super::Load;
use crate::error::{WorkflowError, found};

/// Loads a case with all that belongs to it, in a reader or a transaction.
///
/// # Errors
/// [`WorkflowError::NotFound`] when there is no such case.
pub async fn case_file(r: &mut impl Read, id: CaseId) -> Result<CaseFile, WorkflowError> {
    let case: Case = found(r.get(id).await?)?;
    let event = found(r.get(case.event_id).await?)?;
    let scheme = found(r.get(case.scheme_version_id).await?)?;
    let person: Person = found(r.get(case.person_id).await?)?;
    let institution = match case.institution_id {
        Some(id) => r.get(id).await?,
        None => None,
    };
    let (assessor, registration) = match case.assessor_id {
        Some(id) => (r.get(id).await?, r.get(id).await?),
        None => (None, None),
    };
    let of_case = Find::by("case_id", id);
    let forms: Vec<certification::record::form::Form> = r.find(&of_case).await?;
    let signatures = r.find(&Find::all().one_of("form_id", forms.iter().map(|f| f.id))).await?;
    Ok(CaseFile {
        event,
        scheme,
        person,
        institution,
        assessor,
        registration,
        documents: r.find(&of_case.clone().order_by(&["id"])).await?,
        verifications: r.find(&of_case).await?,
        consents: r.find(&of_case).await?,
        assignments: r.find(&of_case.clone().order_by(&["id"])).await?,
        recommendations: r.find(&of_case).await?,
        forms,
        signatures,
        votes: r.find(&of_case).await?,
        decisions: r.find(&of_case).await?,
        certificates: r.find(&of_case.clone().order_by(&["id"])).await?,
        case,
        outcome: Outcome::default(),
    })
}

impl Load for CaseFile {
    type Key = CaseId;

    async fn load(tx: &mut Tx, key: &CaseId, _: &Context<'_>) -> Result<Self, WorkflowError> {
        case_file(tx, *key).await
    }
}

/// Ties from or to a person.
async fn ties(r: &mut impl Read, person: PersonId) -> Result<Vec<Tie>, WorkflowError> {
    let mut all: Vec<Tie> = r.find(&Find::by("from_id", person)).await?;
    all.extend(r.find::<Tie>(&Find::by("to_id", person)).await?);
    Ok(all)
}

/// The cases that an assessor has at an event.
///
/// # Errors
/// When the store cannot be read.
pub async fn load_of(r: &mut impl Read, assessor: PersonId, event: EventId) -> Result<Vec<CaseLoad>, WorkflowError> {
    let cases: Vec<Case> = r.find(&Find::by("assessor_id", assessor).and("event_id", event)).await?;
    Ok(cases
        .into_iter()
        .filter(|c| c.withdrawn.is_none() && c.present != Some(false))
        .map(|c| CaseLoad { case: c.id, day: c.day, session: c.session })
        .collect())
}

/// What is known of somebody who might assess at an event.
///
/// # Errors
/// [`WorkflowError::NotFound`] when the person is no assessor.
pub async fn assessor_facts(
    r: &mut impl Read,
    assessor: PersonId,
    event: EventId,
) -> Result<AssessorFacts, WorkflowError> {
    let person: Person = found(r.get(assessor).await?)?;
    let registration: Assessor = found(r.get(assessor).await?)?;
    let institution: Option<Institution> = match person.institution_id {
        Some(id) => r.get(id).await?,
        None => None,
    };
    let ties = ties(r, assessor).await?;
    let load = load_of(r, assessor, event).await?;
    Ok(AssessorFacts { person, assessor: registration, institution, ties, load })
}

/// What is known of a panel member.
///
/// # Errors
/// When the store cannot be read.
pub async fn member_facts(r: &mut impl Read, member: PersonId) -> Result<MemberFacts, WorkflowError> {
    let person: Option<Person> = r.get(member).await?;
    Ok(MemberFacts {
        assessor: r.get(member).await?,
        ties: ties(r, member).await?,
        institution_id: person.and_then(|p| p.institution_id),
    })
}

/// Seats taken at an event, by funding source. A withdrawn case keeps its seat until it is replaced.
///
/// # Errors
/// When the store cannot be read.
pub async fn taken_seats(r: &mut impl Read, event: EventId) -> Result<Vec<(String, i64)>, WorkflowError> {
    let rows = r
        .rows(
            "SELECT funding, COUNT(*) AS n FROM cases WHERE event_id = $1 AND withdrawn IS NULL GROUP BY funding ORDER BY funding",
            &[event.into()],
        )
        .await?;
    rows.iter().map(|row| Ok((row.text("funding")?.to_owned(), row.int("n")?))).collect()
}
