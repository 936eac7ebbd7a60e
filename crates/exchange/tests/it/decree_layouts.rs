//! One unit as decrees of several years and several readers of PDF lay it out: whatever the layout, it reads the same.

use exchange::{
    standards::{self, Reading},
    workbook::Limits,
};
use rstest::rstest;

/// The words of the units, one after another.
pub(crate) fn told(reading: &Reading) -> Vec<String> {
    let mut told = Vec::new();
    for unit in &reading.units {
        told.extend([unit.code.clone(), unit.title.clone(), unit.description.clone()]);
        for element in &unit.elements {
            told.push(format!("{}. {}", element.no, element.title));
            told.extend(element.criteria.iter().map(|c| format!("{} {}", c.no, c.text)));
        }
    }
    told
}

/// What those say that hold this unit.
pub(crate) const UNIT: [&str; 9] = [
    "R.91PRP01.001.2",
    "Melaksanakan Penyiangan Koleksi",
    "Unit kompetensi ini berhubungan dengan sikap kerja yang dibutuhkan.",
    "1. Menyiapkan penyiangan",
    "1.1 Pedoman penyiangan disiapkan.",
    "1.2 Sarana disiapkan.",
    "2. Melakukan penyiangan",
    "2.1 Bahan dipilah berdasarkan kriteria.",
    "2.2 Daftar disusun.",
];

#[rstest]
#[case::gaps_for_colons(
    "Kode Unit Kompetensi    R.91PRP01.001.2
Judul Unit Kompetensi   Melaksanakan Penyiangan Koleksi
Deskripsi Unit          Unit kompetensi ini berhubungan dengan
                        sikap kerja yang dibutuhkan.
Elemen Kompetensi         Kriteria Unjuk Kerja
1. Menyiapkan             1.1 Pedoman penyiangan disiapkan.
   penyiangan             1.2 Sarana disiapkan.
2. Melakukan penyiangan   2.1 Bahan dipilah berdasarkan kriteria.
                          2.2 Daftar disusun.
Batasan Variabel"
)]
#[case::blanks_within_labels(
    "KODE   UNIT     : R.91PRP01.001.2
JUDUL   UNIT    : Melaksanakan Penyiangan Koleksi
DESKRIPSI  UNIT : Unit kompetensi ini berhubungan dengan sikap kerja yang dibutuhkan.
ELEMEN   KOMPETENSI       KRITERIA  UNJUK  KERJA
1. Menyiapkan             1.1 Pedoman penyiangan disiapkan.
   penyiangan             1.2 Sarana disiapkan.
2. Melakukan penyiangan   2.1 Bahan dipilah berdasarkan kriteria.
                          2.2 Daftar disusun."
)]
#[case::parts_with_letters(
    "KODE UNIT : R.91PRP01.001.2
JUDUL UNIT : Melaksanakan Penyiangan Koleksi
DESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan sikap kerja yang dibutuhkan.
ELEMEN KOMPETENSI KRITERIA UNJUK KERJA
1. Menyiapkan penyiangan
1.1 Pedoman penyiangan disiapkan.
1.2 Sarana disiapkan.
2. Melakukan penyiangan
2.1 Bahan dipilah berdasarkan kriteria.
2.2 Daftar disusun.
A. BATASAN VARIABEL
1. Konteks variabel"
)]
#[case::row_by_row_across_its_cells(
    "KODE UNIT : R.91PRP01.001.2
JUDUL UNIT : Melaksanakan Penyiangan Koleksi
DESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan sikap kerja yang dibutuhkan.
ELEMEN KOMPETENSI

KRITERIA UNJUK KERJA

1. Menyiapkan penyiangan

1.1 Pedoman penyiangan disiapkan.

2. Melakukan penyiangan

2.1 Bahan dipilah berdasarkan kriteria.

1.2 Sarana disiapkan.

2.2 Daftar disusun."
)]
#[case::numbers_at_the_ends_of_lines(
    "KODE UNIT : R.91PRP01.001.2
JUDUL UNIT : Melaksanakan Penyiangan Koleksi
DESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan
sikap kerja yang dibutuhkan.
ELEMEN KOMPETENSI KRITERIA UNJUK KERJA 1. Menyiapkan penyiangan 1.1
Pedoman penyiangan disiapkan. 1.2

