//! Reading: the same words on a [`Reader`] and inside an act's [`crate::Tx`].

use std::{
    fmt::Display,
    future::Future,
    sync::{Arc, atomic::Ordering},
};

use certification::record::{Record, Table};
use futures::future::BoxFuture;
use serde_json::Value as Json;
use zeroize::Zeroizing;

use super::{
    codec::{clear_fields, state_place},
    find::Find,
    layout::{Layout, layout},
};
use crate::{
    db::{
        Conn, Row, Value,
        pool::{Postgres, SqliteReaders, close_postgres},
    },
    error::StoreError,
    person_key::{self, KeyName, KeyState, Keys, PendingKeys},
    shared::Shared,
};

/// What can be asked of a reader and of a transaction alike.
pub trait Read: Send + Sized {
    /// Runs a query; answers all its rows.
    fn rows<'a>(&'a mut self, sql: &'a str, values: &'a [Value]) -> BoxFuture<'a, Result<Vec<Row>, StoreError>>;

    #[doc(hidden)]
    fn open_fields<'a>(
        &'a mut self,
        layout: &'static Layout,
        rows: Vec<Row>,
    ) -> BoxFuture<'a, Result<Vec<Json>, StoreError>>;

    /// Opens bytes sealed under a person's key; `None` when the key was destroyed or never made.
    #[doc(hidden)]
    fn open_bytes<'a>(
        &'a mut self,
        name: KeyName,
        place: Vec<u8>,
        bytes: Vec<u8>,
    ) -> BoxFuture<'a, Result<Option<Zeroizing<Vec<u8>>>, StoreError>>;

    #[doc(hidden)]
    fn shared(&self) -> &Arc<Shared>;

    /// The clock of acts, microseconds UTC.
    fn now(&self) -> i64 {
        self.shared().clocks.wall.now()
    }

    /// It sees what is committed, and nothing else.
    #[doc(hidden)]
    fn is_between_acts(&self) -> bool;

    /// How far the house is: another answer after anything was committed.
    #[doc(hidden)]
    fn moment(&mut self) -> BoxFuture<'_, Result<Arc<str>, StoreError>> {
        Box::pin(async move {
            let rows = self.rows(self.shared().engine.moment(), &[]).await?;
            Ok(rows.first().map_or(Ok(""), |row| row.text("moment"))?.into())
        })
    }

    /// The record of that key.
    fn get<R: Record>(&mut self, key: impl Display) -> impl Future<Output = Result<Option<R>, StoreError>> + Send {
        let key = key.to_string();
        async move {
            let find = Find::by(key_column(R::TABLE), key);
            Ok(self.find::<R>(&find).await?.pop())
        }
    }

    /// The records that satisfy `find`, in its order.
    fn find<R: Record>(&mut self, find: &Find) -> impl Future<Output = Result<Vec<R>, StoreError>> + Send {
        let find = find.clone();
        async move {
            let layout = layout(R::TABLE.name)?;
            let (sql, values) = find.select(layout, &self.shared().keyset())?;
            if find.finds_nothing() {
                return Ok(Vec::new());
            }
            let rows = self.rows(&sql, &values).await?;
            let all = if find.is_unopened() {
                rows.iter().map(|row| clear_fields(layout, row).map(Json::Object)).collect::<Result<Vec<_>, _>>()?
            } else {
                self.open_fields(layout, rows).await?
            };
            all.into_iter().map(|fields| serde_json::from_value(fields).map_err(StoreError::from)).collect()
        }
    }

    /// The first record that satisfies `find`.
    fn first<R: Record>(&mut self, find: Find) -> impl Future<Output = Result<Option<R>, StoreError>> + Send {
        async move { Ok(self.find::<R>(&find.limit(1)).await?.pop()) }
    }

    /// How many rows satisfy `find`.
    fn count<R: Record>(&mut self, find: &Find) -> impl Future<Output = Result<i64, StoreError>> + Send {
        let find = find.clone();
        async move {
            let (sql, values) = find.count(layout(R::TABLE.name)?, &self.shared().keyset())?;
            if find.finds_nothing() {
                return Ok(0);
            }
            let rows = self.rows(&sql, &values).await?;
            rows.first().map_or(Ok(0), |row| row.int("n"))
        }
    }

    /// How many entries a stream holds, which is the version the next act on it expects.
    fn stream_version(&mut self, stream: &str) -> impl Future<Output = Result<i64, StoreError>> + Send {
        let values = [Value::from(stream)];
        async move {
            let rows = self.rows("SELECT version FROM stream_head WHERE stream = $1", &values).await?;
            rows.first().map_or(Ok(0), |row| row.int("version"))
        }
    }
}

