//! Workbooks of several sheets: a sheet for each district, summaries and hidden copies of the same people, sheets of
//! other people, and one that goes on without a heading.

use exchange::{
    annotated::{Note, annotate},
    participants::{self, Code, Context, Reading, Why},
    table::Corrections,
    workbook::Limits,
};
use rust_xlsxwriter::Workbook;

use crate::{FIRST_DAY, expected, sample, samples::assert_rows_equal};

type Sheets<'a> = &'a [(&'a str, &'a [&'a [&'a str]])];

const HEADING: &[&str] = &["No", "Nama Lengkap", "No. KTP", "Instansi", "Klaster", "No. WA", "Surel"];
const RINA: &[&str] =
    &["1", "Rina, S.IP.", "6306014502880001", "SMAN 1 Kandangan", "Promosi", "081255501234", "rina@contoh.id"];
const NUR: &[&str] =
    &["2", "Nur'aini", "6306011203900002", "SMAN 2 Kandangan", "Promosi", "081355501111", "nur@contoh.id"];
const SUPARNO: &[&str] =
    &["1", "Suparno", "6304010101850003", "SMPN 1 Marabahan", "Layanan Dasar", "081355501234", "par@contoh.id"];
const LAILA: &[&str] =
    &["1", "Noor Laila, M.Pd", "6301014506700004", "SMPN 2", "Literasi Informasi", "081255509999", "noor@contoh.id"];