Sarana disiapkan. 2.
Melakukan penyiangan
2.1 Bahan dipilah berdasarkan kriteria. 2.2
Daftar disusun.
BATASAN
VARIABEL
1. Konteks variabel"
)]
#[case::words_spread_over_the_width(
    "KODE UNIT       : R.91PRP01.001.2
JUDUL UNIT      : Melaksanakan   Penyiangan   Koleksi
DESKRIPSI UNIT  : Unit kompetensi ini berhubungan dengan
                  sikap kerja yang dibutuhkan.
ELEMEN KOMPETENSI         KRITERIA UNJUK KERJA
1. Menyiapkan             1.1    Pedoman    penyiangan
   penyiangan                    disiapkan.
                          1.2    Sarana disiapkan.
2. Melakukan              2.1    Bahan dipilah berdasarkan
         penyiangan              kriteria.
                          2.2    Daftar disusun."
)]
#[case::furniture_side_by_side(
    "www.peraturan.go.id                     2019, No. 236
KODE UNIT : R.91PRP01.001.2
JUDUL UNIT : Melaksanakan Penyiangan Koleksi
DESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan
www.peraturan.go.id                     2019, No. 236
sikap kerja yang dibutuhkan.
ELEMEN KOMPETENSI KRITERIA UNJUK KERJA
1. Menyiapkan penyiangan
1.1 Pedoman penyiangan disiapkan.
1.2 Sarana disiapkan.
2. Melakukan penyiangan
2.1 Bahan dipilah berdasarkan
2019, No. 236                    47
kriteria.
2.2 Daftar disusun."
)]
fn one_unit_reads_the_same_in_every_layout(#[case] text: &str) {
    for text in [text.to_owned(), text.replace(' ', "\u{a0}"), text.replace('\n', "\r\n")] {
        let reading = standards::read(text.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(told(&reading), UNIT, "{text}");
        assert_eq!(reading.not_understood, [], "{text}");
    }
}

#[test]
fn a_heading_broken_over_two_lines_opens_its_list() {
    let text = "KODE UNIT : R.91PRP01.001.2\nJUDUL UNIT : Menata\nBATASAN VARIABEL\n1. Konteks variabel\n1.1 Berlaku umum.\n\
        2. Peralatan dan\nperlengkapan\n2.1 Peralatan\n2.1.1 Komputer\nPANDUAN PENILAIAN\n1. Konteks penilaian\n\
        1.1 Dinilai di tempat kerja.\n2. Persyaratan\nkompetensi\n(Tidak ada.)\n3. Pengetahuan dan keterampilan\n\
        yang diperlukan\n3.1 Pengetahuan\n3.1.1 Jenis bahan\n";
    let mut reading = standards::from_text(text);
    assert_eq!(reading.not_understood, []);
    let unit = reading.units.remove(0);
    let (variables, guide) = (unit.variables.unwrap(), unit.guide.unwrap());
    assert_eq!((variables.context, variables.tools), (vec!["Berlaku umum.".to_owned()], vec!["Komputer".to_owned()]));
    assert_eq!((guide.context.len(), guide.prerequisites.len()), (1, 0));
    assert_eq!(guide.knowledge, ["Jenis bahan"]);
}

/// A unit whose page ends behind its first criterion, with what the next page begins with in between.
fn broken_by(nomor: u32, last_words: &str, furniture: &str) -> String {
    format!(
        "KODE UNIT : R.91PRP02.02{nomor}.1\nJUDUL UNIT : Mencatat Data\nDESKRIPSI UNIT : Deskripsi unit.\n\
         ELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n1. Menyiapkan data\n1.1 Data dicatat menurut {last_words}\n{furniture}\n\
         1.2 Data diperiksa.\n2. Menyimpan data\n2.1 Data disimpan.\nBATASAN VARIABEL\n"
    )
}

#[rstest]
#[case::number_of_a_rule("Nomor 12.")]
#[case::number_of_the_next_element("Pasal 2.")]
#[case::number_of_another("urutan 12.")]
#[case::number_of_a_criterion("butir 1.2")]
fn a_number_at_the_end_of_a_page_does_not_go_to_the_head_of_the_next(
    #[case] last_words: &str,
    #[values("STANDAR KOMPETENSI KERJA NASIONAL", "SKKNI Bidang Perpustakaan 2019")] head: &str,
    #[values("- 1# -\n", "Halaman 1#\n")] page: &str,
) {
    let unit = |no: u32| broken_by(no, last_words, &format!("{}{head}", page.replace('#', &no.to_string())));
    let reading = standards::from_text(&(1..=3).map(unit).collect::<String>());
    assert_eq!(reading.not_understood, []);
    assert_eq!(reading.units.len(), 3);
    for read in reading.units {
        let told: Vec<(u32, Vec<String>)> =
            read.elements.into_iter().map(|e| (e.no, e.criteria.into_iter().map(|c| c.text).collect())).collect();
        let first = vec![format!("Data dicatat menurut {last_words}"), "Data diperiksa.".to_owned()];
        assert_eq!(told, [(1, first), (2, vec!["Data disimpan.".to_owned()])]);
    }
}

/// No page number, so nobody knows it for a head: it is not taken for part of the text either.
#[test]
fn a_head_that_nothing_tells_is_reported_and_leaves_the_text_whole() {
    let reading = standards::from_text(&broken_by(1, "Pasal 2.", "SKKNI Bidang Perpustakaan 2019"));
    assert_eq!(reading.not_understood.iter().map(|n| n.line).collect::<Vec<_>>(), [7]);
    let elements = &reading.units[0].elements;
    assert_eq!((elements.len(), elements[0].criteria.len()), (2, 2));
    assert_eq!(elements[0].criteria[0].text, "Data dicatat menurut Pasal 2.");
}

#[test]
fn an_element_without_criteria_is_shown_as_not_understood() {
    let text = "KODE UNIT : R.91PRP02.021.1\nJUDUL UNIT : Mencatat Data\nELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n\
        1. Menyiapkan data\n1.1 Data dicatat.\n2. Menyimpan data\n3. Menata data\n3.1 Data ditata.\nBATASAN VARIABEL\n";
    let reading = standards::from_text(text);
    let left: Vec<(usize, &str)> = reading.not_understood.iter().map(|n| (n.line, n.text.as_str())).collect();
    assert_eq!(left, [(6, "2. Menyimpan data")]);
    assert_eq!(reading.units[0].elements.len(), 3);
}

#[test]
fn a_head_with_its_halves_at_both_edges_of_the_page_is_a_head() {
    let head = format!("KEPUTUSAN MENTERI KETENAGAKERJAAN REPUBLIK INDONESIA{}NOMOR 236", " ".repeat(68));
    let unit = "KODE UNIT : R.91PRP01.001.2\nJUDUL UNIT : Mencatat Data\nELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n\
        1. Menyiapkan data\n1.1 Data dicatat menurut";
    let reading = standards::from_text(&format!("{head}\n\n- 12 -\n{unit}\n- 13 -\n{head}\npedoman.\n"));
    assert_eq!(reading.not_understood, []);
    assert_eq!(reading.units[0].elements[0].criteria[0].text, "Data dicatat menurut pedoman.");
}

const TWO_UNITS: &str = "                                      - 5 -
   KODE UNIT      : R.91PRP02.021.1                             KODE UNIT      : R.91PRP02.022.1
   JUDUL UNIT     : Melakukan Pengatalogan                      JUDUL UNIT     : Melakukan Klasi-
                    Deskriptif                                                   fikasi
   DESKRIPSI UNIT : Unit kompetensi ini                         DESKRIPSI UNIT : Unit ini mencakup
                    mencakup pengatalogan.                                       klasifikasi.

   ELEMEN            KRITERIA UNJUK KERJA                       ELEMEN            KRITERIA UNJUK KERJA
   1. Menyiapkan     1.1 Bahan disiapkan                        1. Menentukan     1.1 Subjek ditentu-
      bahan              sesuai SOP.                               subjek             kan.
                     1.2 Alat disiapkan.                                          1.2 Notasi dicatat.
";

#[test]
fn two_units_side_by_side_on_a_page_are_two() {
    let reading = standards::read(TWO_UNITS.as_bytes(), &Limits::default()).unwrap();
    let expected = [
        "R.91PRP02.021.1",
        "Melakukan Pengatalogan Deskriptif",
        "Unit kompetensi ini mencakup pengatalogan.",
        "1. Menyiapkan bahan",
        "1.1 Bahan disiapkan sesuai SOP.",
        "1.2 Alat disiapkan.",
        "R.91PRP02.022.1",
        "Melakukan Klasifikasi",
        "Unit ini mencakup klasifikasi.",
        "1. Menentukan subjek",
        "1.1 Subjek ditentukan.",
        "1.2 Notasi dicatat.",
    ];
    assert_eq!(told(&reading), expected);
    assert_eq!(reading.not_understood, []);
    // Each line stands in the preview once for each column, by the number it has in the source.
    let numbers: Vec<usize> = reading.lines.iter().map(|line| line.line).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 2, 3, 4, 5, 6, 8, 9, 10, 11]);
}

