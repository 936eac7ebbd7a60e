//! A fresh database for each test, on either engine.

use std::{future::Future, ops::Deref, sync::Arc};

use certification::clock::FixedClock;
use ground::{Engine, Ground};
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
        let of = match engine {
            Db::Sqlite => Engine::Sqlite,
            Db::Postgres => Engine::Postgres,
        };
        let ground = Ground::for_house(of).await?;
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
