//! The house's example items.

use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;

use super::{items, *};
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
#[case(r#"{"type":"single"}"#, "refused: json.field-missing")]
#[case("5", "refused: json.item")]
fn each_item_is_judged_by_itself(#[case] item: &str, #[case] said: &str) {
    let import = json::import(format!("{{\"items\":[{item}]}}").as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), [said]);
}

fn bytes(file: &str) -> Vec<u8> {
    file.as_bytes().to_vec()
}

fn named(stimulus: &str) -> StimulusId {
    StimulusId::new(stimulus).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..a_quarter() })]

    /// Every kind, all formatted content, what items share, enemies and files: nothing is lost, nothing is changed.
    #[test]
    fn the_own_form_carries_everything_exactly(
        mut items in proptest::collection::vec(items::item(), 1..5),
        content in items::content(),
        english in any::<bool>(),
        pictures in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let stimulus = Stimulus {
            id: named("BAHAN-1"),
            language: if english { Language::En } else { Language::Id },
            title: "Kartu katalog".into(),
            content,
        };
        for (index, item) in items.iter_mut().enumerate() {
            item.id = ItemId::new(format!("LD-{index}")).unwrap();
            item.question.stimulus = (index % 2 == 0).then(|| stimulus.id.clone());
            item.enemies.insert(ItemId::new(format!("LD-{}", index + 1)).unwrap());
        }
        let shown = items.iter().flat_map(Item::media).chain(stimulus.content.media());
        let files: Files = shown.map(|name| (name.clone(), pictures.clone())).collect();
        let stimuli = vec![stimulus];
        let export = json::export(&items, &stimuli, &files).unwrap();
        prop_assert!(short(&export.report).iter().all(|row| row == "taken"), "{:?}", short(&export.report));
        let back = json::import(&export.bytes, &intake()).unwrap();
        prop_assert!(short(&back.report).iter().all(|row| row == "taken"), "{:?}", short(&back.report));
        prop_assert_eq!((&back.items, &back.stimuli, &back.files), (&items, &stimuli, &files));
        prop_assert_eq!(json::export(&back.items, &back.stimuli, &back.files).unwrap().bytes, export.bytes);
    }
}

#[test]
fn what_only_the_own_form_knows_comes_back_as_it_was() {
    // Gaps with two accepted numbers and shares, weights under nothing, texts marked by people.
    let mut item = samples().into_iter().find(|item| item.question.interaction.kind() == "single").unwrap();
    let Interaction::Single { options, .. } = &item.question.interaction else { unreachable!() };
    let weights = options.iter().map(|option| (option.id.clone(), Decimal::new(-25, 2))).collect();
    let Answer::Choice(right) = item.key.answer.clone() else { unreachable!() };
    item.key.scoring = Scoring::Weights(weights);
    if let Scoring::Weights(weights) = &mut item.key.scoring {
        weights.insert(right, Decimal::ONE);
    }
    let gap = GapId::letter(0);
    let mut gaps = item.clone();
    gaps.id = ItemId::new("ISIAN").unwrap();
    gaps.question.interaction =
        Interaction::Gaps { gaps: vec![Gap { id: gap.clone(), number: true, unit: "hari".into() }] };
    let number = |value: i64, share: Decimal| NumberKey { value: value.into(), tolerance: Decimal::new(50, 2), share };
    let numbers = vec![number(14, Decimal::ONE), number(7, Decimal::new(5, 1))];
    gaps.key = Key {
        answer: Answer::Gaps([(gap, GapKey::Numbers(numbers))].into()),
        scoring: Scoring::Whole,
        rationales: Default::default(),
        explanation: Content::default(),
    };
    let items = vec![item, gaps];
    let export = json::export(&items, &[], &Files::new()).unwrap();
    assert_eq!(short(&export.report), ["taken", "taken"]);
    assert_eq!(json::import(&export.bytes, &intake()).unwrap().items, items);
}

#[rstest]
#[case(r#"{"format":"kompeten-items","version":2,"items":[]}"#)]
#[case(r#"{"format":"kompeten-items","items":[]}"#)]
#[case(r#"{"format":"other","version":1,"items":[]}"#)]
#[case(r#"{"version":1,"items":[]}"#)]
fn a_form_or_version_that_is_not_known_is_refused(#[case] file: &str) {
    assert_eq!(json::import(file.as_bytes(), &intake()).unwrap_err().code, "json.version");
}

#[test]
fn what_the_own_form_does_not_know_is_told() {
    let mut item = samples().remove(0);
    item.question.stimulus = Some(named("BAHAN-1"));
    let content = Content::plain("Teks");
    let stimulus = Stimulus { id: named("BAHAN-1"), language: Language::Id, title: String::new(), content };
    let export = json::export(std::slice::from_ref(&item), std::slice::from_ref(&stimulus), &Files::new()).unwrap();
    let whole = String::from_utf8(export.bytes).unwrap();
    let said = |from: &str, to: &str| {
        assert!(whole.contains(from), "{whole}");
        short(&json::import(&bytes(&whole.replacen(from, to, 1)), &intake()).unwrap().report)
    };
    assert_eq!(said("{\"id\"", "{\"colour\":\"red\",\"id\""), ["loss: loss.field"]);
    assert_eq!(said("{\"id\"", "{\"colour\":\"\",\"id\""), ["taken"]);
    assert_eq!(said("\"stem\":", "\"stems\":"), ["refused: json.field-missing"]);
    assert_eq!(said("\"kind\":\"single\"", "\"kind\":\"drawing\""), ["refused: json.word"]);
    assert_eq!(said("\"files\":{", "\"files\":{\"../a.png\":\"\""), ["refused: json.file", "taken"]);
    assert_eq!(said("\"files\":{", "\"files\":{\"a.png\":\"AAAA\""), ["refused: loss.file-unused", "taken"]);
    assert_eq!(said("\"files\":{", "\"more\":1,\"files\":{"), ["refused: json.part", "taken"]);
    assert_eq!(said("\"stimuli\":[", "\"stimuli\":[{},"), ["refused: json.field-missing", "taken"]);
    let shared = serde_json::to_string(&stimulus).unwrap();
    assert_eq!(said(&shared, &format!("{shared},{shared}")), ["refused: format.stimulus-twice", "taken"]);
    assert_eq!(said(&shared, ""), ["loss: loss.stimulus"]);
    // An export without what an item shares says so.
    let alone = json::export(std::slice::from_ref(&item), &[], &Files::new()).unwrap();
    assert_eq!(short(&alone.report), ["loss: loss.stimulus"]);
}
