//! What happened in a room that cost working time. The time goes back by itself to the seats it names, as long as the
//! incident lasts; said again it is corrected, and never counted twice.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{id::SittingId, permit::Action};
use jiff::civil::Date;
use serde::Deserialize;
use workflow::{
    WorkflowError,
    exam_room::{Incident, NewIncident, RoomView},
};

use super::{Head, Look, Venue, encoded, look, minutes, plan, standing::Standing};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes,
    error::refusal_message,
    form::Fields,
    i18n::{Locale, Message, key},
    page::{html_with, see_other},
    when,
};

/// `/ruang-ujian/{exam}/kejadian`.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::Invigilate);
    Routes::new().get("/ruang-ujian/{exam}/kejadian", guard, show).post("/ruang-ujian/{exam}/kejadian", guard, keep)
}

/// A seat that can be chosen.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub sitting: SittingId,
    pub number: i64,
    pub label: String,
    pub standing: Standing,
}

/// An incident of the list.
#[derive(Debug, Clone)]
pub(super) struct Noted {
    /// Its key, as it stands in an address.
    pub key: String,
    pub from: String,
    /// Empty while it goes on.
    pub until: String,
    pub note: String,
    pub given: String,
    pub seats: String,
}

/// The page.
#[derive(Debug, Clone)]
pub(super) struct IncidentsView {
    /// Key of the incident that is corrected; empty for a new one.
    pub key: String,
    /// The day on which the hours of the form are.
    pub day: String,
    /// In which zone.
    pub zone: String,
    pub seats: Vec<Choice>,
    pub incidents: Vec<Noted>,
    pub done: bool,
}

#[derive(Template)]
#[template(path = "exam_room/incidents.html")]
pub(super) struct Incidents<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub head: &'a Head,
    pub view: &'a IncidentsView,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// `semua`, `luring` or `tidak`.
    #[serde(default)]
    siapa: String,
    #[serde(default)]
    ubah: String,
    #[serde(default)]
    sudah: String,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let look = look(&app, &p, &id).await?;
    let known = look.room.incidents.iter().find(|incident| incident.key == asked.ubah);
    let f = match known {
        Some(incident) => filled(&look.venue, incident),
        None => chosen(&look.room, &asked.siapa),
    };
    let day = look.venue.day(known.map_or_else(|| at_hand(&look.room), |incident| incident.from));
    let key = known.map(|incident| incident.key.clone()).unwrap_or_default();
    page(&p, &look, &f, (key, day), !asked.sudah.is_empty())
}

/// The instant on whose day a new incident is: now, or the opening before that.
fn at_hand(room: &RoomView) -> i64 {
    room.now.max(room.exam.opens)
}

/// The seats that an incident most likely concerns: all at work, or those that are offline.
fn chosen(room: &RoomView, who: &str) -> Fields {
    let fits = |standing: Standing| match who {
        "tidak" => false,
        "luring" => standing == Standing::Offline,
        _ => standing.live(),
    };
    let seats = room.seats.iter().filter(|seat| fits(Standing::of(seat)));
    seats.fold(Fields::new(), |f, seat| f.with("meja", seat.sitting.id))
}

/// An incident as the form has it.
fn filled(venue: &Venue, incident: &Incident) -> Fields {
    let hour = |at: i64| typed_hour(venue, at);
    let f = Fields::new()
        .with("catatan", &incident.note)
        .with("mulai", hour(incident.from))
        .with("selesai", incident.until.map(hour).unwrap_or_default());
    incident.seats.iter().fold(f, |f, seat| f.with("meja", seat))
}

fn page(p: &Page, look: &Look, f: &Fields, form: (String, String), done: bool) -> Answer {
    let view = view(p, &look.room, &look.venue, form, done);
    let status = if f.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(status, &Incidents { p, f, head: &Head::of(p, look), view: &view })
}

/// The page around the form of that incident, whose hours are on that day.
pub(super) fn view(
    p: &Page,
    room: &RoomView,
    venue: &Venue,
    (key, day): (String, String),
    done: bool,
) -> IncidentsView {
    let seats = room
        .seats
        .iter()
        .map(|seat| Choice {
            sitting: seat.sitting.id,
            number: seat.sitting.seat,
            label: plan::label(room, venue, seat),
            standing: Standing::of(seat),
        })
        .collect();
    let mut incidents: Vec<&Incident> = room.incidents.iter().collect();
    incidents.sort_by_key(|incident| std::cmp::Reverse(incident.from));
    IncidentsView {
        zone: p.ta("room-incident-day").with("day", p.day(&day)).with("zone", venue.sign()).to_string(),
        key,
        day,
        seats,
        incidents: incidents.into_iter().map(|incident| noted(p, room, venue, incident)).collect(),
        done,
    }
}

fn noted(p: &Page, room: &RoomView, venue: &Venue, incident: &Incident) -> Noted {
    let numbers = room.seats.iter().filter(|seat| incident.seats.contains(&seat.sitting.id));
    Noted {
        key: encoded(&incident.key),
        from: venue.hm(p, incident.from),
        until: incident.until.map(|at| venue.hm(p, at)).unwrap_or_default(),
        note: incident.note.clone(),
        given: returned(p, room, incident),
        seats: numbers.map(|seat| seat.sitting.seat.to_string()).collect::<Vec<_>>().join(", "),
    }
}

