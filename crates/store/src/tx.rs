//! A transaction in the hands of an act: it reads, records, and enqueues.

use std::sync::{Arc, atomic::Ordering};

use futures::future::BoxFuture;
use serde_json::Value as Json;
use zeroize::Zeroizing;

use crate::{
    db::{Conn, Row, Value},
    entropy::Entropy,
    error::StoreError,
    journal::{self, Entry},
    keyset::{Keyset, Secret},
    person_key::{self, KeyName, KeyState, Keys, PendingKeys},
    shared::Shared,
    state::{Layout, Read, open_rows, open_with},
};

/// A transaction. What it does is kept when the act's work answers `Ok`, and undone otherwise.
pub struct Tx {
    pub(crate) conn: Conn,
    pub(crate) shared: Arc<Shared>,
    pub(crate) pending: PendingKeys,
    /// A statement failed in a way that a new attempt may mend.
    pub(crate) retry: Option<Retry>,
    /// A statement failed: PostgreSQL keeps nothing of such a transaction, so neither does SQLite.
    pub(crate) broken: bool,
    /// A statement found no room to write to.
    pub(crate) full: bool,
    /// A job was enqueued.
    pub(crate) enqueued: bool,
}

/// Why a new attempt may succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Retry {
    /// Others wrote what this transaction read.
    Serialization,
    /// Others may have inserted the same key meanwhile; or it was there all along.
    Unique,
}

/// Tables whose keys the store gives out by itself.
const OWN_KEYS: [&str; 5] = ["stream_head", "person_key", "case_counter", "stage_counter", "seat_counter"];

impl Tx {
    pub(crate) fn new(conn: Conn, shared: Arc<Shared>) -> Self {
        Self { conn, shared, pending: PendingKeys::default(), retry: None, broken: false, full: false, enqueued: false }
    }

    /// Records an act and puts its changes into the state; answers its sequence in the stream.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the stream is not at the expected version;
    /// [`StoreError::Unique`] when a change breaks a unique set; [`StoreError::Erased`] when a change
    /// carries personal values of someone whose key was destroyed.
    pub async fn append(&mut self, entry: Entry) -> Result<i64, StoreError> {
        let appended = self.append_all(vec![entry]).await?;
        appended.first().copied().ok_or_else(|| StoreError::Invalid("an entry was not appended".into()))
    }

    /// Records acts one after the other, and puts their changes into the state together: on PostgreSQL a few statements,
    /// however many acts. Answers the sequence of each in its stream.
    ///
    /// # Errors
    /// As [`Self::append`]; then none of them is recorded.
    pub async fn append_all(&mut self, entries: Vec<Entry>) -> Result<Vec<i64>, StoreError> {
        let result = journal::append(&mut self.conn, &self.shared, &mut self.pending, entries).await;
        self.noted(result)
    }

    /// Runs a statement on a table outside the journal; answers how many rows it touched.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        let result = self.conn.execute(sql, values).await;
        self.noted(result)
    }

    /// The usable key of that name, made on first use.
    pub(crate) async fn key(&mut self, name: KeyName) -> Result<Secret, StoreError> {
        match self.keys(&[name]).await?.remove(&name) {
            Some(KeyState::Live(key)) => Ok(key),
            Some(KeyState::Destroyed) | None => Err(StoreError::Erased),
        }
    }

    /// The keys of these names, each made on first use.
    pub(crate) async fn keys(&mut self, names: &[KeyName]) -> Result<Keys, StoreError> {
        let now = self.now();
        let result = person_key::load_or_create(&mut self.conn, &self.shared, &mut self.pending, names, now).await;
        self.noted(result)
    }

    /// The keyset in use.
    #[must_use]
    pub fn keyset(&self) -> Arc<Keyset> {
        self.shared.keyset()
    }

    /// Where keys and nonces come from.
    #[must_use]
    pub fn entropy(&self) -> Arc<dyn Entropy> {
        Arc::clone(&self.shared.entropy)
    }

    /// The clock of acts, microseconds UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.shared.clocks.wall.now()
    }

    /// The clock of the machine, microseconds UTC: for sessions, leases and throttles.
    #[must_use]
    pub fn machine_now(&self) -> i64 {
        self.shared.clocks.machine.now()
    }

    /// The result of an act's work, unless a statement failed under it and the work went on all the same.
    pub(crate) fn sound<T, E: From<StoreError>>(&self, result: Result<T, E>) -> Result<T, E> {
        if result.is_ok() && self.broken {
            return Err(self.not_committed("a statement failed").into());
        }
        result
    }

    /// Why nothing was kept: for want of room, or something else.
    pub(crate) fn not_committed(&self, why: impl std::fmt::Display) -> StoreError {
        if self.full { StoreError::Full } else { StoreError::NotCommitted(why.to_string()) }
    }

    /// What follows a commit, before anyone is answered: readers ask anew how far the house is, keys become known to
    /// them, workers hear of new jobs.
    pub(crate) fn committed(&mut self) {
        self.shared.commits.fetch_add(1, Ordering::Release);
        self.pending.publish(&self.shared.keys);
        if std::mem::take(&mut self.enqueued) {
            self.shared.new_jobs.notify_one();
        }
    }

    pub(crate) fn noted<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(error) = &result {
            self.full |= matches!(error, StoreError::Full);
            self.broken |= matches!(
                error,
                StoreError::Database(_) | StoreError::Sqlite(_) | StoreError::Full | StoreError::Unique { .. }
            );
            if error.is_serialization_failure() {
                self.retry = Some(Retry::Serialization);
            } else if let StoreError::Unique { table, columns } = error {
                // Keys that the store itself gives out are taken only by those who came first.
                let ours = OWN_KEYS.contains(&table.as_str()) || columns == "stream,seq";
                self.retry = Some(if ours { Retry::Serialization } else { Retry::Unique });
            }
        }
        result
    }
}

impl Read for Tx {
    fn rows<'a>(&'a mut self, sql: &'a str, values: &'a [Value]) -> BoxFuture<'a, Result<Vec<Row>, StoreError>> {
        Box::pin(async move {
            let result = self.conn.rows(sql, values).await;
            self.noted(result)
        })
    }

    fn open_fields<'a>(
        &'a mut self,
        layout: &'static Layout,
        rows: Vec<Row>,
    ) -> BoxFuture<'a, Result<Vec<Json>, StoreError>> {
        Box::pin(async move {
            let result = open_rows(&mut self.conn, &self.shared, Some(&self.pending), layout, rows).await;
            self.noted(result)
        })
    }

    fn open_bytes<'a>(
        &'a mut self,
        name: KeyName,
        place: Vec<u8>,
        bytes: Vec<u8>,
    ) -> BoxFuture<'a, Result<Option<Zeroizing<Vec<u8>>>, StoreError>> {
        Box::pin(async move {
            let result = person_key::load(&mut self.conn, &self.shared, Some(&self.pending), &[name]).await;
            open_with(self.noted(result)?.get(&name), &place, &bytes)
        })
    }

    fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    fn is_between_acts(&self) -> bool {
        false
    }
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("engine", &self.conn.engine()).finish_non_exhaustive()
    }
}
