//! Connections at hand. One that was used a moment ago is handed out without being asked whether it still lives, and
//! nothing is asked of it when it comes back: a question costs as much as most queries. One that broke, or was let go in
//! the midst of a statement, is never handed out again.

use std::time::Duration;

use deadpool::managed::{Manager, Metrics, Object, Pool, PoolConfig, QueueMode, RecycleError, RecycleResult, Timeouts};
use deadpool::{Runtime, managed::PoolError};
use sqlx::{
    ConnectOptions as _, Connection as _,
    postgres::{PgConnectOptions, PgConnection},
};
use tokio::time::{Instant, timeout};

use super::sqlite::{Options, Sqlite};
use crate::error::StoreError;

/// A connection that was quiet so long is asked whether it lives before it is used.
const QUIET: Duration = Duration::from_secs(1);
/// A connection as old as this is replaced.
const LIFETIME: Duration = Duration::from_mins(30);
/// How long a caller waits for its turn, and for a server that cannot be reached.
const PATIENCE: Duration = Duration::from_secs(30);
/// A server that has not answered by then is waited for.
const SOON: Duration = Duration::from_secs(1);
/// Between two attempts to reach a server.
const PAUSE: Duration = Duration::from_millis(200);

/// Connections to PostgreSQL, as far as they are needed and no more than so many.
pub(crate) type Postgres = Pool<PostgresOpener>;
/// One of them; it goes back when it is dropped.
pub(crate) type LentPostgres = Object<PostgresOpener>;
/// Connections that read SQLite, likewise.
pub(crate) type SqliteReaders = Pool<SqliteOpener>;
/// One of them; it goes back when it is dropped.
pub(crate) type LentSqlite = Object<SqliteOpener>;

/// Opens connections to PostgreSQL with these options.
#[derive(Debug)]
pub(crate) struct PostgresOpener(PgConnectOptions);

/// Opens connections that read a SQLite database.
#[derive(Debug)]
pub(crate) struct SqliteOpener(Options);

/// A connection and whether it is fit to be used again.
#[derive(Debug)]
pub(crate) struct Held {
    conn: PgConnection,
    /// A statement began and did not end as it should.
    unfit: bool,
}

impl Held {
    /// Runs a statement; a fault that is not the database's own answer makes the connection unfit.
    pub(crate) async fn run<T>(
        &mut self,
        statement: impl AsyncFnOnce(&mut PgConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let unfit = std::mem::replace(&mut self.unfit, true);
        let result = statement(&mut self.conn).await;
        self.unfit =
            unfit || matches!(&result, Err(StoreError::Database(error)) if !matches!(error, sqlx::Error::Database(_)));
        result
    }

    /// Its state is unknown: it is not to be used again.
    pub(crate) fn discard(&mut self) {
        self.unfit = true;
    }
}

impl Manager for SqliteOpener {
    type Type = Sqlite;
    type Error = StoreError;

    async fn create(&self) -> Result<Self::Type, Self::Error> {
        self.0.reader()
    }

    // A file cannot hang up, and no statement is left half done.
    async fn recycle(&self, _: &mut Self::Type, _: &Metrics) -> RecycleResult<Self::Error> {
        Ok(())
    }
}

impl Manager for PostgresOpener {
    type Type = Held;
    type Error = sqlx::Error;

    async fn create(&self) -> Result<Self::Type, Self::Error> {
        let began = Instant::now();
        let mut told = false;
        loop {
            let left = PATIENCE.saturating_sub(began.elapsed());
            let connecting = self.0.connect();
            tokio::pin!(connecting);
            let mut tried = timeout(SOON.min(left), &mut connecting).await;
            if tried.is_err() {
                tell(&mut told);
                tried = timeout(left.saturating_sub(SOON), &mut connecting).await;
            }
            match tried {
                Ok(Ok(conn)) => return Ok(Held { conn, unfit: false }),
                Ok(Err(error)) if passes(&error) && began.elapsed() < PATIENCE => {
                    tell(&mut told);
                    tokio::time::sleep(PAUSE).await;
                }
                Ok(Err(error)) => return Err(error),
                Err(_) => return Err(sqlx::Error::PoolTimedOut),
            }
        }
    }

    async fn recycle(&self, held: &mut Self::Type, metrics: &Metrics) -> RecycleResult<Self::Error> {
        if held.unfit || metrics.age() > LIFETIME {
            return Err(RecycleError::message("worn out"));
        }
        if metrics.last_used() > QUIET {
            held.unfit = true;
            held.conn.ping().await.map_err(RecycleError::Backend)?;
            held.unfit = false;
        }
        Ok(())
    }
}

/// Says once that a server is waited for, before anybody wonders.
fn tell(told: &mut bool) {
    if !std::mem::replace(told, true) {
        tracing::warn!(wait_s = PATIENCE.as_secs(), "the database does not answer; waiting for it");
    }
}

/// Whether a server may be there in a moment: it starts or stops, or has no room for one more connection
/// (PostgreSQL: 57P03, 53300).
fn passes(error: &sqlx::Error) -> bool {
    use std::io::ErrorKind as Kind;
    match error {
        sqlx::Error::Io(io) => {
            matches!(io.kind(), Kind::ConnectionRefused | Kind::ConnectionAborted | Kind::ConnectionReset)
        }
        sqlx::Error::Database(database) => matches!(database.code().as_deref(), Some("57P03" | "53300")),
        _ => false,
    }
}

/// Connections to PostgreSQL opened with these options, at most so many.
///
/// # Errors
/// None is expected: the settings are our own.
pub(crate) fn postgres(options: PgConnectOptions, most: usize) -> Result<Postgres, StoreError> {
    pool(PostgresOpener(options), most)
}

/// Connections that read a SQLite database, at most so many.
///
/// # Errors
/// None is expected: the settings are our own.
pub(crate) fn sqlite_readers(options: Options, most: usize) -> Result<SqliteReaders, StoreError> {
    pool(SqliteOpener(options), most)
}

fn pool<M: Manager>(opener: M, most: usize) -> Result<Pool<M>, StoreError> {
    let mut config = PoolConfig::new(most.max(1));
    config.timeouts = Timeouts { wait: Some(PATIENCE), ..Timeouts::default() };
    // The one that came back last has its pages and statements at hand.
    config.queue_mode = QueueMode::Lifo;
    Pool::builder(opener)
        .config(config)
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|error| StoreError::Configuration(error.to_string()))
}

/// Closes them in order: those that are out are closed when they come back.
pub(crate) async fn close_postgres(connections: &Postgres) {
    let idle = connections.retain(|_, _| false).removed;
    connections.close();
    for held in idle {
        // What is closed holds nothing that could be lost.
        drop(held.conn.close().await);
    }
}

impl<E: Into<StoreError>> From<PoolError<E>> for StoreError {
    fn from(error: PoolError<E>) -> Self {
        match error {
            PoolError::Backend(error) => error.into(),
            PoolError::Timeout(_) => sqlx::Error::PoolTimedOut.into(),
            PoolError::Closed => Self::Closing,
            PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(_) => {
                Self::Configuration("connections cannot be kept at hand".to_owned())
            }
        }
    }
}
