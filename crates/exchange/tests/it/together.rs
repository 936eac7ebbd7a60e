//! Headings that name two things, and several columns of one heading: each value is where it belongs, and what may be
//! either of two is shown.

use exchange::{
    participants::{self, Context, Participant, Reading},
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::FIRST_DAY;

const ANI: &str = "6305025203800001";
const YUSUF: &str = "6371011708850002";
const NIP: &str = "198003122010012001";

fn read(rows: &[&[&str]]) -> Reading {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(*row).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(at, column, *cell).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    participants::read(&bytes, &Limits::default(), &Corrections::default(), &Context::on(FIRST_DAY)).unwrap()
}

fn told<const N: usize>(person: &Participant, fields: [&str; N]) -> [Value; N] {
    let person = serde_json::to_value(person).unwrap();
    fields.map(|field| person[field].clone())
}

/// Institution, district and their issues of one person with this cell under this heading.
fn work(heading: &str, cell: &str) -> [Value; 3] {
    let reading = read(&[
        &["No", "Nama", "NIK", "Tgl Lahir", "Email", "Klaster", heading],
        &["1", "Ani", ANI, "12/03/1980", "ani@contoh.go.id", "Promosi", cell],
    ]);
    told(reading.participants()[0], ["institution", "kab", "issues"])
}

#[rstest]
fn a_heading_of_institution_and_district(
    #[values(
        "Instansi/Kab. Kota",
        "Unit Kerja (Kab/Kota)",
        "Asal Instansi (Kabupaten/Kota)",
        "Instansi & Kab/Kota",
        "Kab/Kota/Instansi",
        "Instansi dan Kabupaten",
        "Asal Instansi/Daerah"
    )]
    heading: &str,
) {
    let dinas = "Dinas Perpustakaan dan Kearsipan Kabupaten Grobogan";
    assert_eq!(work(heading, "Dispersip Kab. Grobogan"), [json!(dinas), json!("33.15"), json!([])]);
    let sma = [json!("SMA Negeri 1 Blora"), json!("33.16"), json!([])];
    assert_eq!(work(heading, "SMAN 1 Blora / Kabupaten Blora"), sma);
    assert_eq!(work(heading, "Kab. Blora - SMA Negeri 1 Blora"), sma);
    let taman = [json!("Taman Baca Ceria"), json!("33.16"), json!([])];
    assert_eq!(work(heading, "Taman Baca Ceria (Kab. Blora)"), taman);
}

#[rstest]
#[case("Kab/Kota", "Kab. Blora", json!(null))]
#[case("Kab/Kota Instansi", "Kab. Blora", json!(null))]
#[case("Instansi", "SMA Negeri 1 Blora", json!("SMA Negeri 1 Blora"))]
fn a_heading_of_one_thing_stays_so(#[case] heading: &str, #[case] cell: &str, #[case] institution: Value) {
    assert_eq!(work(heading, cell), [institution, json!("33.16"), json!([])]);
}

#[test]
fn a_heading_of_institution_district_and_province() {
    let smp = [json!("SMP Negeri 2 Rantau"), json!("63.05"), json!([])];
    assert_eq!(work("Instansi / Kab / Prov", "SMPN 2 Rantau / Tapin / Kalsel"), smp);
}

#[test]
fn two_districts_in_one_cell_are_for_a_person_to_choose() {
    let [institution, kab, issues] = work("Instansi/Kab. Kota", "Taman Baca Ceria, Kab. Blora / Kab. Grobogan");
    assert_eq!((institution, kab), (json!("Taman Baca Ceria, Kab. Blora / Kab. Grobogan"), json!(null)));
    assert_eq!(issues[0]["code"], "unknown");
}

#[rstest]
#[case("Jabatan/Unit Kerja", "Pustakawan Mahir / SMA Negeri 1 Blora", "Pustakawan Mahir")]
#[case("Jabatan & Instansi", "Guru SMA Negeri 1 Blora", "Guru")]
#[case("Instansi dan Jabatan", "SMA Negeri 1 Blora, Kepala Perpustakaan", "Kepala Perpustakaan")]
fn a_heading_of_position_and_institution(#[case] heading: &str, #[case] cell: &str, #[case] position: &str) {
    let reading = read(&[
        &["No", "Nama", "NIK", "Tgl Lahir", "Email", "Klaster", heading],
        &["1", "Ani", ANI, "12/03/1980", "ani@contoh.go.id", "Promosi", cell],
    ]);
    let person = &reading.rows[0].understood;
    assert_eq!(person.participant.institution.as_deref(), Some("SMA Negeri 1 Blora"));
    assert_eq!(person.beside.position.as_deref(), Some(position));
}

/// Each case says what stands before the first and the second column of districts, and which of them is that of work.
#[rstest]
#[case::home_first("Alamat", "Alamat Instansi", "Kab. Banjar", "Kab. Tapin", json!("63.05"))]
#[case::work_first("Unit Kerja", "Alamat Rumah", "Kab. Tapin", "Kab. Banjar", json!("63.05"))]
#[case::both_of_homes("Alamat", "Domisili", "Kab. Banjar", "Kab. Tapin", json!(null))]
#[case::both_the_same("Alamat", "Domisili", "Kab. Tapin", "Kab. Tapin", json!("63.05"))]
fn of_two_districts_that_of_work_is_taken(
    #[case] before: &str,
    #[case] between: &str,
    #[case] first: &str,
    #[case] second: &str,
    #[case] kab: Value,
) {
    let reading = read(&[
        &["Nama", "NIK", "Tgl Lahir", "Email", "Klaster", before, "Kab/Kota", between, "Kab/Kota"],
        &["Ani", ANI, "12/03/1980", "ani@contoh.go.id", "Promosi", "SMA 1", first, "Jl. Yani", second],
    ]);
    let said = told(reading.participants()[0], ["kab", "issues"]);
    let issues =
        if kab.is_null() { json!([{"field": "kab", "code": "unknown", "severity": "error"}]) } else { json!([]) };
    assert_eq!(said, [kab, issues]);
}

