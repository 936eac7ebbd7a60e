//! What follows a sitting, as acts: a round of scoring, its release, and a marker's marks of one answer. Points and
//! marks are made by crate `exam` and come here ready; what is judged here is their order: nothing is scored before
//! the test is closed, no round replaces one that its author has not seen, nothing is released while answers wait.

use serde::Serialize;
use serde_json::Value;

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    id::PersonId,
    permit::{Action, Object},
    record::{
        event::Event,
        exam::Exam,
        exam_result::{ExamMarking, ExamResult, ExamScoring},
    },
    refusal::{Refusal, require},
};

/// Characters of a reason.
const MOST_IN_REASON: usize = 500;

/// The results of a test.
#[derive(Debug, Clone)]
pub struct ResultFile {
    /// The test.
    pub exam: Exam,
    /// Its event.
    pub event: Event,
    /// Its rounds of scoring, the first one first.
    pub rounds: Vec<ExamScoring>,
    /// The results of the newest round.
    pub results: Vec<ExamResult>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for ResultFile {
    fn stream(&self) -> String {
        format!("exam-result/{}", self.exam.id)
    }
    fn subject(&self) -> Option<PersonId> {
        None
    }
    fn object(&self) -> Object {
        Object::event(self.event.id)
    }
    fn close(&mut self, _: &Context<'_>) -> Outcome {
        std::mem::take(&mut self.outcome)
    }
}

impl ResultFile {
    fn newest(&self) -> i64 {
        self.rounds.last().map_or(0, |round| round.round)
    }
}

/// Scores a test: for the first time, after markers have gone on, or after a key was corrected.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreExam {
    /// The round that it makes: one above the newest that was looked at.
    pub round: i64,
    /// Version of the rules.
    pub rules: String,
    /// How many questions are corrected or credited, all so far.
    pub corrected: i64,
    /// Why; wanted from the second round on.
    pub reason: String,
    /// Corrections, all so far, sealed.
    #[serde(skip)]
    pub sealed_text: String,
    /// The result of each sitting.
    #[serde(skip)]
    pub results: Vec<ExamResult>,
}

impl Act for ScoreExam {
    type File = ResultFile;
    const NAME: &'static str = "ScoreExam";
    const ACTION: Action = Action::PlanExam;

    fn judge(&self, file: &mut ResultFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.exam.status == "closed", "result.not-closed")?;
        require(self.round == file.newest() + 1, "result.changed-meanwhile")?;
        require(!self.results.is_empty(), "result.nobody")?;
        let reason = self.reason.trim();
        require(self.round == 1 || !reason.is_empty(), "result.reason-wanted")?;
        if reason.chars().count() > MOST_IN_REASON {
            return Err(Refusal::new("result.reason-too-long").with("most", MOST_IN_REASON));
        }
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let scoring = ExamScoring {
            id: format!("{}:{}", file.exam.id, self.round),
            exam_id: file.exam.id,
            event_id: file.event.id,
            round: self.round,
            rules: self.rules.clone(),
            sealed_text: self.sealed_text.clone(),
            corrected: self.corrected,
            reason: reason.to_owned(),
            scored: count(self.results.len()),
            waiting: count(self.results.iter().filter(|result| result.waits).count()),
            made_by: context.actor(),
            made_at: context.now,
            released_by: None,
            released_at: None,
        };
        file.outcome.put(&scoring);
        file.rounds.push(scoring);
        file.results.clear();
        for result in &self.results {
            let result = ExamResult {
                id: format!("{}:{}", result.sitting_id, self.round),
                round: self.round,
                released_at: None,
                ..result.clone()
            };
            file.outcome.put(&result);
            file.results.push(result);
        }
        Ok(())
    }
}

/// Releases the newest round: from now on candidates see their own result, and assessors those of their cases.
#[derive(Debug, Clone, Serialize)]
pub struct ReleaseResults {
    /// The round that was looked at.
    pub round: i64,
}

impl Act for ReleaseResults {
    type File = ResultFile;
    const NAME: &'static str = "ReleaseResults";
    const ACTION: Action = Action::PlanExam;

