//! The invigilator's room of a written test: the exams at hand, the live plan of one, its seats one by one, what
//! happened in it and what is said to everyone. What may be done, and what it means for a candidate's time, the
//! workflow and crate `exam` say.

mod announce;
mod deed;
mod hindrance;
mod incident;
mod list;
mod plan;
mod record;
mod samples;
mod search;
mod seat;
mod sheet;
mod standing;
mod watch;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    civil,
    duty::Duty,
    id::{EventId, ExamId},
    permit::{self, Action, Object},
    record::{event::Event, exam::Exam, scheme::SchemeVersion},
};
use serde::Deserialize;
use store::Read as _;
use workflow::{exam_room::RoomView, place};

pub use samples::samples;
pub use watch::{Look, Rooms};

pub(super) use self::list::status_tag;
use self::{
    list::list,
    plan::{PlanView, Shown},
    search::{Seats, sought},
};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError, html,
    i18n::{Message, key},
    nav::{Group, Item},
    page::see_other,
    paging::address,
    part::{Tag, icon},
    sought::{SOUGHT, Sought},
    when::Instant,
};

/// Microseconds of a minute.
const MINUTE: i64 = 60_000_000;

/// `/ruang-ujian` and everything below it.
#[must_use]
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::Invigilate);
    Routes::new()
        .get("/ruang-ujian", guard, list)
        .get("/ruang-ujian/{exam}", guard, show)
        .post_repeatable("/ruang-ujian/{exam}", guard, search)
        .get("/ruang-ujian/{exam}/denah", guard, watch::fragment)
        .get("/ruang-ujian/{exam}/arus", guard, watch::stream)
        .merge(seat::routes())
        .merge(sheet::routes())
        .merge(incident::routes())
        .merge(announce::routes())
        .get("/ruang-ujian/{exam}/token", guard, token)
        .nav(Item::rail(
            Group::Events,
            5,
            "/ruang-ujian",
            key("nav-exam-room"),
            icon("armchair"),
            &[Duty::Staff, Duty::Manager, Duty::Assessor],
        ))
}

/// The exam of an address.
fn exam_id(id: &str) -> Result<ExamId, WebError> {
    id.parse().map_err(|_| WebError::NotFound)
}

/// Text as it may stand in a query.
fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Whole minutes of a stretch in microseconds.
fn minutes(long: i64) -> i64 {
    long.max(0) / MINUTE
}

/// Where a room is, and in which zone its hours are told.
#[derive(Debug, Clone)]
pub(super) struct Venue {
    zone: String,
    /// Title of the event.
    event: String,
    name: String,
    /// Sign of the scheme on spine labels.
    abbr: String,
}

impl Venue {
    async fn of(app: &AppState, exam: &Exam) -> Result<Self, WebError> {
        let mut reader = app.flow().reader();
        let event: Event = reader.get(exam.event_id).await?.ok_or(WebError::NotFound)?;
        let offer = event.offers.iter().find(|offer| offer.slug == exam.slug);
        let scheme: Option<SchemeVersion> = match offer {
            Some(offer) => reader.get(offer.scheme_version_id).await?,
            None => None,
        };
        Ok(Self { abbr: scheme.map(|scheme| scheme.abbr).unwrap_or_default(), ..Self::plain(&event) })
    }

    /// Without the sign of a scheme, where no label is shown.
    fn plain(event: &Event) -> Self {
        Self { zone: event.zone.clone(), event: event.title.clone(), name: event.venue.clone(), abbr: String::new() }
    }

    /// `09.04`.
    fn hm(&self, p: &Page, at: i64) -> String {
        Instant::new(at, &self.zone).clock(p.cx.locale)
    }

    /// `WITA`, or the zone's own name where the country has no sign for it.
    fn sign(&self) -> &str {
        place::zone_sign(&self.zone)
    }

    /// The civil day as ISO text.
    fn day(&self, at: i64) -> String {
        civil::day(at, &self.zone).to_string()
    }

