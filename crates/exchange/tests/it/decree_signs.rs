//! Decrees whose signs are printed in other ways than typed: widths as Chrome writes them, hyphens and ligatures of
//! typesetters, numbers without a full stop, and first lines that look like something else.

use exchange::{standards, workbook::Limits};
use rstest::rstest;

use crate::{
    decree_layouts::{UNIT, told},
    pdfs::pdf_of_chrome,
    sample,
};

#[rstest]
#[case::a_run("32 126 500")]
#[case::runs_and_lists("32 64 500 65 [500 500 500] 68 90 500 91 126 500")]
#[case::lists_only("32 [500 500 500 500 500 500 500 500 500 500 500 500 500 500 500 500] 48 126 500")]
fn a_pdf_printed_by_chrome_is_read_as_its_text_is(#[case] widths: &str) {
    let text = String::from_utf8(sample("decree-unit.txt")).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| line.is_ascii()).collect();
    let by_text = standards::from_text(&lines.join("\n"));
    let by_pdf = standards::read(&pdf_of_chrome(&lines, widths), &Limits::default()).unwrap();
    assert_eq!(by_pdf.units, by_text.units);
    assert_eq!(by_pdf.not_understood, by_text.not_understood);
}

#[test]
fn a_pdf_with_more_widths_than_anybody_prints_is_refused() {
    let pdf = pdf_of_chrome(&["KODE UNIT : R.91PRP02.021.1"], &"0 65535 500 ".repeat(9));
    assert_eq!(standards::read(&pdf, &Limits::default()).unwrap_err().code(), "pdf.too_heavy");
}

/// The unit with something in its first criterion, and how that is read.
fn with_words(words: &str) -> String {
    format!(
        "KODE UNIT : R.91PRP01.001.2\nJUDUL UNIT : Menata\nELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n1. Menata koleksi\n\
         1.1 Bahan {words} disiapkan.\n1.2 Sarana disiapkan.\n"
    )
}

#[rstest]
#[case::hyphen_at_the_end("me\u{2010}\nmenuhi", "memenuhi")]
#[case::unbroken_hyphen_at_the_end("perpus\u{2011}\ntakaan", "perpustakaan")]
#[case::within_a_line("buku\u{2010}buku", "buku-buku")]
#[case::doubled("buku\u{2010}\nbuku", "buku-buku")]
#[case::doubled_with_a_syllable("turun-\ntemurun", "turun-temurun")]
#[case::soft_at_the_end("perpus\u{ad}\ntakaan", "perpustakaan")]
#[case::soft_doubled("sekurang\u{ad}\nkurangnya", "sekurang-kurangnya")]
#[case::soft_doubled_within_a_line("sehari\u{ad}hari", "sehari-hari")]
#[case::soft_within_a_word("per\u{ad}pus\u{ad}takaan", "perpustakaan")]
#[case::soft_before_figures("MARC\u{ad}21", "MARC-21")]
#[case::ligatures("klasi\u{fb01}kasi dan re\u{fb02}eksi e\u{fb03}sien", "klasifikasi dan refleksi effisien")]
#[case::another_form_of_a_sign("H\u{2082}O \u{bd} bagian", "H\u{2082}O \u{bd} bagian")]
fn hyphens_and_ligatures_are_read_as_they_are_meant(#[case] printed: &str, #[case] meant: &str) {
    let reading = standards::from_text(&with_words(printed));
    let criteria: Vec<&str> = reading.units[0].elements[0].criteria.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(criteria, [&format!("Bahan {meant} disiapkan."), "Sarana disiapkan."]);
    assert_eq!(reading.not_understood, []);
}

/// The unit of the layouts, its elements numbered without a full stop.
const UNSTOPPED: &str = "KODE UNIT : R.91PRP01.001.2
JUDUL UNIT : Melaksanakan Penyiangan Koleksi
DESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan
sikap kerja yang dibutuhkan.
ELEMEN KOMPETENSI KRITERIA UNJUK KERJA
1 Menyiapkan
penyiangan
1.1 Pedoman penyiangan disiapkan.
1.2 Sarana disiapkan.
2 Melakukan penyiangan
2.1 Bahan dipilah berdasarkan kriteria.
2.2 Daftar disusun.
BATASAN VARIABEL
1 Konteks variabel
1.1 Unit ini berlaku umum.
2 Peralatan dan perlengkapan
2.1 Peralatan
2.1.1 Komputer
";

#[test]
fn elements_numbered_without_a_full_stop_are_elements() {
    let beside = "ELEMEN KOMPETENSI         KRITERIA UNJUK KERJA
1 Menyiapkan              1.1 Pedoman penyiangan disiapkan.
  penyiangan              1.2 Sarana disiapkan.
2 Melakukan penyiangan    2.1 Bahan dipilah berdasarkan kriteria.
                          2.2 Daftar disusun.
BATASAN";
    let (before, after) = UNSTOPPED.split_once("ELEMEN").unwrap();
    let beside = format!("{before}{beside}{}", after.split_once("BATASAN").unwrap().1);
    for text in [UNSTOPPED, &beside, &UNSTOPPED.replace("KERJA\n1 ", "KERJA 1 ")] {
        let reading = standards::from_text(text);
        assert_eq!(told(&reading), UNIT, "{text}");
        assert_eq!(reading.not_understood, []);
        let variables = reading.units[0].variables.clone().unwrap();
        assert_eq!((variables.context.len(), variables.tools), (1, vec!["Komputer".to_owned()]));
    }
}

/// An amount that a line broke off is none, whatever comes next.
#[test]
fn an_amount_at_the_beginning_of_a_line_is_no_element() {
    let text = UNSTOPPED.replace("1 Men", "1. Men").replace("2 Melak", "2. Melak");
    let text = text.replace("1.2 Sarana disiapkan.", "1.2 Sarana dibuat dalam\n2 Rangkap.");
    let reading = standards::from_text(&text);
    assert_eq!(reading.units[0].elements[0].criteria[1].text, "Sarana dibuat dalam 2 Rangkap.");
    assert_eq!(reading.units[0].elements.len(), 2);
    assert_eq!(reading.not_understood, []);
}

#[rstest]
#[case("[1]")]
#[case("{Lampiran}")]
#[case("[ii]\n\n{\"Salinan\"}")]
fn a_text_that_begins_with_a_bracket_is_no_json(#[case] first: &str) {
    let text = format!("{first}\n\n{}", with_words("pustaka"));
    let reading = standards::read(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(reading.units.len(), 1);
    assert_eq!(reading.source.as_deref(), Some(&*text));
}

#[rstest]
#[case::another_shape("{\"KODE UNIT\": \"R.91PRP01.001.2\"}")]
#[case::cut_off("[{\"code\": \"R.91PRP01.001.2\", \"title\": \"Menata\"")]
#[case::no_unit("[1]\nSurat biasa")]
fn json_that_is_no_standard_is_refused_as_such(#[case] text: &str) {
    assert_eq!(standards::read(text.as_bytes(), &Limits::default()).unwrap_err().code(), "standard.not_a_standard");
}
