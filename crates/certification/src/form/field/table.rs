//! Tables of a definition: where their rows come from, what is known about a row, and what is filled in.

use serde::{Deserialize, Serialize};

use super::Field;
use crate::form::wording::Text;

/// Rows with columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Where its rows come from.
    pub rows: Rows,
    /// Rows of a list that stands in the definition.
    #[serde(default)]
    pub fixed: Vec<FixedRow>,
    /// Questions of a released written test stand in its rows, where there is one.
    #[serde(default)]
    pub written: Option<Questions>,
    /// Free rows: how many at most. A table without rows of its own falls back to free rows.
    #[serde(default)]
    pub free: usize,
    /// Empty rows printed on a blank form.
    #[serde(default = "blank")]
    pub blank: usize,
    /// Type size on paper, in points.
    #[serde(default)]
    pub size: Option<f64>,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

const fn blank() -> usize {
    5
}

impl Table {
    /// The columns that are filled in.
    pub fn inputs(&self) -> impl Iterator<Item = &Field> {
        self.columns.iter().filter_map(|c| match c {
            Column::Input(field) => Some(field.as_ref()),
            Column::Fact(_) => None,
        })
    }
}

/// Questions of a written test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Questions {
    /// Those that a key judges (FR.IA.05).
    Closed,
    /// Those that people judge (FR.IA.06).
    Open,
}

/// Where rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rows {
    /// Units of the scheme.
    Units,
    /// Elements, by unit.
    Elements,
    /// Performance criteria, by unit and element.
    Criteria,
    /// Documents required of this applicant, by group.
    Requirements,
    /// The candidate's evidence documents.
    Evidence,
    /// Cases of this assessor at this event.
    Cases,
    /// Items of the instrument: questions, tasks, products.
    Items,
    /// Units that a released written test examined; none, and no table, without one.
    Written,
    /// The list in the definition.
    Fixed,
    /// Rows the person adds.
    Free,
}

/// A row of a list that stands in the definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedRow {
    /// Key.
    pub key: String,
    /// What it says.
    pub label: Text,
    /// The heading it stands under.
    #[serde(default)]
    pub group: Text,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Column {
    /// Something known about the row.
    Fact(FactColumn),
    /// Something to fill in.
    Input(Box<Field>),
}

/// A column of known facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactColumn {
    /// Which fact.
    pub fact: Fact,
    /// Its head.
    #[serde(default)]
    pub label: Text,
    /// Width in millimetres; what is left over when absent.
    #[serde(default)]
    pub w: Option<f64>,
    /// Equal facts of neighbouring rows are printed once, spanning.
    #[serde(default)]
    pub merge: bool,
    /// Left out of the paper: keys stay secret (ISO/IEC 17024 7.4).
    #[serde(default)]
    pub skip: bool,
}

/// Something known about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// Number within its group.
    No,
    /// Number of the element.
    ElementNo,
    /// Title of the element.
    Element,
    /// Title of the element with its criteria listed.
    ElementCriteria,
    /// Number and text of the criterion.
    Criterion,
    /// Workplace benchmark.
    Benchmark,
    /// Code of the unit.
    Code,
    /// Title of the row.
    Title,
    /// Code and title of the unit, one above the other.
    Unit,
    /// The heading the row stands under.
    Group,
    /// The expected answer.
    Key,
    /// Recommended *kompeten* or *belum kompeten*, as two boxes.
    Recommendation,
    /// Units not reached.
    NotReached,
    /// The standard the units come from.
    Standard,
    /// Points that a written test brought here, out of the most.
    Points,
    /// The fewest points that pass.
    PassLine,
    /// Against that line: reached, not yet, or nothing.
    Outcome,
    /// What to improve by a written test.
    Improve,
}
