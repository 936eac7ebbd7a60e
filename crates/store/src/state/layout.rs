//! How a record's [`Table`] lies in the database: the names of its columns and the sentences that read and
//! write it, made once from its description.

use std::{collections::HashMap, sync::LazyLock};

use certification::record::{Column, Sensitivity, TABLES, Table};

use crate::{db::Insert, error::StoreError};

/// A table's columns and sentences.
#[derive(Debug)]
pub struct Layout {
    /// Its description.
    pub table: &'static Table,
    /// Names of the columns in SQL: clear ones, derived ones, then `sealed` where there is one.
    pub columns: Vec<&'static str>,
    /// Whether it has a `sealed` column.
    pub sealed: bool,
    /// Puts rows as they now are.
    pub(crate) upsert: Insert,
    pub(crate) select: String,
    /// The same without `sealed`.
    pub(crate) select_clear: String,
}

/// Stored in a column of its own, readable.
pub(crate) fn is_clear(column: &Column) -> bool {
    column.sensitivity <= Sensitivity::Name
}

impl Layout {
    fn of(table: &'static Table) -> Self {
        let clear: Vec<&'static str> = table.columns.iter().filter(|c| is_clear(c)).map(|c| c.name).collect();
        let sealed = clear.len() < table.columns.len();
        let mut columns = clear.clone();
        columns.extend(table.derived.iter().map(|d| d.name));
        let select_clear = format!("SELECT {} FROM \"{}\"", quoted(&clear), table.name);
        let mut read = clear;
        if sealed {
            columns.push("sealed");
            read.push("sealed");
        }
        let taken: Vec<String> = columns[1..].iter().map(|name| format!("\"{name}\" = excluded.\"{name}\"")).collect();
        let tail = format!("ON CONFLICT (\"{}\") DO UPDATE SET {}", columns[0], taken.join(", "));
        let upsert = Insert::new(table.name, &columns, &tail);
        let select = format!("SELECT {} FROM \"{}\"", quoted(&read), table.name);
        Self { table, columns, sealed, upsert, select, select_clear }
    }

    /// The key's column.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.columns[0]
    }

    /// Reads every column, derived ones too.
    pub(crate) fn select_all(&self) -> String {
        format!("SELECT {} FROM \"{}\"", quoted(&self.columns), self.table.name)
    }

    /// The table has that column, derived ones too, and it can be asked for.
    #[must_use]
    pub fn has(&self, column: &str) -> bool {
        column != "sealed" && self.columns.contains(&column)
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(", ")
}

static LAYOUTS: LazyLock<HashMap<&'static str, Layout>> =
    LazyLock::new(|| TABLES.iter().map(|table| (table.name, Layout::of(table))).collect());

/// The layout of the table of that name.
///
/// # Errors
/// When no journalled table is called so.
pub fn layout(table: &str) -> Result<&'static Layout, StoreError> {
    LAYOUTS.get(table).ok_or_else(|| StoreError::Invalid(format!("no journalled table is called {table}")))
}
