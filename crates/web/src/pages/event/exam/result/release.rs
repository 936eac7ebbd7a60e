//! The release of results: on a page of its own, since what was told cannot be untold.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::permit::Action;
use serde::Deserialize;
use workflow::{WorkflowError, exam_result::Overview};

use super::{Top, overview};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes,
    error::refusal_message,
    form::Fields,
    page::{html_with, see_other},
    part::{Icon, icon},
};

/// `/acara/{event}/ujian/{exam}/rilis`.
pub(super) fn routes() -> Routes {
    let (guard, path) = (Guard::Signed(Action::PlanExam), "/acara/{event}/ujian/{exam}/rilis");
    Routes::new().get(path, guard, ask).post(path, guard, set)
}

/// What is about to be released.
#[derive(Debug, Clone)]
pub(super) struct ReleaseView {
    pub closed: bool,
    /// Number of the newest round, 0 for none.
    pub round: i64,
    pub scored: i64,
    pub waiting: usize,
    pub behind: usize,
    pub provisional: bool,
    /// When that round was released; empty before.
    pub released: String,
}

impl ReleaseView {
    fn of(p: &Page, found: &Overview) -> Self {
        let newest = found.rounds.last();
        let released = newest.and_then(|round| round.released_at);
        Self {
            closed: found.exam.status == "closed",
            round: newest.map_or(0, |round| round.round),
            scored: newest.map_or(0, |round| round.scored),
            waiting: found.waiting,
            behind: found.behind,
            provisional: found.provisional,
            released: released.map(|at| p.moment(at, &found.event.zone)).unwrap_or_default(),
        }
    }

    /// Nothing keeps it from being released.
    fn ready(&self) -> bool {
        self.closed && self.round > 0 && self.waiting == 0 && self.behind == 0 && self.released.is_empty()
    }
}

#[derive(Template)]
#[template(path = "event/exam/result/release.html")]
pub(super) struct Release<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub top: &'a Top,
    pub tab: &'static str,
    pub view: &'a ReleaseView,
}

impl Release<'_> {
    fn then(&self) -> Vec<(Icon, String)> {
        let p = self.p;
        vec![
            (icon("user"), p.t("result-release-candidates").into_owned()),
            (icon("users"), p.t("result-release-assessors").into_owned()),
            (icon("lock"), p.t("result-release-keys").into_owned()),
            (icon("info"), p.t("result-release-evidence").into_owned()),
        ]
    }
}

async fn ask(State(app): State<AppState>, p: Page, Path((event, exam)): Path<(String, String)>) -> Answer {
    let found = overview(&app, &p, &event, &exam).await?;
    let (top, view) = (Top::of(&app, &p, &found).await?, ReleaseView::of(&p, &found));
    html_with(StatusCode::OK, &Release { p: &p, f: &Fields::new(), top: &top, tab: "rilis", view: &view })
}

#[derive(Debug, Deserialize)]
struct Typed {
    /// The round that was shown.
    #[serde(default)]
    putaran: i64,
}

async fn set(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    form: Form<Typed>,
) -> Answer {
    let found = overview(&app, &p, &event, &exam).await?;
    let Form { value, mut fields, .. } = form;
    match app.flow().exam_results().release(p.actor()?, found.exam.id, value.putaran).await {
        Ok(()) => Ok(see_other(&format!("/acara/{event}/ujian/{}/hasil?sudah=rilis", found.exam.id))),
        Err(WorkflowError::Refused(refusal)) => {
            fields.wrong("rilis", refusal_message(&refusal));
            let (top, view) = (Top::of(&app, &p, &found).await?, ReleaseView::of(&p, &found));
            let page = Release { p: &p, f: &fields, top: &top, tab: "rilis", view: &view };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}
