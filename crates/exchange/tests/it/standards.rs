//! Standards as sheets and JSON in other layouts, and what stands around the units of a decree.

use exchange::{
    standards::{self, Reading},
    workbook::Limits,
};
use rust_xlsxwriter::{Workbook, Worksheet};
use serde_json::{Value, json};

pub(crate) fn read(bytes: &[u8]) -> Reading {
    standards::read(bytes, &Limits::default()).unwrap()
}

pub(crate) fn put(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0_u16..).zip(*cells) {
            if !cell.is_empty() {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
}

pub(crate) fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    put(book.add_worksheet(), rows);
    book.save_to_buffer().unwrap()
}

pub(crate) const CODE: &str = "PRP.LP01.001.01";
pub(crate) const TITLE: &str = "Menata Buku-buku di Rak";

pub(crate) fn unit() -> Value {
    json!({"code": CODE, "title": TITLE, "description": "", "elements": [
        {"no": 1, "title": "Menyiapkan penataan", "criteria": [
            {"no": "1.1", "text": "Koleksi diidentifikasi."}, {"no": "1.2", "text": "Alat disiapkan."}]},
        {"no": 2, "title": "Menata koleksi", "criteria": [{"no": "2.1", "text": "Buku-buku ditata."}]}]})
}

pub(crate) fn assert_is_the_unit(reading: &Reading) {
    assert_eq!(serde_json::to_value(&reading.units).unwrap(), json!([unit()]));
    assert_eq!(reading.not_understood, []);
}

#[test]
fn numbers_in_columns_of_their_own_are_no_wordings() {
    let rows: [&[&str]; 4] = [
        &["Kode Unit", "Judul Unit", "No Elemen", "Elemen", "No KUK", "Kriteria Unjuk Kerja"],
        &[CODE, TITLE, "1", "Menyiapkan penataan", "1.1", "Koleksi diidentifikasi."],
        &["", "", "", "", "1.2", "Alat disiapkan."],
        &["", "", "2", "Menata koleksi", "2.1", "Buku-buku ditata."],
    ];
    assert_is_the_unit(&read(&sheet(&rows)));
    let mut book = Workbook::new();
    let by_number = book.add_worksheet();
    put(by_number, &rows);
    for (row, number) in [(1, 1.1), (2, 1.2), (3, 2.1)] {
        by_number.write_number(row, 4, number).unwrap();
    }
    assert_is_the_unit(&read(&book.save_to_buffer().unwrap()));
    let csv: String = rows.iter().map(|row| row.join(";") + "\n").collect();
    let english = csv.replace(
        "Kode Unit;Judul Unit;No Elemen;Elemen;No KUK;Kriteria Unjuk Kerja",
        "code;title;element_no;element;criterion_no;criterion",
    );
    assert_is_the_unit(&read(english.as_bytes()));
}

#[test]
fn several_criteria_in_a_cell_are_several() {
    let rows: [&[&str]; 3] = [
        &["Kode Unit", "Judul Unit", "Elemen Kompetensi", "Kriteria Unjuk Kerja"],
        &[CODE, TITLE, "1. Menyiapkan penataan", "1.1 Koleksi diidenti-\nfikasi.\n1.2 Alat disiapkan."],
        &["", "", "2. Menata koleksi", "2.1 Buku-buku ditata."],
    ];
    assert_is_the_unit(&read(&sheet(&rows)));
}

#[test]
fn a_sheet_for_each_unit_gives_them_all_once() {
    let heading: &[&str] = &["Kode Unit", "Judul Unit", "Elemen", "KUK"];
    let mut book = Workbook::new();
    for code in ["CONTOH.LD.01", "CONTOH.LD.02"] {
        let row: &[&str] = &[code, "Menata", "1. Menyiapkan", "1.1 Alat disiapkan."];
        put(book.add_worksheet().set_name(code).unwrap(), &[heading, row]);
    }
    let again: &[&str] = &["CONTOH.LD.02", "Menata", "1. Menyiapkan", "1.1 Alat disiapkan."];
    put(book.add_worksheet().set_name("Rekap").unwrap(), &[heading, again]);
    let codes: Vec<String> = read(&book.save_to_buffer().unwrap()).units.into_iter().map(|u| u.code).collect();
    assert_eq!(codes, ["CONTOH.LD.01", "CONTOH.LD.02"]);
}

