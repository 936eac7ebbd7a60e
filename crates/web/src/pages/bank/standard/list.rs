//! The studies of a blueprint, and a new one: which form, by which method, by whom.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::permit::{self, Action};
use serde::Deserialize;
use workflow::WorkflowError;

use super::{CHANGE, SEE, StudyRow, names, study_row};
use crate::{
    Answer, AppState, Form, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    page::{html_with, see_other},
    pages::bank::{blueprint::name_of, schemes},
};

/// `/kisi-kisi/{id}/standar`.
pub(super) fn routes() -> Routes {
    Routes::new().get("/kisi-kisi/{id}/standar", SEE, show).post("/kisi-kisi/{id}/standar", CHANGE, open)
}

/// The page.
#[derive(Debug, Clone, Default)]
pub(in crate::pages::bank) struct ListView {
    pub id: String,
    pub name: String,
    pub studies: Vec<StudyRow>,
    pub may_change: bool,
    /// Forms that can be rated: id and code.
    pub forms: Vec<(String, String)>,
    /// Who can judge: id and name.
    pub people: Vec<(String, String)>,
    /// The fewest judges.
    pub least: i64,
}

#[derive(Template)]
#[template(path = "bank/standard/list.html")]
pub(in crate::pages::bank) struct List<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a ListView,
}

async fn view(app: &AppState, p: &Page, id: &str) -> Result<ListView, WebError> {
    let (actor, bank) = (p.actor()?, app.flow().exam_bank());
    let (row, _) = bank.blueprint(actor, id).await?;
    let standards = app.flow().exam_standards();
    let forms = bank.every_form(actor, &row.slug).await?;
    let code = |form: &certification::id::ExamFormId| {
        forms.iter().find(|known| known.id == *form).map_or_else(String::new, |form| form.code.clone())
    };
    let studies = standards.of_blueprint(actor, &row.blueprint).await?;
    let name = name_of(p, &schemes(app).await?, &row.slug);
    let least = app.flow().settings().await?.int("exam.least_judges");
    let may_change = permit::may(actor, Action::ChangeBank);
    let mut people = Vec::new();
    if may_change {
        let able = standards.able(actor).await?;
        let known = names(app, p, &able).await?;
        people = able.iter().map(|id| (id.to_string(), known.get(id).cloned().unwrap_or_default())).collect();
        people.sort_by(|a: &(String, String), b| a.1.cmp(&b.1));
    }
    let of_blueprint = |id: &str| id.rsplit_once(':').is_some_and(|(key, _)| key == row.blueprint);
    let open = forms.iter().filter(|form| form.withdrawn.is_none() && of_blueprint(&form.blueprint_id));
    Ok(ListView {
        name,
        studies: studies.iter().rev().map(|s| study_row(s, code(&s.form_id), "/kisi-kisi/standar")).collect(),
        forms: open.map(|form| (form.id.to_string(), form.code.clone())).collect(),
        least,
        id: row.id,
        may_change,
        people,
    })
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let view = view(&app, &p, &id).await?;
    html_with(StatusCode::OK, &List { p: &p, f: &Fields::new().with("cara", "angoff"), view: &view })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    naskah: String,
    #[serde(default)]
    cara: String,
    #[serde(default)]
    kunci: String,
    #[serde(default)]
    penilai: Vec<String>,
}

async fn open(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let view = view(&app, &p, &id).await?;
    let Form { value, mut fields, .. } = form;
    // Only a form of this blueprint is rated here.
    let form = view.forms.iter().find(|(id, _)| *id == value.naskah).and_then(|(id, _)| id.parse().ok());
    let judges = value.penilai.iter().filter_map(|id| id.parse().ok()).collect();
    let done = match form {
        Some(form) => {
            app.flow().exam_standards().open(p.actor()?, form, &value.cara, value.kunci == "ya", judges).await
        }
        None => Err(certification::refusal::Refusal::new("standard.form-wanted").into()),
    };
    match done {
        Ok(study) => Ok(see_other(&format!("/kisi-kisi/standar/{study}?sudah=buka"))),
        Err(WorkflowError::Refused(why)) if why.code != "permit.none" => {
            let field = match why.code.as_str() {
                "standard.form-wanted" | "form.withdrawn" | "form.unknown" => "naskah",
                "standard.method" => "cara",
                _ => "penilai",
            };
            fields.wrong(field, refusal_message(&why));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &List { p: &p, f: &fields, view: &view })
        }
        Err(error) => Err(error.into()),
    }
}
