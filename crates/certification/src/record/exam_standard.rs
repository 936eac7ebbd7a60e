//! Where the cut of a written test comes from: a study of judges, its rounds, what each judge said, and the cuts that
//! were approved. Nothing of a round changes once it is closed; going on is another round. Judges are released, rounds
//! cancelled and studies withdrawn, each with a reason; nothing of them is deleted.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Column, Purpose, Record, Retention, Table};
use crate::id::{ExamFormId, PersonId, StudyId};

/// Why something does not go on: who said so, when, and for what reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Who ended it.
    pub by: PersonId,
    /// When, microseconds UTC.
    pub at: i64,
    /// Why.
    pub reason: String,
}

/// A judge who was released from a study. What they said in rounds before stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Who was released.
    pub judge: PersonId,
    /// The first round in which they do not count any more.
    pub from: i64,
    /// Who rates in their place, where somebody does.
    pub instead: Option<PersonId>,
    /// By whom, when and why.
    pub ended: Ended,
}

/// A study: which form is rated, by which method, by whom, and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandardStudy {
    /// Its id.
    pub id: StudyId,
    /// Key of the blueprint, the same in all its versions.
    pub blueprint: String,
    /// Row of the blueprint whose form is rated.
    pub blueprint_id: String,
    /// The form whose questions are rated.
    pub form_id: ExamFormId,
    /// The scheme's lasting key.
    pub slug: String,
    /// `angoff`, `angoff-yes-no` or `ebel`.
    pub method: String,
    /// Judges see the keys; each look is noted.
    pub with_key: bool,
    /// The judges, in the order of their codes.
    pub judges: Vec<PersonId>,
    /// Judges who were released, in that order; none in what was written before releases were known.
    #[serde(default)]
    pub released: Option<Vec<Release>>,
    /// `rating`, `discussion`, `approved` or `withdrawn`.
    pub state: String,
    /// Why it was withdrawn, when it was.
    #[serde(default)]
    pub withdrawn: Option<Ended>,
    /// The newest round that counts, from 1.
    pub round: i64,
    /// Who opened it.
    pub made_by: PersonId,
    /// When, microseconds UTC.
    pub made_at: i64,
}

impl StandardStudy {
    /// The release of a judge, when they were released.
    #[must_use]
    pub fn release(&self, judge: PersonId) -> Option<&Release> {
        self.released.iter().flatten().find(|release| release.judge == judge)
    }

    /// Whether a person counts as a judge in a round.
    #[must_use]
    pub fn sits(&self, judge: PersonId, round: i64) -> bool {
        self.judges.contains(&judge) && self.release(judge).is_none_or(|release| round < release.from)
    }

    /// How many judges were not released.
    #[must_use]
    pub fn sitting(&self) -> usize {
        self.judges.iter().filter(|judge| self.release(**judge).is_none()).count()
    }
}

