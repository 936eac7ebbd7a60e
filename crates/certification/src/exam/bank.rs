//! The bank: a step in an item's life, a blueprint, a form frozen or withdrawn.

use serde::Serialize;

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    id::{ExamFormId, PersonId},
    permit::{Action, Object},
    record::exam::{Blueprint, ExamForm, Item, ItemPart},
    refusal::{Refusal, require},
};

/// An item of the bank.
#[derive(Debug, Clone)]
pub struct ItemFile {
    /// Its name.
    pub id: String,
    /// The item, when it is stored.
    pub item: Option<Item>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for ItemFile {
    fn stream(&self) -> String {
        format!("item/{}", self.id)
    }
    fn subject(&self) -> Option<PersonId> {
        None
    }
    fn object(&self) -> Object {
        Object::body()
    }
    fn close(&mut self, _: &Context<'_>) -> Outcome {
        if let Some(item) = &self.item {
            self.outcome.put(item);
        }
        std::mem::take(&mut self.outcome)
    }
}

/// A step in an item's life: drafted, revised, submitted, accepted, sent back, piloted, approved, activated, retired,
/// leaked, commented, seen. The bank's rules judge it while it is prepared; here it is recorded.
#[derive(Debug, Clone, Serialize)]
pub struct StepItem {
    /// What was done, a word of `exam::bank::Deed`.
    pub deed: String,
    /// The aspect of a review, where there is one.
    pub aspect: String,
    /// Why, in the person's words; it may quote the question, so it stands in the sealed life and not here.
    #[serde(skip)]
    pub why: String,
    /// The item as it stands after the step, made while preparing.
    #[serde(skip)]
    pub after: Option<Item>,
    /// What the step works on, as JSON of crate `exam`: the written item, or an answer to check the key with.
    #[serde(skip)]
    pub content: Option<serde_json::Value>,
}

impl Act for StepItem {
    type File = ItemFile;
    const NAME: &'static str = "StepItem";
    const ACTION: Action = Action::ChangeBank;

    fn judge(&self, file: &mut ItemFile, context: &Context<'_>) -> Result<(), Refusal> {
        let mut after = self.after.clone().ok_or_else(|| Refusal::new("bank.state"))?;
        require(after.id == file.id, "bank.other-item")?;
        after.updated_at = context.now;
        file.item = Some(after);
        Ok(())
    }
}

/// Parts that items show.
#[derive(Debug, Clone, Default)]
pub struct PartsFile {
    /// Those that are stored already among the ones that are to be kept.
    pub known: Vec<ItemPart>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for PartsFile {
    fn stream(&self) -> String {
        "bank".to_owned()
    }
    fn subject(&self) -> Option<PersonId> {
        None
    }
    fn object(&self) -> Object {
        Object::body()
    }
    fn close(&mut self, _: &Context<'_>) -> Outcome {
        std::mem::take(&mut self.outcome)
    }
}

/// Keeps files and stimuli that items show. One name is one thing for ever: papers refer to it by its name.
#[derive(Debug, Clone, Serialize)]
pub struct KeepParts {
    /// Their names.
    pub names: Vec<String>,
    /// The parts.
    #[serde(skip)]
    pub parts: Vec<ItemPart>,
}

impl Act for KeepParts {
    type File = PartsFile;
    const NAME: &'static str = "KeepParts";
    const ACTION: Action = Action::ChangeBank;

    fn judge(&self, file: &mut PartsFile, context: &Context<'_>) -> Result<(), Refusal> {
        for part in &self.parts {
            // Who keeps it has compared what it shows; here nothing takes the place of anything.
            if file.known.iter().any(|known| known.id == part.id) {
                return Err(Refusal::new("bank.other-part").with("name", &part.id));
            }
            file.outcome.put(&ItemPart { updated_at: context.now, ..part.clone() });
        }
        Ok(())
    }
}

/// A blueprint of which a version is to be kept, or whose cut is to be approved.
#[derive(Debug, Clone)]
pub struct BlueprintFile {
    /// Its key.
    pub blueprint: String,
    /// The newest version that is stored, 0 for none.
    pub newest: i64,
    /// That version, when there is one.
    pub former: Option<Blueprint>,
    /// Who wrote the versions that propose the cut of the newest one; none where it is approved.
    pub proposers: Vec<PersonId>,
    /// Judges of the studies over its forms.
    pub raters: Vec<PersonId>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for BlueprintFile {
    fn stream(&self) -> String {
        format!("blueprint/{}", self.blueprint)
    }
    fn subject(&self) -> Option<PersonId> {
        None
    }
    fn object(&self) -> Object {
        Object::body()
    }
    fn close(&mut self, _: &Context<'_>) -> Outcome {
        std::mem::take(&mut self.outcome)
    }
}

/// Keeps a blueprint as a new version. Its cut is proposed by that, unless nothing of an approved one has changed.
#[derive(Debug, Clone, Serialize)]
pub struct KeepBlueprint {
    /// The scheme's lasting key.
    pub slug: String,
    /// `exam::blueprint::Blueprint`; it has passed its own check, and claims no approval that nobody gave.
    pub content: serde_json::Value,
}

impl Act for KeepBlueprint {
    type File = BlueprintFile;
    const NAME: &'static str = "KeepBlueprint";
    const ACTION: Action = Action::ChangeBank;

