//! Standards as sheets whose rows go on with one another, whose units or elements stand in other places, and whose numbers
//! are in doubt.

use exchange::standards::Reading;
use rstest::rstest;
use rust_xlsxwriter::{Format, Workbook};

use crate::standards::{CODE, TITLE, assert_is_the_unit, put, read, sheet};

const HEADING: &[&str] = &["Kode Unit", "Judul Unit", "Elemen", "KUK"];

fn criteria(reading: &Reading) -> Vec<String> {
    let elements = reading.units.iter().flat_map(|unit| &unit.elements);
    elements.flat_map(|element| &element.criteria).map(|c| format!("{} {}", c.no, c.text)).collect()
}

fn rows_left(reading: &Reading) -> Vec<usize> {
    reading.not_understood.iter().map(|n| n.line).collect()
}

#[test]
fn a_wording_goes_on_in_the_next_row_and_a_page_number_is_none() {
    let rows: [&[&str]; 7] = [
        HEADING,
        &[CODE, "Menata Buku-", "1. Menyiapkan", "1.1 Koleksi diidenti-"],
        &["", "buku di Rak", "penataan", "fikasi."],
        &["", "", "", "1.2 Alat"],
        &["", "", "", "disiapkan."],
        &["", "", "", "Halaman 1"],
        &[CODE, TITLE, "2. Menata koleksi", "2.1 Buku-buku ditata."],
    ];
    assert_is_the_unit(&read(&sheet(&rows)));
}

#[test]
fn what_stands_under_a_criterion_and_may_be_another_text_is_reported() {
    let rows: [&[&str]; 6] = [
        HEADING,
        &[CODE, TITLE, "1. Menyiapkan", "1.1 Koleksi diperiksa."],
        &["", "", "", "Disusun oleh panitia"],
        &["", "", "", "1.2 Alat disiapkan menurut"],
        &["", "", "", "Standar Nasional."],
        &["", "", "", "1.3 Bahan disiapkan."],
    ];
    let reading = read(&sheet(&rows));
    assert_eq!(
        criteria(&reading),
        ["1.1 Koleksi diperiksa.", "1.2 Alat disiapkan menurut", "1.3 Bahan disiapkan."],
        "half of the wordings before another end without a full stop: nobody knows"
    );
    assert_eq!(rows_left(&reading), [3, 5]);
    let stopped = [&rows[..2], &rows[3..]].concat();
    let stopped: Vec<&[&str]> = stopped.into_iter().chain([&["", "", "", "1.4 Data dicatat."] as &[&str]]).collect();
    let reading = read(&sheet(&stopped));
    assert_eq!(criteria(&reading)[1], "1.2 Alat disiapkan menurut Standar Nasional.");
    assert!(rows_left(&reading).is_empty());
}

#[test]
fn numbers_stay_as_they_are_written_and_doubtful_ones_are_reported() {
    let rows: [&[&str]; 6] = [
        HEADING,
        &[CODE, TITLE, "1. Menyiapkan", "1.1 Koleksi diperiksa."],
        &["", "", "", "1.3 Alat disiapkan."],
        &["", "", "", "1.3 Bahan disiapkan."],
        &["", "", "Menata", "3.1 Koleksi ditata."],
        &["", "", "", "2.2 Kartu ditata."],
    ];
    let reading = read(&sheet(&rows));
    let wanted = ["1.1 Koleksi diperiksa.", "1.3 Alat disiapkan.", "1.3 Bahan disiapkan.", "3.1 Koleksi ditata."];
    assert_eq!(criteria(&reading)[..4], wanted);
    assert_eq!(reading.units[0].elements[1].no, 3, "told by its criterion");
    assert_eq!(rows_left(&reading), [4, 6]);
}

#[test]
fn broken_words_and_signs_of_typesetters_in_cells_are_mended() {
    let rows: [&[&str]; 4] = [
        HEADING,
        &[CODE, "Menata Buku\u{ad}buku\ndi Rak", "1. Menyiapkan pena-\ntaan", "1.1 Koleksi diidenti\u{fb01}-\nkasi."],
        &[CODE, "Menata Buku-\nbuku di Rak", "1. Menyiapkan\npenataan", "1.2 Alat disiap\u{2010}\nkan."],
        &["", "", "2. Menata ko-\nleksi", "2.1 Buku-\nbuku ditata."],
    ];
    assert_is_the_unit(&read(&sheet(&rows)));
}

