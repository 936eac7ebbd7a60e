//! A connection of either engine: binds [`Value`]s and reads [`Row`]s.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use futures::TryStreamExt as _;
use sqlx::{
    Arguments as _, AssertSqlSafe, Column as _, Row as _, SqliteConnection, TypeInfo as _, ValueRef as _,
    postgres::{PgArguments, PgConnectOptions, PgConnection, PgRow},
    sqlite::{SqliteArguments, SqliteConnectOptions, SqliteRow},
};

use super::{Db, Row, Type, Value, pool::Lent};
use crate::error::StoreError;

/// Statements that this process has sent, see [`statements`].
static STATEMENTS: AtomicU64 = AtomicU64::new(0);

/// How many statements this process has sent to its database since it started, to read and to write; those that begin
/// and end a transaction count as well.
#[must_use]
pub fn statements() -> u64 {
    STATEMENTS.load(Ordering::Relaxed)
}

/// A connection.
pub(crate) enum Conn {
    /// The writer's own.
    Sqlite(Box<SqliteConnection>),
    /// A reader's, back to the pool when dropped.
    SqlitePooled(Lent<SqliteConnectOptions>),
    /// Back to the pool when dropped.
    Postgres(Lent<PgConnectOptions>),
}

impl Conn {
    pub(crate) const fn engine(&self) -> Db {
        match self {
            Self::Sqlite(_) | Self::SqlitePooled(_) => Db::Sqlite,
            Self::Postgres(_) => Db::Postgres,
        }
    }

    /// Runs a statement; answers how many rows it touched.
    pub(crate) async fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        STATEMENTS.fetch_add(1, Ordering::Relaxed);
        match self {
            Self::Sqlite(c) => sqlite_execute(c, sql, values).await,
            Self::SqlitePooled(c) => c.run(async |c| sqlite_execute(c, sql, values).await).await,
            Self::Postgres(c) => {
                let arguments = pg_arguments(values)?;
                let done =
                    async |c: &mut PgConnection| Ok(sqlx::query_with(AssertSqlSafe(sql), arguments).execute(c).await?);
                Ok(c.run(done).await?.rows_affected())
            }
        }
    }

    /// Runs a query; answers all its rows.
    pub(crate) async fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        STATEMENTS.fetch_add(1, Ordering::Relaxed);
        match self {
            Self::Sqlite(c) => sqlite_rows(c, sql, values).await,
            Self::SqlitePooled(c) => c.run(async |c| sqlite_rows(c, sql, values).await).await,
            Self::Postgres(c) => c.run(async |c| pg_rows(c, sql, values).await).await,
        }
    }

    /// Runs statements without parameters, such as a migration.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql));
        match self {
            Self::Sqlite(c) => sql.execute(&mut **c).await.map(drop)?,
            Self::SqlitePooled(c) => c.run(async |c| Ok(sql.execute(c).await.map(drop)?)).await?,
            Self::Postgres(c) => c.run(async |c| Ok(sql.execute(c).await.map(drop)?)).await?,
        }
        Ok(())
    }

    /// Takes a connection whose state is unknown out of its pool for good.
    pub(crate) fn discard(&mut self) {
        match self {
            Self::Sqlite(_) => {}
            Self::SqlitePooled(c) => c.discard(),
            Self::Postgres(c) => c.discard(),
        }
    }
}

async fn sqlite_execute(c: &mut SqliteConnection, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
    let done = sqlx::query_with(AssertSqlSafe(sql), sqlite_arguments(values)?).execute(c).await?;
    Ok(done.rows_affected())
}

async fn sqlite_rows(c: &mut SqliteConnection, sql: &str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
    let mut found = sqlx::query_with(AssertSqlSafe(sql), sqlite_arguments(values)?).fetch(c);
    let mut rows = Vec::new();
    let mut names: Option<Arc<[Box<str>]>> = None;
    while let Some(row) = found.try_next().await? {
        let names = names.get_or_insert_with(|| row.columns().iter().map(|c| c.name().into()).collect());
        rows.push(Row { names: names.clone(), values: sqlite_values(&row)? });
    }
    Ok(rows)
}

async fn pg_rows(c: &mut PgConnection, sql: &str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
    let mut found = sqlx::query_with(AssertSqlSafe(sql), pg_arguments(values)?).fetch(c);
    let mut rows = Vec::new();
    let mut names: Option<Arc<[Box<str>]>> = None;
    while let Some(row) = found.try_next().await? {
        let names = names.get_or_insert_with(|| row.columns().iter().map(|c| c.name().into()).collect());
        rows.push(Row { names: names.clone(), values: pg_values(&row)? });
    }
    Ok(rows)
}

fn sqlite_arguments(values: &[Value]) -> Result<SqliteArguments, StoreError> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        match value {
            Value::Null(_) => arguments.add(None::<i64>),
            Value::Int(v) => arguments.add(*v),
            Value::Text(v) => arguments.add(v.clone()),
            Value::Blob(v) => arguments.add(v.clone()),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn pg_arguments(values: &[Value]) -> Result<PgArguments, StoreError> {
    let mut arguments = PgArguments::default();
    for value in values {
        match value {
            Value::Null(Type::Int) => arguments.add(None::<i64>),
            Value::Null(Type::Text) => arguments.add(None::<String>),
            Value::Null(Type::Blob) => arguments.add(None::<Vec<u8>>),
            Value::Int(v) => arguments.add(*v),
            Value::Text(v) => arguments.add(v.as_str()),
            Value::Blob(v) => arguments.add(v.as_slice()),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn sqlite_values(row: &SqliteRow) -> Result<Vec<Value>, StoreError> {
    (0..row.len())
        .map(|i| {
            let raw = row.try_get_raw(i)?;
            let kind = raw.type_info().name().to_owned();
            Ok(match kind.as_str() {
                _ if raw.is_null() => Value::Null(Type::Text),
                "INTEGER" | "INT4" | "BIGINT" | "BOOLEAN" => Value::Int(row.try_get_unchecked(i)?),
                "TEXT" => Value::Text(row.try_get_unchecked(i)?),
                "BLOB" => Value::Blob(row.try_get_unchecked(i)?),
                other => return Err(StoreError::Corrupt(format!("a column of type {other}"))),
            })
        })
        .collect()
}

fn pg_values(row: &PgRow) -> Result<Vec<Value>, StoreError> {
    row.columns()
        .iter()
        .enumerate()
        .map(|(i, column)| {
            Ok(match column.type_info().name() {
                "INT8" => row.try_get::<Option<i64>, _>(i)?.into(),
                "INT4" => row.try_get::<Option<i32>, _>(i)?.into(),
                "BOOL" => row.try_get::<Option<bool>, _>(i)?.into(),
                "TEXT" | "VARCHAR" | "NAME" | "CHAR" | "UNKNOWN" => row.try_get::<Option<String>, _>(i)?.into(),
                "BYTEA" => row.try_get::<Option<Vec<u8>>, _>(i)?.into(),
                other => return Err(StoreError::Corrupt(format!("a column of type {other}"))),
            })
        })
        .collect()
}
