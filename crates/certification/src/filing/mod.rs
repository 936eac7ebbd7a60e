//! Filing a form: submit, sign in order, refuse to sign, reopen. What the engine of [`crate::form`]
//! finds missing is refused; bound answers, and nothing else, become facts of the case.

pub(crate) mod bearer;
mod bound;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use self::{
    bearer::{Bearer, complete, given, opened, signature, submitted},
    bound::take_bound,
};
use crate::{
    act::{Act, Context},
    casefile::CaseFile,
    duty::Duty,
    form::{Answers, Binding, Definition, Engine, Level, Mode, Role, Slot, catalogue, slots},
    id::PersonId,
    permit::Action,
    record::form::{Form, Signature},
    refusal::{Refusal, require},
};

/// The job that brings more time in a written test, agreed in a form, to the seats of its case.
pub const ADJUST: &str = "adjust-written-test";

impl Bearer for CaseFile {
    fn put_form(&mut self, form: Form) {
        self.put(form);
    }

    fn put_signature(&mut self, signature: Signature) {
        self.put(signature);
    }

    fn standing_on(&self, form: &Form) -> Vec<Signature> {
        self.signatures_on(Some(form))
    }
}

/// The definition that a form of this code pins: that of the filled form, or the newest.
///
/// # Errors
/// `form.unknown`.
pub fn definition(code: &str, filled: Option<&Form>) -> Result<&'static Definition, Refusal> {
    match filled {
        Some(filled) => catalogue::version(code, &filled.version),
        None => catalogue::current(code),
    }
    .ok_or_else(|| Refusal::new("form.unknown").with("form", code))
}

/// The answers of a filled form.
#[must_use]
pub fn answers(filled: Option<&Form>) -> Answers {
    filled.and_then(|f| f.answers.as_ref()).and_then(|a| Answers::from_value(a).ok()).unwrap_or_default()
}

/// Submits what a role fills of a form.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SubmitForm {
    /// Form code.
    pub code: String,
    /// Who fills.
    pub role: Role,
    /// All answers of the form, those of other roles as they stand.
    pub answers: Value,
    /// Revision of the form that the person saw; another's submission in between is a conflict.
    pub seen: i64,
    /// Who hears of an appeal: the managers; not part of the act.
    #[serde(skip)]
    pub managers: Vec<PersonId>,
}

impl Act for SubmitForm {
    type File = CaseFile;
    const NAME: &'static str = "SubmitForm";
    const ACTION: Action = Action::Apply;

    fn action(&self) -> Action {
        action_of(self.role)
    }

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        right_person(file, self.role, context)?;
        let filled = file.form(&self.code).cloned();
        let revision = filled.as_ref().map_or(0, |f| f.revision);
        require(self.seen == revision, "form.changed-meanwhile")?;
        let definition = definition(&self.code, filled.as_ref())?;
        require(definition.level == Level::Case, "form.unknown").map_err(|r| r.with("form", &self.code))?;
        let facts = file.form_context(&self.code);
        outlives(file, definition)?;
        opened(definition, &facts)?;
        let before = answers(filled.as_ref());
        let after = given(&self.answers)?;
        for (name, answer) in after.iter() {
            let own = definition.field_of_name(name).is_some_and(|(_, by)| by.contains(&self.role));
            require(own || before.get(name) == Some(answer), "form.not-yours-to-fill")?;
        }
        let after = complete(definition, &facts, &after, self.role)?;
        let signatures = file.signatures_on(filled.as_ref());
        let old = Engine::attachments(definition, &facts, &before);
        let attachments = Engine::attachments(definition, &facts, &after);
        for slot in slots::voided(definition, (&before, &old), (&after, &attachments)) {
            if signatures.iter().any(|s| s.slot == slot.key && !s.refused) {
                return Err(Refusal::new("form.signed-already").with("form", &self.code));
            }
        }
        let id = filled.as_ref().map_or_else(|| context.id(), |f| f.id);
        let of = (definition, filled.as_ref());
        file.put(Form {
            case_id: Some(file.case.id),
            event_id: Some(file.case.event_id),
            ..submitted(of, id, file.case.person_id, (&after, &attachments), context)
        });
        if self.code == "FR.APL.01" && self.role == Role::Candidate {
            file.case.application_verdict = None;
        }
        let bound = Engine::bound(definition, &facts, &after);
        take_bound(file, &self.code, self.role, &bound, context)?;
        if bound.iter().any(|b| b.binding == Binding::AppealGround) {
            crate::appeal::file(file, &self.managers, context);
        }
        Ok(())
    }
}

