//! What every form shares, whether it belongs to a case, to a version of a scheme or to an assessor's event: what must
//! hold of the answers that are submitted, the signature that binds them, and that reopening voids every signature.

use serde_json::Value;

use crate::{
    act::{Context, Outcome, replace},
    form::{Answers, Definition, Engine, FormContext, Locale, Mode, Role, Slot, slots},
    id::{FormId, PersonId},
    record::form::{Form, Signature},
    refusal::{Refusal, require},
};

/// A file that bears a form and the signatures on it.
pub(crate) trait Bearer {
    /// Puts the form.
    fn put_form(&mut self, form: Form);

    /// Puts a signature.
    fn put_signature(&mut self, signature: Signature);

    /// Signatures that stand on that form.
    fn standing_on(&self, form: &Form) -> Vec<Signature>;

    /// Voids every signature on the form.
    fn void_signatures(&mut self, form: &Form) {
        for mut signature in self.standing_on(form) {
            signature.void = true;
            self.put_signature(signature);
        }
    }

    /// Voids every signature on the form, which is to be submitted again.
    fn reopen(&mut self, mut form: Form) {
        self.void_signatures(&form);
        form.state = "reopened".to_owned();
        form.written = None;
        self.put_form(form);
    }

    /// Puts a signature on the form, which is signed once no slot is left.
    fn settle(&mut self, definition: &Definition, mut form: Form, signature: Signature) {
        self.put_signature(signature);
        if slots::complete(definition, &self.standing_on(&form)) {
            form.state = "signed".to_owned();
            self.put_form(form);
        }
    }
}

/// A file that is about a single form.
pub(crate) trait Single {
    /// What the judgement has put, the form, and the signatures on it, void ones too.
    fn parts(&mut self) -> (&mut Outcome, &mut Option<Form>, &mut Vec<Signature>);

    /// Signatures that stand.
    fn standing(&self) -> Vec<Signature>;
}

impl<F: Single> Bearer for F {
    fn put_form(&mut self, form: Form) {
        let (outcome, its, _) = self.parts();
        outcome.put(&form);
        *its = Some(form);
    }

    fn put_signature(&mut self, signature: Signature) {
        let (outcome, _, its) = self.parts();
        outcome.put(&signature);
        replace(its, signature);
    }

    fn standing_on(&self, _: &Form) -> Vec<Signature> {
        self.standing()
    }
}

/// Those of the signatures that stand.
pub(crate) fn standing(signatures: &[Signature]) -> Vec<Signature> {
    signatures.iter().filter(|s| !s.void).cloned().collect()
}

/// The form is open: nothing locks it and it waits for nothing.
pub(crate) fn opened(definition: &Definition, facts: &FormContext) -> Result<(), Refusal> {
    let opening = Engine::opening(definition, facts, Locale::Id);
    require(opening.locked_by.is_none(), "form.locked").map_err(|r| r.with("form", &definition.code))?;
    require(opening.waits_for.is_empty(), "form.not-open").map_err(|r| r.with("form", &definition.code))
}

/// Answers as an act holds them.
pub(crate) fn given(answers: &Value) -> Result<Answers, Refusal> {
    Answers::from_value(answers).map_err(|_| Refusal::new("form.malformed"))
}

/// What a role submits: nothing is missing, what was proposed is written in, and nothing is wrong.
pub(crate) fn complete(
    definition: &Definition,
    facts: &FormContext,
    answers: &Answers,
    role: Role,
) -> Result<Answers, Refusal> {
    let refusal = |code: &str, anchor: &str| Refusal::new(code).with("form", &definition.code).with("field", anchor);
    if let Some(gap) = Engine::missing(definition, facts, answers, role).first() {
        return Err(refusal("form.incomplete", &gap.anchor));
    }
    let answers = Engine::completed(definition, facts, answers, role);
    if let Some(error) = Engine::errors(definition, facts, &answers, role).first() {
        return Err(refusal("form.wrong-answer", &error.anchor));
    }
    Ok(answers)
}

/// The form as it is submitted, belonging to nothing yet; `subject` is whose key seals it.
pub(crate) fn submitted(
    (definition, earlier): (&Definition, Option<&Form>),
    id: FormId,
    subject: PersonId,
    (answers, attachments): (&Answers, &[String]),
    context: &Context<'_>,
) -> Form {
    Form {
        id,
        code: definition.code.clone(),
        version: definition.version.clone(),
        case_id: None,
        event_id: None,
        scheme_id: None,
        subject_id: subject,
        digest: Engine::digest(definition, answers, attachments),
        answers: answers.to_value().ok(),
        written: earlier.and_then(|form| form.written.clone()),
        state: "submitted".to_owned(),
        revision: earlier.map_or(0, |f| f.revision) + 1,
        submitted_by: context.actor(),
        submitted_at: context.now,
    }
}

/// A signature of that person in their own session.
pub(crate) fn signature(
    form: FormId,
    slot: &Slot,
    person: PersonId,
    digest: String,
    context: &Context<'_>,
) -> Signature {
    Signature {
        id: context.id(),
        form_id: form,
        slot: slot.key.clone(),
        person_id: person,
        duty: slot.duty,
        mode: Mode::Session.as_str().to_owned(),
        witness_id: None,
        digest,
        at: context.now,
        refused: false,
        reason: None,
        void: false,
    }
}
