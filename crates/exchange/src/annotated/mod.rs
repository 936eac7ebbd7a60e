//! The same workbook back, with a comment and a colour in every cell that needs a look. An xlsx
//! is changed in place: parts that have nothing to do with it stay byte for byte. Any other kind
//! comes back as an xlsx of its table.

mod comments;
mod package;
mod sheet;
mod styles;

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, Note as CellNote, Workbook as NewWorkbook, XlsxError};

use crate::{
    Refusal, Refused,
    participants::Severity,
    workbook::{Cell, Kind, Limits, Sheet, Workbook},
};

/// Something to say in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The sheet's own row, from 1.
    pub row: u32,
    /// The column, from 0.
    pub column: usize,
    /// What to say.
    pub text: String,
    /// Chooses the colour.
    pub severity: Severity,
}

/// Why a workbook could not be given back.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The workbook is not as it was when it was read.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Writing failed: a fault.
    #[error("the workbook could not be written: {0}")]
    Writing(String),
}

impl From<Refusal> for Failed {
    fn from(why: Refusal) -> Self {
        Self::Refused(why.into())
    }
}

impl From<XlsxError> for Failed {
    fn from(error: XlsxError) -> Self {
        Self::Writing(error.to_string())
    }
}

/// Notes of one sheet by cell, those of one cell made one.
type Notes = BTreeMap<(u32, usize), (String, Severity)>;

/// Gives a workbook back with notes in the cells of `sheet`. `author` is named in each comment.
///
/// # Errors
/// [`Failed`] when the file is refused, holds no such sheet, or cannot be written.
pub fn annotate(bytes: &[u8], limits: &Limits, sheet: &str, notes: &[Note], author: &str) -> Result<Vec<u8>, Failed> {
    let workbook = Workbook::read(bytes, limits)?;
    let found = workbook.sheet(sheet)?;
    let mut by_cell: Notes = BTreeMap::new();
    for note in notes.iter().filter(|n| n.row > 0 && n.column < 16_384) {
        let (text, severity) =
            by_cell.entry((note.row, note.column)).or_insert_with(|| (String::new(), Severity::Warning));
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&note.text);
        if note.severity == Severity::Error {
            *severity = Severity::Error;
        }
    }
    if by_cell.is_empty() && workbook.kind == Kind::Xlsx {
        return Ok(bytes.to_vec());
    }
    match workbook.kind {
        Kind::Xlsx => package::annotate(bytes, sheet, &by_cell, author),
        Kind::Ods | Kind::Xls | Kind::Text => anew(found, &by_cell, author),
    }
}

/// Fill colours, red for what has to be mended and yellow for what should be looked at.
const fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "FFF8C9C4",
        Severity::Warning => "FFFFF0B8",
    }
}

/// A new workbook of the sheet's cells.
fn anew(sheet: &Sheet, notes: &Notes, author: &str) -> Result<Vec<u8>, Failed> {
    let mut workbook = NewWorkbook::new();
    let out = workbook.add_worksheet();
    let name: String = sheet.name.chars().filter(|c| !"[]:*?/\\".contains(*c)).take(31).collect();
    out.set_name(if name.is_empty() { "Data" } else { &name })?;
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let filled = |severity: Severity| {
        let rgb = u32::from_str_radix(colour(severity).trim_start_matches("FF"), 16).unwrap_or(0x00FF_F0B8);
        Format::new().set_background_color(Color::RGB(rgb))
    };
    for row in &sheet.rows {
        for (column, cell) in row.cells.iter().enumerate() {
            let (at, column) = (row.number - 1, u16::try_from(column).unwrap_or(u16::MAX));
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    out.write_string(at, column, text)?;
                }
                Cell::Number(number) => {
                    out.write_number(at, column, *number)?;
                }
                Cell::Date(day) => {
                    let day = format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
                    let day = rust_xlsxwriter::ExcelDateTime::parse_from_str(&day)?;
                    out.write_datetime_with_format(at, column, day, &date)?;
                }
            }
        }
    }
    for ((row, column), (text, severity)) in notes {
        let (at, column) = (row - 1, u16::try_from(*column).unwrap_or(u16::MAX));
        out.set_cell_format(at, column, &filled(*severity))?;
        out.insert_note(at, column, &CellNote::new(text).set_author(author).add_author_prefix(false))?;
    }
    Ok(workbook.save_to_buffer()?)
}
