//! What belongs to the certification body itself: settings, code lists, number series.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Column, Purpose, Record, Retention, Table};

/// A setting: a number or choice that no guideline fixes. Defaults live in [`crate::setting`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// The setting's key, such as `panel.quorum`.
    pub id: String,
    /// Its value.
    pub value: Value,
    /// When it was changed, microseconds UTC.
    pub changed_at: i64,
}

impl Record for Setting {
    const TABLE: &'static Table = &Table {
        name: "setting",
        columns: &[Column::text("id"), Column::json("value"), Column::int("changed_at")],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// An entry of an imported code list (BNSP's education, occupation, funding, ministry codes).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CodeEntry {
    /// `list:code`.
    pub id: String,
    /// Name of the list.
    pub list: String,
    /// The code as the authority writes it.
    pub code: String,
    /// What it means.
    pub label: String,
}

impl Record for CodeEntry {
    const TABLE: &'static Table = &Table {
        name: "code_entry",
        columns: &[Column::text("id"), Column::text("list"), Column::text("code"), Column::text("label")],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[&["list", "code"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// A number series: certificates, registrations of a year, decrees, minutes, cases of an event. Numbers are gapless.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// `certificate`, `registration:2025`, `decree:2025`, `minutes:2025`, `case:` and the id of an event.
    pub id: String,
    /// The number that will be given next, from 1.
    pub next: i64,
}

impl Record for Series {
    const TABLE: &'static Table = &Table {
        name: "series",
        columns: &[Column::text("id"), Column::int("next")],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}
