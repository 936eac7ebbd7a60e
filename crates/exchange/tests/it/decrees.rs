//! Decrees as PDF: read as their text is, and refused with a code when they cannot be.

use certification::record::scheme::Unit;
use exchange::{
    standards::{self, Reading, to_text},
    workbook::Limits,
};

use rstest::rstest;

use crate::{
    decree_layouts::told,
    pdfs::{pdf, pdf_turned, pdf_with_a_picture},
    sample,
};

fn read(bytes: &[u8]) -> Result<Reading, &'static str> {
    standards::read(bytes, &Limits::default()).map_err(|refused| refused.code())
}

#[test]
fn a_text_pdf_is_read_as_its_text_is() {
    let text = String::from_utf8(sample("decree-unit.txt")).unwrap();
    // The typeface of the test knows Latin letters only.
    let lines: Vec<&str> = text.lines().filter(|l| l.is_ascii()).collect();
    let by_text = standards::from_text(&lines.join("\n"));
    let by_pdf = read(&pdf(&lines)).unwrap();
    assert_eq!(by_pdf.units, by_text.units);
    assert_eq!(by_pdf.not_understood, by_text.not_understood);
    assert!(by_pdf.unread_pages.is_empty());
    assert!(by_pdf.source.unwrap().contains("R.91PRP02.021.1"));
}

#[rstest]
#[case(0)]
#[case(90)]
#[case(180)]
#[case(270)]
fn pages_that_are_turned_are_read(#[case] degrees: u32) {
    let text = String::from_utf8(sample("decree-unit.txt")).unwrap();
    let lines: Vec<&str> = text.lines().filter(|l| l.is_ascii()).collect();
    let reading = read(&pdf_turned(&lines, degrees)).unwrap();
    assert_eq!(reading.units, standards::from_text(&lines.join("\n")).units);
    assert!(reading.unread_pages.is_empty());
}

#[test]
fn a_page_that_is_a_picture_among_others_is_told_in_json() {
    let lines = ["KODE UNIT : R.91PRP02.021.1", "JUDUL UNIT : Menata"];
    let reading = read(&pdf_with_a_picture(&lines)).unwrap();
    assert_eq!(reading.unread_pages, [2]);
    let json = serde_json::to_value(&reading).unwrap();
    assert_eq!(json["unread_pages"], serde_json::json!([2]));
    let whole = serde_json::to_value(read(&pdf(&lines)).unwrap()).unwrap();
    assert_eq!(whole.get("unread_pages"), None, "the contract's shape where all was read");
    assert_eq!(read(&pdf_with_a_picture(&[])), Err("pdf.no_text"));
}

#[test]
fn a_pdf_that_is_none_or_has_no_text_is_refused() {
    let whole = pdf(&["KODE UNIT : R.91PRP02.021.1"]);
    assert_eq!(read(&whole).err(), None, "a unit that is not whole yet is shown, not refused");
    assert_eq!(read(b"%PDF-1.7\nnothing of the kind"), Err("pdf.damaged"));
    assert_eq!(read(&whole[..whole.len() / 3]).err(), Some("pdf.damaged"));
    assert_eq!(read(&pdf(&[""])), Err("pdf.no_text"));
    assert_eq!(read(&pdf(&["Surat biasa tanpa unit"])), Err("standard.no_unit"));
    assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err("standard.unreadable"));
    let small = Limits { bytes: 100, ..Limits::default() };
    assert_eq!(standards::read(&whole, &small).unwrap_err().code(), "workbook.too_large");
}

#[test]
fn a_pdf_that_draws_itself_within_itself_ends() {
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 5>>\nstream\n/X Do\nendstream";
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>";
    let text = format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n\
         3 0 obj\n{page}\nendobj\n4 0 obj\n{form}\nendobj\n5 0 obj\n<</Length 5>>\nstream\n/X Do\nendstream\nendobj\n"
    );
    let place = |n: usize| text.find(&format!("{n} 0 obj\n")).unwrap();
    let table: String = (1..=5).map(|n| format!("{:010} 00000 n \n", place(n))).collect();
    let whole = format!(
        "{text}xref\n0 6\n0000000000 65535 f \n{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n",
        text.len()
    );
    assert_eq!(read(whole.as_bytes()), Err("pdf.damaged"));
}

#[test]
fn what_was_read_is_written_as_text_that_reads_the_same() {
    for name in ["contoh/standar-contoh.txt", "decree-unit.txt"] {
        let reading = read(&sample(name)).unwrap();
        let units: Vec<Unit> = reading.units.into_iter().map(Into::into).collect();
        let again = standards::from_text(&to_text(&units));
        assert_eq!(again.not_understood, []);
        let again: Vec<Unit> = again.units.into_iter().map(Into::into).collect();
        assert_eq!(again, units, "{name}");
    }
}

