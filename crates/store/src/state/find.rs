//! What to look for in one table: conditions on its columns, an order, and where to go on from.

use std::fmt::Display;

use certification::record::{How, Record};

use super::layout::{Layout, layout};
use crate::{db::Value, error::StoreError, keyset::Keyset};

/// For each word of a text, what a folded column is like that begins with it, and one that holds a later word which does.
/// A folded word holds letters and digits: nothing that LIKE would read otherwise.
pub(crate) fn word_patterns(text: &str) -> Vec<[String; 2]> {
    let folded = certification::text::fold(text);
    folded.split(' ').filter(|w| !w.is_empty()).map(|word| [format!("{word}%"), format!("% {word}%")]).collect()
}

/// Values from which a list has few lengths, so that few statements are prepared …
const FEW: usize = 9;
/// … and from which it has its own: a statement binds some thirty thousand at most.
const MANY: usize = 2_000;

#[derive(Debug, Clone)]
enum Condition {
    Is(&'static str, Value),
    OneOf(&'static str, Vec<Value>),
    StartsWith(&'static str, String),
    Word(&'static str, [String; 2]),
    AtLeast(&'static str, Value),
    AtMost(&'static str, Value),
    Below(&'static str, Value),
    NullOrAtLeast(&'static str, Value),
    Lists(&'static str, String),
    Among(&'static str, Box<Others>),
    Null(&'static str),
    NotNull(&'static str),
}

/// Rows of another table, and the column of theirs that is meant.
#[derive(Debug, Clone)]
struct Others {
    table: &'static str,
    column: &'static str,
    find: Find,
}

/// A search in one table. Values for blind columns are handed over clear; they are blinded here,
/// and values for folded columns are folded.
#[derive(Debug, Clone, Default)]
pub struct Find {
    conditions: Vec<Condition>,
    order: Vec<&'static str>,
    descending: bool,
    after: Vec<Value>,
    limit: Option<i64>,
    unopened: bool,
}

impl Find {
    /// Every row.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    /// Rows whose column has that value; `None` finds null.
    #[must_use]
    pub fn by(column: &'static str, value: impl Into<Value>) -> Self {
        Self::all().and(column, value)
    }

    /// … and whose other column has that value.
    #[must_use]
    pub fn and(self, column: &'static str, value: impl Into<Value>) -> Self {
        let value = value.into();
        self.with(if value.is_null() { Condition::Null(column) } else { Condition::Is(column, value) })
    }

    /// … and whose column has one of these values; none of them finds nothing.
    #[must_use]
    pub fn one_of<V: Into<Value>>(self, column: &'static str, values: impl IntoIterator<Item = V>) -> Self {
        self.with(Condition::OneOf(column, values.into_iter().map(Into::into).collect()))
    }

    /// … and whose text begins so.
    #[must_use]
    pub fn starts_with(self, column: &'static str, prefix: &str) -> Self {
        self.with(Condition::StartsWith(column, prefix.to_owned()))
    }

    /// … and whose folded text has, for each word of `text`, a word that begins so.
    #[must_use]
    pub fn words(self, column: &'static str, text: &str) -> Self {
        word_patterns(text).into_iter().fold(self, |find, patterns| find.with(Condition::Word(column, patterns)))
    }

    /// … and whose column is at least that.
    #[must_use]
    pub fn at_least(self, column: &'static str, value: impl Into<Value>) -> Self {
        self.with(Condition::AtLeast(column, value.into()))
    }

    /// … and whose column is at most that.
    #[must_use]
    pub fn at_most(self, column: &'static str, value: impl Into<Value>) -> Self {
        self.with(Condition::AtMost(column, value.into()))
    }

    /// … and whose column is null, or at least that: what has no end is not over.
    #[must_use]
    pub fn null_or_at_least(self, column: &'static str, value: impl Into<Value>) -> Self {
        self.with(Condition::NullOrAtLeast(column, value.into()))
    }

    /// … and whose column, a list of ids, holds that one.
    #[must_use]
    pub fn lists(self, column: &'static str, id: impl Display) -> Self {
        self.with(Condition::Lists(column, id.to_string()))
    }

    /// … and whose column is the `other` column of a row that `find` finds in the table of `R`. Only its conditions
    /// count: neither its order nor its bound.
    #[must_use]
    pub fn among<R: Record>(self, column: &'static str, other: &'static str, find: Self) -> Self {
        self.with(Condition::Among(column, Box::new(Others { table: R::TABLE.name, column: other, find })))
    }

    /// … and whose column is below that.
    #[must_use]
    pub fn below(self, column: &'static str, value: impl Into<Value>) -> Self {
        self.with(Condition::Below(column, value.into()))
    }

    /// … and whose column is null.
    #[must_use]
    pub fn null(self, column: &'static str) -> Self {
        self.with(Condition::Null(column))
    }

    /// … and whose column is not null.
    #[must_use]
    pub fn not_null(self, column: &'static str) -> Self {
        self.with(Condition::NotNull(column))
    }

    /// In the order of these columns. Without an order, rows come by their key.
    #[must_use]
    pub fn order_by(mut self, columns: &[&'static str]) -> Self {
        self.order = columns.to_vec();
        self
    }

    /// The last ones first.
    #[must_use]
    pub fn descending(mut self) -> Self {
        self.descending = true;
        self
    }

    /// Only rows that come after one with these values in the columns of the order.
    #[must_use]
    pub fn after(mut self, values: impl IntoIterator<Item = Value>) -> Self {
        self.after = values.into_iter().collect();
        self
    }

    /// At most so many.
    #[must_use]
    pub fn limit(mut self, rows: i64) -> Self {
        self.limit = Some(rows);
        self
    }

    /// Without what is sealed: those columns come empty, as if their key were destroyed, and nothing is opened. For lists
    /// that show nothing of them.
    #[must_use]
    pub fn unopened(mut self) -> Self {
        self.unopened = true;
        self
    }

    /// Nothing can satisfy it, so nobody need be asked: none of no values.
    pub(super) fn finds_nothing(&self) -> bool {
        self.conditions.iter().any(|condition| matches!(condition, Condition::OneOf(_, list) if list.is_empty()))
    }

    /// Whether what is sealed is left as it is.
    #[must_use]
    pub fn is_unopened(&self) -> bool {
        self.unopened
    }

    fn with(mut self, condition: Condition) -> Self {
        self.conditions.push(condition);
        self
    }

    /// ` WHERE …` and the values to bind.
    fn conditions(&self, layout: &Layout, keyset: &Keyset) -> Result<(String, Vec<Value>), StoreError> {
        let mut values = Vec::new();
        let mut parts = self.parts(layout, keyset, &mut values)?;
        if !self.after.is_empty() {
            let order = self.order(layout)?;
            if order.len() != self.after.len() {
                return Err(StoreError::Invalid("`after` wants one value for each column of the order".into()));
            }
            let places: Vec<String> = self
                .after
                .iter()
                .map(|v| {
                    values.push(v.clone());
                    format!("${}", values.len())
                })
                .collect();
            let sign = if self.descending { '<' } else { '>' };
            parts.push(format!("({}) {sign} ({})", list(&order), places.join(", ")));
        }
        Ok((sql_of(&parts), values))
    }

    /// What each condition says; what it binds comes after the values that are there.
    fn parts(&self, layout: &Layout, keyset: &Keyset, values: &mut Vec<Value>) -> Result<Vec<String>, StoreError> {
        let mut parts = Vec::new();
        let bind = |values: &mut Vec<Value>, column: &str, value: Value| {
            values.push(derive(layout, keyset, column, value));
            format!("${}", values.len())
        };
        for condition in &self.conditions {
            let (Condition::Is(column, _)
            | Condition::OneOf(column, _)
            | Condition::StartsWith(column, _)
            | Condition::Word(column, _)
            | Condition::AtLeast(column, _)
            | Condition::AtMost(column, _)
            | Condition::NullOrAtLeast(column, _)
            | Condition::Lists(column, _)
            | Condition::Among(column, _)
            | Condition::Below(column, _)
            | Condition::Null(column)
            | Condition::NotNull(column)) = condition;
            check(layout, column)?;
            parts.push(match condition {
                Condition::Is(_, value) => format!("\"{column}\" = {}", bind(values, column, value.clone())),
                Condition::AtLeast(_, value) => format!("\"{column}\" >= {}", bind(values, column, value.clone())),
                Condition::AtMost(_, value) => format!("\"{column}\" <= {}", bind(values, column, value.clone())),
                Condition::NullOrAtLeast(_, value) => {
                    format!("(\"{column}\" IS NULL OR \"{column}\" >= {})", bind(values, column, value.clone()))
                }
                Condition::Lists(_, id) => {
                    // In quotes, as JSON writes a text; `\` and `%` stand in no id.
                    values.push(Value::Text(format!("%\"{id}\"%")));
                    format!("\"{column}\" LIKE ${}", values.len())
                }
                Condition::Among(_, others) => {
                    let of = layout_of(others)?;
                    let parts = others.find.parts(of, keyset, values)?;
                    let (name, table, sql) = (others.column, others.table, sql_of(&parts));
                    format!("\"{column}\" IN (SELECT \"{name}\" FROM \"{table}\"{sql})")
                }
                Condition::Below(_, value) => format!("\"{column}\" < {}", bind(values, column, value.clone())),
                Condition::Null(_) => format!("\"{column}\" IS NULL"),
                Condition::NotNull(_) => format!("\"{column}\" IS NOT NULL"),
                Condition::OneOf(_, list) if list.is_empty() => "1 = 0".to_owned(),
                Condition::OneOf(_, list) => {
                    let mut places: Vec<String> = list.iter().map(|v| bind(values, column, v.clone())).collect();
                    // The last value stands as often as it takes.
                    if let Some(last) = values.last().cloned().filter(|_| (FEW..MANY).contains(&places.len())) {
                        for _ in places.len()..places.len().next_power_of_two() {
                            values.push(last.clone());
                            places.push(format!("${}", values.len()));
                        }
                    }
                    format!("\"{column}\" IN ({})", places.join(", "))
                }
                Condition::Word(_, patterns) => {
                    values.extend(patterns.iter().cloned().map(Value::Text));
                    let later = values.len();
                    format!("(\"{column}\" LIKE ${} OR \"{column}\" LIKE ${later})", later - 1)
                }
                Condition::StartsWith(_, prefix) => {
                    let from = bind(values, column, Value::Text(prefix.clone()));
                    values.push(Value::Text(end_of_prefix(match &values[values.len() - 1] {
                        Value::Text(folded) => folded,
                        _ => prefix,
                    })));
                    format!("\"{column}\" >= {from} AND \"{column}\" < ${}", values.len())
                }
            });
        }
        Ok(parts)
    }

    fn order(&self, layout: &Layout) -> Result<Vec<&'static str>, StoreError> {
        if self.order.is_empty() {
            return Ok(vec![layout.key()]);
        }
        self.order.iter().try_for_each(|column| check(layout, column))?;
        Ok(self.order.clone())
    }

    pub(super) fn select(&self, layout: &Layout, keyset: &Keyset) -> Result<(String, Vec<Value>), StoreError> {
        let (conditions, mut values) = self.conditions(layout, keyset)?;
        let direction = if self.descending { " DESC" } else { "" };
        let order: Vec<String> = self.order(layout)?.iter().map(|c| format!("\"{c}\"{direction}")).collect();
        let select = if self.unopened { &layout.select_clear } else { &layout.select };
        let mut sql = format!("{select}{conditions} ORDER BY {}", order.join(", "));
        if let Some(limit) = self.limit {
            values.push(limit.into());
            sql.push_str(&format!(" LIMIT ${}", values.len()));
        }
        Ok((sql, values))
    }

    pub(super) fn count(&self, layout: &Layout, keyset: &Keyset) -> Result<(String, Vec<Value>), StoreError> {
        let (conditions, values) = self.conditions(layout, keyset)?;
        Ok((format!("SELECT COUNT(*) AS n FROM \"{}\"{conditions}", layout.table.name), values))
    }
}

/// ` WHERE …`, or nothing.
fn sql_of(parts: &[String]) -> String {
    if parts.is_empty() { String::new() } else { format!(" WHERE {}", parts.join(" AND ")) }
}

/// The layout of the other table, which has the column that is meant.
fn layout_of(others: &Others) -> Result<&'static Layout, StoreError> {
    let of = layout(others.table)?;
    check(of, others.column)?;
    Ok(of)
}

fn list(columns: &[&str]) -> String {
    columns.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(", ")
}

fn check(layout: &Layout, column: &str) -> Result<(), StoreError> {
    if layout.has(column) {
        Ok(())
    } else {
        Err(StoreError::Invalid(format!("{}.{column} cannot be searched", layout.table.name)))
    }
}

/// Blinds or folds a value for a derived column.
fn derive(layout: &Layout, keyset: &Keyset, column: &str, value: Value) -> Value {
    match (layout.table.derived.iter().find(|d| d.name == column).map(|d| d.how), value) {
        (Some(How::Blind), Value::Text(text)) => Value::Text(keyset.blind(column, &text)),
        (Some(How::Fold), Value::Text(text)) => Value::Text(certification::text::fold(&text)),
        (_, value) => value,
    }
}

/// The first text, by bytes, that no longer begins with `prefix`.
pub(crate) fn end_of_prefix(prefix: &str) -> String {
    format!("{prefix}{}", char::MAX)
}
