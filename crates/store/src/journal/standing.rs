//! The state against the journal: each row must be what the newest change recorded of it says. This finds what was
//! written past the program into the state, which no hash covers. A house may be at work meanwhile: what seems wrong is
//! looked at again together with what was recorded since.

use std::collections::BTreeMap;

use certification::record::TABLES;
use serde_json::{Map, Value as Json};

use super::{
    chain::Hash,
    entry::RecordedEntry,
    newest::{Newest, RowName},
    replay::meet,
};
use crate::{
    db::{Row, Value},
    error::StoreError,
    state::{Layout, Read as _, Reader, codec::derived_values, layout},
    store::Store,
};

/// A row of the state that is not what the journal says.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum StateFault {
    /// It is not what its newest change says.
    Differs {
        /// Its table.
        table: String,
        /// Its key.
        key: String,
    },
    /// No entry recorded it.
    Unrecorded {
        /// Its table.
        table: String,
        /// Its key.
        key: String,
    },
    /// It was recorded, and is gone.
    Gone {
        /// Its table.
        table: String,
        /// Its key.
        key: String,
    },
    /// Further rows of a table are wrong.
    More {
        /// The table.
        table: String,
        /// How many.
        rows: usize,
    },
    /// A table cannot be read.
    Table {
        /// The table.
        table: String,
        /// Why.
        why: String,
    },
    /// What an entry changed cannot be read.
    Unreadable {
        /// Its position.
        position: i64,
    },
}

impl std::fmt::Display for StateFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Differs { table, key } => write!(f, "{table} {key} is not what was recorded last"),
            Self::Unrecorded { table, key } => write!(f, "{table} {key} stands there, and no entry recorded it"),
            Self::Gone { table, key } => write!(f, "{table} {key} was recorded, and is gone"),
            Self::More { table, rows } => write!(f, "{rows} more rows of {table} are wrong"),
            Self::Table { table, why } => write!(f, "{table} cannot be compared: {why}"),
            Self::Unreadable { position } => {
                write!(f, "what the entry at position {position} changed cannot be read")
            }
        }
    }
}

/// Entries read at a time.
const AT_ONCE: i64 = 300;
/// Rows compared at a time.
const PAGE: i64 = 500;
/// Rows of a table that are looked at again; beyond, they are only counted.
const DOUBTED: usize = 5_000;
/// Rows of a table that are named.
const NAMED: usize = 5;
/// How often a row in doubt is looked at again while the house is at work.
const ROUNDS: usize = 3;
/// Positions are given out before a transaction commits: those just below the last one may have appeared since.
const UNSETTLED: i64 = 2_000;

/// A comparison under way.
struct Comparison<'p> {
    reader: Reader,
    newest: Newest,
    /// The last position that was read.
    last: i64,
    faults: Vec<StateFault>,
    /// Is told how many entries were read, out of how many.
    progress: &'p mut (dyn FnMut(i64, i64) + Send),
}

impl Store {
    /// Compares every row of the state with the newest change recorded of it; answers what differs. `progress` is told
    /// from time to time how many entries were read, out of how many.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub async fn verify_state(
        &self,
        progress: &mut (dyn FnMut(i64, i64) + Send),
    ) -> Result<Vec<StateFault>, StoreError> {
        let newest = Newest::open(&*self.shared().entropy).await?;
        let mut comparison = Comparison { reader: self.reader(), newest, last: 0, faults: Vec::new(), progress };
        comparison.read_on(i64::MIN, true).await?;
        let mut doubted = Vec::new();
        for (place, table) in (0..).zip(TABLES) {
            let layout = layout(table.name)?;
            match comparison.differing(place, layout).await {
                Ok((keys, more)) => doubted.push((place, layout, keys, more)),
                Err(error) => {
                    let (table, why) = (table.name.to_owned(), error.to_string());
                    comparison.faults.push(StateFault::Table { table, why });
                }
            }
        }
        for round in 0..ROUNDS {
            if doubted.iter().all(|(_, _, keys, _)| keys.is_empty()) {
                break;
            }
            comparison.read_on(comparison.last.saturating_sub(UNSETTLED), false).await?;
            for (place, layout, keys, _) in &mut doubted {
                let named = round + 1 == ROUNDS;
                *keys = comparison.still(*place, layout, std::mem::take(keys), named).await?;
            }
        }
        for (_, layout, keys, more) in doubted {
            let rows = keys.len().saturating_sub(NAMED) + more;
            if rows > 0 {
                comparison.faults.push(StateFault::More { table: layout.table.name.to_owned(), rows });
            }
        }
        Ok(comparison.faults)
    }
}

