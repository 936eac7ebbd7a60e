//! What stands above a table or between its groups says cluster, district and institution of people for whom the table
//! itself does not.

use exchange::{
    Refused,
    participants::{self, Context, Reading},
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;
use rust_xlsxwriter::Workbook;

use crate::FIRST_DAY;

type Rows<'a> = &'a [&'a [&'a str]];

const BARE: [&str; 6] = ["No", "Nama", "NIK", "Tgl Lahir", "HP", "Email"];
const ANI: [&str; 6] = ["1", "Ani", "6305025203850001", "12-03-1985", "081250000001", "ani@contoh.go.id"];
const BUDI: [&str; 6] = ["2", "Budi", "6305021203850002", "12-03-1985", "081250000002", "budi@contoh.go.id"];
const CITRA: [&str; 6] = ["3", "Citra", "6305025203850003", "12-03-1985", "081250000003", "citra@contoh.go.id"];

fn read(rows: Rows<'_>) -> Reading {
    book(rows).unwrap()
}

fn book(rows: Rows<'_>) -> Result<Reading, Refused> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    participants::read(&bytes, &Limits::default(), &Corrections::default(), &Context::on(FIRST_DAY))
}

/// Cluster, district and institution of everybody.
fn told(reading: &Reading) -> Vec<[String; 3]> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let one = |p: &&participants::Participant| [text(&p.cluster), text(&p.kab), text(&p.institution)];
    reading.participants().iter().map(one).collect()
}

const TAPIN: &str = "Dinas Perpustakaan dan Kearsipan Kabupaten Tapin";

// Rows are parted by `//`, cells by `|`.
#[rstest]
#[case("Klaster : Promosi//Kabupaten/Kota : Tapin//Nama Instansi : Dispersip Tapin")]
#[case("Klaster|=|Promosi//Nama Instansi|Dispersip Tapin//Kabupaten|Tapin")]
#[case("Klaster|:|Promosi//Kab/Kota|: Kab. Tapin//Unit Kerja:|Dispersip Tapin//")]
#[case("Skema|Promosi//Kabupaten|Tapin//Nama Instansi|Dispersip Kab. Tapin//")]
#[case("DAFTAR PESERTA UJI KOMPETENSI KLASTER PROMOSI//DISPERSIP KAB. TAPIN//TAHUN 2025")]
#[case("DAFTAR PESERTA\nKLASTER PROMOSI PERPUSTAKAAN\nDISPERSIP KABUPATEN TAPIN//")]
fn titles_above_the_first_table_hold_for_everybody(#[case] titles: &str) {
    let titles: Vec<Vec<&str>> = titles.split("//").map(|row| row.split('|').collect()).collect();
    let rows: Vec<&[&str]> = titles.iter().map(Vec::as_slice).chain([&BARE[..], &ANI, &BUDI]).collect();
    assert_eq!(told(&read(&rows)), vec![["promosi", "63.05", TAPIN].map(str::to_owned); 2]);
}

#[test]
fn each_table_has_the_title_above_it_and_one_that_names_two_gives_none() {
    let first: Rows<'_> = &[&["KLASTER PROMOSI"], &BARE, &ANI, &[], &["Klaster", ":", "Layanan Anak"], &BARE, &BUDI];
    let last: Rows<'_> = &[&[], &["KLASTER LAYANAN DASAR DAN PROMOSI"], &BARE, &CITRA];
    let reading = read(&[first, last].concat());
    let clusters: Vec<String> = told(&reading).into_iter().map(|[cluster, ..]| cluster).collect();
    assert_eq!(clusters, ["promosi", "layanan-anak", ""]);
}

