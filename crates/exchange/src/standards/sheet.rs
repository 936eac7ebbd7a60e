//! A standard as a sheet: one criterion a row or several in a cell, with unit and element beside it on every row, on
//! the first one only, or merged; on one sheet or a sheet for each unit. Numbers stand in columns of their own or before
//! the wording. A sheet laid out as a decree prints it is read as its text.

use std::sync::LazyLock;

use certification::text::squeeze;

use super::{
    Criterion, Element, NotUnderstood, Reading, Unit, from_text,
    numbering::{self, leading},
    text::is_code,
    tidy,
};
use crate::{
    Refusal, Refused,
    header::{Dictionary, Heading, Term},
    table::{Corrections, Mapping, Table, Wanted, text_of},
    workbook::{Cell, Limits, Row, Sheet, Workbook},
};

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
    ("description", &["deskripsi unit", "deskripsi", "uraian unit", "deskripsi unit kompetensi", "description"]),
    ("element_no", &["nomor elemen", "+no elemen", "kode elemen", "urut elemen"]),
    ("element", &["elemen", "elemen kompetensi", "judul elemen", "element", "nama elemen"]),
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
        ],
    ),
];

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::new(TERMS));

/// Columns that a text made of a sheet is as wide as at most.
const WIDEST: usize = 60;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Refused> {
    let workbook = Workbook::read(bytes, limits)?;
    let wanted = Wanted {
        dictionary: &DICTIONARY,
        any_of: &["criterion"],
        at_least: 2,
        told_by: &["criterion"],
        by_content: |_| None,
        divides: |_| false,
        adds: |_| false,
        every_row: true,
    };
    let mut reading = Reading::default();
    for sheet in workbook.sheets.iter().filter(|sheet| !sheet.hidden) {
        let this = Corrections::sheet(&sheet.name);
        match Table::find(&workbook, &wanted, &this) {
            Ok(table) => take_table(&table, &mut reading),
            Err(refused) if refused.why == Refusal::NoTable => {}
            Err(refused) => return Err(refused),
        }
    }
    for sheet in workbook.sheets.iter().filter(|sheet| !sheet.hidden) {
        name_units(&workbook, &Corrections::sheet(&sheet.name), &mut reading.units);
    }
    if reading.units.is_empty() {
        let text: String = workbook.sheets.iter().filter(|sheet| !sheet.hidden).map(as_text).collect();
        reading = from_text(&text);
    }
    if reading.units.is_empty() { Err(Refusal::NoUnit.into()) } else { Ok(reading) }
}

