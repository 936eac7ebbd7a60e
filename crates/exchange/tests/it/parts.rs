//! Several tables on one sheet: each is read by its own heading, and people who are no participants are left aside.

use exchange::{
    annotated::{Note, annotate},
    assessors, institutions,
    participants::{self, Context, Reading, Severity, Why},
    table::{Corrections, whole_name},
    workbook::{Limits, Workbook as Read},
};
use rstest::rstest;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use crate::FIRST_DAY;

const HEADING: [&str; 8] = ["No", "Nama", "NIK (16 digit)", "Tgl Lahir", "Kab/Kota", "HP", "Email", "Klaster"];

fn person(at: u32) -> [String; 8] {
    let name = ["Ani", "Budi", "Citra", "Dewi"][at as usize % 4];
    [
        format!("{at}."),
        name.to_owned(),
        format!("630502520385000{at}"),
        "12-03-1985".to_owned(),
        "Tapin".to_owned(),
        format!("08125000000{at}"),
        format!("p{at}@contoh.go.id"),
        "Promosi".to_owned(),
    ]
}

/// The same cells with name and NIK, telephone and address changed about.
fn turned<T: Clone>(cells: &[T]) -> Vec<T> {
    let mut cells = cells.to_vec();
    cells.swap(1, 2);
    cells.swap(5, 6);
    cells
}

fn put<T: AsRef<str>>(sheet: &mut Worksheet, row: u32, first: u16, cells: &[T]) {
    for (column, cell) in (first..).zip(cells) {
        sheet.write_string(row, column, cell.as_ref()).unwrap();
    }
}

fn read(book: &mut Workbook) -> Reading {
    let bytes = book.save_to_buffer().unwrap();
    participants::read(&bytes, &Limits::default(), &Corrections::default(), &Context::on(FIRST_DAY)).unwrap()
}

/// Row, name, telephone and how many issues.
fn told(reading: &Reading) -> Vec<(u32, String, String, usize)> {
    let one = |p: &&participants::Participant| {
        (p.row, p.name.clone().unwrap_or_default(), p.phone.clone().unwrap_or_default(), p.issues.len())
    };
    reading.participants().iter().map(one).collect()
}

fn all(rows: [u32; 4]) -> Vec<(u32, String, String, usize)> {
    let one = |(at, row): (u32, u32)| (row, person(at)[1].clone(), format!("+628125000000{at}"), 0);
    (1..).zip(rows).map(one).collect()
}

#[derive(Debug, Clone, Copy)]
enum Second {
    Same,
    Turned,
}

#[rstest]
#[case(Second::Same)]
#[case(Second::Turned)]
fn a_table_below_another_is_read_by_its_own_heading(#[case] second: Second) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, 0, &["PESERTA DARI DINAS"]);
    put(sheet, 1, 0, &HEADING);
    put(sheet, 2, 0, &person(1));
    put(sheet, 3, 0, &person(2));
    put(sheet, 6, 0, &["PESERTA DARI SEKOLAH"]);
    match second {
        Second::Same => {
            put(sheet, 7, 0, &HEADING);
            put(sheet, 8, 0, &person(3));
            put(sheet, 9, 0, &person(4));
        }
        Second::Turned => {
            put(sheet, 7, 0, &turned(&HEADING));
            put(sheet, 8, 0, &turned(&person(3)));
            put(sheet, 9, 0, &turned(&person(4)));
        }
    }
    assert_eq!(told(&read(&mut book)), all([3, 4, 9, 10]));
}

#[test]
fn a_table_beside_another_is_read_too_and_notes_go_back_to_where_its_cells_are() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (first, people) in [(0, [1, 2]), (9, [3, 4])] {
        put(sheet, 0, first, &HEADING);
        put(sheet, 1, first, &person(people[0]));
        put(sheet, 2, first, &person(people[1]));
    }
    let bytes = book.save_to_buffer().unwrap();
    let reading = read(&mut book);
    assert_eq!(told(&reading), all([2, 3, 2, 3]));
    let names: Vec<&str> = reading.sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(names, ["Sheet1", "Sheet1 [J1:Q3]"]);
    assert_eq!(reading.sheets[1].mapping["name"], 10);
    assert_eq!(whole_name(names[1]), "Sheet1");
    let note = |sheet: &str, column| Note {
        sheet: sheet.to_owned(),
        row: 2,
        column,
        text: "?".to_owned(),
        severity: Severity::Warning,
    };
    let notes = [note(names[0], 1), note(names[1], 10)];
    let sheets: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let given = annotate(&bytes, &Limits::default(), &sheets, &notes, "Kompeten").unwrap();
    assert!(Read::read(&given, &Limits::default()).is_ok());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(given)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        if part.name().unwrap().contains("comment") {
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        }
    }
    assert!(text.contains("\"B2\"") && text.contains("\"K2\""), "{text}");
}

