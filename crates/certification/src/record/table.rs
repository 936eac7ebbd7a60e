//! The description of a journalled table.

/// A journalled table: its columns, whose data it holds and how long it is kept.
#[derive(Debug)]
pub struct Table {
    /// Name in the database, the same on both engines.
    pub name: &'static str,
    /// Columns besides those that `store` derives. The first is the primary key, of [`Kind::Text`].
    pub columns: &'static [Column],
    /// The column that names the person whom the personal values are about.
    /// A table with columns above [`Sensitivity::Open`] has one.
    pub subject: Option<&'static str>,
    /// Which of the person's keys seals the values.
    pub purpose: Purpose,
    /// How long rows are kept.
    pub retention: Retention,
    /// Search, order and matching keys that `store` computes from other columns.
    pub derived: &'static [Derived],
    /// Columns (or derived columns) that are looked up: one index for each entry, in this order of columns.
    pub indexes: &'static [&'static [&'static str]],
    /// Sets of columns whose values occur once.
    pub unique: &'static [&'static [&'static str]],
}

impl Table {
    /// The column of that name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|c| c.name == name)
    }
}

/// One column of a journalled table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name, which is also the field's name in the record.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// How it is protected.
    pub sensitivity: Sensitivity,
}

impl Column {
    /// An open text column.
    #[must_use]
    pub const fn text(name: &'static str) -> Self {
        Self { name, kind: Kind::Text, sensitivity: Sensitivity::Open }
    }
    /// An open whole number, a yes/no as 0 or 1, or an instant in microseconds UTC.
    #[must_use]
    pub const fn int(name: &'static str) -> Self {
        Self { name, kind: Kind::Int, sensitivity: Sensitivity::Open }
    }
    /// An open yes/no, stored as 0 or 1.
    #[must_use]
    pub const fn flag(name: &'static str) -> Self {
        Self { name, kind: Kind::Flag, sensitivity: Sensitivity::Open }
    }
    /// An open structure, stored as canonical JSON text.
    #[must_use]
    pub const fn json(name: &'static str) -> Self {
        Self { name, kind: Kind::Json, sensitivity: Sensitivity::Open }
    }
    /// A name: clear in the state, sealed in the journal.
    #[must_use]
    pub const fn name(name: &'static str) -> Self {
        Self { name, kind: Kind::Text, sensitivity: Sensitivity::Name }
    }
    /// A personal value: sealed everywhere.
    #[must_use]
    pub const fn personal(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, sensitivity: Sensitivity::Personal }
    }
    /// Specific personal data (UU PDP art. 4, such as health): sealed, each look is logged.
    #[must_use]
    pub const fn special(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, sensitivity: Sensitivity::Special }
    }
}

/// What a column holds; each kind may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text; civil dates as ISO text.
    Text,
    /// A signed 64-bit number; instants are microseconds UTC, money is rupiah.
    Int,
    /// `true` or `false`, in SQL 0 or 1.
    Flag,
    /// A JSON array or object, in SQL canonical text.
    Json,
}

/// How a column is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sensitivity {
    /// Not personal.
    Open,
    /// A person's name: lists, search and order need it, so it is clear in the state and wiped at erasure.
    Name,
    /// Sealed under the person's key in state and journal.
    Personal,
    /// As `Personal`, and shown only to those who need it, with a line in the access log.
    Special,
}

/// Which key of a person seals a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The working record of a person and their cases.
    Case,
    /// Facts of issuance, which outlive the case.
    Issuance,
}

impl Purpose {
    /// As stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Issuance => "issuance",
        }
    }
}

/// How long rows of a table are kept. Lengths of time are settings; these are the classes they belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Retention {
    /// As long as the body exists: schemes, series, settings.
    Permanent,
    /// A full certification cycle after the case has ended (ISO/IEC 17024 7.1).
    Cycle,
    /// As long as a certificate must be verifiable.
    Register,
    /// Until the person's last case and certificate have ended.
    Person,
    /// Until the work that it is for is done: an import finished, an adjustment arranged, the event closed.
    Working,
}

/// A column computed by `store` from others, never journalled.
#[derive(Debug, Clone, Copy)]
pub struct Derived {
    /// Name of the column.
    pub name: &'static str,
    /// The columns it is made of, joined by a space.
    pub from: &'static [&'static str],
    /// How.
    pub how: How,
}

/// How a derived column is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Folded for search and order: [`crate::text::fold`].
    Fold,
    /// Keyed blind index, for matching without reading (NIK, e-mail, phone).
    Blind,
}
