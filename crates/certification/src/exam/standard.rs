//! Setting the cut of a written test, as acts: a study is opened with its judges, each rates alone, the round is closed
//! and discussed, another round follows or the cut is approved. What the ratings say is reckoned by crate `exam`; here
//! is judged who may do what when, and that no round changes once it is closed. What ends before its time stands in
//! [`super::standard_end`].

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    id::{ExamFormId, PersonId, StudyId},
    permit::{Action, Object},
    record::{
        exam::{Blueprint, ExamForm},
        exam_standard::{StandardCut, StandardRating, StandardRound, StandardStudy},
    },
    refusal::{Refusal, require},
};

/// Characters of a reason or a note.
const MOST_IN_REASON: usize = 2_000;
/// The most judges of a study.
pub const MOST_JUDGES: usize = 50;
/// The most rounds of a study.
const MOST_ROUNDS: i64 = 10;
/// Ways to rate.
const METHODS: [&str; 3] = ["angoff", "angoff-yes-no", "ebel"];

/// A study.
#[derive(Debug, Clone)]
pub struct StudyFile {
    /// Its id.
    pub id: StudyId,
    /// Key of its blueprint.
    pub blueprint: String,
    /// The newest version of that blueprint.
    pub newest: i64,
    /// The study, when it is stored.
    pub study: Option<StandardStudy>,
    /// Its newest round that counts.
    pub round: Option<StandardRound>,
    /// All its rounds, cancelled ones too, the first one first.
    pub rounds: Vec<StandardRound>,
    /// Rounds whose cut was approved.
    pub approved: Vec<i64>,
    /// How many judges who count have handed in their ratings of the newest round.
    pub handed_in: i64,
    /// Who holds a duty by which they can be a judge.
    pub able: Vec<PersonId>,
    /// The form that is to be rated, for a new study.
    pub form: Option<ExamForm>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for StudyFile {
    /// That of the blueprint: an approved cut is its next version.
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

impl StudyFile {
    pub(super) fn stands(&mut self) -> Result<(&mut StandardStudy, &mut StandardRound, &mut Outcome), Refusal> {
        match (&mut self.study, &mut self.round) {
            (Some(study), Some(_)) if study.withdrawn.is_some() => Err(Refusal::new("standard.withdrawn")),
            (Some(study), Some(round)) => Ok((study, round, &mut self.outcome)),
            _ => Err(Refusal::new("standard.unknown")),
        }
    }

    /// The number of the last round, whether it counts or not.
    pub(super) fn last(&self) -> i64 {
        self.rounds.iter().map(|round| round.round).max().unwrap_or_default()
    }
}

pub(super) fn wanted(text: &str, missing: &str) -> Result<String, Refusal> {
    let text = text.trim();
    require(!text.is_empty(), missing)?;
    if text.chars().count() > MOST_IN_REASON {
        return Err(Refusal::new("standard.text-too-long").with("most", MOST_IN_REASON));
    }
    Ok(text.to_owned())
}

/// Opens a study and its first round.
#[derive(Debug, Clone, Serialize)]
pub struct OpenStudy {
    /// The form whose questions are rated.
    pub form: ExamFormId,
    /// `angoff`, `angoff-yes-no` or `ebel`.
    pub method: String,
    /// Judges see the keys.
    pub with_key: bool,
    /// Who rates.
    pub judges: Vec<PersonId>,
}

impl Act for OpenStudy {
    type File = StudyFile;
    const NAME: &'static str = "OpenStudy";
    const ACTION: Action = Action::ChangeBank;

    fn judge(&self, file: &mut StudyFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.study.is_none(), "standard.open")?;
        require(METHODS.contains(&self.method.as_str()), "standard.method")?;
        let form = file.form.as_ref().ok_or_else(|| Refusal::new("form.unknown"))?;
        require(form.withdrawn.is_none(), "form.withdrawn")?;
        let judges: BTreeSet<PersonId> = self.judges.iter().copied().collect();
        let least = usize::try_from(context.settings.int("exam.least_judges")).unwrap_or(2).max(2);
        if judges.len() < least {
            return Err(Refusal::new("standard.too-few-judges").with("least", least).by("ISO/IEC 17024 9.3"));
        }
        if judges.len() > MOST_JUDGES {
            return Err(Refusal::new("standard.too-many-judges").with("most", MOST_JUDGES));
        }
        require(judges.iter().all(|judge| file.able.contains(judge)), "standard.judge-without-duty")?;
        let study = StandardStudy {
            id: file.id,
            blueprint: file.blueprint.clone(),
            blueprint_id: form.blueprint_id.clone(),
            form_id: form.id,
            slug: form.slug.clone(),
            method: self.method.clone(),
            with_key: self.with_key,
            judges: judges.into_iter().collect(),
            released: None,
            state: "rating".to_owned(),
            withdrawn: None,
            round: 1,
            made_by: context.actor(),
            made_at: context.now,
        };
        let round = first(&study, 1, String::new(), context);
        file.outcome.put(&study);
        file.outcome.put(&round);
        file.rounds.push(round.clone());
        (file.study, file.round) = (Some(study), Some(round));
        Ok(())
    }
}

fn first(study: &StandardStudy, round: i64, reason: String, context: &Context<'_>) -> StandardRound {
    StandardRound {
        id: format!("{}:{round}", study.id),
        study_id: study.id,
        round,
        reason,
        opened_by: context.actor(),
        opened_at: context.now,
        closed_by: None,
        closed_at: None,
        cancelled: None,
        sealed_text: String::new(),
    }
}

/// Closes the round: from now on its ratings stand, and are shown to those who discuss them.
#[derive(Debug, Clone, Serialize)]
pub struct CloseRound {
    /// The round that was looked at.
    pub round: i64,
}

impl Act for CloseRound {
    type File = StudyFile;
    const NAME: &'static str = "CloseRound";
    const ACTION: Action = Action::ChangeBank;

