//! Lists for screens: bounded, by keyset, within a permit's scope, with names looked up once for a page.
//! A page is continued after the id of its last row, so that no address holds a name.

mod cases;
mod counts;
mod events;
mod gathered;
mod imports;
mod people;
mod register;

use certification::permit::{Bound, Scope};

pub use cases::{CaseFilter, CaseLine, CaseOrder, case_list, case_stages};
pub(crate) use counts::Sums;
pub use counts::{Counts, EventCounts, counts, counts_of, decided, districts, stage_by_event, stage_counts};
pub use events::{EventFilter, EventLine, event_list, event_titles};
pub use gathered::{Group, UnitGroup, Worked, gathered, units_gathered, worked};
pub use imports::{RowsAt, dropped_workbooks, import_counts, import_rows};
pub use people::{AccountHolder, PersonLine, account_holder, person_names, person_search, quiet_candidates};
pub use register::{RegisterFilter, RegisterOrder, register_count, register_list};

use crate::{db::Value, state::word_patterns};

/// Which part of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Id of the last row of the page before; the first page when absent.
    pub after: Option<String>,
    /// Rows at most; 50 when absent, never more than 500.
    pub size: Option<i64>,
}

impl Page {
    fn size(&self) -> i64 {
        self.size.unwrap_or(50).clamp(1, 500)
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// Where the next page goes on from, when there is one.
    pub next: Option<String>,
}

impl<T> Listed<T> {
    /// Out of one row more than the page holds.
    fn cut(mut rows: Vec<T>, size: i64, id: impl Fn(&T) -> String) -> Self {
        let size = usize::try_from(size).unwrap_or_default();
        let more = rows.len() > size;
        rows.truncate(size);
        let next = more.then(|| rows.last().map(id)).flatten();
        Self { rows, next }
    }
}

/// Conditions in the making, with the values they bind.
#[derive(Debug, Default)]
struct Conditions {
    parts: Vec<String>,
    values: Vec<Value>,
}

/// Which columns of a list a bound holds against; `None` where a bound of that kind shows nothing.
struct ScopeColumns {
    event: Option<&'static str>,
    institution: Option<&'static str>,
    assessor: Option<&'static str>,
    person: Option<&'static str>,
}

impl Conditions {
    /// The place of a value.
    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    fn equal(&mut self, column: &str, value: impl Into<Value>) {
        let place = self.bind(value);
        self.parts.push(format!("{column} = {place}"));
    }

    fn equal_if(&mut self, column: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.equal(column, value);
        }
    }

    fn one_of<V: Into<Value>>(&mut self, column: &str, values: impl IntoIterator<Item = V>) {
        let places: Vec<String> = values.into_iter().map(|v| self.bind(v)).collect();
        self.parts.push(if places.is_empty() {
            "1 = 0".to_owned()
        } else {
            format!("{column} IN ({})", places.join(", "))
        });
    }

    /// Every word of the text begins a word of the folded column.
    fn words(&mut self, column: &str, text: &str) {
        for [first, later] in word_patterns(text) {
            let (first, later) = (self.bind(first), self.bind(later));
            self.parts.push(format!("({column} LIKE {first} OR {column} LIKE {later})"));
        }
    }

    /// What the scope shows.
    fn scope(&mut self, scope: &Scope, columns: &ScopeColumns) {
        let Scope::Within(bounds) = scope else { return };
        let mut any = Vec::new();
        for bound in bounds {
            let (column, value) = match bound {
                Bound::Event(id) => (columns.event, Value::from(id)),
                Bound::Institution(id) => (columns.institution, Value::from(id)),
                Bound::Assessor(id) => (columns.assessor, Value::from(id)),
                Bound::Person(id) => (columns.person, Value::from(id)),
            };
            if let Some(column) = column {
                let place = self.bind(value);
                any.push(format!("{column} = {place}"));
            }
        }
        self.parts.push(if any.is_empty() { "1 = 0".to_owned() } else { format!("({})", any.join(" OR ")) });
    }

    /// ` WHERE …`, or nothing.
    fn sql(&self) -> String {
        if self.parts.is_empty() { String::new() } else { format!(" WHERE {}", self.parts.join(" AND ")) }
    }
}
