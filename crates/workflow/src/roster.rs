//! Assessors of a workbook become registered people, appointed to an event. Somebody known already
//! (by registration or mail address) keeps their record; only the registration is renewed.

use std::collections::HashSet;

use certification::{
    duty::Duty,
    id::{EventId, PersonId},
    permit::{self, Action, Actor, Object},
    person::{Appoint, RegisterAssessor, RegisterPerson},
    record::{
        event::Event,
        person::{Appointment, Assessor as Record, Person},
    },
    refusal::require,
};
use exchange::{
    assessors::{self, Assessor, Issue},
    institutions::{self, Known},
    participants::Severity,
    table::Corrections,
};
use store::{Find, Read};

use crate::{Workflow, WorkflowError, found, intake, load::PersonKey, may_see};

/// An assessor who was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The sheet's own row.
    pub row: u32,
    /// The person.
    pub person: PersonId,
    /// Known before.
    pub known: bool,
}

/// What became of a workbook of assessors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// Rows taken in, in the order of the sheet.
    pub taken: Vec<Taken>,
    /// Rows that must be mended in the sheet, with what is wrong.
    pub waiting: Vec<(u32, Vec<Issue>)>,
}

/// An assessor of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct OfEvent {
    /// The person.
    pub person: PersonId,
    /// Name with degrees; none once erased.
    pub name: Option<String>,
    /// The registration; none where it was never taken in.
    pub registration: Option<Record>,
    /// Last day of the appointment, when it has one.
    pub ends: Option<String>,
}

impl OfEvent {
    /// The registration ends before the event does.
    #[must_use]
    pub fn runs_out(&self, event: &Event) -> bool {
        self.registration.as_ref().is_none_or(|r| r.until < event.ends)
    }
}

