//! A connection of either engine: binds [`Value`]s and reads [`Row`]s.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use futures::TryStreamExt as _;
use sqlx::{
    Arguments as _, AssertSqlSafe, Column as _, Row as _, TypeInfo as _,
    postgres::{PgArguments, PgConnection, PgRow},
};

use super::{
    Db, Row, Type, Value,
    pool::{LentPostgres, LentSqlite},
    sqlite::Sqlite,
};
use crate::error::StoreError;

/// Keys that one query asks for.
const AT_ONCE: usize = 64;

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
    Sqlite(Box<Sqlite>),
    /// A reader's, back to the pool when dropped.
    SqlitePooled(LentSqlite),
    /// Back to the pool when dropped.
    Postgres(LentPostgres),
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
            Self::Sqlite(c) => c.execute(sql, values),
            Self::SqlitePooled(c) => c.execute(sql, values),
            Self::Postgres(c) => {
                let arguments = pg_arguments(values)?;
                pg_execute(c, sql, arguments).await
            }
        }
    }

    /// Runs a statement of PostgreSQL whose values are at hand as it wants them; answers how many rows it touched.
    pub(super) async fn execute_arguments(&mut self, sql: &str, arguments: PgArguments) -> Result<u64, StoreError> {
        STATEMENTS.fetch_add(1, Ordering::Relaxed);
        match self {
            Self::Postgres(c) => pg_execute(c, sql, arguments).await,
            Self::Sqlite(_) | Self::SqlitePooled(_) => Err(StoreError::Invalid("arguments of another engine".into())),
        }
    }

    /// Runs a query that ends in `IN` for each of these keys; answers the rows of all of them, in no order.
    pub(crate) async fn rows_among(&mut self, sql: &str, keys: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut found = Vec::new();
        for some in keys.chunks(AT_ONCE) {
            // Few lengths, so that few statements are prepared: the last key stands as often as it takes.
            let length = some.len().next_power_of_two();
            let places: Vec<String> = (1..=length).map(|n| format!("${n}")).collect();
            let mut values = some.to_vec();
            if let Some(last) = some.last() {
                values.resize(length, last.clone());
            }
            found.extend(self.rows(&format!("{sql} ({})", places.join(", ")), &values).await?);
        }
        Ok(found)
    }

    /// Runs a query; answers all its rows.
    pub(crate) async fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        STATEMENTS.fetch_add(1, Ordering::Relaxed);
        match self {
            Self::Sqlite(c) => c.rows(sql, values),
            Self::SqlitePooled(c) => c.rows(sql, values),
            Self::Postgres(c) => c.run(async |c| pg_rows(c, sql, values).await).await,
        }
    }

    /// Runs statements without parameters, such as a migration.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(c) => c.script(sql),
            Self::SqlitePooled(c) => c.script(sql),
            Self::Postgres(c) => {
                let sql = sqlx::raw_sql(AssertSqlSafe(sql));
                c.run(async |c| Ok(sql.execute(c).await.map(drop)?)).await
            }
        }
    }

    /// Takes a connection whose state is unknown out of its pool for good. One to SQLite is never in such a state: its
    /// statements end before anything else begins.
    pub(crate) fn discard(&mut self) {
        if let Self::Postgres(c) = self {
            c.discard();
        }
    }
}

async fn pg_execute(c: &mut LentPostgres, sql: &str, arguments: PgArguments) -> Result<u64, StoreError> {
    let done = async |c: &mut PgConnection| Ok(sqlx::query_with(AssertSqlSafe(sql), arguments).execute(c).await?);
    Ok(c.run(done).await?.rows_affected())
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
