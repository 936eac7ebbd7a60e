//! The room's tests, in one binary: the samples of the house equal what is expected of them.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its own sample has failed")]

use std::path::PathBuf;

use exchange::{
    assessors, institutions,
    participants::{self, Context},
    table::Corrections,
    workbook::Limits,
};
use jiff::civil::Date;
use serde_json::Value;

fn sample(path: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(path)).unwrap()
}

fn expected(path: &str) -> Value {
    serde_json::from_slice(&sample(path)).unwrap()
}

/// Compares row by row, so that a failure names the row.
fn assert_rows_equal(got: &Value, expected: &Value) {
    let (got, expected) = (got.as_array().unwrap(), expected.as_array().unwrap());
    for (got, expected) in got.iter().zip(expected) {
        assert_eq!(serde_json::to_string_pretty(got).unwrap(), serde_json::to_string_pretty(expected).unwrap());
    }
    assert_eq!(got.len(), expected.len());
}

const FIRST_DAY: Date = Date::constant(2025, 10, 30);

#[test]
fn the_kalsel_workbook_is_understood_as_expected() {
    let bytes = sample("kalsel-2025/peserta.xlsx");
    let reading =
        participants::read(&bytes, &Limits::default(), &Corrections::default(), &Context::on(FIRST_DAY)).unwrap();
    let got = serde_json::to_value(reading.participants()).unwrap();
    assert_rows_equal(&got, &expected("kalsel-2025/peserta.expected.json"));
    assert_eq!(reading.home.as_deref(), Some("63"));
    assert_eq!((reading.skipped.titles, reading.skipped.blank), (3, 2));
    assert_eq!(reading.skipped.sheets, ["Rekap"]);
}

#[test]
fn the_assessors_workbook_is_understood_as_expected() {
    let bytes = sample("kalsel-2025/asesor.xlsx");
    let known = institutions::Known::default();
    let reading = assessors::read(&bytes, &Limits::default(), &Corrections::default(), Some("63"), &known).unwrap();
    let got: Vec<_> = reading.rows.iter().map(|r| &r.assessor).collect();
    assert_rows_equal(&serde_json::to_value(got).unwrap(), &expected("kalsel-2025/asesor.expected.json"));
    assert!(reading.rows.iter().all(|r| r.issues.is_empty()));
}