/// A table side by side under headings in small letters, as a reader of PDF lays it out.
const SIDE_BY_SIDE: &str = "
Kode Unit        : PRP.LP01.001.01
Judul Unit       : Menata Buku-buku di
                   Rak Terbuka
Deskripsi Unit   : Unit ini berhubungan dengan pengeta-
                   huan menata koleksi.

Elemen Kompetensi          Kriteria Unjuk Kerja
1. Menyiapkan penataan     1.1 Koleksi yang akan ditata disi-
   koleksi                     apkan sesuai jenisnya.
                           1.2 Alat bantu penataan disiapkan.
2. Menata koleksi          2.1 Buku-buku ditata menurut nomor
                               panggil.

Halaman 3 dari 10

Batasan Variabel
1. Konteks variabel
   1.1 Berlaku untuk perpustakaan umum.
";

/// Every cell on a line of its own, as other readers do.
const LINE_BY_LINE: &str = "KODE UNIT\n:\nPRP.LP01.001.01\nJUDUL UNIT\n:\nMenata Buku-buku di Rak Terbuka\n\
    DESKRIPSI UNIT\n:\nUnit ini berhubungan dengan\npengetahuan menata koleksi.\nELEMEN KOMPETENSI\n\
    KRITERIA UNJUK KERJA\n1.\nMenyiapkan penataan koleksi\n1.1\nKoleksi yang akan ditata disiapkan sesuai jenisnya.\n\
    1.2\nAlat bantu penataan disiapkan.\n2.\nMenata koleksi\n2.1\nBuku-buku ditata menurut nomor panggil.\n- 45 -\n\
    BATASAN VARIABEL\n1. Konteks variabel\n1.1 Berlaku untuk perpustakaan umum.\n";

/// Headings that are numbered themselves.
const NUMBERED: &str = "1) Kode Unit: PRP.LP01.001.01\n2) Judul Unit: Menata Buku-buku di Rak Terbuka\n\
    3) Deskripsi Unit: Unit ini berhubungan dengan pengetahuan menata koleksi.\nElemen Kompetensi\n\
    Kriteria Unjuk Kerja\n1. Menyiapkan penataan koleksi\n1.1. Koleksi yang akan ditata disiapkan sesuai jenisnya.\n\
    1.2. Alat bantu penataan disiapkan.\n2. Menata koleksi\n2.1. Buku-buku ditata menurut nomor panggil.\n\
    BATASAN VARIABEL\n1. Konteks variabel\n1.1 Berlaku untuk perpustakaan umum.\n";

#[test]
fn one_unit_in_three_layouts_is_one_unit() {
    let units = standards::from_text(SIDE_BY_SIDE).units;
    assert_eq!((units.len(), units[0].elements.len(), units[0].elements[0].criteria.len()), (1, 2, 2));
    assert_eq!(units[0].title, "Menata Buku-buku di Rak Terbuka");
    assert_eq!(units[0].description, "Unit ini berhubungan dengan pengetahuan menata koleksi.");
    assert_eq!(units[0].elements[0].title, "Menyiapkan penataan koleksi");
    assert_eq!(units[0].elements[0].criteria[0].text, "Koleksi yang akan ditata disiapkan sesuai jenisnya.");
    for other in [LINE_BY_LINE, NUMBERED] {
        let reading = standards::from_text(other);
        assert_eq!(reading.units, units);
        assert_eq!(reading.not_understood, []);
    }
}

#[test]
fn a_table_whose_heading_was_not_seen_is_not_mixed_into_the_description() {
    let text = "KODE UNIT : CONTOH.X.01\nJUDUL UNIT : Menata\nDESKRIPSI UNIT : Unit contoh.\nTabel\n\
        1. Menyiapkan\n1.1 Alat disiapkan.\nsesuai aturan\nBATASAN VARIABEL\n";
    let reading = standards::from_text(text);
    assert_eq!(reading.units[0].description, "Unit contoh. Tabel");
    let lines: Vec<usize> = reading.not_understood.iter().map(|n| n.line).collect();
    assert_eq!(lines, [5, 6, 7]);
}

#[test]
fn a_criterion_whose_number_names_another_element_is_shown() {
    let text = "KODE UNIT : CONTOH.X.01\nJUDUL UNIT : Menata\nDESKRIPSI UNIT : Unit contoh.\n\
        ELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n1. Menyiapkan\n1.1 Alat disiapkan.\n3.1 Pengetahuan\n\
        2. Menata\n2.1 Buku ditata menurut Standar Perpustakaan2.2 Kesalahan dicatat.\nBATASAN VARIABEL\n";
    let reading = standards::from_text(text);
    let criteria: Vec<usize> = reading.units[0].elements.iter().map(|element| element.criteria.len()).collect();
    assert_eq!(criteria, [2, 1]);
    let lines: Vec<usize> = reading.not_understood.iter().map(|n| n.line).collect();
    assert_eq!(lines, [7, 9]);
}

