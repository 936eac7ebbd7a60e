//! The house's example items.

use rstest::rstest;

use super::*;
use crate::item::*;

#[test]
fn all_example_items_are_taken_without_loss() {
    for (file, count) in [
        (include_bytes!("../../../../../samples/contoh/soal-layanan-dasar.json").as_slice(), 60),
        (include_bytes!("../../../../../samples/contoh/soal-literasi-informasi.json").as_slice(), 40),
    ] {
        let import = json::import(file, &intake()).unwrap();
        assert_eq!(import.items.len(), count);
        assert!(short(&import.report).iter().all(|row| row == "taken"), "{:?}", short(&import.report));
    }
}

#[test]
fn a_line_in_the_stem_is_the_gap() {
    let gaps: Vec<usize> = samples()
        .iter()
        .filter(|item| matches!(item.question.interaction, Interaction::Gaps { .. }))
        .map(|item| item.question.stem.gaps().len())
        .collect();
    assert_eq!(gaps.len(), 4);
    assert!(gaps.iter().all(|count| *count <= 1) && gaps.contains(&1));
}

#[rstest]
#[case(r#"{"id":"X","type":"single","stem":"a","options":[{"id":"A","text":"x","correct":true},{"id":"B","text":"y"}],"key":"A"}"#, "taken")]
#[case(r#"{"id":"X","type":"single","stem":"a","options":[{"id":"A","text":"x","correct":false},{"id":"B","text":"y"}],"key":"A"}"#, "refused: json.key-disagrees")]
#[case(r#"{"id":"X","type":"single","stem":"a","hint":"h","options":[{"id":"A","text":"x"},{"id":"B","text":"y"}],"key":"A"}"#, "loss: loss.field")]
#[case(
    r#"{"id":"X","type":"single","stem":"a","options":[{"id":"A","text":"x"},{"id":"B","text":"y"}]}"#,
    "refused: json.key"
)]
#[case(r#"{"id":"X","type":"essay","stem":"a","max_score":3,"rubric":[{"aspect":"i","max_score":2,"levels":[{"score":0,"description":""},{"score":2,"description":""}]}]}"#, "refused: item.rubric-sum")]
#[case(r#"{"id":"X","type":"drawing","stem":"a"}"#, "refused: json.type")]
#[case(r#"{"type":"single"}"#, "refused: json.item")]
#[case("5", "refused: json.item")]
fn each_item_is_judged_by_itself(#[case] item: &str, #[case] said: &str) {
    let import = json::import(format!("{{\"items\":[{item}]}}").as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), [said]);
}
