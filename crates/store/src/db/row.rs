//! A row of an answer, read by the name of its columns.

use std::sync::Arc;

use super::Value;
use crate::error::StoreError;

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub(super) names: Arc<[Box<str>]>,
    pub(super) values: Vec<Value>,
}

impl Row {
    /// The value in a column.
    ///
    /// # Errors
    /// When the answer has no such column.
    pub fn value(&self, name: &str) -> Result<&Value, StoreError> {
        self.names
            .iter()
            .position(|n| **n == *name)
            .and_then(|at| self.values.get(at))
            .ok_or_else(|| StoreError::Corrupt(format!("no column {name} in the answer")))
    }

    /// Names of the columns, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|n| &**n)
    }

    /// Values, in order.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// A whole number.
    ///
    /// # Errors
    /// When the column is missing, null or of another type.
    pub fn int(&self, name: &str) -> Result<i64, StoreError> {
        self.opt_int(name)?.ok_or_else(|| unexpected(name, "a number"))
    }

    /// A whole number, or null.
    ///
    /// # Errors
    /// When the column is missing or of another type.
    pub fn opt_int(&self, name: &str) -> Result<Option<i64>, StoreError> {
        match self.value(name)? {
            Value::Int(v) => Ok(Some(*v)),
            Value::Null(_) => Ok(None),
            _ => Err(unexpected(name, "a number")),
        }
    }

    /// Text.
    ///
    /// # Errors
    /// When the column is missing, null or of another type.
    pub fn text(&self, name: &str) -> Result<&str, StoreError> {
        self.opt_text(name)?.ok_or_else(|| unexpected(name, "text"))
    }

    /// Text, or null.
    ///
    /// # Errors
    /// When the column is missing or of another type.
    pub fn opt_text(&self, name: &str) -> Result<Option<&str>, StoreError> {
        match self.value(name)? {
            Value::Text(v) => Ok(Some(v)),
            Value::Null(_) => Ok(None),
            _ => Err(unexpected(name, "text")),
        }
    }

    /// Bytes.
    ///
    /// # Errors
    /// When the column is missing, null or of another type.
    pub fn blob(&self, name: &str) -> Result<&[u8], StoreError> {
        self.opt_blob(name)?.ok_or_else(|| unexpected(name, "bytes"))
    }

    /// Bytes, or null.
    ///
    /// # Errors
    /// When the column is missing or of another type.
    pub fn opt_blob(&self, name: &str) -> Result<Option<&[u8]>, StoreError> {
        match self.value(name)? {
            Value::Blob(v) => Ok(Some(v)),
            Value::Null(_) => Ok(None),
            _ => Err(unexpected(name, "bytes")),
        }
    }

    /// Text that is parsed, such as an id.
    ///
    /// # Errors
    /// When the column is missing, null, of another type, or cannot be parsed.
    pub fn parse<T: std::str::FromStr>(&self, name: &str) -> Result<T, StoreError> {
        self.text(name)?.parse().map_err(|_| unexpected(name, std::any::type_name::<T>()))
    }

    /// Text that is parsed, or null.
    ///
    /// # Errors
    /// When the column is missing, of another type, or cannot be parsed.
    pub fn opt_parse<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, StoreError> {
        self.opt_text(name)?
            .map(|text| text.parse().map_err(|_| unexpected(name, std::any::type_name::<T>())))
            .transpose()
    }
}

fn unexpected(name: &str, expected: &str) -> StoreError {
    StoreError::Corrupt(format!("column {name} does not hold {expected}"))
}
