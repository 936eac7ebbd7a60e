//! Ties between an assessor and a candidate, by whoever knows of one: the assessor who was assigned, the candidate
//! who was told who will assess, or staff, whom an office told. Each is remembered for every later assignment; an
//! assessor who is assigned now and has not assessed gives the case back.

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    act::{Act, Context},
    application::open,
    casefile::CaseFile,
    id::PersonId,
    permit::Action,
    record::{case::Assignment, person::Tie},
    refusal::{Refusal, require},
};

/// Kinds of ties that a person may declare.
pub const TIES: [&str; 5] = ["family", "superior", "subordinate", "trainer", "other"];

/// State of an assignment that ended since the assessor is close to the candidate.
const DECLINED: &str = "declined";
/// State of an assignment that the candidate objected to.
pub(crate) const OBJECTED: &str = "objected";

/// The assigned assessor declares to be free of conflict, or not (ISO/IEC 17024 6.2, R-03).
#[derive(Debug, Clone, Serialize)]
pub struct DeclareConflict {
    /// Free of conflict.
    pub free: bool,
    /// One of [`TIES`], when not free.
    pub kind: String,
    /// Last day of the training, ISO, where the kind is `trainer`; may be empty.
    pub trained_on: String,
    /// What the conflict is, when there is one.
    pub reason: String,
}

impl Act for DeclareConflict {
    type File = CaseFile;
    const NAME: &'static str = "DeclareConflict";
    const ACTION: Action = Action::Assess;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        open(file)?;
        let actor = context.actor();
        require(file.case.assessor_id == Some(actor), "assignment.not-yours")?;
        require(file.case.recommendation.is_none(), "case.already-assessed")?;
        if self.free {
            file.case.conflict_free = Some(true);
            return Ok(());
        }
        remember(file, actor, (&self.kind, &self.trained_on), context)?;
        give_back(file, DECLINED);
        Ok(())
    }
}

/// The candidate says that the assessor who was assigned is close to them, before agreeing to be assessed in FR.AK.01.
/// The case waits for another assessor.
#[derive(Debug, Clone, Serialize)]
pub struct ObjectToAssessor {
    /// The assessor that the candidate saw.
    pub assessor: PersonId,
    /// One of [`TIES`].
    pub kind: String,
    /// Last day of the training, ISO, where the kind is `trainer`; may be empty.
    pub trained_on: String,
    /// What the tie is.
    pub reason: String,
}

impl Act for ObjectToAssessor {
    type File = CaseFile;
    const NAME: &'static str = "ObjectToAssessor";
    const ACTION: Action = Action::Apply;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        open(file)?;
        require(file.case.assessor_id.is_some(), "assignment.none-assigned")?;
        require(file.case.assessor_id == Some(self.assessor), "assignment.another-meanwhile")?;
        // Whoever is close to a second one as well tells staff, who look at it.
        require(!file.assignments.iter().any(|a| a.state == OBJECTED), "assignment.objected-before")?;
        require(!file.signed("FR.AK.01", "candidate"), "assignment.objected-late")?;
        require(file.case.recommendation.is_none(), "case.already-assessed")?;
        require(!self.reason.trim().is_empty(), "conflict.reason-wanted")?;
        let tie = remember(file, self.assessor, (&self.kind, &self.trained_on), context)?;
        require(binds_now(file, &tie, context), "conflict.training-long-ago")?;
        give_back(file, OBJECTED);
        Ok(())
    }
}

/// Staff record a tie that they were told of, between an assessor and the candidate.
#[derive(Debug, Clone, Serialize)]
pub struct RecordTie {
    /// The assessor.
    pub assessor: PersonId,
    /// One of [`TIES`], as the assessor stands to the candidate.
    pub kind: String,
    /// Last day of the training, ISO, where the kind is `trainer`; may be empty.
    pub trained_on: String,
    /// Who said so, and what it is.
    pub reason: String,
}

impl Act for RecordTie {
    type File = CaseFile;
    const NAME: &'static str = "RecordTie";
    const ACTION: Action = Action::Assign;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        open(file)?;
        require(self.assessor != file.case.person_id, "conflict.oneself")?;
        require(!self.reason.trim().is_empty(), "conflict.reason-wanted")?;
        let assigned = file.case.assessor_id == Some(self.assessor);
        require(!assigned || file.case.recommendation.is_none(), "case.already-assessed")?;
        let tie = remember(file, self.assessor, (&self.kind, &self.trained_on), context)?;
        if assigned && binds_now(file, &tie, context) {
            give_back(file, DECLINED);
        }
        Ok(())
    }
}

/// The tie keeps somebody out on the day of the assessment, or on the first of the event while that is not set.
fn binds_now(file: &CaseFile, tie: &Tie, context: &Context<'_>) -> bool {
    super::binds(tie, file.case.day.as_deref().unwrap_or(&file.event.starts), context.settings)
}

/// Each who says so has a tie of their own: what one says takes nothing from what another said.
fn tie_id(from: PersonId, to: PersonId, kind: &str, by: PersonId) -> String {
    format!("{from}:{to}:{kind}:{by}")
}

/// Keeps the tie of an assessor, or of a member of the panel, to the candidate; of a kind and with a day that may be.
///
/// # Errors
/// `conflict.kind-wanted`, `conflict.training-day`.
pub(crate) fn remember(
    file: &mut CaseFile,
    from: PersonId,
    (kind, trained_on): (&str, &str),
    context: &Context<'_>,
) -> Result<Tie, Refusal> {
    require(TIES.contains(&kind), "conflict.kind-wanted")?;
    let trained_on = Some(trained_on.trim()).filter(|on| kind == "trainer" && !on.is_empty());
    let day = |on: &str| on.parse::<Date>().is_ok_and(|on| on <= context.today());
    require(trained_on.is_none_or(day), "conflict.training-day")?;
    let tie = Tie {
        id: tie_id(from, file.case.person_id, kind, context.actor()),
        from_id: from,
        to_id: file.case.person_id,
        kind: kind.to_owned(),
        trained_on: trained_on.map(str::to_owned),
        declared_by: context.actor(),
        declared_at: context.now,
    };
    file.outcome.put(&tie);
    Ok(tie)
}

/// The assignment ends as declined or, at the candidate's word, as objected to, and the case waits for another assessor;
/// what this one agreed on with the candidate is agreed on anew.
fn give_back(file: &mut CaseFile, state: &str) {
    if file.form("FR.AK.01").is_some_and(|f| f.state != "reopened") {
        crate::filing::reopen(file, "FR.AK.01");
    }
    let active: Vec<Assignment> = file.assignments.iter().filter(|a| a.state == "active").cloned().collect();
    for mut assignment in active {
        assignment.state = state.to_owned();
        file.put(assignment);
    }
    file.case.assessor_id = None;
    file.case.conflict_free = None;
}
