//! Refusals of files: each a stable code that the screens translate, with figures where they help.

use serde::{Deserialize, Serialize};

/// Why a file was refused. The person who handed it in can act on each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Refusal {
    /// The bytes are no workbook of a kind we read.
    #[serde(rename = "workbook.not_a_workbook")]
    NotAWorkbook,
    /// The file ends too early or is damaged.
    #[serde(rename = "workbook.truncated")]
    Truncated,
    /// It carries macros.
    #[serde(rename = "workbook.macros")]
    Macros,
    /// It is protected by a password.
    #[serde(rename = "workbook.password")]
    Password,
    /// It has more bytes than allowed.
    #[serde(rename = "workbook.too_large")]
    TooLarge,
    /// It would unpack to far more than a sheet of people ever holds.
    #[serde(rename = "workbook.bomb")]
    Bomb,
    /// It has more rows than allowed.
    #[serde(rename = "workbook.too_many_rows")]
    TooManyRows,
    /// No table was found in it.
    #[serde(rename = "workbook.no_table")]
    NoTable,
    /// The sheet asked for is not in it.
    #[serde(rename = "workbook.no_such_sheet")]
    NoSuchSheet,
    /// No unit of competency was found in it.
    #[serde(rename = "standard.no_unit")]
    NoUnit,
    /// The bytes are neither text, a sheet, JSON nor a PDF.
    #[serde(rename = "standard.unreadable")]
    Unreadable,
    /// The PDF is damaged or ends too early.
    #[serde(rename = "pdf.damaged")]
    PdfDamaged,
    /// The PDF is locked.
    #[serde(rename = "pdf.locked")]
    PdfLocked,
    /// The PDF holds no text, as when its pages are pictures.
    #[serde(rename = "pdf.no_text")]
    PdfNoText,
    /// The PDF has more pages than allowed.
    #[serde(rename = "pdf.too_long")]
    PdfTooLong,
    /// The PDF would cost too much to read.
    #[serde(rename = "pdf.too_heavy")]
    PdfTooHeavy,
    /// JSON of another shape than a standard's.
    #[serde(rename = "standard.not_a_standard")]
    NotAStandard,
    /// JSON of another shape than a scheme's.
    #[serde(rename = "scheme.not_a_scheme")]
    NotAScheme,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAWorkbook => "workbook.not_a_workbook",
            Self::Truncated => "workbook.truncated",
            Self::Macros => "workbook.macros",
            Self::Password => "workbook.password",
            Self::TooLarge => "workbook.too_large",
            Self::Bomb => "workbook.bomb",
            Self::TooManyRows => "workbook.too_many_rows",
            Self::NoTable => "workbook.no_table",
            Self::NoSuchSheet => "workbook.no_such_sheet",
            Self::NoUnit => "standard.no_unit",
            Self::Unreadable => "standard.unreadable",
            Self::PdfDamaged => "pdf.damaged",
            Self::PdfLocked => "pdf.locked",
            Self::PdfNoText => "pdf.no_text",
            Self::PdfTooLong => "pdf.too_long",
            Self::PdfTooHeavy => "pdf.too_heavy",
            Self::NotAStandard => "standard.not_a_standard",
            Self::NotAScheme => "scheme.not_a_scheme",
        }
    }
}

/// A refused file: the code, and the limit it ran into where there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{}", .why.code())]
pub struct Refused {
    /// Why.
    pub why: Refusal,
    /// The limit that was passed: bytes or rows.
    pub limit: Option<u64>,
}

impl Refused {
    /// The stable code of the refusal.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.why.code()
    }

    pub(crate) const fn over(why: Refusal, limit: u64) -> Self {
        Self { why, limit: Some(limit) }
    }
}

impl From<Refusal> for Refused {
    fn from(why: Refusal) -> Self {
        Self { why, limit: None }
    }
}