/// Signs a form in one of its slots.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignForm {
    /// Form code.
    pub code: String,
    /// Slot of the definition.
    pub slot: String,
    /// How: in the signer's own session, or in presence on another's device.
    pub mode: Mode,
    /// Digest that the signer saw.
    pub digest: String,
}

impl Act for SignForm {
    type File = CaseFile;
    const NAME: &'static str = "SignForm";
    const ACTION: Action = Action::Apply;

    fn action(&self) -> Action {
        match (self.mode, self.slot.as_str()) {
            (Mode::InPresence, _) | (_, "assessor") => Action::Assess,
            (_, "staff") => Action::VerifyApplication,
            _ => Action::Apply,
        }
    }

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        let signature = sign(file, &self.code, &self.slot, self.mode, context)?;
        require(signature.digest == self.digest, "form.changed-meanwhile")?;
        settle(file, &self.code, signature)
    }
}

/// Refuses to sign: recorded, and no obstacle where the form allows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RefuseToSign {
    /// Form code.
    pub code: String,
    /// Slot of the definition.
    pub slot: String,
    /// Why, as said.
    pub reason: String,
    /// Recorded by the assessor in presence of the candidate.
    pub recorded_by_assessor: bool,
}

impl Act for RefuseToSign {
    type File = CaseFile;
    const NAME: &'static str = "RefuseToSign";
    const ACTION: Action = Action::Apply;

    fn action(&self) -> Action {
        if self.recorded_by_assessor { Action::Assess } else { Action::Apply }
    }

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(!self.reason.trim().is_empty(), "form.refusal-reason")?;
        let mode = if self.recorded_by_assessor { Mode::InPresence } else { Mode::Session };
        let mut signature = sign(file, &self.code, &self.slot, mode, context)?;
        let definition = definition(&self.code, file.form(&self.code))?;
        require(definition.slot(&self.slot).is_some_and(|s| s.may_refuse), "form.refusal-not-possible")?;
        signature.refused = true;
        signature.reason = Some(self.reason.trim().to_owned());
        settle(file, &self.code, signature)
    }
}

/// Reopens a form: every signature on it is void, visibly, and it is to be submitted again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReopenForm {
    /// Form code.
    pub code: String,
    /// Who reopens.
    pub role: Role,
    /// Why.
    pub reason: String,
}

impl Act for ReopenForm {
    type File = CaseFile;
    const NAME: &'static str = "ReopenForm";
    const ACTION: Action = Action::Assess;

    fn action(&self) -> Action {
        action_of(self.role)
    }

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        right_person(file, self.role, context)?;
        require(!self.reason.trim().is_empty(), "form.reopen-reason")?;
        let filled = file.form(&self.code).cloned().ok_or_else(|| Refusal::new("form.unknown"))?;
        let definition = definition(&self.code, Some(&filled))?;
        outlives(file, definition)?;
        let fills = definition.sections.iter().any(|s| s.by.contains(&self.role));
        require(fills, "form.not-yours-to-fill")?;
        opened(definition, &file.form_context(&self.code))?;
        reopen(file, &self.code);
        Ok(())
    }
}

/// Voids the signatures on a form and marks it reopened.
pub(crate) fn reopen(file: &mut CaseFile, code: &str) {
    let Some(filled) = file.form(code).cloned() else { return };
    file.reopen(filled);
    if code == "FR.AK.02" {
        file.case.recommendation = None;
    }
}

/// The case has not ended, or the form stays open after this end.
fn outlives(file: &CaseFile, definition: &Definition) -> Result<(), Refusal> {
    if definition.open_after.contains(&file.case.stage) { Ok(()) } else { crate::application::open(file) }
}

/// The action that filling and signing in a role wants.
const fn action_of(role: Role) -> Action {
    match role {
        Role::Candidate => Action::Apply,
        Role::Assessor => Action::Assess,
        Role::Staff | Role::Reader => Action::VerifyApplication,
    }
}

