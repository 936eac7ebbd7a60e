//! A standard as a sheet: one criterion a row or several in a cell, with unit and element beside it on every row, on
//! the first one only, or merged; on one sheet or a sheet for each unit. Numbers stand in columns of their own or before
//! the wording. A sheet laid out as a decree prints it is read as its text.

mod names;
mod rows;

use std::sync::LazyLock;

use certification::text::squeeze;

use super::{
    Reading, from_text,
    reader::Part,
    signs,
    text::{heading, is_code},
    tidy,
};
use crate::{
    Refusal, Refused,
    clusters::Schemes,
    header::{Dictionary, Heading, Term},
    table::{Corrections, Mapping, Table, Wanted},
    workbook::{Cell, Limits, Row, Sheet, Workbook},
};
use rows::Rows;

const TERMS: &[Term] = &[
    ("code", &["kode unit", "kode unit kompetensi", "kode", "unit code", "code"]),
    (
        "title",
        &[
            "judul unit",
            "judul unit kompetensi",
            "unit kompetensi",
            "nama unit",
            "judul",
            "unit title",
            "title",
            "unit",
        ],
    ),
    (
        "description",
        &[
            "deskripsi unit",
            "deskripsi",
            "uraian unit",
            "deskripsi unit kompetensi",
            "description",
            "uraian",
            "ringkasan",
            "ringkasan unit",
            "penjelasan",
            "penjelasan unit",
            "keterangan unit",
        ],
    ),
    ("element_no", &["nomor elemen", "+no elemen", "kode elemen", "urut elemen"]),
    (
        "element",
        &[
            "elemen",
            "elemen kompetensi",
            "judul elemen",
            "element",
            "nama elemen",
            "uraian elemen",
            "deskripsi elemen",
            "pernyataan elemen",
        ],
    ),
    ("criterion_no", &["kode kuk", "kode kriteria", "urut kuk"]),
    (
        "criterion",
        &[
            "kriteria unjuk kerja",
            "kuk",
            "kriteria",
            "kriteria unjuk kerja kuk",
            "criteria",
            "criterion",
            "performance criterion",
            "unjuk kerja",
            "performance criteria",
            "uraian kriteria",
            "uraian kuk",
            "deskripsi kriteria",
            "deskripsi kuk",
            "pernyataan kriteria",
            "pernyataan kuk",
        ],
    ),
];

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
        rows.take_table(table, &with_numbers(table), code);
    }
    for sheet in workbook.sheets.iter().filter(|sheet| !sheet.hidden) {
        names::name(&workbook, &Corrections::sheet(&sheet.name), rows.units());
    }
    let reading = rows.finish();
    if !reading.units.is_empty() {
        return Ok(reading);
    }
    let text: String = workbook.sheets.iter().filter(|sheet| !sheet.hidden).map(as_text).collect();
    let reading = from_text(&text);
    if reading.units.is_empty() { Err(Refusal::NoUnit.into()) } else { Ok(reading) }
}

/// Whether a unit's code stands above a table, behind its label.
fn says_code_above(table: &Table) -> bool {
    table.titles.iter().any(|(_, cells)| heading(&cells.join(" ")).is_some_and(|(part, _)| part == Part::Code))
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

/// The columns, with those that hold nothing but numbers (`No. Elemen`, `No. KUK`) told from those of wordings: to the
/// headings *No.* says nothing.
fn with_numbers(table: &Table) -> Mapping {
    let mut mapping = table.mapping.clone();
    for (field, number) in [("element", "element_no"), ("criterion", "criterion_no")] {
        let headed = table.columns.iter().filter_map(|column| {
            let labels: Vec<&str> = column.heading.split(" / ").collect();
            // `No` under `Elemen` is headed by that alone.
            let (own, above) = (Heading::new(&labels), labels.split_last().map(|(_, above)| above).unwrap_or_default());
            let heading = if own.own.is_empty() { Heading::new(above) } else { own };
            Some((column.index, *DICTIONARY.score(&heading).get(field)?))
        });
        let (numbers, mut wordings): (Vec<_>, Vec<_>) = headed.partition(|(at, _)| holds_numbers(table, *at));
        wordings.sort_by_key(|(at, score)| (std::cmp::Reverse(*score), *at));
        let taken = |mapping: &Mapping, at: usize| mapping.iter().any(|(f, place)| f != field && *place == at);
        let wording = wordings.into_iter().find(|(at, _)| !taken(&mapping, *at));
        if let Some((at, _)) = wording {
            mapping.insert(field.to_owned(), at);
        } else if field == "element" && numbers.iter().any(|(at, _)| mapping.get(field) == Some(at)) {
            // Nothing but numbers: the titles stand on another sheet.
            mapping.remove(field);
        }
        let number_at = numbers.first().filter(|(at, _)| !mapping.values().any(|place| place == at));
        if let Some((at, _)) = number_at {
            mapping.entry(number.to_owned()).or_insert(*at);
        }
    }
    mapping
}

fn holds_numbers(table: &Table, column: usize) -> bool {
    let mut cells = table.rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_blank()).peekable();
    let is_number = |cell: &Cell| match cell {
        Cell::Number(_) => true,
        Cell::Text(text) => text.trim().chars().all(|c| c.is_ascii_digit() || c == '.'),
        Cell::Empty | Cell::Date(_) => false,
    };
    cells.peek().is_some() && cells.all(is_number)
}
