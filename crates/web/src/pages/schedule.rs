//! Dates of events that are open to all: where, when, how many seats are left.

use askama::Template;
use axum::extract::State;

use crate::{
    Answer, AppState, Guard, Page, Routes, html,
    i18n::{Message, key},
    nav::Item,
    part::{Tag, icon},
    samples::Samples,
};

/// `/jadwal`.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/jadwal", Guard::Public, show).nav(Item::public(
        30,
        "/jadwal",
        key("nav-schedule"),
        icon("calendar"),
    ))
}

/// An event as anyone may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventView {
    /// Its title.
    pub title: String,
    /// The office that asked for it.
    pub host: String,
    /// The venue.
    pub venue: String,
    /// First day, ISO.
    pub starts: String,
    /// Last day, ISO.
    pub ends: String,
    /// Seats in all.
    pub seats: i64,
    /// Seats taken.
    pub taken: i64,
    /// Slugs and names (Indonesian, English) of the schemes offered.
    pub schemes: Vec<(String, String, String)>,
}

impl EventView {
    /// Seats that are left.
    #[must_use]
    pub fn left(&self) -> i64 {
        (self.seats - self.taken).max(0)
    }

    /// What is to be known about its seats.
    #[must_use]
    pub fn tag(&self) -> Tag {
        if self.left() > 0 {
            Tag::new("success", icon("check"), Message::new(key("schedule-seats-left")).with("n", self.left()))
        } else {
            Tag::new("neutral", icon("minus"), Message::new(key("schedule-full")))
        }
    }
}

#[derive(Template)]
#[template(path = "schedule/schedule.html")]
struct Schedule<'a> {
    p: &'a Page,
    events: &'a [EventView],
}

async fn show(State(app): State<AppState>, p: Page) -> Answer {
    html(&Schedule { p: &p, events: &app.reading.events(&p.body.zone).await? })
}

/// Two invented events.
#[must_use]
pub fn invented() -> Vec<EventView> {
    let schemes = vec![
        ("layanan-dasar".to_owned(), "Layanan Dasar Perpustakaan".to_owned(), "Basic Library Services".to_owned()),
        ("promosi".to_owned(), "Promosi Perpustakaan".to_owned(), "Library Promotion".to_owned()),
    ];
    vec![
        EventView {
            title: "Sertifikasi Pustakawan Kalimantan Selatan 2026".to_owned(),
            host: "Dispersip Provinsi Kalimantan Selatan".to_owned(),
            venue: "Aula Dispersip, Banjarbaru".to_owned(),
            starts: "2026-12-08".to_owned(),
            ends: "2026-12-09".to_owned(),
            seats: 60,
            taken: 60,
            schemes: schemes.clone(),
        },
        EventView {
            title: "Sertifikasi Pustakawan Kalimantan Timur 2027".to_owned(),
            host: "Dinas Perpustakaan dan Kearsipan Kalimantan Timur".to_owned(),
            venue: "Perpustakaan Universitas, Samarinda".to_owned(),
            starts: "2027-02-16".to_owned(),
            ends: "2027-02-17".to_owned(),
            seats: 40,
            taken: 29,
            schemes,
        },
    ]
}

/// With and without events.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    samples.add("schedule/schedule", &Schedule { p, events: &invented() });
    samples.add("schedule/schedule empty", &Schedule { p, events: &[] });
}
