//! Replay: the state rebuilt from the journal in an empty database, and compared with the one that stands.
//! It applies the recorded changes and never judges. Values are compared opened, table by table.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    id::ActId,
    record::{Change, TABLES},
};
use serde::Serialize;
use serde_json::Value as Json;

use super::entry::RecordedEntry;
use crate::{
    db::{Row, Value},
    error::StoreError,
    state::{self, Layout, Read, Reader, layout},
    store::Store,
    transact::Lane,
};

/// What a replay gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replayed {
    /// Entries replayed.
    pub entries: i64,
    /// Each journalled table, then the counters.
    pub tables: Vec<ReplayedTable>,
    /// All of them are equal.
    pub equal: bool,
}

/// One table after a replay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplayedTable {
    /// Its name.
    pub table: String,
    /// Rows in the rebuilt database.
    pub rows: i64,
    /// Every row equals the one that stands.
    pub equal: bool,
    /// Keys of rows that differ, the first few.
    pub different: Vec<String>,
}

/// Entries of one transaction.
const AT_ONCE: i64 = 300;
/// Rows compared at a time.
const PAGE: i64 = 500;
/// Keys of differing rows that are named.
const NAMED: usize = 10;
/// The kept counters, and the columns that name a row.
const COUNTERS: [(&str, &str, &str); 3] = [
    (
        "case_counter",
        "event_id || ' ' || slug || ' ' || kab",
        "registered <> 0 OR complete <> 0 OR accepted <> 0 OR present <> 0 OR assessed <> 0",
    ),
    ("stage_counter", "event_id || ' ' || slug || ' ' || kab || ' ' || stage", "n <> 0"),
    ("seat_counter", "event_id || ' ' || funding", "n <> 0"),
];

impl Store {
    /// Rebuilds the state from this store's journal in `into`, an empty store of the same keyset.
    ///
    /// # Errors
    /// When `into` is not empty or of another keyset; when the journal cannot be read.
    pub async fn replay(&self, into: &Self) -> Result<Replayed, StoreError> {
        if self.keyset().fingerprint() != into.keyset().fingerprint() {
            return Err(StoreError::Keyset("a replay needs the same keyset".into()));
        }
        for table in TABLES.iter().map(|t| t.name).chain(["journal", "person_key"]) {
            let rows = into.reader().rows(&format!("SELECT COUNT(*) AS n FROM \"{table}\""), &[]).await?;
            if rows.first().map_or(Ok(0), |row| row.int("n"))? > 0 {
                return Err(StoreError::Configuration(format!("a replay needs an empty database; {table} has rows")));
            }
        }
        copy_keys(self, into).await?;
        let entries = apply_all(self, into).await?;
        let mut tables = Vec::new();
        for table in TABLES {
            tables.push(compare(self, into, layout(table.name)?).await?);
        }
        for (table, key, standing) in COUNTERS {
            tables.push(compare_counter(self, into, table, key, standing).await?);
        }
        let equal = tables.iter().all(|t| t.equal);
        Ok(Replayed { entries, tables, equal })
    }
}

/// Copies persons' keys, the destroyed ones as destroyed.
async fn copy_keys(from: &Store, into: &Store) -> Result<(), StoreError> {
    const COLUMNS: &str = "person_id, purpose, wrapped, key_version, created_at, destroyed_at, reason";
    let mut after = [String::new(), String::new()];
    loop {
        let sql = format!(
            "SELECT {COLUMNS} FROM person_key WHERE (person_id, purpose) > ($1, $2) \
             ORDER BY person_id, purpose LIMIT $3"
        );
        let rows = from.reader().rows(&sql, &[(&after[0]).into(), (&after[1]).into(), PAGE.into()]).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = [last.text("person_id")?.to_owned(), last.text("purpose")?.to_owned()];
        let keys = rows.iter().map(key_values).collect::<Result<Vec<_>, _>>()?;
        into.transact::<_, StoreError>(Lane::Bulk, move |tx| {
            let keys = keys.clone();
            Box::pin(async move {
                for key in &keys {
                    let sql = format!("INSERT INTO person_key ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)");
                    tx.execute(&sql, key).await?;
                }
                Ok(())
            })
        })
        .await?;
    }
}

fn key_values(row: &Row) -> Result<[Value; 7], StoreError> {
    Ok([
        row.text("person_id")?.into(),
        row.text("purpose")?.into(),
        row.opt_blob("wrapped")?.into(),
        row.opt_int("key_version")?.into(),
        row.int("created_at")?.into(),
        row.opt_int("destroyed_at")?.into(),
        row.opt_text("reason")?.into(),
    ])
}

