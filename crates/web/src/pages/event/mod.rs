//! Events: the list, planning one, its board on the day, who takes part, sessions, lists to print, and
//! what came out. A facilitator sees the own event alone.

mod assessors;
mod board;
mod exam;
mod import;
mod intake;
mod letter;
mod minutes;
mod outcome;
mod plan;
mod print;
mod rail;
mod seating;
mod state;
mod typed;

use askama::Template;
use axum::extract::{Query, State};
use certification::{
    duty::Duty,
    id::EventId,
    permit::{self, Action, Object},
    record::event::Event,
};
use serde::Deserialize;
use store::{
    Read as _,
    view::{EventFilter, EventLine, Page as Part, event_list},
};
use workflow::{may_see, place};

use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    form::Fields,
    html,
    i18n::{Message, key},
    nav::{Group, Item},
    paging,
    part::{Tag, icon},
    samples::Samples,
};

/// Rows of a page.
const ROWS: i64 = 30;

/// `/acara` and everything below it.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/acara", Guard::Signed(Action::ListEvents), list)
        .merge(plan::routes())
        .merge(state::routes())
        .merge(board::routes())
        .merge(intake::routes())
        .merge(import::routes())
        .merge(assessors::routes())
        .merge(seating::routes())
        .merge(print::routes())
        .merge(letter::routes())
        .merge(minutes::routes())
        .merge(outcome::routes())
        .merge(exam::routes())
        .nav(Item::rail(
            Group::Events,
            10,
            "/acara",
            key("nav-events"),
            icon("calendar"),
            &[
                Duty::Staff,
                Duty::Manager,
                Duty::PanelMember,
                Duty::Head,
                Duty::Deputy,
                Duty::Assessor,
                Duty::Facilitator,
            ],
        ))
}

/// The event of an address, where the reader may do that to it.
async fn event(app: &AppState, p: &Page, id: &str, action: Action) -> Result<Event, WebError> {
    let id: EventId = id.parse().map_err(|_| WebError::NotFound)?;
    let event: Event = app.flow().reader().get(id).await?.ok_or(WebError::NotFound)?;
    may_see(p.actor()?, action, &Object::event(id))?;
    Ok(event)
}

/// The reader may do that to this event.
fn may(p: &Page, action: Action, event: EventId) -> bool {
    p.actor().is_ok_and(|actor| permit::check(actor, action, &Object::event(event)).is_ok())
}

/// A stored `08:30` as the reader's language writes it.
pub(in crate::pages) fn hour(p: &Page, stored: &str) -> String {
    if p.lang() == "id" { stored.replace(':', ".") } else { stored.to_owned() }
}

/// The label of an event's state.
fn state_tag(status: &str) -> Tag {
    match status {
        "open" => Tag::new("success", icon("check"), Message::new(key("event-open"))),
        "cancelled" => Tag::new("danger", icon("ban"), Message::new(key("event-cancelled"))),
        _ => Tag::new("neutral", icon("lock"), Message::new(key("event-closed"))),
    }
}

/// The head that the pages of one event share.
#[derive(Debug, Clone)]
struct Head {
    id: EventId,
    title: String,
    code: String,
    venue: String,
    starts: String,
    ends: String,
    zone: String,
    status: Tag,
}

impl Head {
    fn of(event: &Event) -> Self {
        Self {
            id: event.id,
            title: event.title.clone(),
            code: event.code.clone(),
            venue: event.venue.clone(),
            starts: event.starts.clone(),
            ends: event.ends.clone(),
            zone: event.zone.clone(),
            status: state_tag(&event.status),
        }
    }

    /// `WITA`, or the zone's own name where the country has no sign for it.
    fn zone_sign(&self) -> &str {
        place::zone_sign(&self.zone)
    }
}

/// A row of the list.
#[derive(Debug, Clone)]
struct Row {
    head: Head,
    host: String,
    seats: i64,
    taken: i64,
    present: i64,
    issued: i64,
}

/// The list as it was asked for.
#[derive(Debug, Clone, Default)]
struct ListView {
    rows: Vec<Row>,
    before: Option<String>,
    after: Option<String>,
    may_plan: bool,
    filtered: bool,
}

#[derive(Template)]
#[template(path = "event/list.html")]
struct List<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a ListView,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    keadaan: String,
    #[serde(default)]
    sesudah: String,
}

