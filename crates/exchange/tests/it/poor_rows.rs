//! Rows of which little is filled: somebody stands there, unless the table has ended.

use exchange::{
    assessors,
    institutions::Known,
    participants::{self, Context},
    table::{Corrections, Skipped},
    workbook::Limits,
};
use rstest::rstest;

use crate::{FIRST_DAY, sheet_of};

const HEADING: &str = "Nama|NIK|Tanggal Lahir|Instansi|Kab/Kota|No HP|Klaster";
const PEOPLE: [&str; 4] = [
    "Ani Maulana|6305025203800001|12-03-1980|Dispersip Kab. Tapin|Tapin|081250000001|Promosi",
    "Budi Santoso|6305021204810002|12-04-1981|Dispersip Kab. Tapin|Tapin|081250000002|Promosi",
    "Citra Dewi|6305025205820003|12-05-1982|Dispersip Kab. Tapin|Tapin|081250000003|Promosi",
    "Dedi Irawan|6305021206830004|12-06-1983|Dispersip Kab. Tapin|Tapin|081250000004|Promosi",
];

/// Who is read of these rows, by the sheet's row, and what was left aside.
fn read(rows: &[&str]) -> (Vec<u32>, Skipped) {
    let (context, corrections) = (Context::on(FIRST_DAY), Corrections::default());
    let reading = participants::read(&sheet_of(rows), &Limits::default(), &corrections, &context).unwrap();
    (reading.participants().iter().map(|p| p.row).collect(), reading.sheets[0].skipped.clone())
}

#[rstest]
#[case::number("Eka Putri|6305025207840005|||||")]
#[case::institution("Eka Putri|||Dispersip Kab. Tapin|||")]
#[case::sole_name("Eka Putri||||||")]
#[case::telephone("Eka Putri|||||081250000005|")]
#[case::called_as_tables_end("Total Suryana|6305025207840005|||||")]
fn somebody_is_somebody_in_the_midst_and_in_the_last_row(#[case] poor: &str) {
    let midst = [HEADING, PEOPLE[0], PEOPLE[1], poor, PEOPLE[2], PEOPLE[3]];
    assert_eq!(read(&midst).0, [2, 3, 4, 5, 6]);
    let last = [HEADING, PEOPLE[0], PEOPLE[1], PEOPLE[2], poor];
    assert_eq!(read(&last).0, [2, 3, 4, 5]);
    let signed = [&last[..], &["", "|||Rantau, 1 Oktober 2025", "|||Kepala Dinas", "|||Drs. Ahmad"]].concat();
    assert_eq!(read(&signed).0, [2, 3, 4, 5]);
}

#[rstest]
#[case("Hari Santoso")]
#[case("Lulus Widodo")]
#[case("Guru Santosa")]
fn somebody_whose_name_is_a_word_too_is_read_among_numbered_rows(#[case] name: &str) {
    let heading = format!("No|{HEADING}");
    let numbered: Vec<String> = (1..).zip(PEOPLE).map(|(no, person)| format!("{no}|{person}")).collect();
    let poor = format!("|{name}|||Dispersip Tapin|||");
    let mut rows: Vec<&str> = [&*heading].into_iter().chain(numbered.iter().map(String::as_str)).collect();
    rows.insert(3, &poor);
    assert_eq!(read(&rows).0, [2, 3, 4, 5, 6]);
}

#[test]
fn a_row_of_two_cells_that_is_passed_over_is_told() {
    let heading = format!("No|{HEADING}");
    let numbered: Vec<String> = (1..).zip(PEOPLE).map(|(no, person)| format!("{no}|{person}")).collect();
    let poor = "|Data Santoso|||Dispersip Tapin|||";
    for at in [3, 5] {
        let mut rows: Vec<&str> = [&*heading].into_iter().chain(numbered.iter().map(String::as_str)).collect();
        rows.insert(at, poor);
        assert_eq!(read(&rows).1.doubtful, [at as u32 + 1]);
    }
}

