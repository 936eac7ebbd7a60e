//! Signing a form and opening it again: each shows what exactly it is about, and a signature asks for the secret of
//! whoever signs, on their own device or on another's in their presence.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    filing::answers,
    form::{BlockView, Engine, FieldView, FormView, SlotState, slots},
    id::PersonId,
    permit::Actor,
    refusal::Refusal,
};
use serde::Deserialize;
use workflow::WorkflowError;

use super::{Filing, Met, draw::Drawn, refuse::AskRefusal, view::Head};
use crate::{
    Answer, AppState, Page, WebError,
    error::{asks_secret_again, refusal_message},
    form::{Fields, Form},
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    samples::Samples,
};

/// A form that is signed slot by slot on pages of its own.
pub(in crate::pages) trait Signing: Filing {
    /// Whose secret a signature asks for.
    fn signer(&self, actor: &Actor, presence: bool) -> PersonId;

    /// Who stands beside whom where somebody signs on another's device.
    fn witnessed(&self) -> Witnessed;

    /// What a signature in that slot would bind now.
    ///
    /// # Errors
    /// `form.not-submitted` or `form.unknown-slot`.
    fn digest(&self, slot: &str) -> Result<String, Refusal>;

    /// Signs in that slot, in presence or not, what was seen under that digest.
    ///
    /// # Errors
    /// The refusal.
    fn sign(
        &self,
        app: &AppState,
        actor: &Actor,
        slot: (&str, bool),
        digest: &str,
    ) -> impl Future<Output = Result<(), WorkflowError>> + Send;

    /// Opens it again.
    ///
    /// # Errors
    /// The refusal; `form.reopen-reason` without a reason.
    fn reopen(
        &self,
        app: &AppState,
        actor: &Actor,
        reason: &str,
    ) -> impl Future<Output = Result<(), WorkflowError>> + Send;
}

/// Who signs on whose device.
#[derive(Debug, Clone, Default)]
pub(in crate::pages) struct Witnessed {
    pub(in crate::pages) candidate: String,
    pub(in crate::pages) assessor: String,
}

/// What is asked before a signature, a refusal or an opening.
pub(super) struct AskView {
    pub(super) head: Head,
    pub(super) here: String,
    pub(super) code: String,
    pub(super) title: String,
    /// What is signed, to read.
    pub(super) form: FormView,
    pub(super) slot: String,
    pub(super) slot_role: String,
    pub(super) digest: String,
    pub(super) presence: bool,
    pub(super) may_refuse: bool,
    pub(super) documents: String,
    pub(super) witnessed: Witnessed,
}

impl AskView {
    fn short(&self) -> String {
        self.digest.chars().take(12).collect()
    }
}

#[derive(Template)]
#[template(path = "filing/sign.html")]
struct AskSign<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a AskView,
}

impl AskSign<'_> {
    fn read<'a>(&'a self, field: &'a FieldView) -> Drawn<'a> {
        Drawn { p: self.p, field, quiet: true, documents: &self.view.documents, hands_in: false }
    }
}

#[derive(Template)]
#[template(path = "filing/reopen.html")]
struct AskReopen<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a AskView,
    signed: usize,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::pages) struct Asked {
    #[serde(default)]
    cara: String,
}

/// The slot of an address.
#[derive(Debug, Deserialize)]
pub(in crate::pages) struct Slot {
    pub(super) slot: String,
}

/// What somebody is about to sign; not found when it is not theirs to sign now.
pub(super) fn asking<F: Signing>(p: &Page, met: &Met<F>, slot: &str, presence: bool) -> Result<AskView, WebError> {
    let actor = p.actor()?;
    let all = slots::slots(met.definition, &met.standing(), met.context.locale);
    let slot = all.into_iter().find(|s| s.key == slot).ok_or(WebError::NotFound)?;
    let theirs = if presence { met.form.may_witness(actor, &slot) } else { met.form.is_own(actor, &slot) };
    if !theirs || slot.state != SlotState::Next {
        return Err(WebError::NotFound);
    }
    Ok(AskView {
        digest: met.form.digest(&slot.key)?,
        slot: slot.key,
        slot_role: slot.role,
        presence,
        may_refuse: slot.may_refuse,
        ..reading(met)
    })
}

/// The filled form to be read, without anything of a slot.
fn reading<F: Signing>(met: &Met<F>) -> AskView {
    let (about, filled, locale) = (&met.about, answers(met.form.filled()), met.context.locale);
    // Whoever signs sees exactly what they sign.
    let form = Engine::whole(met.definition, &met.context, &filled, locale);
    AskView {
        head: about.head.clone(),
        here: about.here.clone(),
        code: met.definition.code.clone(),
        title: form.title.clone(),
        form,
        slot: String::new(),
        slot_role: String::new(),
        digest: String::new(),
        presence: false,
        may_refuse: false,
        documents: about.documents.clone(),
        witnessed: met.form.witnessed(),
    }
}