async fn list(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let actor = p.actor()?;
    let scope = permit::scope(actor, Action::ListEvents);
    let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    let filter = EventFilter { status: some(&asked.keadaan), search: some(&asked.q) };
    let part = Part { after: some(&asked.sesudah), size: Some(ROWS) };
    let listed = event_list(&mut app.flow().reader(), &filter, &scope, &part).await?;
    let view = ListView {
        rows: listed.rows.into_iter().map(row).collect(),
        before: (!asked.sesudah.is_empty()).then(|| address(&asked, "")),
        after: listed.next.map(|after| address(&asked, &after)),
        may_plan: permit::may(actor, Action::ChangeEvent),
        filtered: filter != EventFilter::default(),
    };
    let f = Fields::new().with("q", &asked.q).with("keadaan", &asked.keadaan);
    html(&List { p: &p, f: &f, view: &view })
}

fn row(line: EventLine) -> Row {
    Row {
        head: Head::of(&line.event),
        seats: line.event.seats(),
        host: line.event.host,
        taken: line.taken,
        present: line.counts.named("present"),
        issued: line.counts.named("issued"),
    }
}

fn address(asked: &Asked, after: &str) -> String {
    let pairs = [("q", &*asked.q), ("keadaan", &asked.keadaan), ("sesudah", after)];
    paging::address("/acara", &pairs)
}

/// An invented event.
fn invented() -> Event {
    use certification::record::event::{Funding, Session};
    let session = |id: &str, name: &str, starts: &str, ends: &str| Session {
        id: id.to_owned(),
        day: "2026-12-08".to_owned(),
        name: name.to_owned(),
        starts: starts.to_owned(),
        ends: ends.to_owned(),
        room: "Aula".to_owned(),
        capacity: 30,
    };
    Event {
        id: EventId(uuid::Uuid::from_u128(7)),
        code: "KALSEL-2026".to_owned(),
        title: "Sertifikasi Pustakawan Kalsel 2026".to_owned(),
        host: "Dispersip Provinsi Kalimantan Selatan".to_owned(),
        venue: "Aula Dispersip, Banjarbaru".to_owned(),
        venue_kind: "sewaktu".to_owned(),
        venue_verified: true,
        kab: "63.72".to_owned(),
        starts: "2026-12-08".to_owned(),
        ends: "2026-12-09".to_owned(),
        zone: "Asia/Makassar".to_owned(),
        offers: Vec::new(),
        funding: vec![Funding { id: "apbn".to_owned(), source: "APBN (Perpusnas)".to_owned(), seats: 60 }],
        sessions: vec![session("d1-pagi", "Pagi", "08:30", "12:00"), session("d1-siang", "Siang", "13:00", "16:30")],
        schedule: Some("J-0412".to_owned()),
        ministry: None,
        status: "open".to_owned(),
        example: true,
        created_at: 0,
    }
}

/// The list full and empty, and what the other pages bring.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let f = Fields::new();
    let row =
        Row { head: Head::of(&invented()), host: "Dispersip".to_owned(), seats: 60, taken: 60, present: 51, issued: 0 };
    let full = ListView {
        rows: vec![row],
        before: Some("/acara".to_owned()),
        after: Some("/acara?sesudah=x".to_owned()),
        may_plan: true,
        filtered: false,
    };
    samples.add("event/list", &List { p, f: &f, view: &full });
    samples.add("event/list none", &List { p, f: &f, view: &ListView { filtered: true, ..ListView::default() } });
    samples.add("event/list empty", &List { p, f: &f, view: &ListView { may_plan: true, ..ListView::default() } });
    plan::samples(samples);
    state::samples(samples);
    board::samples(samples);
    intake::samples(samples);
    import::samples(samples);
    assessors::samples(samples);
    seating::samples(samples);
    print::samples(samples);
    letter::samples(samples);
    minutes::samples(samples);
    outcome::samples(samples);
    exam::samples(samples);
}

#[cfg(test)]
mod tests {
    use super::{Asked, address};

    #[test]
    fn the_next_page_keeps_what_was_asked() {
        let asked = Asked { q: "kal sel".to_owned(), ..Asked::default() };
        assert_eq!(address(&asked, "x"), "/acara?q=kal+sel&sesudah=x");
    }
}
