//! Forms of a scheme: plans and maps (FR.MAPA), written essay questions with their key (FR.IA.06A, 06B), validation
//! (FR.VA). An assessor fills and signs one; another assessor validates it with a signature of their own. What
//! belongs to a case stands in [`crate::filing`].

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    filing::{
        answers,
        bearer::{Bearer, Single, complete, given, opened, signature, standing, submitted},
        definition,
    },
    form::{Definition, FormContext, FormFacts, Level, Maker, Mode, Progress, Role, catalogue, slots},
    formfacts::officer,
    id::{FormId, PersonId},
    permit::{Action, Object},
    record::{
        form::{Form, Signature},
        person::{Assessor, Person},
        scheme::SchemeVersion,
    },
    refusal::{Refusal, require},
};

/// The newest definition of every form of a scheme.
pub fn kinds() -> impl Iterator<Item = &'static Definition> {
    catalogue::all()
        .iter()
        .filter(|d| d.level == Level::Scheme && catalogue::current(&d.code).is_some_and(|c| c.version == d.version))
}

/// Whether a form tells answers: a look at it is noted (ISO/IEC 17024 7.4, R-16).
#[must_use]
pub fn is_key(code: &str) -> bool {
    code == "FR.IA.06B"
}

/// Someone who signed, as papers name them.
#[derive(Debug, Clone)]
pub struct Signer {
    /// The person.
    pub person: Person,
    /// The registration.
    pub registration: Option<Assessor>,
}

/// A form of a scheme, filled or about to be.
#[derive(Debug, Clone)]
pub struct InstrumentFile {
    /// The version of the scheme that it is about.
    pub scheme: SchemeVersion,
    /// Which form.
    pub code: String,
    /// Id of the filled form; a new one before it is submitted.
    pub id: FormId,
    /// The filled form.
    pub form: Option<Form>,
    /// Signatures on it, void ones too.
    pub signatures: Vec<Signature>,
    /// Other forms of this version of the scheme.
    pub others: Vec<Form>,
    /// Who fills it.
    pub author: Person,
    /// The author's registration.
    pub registration: Option<Assessor>,
    /// Who signed.
    pub signers: Vec<Signer>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for InstrumentFile {
    fn stream(&self) -> String {
        format!("form/{}", self.id)
    }

    fn subject(&self) -> Option<PersonId> {
        Some(self.author.id)
    }

    fn object(&self) -> Object {
        Object::body()
    }

    fn close(&mut self, _: &Context<'_>) -> Outcome {
        std::mem::take(&mut self.outcome)
    }
}

impl Single for InstrumentFile {
    fn parts(&mut self) -> (&mut Outcome, &mut Option<Form>, &mut Vec<Signature>) {
        (&mut self.outcome, &mut self.form, &mut self.signatures)
    }

    fn standing(&self) -> Vec<Signature> {
        standing(&self.signatures)
    }
}

impl InstrumentFile {
    /// The definition that it pins, or the newest.
    ///
    /// # Errors
    /// `form.unknown`, also for a form that is not of a scheme.
    pub fn definition(&self) -> Result<&'static Definition, Refusal> {
        of_scheme(&self.code, self.form.as_ref())
    }

    /// What the engine may know.
    #[must_use]
    pub fn form_context(&self) -> FormContext {
        let signed = self.definition().map(|d| slots::signed(d, &self.standing())).unwrap_or_default();
        let mut forms = std::collections::BTreeMap::new();
        for other in &self.others {
            let progress = match other.state.as_str() {
                "reopened" => None,
                "signed" => Some(Progress::Signed),
                _ => Some(Progress::Submitted),
            };
            let answers = other.answers.as_ref().and_then(|a| a.as_object().cloned()).unwrap_or_default();
            let facts = FormFacts { progress, answers };
            // Of several filled forms of a kind the one that has come furthest counts.
            forms
                .entry(other.code.clone())
                .and_modify(|known: &mut FormFacts| {
                    if known.progress < facts.progress {
                        *known = facts.clone();
                    }
                })
                .or_insert(facts);
        }
        FormContext {
            case_label: format!("{} {}", self.scheme.abbr, self.scheme.version),
            assessor: officer(Some(&self.author), self.registration.as_ref()),
            forms,
            signed,
            makers: self.makers(),
            ..FormContext::blank(self.scheme.clone())
        }
    }

    fn makers(&self) -> Vec<Maker> {
        let maker = |signature: Signature| {
            let signer = self.signers.iter().find(|s| s.person.id == signature.person_id)?;
            let named = officer(Some(&signer.person), signer.registration.as_ref());
            Some(Maker {
                validator: signature.slot == "validator",
                name: named.name,
                met: named.registration,
                on: crate::civil::day(signature.at, "UTC").to_string(),
            })
        };
        let written = self.standing().into_iter().filter(|s| matches!(s.slot.as_str(), "author" | "validator"));
        written.filter_map(maker).collect()
    }
}

