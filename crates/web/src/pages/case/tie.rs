//! Staff record a tie between an assessor and a candidate that somebody told them of.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{assignment::RecordTie, casefile::CaseFile, id::PersonId, permit::Action, stage::Stage};
use serde::Deserialize;
use workflow::WorkflowError;

use super::{assessor::of_event, visible};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Form},
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::{
        case::CaseHead,
        tie::{self, Said},
    },
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::Assign);
    Routes::new().get("/berkas/{case}/hubungan", guard, ask).post("/berkas/{case}/hubungan", guard, record)
}

#[derive(Template)]
#[template(path = "case/tie.html")]
struct Ask<'a> {
    p: &'a Page,
    f: &'a Fields,
    head: &'a CaseHead,
    /// Assessors of the event, by name.
    assessors: &'a [(String, String)],
}

async fn assessors(app: &AppState, file: &CaseFile) -> Result<Vec<(String, String)>, WebError> {
    let all = of_event(app, file).await?;
    let mut all: Vec<_> = all.iter().map(|a| (a.person.id.to_string(), a.person.full_name())).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(all)
}

async fn ask(app: State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::Assign).await?;
    let assessors = assessors(&app, &file).await?;
    html(&Ask { p: &p, f: &Fields::new(), head: &CaseHead::of(&file), assessors: &assessors })
}

#[derive(Debug, Deserialize)]
struct Told {
    #[serde(default)]
    tentang: String,
    #[serde(flatten)]
    said: Said,
}

async fn record(app: State<AppState>, p: Page, Path(id): Path<String>, mut form: Form<Told>) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::Assign).await?;
    let assessors = assessors(&app, &file).await?;
    let meant = assessors.iter().find(|(id, _)| *id == form.value.tentang);
    match meant.and_then(|(id, _)| id.parse::<PersonId>().ok()) {
        None => form.fields.wrong("tentang", Message::new(key("refusal-assignment-no-assessor"))),
        Some(assessor) => {
            let Said { kind, trained_on, reason } = form.value.said.clone();
            match app.flow().perform(p.actor()?, file.case.id, RecordTie { assessor, kind, trained_on, reason }).await {
                Ok(_) => return Ok(see_other(&format!("/berkas/{}/asesor?sudah=hubungan", file.case.id))),
                Err(WorkflowError::Refused(refusal)) => {
                    form.fields.wrong(tie::field(&refusal.code), refusal_message(&refusal));
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
    let page = Ask { p: &p, f: &form.fields, head: &CaseHead::of(&file), assessors: &assessors };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let mut wrong = Fields::new();
    wrong.wrong("tentang", Message::new(key("refusal-assignment-no-assessor")));
    let head = CaseHead::invented(Stage::Unassigned, p.cx.now);
    let assessors = [("x".to_owned(), "Taufik Rahmatullah, M.Hum.".to_owned())];
    samples.add("case/tie", &Ask { p, f: &wrong, head: &head, assessors: &assessors });
}