#[test]
fn a_sheet_laid_out_as_a_decree_is_read_as_one() {
    let rows: [&[&str]; 6] = [
        &["KODE UNIT", ":", CODE],
        &["JUDUL UNIT", ":", TITLE],
        &["ELEMEN KOMPETENSI", "", "KRITERIA UNJUK KERJA"],
        &["1. Menyiapkan penataan", "", "1.1 Koleksi diidentifikasi."],
        &["", "", "1.2 Alat disiapkan."],
        &["2. Menata koleksi", "", "2.1 Buku-buku ditata."],
    ];
    assert_is_the_unit(&read(&sheet(&rows)));
}

#[test]
fn a_workbook_without_units_says_so() {
    let refused = standards::read(&sheet(&[&["Nama", "NIK"], &["Ani", "1"]]), &Limits::default()).unwrap_err();
    assert_eq!(refused.code(), "standard.no_unit");
}

#[test]
fn json_in_indonesian_without_numbers_or_with_numbers_as_text() {
    let indonesian = json!({"unit": [{"kode": CODE, "judul": TITLE, "elemen": [
        {"no": "1", "judul": "Menyiapkan penataan", "kuk": [
            {"no": 1.1, "teks": "Koleksi diidentifikasi."}, {"no": "1.2.", "teks": "Alat  disiapkan."}]},
        {"no": 2.0, "judul": "Menata koleksi", "kuk": ["2.1 Buku-buku ditata."]}]}]});
    let bare = json!({"code": CODE, "title": TITLE, "elements": [
        {"title": "Menyiapkan penataan", "criteria": ["Koleksi diidentifikasi.", "Alat disiapkan."]},
        {"title": "2. Menata koleksi", "criteria": [{"text": "Buku-buku ditata."}]}]});
    for value in [indonesian, bare, json!([unit()]), json!({"units": [unit()], "not_understood": []})] {
        assert_is_the_unit(&read(value.to_string().as_bytes()));
        assert_is_the_unit(&read(format!("\u{feff}{value}").as_bytes()));
    }
}

#[test]
fn a_column_of_numbers_a_chapter_and_running_heads_of_figures_are_nothing() {
    let text = format!(
        "BAB II\nSTANDAR KOMPETENSI\nKODE UNIT : {CODE}\nJUDUL UNIT : {TITLE}\nNO   ELEMEN KOMPETENSI   KRITERIA UNJUK KERJA\n\
         1. Menyiapkan penataan\n1.1 Koleksi diidentifikasi.\n- 12 -\n2019, No. 236\n1.2 Alat disiapkan.\n\
         - 13 -\n2019, No. 236\n2. Menata koleksi\n2.1 Buku-buku ditata.\n\
         BAB III\nPENUTUP\nDengan ditetapkannya standar ini maka berlaku.\nDitetapkan di Jakarta\nMENTERI KETENAGAKERJAAN\n"
    );
    assert_is_the_unit(&read(text.as_bytes()));
}

/// The unit's code and title in one cell; the unit on a sheet of its own; the parts of a form under one another.
#[test]
fn what_a_sheet_says_in_other_places_is_found() {
    let both = format!("{CODE} {TITLE}");
    let rows: [&[&str]; 4] = [
        &["Unit", "Elemen", "KUK"],
        &[&both, "1 Menyiapkan penataan", "1.1 Koleksi diidentifikasi."],
        &["", "1 Menyiapkan penataan", "1.2 Alat disiapkan."],
        &["", "2 Menata koleksi", "2.1 Buku-buku ditata."],
    ];
    assert_is_the_unit(&read(&sheet(&rows)));

    let mut book = Workbook::new();
    put(book.add_worksheet(), &[&["No", "Kode Unit", "Judul Unit"], &["1", CODE, TITLE]]);
    let criteria = book.add_worksheet();
    put(criteria, &[&["Kode Unit", "Elemen", "KUK"], &[CODE, "1. Menyiapkan penataan", "1.1 Koleksi diidentifikasi."]]);
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(reading.units.iter().map(|u| (&*u.code, &*u.title)).collect::<Vec<_>>(), [(CODE, TITLE)]);

    let rows: [&[&str]; 6] = [
        &["Kode Unit", ":", CODE],
        &["Judul Unit", ":", TITLE],
        &["No", "Elemen Kompetensi", "Kriteria Unjuk Kerja"],
        &["1", "Menyiapkan penataan", "1.1 Koleksi diidentifikasi."],
        &["", "", "1.2 Alat disiapkan."],
        &["2", "Menata koleksi", "2.1 Buku-buku ditata."],
    ];
    let again: Vec<&[&str]> = rows.into_iter().chain([&["Kode Unit", ":", "PRP.LP01.001.02"] as &[&str]]).collect();
    let reading = read(&sheet(&again));
    assert_eq!(serde_json::to_value(&reading.units[0]).unwrap(), unit());
}