/// Who was appointed to assess at an event, by name.
///
/// # Errors
/// When the store cannot be read.
pub async fn of_event(r: &mut impl Read, event: EventId) -> Result<Vec<OfEvent>, WorkflowError> {
    let mut appointed: Vec<Appointment> = r.find(&Find::by("event_id", event).and("duty", Duty::Assessor)).await?;
    appointed.sort_by_key(|a| (a.person_id, a.ends.is_none()));
    appointed.reverse();
    appointed.dedup_by_key(|a| a.person_id);
    let ids: Vec<PersonId> = appointed.iter().map(|a| a.person_id).collect();
    let names = store::view::person_names(r, &ids).await?;
    let registered: Vec<Record> = r.find(&Find::all().one_of("id", ids)).await?;
    let mut all: Vec<OfEvent> = appointed
        .into_iter()
        .map(|a| OfEvent {
            person: a.person_id,
            name: names.get(&a.person_id).cloned(),
            registration: registered.iter().find(|r| r.id == a.person_id).cloned(),
            ends: a.ends,
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

/// Registrations that are read at once.
const AT_ONCE: i64 = 100;

/// Registered assessors who may assess a scheme of the event and are not appointed to it, by name.
///
/// # Errors
/// When the store cannot be read.
pub async fn unappointed(r: &mut impl Read, event: &Event) -> Result<Vec<OfEvent>, WorkflowError> {
    let appointed: Vec<Appointment> = r.find(&Find::by("event_id", event.id).and("duty", Duty::Assessor)).await?;
    let there: HashSet<PersonId> = appointed.iter().filter(|a| a.ends.is_none()).map(|a| a.person_id).collect();
    let is_offered = |assessor: &Record| {
        let offered = |licence: &String| event.offers.iter().any(|offer| offer.slug == *licence);
        assessor.licences.iter().any(offered) && !there.contains(&assessor.id)
    };
    let mut registered: Vec<Record> = Vec::new();
    let mut part = Find::all().order_by(&["id"]).limit(AT_ONCE);
    loop {
        let some: Vec<Record> = r.find(&part).await?;
        let Some(last) = some.last().map(|assessor| assessor.id) else { break };
        registered.extend(some.into_iter().filter(is_offered));
        part = part.after([last.into()]);
    }
    let ids: Vec<PersonId> = registered.iter().map(|assessor| assessor.id).collect();
    let names = store::view::person_names(r, &ids).await?;
    let mut all: Vec<OfEvent> = registered
        .into_iter()
        .filter_map(|registration| {
            let name = names.get(&registration.id).cloned()?;
            Some(OfEvent { person: registration.id, name: Some(name), registration: Some(registration), ends: None })
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

impl Workflow {
    /// Appoints registered assessors to an event. Who is appointed already stays so; answers how many were appointed.
    ///
    /// # Errors
    /// Refused by the permits of who acts, `roster.nobody` when nobody is named, `roster.unregistered` for a person without
    /// a registration.
    pub async fn appoint_assessors(
        &self,
        actor: &Actor,
        event: EventId,
        persons: &[PersonId],
    ) -> Result<usize, WorkflowError> {
        may_see(actor, Action::Appoint, &Object::body())?;
        let event: Event = found(self.reader().get(event).await?)?;
        require(!persons.is_empty(), "roster.nobody")?;
        let offered = unappointed(&mut self.reader(), &event).await?;
        let mut appointed = 0;
        for person in persons {
            if offered.iter().any(|assessor| assessor.person == *person) {
                self.appoint_assessor(actor, *person, &event).await?;
                appointed += 1;
            } else {
                require(self.reader().get::<Record>(*person).await?.is_some(), "roster.unregistered")?;
            }
        }
        Ok(appointed)
    }

    /// Takes in the assessors of a workbook for an event. Those without a usable name, registration or
    /// date wait; the same workbook twice changes nothing but renewed registrations.
    ///
    /// # Errors
    /// Refused for a file that is no workbook of assessors, or by the permits of who acts.
    pub async fn take_assessors(&self, actor: &Actor, event: EventId, bytes: &[u8]) -> Result<Roster, WorkflowError> {
        may_see(actor, Action::ImportAssessors, &Object::event(event))?;
        let event: Event = found(self.reader().get(event).await?)?;
        let limits = intake::limits(&self.settings().await?);
        let home = event.kab.split_once('.').map(|(province, _)| province.to_owned());
        let known = intake::known(&mut self.reader()).await?;
        let reading = assessors::read(bytes, &limits, &Corrections::default(), home.as_deref(), &known)
            .map_err(|e| intake::refused(&e))?;
        let mut roster = Roster::default();
        for row in reading.rows {
            let bars = row.issues.iter().any(|i| i.severity == Severity::Error);
            let (Some(name), Some(met), Some(until), false) =
                (row.assessor.name.clone(), row.assessor.met.clone(), row.assessor.until, bars)
            else {
                roster.waiting.push((row.assessor.row, row.issues));
                continue;
            };
            let known = self.known_assessor(&row.assessor, &met).await?;
            let person = match known {
                Some(person) => person,
                None => self.register_assessor(actor, &row.assessor, name, home.as_deref()).await?,
            };
            let assessor = Record {
                id: person,
                met,
                until: until.to_string(),
                licences: row.assessor.licences.clone(),
                trained: row.assessor.trained.clone(),
            };
            self.perform_in_bulk(actor, person.into(), RegisterAssessor { assessor }).await?;
            self.appoint_assessor(actor, person, &event).await?;
            roster.taken.push(Taken { row: row.assessor.row, person, known: known.is_some() });
        }
        Ok(roster)
    }

    async fn known_assessor(&self, assessor: &Assessor, met: &str) -> Result<Option<PersonId>, WorkflowError> {
        let mut reader = self.reader();
        let registered: Option<Record> = reader.first(Find::by("met", met)).await?;
        if let Some(registered) = registered {
            return Ok(Some(registered.id));
        }
        let Some(email) = assessor.email.as_deref() else { return Ok(None) };
        let same: Option<Person> = reader.first(Find::by("email_blind", email)).await?;
        Ok(same.map(|p| p.id))
    }

    async fn register_assessor(
        &self,
        actor: &Actor,
        assessor: &Assessor,
        name: String,
        home: Option<&str>,
    ) -> Result<PersonId, WorkflowError> {
        let institution = assessor.institution.as_deref().map(|text| {
            let kind = institutions::understand(text, home, &Known::default()).kind;
            let kind = serde_json::to_value(kind).ok().and_then(|k| k.as_str().map(str::to_owned));
            (text.to_owned(), kind.unwrap_or_else(|| "lainnya".to_owned()), assessor.kab.clone())
        });
        let act = RegisterPerson {
            name,
            degree: assessor.degree.clone(),
            email: assessor.email.clone().unwrap_or_default(),
            phone: assessor.phone.clone().unwrap_or_default(),
            locale: "id".to_owned(),
        };
        Ok(self.perform_in_bulk(actor, PersonKey { id: None, institution }, act).await?.file.person.id)
    }

    /// Staff may register assessors; appointing them is for those who appoint.
    async fn appoint_assessor(&self, actor: &Actor, person: PersonId, event: &Event) -> Result<(), WorkflowError> {
        let held: Vec<Appointment> = self.reader().find(&Find::by("person_id", person)).await?;
        let appointed =
            held.iter().any(|a| a.duty == Duty::Assessor && a.event_id == Some(event.id) && a.ends.is_none());
        if appointed || !permit::may(actor, Action::Appoint) {
            return Ok(());
        }
        let zone = self.settings().await?.text("body.zone");
        let starts = certification::civil::day(self.now(), &zone).to_string();
        let act = Appoint { duty: Duty::Assessor, event: Some(event.id), institution: None, starts, ends: None };
        self.perform_in_bulk(actor, person.into(), act).await.map(|_| ())
    }
}
