//! What several items share: its list, and one of them with its versions and the items that use it.

use askama::Template;
use axum::extract::{Path, State};
use certification::permit::{self, Action};
use exam::item::{Language, Stimulus, StimulusId};
use serde::Deserialize;
use workflow::exam_bank::{Shared, UsedBy};

use super::{CHANGE, SEE, state_tag};
use crate::{
    Answer, AppState, Form, Page, Routes, WebError, html,
    page::see_other,
    pages::sitting::draw::{self, Html},
    part::Tag,
};

/// `/bahan-soal` and one of it.
pub(super) fn routes() -> Routes {
    Routes::new().get("/bahan-soal", SEE, list).get("/bahan-soal/{id}", SEE, show).post(
        "/bahan-soal/{id}/pakai",
        CHANGE,
        take,
    )
}

/// A stimulus in the list.
#[derive(Debug, Clone)]
pub(super) struct StimulusRow {
    pub id: String,
    pub title: String,
    /// The beginning of what it says.
    pub brief: String,
    pub version: u32,
    pub english: bool,
}

#[derive(Template)]
#[template(path = "bank/stimuli.html")]
pub(super) struct Stimuli<'a> {
    pub p: &'a Page,
    pub rows: &'a [StimulusRow],
    pub may_change: bool,
}

/// An item that uses it.
#[derive(Debug, Clone)]
pub(super) struct UserRow {
    pub item: String,
    pub title: String,
    pub state: Tag,
    /// The version it uses.
    pub version: u32,
}

/// A stimulus as its page shows it.
#[derive(Debug, Clone)]
pub(super) struct StimulusView {
    pub id: String,
    pub title: String,
    pub version: u32,
    pub html: Html,
    /// Its versions: name, number, when kept.
    pub versions: Vec<(String, u32, i64)>,
    /// Name of the newest.
    pub newest: String,
    pub users: Vec<UserRow>,
    /// Drafts that use an earlier version than the newest.
    pub behind: usize,
    pub may_change: bool,
}

#[derive(Template)]
#[template(path = "bank/stimulus.html")]
pub(super) struct One<'a> {
    pub p: &'a Page,
    pub view: &'a StimulusView,
}

/// Letters of the beginning of a text.
const BRIEF: usize = 140;

pub(super) fn row(shared: &Shared) -> StimulusRow {
    let words = shared.stimulus.content.words().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut brief: String = words.chars().take(BRIEF).collect();
    if words.chars().nth(BRIEF).is_some() {
        brief.push('…');
    }
    StimulusRow {
        id: shared.stimulus.id.to_string(),
        title: shared.stimulus.title.clone(),
        brief,
        version: shared.version,
        english: shared.stimulus.language == Language::En,
    }
}

/// A stimulus as candidates see it; its files are served below the bank.
pub(super) fn drawn(p: &Page, stimulus: &Stimulus) -> Html {
    draw::stimulus(draw::At { p, base: "/butir/baru", n: 1 }, stimulus)
}

/// The page of one, out of all its versions.
pub(super) fn view(p: &Page, id: &StimulusId, shared: &[Shared], users: &[UsedBy]) -> Option<StimulusView> {
    use exam::bank::shared::Versioned;
    let name = Versioned::of(id).name;
    let own: Vec<&Shared> = shared.iter().filter(|one| Versioned::of(&one.stimulus.id).name == name).collect();
    let shown = own.iter().find(|one| one.stimulus.id == *id)?;
    let newest = own.iter().find(|one| one.newest)?;
    let user = |used: &UsedBy| UserRow {
        item: used.item.clone(),
        title: used.title.clone(),
        state: state_tag(&used.state),
        version: Versioned::of(&used.stimulus).number,
    };
    let behind = users.iter().filter(|used| used.state == "draft" && used.stimulus != newest.stimulus.id).count();
    Some(StimulusView {
        id: id.to_string(),
        title: shown.stimulus.title.clone(),
        version: shown.version,
        html: drawn(p, &shown.stimulus),
        versions: own.iter().rev().map(|one| (one.stimulus.id.to_string(), one.version, one.at)).collect(),
        newest: newest.stimulus.id.to_string(),
        users: users.iter().map(user).collect(),
        behind,
        may_change: false,
    })
}

async fn list(State(app): State<AppState>, p: Page) -> Answer {
    let shared = app.flow().exam_bank().shared(p.actor()?).await?;
    let rows: Vec<StimulusRow> = shared.iter().filter(|one| one.newest).map(row).collect();
    html(&Stimuli { p: &p, rows: &rows, may_change: permit::may(p.actor()?, Action::ChangeBank) })
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let id = StimulusId::new(id).map_err(|_| WebError::NotFound)?;
    let (shared, users) = (bank.shared(actor).await?, bank.users_of(actor, &id).await?);
    let mut view = view(&p, &id, &shared, &users).ok_or(WebError::NotFound)?;
    view.may_change = permit::may(actor, Action::ChangeBank);
    html(&One { p: &p, view: &view })
}

/// A form that only presses.
#[derive(Debug, Deserialize)]
struct Nothing {}

/// Drafts that use an earlier version take the newest.
async fn take(State(app): State<AppState>, p: Page, Path(id): Path<String>, _: Form<Nothing>) -> Answer {
    let id = StimulusId::new(id).map_err(|_| WebError::NotFound)?;
    app.flow().exam_bank().take_newest(p.actor()?, &id).await?;
    Ok(see_other(&format!("/bahan-soal/{id}#butir")))
}
