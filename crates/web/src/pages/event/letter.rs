//! Letters of assignment (*surat tugas*) of the assessors of an event: who is given what, who gets no letter and why, and
//! the letters to print. An assessor has their own alone.

use askama::Template;
use axum::extract::{Path, State};
use certification::{
    id::PersonId,
    permit::{self, Action, Object},
    record::{
        event::{Event, Session},
        person::Assessor,
        scheme::SchemeVersion,
    },
};
use store::{Find, Read as _};
use workflow::paper::{Assigned, Barred, assigned};

use super::{Head, event, hour, invented};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    i18n::{Message, key},
    page::see_other,
    pages::filing::paper::pdf_response,
    samples::Samples,
};

/// `/acara/{event}/surat-tugas`, and the letters as papers.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::PrintAssignment);
    Routes::new()
        .get("/acara/{event}/surat-tugas", guard, show)
        .get("/acara/{event}/surat-tugas.pdf", guard, every)
        .get("/acara/{event}/surat-tugas/{person}", guard, single)
}

/// An assessor of the list.
#[derive(Debug, Clone)]
struct Row {
    person: PersonId,
    name: String,
    met: String,
    until: String,
    schemes: String,
    sessions: Vec<String>,
    unseated: i64,
    cases: i64,
    barred: Option<Message>,
}

#[derive(Template)]
#[template(path = "event/letters.html")]
struct Letters<'a> {
    p: &'a Page,
    head: &'a Head,
    rows: &'a [Row],
    /// The reader's own letter, and nobody else's.
    own: bool,
}

impl Letters<'_> {
    fn printable(&self) -> usize {
        self.rows.iter().filter(|row| row.barred.is_none()).count()
    }
}

/// The event, and those of its assessors whose letters the reader may have; nothing for who may have none.
async fn had(app: &AppState, p: &Page, id: &str) -> Result<(Event, Vec<Assigned>, bool), WebError> {
    let actor = p.actor()?;
    let event = event(app, p, id, Action::SeeEvent).await?;
    let own = permit::scope(actor, Action::PrintAssignment) != permit::Scope::All;
    let mut all = assigned(&mut app.flow().reader(), &event).await?;
    all.retain(|one| permit::check(actor, Action::PrintAssignment, &Object::person(one.person)).is_ok());
    if own && all.is_empty() { Err(WebError::NotFound) } else { Ok((event, all, own)) }
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (event, all, own) = had(&app, &p, &id).await?;
    let offers = event.offers.iter().map(|offer| offer.scheme_version_id);
    let schemes: Vec<SchemeVersion> = app.flow().reader().find(&Find::all().one_of("id", offers)).await?;
    let rows: Vec<Row> = all.into_iter().map(|one| row(&p, one, &schemes)).collect();
    html(&Letters { p: &p, head: &Head::of(&event), rows: &rows, own })
}

async fn every(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (event, all, _) = had(&app, &p, &id).await?;
    printed(&app, &event, &all).await
}

async fn single(State(app): State<AppState>, p: Page, Path((id, person)): Path<(String, String)>) -> Answer {
    let (event, mut all, _) = had(&app, &p, &id).await?;
    let person: PersonId = person.parse().map_err(|_| WebError::NotFound)?;
    all.retain(|one| one.person == person);
    if all.is_empty() {
        return Err(WebError::NotFound);
    }
    printed(&app, &event, &all).await
}

/// The letters as one file; where there is none, the page says why.
async fn printed(app: &AppState, event: &Event, all: &[Assigned]) -> Answer {
    if all.iter().all(|one| one.barred.is_some()) {
        return Ok(see_other(&format!("/acara/{}/surat-tugas", event.id)));
    }
    let paper = app.flow().assignment_paper(event, all).await?;
    let pdf = app.flow().print(paper).await?;
    Ok(pdf_response(&format!("{}-surat-tugas.pdf", event.code), pdf.bytes))
}

fn row(p: &Page, one: Assigned, schemes: &[SchemeVersion]) -> Row {
    let scheme = |slug: &String| match schemes.iter().find(|s| s.slug == *slug) {
        Some(scheme) => p.scheme_name(scheme).to_owned(),
        None => slug.clone(),
    };
    let session = |(s, n): &(Session, i64)| {
        let hours = format!("{}–{}", hour(p, &s.starts), hour(p, &s.ends));
        let when = format!("{}, {hours}, {}, {}", p.day(&s.day), s.name, s.room);
        p.ta("letter-session").with("when", when).with("n", *n).to_string()
    };
    Row {
        person: one.person,
        met: one.registration.as_ref().map(|r| r.met.clone()).unwrap_or_default(),
        until: one.registration.as_ref().map(|r| r.until.clone()).unwrap_or_default(),
        schemes: one.schemes.iter().map(scheme).collect::<Vec<_>>().join("; "),
        sessions: one.sessions.iter().map(session).collect(),
        unseated: one.unseated,
        cases: one.cases(),
        barred: one.barred.as_ref().map(|why| barred(p, why)),
        name: one.name,
    }
}

/// Why there is no letter, and what to do.
fn barred(p: &Page, why: &Barred) -> Message {
    let days = |key, until: &str, day: &str| Message::new(key).with("until", p.day(until)).with("day", p.day(day));
    match why {
        Barred::Cancelled => Message::new(key("letter-cancelled")),
        Barred::NotAppointed => Message::new(key("letter-not-appointed")),
        Barred::Unregistered => Message::new(key("letter-unregistered")),
        Barred::RunsOut { until, day } => days(key("letter-runs-out"), until, day),
        Barred::AppointmentEnds { until, day } => days(key("letter-appointment-ends"), until, day),
        Barred::OutOfScope => Message::new(key("letter-out-of-scope")),
    }
}

/// Assessors with a letter and without, one's own, and none.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let head = Head::of(&invented());
    let event = invented();
    let one = |n, barred| Assigned {
        person: PersonId(uuid::Uuid::from_u128(n)),
        name: "Taufik Rahmatullah, M.Hum.".to_owned(),
        registration: Some(Assessor {
            id: PersonId(uuid::Uuid::from_u128(n)),
            met: "MET.000.009685 2023".to_owned(),
            until: "2026-12-08".to_owned(),
            licences: vec!["layanan-dasar".to_owned()],
            trained: Vec::new(),
        }),
        sessions: event.sessions.iter().map(|session| (session.clone(), 3)).collect(),
        unseated: 1,
        schemes: vec!["layanan-dasar".to_owned()],
        barred,
    };
    let (until, day) = ("2026-12-08".to_owned(), "2026-12-09".to_owned());
    let reasons = [
        None,
        Some(Barred::RunsOut { until: until.clone(), day: day.clone() }),
        Some(Barred::AppointmentEnds { until, day }),
        Some(Barred::NotAppointed),
        Some(Barred::Unregistered),
        Some(Barred::OutOfScope),
        Some(Barred::Cancelled),
    ];
    let rows: Vec<Row> = reasons.into_iter().zip(1..).map(|(why, n)| row(p, one(n, why), &[])).collect();
    let nothing = Assigned { sessions: Vec::new(), unseated: 0, registration: None, ..one(9, None) };
    samples.add("event/letters", &Letters { p, head: &head, rows: &rows, own: false });
    samples.add("event/letters own", &Letters { p, head: &head, rows: &[row(p, nothing, &[])], own: true });
    samples.add("event/letters none", &Letters { p, head: &head, rows: &[], own: false });
}
