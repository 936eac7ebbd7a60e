//! What is merged over several rows holds for each of them, and does not make one of them all.

use exchange::{
    participants::{self, Context},
    standards,
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::Value;

use crate::FIRST_DAY;

/// Writes rows of which some columns are merged, each cell over so many rows as stay empty below it.
fn put(sheet: &mut Worksheet, rows: &[&[&str]], merged: &[u16]) {
    for (at, row) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(*row).filter(|(_, cell)| !cell.is_empty()) {
            let below = rows.iter().skip(at as usize + 1);
            let empty = below.take_while(|row| row.get(usize::from(column)).is_none_or(|cell| cell.is_empty())).count();
            let last = at + u32::try_from(empty).unwrap();
            if merged.contains(&column) && last > at {
                sheet.merge_range(at, column, last, column, cell, &Format::new()).unwrap();
            } else {
                sheet.write_string(at, column, *cell).unwrap();
            }
        }
    }
}

fn people(rows: &[&[&str]], merged: &[u16], fields: [&str; 4]) -> Vec<[Value; 4]> {
    let mut book = Workbook::new();
    put(book.add_worksheet(), rows, merged);
    let bytes = book.save_to_buffer().unwrap();
    let context = Context::on(FIRST_DAY);
    let reading = participants::read(&bytes, &Limits::default(), &Corrections::default(), &context).unwrap();
    let told = |person: &participants::Participant| {
        let person = serde_json::to_value(person).unwrap();
        fields.map(|field| person[field].clone())
    };
    reading.participants().into_iter().map(told).collect()
}

#[test]
fn people_of_one_office_are_as_many_as_stand_there() {
    let rows: [&[&str]; 5] = [
        &["Kab/Kota", "Unit Kerja", "Klaster", "Nama", "NIK"],
        &["Tapin", "Dispersip Tapin", "Promosi", "Ani, S.Hum.", "6305025203800001"],
        &["", "", "", "Yusuf", "6371011708850002"],
        &["", "", "", "Rina", "6306014502880001"],
        &["Balangan", "MAN 3 Balangan", "Layanan Dasar", "Nur'aini", "6306011203900002"],
    ];
    let of = |name: &str, nik: &str, kab: &str, cluster: &str| [name, nik, kab, cluster].map(Value::from);
    assert_eq!(
        people(&rows, &[0, 1, 2], ["name", "nik", "kab", "cluster"]),
        [
            of("Ani", "6305025203800001", "63.05", "promosi"),
            of("Yusuf", "6371011708850002", "63.05", "promosi"),
            of("Rina", "6306014502880001", "63.05", "promosi"),
            of("Nur'aini", "6306011203900002", "63.11", "layanan-dasar"),
        ]
    );
}

/// Where only names stand on lines of their own, whoever has a NIP below the name takes two, and whoever has none, one.
#[test]
fn names_and_what_stands_below_them_are_told_apart() {
    let rows: [&[&str]; 8] = [
        &["No", "Kab/Kota", "Unit Kerja", "Klaster", "Nama / NIP"],
        &["1", "Tapin", "Dispersip Tapin", "Promosi", "Ani"],
        &["", "", "", "", "19800312 201001 2 001"],
        &["", "", "", "", "Yusuf"],
        &["", "", "", "", "S.Sos., M.Si."],
        &["", "", "", "", "Rina"],
        &["", "", "", "", "NIP. -"],
        &["", "", "", "", "Nipah"],
    ];
    let of = |row: u32, name: &str, degree: &str, nip: Value| [Value::from(row), name.into(), degree.into(), nip];
    assert_eq!(
        people(&rows, &[0, 1, 2, 3], ["row", "name", "degree", "nip"]),
        [
            of(2, "Ani", "", "198003122010012001".into()),
            of(4, "Yusuf", "S.Sos., M.Si.", Value::Null),
            of(6, "Rina", "", Value::Null),
            of(8, "Nipah", "", Value::Null),
        ]
    );
}

#[test]
fn what_a_person_has_twice_stands_in_one_row_where_the_name_is_merged() {
    let rows: [&[&str]; 5] = [
        &["No", "Nama", "NIK", "Kab/Kota", "Klaster", "HP"],
        &["1", "Ani", "6305025203800001", "Tapin", "Promosi", "081250000001"],
        &["", "", "", "", "", "081250000002"],
        &["2", "Yusuf", "6371011708850002", "Tapin", "Promosi", "081350000002"],
        &["", "", "", "", "", "081350000003"],
    ];
    let told = people(&rows, &[0, 1, 2, 3, 4], ["row", "name", "phone", "kab"]);
    let of = |row: u32, name: &str, phone: &str| [Value::from(row), name.into(), phone.into(), "63.05".into()];
    assert_eq!(told, [of(2, "Ani", "+6281250000001"), of(4, "Yusuf", "+6281350000002")]);
}

/// Unit and element are merged over their criteria, which stand a row each.
#[rstest]
#[case::numbers_in_columns_of_their_own(
    &["Kode Unit", "Judul Unit", "No", "Elemen", "No", "Kriteria Unjuk Kerja"],
    [
        ["X.01", "Menata Koleksi", "1", "Menyiapkan buku", "1.1", "Buku disiapkan."],
        ["", "", "", "", "1.2", "Rak disiapkan."],
        ["", "", "", "", "1.3", "Label disiapkan."],
        ["", "", "2", "Menata buku", "2.1", "Buku ditata."],
    ],
)]
#[case::numbers_before_the_wording(
    &["Kode Unit", "Judul Unit", "Deskripsi", "Elemen", "KUK", ""],
    [
        ["X.01", "Menata Koleksi", "Tentang buku.", "1. Menyiapkan buku", "1.1 Buku disiapkan.", ""],
        ["", "", "", "", "1.2 Rak disiapkan.", ""],
        ["", "", "", "", "1.3 Label disiapkan.", ""],
        ["", "", "", "2. Menata buku", "2.1 Buku ditata.", ""],
    ],
)]
fn criteria_under_a_merged_unit_are_each_their_own(#[case] heading: &[&str], #[case] rows: [[&str; 6]; 4]) {
    let mut book = Workbook::new();
    let rows: Vec<&[&str]> = [heading].into_iter().chain(rows.iter().map(|row| &row[..])).collect();
    put(book.add_worksheet(), &rows, &[0, 1, 2, 3]);
    let reading = standards::read(&book.save_to_buffer().unwrap(), &Limits::default()).unwrap();
    let told: Vec<String> = reading.units[0]
        .elements
        .iter()
        .flat_map(|element| element.criteria.iter().map(|c| format!("{} {} {}", element.title, c.no, c.text)))
        .collect();
    assert_eq!(
        told,
        [
            "Menyiapkan buku 1.1 Buku disiapkan.",
            "Menyiapkan buku 1.2 Rak disiapkan.",
            "Menyiapkan buku 1.3 Label disiapkan.",
            "Menata buku 2.1 Buku ditata.",
        ]
    );
    assert_eq!((reading.units.len(), reading.not_understood.len()), (1, 0));
}