    fn judge(&self, file: &mut StudyFile, context: &Context<'_>) -> Result<(), Refusal> {
        let (handed_in, least) = (file.handed_in, context.settings.int("exam.least_judges").max(2));
        let (study, round, outcome) = file.stands()?;
        require(study.state == "rating" && study.round == self.round, "standard.round-closed")?;
        if handed_in < least {
            return Err(Refusal::new("standard.too-few-handed-in").with("n", handed_in).with("least", least));
        }
        "discussion".clone_into(&mut study.state);
        round.closed_by = Some(context.actor());
        round.closed_at = Some(context.now);
        outcome.put(&*study);
        outcome.put(&*round);
        Ok(())
    }
}

/// Keeps what was said in the discussion. It is added to what is there.
#[derive(Debug, Clone, Serialize)]
pub struct NoteDiscussion {
    /// The round.
    pub round: i64,
    /// The note.
    #[serde(skip)]
    pub text: String,
    /// All notes with this one, sealed while preparing.
    #[serde(skip)]
    pub sealed_text: String,
}

impl Act for NoteDiscussion {
    type File = StudyFile;
    const NAME: &'static str = "NoteDiscussion";
    const ACTION: Action = Action::ChangeBank;

    fn judge(&self, file: &mut StudyFile, _: &Context<'_>) -> Result<(), Refusal> {
        wanted(&self.text, "standard.note-wanted")?;
        let (study, round, outcome) = file.stands()?;
        require(study.state == "discussion" && study.round == self.round, "standard.not-in-discussion")?;
        round.sealed_text.clone_from(&self.sealed_text);
        outcome.put(&*round);
        Ok(())
    }
}

/// Opens another round, after a discussion or after a cut was approved. What was before stays.
#[derive(Debug, Clone, Serialize)]
pub struct OpenRound {
    /// The round that it makes.
    pub round: i64,
    /// Why.
    pub reason: String,
}

impl Act for OpenRound {
    type File = StudyFile;
    const NAME: &'static str = "OpenRound";
    const ACTION: Action = Action::ChangeBank;

    fn judge(&self, file: &mut StudyFile, context: &Context<'_>) -> Result<(), Refusal> {
        let reason = wanted(&self.reason, "standard.reason-wanted")?;
        let next = file.last() + 1;
        let (study, _, outcome) = file.stands()?;
        // Numbers of rounds that were cancelled are not given again.
        require(study.state != "rating" && next == self.round, "standard.round-open")?;
        if self.round > MOST_ROUNDS {
            return Err(Refusal::new("standard.too-many-rounds").with("most", MOST_ROUNDS));
        }
        "rating".clone_into(&mut study.state);
        study.round = self.round;
        let round = first(study, self.round, reason, context);
        outcome.put(&*study);
        outcome.put(&round);
        file.rounds.push(round.clone());
        file.round = Some(round);
        Ok(())
    }
}

/// Approves a cut that the closed round has found. It becomes the cut of the blueprint's next version; forms that are
/// frozen keep theirs. Whoever rated does not approve.
#[derive(Debug, Clone, Serialize)]
pub struct ApproveCut {
    /// The round that it follows.
    pub round: i64,
    /// `angoff`, `angoff-yes-no`, `ebel`, `hofstee` or `beuk`.
    pub method: String,
    /// How many judges it rests on.
    pub judges: i64,
    /// Of each cut: unit, points approved, points found, error and interval.
    pub cuts: Value,
    /// The day of the decision, ISO.
    pub approved_on: String,
    /// Number of the decision or minutes.
    pub act: String,
    /// Why this cut.
    pub reason: String,
    /// `exam::blueprint::Blueprint` with the cut; it has passed its own check.
    pub content: Value,
}

impl Act for ApproveCut {
    type File = StudyFile;
    const NAME: &'static str = "ApproveCut";
    const ACTION: Action = Action::ApproveCut;