const FLOWS_OVER: &str =
    "KODE UNIT       : R.91PRP02.021.1                            ELEMEN KOMPETENSI      KRITERIA UNJUK KERJA
JUDUL UNIT      : Melakukan Pengatalogan                     2. Mencatat            2.1 Data dicatat sesuai
                  Deskriptif                                    data                    pedoman.
DESKRIPSI UNIT  : Unit kompetensi ini berhubungan                                   2.2 Data diperiksa.
                  dengan pengatalogan.                       3. Menyimpan           3.1 Kartu disimpan.
ELEMEN KOMPETENSI     KRITERIA UNJUK KERJA                      kartu               3.2 Kartu dijajarkan.
1. Menyiapkan         1.1 Bahan disiapkan                    BATASAN VARIABEL
   bahan                  sesuai SOP.                        1. Konteks variabel
                      1.2 Alat disiapkan.                       1.1 Unit ini berlaku.
";

const FLOWED_OVER: [&str; 11] = [
    "R.91PRP02.021.1",
    "Melakukan Pengatalogan Deskriptif",
    "Unit kompetensi ini berhubungan dengan pengatalogan.",
    "1. Menyiapkan bahan",
    "1.1 Bahan disiapkan sesuai SOP.",
    "1.2 Alat disiapkan.",
    "2. Mencatat data",
    "2.1 Data dicatat sesuai pedoman.",
    "2.2 Data diperiksa.",
    "3. Menyimpan kartu",
    "3.1 Kartu disimpan.",
];

