//! Forms from blocks: empty or filled, and what is said when a block has the wrong shape.

use std::collections::BTreeMap;

use documents::{Paper, PaperError, pictures};
use serde_json::{Value, json};

use crate::{PRESS, paper, print, sample, words};

/// The same form before anyone has written on it.
fn emptied(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                match (name.as_str(), &field) {
                    ("mark" | "on", _) => *field = json!(false),
                    ("signature" | "electronic", _) => *field = Value::Null,
                    ("name" | "date" | "met", Value::String(_)) => *field = json!(""),
                    _ => emptied(field),
                }
            }
            if fields.get("kind") == Some(&json!("text")) {
                fields.insert("lines".to_owned(), json!([]));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(emptied),
        _ => {}
    }
}

#[test]
fn an_empty_observation_has_as_many_pages_as_a_filled_one() {
    let filled = sample("form-FR.IA.01");
    let mut empty = filled.clone();
    emptied(&mut empty["blocks"]);
    assert_ne!(empty, filled);
    assert_eq!(print("form", empty).pages, print("form", filled).pages);
}

/// Every form of the house, blank, with what the house proposes, and filled, in both languages. A page more or
/// less is looked at before `form-pages.json` says so; `UPDATE_PAGES=1` writes it anew.
#[test]
fn every_form_has_its_pages() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/form-pages.json");
    let print = |(name, data)| (name, PRESS.render(&Paper::form(data, pictures())).unwrap().pages);
    let pages: BTreeMap<String, usize> = certification::form::samples::papers().map(print).collect();
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(path, serde_json::to_string_pretty(&pages).unwrap() + "\n").unwrap();
    }
    let expected: BTreeMap<String, usize> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(pages, expected);
}

#[test]
fn ticks_read_as_signs() {
    let Some(text) = words(&print("form", sample("form-FR.AK.02"))) else { return };
    assert!(text.contains('☑') && text.contains('☐'));
}

#[test]
fn a_form_of_the_wrong_shape_says_where() {
    let wrong = |place: &str, value: Value| {
        let mut data = sample("form-FR.AK.02");
        *data.pointer_mut(place).unwrap() = value;
        match PRESS.render(&paper("form", data)) {
            Err(PaperError::Shape { at, .. }) => at,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(wrong("/form/code", Value::Null), "form.code");
    assert_eq!(wrong("/printed/date", json!("31-10-2026")), "printed.date");
    assert_eq!(wrong("/blocks/0/kind", json!("poem")), "blocks.0.kind");
    assert_eq!(wrong("/blocks/0/rows/1", json!({})), "blocks.0.rows.1.label");
    assert_eq!(wrong("/blocks/1/sections/0/rows/0/1", json!({ "mark": "yes" })), "blocks.1.sections.0.rows.0.1.mark");
    assert_eq!(wrong("/blocks/6/people/0/electronic/at", json!("today")), "blocks.6.people.0.electronic.at");
}