/// Gives units whose sheet does not say their title or description those of a sheet that lists the units alone.
fn name_units(workbook: &Workbook, sheet: &Corrections, units: &mut [Unit]) {
    let wanted = Wanted::codes(&DICTIONARY);
    let Ok(table) = Table::find(workbook, &wanted, sheet) else { return };
    if table.mapping.contains_key("criterion") {
        return;
    }
    for row in &table.rows {
        let text = |field: &str| table.mapping.get(field).and_then(|column| text_of(row.cell(*column)));
        let Some(code) = text("code") else { continue };
        for unit in units.iter_mut().filter(|unit| unit.code == code) {
            for (place, said) in [(&mut unit.title, text("title")), (&mut unit.description, text("description"))] {
                if place.is_empty() {
                    *place = said.unwrap_or_default();
                }
            }
        }
    }
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

/// Takes the units of one table that no other sheet had.
fn take_table(table: &Table, reading: &mut Reading) {
    let mapping = with_numbers(table);
    let mut units = Vec::new();
    for row in &table.rows {
        if !take(&mapping, row, &mut units) {
            let text = row.cells.iter().filter_map(text_of).collect::<Vec<_>>().join(" | ");
            reading.not_understood.push(NotUnderstood { line: row.number as usize, text });
        }
    }
    for unit in units {
        if reading.units.iter().all(|known| known.code != unit.code) {
            reading.units.push(unit);
        }
    }
}

/// The columns, with those that hold nothing but numbers (`No. Elemen`, `No. KUK`) told from those of wordings: to the
/// headings *No.* says nothing.
fn with_numbers(table: &Table) -> Mapping {
    let mut mapping = table.mapping.clone();
    for (field, number) in [("element", "element_no"), ("criterion", "criterion_no")] {
        let headed = table.columns.iter().filter_map(|column| {
            let labels: Vec<&str> = column.heading.split(" / ").collect();
            let scores = DICTIONARY.score(&Heading::new(&labels));
            Some((column.index, *scores.get(field)?))
        });
        let (numbers, mut wordings): (Vec<_>, Vec<_>) = headed.partition(|(at, _)| holds_numbers(table, *at));
        wordings.sort_by_key(|(at, score)| (std::cmp::Reverse(*score), *at));
        let taken = |mapping: &Mapping, at: usize| mapping.iter().any(|(f, place)| f != field && *place == at);
        if let Some((at, _)) = wordings.into_iter().find(|(at, _)| !taken(&mapping, *at)) {
            mapping.insert(field.to_owned(), at);
            if let Some((at, _)) = numbers.first() {
                mapping.entry(number.to_owned()).or_insert(*at);
            }
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

/// A cell that counts, as it was typed: `1.1` is no amount.
fn number_of(cell: &Cell) -> Option<String> {
    let text = squeeze(&cell.to_string());
    Some(text.trim_end_matches('.').to_owned()).filter(|text| !text.is_empty())
}

/// Takes one row; tells whether it was understood.
fn take(mapping: &Mapping, row: &Row, units: &mut Vec<Unit>) -> bool {
    let cell = |field: &str| mapping.get(field).map(|column| row.cell(*column));
    let text = |field: &str| cell(field).and_then(text_of);
    // `R.91PRP01.001.1 Menata Koleksi` in one cell, under whichever of the two headings.
    let both = text("code").or_else(|| text("title")).and_then(|text| code_and_title(&text));
    let (code, title) = match both {
        Some((code, title)) => (Some(code), Some(title)),
        None => (text("code"), text("title")),
    };
    if let Some(code) = code
        && units.last().is_none_or(|u| u.code != code)
    {
        units.push(Unit::new(code));
    }
    let Some(unit) = units.last_mut() else { return false };
    if let Some(title) = title.filter(|_| unit.title.is_empty()) {
        unit.title = title;
    }
    if let Some(description) = text("description").filter(|_| unit.description.is_empty()) {
        unit.description = description;
    }
    if let Some(written) = text("element") {
        let before = unit.elements.last().map_or(0, |e| e.no);
        let (no, title) = counted(&written, before).unwrap_or_else(|| numbered(&written));
        let no = no.or_else(|| cell("element_no").and_then(number_of)).and_then(|n| n.split('.').next()?.parse().ok());
        let known = unit.elements.last().is_some_and(|e| e.title == title && no.is_none_or(|n| n == e.no));
        if !known {
            let no = no.unwrap_or_else(|| unit.elements.last().map_or(1, |e| e.no + 1));
            unit.elements.push(Element { no, title, criteria: Vec::new() });
        }
    }
    let Some(Cell::Text(written)) = cell("criterion").filter(|cell| text_of(cell).is_some()) else {
        return text("code").is_some() || text("element").is_some();
    };
    let Some(element) = unit.elements.last_mut() else { return false };
    let parts = several(written, element.no);
    let alone = parts.len() == 1;
    for part in parts {
        let (no, text) = numbered(&part);
        let apart = || cell("criterion_no").and_then(number_of).filter(|_| alone);
        let is_new = |no: &String| no.contains('.') && element.criteria.iter().all(|c| c.no != *no);
        let no = no
            .or_else(apart)
            .filter(is_new)
            .unwrap_or_else(|| format!("{}.{}", element.no, element.criteria.len() + 1));
        element.criteria.push(Criterion { no, text });
    }
    true
}

/// The criteria of one cell: each on a line of its own with its number, or one after another in a line.
fn several(written: &str, element: u32) -> Vec<String> {
    let begins = |line: &str| leading(line).is_some_and(|(path, rest)| path.len() <= 2 && !rest.is_empty());
    let mut parts: Vec<String> = Vec::new();
    for line in written.lines().map(squeeze).filter(|line| !line.is_empty()) {
        match parts.last_mut() {
            Some(last) if !begins(&line) => {
                tidy::join(last, &line);
            }
            _ => parts.push(line),
        }
    }
    match parts.as_slice() {
        [only] => numbering::divide(only, &[element]).into_iter().map(str::to_owned).collect(),
        _ => parts,
    }
}

/// A code with the title of its unit behind it.
fn code_and_title(text: &str) -> Option<(String, String)> {
    let (code, title) = text.split_once(' ')?;
    let title = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let code = code.trim_end_matches([':', ',', ';']);
    (is_code(code) && title.chars().filter(|c| c.is_lowercase()).count() >= 3)
        .then(|| (code.to_owned(), title.to_owned()))
}

/// `2 Menata koleksi`: the number of the element before, or the next, without a sign behind it.
fn counted(text: &str, before: u32) -> Option<(Option<String>, String)> {
    let (no, title) = text.split_once(' ')?;
    let next = no.parse::<u32>().is_ok_and(|no| no == before || no == before + 1);
    (next && title.starts_with(char::is_uppercase)).then(|| (Some(no.to_owned()), squeeze(title)))
}

/// The number before a wording, and the wording.
fn numbered(text: &str) -> (Option<String>, String) {
    match leading(text) {
        Some((path, rest)) if !rest.is_empty() => (Some(super::numbering::printed(&path)), squeeze(rest)),
        _ => (None, squeeze(text)),
    }
}
