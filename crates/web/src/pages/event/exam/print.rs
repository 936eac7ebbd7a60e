//! The seats of a test to print: for the door, without the word; for the invigilator, with it.

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::permit::Action;
use serde::Deserialize;

use super::{ExamHead, abbr, planned, schemes, spine};
use crate::{Answer, AppState, Guard, Page, Routes, html, part::Spine};

/// `/acara/{event}/ujian/{exam}/cetak`.
pub(super) fn routes() -> Routes {
    Routes::new().get("/acara/{event}/ujian/{exam}/cetak", Guard::Signed(Action::PlanExam), show)
}

/// A seat on the list.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub number: i64,
    pub spine: Spine,
    pub name: String,
    /// More time, in words; empty where there is none.
    pub more: String,
    pub form: String,
}

#[derive(Template)]
#[template(path = "event/exam/print.html")]
pub(super) struct Print<'a> {
    pub p: &'a Page,
    pub head: &'a ExamHead,
    pub lines: &'a [Line],
    /// The word that opens the papers, on the invigilator's copy.
    pub token: Option<&'a str>,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    token: String,
}

async fn show(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    let schemes = schemes(&app, &planned.event).await?;
    let head = ExamHead::of(&p, &planned.exam, &planned.event, &schemes);
    let abbr = abbr(&schemes, &planned.exam.slug);
    let lines: Vec<Line> = planned
        .seats
        .iter()
        .filter_map(|seat| {
            let case = planned.cases.iter().find(|case| case.id == seat.case_id)?;
            let form = planned.forms.iter().find(|form| Some(form.id) == seat.form_id);
            Some(Line {
                number: seat.seat,
                spine: spine(abbr, case),
                name: case.name.clone().unwrap_or_default(),
                more: more(&p, seat.extra_minutes, seat.extra_percent),
                form: form.map(|form| form.code.clone()).unwrap_or_default(),
            })
        })
        .collect();
    let token = match asked.token.as_str() {
        "ya" => Some(app.flow().exam_room().token(p.actor()?, planned.exam.id).await?),
        _ => None,
    };
    html(&Print { p: &p, head: &head, lines: &lines, token: token.as_deref() })
}

pub(super) fn more(p: &Page, minutes: i64, percent: i64) -> String {
    match (minutes, percent) {
        (0, 0) => String::new(),
        (0, percent) => p.ta("exam-more-percent").with("n", percent).to_string(),
        (minutes, _) => p.ta("room-plus").with("n", minutes).to_string(),
    }
}