/// What an incident gives back, and to whom: all of it to those whose clock ran, a part to those who opened their paper
/// within it, nothing to those who had not begun.
pub(super) fn returned(p: &Page, room: &RoomView, incident: &Incident) -> String {
    let seats = || room.seats.iter().filter(|seat| incident.seats.contains(&seat.sitting.id));
    let Some(until) = incident.until else {
        return p.ta("room-stands-still").with("n", seats().count()).to_string();
    };
    let (mut whole, mut part, mut none) = (0_usize, 0_usize, 0_usize);
    for seat in seats() {
        match seat.started {
            Some(started) if started <= incident.from => whole += 1,
            Some(started) if started < until => part += 1,
            _ => none += 1,
        }
    }
    let told = |words: &'static str, n: usize| (n > 0).then(|| p.ta(words).with("n", n).to_string());
    let all = p.ta("room-returned").with("min", minutes(until - incident.from)).with("n", whole).to_string();
    let rest = [told(self::key("room-returned-part"), part), told(self::key("room-returned-none"), none)];
    // Nobody is told of minutes that went to nobody.
    let all = (whole > 0 || part + none == 0).then_some(all);
    all.into_iter().chain(rest.into_iter().flatten()).collect::<Vec<_>>().join(" ")
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    kunci: String,
    #[serde(default)]
    hari: String,
    #[serde(default)]
    meja: Vec<SittingId>,
}

async fn keep(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let look = look(&app, &p, &id).await?;
    let Form { once, value, mut fields } = form;
    let key = if value.kunci.is_empty() { once.to_string() } else { value.kunci.clone() };
    if let Some(incident) = read(&mut fields, &look.venue, key, &value) {
        let exam = look.room.exam.id;
        let kept = app.flow().exam_room().incident(p.actor()?, exam, incident).await;
        app.rooms.forget(exam);
        match kept {
            Ok(()) => return Ok(see_other(&format!("/ruang-ujian/{exam}/kejadian?sudah=simpan"))),
            Err(WorkflowError::Refused(refusal)) => {
                let field = match refusal.code.as_str() {
                    "sitting.incident-not-begun" => "mulai",
                    "sitting.incident-not-over" | "sitting.incident-times" => "selesai",
                    "sitting.incident-seats" | "exam.unknown-seat" => "meja",
                    _ => "catatan",
                };
                fields.wrong(field, refusal_message(&refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    page(&p, &look, &fields, (value.kunci, value.hari), false)
}

/// What was typed; nothing when an hour cannot be read or makes no sense, which is said at its field.
fn read(fields: &mut Fields, venue: &Venue, key: String, typed: &Typed) -> Option<NewIncident> {
    let day: Option<Date> = typed.hari.parse().ok();
    let at = |hour: &str| day.and_then(|day| when::at(&venue.zone, day, hour));
    let (from, until) = (fields.value("mulai").trim().to_owned(), fields.value("selesai").trim().to_owned());
    let note = fields.value("catatan").trim().to_owned();
    if note.is_empty() {
        fields.wrong("catatan", Message::new(self::key("form-required")));
    }
    let Some(from) = at(&from) else {
        fields.wrong("mulai", Message::new(self::key("room-hour-wanted")));
        return None;
    };
    let ends = if until.is_empty() { None } else { Some(at(&until)) };
    match ends {
        Some(None) => fields.wrong("selesai", Message::new(self::key("room-hour-wanted"))),
        Some(Some(until)) if until < from => fields.wrong("selesai", Message::new(self::key("room-hour-before"))),
        _ => {}
    }
    if typed.meja.is_empty() {
        fields.wrong("meja", Message::new(self::key("room-seats-wanted")));
    }
    fields.is_right().then(|| NewIncident { key, from, until: ends.flatten(), seats: typed.meja.clone(), note })
}

/// An instant as a field for hours wants it.
fn typed_hour(venue: &Venue, at: i64) -> String {
    when::Instant::new(at, &venue.zone).clock(Locale::En)
}

#[cfg(test)]
mod tests {
    use super::{Typed, Venue, read, typed_hour};
    use crate::form::Fields;

    fn venue() -> Venue {
        Venue { zone: "Asia/Makassar".to_owned(), event: String::new(), name: String::new(), abbr: String::new() }
    }

    fn typed(meja: bool) -> Typed {
        let seat = certification::id::SittingId(uuid::Uuid::from_u128(1));
        Typed { kunci: String::new(), hari: "2026-12-08".to_owned(), meja: if meja { vec![seat] } else { Vec::new() } }
    }

    #[test]
    fn hours_are_read_in_the_zone_of_the_event() {
        let mut f = Fields::parse("catatan=Listrik+padam&mulai=08:41&selesai=08.45".as_bytes());
        let incident = read(&mut f, &venue(), "k".to_owned(), &typed(true)).unwrap();
        assert_eq!(typed_hour(&venue(), incident.from), "08:41");
        assert_eq!(incident.until.unwrap() - incident.from, 4 * 60_000_000);
    }

    #[test]
    fn an_incident_that_has_not_ended_has_no_end_and_one_that_ends_before_it_began_is_refused() {
        let mut f = Fields::parse("catatan=Listrik+padam&mulai=08:41&selesai=".as_bytes());
        assert_eq!(read(&mut f, &venue(), "k".to_owned(), &typed(true)).unwrap().until, None);
        let mut f = Fields::parse("catatan=Listrik+padam&mulai=08:41&selesai=08:30".as_bytes());
        assert!(read(&mut f, &venue(), "k".to_owned(), &typed(true)).is_none());
        assert!(f.error("selesai").is_some());
    }

    #[test]
    fn what_is_missing_is_said_at_its_field() {
        let mut f = Fields::parse("catatan=&mulai=pagi&selesai=".as_bytes());
        assert!(read(&mut f, &venue(), "k".to_owned(), &typed(false)).is_none());
        assert!(f.error("catatan").is_some() && f.error("mulai").is_some());
        let mut f = Fields::parse("catatan=Listrik&mulai=08:41&selesai=".as_bytes());
        assert!(read(&mut f, &venue(), "k".to_owned(), &typed(false)).is_none());
        assert!(f.error("meja").is_some());
    }
}
