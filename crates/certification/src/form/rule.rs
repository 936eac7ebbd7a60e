//! What must agree within a form, declared in its definition from a closed list of rules.

use serde::{Deserialize, Serialize};

use super::{
    answers::Answers,
    context::FormContext,
    definition::Definition,
    expand::{self, Cell},
    wording::{Locale, Text},
};

/// A rule of agreement between answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What must hold.
    pub check: Check,
    /// What to say when it does not, and what to do about it.
    pub message: Text,
    /// Said, but no obstacle.
    #[serde(default)]
    pub advice: bool,
}

/// What must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Check {
    /// While `field` has that value, no row's `column` of `table` has one of `values`.
    NoRow {
        /// The field, whose error it becomes.
        field: String,
        /// Its value.
        is: String,
        /// The table.
        table: String,
        /// Its column.
        column: String,
        /// Values that contradict.
        values: Vec<String>,
        /// Only rows whose document is required count.
        #[serde(default)]
        required_only: bool,
    },
    /// While `field` has that value, some row's `column` of `table` has one of `values`.
    SomeRow {
        /// The field, whose error it becomes.
        field: String,
        /// Its value.
        is: String,
        /// The table.
        table: String,
        /// Its column.
        column: String,
        /// Values of which one is needed.
        values: Vec<String>,
    },
    /// Date `later` is not before date `earlier`.
    NotBefore {
        /// The earlier field.
        earlier: String,
        /// The later field, whose error it becomes.
        later: String,
    },
    /// Every row's `column` of `table`, where answered at all, has at least so many answers.
    AtLeast {
        /// The table.
        table: String,
        /// Its column, of several answers.
        column: String,
        /// How many.
        count: usize,
    },
}

impl Check {
    /// The fields and columns it speaks of: field, or table and column.
    #[must_use]
    pub fn references(&self) -> Vec<(&str, Option<&str>)> {
        match self {
            Self::NoRow { field, table, column, .. } | Self::SomeRow { field, table, column, .. } => {
                vec![(field, None), (table, Some(column))]
            }
            Self::NotBefore { earlier, later } => vec![(earlier, None), (later, None)],
            Self::AtLeast { table, column, .. } => vec![(table, Some(column))],
        }
    }
}

/// A rule that does not hold, at the cell where it can be mended.
pub(crate) struct Broken<'a> {
    pub cell: Cell<'a>,
    pub message: String,
    pub advice: bool,
}

/// The rules that do not hold.
pub(crate) fn broken<'a>(
    definition: &'a Definition,
    context: &FormContext,
    answers: &Answers,
    locale: Locale,
) -> Vec<Broken<'a>> {
    let cells = expand::cells(definition, context, answers, locale);
    let plain = |key: &str| cells.iter().find(|c| c.name == key);
    let value = |cell: &Cell<'_>| cell.answer(context, answers).map(std::borrow::Cow::into_owned);
    let is_one = |cell: &Cell<'_>, values: &[String]| value(cell).is_some_and(|v| values.iter().any(|x| v.has(x)));
    let column = |table: &str, column: &str| {
        let (table, column) = (table.to_owned(), column.to_owned());
        cells.iter().filter(move |c| c.table.is_some_and(|t| t.key == table) && c.field.key == column)
    };
    let mut out = Vec::new();
    for rule in &definition.rules {
        let mut add = |cell: &Cell<'a>| {
            out.push(Broken { cell: cell.clone(), message: rule.message.own(locale), advice: rule.advice });
        };
        match &rule.check {
            Check::NoRow { field, is, table, column: c, values, required_only } => {
                let Some(cell) = plain(field).filter(|f| is_one(f, std::slice::from_ref(is))) else { continue };
                let counts = |f: &&Cell<'_>| !required_only || f.row.as_ref().is_some_and(|r| r.required);
                if column(table, c).filter(counts).any(|f| is_one(f, values)) {
                    add(cell);
                }
            }
            Check::SomeRow { field, is, table, column: c, values } => {
                let Some(cell) = plain(field).filter(|f| is_one(f, std::slice::from_ref(is))) else { continue };
                if !column(table, c).any(|f| is_one(f, values)) {
                    add(cell);
                }
            }
            Check::NotBefore { earlier, later } => {
                let (Some(a), Some(b)) = (plain(earlier), plain(later)) else { continue };
                let text = |cell| value(cell).map(|v| v.text()).unwrap_or_default();
                let (first, second): (String, String) = (text(a), text(b));
                if !first.is_empty() && !second.is_empty() && second < first {
                    add(b);
                }
            }
            Check::AtLeast { table, column: c, count } => {
                for cell in column(table, c) {
                    let answered = value(cell).map(|v| v.values().filter(|x| !x.is_empty()).count()).unwrap_or(0);
                    if answered > 0 && answered < *count {
                        add(cell);
                    }
                }
            }
        }
    }
    out
}
