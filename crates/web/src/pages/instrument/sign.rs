//! Signing a form of a scheme, as its author or as the one who validates it, and opening it again.

use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    filing::answers,
    form::{Engine, Role, slots},
    id::SchemeVersionId,
    instrument::{ReopenInstrument, SignInstrument, digest_to_sign, turn},
    permit::Action,
};
use serde::Deserialize;
use workflow::WorkflowError;

use super::form::{Met, head, meet};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::{asks_secret_again, refusal_message},
    form::{Fields, Form},
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    pages::filing::sign::{AskReopen, AskSign, AskView},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/perangkat/{version}/{code}/{which}/tanda-tangan/{slot}", Guard::Signed(Action::WriteInstruments), ask)
        .post("/perangkat/{version}/{code}/{which}/tanda-tangan/{slot}", Guard::Signed(Action::WriteInstruments), sign)
        .get("/perangkat/{version}/{code}/{which}/buka-kembali", Guard::Signed(Action::WriteInstruments), ask_reopen)
        .post("/perangkat/{version}/{code}/{which}/buka-kembali", Guard::Signed(Action::WriteInstruments), reopen)
}

type Slot = Path<(SchemeVersionId, String, String, String)>;

/// The filled form to be read.
fn reading(p: &Page, met: &Met) -> AskView {
    let filled = answers(met.file.form.as_ref());
    let form = Engine::view(met.definition, &met.context, &filled, Role::Reader, met.context.locale, &[]);
    AskView {
        head: head(p, met),
        here: met.here.clone(),
        title: form.title.clone(),
        code: met.definition.code.clone(),
        form,
        slot: String::new(),
        slot_role: String::new(),
        digest: String::new(),
        presence: false,
        may_refuse: false,
        documents: String::new(),
        candidate: String::new(),
        assessor: met.file.author.full_name(),
    }
}

/// What somebody is about to sign; not found when it is not theirs to sign now.
fn asking(p: &Page, met: &Met, slot: &str) -> Result<AskView, WebError> {
    let me = p.actor()?.person;
    let theirs = met.file.form.as_ref().and_then(|f| turn(f, &met.file.signatures, me));
    if theirs.as_deref() != Some(slot) {
        return Err(WebError::NotFound);
    }
    let all = slots::slots(met.definition, &met.file.standing(), met.context.locale);
    let slot = all.into_iter().find(|s| s.key == slot).ok_or(WebError::NotFound)?;
    Ok(AskView {
        digest: digest_to_sign(&met.file, &slot.key)?,
        slot_role: slot.role,
        slot: slot.key,
        ..reading(p, met)
    })
}

async fn ask(State(app): State<AppState>, p: Page, Path((version, code, which, slot)): Slot) -> Answer {
    let met = meet(&app, &p, (version, code, which)).await?;
    html(&AskSign { p: &p, f: &Fields::new(), view: &asking(&p, &met, &slot)? })
}

#[derive(Debug, Deserialize)]
struct Signed {
    #[serde(default)]
    sidik: String,
    #[serde(default)]
    rahasia: String,
}

async fn sign(
    State(app): State<AppState>,
    p: Page,
    Path((version, code, which, slot)): Slot,
    mut form: Form<Signed>,
) -> Answer {
    let met = meet(&app, &p, (version, code, which)).await?;
    let view = asking(&p, &met, &slot)?;
    let actor = p.actor()?;
    let flow = app.flow();
    if form.value.rahasia.is_empty() {
        form.fields.wrong("rahasia", Message::new(key("form-required")));
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &AskSign { p: &p, f: &form.fields, view: &view });
    }
    let done = match flow.access().verify_secret(actor.person, &form.value.rahasia).await {
        Ok(()) => {
            let act = SignInstrument { slot, digest: form.value.sidik.clone() };
            flow.perform(actor, met.key, act).await.map(|_| ())
        }
        Err(refused) => Err(refused),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("{}#tanda-tangan", view.here))),
        Err(WorkflowError::Refused(refusal)) if asks_secret_again(&refusal) => {
            form.fields.wrong("rahasia", refusal_message(&refusal));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &AskSign { p: &p, f: &form.fields, view: &view })
        }
        Err(other) => Err(other.into()),
    }
}

fn reopening(p: &Page, met: &Met) -> Result<(AskView, usize), WebError> {
    if met.role == Role::Reader || met.file.form.is_none() {
        return Err(WebError::NotFound);
    }
    Ok((reading(p, met), met.file.standing().len()))
}

async fn ask_reopen(State(app): State<AppState>, p: Page, Path(place): Path<super::form::Place>) -> Answer {
    let met = meet(&app, &p, place).await?;
    let (view, signed) = reopening(&p, &met)?;
    html(&AskReopen { p: &p, f: &Fields::new(), view: &view, signed })
}

#[derive(Debug, Deserialize)]
struct Reason {
    #[serde(default)]
    alasan: String,
}

async fn reopen(
    State(app): State<AppState>,
    p: Page,
    Path(place): Path<super::form::Place>,
    mut form: Form<Reason>,
) -> Answer {
    let met = meet(&app, &p, place).await?;
    let (view, signed) = reopening(&p, &met)?;
    let act = ReopenInstrument { reason: form.value.alasan.clone() };
    match app.flow().perform(p.actor()?, met.key, act).await {
        Ok(_) => Ok(see_other(&view.here)),
        Err(WorkflowError::Refused(refusal)) if refusal.code == "form.reopen-reason" => {
            form.fields.wrong("alasan", refusal_message(&refusal));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &AskReopen { p: &p, f: &form.fields, view: &view, signed })
        }
        Err(other) => Err(other.into()),
    }
}
