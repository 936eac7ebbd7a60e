//! Elements and criteria that are numbered in other ways than the regulation has it, and figures that are no numbers.

use exchange::standards::{self, Reading};
use rstest::rstest;

/// A unit with a table of elements under a heading, and how that is read.
fn table(heading: &str, rows: &str) -> Reading {
    standards::from_text(&format!(
        "KODE UNIT : R.91PRP01.001.2\nJUDUL UNIT : Menata\nDESKRIPSI UNIT : Unit ini.\n{heading}\n{rows}\n\
         BATASAN VARIABEL\n1. Konteks variabel\n1.1 Unit ini berlaku umum.\na. Satu\n"
    ))
}

fn told(reading: &Reading) -> Vec<String> {
    let mut told = Vec::new();
    for element in &reading.units[0].elements {
        told.push(format!("{}. {}", element.no, element.title));
        told.extend(element.criteria.iter().map(|c| format!("{} {}", c.no, c.text)));
    }
    told
}

const HEADING: &str = "ELEMEN KOMPETENSI KRITERIA UNJUK KERJA";
const ELEMENTS: [&str; 5] = [
    "1. Menyiapkan rak",
    "1.1 Rak diukur.",
    "1.2 Rak dicat.",
    "2. Menata buku",
    "2.1 Buku disusun menurut nomor panggil.",
];

#[rstest]
#[case::roman(
    "I. Menyiapkan rak\n1.1 Rak diukur.\n1.2 Rak dicat.\nII. Menata buku\n2.1 Buku disusun menurut\nnomor panggil."
)]
#[case::roman_and_figures(
    "I. Menyiapkan rak\n1. Rak diukur.\n2. Rak dicat.\nII. Menata buku\n1. Buku disusun menurut\nnomor panggil."
)]
#[case::letters(
    "A. Menyiapkan rak\n1. Rak diukur.\n2. Rak dicat.\nB. Menata buku\n1. Buku disusun menurut\nnomor panggil."
)]
#[case::small_letters(
    "1. Menyiapkan rak\na. Rak diukur.\nb. Rak dicat.\n2. Menata buku\na. Buku disusun menurut\nnomor panggil."
)]
#[case::small_letters_in_brackets(
    "1. Menyiapkan rak\na) Rak diukur.\nb) Rak dicat.\n2. Menata buku\na) Buku disusun menurut\nnomor panggil."
)]
#[case::words(
    "Elemen 1: Menyiapkan rak\nKUK 1.1: Rak diukur.\nKUK 1.2: Rak dicat.\nElemen 2: Menata buku\nKUK 2.1: Buku disusun menurut\nnomor panggil."
)]
#[case::more_words(
    "Elemen Kompetensi 1 : Menyiapkan rak\nKriteria 1.1 Rak diukur.\nKriteria 1.2 Rak dicat.\nElemen Kompetensi 2 : Menata buku\nKriteria 2.1 Buku disusun menurut\nnomor panggil."
)]
#[case::capitals(
    "ELEMEN 1. Menyiapkan rak\nKUK 1.1. Rak diukur.\nKUK 1.2. Rak dicat.\nELEMEN 2. Menata buku\nKUK 2.1. Buku disusun menurut\nnomor panggil."
)]
#[case::bullets(
    "1. Menyiapkan rak\n• Rak diukur.\n• Rak dicat.\n2. Menata buku\n• Buku disusun menurut\nnomor panggil."
)]
#[case::dashes(
    "1. Menyiapkan rak\n- Rak diukur.\n- Rak dicat.\n2. Menata buku\n- Buku disusun menurut\nnomor panggil."
)]
#[case::drawn(
    "------\n1. Menyiapkan rak\n1.1 Rak diukur.\n1.2 Rak dicat.\n=====\n2. Menata buku\n2.1 Buku disusun menurut\nnomor panggil.\n-----"
)]
#[case::beside(
    "I.  Menyiapkan rak      1.1  Rak diukur.
                        1.2  Rak dicat.
