//! What is said to everyone in a room; it stands above the question until the candidate closes it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::permit::Action;
use serde::Deserialize;
use workflow::WorkflowError;

use super::{Head, Look, after, look, standing::Standing};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes,
    error::refusal_message,
    form::Fields,
    i18n::{Message, key},
    page::html_with,
};

/// Characters of an announcement; more is not read during a test.
const MOST: usize = 500;

/// `/ruang-ujian/{exam}/umumkan`.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::Invigilate);
    Routes::new().get("/ruang-ujian/{exam}/umumkan", guard, ask).post("/ruang-ujian/{exam}/umumkan", guard, say)
}

#[derive(Template)]
#[template(path = "exam_room/announce.html")]
pub(super) struct Announce<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub head: &'a Head,
    /// Seats that can still read it.
    pub seats: usize,
    /// What was said before: when and what, newest first.
    pub said: &'a [(String, String)],
}

fn page(p: &Page, f: &Fields, look: &Look, status: StatusCode) -> Answer {
    let room = &look.room;
    let mut said: Vec<_> = room.announcements.iter().collect();
    said.sort_by_key(|a| std::cmp::Reverse(a.at));
    let said: Vec<_> = said.into_iter().map(|a| (look.venue.hm(p, a.at), a.text.clone())).collect();
    let seats = room.seats.iter().filter(|seat| Standing::of(seat).live()).count();
    html_with(status, &Announce { p, f, head: &Head::of(p, look), seats, said: &said })
}

async fn ask(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    page(&p, &Fields::new(), &*look(&app, &p, &id).await?, StatusCode::OK)
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    teks: String,
}

async fn say(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let look = look(&app, &p, &id).await?;
    let Form { value, mut fields, .. } = form;
    let text = value.teks.replace('\r', "");
    let text = text.trim();
    if text.is_empty() {
        fields.wrong("teks", Message::new(key("form-required")));
    } else if text.chars().count() > MOST {
        fields.wrong("teks", Message::new(key("form-too-long")).with("most", MOST));
    } else {
        match app.flow().exam_room().announce(p.actor()?, look.room.exam.id, text).await {
            Ok(_) => return Ok(after(&app, look.room.exam.id, "umumkan")),
            Err(WorkflowError::Refused(refusal)) => fields.wrong("teks", refusal_message(&refusal)),
            Err(error) => return Err(error.into()),
        }
    }
    page(&p, &fields, &look, StatusCode::UNPROCESSABLE_ENTITY)
}
