//! Fields of a definition: what can be asked, in which words, and how it prints. Tables stand beside.

mod table;

use serde::{Deserialize, Serialize};

pub use self::table::{Column, Fact, FactColumn, FixedRow, Questions, Rows, Table};
use super::{binding::Binding, context::Source, definition::Role, wording::Text};
use crate::record::{Retention, Sensitivity};

/// A field of a section, or a column of a table that is filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Key: lower case letters, digits and hyphens; unique in the form, or among the table's columns.
    pub key: String,
    /// Label.
    #[serde(default)]
    pub label: Text,
    /// What it holds.
    #[serde(flatten)]
    pub kind: Kind,
    /// A line of help.
    #[serde(default)]
    pub hint: Text,
    /// What is accepted, said where the answer is missing.
    #[serde(default)]
    pub accepts: Text,
    /// Who fills it, when not those who fill the section.
    #[serde(default)]
    pub by: Option<Vec<Role>>,
    /// Proposed value.
    #[serde(default)]
    pub from: Option<Source>,
    /// Without it the form cannot be submitted.
    #[serde(default)]
    pub required: Need,
    /// Without it the form can be submitted, and is likely to come back.
    #[serde(default)]
    pub advised: Need,
    /// The typed act this answer feeds.
    #[serde(default)]
    pub binding: Option<Binding>,
    /// How the answer is protected.
    #[serde(default = "personal")]
    pub sensitivity: Sensitivity,
    /// How long the answer is kept.
    #[serde(default = "cycle")]
    pub retention: Retention,
    /// How it prints.
    #[serde(default)]
    pub print: Print,
}

const fn personal() -> Sensitivity {
    Sensitivity::Personal
}

const fn cycle() -> Retention {
    Retention::Cycle
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Kind {
    /// One line.
    Text {
        /// Longest answer in characters.
        #[serde(default = "line")]
        max: usize,
        /// A shape that is checked.
        #[serde(default)]
        format: Option<Format>,
    },
    /// Several lines.
    Long {
        /// Longest answer in characters.
        #[serde(default = "paragraph")]
        max: usize,
    },
    /// A civil date.
    Date,
    /// A whole number.
    Number {
        /// Least.
        min: i64,
        /// Greatest.
        max: i64,
    },
    /// One of several.
    Choice {
        /// The answers to choose from.
        options: Vec<Choice>,
    },
    /// Any of several.
    Multi {
        /// The answers to choose from.
        options: Vec<Choice>,
    },
    /// One of the scheme's entry alternatives.
    Alternative,
    /// Yes or no.
    YesNo,
    /// A consent of its own under UU PDP 27/2022 art. 22, answered yes or no, never preset.
    Consent(ConsentWording),
    /// A declaration to be made by ticking (ISO/IEC 17024 9.1).
    Declaration,
    /// The document handed in for the row's requirement; uploaded apart from the form.
    Document,
    /// Any of the candidate's evidence documents; one item may serve many rows.
    Evidence,
    /// Words only.
    Note {
        /// One sentence each.
        lines: Vec<Text>,
    },
    /// A fact of the case, shown and printed, never filled in.
    Shown {
        /// Which.
        source: Source,
    },
    /// The rows of a table whose column has one of these answers, listed by name.
    Rows {
        /// Another form of the case, when the table is not in this one.
        #[serde(default)]
        form: Option<String>,
        /// The table.
        table: String,
        /// Its column.
        column: String,
        /// The answers.
        is: Vec<String>,
    },
    /// Answers of this form that are others than what a written test proposes, listed by name.
    Differs,
    /// A table.
    Table(Table),
}

const fn line() -> usize {
    200
}

const fn paragraph() -> usize {
    2000
}

impl Kind {
    /// Somebody answers it through the form.
    #[must_use]
    pub const fn is_input(&self) -> bool {
        !matches!(
            self,
            Self::Document
                | Self::Note { .. }
                | Self::Shown { .. }
                | Self::Rows { .. }
                | Self::Differs
                | Self::Table(_)
        )
    }

    /// Its options.
    #[must_use]
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Choice { options } | Self::Multi { options } => options,
            _ => &[],
        }
    }

    /// It can have several answers at once.
    #[must_use]
    pub const fn is_many(&self) -> bool {
        matches!(self, Self::Multi { .. } | Self::Evidence)
    }
}

/// A shape of text that is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Sixteen digits, or the number of a passport; shown masked to those who do not fill it.
    Nik,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Five digits.
    PostalCode,
}

/// One answer to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// As stored.
    pub value: String,
    /// As shown.
    pub label: Text,
    /// A longer explanation, on the page only.
    #[serde(default)]
    pub hint: Text,
}

/// What somebody consents to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentWording {
    /// Key of the purpose, under which the consent is kept.
    pub purpose: String,
    /// For what.
    pub what_for: Text,
    /// Who sees it.
    pub who_sees: Text,
    /// How long.
    pub how_long: Text,
}

/// Whether something is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Need {
    /// Always, or never.
    Flat(bool),
    /// When another answer is so.
    When(Test),
}

impl Default for Need {
    fn default() -> Self {
        Self::Flat(false)
    }
}

/// Another field (of the same row, or of the form) has one of these answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// The other field.
    pub field: String,
    /// The answers.
    pub is: Vec<String>,
}

/// How a field prints.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Print {
    /// Width of the column in millimetres (each of its boxes); what is left over when absent.
    pub w: Option<f64>,
    /// A choice stands in a row of the identity block, beside its label.
    pub row: bool,
    /// Columns of a block of choices; lines left for a pen in a text.
    pub lines: usize,
    /// Head of the column stands upright.
    pub turn: bool,
    /// The boxes carry their options' names only, with no head over them.
    pub flat: bool,
    /// The label of a choice prints as a heading, not within its box.
    pub heading: bool,
    /// Left out of the paper.
    pub skip: bool,
}
