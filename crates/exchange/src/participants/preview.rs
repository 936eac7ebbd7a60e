//! What a person is told beside a cell: a suggestion where something is wrong, and what was
//! tidied where nothing is. No part of the contract.

use serde::{Deserialize, Serialize};

/// Why something is said about a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HintKind {
    /// The value it may have been meant to be; the person decides.
    Suggestion,
    /// The value is taken in another shape than it was typed.
    Tidied,
    /// Inferred from another cell of the row.
    Inferred,
}

/// Something to tell about one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// Which field.
    pub field: String,
    /// Why.
    pub kind: HintKind,
    /// The value that is suggested, or that was taken.
    pub value: String,
}

impl Hint {
    pub(super) fn new(field: &str, kind: HintKind, value: impl Into<String>) -> Self {
        Self { field: field.to_owned(), kind, value: value.into() }
    }
}
