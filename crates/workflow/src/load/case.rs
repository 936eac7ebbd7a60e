//! The file of a case, and what is known of those who might assess or decide it.

use certification::{
    act::{Context, Outcome},
    appeal::Term,
    assignment::{AssessorFacts, Booked, Load as CaseLoad},
    casefile::CaseFile,
    decision::MemberFacts,
    id::{CaseId, EventId, PersonId},
    record::{
        case::{Assignment, Case, Consent, Document, Recommendation, Verification},
        certificate::Certificate,
        decision::{Appeal, Decision, Vote},
        event::Event,
        form::{Form, Signature},
        person::{Assessor, Institution, Person, Tie},
        scheme::SchemeVersion,
    },
};
use store::{Find, Read, Tx};

use super::{Load, written::released};
use crate::{
    error::{WorkflowError, found},
    settings,
};

/// Loads a case with all that belongs to it, in a reader or a transaction.
///
/// # Errors
/// [`WorkflowError::NotFound`] when there is no such case.
pub async fn case_file(r: &mut impl Read, id: CaseId) -> Result<CaseFile, WorkflowError> {
    let case: Case = found(r.get(id).await?)?;
    let event: Event = found(r.get(case.event_id).await?)?;
    let scheme: SchemeVersion = found(r.get(case.scheme_version_id).await?)?;
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
    let tests = released(r, &[id]).await?.remove(&id).unwrap_or_default();
    let written = tests.into_iter().map(|test| test.told(&scheme, &event.zone)).collect();
    let decisions: Vec<Decision> = r.find(&of_case).await?;
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
        written,
        votes: r.find(&of_case).await?,
        appeal_term: term(r, &decisions).await?,
        decisions,
        appeals: r.find(&of_case.clone().order_by(&["id"])).await?,
        certificates: r.find(&of_case.clone().order_by(&["id"])).await?,
        case,
        outcome: Outcome::default(),
    })
}

/// The term of an appeal against these decisions, where one was not to grant.
async fn term(r: &mut impl Read, decisions: &[Decision]) -> Result<Term, WorkflowError> {
    if !decisions.iter().any(|d| d.outcome == "not-granted") {
        return Ok(Term::default());
    }
    let now = r.now();
    Ok(Term::of(decisions, now, &settings(r).await?))
}

/// The files of every case of an event, by running number.
///
/// # Errors
/// When the store cannot be read.
pub async fn event_files(r: &mut impl Read, event: EventId) -> Result<Vec<CaseFile>, WorkflowError> {
    let cases: Vec<Case> = r.find(&Find::by("event_id", event).order_by(&["running"])).await?;
    let ids: Vec<CaseId> = cases.iter().map(|c| c.id).collect();
    case_files(r, &ids).await
}

/// Loads several cases with all that belongs to them, in the order asked; those that are not there are left out.
/// However many, it takes the same number of queries.
///
/// # Errors
/// When the store cannot be read.
pub async fn case_files(r: &mut impl Read, ids: &[CaseId]) -> Result<Vec<CaseFile>, WorkflowError> {
    let cases: Vec<Case> = r.find(&Find::all().one_of("id", ids.iter().copied())).await?;
    let of = |keys: Vec<String>| Find::all().one_of("id", keys);
    let keys = |key: &dyn Fn(&Case) -> Option<String>| {
        let mut keys: Vec<String> = cases.iter().filter_map(key).collect();
        keys.sort();
        keys.dedup();
        keys
    };
    let events: Vec<Event> = r.find(&of(keys(&|c| Some(c.event_id.to_string())))).await?;
    let schemes: Vec<SchemeVersion> = r.find(&of(keys(&|c| Some(c.scheme_version_id.to_string())))).await?;
    let people: Vec<Person> = r
        .find(&of(
            [keys(&|c| Some(c.person_id.to_string())), keys(&|c| c.assessor_id.map(|id| id.to_string()))].concat()
        ))
        .await?;
    let institutions: Vec<Institution> = r.find(&of(keys(&|c| c.institution_id.map(|id| id.to_string())))).await?;
    let assessors: Vec<Assessor> = r.find(&of(keys(&|c| c.assessor_id.map(|id| id.to_string())))).await?;
    let of_cases = Find::all().one_of("case_id", cases.iter().map(|c| c.id)).order_by(&["id"]);
    let mut forms: Vec<Form> = r.find(&of_cases).await?;
    let mut signatures: Vec<Signature> = r.find(&Find::all().one_of("form_id", forms.iter().map(|f| f.id))).await?;
    let mut documents: Vec<Document> = r.find(&of_cases).await?;
    let mut verifications: Vec<Verification> = r.find(&of_cases).await?;
    let mut consents: Vec<Consent> = r.find(&of_cases).await?;
    let mut assignments: Vec<Assignment> = r.find(&of_cases).await?;
    let mut recommendations: Vec<Recommendation> = r.find(&of_cases).await?;
    let mut votes: Vec<Vote> = r.find(&of_cases).await?;
    let mut decisions: Vec<Decision> = r.find(&of_cases).await?;
    let mut appeals: Vec<Appeal> = r.find(&of_cases).await?;
    let (now, settings) = (r.now(), settings(r).await?);
    let mut certificates: Vec<Certificate> = r.find(&of_cases).await?;
    let keys: Vec<CaseId> = cases.iter().map(|c| c.id).collect();
    let mut tests = released(r, &keys).await?;
    let mut files = Vec::with_capacity(cases.len());
    for id in ids {
        let Some(case) = cases.iter().find(|c| c.id == *id).cloned() else { continue };
        let mine = |other: CaseId| other == case.id;
        let forms = take(&mut forms, |f| f.case_id == Some(case.id));
        let person = |id: PersonId| people.iter().find(|p| p.id == id).cloned();
        let (Some(event), Some(scheme), Some(candidate)) = (
            events.iter().find(|e| e.id == case.event_id).cloned(),
            schemes.iter().find(|s| s.id == case.scheme_version_id).cloned(),
            person(case.person_id),
        ) else {
            continue;
        };
        let decisions = take(&mut decisions, |d| mine(d.case_id));
        let written = tests.remove(&case.id).unwrap_or_default();
        let written = written.into_iter().map(|test| test.told(&scheme, &event.zone)).collect();
        files.push(CaseFile {
            event,
            scheme,
            person: candidate,
            institution: case.institution_id.and_then(|id| institutions.iter().find(|i| i.id == id)).cloned(),
            assessor: case.assessor_id.and_then(person),
            registration: case.assessor_id.and_then(|id| assessors.iter().find(|a| a.id == id)).cloned(),
            documents: take(&mut documents, |d| mine(d.case_id)),
            verifications: take(&mut verifications, |v| mine(v.case_id)),
            consents: take(&mut consents, |c| mine(c.case_id)),
            assignments: take(&mut assignments, |a| mine(a.case_id)),
            recommendations: take(&mut recommendations, |r| mine(r.case_id)),
            signatures: take(&mut signatures, |s| forms.iter().any(|f| f.id == s.form_id)),
            forms,
            written,
            votes: take(&mut votes, |v| mine(v.case_id)),
            appeal_term: Term::of(&decisions, now, &settings),
            decisions,
            appeals: take(&mut appeals, |a| mine(a.case_id)),
            certificates: take(&mut certificates, |c| mine(c.case_id)),
            case,
            outcome: Outcome::default(),
        });
    }
    Ok(files)
}

