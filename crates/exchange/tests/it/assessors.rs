//! Sheets of assessors as offices fill them in: whom they trained, in one column or two, and clusters a line each.

use exchange::{
    assessors::{self, Reading},
    institutions::Known,
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

const HEADING: [&str; 6] = ["No", "Nama Asesor", "No. Registrasi", "Berlaku s.d.", "Instansi", "Klaster"];
const MAHRITA: [&str; 6] = ["1", "Mahrita, S.Hum.", "MET.000.009685 2023", "15/01/2026", "Perpusnas", "Promosi"];
const HAIRUL: [&str; 6] = ["2", "Hairul", "MET.000.004860 2024", "15/02/2027", "Perpusnas", "Layanan Dasar"];

fn put(sheet: &mut Worksheet, row: u32, cells: &[&[&str]]) {
    for (column, cell) in (0_u16..).zip(cells.concat()).filter(|(_, cell)| !cell.is_empty()) {
        sheet.write_string(row, column, cell).unwrap();
    }
}

fn read(book: &mut Workbook) -> Reading {
    let bytes = book.save_to_buffer().unwrap();
    assessors::read(&bytes, &Limits::default(), &Corrections::default(), None, &Known::default()).unwrap()
}

/// Whom the assessor of a row trained: `SMP Negeri 2 Banjar 2025-06-17; …`.
fn trained(reading: &Reading, at: usize) -> String {
    let trained = reading.rows[at].assessor.trained.iter().map(|t| format!("{} {}", t.institution, t.on));
    trained.collect::<Vec<_>>().join("; ")
}

fn unclear(reading: &Reading) -> Vec<&str> {
    let issues = reading.rows.iter().flat_map(|row| &row.issues);
    issues.map(|issue| issue.part.as_str()).collect()
}

#[rstest]
#[case::told_by_a_comma("SMPN 2 Banjar, SMAN 4 Tanah Bumbu (17/06/2025)", "")]
#[case::told_by_a_word("SMPN 2 Banjar dan SMAN 4 Tanah Bumbu (17/06/2025)", "")]
#[case::counted("1. SMPN 2 Banjar (17 Juni 2025) 2. SMAN 4 Tanah Bumbu (17 Juni 2025)", "")]
#[case::counted_in_brackets("(1) SMPN 2 Banjar, 17-06-2025 (2) SMAN 4 Tanah Bumbu, 17-06-2025", "")]
#[case::lettered("a. SMPN 2 Banjar (17/06/2025) b. SMAN 4 Tanah Bumbu (17/06/2025)", "")]
#[case::days_on_lines_of_their_own("SMPN 2 Banjar\n(17/06/2025)\nSMAN 4 Tanah Bumbu\n17 Juni 2025", "")]
#[case::of_one_day("SMPN 2 Banjar, SMAN 4 Tanah Bumbu", "17 Juni 2025")]
#[case::line_beside_line("SMPN 2 Banjar\nSMAN 4 Tanah Bumbu", "17/06/2025\n17/06/2025")]
#[case::number_beside_number("1. SMPN 2 Banjar\n2. SMAN 4 Tanah Bumbu", "1. 17/06/2025\n2. 17/06/2025")]
fn two_that_were_trained_on_one_day_are_two(#[case] whom: &str, #[case] when: &str) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &[&HEADING, &["Pernah Melatih", "Tanggal"]]);
    put(sheet, 1, &[&MAHRITA, &[whom, when]]);
    let reading = read(&mut book);
    assert_eq!(trained(&reading, 0), "SMP Negeri 2 Banjar 2025-06-17; SMA Negeri 4 Tanah Bumbu 2025-06-17");
    assert_eq!(unclear(&reading), [""; 0]);
}

#[rstest]
#[case::where_is_the_first("SMPN 1, SMPN 2 Banjar (17/06/2025)", "", &["SMPN 1, SMPN 2 Banjar (17/06/2025)"])]
#[case::which_day("SMPN 2 Banjar\nMAN 3 Balangan", "1/1/2025\n2/1/2025\n3/1/2025", &["SMPN 2 Banjar", "MAN 3 Balangan"])]
#[case::of_nobody("(17/06/2025)", "", &["(17/06/2025)"])]
#[case::no_day("1. SMPN 2 Banjar 2. MAN 3 Balangan (17/06/2025)", "", &["SMPN 2 Banjar"])]
fn what_may_mean_two_things_is_told(#[case] whom: &str, #[case] when: &str, #[case] told: &[&str]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &[&HEADING, &["Pernah Melatih", "Tanggal Melatih"]]);
    put(sheet, 1, &[&MAHRITA, &[whom, when]]);
    assert_eq!(unclear(&read(&mut book)), told);
}

#[rstest]
#[case("Belum pernah")]
#[case("Tidak pernah melatih")]
#[case("tdk pernah")]
#[case("Belum")]
#[case("Nihil")]
fn who_never_trained_anybody_has_nothing_to_mend(#[case] text: &str) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &[&HEADING, &["Pernah Melatih"]]);
    put(sheet, 1, &[&MAHRITA, &[text]]);
    let reading = read(&mut book);
    assert_eq!((trained(&reading, 0), unclear(&reading)), (String::new(), vec![]));
}

#[rstest]
#[case("PERNAH MELATIH", "Instansi", "Tanggal")]
#[case("RIWAYAT MELATIH", "Nama Lembaga", "Waktu")]
#[case("", "Lembaga yang Pernah Dilatih", "Tanggal Pelatihan")]
#[case("", "Sekolah yang dilatih", "Tgl. Melatih")]
#[case("", "Melatih di", "Tanggal")]
fn institutions_and_days_in_two_columns(#[case] above: &str, #[case] whom: &str, #[case] when: &str) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut heading = 0;
    if above.is_empty() {
        put(sheet, 0, &[&HEADING, &[whom, when]]);
    } else {
        put(sheet, 0, &[&HEADING]);
        sheet.merge_range(0, 6, 0, 7, above, &Format::new()).unwrap();
        put(sheet, 1, &[&[""; 6], &[whom, when]]);
        heading = 1;
    }
    put(sheet, heading + 1, &[&MAHRITA, &["SMPN 2 Banjar", "17/06/2025"]]);
    put(sheet, heading + 2, &[&HAIRUL]);
    let reading = read(&mut book);
    assert_eq!(trained(&reading, 0), "SMP Negeri 2 Banjar 2025-06-17");
    let own: Vec<_> = reading.rows.iter().map(|row| row.assessor.institution.as_deref()).collect();
    assert_eq!(own, [Some("Perpustakaan Nasional RI"); 2]);
    assert_eq!(unclear(&reading), [""; 0]);
}

/// Who stands last has several lines too; the signature right below them is none.
#[test]
fn the_last_assessor_keeps_every_line() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &[&HEADING, &["Pernah Melatih"]]);
    put(sheet, 1, &[&MAHRITA]);
    put(sheet, 2, &[&["", "", "", "", "", "Layanan Anak"]]);
    put(sheet, 3, &[&HAIRUL, &["SMPN 2 Banjar (17/06/2025)"]]);
    put(sheet, 4, &[&["", "", "", "", "", "Layanan Remaja"], &["MAN 3 Balangan (18/06/2025)"]]);
    put(sheet, 5, &[&["", "", "", "", "", "Layanan Komunitas"]]);
    put(sheet, 6, &[&[""; 6], &["SMAN 4 Tanah Bumbu (19/06/2025)"]]);
    put(sheet, 7, &[&[""; 6], &["Banjarbaru, 1 Oktober 2025"]]);
    put(sheet, 8, &[&[""; 6], &["Ketua LSP"]]);
    let reading = read(&mut book);
    let licences: Vec<_> = reading.rows.iter().map(|row| row.assessor.licences.join(" ")).collect();
    assert_eq!(licences, ["promosi layanan-anak", "layanan-dasar layanan-remaja layanan-komunitas"]);
    let all = "SMP Negeri 2 Banjar 2025-06-17; MAN 3 Balangan 2025-06-18; SMA Negeri 4 Tanah Bumbu 2025-06-19";
    assert_eq!(trained(&reading, 1), all);
    assert_eq!(unclear(&reading), [""; 0]);
    assert_eq!(reading.skipped.after, [8, 9]);
}

