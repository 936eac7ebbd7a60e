//! Values that a file has lost before it came: results of formulas, the last digits of numbers. They are told and never made up.

use exchange::{
    participants::{self, Code, Context, Reading},
    table::Corrections,
    workbook::Limits,
};

use crate::{FIRST_DAY, bad_files::sheet};

fn read(bytes: &[u8]) -> Reading {
    participants::read(bytes, &Limits::default(), &Corrections::default(), &Context::on(FIRST_DAY)).unwrap()
}

#[test]
fn a_formula_whose_result_was_not_stored_is_told() {
    let rows = [
        "<c r=\"A1\" t=\"str\"><v>Nama</v></c><c r=\"B1\" t=\"str\"><v>NIK</v></c><c r=\"C1\" t=\"str\"><v>Instansi</v></c>\
         <c r=\"D1\" t=\"str\"><v>Klaster</v></c><c r=\"E1\" t=\"str\"><v>Kab/Kota</v></c>",
        "<c r=\"A2\" t=\"str\"><v>Ani</v></c><c r=\"B2\" t=\"str\"><v>6305025203850001</v></c>\
         <c r=\"C2\"><f>CONCATENATE(\"SMAN 1\",\" Rantau\")</f></c><c r=\"D2\"><f>Z1</f><v></v></c>\
         <c r=\"E2\" t=\"str\"><f>A1</f><v>Tapin</v></c>",
    ];
    let rows = rows.map(|cells| format!("<row>{cells}</row>"));
    let reading = read(&sheet(&rows.concat()));
    let person = reading.participants().into_iter().find(|p| p.name.as_deref() == Some("Ani")).unwrap();
    assert_eq!((person.institution.as_deref(), person.kab.as_deref()), (None, Some("63.05")));
    let told: Vec<_> = person.issues.iter().map(|issue| (issue.field.as_str(), issue.code)).collect();
    let remark = ("institution", Code::Remark);
    assert_eq!(told, [("email", Code::Missing), ("cluster", Code::Missing), remark]);
}

/// Saved as text, nothing shows any more that a sheet had made noughts of their last digits.
#[test]
fn niks_that_all_end_in_a_nought_were_numbers_once() {
    let people = |last: [char; 5]| {
        let row = |(at, last): (usize, &char)| {
            format!("P{};630502520385{at:03}{last};Tapin;Promosi", ["a", "b", "c", "d", "e"][at])
        };
        let rows: Vec<String> = last.iter().enumerate().map(row).collect();
        let reading = read(format!("Nama;NIK;Kab/Kota;Klaster\n{}", rows.join("\n")).as_bytes());
        reading.participants().iter().filter(|p| p.nik.is_none()).count()
    };
    assert_eq!(people(['0'; 5]), 5);
    assert_eq!(people(['0', '0', '0', '0', '7']), 0);
}

/// A template may hold a formula in thousands of lines that wait for somebody: they say nothing.
#[test]
fn lines_of_nothing_but_formulas_without_a_result_are_no_rows() {
    let text = |column: char, row: u32, text: &str| format!("<c r=\"{column}{row}\" t=\"str\"><v>{text}</v></c>");
    let heading = [text('A', 1, "No"), text('B', 1, "Nama"), text('C', 1, "NIK"), text('D', 1, "Klaster")].concat();
    let ani =
        [text('A', 2, "1"), text('B', 2, "Ani"), text('C', 2, "6305025203850001"), text('D', 2, "Promosi")].concat();
    let waits = |row: u32| format!("<row><c r=\"A{row}\"><f>IF(B{row}=0,0,ROW())</f><v></v></c></row>");
    let waiting: String = (3..25_000).map(waits).collect();
    let reading = read(&sheet(&format!("<row>{heading}</row><row>{ani}</row>{waiting}")));
    assert_eq!(reading.participants().iter().map(|p| p.row).collect::<Vec<_>>(), [2]);
}
