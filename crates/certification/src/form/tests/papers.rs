//! Papers: the data of every form, blank, proposed and filled, in both languages.

use serde_json::Value;

use crate::form::{Answers, Definition, Engine, Locale, Mode, Role, catalogue, field::Kind, samples};

/// Walks every block and checks that it is one the template knows, with tables that add up.
fn check(paper: &Value, at: &str) {
    for block in paper["blocks"].as_array().unwrap() {
        let kind = block["kind"].as_str().unwrap();
        assert!(["note", "identity", "table", "choice", "text", "signatures"].contains(&kind), "{at}: {kind}");
        match kind {
            "table" => check_table(block, at),
            "identity" => assert!(block["rows"].as_array().unwrap().iter().all(|r| r["label"].is_string()), "{at}"),
            "choice" => assert!(!block["options"].as_array().unwrap().is_empty(), "{at}"),
            _ => {}
        }
    }
}

fn span(cell: &Value, what: &str) -> usize {
    cell.get(what).and_then(Value::as_u64).map_or(1, |n| usize::try_from(n).unwrap())
}

/// Every row covers every column once, with what spans down from rows above.
fn check_rows(rows: &[Value], width: usize, at: &str) {
    let mut down = vec![0usize; width];
    for row in rows {
        let mut column = 0;
        let mut next: Vec<usize> = down.iter().map(|n| n.saturating_sub(1)).collect();
        for cell in row.as_array().unwrap() {
            while down.get(column).is_some_and(|n| *n > 0) {
                column += 1;
            }
            for _ in 0..span(cell, "colspan") {
                assert!(column < width && down[column] == 0, "{at}: too wide: {row}");
                next[column] = span(cell, "rowspan") - 1;
                column += 1;
            }
        }
        assert!(down[column..].iter().all(|n| *n > 0), "{at}: too narrow: {row}");
        down = next;
    }
    assert!(down.iter().all(|n| *n == 0), "{at}: a span runs past its rows");
}

fn check_table(block: &Value, at: &str) {
    let width = block["columns"].as_array().unwrap().len();
    check_rows(block["header"].as_array().unwrap(), width, at);
    for section in block["sections"].as_array().unwrap() {
        if let Some(head) = section.get("head") {
            check_rows(head.as_array().unwrap(), width, at);
        }
        check_rows(section["rows"].as_array().unwrap(), width, at);
    }
}

fn ticks(paper: &Value) -> usize {
    paper.to_string().matches("\"mark\":true").count() + paper.to_string().matches("\"on\":true").count()
}

/// Whether anything of it is ticked.
fn has_boxes(definition: &Definition) -> bool {
    let boxes = |kind: &Kind| {
        matches!(kind, Kind::Choice { .. } | Kind::Multi { .. } | Kind::YesNo | Kind::Consent(_) | Kind::Declaration)
            || matches!(kind, Kind::Alternative)
    };
    definition.fields().any(|(_, field)| match &field.kind {
        Kind::Table(table) => table.inputs().any(|column| boxes(&column.kind)),
        kind => boxes(kind),
    })
}

#[test]
fn every_form_prints_blank_proposed_and_filled_in_both_languages() {
    let papers: Vec<(String, Value)> = samples::papers().collect();
    assert_eq!(papers.len(), catalogue::all().len() * 6);
    for three in papers.chunks(3) {
        let [(at, blank), (_, proposed), (_, filled)] = three else { panic!("three states") };
        for paper in [blank, proposed, filled] {
            check(paper, at);
            let size = paper.to_string().len();
            assert!((800..80_000).contains(&size), "{at}: {size} bytes");
        }
        let definition = catalogue::current(blank["form"]["code"].as_str().unwrap()).unwrap();
        assert!(ticks(filled) > ticks(blank) || !has_boxes(definition), "{at}");
        assert_ne!(filled, proposed, "{at}");
        assert!(!blank.to_string().contains("Syarwani"), "{at}: a blank form names nobody");
    }
}

