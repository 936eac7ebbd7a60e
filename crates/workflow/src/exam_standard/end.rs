//! What ends before its time: a judge is released, a round cancelled, a study withdrawn. Numbers of cancelled rounds are
//! not given again, so the round before one is the newest of those that count.

use certification::{
    exam::{CancelRound, ReleaseJudge, WithdrawStudy},
    id::{PersonId, StudyId},
    permit::Actor,
    record::exam_standard::StandardRound,
};
use store::{Find, Read};

use super::ExamStandards;
use crate::{WorkflowError, load::StudyKey};

/// The round that counts before another one; none before the first.
pub(super) async fn before(read: &mut impl Read, study: StudyId, round: i64) -> Result<Option<i64>, WorkflowError> {
    let rounds: Vec<StandardRound> = read.find(&Find::by("study_id", study)).await?;
    let counts = rounds.iter().filter(|row| row.cancelled.is_none() && row.round < round);
    Ok(counts.map(|row| row.round).max())
}

impl ExamStandards {
    /// Releases a judge, with or without somebody in their place.
    ///
    /// # Errors
    /// Refused without a reason, where too few judges would be left, and for a substitute who can be no judge.
    pub async fn release(
        &self,
        actor: &Actor,
        id: StudyId,
        judge: PersonId,
        instead: Option<PersonId>,
        reason: &str,
    ) -> Result<(), WorkflowError> {
        let act = ReleaseJudge { judge, instead, reason: reason.to_owned() };
        self.flow.perform(actor, StudyKey { id, form: None }, act).await.map(drop)
    }

    /// Cancels the round that is open; the one before counts again.
    ///
    /// # Errors
    /// Refused without a reason, for the first round, and for one that is closed.
    pub async fn cancel(&self, actor: &Actor, id: StudyId, round: i64, reason: &str) -> Result<(), WorkflowError> {
        let act = CancelRound { round, reason: reason.to_owned() };
        self.flow.perform(actor, StudyKey { id, form: None }, act).await.map(drop)
    }

    /// Withdraws a study.
    ///
    /// # Errors
    /// Refused without a reason, when it is withdrawn already, and once a cut of it was approved.
    pub async fn withdraw(&self, actor: &Actor, id: StudyId, reason: &str) -> Result<(), WorkflowError> {
        let act = WithdrawStudy { reason: reason.to_owned() };
        self.flow.perform(actor, StudyKey { id, form: None }, act).await.map(drop)
    }
}
