//! What is pasted into a sheet brings signs that nobody sees; and beside one's own address stands that of the office.

use exchange::{
    participants::{self, Context},
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::FIRST_DAY;

fn person(rows: &[&[String]]) -> Value {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(*cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let context = Context::on(FIRST_DAY);
    let reading = participants::read(&bytes, &Limits::default(), &Corrections::default(), &context).unwrap();
    let people = reading.participants();
    assert_eq!(people.len(), 1);
    serde_json::to_value(people[0]).unwrap()
}

fn texts<const N: usize>(texts: [&str; N]) -> [String; N] {
    texts.map(str::to_owned)
}

const HEADING: [&str; 7] = ["Nama", "NIK", "NIP", "Kab/Kota", "No HP", "Email", "Klaster"];
const ANI: [&str; 7] = [
    "Ani Maulana, S.Hum.",
    "6305025203800001",
    "198003122010012001",
    "Tapin",
    "081250000001",
    "ani@contoh.go.id",
    "Promosi",
];

#[rstest]
fn a_sign_that_nobody_sees_changes_nothing(
    #[values('\u{ad}', '\u{200b}', '\u{200d}', '\u{200e}', '\u{202a}', '\u{202e}', '\u{2060}', '\u{2066}', '\u{feff}')]
    sign: char,
) {
    let clean = person(&[&texts(HEADING), &texts(ANI)]);
    assert_eq!((&clean["issues"], &clean["name"], &clean["kab"]), (&json!([]), &json!("Ani Maulana"), &json!("63.05")));
    let placed: [fn(&str, char) -> String; 3] = [
        |text, sign| format!("{sign}{text}"),
        |text, sign| format!("{text}{sign}"),
        |text, sign| format!("{}{sign}{}", &text[..3], &text[3..]),
    ];
    for put in placed {
        assert_eq!(
            person(&[&HEADING.map(|text| put(&format!("{text}   "), sign)), &ANI.map(|text| put(text, sign))]),
            clean
        );
    }
}

#[rstest]
#[case::figure_blank("6305 0252 0380 0001", "0812 5000 0001", '\u{2007}')]
#[case::narrow_blank("6305 0252 0380 0001", "0812 5000 0001", '\u{202f}')]
#[case::wide_blank("6305 0252 0380 0001", "0812 5000 0001", '\u{3000}')]
#[case::figure_dash("6305 0252 0380 0001", "0812 5000 0001", '\u{2012}')]
#[case::minus("6305 0252 0380 0001", "0812 5000 0001", '\u{2212}')]
fn signs_that_look_alike_are_one(#[case] nik: &str, #[case] phone: &str, #[case] sign: char) {
    let [mut row, heading] = [ANI, HEADING].map(texts);
    row[1] = nik.replace(' ', &sign.to_string());
    row[4] = phone.replace(' ', &sign.to_string());
    let read = person(&[&heading, &row]);
    assert_eq!((&read["nik"], &read["phone"]), (&json!(ANI[1]), &json!("+6281250000001")));
}

#[test]
fn wide_figures_are_figures_and_a_long_dash_parts_a_telephone() {
    let [mut row, heading] = [ANI, HEADING].map(texts);
    row[1] = "６３０５０２５２０３８００００１".to_owned();
    row[4] = "0812—5000—0001".to_owned();
    let read = person(&[&heading, &row]);
    assert_eq!((&read["nik"], &read["phone"]), (&json!(ANI[1]), &json!("+6281250000001")));
}

#[rstest]
#[case("Email Sekolah", "Email Pribadi", "No. Telepon Sekolah", "No. HP")]
#[case("Email Dinas", "Email", "HP Bendahara", "HP Peserta")]
fn ones_own_address_goes_before_that_of_the_office(
    #[case] email_of_office: &str,
    #[case] email: &str,
    #[case] phone_of_office: &str,
    #[case] phone: &str,
) {
    let heading = texts(["Nama", "NIK", "Kab/Kota", phone_of_office, phone, email_of_office, email, "Klaster"]);
    let row = texts([ANI[0], ANI[1], ANI[3], "081190000000", ANI[4], "kantor@contoh.sch.id", ANI[5], ANI[6]]);
    let read = person(&[&heading, &row]);
    assert_eq!((&read["phone"], &read["email"]), (&json!("+6281250000001"), &json!(ANI[5])));
}
