//! Released results of written tests, as forms meet them. A result is evidence: where a definition asks for it, the
//! engine offers it as a proposed answer; whoever fills the form keeps or changes it and signs, and where their answer
//! is another one, page and paper say so. Under a provisional cut no outcome is offered, only what was answered.

use serde::{Deserialize, Serialize};

use super::{
    answers::Answers,
    context::{FormContext, Source},
    definition::Definition,
    expand::{self, Row},
    field::{Column, Fact, Kind, Questions, Rows, Table},
    rows,
    wording::{self, Locale},
};
use crate::text::fold;

/// A released result of a written test.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenTest {
    /// What the test is called.
    pub name: String,
    /// The day of release, ISO, by the calendar of the event.
    pub released_on: String,
    /// Who released it, with degrees.
    pub released_by: String,
    /// The round of scoring, from 1: a later one was released again.
    pub round: i64,
    /// A cut is provisional: no outcome of it is evidence.
    pub provisional: bool,
    /// The test as a whole.
    pub whole: Part,
    /// Unit by unit.
    pub units: Vec<Part>,
    /// Question by question, in the order of the candidate's paper.
    pub questions: Vec<Question>,
}

/// What a part of a test brought.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Code of the unit; empty for the whole.
    pub unit: String,
    /// Points brought, with a decimal point.
    pub points: String,
    /// The most they could be.
    pub of: String,
    /// The fewest points that pass, where this part has a cut of its own.
    pub pass_line: Option<String>,
    /// Against that cut; nothing while people still mark, or where there is none.
    pub reached: Option<bool>,
    /// What to improve: number and text of criteria, the weakest first.
    pub improve: Vec<String>,
}

/// What a question brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its number on the candidate's paper, from 1.
    pub no: usize,
    /// Code of its unit; empty when it has none.
    pub unit: String,
    /// People judge it, not a key: FR.IA.06, where the others are FR.IA.05.
    pub open: bool,
    /// Points brought, with a decimal point.
    pub points: String,
    /// The most they could be.
    pub of: String,
    /// It brought all its points; nothing while people still mark.
    pub achieved: Option<bool>,
}

impl Question {
    const fn is(&self, questions: Questions) -> bool {
        matches!((questions, self.open), (Questions::Closed, false) | (Questions::Open, true))
    }
}

/// A number as Indonesians write it. Stored with the answer, so the same in both languages.
fn comma(number: &str) -> String {
    number.replace('.', ",")
}

fn share(points: &str, of: &str) -> String {
    format!("{}/{}", comma(points), comma(of))
}

impl Source {
    /// It comes from a written test.
    #[must_use]
    pub const fn is_written(self) -> bool {
        matches!(self, Self::WrittenResult | Self::WrittenScore | Self::WrittenOrigin | Self::WrittenImprove)
    }
}

impl Table {
    /// Its rows say what written tests brought: in columns of facts, or as proposed answers.
    pub(super) fn tells_written(&self) -> bool {
        self.columns.iter().any(|column| match column {
            Column::Fact(fact) => matches!(fact.fact, Fact::Points | Fact::PassLine | Fact::Outcome | Fact::Improve),
            Column::Input(input) => input.from.is_some_and(Source::is_written),
        })
    }
}

impl Row {
    /// Where a table says nothing of written tests, its rows say nothing of them either.
    pub(super) fn forget_written(&mut self) {
        self.points.clear();
        self.pass_line.clear();
        self.proposed.clear();
        self.improve.clear();
    }
}

impl Definition {
    /// Something in it is offered, or shown, from written tests.
    #[must_use]
    pub fn asks_written(&self) -> bool {
        let from = |source: Option<Source>| source.is_some_and(Source::is_written);
        self.fields().any(|(_, field)| match &field.kind {
            Kind::Shown { source } => from(Some(*source)),
            Kind::Table(table) => {
                table.rows == Rows::Written || table.written.is_some() || table.inputs().any(|column| from(column.from))
            }
            _ => from(field.from),
        })
    }

    /// The questions of a test that it lists; none when it lists none.
    fn lists(&self) -> Option<Questions> {
        self.fields().find_map(|(_, field)| match &field.kind {
            Kind::Table(table) => table.written,
            _ => None,
        })
    }

    /// The tests that are evidence for it: those with questions that it lists, or all when it lists none.
    #[must_use]
    pub fn written_for(&self, tests: &[WrittenTest]) -> Vec<WrittenTest> {
        if !self.asks_written() {
            return Vec::new();
        }
        let lists = self.lists();
        let holds = |test: &&WrittenTest| lists.is_none_or(|kind| test.questions.iter().any(|q| q.is(kind)));
        tests.iter().filter(holds).cloned().collect()
    }
}

impl FormContext {
    /// The outcome of that unit over all tests that examined it, or of the whole: all reached, or one was not.
    fn outcome(&self, unit: Option<&str>) -> Option<bool> {
        let mut out = None;
        for test in &self.written {
            let part = match unit {
                Some(unit) => test.units.iter().find(|part| part.unit == unit),
                None => Some(&test.whole),
            };
            let Some(part) = part else { continue };
            match part.reached.filter(|_| !test.provisional) {
                None => return None,
                Some(reached) => out = Some(out.unwrap_or(true) && reached),
            }
        }
        out
    }

