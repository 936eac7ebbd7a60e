//! Applying recorded changes to the state: each row put as it now is.

use std::collections::BTreeMap;

use certification::{
    id::PersonId,
    record::{Change, Column, Sensitivity, Table},
};
use serde_json::{Map, Value as Json};

use super::{
    codec::{canonical, clear_values, derived_values, object, pick, state_place},
    counters,
    layout::{Layout, is_clear, layout},
};
use crate::{
    db::{Conn, Type, Value},
    error::StoreError,
    person_key::{KeyName, KeyState, Keys},
    shared::Shared,
};

/// Changes put at a time: their rows are in memory.
const AT_ONCE: usize = 500;

/// Sealed in the journal.
pub(crate) fn is_closed(column: &Column) -> bool {
    column.sensitivity > Sensitivity::Open
}

/// Whose key seals what the change holds; `None` when there is nothing to seal.
pub(crate) fn key_of(change: &Change) -> Result<Option<KeyName>, StoreError> {
    let table = layout(&change.table)?.table;
    let row = object(table, &change.row)?;
    let closed = table.columns.iter().any(|c| is_closed(c) && row.get(c.name).is_some_and(|v| !v.is_null()));
    if closed { Ok(Some(KeyName::new(subject(table, row)?, table.purpose))) } else { Ok(None) }
}

/// Seals the fields that satisfy `wanted` under the key of the row's own subject, which is among `keys`.
/// `None` when there is nothing to seal.
pub(crate) fn seal_fields(
    keys: &Keys,
    shared: &Shared,
    table: &'static Table,
    row: &Map<String, Json>,
    place: &[u8],
    wanted: impl Fn(&Column) -> bool,
) -> Result<Option<(KeyName, Vec<u8>)>, StoreError> {
    let Some(fields) = pick(table, row, wanted) else { return Ok(None) };
    let name = KeyName::new(subject(table, row)?, table.purpose);
    match keys.get(&name) {
        Some(KeyState::Live(key)) => {
            let sealed = key.seal(place, canonical(&fields)?.as_bytes(), &*shared.entropy)?;
            Ok(Some((name, sealed)))
        }
        Some(KeyState::Destroyed) => Err(StoreError::Erased),
        None => Err(StoreError::Invalid(format!("{}: no key at hand to seal with", table.name))),
    }
}

/// Whose row it is.
fn subject(table: &Table, row: &Map<String, Json>) -> Result<PersonId, StoreError> {
    table
        .subject
        .and_then(|column| row.get(column)?.as_str())
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| StoreError::Invalid(format!("{}: personal values without a person", table.name)))
}

/// Puts rows in the order of the changes, with their derived and sealed columns, and keeps the counters. `keys` holds
/// the key of every one of them.
pub(crate) async fn apply(
    conn: &mut Conn,
    shared: &Shared,
    keys: &Keys,
    changes: &[&Change],
) -> Result<(), StoreError> {
    for some in changes.chunks(AT_ONCE) {
        apply_some(conn, shared, keys, some).await?;
    }
    Ok(())
}

async fn apply_some(conn: &mut Conn, shared: &Shared, keys: &Keys, changes: &[&Change]) -> Result<(), StoreError> {
    let mut counted = Vec::new();
    // Of a row that is put several times, the last stands.
    let mut last: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (at, change) in changes.iter().enumerate() {
        let layout = layout(&change.table)?;
        let row = object(layout.table, &change.row)?;
        if row.get(layout.key()).and_then(Json::as_str) != Some(&change.key) {
            return Err(StoreError::Invalid(format!("{}: key and row disagree", change.table)));
        }
        if counters::counts(layout.table) {
            counted.push((change.key.as_str(), row));
        }
        last.insert((&change.table, &change.key), at);
    }
    if !counted.is_empty() {
        counters::keep(conn, &counted).await?;
    }
    let mut standing: Vec<usize> = last.into_values().collect();
    standing.sort_unstable();
    let mut tables: Vec<(&'static Layout, Vec<Vec<Value>>)> = Vec::new();
    for at in standing {
        let layout = layout(&changes[at].table)?;
        let values = values(shared, keys, layout, changes[at])?;
        match tables.iter_mut().find(|(of, _)| std::ptr::eq(*of, layout)) {
            Some((_, rows)) => rows.push(values),
            None => tables.push((layout, vec![values])),
        }
    }
    for (layout, rows) in tables {
        conn.insert(&layout.upsert, &rows).await?;
    }
    Ok(())
}

fn values(shared: &Shared, keys: &Keys, layout: &'static Layout, change: &Change) -> Result<Vec<Value>, StoreError> {
    let row = object(layout.table, &change.row)?;
    let mut values = clear_values(layout.table, row)?;
    values.extend(derived_values(&shared.keyset(), layout.table, row));
    if layout.sealed {
        let place = state_place(layout.table, &change.key);
        let sealed = seal_fields(keys, shared, layout.table, row, &place, |c| !is_clear(c))?;
        values.push(sealed.map_or(Value::Null(Type::Blob), |(_, bytes)| bytes.into()));
    }
    Ok(values)
}