const PLACED: [&str; 9] = [
    "R.91PRP01.001.2",
    "Melaksanakan Penyiangan Koleksi",
    "Unit kompetensi ini berhubungan dengan sikap kerja yang dibutuhkan.",
    "1. Menyiapkan penyiangan",
    "1.1 Pedoman penyiangan disiapkan sesuai dengan kebijakan lembaga.",
    "1.2 Sarana disiapkan.",
    "2. Melakukan penyiangan",
    "2.1 Bahan dipilah berdasarkan kriteria dan jadwal.",
    "2.2 Daftar disusun.",
];

/// Where the label of a text or the title of an element stands in its cell.
#[rstest]
#[case::top(
    "KODE UNIT       : R.91PRP01.001.2
JUDUL UNIT      : Melaksanakan
                  Penyiangan Koleksi
DESKRIPSI UNIT  : Unit kompetensi ini berhubungan dengan
                  sikap kerja yang dibutuhkan.
ELEMEN KOMPETENSI         KRITERIA UNJUK KERJA
1. Menyiapkan             1.1 Pedoman penyiangan disiapkan sesuai
   penyiangan             dengan kebijakan lembaga.
                          1.2 Sarana disiapkan.
2. Melakukan penyiangan   2.1 Bahan dipilah berdasarkan kriteria
                          dan jadwal.
                          2.2 Daftar disusun."
)]
#[case::middle(
    "KODE UNIT       : R.91PRP01.001.2
                  Melaksanakan
JUDUL UNIT      :
                  Penyiangan Koleksi
                  Unit kompetensi ini berhubungan dengan
DESKRIPSI UNIT  :
                  sikap kerja yang dibutuhkan.
ELEMEN KOMPETENSI         KRITERIA UNJUK KERJA
                          1.1 Pedoman penyiangan disiapkan sesuai
1. Menyiapkan             dengan kebijakan lembaga.
   penyiangan
                          1.2 Sarana disiapkan.
                          2.1 Bahan dipilah berdasarkan kriteria
2. Melakukan penyiangan
                          dan jadwal.
                          2.2 Daftar disusun."
)]
#[case::foot(
    "KODE UNIT       : R.91PRP01.001.2
                  Melaksanakan
JUDUL UNIT      : Penyiangan Koleksi
                  Unit kompetensi ini berhubungan dengan
DESKRIPSI UNIT  : sikap kerja yang dibutuhkan.
ELEMEN KOMPETENSI         KRITERIA UNJUK KERJA
                          1.1 Pedoman penyiangan disiapkan sesuai
                          dengan kebijakan lembaga.
1. Menyiapkan
   penyiangan             1.2 Sarana disiapkan.
                          2.1 Bahan dipilah berdasarkan kriteria
                          dan jadwal.
2. Melakukan penyiangan   2.2 Daftar disusun."
)]
fn at_whichever_height_of_its_cell_a_text_stands_it_is_read_whole(#[case] text: &str) {
    let reading = standards::from_text(text);
    assert_eq!(told(&reading), PLACED);
    assert_eq!(reading.not_understood, []);
}

#[rstest]
#[case::gazette_in_a_table("2019, No. 236 -46-")]
#[case::gazette_and_number("2019, No. 236\n-46-")]
#[case::foot_and_head("www.peraturan.go.id\n2019, No. 236\n-46-\n")]
#[case::number_beside_the_name("Standar Kompetensi Kerja - 46 -")]
fn what_a_page_prints_between_two_lines_of_a_table_is_no_part_of_it(#[case] furniture: &str) {
    let text = format!(
        "{furniture}
KODE UNIT : R.91PRP01.001.2
JUDUL UNIT : Melaksanakan Penyiangan Koleksi
DESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan
sikap kerja yang dibutuhkan.
ELEMEN KOMPETENSI         KRITERIA UNJUK KERJA
1. Menyiapkan             1.1 Pedoman penyiangan disiapkan sesuai
{furniture}
   penyiangan             dengan kebijakan lembaga.
                          1.2 Sarana disiapkan.
2. Melakukan penyiangan   2.1 Bahan dipilah berdasarkan kriteria
{furniture}
                          dan jadwal.
                          2.2 Daftar disusun.
{furniture}"
    );
    let reading = standards::from_text(&text);
    assert_eq!(told(&reading), PLACED);
    assert_eq!(reading.not_understood, []);
}
