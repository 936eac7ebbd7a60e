use rstest::rstest;

use super::*;

fn single() -> Item {
    let choice = |id: &str, text: &str| Choice { id: ChoiceId::new(id).unwrap(), content: Content::plain(text) };
    Item {
        id: ItemId::new("LD-001").unwrap(),
        title: String::new(),
        place: Some(Place { unit: "CONTOH.LD.01".into(), element: 1, criterion: "1.1".into() }),
        level: Some(Level::C3),
        enemies: BTreeSet::new(),
        example: true,
        question: Question {
            language: Language::Id,
            stimulus: None,
            stem: Content::plain("Ibu kota Kalimantan Selatan adalah ..."),
            interaction: Interaction::Single {
                options: vec![choice("A", "Banjarbaru"), choice("B", "Martapura")],
                shuffle: true,
            },
            points: 1.into(),
        },
        key: Key {
            answer: Answer::Choice(ChoiceId::letter(0)),
            scoring: Scoring::Whole,
            rationales: [(ChoiceId::letter(1), Content::plain("Sebelum undang-undang itu."))].into(),
            explanation: Content::default(),
        },
    }
}

fn codes(item: &Item) -> Vec<String> {
    check::check(item).into_iter().map(|refusal| refusal.code).collect()
}

#[test]
fn a_whole_item_passes_and_comes_back_from_json_as_it_was() {
    let item = single();
    assert!(codes(&item).is_empty());
    let json = serde_json::to_string(&item).unwrap();
    assert_eq!(serde_json::from_str::<Item>(&json).unwrap(), item);
}

#[test]
fn what_is_sent_and_what_is_logged_tells_no_key() {
    let item = single();
    let sent = serde_json::to_string(&item.question).unwrap();
    assert!(!sent.contains("key") && !sent.contains("Sebelum") && !sent.contains("right"));
    let logged = format!("{item:?}");
    assert!(logged.contains("withheld") && !logged.contains("Sebelum") && !logged.contains("ChoiceId(\"B\")) }"));
}

#[rstest]
#[case("item.empty-stem", |item: &mut Item| item.question.stem = Content::default())]
#[case("item.key-unknown-choice", |item: &mut Item| item.key.answer = Answer::Choice(ChoiceId::letter(7)))]
#[case("item.key-kind", |item: &mut Item| item.key.answer = Answer::Truth(true))]
#[case("item.points", |item: &mut Item| item.question.points = 0.into())]
#[case("item.own-enemy", |item: &mut Item| { item.enemies.insert(item.id.clone()); })]
#[case("item.scoring-kind", |item: &mut Item| item.key.scoring = Scoring::Parts)]
#[case("item.signs", |item: &mut Item| item.question.stem = Content::plain("a\u{7}b"))]
#[case("item.choices-alike", |item: &mut Item| {
    if let Interaction::Single { options, .. } = &mut item.question.interaction {
        options[1].content = options[0].content.clone();
    }
})]
#[case("item.choice-twice", |item: &mut Item| {
    if let Interaction::Single { options, .. } = &mut item.question.interaction { options[1].id = ChoiceId::letter(0) }
})]
fn a_fault_is_named(#[case] code: &str, #[case] spoil: fn(&mut Item)) {
    let mut item = single();
    spoil(&mut item);
    assert!(codes(&item).contains(&code.to_owned()), "{:?}", codes(&item));
}

fn matching(weights: &[(&str, &str, i64)], other: i64) -> Item {
    let choice = |id: &str| Choice { id: ChoiceId::new(id).unwrap(), content: Content::plain(id) };
    let mut item = single();
    let (premises, responses) = (["1", "2"].map(choice).to_vec(), ["A", "B", "C"].map(choice).to_vec());
    item.question.interaction = Interaction::Matching { premises, responses, shuffle: true };
    let id = |id: &str| ChoiceId::new(id).unwrap();
    item.key.answer = Answer::Pairs([(id("1"), id("A")), (id("2"), id("B"))].into());
    item.key.rationales.clear();
    let weights = weights.iter().map(|(premise, response, weight)| ((id(premise), id(response)), (*weight).into()));
    item.key.scoring = Scoring::Pairs(PairWeights::of(weights, other.into()).unwrap());
    item
}

#[rstest]
#[case(&[("1", "A", 1), ("2", "B", 2)], 0, &[])]
#[case(&[("1", "A", 1), ("2", "B", 2), ("1", "C", 1), ("2", "C", -3)], -3, &[])]
#[case(&[("1", "A", 1), ("2", "B", 1)], 0, &["item.weights-alike"])]
#[case(&[("1", "A", 2), ("2", "B", 2)], -2, &["item.weights-alike"])]
#[case(&[("1", "A", 1), ("2", "B", 1), ("2", "C", 2)], 0, &["item.pair-weights"])]
#[case(&[("2", "B", 1)], 0, &["item.pair-weights"])]
#[case(&[("1", "A", 1), ("2", "B", 2), ("2", "C", -4)], 0, &["item.pair-takes-off"])]
#[case(&[("1", "A", 1), ("2", "B", 2)], -4, &["item.pair-takes-off"])]
#[case(&[("1", "A", 1), ("2", "B", 2), ("A", "1", 1)], 0, &["item.key-unknown-choice"])]
fn what_is_right_of_pairs_brings_the_most(
    #[case] weights: &[(&str, &str, i64)],
    #[case] other: i64,
    #[case] faults: &[&str],
) {
    assert_eq!(codes(&matching(weights, other)), faults);
}

