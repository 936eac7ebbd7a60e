//! Lists of other people beside that of the participants, on the same sheet or on others: they are named, and not read
//! unless somebody asks for them.

use exchange::{
    participants::{self, Context, Reading, Why},
    table::Corrections,
    workbook::Limits,
};
use jiff::civil::Date;
use rstest::rstest;
use rust_xlsxwriter::Workbook;

use crate::{FIRST_DAY, sheet_of};

const HEADING: &str = "No|Nama|NIK|Tanggal Lahir|Instansi|Kab/Kota|No HP|Klaster";
const PEOPLE: [&str; 4] = [
    "1|Ani Maulana|6305025203800001|12-03-1980|Dispersip Kab. Tapin|Tapin|081250000001|Promosi",
    "2|Budi Santoso|6305021204810002|12-04-1981|Dispersip Kab. Tapin|Tapin|081250000002|Promosi",
    "1|Citra Dewi|6305025205820003|12-05-1982|Dispersip Kab. Tapin|Tapin|081250000003|Promosi",
    "2|Dedi Irawan|6305021206830004|12-06-1983|Dispersip Kab. Tapin|Tapin|081250000004|Promosi",
];

fn read_as(bytes: &[u8], corrections: &Corrections) -> Reading {
    participants::read(bytes, &Limits::default(), corrections, &Context::on(FIRST_DAY)).unwrap()
}

fn rows(reading: &Reading) -> Vec<u32> {
    reading.participants().iter().map(|p| p.row).collect()
}

#[rstest]
#[case("PESERTA CADANGAN")]
#[case("DAFTAR PANITIA")]
#[case("NARASUMBER")]
#[case("ASESOR")]
#[case("Peserta yang tidak lolos seleksi")]
#[case("DIBATALKAN:")]
#[case("PESERTA TAHUN 2024")]
fn another_list_under_the_same_heading_is_named_and_read_when_asked_for(#[case] line: &str) {
    let titles = ["DAFTAR PESERTA TAHUN 2025", HEADING, PEOPLE[0], PEOPLE[1], "", line, HEADING, PEOPLE[2], PEOPLE[3]];
    let bytes = sheet_of(&titles);
    let reading = read_as(&bytes, &Corrections::default());
    assert_eq!(rows(&reading), [3, 4]);
    let [left] = reading.left.as_slice() else { panic!("{:?}", reading.left) };
    assert_eq!(left.why, Why::Others);
    let asked = Corrections { sheets: vec!["Sheet1".to_owned(), left.name.clone()], ..Corrections::default() };
    assert_eq!(rows(&read_as(&bytes, &asked)), [3, 4, 8, 9]);
}

#[rstest]
#[case("PESERTA CADANGAN")]
#[case("PENDAMPING")]
fn another_list_without_a_heading_of_its_own_is_named_too(#[case] line: &str) {
    let reading =
        read_as(&sheet_of(&[HEADING, PEOPLE[0], PEOPLE[1], line, PEOPLE[2], PEOPLE[3]]), &Corrections::default());
    assert_eq!(rows(&reading), [2, 3]);
    assert_eq!(reading.left.iter().map(|left| left.why).collect::<Vec<_>>(), [Why::NoHeading]);
}

#[rstest]
#[case("KABUPATEN TABALONG")]
#[case("PESERTA")]
#[case("PESERTA KELAS B")]
fn a_list_within_ends_where_participants_are_named_again(#[case] line: &str) {
    let rows_of = |line| [HEADING, PEOPLE[0], PEOPLE[1], "CADANGAN", PEOPLE[2], line, PEOPLE[3]];
    let reading = read_as(&sheet_of(&rows_of(line)), &Corrections::default());
    assert_eq!(rows(&reading), [2, 3, 7]);
    assert_eq!(reading.left.len(), 1);
}

#[test]
fn a_repeated_heading_behind_a_list_within_is_of_participants_again() {
    let sheet = [HEADING, PEOPLE[0], PEOPLE[1], "CADANGAN", PEOPLE[2], "PESERTA KELAS B", HEADING, PEOPLE[3]];
    assert_eq!(rows(&read_as(&sheet_of(&sheet), &Corrections::default())), [2, 3, 8]);
}

#[test]
fn a_list_within_goes_on_under_the_heading_of_the_next_page_and_ends_there() {
    let [ani, budi, citra, dedi] = PEOPLE;
    let sheet = [HEADING, ani, "CADANGAN", budi, HEADING, citra, "PESERTA KELAS B", dedi, ani];
    assert_eq!(rows(&read_as(&sheet_of(&sheet), &Corrections::default())), [2, 8, 9]);
}

#[rstest]
#[case(&["DAFTAR PESERTA", "Asesor|:|Budi Santoso"])]
#[case(&["Asesor|:|Budi Santoso"])]
#[case(&["Narasumber|Budi Santoso"])]
#[case(&["DAFTAR PESERTA", "Lampiran Surat Undangan Nomor 045/12/2025"])]
#[case(&["DAFTAR PESERTA", "Panitia Uji Kompetensi 2025"])]
fn what_stands_over_participants_makes_them_no_others(#[case] titles: &[&str]) {
    let these = [titles, &[HEADING, PEOPLE[0], PEOPLE[1]]].concat();
    let those = [HEADING, PEOPLE[2], PEOPLE[3]];
    let first = u32::try_from(titles.len()).unwrap() + 2;
    let reading = read_as(&book([("Tapin", &these), ("Tabalong", &those)]), &Corrections::default());
    assert_eq!(rows(&reading), [first, first + 1, 2, 3]);
}

