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

/// The numbers of the criteria of the first element, and the lines that are shown.
fn first_of(rows: &str) -> (Vec<String>, Vec<String>) {
    let reading = table(HEADING, &format!("1. Menyiapkan rak\n{rows}\n2. Menata buku\n2.1 Buku disusun."));
    let criteria = reading.units[0].elements[0].criteria.iter().map(|c| format!("{} {}", c.no, c.text)).collect();
    (criteria, reading.not_understood.into_iter().map(|line| line.text).collect())
}

#[rstest]
#[case::repeated("1.1 Rak diukur.\n1.2 Rak dicat.\n1.2 Rak dipasang.", &["1.2 Rak dipasang."])]
#[case::skipped("1.1 Rak diukur.\n1.3 Rak dicat.", &["1.3 Rak dicat."])]
#[case::first_lost("1.2 Rak diukur.\n1.3 Rak dicat.", &["1.2 Rak diukur."])]
#[case::in_order("1.1 Rak diukur.\n1.2 Rak dicat.\n1.3 Rak dipasang.", &[])]
fn a_number_that_comes_again_or_lacks_the_one_before_is_shown(#[case] rows: &str, #[case] shown: &[&str]) {
    assert_eq!(first_of(rows).1, shown);
}

#[rstest]
#[case("xiv")]
#[case("- xiv -")]
#[case("– XIV –")]
#[case("13 | P a g e")]
#[case("H a l a m a n 13 dari 40")]
fn the_number_of_a_page_is_no_part_of_a_criterion(#[case] page: &str) {
    let (criteria, shown) = first_of(&format!("1.1 Rak diukur menurut\n{page}\npedoman.\n1.2 Rak dicat."));
    assert_eq!(
        (criteria, shown),
        (vec!["1.1 Rak diukur menurut pedoman.".to_owned(), "1.2 Rak dicat.".to_owned()], vec![])
    );
}

#[rstest]
#[case::bullets("• 1.1 Rak diukur.\n• 1.2 Rak dicat.")]
#[case::dots_apart("1 . 1 . Rak diukur.\n1 . 2 . Rak dicat.")]
fn a_sign_before_a_number_or_blanks_in_it_change_nothing(#[case] rows: &str) {
    assert_eq!(first_of(rows), (vec!["1.1 Rak diukur.".to_owned(), "1.2 Rak dicat.".to_owned()], vec![]));
}

#[rstest]
#[case::clock(
    "1.1 Layanan dibuka pada pukul\n8.30 setiap hari.\n1.2 Rak dicat.",
    "Layanan dibuka pada pukul 8.30 setiap hari."
)]
#[case::version("1.1 Perangkat lunak versi\n1.2 dipasang.\n1.2 Rak dicat.", "Perangkat lunak versi 1.2 dipasang.")]
fn a_figure_that_a_word_calls_goes_on_with_it(#[case] rows: &str, #[case] text: &str) {
    assert_eq!(first_of(rows), (vec![format!("1.1 {text}"), "1.2 Rak dicat.".to_owned()], vec![]));
}

#[rstest]
#[case("1.1 Rak dicat.\n1.2 buku diberi kode\n1.3 label ditempel")]
#[case("1.1 Rak dicat.\n1.2 koleksi dicatat menurut peraturan\n1.3 label ditempel")]
#[case("1.1 Rak dicat.\n1.2 layanan dibuka menurut jam\n1.3 label ditempel")]
fn the_number_that_is_due_is_a_criterion_s_behind_such_a_word_too(#[case] rows: &str) {
    let (criteria, _) = first_of(rows);
    assert_eq!(criteria, rows.split('\n').collect::<Vec<_>>());
}

#[test]
fn a_time_is_a_time_though_its_number_is_due() {
    let before: Vec<String> = (1..=9).map(|no| format!("1.{no} Rak dibuka pada pukul")).collect();
    let (criteria, _) = first_of(&format!("{}\n1.10 setiap hari.", before.join("\n")));
    assert_eq!(criteria.last().map(String::as_str), Some("1.9 Rak dibuka pada pukul 1.10 setiap hari."));
}

#[test]
fn behind_such_a_figure_the_numbers_count_on() {
    let (criteria, shown) = first_of("1.1 Layanan dibuka pada pukul\n8.30 setiap hari. 1.2 Rak dicat.");
    assert_eq!(criteria, ["1.1 Layanan dibuka pada pukul 8.30 setiap hari.", "1.2 Rak dicat."]);
    assert_eq!(shown, [""; 0]);
}
