//! What ends before its time while a cut is set: a judge who falls ill is released, a round that was opened by mistake
//! is cancelled, a study that leads nowhere is withdrawn. Each is said with a reason, and nothing is deleted: what a
//! released judge said in rounds that are finished stands, and what was said in a cancelled round is kept beside it.

use serde::Serialize;

use super::{
    StudyFile,
    standard::{MOST_JUDGES, wanted},
};
use crate::{
    act::{Act, Context},
    id::PersonId,
    permit::Action,
    record::exam_standard::{Ended, Release},
    refusal::{Refusal, require},
};

fn ended(reason: String, context: &Context<'_>) -> Ended {
    Ended { by: context.actor(), at: context.now, reason }
}

/// Releases a judge, with or without somebody in their place. Rounds wait for them no longer; what they said in rounds
/// that are closed stands. A panel never falls below its least number of judges by it.
#[derive(Debug, Clone, Serialize)]
pub struct ReleaseJudge {
    /// Who is released.
    pub judge: PersonId,
    /// Who rates in their place.
    pub instead: Option<PersonId>,
    /// Why.
    pub reason: String,
}

impl Act for ReleaseJudge {
    type File = StudyFile;
    const NAME: &'static str = "ReleaseJudge";
    const ACTION: Action = Action::ChangeBank;

    fn judge(&self, file: &mut StudyFile, context: &Context<'_>) -> Result<(), Refusal> {
        let reason = wanted(&self.reason, "standard.reason-wanted")?;
        let least = usize::try_from(context.settings.int("exam.least_judges")).unwrap_or(2).max(2);
        let (next, able) = (file.last() + 1, file.able.clone());
        let (study, _, outcome) = file.stands()?;
        require(study.state != "approved", "standard.not-going-on")?;
        let sits = study.judges.contains(&self.judge) && study.release(self.judge).is_none();
        require(sits, "standard.no-judge-of-it")?;
        if let Some(instead) = self.instead {
            require(able.contains(&instead), "standard.judge-without-duty")?;
            require(!study.judges.contains(&instead), "standard.judge-already")?;
            if study.judges.len() >= MOST_JUDGES {
                return Err(Refusal::new("standard.too-many-judges").with("most", MOST_JUDGES));
            }
        }
        let left = study.sitting() - 1 + usize::from(self.instead.is_some());
        if left < least {
            let refusal = Refusal::new("standard.too-few-left").with("n", left).with("least", least);
            return Err(refusal.by("ISO/IEC 17024 9.3"));
        }
        // A round that is open does without them; one that is closed has what they said.
        let from = if study.state == "rating" { study.round } else { next };
        let release = Release { judge: self.judge, from, instead: self.instead, ended: ended(reason, context) };
        study.released.get_or_insert_default().push(release);
        study.judges.extend(self.instead);
        outcome.put(&*study);
        Ok(())
    }
}

/// Cancels the round that is open, so that the one before it counts again. Its number is not given again.
#[derive(Debug, Clone, Serialize)]
pub struct CancelRound {
    /// The round that was looked at.
    pub round: i64,
    /// Why.
    pub reason: String,
}

impl Act for CancelRound {
    type File = StudyFile;
    const NAME: &'static str = "CancelRound";
    const ACTION: Action = Action::ChangeBank;

    fn judge(&self, file: &mut StudyFile, context: &Context<'_>) -> Result<(), Refusal> {
        let reason = wanted(&self.reason, "standard.reason-wanted")?;
        let counts = file.rounds.iter().filter(|round| round.round < self.round && round.cancelled.is_none());
        let before = counts.max_by_key(|round| round.round).cloned();
        let approved = before.as_ref().is_some_and(|before| file.approved.contains(&before.round));
        let (study, round, outcome) = file.stands()?;
        require(study.state == "rating" && study.round == self.round, "standard.round-closed")?;
        let before = before.ok_or_else(|| Refusal::new("standard.first-round"))?;
        round.cancelled = Some(ended(reason, context));
        study.round = before.round;
        (if approved { "approved" } else { "discussion" }).clone_into(&mut study.state);
        outcome.put(&*study);
        outcome.put(&*round);
        *round = before;
        Ok(())
    }
}

/// Withdraws a study: it finds no cut any more. One whose cut was approved is the origin of a blueprint, and stays.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawStudy {
    /// Why.
    pub reason: String,
}

impl Act for WithdrawStudy {
    type File = StudyFile;
    const NAME: &'static str = "WithdrawStudy";
    const ACTION: Action = Action::ChangeBank;

    fn judge(&self, file: &mut StudyFile, context: &Context<'_>) -> Result<(), Refusal> {
        let reason = wanted(&self.reason, "standard.reason-wanted")?;
        let approved = !file.approved.is_empty();
        let (study, _, outcome) = file.stands()?;
        require(!approved, "standard.has-cut")?;
        study.withdrawn = Some(ended(reason, context));
        "withdrawn".clone_into(&mut study.state);
        outcome.put(&*study);
        Ok(())
    }
}
