//! Inserting many rows of one table: on PostgreSQL in one statement, whatever their number, because there it is the
//! statement that costs; on SQLite, where it costs nothing to speak of, row after row.

use std::fmt::Write as _;

use sqlx::{Arguments as _, postgres::PgArguments};

use super::{Conn, Db, Type, Value};
use crate::error::StoreError;

/// Rows of one statement: its values are in memory twice.
const AT_ONCE: usize = 500;

/// How rows are inserted into a table.
#[derive(Debug)]
pub(crate) struct Insert {
    head: String,
    columns: usize,
    tail: String,
    /// The statement for one row.
    one: String,
}

impl Insert {
    /// Into `table`, these columns; `tail` says what to do with a row that is there already.
    pub(crate) fn new(table: &str, columns: &[&str], tail: &str) -> Self {
        let list = columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        let places: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
        let head = format!("INSERT INTO \"{table}\" ({list})");
        let one = format!("{head} VALUES ({}) {tail}", places.join(", "));
        Self { head, columns: columns.len(), tail: tail.to_owned(), one }
    }

    /// The statement for rows that come as an array for each column.
    fn many(&self, types: &[Type]) -> String {
        let mut sql = format!("{} SELECT * FROM UNNEST(", self.head);
        for (n, kind) in types.iter().enumerate() {
            let comma = if n == 0 { "" } else { ", " };
            let kind = match kind {
                Type::Int => "BIGINT",
                Type::Text => "TEXT",
                Type::Blob => "BYTEA",
            };
            // Writing into a String cannot fail.
            let _ = write!(sql, "{comma}${}::{kind}[]", n + 1);
        }
        let _ = write!(sql, ") {}", self.tail);
        sql
    }
}

impl Conn {
    /// Inserts rows in their order; answers how many were touched. No two of them may have the same key where the tail
    /// updates what is there.
    pub(crate) async fn insert(&mut self, insert: &Insert, rows: &[Vec<Value>]) -> Result<u64, StoreError> {
        if let Some(row) = rows.iter().find(|row| row.len() != insert.columns) {
            let said = format!("{}: {} values for {} columns", insert.head, row.len(), insert.columns);
            return Err(StoreError::Invalid(said));
        }
        let mut touched = 0;
        if self.engine() == Db::Sqlite || rows.len() == 1 {
            for row in rows {
                touched += self.execute(&insert.one, row).await?;
            }
            return Ok(touched);
        }
        for some in rows.chunks(AT_ONCE) {
            let types: Vec<Type> = (0..insert.columns).map(|at| type_of(some, at)).collect();
            let mut arguments = PgArguments::default();
            for (at, kind) in types.iter().enumerate() {
                add_column(&mut arguments, some, at, *kind)?;
            }
            touched += self.execute_arguments(&insert.many(&types), arguments).await?;
        }
        Ok(touched)
    }
}

/// The type of a column, as the first value says that is not null.
fn type_of(rows: &[Vec<Value>], at: usize) -> Type {
    let said = |row: &Vec<Value>| match row[at] {
        Value::Null(_) => None,
        Value::Int(_) => Some(Type::Int),
        Value::Text(_) => Some(Type::Text),
        Value::Blob(_) => Some(Type::Blob),
    };
    rows.iter().find_map(said).unwrap_or_else(|| match rows.first().map(|row| &row[at]) {
        Some(Value::Null(kind)) => *kind,
        _ => Type::Text,
    })
}

fn add_column(arguments: &mut PgArguments, rows: &[Vec<Value>], at: usize, kind: Type) -> Result<(), StoreError> {
    let other = || StoreError::Invalid(format!("values of several types in column {}", at + 1));
    match kind {
        Type::Int => {
            let column = rows.iter().map(|row| match &row[at] {
                Value::Null(_) => Ok(None),
                Value::Int(number) => Ok(Some(*number)),
                _ => Err(other()),
            });
            arguments.add(column.collect::<Result<Vec<Option<i64>>, _>>()?)
        }
        Type::Text => {
            let column = rows.iter().map(|row| match &row[at] {
                Value::Null(_) => Ok(None),
                Value::Text(text) => Ok(Some(text.as_str())),
                _ => Err(other()),
            });
            arguments.add(column.collect::<Result<Vec<Option<&str>>, _>>()?)
        }
        Type::Blob => {
            let column = rows.iter().map(|row| match &row[at] {
                Value::Null(_) => Ok(None),
                Value::Blob(bytes) => Ok(Some(bytes.as_slice())),
                _ => Err(other()),
            });
            arguments.add(column.collect::<Result<Vec<Option<&[u8]>>, _>>()?)
        }
    }
    .map_err(|error| sqlx::Error::Encode(error).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_the_type_of_its_first_value_and_a_null_says_its_own() {
        let rows =
            [vec![Value::Null(Type::Text), Value::Null(Type::Blob)], vec![Value::Int(4), Value::Null(Type::Blob)]];
        let types = [type_of(&rows, 0), type_of(&rows, 1)];
        assert_eq!(types, [Type::Int, Type::Blob]);
        let insert = Insert::new("t", &["a", "b"], "ON CONFLICT DO NOTHING");
        assert_eq!(
            insert.many(&types),
            "INSERT INTO \"t\" (\"a\", \"b\") SELECT * FROM UNNEST($1::BIGINT[], $2::BYTEA[]) ON CONFLICT DO NOTHING"
        );
        assert_eq!(insert.one, "INSERT INTO \"t\" (\"a\", \"b\") VALUES ($1, $2) ON CONFLICT DO NOTHING");
        let mixed = [vec![Value::Int(1)], vec![Value::Text("x".into())]];
        assert!(add_column(&mut PgArguments::default(), &mixed, 0, Type::Int).is_err());
    }
}
