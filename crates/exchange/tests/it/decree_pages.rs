//! Decrees as narrow columns break them and as their pages print round them: the units read the same.

use exchange::standards;
use rstest::rstest;

use crate::decree_layouts::{UNIT, told};

/// The unit, its table as it flows under a heading.
fn flowing(heading: &str) -> String {
    format!(
        "KODE UNIT : R.91PRP01.001.2
JUDUL UNIT : Melaksanakan Penyiangan Koleksi
DESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan
sikap kerja yang dibutuhkan.
{heading}
1. Menyiapkan penyiangan
1.1 Pedoman penyiangan disiapkan.
1.2 Sarana disiapkan.
2. Melakukan penyiangan
2.1 Bahan dipilah berdasarkan kriteria.
2.2 Daftar disusun.
BATASAN VARIABEL
1. Konteks variabel
1.1 Unit ini berlaku untuk perpustakaan.
"
    )
}

/// The unit, its table side by side under a heading.
fn beside(heading: &str) -> String {
    let table = "
1. Menyiapkan             1.1 Pedoman penyiangan disiapkan.
   penyiangan             1.2 Sarana disiapkan.
2. Melakukan penyiangan   2.1 Bahan dipilah berdasarkan kriteria.
                          2.2 Daftar disusun.
BATASAN";
    let flowing = flowing(heading);
    let (before, after) = flowing.split_once("\n1. Menyiapkan").unwrap();
    format!("{before}{table}{}", after.split_once("BATASAN").unwrap().1)
}

/// The heading of the table is broken by a narrow column of elements.
#[rstest]
#[case::element_alone(flowing("ELEMEN\nKOMPETENSI KRITERIA UNJUK KERJA"))]
#[case::each_by_itself(flowing("ELEMEN\nKOMPETENSI\n\nKRITERIA UNJUK KERJA"))]
#[case::both(flowing("ELEMEN KRITERIA\nKOMPETENSI UNJUK KERJA"))]
#[case::no_competency(flowing("ELEMEN\nKRITERIA UNJUK KERJA"))]
#[case::small_letters(flowing("Elemen\nKompetensi\nKriteria Unjuk Kerja"))]
#[case::numbered(flowing("NO\nELEMEN KOMPETENSI\nKRITERIA UNJUK KERJA"))]
#[case::first_row_behind_it(flowing("ELEMEN\nKOMPETENSI KRITERIA UNJUK KERJA").replacen("KERJA\n1.", "KERJA 1.", 1))]
#[case::beside(beside("ELEMEN\nKOMPETENSI                KRITERIA UNJUK KERJA"))]
#[case::middle(beside("ELEMEN\n                          KRITERIA UNJUK KERJA\nKOMPETENSI"))]
#[case::right_first(beside(
    "                          KRITERIA UNJUK\nElemen Kompetensi\n                          KERJA"
))]
fn a_broken_heading_opens_the_table(#[case] text: String) {
    let reading = standards::from_text(&text);
    assert_eq!(told(&reading), UNIT);
    assert_eq!(reading.not_understood, []);
}

#[test]
fn a_broken_heading_again_on_the_next_page_goes_on_with_the_table() {
    let text = flowing("ELEMEN\nKOMPETENSI KRITERIA UNJUK KERJA");
    let text = text.replacen("1.2 Sarana", "- 7 -\nELEMEN\nKOMPETENSI KRITERIA UNJUK KERJA\n1.2 Sarana", 1);
    let reading = standards::from_text(&text);
    assert_eq!(told(&reading), UNIT);
    assert_eq!(reading.not_understood, []);
}