    fn judge(&self, file: &mut BlueprintFile, context: &Context<'_>) -> Result<(), Refusal> {
        let version = file.newest + 1;
        let named = self.content.get("version").and_then(serde_json::Value::as_i64);
        require(named == Some(version), "blueprint.other-version")?;
        let kept = Blueprint {
            id: format!("{}:{version}", file.blueprint),
            blueprint: file.blueprint.clone(),
            version,
            slug: self.slug.clone(),
            content: self.content.clone(),
            made_at: context.now,
            made_by: context.actor(),
        };
        file.outcome.put(&kept);
        (file.newest, file.former) = (version, Some(kept));
        Ok(())
    }
}

/// A form of a test.
#[derive(Debug, Clone)]
pub struct ExamFormFile {
    /// Its id.
    pub id: ExamFormId,
    /// The form, when it is stored.
    pub form: Option<ExamForm>,
    /// Another form has this code.
    pub code_taken: bool,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for ExamFormFile {
    fn stream(&self) -> String {
        format!("exam-form/{}", self.id)
    }
    fn subject(&self) -> Option<PersonId> {
        None
    }
    fn object(&self) -> Object {
        Object::body()
    }
    fn close(&mut self, _: &Context<'_>) -> Outcome {
        if let Some(form) = &self.form {
            self.outcome.put(form);
        }
        std::mem::take(&mut self.outcome)
    }
}

/// Freezes a form: from now on its papers are made of it alone.
#[derive(Debug, Clone, Serialize)]
pub struct FreezeForm {
    /// Its code.
    pub code: String,
    /// The scheme's lasting key.
    pub slug: String,
    /// Row of the blueprint that it fills.
    pub blueprint_id: String,
    /// How many questions.
    pub questions: i64,
    /// Working time, minutes.
    pub minutes: i64,
    /// SHA-256 of its canonical JSON.
    pub digest: String,
    /// The form, sealed.
    #[serde(skip)]
    pub sealed_text: String,
}

impl Act for FreezeForm {
    type File = ExamFormFile;
    const NAME: &'static str = "FreezeForm";
    const ACTION: Action = Action::ChangeBank;

    fn judge(&self, file: &mut ExamFormFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.form.is_none(), "form.frozen")?;
        require((1..=40).contains(&self.code.trim().len()), "form.code")?;
        require(!file.code_taken, "form.code-taken")?;
        require(self.questions > 0 && self.minutes > 0, "form.questions-and-minutes")?;
        file.form = Some(ExamForm {
            id: file.id,
            code: self.code.trim().to_owned(),
            slug: self.slug.clone(),
            blueprint_id: self.blueprint_id.clone(),
            questions: self.questions,
            minutes: self.minutes,
            digest: self.digest.clone(),
            sealed_text: self.sealed_text.clone(),
            frozen_at: context.now,
            frozen_by: context.actor(),
            withdrawn: None,
        });
        Ok(())
    }
}

/// Takes a form out of use, such as when one of its items became known. Papers that were drawn from it stay.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawForm {
    /// Why.
    pub reason: String,
}

impl Act for WithdrawForm {
    type File = ExamFormFile;
    const NAME: &'static str = "WithdrawForm";
    const ACTION: Action = Action::ChangeBank;

    fn judge(&self, file: &mut ExamFormFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(!self.reason.trim().is_empty(), "bank.reason")?;
        let form = file.form.as_mut().ok_or_else(|| Refusal::new("form.unknown"))?;
        require(form.withdrawn.is_none(), "form.withdrawn")?;
        form.withdrawn = Some(self.reason.trim().to_owned());
        Ok(())
    }
}