/// How an address or a form says that somebody signs on another's device.
fn in_presence(cara: &str) -> bool {
    cara == "di-tempat"
}

pub(in crate::pages) async fn ask<F: Signing>(
    State(app): State<AppState>,
    p: Page,
    Path(place): Path<F::Place>,
    Path(Slot { slot }): Path<Slot>,
    Query(asked): Query<Asked>,
) -> Answer {
    let met = Met::<F>::at(&app, &p, place).await?;
    let view = asking(&p, &met, &slot, in_presence(&asked.cara))?;
    html(&AskSign { p: &p, f: &Fields::new(), view: &view })
}

#[derive(Debug, Deserialize)]
pub(in crate::pages) struct Signed {
    #[serde(default)]
    cara: String,
    #[serde(default)]
    sidik: String,
    #[serde(default)]
    rahasia: String,
}

pub(in crate::pages) async fn sign<F: Signing>(
    State(app): State<AppState>,
    p: Page,
    Path(place): Path<F::Place>,
    Path(Slot { slot }): Path<Slot>,
    mut form: Form<Signed>,
) -> Answer {
    let met = Met::<F>::at(&app, &p, place).await?;
    let presence = in_presence(&form.value.cara);
    let view = asking(&p, &met, &slot, presence)?;
    let actor = p.actor()?;
    if form.value.rahasia.is_empty() {
        form.fields.wrong("rahasia", Message::new(key("form-required")));
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &AskSign { p: &p, f: &form.fields, view: &view });
    }
    let signer = met.form.signer(actor, presence);
    let done = match app.flow().access().verify_secret(signer, &form.value.rahasia).await {
        Ok(()) => met.form.sign(&app, actor, (&slot, presence), &form.value.sidik).await,
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

/// Why something is done, as it was typed.
#[derive(Debug, Deserialize)]
pub(in crate::pages) struct Reason {
    #[serde(default)]
    pub(super) alasan: String,
}

/// What is opened again, and how many signatures are void by it.
fn reopening<F: Signing>(met: &Met<F>) -> Result<(AskView, usize), WebError> {
    if !met.fills() || met.form.filled().is_none() {
        return Err(WebError::NotFound);
    }
    Ok((reading(met), met.standing().len()))
}

pub(in crate::pages) async fn ask_reopen<F: Signing>(
    State(app): State<AppState>,
    p: Page,
    Path(place): Path<F::Place>,
) -> Answer {
    let (view, signed) = reopening(&Met::<F>::at(&app, &p, place).await?)?;
    html(&AskReopen { p: &p, f: &Fields::new(), view: &view, signed })
}

pub(in crate::pages) async fn reopen<F: Signing>(
    State(app): State<AppState>,
    p: Page,
    Path(place): Path<F::Place>,
    mut form: Form<Reason>,
) -> Answer {
    let met = Met::<F>::at(&app, &p, place).await?;
    let (view, signed) = reopening(&met)?;
    match met.form.reopen(&app, p.actor()?, &form.value.alasan).await {
        Ok(()) => Ok(see_other(&view.here)),
        Err(WorkflowError::Refused(refusal)) if refusal.code == "form.reopen-reason" => {
            form.fields.wrong("alasan", refusal_message(&refusal));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &AskReopen { p: &p, f: &form.fields, view: &view, signed })
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let Some(sample) = certification::form::samples::all().into_iter().find(|s| s.definition.code == "FR.AK.02") else {
        return;
    };
    let form = Engine::whole(sample.definition, &sample.context, &sample.answers, super::locale(p));
    for (name, presence) in [("session", false), ("presence", true)] {
        let view = AskView {
            head: Head {
                spine: crate::part::Spine::new("LD", 31, "Ramadhani"),
                name: "Noor Hasanah Ramadhani".to_owned(),
                scheme: "Layanan Dasar".to_owned(),
                stage: Some(certification::stage::Stage::Assessment),
                above: "/berkas".to_owned(),
            },
            here: "/berkas/x/formulir/FR.AK.02".to_owned(),
            code: "FR.AK.02".to_owned(),
            title: form.title.clone(),
            form: form.clone(),
            slot: "candidate".to_owned(),
            slot_role: "Asesi".to_owned(),
            digest: "9f2c41a87e03".repeat(4),
            presence,
            may_refuse: true,
            documents: "/berkas/x/dokumen".to_owned(),
            witnessed: Witnessed {
                candidate: "Noor Hasanah Ramadhani".to_owned(),
                assessor: "Taufik Rahmatullah".to_owned(),
            },
        };
        let mut f = Fields::new();
        if presence {
            f.wrong("rahasia", Message::new(key("form-required")));
            f.wrong("alasan", Message::new(key("form-required")));
        }
        samples.add(format!("filing/sign {name}"), &AskSign { p, f: &f, view: &view });
        samples.add(format!("filing/refuse {name}"), &AskRefusal { p, f: &f, view: &view });
        samples.add(format!("filing/reopen {name}"), &AskReopen { p, f: &f, view: &view, signed: 2 });
    }
}
