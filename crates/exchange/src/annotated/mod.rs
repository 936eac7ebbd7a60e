//! The same workbook back, with a comment and a colour in every cell that needs a look. An xlsx
//! is changed in place: parts that have nothing to do with it stay byte for byte. Any other kind
//! comes back as an xlsx of its table.

mod comments;
mod masked;
mod package;
mod sheet;
mod styles;

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Color, Format, Note as CellNote, Workbook as NewWorkbook, Worksheet, XlsxError};

use crate::{
    Refusal, Refused,
    participants::Severity,
    table::whole_name,
    workbook::{Cell, Kind, Limits, Sheet, Workbook},
};

/// Something to say in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Name of the sheet.
    pub sheet: String,
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

/// Gives a workbook back with notes in the cells of its sheets. `sheets` are those that were read, of which one that
/// is no xlsx comes back; `author` is named in each comment.
///
/// # Errors
/// [`Failed`] when the file is refused, holds no such sheet, or cannot be written.
pub fn annotate(
    bytes: &[u8],
    limits: &Limits,
    sheets: &[String],
    notes: &[Note],
    author: &str,
) -> Result<Vec<u8>, Failed> {
    let workbook = Workbook::read(bytes, limits)?;
    let by_sheet = by_sheet(&workbook, sheets, notes)?;
    if workbook.kind != Kind::Xlsx {
        return anew(&by_sheet, author);
    }
    let mut given = bytes.to_vec();
    for (sheet, notes) in by_sheet.iter().filter(|(_, notes)| !notes.is_empty()) {
        given = package::annotate(&given, &sheet.name, notes, author)?;
    }
    Ok(given)
}

/// The same for somebody who may not see a NIK in full: a new workbook of the sheets that were read alone, in which every
/// NIK is masked but those that bear a note, which are to be mended. `columns` says which column of a sheet holds it.
///
/// # Errors
/// As [`annotate`].
pub fn annotate_masked(
    bytes: &[u8],
    limits: &Limits,
    sheets: &[String],
    notes: &[Note],
    author: &str,
    columns: &BTreeMap<String, usize>,
) -> Result<Vec<u8>, Failed> {
    let mut workbook = Workbook::read(bytes, limits)?;
    for sheet in &mut workbook.sheets {
        let own = columns.iter().filter(|(name, _)| whole_name(name) == sheet.name).map(|(_, column)| Some(*column));
        let own: BTreeSet<Option<usize>> = own.collect();
        let open = |row, at| notes.iter().any(|n| whole_name(&n.sheet) == sheet.name && (n.row, n.column) == (row, at));
        // A NIK is masked wherever one stands, and whatever stands in a column of them.
        for column in if own.is_empty() { BTreeSet::from([None]) } else { own } {
            masked::mask(&mut sheet.rows, column, open);
        }
    }
    anew(&by_sheet(&workbook, sheets, notes)?, author)
}

/// The sheets of these names, each with its notes.
fn by_sheet<'a>(workbook: &'a Workbook, sheets: &[String], notes: &[Note]) -> Result<Vec<(&'a Sheet, Notes)>, Failed> {
    let mut by_sheet: Vec<(&Sheet, Notes)> = Vec::with_capacity(sheets.len());
    // Tables of one sheet go back on it.
    let mut names: Vec<&str> = sheets.iter().map(|name| whole_name(name)).collect();
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    for name in names {
        let of_sheet = notes.iter().filter(|note| whole_name(&note.sheet) == name);
        by_sheet.push((workbook.sheet(name)?, by_cell(of_sheet)));
    }
    Ok(by_sheet)
}

/// The notes of one sheet by cell.
fn by_cell<'a>(notes: impl Iterator<Item = &'a Note>) -> Notes {
    let mut by_cell: Notes = BTreeMap::new();
    for note in notes.filter(|n| n.row > 0 && n.column < 16_384) {
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
    by_cell
}

/// Fill colours, red for what has to be mended and yellow for what should be looked at.
const fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "FFF8C9C4",
        Severity::Warning => "FFFFF0B8",
    }
}

/// Longest name of a sheet, in characters.
const NAME_MAX: usize = 31;

/// A sheet's own name without the signs that none may have; with its number where another has it already, however it is
/// written.
fn named(own: &str, at: usize, taken: &mut BTreeSet<String>) -> String {
    let name: String = own.chars().filter(|c| !"[]:*?/\\".contains(*c)).take(NAME_MAX).collect();
    let name = if name.trim().is_empty() || !taken.insert(name.to_lowercase()) { numbered(&name, at) } else { name };
    taken.insert(name.to_lowercase());
    name
}

fn numbered(name: &str, at: usize) -> String {
    let stem: String = name.trim().chars().take(NAME_MAX - 6).collect();
    format!("{} {}", if stem.is_empty() { "Data" } else { &stem }, at + 1)
}

/// A new workbook of the cells of these sheets.
fn anew(sheets: &[(&Sheet, Notes)], author: &str) -> Result<Vec<u8>, Failed> {
    let (mut workbook, mut taken) = (NewWorkbook::new(), BTreeSet::new());
    for (at, (sheet, notes)) in sheets.iter().enumerate() {
        let out = workbook.add_worksheet();
        let name = named(&sheet.name, at, &mut taken);
        if out.set_name(&name).is_err() {
            out.set_name(numbered("Data", at))?;
        }
        write_sheet(out, sheet, notes, author)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_sheet(out: &mut Worksheet, sheet: &Sheet, notes: &Notes, author: &str) -> Result<(), Failed> {
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
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_go_back_under_names_that_a_workbook_can_have_at_once() {
        let mut taken = BTreeSet::new();
        let own = ["HSS", "hss", "A/B", "AB", "[]", "", &"x".repeat(40), &"x".repeat(41)];
        let names: Vec<String> = (0..).zip(own).map(|(at, own)| named(own, at, &mut taken)).collect();
        let mut workbook = NewWorkbook::new();
        for name in &names {
            workbook.add_worksheet().set_name(name).unwrap();
        }
        workbook.save_to_buffer().unwrap();
        assert_eq!(names[..6], ["HSS", "hss 2", "AB", "AB 4", "Data 5", "Data 6"]);
    }
}
