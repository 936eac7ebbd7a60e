//! Setting the cut of a test: the studies of a blueprint and how one is opened; a study with its judges; the sheet on
//! which each rates alone; a closed round as it is discussed; the approval. What may be seen when, the workflow says.

mod approve;
mod list;
mod own;
mod round;
pub(super) mod samples;
mod sheet;
mod study;

use certification::{
    id::{PersonId, StudyId},
    record::exam_standard::StandardStudy,
};
use std::collections::HashMap;
use store::view::person_names;

use super::{CHANGE, SEE};
use crate::{
    AppState, Page, Routes, WebError,
    i18n::{Message, key},
    pages::figure::plain,
    part::{Tag, icon},
};

/// `/kisi-kisi/{id}/standar`, `/kisi-kisi/standar/{study}`, and what a judge has under `/batas-lulus`.
pub(super) fn routes() -> Routes {
    Routes::new()
        .merge(list::routes())
        .merge(study::routes())
        .merge(own::routes())
        .merge(sheet::routes())
        .merge(round::routes())
        .merge(approve::routes())
}

fn id(text: &str) -> Result<StudyId, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

/// Where a study stands.
fn state_tag(state: &str) -> Tag {
    match state {
        "withdrawn" => Tag::new("neutral", icon("ban"), Message::new(key("standard-set-withdrawn"))),
        "approved" => Tag::new("success", icon("check"), Message::new(key("standard-set-approved"))),
        "discussion" => Tag::new("warning", icon("users"), Message::new(key("standard-set-discussion"))),
        _ => Tag::new("info", icon("pen-line"), Message::new(key("standard-set-rating"))),
    }
}

/// A judge who was released, in a list.
fn released_tag() -> Tag {
    Tag::new("neutral", icon("log-out"), Message::new(key("standard-set-released")))
}

/// Key of a method's name, as stored.
fn method_key(method: &str) -> &'static str {
    match method {
        "angoff-yes-no" => key("bank-method-angoff-yes-no"),
        "ebel" => key("bank-method-ebel"),
        "hofstee" => key("bank-method-hofstee"),
        "beuk" => key("bank-method-beuk"),
        _ => key("bank-method-angoff"),
    }
}

/// A study in a list.
#[derive(Debug, Clone)]
pub(super) struct StudyRow {
    pub href: String,
    pub form: String,
    /// Key of the method's name.
    pub method: &'static str,
    pub round: String,
    pub judges: usize,
    pub tag: Tag,
}

fn study_row(study: &StandardStudy, form: String, base: &str) -> StudyRow {
    StudyRow {
        href: format!("{base}/{}", study.id),
        form,
        method: method_key(&study.method),
        round: study.round.to_string(),
        judges: study.sitting(),
        tag: state_tag(&study.state),
    }
}

/// Names of people; a word where one has none.
async fn names(app: &AppState, p: &Page, people: &[PersonId]) -> Result<HashMap<PersonId, String>, WebError> {
    let mut names = person_names(&mut app.flow().reader(), people).await?;
    for person in people {
        names.entry(*person).or_insert_with(|| p.t("bank-someone").into_owned());
    }
    Ok(names)
}

/// Points with one decimal, as the reader writes them.
fn number(p: &Page, n: f64) -> String {
    if n.is_finite() { p.decimal(plain(n, 1)) } else { "–".to_owned() }
}
