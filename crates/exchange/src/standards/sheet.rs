//! A standard as a sheet: one criterion a row, with unit and element beside it on every row, on
//! the first one only, or merged. Numbers stand in columns of their own or before the wording.

use std::sync::LazyLock;

use certification::text::squeeze;

use super::{Criterion, Element, NotUnderstood, Reading, Unit, numbering::leading};
use crate::{
    Refused,
    header::{Dictionary, Term},
    table::{Corrections, Table, Wanted, text_of},
    workbook::{Limits, Row, Workbook},
};

const TERMS: &[Term] = &[
    ("code", &["kode unit", "kode unit kompetensi", "kode", "unit code", "code"]),
    ("title", &["judul unit", "judul unit kompetensi", "unit kompetensi", "nama unit", "judul", "unit title", "unit"]),
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
            "unjuk kerja",
            "performance criteria",
        ],
    ),
];

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::new(TERMS));

pub(super) fn read(bytes: &[u8], limits: &Limits, corrections: &Corrections) -> Result<Reading, Refused> {
    let workbook = Workbook::read(bytes, limits)?;
    let wanted =
        Wanted { dictionary: &DICTIONARY, any_of: &["criterion"], at_least: 2, by_content: |_| None, every_row: true };
    let table = Table::find(&workbook, &wanted, corrections)?;
    let mut reading = Reading::default();
    for row in &table.rows {
        if !take(&table, row, &mut reading.units) {
            let text = row.cells.iter().filter_map(text_of).collect::<Vec<_>>().join(" | ");
            reading.not_understood.push(NotUnderstood { line: row.number as usize, text });
        }
    }
    Ok(reading)
}

/// Takes one row; tells whether it was understood.
fn take(table: &Table, row: &Row, units: &mut Vec<Unit>) -> bool {
    let text = |field: &str| table.mapping.get(field).and_then(|column| text_of(row.cell(*column)));
    if let Some(code) = text("code")
        && units.last().is_none_or(|u| u.code != code)
    {
        units.push(Unit::new(code));
    }
    let Some(unit) = units.last_mut() else { return false };
    if let Some(title) = text("title").filter(|_| unit.title.is_empty()) {
        unit.title = title;
    }
    if let Some(description) = text("description").filter(|_| unit.description.is_empty()) {
        unit.description = description;
    }
    if let Some(written) = text("element") {
        let (no, title) = numbered(&written);
        let no = no.or_else(|| text("element_no")).and_then(|n| n.split('.').next()?.parse().ok());
        let known = unit.elements.last().is_some_and(|e| e.title == title && no.is_none_or(|n| n == e.no));
        if !known {
            let no = no.unwrap_or_else(|| unit.elements.last().map_or(1, |e| e.no + 1));
            unit.elements.push(Element { no, title, criteria: Vec::new() });
        }
    }
    let Some(written) = text("criterion") else { return text("code").is_some() || text("element").is_some() };
    let Some(element) = unit.elements.last_mut() else { return false };
    let (no, wording) = numbered(&written);
    let no = no
        .or_else(|| text("criterion_no"))
        .filter(|n| n.contains('.'))
        .unwrap_or_else(|| format!("{}.{}", element.no, element.criteria.len() + 1));
    element.criteria.push(Criterion { no, text: wording });
    true
}

/// The number before a wording, and the wording.
fn numbered(text: &str) -> (Option<String>, String) {
    match leading(text) {
        Some((path, rest)) if !rest.is_empty() => (Some(super::numbering::printed(&path)), squeeze(rest)),
        _ => (None, squeeze(text)),
    }
}