II. Menata buku         2.1  Buku disusun menurut
                             nomor panggil."
)]
#[case::letters_beside(
    "A.  Menyiapkan rak      1.  Rak diukur.
                        2.  Rak dicat.
B.  Menata buku         1.  Buku disusun menurut
                            nomor panggil."
)]
#[case::small_letters_beside(
    "1.  Menyiapkan rak      a.  Rak diukur.
                        b.  Rak dicat.
2.  Menata buku         a.  Buku disusun menurut
                            nomor panggil."
)]
fn elements_are_numbered_in_other_ways(
    #[case] rows: &str,
    #[values(
        HEADING,
        "ELEMEN KOMPETEN-\nSI\nKRITERIA UNJUK KERJA",
        "ELEMEN DAN KUK",
        "No   Elemen   KUK",
        "ELEMEN KOMPETENSI KRITRIA UNJUK KERJA",
        "Elemen Kompetensi   Kriteria Unjuk Kerja"
    )]
    heading: &str,
) {
    let reading = table(heading, rows);
    assert_eq!(told(&reading), ELEMENTS, "{rows}");
    assert_eq!(reading.not_understood, [], "{rows}");
}

/// No heading at all but the words before each number.
#[test]
fn words_before_numbers_are_heading_enough() {
    let reading = table(
        "",
        "Elemen 1: Menyiapkan rak\nKUK 1.1: Rak diukur.\nKUK 1.2: Rak dicat.\nElemen 2: Menata buku\nKUK 2.1: Buku disusun menurut nomor panggil.",
    );
    assert_eq!(told(&reading), ELEMENTS);
    assert_eq!(reading.units[0].description, "Unit ini.");
}

#[rstest]
#[case::bare("minimal\n3 sumber")]
#[case::stopped("minimal\n3. sumber")]
#[case::capital("minimal\n3 Sumber")]
#[case::fraction("minimal\n2.5 sumber")]
#[case::next("minimal\n1.2 juta sumber")]
#[case::amount("sekurang-kurangnya\n2.1 sumber")]
#[case::several_words("paling sedikit\n1.2 sumber")]
fn a_line_that_begins_with_an_amount_is_no_criterion(#[case] broken: &str) {
    let rows = format!(
        "1. Menyiapkan\n1.1 Data dikumpulkan dari {broken} yang sahih.\n1.2 Data dicatat.\n2. Menata\n2.1 Data ditata."
    );
    let reading = table(HEADING, &rows);
    let whole = format!("1.1 Data dikumpulkan dari {} yang sahih.", broken.replace('\n', " "));
    assert_eq!(told(&reading), ["1. Menyiapkan", &whole, "1.2 Data dicatat.", "2. Menata", "2.1 Data ditata."]);
    let beside = format!(
        "1. Menyiapkan    1.1 Data dikumpulkan dari {} yang sahih.\n                 1.2 Data dicatat.\n2. Menata        2.1 Data ditata.",
        broken.replace('\n', "\n                 ")
    );
    let reading = table(HEADING, &beside);
    assert_eq!(told(&reading), ["1. Menyiapkan", &whole, "1.2 Data dicatat.", "2. Menata", "2.1 Data ditata."]);
}

/// Each element under a label of its own, and the criteria under theirs.
#[test]
fn elements_under_labels_of_their_own() {
    let reading = table(
        "ELEMEN KOMPETENSI 1 : Menyiapkan rak",
        "Kriteria Unjuk Kerja :\n1.1 Rak diukur.\n1.2 Rak dicat.\nELEMEN KOMPETENSI 2 : Menata buku\n\
         Kriteria Unjuk Kerja :\n2.1 Buku disusun menurut nomor panggil.",
    );
    assert_eq!(told(&reading), ELEMENTS);
    assert_eq!(reading.not_understood, []);
}

#[test]
fn a_criterion_that_lost_its_wording_is_told() {
    let reading = table(HEADING, "1. Menyiapkan rak\n1.1\n1.2\nRak diukur.");
    assert_eq!(reading.not_understood.iter().map(|n| n.text.as_str()).collect::<Vec<_>>(), ["1.1"]);
}