#[rstest]
#[case("1. Layanan Dasar 2. Promosi 3. Literasi Informasi")]
#[case("a) Layanan Dasar b) Promosi c) Literasi Informasi")]
fn clusters_counted_in_one_line_are_each_of_them(#[case] clusters: &str) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &[&HEADING]);
    let [no, name, met, until, institution, _] = MAHRITA;
    put(sheet, 1, &[&[no, name, met, until, institution, clusters]]);
    let reading = read(&mut book);
    assert_eq!(reading.rows[0].assessor.licences, ["layanan-dasar", "promosi", "literasi-informasi"]);
    assert_eq!(unclear(&reading), [""; 0]);
}

/// What else stands under the heading of trainings is not the assessor's own, and a count of people is no institution.
#[test]
fn districts_and_counts_of_trainings_are_nobodys_own() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &[&HEADING]);
    sheet.merge_range(0, 6, 0, 9, "PERNAH MELATIH", &Format::new()).unwrap();
    put(sheet, 1, &[&[""; 6], &["Kab/Kota", "Instansi", "Tanggal", "Jumlah Peserta"]]);
    put(sheet, 2, &[&MAHRITA, &["Kab. Tapin", "SMPN 2 Tapin", "17/06/2025", "25"]]);
    let reading = read(&mut book);
    assert_eq!(trained(&reading, 0), "SMP Negeri 2 Tapin 2025-06-17");
    assert_eq!((reading.rows[0].assessor.kab.as_deref(), unclear(&reading)), (None, vec![]));
}

