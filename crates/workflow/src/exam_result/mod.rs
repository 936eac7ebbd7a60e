//! What follows a sitting. A result is made from three things alone, so that it comes out the same whenever it is made
//! again: what counts of a sitting's events, the paper rebuilt from form and seed, and what markers have settled. It is
//! kept in rounds; a correction is looked at before it is applied, and nobody but those who plan the test sees anything
//! before a round is released. A result decides nothing: the assessor weighs it with other evidence.

mod analysis;
mod basis;
mod correct;
mod history;
mod mark;
mod neighbours;
mod numbers;
mod pooled;
mod reached;
mod round;
mod show;

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    id::{CaseId, ExamId, SittingId},
    record::{
        case::Case,
        event::Event,
        exam::{Exam, ExamForm, Sitting},
        exam_result::{ExamResult, ExamScoring},
    },
};
pub use exam::score::{
    rescore::{Change, Correction},
    result::{CriterionResult, Outcome, Tally, TestResult, UnitResult},
};
use exam::{
    item::{Item, ItemId, Key},
    score::{marking, result},
    sitting::state::State,
    statistics::Figure,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use self::{
    analysis::{Analysis, Compared, GroupedBy, ItemFigures},
    correct::{Mended, correction, key_can_be_said},
    history::{FormHistory, Held, ItemHistory},
    mark::{Aspect, MarkTask, Marked, MarkingRoom},
    neighbours::Neighbours,
    pooled::{ItemCompared, Pooled},
    show::Own,
};
pub(crate) use self::{
    history::FormScores,
    mark::{corrected, marked},
    numbers::figures,
};
use crate::Workflow;

/// What follows the sittings of the house.
#[derive(Debug, Clone)]
pub struct ExamResults {
    flow: Workflow,
}

impl Workflow {
    /// Scoring, marking, rescoring, release.
    #[must_use]
    pub fn exam_results(&self) -> ExamResults {
        ExamResults { flow: self.clone() }
    }
}

/// A result as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Questions answered, by what counts.
    pub answered: u32,
    /// Questions on the paper.
    pub questions: u32,
    /// Points, outcome, units.
    pub result: TestResult,
    /// The fewest points that pass, by unit, or of the whole under an empty name.
    #[serde(default)]
    pub lines: BTreeMap<String, Decimal>,
    /// Question by question, in the order of the candidate's paper.
    #[serde(default)]
    pub marks: Vec<QuestionMark>,
    /// Questions on trial likewise: they are in no point and no verdict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trials: Vec<QuestionMark>,
}

/// What a question of a paper brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionMark {
    /// Its number on the paper, from 1.
    pub no: u16,
    /// Code of its unit; empty when it has none.
    pub unit: String,
    /// Kind of question, such as `single`.
    pub kind: String,
    /// Points brought; 0 while it waits.
    pub points: Decimal,
    /// The most it can bring.
    pub of: Decimal,
    /// It brought all its points; nothing while it waits for markers.
    pub achieved: Option<bool>,
}

impl QuestionMark {
    /// People judge it, not a key: what FR.IA.06 holds, where FR.IA.05 holds the rest.
    #[must_use]
    pub fn by_people(&self) -> bool {
        matches!(self.kind.as_str(), "essay" | "upload" | "oral")
    }
}

/// What was corrected so far.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Corrections {
    /// Questions with another key.
    #[serde(default)]
    pub keys: BTreeMap<ItemId, Key>,
    /// Questions that everyone is credited with.
    #[serde(default)]
    pub credited: BTreeSet<ItemId>,
    /// The numbers that its first scoring was made by; none before it.
    #[serde(default)]
    pub judged: Option<Judged>,
}

/// Numbers that a test is scored by. They are kept with its rounds: a setting that is changed afterwards is for tests
/// that come, and never makes another result of an old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// When a third marks.
    pub marking: marking::Settings,
    /// Which criteria are named as ones to improve.
    pub naming: result::Settings,
}

impl std::fmt::Debug for Corrections {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Corrections").field("questions", &self.questions()).finish_non_exhaustive()
    }
}

impl Corrections {
    /// How many questions they concern.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.keys.keys().chain(&self.credited).collect::<BTreeSet<_>>().len()
    }

    fn with(mut self, new: &BTreeMap<ItemId, Correction>) -> Self {
        for (item, correction) in new {
            match correction {
                Correction::Count => {
                    self.credited.remove(item);
                }
                Correction::Key(key) => {
                    self.credited.remove(item);
                    self.keys.insert(item.clone(), (**key).clone());
                }
                Correction::CreditAll => {
                    self.credited.insert(item.clone());
                }
            }
        }
        self
    }
}

/// A seat with its result.
#[derive(Debug, Clone)]
pub struct Line {
    /// The seat.
    pub sitting: Sitting,
    /// Where the sitting stands.
    pub state: State,
    /// It was opened at all.
    pub begun: bool,
    /// The result of the newest round, where there is one.
    pub kept: Option<Kept>,
}

/// The results of a test as its planners see them.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The test.
    pub exam: Exam,
    /// Its event.
    pub event: Event,
    /// Its forms.
    pub forms: Vec<ExamForm>,
    /// The cases of its seats.
    pub cases: BTreeMap<CaseId, Case>,
    /// Rounds of scoring, the first one first.
    pub rounds: Vec<ExamScoring>,
    /// Seats, by number.
    pub lines: Vec<Line>,
    /// Sittings whose result would come out otherwise now: markers went on, a sitting was voided.
    pub behind: usize,
    /// Answers that wait for markers.
    pub waiting: usize,
    /// A cut is provisional: no result is evidence of passing.
    pub provisional: bool,
    /// Mean share of points by unit, with its interval; withheld for few.
    pub means: Vec<(String, Figure)>,
}

/// A question of the test, for who corrects it.
#[derive(Debug, Clone)]
pub struct Correctable {
    /// The item with the key in force.
    pub item: Item,
    /// Codes of the forms on which it stands.
    pub forms: Vec<String>,
    /// Its key was corrected before.
    pub corrected: bool,
    /// Everyone is credited with it.
    pub credited: bool,
}

/// What a correction would do.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Who would change.
    pub changes: Vec<(SittingId, Change)>,
    /// How many would not.
    pub unchanged: usize,
    /// Names what was looked at, with the round that stands: only that is applied.
    pub digest: String,
}

impl Preview {
    /// How many would have more points, and how many fewer.
    #[must_use]
    pub fn raised_and_lowered(&self) -> (usize, usize) {
        let raised = self.changes.iter().filter(|(_, change)| change.after > change.before).count();
        (raised, self.changes.iter().filter(|(_, change)| change.after < change.before).count())
    }
}

/// A released result.
#[derive(Debug, Clone)]
pub struct Released {
    /// The test.
    pub exam: Exam,
    /// Which round.
    pub row: ExamResult,
    /// The result.
    pub kept: Kept,
    /// An earlier round was released before this one.
    pub again: bool,
}

/// Where the corrections of a round are sealed.
fn corrections_place(exam: ExamId, round: i64) -> [String; 3] {
    ["exam-corrections".to_owned(), exam.to_string(), round.to_string()]
}
