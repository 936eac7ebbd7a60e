//! Where a test's house stands, with the settings of its store.

use std::{future::Future, ops::Deref};

use ground::{Engine, Ground};
use store::{Db, StoreConfig};

use crate::house::TestHouse;

/// A database and a folder, gone when dropped.
#[derive(Debug)]
pub struct Place {
    /// Which engine.
    pub engine: Db,
    ground: Ground,
}

impl Deref for Place {
    type Target = Ground;

    fn deref(&self) -> &Ground {
        &self.ground
    }
}

/// Runs a test in a fresh place with an empty database. Without a PostgreSQL server there is nothing to run on
/// PostgreSQL, unless `KOMPETEN_TEST_ALL` is set: then the test fails.
///
/// # Panics
/// When the place cannot be made.
pub fn on<F: Future<Output = ()>>(engine: Db, test: impl FnOnce(Place) -> F) {
    ground::run(async {
        if let Some(place) = Place::new(engine).await {
            test(place).await;
        }
    });
}

/// Runs a test in a fresh house, as [`on`] does.
///
/// # Panics
/// When the house cannot be made.
pub fn in_house<F: Future<Output = ()>>(engine: Db, test: impl FnOnce(TestHouse) -> F) {
    ground::run(async {
        if let Some(ground) = Ground::for_house(engine_of(engine)).await {
            test(TestHouse::at(Place { engine, ground }).await).await;
        }
    });
}

impl Place {
    /// A fresh place with an empty database; none where the engine has no server.
    ///
    /// # Panics
    /// When the server refuses a new database.
    pub async fn new(engine: Db) -> Option<Self> {
        Some(Self { engine, ground: Ground::on(engine_of(engine)).await? })
    }

    /// Settings of its store.
    #[must_use]
    pub fn config(&self) -> StoreConfig {
        StoreConfig::new(&self.url, self.files(), self.keyset())
    }
}

const fn engine_of(engine: Db) -> Engine {
    match engine {
        Db::Sqlite => Engine::Sqlite,
        Db::Postgres => Engine::Postgres,
    }
}
