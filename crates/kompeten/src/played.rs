//! The clock that a house plays on: the machine's, or, in a demonstration, one that runs on from when its last act was
//! done. Every command that opens a house asks here, so that a demonstration has one time whoever works in it.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use certification::clock::Clock;
use store::{Clocks, Read, Store, StoreConfig, StoreError, SystemClock};

use crate::failure::Failure;

/// By what the journal of a demonstration is known: the node of its acts.
pub const NODE: &str = "demo";

/// A clock whose shift is known only once the house was opened.
#[derive(Debug, Default)]
struct Shifted(AtomicI64);

impl Clock for Shifted {
    fn now(&self) -> i64 {
        SystemClock.now() + self.0.load(Ordering::Relaxed)
    }
}

/// A house that was opened.
#[derive(Debug)]
pub struct Opened {
    /// It, on its clock.
    pub store: Store,
    /// It is a demonstration: its people are invented, and get no mail.
    pub demo: bool,
}

/// Opens a house on its clock.
///
/// # Errors
/// When there is none, or it belongs to another keyset.
pub async fn open(config: StoreConfig) -> Result<Opened, Failure> {
    let clock = Arc::new(Shifted::default());
    let store = Store::open(config, Clocks::with_wall(clock.clone())).await?;
    let stood = if begins_as_demonstration(&store).await? { Some(stood_at(&store).await?) } else { None };
    if let Some(at) = stood {
        clock.0.store(at - SystemClock.now(), Ordering::Relaxed);
    }
    Ok(Opened { store, demo: stood.is_some() })
}

/// Whether the first act of the journal is one of a demonstration.
///
/// # Errors
/// When the database cannot be read.
pub async fn begins_as_demonstration(store: &Store) -> Result<bool, StoreError> {
    let first = store.reader().rows("SELECT node FROM journal ORDER BY position LIMIT 1", &[]).await?;
    first.first().map_or(Ok(false), |row| Ok(row.text("node")? == NODE))
}

/// When anything was last kept in a demonstration, microseconds UTC.
async fn stood_at(store: &Store) -> Result<i64, StoreError> {
    let mut last = sealed_at(store).await?;
    // Answers of a written test stand beside the journal.
    for (column, table) in [("recorded_at", "journal"), ("received", "exam_event")] {
        last = last.max(latest(store, column, table).await?);
    }
    Ok(last)
}

/// When the journal was last sealed, microseconds UTC; 0 for never.
///
/// # Errors
/// When the database cannot be read.
pub async fn sealed_at(store: &Store) -> Result<i64, StoreError> {
    latest(store, "at", "checkpoint").await
}

async fn latest(store: &Store, column: &str, table: &str) -> Result<i64, StoreError> {
    let sql = format!("SELECT COALESCE(MAX({column}), 0) AS at FROM {table}");
    let rows = store.reader().rows(&sql, &[]).await?;
    rows.first().map_or(Ok(0), |row| row.int("at"))
}
