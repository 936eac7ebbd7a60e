//! SQLite where the work is: a statement runs on the thread that asks, without a message to another one and back, which
//! costs more than most statements do (decision 0016).

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use rusqlite::{
    CachedStatement, Connection, OpenFlags,
    types::{ToSql, ToSqlOutput, ValueRef},
};

use super::{Row, Type, Value};
use crate::error::StoreError;

/// Bytes of a database that are read where they lie, instead of copied into a page cache of each connection: rows of a
/// list lie scattered, and such a cache is small.
const MAPPED: i64 = 256 * 1024 * 1024;
/// How long a statement waits for another process that writes.
const PATIENCE: Duration = Duration::from_secs(10);
/// Statements that a connection keeps prepared.
const PREPARED: usize = 300;

/// What is opened, and how.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    path: PathBuf,
    create: bool,
    pages: Option<u32>,
}

impl Options {
    /// A file, which is made where `create` is set; `pages` of 4 KiB bound its size.
    pub(crate) const fn new(path: PathBuf, create: bool, pages: Option<u32>) -> Self {
        Self { path, create, pages }
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Opens it to write, durably: whoever is answered has it on the disk.
    pub(crate) fn writer(&self) -> Result<Sqlite, StoreError> {
        let create = if self.create { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
        let conn = open(&self.path, OpenFlags::SQLITE_OPEN_READ_WRITE | create)?;
        conn.pragma_update(None, "journal_mode", "WAL")?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        conn.pragma_update(None, "foreign_keys", true)?;
        // What is wiped or deleted is written over.
        conn.pragma_update(None, "secure_delete", true)?;
        if let Some(pages) = self.pages {
            conn.pragma_update(None, "max_page_count", pages)?;
        }
        Ok(Sqlite(conn))
    }

    /// Opens it to read.
    pub(crate) fn reader(&self) -> Result<Sqlite, StoreError> {
        Ok(Sqlite(open(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?))
    }
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    // One connection is never used by two threads at a time, so SQLite need not see to it.
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(PREPARED);
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "mmap_size", MAPPED)?;
    Ok(conn)
}

/// A connection to SQLite.
#[derive(Debug)]
pub(crate) struct Sqlite(Connection);

impl Sqlite {
    /// A database without a name: in memory as far as its cache of so many KiB reaches, and in a nameless file beyond; it
    /// is gone when it is closed, and nothing of it is durable.
    pub(crate) fn passing(cache: u32) -> Result<Self, StoreError> {
        let conn = Connection::open("")?;
        conn.set_prepared_statement_cache_capacity(PREPARED);
        conn.pragma_update(None, "cache_size", -i64::from(cache))?;
        conn.pragma_update(None, "journal_mode", "OFF")?;
        conn.pragma_update(None, "synchronous", "OFF")?;
        Ok(Self(conn))
    }

    /// Runs a statement; answers how many rows it touched.
    pub(super) fn execute(&self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        let mut statement = self.bound(sql, values)?;
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        Ok(self.0.changes())
    }

    /// Runs a query; answers all its rows.
    pub(super) fn rows(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut statement = self.bound(sql, values)?;
        let names: Arc<[Box<str>]> = statement.column_names().map(Into::into).collect();
        let mut found = statement.raw_query();
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let values = (0..names.len()).map(|at| value(row.get_ref(at)?)).collect::<Result<_, _>>()?;
            rows.push(Row { names: names.clone(), values });
        }
        Ok(rows)
    }

    /// Runs statements without parameters.
    pub(super) fn script(&self, sql: &str) -> Result<(), StoreError> {
        Ok(self.0.execute_batch(sql)?)
    }

    /// Empties the log into the database; answers whether it is empty now: while somebody reads, it is not.
    pub(crate) fn empty_log(&self) -> Result<bool, StoreError> {
        let busy: i64 = self.0.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy == 0)
    }

    /// The statement with its values. SQLite counts `$1` as a name, in the order in which names occur.
    fn bound(&self, sql: &str, values: &[Value]) -> Result<CachedStatement<'_>, StoreError> {
        let mut statement = self.0.prepare_cached(sql)?;
        for at in 1..=statement.parameter_count() {
            let number = statement.parameter_name(at).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
            let value = number.and_then(|number| values.get(number.checked_sub(1)?));
            let value = value.ok_or_else(|| StoreError::Invalid(format!("no value for parameter {at} of: {sql}")))?;
            statement.raw_bind_parameter(at, value)?;
        }
        Ok(statement)
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null(_) => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn value(raw: ValueRef<'_>) -> Result<Value, StoreError> {
    Ok(match raw {
        ValueRef::Null => Value::Null(Type::Text),
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) => Value::Text(text.to_owned()),
            Err(_) => return Err(StoreError::Corrupt("text that is not UTF-8".to_owned())),
        },
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        ValueRef::Real(_) => return Err(StoreError::Corrupt("a column of type REAL".to_owned())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_bound_by_their_number_wherever_they_stand() {
        let db = Sqlite::passing(64).unwrap();
        let rows = db.rows("SELECT $2 AS b, $1 AS a, $2 AS again", &[1_i64.into(), "zwei".into()]).unwrap();
        let row = rows.first().unwrap();
        assert_eq!((row.int("a").unwrap(), row.text("b").unwrap(), row.text("again").unwrap()), (1, "zwei", "zwei"));
        assert!(matches!(db.rows("SELECT $2 AS b", &[1_i64.into()]), Err(StoreError::Invalid(_))));
        assert!(matches!(db.rows("SELECT ?1 AS b", &[1_i64.into()]), Err(StoreError::Invalid(_))));
    }

    #[test]
    fn every_kind_of_value_comes_back_and_a_fraction_is_none() {
        let db = Sqlite::passing(64).unwrap();
        db.script("CREATE TABLE t (i INTEGER, x TEXT, b BLOB, n TEXT)").unwrap();
        let values: [Value; 4] = [i64::MIN.into(), "\0ü".into(), vec![0, 255].into(), None::<&str>.into()];
        assert_eq!(db.execute("INSERT INTO t VALUES ($1, $2, $3, $4)", &values).unwrap(), 1);
        assert_eq!(db.rows("SELECT * FROM t", &[]).unwrap()[0].values(), values);
        assert_eq!(db.execute("DELETE FROM t WHERE i = $1", &[7_i64.into()]).unwrap(), 0);
        assert!(matches!(db.rows("SELECT 0.5 AS half", &[]), Err(StoreError::Corrupt(_))));
    }
}