fn right_person(file: &CaseFile, role: Role, context: &Context<'_>) -> Result<(), Refusal> {
    match role {
        Role::Candidate => require(context.actor() == file.case.person_id, "form.not-yours-to-fill"),
        Role::Assessor => require(file.case.assessor_id == Some(context.actor()), "assignment.not-yours"),
        Role::Staff => Ok(()),
        Role::Reader => Err(Refusal::new("form.not-yours-to-fill")),
    }
}

fn sign(file: &CaseFile, code: &str, slot: &str, mode: Mode, context: &Context<'_>) -> Result<Signature, Refusal> {
    let filled = file.form(code).cloned().ok_or_else(|| Refusal::new("form.not-submitted").with("form", code))?;
    require(filled.state != "reopened", "form.not-submitted").map_err(|r| r.with("form", code))?;
    let definition = definition(code, Some(&filled))?;
    let own = definition.slot(slot).ok_or_else(|| Refusal::new("form.unknown-slot"))?;
    let standing = file.signatures_on(Some(&filled));
    require(slots::may_sign(definition, &standing, slot, own.duty, mode), "form.not-your-turn")?;
    let signer = signer(file, own, mode, context)?;
    Ok(Signature {
        mode: mode.as_str().to_owned(),
        witness_id: (mode == Mode::InPresence).then(|| context.actor()),
        ..signature(filled.id, own, signer, bound_digest(file, definition, own, &filled), context)
    })
}

/// The digest that a slot's signature would bind now.
///
/// # Errors
/// `form.not-submitted` or `form.unknown-slot`.
pub fn digest_to_sign(file: &CaseFile, code: &str, slot: &str) -> Result<String, Refusal> {
    let filled = file.form(code).ok_or_else(|| Refusal::new("form.not-submitted").with("form", code))?;
    let definition = definition(code, Some(filled))?;
    let own = definition.slot(slot).ok_or_else(|| Refusal::new("form.unknown-slot"))?;
    Ok(bound_digest(file, definition, own, filled))
}

fn bound_digest(file: &CaseFile, definition: &Definition, slot: &Slot, filled: &Form) -> String {
    let given = answers(Some(filled));
    let attachments = Engine::attachments(definition, &file.form_context(&filled.code), &given);
    slots::digest(definition, slot, &given, &attachments)
}

fn signer(file: &CaseFile, slot: &Slot, mode: Mode, context: &Context<'_>) -> Result<PersonId, Refusal> {
    let actor = context.actor();
    match slot.duty {
        Duty::Candidate if mode == Mode::InPresence => {
            require(file.case.assessor_id == Some(actor), "form.witness")?;
            Ok(file.case.person_id)
        }
        Duty::Candidate => require(actor == file.case.person_id, "form.not-your-slot").map(|()| actor),
        Duty::Assessor => require(file.case.assessor_id == Some(actor), "form.not-your-slot").map(|()| actor),
        _ => require(matches!(context.duty(), Duty::Staff | Duty::Manager), "form.not-your-slot").map(|()| actor),
    }
}

fn settle(file: &mut CaseFile, code: &str, signature: Signature) -> Result<(), Refusal> {
    let mut filled = file.form(code).cloned().ok_or_else(|| Refusal::new("form.not-submitted").with("form", code))?;
    if filled.written.is_none() && definition(code, Some(&filled))?.asks_written() {
        // From the first signature on it says what was signed, whatever is scored again and released afterwards.
        filled.written = serde_json::to_value(file.form_context(code).written).ok();
        file.put(filled.clone());
    }
    let definition = definition(code, Some(&filled))?;
    file.settle(definition, filled, signature);
    adjust(file, code, definition);
    Ok(())
}

/// Once all have signed more time in a written test (FR.AK.07), it comes to the seats that are kept already.
fn adjust(file: &mut CaseFile, code: &str, definition: &Definition) {
    let Some(form) = file.form(code).filter(|form| form.state == "signed") else { return };
    let given = answers(Some(form));
    let time = |binding| matches!(binding, Some(Binding::WrittenMinutes | Binding::WrittenPercent));
    let said = |key: &str| given.get(key).is_some_and(|answer| !answer.text().trim().is_empty());
    if definition.fields().any(|(_, field)| time(field.binding) && said(&field.key)) {
        let (key, payload) = (format!("{ADJUST}:{}:{}", form.id, form.revision), json!({ "form": form.id }));
        file.outcome.job(ADJUST, key, payload);
    }
}
