//! Not accepting an application: on a page of its own that says what follows from it, with the reason.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{application::required, permit::Action, stage::Stage};
use serde::Deserialize;
use workflow::WorkflowError;

use super::{
    concluding::{conclude, standing},
    visible,
};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    form::{Fields, Form},
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::{Icon, case::CaseHead, icon},
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::VerifyApplication);
    Routes::new().get("/berkas/{case}/tolak", guard, ask).post("/berkas/{case}/tolak", guard, reject)
}

#[derive(Template)]
#[template(path = "case/reject.html")]
struct Reject<'a> {
    p: &'a Page,
    f: &'a Fields,
    head: &'a CaseHead,
    then: &'a [(Icon, String)],
}

fn then(p: &Page) -> Vec<(Icon, String)> {
    vec![
        (icon("ban"), p.t("reject-then-ended").into_owned()),
        (icon("mail"), p.t("reject-then-told").into_owned()),
        (icon("pen-line"), p.t("reject-then-sign").into_owned()),
        (icon("history"), p.t("reject-then-kept").into_owned()),
    ]
}

async fn ask(app: State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::VerifyApplication).await?;
    if file.case.stage != Stage::Checking {
        return Ok(see_other(&format!("/berkas/{}", file.case.id)));
    }
    html(&Reject { p: &p, f: &Fields::new(), head: &CaseHead::of(&file), then: &then(&p) })
}

#[derive(Debug, Deserialize)]
struct Reason {
    #[serde(default)]
    catatan: String,
}

async fn reject(
    app: State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Form { value, mut fields, .. }: Form<Reason>,
) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::VerifyApplication).await?;
    let case = file.case.id;
    if standing(&file).iter().any(|j| j.verdict.is_empty() && required(&file).any(|id| id == j.requirement)) {
        return Ok(see_other(&format!("/berkas/{case}/syarat")));
    }
    let act = conclude(&file, &standing(&file), "rejected", &value.catatan)?;
    match app.flow().perform(p.actor()?, case, act).await {
        Ok(_) => Ok(see_other(&format!("/berkas/{case}?sudah=tolak"))),
        Err(WorkflowError::Refused(refusal)) if matches!(refusal.code.as_str(), "form.incomplete") => {
            fields.wrong("catatan", Message::new(key("need-note-wanted")));
            let view = Reject { p: &p, f: &fields, head: &CaseHead::of(&file), then: &then(&p) };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(error) => Err(WebError::from(error)),
    }
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let (head, then) = (CaseHead::invented(Stage::Checking, p.cx.now), then(p));
    let mut bad = Fields::new();
    bad.wrong("catatan", Message::new(key("need-note-wanted")));
    samples.add("case/reject", &Reject { p, f: &Fields::new(), head: &head, then: &then });
    samples.add("case/reject wrong", &Reject { p, f: &bad, head: &head, then: &then });
}