/// Applies every recorded change in the order of positions; answers how many entries there were.
async fn apply_all(from: &Store, into: &Store) -> Result<i64, StoreError> {
    let (mut after, mut entries) = (i64::MIN, 0);
    loop {
        let sql =
            format!("SELECT {} FROM journal WHERE position > $1 ORDER BY position LIMIT $2", RecordedEntry::COLUMNS);
        let mut reader = from.reader();
        let rows = reader.rows(&sql, &[after.into(), AT_ONCE.into()]).await?;
        let Some(last) = rows.last() else { return Ok(entries) };
        after = last.int("position")?;
        entries += i64::try_from(rows.len()).unwrap_or_default();
        let mut changes: Vec<(ActId, Change)> = Vec::new();
        for row in &rows {
            let entry = RecordedEntry::from_row(row)?;
            for change in entry.changes()? {
                changes.push((entry.id(), change.open(entry.id(), &mut reader).await?));
            }
        }
        into.transact::<_, StoreError>(Lane::Bulk, move |tx| {
            let changes = changes.clone();
            Box::pin(async move {
                for (entry, change) in &changes {
                    let name = state::key_of(change).map_err(|error| of_entry(*entry, error))?;
                    let keys = tx.keys(name.as_slice()).await?;
                    let applied = state::apply(&mut tx.conn, &tx.shared, &keys, &[change]).await;
                    tx.noted(applied).map_err(|error| of_entry(*entry, error))?;
                }
                Ok(())
            })
        })
        .await?;
    }
}

/// What cannot be stored, with the entry of the journal that says it.
fn of_entry(entry: ActId, error: StoreError) -> StoreError {
    match error {
        StoreError::Invalid(what) => StoreError::Invalid(format!(
            "{what}, as entry {entry} of the journal says it; `kompeten doctor` tells whether somebody changed that entry"
        )),
        other => other,
    }
}

async fn page(reader: &mut Reader, layout: &'static Layout, after: &str) -> Result<Vec<Json>, StoreError> {
    let key = layout.key();
    let sql = format!("{} WHERE \"{key}\" > $1 ORDER BY \"{key}\" LIMIT $2", layout.select);
    let rows = reader.rows(&sql, &[after.into(), PAGE.into()]).await?;
    reader.open_fields(layout, rows).await
}

fn key_of(row: &Json, layout: &Layout) -> String {
    row.get(layout.key()).and_then(Json::as_str).unwrap_or_default().to_owned()
}

/// Walks both tables in the order of keys.
async fn compare(standing: &Store, rebuilt: &Store, layout: &'static Layout) -> Result<ReplayedTable, StoreError> {
    let (mut left, mut right) = (standing.reader(), rebuilt.reader());
    let (mut rows, mut different, mut after) = (0, BTreeSet::new(), String::new());
    let keyed = |rows: Vec<Json>| rows.into_iter().map(|row| (key_of(&row, layout), row)).collect::<Vec<_>>();
    loop {
        let (mine, theirs) = (page(&mut left, layout, &after).await?, page(&mut right, layout, &after).await?);
        let met = meet(keyed(mine), keyed(theirs), PAGE);
        rows += met.rows;
        different.extend(met.different);
        match met.end {
            Some(end) => after = end,
            None => return Ok(result(layout.table.name, rows, different)),
        }
    }
}

/// What two pages of the same table say of each other.
pub(super) struct Met {
    /// Rows of the second within what both cover.
    pub(super) rows: usize,
    /// Keys of rows that differ, or that only one of them has.
    pub(super) different: BTreeSet<String>,
    /// Up to this key both were complete; none when nothing follows.
    pub(super) end: Option<String>,
}

/// Compares two pages, each in the order of keys and of at most `page` rows, as far as both reach.
pub(super) fn meet<T: PartialEq>(mine: Vec<(String, T)>, theirs: Vec<(String, T)>, page: i64) -> Met {
    // Up to the smaller last key, both pages are complete.
    let full = usize::try_from(page).unwrap_or_default();
    let ends = [&mine, &theirs].map(|p| if p.len() == full { p.last().map(|(key, _)| key.clone()) } else { None });
    let end = ends.into_iter().flatten().min();
    let within = |(key, _): &(String, T)| end.as_ref().is_none_or(|end| key <= end);
    let mine: BTreeMap<String, T> = mine.into_iter().filter(within).collect();
    let theirs: BTreeMap<String, T> = theirs.into_iter().filter(within).collect();
    let rows = theirs.len();
    let mut different: BTreeSet<String> =
        mine.iter().filter(|(key, row)| theirs.get(*key) != Some(row)).map(|(key, _)| key.clone()).collect();
    different.extend(theirs.into_keys().filter(|key| !mine.contains_key(key)));
    Met { rows, different, end }
}

async fn compare_counter(
    standing: &Store,
    rebuilt: &Store,
    table: &str,
    key: &str,
    filter: &str,
) -> Result<ReplayedTable, StoreError> {
    let sql = format!("SELECT {key} AS row_key, {table}.* FROM {table} WHERE {filter} ORDER BY 1");
    let mine = standing.reader().rows(&sql, &[]).await?;
    let theirs = rebuilt.reader().rows(&sql, &[]).await?;
    let different = mine.iter().filter(|row| !theirs.contains(row));
    let surplus = theirs.iter().filter(|row| !mine.contains(row));
    let keys = different.chain(surplus).map(|row| row.text("row_key").map(str::to_owned)).collect::<Result<_, _>>()?;
    Ok(result(table, theirs.len(), keys))
}

fn result(table: &str, rows: usize, different: BTreeSet<String>) -> ReplayedTable {
    ReplayedTable {
        table: table.to_owned(),
        rows: i64::try_from(rows).unwrap_or_default(),
        equal: different.is_empty(),
        different: different.into_iter().take(NAMED).collect(),
    }
}
