//! Ten thousand rows, each understood. How long that takes is measured by `make bench`; a test that takes minutes is
//! ended by its runner.

use exchange::{
    bnsp,
    participants::{self, Context},
    table::Corrections,
    workbook::Limits,
};
use rust_xlsxwriter::Workbook;

use crate::FIRST_DAY;

fn ten_thousand_rows() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let headings = [
        "No",
        "Nama",
        "NIK",
        "NIP",
        "L/P",
        "Tempat Lahir",
        "Tanggal Lahir",
        "Instansi",
        "Kab/Kota",
        "HP",
        "Email",
        "Klaster",
    ];
    for (column, heading) in (0_u16..).zip(headings) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for row in 1..=10_000_u32 {
        sheet.write_number(row, 0, f64::from(row)).unwrap();
        let day = row % 28 + 1;
        let cells = [
            format!("Siti Nur'aini {row}, S.Hum."),
            format!("630401{:02}0199{:04}", day + 40, row % 10_000),
            "199901172024012002".to_owned(),
            "P".to_owned(),
            "Barito Kuala".to_owned(),
            format!("{day} Januari 1999"),
            "Disperpusip Kab. Barito Kuala".to_owned(),
            "Batola".to_owned(),
            format!("0852-82{:06}", row),
            format!("siti{row}@contoh.go.id"),
            "Layanan Dasar Perpustakaan".to_owned(),
        ];
        for (column, cell) in (1_u16..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn ten_thousand_rows_in_and_out() {
    let bytes = ten_thousand_rows();
    let reading =
        participants::read(&bytes, &Limits::default(), &Corrections::default(), &Context::on(FIRST_DAY)).unwrap();
    assert_eq!(reading.rows.len(), 10_000);
    let good = reading.rows.iter().filter(|r| r.understood.participant.issues.is_empty()).count();
    assert!(good >= 9_990, "{good}");
    let rows = (0..10_000).map(|n| bnsp::Row {
        name: format!("Nama {n}"),
        nik: Some(format!("{n:016}")),
        ..Default::default()
    });
    assert_eq!(bnsp::write(rows).unwrap().missing.len(), 160_000);
}