impl Comparison<'_> {
    /// Reads the entries after a position, and keeps the newest change of each row.
    async fn read_on(&mut self, mut after: i64, first: bool) -> Result<(), StoreError> {
        let count = self.reader.rows("SELECT COUNT(*) AS n FROM journal", &[]).await?;
        let total = count.first().map_or(Ok(0), |row| row.int("n"))?;
        let mut read = 0;
        loop {
            let sql = format!(
                "SELECT {} FROM journal WHERE position > $1 ORDER BY position LIMIT $2",
                RecordedEntry::COLUMNS
            );
            let rows = self.reader.rows(&sql, &[after.into(), AT_ONCE.into()]).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last.int("position")?;
            self.last = self.last.max(after);
            let mut changes = Vec::new();
            for row in &rows {
                let position = row.int("position")?;
                match self.changes_of(row).await {
                    Ok(changed) => changes.extend(changed.into_iter().map(|(name, hash)| (name, position, hash))),
                    Err(_) if first => self.faults.push(StateFault::Unreadable { position }),
                    // It was named when it was read first.
                    Err(_) => {}
                }
            }
            self.newest.note(changes).await?;
            read += i64::try_from(rows.len()).unwrap_or_default();
            if first {
                (self.progress)(read, total.max(read));
            }
        }
    }

    /// What an entry changed. Tables that this program no longer knows are left out.
    async fn changes_of(&mut self, row: &Row) -> Result<Vec<(RowName, Hash)>, StoreError> {
        let entry = RecordedEntry::from_row(row)?;
        let mut changed = Vec::new();
        for change in entry.changes()? {
            let Some((place, table)) = (0..).zip(TABLES).find(|(_, t)| t.name == change.table) else { continue };
            let change = change.open(entry.id(), &mut self.reader).await?;
            let Json::Object(fields) = &change.row else { continue };
            let derived = derived_values(&self.reader.shared.keyset(), table, fields);
            changed.push(((place, change.key), self.newest.digest(table, fields, &derived)));
        }
        Ok(changed)
    }

    /// Keys of a table's rows that differ, and how many more do.
    async fn differing(&mut self, place: i64, layout: &'static Layout) -> Result<(Vec<String>, usize), StoreError> {
        let (mut keys, mut more, mut after) = (Vec::new(), 0, String::new());
        let key = layout.key();
        let sql = format!("{} WHERE \"{key}\" > $1 ORDER BY \"{key}\" LIMIT $2", layout.select_all());
        loop {
            let rows = self.reader.rows(&sql, &[(&after).into(), PAGE.into()]).await?;
            let mine = self.digests(layout, rows).await?;
            let theirs = self.newest.page(place, &after, PAGE).await?;
            let met = meet(mine, theirs, PAGE);
            for key in met.different {
                if keys.len() < DOUBTED { keys.push(key) } else { more += 1 }
            }
            match met.end {
                Some(end) => after = end,
                None => return Ok((keys, more)),
            }
        }
    }

    /// Those of the rows that differ still; the first of them are named when it is asked for.
    async fn still(
        &mut self,
        place: i64,
        layout: &'static Layout,
        keys: Vec<String>,
        named: bool,
    ) -> Result<Vec<String>, StoreError> {
        let sql = format!("{} WHERE \"{}\" = $1", layout.select_all(), layout.key());
        let mut still = Vec::new();
        for key in keys {
            let rows = self.reader.rows(&sql, &[(&key).into()]).await?;
            let mine = self.digests(layout, rows).await?.pop().map(|(_, hash)| hash);
            let name = (place, key);
            let theirs = self.newest.of(&name).await?;
            if mine == theirs {
                continue;
            }
            let (table, key) = (layout.table.name.to_owned(), name.1);
            if named && still.len() < NAMED {
                let key = key.clone();
                self.faults.push(match (mine, theirs) {
                    (Some(_), None) => StateFault::Unrecorded { table, key },
                    (None, _) => StateFault::Gone { table, key },
                    (Some(_), Some(_)) => StateFault::Differs { table, key },
                });
            }
            still.push(key);
        }
        Ok(still)
    }

    /// What rows of the state give, by their keys. A row that cannot be opened gives what no change does.
    async fn digests(&mut self, layout: &'static Layout, rows: Vec<Row>) -> Result<Vec<(String, Hash)>, StoreError> {
        let columns: BTreeMap<String, Vec<Value>> = rows
            .iter()
            .map(|row| {
                let derived = layout.table.derived.iter().map(|d| row.value(d.name).cloned());
                Ok((row.text(layout.key())?.to_owned(), derived.collect::<Result<_, StoreError>>()?))
            })
            .collect::<Result<_, StoreError>>()?;
        let opened = match self.reader.open_fields(layout, rows.clone()).await {
            Ok(opened) => opened,
            Err(_) => {
                let mut opened = Vec::new();
                for row in rows {
                    // Which row it is that cannot be opened is seen one by one.
                    opened.extend(self.reader.open_fields(layout, vec![row]).await.unwrap_or_default());
                }
                opened
            }
        };
        let mut digests: BTreeMap<&str, Hash> = columns.keys().map(|key| (key.as_str(), [0; 32])).collect();
        for row in &opened {
            let empty = Map::new();
            let fields = row.as_object().unwrap_or(&empty);
            let Some(key) = fields.get(layout.key()).and_then(Json::as_str) else { continue };
            let derived = columns.get(key).map(Vec::as_slice).unwrap_or_default();
            if let Some(digest) = digests.get_mut(key) {
                *digest = self.newest.digest(layout.table, fields, derived);
            }
        }
        Ok(digests.into_iter().map(|(key, hash)| (key.to_owned(), hash)).collect())
    }
}
