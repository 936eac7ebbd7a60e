//! Columns of other people, other times and other choices never win over those of the participant, wherever they stand.

use exchange::{
    participants::{self, Context, Reading},
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;

use crate::FIRST_DAY;

fn read(rows: &[Vec<&str>]) -> Reading {
    let text: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
    let context = Context::on(FIRST_DAY);
    participants::read(text.join("\n").as_bytes(), &Limits::default(), &Corrections::default(), &context).unwrap()
}

const HEADING: [&str; 8] = ["No", "Nama", "NIK", "Tgl Lahir", "Instansi", "Kab/Kota", "Nomor WhatsApp", "Klaster"];
const ANI: [&str; 8] =
    ["1", "Ani", "6305025203850001", "12-03-1985", "SMP Contoh", "Kab. Tapin", "081250000001", "Promosi"];

/// Name, institution, district, phone and cluster.
fn told(reading: &Reading) -> [String; 5] {
    let person = reading.participants()[0];
    [&person.name, &person.institution, &person.kab, &person.phone, &person.cluster]
        .map(|value| value.clone().unwrap_or_default())
}

#[rstest]
#[case("No HP Kontak Darurat", "081299999999")]
#[case("HP Kontak Person", "081299999999")]
#[case("Pilihan Klaster 2", "Layanan Anak")]
#[case("Klaster Pilihan Kedua", "Layanan Anak")]
#[case("Nama Skema Lama", "Layanan Anak")]
#[case("Perguruan Tinggi", "Universitas Padjadjaran")]
#[case("Nama Sekolah", "SMAN 2 Garut")]
#[case("Nama Kepala Sekolah", "Budi Kepala")]
#[case("Tempat Tugas Lama", "SMAN 9 Garut")]
#[case("Kabupaten/Kota sesuai KTP", "Kabupaten Garut")]
fn a_column_of_somebody_or_something_else_never_wins(#[case] heading: &str, #[case] value: &str) {
    for at in [1, HEADING.len()] {
        let with = |row: &[&'static str], cell: &'static str| {
            let mut row = row.to_vec();
            row.insert(at, cell);
            row
        };
        let (heading, value): (&'static str, &'static str) = (heading.to_owned().leak(), value.to_owned().leak());
        let reading = read(&[with(&HEADING, heading), with(&ANI, value)]);
        assert_eq!(told(&reading), ["Ani", "SMP Contoh", "63.05", "+6281250000001", "promosi"], "{heading} at {at}");
    }
}

#[rstest]
#[case("HP Pimpinan")]
#[case("No HP Atasan")]
#[case("No. HP Penanggung Jawab")]
#[case("HP PIC")]
#[case("HP Kepala Dinas")]
#[case("No. HP Direktur")]
fn the_telephone_of_whoever_leads_is_not_that_of_the_participant(#[case] heading: &'static str) {
    let mut headings = HEADING.to_vec();
    headings[6] = heading;
    assert_eq!(told(&read(&[headings, ANI.to_vec()]))[3], "");
}

#[rstest]
#[case("Tempat Bertugas")]
#[case("Satuan Pendidikan")]
#[case("Tempat Mengajar")]
#[case("Lokasi Kerja")]
#[case("Bekerja di")]
fn where_somebody_works_goes_by_many_headings(#[case] heading: &'static str) {
    let mut headings = HEADING.to_vec();
    headings[4] = heading;
    assert_eq!(told(&read(&[headings, ANI.to_vec()]))[1], "SMP Contoh");
}

#[rstest]
#[case(1, "Nama Tenaga Perpustakaan")]
#[case(6, "CP")]
#[case(6, "Nomor yang bisa dihubungi")]
#[case(7, "Peminatan")]
#[case(7, "Paket Kompetensi")]
#[case(7, "Uji Kompetensi")]
fn other_headings_that_offices_give(#[case] at: usize, #[case] heading: &'static str) {
    let mut headings = HEADING.to_vec();
    headings[at] = heading;
    let told = told(&read(&[headings, ANI.to_vec()]));
    assert_eq!(told, ["Ani", "SMP Contoh", "63.05", "+6281250000001", "promosi"]);
}

#[test]
fn two_plain_columns_of_clusters_that_differ_wait() {
    let with = |row: &[&'static str], cell: &'static str| [row, &[cell]].concat();
    let reading = read(&[with(&HEADING, "Klaster"), with(&ANI, "Layanan Anak")]);
    assert_eq!(told(&reading)[4], "");
    let reading = read(&[with(&HEADING, "Klaster"), with(&ANI, "Klaster Promosi")]);
    assert_eq!(told(&reading)[4], "promosi");
}

#[rstest]
#[case("https://api.whatsapp.com/send?phone=6281250000001")]
#[case("https://wa.me/6281250000001?text=Halo")]
#[case("081250000001 *")]
#[case("062 81250000001")]
fn a_telephone_in_other_shapes(#[case] phone: &'static str) {
    let mut ani = ANI.to_vec();
    ani[6] = phone;
    assert_eq!(told(&read(&[HEADING.to_vec(), ani]))[3], "+6281250000001");
}

#[rstest]
#[case("SMKS Contoh 1", "sekolah")]
#[case("SMAS Contoh", "sekolah")]
#[case("Ponpes Contoh", "sekolah")]
#[case("Unpad", "perguruan-tinggi")]
fn kinds_of_private_schools_and_universities_in_short(#[case] institution: &'static str, #[case] kind: &str) {
    let mut ani = ANI.to_vec();
    ani[4] = institution;
    let reading = read(&[HEADING.to_vec(), ani]);
    assert_eq!(serde_json::to_value(reading.participants()[0].institution_kind).unwrap(), kind);
}

#[test]
fn a_separator_within_a_cell_of_text_parts_nothing() {
    let mut ani = ANI.to_vec();
    (ani[2], ani[4]) = ("=\"6305025203850001\"", "=\"SMP Contoh; Tapin\"");
    let reading = read(&[HEADING.to_vec(), ani]);
    assert_eq!(told(&reading), ["Ani", "SMP Contoh; Tapin", "63.05", "+6281250000001", "promosi"]);
}
