//! Excel 97–2003: what the compound file holds is looked at first (locks, macros, how far its
//! cells reach, what is hidden), then calamine reads it.

use std::{
    io::{Cursor, Read},
    path::Path,
};

use calamine::{Data, Reader, SheetType, SheetVisible, Xls};

use super::{Cell, Kind, Limits, Merge, Rows, Sheet};
use crate::{Refusal, Refused};

/// Cells that the sheets together may span; calamine keeps them all at once.
const MOST_CELLS: u64 = 4_000_000;

/// Recognises a compound file.
pub(super) fn inspect(bytes: &[u8]) -> Result<Kind, Refused> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Truncated)?;
    let mut book = None;
    let mut macros = false;
    for entry in file.walk() {
        let name = entry.name().to_lowercase();
        if name == "encryptedpackage" || name == "encryptioninfo" {
            return Err(Refusal::Password.into());
        }
        macros |= name == "_vba_project_cur" || name == "vba" || name == "_vba_project";
        if entry.is_stream() && (name == "workbook" || name == "book") {
            book = Some(entry.path().to_owned());
        }
    }
    let Some(path) = book else { return Err(Refusal::NotAWorkbook.into()) };
    if macros {
        return Err(Refusal::Macros.into());
    }
    records(&book_stream(&mut file, &path)?)
}

fn book_stream(file: &mut cfb::CompoundFile<Cursor<&[u8]>>, path: &Path) -> Result<Vec<u8>, Refused> {
    let mut stream = Vec::new();
    file.open_stream(path)
        .map_err(|_| Refusal::Truncated)?
        .take(64 << 20)
        .read_to_end(&mut stream)
        .map_err(|_| Refusal::Truncated)?;
    Ok(stream)
}

/// What is hidden in each sheet, in the order of the book: columns from 0, rows by the sheet's own number.
type Hidden = Vec<(Vec<usize>, Vec<u32>)>;

/// Walks the records for what is hidden: calamine does not say it.
fn hidden(stream: &[u8]) -> Hidden {
    let word = |at: usize| stream.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]));
    let long = |at: usize| usize::from(word(at)) | usize::from(word(at + 2)) << 16;
    let (mut at, mut starts, mut out, mut current) = (0_usize, Vec::new(), Hidden::new(), None);
    while at + 4 <= stream.len() {
        match word(at) {
            0x0085 => {
                starts.push(long(at + 4));
                out.push((Vec::new(), Vec::new()));
            }
            // BOF: a sheet begins where its BOUNDSHEET said.
            0x0809 => current = starts.iter().position(|start| *start == at),
            // COLINFO: first and last column, and a bit that hides them.
            0x007D if word(at + 12) & 1 == 1 => {
                if let Some((columns, _)) = current.and_then(|sheet: usize| out.get_mut(sheet)) {
                    columns.extend(usize::from(word(at + 4))..=usize::from(word(at + 6)).min(1_024));
                }
            }
            // ROW: its number, and a bit for no height at all.
            0x0208 if word(at + 16) & 0x20 != 0 => {
                if let Some((_, rows)) = current.and_then(|sheet: usize| out.get_mut(sheet)) {
                    rows.push(u32::from(word(at + 4)) + 1);
                }
            }
            _ => {}
        }
        at += 4 + usize::from(word(at + 2));
    }
    out
}

/// The hidden parts of a book that calamine can open.
fn hidden_of(bytes: &[u8]) -> Option<Hidden> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let is_book = |e: &cfb::Entry| e.is_stream() && matches!(e.name().to_lowercase().as_str(), "workbook" | "book");
    let path = file.walk().find(is_book)?.path().to_owned();
    book_stream(&mut file, &path).ok().map(|stream| hidden(&stream))
}

/// Walks the records of the book: a lock, a macro sheet, and how far cells reach.
fn records(stream: &[u8]) -> Result<Kind, Refused> {
    let word = |at: usize| stream.get(at..at + 2).map(|b| u16::from_le_bytes([b[0], b[1]]));
    let (mut at, mut total) = (0_usize, 0_u64);
    let (mut rows, mut columns) = (0_u64, 0_u64);
    while let (Some(kind), Some(length)) = (word(at), word(at + 2)) {
        match kind {
            0x002F => return Err(Refusal::Password.into()),
            // BOUNDSHEET: the type of a sheet, 1 for a macro sheet.
            0x0085 if stream.get(at + 9).is_some_and(|t| *t == 1) => return Err(Refusal::Macros.into()),
            0x0809 => {
                total += rows * columns;
                (rows, columns) = (0, 0);
            }
            0x0006 | 0x00BD | 0x00BE | 0x00D6 | 0x00FD | 0x0201 | 0x0203 | 0x0204 | 0x0205 | 0x027E => {
                rows = rows.max(u64::from(word(at + 4).unwrap_or(0)) + 1);
                columns = columns.max(u64::from(word(at + 6).unwrap_or(0)) + 1);
            }
            _ => {}
        }
        if total + rows * columns > MOST_CELLS {
            return Err(Refused::over(Refusal::Bomb, MOST_CELLS));
        }
        at += 4 + usize::from(length);
    }
    Ok(Kind::Xls)
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Refused> {
    let mut book: Xls<Cursor<&[u8]>> = Xls::new(Cursor::new(bytes)).map_err(|_| Refusal::Truncated)?;
    let listed = book.sheets_metadata().to_vec();
    let hidden_parts = hidden_of(bytes).unwrap_or_default();
    let mut sheets = Vec::new();
    for (at, listed) in listed.iter().enumerate().filter(|(_, s)| s.typ == SheetType::WorkSheet) {
        let range = book.worksheet_range(&listed.name).map_err(|_| Refusal::Truncated)?;
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut rows = Rows::new(limits);
        for (row, column, value) in range.used_cells() {
            let cell = match value {
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text),
                #[expect(clippy::cast_precision_loss, reason = "sheets hold floats")]
                Data::Int(number) => Cell::Number(*number as f64),
                Data::Float(number) => Cell::Number(*number),
                Data::DateTime(moment) if moment.is_datetime() => {
                    let (year, month, day, ..) = moment.to_ymd_hms_milli();
                    Cell::from_parts(year, month, day).unwrap_or(Cell::Number(moment.as_f64()))
                }
                Data::DateTime(moment) => Cell::Number(moment.as_f64()),
                Data::Error(error) => Cell::Text(error.to_string()),
                Data::Bool(_) | Data::Empty => Cell::Empty,
                #[allow(unreachable_patterns, reason = "calamine adds kinds with features")]
                _ => Cell::Empty,
            };
            let row = top + u32::try_from(row).unwrap_or(u32::MAX - top - 1);
            rows.put(row, left as usize + column, cell)?;
        }
        let hidden = listed.visible != SheetVisible::Visible;
        let merges = book.merge_cells_by_sheet_name(&listed.name).unwrap_or_default();
        let merges = merges
            .into_iter()
            .map(|m| Merge { top: m.start.0, bottom: m.end.0, left: m.start.1, right: m.end.1 })
            .collect();
        let (hidden_columns, hidden_rows) = hidden_parts.get(at).cloned().unwrap_or_default();
        let name = listed.name.clone();
        sheets.push(Sheet { name, hidden, rows: rows.rows, merges, hidden_columns, hidden_rows });
    }
    Ok(sheets)
}