impl Record for StandardStudy {
    const TABLE: &'static Table = &Table {
        name: "standard_study",
        columns: &[
            Column::text("id"),
            Column::text("blueprint"),
            Column::text("blueprint_id"),
            Column::text("form_id"),
            Column::text("slug"),
            Column::text("method"),
            Column::flag("with_key"),
            Column::json("judges"),
            Column::json("released"),
            Column::text("state"),
            Column::json("withdrawn"),
            Column::int("round"),
            Column::text("made_by"),
            Column::int("made_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[&["blueprint", "id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// A round of a study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandardRound {
    /// `study:round`.
    pub id: String,
    /// The study.
    pub study_id: StudyId,
    /// From 1.
    pub round: i64,
    /// Why it was opened; empty for the first one.
    pub reason: String,
    /// Who opened it.
    pub opened_by: PersonId,
    /// When, microseconds UTC.
    pub opened_at: i64,
    /// Who closed it.
    pub closed_by: Option<PersonId>,
    /// When it was closed, microseconds UTC.
    pub closed_at: Option<i64>,
    /// Why it was cancelled, when it was: what was said in it is kept and does not count.
    #[serde(default)]
    pub cancelled: Option<Ended>,
    /// What was said in the discussion, sealed: it may quote questions.
    pub sealed_text: String,
}

impl Record for StandardRound {
    const TABLE: &'static Table = &Table {
        name: "standard_round",
        columns: &[
            Column::text("id"),
            Column::text("study_id"),
            Column::int("round"),
            Column::text("reason"),
            Column::text("opened_by"),
            Column::int("opened_at"),
            Column::text("closed_by"),
            Column::int("closed_at"),
            Column::json("cancelled"),
            Column::text("sealed_text"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[],
        unique: &[&["study_id", "round"]],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// What one judge said in one round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandardRating {
    /// `study:round:judge`.
    pub id: String,
    /// The study.
    pub study_id: StudyId,
    /// The round.
    pub round: i64,
    /// Who.
    pub judge_id: PersonId,
    /// How many questions are rated.
    pub rated: i64,
    /// The judge is done; only then it counts.
    pub handed_in: bool,
    /// Ratings, wishes and remarks, sealed: nobody sees them before the round is closed.
    pub sealed_text: String,
    /// When, microseconds UTC.
    pub updated_at: i64,
}

impl Record for StandardRating {
    const TABLE: &'static Table = &Table {
        name: "standard_rating",
        columns: &[
            Column::text("id"),
            Column::text("study_id"),
            Column::int("round"),
            Column::text("judge_id"),
            Column::int("rated"),
            Column::flag("handed_in"),
            Column::text("sealed_text"),
            Column::int("updated_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[],
        unique: &[&["study_id", "round", "judge_id"]],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// A cut that was approved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandardCut {
    /// `study:round`: one for each round at most.
    pub id: String,
    /// The study.
    pub study_id: StudyId,
    /// The round that it follows.
    pub round: i64,
    /// `angoff`, `angoff-yes-no`, `ebel`, `hofstee` or `beuk`.
    pub method: String,
    /// How many judges it rests on.
    pub judges: i64,
    /// Of each cut: unit (none for the whole test), points approved, points found, error and interval.
    pub content: Value,
    /// Row of the blueprint that has it.
    pub blueprint_id: String,
    /// The day of the decision, ISO.
    pub approved_on: String,
    /// Number of the decision or minutes.
    pub act: String,
    /// Why this cut.
    pub reason: String,
    /// Who approved.
    pub approved_by: PersonId,
    /// When it was recorded, microseconds UTC.
    pub approved_at: i64,
}

impl Record for StandardCut {
    const TABLE: &'static Table = &Table {
        name: "standard_cut",
        columns: &[
            Column::text("id"),
            Column::text("study_id"),
            Column::int("round"),
            Column::text("method"),
            Column::int("judges"),
            Column::json("content"),
            Column::text("blueprint_id"),
            Column::text("approved_on"),
            Column::text("act"),
            Column::text("reason"),
            Column::text("approved_by"),
            Column::int("approved_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[],
        unique: &[&["study_id", "round"]],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn studies_and_rounds_from_before_releases_are_read() {
        let id = "01890000-0000-7000-8000-000000000001";
        let study = json!({
            "id": id, "blueprint": "layanan-dasar", "blueprint_id": "layanan-dasar:1", "form_id": id,
            "slug": "layanan-dasar", "method": "angoff", "with_key": false, "judges": [id], "state": "rating",
            "round": 1, "made_by": id, "made_at": 1,
        });
        let study: StandardStudy = serde_json::from_value(study).unwrap();
        assert!(study.released.is_none() && study.withdrawn.is_none() && study.sits(study.judges[0], 1));
        let round = json!({
            "id": "1:1", "study_id": id, "round": 1, "reason": "", "opened_by": id, "opened_at": 1,
            "closed_by": null, "closed_at": null, "sealed_text": "",
        });
        let round: StandardRound = serde_json::from_value(round).unwrap();
        assert!(round.cancelled.is_none());
    }
}