#[test]
fn a_table_with_other_columns_has_its_own_title_too() {
    let other = |cells: [&'static str; 6]| [cells[0], cells[2], cells[1], cells[3], cells[5], cells[4]];
    let (heading, budi) = (other(BARE), other(BUDI));
    let rows: Rows<'_> = &[&["KLASTER PROMOSI"], &BARE, &ANI, &[], &["Klaster", ":", "Layanan Anak"], &heading, &budi];
    let clusters: Vec<String> = told(&read(rows)).into_iter().map(|[cluster, ..]| cluster).collect();
    assert_eq!(clusters, ["promosi", "layanan-anak"]);
}

#[rstest]
#[case(&["KLASTER PROMOSI DAN KLASTER LAYANAN ANAK"])]
#[case(&["KLASTER PROMOSI\nKLASTER LAYANAN ANAK"])]
#[case(&["Klaster : Promosi, Layanan Anak"])]
#[case(&["UJI KOMPETENSI DASAR PUSTAKAWAN DI KABUPATEN TAPIN"])]
#[case(&["Tempat : Kabupaten Tapin"])]
#[case(&["DINAS PERPUSTAKAAN DAN KEARSIPAN PROVINSI KALIMANTAN SELATAN"])]
#[case(&["Isi kolom klaster, misalnya Promosi"])]
#[case(&["KABUPATEN TAPIN DAN BALANGAN"])]
fn a_title_that_names_two_or_something_else_gives_nothing(#[case] title: &[&str]) {
    assert_eq!(told(&read(&[title, &BARE, &ANI])), [["", "", ""].map(str::to_owned)]);
}

#[test]
fn what_the_table_says_itself_goes_before_its_title() {
    let with =
        |cells: [&'static str; 6], cluster: &'static str, of: &'static str| [&cells[..], &[cluster, of]].concat();
    let heading = with(BARE, "Klaster", "Instansi");
    let (ani, budi) = (with(ANI, "Layanan Anak", "Dispersip Balangan"), with(BUDI, "", "Perpustakaan Desa Maju"));
    let reading = read(&[&["KLASTER PROMOSI"], &["PEMERINTAH KABUPATEN TAPIN"], &heading, &ani, &budi]);
    let told: Vec<[String; 2]> = told(&reading).into_iter().map(|[cluster, kab, _]| [cluster, kab]).collect();
    assert_eq!(told, [["layanan-anak", "63.11"], ["", "63.05"]].map(|row| row.map(str::to_owned)));
}

#[test]
fn a_heading_is_found_under_long_notes_and_not_among_people() {
    let notes: Vec<String> = (1..=130).map(|at| format!("Catatan baris ke {at}")).collect();
    let notes: Vec<[&str; 1]> = notes.iter().map(|note| [note.as_str()]).collect();
    let rows: Vec<&[&str]> = notes.iter().map(|note| &note[..]).chain([&BARE[..], &ANI, &BUDI]).collect();
    let people: Vec<u32> = read(&rows).rows.iter().map(|row| row.row).collect();
    assert_eq!(people, [132, 133]);

    // People without a heading are not cut off at one that comes again on the second page.
    let people = [&ANI[..]; 70];
    let rows: Vec<&[&str]> = people.into_iter().chain([&BARE[..], &BUDI]).collect();
    assert!(book(&rows).is_err());
}

/// Everybody's cluster and district, where a line stands over Ani and another over Budi and Citra.
fn grouped(first: &str, second: &str) -> Vec<[String; 2]> {
    let (first, second): (Vec<&str>, Vec<&str>) = (first.split('|').collect(), second.split('|').collect());
    let reading = read(&[&BARE, &first, &ANI, &second, &BUDI, &CITRA]);
    assert_eq!(reading.rows.len(), 3, "{:?}", reading.rows);
    told(&reading).into_iter().map(|[cluster, kab, _]| [cluster, kab]).collect()
}

#[rstest]
#[case("KABUPATEN BALANGAN")]
#[case("Kabupaten Balangan:")]
#[case("Kabupaten Balangan : 2 orang")]
#[case("KABUPATEN BALANGAN = 2 ORANG")]
#[case("Asal: Kabupaten Balangan")]
#[case("II|Asal : Kab. Balangan")]
#[case("KABUPATEN|BALANGAN")]
#[case("KABUPATEN|:|BALANGAN")]
#[case("KABUPATEN BALANGAN||||2 orang")]
#[case("2|KABUPATEN BALANGAN|||2 orang")]
#[case("Kabupaten Balangan — Sesi 1")]
#[case("Kab. Balangan - 2 peserta")]
#[case("Kab. Balangan 2 org")]
#[case("Kabupaten Balangan [2]")]
#[case("KABUPATEN BALANGAN JUMLAH 2")]
#[case("Utusan Kabupaten Balangan")]
#[case(">> Kab. Balangan")]
fn a_line_over_a_group_names_its_district(#[case] line: &str) {
    let kabs: Vec<String> = grouped("KABUPATEN TAPIN", line).into_iter().map(|[_, kab]| kab).collect();
    assert_eq!(kabs, ["63.05", "63.11", "63.11"]);
}

#[rstest]
#[case("Skema Layanan Remaja: 4 orang")]
#[case("Layanan Perpustakaan Remaja = 2 orang")]
#[case("Klaster 9: Layanan Remaja")]
#[case("Klaster IX Layanan Remaja")]
#[case("Kelompok Layanan Remaja")]
#[case("Ruang 2 : Layanan Remaja")]
#[case("Klaster|Layanan Remaja")]
#[case("Klaster Layanan Remaja (Asesor: Dr. Budi)")]
#[case("Klaster Layanan Remaja - Asesor: Budi")]
#[case("Klaster: Layanan Remaja / Hari 2")]
fn a_line_over_a_group_names_its_cluster(#[case] line: &str) {
    let clusters: Vec<String> = grouped("Klaster Promosi", line).into_iter().map(|[cluster, _]| cluster).collect();
    assert_eq!(clusters, ["promosi", "layanan-remaja", "layanan-remaja"]);
}

#[rstest]
#[case("Klaster Promosi", "Klaster Arsip Dinamis", ["promosi", "", ""])]
#[case("Klaster Promosi", "Klaster Layanan Lansia", ["promosi", "", ""])]
#[case("Klaster Promosi", "Layanan Lansia", ["promosi", "", ""])]
#[case("Klaster Promosi", "Klaster : Arsip Dinamis", ["promosi", "", ""])]
#[case("Klaster Promosi", "Klaster|Arsip Dinamis", ["promosi", "", ""])]
#[case("Klaster Promosi", "Kelompok Arsip Dinamis", ["promosi", "", ""])]
#[case("Klaster Promosi", "2|Klaster Arsip Dinamis", ["promosi", "", ""])]
#[case("Klaster Promosi", "Kelompok 2", ["promosi", "promosi", "promosi"])]
#[case("Klaster Promosi", "Ruang 2 : Gedung Arsip", ["promosi", "promosi", "promosi"])]
#[case("Klaster Promosi", "KABUPATEN BALANGAN", ["promosi", "promosi", "promosi"])]
fn a_cluster_that_nobody_understands_ends_the_group_before(
    #[case] first: &str,
    #[case] second: &str,
    #[case] clusters: [&str; 3],
) {
    let told: Vec<String> = grouped(first, second).into_iter().map(|[cluster, _]| cluster).collect();
    assert_eq!(told, clusters);
}

#[rstest]
#[case("Kabupaten Antah Berantah", ["63.05", "", ""])]
#[case("Kabupaten|Antah Berantah", ["63.05", "", ""])]
#[case("Kab/Kota : Antah Berantah", ["63.05", "", ""])]
#[case("Kota Banjarbaru, 30 Oktober 2025", ["63.05", "63.05", "63.05"])]
#[case("Kelompok 2", ["63.05", "63.05", "63.05"])]
fn a_district_that_nobody_understands_ends_the_group_before(#[case] second: &str, #[case] kabs: [&str; 3]) {
    let told: Vec<String> = grouped("KABUPATEN TAPIN", second).into_iter().map(|[_, kab]| kab).collect();
    assert_eq!(told, kabs);
}

#[test]
fn what_stands_over_a_group_and_is_not_understood_is_told() {
    let rows: Rows<'_> = &[&BARE, &["Klaster Promosi"], &ANI, &["Klaster Arsip Dinamis"], &BUDI];
    let reading = read(rows);
    let budi = reading.participants()[1];
    let codes: Vec<_> = budi.issues.iter().filter(|i| i.field.as_str() == "cluster").map(|i| i.code).collect();
    assert_eq!(codes, [participants::Code::Unknown]);
    assert_eq!(reading.rows[1].cells["cluster"].to_string(), "Klaster Arsip Dinamis");
}

#[test]
fn a_table_below_another_does_not_take_its_title() {
    let rows: Rows<'_> =
        &[&["Klaster : Promosi"], &BARE, &ANI, &[], &["Klaster : Arsip Dinamis"], &BARE, &BUDI, &[], &["KABUPATEN X"]];
    let clusters: Vec<String> = told(&read(rows)).into_iter().map(|[cluster, ..]| cluster).collect();
    assert_eq!(clusters, ["promosi", ""]);
}
