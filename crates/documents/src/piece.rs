//! What several papers share: two languages, the body's letterhead, electronic signatures, paragraphs and tables.
//! Each type has the shape that the templates read.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bilingual {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// Both at once.
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { id: id.into(), en: en.into() }
    }
}

/// The certification body, as its letterhead names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Full name.
    pub name: String,
    /// Licence number, `BNSP-LSP-NNN-ID`.
    pub licence: String,
    /// Postal address and mail, one line.
    pub address: String,
    /// Its logo, by the name of a file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub logo: Option<String>,
    /// A letterhead of its own, which replaces the set one, by the name of a file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kop: Option<String>,
}

/// How an electronic signature came about; printed beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Electronic {
    /// Day, ISO.
    pub at: String,
    /// Time with its zone: `16.40 WITA`.
    pub time: String,
    /// The entry of the journal.
    pub entry: String,
}

/// A part of a letter's text, from top to bottom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Piece {
    /// A paragraph.
    Paragraph(String),
    /// Pairs of a word and what it is: day, place, scheme. The second is a text or a list of lines.
    Facts {
        /// The pairs.
        facts: Vec<(String, Value)>,
    },
    /// A table with a head.
    Table {
        /// The table.
        table: TableData,
    },
    /// A numbered list.
    List {
        /// Its points.
        list: Vec<String>,
        /// `1.` when missing, or `a.`.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        numbering: Option<String>,
    },
    /// A heading.
    Heading {
        /// Its words.
        heading: String,
    },
}

impl From<&str> for Piece {
    fn from(text: &str) -> Self {
        Self::Paragraph(text.to_owned())
    }
}

/// A table of a letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableData {
    /// Size of type in points, 9 when missing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub size: Option<f64>,
    /// Padding above and below a row in millimetres, 1.4 when missing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pad: Option<f64>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows: a text, a number or nothing for each column.
    pub rows: Vec<Vec<Value>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its head.
    pub h: String,
    /// Its width.
    pub w: Width,
    /// How its cells are aligned, left when missing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub align: Option<Align>,
}

impl Column {
    /// A column aligned left.
    pub fn new(head: impl Into<String>, width: Width) -> Self {
        Self { h: head.into(), w: width, align: None }
    }

    /// The same, aligned otherwise.
    pub fn aligned(self, align: Align) -> Self {
        Self { align: Some(align), ..self }
    }
}

/// Width of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Width {
    /// Millimetres.
    Millimetres(f64),
    /// `auto`, or a share of what is left, as `1fr`.
    Share(String),
}

impl Width {
    /// A share of what is left.
    pub fn share(parts: u8) -> Self {
        Self::Share(format!("{parts}fr"))
    }
}

/// Alignment within a cell or field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}
