//! The typed papers have the shapes of the samples, so what the house fills in is what the templates read.

use documents::{CertificateData, ExamData, LetterData, ReportData};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::sample;

/// Without nulls and the remark that the people are invented: both mean nothing to a template.
fn bare(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(name, field)| name != "_contoh" && !field.is_null());
            kept.map(|(name, field)| (name, bare(field))).collect()
        }
        Value::Array(items) => items.into_iter().map(|item| if item.is_null() { item } else { bare(item) }).collect(),
        // 9 and 9.0 millimetres are the same.
        Value::Number(number) => number.as_f64().map(Value::from).unwrap(),
        other => other,
    }
}

fn survives<T: Serialize + DeserializeOwned>(name: &str) {
    let data = sample(name);
    let mut typed = serde_json::json!(serde_json::from_value::<T>(data.clone()).unwrap());
    if name == "letter-meja" {
        typed["landscape"] = true.into();
    }
    assert_eq!(bare(typed), bare(data), "{name}");
}

#[test]
fn certificates() {
    for name in ["certificate-03", "certificate-40", "certificate-suspended", "certificate-blanko"] {
        survives::<CertificateData>(name);
    }
}

#[test]
fn letters() {
    let sheets = ["badge", "meja", "slip", "daftar-hadir"];
    for name in ["surat", "surat-tugas", "berita-acara", "berita-acara-pleno", "sk"].into_iter().chain(sheets) {
        survives::<LetterData>(&format!("letter-{name}"));
    }
}

#[test]
fn reports() {
    survives::<ReportData>("report-event");
}

#[test]
fn papers_of_a_written_test() {
    survives::<ExamData>("exam-naskah");
}