/// The slot of a filled form that this person may sign now.
#[must_use]
pub fn turn(form: &Form, signatures: &[Signature], person: PersonId) -> Option<String> {
    let definition = of_scheme(&form.code, Some(form)).ok().filter(|_| form.state != "reopened")?;
    let standing = standing(signatures);
    let next = slots::next(definition, &standing)?;
    apart(definition, form, &standing, &next.key, person).ok().map(|()| next.key.clone())
}

fn of_scheme(code: &str, filled: Option<&Form>) -> Result<&'static Definition, Refusal> {
    let definition = definition(code, filled)?;
    require(definition.level == Level::Scheme, "form.unknown").map_err(|r| r.with("form", code))?;
    Ok(definition)
}

/// The author signs first; whoever validates is somebody else.
fn apart(
    definition: &Definition,
    form: &Form,
    standing: &[Signature],
    slot: &str,
    person: PersonId,
) -> Result<(), Refusal> {
    if definition.slots.first().is_some_and(|first| first.key == slot) {
        return require(form.subject_id == person, "instrument.author-signs");
    }
    let other = form.subject_id != person && standing.iter().all(|s| s.person_id != person);
    require(other, "instrument.other-validates")
}

/// Submits a form of a scheme.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SubmitInstrument {
    /// The answers.
    pub answers: Value,
    /// Revision that the author saw.
    pub seen: i64,
}

impl Act for SubmitInstrument {
    type File = InstrumentFile;
    const NAME: &'static str = "SubmitInstrument";
    const ACTION: Action = Action::WriteInstruments;

    fn judge(&self, file: &mut InstrumentFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(context.actor() == file.author.id, "form.not-yours-to-fill")?;
        require(file.scheme.status != "draft", "instrument.scheme-draft")?;
        let revision = file.form.as_ref().map_or(0, |f| f.revision);
        require(self.seen == revision, "form.changed-meanwhile")?;
        let definition = file.definition()?;
        let facts = file.form_context();
        opened(definition, &facts)?;
        require(file.standing().is_empty(), "form.signed-already").map_err(|r| r.with("form", &file.code))?;
        let given = complete(definition, &facts, &given(&self.answers)?, Role::Assessor)?;
        let of = (definition, file.form.as_ref());
        let form = submitted(of, file.id, file.author.id, (&given, &[]), context);
        file.put_form(Form { scheme_id: Some(file.scheme.id), ..form });
        Ok(())
    }
}

/// Signs a form of a scheme in its next slot.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignInstrument {
    /// Slot of the definition.
    pub slot: String,
    /// Digest that the signer saw.
    pub digest: String,
}

impl Act for SignInstrument {
    type File = InstrumentFile;
    const NAME: &'static str = "SignInstrument";
    const ACTION: Action = Action::WriteInstruments;

    fn judge(&self, file: &mut InstrumentFile, context: &Context<'_>) -> Result<(), Refusal> {
        let submitted = file.form.clone().filter(|f| f.state != "reopened");
        let form = submitted.ok_or_else(|| Refusal::new("form.not-submitted").with("form", &file.code))?;
        let definition = file.definition()?;
        let slot = definition.slot(&self.slot).ok_or_else(|| Refusal::new("form.unknown-slot"))?;
        let standing = file.standing();
        let turn = slots::may_sign(definition, &standing, &slot.key, slot.duty, Mode::Session);
        require(turn, "form.not-your-turn")?;
        apart(definition, &form, &standing, &slot.key, context.actor())?;
        let digest = digest_to_sign(file, &slot.key)?;
        require(digest == self.digest, "form.changed-meanwhile")?;
        let signature = signature(form.id, slot, context.actor(), digest, context);
        file.settle(definition, form, signature);
        Ok(())
    }
}

/// The digest that a signature in that slot would bind now.
///
/// # Errors
/// `form.not-submitted` or `form.unknown-slot`.
pub fn digest_to_sign(file: &InstrumentFile, slot: &str) -> Result<String, Refusal> {
    let definition = file.definition()?;
    let form = file.form.as_ref().ok_or_else(|| Refusal::new("form.not-submitted").with("form", &file.code))?;
    let slot = definition.slot(slot).ok_or_else(|| Refusal::new("form.unknown-slot"))?;
    Ok(slots::digest(definition, slot, &answers(Some(form)), &[]))
}

/// Reopens a form of a scheme: every signature on it is void, visibly.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReopenInstrument {
    /// Why.
    pub reason: String,
}

impl Act for ReopenInstrument {
    type File = InstrumentFile;
    const NAME: &'static str = "ReopenInstrument";
    const ACTION: Action = Action::WriteInstruments;

    fn judge(&self, file: &mut InstrumentFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(context.actor() == file.author.id, "form.not-yours-to-fill")?;
        require(!self.reason.trim().is_empty(), "form.reopen-reason")?;
        let form = file.form.clone().ok_or_else(|| Refusal::new("form.unknown").with("form", &file.code))?;
        file.reopen(form);
        Ok(())
    }
}
