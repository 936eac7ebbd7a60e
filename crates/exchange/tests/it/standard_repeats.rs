//! Standards as sheets in which something comes again or is none: headings repeated between units, codes that stand at
//! two places, notes where codes are looked for. Nothing of it is lost without a word.

use exchange::standards::Reading;
use rstest::rstest;
use rust_xlsxwriter::Workbook;

use crate::standards::{CODE, TITLE, put, read, sheet};

const HEADING: &[&str] = &["Kode Unit", "Judul Unit", "Elemen", "KUK"];
const OTHER: &str = "PRP.LP01.002.01";

/// What was read: codes, elements with their titles, criteria with theirs.
fn told(reading: &Reading) -> Vec<String> {
    let mut told = Vec::new();
    for unit in &reading.units {
        told.push(format!("{} {}", unit.code, unit.title));
        for element in &unit.elements {
            told.push(format!("{}. {}", element.no, element.title));
            told.extend(element.criteria.iter().map(|c| format!("{} {}", c.no, c.text)));
        }
    }
    told
}

fn rows_left(reading: &Reading) -> Vec<usize> {
    reading.not_understood.iter().map(|n| n.line).collect()
}

fn csv(rows: &[&[&str]]) -> Vec<u8> {
    rows.iter().map(|row| row.join(";") + "\n").collect::<String>().into_bytes()
}

const FIRST: &[&str] = &[CODE, TITLE, "1. Menyiapkan", "1.1 Alat disiapkan."];
const SECOND: &[&str] = &[OTHER, "Menata Rak", "1. Menata", "1.1 Rak ditata."];
const BOTH: [&str; 6] = [
    "PRP.LP01.001.01 Menata Buku-buku di Rak",
    "1. Menyiapkan",
    "1.1 Alat disiapkan.",
    "PRP.LP01.002.01 Menata Rak",
    "1. Menata",
    "1.1 Rak ditata.",
];

#[rstest]
#[case::at_once(&[HEADING, FIRST, HEADING, SECOND])]
#[case::behind_a_blank(&[HEADING, FIRST, &["", "", "", ""], HEADING, SECOND])]
#[case::on_top_twice(&[HEADING, HEADING, FIRST, HEADING, SECOND])]
#[case::with_a_row_of_fewer_cells(&[HEADING, FIRST, &["", "", "", ""], HEADING, SECOND, HEADING])]
fn a_heading_that_comes_again_between_units_loses_none(#[case] rows: &[&[&str]]) {
    for reading in [read(&csv(rows)), read(&sheet(rows))] {
        assert_eq!(told(&reading), BOTH, "{rows:?}");
        assert_eq!(rows_left(&reading), Vec::<usize>::new(), "{rows:?}");
    }
}

#[test]
fn short_wordings_between_two_headings_are_no_heading() {
    let rows: [&[&str]; 5] = [
        &["No", "Kode Unit", "Judul Unit", "Elemen", "Kriteria Unjuk Kerja"],
        &["1", "LD.01", "Judul", "1. Elemen", "1.1 Kriteria"],
        &["No", "Kode Unit", "Judul Unit", "Elemen", "Kriteria Unjuk Kerja"],
        &["2", "LD.02", "Unit", "1. Elemen", "1.1 Kriteria"],
        &["3", "LD.03", "Unit", "1. Elemen", "1.1 Kriteria"],
    ];
    for reading in [read(&csv(&rows)), read(&sheet(&rows))] {
        let codes: Vec<&str> = reading.units.iter().map(|unit| unit.code.as_str()).collect();
        assert_eq!(codes, ["LD.01", "LD.02", "LD.03"]);
    }
}

/// Whose columns stand in another order.
#[test]
fn a_heading_of_other_columns_is_read_by_those() {
    let rows: [&[&str]; 4] = [
        HEADING,
        FIRST,
        &["Kode Unit", "Elemen", "Judul Unit", "KUK"],
        &[OTHER, "1. Menata", "Menata Rak", "1.1 Rak ditata."],
    ];
    for reading in [read(&csv(&rows)), read(&sheet(&rows))] {
        assert_eq!(told(&reading), BOTH);
    }
}

#[test]
fn rows_above_the_heading_that_was_taken_are_told() {
    let rows: [&[&str]; 5] =
        [&["Unit", "Bagian", "Uraian"], &[CODE, "1. Menyiapkan", "1.1 Alat disiapkan."], &[], HEADING, SECOND];
    let reading = read(&sheet(&rows));
    assert!(rows_left(&reading).contains(&2), "{reading:?}");
}