#[test]
fn a_person_may_choose_the_other_district() {
    let rows: [&[&str]; 2] = [
        &["Nama", "NIK", "Email", "Klaster", "Alamat", "Kab/Kota", "Instansi", "Kab/Kota"],
        &["Ani", ANI, "ani@contoh.go.id", "Promosi", "Jl. Yani", "Kab. Banjar", "Perpusnas", "Kab. Tapin"],
    ];
    let found = read(&rows);
    assert_eq!(found.sheets[0].mapping["kab"], 7);
    assert_eq!(found.sheets[0].columns[7].field.as_deref(), Some("kab"));
    assert_eq!(found.sheets[0].columns[5].field, None);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0_u32..).zip(rows) {
        sheet.write_row(at, 0, row.iter().copied()).unwrap();
    }
    let mut mapping = found.sheets[0].mapping.clone();
    mapping.insert("kab".to_owned(), 5);
    let corrections = Corrections { mappings: [("Sheet1".to_owned(), mapping)].into(), ..Corrections::default() };
    let bytes = book.save_to_buffer().unwrap();
    let again = participants::read(&bytes, &Limits::default(), &corrections, &Context::on(FIRST_DAY)).unwrap();
    assert_eq!(again.participants()[0].kab.as_deref(), Some("63.03"));
}

#[test]
fn numbers_births_and_names_that_share_a_column() {
    let both = format!("{ANI} / {NIP}");
    let reading = read(&[
        &["NIK / NIP", "Nama, Tempat/Tanggal Lahir", "Email", "Klaster"],
        &[&both, "Ani, S.Hum.\nRantau, 12 Maret 1980", "ani@contoh.go.id", "Promosi"],
        &[YUSUF, "Yusuf\nBanjarmasin, 17-08-1985", "yusuf@contoh.go.id", "Promosi"],
    ]);
    let said: Vec<_> = reading.participants().iter().map(|p| told(p, ["nik", "nip", "name", "born"])).collect();
    assert_eq!(
        said,
        [
            [json!(ANI), json!(NIP), json!("Ani"), json!("1980-03-12")],
            [json!(YUSUF), json!(null), json!("Yusuf"), json!("1985-08-17")]
        ]
    );
    let reading = read(&[
        &["Nama", "No. KTP", "Tempat, Tanggal Lahir / JK", "Klaster"],
        &["Ani", "6305025203800001", "Rantau, 12 Maret 1980 / P", "Promosi"],
        &["Yusuf", "6371011708850002", "Banjarmasin, 17-08-1985 (L)", "Promosi"],
    ]);
    let said: Vec<_> = reading.participants().iter().map(|p| told(p, ["born", "sex"])).collect();
    assert_eq!(said, [[json!("1980-03-12"), json!("P")], [json!("1985-08-17"), json!("L")]]);
    assert_eq!(reading.rows[0].understood.beside.birth_place.as_deref(), Some("Rantau"));
}

#[test]
fn degrees_of_the_fuller_of_two_names_are_kept() {
    let reading = read(&[
        &["Nama sesuai KTP", "Nama sesuai Ijazah + Gelar", "Nama Atasan dan Gelar", "NIK", "Klaster"],
        &["Ani", "Ani, S.Hum.", "Fulan, M.Si.", ANI, "Promosi"],
        &["Yusuf, S.Sos.", "Drs. Yusuf", "Fulan, M.Si.", YUSUF, "Promosi"],
        &["Rina", "Rina", "Fulan, M.Si.", "6306014502880001", "Promosi"],
    ]);
    let said: Vec<_> = reading.participants().iter().map(|p| told(p, ["name", "degree"])).collect();
    let of = |name: &str, degree: &str| [json!(name), json!(degree)];
    assert_eq!(said, [of("Ani", "S.Hum."), of("Yusuf", "S.Sos."), of("Rina", "")]);
}

/// Without a column of districts, the province is that of all institutions that say one.
#[rstest]
#[case(&["MAN 3 Balangan", "MAN 2 Banjar"], json!("63.03"))]
#[case(&["SMPN 2 Garut", "MAN 3 Balangan", "MAN 2 Banjar"], json!(null))]
fn the_institutions_say_the_province_where_they_agree(#[case] institutions: &[&str], #[case] kab: Value) {
    let rows: Vec<[&str; 4]> = institutions.iter().map(|institution| ["Ani", ANI, *institution, "Promosi"]).collect();
    let heading: [&str; 4] = ["Nama", "NIK", "Instansi", "Klaster"];
    let rows: Vec<&[&str]> = [&heading].into_iter().chain(&rows).map(|row| &row[..]).collect();
    let reading = read(&rows);
    assert_eq!(told(reading.participants()[institutions.len() - 1], ["kab"]), [kab]);
}
