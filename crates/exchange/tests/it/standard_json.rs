//! Standards as JSON of other hands: values left out or of another kind, units that come twice, numbers that JSON cannot
//! hold. What can be read is, and what is doubtful is told by its line.

use exchange::{
    standards::{self, Reading},
    workbook::Limits,
};
use rstest::rstest;

use crate::standards::read;

fn rows_left(reading: &Reading) -> Vec<usize> {
    reading.not_understood.iter().map(|n| n.line).collect()
}

const UNIT: &str = r#"{"code": "LD.01", "title": "Menata", "elements": [
  {"no": 1, "title": "Menyiapkan", "criteria": [{"no": "1.1", "text": "Alat disiapkan."}]}]}"#;

#[rstest]
#[case::null(r#""description": null"#)]
#[case::empty(r#""description": """#)]
#[case::more(r#""id": 7, "variables": null, "catatan": ["a"]"#)]
fn what_is_null_is_not_said(#[case] other: &str) {
    let text = UNIT.replacen(r#""title": "Menata""#, &format!(r#""title": "Menata", {other}"#), 1);
    let reading = read(format!("[{text}]").as_bytes());
    assert_eq!(reading.units, read(UNIT.as_bytes()).units);
    assert_eq!(rows_left(&reading), Vec::<usize>::new());
}

#[test]
fn a_second_unit_of_one_code_is_told_and_kept_where_it_says_something_else() {
    let same = read(format!("[{UNIT},\n{UNIT}]").as_bytes());
    assert_eq!((same.units.len(), rows_left(&same)), (1, vec![3]));
    let other = UNIT.replace("Alat disiapkan", "Alat diperiksa");
    let reading = read(format!("{{\"units\": [{UNIT},\n{other}]}}").as_bytes());
    assert_eq!((reading.units.len(), rows_left(&reading)), (2, vec![3]));
    // Schemes share their units.
    let schemes = read(format!("{{\"schemes\": [{{\"units\": [{UNIT}]}}, {{\"units\": [{UNIT}]}}]}}").as_bytes());
    assert_eq!((schemes.units.len(), rows_left(&schemes)), (1, vec![]));
}

#[test]
fn numbers_stay_as_they_are_written() {
    let text = "{\"code\": \"LD.01\", \"title\": \"Menata\", \"elements\": [\n{\"no\": 1, \"title\": \"Menyiapkan\", \"criteria\": [\n\
        {\"no\": 1.1, \"text\": \"Satu.\"},\n{\"no\": 1.10, \"text\": \"Sepuluh.\"},\n{\"no\": \"1.1\", \"text\": \"Lain.\"},\n\
        {\"no\": 2.1, \"text\": \"Asing.\"}]}]}";
    let reading = read(text.as_bytes());
    let criteria: Vec<&str> = reading.units[0].elements[0].criteria.iter().map(|c| c.no.as_str()).collect();
    assert_eq!(criteria, ["1.1", "1.10", "1.1", "2.1"]);
    assert_eq!(rows_left(&reading), [5, 6]);
    let version = UNIT.replace("\"LD.01\"", "2.10");
    assert_eq!(read(version.as_bytes()).units[0].code, "2.10");
}

#[rstest]
#[case::element_without_title(UNIT.replace(r#""title": "Menyiapkan", "#, ""), 2)]
#[case::element_with_no_title(UNIT.replace(r#""Menyiapkan""#, "null"), 2)]
#[case::element_without_criteria(UNIT.replace(r#"{"no": "1.1", "text": "Alat disiapkan."}"#, ""), 2)]
#[case::criterion_without_text(UNIT.replace("Alat disiapkan.", ""), 2)]
#[case::criterion_of_another_kind(UNIT.replace(r#"{"no": "1.1", "text": "Alat disiapkan."}"#, "7"), 2)]
#[case::unit_without_title(UNIT.replace("\"Menata\"", "null"), 1)]
#[case::unit_without_elements("\n\n{\"code\": \"LD.01\", \"title\": \"Menata\"}".to_owned(), 3)]
#[case::title_of_another_kind(UNIT.replace("\"Menyiapkan\"", "[1]"), 2)]
#[case::elements_of_another_kind("{\"code\": \"LD.01\", \"title\": \"Menata\",\n\"elements\": \"1. Menyiapkan\"}".to_owned(), 2)]
fn what_is_missing_is_told(#[case] text: String, #[case] line: usize) {
    let reading = read(text.as_bytes());
    assert_eq!(reading.units[0].code, "LD.01");
    assert_eq!(rows_left(&reading), [line], "{:?}", reading.not_understood);
}

#[test]
fn a_unit_without_a_code_is_told_and_the_others_are_read() {
    let nameless = UNIT.replace("\"code\": \"LD.01\"", "\"id\": 1");
    let reading = read(format!("[{UNIT},\n{nameless}]").as_bytes());
    assert_eq!((reading.units.len(), rows_left(&reading)), (1, vec![3]));
    let mut only = standards::read(format!("[{nameless}]").as_bytes(), &Limits::default()).unwrap();
    assert_eq!((only.units.len(), only.not_understood.remove(0).line), (0, 1));
}

#[rstest]
#[case(r#"{"Kode Unit": "LD.01", "Judul Unit": "Menata", "Elemen Kompetensi": [{"No": "1.", "Elemen": "Menyiapkan", "Kriteria Unjuk Kerja": [{"No": "1.1", "KUK": "Alat disiapkan."}]}]}"#)]
#[case(r#"{"data": {"unit_kompetensi": [{"unit_code": "LD.01", "unitTitle": "Menata", "element": [{"name": "Menyiapkan", "performance_criteria": ["1.1 Alat disiapkan."]}]}]}}"#)]
#[case(r#"{"skkni": "236/2019", "unit": {"kodeUnit": "LD.01", "judulUnit": "Menata", "elemen": {"1": {"judul": "Menyiapkan", "kuk": {"1.1": "Alat disiapkan."}}}}}"#)]
fn keys_may_be_written_in_other_ways(#[case] text: &str) {
    let reading = read(text.as_bytes());
    assert_eq!(reading.units, read(UNIT.as_bytes()).units);
    assert_eq!(rows_left(&reading), Vec::<usize>::new());
}

#[test]
fn units_of_other_units_by_their_code() {
    let text = UNIT.replace("\"code\": \"LD.01\", ", "");
    let reading = read(format!("{{\"LD.01\": {text}}}").as_bytes());
    assert_eq!(reading.units, read(UNIT.as_bytes()).units);
}

#[rstest]
#[case("{}")]
#[case("[]")]
#[case("[1, 2]")]
#[case("{\"nama\": \"Ani\"}")]
#[case("{\"units\": []}")]
fn json_that_is_no_standard_is_refused(#[case] text: &str) {
    let refused = standards::read(text.as_bytes(), &Limits::default()).unwrap_err();
    assert!(["standard.no_unit", "standard.not_a_standard"].contains(&refused.code()), "{}", refused.code());
}
