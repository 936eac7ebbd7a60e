//! The candidate's own pages: what to do next, the journey of the case, its forms, its documents and
//! evidence, and the way out of it.

mod ahead;
mod assessor;
mod documents;
mod journey;
mod result;
mod steps;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    application::{ConfirmParticipation, Withdraw},
    casefile::CaseFile,
    id::CaseId,
    permit::Action,
    record::{case::Case, event::Event, scheme::SchemeVersion},
    stage::Stage,
};
use serde::Deserialize;
use store::{Find, Read};
use workflow::{WorkflowError, draft::of_case, load::case_file, subject_access::circle};

use self::journey::JourneyView;
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Form},
    html,
    i18n::{Message, key},
    nav::Item,
    page::{html_with, see_other},
    pages::account::trace,
    part::{Spine, icon},
    samples::Samples,
};

/// `/permohonan`, `/bukti`, and the documents of a case.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/permohonan", Guard::SignedAny, list)
        .get("/permohonan/{case}", Guard::SignedAny, show)
        .post("/permohonan/{case}/konfirmasi", Guard::Signed(Action::Apply), confirm)
        .get("/permohonan/{case}/undur", Guard::Signed(Action::Apply), ask_withdraw)
        .post("/permohonan/{case}/undur", Guard::Signed(Action::Apply), withdraw)
        .merge(documents::routes())
        .merge(assessor::routes())
        .nav(Item::candidate(10, "/permohonan", key("nav-applications"), icon("clipboard-check")))
        .nav(Item::candidate(20, "/bukti", key("nav-evidence"), icon("paperclip")))
}

/// A case of the reader's own.
#[derive(Debug, Clone)]
struct Own {
    id: CaseId,
    spine: Spine,
    scheme: String,
    event: String,
    starts: String,
    ends: String,
    stage: Stage,
}

#[derive(Template)]
#[template(path = "candidate/list.html")]
struct List<'a> {
    p: &'a Page,
    cases: &'a [Own],
}

/// The reader's own case; anyone else's looks like none.
async fn own(app: &AppState, p: &Page, case: CaseId) -> Result<CaseFile, WebError> {
    let file = case_file(&mut app.flow().reader(), case).await?;
    if file.case.person_id == p.actor()?.person { Ok(file) } else { Err(WebError::NotFound) }
}

async fn list(State(app): State<AppState>, p: Page) -> Answer {
    let person = p.actor()?.person;
    let mut reader = app.flow().reader();
    let mine: Vec<Case> = reader.find(&Find::by("person_id", person).order_by(&["id"]).limit(100)).await?;
    if let [only] = mine.as_slice() {
        return Ok(see_other(&format!("/permohonan/{}", only.id)));
    }
    let mut cases = Vec::with_capacity(mine.len());
    for case in mine.into_iter().rev() {
        let event: Option<Event> = reader.get(case.event_id).await?;
        let scheme: Option<SchemeVersion> = reader.get(case.scheme_version_id).await?;
        let (Some(event), Some(scheme)) = (event, scheme) else { continue };
        cases.push(Own {
            id: case.id,
            spine: Spine::of(&certification::casefile::label(&scheme.abbr, &case)),
            scheme: p.scheme_name(&scheme).to_owned(),
            event: event.title,
            starts: event.starts,
            ends: event.ends,
            stage: case.stage,
        });
    }
    html(&List { p: &p, cases: &cases })
}

#[derive(Template)]
#[template(path = "candidate/case.html")]
struct Show<'a> {
    p: &'a Page,
    view: &'a JourneyView,
}

/// Acts that are told beside the case; the rest stands in the trace of one's own data.
const NEWS: i64 = 4;