#[test]
fn elements_that_another_sheet_lists_have_its_titles() {
    let mut book = Workbook::new();
    put(book.add_worksheet(), &[&["No", "Kode Unit", "Judul Unit"], &["1", CODE, TITLE]]);
    let elements: &[&[&str]] = &[
        &["Kode Unit", "No. Elemen", "Judul Elemen"],
        &[CODE, "1", "Menyiapkan penataan"],
        &["", "2", "Menata koleksi"],
    ];
    let rows: &[&[&str]] = &[
        &["Kode Unit", "No. Elemen", "No. KUK", "Kriteria"],
        &[CODE, "1", "1.1", "Koleksi diidentifikasi."],
        &[CODE, "1", "1.2", "Alat disiapkan."],
        &[CODE, "2", "2.1", "Buku-buku ditata."],
    ];
    put(book.add_worksheet(), elements);
    put(book.add_worksheet(), rows);
    assert_is_the_unit(&read(&book.save_to_buffer().unwrap()));
    // Without that sheet nobody knows them.
    let reading = read(&sheet(rows));
    assert_eq!(reading.units[0].elements.iter().map(|e| &*e.title).collect::<Vec<_>>(), ["", ""]);
    assert_eq!(rows_left(&reading), [2, 4]);
}

#[rstest]
#[case::wordings("Uraian")]
#[case::statements("Pernyataan")]
fn headings_of_two_rows_are_read_together(#[case] wording: &str) {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    put(
        page,
        &[
            &[],
            &["Kode", "Judul", "No", wording, "No", wording],
            &[CODE, TITLE, "1", "Menyiapkan penataan", "1.1", "Koleksi diidentifikasi."],
            &[CODE, TITLE, "1", "Menyiapkan penataan", "1.2", "Alat disiapkan."],
            &[CODE, TITLE, "2", "Menata koleksi", "2.1", "Buku-buku ditata."],
        ],
    );
    for (from, text) in [(0, "UNIT KOMPETENSI"), (2, "ELEMEN"), (4, "KRITERIA UNJUK KERJA")] {
        page.merge_range(0, from, 0, from + 1, text, &Format::new()).unwrap();
    }
    assert_is_the_unit(&read(&book.save_to_buffer().unwrap()));
}

#[rstest]
#[case::code_and_title(format!("{CODE} {TITLE}"))]
#[case::with_a_sign(format!("{CODE}: {TITLE}"))]
#[case::labelled(format!("Kode Unit : {CODE} - {TITLE}"))]
fn a_unit_stands_in_a_row_across(#[case] unit: String) {
    let rows: [&[&str]; 5] = [
        &["No", "Elemen Kompetensi", "Kriteria Unjuk Kerja"],
        &[&unit],
        &["1", "Menyiapkan penataan", "1.1 Koleksi diidentifikasi."],
        &["", "", "1.2 Alat disiapkan."],
        &["2", "Menata koleksi", "2.1 Buku-buku ditata."],
    ];
    assert_is_the_unit(&read(&sheet(&rows)));
}

#[test]
fn a_sheet_may_be_called_after_its_unit() {
    let mut book = Workbook::new();
    put(book.add_worksheet(), &[&["No", "Kode Unit", "Judul Unit"], &["1", CODE, TITLE]]);
    let rows: &[&[&str]] = &[
        &["Elemen", "Kriteria Unjuk Kerja"],
        &["1. Menyiapkan penataan", "1.1 Koleksi diidentifikasi."],
        &["", "1.2 Alat disiapkan."],
        &["2. Menata koleksi", "2.1 Buku-buku ditata."],
    ];
    put(book.add_worksheet().set_name(CODE).unwrap(), rows);
    assert_is_the_unit(&read(&book.save_to_buffer().unwrap()));
    // Where the sheet says its unit above the table, it is read as a decree is.
    let mut book = Workbook::new();
    let above: Vec<&[&str]> =
        [&["Kode Unit", ":", CODE] as &[&str], &["Judul Unit", ":", TITLE]].into_iter().chain(rows.to_vec()).collect();
    put(book.add_worksheet().set_name(CODE).unwrap(), &above);
    assert_is_the_unit(&read(&book.save_to_buffer().unwrap()));
}
