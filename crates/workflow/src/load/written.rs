//! Released results of written tests as forms of a case meet them: evidence. What was not released, or whose sitting is
//! void, is not there; of several rounds the newest released one counts.

use std::collections::BTreeMap;

use certification::{
    civil,
    form::written::{Part, Question, WrittenTest},
    id::{CaseId, PersonId},
    record::{
        exam::{Exam, Sitting},
        exam_result::{ExamResult, ExamScoring},
        person::Person,
        scheme::SchemeVersion,
    },
};
use exam::score::result::{CriterionResult, Outcome, Tally};
use store::{Find, Read};

use crate::{WorkflowError, exam_result::Kept};

/// How many criteria of a unit are named as those that help most.
const NAMED: usize = 3;

/// A released result with what tells where it comes from.
pub(super) struct Released {
    name: String,
    by: String,
    row: ExamResult,
    kept: Kept,
}

/// The released results of these cases, one for each sitting.
pub(super) async fn released(
    r: &mut impl Read,
    cases: &[CaseId],
) -> Result<BTreeMap<CaseId, Vec<Released>>, WorkflowError> {
    let mut out: BTreeMap<CaseId, Vec<Released>> = BTreeMap::new();
    if cases.is_empty() {
        return Ok(out);
    }
    let find = Find::all().one_of("case_id", cases.iter().copied()).not_null("released_at");
    let rows: Vec<ExamResult> = r.find(&find.order_by(&["sitting_id", "round"])).await?;
    if rows.is_empty() {
        return Ok(out);
    }
    let newest: BTreeMap<_, _> = rows.into_iter().map(|row| (row.sitting_id, row)).collect();
    let sittings: Vec<Sitting> = r.find(&Find::all().one_of("id", newest.keys().copied())).await?;
    let exams: Vec<Exam> = r.find(&of(newest.values().map(|row| row.exam_id.to_string()))).await?;
    let rounds: Vec<ExamScoring> = r.find(&of(newest.values().map(round_of))).await?;
    let by = |row: &ExamResult| rounds.iter().find(|round| round.id == round_of(row)).and_then(|r| r.released_by);
    let people: Vec<Person> = r.find(&of(newest.values().filter_map(by).map(|id| id.to_string()))).await?;
    let name = |id: PersonId| people.iter().find(|person| person.id == id).map(Person::full_name);
    for row in newest.into_values() {
        let stands = sittings.iter().any(|sitting| sitting.id == row.sitting_id && !sitting.voided);
        let Some(content) = row.content.clone().filter(|_| stands) else { continue };
        out.entry(row.case_id).or_default().push(Released {
            name: exams.iter().find(|exam| exam.id == row.exam_id).map(|exam| exam.name.clone()).unwrap_or_default(),
            by: by(&row).and_then(name).unwrap_or_default(),
            kept: serde_json::from_value(content)?,
            row,
        });
    }
    Ok(out)
}

fn of(keys: impl Iterator<Item = String>) -> Find {
    let mut keys: Vec<String> = keys.collect();
    keys.sort();
    keys.dedup();
    Find::all().one_of("id", keys)
}

fn round_of(row: &ExamResult) -> String {
    format!("{}:{}", row.exam_id, row.round)
}

impl Released {
    /// As forms meet it, by the calendar of the event.
    pub(super) fn told(self, scheme: &SchemeVersion, zone: &str) -> WrittenTest {
        let Self { name, by, row, kept } = self;
        let line = |unit: &str| kept.lines.get(unit).map(|line| line.normalize().to_string());
        let part = |unit: &str, tally: &Tally, outcome: Option<Outcome>, improve: Vec<String>| Part {
            unit: unit.to_owned(),
            points: tally.points.normalize().to_string(),
            of: tally.of.normalize().to_string(),
            pass_line: line(unit),
            reached: match outcome {
                Some(Outcome::Reached) => Some(true),
                Some(Outcome::NotReached) => Some(false),
                Some(Outcome::Open) | None => None,
            },
            improve,
        };
        let units = kept.result.units.iter().map(|unit| {
            let weakest = unit.improve.iter().filter_map(|at| unit.criteria.get(*at)).take(NAMED);
            let improve = weakest.map(|criterion| said(scheme, &unit.unit, criterion)).collect();
            part(&unit.unit, &unit.tally, unit.outcome, improve)
        });
        let questions = kept.marks.iter().map(|mark| Question {
            no: usize::from(mark.no),
            unit: mark.unit.clone(),
            open: mark.by_people(),
            points: mark.points.normalize().to_string(),
            of: mark.of.normalize().to_string(),
            achieved: mark.achieved,
        });
        WrittenTest {
            name,
            released_on: row.released_at.map(|at| civil::day(at, zone).to_string()).unwrap_or_default(),
            released_by: by,
            round: row.round,
            provisional: kept.result.provisional,
            whole: part("", &kept.result.tally, Some(kept.result.outcome), Vec::new()),
            units: units.collect(),
            questions: questions.collect(),
        }
    }
}

/// A criterion by number and text.
fn said(scheme: &SchemeVersion, unit: &str, criterion: &CriterionResult) -> String {
    let unit = scheme.units.iter().find(|known| known.code == unit);
    let element = unit.and_then(|unit| unit.elements.iter().find(|element| element.no == criterion.element));
    let known = element.and_then(|element| element.criteria.iter().find(|known| known.no == criterion.criterion));
    known.map_or_else(|| criterion.criterion.clone(), |known| format!("{} {}", criterion.criterion, known.text))
}
