//! A fresh database for each test, on either engine. On PostgreSQL a template is migrated once and cloned.

use std::{future::Future, ops::Deref, sync::Arc};

use certification::clock::FixedClock;
use ground::{Engine, Ground};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use store::{Clocks, Db, Store, StoreConfig};

/// 30 October 2025, 08:00 in Banjarbaru.
pub const START: i64 = 1_761_782_400_000_000;

/// A database and a folder of its own.
pub struct Place {
    pub engine: Db,
    pub clock: Arc<FixedClock>,
    ground: Ground,
}

impl Deref for Place {
    type Target = Ground;

    fn deref(&self) -> &Ground {
        &self.ground
    }
}

/// Makes one test for each engine out of `async fn(place)`.
macro_rules! both {
    ($($name:ident)+) => { ground::both! { $crate::place::on; $($name)+ } };
}
pub(crate) use both;

/// Runs a test in a fresh place; without a PostgreSQL server there is nothing to run on PostgreSQL.
pub fn on<F: Future<Output = ()>>(engine: Engine, test: impl FnOnce(Place) -> F) {
    let engine = match engine {
        Engine::Sqlite => Db::Sqlite,
        Engine::Postgres => Db::Postgres,
    };
    ground::run(async {
        if let Some(place) = Place::new(engine).await {
            test(place).await;
        }
    });
}

impl Place {
    pub async fn new(engine: Db) -> Option<Self> {
        let ground = match engine {
            Db::Sqlite => Ground::on(Engine::Sqlite).await?,
            Db::Postgres => {
                let server = ground::server()?;
                let name = clone(&server).await;
                Ground::over(server, name)
            }
        };
        Some(Self { engine, clock: Arc::new(FixedClock::at(START)), ground })
    }

    pub fn config(&self) -> StoreConfig {
        StoreConfig::new(&self.url, self.files(), self.keyset())
    }

    pub fn clocks(&self) -> Clocks {
        Clocks { wall: self.clock.clone(), machine: self.clock.clone() }
    }

    pub async fn store(&self) -> Store {
        Store::open(self.config().create(true), self.clocks()).await.unwrap()
    }
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
        let url = ground::database(server, &template);
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
