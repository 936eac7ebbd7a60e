//! Signing a form, refusing to sign it, and opening it again: each shows what exactly it is about, and a
//! signature asks for the secret of whoever signs, on their own device or on the assessor's in their presence.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    casefile::CaseFile,
    duty::Duty,
    filing::{RefuseToSign, ReopenForm, SignForm, digest_to_sign},
    form::{BlockView, FieldView, FormView, Mode, Role, SlotState, SlotView, slots},
    id::CaseId,
    permit::{self, Action, Actor, Object},
};
use serde::Deserialize;
use workflow::WorkflowError;

use super::{Met, draw::Drawn, meet, view::Head};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::{asks_secret_again, refusal_message},
    form::{Fields, Form},
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/berkas/{case}/formulir/{code}/tanda-tangan/{slot}", Guard::Signed(Action::SeeCase), ask)
        .post("/berkas/{case}/formulir/{code}/tanda-tangan/{slot}", Guard::Signed(Action::SeeCase), sign)
        .get("/berkas/{case}/formulir/{code}/menolak/{slot}", Guard::Signed(Action::SeeCase), ask_refusal)
        .post("/berkas/{case}/formulir/{code}/menolak/{slot}", Guard::Signed(Action::SeeCase), refuse)
        .get("/berkas/{case}/formulir/{code}/buka-kembali", Guard::Signed(Action::SeeCase), ask_reopen)
        .post("/berkas/{case}/formulir/{code}/buka-kembali", Guard::Signed(Action::SeeCase), reopen)
}

/// The slot of that duty is this person's to sign.
pub(super) fn is_own(actor: &Actor, file: &CaseFile, duty: Duty) -> bool {
    match duty {
        Duty::Candidate => file.case.person_id == actor.person,
        Duty::Assessor => file.case.assessor_id == Some(actor.person),
        Duty::Staff => permit::check(actor, Action::VerifyApplication, &Object::case(&file.case)).is_ok(),
        _ => false,
    }
}

/// The candidate may sign that slot on this assessor's device.
pub(super) fn may_witness(actor: &Actor, file: &CaseFile, slot: &SlotView) -> bool {
    slot.duty == Duty::Candidate
        && slot.modes.contains(&Mode::InPresence)
        && file.case.assessor_id == Some(actor.person)
}

/// What is asked before a signature, a refusal or an opening.
pub(in crate::pages) struct AskView {
    pub(in crate::pages) head: Head,
    pub(in crate::pages) here: String,
    pub(in crate::pages) code: String,
    pub(in crate::pages) title: String,
    /// What is signed, to read.
    pub(in crate::pages) form: FormView,
    pub(in crate::pages) slot: String,
    pub(in crate::pages) slot_role: String,
    pub(in crate::pages) digest: String,
    pub(in crate::pages) presence: bool,
    pub(in crate::pages) may_refuse: bool,
    pub(in crate::pages) documents: String,
    pub(in crate::pages) candidate: String,
    pub(in crate::pages) assessor: String,
}

impl AskView {
    fn short(&self) -> String {
        self.digest.chars().take(12).collect()
    }
}

#[derive(Template)]
#[template(path = "filing/sign.html")]
pub(in crate::pages) struct AskSign<'a> {
    pub(in crate::pages) p: &'a Page,
    pub(in crate::pages) f: &'a Fields,
    pub(in crate::pages) view: &'a AskView,
}

impl AskSign<'_> {
    fn read<'a>(&'a self, field: &'a FieldView) -> Drawn<'a> {
        Drawn { p: self.p, field, quiet: true, documents: &self.view.documents, hands_in: false }
    }
}

#[derive(Template)]
#[template(path = "filing/refuse.html")]
pub(in crate::pages) struct AskRefusal<'a> {
    pub(in crate::pages) p: &'a Page,
    pub(in crate::pages) f: &'a Fields,
    pub(in crate::pages) view: &'a AskView,
}

#[derive(Template)]
#[template(path = "filing/reopen.html")]
pub(in crate::pages) struct AskReopen<'a> {
    pub(in crate::pages) p: &'a Page,
    pub(in crate::pages) f: &'a Fields,
    pub(in crate::pages) view: &'a AskView,
    pub(in crate::pages) signed: usize,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    cara: String,
}

type Place = Path<(CaseId, String, String)>;

/// What somebody is about to sign; not found when it is not theirs to sign now.
fn asking(p: &Page, met: &Met, slot: &str, presence: bool) -> Result<AskView, WebError> {
    let actor = p.actor()?;
    let file = &met.file;
    let code = &met.definition.code;
    let filled = file.form(code);
    let all = slots::slots(met.definition, &file.signatures_on(filled), met.context.locale);
    let slot = all.into_iter().find(|s| s.key == slot).ok_or(WebError::NotFound)?;
    let theirs = if presence { may_witness(actor, file, &slot) } else { is_own(actor, file, slot.duty) };
    if !theirs || slot.state != SlotState::Next {
        return Err(WebError::NotFound);
    }
    let digest = digest_to_sign(file, code, &slot.key)?;
    let mut view = blank(met);
    view.slot_role = slot.role.clone();
    view.digest = digest;
    view.presence = presence;
    view.may_refuse = slot.may_refuse;
    view.slot = slot.key;
    Ok(view)
}