#[rstest]
#[case::what_was_done("Bimtek di SMPN 2 Banjar pada tanggal 17 Juni 2025")]
#[case::of_which_kind("Pelatihan SLiMS di SMPN 2 Banjar (17/06/2025)")]
#[case::behind_a_colon("Workshop: SMPN 2 Banjar (17/06/2025)")]
#[case::for_whom("Guru-guru SMPN 2 Banjar (17/06/2025)")]
fn words_around_an_institution_are_none_of_its_name(#[case] whom: &str) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &[&HEADING, &["Riwayat Pelatihan (instansi, tanggal)"]]);
    put(sheet, 1, &[&MAHRITA, &[whom]]);
    let reading = read(&mut book);
    assert_eq!(trained(&reading, 0), "SMP Negeri 2 Banjar 2025-06-17");
    assert_eq!(unclear(&reading), [""; 0]);
}

#[test]
fn a_training_on_a_row_of_its_own_below_is_kept() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &[&HEADING, &["Melatih", "Tanggal"]]);
    put(sheet, 1, &[&MAHRITA, &["SMPN 2 Banjar", "17/06/2025"]]);
    put(sheet, 2, &[&[""; 6], &["MAN 3 Balangan", "18/06/2025"]]);
    put(sheet, 3, &[&HAIRUL]);
    let reading = read(&mut book);
    assert_eq!(trained(&reading, 0), "SMP Negeri 2 Banjar 2025-06-17; MAN 3 Balangan 2025-06-18");
}

/// The number of a certificate is none of the registration, wherever its column stands; a competency may be the scope.
#[rstest]
#[case::certificate_first(["Nomor Sertifikat Asesor", "No. Reg"], ["74909 2411 5 0001234 2023", "MET.000.009685 2023"])]
#[case::certificate_behind(["No. Reg", "Nomor Sertifikat Asesor"], ["MET.000.009685 2023", "74909 2411 5 0001234 2023"])]
fn a_registration_goes_before_a_certificate(#[case] headings: [&str; 2], #[case] numbers: [&str; 2]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &[&["No", "Nama Asesor Kompetensi"], &headings, &["Tgl Kadaluarsa", "Asal Instansi", "Kompetensi"]]);
    put(sheet, 1, &[&["1", "Mahrita"], &numbers, &["15/01/2026", "Perpusnas", "Promosi, Layanan Anak"]]);
    let reading = read(&mut book);
    let assessor = &reading.rows[0].assessor;
    assert_eq!(assessor.met.as_deref(), Some("MET.000.009685 2023"));
    assert_eq!(assessor.licences, ["promosi", "layanan-anak"]);
    assert!(reading.rows[0].issues.is_empty());
}

#[test]
fn a_sheet_of_trainings_that_is_not_read_is_named() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Asesor").unwrap();
    put(sheet, 0, &[&HEADING]);
    put(sheet, 1, &[&MAHRITA]);
    put(sheet, 2, &[&HAIRUL]);
    let sheet = book.add_worksheet().set_name("Riwayat Pelatihan").unwrap();
    put(sheet, 0, &[&["Nama Asesor", "Instansi peserta", "Tanggal"]]);
    put(sheet, 1, &[&["Mahrita", "SMPN 2 Banjar", "17/06/2025"]]);
    let sheet = book.add_worksheet().set_name("Petunjuk").unwrap();
    put(sheet, 0, &[&["Isi semua kolom", "dengan nama lengkap"]]);
    assert_eq!(read(&mut book).skipped.unread, ["Riwayat Pelatihan"]);
}
