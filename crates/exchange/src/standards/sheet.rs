//! A standard as a sheet: one criterion a row or several in a cell, with unit and element beside it on every row, on
//! the first one only, or merged; on one sheet or a sheet for each unit. Numbers stand in columns of their own or before
//! the wording. A sheet laid out as a decree prints it is read as its text.

mod cells;
mod codes;
mod columns;
mod merge;
mod names;
mod rows;

use std::sync::LazyLock;

use certification::text::squeeze;

use super::{Reading, from_text, labels::heading, numbering::leading, reader::Part, signs, text::is_code, tidy};
use crate::{
    Refusal, Refused,
    clusters::Schemes,
    header::Dictionary,
    table::{Corrections, Table, Wanted, text_of},
    workbook::{Cell, Limits, Row, Sheet, Workbook},
};
use columns::{TERMS, with_numbers};
use rows::Rows;

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::new(TERMS));

/// Letters of a text made of a sheet up to which a column is as wide as its widest cell.
const WIDEST: usize = 500;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Refused> {
    let workbook = Workbook::read(bytes, limits)?;
    let wanted = Wanted {
        dictionary: &DICTIONARY,
        any_of: &["criterion"],
        at_least: 2,
        told_by: &["criterion"],
        by_content: |_, _| None,
        divides: |_, _| false,
        is_other_list: |_| false,
        is_own_list: |_| false,
        adds: |_, _| false,
        every_row: true,
        schemes: Schemes::none(),
    };
    let mut tables = Vec::new();
    for sheet in workbook.sheets.iter().filter(|sheet| !sheet.hidden) {
        match Table::find(&workbook, &wanted, &Corrections::sheet(&sheet.name)) {
            Ok(table) => tables.push(table),
            Err(refused) if refused.why == Refusal::NoTable => {}
            Err(refused) => return Err(refused),
        }
    }
    // Sheets may be called after their units; where a table has the code above it, it is laid out as a decree is.
    let named = !tables.iter().any(says_code_above);
    let mut rows = Rows::default();
    for table in &tables {
        let code = Some(table.sheet.trim()).filter(|name| named && is_code(name));
        rows.take_table(table, with_numbers(table), code);
    }
    for table in &tables {
        let above = workbook.sheets.iter().filter(|sheet| sheet.name == table.sheet).flat_map(|sheet| &sheet.rows);
        for row in above.take_while(|row| row.number < table.heading.0).filter(|row| may_be_of_table(row)) {
            rows.left(row);
        }
    }
    for sheet in workbook.sheets.iter().filter(|sheet| !sheet.hidden) {
        names::name(&workbook, &Corrections::sheet(&sheet.name), rows.units());
    }
    let by_rows = rows.finish();
    if named && !by_rows.units.is_empty() {
        return Ok(by_rows);
    }
    let text: String = workbook.sheets.iter().filter(|sheet| !sheet.hidden).map(as_text).collect();
    let reading = from_text(&text);
    // Laid out as a decree, it may have units that no column tells.
    let reading = if by_rows.units.len() >= reading.units.len() { by_rows } else { reading };
    if reading.units.is_empty() { Err(Refusal::NoUnit.into()) } else { Ok(reading) }
}

/// Whether a unit's code stands above a table, behind its label.
fn says_code_above(table: &Table) -> bool {
    table.titles.iter().any(|(_, cells)| heading(&cells.join(" ")).is_some_and(|(part, _)| part == Part::Code))
}

/// Whether a row above the heading of a table looks as if it were of one: several cells, of which one is a code or counts
/// as criteria do.
fn may_be_of_table(row: &Row) -> bool {
    let texts: Vec<String> = row.cells.iter().filter_map(text_of).collect();
    let counts = |text: &String| leading(text).is_some_and(|(path, said)| path.len() == 2 && !said.is_empty());
    texts.len() >= 2 && heading(&texts.join(" ")).is_none() && texts.iter().any(|text| is_code(text) || counts(text))
}

/// A text of a cell with plain signs, its broken words mended.
fn wording(text: &str) -> String {
    tidy::mend(&signs::plain(text))
}

/// A sheet as lines, its columns kept apart by blanks. A figure that stands alone in its cell counts what is beside it.
fn as_text(sheet: &Sheet) -> String {
    let text = |cell: &Cell| {
        let text = squeeze(&cell.to_string());
        let counts = (1..=2).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
        if counts { format!("{text}.") } else { text }
    };
    let texts = |row: &Row| row.cells.iter().map(text).collect::<Vec<_>>();
    let mut widths: Vec<usize> = Vec::new();
    for text in sheet.rows.iter().filter(|row| row.filled() > 1).map(texts) {
        widths.resize(widths.len().max(text.len()), 0);
        for (width, text) in widths.iter_mut().zip(&text) {
            *width = (*width).max(text.chars().count().min(WIDEST));
        }
    }
    let mut out = String::new();
    for text in sheet.rows.iter().map(texts) {
        for (at, text) in text.iter().enumerate() {
            let width = widths.get(at).copied().unwrap_or(0);
            out.push_str(text);
            out.push_str(&" ".repeat(width.saturating_sub(text.chars().count()) + 3));
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    out
}