#[test]
fn of_three_columns_two_are_enough() {
    let rows =
        ["Nama|Instansi|Klaster", "Ani|SMPN 1 Rantau|Promosi", "Budi|SMPN 2 Rantau|Promosi", "Citra|SMPN 3 Rantau|"];
    assert_eq!(read(&rows).0, [2, 3, 4]);
}

#[rstest]
#[case::one_signs(&["Mengetahui", "Kepala Dinas", "", "Drs. Ahmad Yani", "NIP. 197001011995031001"])]
#[case::two_sign(&["Mengetahui|||Yang membuat", "Kepala Dinas|||Pengelola", "", "Drs. Ahmad Yani|||Siti Rahmah"])]
#[case::two_sign_below_a_day(&["|||Rantau, 1 Oktober 2025", "Kepala Dinas|||Ketua Panitia", "Drs. Ahmad|||Siti Rahmah"])]
#[case::two_sign_by_other_words(&["Penanggung Jawab|||Pembuat Daftar", "", "Drs. Ahmad Yani|||Siti Rahmah"])]
#[case::two_sign_without_a_word(&["", "", "Drs. Ahmad Yani|||Siti Rahmah"])]
#[case::sums(&["Jumlah|4", "Laki-laki|2", "Perempuan|2"])]
#[case::sums_of_clusters(&["Promosi|3", "Layanan Dasar|1"])]
#[case::notes(&["Catatan: membawa laptop", "Peserta hadir pukul 8"])]
#[case::who_signs_alone(&["", "Drs. Ahmad Yani"])]
fn what_stands_under_the_table_is_nobody(#[case] under: &[&str]) {
    let rows = [&[HEADING], &PEOPLE[..], &[""], under].concat();
    assert_eq!(read(&rows).0, [2, 3, 4, 5]);
}

#[rstest]
#[case::an_office("Perpustakaan Umum")]
#[case::a_duty("Pustakawan Ahli Muda")]
#[case::a_district("Kabupaten Tapin")]
fn a_line_over_some_of_them_is_nobody(#[case] line: &str) {
    let rows = [HEADING, PEOPLE[0], PEOPLE[1], line, PEOPLE[2], PEOPLE[3]];
    assert_eq!(read(&rows).0, [2, 3, 5, 6]);
}

#[test]
fn a_row_that_may_be_somebody_and_was_passed_over_is_told() {
    let rows = [&[HEADING], &PEOPLE[..], &["", "Mengetahui", "Eka|6305025207840005|12-07-1984|SMPN 1||"]].concat();
    let (read, skipped) = read(&rows);
    assert_eq!((read, skipped.doubtful), (vec![2, 3, 4, 5], vec![8]));
    let rows = [&[HEADING], &PEOPLE[..], &["", "Keterangan Budi|||SMPN 1|Tapin||Promosi"]].concat();
    let (read, skipped) = self::read(&rows);
    assert_eq!((read, skipped.doubtful), (vec![2, 3, 4, 5], vec![7]));
}

#[test]
fn an_assessor_of_whom_little_is_said_is_read() {
    let bytes = sheet_of(&[
        "Nama Asesor|No Registrasi|Berlaku|Instansi|Klaster",
        "Siti|MET.000.001234 2023|01-03-2026|Perpusnas|Promosi",
        "Budi|MET.000.001235 2023|||",
        "Cici|||ULM|",
        "",
        "|||Banjarbaru, 1 Oktober 2025",
        "|||Ketua LSP",
        "|||Drs. Ahmad",
    ]);
    let reading =
        assessors::read(&bytes, &Limits::default(), &Corrections::default(), None, &Known::default()).unwrap();
    assert_eq!(reading.rows.iter().map(|row| row.assessor.row).collect::<Vec<_>>(), [2, 3, 4]);
}
