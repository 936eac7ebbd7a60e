//! Refusing to sign a form of a case, by oneself or as the assessor records it: with the reason, and no obstacle where
//! the form allows it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{filing::RefuseToSign, permit::Action};
use workflow::WorkflowError;

use super::{
    Met,
    case::{CaseForm, CasePlace},
    sign::{AskView, Reason, Slot, asking},
};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Form},
    html,
    page::{html_with, see_other},
};

pub(super) fn routes() -> Routes {
    let path = "/berkas/{case}/formulir/{code}/menolak/{slot}";
    Routes::new().get(path, Guard::Signed(Action::SeeCase), ask).post(path, Guard::Signed(Action::SeeCase), refuse)
}

#[derive(Template)]
#[template(path = "filing/refuse.html")]
pub(super) struct AskRefusal<'a> {
    pub(super) p: &'a Page,
    pub(super) f: &'a Fields,
    pub(super) view: &'a AskView,
}

/// What may be refused, as the one who signs or beside them.
fn refusing(p: &Page, met: &Met<CaseForm>, slot: &str) -> Result<AskView, WebError> {
    let view = asking(p, met, slot, false).or_else(|_| asking(p, met, slot, true))?;
    if view.may_refuse { Ok(view) } else { Err(WebError::NotFound) }
}

async fn ask(
    State(app): State<AppState>,
    p: Page,
    Path(place): Path<CasePlace>,
    Path(Slot { slot }): Path<Slot>,
) -> Answer {
    let met = Met::at(&app, &p, place).await?;
    html(&AskRefusal { p: &p, f: &Fields::new(), view: &refusing(&p, &met, &slot)? })
}

async fn refuse(
    State(app): State<AppState>,
    p: Page,
    Path(place): Path<CasePlace>,
    Path(Slot { slot }): Path<Slot>,
    mut form: Form<Reason>,
) -> Answer {
    let met: Met<CaseForm> = Met::at(&app, &p, place).await?;
    let view = refusing(&p, &met, &slot)?;
    let (code, reason) = (met.form.code().to_owned(), form.value.alasan.clone());
    let act = RefuseToSign { code, slot, reason, recorded_by_assessor: view.presence };
    match app.flow().perform(p.actor()?, met.form.file.case.id, act).await {
        Ok(_) => Ok(see_other(&format!("{}#tanda-tangan", view.here))),
        Err(WorkflowError::Refused(refusal)) if refusal.code == "form.refusal-reason" => {
            form.fields.wrong("alasan", refusal_message(&refusal));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &AskRefusal { p: &p, f: &form.fields, view: &view })
        }
        Err(other) => Err(other.into()),
    }
}
