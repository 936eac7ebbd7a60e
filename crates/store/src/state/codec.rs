//! Between a record as JSON and its row: clear columns, derived columns, and the sealed rest.

use certification::{
    record::{Column, How, Kind, Table},
    text::fold,
};
use serde_json::{Map, Value as Json};

use super::layout::{Layout, is_clear};
use crate::{
    db::{Row, Type, Value},
    error::StoreError,
    keyset::{Keyset, context},
};

/// Canonical JSON (RFC 8785) of a value that holds no float and no number beyond 2^53.
pub(crate) fn canonical(value: &Json) -> Result<String, StoreError> {
    if is_plain(value)? {
        return Ok(serde_json::to_string(value)?);
    }
    serde_json_canonicalizer::to_string(value).map_err(|_| StoreError::Invalid("not JSON".into()))
}

/// Whether `serde_json` writes the canonical form by itself, which it does several times faster: it keeps keys in the
/// order of their bytes, which for ASCII is that of RFC 8785, and escapes and writes whole numbers alike. Refuses numbers
/// that RFC 8785 cannot carry exactly.
fn is_plain(value: &Json) -> Result<bool, StoreError> {
    const LIMIT: u64 = 1 << 53;
    let mut plain = true;
    match value {
        Json::Number(n) if n.as_i64().is_none_or(|whole| whole.unsigned_abs() > LIMIT) => {
            return Err(StoreError::Invalid("a number that is not whole, or beyond 2^53".into()));
        }
        Json::Array(items) => {
            for item in items {
                plain &= is_plain(item)?;
            }
        }
        Json::Object(fields) => plain = is_plain_object(fields)?,
        _ => {}
    }
    Ok(plain)
}

/// The same of an object.
pub(crate) fn is_plain_object(fields: &Map<String, Json>) -> Result<bool, StoreError> {
    let mut plain = true;
    for (key, field) in fields {
        plain &= key.is_ascii() & is_plain(field)?;
    }
    Ok(plain)
}

/// The record as an object.
pub(crate) fn object<'a>(table: &Table, row: &'a Json) -> Result<&'a Map<String, Json>, StoreError> {
    row.as_object().ok_or_else(|| StoreError::Invalid(format!("{}: the row is not an object", table.name)))
}

/// A field, null when absent.
fn field<'a>(row: &'a Map<String, Json>, name: &str) -> &'a Json {
    row.get(name).unwrap_or(&Json::Null)
}

const fn type_of(kind: Kind) -> Type {
    match kind {
        Kind::Text | Kind::Json => Type::Text,
        Kind::Int | Kind::Flag => Type::Int,
    }
}

/// A field as the database holds it.
pub(crate) fn to_sql(table: &Table, column: &Column, value: &Json) -> Result<Value, StoreError> {
    Ok(match (column.kind, value) {
        (_, Json::Null) => Value::Null(type_of(column.kind)),
        (Kind::Text, Json::String(text)) => Value::Text(text.clone()),
        (Kind::Flag, Json::Bool(flag)) => Value::Int((*flag).into()),
        (Kind::Json, value) => Value::Text(canonical(value)?),
        (Kind::Int, Json::Number(number)) if number.is_i64() => Value::Int(number.as_i64().unwrap_or_default()),
        _ => {
            return Err(StoreError::Invalid(format!("{}.{}: not of the column's kind", table.name, column.name)));
        }
    })
}

/// A value of the database as the field it was.
fn to_json(table: &Table, column: &Column, value: &Value) -> Result<Json, StoreError> {
    Ok(match (column.kind, value) {
        (_, Value::Null(_)) => Json::Null,
        (Kind::Text, Value::Text(text)) => Json::String(text.clone()),
        (Kind::Json, Value::Text(text)) => serde_json::from_str(text)?,
        (Kind::Int, Value::Int(number)) => Json::from(*number),
        (Kind::Flag, Value::Int(number)) => Json::Bool(*number != 0),
        _ => return Err(StoreError::Corrupt(format!("{}.{}: not of the column's kind", table.name, column.name))),
    })
}

/// The columns that are readable in the state.
pub(crate) fn clear_values(table: &Table, row: &Map<String, Json>) -> Result<Vec<Value>, StoreError> {
    table.columns.iter().filter(|c| is_clear(c)).map(|c| to_sql(table, c, field(row, c.name))).collect()
}

/// The derived columns.
pub(crate) fn derived_values(keyset: &Keyset, table: &Table, row: &Map<String, Json>) -> Vec<Value> {
    table
        .derived
        .iter()
        .map(|derived| {
            let parts: Vec<&str> = derived.from.iter().filter_map(|name| field(row, name).as_str()).collect();
            match derived.how {
                // Never null, so that both engines order the rows of erased persons alike.
                How::Fold => Value::Text(fold(&parts.join(" "))),
                How::Blind if parts.is_empty() => Value::Null(Type::Text),
                How::Blind => Value::Text(keyset.blind(derived.name, &parts.join(" "))),
            }
        })
        .collect()
}

/// The fields that satisfy `wanted` and are not null; `None` when there is none.
pub(crate) fn pick(table: &Table, row: &Map<String, Json>, wanted: impl Fn(&Column) -> bool) -> Option<Json> {
    let picked: Map<String, Json> = table
        .columns
        .iter()
        .filter(|c| wanted(c))
        .filter_map(|c| row.get(c.name).filter(|v| !v.is_null()).map(|v| (c.name.to_owned(), v.clone())))
        .collect();
    (!picked.is_empty()).then_some(Json::Object(picked))
}

/// Where a sealed value of the state stands.
pub(crate) fn state_place(table: &Table, key: &str) -> Vec<u8> {
    context(&["state", table.name, key])
}

/// The clear columns of a row, with every sealed one null.
pub(crate) fn clear_fields(layout: &Layout, row: &Row) -> Result<Map<String, Json>, StoreError> {
    layout
        .table
        .columns
        .iter()
        .map(|c| {
            let value = if is_clear(c) { to_json(layout.table, c, row.value(c.name)?)? } else { Json::Null };
            Ok((c.name.to_owned(), value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn json() -> impl Strategy<Value = Json> {
        const LIMIT: i64 = 1 << 53;
        let text = || prop_oneof![any::<String>(), "[ -~]{0,6}", "[\\x00-\\x1f\"\\\\/\u{7f}-\u{a0}\u{2028}]{0,4}"];
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::from),
            (-LIMIT..=LIMIT).prop_map(Json::from),
            text().prop_map(Json::from),
        ];
        leaf.prop_recursive(3, 24, 6, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
                prop::collection::vec((text(), inner), 0..6)
                    .prop_map(|fields| Json::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_canonical_is_as_rfc_8785_has_it(value in json()) {
            prop_assert_eq!(canonical(&value).unwrap(), serde_json_canonicalizer::to_string(&value).unwrap());
        }
    }

    #[test]
    fn keys_beyond_ascii_stand_in_the_order_of_their_utf_16() {
        let value: Json = serde_json::from_str("{\"\u{fb33}\":1,\"\u{1f600}\":2,\"a\":3}").unwrap();
        assert_eq!(canonical(&value).unwrap(), "{\"a\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}");
    }

    #[test]
    fn a_number_that_is_not_whole_or_too_large_is_refused_however_deep() {
        for text in ["1.5", "9007199254740993", "-9007199254740993", "18446744073709551615", "[{\"a\":[0.5]}]"] {
            let value: Json = serde_json::from_str(text).unwrap();
            assert!(canonical(&value).is_err(), "{text}");
        }
    }
}
