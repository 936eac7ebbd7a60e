//! Where a test's house stands: a folder of its own and a fresh database on either engine.

use std::{future::Future, path::PathBuf};

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use store::{Db, StoreConfig};
use tempfile::TempDir;

/// A database and a folder, gone when dropped.
#[derive(Debug)]
pub struct Place {
    /// Which engine.
    pub engine: Db,
    /// Address of the database.
    pub url: String,
    folder: TempDir,
    postgres: Option<(String, String)>,
}

/// Runs a test in a fresh place. Without a PostgreSQL server there is nothing to run on PostgreSQL,
/// unless `KOMPETEN_TEST_ALL` is set: then the test fails.
///
/// # Panics
/// When the place cannot be made.
pub fn on<F: Future<Output = ()>>(engine: Db, test: impl FnOnce(Place) -> F) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(async {
        match Place::new(engine).await {
            Some(place) => test(place).await,
            None => assert!(std::env::var_os("KOMPETEN_TEST_ALL").is_none(), "KOMPETEN_TEST_POSTGRES names no server"),
        }
    });
}

impl Place {
    /// A fresh place; none where the engine has no server.
    ///
    /// # Panics
    /// When the server refuses a new database.
    pub async fn new(engine: Db) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let (url, postgres) = match engine {
            Db::Sqlite => (format!("sqlite:{}", folder.path().join("house.db").display()), None),
            Db::Postgres => {
                let server = std::env::var("KOMPETEN_TEST_POSTGRES").ok()?;
                let name = format!("kompeten_house_{}", uuid::Uuid::now_v7().simple());
                let mut conn = PgConnection::connect(&server).await.unwrap();
                conn.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
                (with_database(&server, &name), Some((server, name)))
            }
        };
        Some(Self { engine, url, folder, postgres })
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

    /// Settings of its store.
    #[must_use]
    pub fn config(&self) -> StoreConfig {
        StoreConfig::new(&self.url, self.files(), self.keyset())
    }

    /// Writes past the store, through the engine's own client: what a stranger may do to a house that is closed.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn tamper(&self, sql: &str) {
        if self.postgres.is_some() {
            let mut conn = PgConnection::connect(&self.url).await.unwrap();
            conn.execute(AssertSqlSafe(sql)).await.unwrap();
            return;
        }
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(self.path("house.db")).foreign_keys(false);
        let mut conn = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
        conn.execute(AssertSqlSafe(sql)).await.unwrap();
        conn.close().await.unwrap();
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((server, name)) = self.postgres.take() else { return };
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

fn with_database(server: &str, name: &str) -> String {
    let (rest, query) = server.split_once('?').map_or((server, String::new()), |(r, q)| (r, format!("?{q}")));
    let (head, _) = rest.rsplit_once('/').unwrap();
    format!("{head}/{name}{query}")
}
