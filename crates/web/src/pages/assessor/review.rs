//! Before the day: the assessor declares to be free of conflict, or not, and then reviews the self-assessment.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    assignment::DeclareConflict,
    casefile::CaseFile,
    duty::Duty,
    id::CaseId,
    permit::{Action, Object},
    record::case::Case,
    stage::Stage,
};
use serde::Deserialize;
use store::{Find, Read};
use workflow::{WorkflowError, load::case_file, may_see};

use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Form},
    html,
    i18n::{Message, key},
    nav::{Group, Item},
    page::{html_with, see_other},
    part::{
        Spine, icon,
        tie::{self, Said},
    },
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/tinjauan", Guard::Signed(Action::Assess), list)
        .get("/tinjauan/{case}", Guard::Signed(Action::Assess), ask)
        .post("/tinjauan/{case}", Guard::Signed(Action::Assess), declare)
        .nav(Item::rail(Group::Work, 6, "/tinjauan", key("nav-reviews"), icon("list-checks"), &[Duty::Assessor]))
}

/// A case to review.
#[derive(Debug, Clone)]
struct Row {
    id: CaseId,
    spine: Spine,
    name: String,
    scheme: String,
    institution: String,
    declared: bool,
    stage: Stage,
    stage_at: i64,
    zone: String,
}

impl Row {
    fn of(p: &Page, file: &CaseFile) -> Self {
        Self {
            id: file.case.id,
            spine: Spine::of(&file.label()),
            name: file.person.full_name(),
            scheme: p.scheme_name(&file.scheme).to_owned(),
            institution: file.institution.as_ref().map(|i| i.name.clone()).unwrap_or_default(),
            declared: file.case.conflict_free == Some(true),
            stage: file.case.stage,
            stage_at: file.case.stage_at,
            zone: file.event.zone.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "assessor/reviews.html")]
struct List<'a> {
    p: &'a Page,
    rows: &'a [Row],
}

#[derive(Template)]
#[template(path = "assessor/declare.html")]
struct Declare<'a> {
    p: &'a Page,
    f: &'a Fields,
    row: &'a Row,
}

async fn list(State(app): State<AppState>, p: Page) -> Answer {
    let me = p.actor()?.person;
    let mut reader = app.flow().reader();
    let find = Find::by("assessor_id", me).and("stage", Stage::Review.as_str()).order_by(&["id"]).limit(200);
    let cases: Vec<Case> = reader.find(&find).await?;
    let mut rows = Vec::with_capacity(cases.len());
    for case in cases {
        rows.push(Row::of(&p, &case_file(&mut reader, case.id).await?));
    }
    html(&List { p: &p, rows: &rows })
}

async fn assigned(app: &AppState, p: &Page, case: CaseId) -> Result<CaseFile, WebError> {
    let file = case_file(&mut app.flow().reader(), case).await?;
    let actor = p.actor()?;
    may_see(actor, Action::Assess, &Object::case(&file.case))?;
    if file.case.assessor_id == Some(actor.person) { Ok(file) } else { Err(WebError::NotFound) }
}

async fn ask(State(app): State<AppState>, p: Page, Path(case): Path<CaseId>) -> Answer {
    let file = assigned(&app, &p, case).await?;
    if file.case.conflict_free == Some(true) {
        return Ok(see_other(&format!("/berkas/{case}/formulir/FR.APL.02#s-review")));
    }
    html(&Declare { p: &p, f: &Fields::new(), row: &Row::of(&p, &file) })
}

#[derive(Debug, Deserialize)]
struct Declared {
    #[serde(default)]
    bebas: String,
    #[serde(flatten)]
    said: Said,
}

async fn declare(State(app): State<AppState>, p: Page, Path(case): Path<CaseId>, mut form: Form<Declared>) -> Answer {
    let file = assigned(&app, &p, case).await?;
    let free = match form.value.bebas.as_str() {
        "yes" => true,
        "no" => false,
        _ => {
            form.fields.wrong("bebas", Message::new(key("form-required")));
            let page = Declare { p: &p, f: &form.fields, row: &Row::of(&p, &file) };
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let Said { kind, trained_on, reason } = form.value.said.clone();
    let act = DeclareConflict { free, kind, trained_on, reason };
    match app.flow().perform(p.actor()?, case, act).await {
        Ok(_) if free => Ok(see_other(&format!("/berkas/{case}/formulir/FR.APL.02#s-review"))),
        Ok(_) => Ok(see_other("/tinjauan")),
        Err(WorkflowError::Refused(refusal)) => {
            form.fields.wrong(tie::field(&refusal.code), refusal_message(&refusal));
            let page = Declare { p: &p, f: &form.fields, row: &Row::of(&p, &file) };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = |declared| Row {
        id: CaseId(uuid::Uuid::nil()),
        spine: Spine::new("LD", 31, "Ramadhani"),
        name: "Noor Hasanah Ramadhani".to_owned(),
        scheme: "Layanan Dasar".to_owned(),
        institution: "Dispersip Kota Banjarbaru".to_owned(),
        declared,
        stage: Stage::Review,
        stage_at: 1_761_782_400_000_000,
        zone: "Asia/Makassar".to_owned(),
    };
    samples.add("assessor/reviews", &List { p, rows: &[row(true), row(false)] });
    samples.add("assessor/reviews empty", &List { p, rows: &[] });
    let mut f = Fields::new();
    f.wrong("bebas", Message::new(key("form-required")));
    samples.add("assessor/declare", &Declare { p, f: &f, row: &row(false) });
}