fn key_column(table: &'static Table) -> &'static str {
    table.columns[0].name
}

/// Rebuilds records as JSON from their rows, opening what is sealed. Where the key was destroyed,
/// or never made, sealed fields stay null.
pub(crate) async fn open_rows(
    conn: &mut Conn,
    shared: &Shared,
    pending: Option<&PendingKeys>,
    layout: &'static Layout,
    rows: Vec<Row>,
) -> Result<Vec<Json>, StoreError> {
    let parted = Parted::of(layout, rows)?;
    let keys = match parted.names() {
        names if names.is_empty() => Keys::new(),
        names => person_key::load(conn, shared, pending, &names).await?,
    };
    parted.open(&keys)
}

/// Records whose sealed fields are still to be opened.
struct Parted {
    layout: &'static Layout,
    records: Vec<serde_json::Map<String, Json>>,
    sealed: Vec<(usize, KeyName, Vec<u8>)>,
}

impl Parted {
    fn of(layout: &'static Layout, rows: Vec<Row>) -> Result<Self, StoreError> {
        let mut records = Vec::with_capacity(rows.len());
        let mut sealed = Vec::new();
        for row in rows {
            let fields = clear_fields(layout, &row)?;
            if layout.sealed
                && let Some(bytes) = row.opt_blob("sealed")?
            {
                let person = layout
                    .table
                    .subject
                    .and_then(|column| fields.get(column)?.as_str())
                    .and_then(|text| text.parse().ok())
                    .ok_or_else(|| StoreError::Corrupt(format!("{}: sealed for nobody", layout.table.name)))?;
                sealed.push((records.len(), KeyName::new(person, layout.table.purpose), bytes.to_vec()));
            }
            records.push(fields);
        }
        Ok(Self { layout, records, sealed })
    }

    /// Whose keys it needs.
    fn names(&self) -> Vec<KeyName> {
        self.sealed.iter().map(|(_, name, _)| *name).collect()
    }

    fn open(self, keys: &Keys) -> Result<Vec<Json>, StoreError> {
        let Self { layout, mut records, sealed } = self;
        for (at, name, bytes) in sealed {
            let Some(KeyState::Live(key)) = keys.get(&name) else { continue };
            let id = records[at].get(layout.key()).and_then(Json::as_str).unwrap_or_default();
            let plain = key.open(&state_place(layout.table, id), &bytes)?;
            let Json::Object(fields) = serde_json::from_slice(&plain)? else {
                return Err(StoreError::Corrupt(format!("{}: sealed fields are no object", layout.table.name)));
            };
            records[at].extend(fields);
        }
        Ok(records.into_iter().map(Json::Object).collect())
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Pools {
    Sqlite(SqliteReaders),
    Postgres(Postgres),
}

impl Pools {
    pub(crate) async fn acquire(&self) -> Result<Conn, StoreError> {
        Ok(match self {
            Self::Sqlite(pool) => Conn::SqlitePooled(pool.get().await?),
            Self::Postgres(pool) => Conn::Postgres(pool.get().await?),
        })
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close(),
            Self::Postgres(pool) => close_postgres(pool).await,
        }
    }
}

/// Reads what is committed; each question stands alone.
#[derive(Debug, Clone)]
pub struct Reader {
    pub(crate) pools: Pools,
    pub(crate) shared: Arc<Shared>,
    asked: Option<Asked>,
}

/// How far the house was when a reader asked.
#[derive(Debug, Clone)]
struct Asked {
    /// Commits of this process before.
    commits: u64,
    /// When, microseconds of the machine's clock.
    at: i64,
    moment: Arc<str>,
}

/// How long a reader believes how far the house is while this process commits nothing: what other processes commit,
/// one page may show half of for so long. Microseconds.
const BELIEVED: i64 = 200_000;

impl Reader {
    pub(crate) const fn new(pools: Pools, shared: Arc<Shared>) -> Self {
        Self { pools, shared, asked: None }
    }

    /// The keys of these names; a connection is taken only for those that are not at hand.
    pub(crate) async fn keys(&self, names: &[KeyName]) -> Result<Keys, StoreError> {
        if let Some(keys) = person_key::at_hand(&self.shared, names) {
            return Ok(keys);
        }
        let mut conn = self.pools.acquire().await?;
        person_key::load(&mut conn, &self.shared, None, names).await
    }
}

impl Read for Reader {
    fn rows<'a>(&'a mut self, sql: &'a str, values: &'a [Value]) -> BoxFuture<'a, Result<Vec<Row>, StoreError>> {
        Box::pin(async move { self.pools.acquire().await?.rows(sql, values).await })
    }

    fn open_fields<'a>(
        &'a mut self,
        layout: &'static Layout,
        rows: Vec<Row>,
    ) -> BoxFuture<'a, Result<Vec<Json>, StoreError>> {
        Box::pin(async move {
            let parted = Parted::of(layout, rows)?;
            let keys = self.keys(&parted.names()).await?;
            parted.open(&keys)
        })
    }

    fn open_bytes<'a>(
        &'a mut self,
        name: KeyName,
        place: Vec<u8>,
        bytes: Vec<u8>,
    ) -> BoxFuture<'a, Result<Option<Zeroizing<Vec<u8>>>, StoreError>> {
        Box::pin(async move {
            let keys = self.keys(&[name]).await?;
            open_with(keys.get(&name), &place, &bytes)
        })
    }

    fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    fn is_between_acts(&self) -> bool {
        true
    }

    fn moment(&mut self) -> BoxFuture<'_, Result<Arc<str>, StoreError>> {
        Box::pin(async move {
            let (commits, at) = (self.shared.commits.load(Ordering::Acquire), self.shared.clocks.machine.now());
            let fresh = |asked: &&Asked| asked.commits == commits && (0..BELIEVED).contains(&(at - asked.at));
            if let Some(asked) = self.asked.as_ref().filter(fresh) {
                return Ok(asked.moment.clone());
            }
            let rows = self.rows(self.shared.clone().engine.moment(), &[]).await?;
            let moment: Arc<str> = rows.first().map_or(Ok(""), |row| row.text("moment"))?.into();
            self.asked = Some(Asked { commits, at, moment: moment.clone() });
            Ok(moment)
        })
    }
}

pub(crate) fn open_with(
    key: Option<&KeyState>,
    place: &[u8],
    bytes: &[u8],
) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
    match key {
        Some(KeyState::Live(key)) => key.open(place, bytes).map(Some),
        Some(KeyState::Destroyed) | None => Ok(None),
    }
}
