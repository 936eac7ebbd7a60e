//! The approval of a cut that was found outside the system and typed into a blueprint. Whoever writes a blueprint only
//! proposes its cut; that it is valid is an act of somebody else, with day and decision.

use jiff::civil::Date;
use serde::Serialize;

use super::{BlueprintFile, standard::wanted};
use crate::{
    act::{Act, Context},
    permit::Action,
    record::exam::Blueprint,
    refusal::{Refusal, require},
};

/// Approves the cut that the newest version of a blueprint proposes. The next version has it as approved; the former
/// one, and forms that are frozen under it, stay as they are. Neither who proposed it approves, nor who rated.
#[derive(Debug, Clone, Serialize)]
pub struct ApproveProposal {
    /// The version that was looked at.
    pub version: i64,
    /// The day of the decision, ISO.
    pub approved_on: String,
    /// Number of the decision or minutes.
    pub act: String,
    /// Why this cut.
    pub reason: String,
    /// `exam::blueprint::Blueprint` with the cut as approved, made of the newest version while preparing.
    pub content: serde_json::Value,
}

impl ApproveProposal {
    /// The day of the decision, which has come.
    ///
    /// # Errors
    /// Refused when it cannot be read or lies ahead.
    pub fn day(&self, context: &Context<'_>) -> Result<Date, Refusal> {
        let on: Date = self.approved_on.trim().parse().map_err(|_| Refusal::new("standard.day-wanted"))?;
        require(on <= context.today(), "blueprint.day-ahead")?;
        Ok(on)
    }
}

impl Act for ApproveProposal {
    type File = BlueprintFile;
    const NAME: &'static str = "ApproveProposal";
    const ACTION: Action = Action::ApproveCut;

    fn judge(&self, file: &mut BlueprintFile, context: &Context<'_>) -> Result<(), Refusal> {
        let former = file.former.clone().ok_or_else(|| Refusal::new("blueprint.nothing-proposed"))?;
        require(file.newest == self.version && former.version == self.version, "blueprint.other-version")?;
        if file.proposers.contains(&context.actor()) {
            return Err(Refusal::new("blueprint.approver-proposed").by("ISO/IEC 17024 5.2"));
        }
        if file.raters.contains(&context.actor()) {
            return Err(Refusal::new("standard.approver-rated").by("ISO/IEC 17024 5.2"));
        }
        wanted(&self.reason, "standard.reason-wanted")?;
        wanted(&self.act, "standard.act-wanted")?;
        self.day(context)?;
        let version = self.version + 1;
        let named = self.content.get("version").and_then(serde_json::Value::as_i64);
        require(named == Some(version), "blueprint.other-version")?;
        let next = Blueprint {
            id: format!("{}:{version}", file.blueprint),
            version,
            content: self.content.clone(),
            made_at: context.now,
            made_by: context.actor(),
            ..former
        };
        file.outcome.put(&next);
        (file.newest, file.former) = (version, Some(next));
        Ok(())
    }
}