async fn show(State(app): State<AppState>, p: Page, Path(case): Path<CaseId>) -> Answer {
    let file = own(&app, &p, case).await?;
    let draft = app.flow().draft(file.case.person_id, &of_case(case, "FR.APL.02")).await?;
    let seats = app.flow().exam_room().own(p.actor()?).await?;
    let mut reader = app.flow().reader();
    let mut circle = circle(&mut reader, file.case.person_id).await?;
    // What happened to another case of the same person is told on its own page.
    circle.cases.retain(|other| *other == case);
    let (news, _) = trace::done(&mut reader, &p, &circle, None, NEWS).await?;
    let view = JourneyView::of(&p, &file, draft.as_ref(), (ahead::ahead(&p, &file, &seats), news));
    html(&Show { p: &p, view: &view })
}

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn confirm(State(app): State<AppState>, p: Page, Path(case): Path<CaseId>, _: Form<Nothing>) -> Answer {
    own(&app, &p, case).await?;
    match app.flow().perform(p.actor()?, case, ConfirmParticipation).await {
        // A second click changes nothing.
        Err(WorkflowError::Refused(refusal)) if refusal.code == "application.already-confirmed" => {}
        other => {
            other?;
        }
    }
    Ok(see_other(&format!("/permohonan/{case}")))
}

#[derive(Template)]
#[template(path = "candidate/withdraw.html")]
struct AskWithdraw<'a> {
    p: &'a Page,
    f: &'a Fields,
    case: CaseId,
    spine: Spine,
    scheme: &'a str,
}

async fn ask_withdraw(State(app): State<AppState>, p: Page, Path(case): Path<CaseId>) -> Answer {
    let file = own(&app, &p, case).await?;
    if file.case.stage.ended() || file.case.recommendation.is_some() {
        return Err(WebError::NotFound);
    }
    let spine = Spine::of(&file.label());
    html(&AskWithdraw { p: &p, f: &Fields::new(), case, spine, scheme: p.scheme_name(&file.scheme) })
}

#[derive(Debug, Deserialize)]
struct Leaving {
    #[serde(default)]
    alasan: String,
    #[serde(default)]
    yakin: String,
}

async fn withdraw(State(app): State<AppState>, p: Page, Path(case): Path<CaseId>, mut form: Form<Leaving>) -> Answer {
    let file = own(&app, &p, case).await?;
    let done = if form.value.yakin == "ya" {
        app.flow().perform(p.actor()?, case, Withdraw { reason: form.value.alasan.clone() }).await.map(|_| ())
    } else {
        form.fields.wrong("yakin", Message::new(key("candidate-withdraw-tick")));
        Ok(())
    };
    match done {
        Ok(()) if form.fields.is_right() => return Ok(see_other(&format!("/permohonan/{case}"))),
        Ok(()) => {}
        Err(WorkflowError::Refused(refusal)) => form.fields.wrong("alasan", refusal_message(&refusal)),
        Err(other) => return Err(other.into()),
    }
    let spine = Spine::of(&file.label());
    let page = AskWithdraw { p: &p, f: &form.fields, case, spine, scheme: p.scheme_name(&file.scheme) };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Samples of every template.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let case = CaseId(uuid::Uuid::nil());
    let one = Own {
        id: case,
        spine: Spine::new("LD", 31, "Ramadhani"),
        scheme: "Layanan Dasar Perpustakaan".to_owned(),
        event: "Sertifikasi Pustakawan".to_owned(),
        starts: "2025-10-30".to_owned(),
        ends: "2025-10-31".to_owned(),
        stage: Stage::Draft,
    };
    samples.add("candidate/list", &List { p, cases: &[one] });
    samples.add("candidate/list empty", &List { p, cases: &[] });
    let mut wrong = Fields::new();
    wrong.wrong("yakin", Message::new(key("candidate-withdraw-tick")));
    let spine = Spine::new("LD", 31, "Ramadhani");
    samples.add("candidate/withdraw", &AskWithdraw { p, f: &wrong, case, spine, scheme: "Layanan Dasar" });
    for (name, view) in journey::sampled(p) {
        samples.add(format!("candidate/case {name}"), &Show { p, view: &view });
    }
    documents::samples(samples);
    assessor::samples(samples);
}

/// The first of the reader's cases that has not ended, else the last.
async fn current(app: &AppState, p: &Page) -> Result<Option<CaseId>, WebError> {
    let person = p.actor()?.person;
    let mine: Vec<Case> = app.flow().reader().find(&Find::by("person_id", person).order_by(&["id"]).limit(100)).await?;
    Ok(mine.iter().rev().find(|c| !c.stage.ended()).or(mine.last()).map(|c| c.id))
}
