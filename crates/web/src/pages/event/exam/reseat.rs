//! Seats before the start: taken away from who does not come, or exchanged between two; and the configuration of Safe
//! Exam Browser, for the machines of the room.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{id::SittingId, permit::Action};
use serde::Deserialize;
use workflow::{WorkflowError, exam_plan::PlannedExam};

use super::{ExamHead, planned, schemes};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes,
    error::refusal_message,
    form::Fields,
    i18n::{Message, key},
    page::{html_with, see_other},
    pages::sitting::configured,
};

/// `/acara/{event}/ujian/{exam}/meja` and `…/seb`.
pub(super) fn routes() -> Routes {
    let (guard, path) = (Guard::Signed(Action::PlanExam), "/acara/{event}/ujian/{exam}/meja");
    Routes::new().get(path, guard, ask).post(path, guard, set).get("/acara/{event}/ujian/{exam}/seb", guard, browser)
}

/// Taking away or exchanging.
#[derive(Template)]
#[template(path = "event/exam/reseat.html")]
pub(super) struct Reseat<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub head: &'a ExamHead,
    /// Seats by number, with who sits there.
    pub seats: &'a [(String, String)],
}

async fn page(app: &AppState, p: &Page, planned: &PlannedExam, f: &Fields) -> Answer {
    let schemes = schemes(app, &planned.event).await?;
    let head = ExamHead::of(p, &planned.exam, &planned.event, &schemes);
    let seats: Vec<(String, String)> = planned
        .seats
        .iter()
        .map(|seat| {
            let case = planned.cases.iter().find(|case| case.id == seat.case_id);
            let name = case.and_then(|case| case.name.clone()).unwrap_or_default();
            (seat.id.to_string(), format!("{} · {name}", seat.seat))
        })
        .collect();
    let status = if f.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(status, &Reseat { p, f, head: &head, seats: &seats })
}

async fn ask(State(app): State<AppState>, p: Page, Path((event, exam)): Path<(String, String)>) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    page(&app, &p, &planned, &Fields::new()).await
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    meja: String,
    #[serde(default)]
    dengan: String,
    #[serde(default)]
    alasan: String,
    #[serde(default)]
    perbuatan: String,
}

async fn set(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    form: Form<Typed>,
) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    let Form { value, mut fields, .. } = form;
    let seat = |typed: &str| {
        let id: Option<SittingId> = typed.parse().ok();
        id.filter(|id| planned.seats.iter().any(|seat| seat.id == *id))
    };
    let swap = value.perbuatan == "tukar";
    let (one, other) = (seat(&value.meja), seat(&value.dengan));
    if one.is_none() {
        fields.wrong("meja", Message::new(key("exam-seat-choose")));
    }
    if swap && other.is_none() {
        fields.wrong("dengan", Message::new(key("exam-seat-choose")));
    }
    let planning = app.flow().exam_planning();
    let done = match (one, other.filter(|_| swap)) {
        (Some(one), Some(other)) => planning.swap(p.actor()?, [one, other], &value.alasan).await,
        (Some(one), None) if !swap => planning.take_away(p.actor()?, one, &value.alasan).await,
        _ => return page(&app, &p, &planned, &fields).await,
    };
    match done {
        Ok(()) => {
            let word = if swap { "tukar" } else { "ambil" };
            Ok(see_other(&format!("/acara/{event}/ujian/{}?sudah={word}", planned.exam.id)))
        }
        Err(WorkflowError::Refused(refusal)) => {
            let field = match refusal.code.as_str() {
                "sitting.reason-wanted" | "sitting.text-too-long" => "alasan",
                "exam.seat-with-itself" => "dengan",
                _ => "meja",
            };
            fields.wrong(field, refusal_message(&refusal));
            page(&app, &p, &planned, &fields).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn browser(State(app): State<AppState>, p: Page, Path((event, exam)): Path<(String, String)>) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    configured(&app, &planned.exam)
}