fn book(sheets: Sheets<'_>, hidden: &[&str]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        sheet.set_hidden(hidden.contains(name));
        for (at, row) in (0_u32..).zip(*rows) {
            for (column, cell) in (0_u16..).zip(*row) {
                sheet.write_string(at, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn read_as(bytes: &[u8], corrections: &Corrections) -> Reading {
    participants::read(bytes, &Limits::default(), corrections, &Context::on(FIRST_DAY)).unwrap()
}

fn read(sheets: Sheets<'_>, hidden: &[&str]) -> Reading {
    read_as(&book(sheets, hidden), &Corrections::default())
}

fn places(reading: &Reading) -> Vec<(Option<&str>, u32, &str)> {
    reading
        .participants()
        .into_iter()
        .map(|p| (p.sheet.as_deref(), p.row, p.name.as_deref().unwrap_or_default()))
        .collect()
}

fn left(reading: &Reading) -> Vec<(&str, Why)> {
    reading.left.iter().map(|l| (l.name.as_str(), l.why)).collect()
}

const OF_DISTRICTS: Sheets<'_> = &[
    ("HSS", &[&["DAFTAR PESERTA"], HEADING, RINA, NUR]),
    ("Batola", &[HEADING, SUPARNO]),
    ("Peserta Kab. Tanah Laut", &[&["DAFTAR PESERTA"], &["Kabupaten"], HEADING, LAILA]),
];

#[test]
fn a_sheet_for_each_district_is_read_and_says_the_district() {
    let reading = read(OF_DISTRICTS, &[]);
    assert_eq!(
        places(&reading),
        [
            (Some("HSS"), 3, "Rina"),
            (Some("HSS"), 4, "Nur'aini"),
            (Some("Batola"), 2, "Suparno"),
            (Some("Peserta Kab. Tanah Laut"), 4, "Noor Laila"),
        ]
    );
    let districts: Vec<_> = reading.participants().into_iter().map(|p| p.kab.as_deref()).collect();
    assert_eq!(districts, [Some("63.06"), Some("63.06"), Some("63.04"), Some("63.01")]);
    assert!(reading.participants().iter().all(|p| p.issues.is_empty()));
    assert_eq!(left(&reading), []);
}

/// The committed sample: three districts with one person on two sheets, a summary in front, a hidden copy, instructions.
#[test]
fn the_sample_of_districts_is_understood_as_expected() {
    let reading = read_as(&sample("layout-lain/per-kabupaten.xlsx"), &Corrections::default());
    let got = serde_json::to_value(reading.participants()).unwrap();
    assert_rows_equal(&got, &expected("layout-lain/per-kabupaten.expected.json"));
    assert_eq!(left(&reading), [("Rekap", Why::Copy), ("Lama", Why::Hidden), ("Petunjuk", Why::NoTable)]);
}

#[test]
fn a_district_of_the_row_stands_over_that_of_the_sheet() {
    let heading = &[HEADING, &["Kab/Kota"]].concat()[..];
    let (own, none) = ([RINA, &["Tapin"]].concat(), [NUR, &[""]].concat());
    let reading = read(&[("HSS", &[heading, &own, &none])], &[]);
    let districts: Vec<_> = reading.participants().into_iter().map(|p| p.kab.as_deref()).collect();
    assert_eq!(districts, [Some("63.05"), Some("63.06")]);
    assert_eq!(places(&reading)[0].0, None, "one sheet needs no name");
}

#[test]
fn a_summary_of_the_same_people_is_named_and_doubles_nobody() {
    let short = |person: &[&'static str]| [person[1], person[2], person[4]];
    let rows = [RINA, NUR, SUPARNO, LAILA].map(short);
    let rows: Vec<&[&str]> =
        std::iter::once(&["Nama", "NIK", "Klaster"][..]).chain(rows.iter().map(|row| &row[..])).collect();
    for name in ["Rekap", "Sheet1"] {
        let sheets = [&[(name, &rows[..])], OF_DISTRICTS].concat();
        let reading = read(&sheets, &[]);
        assert_eq!(left(&reading), [(name, Why::Copy)]);
        assert_eq!(reading.rows.len(), 4);
        assert!(reading.participants().iter().all(|p| p.issues.is_empty()));
    }
}

#[test]
fn who_stands_on_a_summary_alone_is_read_from_it_and_the_others_once() {
    for name in ["Rekap", "Total", "Gabungan"] {
        for (known, repeated) in [(&[RINA, NUR][..], vec![2, 3]), (&[RINA], vec![2])] {
            let district: Vec<&[&str]> = std::iter::once(HEADING).chain(known.iter().copied()).collect();
            let reading = read(&[(name, &[HEADING, RINA, NUR, SUPARNO, LAILA]), ("HSS", &district)], &[]);
            let mut names: Vec<_> = reading.participants().iter().filter_map(|p| p.name.as_deref()).collect();
            names.sort_unstable();
            assert_eq!(names, ["Noor Laila", "Nur'aini", "Rina", "Suparno"], "{name}");
            assert_eq!((&reading.sheets[0].skipped.repeated, left(&reading)), (&repeated, vec![]));
            let twice = |p: &&participants::Participant| p.issues.iter().any(|i| i.code == Code::DuplicateInFile);
            assert_eq!(reading.participants().into_iter().find(twice), None);
        }
    }
}

#[test]
fn a_hidden_sheet_stays_unread_until_somebody_asks_for_it() {
    let sheets: Sheets<'_> = &[("HSS", &[HEADING, RINA, NUR]), ("Batola", &[HEADING, SUPARNO])];
    let bytes = book(sheets, &["Batola"]);
    let reading = read_as(&bytes, &Corrections::default());
    assert_eq!((left(&reading), reading.rows.len()), (vec![("Batola", Why::Hidden)], 2));
    let asked = Corrections { sheets: vec!["Batola".to_owned()], ..Corrections::default() };
    let reading = read_as(&bytes, &asked);
    assert_eq!(left(&reading), [("HSS", Why::NotChosen)]);
    assert_eq!(places(&reading), [(None, 2, "Suparno")]);
}

#[test]
fn the_same_person_on_two_sheets_is_reported_in_both() {
    let reading = read(&[("HSS", &[HEADING, RINA, NUR]), ("Batola", &[HEADING, SUPARNO, RINA])], &[]);
    let twice = |p: &&&participants::Participant| p.issues.iter().any(|i| i.code == Code::DuplicateInFile);
    let people = reading.participants();
    let twice: Vec<_> = people.iter().filter(twice).map(|p| (p.sheet.as_deref(), p.row)).collect();
    assert_eq!(twice, [(Some("HSS"), 2), (Some("Batola"), 3)]);
    assert!(people.iter().all(|p| p.nik.is_some()));
}

#[test]
fn people_who_are_no_participants_are_named_and_not_read() {
    let panel: &[&[&str]] = &[&["No", "Nama", "Jabatan", "No. HP"], &["1", "Zainal", "Ketua", "081255500001"]];
    let assessors: &[&[&str]] = &[&["No", "Nama", "NIK", "Klaster"], &["1", "Hamdani", "6371010101700001", "Promosi"]];
    let sheets: Sheets<'_> = &[("Peserta", &[HEADING, RINA, NUR]), ("Kepanitiaan", panel), ("Asesor", assessors)];
    let reading = read(sheets, &[]);
    assert_eq!(left(&reading), [("Kepanitiaan", Why::Others), ("Asesor", Why::Others)]);
    assert_eq!(reading.rows.len(), 2);
}

#[test]
fn a_sheet_without_a_heading_is_said_to_go_on_and_read_when_asked_for() {
    let sheets: Sheets<'_> = &[("Peserta", &[HEADING, RINA, NUR]), ("Lanjutan", &[SUPARNO, LAILA])];
    let bytes = book(sheets, &[]);
    let reading = read_as(&bytes, &Corrections::default());
    assert_eq!((left(&reading), reading.rows.len()), (vec![("Lanjutan", Why::NoHeading)], 2));
    let asked = Corrections { sheets: vec!["Peserta".to_owned(), "Lanjutan".to_owned()], ..Corrections::default() };
    let reading = read_as(&bytes, &asked);
    assert_eq!(places(&reading)[2..], [(Some("Lanjutan"), 1, "Suparno"), (Some("Lanjutan"), 2, "Noor Laila")]);
}

#[test]
fn comments_stand_on_the_sheet_of_their_row() {
    let bytes = book(OF_DISTRICTS, &[]);
    let note = |sheet: &str, row| Note {
        sheet: sheet.to_owned(),
        row,
        column: 2,
        text: format!("{sheet}, {row}"),
        severity: participants::Severity::Error,
    };
    let sheets: Vec<String> = OF_DISTRICTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let notes = [note("HSS", 3), note("Batola", 2), note("HSS", 4)];
    let given = annotate(&bytes, &Limits::default(), &sheets, &notes, "Kompeten").unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(given)).unwrap();
    let mut part = |name: &str| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
    assert!(part("xl/worksheets/_rels/sheet1.xml.rels").contains("comments1.xml"));
    assert!(part("xl/worksheets/_rels/sheet2.xml.rels").contains("comments2.xml"));
    let (first, second) = (part("xl/comments1.xml"), part("xl/comments2.xml"));
    assert!(first.contains("HSS, 3") && first.contains("HSS, 4") && !first.contains("Batola"));
    assert!(second.contains("Batola, 2") && !second.contains("HSS"));
}

#[test]
fn two_who_share_a_name_and_not_the_nik_are_two() {
    let other = |row: &[&'static str], nik: &'static str| {
        let mut row = row.to_vec();
        row[2] = nik;
        row
    };
    let (rina, nur) = (other(RINA, "6304014502880005"), other(NUR, "6304011203900006"));
    let reading = read(&[("HSS", &[HEADING, RINA, NUR]), ("Batola", &[HEADING, &rina, &nur])], &[]);
    assert_eq!((places(&reading).len(), left(&reading)), (4, vec![]));
    let bare = (other(RINA, ""), other(NUR, ""));
    let reading = read(&[("HSS", &[HEADING, RINA, NUR]), ("Batola", &[HEADING, &bare.0, &bare.1])], &[]);
    assert_eq!((places(&reading).len(), left(&reading)), (2, vec![("Batola", Why::Copy)]));
}
