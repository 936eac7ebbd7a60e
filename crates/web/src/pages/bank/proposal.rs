//! The approval of a cut that somebody has written into a blueprint: by which decision, on what day, why. Whoever wrote
//! it, or rated, is refused; what a study has found is approved on the study's own page.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    permit::Action,
    record::{exam::Blueprint as Row, scheme::SchemeVersion},
};
use exam::blueprint::Blueprint;
use serde::Deserialize;
use store::view::person_names;
use workflow::{WorkflowError, exam_bank::Decision};

use super::{
    blueprint::{CutView, cut_view, name_of},
    schemes,
};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes,
    error::refusal_message,
    form::Fields,
    page::{html_with, see_other},
};

/// `/kisi-kisi/{id}/setujui`.
pub(super) fn routes() -> Routes {
    let (guard, path) = (Guard::Signed(Action::ApproveCut), "/kisi-kisi/{id}/setujui");
    Routes::new().get(path, guard, ask).post(path, guard, approve)
}

/// The page.
#[derive(Debug, Clone)]
pub(super) struct ProposalView {
    pub id: String,
    pub name: String,
    pub version: i64,
    pub cuts: Vec<CutView>,
    /// Who wrote the version, and when.
    pub by: String,
    pub at: i64,
}

#[derive(Template)]
#[template(path = "bank/proposal.html")]
pub(super) struct Approve<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a ProposalView,
}

/// What is proposed, by whom.
pub(super) fn view(p: &Page, schemes: &[SchemeVersion], row: &Row, content: &Blueprint, by: &str) -> ProposalView {
    ProposalView {
        id: row.id.clone(),
        name: name_of(p, schemes, &row.slug),
        version: row.version,
        cuts: content.pass.cuts().map(|(unit, cut)| cut_view(p, content, unit, cut)).collect(),
        by: by.to_owned(),
        at: row.made_at,
    }
}

async fn shown(app: &AppState, p: &Page, id: &str) -> Result<ProposalView, crate::WebError> {
    let (row, content) = app.flow().exam_bank().blueprint(p.actor()?, id).await?;
    let names = person_names(&mut app.flow().reader(), &[row.made_by]).await?;
    let by = names.get(&row.made_by).cloned().unwrap_or_else(|| p.t("bank-someone").into_owned());
    Ok(view(p, &schemes(app).await?, &row, &content, &by))
}

async fn ask(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let view = shown(&app, &p, &id).await?;
    let today = certification::civil::day(app.flow().now(), &p.body.zone);
    html_with(StatusCode::OK, &Approve { p: &p, f: &Fields::new().with("tanggal", today), view: &view })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    tanggal: String,
    #[serde(default)]
    surat: String,
    #[serde(default)]
    alasan: String,
}

async fn approve(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let view = shown(&app, &p, &id).await?;
    let Form { value, mut fields, .. } = form;
    let typed = Decision { on: value.tanggal, act: value.surat, reason: value.alasan };
    match app.flow().exam_bank().approve_proposal(p.actor()?, &id, &typed).await {
        Ok(row) => Ok(see_other(&format!("/kisi-kisi/{}?sudah=setuju", row.id))),
        Err(WorkflowError::Refused(why)) if why.code != "permit.none" => {
            let field = match why.code.as_str() {
                "standard.day-wanted" | "blueprint.day-ahead" => "tanggal",
                "standard.reason-wanted" | "standard.text-too-long" => "alasan",
                _ => "surat",
            };
            fields.wrong(field, refusal_message(&why));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Approve { p: &p, f: &fields, view: &view })
        }
        Err(error) => Err(error.into()),
    }
}