#[test]
fn an_empty_observation_form_has_the_boxes_of_a_filled_one() {
    let paper = |state: &str| samples::papers().find(|(name, _)| name == &format!("FR.IA.01-{state}-id")).unwrap().1;
    let boxes = |paper: &Value| paper.to_string().matches("\"mark\":").count();
    assert_eq!(boxes(&paper("blank")), boxes(&paper("filled")));
}

#[test]
fn keys_are_seen_by_the_assessor_alone_and_never_printed() {
    let sample = samples::all().into_iter().find(|s| s.definition.code == "FR.IA.05C").unwrap();
    let key = &sample.context.items["FR.IA.05C"][0].answer;
    assert!(!key.is_empty());
    let page = |role| {
        format!("{:?}", Engine::view(sample.definition, &sample.context, &sample.answers, role, Locale::Id, &[]))
    };
    assert!(page(Role::Assessor).contains(key));
    assert!(!page(Role::Candidate).contains(key));
    assert!(!page(Role::Reader).contains(key));
    let paper = Engine::paper(sample.definition, &sample.context, Some(&sample.answers), &[], Locale::Id);
    assert!(!paper.to_string().contains(key));
}

#[test]
fn the_paper_of_apl02_is_that_of_the_design() {
    let sample = samples::all().into_iter().find(|s| s.definition.code == "FR.APL.02").unwrap();
    let paper =
        Engine::paper(sample.definition, &sample.context, Some(&sample.answers), &sample.signatures, Locale::Id);
    let kinds: Vec<&str> = paper["blocks"].as_array().unwrap().iter().map(|b| b["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["identity", "note", "table", "choice", "choice", "text", "signatures"]);
    let identity = paper["blocks"][0]["rows"].as_array().unwrap();
    assert_eq!(identity[0]["choices"][2]["on"], true);
    assert_eq!(identity[0]["choices"][0]["struck"], true);
    let row = &paper["blocks"][2]["sections"][0]["rows"][0];
    assert_eq!(row[0]["t"], "1");
    assert!(row[1]["lead"].as_str().unwrap().starts_with("Elemen: "));
    assert_eq!((&row[2]["mark"], &row[3]["mark"]), (&Value::Bool(true), &Value::Bool(false)));
    assert!(row[4].as_str().unwrap().starts_with("B-0"));
    assert_eq!(paper["form"]["title"]["id"], "Asesmen Mandiri");
    assert_eq!(paper["lang"], "id");
}

#[test]
fn the_mode_of_a_signature_its_witness_a_refusal_and_a_void_one_are_printed() {
    let sample = samples::all().into_iter().find(|s| s.definition.code == "FR.APL.02").unwrap();
    let mut marks = sample.signatures.clone();
    let mut old = marks[0].clone();
    old.void = true;
    marks.insert(0, old);
    let print = |marks: &[crate::form::SignatureMark]| {
        let paper = Engine::paper(sample.definition, &sample.context, Some(&sample.answers), marks, Locale::Id);
        paper["blocks"].as_array().unwrap().last().unwrap()["people"].clone()
    };
    let people = print(&marks);
    let note = people[0]["note"].as_str().unwrap();
    assert!(note.contains("batal karena isi berubah") && note.contains("disaksikan Gusti Rahmadi"), "{note}");
    assert_eq!(people[1]["electronic"]["time"], "11.31 WITA");
    assert_eq!(people[1]["met"], "MET.000.004821 2021");
    marks[1].refused = true;
    marks[1].reason = Some("Tidak setuju dengan hasil".to_owned());
    marks[1].mode = Some(Mode::Session);
    let people = print(&marks);
    assert!(people[0]["note"].as_str().unwrap().contains("Menolak menandatangani, 31 Oktober 2025: Tidak setuju"));
    assert!(people[0].get("signature").is_none() && people[0].get("electronic").is_none());
}

#[test]
fn an_empty_text_leaves_lines_for_a_pen() {
    let definition = catalogue::current("FR.APL.02").unwrap();
    let paper = Engine::paper(definition, &samples::blank(), Some(&Answers::new()), &[], Locale::Id);
    let text = paper["blocks"].as_array().unwrap().iter().find(|b| b["kind"] == "text").unwrap();
    assert_eq!(text["min_lines"], 2);
}