#[test]
fn a_unit_flows_over_from_the_left_column_to_the_right() {
    let head = format!("{}STANDAR KOMPETENSI KERJA NASIONAL INDONESIA", " ".repeat(32));
    // Without anything that parts pages; between heads and page numbers; a column of a table without its heading.
    let framed = format!("{head}\n{FLOWS_OVER}\n- 7 -\n{head}\n1.2 Berlaku di lapangan.\n");
    let no_heading = FLOWS_OVER.replacen("ELEMEN KOMPETENSI      KRITERIA UNJUK KERJA", "", 1);
    for text in [FLOWS_OVER.to_owned(), framed, no_heading] {
        let reading = standards::read(text.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(told(&reading)[..11], FLOWED_OVER, "{text}");
        assert_eq!(reading.units[0].variables.as_ref().unwrap().context[0], "Unit ini berlaku.", "{text}");
        assert!(reading.not_understood.is_empty(), "{:?}", reading.not_understood);
    }
}

/// Columns that no gutter parts: shown with every line, and nothing of them taken.
#[test]
fn units_side_by_side_that_cannot_be_told_apart_are_shown_as_not_understood() {
    let text = "KODE UNIT : R.91PRP02.021.1 KODE UNIT : R.91PRP02.022.1\nJUDUL UNIT : Mengatalog JUDUL UNIT : Menata\n\
        ELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n1. Menyiapkan bahan\n1.1 Bahan disiapkan.\n";
    let reading = standards::read(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(reading.units, []);
    assert_eq!(reading.not_understood.iter().map(|n| n.line).collect::<Vec<_>>(), [1, 2, 4, 5]);
    assert_eq!((reading.lines.len(), reading.source.as_deref()), (5, Some(text)));
}
