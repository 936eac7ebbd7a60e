//! The samples of the house equal what is expected of them.

use exchange::{
    assessors, institutions,
    participants::{self, Context},
    standards,
    table::Corrections,
    workbook::Limits,
};
use serde_json::Value;

use crate::{FIRST_DAY, expected, sample};

/// Compares row by row, so that a failure names the row.
pub fn assert_rows_equal(got: &Value, expected: &Value) {
    let (got, expected) = (got.as_array().unwrap(), expected.as_array().unwrap());
    for (got, expected) in got.iter().zip(expected) {
        assert_eq!(serde_json::to_string_pretty(got).unwrap(), serde_json::to_string_pretty(expected).unwrap());
    }
    assert_eq!(got.len(), expected.len());
}

#[test]
fn the_kalsel_workbook_is_understood_as_expected() {
    let bytes = sample("kalsel-2025/peserta.xlsx");
    let reading =
        participants::read(&bytes, &Limits::default(), &Corrections::default(), &Context::on(FIRST_DAY)).unwrap();
    let got = serde_json::to_value(reading.participants()).unwrap();
    assert_rows_equal(&got, &expected("kalsel-2025/peserta.expected.json"));
    assert_eq!(reading.home.as_deref(), Some("63"));
    assert_eq!((reading.sheets[0].skipped.titles, reading.sheets[0].skipped.blank), (3, 2));
    assert_eq!(reading.left.iter().map(|l| l.name.as_str()).collect::<Vec<_>>(), ["Rekap"]);
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

/// Compares as the sample says: white space collapsed, a final full stop ignored.
fn normalised(value: &Value) -> Value {
    match value {
        Value::String(text) => {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            Value::String(text.trim_end_matches('.').to_owned())
        }
        Value::Array(list) => list.iter().map(normalised).collect(),
        Value::Object(object) => object.iter().map(|(k, v)| (k.clone(), normalised(v))).collect(),
        other => other.clone(),
    }
}

#[test]
fn the_example_standard_is_read_as_expected() {
    let reading = standards::read(&sample("contoh/standar-contoh.txt"), &Limits::default()).unwrap();
    let expected = expected("contoh/standar-contoh.expected.json");
    let got = serde_json::to_value(&reading.units).unwrap();
    assert_rows_equal(&normalised(&got), &normalised(expected.get("units").unwrap()));
    assert_eq!(reading.not_understood, []);
}

#[test]
fn the_unit_of_the_decree_is_read() {
    let reading = standards::read(&sample("decree-unit.txt"), &Limits::default()).unwrap();
    let [unit] = reading.units.as_slice() else { panic!("one unit") };
    assert_eq!((unit.code.as_str(), unit.title.as_str()), ("R.91PRP02.021.1", "Membuat Tajuk Kendali Subjek"));
    assert!(
        unit.description.starts_with("Unit kompetensi ini berhubungan") && unit.description.ends_with("tajuk kendali.")
    );
    let titles: Vec<_> = unit.elements.iter().map(|e| (e.no, e.title.as_str())).collect();
    assert_eq!(
        titles,
        [(1, "Menyiapkan pembuatan tajuk kendali"), (2, "Menyusun istilah subjek sebagai bentuk tajuk kendali")]
    );
    let numbers: Vec<_> = unit.elements.iter().flat_map(|e| e.criteria.iter().map(|c| c.no.as_str())).collect();
    assert_eq!(numbers, ["1.1", "1.2", "1.3", "2.1", "2.2"]);
    assert_eq!(reading.not_understood, []);
    let skipped = reading.lines.iter().filter(|l| l.remarks.contains(&standards::Remark::NumberSkipped));
    assert_eq!(skipped.map(|l| l.text.get(..3).unwrap().to_owned()).collect::<Vec<_>>(), ["1.4"]);
}
