//! Lines of a standard that look like numbers, titles or codes and are not, or of which nobody can say whose they are: what
//! is sure is read, what is not is shown.

use exchange::{standards, workbook::Limits};
use rstest::rstest;
use rust_xlsxwriter::Workbook;

/// A unit with a table of elements, and how that is read: criteria with their numbers, and what was not understood.
fn told(table: &str) -> (Vec<String>, Vec<String>) {
    let reading = standards::from_text(&format!(
        "KODE UNIT : R.91PRP01.001.2\nJUDUL UNIT : Menata\nELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n{table}\n\
         BATASAN VARIABEL\n1. Konteks variabel\n1.1 Unit ini berlaku umum.\n"
    ));
    let criteria = reading.units[0].elements.iter().flat_map(|e| &e.criteria);
    let criteria = criteria.map(|c| format!("{} {}", c.no, c.text)).collect();
    (criteria, reading.not_understood.into_iter().map(|line| line.text).collect())
}

#[rstest]
#[case::that_skips(
    "1. Menyiapkan rak\n1.1 Rak diukur.\n1.2 Jaraknya paling sedikit\n1.5 meter dari dinding.\n2. Menata\n2.1 Buku disusun.",
    &["1.1 Rak diukur.", "1.2 Jaraknya paling sedikit 1.5 meter dari dinding.", "2.1 Buku disusun."], &[])]
#[case::that_comes_before_the_next(
    "1. Menyiapkan rak\n1.1 Rak diukur dengan alat\n1.5 meter dan dicatat.\n1.2 Rak dibersihkan.",
    &["1.1 Rak diukur dengan alat 1.5 meter dan dicatat.", "1.2 Rak dibersihkan."], &[])]
#[case::of_a_number_of_another_element(
    "1. Menyiapkan rak\n1.1 Naik sebesar\n2.5 % tiap tahun.\n2. Menata\n2.1 Buku disusun.",
    &["1.1 Naik sebesar 2.5 % tiap tahun.", "2.1 Buku disusun."], &[])]
#[case::that_is_due(
    "1. Menyiapkan rak\n1.1 Jaraknya\n1.2 meter dari dinding.",
    &["1.1 Jaraknya", "1.2 meter dari dinding."], &[])]
#[case::of_something_else(
    "1. Menyiapkan rak\n1.1 Rak diukur.\n1.4 rak dicat.",
    &["1.1 Rak diukur.", "1.4 rak dicat."], &["1.4 rak dicat."])]
fn a_figure_at_the_beginning_of_a_line_is_no_criterion(
    #[case] table: &str,
    #[case] criteria: &[&str],
    #[case] shown: &[&str],
) {
    let (found, not_understood) = told(table);
    assert_eq!(found, criteria);
    assert_eq!(not_understood, shown);
}

#[test]
fn an_element_that_lost_its_title_to_the_next_is_shown_with_it() {
    let (_, shown) = told("1.\n2.\nMenyiapkan rak\nMenata buku\n1.1 Rak diukur.\n2.1 Buku disusun.");
    assert_eq!(shown, ["1.", "2."]);
}

#[test]
fn a_code_that_comes_again_is_shown() {
    let unit = |code: &str| {
        format!("KODE UNIT : {code}\nJUDUL UNIT : Menata\nELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n1. Satu\n1.1 Dua.\n")
    };
    let [a, b] = ["R.91PRP01.001.2", "R.91PRP01.002.2"];
    let reading = standards::from_text(&[a, b, a].map(unit).concat());
    assert_eq!(reading.units.len(), 3, "nothing is left out");
    let shown: Vec<usize> = reading.not_understood.iter().map(|line| line.line).collect();
    assert_eq!(shown, [11]);
}

#[rstest]
#[case(60)]
#[case(70)]
#[case(71)]
#[case(180)]
fn a_sheet_laid_out_as_a_form_keeps_its_columns_apart_however_long_a_title_is(#[case] letters: usize) {
    let title = "Menyiapkan rak ".repeat(letters / 15 + 1)[..letters].trim().to_owned();
    let rows: [&[&str]; 6] = [
        &["KODE UNIT", ":", "R.91PRP01.001.2"],
        &["JUDUL UNIT", ":", "Menata Rak"],
        &["NO", "ELEMEN", "KRITERIA UNJUK KERJA"],
        &["1", &title, "1.1 Rak diukur."],
        &["", "", "1.2 Rak dicat."],
        &["2", "Menata buku", "2.1 Buku disusun."],
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    let reading = standards::read(&book.save_to_buffer().unwrap(), &Limits::default()).unwrap();
    let elements: Vec<(&str, usize)> =
        reading.units[0].elements.iter().map(|e| (e.title.as_str(), e.criteria.len())).collect();
    assert_eq!(elements, [(title.as_str(), 2), ("Menata buku", 1)]);
    assert_eq!(reading.not_understood, []);
}

#[rstest]
#[case("Uraian")]
#[case("Ringkasan")]
#[case("Keterangan Unit")]
#[case("Penjelasan")]
fn what_a_unit_is_about_has_many_headings(#[case] heading: &str) {
    let csv = format!(
        "Kode Unit,Judul Unit,{heading},Elemen,KUK\nR.91PRP01.001.2,Menata,Tentang rak.,1. Menyiapkan,1.1 Rak diukur.\n"
    );
    let reading = standards::read(csv.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(reading.units[0].description, "Tentang rak.");
}
