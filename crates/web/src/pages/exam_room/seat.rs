//! One seat: how it stands, what may be done there, and its record. What ends a candidate's work is asked on a page of
//! its own first.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use certification::{
    id::{ExamId, SittingId},
    permit::Action,
};
use exam::sitting::event::Room;
use serde::Deserialize;
use store::view::person_names;
use workflow::{
    WorkflowError,
    exam_room::{Identity, Seat, SeatRecord, State as SeatState},
};

use super::{
    Head, Look, MINUTE, Venue, after,
    deed::{self, Kind},
    hindrance, look, minutes, plan,
    record::{self, HappenedLine, KeptLine},
    standing::Standing,
};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    i18n::{Locale, key},
    page::{html_with, see_other},
    part::{Bar, Icon, icon},
    when,
};

/// `/ruang-ujian/{exam}/meja/{sitting}`.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::Invigilate);
    let path = "/ruang-ujian/{exam}/meja/{sitting}";
    Routes::new().get(path, guard, show).post(path, guard, act).get(
        "/ruang-ujian/{exam}/meja/{sitting}/foto",
        guard,
        photo,
    )
}

/// A seat as its page shows it.
#[derive(Debug, Clone)]
pub(super) struct SeatView {
    pub sitting: SittingId,
    pub number: i64,
    pub label: String,
    pub name: String,
    pub standing: Standing,
    /// What a call for help covers.
    pub beneath: Option<Standing>,
    pub started: bool,
    pub live: bool,
    pub answered: Bar,
    /// Key of a term, and what holds.
    pub facts: Vec<(&'static str, String)>,
    pub asked: Option<Kind>,
    pub offered: Vec<Kind>,
    pub noticed: Vec<String>,
    pub happened: Vec<HappenedLine>,
    pub kept: Vec<KeptLine>,
    /// It went on on paper at some time.
    pub paper: bool,
    /// A photo of the candidate is held.
    pub photo: bool,
    /// Documents by which an identity is checked.
    pub documents: Vec<(String, String)>,
    pub at: String,
    pub done: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "exam_room/seat.html")]
pub(super) struct SeatPage<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub head: &'a Head,
    pub view: &'a SeatView,
}

/// The page that asks before a seat is collected or void.
#[derive(Template)]
#[template(path = "exam_room/ask.html")]
pub(super) struct Ask<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub head: &'a Head,
    pub kind: &'a Kind,
    pub sitting: SittingId,
    pub number: i64,
    pub label: &'a str,
    pub answered: u32,
}

impl Ask<'_> {
    fn consequences(&self) -> Vec<(Icon, String)> {
        let said = |key: &'static str| self.p.t(key).into_owned();
        match self.kind {
            Kind::Void => vec![
                (icon("ban"), said(key("room-void-nothing-counts"))),
                (icon("history"), self.p.ta("room-void-kept").with("n", self.answered).to_string()),
                (icon("monitor"), said(key("room-void-screen"))),
                (icon("lock"), said(key("room-void-final"))),
            ],
            _ => vec![
                (icon("inbox"), self.p.ta("room-collect-kept").with("n", self.answered).to_string()),
                (icon("monitor"), said(key("room-collect-screen"))),
                (icon("undo-2"), said(key("room-collect-back"))),
            ],
        }
    }
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    perbuatan: String,
    #[serde(default)]
    sudah: String,
}

