//! Faults of the store. All but [`StoreError::Conflict`], [`StoreError::Unique`] and
//! [`StoreError::Erased`] are faults of the house, which a person cannot mend.

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else changed the stream first.
    #[error("stream {stream} is at {found}, not at {expected}")]
    Conflict {
        /// The stream.
        stream: String,
        /// The version the act was made for.
        expected: i64,
        /// The version it found.
        found: i64,
    },
    /// A value that must occur once is already there.
    #[error("already there: {table} ({columns})")]
    Unique {
        /// The table.
        table: String,
        /// Its columns, separated by commas.
        columns: String,
    },
    /// The person's key was destroyed; nothing can be sealed for them any more.
    #[error("the person's key was destroyed")]
    Erased,
    /// What was handed in cannot be stored.
    #[error("cannot be stored: {0}")]
    Invalid(String),
    /// What is stored cannot be read.
    #[error("cannot be read: {0}")]
    Corrupt(String),
    /// The settings are wrong.
    #[error("{0}")]
    Configuration(String),
    /// A newer version of the program made the database.
    #[error(
        "the database was made by a newer version of the program: its schema is {found}, this program knows {known}"
    )]
    Newer {
        /// The version of its schema.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The server of the database does not answer.
    #[error("the database does not answer: {0}")]
    Unreachable(String),
    /// The house cannot work at this moment.
    #[error("{0}")]
    NotReady(String),
    /// The keyset is missing, damaged or another's.
    #[error("{0}")]
    Keyset(String),
    /// The work of an act panicked; it was rolled back.
    #[error("the act broke off")]
    BrokeOff,
    /// Too many others wrote at the same time, in every attempt.
    #[error("too busy: gave up after {attempts} attempts")]
    Busy {
        /// How often it was tried.
        attempts: u32,
    },
    /// There is no room left to write to (SQLite 13, PostgreSQL 53100, `ENOSPC`). Nothing of the act was kept.
    #[error("no room left to write to")]
    Full,
    /// The store is closing.
    #[error("the store is closing")]
    Closing,
    /// The batch in which this act stood could not be made durable.
    #[error("not committed: {0}")]
    NotCommitted(String),
    /// PostgreSQL refused, or did not answer.
    #[error("database: {0}")]
    Database(#[source] sqlx::Error),
    /// SQLite refused.
    #[error("database: {0}")]
    Sqlite(#[source] rusqlite::Error),
    /// A file could not be read or written.
    #[error("file: {0}")]
    Io(#[source] std::io::Error),
}

impl StoreError {
    /// A retry in a new transaction may well succeed (PostgreSQL: 40001, 40P01).
    #[must_use]
    pub fn is_serialization_failure(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        matches!(error.code().as_deref(), Some("40001" | "40P01"))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(database) = &error
            && database.is_unique_violation()
        {
            let constraint = database.constraint().unwrap_or_default();
            let (table, columns) = postgres_constraint(constraint, database.table().unwrap_or_default());
            return Self::Unique { table, columns };
        }
        match &error {
            sqlx::Error::Database(database) if database.code().as_deref() == Some("53100") => Self::Full,
            _ => Self::Database(error),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{ErrorCode, ffi};
        let rusqlite::Error::SqliteFailure(failure, message) = &error else { return Self::Sqlite(error) };
        match (failure.code, failure.extended_code) {
            (ErrorCode::DiskFull, _) => Self::Full,
            (_, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => {
                let (table, columns) = sqlite_constraint(message.as_deref().unwrap_or_default());
                Self::Unique { table, columns }
            }
            _ => Self::Sqlite(error),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        if is_full(&error) { Self::Full } else { Self::Io(error) }
    }
}

/// Whether an error, or what caused it, is that of a full disk.
pub(crate) fn is_full(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        // An `io::Error` hides the one it was made of from its own chain.
        let io = error.downcast_ref::<std::io::Error>();
        let inner = io.and_then(std::io::Error::get_ref).is_some_and(|inner| is_full(inner));
        if inner || io.is_some_and(|io| io.kind() == std::io::ErrorKind::StorageFull) {
            return true;
        }
        next = error.source();
    }
    false
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        // The message of serde_json may quote a value.
        Self::Corrupt(format!("JSON at line {} column {}", error.line(), error.column()))
    }
}

/// Unique indexes are named `table__column__column`.
fn postgres_constraint(constraint: &str, table: &str) -> (String, String) {
    match constraint.split_once("__") {
        Some((table, columns)) => (table.to_owned(), columns.replace("__", ",")),
        None => (table.to_owned(), "primary key".to_owned()),
    }
}

/// `UNIQUE constraint failed: cases.person_id, cases.event_id`
fn sqlite_constraint(message: &str) -> (String, String) {
    let list = message.rsplit_once(": ").map_or("", |(_, list)| list);
    let mut table = String::new();
    let columns: Vec<&str> = list
        .split(", ")
        .filter_map(|item| item.split_once('.'))
        .map(|(t, c)| {
            t.clone_into(&mut table);
            c
        })
        .collect();
    (table, columns.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_name_a_unique_violation_alike() {
        let sqlite = sqlite_constraint("UNIQUE constraint failed: cases.event_id, cases.running");
        assert_eq!(sqlite, postgres_constraint("cases__event_id__running", "cases"));
    }
}