/// Takes out what belongs to one case.
fn take<R>(rows: &mut Vec<R>, belongs: impl Fn(&R) -> bool) -> Vec<R> {
    let (mine, others) = std::mem::take(rows).into_iter().partition(belongs);
    *rows = others;
    mine
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

/// The cases that an assessor has at an event, and those at other events on its days. Whoever withdrew or did not come
/// takes nobody's time, and an event that was cancelled neither.
///
/// # Errors
/// When the store cannot be read.
pub async fn load_of(r: &mut impl Read, assessor: PersonId, event: &Event) -> Result<Vec<CaseLoad>, WorkflowError> {
    let mut cases: Vec<Case> = r.find(&Find::by("assessor_id", assessor).and("event_id", event.id)).await?;
    let after = event.ends.parse().ok().and_then(|ends: jiff::civil::Date| ends.tomorrow().ok());
    let on_its_days = Find::by("assessor_id", assessor)
        .at_least("day", event.starts.as_str())
        .below("day", after.map_or_else(|| event.ends.clone(), |day| day.to_string()));
    let elsewhere: Vec<Case> = r.find(&on_its_days).await?;
    cases.extend(elsewhere.into_iter().filter(|c| c.event_id != event.id));
    cases.retain(|c| c.withdrawn.is_none() && c.present != Some(false));
    let mut others: Vec<EventId> = cases.iter().map(|c| c.event_id).filter(|id| *id != event.id).collect();
    others.sort_unstable();
    others.dedup();
    let mut events = vec![event.clone()];
    if !others.is_empty() {
        events.extend(r.find::<Event>(&Find::all().one_of("id", others)).await?);
    }
    Ok(cases
        .into_iter()
        .filter_map(|c| {
            let of = events.iter().find(|e| e.id == c.event_id).filter(|e| e.status != "cancelled")?;
            let session = c.session.as_deref().and_then(|session| Booked::of(of, session));
            Some(CaseLoad { case: c.id, event: c.event_id, day: c.day, session })
        })
        .collect())
}

/// What is known of somebody who might assess at an event.
///
/// # Errors
/// [`WorkflowError::NotFound`] when the person is no assessor.
pub async fn assessor_facts(
    r: &mut impl Read,
    assessor: PersonId,
    event: &Event,
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

/// Seats taken at an event, by funding source. A withdrawn case frees its seat.
///
/// # Errors
/// When the store cannot be read.
pub async fn taken_seats(r: &mut impl Read, event: EventId) -> Result<Vec<(String, i64)>, WorkflowError> {
    let sql = "SELECT funding, n FROM seat_counter WHERE event_id = $1 AND n > 0 ORDER BY funding";
    let rows = r.rows(sql, &[event.into()]).await?;
    rows.iter().map(|row| Ok((row.text("funding")?.to_owned(), row.int("n")?))).collect()
}
