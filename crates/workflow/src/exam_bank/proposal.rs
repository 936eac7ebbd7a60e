//! A cut that stands in a blueprint because somebody wrote it there: who proposed it, and its approval by somebody else.
//! A cut that a study has found is approved there (`exam_standard`).

use certification::{
    act::Context,
    exam::{ApproveProposal, BlueprintFile},
    id::PersonId,
    permit::{Action, Actor, Object},
    record::{exam::Blueprint as BlueprintRow, exam_standard::StandardStudy},
    refusal::{Refusal, require},
};
use exam::blueprint::{Blueprint, Cut, Limits, Origin};
use serde_json::Value;
use store::{Find, Read as _};

use super::{ExamBank, of_json};
use crate::{WorkflowError, found, may_see};

/// The decision by which a proposed cut is approved, as it is typed.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The day of it, ISO.
    pub on: String,
    /// Its number.
    pub act: String,
    /// Why this cut.
    pub reason: String,
}

/// Who proposed the cut of the newest of these versions, the first one first: who wrote it and those right before it
/// that say the same of the cut, back to one that is approved. Nobody when the newest one is approved.
pub(crate) fn proposers(versions: &[BlueprintRow]) -> Result<Vec<PersonId>, WorkflowError> {
    let mut out = Vec::new();
    let mut proposed = None;
    for row in versions.iter().rev() {
        let blueprint: Blueprint = of_json(&row.content)?;
        let same = blueprint.pass.unapproved();
        if !blueprint.provisional() || *proposed.get_or_insert_with(|| same.clone()) != same {
            break;
        }
        out.push(row.made_by);
    }
    Ok(out)
}

/// The next version of a blueprint with its proposed cut approved, checked again as a cut that counts.
pub(crate) fn approved(
    file: &BlueprintFile,
    act: &ApproveProposal,
    context: &Context<'_>,
) -> Result<Value, WorkflowError> {
    let former = file.former.as_ref().ok_or_else(|| Refusal::new("blueprint.nothing-proposed"))?;
    let mut blueprint: Blueprint = of_json(&former.content)?;
    require(blueprint.provisional(), "blueprint.cut-approved")?;
    require(blueprint.awaits_approval(), "blueprint.nothing-proposed")?;
    let (on, decision) = (act.day(context)?, act.act.trim().to_owned());
    blueprint.pass = blueprint.pass.map(|_, cut| Cut {
        origin: Origin { approved_on: Some(on), act: decision.clone(), ..cut.origin.clone() },
        ..cut.clone()
    });
    blueprint.version = u32::try_from(former.version + 1).unwrap_or(u32::MAX);
    let least_judges = u32::try_from(context.settings.int("exam.least_judges")).unwrap_or(u32::MAX);
    let limits = Limits { least_judges, ..Limits::default() };
    let of_cuts = ["blueprint.cut-out-of-range", "blueprint.too-few-judges"];
    match blueprint.check(&[], &limits).into_iter().find(|why| of_cuts.contains(&why.code.as_str())) {
        Some(why) => Err(why.into()),
        None => Ok(serde_json::to_value(&blueprint)?),
    }
}

impl ExamBank {
    /// Whether that reader is somebody who can approve what the newest version of a blueprint proposes: they neither
    /// proposed it nor rated its questions.
    ///
    /// # Errors
    /// When the bank is not theirs to see.
    pub async fn may_approve(&self, actor: &Actor, key: &str) -> Result<bool, WorkflowError> {
        self.sees(actor)?;
        let mut reader = self.flow.reader();
        let mut versions: Vec<BlueprintRow> = reader.find(&Find::by("blueprint", key)).await?;
        versions.sort_by_key(|row| row.version);
        let newest = versions.last().map(|row| of_json::<Blueprint>(&row.content)).transpose()?;
        let studies: Vec<StandardStudy> = reader.find(&Find::by("blueprint", key)).await?;
        let rated = studies.iter().any(|study| study.judges.contains(&actor.person));
        let proposed = proposers(&versions)?.contains(&actor.person);
        let waits = newest.is_some_and(|newest| newest.awaits_approval());
        Ok(waits && !rated && !proposed && may_see(actor, Action::ApproveCut, &Object::body()).is_ok())
    }

    /// Approves the cut that a version of a blueprint proposes; answers the row of the next one, which has it.
    ///
    /// # Errors
    /// Refused for who proposed it or rated, without day, decision or reason, when there is a newer version, and when
    /// nothing waits for an approval.
    pub async fn approve_proposal(
        &self,
        actor: &Actor,
        id: &str,
        typed: &Decision,
    ) -> Result<BlueprintRow, WorkflowError> {
        may_see(actor, Action::ApproveCut, &Object::body())?;
        let row: BlueprintRow = found(self.flow.reader().get(id).await?)?;
        let act = ApproveProposal {
            version: row.version,
            approved_on: typed.on.clone(),
            act: typed.act.trim().to_owned(),
            reason: typed.reason.trim().to_owned(),
            content: Value::Null,
        };
        self.flow.perform(actor, row.blueprint.clone(), act).await?;
        found(self.flow.reader().get(format!("{}:{}", row.blueprint, row.version + 1)).await?)
    }
}