#[rstest]
#[case("Peserta", "Panitia & Peserta")]
#[case("Peserta", "Fasilitator")]
#[case("Peserta", "Undangan")]
fn a_sheet_that_is_called_after_others_is_of_others(#[case] name: &str, #[case] other: &str) {
    let (these, those) = ([HEADING, PEOPLE[0], PEOPLE[1]], [HEADING, PEOPLE[2], PEOPLE[3]]);
    let reading = read_as(&book([(name, &these), (other, &those)]), &Corrections::default());
    assert_eq!(reading.left.iter().map(|left| (&*left.name, left.why)).collect::<Vec<_>>(), [(other, Why::Others)]);
}

#[rstest]
#[case("Peserta", "Peserta 2025", jiff::civil::date(2026, 1, 20), true)]
#[case("Peserta", "Peserta 2025", jiff::civil::date(2026, 9, 20), false)]
#[case("Batch 1 Des 2025", "Batch 2 Jan 2026", jiff::civil::date(2026, 1, 20), true)]
#[case("Peserta Des 2025", "Peserta Jan 2026", jiff::civil::date(2026, 1, 20), true)]
#[case("Gelombang 1 2025", "Gelombang 2 2026", jiff::civil::date(2026, 1, 20), true)]
#[case("Peserta 2026", "Peserta 2025", jiff::civil::date(2026, 1, 20), false)]
fn the_turn_of_a_year_parts_no_event(#[case] name: &str, #[case] other: &str, #[case] today: Date, #[case] both: bool) {
    let (these, those) = ([HEADING, PEOPLE[0], PEOPLE[1]], [HEADING, PEOPLE[2], PEOPLE[3]]);
    let bytes = book([(name, &these), (other, &those)]);
    let reading = participants::read(&bytes, &Limits::default(), &Corrections::default(), &Context::on(today)).unwrap();
    assert_eq!(reading.sheets.len(), if both { 2 } else { 1 });
}

#[rstest]
#[case("PESERTA DARI SEKOLAH")]
#[case("PESERTA UTAMA")]
#[case("Halaman 2")]
#[case("PESERTA DAN PENDAMPING")]
fn more_participants_under_the_same_heading_are_read(#[case] line: &str) {
    let titles =
        ["PANITIA PELAKSANA", "DAFTAR PESERTA", HEADING, PEOPLE[0], PEOPLE[1], line, HEADING, PEOPLE[2], PEOPLE[3]];
    assert_eq!(rows(&read_as(&sheet_of(&titles), &Corrections::default())), [4, 5, 8, 9]);
}

fn book(sheets: [(&str, &[&str]); 2]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in (0_u32..).zip(rows) {
            for (column, cell) in (0_u16..).zip(cells.split('|')).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[rstest]
#[case("Peserta 2025", "Peserta 2024")]
#[case("2025", "2024")]
#[case("Peserta", "Peserta 2024")]
#[case("Data", "Data Tahun Lalu")]
#[case("Usulan", "Alumni 2023")]
#[case("Peserta", "Sudah Sertifikasi")]
#[case("Peserta", "Tidak Lolos")]
#[case("Peserta", "Cadangan")]
#[case("Peserta", "Pendamping")]
fn a_sheet_of_others_or_of_another_year_is_named_wherever_it_stands(#[case] name: &str, #[case] other: &str) {
    let (these, those) = ([HEADING, PEOPLE[0], PEOPLE[1]], [HEADING, PEOPLE[2], PEOPLE[3]]);
    for bytes in [book([(name, &these), (other, &those)]), book([(other, &those), (name, &these)])] {
        let reading = read_as(&bytes, &Corrections::default());
        assert_eq!(reading.sheets.iter().map(|sheet| &*sheet.name).collect::<Vec<_>>(), [name]);
        assert_eq!(reading.left.iter().map(|left| (&*left.name, left.why)).collect::<Vec<_>>(), [(other, Why::Others)]);
    }
}

#[rstest]
#[case("Tapin 2025", "Tabalong 2025")]
#[case("Peserta", "Peserta 2025")]
#[case("Sudah Diverifikasi", "Belum Diverifikasi")]
#[case("Tapin", "Peserta Undangan")]
#[case("Tapin", "Peserta & Pendamping")]
fn sheets_of_the_same_time_are_read(#[case] name: &str, #[case] other: &str) {
    let (these, those) = ([HEADING, PEOPLE[0], PEOPLE[1]], [HEADING, PEOPLE[2], PEOPLE[3]]);
    assert_eq!(rows(&read_as(&book([(name, &these), (other, &those)]), &Corrections::default())), [2, 3, 2, 3]);
}

#[test]
fn the_year_may_stand_over_the_table() {
    let old = ["DAFTAR PESERTA SERTIFIKASI TAHUN 2024", HEADING, PEOPLE[0], PEOPLE[1]];
    let new = ["DAFTAR PESERTA SERTIFIKASI TAHUN 2025", HEADING, PEOPLE[2], PEOPLE[3]];
    let reading = read_as(&book([("Sheet1", &old), ("Sheet2", &new)]), &Corrections::default());
    assert_eq!(reading.participants()[0].name.as_deref(), Some("Citra Dewi"));
    assert_eq!(reading.left.len(), 1);
}

#[test]
fn a_sheet_of_others_that_is_the_only_one_is_read() {
    let rows = [HEADING, PEOPLE[0], PEOPLE[1]];
    let reading =
        read_as(&book([("Peserta 2024", &rows), ("Petunjuk", &["Isi semua kolom"])]), &Corrections::default());
    assert_eq!(reading.rows.len(), 2);
}
