//! What the columns of a sheet of units, elements and criteria hold: told by their headings, by the numbers in them, and
//! anew where a heading stands again further down.

use certification::text::fold;

use super::DICTIONARY;
use crate::{
    header::{Heading, Term},
    table::{Mapping, Table, text_of},
    workbook::{Cell, Row},
};

pub(super) const TERMS: &[Term] = &[
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

/// Headings that say which row it is, and nothing of a unit.
const COUNTS: &[&str] = &["no", "nomor", "urut", "no urut", "number"];

/// The columns as a row within a table names them: every cell of it is nothing but the heading of a column.
pub(super) fn renamed(row: &Row) -> Option<Mapping> {
    let mut mapping = Mapping::new();
    for (column, cell) in row.cells.iter().enumerate() {
        let Some(text) = text_of(cell).map(|text| fold(&text)) else { continue };
        if COUNTS.contains(&text.as_str()) {
            continue;
        }
        let says = |phrase: &&str| phrase.trim_start_matches('+') == text;
        let (field, _) = TERMS.iter().find(|(_, phrases)| phrases.iter().any(says))?;
        mapping.entry((*field).to_owned()).or_insert(column);
    }
    (mapping.len() >= 2 && mapping.contains_key("criterion")).then_some(mapping)
}

/// The columns, with those that hold nothing but numbers (`No. Elemen`, `No. KUK`) told from those of wordings: to the
/// headings *No.* says nothing.
pub(super) fn with_numbers(table: &Table) -> Mapping {
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
