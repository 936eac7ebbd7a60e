//! Events, and invitations to them.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    act::{Context, Outcome},
    assignment::Load as CaseLoad,
    event::{EventFile, InvitationFile},
    id::{EventId, InstitutionId, PersonId},
    record::{
        case::Case,
        event::Event,
        import::ImportRow,
        person::{Institution, Person},
    },
    series,
    text::fold,
};
use store::{Find, Read, Tx};

use super::{Load, load_of, next_of, taken_seats};
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

/// Whom to invite, to which event and scheme.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The event.
    pub event: EventId,
    /// The scheme's lasting key.
    pub slug: String,
    /// The person's values; the id is used when the NIK is not known yet.
    pub person: Person,
    /// Where the person works: name, kind, district.
    pub institution: Option<(String, String, Option<String>)>,
    /// The workbook's row.
    pub row: Option<String>,
}

impl Load for InvitationFile {
    type Key = Invitation;

    async fn load(tx: &mut Tx, key: &Invitation, context: &Context<'_>) -> Result<Self, WorkflowError> {
        let event: Event = found(tx.get(key.event).await?)?;
        let offer = event.offers.iter().find(|o| o.slug == key.slug).cloned();
        let offer = offer.ok_or_else(|| certification::refusal::Refusal::new("event.scheme-not-offered"))?;
        let known: Option<Person> = match &key.person.nik {
            Some(nik) => tx.first(Find::by("nik_blind", nik.as_str())).await?,
            None => None,
        };
        let (institution, new_institution) = institution(tx, key, context).await?;
        let person = match &known {
            Some(known) => merged(known, &key.person),
            None => key.person.clone(),
        };
        let existing: Option<Case> = tx
            .first(Find::by("person_id", person.id).and("event_id", key.event).and("slug", key.slug.as_str()))
            .await?;
        let row: Option<ImportRow> = match &key.row {
            Some(row) => tx.get(row).await?,
            None => None,
        };
        Ok(Self {
            account: tx.get(person.id).await?,
            taken: taken_seats(tx, key.event).await?,
            running: next_of(tx, &series::running(key.event)).await?,
            event,
            offer,
            person,
            known: known.is_some(),
            institution,
            new_institution,
            existing,
            row,
            case_id: context.id(),
            outcome: Outcome::default(),
        })
    }
}

/// The institution of that name and district, known already or new.
async fn institution(
    tx: &mut Tx,
    key: &Invitation,
    context: &Context<'_>,
) -> Result<(Option<Institution>, bool), WorkflowError> {
    let Some((name, kind, kab)) = &key.institution else { return Ok((None, false)) };
    let same: Vec<Institution> = tx.find(&Find::by("name_folded", fold(name))).await?;
    let known = same.into_iter().find(|i| i.kab == *kab || i.kab.is_none() || kab.is_none());
    Ok(match known {
        Some(known) => (Some(known), false),
        None => {
            let id: InstitutionId = context.id();
            (Some(Institution { id, name: name.clone(), kind: kind.clone(), kab: kab.clone() }), true)
        }
    })
}

/// A known person with what the sheet adds; what is known is not overwritten by an empty cell.
fn merged(known: &Person, sheet: &Person) -> Person {
    let pick = |sheet: &Option<String>, known: &Option<String>| sheet.clone().or_else(|| known.clone());
    Person {
        id: known.id,
        name: pick(&sheet.name, &known.name),
        degree: pick(&sheet.degree, &known.degree),
        nik: known.nik.clone(),
        born: pick(&sheet.born, &known.born),
        birth_place: pick(&sheet.birth_place, &known.birth_place),
        sex: pick(&sheet.sex, &known.sex),
        phone: pick(&sheet.phone, &known.phone),
        email: pick(&sheet.email, &known.email),
        nip: pick(&sheet.nip, &known.nip),
        address: known.address.clone(),
        education: pick(&sheet.education, &known.education),
        position: pick(&sheet.position, &known.position),
        institution_id: known.institution_id,
        kab: pick(&sheet.kab, &known.kab),
        updated_at: known.updated_at,
    }
}
