//! One unit as decrees of several years and several readers of PDF lay it out: whatever the layout, it reads the same.

use exchange::{
    standards::{self, Reading},
    workbook::Limits,
};
use rstest::rstest;

/// The words of the units, one after another.
fn told(reading: &Reading) -> Vec<String> {
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

const UNIT: [&str; 9] = [
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
        1.1 Dinilai di tempat kerja.\n2. Persyaratan\nkompetensi\n(Tidak ada.)\n";
    let unit = standards::from_text(text).units.remove(0);
    let (variables, guide) = (unit.variables.unwrap(), unit.guide.unwrap());
    assert_eq!((variables.context, variables.tools), (vec!["Berlaku umum.".to_owned()], vec!["Komputer".to_owned()]));
    assert_eq!((guide.context.len(), guide.prerequisites.len()), (1, 0));
}