#[rstest]
#[case(&["A", "B"], &[("A", 1), ("B", 2)], &[])]
#[case(&["A", "B"], &[("A", 2), ("B", 2)], &["item.weights-alike"])]
#[case(&["A", "B", "C"], &[("A", 1), ("B", 2)], &["item.gap-weights"])]
#[case(&["A", "B"], &[("A", 1), ("C", 2)], &["item.gap-weights"])]
#[case(&["A", "B"], &[("A", 1), ("B", 2), ("C", 2)], &["item.gap-weights"])]
fn every_gap_counts_something(#[case] gaps: &[&str], #[case] weights: &[(&str, i64)], #[case] faults: &[&str]) {
    let id = |id: &str| GapId::new(id).unwrap();
    let gap = |name: &&str| Gap { id: id(name), number: true, unit: String::new() };
    let number = || GapKey::Numbers(vec![NumberKey { value: 1.into(), tolerance: 0.into(), share: 1.into() }]);
    let mut item = single();
    item.key.rationales.clear();
    item.question.interaction = Interaction::Gaps { gaps: gaps.iter().map(gap).collect() };
    item.question.stem = Content(vec![Block::Paragraph(gaps.iter().map(|name| Inline::Gap(id(name))).collect())]);
    item.key.answer = Answer::Gaps(gaps.iter().map(|name| (id(name), number())).collect());
    let weights = weights.iter().map(|(name, weight)| (id(name), (*weight).into()));
    item.key.scoring = Scoring::Gaps(GapWeights::of(weights).unwrap());
    assert_eq!(codes(&item), faults);
    item.question.interaction = single().question.interaction;
    assert!(codes(&item).contains(&"item.scoring-kind".to_owned()));
}

#[test]
fn an_answer_of_another_kind_or_to_an_unknown_option_is_refused() {
    let question = single().question;
    assert!(Response::Choice(ChoiceId::letter(1)).check(&question).is_ok());
    assert_eq!(Response::Choice(ChoiceId::letter(2)).check(&question).unwrap_err().code, "response.unknown-choice");
    assert_eq!(Response::Truth(true).check(&question).unwrap_err().code, "response.kind");
}

#[rstest]
#[case("../etc/passwd")]
#[case("/etc/passwd")]
#[case("https://example.org/a.png")]
#[case("a//b.png")]
#[case("a\\b.png")]
#[case("")]
fn a_file_name_never_leaves_its_folder(#[case] name: &str) {
    assert!(MediaName::new(name).is_err());
}

#[test]
fn a_formula_keeps_what_mathml_knows_and_refuses_the_rest() {
    let math =
        MathMl::parse("<m:math xmlns:m=\"http://www.w3.org/1998/Math/MathML\"> <m:mi> x </m:mi></m:math>").unwrap();
    assert_eq!(math.as_str(), "<math><mi>x</mi></math>");
    assert_eq!(MathMl::parse("<math><script>x</script></math>").unwrap_err().code, "math.element");
    assert_eq!(MathMl::parse("<math><mi onclick=\"x()\">x</mi></math>").unwrap_err().code, "math.attribute");
}

#[test]
fn a_formula_declares_mathml_and_nothing_else() {
    for math in [
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math>",
        "<math xmlns:xlink=\"http://www.w3.org/1999/xlink\"><mi>x</mi></math>",
    ] {
        assert_eq!(MathMl::parse(math).unwrap().as_str(), "<math><mi>x</mi></math>");
    }
    for math in [
        "<math xmlns=\"https://example.org/other\"><mi>x</mi></math>",
        "<o:math xmlns:o=\"https://example.org/other\"><mi>x</mi></o:math>",
        "<math xmlns=\"\"><mi>x</mi></math>",
    ] {
        assert_eq!(MathMl::parse(math).unwrap_err().code, "math.attribute");
    }
}

#[test]
fn a_formula_keeps_how_it_is_said() {
    let math = MathMl::parse("<math display=\"block\" alttext=\" x  &quot;kuadrat&quot; \"><mi>x</mi></math>").unwrap();
    assert_eq!(math.reading().as_deref(), Some("x \"kuadrat\""));
    assert_eq!(math.words(), "x");
    assert!(math.labelled().contains("aria-label=\"x &quot;kuadrat&quot;\""));
    let json = serde_json::to_string(&math).unwrap();
    assert_eq!(serde_json::from_str::<MathMl>(&json).unwrap(), math);
    let plain = MathMl::parse("<math alttext=\" \"><mi>x</mi></math>").unwrap();
    assert_eq!((plain.reading(), plain.labelled().as_str()), (None, "<math><mi>x</mi></math>"));
}

#[rstest]
#[case(Point { x: 5, y: 5 }, true)]
#[case(Point { x: 0, y: 3 }, true)]
#[case(Point { x: 9, y: 9 }, false)]
#[case(Point { x: 10, y: 0 }, true)]
fn a_polygon_holds_its_inside_and_its_border(#[case] point: Point, #[case] holds: bool) {
    let triangle = Shape::Polygon(vec![Point { x: 0, y: 0 }, Point { x: 10, y: 0 }, Point { x: 0, y: 10 }]);
    assert_eq!(triangle.holds(point), holds);
}