    fn judge(&self, file: &mut StudyFile, context: &Context<'_>) -> Result<(), Refusal> {
        let (newest, key) = (file.newest, file.blueprint.clone());
        let (study, round, outcome) = file.stands()?;
        require(study.state == "discussion" && study.round == self.round, "standard.not-in-discussion")?;
        if study.judges.contains(&context.actor()) {
            return Err(Refusal::new("standard.approver-rated").by("ISO/IEC 17024 5.2"));
        }
        let reason = wanted(&self.reason, "standard.reason-wanted")?;
        let act = wanted(&self.act, "standard.act-wanted")?;
        let on: Date = self.approved_on.trim().parse().map_err(|_| Refusal::new("standard.day-wanted"))?;
        let closed = round.closed_at.map(|at| crate::civil::day(at, &context.settings.text("body.zone")));
        require(on <= context.today() && closed.is_none_or(|closed| on >= closed), "standard.day-out-of-range")?;
        let version = newest + 1;
        let named = self.content.get("version").and_then(Value::as_i64);
        require(named == Some(version), "blueprint.other-version")?;
        let blueprint = Blueprint {
            id: format!("{key}:{version}"),
            blueprint: key,
            version,
            slug: study.slug.clone(),
            content: self.content.clone(),
            made_at: context.now,
            made_by: context.actor(),
        };
        "approved".clone_into(&mut study.state);
        outcome.put(&*study);
        outcome.put(&blueprint);
        outcome.put(&StandardCut {
            id: format!("{}:{}", study.id, self.round),
            study_id: study.id,
            round: self.round,
            method: self.method.clone(),
            judges: self.judges,
            content: self.cuts.clone(),
            blueprint_id: blueprint.id.clone(),
            approved_on: on.to_string(),
            act,
            reason,
            approved_by: context.actor(),
            approved_at: context.now,
        });
        file.newest = version;
        Ok(())
    }
}

/// What a judge says in the newest round of a study.
#[derive(Debug, Clone)]
pub struct RatingFile {
    /// The study.
    pub study: StandardStudy,
    /// The judge.
    pub judge: PersonId,
    /// What they said so far in that round.
    pub rating: Option<StandardRating>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for RatingFile {
    fn stream(&self) -> String {
        format!("standard-rating/{}/{}", self.study.id, self.judge)
    }
    fn subject(&self) -> Option<PersonId> {
        None
    }
    /// Their own saying.
    fn object(&self) -> Object {
        Object::person(self.judge)
    }
    fn close(&mut self, _: &Context<'_>) -> Outcome {
        std::mem::take(&mut self.outcome)
    }
}

/// Keeps what a judge says, or hands it in. It can be changed until the round is closed.
#[derive(Debug, Clone, Serialize)]
pub struct SaveRating {
    /// The round that they looked at.
    pub round: i64,
    /// They are done.
    pub hand_in: bool,
    /// What is said now, as JSON of the workflow; the rest stays.
    #[serde(skip)]
    pub said: Value,
    /// How many questions are rated, counted while preparing.
    pub rated: i64,
    /// All that is said, checked and sealed while preparing.
    #[serde(skip)]
    pub sealed_text: String,
}

impl Act for SaveRating {
    type File = RatingFile;
    const NAME: &'static str = "SaveRating";
    const ACTION: Action = Action::RateStandard;

    fn judge(&self, file: &mut RatingFile, context: &Context<'_>) -> Result<(), Refusal> {
        let study = &file.study;
        require(study.judges.contains(&file.judge), "permit.none")?;
        require(study.sits(file.judge, study.round), "standard.released")?;
        require(study.state == "rating" && study.round == self.round, "standard.round-closed")?;
        require(!self.sealed_text.is_empty(), "standard.nothing-said")?;
        let rating = StandardRating {
            id: format!("{}:{}:{}", study.id, study.round, file.judge),
            study_id: study.id,
            round: study.round,
            judge_id: file.judge,
            rated: self.rated,
            handed_in: self.hand_in,
            sealed_text: self.sealed_text.clone(),
            updated_at: context.now,
        };
        file.outcome.put(&rating);
        file.rating = Some(rating);
        Ok(())
    }
}
