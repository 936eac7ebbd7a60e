//! Applying a recorded change to the state: one row put as it now is.

use certification::{
    id::PersonId,
    record::{Change, Column, Table},
};
use serde_json::{Map, Value as Json};

use super::{
    codec::{canonical, clear_values, derived_values, object, pick, state_place},
    counters,
    layout::{is_clear, layout},
};
use crate::{
    db::{Conn, Type, Value},
    error::StoreError,
    person_key::{self, KeyName, KeyState, PendingKeys},
    shared::Shared,
};

/// Seals the fields that satisfy `wanted` under the key of the row's own subject.
/// `None` when there is nothing to seal.
pub(crate) async fn seal_fields(
    conn: &mut Conn,
    shared: &Shared,
    pending: &mut PendingKeys,
    table: &'static Table,
    row: &Map<String, Json>,
    place: &[u8],
    wanted: impl Fn(&Column) -> bool + Send,
) -> Result<Option<(KeyName, Vec<u8>)>, StoreError> {
    let Some(fields) = pick(table, row, wanted) else { return Ok(None) };
    let name = KeyName::new(subject(table, row)?, table.purpose);
    match person_key::load_or_create(conn, shared, pending, name, shared.clocks.wall.now()).await? {
        KeyState::Live(key) => {
            let sealed = key.seal(place, canonical(&fields)?.as_bytes(), &*shared.entropy)?;
            Ok(Some((name, sealed)))
        }
        KeyState::Destroyed => Err(StoreError::Erased),
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

/// Puts one row, with its derived and sealed columns, and keeps the counters.
pub(crate) async fn apply(
    conn: &mut Conn,
    shared: &Shared,
    pending: &mut PendingKeys,
    change: &Change,
) -> Result<(), StoreError> {
    let layout = layout(&change.table)?;
    let row = object(layout.table, &change.row)?;
    if row.get(layout.key()).and_then(Json::as_str) != Some(&change.key) {
        return Err(StoreError::Invalid(format!("{}: key and row disagree", change.table)));
    }
    let mut values = clear_values(layout.table, row)?;
    values.extend(derived_values(&shared.keyset(), layout.table, row));
    if layout.sealed {
        let place = state_place(layout.table, &change.key);
        let sealed = seal_fields(conn, shared, pending, layout.table, row, &place, |c| !is_clear(c)).await?;
        values.push(sealed.map_or(Value::Null(Type::Blob), |(_, bytes)| bytes.into()));
    }
    if counters::counts(layout.table) {
        counters::keep(conn, &change.key, row).await?;
    }
    conn.execute(&layout.upsert, &values).await?;
    Ok(())
}