async fn show(
    State(app): State<AppState>,
    p: Page,
    Path((exam, sitting)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let look = look(&app, &p, &exam).await?;
    let record = record(&app, &p, &look, &sitting).await?;
    let kind = Kind::parse(&asked.perbuatan).filter(|kind| Kind::offered(&record.seat).contains(kind));
    let done = Kind::parse(&asked.sudah).map(Kind::done);
    let f = match kind {
        // Mostly it is recorded as it happens.
        Some(Kind::Paper) => {
            Fields::new().with("sejak", when::Instant::new(look.room.now, &record.seat.zone).clock(Locale::En))
        }
        _ => Fields::new(),
    };
    page(&app, &p, &look, &record, (kind, done), &f).await
}

/// The record of a seat of this room.
async fn record(app: &AppState, p: &Page, look: &Look, sitting: &str) -> Result<SeatRecord, WebError> {
    let sitting: SittingId = sitting.parse().map_err(|_| WebError::NotFound)?;
    let record = app.flow().exam_room().record(p.actor()?, sitting).await?;
    if record.seat.sitting.exam_id == look.room.exam.id { Ok(record) } else { Err(WebError::NotFound) }
}

async fn page(
    app: &AppState,
    p: &Page,
    look: &Look,
    record: &SeatRecord,
    (asked, done): (Option<Kind>, Option<&'static str>),
    f: &Fields,
) -> Answer {
    let (seat, head) = (&record.seat, Head::of(p, look));
    let status = if f.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let label = plan::label(&look.room, &look.venue, seat);
    if let Some(kind) = asked.filter(|kind| kind.asks_first()) {
        let (sitting, number, answered) = (seat.sitting.id, seat.sitting.seat, seat.answered);
        return html_with(status, &Ask { p, f, head: &head, kind: &kind, sitting, number, label: &label, answered });
    }
    let names = person_names(&mut app.flow().reader(), &record::people(record)).await?;
    let happened = record::happened(p, &look.venue, record, (&names, &look.room.incidents));
    let mut view = view(p, &look.venue, record, look.room.now);
    view.facts.extend(hindrance::of_seat(p, &look.room, seat));
    view.label = label;
    view.name = look.room.name(seat);
    view.photo = look.room.photos.contains(&seat.case());
    view.happened = happened;
    view.offered.retain(|kind| Some(*kind) != asked || kind.at_once());
    view.asked = asked.filter(|kind| !kind.at_once());
    view.done = done;
    html_with(status, &SeatPage { p, f, head: &head, view: &view })
}

/// What the seat itself tells, without names.
pub(super) fn view(p: &Page, venue: &Venue, record: &SeatRecord, now: i64) -> SeatView {
    let seat = &record.seat;
    let standing = Standing::of(seat);
    let (done, whole) = (i64::from(seat.answered), i64::from(seat.questions));
    SeatView {
        sitting: seat.sitting.id,
        number: seat.sitting.seat,
        label: String::new(),
        name: String::new(),
        standing,
        beneath: Standing::beneath(seat),
        started: seat.started.is_some(),
        live: standing.live(),
        answered: Bar { done, whole, label: p.ta("room-answered-of").with("n", done).with("all", whole).to_string() },
        facts: facts(p, venue, seat, now),
        asked: None,
        offered: Kind::offered(seat),
        noticed: record::noticed(p, venue, record),
        happened: Vec::new(),
        kept: record::kept(p, venue, record),
        paper: record.deeds.iter().any(|row| matches!(row.what, Room::ToPaper { .. })),
        photo: false,
        documents: deed::documents(p),
        at: venue.hm(p, now),
        done: None,
    }
}

fn facts(p: &Page, venue: &Venue, seat: &Seat, now: i64) -> Vec<(&'static str, String)> {
    let at = |at: i64| venue.hm(p, at);
    let long = |micros: i64| p.ta("room-min").with("n", minutes(micros)).to_string();
    let mut out = Vec::new();
    out.push(match seat.started {
        Some(started) => (key("room-fact-started"), at(started)),
        None => (key("room-fact-entry"), at(seat.terms.last_start)),
    });
    if Standing::of(seat).live() || seat.state == SeatState::OnPaper {
        // Up to a minute too little would frighten; a minute that has begun is a minute left.
        out.extend(seat.left.map(|left| (key("room-fact-left"), long(left + MINUTE - 1))));
    }
    match (seat.deadline, seat.started) {
        (Some(deadline), _) => out.push((key("room-fact-until"), at(deadline))),
        (None, Some(_)) => out.push((key("room-fact-until"), p.t("room-clock-stands").into_owned())),
        (None, None) => {}
    }
    for (term, micros) in [
        (key("room-fact-adjustment"), seat.added.adjustment),
        (key("room-fact-given"), seat.added.given),
        (key("room-fact-returned"), seat.added.returned),
    ] {
        if micros >= MINUTE {
            out.push((term, long(micros)));
        }
    }
    if seat.flagged > 0 {
        out.push((key("room-fact-flagged"), p.n(i64::from(seat.flagged))));
    }
    match &seat.identity {
        Some(Identity::Checked { document, at: when, .. }) => {
            let by =
                p.ta("room-identity-checked").with("document", p.t(deed::document(document))).with("at", at(*when));
            out.push((key("room-fact-identity"), by.to_string()));
        }
        Some(Identity::Doubted { at: when, .. }) => {
            let said = p.ta("room-identity-doubted").with("at", at(*when)).to_string();
            out.push((key("room-fact-identity"), said));
        }
        None => out.push((key("room-fact-identity"), p.t("room-identity-none").into_owned())),
    }
    if seat.exam.safe_browser.is_some() {
        let said = if seat.browser_waived { p.t("room-browser-waived") } else { p.t("room-browser-wanted") };
        out.push((key("room-fact-browser"), said.into_owned()));
    }
    if let Some(since) = seat.help_since {
        out.push((key("room-fact-help"), at(since)));
        if !seat.help_reason.is_empty() {
            out.push((key("room-fact-help-reason"), seat.help_reason.clone()));
        }
    }
    if let Some(heard) = seat.heard.filter(|_| Standing::of(seat).live()) {
        let ago = p.ta("room-ago").with("at", at(heard)).with("n", minutes(now - heard)).to_string();
        out.push((key("room-fact-heard"), ago));
    }
    out.extend(seat.end.map(|end| (key("room-fact-end"), at(end))));
    out
}

/// `/ruang-ujian/{exam}/meja/{sitting}/foto`: the photo that the candidate handed in. Each look is noted.
async fn photo(State(app): State<AppState>, p: Page, Path((exam, sitting)): Path<(String, String)>) -> Answer {
    let look = look(&app, &p, &exam).await?;
    let record = record(&app, &p, &look, &sitting).await?;
    let found = app.flow().exam_room().photo(p.actor()?, record.seat.sitting.id).await?;
    let (kind, bytes) = found.ok_or(WebError::NotFound)?;
    let kind = HeaderValue::from_str(&kind).map_err(WebError::fault)?;
    let keep = HeaderValue::from_static("private, no-store");
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], bytes).into_response())
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    perbuatan: String,
    /// `ruang` when the button stands in the room.
    #[serde(default)]
    kembali: String,
}

