//! A fresh database for each test, on either engine. On PostgreSQL a template is migrated once and cloned.

use std::{future::Future, path::PathBuf, sync::Arc};

use certification::clock::FixedClock;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use store::{Clocks, Db, Store, StoreConfig};
use tempfile::TempDir;

/// 30 October 2025, 08:00 in Banjarbaru.
pub const START: i64 = 1_761_782_400_000_000;

/// A database and a folder of its own.
pub struct Place {
    pub engine: Db,
    pub clock: Arc<FixedClock>,
    url: String,
    folder: TempDir,
    postgres: Option<(String, String)>,
}

/// Makes one test for each engine out of `async fn(place)`.
macro_rules! both {
    ($($name:ident)+) => {$(
        mod $name {
            #[test]
            fn on_sqlite() {
                $crate::place::on(store::Db::Sqlite, super::$name);
            }
            #[test]
            fn on_postgres() {
                $crate::place::on(store::Db::Postgres, super::$name);
            }
        }
    )+};
}
pub(crate) use both;

/// Runs a test in a fresh place; without a PostgreSQL server there is nothing to run on PostgreSQL.
pub fn on<F: Future<Output = ()>>(engine: Db, test: impl FnOnce(Place) -> F) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(async {
        if let Some(place) = Place::new(engine).await {
            test(place).await;
        }
    });
}

impl Place {
    pub async fn new(engine: Db) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let (url, postgres) = match engine {
            Db::Sqlite => (format!("sqlite:{}", folder.path().join("house.db").display()), None),
            Db::Postgres => {
                let server = std::env::var("KOMPETEN_TEST_POSTGRES");
                let needed = std::env::var_os("KOMPETEN_TEST_ALL").is_some();
                assert!(server.is_ok() || !needed, "KOMPETEN_TEST_POSTGRES names no server");
                let server = server.ok()?;
                let name = clone(&server).await;
                (with_database(&server, &name), Some((server, name)))
            }
        };
        Some(Self { engine, clock: Arc::new(FixedClock::at(START)), url, folder, postgres })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn config(&self) -> StoreConfig {
        StoreConfig::new(&self.url, format!("file:{}", self.path("files").display()), self.path("keyset.json"))
    }

    pub fn clocks(&self) -> Clocks {
        Clocks { wall: self.clock.clone(), machine: self.clock.clone() }
    }

    pub async fn store(&self) -> Store {
        Store::open(self.config().create(true), self.clocks()).await.unwrap()
    }

    /// The database of a store that is gone, through the engine's own client: what a stranger may do to it.
    pub async fn tamper(&self, sql: &str) {
        match &self.postgres {
            None => {
                let path = self.path("house.db");
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).foreign_keys(false);
                let mut conn = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
                conn.execute(AssertSqlSafe(sql)).await.unwrap();
                conn.close().await.unwrap();
            }
            Some(_) => {
                let mut conn = PgConnection::connect(&self.url).await.unwrap();
                conn.execute(AssertSqlSafe(sql)).await.unwrap();
            }
        }
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

async fn clone(server: &str) -> String {
    let digest = digest_of(&crate::bless::first_migration(Db::Postgres));
    let template = format!("kompeten_template_{digest:016x}");
    let mut conn = PgConnection::connect(server).await.unwrap();
    conn.execute("SELECT pg_advisory_lock(771204)").await.unwrap();
    let there = conn
        .fetch_optional(AssertSqlSafe(format!("SELECT 1 FROM pg_database WHERE datname = '{template}'")))
        .await
        .unwrap();
    if there.is_none() {
        conn.execute(AssertSqlSafe(format!("CREATE DATABASE {template}"))).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let url = with_database(server, &template);
        let config = StoreConfig::new(&url, "file:unused", folder.path().join("keyset.json")).create(true);
        Store::open(config, Clocks::system()).await.unwrap().close().await;
        let mut inside = PgConnection::connect(&url).await.unwrap();
        // A clone is a new instance with a keyset of its own.
        inside.execute("DELETE FROM instance").await.unwrap();
        inside.close().await.unwrap();
    }
    let name = format!("kompeten_test_{}", uuid::Uuid::now_v7().simple());
    conn.execute(AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE {template}"))).await.unwrap();
    conn.execute("SELECT pg_advisory_unlock(771204)").await.unwrap();
    name
}

fn digest_of(text: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
