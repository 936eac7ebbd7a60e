//! The end of a written test: closed after the day, cancelled, or opened again.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::permit::Action;
use serde::Deserialize;
use workflow::WorkflowError;

use super::{ExamHead, planned, schemes};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes,
    error::refusal_message,
    form::Fields,
    html,
    page::{html_with, see_other},
    part::{Icon, icon},
};

/// `/acara/{event}/ujian/{exam}/keadaan`.
pub(super) fn routes() -> Routes {
    let (guard, path) = (Guard::Signed(Action::PlanExam), "/acara/{event}/ujian/{exam}/keadaan");
    Routes::new().get(path, guard, ask).post(path, guard, set)
}

/// The states that a test can be brought into.
#[derive(Template)]
#[template(path = "event/exam/status.html")]
pub(super) struct Status<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub head: &'a ExamHead,
    /// Seats at which somebody still works.
    pub at_work: &'a [i64],
    /// Seats at which nobody has begun while they still may.
    pub awaited: &'a [i64],
    /// Until when they may, as the event's clock tells it.
    pub last_start: &'a str,
}

impl Status<'_> {
    fn seats(seats: &[i64]) -> String {
        seats.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    fn closing(&self) -> Vec<(Icon, String)> {
        vec![
            (icon("lock"), self.p.t("exam-close-then").into_owned()),
            (icon("eye"), self.p.t("exam-close-seen").into_owned()),
            (icon("rotate-ccw"), self.p.t("exam-close-back").into_owned()),
        ]
    }

    fn cancelling(&self) -> Vec<(Icon, String)> {
        vec![
            (icon("ban"), self.p.t("exam-cancel-then").into_owned()),
            (icon("history"), self.p.t("exam-cancel-kept").into_owned()),
            (icon("lock"), self.p.t("exam-cancel-final").into_owned()),
        ]
    }
}

async fn ask(State(app): State<AppState>, p: Page, Path((event, exam)): Path<(String, String)>) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    let schemes = schemes(&app, &planned.event).await?;
    let head = ExamHead::of(&p, &planned.exam, &planned.event, &schemes);
    let (planning, id) = (app.flow().exam_planning(), planned.exam.id);
    let (at_work, awaited) = (planning.at_work(p.actor()?, id).await?, planning.awaited(p.actor()?, id).await?);
    let last_start = &p.clock(planned.exam.last_start, &planned.event.zone);
    html(&Status { p: &p, f: &Fields::new(), head: &head, at_work: &at_work, awaited: &awaited, last_start })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    keadaan: String,
    #[serde(default)]
    alasan: String,
    /// `ya` to collect whoever still works before it is closed.
    #[serde(default)]
    kumpulkan: String,
    /// Why they are collected.
    #[serde(default, rename = "alasan-kumpul")]
    why_collected: String,
}

async fn set(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    form: Form<Typed>,
) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    let Form { value, mut fields, .. } = form;
    let id = planned.exam.id;
    let planning = app.flow().exam_planning();
    let done = async {
        if value.keadaan == "closed" && value.kumpulkan == "ya" {
            let actor = p.actor().map_err(|_| WorkflowError::NotFound)?;
            app.flow().exam_room().collect_all(actor, id, &value.why_collected).await?;
            app.rooms.forget(id);
        }
        planning.set_status(p.actor().map_err(|_| WorkflowError::NotFound)?, id, &value.keadaan, &value.alasan).await
    };
    match done.await {
        Ok(()) => Ok(see_other(&format!("/acara/{event}/ujian/{id}?sudah=keadaan"))),
        Err(WorkflowError::Refused(refusal)) => {
            let field = if value.kumpulkan == "ya" { "alasan-kumpul" } else { "alasan" };
            fields.wrong(field, refusal_message(&refusal));
            let schemes = schemes(&app, &planned.event).await?;
            let head = ExamHead::of(&p, &planned.exam, &planned.event, &schemes);
            let (at_work, awaited) = (planning.at_work(p.actor()?, id).await?, planning.awaited(p.actor()?, id).await?);
            let last_start = &p.clock(planned.exam.last_start, &planned.event.zone);
            let page = Status { p: &p, f: &fields, head: &head, at_work: &at_work, awaited: &awaited, last_start };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}