#[test]
fn a_code_that_stands_again_further_down_is_told_and_nothing_of_it_doubled() {
    let again: &[&str] = &[CODE, TITLE, "1. Menyiapkan", "1.2 Bahan disiapkan."];
    let reading = read(&sheet(&[HEADING, FIRST, SECOND, again, FIRST]));
    assert_eq!(
        told(&reading),
        [
            "PRP.LP01.001.01 Menata Buku-buku di Rak",
            "1. Menyiapkan",
            "1.1 Alat disiapkan.",
            "1.2 Bahan disiapkan.",
            "PRP.LP01.002.01 Menata Rak",
            "1. Menata",
            "1.1 Rak ditata.",
        ]
    );
    assert_eq!(rows_left(&reading), [4, 5]);
}

#[test]
fn two_titles_of_one_code_are_told() {
    let other: &[&str] = &[CODE, "Menyiangi Koleksi", "2. Menyiangi", "2.1 Buku disiangi."];
    let reading = read(&sheet(&[HEADING, FIRST, other]));
    assert_eq!(reading.units[0].title, TITLE);
    assert_eq!(rows_left(&reading), [3]);
}

#[test]
fn a_unit_that_another_sheet_has_otherwise_is_told() {
    let mut book = Workbook::new();
    put(book.add_worksheet(), &[HEADING, FIRST]);
    let differing: &[&str] = &[CODE, TITLE, "1. Menyiapkan", "1.1 Alat diperiksa."];
    put(book.add_worksheet(), &[HEADING, differing]);
    put(book.add_worksheet(), &[HEADING, FIRST]);
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(reading.units.len(), 1);
    assert_eq!(reading.not_understood.len(), 1);
    assert!(reading.not_understood[0].text.contains("Alat diperiksa."), "{:?}", reading.not_understood);
}

#[test]
fn elements_of_a_unit_on_several_sheets_come_together() {
    let mut book = Workbook::new();
    put(book.add_worksheet(), &[HEADING, FIRST]);
    put(book.add_worksheet(), &[HEADING, &[CODE, TITLE, "2. Menata", "2.1 Rak ditata."]]);
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(told(&reading)[1..], ["1. Menyiapkan", "1.1 Alat disiapkan.", "2. Menata", "2.1 Rak ditata."]);
    assert_eq!(rows_left(&reading), Vec::<usize>::new());
}

#[rstest]
#[case::note("Catatan: data per Januari 2024")]
#[case::source("Sumber: Kepmenaker 236 Tahun 2019")]
#[case::total("Total 1 unit")]
#[case::bare_total("TOTAL")]
#[case::sentence("Unit di bawah ini masih rancangan")]
fn a_note_in_the_column_of_codes_is_no_unit(#[case] note: &str) {
    let bare: &[&str] = &[note, "", "", ""];
    let beside: &[&str] = &[note, "12", "", ""];
    for note in [bare, beside] {
        for reading in [read(&csv(&[HEADING, FIRST, SECOND, note])), read(&sheet(&[HEADING, FIRST, note, SECOND]))] {
            assert_eq!(told(&reading), BOTH);
            assert_eq!(reading.not_understood.len(), 1, "{:?}", reading.not_understood);
        }
    }
}

#[rstest]
#[case("LD-A")]
#[case("Unit 1")]
#[case("TIK 021")]
#[case("3")]
fn a_code_of_whatever_shape_begins_a_unit(#[case] code: &str) {
    let reading = read(&sheet(&[HEADING, &[code, TITLE, "1. Menyiapkan", "1.1 Alat disiapkan."]]));
    assert_eq!(reading.units[0].code, code);
    assert_eq!(rows_left(&reading), Vec::<usize>::new());
}

#[test]
fn a_row_that_lacks_the_wording_of_its_criterion_is_told() {
    let rows: [&[&str]; 4] = [
        &["Kode Unit", "Judul Unit", "Elemen", "No", "KUK"],
        &[CODE, TITLE, "Menyiapkan", "1.1", "Alat disiapkan."],
        &[CODE, TITLE, "Menyiapkan", "1.2", ""],
        &[CODE, TITLE, "Menata", "2.1", "Buku ditata."],
    ];
    assert_eq!(rows_left(&read(&sheet(&rows))), [3]);
}

/// Each unit has its code and title in rows above a table of its own.
#[test]
fn units_above_their_tables_on_one_sheet_are_all_read() {
    let rows: [&[&str]; 9] = [
        &["Kode Unit : PRP.LP01.001.01"],
        &["Judul Unit : Menata Buku-buku di Rak"],
        &["No", "Elemen", "KUK"],
        &["1", "Menyiapkan", "1.1 Alat disiapkan."],
        &[],
        &["Kode Unit : PRP.LP01.002.01"],
        &["Judul Unit : Menata Rak"],
        &["No", "Elemen", "KUK"],
        &["1", "Menata", "1.1 Rak ditata."],
    ];
    for reading in [read(&csv(&rows)), read(&sheet(&rows))] {
        assert_eq!(told(&reading), BOTH);
        assert_eq!(rows_left(&reading), Vec::<usize>::new());
    }
}
