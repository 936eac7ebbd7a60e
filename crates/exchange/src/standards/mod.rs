//! Competency standards as others hand them over: a decree's text or text PDF, a sheet, or JSON.
//! Gives units with elements and criteria, says of each line what it was taken for, and lists
//! what was not understood. Nothing is stored here; a person looks first.

mod broken;
mod columns;
mod contents;
mod doubt;
mod gutter;
mod heads;
mod json;
mod labels;
mod lettered;
mod lines;
mod numbering;
mod outline;
mod pdf;
mod pieces;
mod reader;
mod recurring;
mod run_on;
mod sheet;
mod signs;
mod spaced;
mod stacked;
mod table_heading;
mod tabs;
mod text;
mod tidy;
mod unstopped;
mod write;

use certification::record::scheme;
use serde::{Deserialize, Serialize};

pub use outline::{Guide, Variables};
pub use text::from_text;
pub use write::to_text;

use crate::{Refusal, Refused, workbook::Limits};

/// A performance criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Number as printed: `1.2`.
    pub no: String,
    /// Its wording.
    pub text: String,
}

/// An element of competency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Number within the unit.
    pub no: u32,
    /// Its title.
    pub title: String,
    /// Its criteria.
    pub criteria: Vec<Criterion>,
}

/// A unit of competency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its code, of whatever shape.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    #[serde(default)]
    pub description: String,
    /// Its elements.
    pub elements: Vec<Element>,
    /// Range of variables, where the source prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variables: Option<Variables>,
    /// Guide to assessment, where the source prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<Guide>,
}

impl Unit {
    fn new(code: String) -> Self {
        Self {
            code,
            title: String::new(),
            description: String::new(),
            elements: Vec::new(),
            variables: None,
            guide: None,
        }
    }
}

impl From<Unit> for scheme::Unit {
    fn from(unit: Unit) -> Self {
        let criterion = |c: Criterion| scheme::Criterion { no: c.no, text: c.text, benchmark: String::new() };
        let element = |e: Element| scheme::Element {
            no: e.no,
            title: e.title,
            title_en: String::new(),
            evidence: String::new(),
            criteria: e.criteria.into_iter().map(criterion).collect(),
        };
        Self {
            code: unit.code,
            title: unit.title,
            title_en: String::new(),
            description: unit.description,
            elements: unit.elements.into_iter().map(element).collect(),
        }
    }
}

/// A line, or a row, that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotUnderstood {
    /// Its number, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
}

/// What a line was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A page number.
    PageNumber,
    /// A running head or foot.
    RunningHead,
    /// Before, between or after the units.
    Outside,
    /// A heading of a part.
    Heading,
    /// A unit's code.
    Code,
    /// A unit's title.
    Title,
    /// A unit's description.
    Description,
    /// An element.
    Element,
    /// A criterion.
    Criterion,
    /// Range of variables.
    Variables,
    /// Guide to assessment.
    Guide,
    /// Nothing we know.
    NotUnderstood,
}

/// What a person should look at, though the line was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// It goes on from the line before.
    Continues,
    /// It held more than one thing and was divided.
    Divided,
    /// A word was joined over the end of a line.
    Joined,
    /// A number before this one is missing.
    NumberSkipped,
    /// This number stood there before.
    NumberRepeated,
}

/// One line of the source and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// What each part of it was taken for: role, and the number of element or criterion.
    pub parts: Vec<(Role, String)>,
    /// What to look at.
    pub remarks: Vec<Remark>,
}

/// A standard as read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reading {
    /// Its units.
    pub units: Vec<Unit>,
    /// What was not understood.
    pub not_understood: Vec<NotUnderstood>,
    /// Every line that is not blank, for the preview. No part of the contract's shape.
    #[serde(skip)]
    pub lines: Vec<Line>,
    /// The text that was read, where the source was text or a PDF. No part of the contract's shape.
    #[serde(skip)]
    pub source: Option<String>,
    /// Pages of a PDF that could not be read, or not all of them, from 1; told where there are some.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread_pages: Vec<u32>,
}

/// Reads a standard of whatever kind, recognised by content.
///
/// # Errors
/// [`Refused`] for a damaged or locked file, a PDF without text, or one that holds no unit.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Refused> {
    if bytes.len() as u64 > limits.bytes {
        return Err(Refused::over(Refusal::TooLarge, limits.bytes));
    }
    let reading = if pdf::is_pdf(bytes) {
        let found = pdf::text(bytes, limits)?;
        Reading { unread_pages: found.unread, source: Some(found.text.clone()), ..from_text(&found.text) }
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        // A Word document is such a file too, and what its owner can do is another thing than with a list of people.
        sheet::read(bytes, limits).map_err(|refused| match refused.why {
            Refusal::NotAWorkbook => Refusal::Unreadable.into(),
            _ => refused,
        })?
    } else {
        let text = crate::workbook::decode(bytes);
        if text.contains('\0') {
            return Err(Refusal::Unreadable.into());
        }
        let by_text = || Reading { source: Some(text.to_string()), ..from_text(&text) };
        if text.trim_start().starts_with(['{', '[']) {
            // `[1]` and `{Lampiran}` begin a text too: what is no JSON at all is one, where a unit begins in it.
            match json::read(&text) {
                Err(refused) if !json::is_json(&text) => Some(by_text()).filter(|r| !is_empty(r)).ok_or(refused)?,
                read => read?,
            }
        } else {
            let by_sheet = || sheet::read(bytes, limits).ok().filter(|r| !r.units.is_empty());
            let reading = by_text();
            // Cells parted by signs may hold labels that a text has too, but no table that it could read.
            let whole = |reading: &Reading| reading.units.iter().any(|unit| !unit.elements.is_empty());
            let other = if whole(&reading) { None } else { by_sheet() };
            other.filter(|other| reading.units.is_empty() || whole(other)).unwrap_or(reading)
        }
    };
    // A unit that could not be taken apart is shown with its lines; only where none begins is there nothing to show.
    if is_empty(&reading) { Err(Refusal::NoUnit.into()) } else { Ok(reading) }
}

fn is_empty(reading: &Reading) -> bool {
    reading.units.is_empty() && reading.not_understood.is_empty()
}