/// The filled form to be read, without anything of a slot.
fn blank(met: &Met) -> AskView {
    let file = &met.file;
    let code = met.definition.code.clone();
    let filled = certification::filing::answers(file.form(&code));
    let form =
        certification::form::Engine::view(met.definition, &met.context, &filled, Role::Reader, met.context.locale, &[]);
    AskView {
        head: Head::of(file, met.role),
        here: format!("/berkas/{}/formulir/{code}", file.case.id),
        title: form.title.clone(),
        code,
        form,
        slot: String::new(),
        slot_role: String::new(),
        digest: String::new(),
        presence: false,
        may_refuse: false,
        documents: format!("/berkas/{}/dokumen", file.case.id),
        candidate: file.person.full_name(),
        assessor: file.assessor.as_ref().map(certification::record::person::Person::full_name).unwrap_or_default(),
    }
}

async fn ask(
    State(app): State<AppState>,
    p: Page,
    Path((case, code, slot)): Place,
    Query(asked): Query<Asked>,
) -> Answer {
    let met = meet(&app, &p, case, &code).await?;
    let view = asking(&p, &met, &slot, asked.cara == "di-tempat")?;
    html(&AskSign { p: &p, f: &Fields::new(), view: &view })
}

#[derive(Debug, Deserialize)]
struct Signed {
    #[serde(default)]
    cara: String,
    #[serde(default)]
    sidik: String,
    #[serde(default)]
    rahasia: String,
}

async fn sign(State(app): State<AppState>, p: Page, Path((case, code, slot)): Place, mut form: Form<Signed>) -> Answer {
    let met = meet(&app, &p, case, &code).await?;
    let presence = form.value.cara == "di-tempat";
    let view = asking(&p, &met, &slot, presence)?;
    let actor = p.actor()?;
    let flow = app.flow();
    let signer = if presence { met.file.case.person_id } else { actor.person };
    if form.value.rahasia.is_empty() {
        form.fields.wrong("rahasia", Message::new(key("form-required")));
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &AskSign { p: &p, f: &form.fields, view: &view });
    }
    let secret = flow.access().verify_secret(signer, &form.value.rahasia).await;
    let done = match secret {
        Ok(()) => {
            let mode = if presence { Mode::InPresence } else { Mode::Session };
            let act = SignForm { code: code.clone(), slot, mode, digest: form.value.sidik.clone() };
            flow.perform(actor, case, act).await.map(|_| ())
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

fn refusing(p: &Page, met: &Met, slot: &str) -> Result<AskView, WebError> {
    let view = asking(p, met, slot, false).or_else(|_| asking(p, met, slot, true))?;
    if view.may_refuse { Ok(view) } else { Err(WebError::NotFound) }
}

async fn ask_refusal(State(app): State<AppState>, p: Page, Path((case, code, slot)): Place) -> Answer {
    let met = meet(&app, &p, case, &code).await?;
    html(&AskRefusal { p: &p, f: &Fields::new(), view: &refusing(&p, &met, &slot)? })
}

#[derive(Debug, Deserialize)]
struct Reason {
    #[serde(default)]
    alasan: String,
}

async fn refuse(
    State(app): State<AppState>,
    p: Page,
    Path((case, code, slot)): Place,
    mut form: Form<Reason>,
) -> Answer {
    let met = meet(&app, &p, case, &code).await?;
    let view = refusing(&p, &met, &slot)?;
    let act = RefuseToSign {
        code: code.clone(),
        slot,
        reason: form.value.alasan.clone(),
        recorded_by_assessor: view.presence,
    };
    match app.flow().perform(p.actor()?, case, act).await {
        Ok(_) => Ok(see_other(&format!("{}#tanda-tangan", view.here))),
        Err(WorkflowError::Refused(refusal)) if refusal.code == "form.refusal-reason" => {
            form.fields.wrong("alasan", refusal_message(&refusal));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &AskRefusal { p: &p, f: &form.fields, view: &view })
        }
        Err(other) => Err(other.into()),
    }
}

fn reopening(met: &Met) -> Result<(AskView, usize), WebError> {
    let fills = met.definition.sections.iter().any(|s| s.by.contains(&met.role));
    let filled = met.file.form(&met.definition.code);
    if met.role == Role::Reader || !fills || filled.is_none() {
        return Err(WebError::NotFound);
    }
    Ok((blank(met), met.file.signatures_on(filled).len()))
}

async fn ask_reopen(State(app): State<AppState>, p: Page, Path((case, code)): Path<(CaseId, String)>) -> Answer {
    let met = meet(&app, &p, case, &code).await?;
    let (view, signed) = reopening(&met)?;
    html(&AskReopen { p: &p, f: &Fields::new(), view: &view, signed })
}

async fn reopen(
    State(app): State<AppState>,
    p: Page,
    Path((case, code)): Path<(CaseId, String)>,
    mut form: Form<Reason>,
) -> Answer {
    let met = meet(&app, &p, case, &code).await?;
    let (view, signed) = reopening(&met)?;
    let act = ReopenForm { code: code.clone(), role: met.role, reason: form.value.alasan.clone() };
    match app.flow().perform(p.actor()?, case, act).await {
        Ok(_) => Ok(see_other(&view.here)),
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
    let form = certification::form::Engine::view(
        sample.definition,
        &sample.context,
        &sample.answers,
        Role::Reader,
        super::locale(p),
        &[],
    );
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
            candidate: "Noor Hasanah Ramadhani".to_owned(),
            assessor: "Taufik Rahmatullah".to_owned(),
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