#[rstest]
#[case::below(0, 0, 8, 0)]
#[case::above(8, 0, 0, 0)]
#[case::to_the_left(0, 6, 0, 0)]
#[case::to_the_right(0, 0, 0, 10)]
fn a_committee_and_a_count_are_no_participants(
    #[case] row: u32,
    #[case] column: u16,
    #[case] other: u32,
    #[case] beside: u16,
) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, row, column, &HEADING);
    for at in 1..=4 {
        put(sheet, row + at, column, &person(at));
    }
    put(sheet, other, beside, &["No", "Nama", "Jabatan", "HP"]);
    put(sheet, other + 1, beside, &["1.", "Drs. Fulan", "Ketua", "081299999999"]);
    put(sheet, other + 2, beside, &["2.", "Fulanah", "Sekretaris", "081299999998"]);
    let reading = read(&mut book);
    assert_eq!(told(&reading), all([row + 2, row + 3, row + 4, row + 5]));
    assert_eq!(reading.left.iter().map(|left| left.why).collect::<Vec<_>>(), [Why::Others]);
}

#[test]
fn a_count_to_the_left_does_not_lend_its_columns() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, 0, &["No", "Kab/Kota", "Jumlah"]);
    put(sheet, 1, 0, &["1", "Banjar", "2"]);
    put(sheet, 2, 0, &["2", "Balangan", "2"]);
    put(sheet, 0, 4, &HEADING);
    for at in 1..=4 {
        put(sheet, at, 4, &person(at));
    }
    let reading = read(&mut book);
    assert_eq!(told(&reading), all([2, 3, 4, 5]));
    assert!(reading.participants().iter().all(|p| p.kab.as_deref() == Some("63.05")));
}

/// An empty column does not end a table whose headings come again behind it.
#[test]
fn a_table_with_an_empty_column_stays_whole() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, 0, &["No", "Nama", "NIK", "Tgl Lahir", "Alamat"]);
    put(sheet, 0, 6, &["Instansi", "Alamat", "Kab/Kota", "HP", "Email", "Klaster"]);
    for at in 1..=4 {
        let [no, name, nik, born, kab, phone, email, cluster] = person(at);
        put(sheet, at, 0, &[&*no, &*name, &*nik, &*born, "Jl. Veteran"]);
        put(sheet, at, 6, &["SMPN 2 Tapin", "Jl. Yani", &*kab, &*phone, &*email, &*cluster]);
    }
    assert_eq!(told(&read(&mut book)), all([2, 3, 4, 5]));
}

const ASSESSOR: [&str; 8] =
    ["No", "Nama Asesor", "No. Registrasi", "Berlaku s.d.", "Instansi", "Skema", "Pernah Melatih", "Tanggal Melatih"];

/// A scope and a training a line; what is said once is merged over the lines, or stands on the first.
#[rstest]
#[case::merged(true)]
#[case::first_line_only(false)]
fn an_assessor_on_several_lines_is_one(#[case] merged: bool) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, 0, &ASSESSOR);
    let once = ["1", "Mahrita, S.Hum.", "MET.000.009685 2023", "15/01/2026", "Dispersip Tapin"];
    put(sheet, 1, 0, &once);
    if merged {
        for (column, text) in (0..).zip(once) {
            sheet.merge_range(1, column, 3, column, text, &Format::new()).unwrap();
        }
    }
    put(sheet, 1, 5, &["Promosi", "SMPN 2 Banjar", "17/06/2025"]);
    put(sheet, 2, 5, &["Layanan Dasar", "MAN 3 Balangan", "18/06/2025"]);
    put(sheet, 3, 5, &["Layanan Anak"]);
    put(sheet, 4, 0, &["2", "Hairul", "MET.000.004860 2024", "15/02/2027", "Dispersip Tapin", "Promosi"]);
    let bytes = book.save_to_buffer().unwrap();
    let known = institutions::Known::default();
    let reading = assessors::read(&bytes, &Limits::default(), &Corrections::default(), None, &known).unwrap();
    let rows: Vec<_> = reading.rows.iter().map(|row| (row.assessor.row, row.assessor.licences.join(" "))).collect();
    assert_eq!(rows, [(2, "promosi layanan-dasar layanan-anak".to_owned()), (5, "promosi".to_owned())]);
    let trained: Vec<_> = reading.rows[0].assessor.trained.iter().map(|t| (&*t.institution, &*t.on)).collect();
    assert_eq!(trained, [("SMP Negeri 2 Banjar", "2025-06-17"), ("MAN 3 Balangan", "2025-06-18")]);
    assert!(reading.rows.iter().all(|row| row.issues.is_empty()));
}