    /// The venue and the room in it.
    fn room(&self, exam: &Exam) -> String {
        [self.name.as_str(), exam.room.as_str()].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// The head that the pages of one room share.
#[derive(Debug, Clone)]
struct Head {
    id: ExamId,
    event: EventId,
    event_title: String,
    name: String,
    /// Venue and room.
    place: String,
    /// When it begins and ends, and for how many it ends later.
    times: String,
    status: String,
    /// The reader may plan the exam.
    may_plan: bool,
}

impl Head {
    fn of(p: &Page, look: &Look) -> Self {
        let exam = &look.room.exam;
        let may_plan = |actor| permit::check(actor, Action::PlanExam, &Object::event(exam.event_id)).is_ok();
        Self {
            id: exam.id,
            event: exam.event_id,
            event_title: look.venue.event.clone(),
            name: exam.name.clone(),
            place: look.venue.room(exam),
            times: times(p, &look.room, &look.venue),
            status: exam.status.clone(),
            may_plan: p.actor().is_ok_and(may_plan),
        }
    }

    /// What keeps the room from running, if anything: colour, icon's name and words are the template's.
    fn state(&self) -> Option<Tag> {
        match self.status.as_str() {
            "planned" => Some(Tag::new("warning", icon("triangle-alert"), Message::new(key("room-not-frozen")))),
            "closed" => Some(Tag::new("neutral", icon("lock"), Message::new(key("room-closed")))),
            "cancelled" => Some(Tag::new("danger", icon("ban"), Message::new(key("room-cancelled")))),
            _ => None,
        }
    }
}

/// When an exam ends for everyone who has no minutes of their own; `None` where each has their own clock.
fn common_end(exam: &Exam) -> Option<i64> {
    (exam.clock == "hall").then(|| exam.opens + exam.minutes * MINUTE)
}

fn times(p: &Page, room: &RoomView, venue: &Venue) -> String {
    let exam = &room.exam;
    let (from, zone) = (venue.hm(p, exam.opens), venue.sign());
    let Some(end) = common_end(exam) else {
        let last = venue.hm(p, exam.last_start);
        let said = p.ta("room-times-personal").with("from", from).with("last", last).with("zone", zone);
        return said.with("n", exam.minutes).to_string();
    };
    let said = p.ta("room-times-hall").with("from", from).with("until", venue.hm(p, end)).with("zone", zone);
    let later: Vec<i64> = room.seats.iter().filter_map(|seat| seat.deadline).filter(|at| *at > end).collect();
    match later.iter().max() {
        Some(last) => {
            let more = p.ta("room-times-later").with("n", later.len()).with("last", venue.hm(p, *last));
            format!("{said}; {more}")
        }
        None => said.to_string(),
    }
}

/// What a search for a seat brought.
#[derive(Debug, Clone)]
enum Found {
    Nothing(String),
    Several(Vec<(String, String)>),
    /// The search of the address could not be read.
    Unread,
}

#[derive(Template)]
#[template(path = "exam_room/room.html")]
struct Room<'a> {
    p: &'a Page,
    head: &'a Head,
    view: &'a PlanView,
    /// When the room was looked at.
    at: &'a str,
    /// Query of the pushed and the fetched plan.
    query: &'a str,
    found: Option<&'a Found>,
    sought: &'a str,
    done: Option<&'a str>,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    keadaan: String,
    #[serde(default)]
    foto: String,
    #[serde(flatten)]
    sought: Sought,
    #[serde(default)]
    sudah: String,
}

/// What an act in the room is told as, by its word in the address.
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "bantuan" => key("room-done-help"),
        "umumkan" => key("room-done-announced"),
        "kejadian" => key("room-done-incident"),
        _ => return None,
    })
}

/// What its searches are sealed for.
const LIST: &str = "room";

/// Leads to the desk that was looked for, or back to the room with what was found.
async fn search(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Asked>) -> Answer {
    let look = look(&app, &p, &id).await?;
    let mut asked = form.value;
    asked.sought.seal(&app, &p, LIST)?;
    if let Seats::One(href) = sought(&look.room, &look.venue, asked.sought.words()) {
        return Ok(see_other(&href));
    }
    let pairs = [("keadaan", &*asked.keadaan), ("foto", &*asked.foto), (SOUGHT, asked.sought.sealed())];
    Ok(see_other(&address(&format!("/ruang-ujian/{}", look.room.exam.id), &pairs)))
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(mut asked): Query<Asked>) -> Answer {
    let look = app.rooms.look(&app, p.actor()?, exam_id(&id)?).await?;
    asked.sought.open(&app, &p, LIST)?;
    let words = asked.sought.words();
    let found = match sought(&look.room, &look.venue, words) {
        Seats::One(href) => return Ok(see_other(&href)),
        Seats::Several(all) => Some(Found::Several(all)),
        Seats::Nothing => Some(Found::Nothing(words.to_owned())),
        Seats::NotAsked => asked.sought.is_unread().then_some(Found::Unread),
    };
    let shown = Shown::asked(&asked.keadaan, &asked.foto);
    let view = plan::plan(&p, &look.room, &look.venue, shown);
    let query = shown.query();
    let page = Room {
        p: &p,
        head: &Head::of(&p, &look),
        view: &view,
        at: &look.venue.hm(&p, look.room.now),
        query: &query,
        found: found.as_ref(),
        sought: words,
        done: done(&asked.sudah),
    };
    html(&page)
}

/// The word that opens the papers, on a page of its own, since a projector may show the room.
#[derive(Template)]
#[template(path = "exam_room/token.html")]
struct Token<'a> {
    p: &'a Page,
    head: &'a Head,
    token: &'a str,
}

async fn token(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let look = look(&app, &p, &id).await?;
    let token = app.flow().exam_room().token(p.actor()?, look.room.exam.id).await?;
    html(&Token { p: &p, head: &Head::of(&p, &look), token: &token })
}

/// A room after an act in it: it is looked at anew.
fn after(app: &AppState, exam: ExamId, word: &str) -> axum::response::Response {
    app.rooms.forget(exam);
    see_other(&format!("/ruang-ujian/{exam}?sudah={word}"))
}

/// The room of an address as the reader may see it now.
async fn look(app: &AppState, p: &Page, id: &str) -> Result<Arc<Look>, WebError> {
    app.rooms.look(app, p.actor()?, exam_id(id)?).await
}