    fn parts<'a>(&'a self, unit: &str) -> impl Iterator<Item = &'a Part> {
        self.written.iter().flat_map(|test| &test.units).filter(move |part| part.unit == unit)
    }

    /// What written tests say of a unit, entered on its row.
    pub(super) fn written_of_unit(&self, row: &mut Row) {
        let parts: Vec<&Part> = self.parts(&row.code).collect();
        let lines: Vec<String> = parts.iter().filter_map(|part| part.pass_line.as_deref()).map(comma).collect();
        row.points = parts.iter().map(|part| share(&part.points, &part.of)).collect::<Vec<_>>().join("; ");
        row.pass_line = lines.join("; ");
        row.proposed = match self.outcome(Some(&row.code)) {
            Some(true) => "K".to_owned(),
            Some(false) => "BK".to_owned(),
            None => String::new(),
        };
        row.improve = parts.iter().flat_map(|part| &part.improve).cloned().collect();
    }

    /// Rows of the questions that a table lists, by unit and number. Their keys are the numbers that an assessor
    /// would have typed them under, so that what was typed before a release stands beside what was released.
    pub(super) fn written_questions(&self, kind: Questions, locale: Locale) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut before = 0;
        for test in &self.written {
            for question in test.questions.iter().filter(|question| question.is(kind)) {
                let place = self.scheme.units.iter().position(|unit| unit.code == question.unit);
                let no = (before + question.no).to_string();
                let achieved = question.achieved.map(|yes| if yes { "yes" } else { "no" }.to_owned());
                let row = Row {
                    key: no.clone(),
                    group: place.map_or_else(String::new, |at| rows::unit_heading(self, at, locale)),
                    group_key: question.unit.clone(),
                    code: question.unit.clone(),
                    title: locale.pick("Soal tes tertulis", "Question of the written test").to_owned(),
                    points: share(&question.points, &question.of),
                    proposed: achieved.unwrap_or_default(),
                    no,
                    ..Row::default()
                };
                rows.push((place.unwrap_or(usize::MAX), row));
            }
            before += test.questions.len();
        }
        rows.sort_by_key(|(place, _)| *place);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// What a source of written tests says where it stands alone. Always in Indonesian: it is kept as an answer, and
    /// must not change with its reader.
    pub(super) fn written_value(&self, source: Source) -> String {
        let lines = |line: &dyn Fn(&WrittenTest) -> String| {
            self.written.iter().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
        };
        match source {
            Source::WrittenResult => match self.outcome(None) {
                Some(true) => "K".to_owned(),
                Some(false) => "BK".to_owned(),
                None => String::new(),
            },
            Source::WrittenScore => lines(&|test| share(&test.whole.points, &test.whole.of)),
            Source::WrittenOrigin => lines(&|test| {
                let day = wording::date(&test.released_on, Locale::Id);
                let again = if test.round > 1 { format!(", putaran {}", test.round) } else { String::new() };
                let kind = if fold(&test.name).starts_with("tes tertulis") { "" } else { "tes tertulis " };
                format!("{kind}{}, dirilis {day} oleh {}{again}", test.name, test.released_by)
            }),
            Source::WrittenImprove => {
                let units = self.written.iter().flat_map(|test| &test.units);
                let parts = units.filter(|part| !part.improve.is_empty());
                let said: Vec<String> =
                    parts.map(|part| format!("{}: {}", part.unit, part.improve.join("; "))).collect();
                if said.is_empty() { String::new() } else { format!("Perlu ditingkatkan. {}", said.join(". ")) }
            }
            _ => String::new(),
        }
    }
}

/// An answer that is another than what a written test proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Name of the answer.
    pub name: String,
    /// What it is about, the answer, and what the test says, as a sentence.
    pub said: String,
}

/// Where answers are others than written tests propose, in the order of the form. What was merely reworded (the
/// feedback) is none.
#[must_use]
pub fn differences(
    definition: &Definition,
    context: &FormContext,
    answers: &Answers,
    locale: Locale,
) -> Vec<Difference> {
    let mut out = Vec::new();
    for cell in expand::cells(definition, context, answers, locale) {
        let Some(proposed) = cell.offered_by_test(context) else { continue };
        let Some(answer) = answers.get(&cell.name) else { continue };
        if *answer == proposed {
            continue;
        }
        let read = |a| cell.read(context, a, locale);
        let own = if answer.is_empty() { "–".to_owned() } else { read(answer) };
        let test = locale.pick("tes tertulis", "written test");
        out.push(Difference {
            said: format!("{}: {own} ({test}: {})", cell.label(locale), read(&proposed)),
            name: cell.name.clone(),
        });
    }
    out
}

/// A block of a definition that has nothing to show without a written test, and prints nothing then.
pub(super) fn is_idle(context: &FormContext, kind: &Kind) -> bool {
    let only_facts = |columns: &[Column]| columns.iter().all(|column| matches!(column, Column::Fact(_)));
    match kind {
        Kind::Differs => context.written.is_empty(),
        Kind::Shown { source } => source.is_written() && context.written_value(*source).is_empty(),
        Kind::Table(table) => table.rows == Rows::Written && context.written.is_empty() && only_facts(&table.columns),
        _ => false,
    }
}