async fn act(
    State(app): State<AppState>,
    p: Page,
    Path((exam, sitting)): Path<(String, String)>,
    form: Form<Typed>,
) -> Answer {
    let look = look(&app, &p, &exam).await?;
    let record = record(&app, &p, &look, &sitting).await?;
    let Form { value, mut fields, .. } = form;
    let kind = Kind::parse(&value.perbuatan).ok_or(WebError::Unreadable)?;
    if let Some(deed) = kind.read(&mut fields, &record.seat) {
        match app.flow().exam_room().act(p.actor()?, record.seat.sitting.id, deed).await {
            Ok(()) => return Ok(led(&app, look.room.exam.id, record.seat.sitting.id, kind, value.kembali == "ruang")),
            Err(WorkflowError::Refused(refusal)) => {
                app.rooms.forget(look.room.exam.id);
                fields.wrong(deed::field_of(&refusal.code), refusal_message(&refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    page(&app, &p, &look, &record, (Some(kind), None), &fields).await
}

/// Where a deed leads: back to the room, or to the seat that it changed.
fn led(app: &AppState, exam: ExamId, sitting: SittingId, kind: Kind, room: bool) -> Response {
    let done = after(app, exam, kind.slug());
    if room { done } else { see_other(&format!("/ruang-ujian/{exam}/meja/{sitting}?sudah={}", kind.slug())) }
}