    fn judge(&self, file: &mut ResultFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.exam.status == "closed", "result.not-closed")?;
        require(self.round == file.newest(), "result.changed-meanwhile")?;
        let round = file.rounds.last_mut().ok_or_else(|| Refusal::new("result.not-scored"))?;
        require(round.released_at.is_none(), "result.released")?;
        if round.waiting > 0 {
            return Err(Refusal::new("result.waits").with("n", round.waiting));
        }
        round.released_by = Some(context.actor());
        round.released_at = Some(context.now);
        file.outcome.put(&*round);
        // Of who was erased meanwhile nothing is left to release.
        for result in file.results.iter_mut().filter(|result| result.content.is_some()) {
            result.released_at = Some(context.now);
            file.outcome.put(&*result);
        }
        Ok(())
    }
}

/// An answer that people mark.
#[derive(Debug, Clone)]
pub struct MarkingFile {
    /// The test.
    pub exam: Exam,
    /// Number of the answer.
    pub answer: String,
    /// What markers gave it so far, in their order, superseded ones too.
    pub markings: Vec<ExamMarking>,
    /// A round of results was released: no mark is corrected any more.
    pub released: bool,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for MarkingFile {
    fn stream(&self) -> String {
        format!("exam-answer/{}", self.answer)
    }
    fn subject(&self) -> Option<PersonId> {
        None
    }
    fn object(&self) -> Object {
        Object::event(self.exam.event_id)
    }
    fn close(&mut self, _: &Context<'_>) -> Outcome {
        std::mem::take(&mut self.outcome)
    }
}

impl MarkingFile {
    /// Place of the next marking.
    fn place(&self) -> i64 {
        i64::try_from(self.markings.len()).unwrap_or(i64::MAX).saturating_add(1)
    }

    /// Key of the next marking of a marker; it is sealed under it.
    #[must_use]
    pub fn next_id(&self, marker: PersonId) -> String {
        let first = format!("{}:{marker}", self.answer);
        let again = self.markings.iter().any(|marking| marking.marker_id == marker);
        if again { format!("{first}:{}", self.place()) } else { first }
    }

    fn add(&mut self, sealed_text: &str, context: &Context<'_>) -> Result<String, Refusal> {
        require(!sealed_text.is_empty(), "result.not-marked")?;
        let marker = context.actor();
        let marking = ExamMarking {
            id: self.next_id(marker),
            exam_id: self.exam.id,
            event_id: self.exam.event_id,
            answer: self.answer.clone(),
            marker_id: marker,
            place: self.place(),
            sealed_text: sealed_text.to_owned(),
            made_at: context.now,
            superseded_by: None,
            superseded_at: None,
        };
        let id = marking.id.clone();
        self.outcome.put(&marking);
        self.markings.push(marking);
        Ok(id)
    }
}

/// Marks one answer, blind. The marks themselves are sealed: neither state nor journal tells them to another marker.
#[derive(Debug, Clone, Serialize)]
pub struct MarkAnswer {
    /// The item and the marks as typed, as JSON of crate `exam`.
    #[serde(skip)]
    pub content: Value,
    /// The marks, checked and sealed while preparing.
    #[serde(skip)]
    pub sealed_text: String,
}

impl Act for MarkAnswer {
    type File = MarkingFile;
    const NAME: &'static str = "MarkAnswer";
    const ACTION: Action = Action::MarkExam;

    fn judge(&self, file: &mut MarkingFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.exam.status == "closed", "result.not-closed")?;
        file.add(&self.sealed_text, context).map(drop)
    }
}

/// Replaces what the same marker gave an answer, with a reason, until results are released. The earlier marks stay, and
/// say when and by what they were superseded.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectMark {
    /// The item and the marks as typed, with the reason, as JSON of crate `exam`.
    #[serde(skip)]
    pub content: Value,
    /// The marks, checked and sealed while preparing.
    #[serde(skip)]
    pub sealed_text: String,
}

impl Act for CorrectMark {
    type File = MarkingFile;
    const NAME: &'static str = "CorrectMark";
    const ACTION: Action = Action::MarkExam;

    fn judge(&self, file: &mut MarkingFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.exam.status == "closed", "result.not-closed")?;
        require(!file.released, "marking.released")?;
        let own = |marking: &ExamMarking| marking.marker_id == context.actor() && marking.superseded_by.is_none();
        let at = file.markings.iter().position(own).ok_or_else(|| Refusal::new("marking.none-of-yours"))?;
        let id = file.add(&self.sealed_text, context)?;
        if let Some(earlier) = file.markings.get_mut(at) {
            earlier.superseded_by = Some(id);
            earlier.superseded_at = Some(context.now);
            file.outcome.put(&*earlier);
        }
        Ok(())
    }
}
