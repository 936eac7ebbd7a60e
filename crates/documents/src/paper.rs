//! A paper to print and what comes of it. Which data a template needs is said by the types of the template; here
//! stand only the parts that all papers share.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::MissingGlyphs;

/// The layouts that exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Template {
    /// Certificate of competence, also on a pre-printed blank: [`CertificateData`](crate::CertificateData).
    Certificate,
    /// Question sheet, key and answer sheet of a written test: [`ExamData`](crate::ExamData).
    Exam,
    /// Any FR.* form, from blocks.
    Form,
    /// Letters, minutes, decrees, lists, badges, table cards, slips: [`LetterData`](crate::LetterData).
    Letter,
    /// Outcome of an event: [`ReportData`](crate::ReportData).
    Report,
}

impl Template {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Certificate, Self::Exam, Self::Form, Self::Letter, Self::Report];

    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Certificate => "certificate.typ",
            Self::Exam => "exam.typ",
            Self::Form => "form.typ",
            Self::Letter => "letter.typ",
            Self::Report => "report.typ",
        }
    }

    pub(crate) fn source(self) -> &'static str {
        match self {
            Self::Certificate => include_str!("../templates/certificate.typ"),
            Self::Exam => include_str!("../templates/exam.typ"),
            Self::Form => include_str!("../templates/form.typ"),
            Self::Letter => include_str!("../templates/letter.typ"),
            Self::Report => include_str!("../templates/report.typ"),
        }
    }
}

/// What is to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The layout.
    pub template: Template,
    /// What stands on it.
    pub data: Value,
    /// Pictures (PNG, JPEG, WebP, GIF, SVG; recognised by content) under the names that `data` gives.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Paper {
    /// A form from its blocks.
    pub fn form(data: Value, files: BTreeMap<String, Vec<u8>>) -> Self {
        Self { template: Template::Form, data, files }
    }
}

/// A finished PDF, PDF/A-2a and PDF/UA-1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Why a paper could not be printed. No message holds a person's data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// A sign that no typeface of the house has; the person can spell it otherwise.
    #[error(transparent)]
    Glyphs(#[from] MissingGlyphs),
    /// The data have not the shape that the template reads.
    #[error("the data of the paper are wrong at {at}: {expected} expected")]
    Shape {
        /// Where, as a path into the data.
        at: String,
        /// What should stand there.
        expected: &'static str,
    },
    /// The data name a picture that was not handed along, or that is no picture.
    #[error("the picture {0} is missing or cannot be read")]
    Picture(String),
    /// The template failed: a fault of ours.
    #[error("the paper could not be set: {0}")]
    Typeset(String),
}
