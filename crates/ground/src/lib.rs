//! Where a test stands: a folder of its own and a fresh database on either engine, gone when the test is over. It knows
//! nothing of the house, so that the tests of every crate can stand on it. For tests alone: no part of the product
//! depends on it.
#![expect(clippy::unwrap_used, reason = "a ground that cannot be laid has failed its test")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests make names of their own and are told of servers by the environment"
)]

mod lent;

use std::{future::Future, path::PathBuf};

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tempfile::TempDir;

use lent::Lent;

/// A database's engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file in the folder.
    Sqlite,
    /// A database on the server that `KOMPETEN_TEST_POSTGRES` names.
    Postgres,
}

/// A folder and a database, gone when dropped.
#[derive(Debug)]
pub struct Ground {
    /// Address of the database.
    pub url: String,
    folder: TempDir,
    base: Base,
}

/// Whose the database is.
#[derive(Debug)]
enum Base {
    /// A file in the folder.
    Sqlite,
    /// Made on that server under that name for this test; it is dropped after it.
    Own(String, String),
    /// Lent by this program's tests to each other.
    Lent(Lent),
}

/// Makes one test for each engine out of `async fn(place)`: `$on` lays the ground and runs it.
#[macro_export]
macro_rules! both {
    ($on:path; $($name:ident)+) => {$(
        mod $name {
            #[test]
            fn on_sqlite() {
                $on($crate::Engine::Sqlite, super::$name);
            }
            #[test]
            fn on_postgres() {
                $on($crate::Engine::Postgres, super::$name);
            }
        }
    )+};
}

/// Runs a test on two threads.
///
/// # Panics
/// When the test does.
pub fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(test);
}

/// The server of PostgreSQL; without one there is nothing to run there.
///
/// # Panics
/// When `KOMPETEN_TEST_ALL` is set and there is none.
#[must_use]
pub fn server() -> Option<String> {
    let server = std::env::var("KOMPETEN_TEST_POSTGRES").ok();
    let needed = std::env::var_os("KOMPETEN_TEST_ALL").is_some();
    assert!(server.is_some() || !needed, "KOMPETEN_TEST_POSTGRES names no server");
    server
}

/// The address of a database on that server.
///
/// # Panics
/// When the server's address names no database.
#[must_use]
pub fn database(server: &str, name: &str) -> String {
    let (rest, query) = server.split_once('?').map_or((server, String::new()), |(r, q)| (r, format!("?{q}")));
    let (head, _) = rest.rsplit_once('/').unwrap();
    format!("{head}/{name}{query}")
}

impl Ground {
    /// A fresh place with an empty database; none where the engine has no server.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn on(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Sqlite => Some(Self::sqlite()),
            Engine::Postgres => {
                let (server, name) = (server()?, format!("kompeten_test_{}", uuid::Uuid::now_v7().simple()));
                let mut conn = PgConnection::connect(&server).await.unwrap();
                conn.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
                Some(Self::over(database(&server, &name), Base::Own(server, name)))
            }
        }
    }

    /// A fresh place whose database holds nothing, but may have its tables already: on PostgreSQL making them takes longer
    /// than most tests (`lent.rs`). None where the engine has no server.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn for_house(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Sqlite => Some(Self::sqlite()),
            Engine::Postgres => {
                let lent = Lent::take(server()?).await;
                Some(Self::over(lent.url(), Base::Lent(lent)))
            }
        }
    }

    fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("house.db").display());
        Self { url, folder, base: Base::Sqlite }
    }

    fn over(url: String, base: Base) -> Self {
        Self { url, folder: tempfile::tempdir().unwrap(), base }
    }

    /// Which engine.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.base {
            Base::Sqlite => Engine::Sqlite,
            Base::Own(..) | Base::Lent(_) => Engine::Postgres,
        }
    }

    /// A path in its folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Address of its files.
    #[must_use]
    pub fn files(&self) -> String {
        format!("file:{}", self.path("files").display())
    }

    /// Path of its keyset.
    #[must_use]
    pub fn keyset(&self) -> PathBuf {
        self.path("keyset.json")
    }

    /// Writes past the store, through the engine's own client: what a stranger may do to a house that is closed.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn tamper(&self, sql: &str) {
        if let Base::Lent(lent) = &self.base {
            lent.spoil().await;
        }
        if self.engine() == Engine::Postgres {
            let mut conn = PgConnection::connect(&self.url).await.unwrap();
            conn.execute(AssertSqlSafe(sql)).await.unwrap();
            return;
        }
        let conn = rusqlite::Connection::open(self.path("house.db")).unwrap();
        conn.pragma_update(None, "foreign_keys", false).unwrap();
        conn.execute_batch(sql).unwrap();
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        let Base::Own(server, name) = std::mem::replace(&mut self.base, Base::Sqlite) else { return };
        // A destructor cannot wait; a thread with a runtime of its own can.
        let dropped = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
                let mut conn = PgConnection::connect(&server).await.unwrap();
                conn.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))).await.unwrap();
            });
        });
        drop(dropped.join());
    }
}
