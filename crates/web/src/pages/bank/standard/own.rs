//! The studies in which the reader is a judge.

use askama::Template;
use axum::extract::{Query, State};
use certification::{duty::Duty, permit::Action, record::exam::ExamForm};
use serde::Deserialize;
use store::Read as _;
use workflow::exam_standard::OwnStudy;

use super::{StudyRow, released_tag, study_row};
use crate::{
    Answer, AppState, Guard, Page, Routes, html,
    i18n::key,
    nav::{Group, Item},
    part::icon,
};

/// `/batas-lulus`.
pub(super) fn routes() -> Routes {
    Routes::new().get("/batas-lulus", Guard::Signed(Action::RateStandard), list).nav(Item::rail(
        Group::Bank,
        30,
        "/batas-lulus",
        key("nav-standards-set"),
        icon("pen-line"),
        &[Duty::SchemeCommittee, Duty::PanelMember, Duty::Assessor],
    ))
}

/// A study of the reader.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct OwnRow {
    pub row: StudyRow,
    /// They can rate now.
    pub open: bool,
    pub handed_in: bool,
    pub rated: i64,
    pub questions: i64,
    /// The newest round that is closed; 0 for none.
    pub closed: i64,
    pub id: String,
}

#[derive(Template)]
#[template(path = "bank/standard/own.html")]
pub(in crate::pages::bank) struct Own<'a> {
    pub p: &'a Page,
    pub rows: &'a [OwnRow],
    pub done: bool,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    sudah: String,
}

async fn list(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let mut rows = Vec::new();
    let actor = p.actor()?;
    for OwnStudy { study, rating, closed } in app.flow().exam_standards().own(actor).await? {
        let form: Option<ExamForm> = app.flow().reader().get(study.form_id).await?;
        let (code, questions) = form.map_or_else(Default::default, |form| (form.code, form.questions));
        let sits = study.sits(actor.person, study.round);
        let open = sits && study.state == "rating";
        let mut row = study_row(&study, code, "/batas-lulus");
        if study.release(actor.person).is_some() {
            row.tag = released_tag();
        }
        rows.push(OwnRow {
            row,
            open,
            handed_in: rating.as_ref().is_some_and(|rating| rating.handed_in),
            rated: rating.map_or(0, |rating| rating.rated),
            questions,
            closed: closed.unwrap_or_default(),
            id: study.id.to_string(),
        });
    }
    html(&Own { p: &p, rows: &rows, done: !asked.sudah.is_empty() })
}
