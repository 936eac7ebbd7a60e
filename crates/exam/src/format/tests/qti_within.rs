//! Answers that stand within a text of QTI, sliders, orders with bounds, and what a body tells of how it is shown.

use rstest::rstest;
use rust_decimal::Decimal;

use super::{
    qti_others::{choice, item, mapping, response, said, template},
    *,
};
use crate::item::*;

fn hot(attributes: &str, text: &str) -> String {
    format!(r#"<hottextInteraction responseIdentifier="RESPONSE" {attributes}>{text}</hottextInteraction>"#)
}

const SENTENCE: &str = r#"<prompt>Mana yang keliru?</prompt><p>Buku <hottext identifier="A">itu</hottext> di <strong><hottext identifier="B">dalam <em>rak</em></hottext></strong> saja.</p>"#;

#[rstest]
#[case("single", "maxChoices=\"1\"", &["B"])]
#[case("single", "", &["B"])]
#[case("multiple", "maxChoices=\"0\"", &["A", "B"])]
fn words_of_a_text_become_options(#[case] cardinality: &str, #[case] attributes: &str, #[case] right: &[&str]) {
    let declared = response(cardinality, "identifier", right, "");
    let import = item("", &declared, &hot(attributes, SENTENCE), &template("match_correct"));
    assert_eq!(said(&import), "loss: loss.hot-text");
    let item = &import.items[0];
    assert_eq!(item.question.stem.words(), "Mana yang keliru?\nBuku itu di dalam rak saja.");
    let text = |text: &str| Inline::Text(text.to_owned());
    let words = vec![text("dalam "), Inline::Emphasis(vec![text("rak")])];
    let Some(Block::Paragraph(line)) = item.question.stem.0.get(1) else { panic!("no sentence") };
    assert_eq!(line[1], Inline::Underline(vec![text("itu")]));
    assert_eq!(line[3], Inline::Strong(vec![Inline::Underline(words.clone())]));
    let (Interaction::Single { options, .. } | Interaction::Multiple { options, .. }) = &item.question.interaction
    else {
        panic!("no options")
    };
    assert_eq!(options[1].content, Content(vec![Block::Paragraph(words)]));
    match &item.key.answer {
        Answer::Choice(id) => assert_eq!(id.as_str(), right[0]),
        Answer::Choices(ids) => assert_eq!(ids.len(), right.len()),
        other => panic!("{other:?}"),
    }
}

/// Options that read the same could not be told apart.
#[test]
fn words_that_stand_twice_are_numbered_in_the_text_and_below() {
    let text = r#"<p><hottext identifier="A">dan</hottext> atau <hottext identifier="B">dan</hottext></p>"#;
    let import = item("", &response("single", "identifier", &["B"], ""), &hot("", text), &template("match_correct"));
    assert_eq!(import.items[0].question.stem.words(), "dan (1) atau dan (2)");
    let Interaction::Single { options, .. } = &import.items[0].question.interaction else { panic!("no options") };
    assert_eq!(options[1].content.words(), "dan (2)");
}

fn gap_match(texts: &str) -> String {
    format!(
        r#"<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Isilah.</prompt><gapText identifier="R" matchMax="1">rak</gapText><gapImg identifier="K" matchMax="1"><object type="image/png" data="k.png">katalog</object></gapImg><gapText identifier="M" matchMax="1">meja</gapText>{texts}</gapMatchInteraction>"#
    )
}

const TWO: &str = r#"<blockquote><p>Cari di <gap identifier="G1"/>, ambil di <gap identifier="G2"/>.</p></blockquote>"#;

#[test]
fn texts_for_gaps_become_pairs() {
    let equal = mapping("defaultValue=\"0\"", &[("K G1", "2"), ("R G2", "2")]);
    let cases = [
        (response("multiple", "directedPair", &["K G1", "R G2"], ""), "match_correct", Scoring::Whole, 1),
        (response("multiple", "directedPair", &["K G1", "R G2"], &equal), "map_response", Scoring::Parts, 4),
    ];
    for (declared, rules, scoring, points) in cases {
        let import = item("", &declared, &gap_match(TWO), &template(rules));
        // Each text could be used once; here it may be used again.
        assert_eq!(said(&import), "loss: loss.gap-match loss.attribute loss.file-missing");
        let item = &import.items[0];
        assert_eq!(item.question.stem.words(), "Isilah.\nCari di (1) _____, ambil di (2) _____.");
        let id = |text: &str| ChoiceId::new(text).unwrap();
        assert_eq!(item.key.answer, Answer::Pairs([(id("G1"), id("K")), (id("G2"), id("R"))].into()));
        assert_eq!((&item.key.scoring, item.question.points), (&scoring, Decimal::from(points)));
        let Interaction::Matching { premises, responses, shuffle: true } = &item.question.interaction else {
            panic!("no pairs")
        };
        assert_eq!(premises[1].content.words(), "(2)");
        assert_eq!(responses.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["R", "K", "M"]);
    }
}

#[rstest]
#[case(&["K G1"], "", "match_correct", "refused: item.key-incomplete")]
#[case(&["K G1", "R G1"], "", "match_correct", "refused: qti.match-many")]
#[case(&["G1 K", "G2 R"], "", "match_correct", "refused: item.key-incomplete item.key-unknown-choice")]
#[case(&[], "", "match_correct", "refused: qti.no-key")]
#[case(&["K G2", "R G1"], "2", "map_response", "refused: qti.key-disagrees")]
fn gaps_that_are_not_one_set_of_pairs_are_refused(
    #[case] right: &[&str],
    #[case] second: &str,
    #[case] rules: &str,
    #[case] outcome: &str,
) {
    let map = match second {
        "" => String::new(),
        second => mapping("defaultValue=\"0\"", &[("K G1", "1"), ("R G2", second)]),
    };
    let import = item("", &response("multiple", "directedPair", right, &map), &gap_match(TWO), &template(rules));
    assert_eq!(said(&import), outcome);
}

/// Two lists in a sentence, the second with other names and in another order.
fn two_lists(second: &str) -> String {
    let list = |response: &str, options: &str| {
        format!(
            r#"<inlineChoiceInteraction responseIdentifier="{response}" shuffle="true">{options}</inlineChoiceInteraction>"#
        )
    };
    let one = r#"<inlineChoice identifier="A">rak</inlineChoice><inlineChoice identifier="B">meja</inlineChoice>"#;
    format!("<p>Buku di {}, kartu di {}.</p>", list("R1", one), list("R2", second))
}

#[rstest]
#[case(true, "loss: loss.gap-match", 2)]
#[case(false, "loss: loss.gap-match", 3)]
fn several_lists_that_are_one_become_pairs(#[case] each: bool, #[case] outcome: &str, #[case] points: u32) {
    let same = r#"<inlineChoice identifier="M">meja</inlineChoice><inlineChoice identifier="R">rak</inlineChoice>"#;
    let declared = |name: &str, right: &str| response("single", "identifier", &[right], "").replace("RESPONSE", name);
    let declared = format!("{}{}", declared("R1", "A"), declared("R2", "M"));
    let right = |name: &str| format!(r#"<match><variable identifier="{name}"/><correct identifier="{name}"/></match>"#);
    let gain = |asked: &str, points: u32| {
        format!(
            r#"<responseCondition><responseIf>{asked}<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/><baseValue baseType="float">{points}</baseValue></sum></setOutcomeValue></responseIf></responseCondition>"#
        )
    };
    let rules = match each {
        true => format!("{}{}", gain(&right("R1"), 1), gain(&right("R2"), 1)),
        false => gain(&format!("<and>{}{}</and>", right("R1"), right("R2")), 3),
    };
    let rules = format!("<responseProcessing>{rules}</responseProcessing>");
    let import = item("", &declared, &two_lists(same), &rules);
    assert_eq!(said(&import), outcome);
    let taken = &import.items[0];
    assert_eq!(taken.question.stem.words(), "Buku di (1) _____, kartu di (2) _____.");
    let id = |text: &str| ChoiceId::new(text).unwrap();
    assert_eq!(taken.key.answer, Answer::Pairs([(id("1"), id("A")), (id("2"), id("B"))].into()));
    let scoring = if each { Scoring::Parts } else { Scoring::Whole };
    assert_eq!((&taken.key.scoring, taken.question.points), (&scoring, points.into()));
    // Another list, or a list that nobody scores, is another item.
    let more = format!(r#"{same}<inlineChoice identifier="L">lemari</inlineChoice>"#);
    assert_eq!(said(&item("", &declared, &two_lists(&more), &rules)), "refused: qti.several-interactions");
    let half = format!("<responseProcessing>{}</responseProcessing>", gain(&right("R1"), 1));
    assert_eq!(said(&item("", &declared, &two_lists(same), &half)), "refused: qti.processing");
}

#[test]
fn a_slider_becomes_a_number_whose_bounds_are_told() {
    let slider = r#"<sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="100" step="10"><prompt>Berapa persen?</prompt></sliderInteraction>"#;
    let import = item("", &response("single", "integer", &["70"], ""), slider, &template("match_correct"));
    let Outcome::TakenWithLoss { losses, .. } = &import.report[0].outcome else { panic!("{:?}", import.report) };
    assert_eq!(losses, &[Refusal::new("loss.slider").with("low", 0).with("high", 100).with("step", 10)]);
    let Answer::Gaps(keys) = &import.items[0].key.answer else { panic!("no gap") };
    let number = NumberKey { value: 70.into(), tolerance: Decimal::ZERO, share: Decimal::ONE };
    assert_eq!(keys.values().collect::<Vec<_>>(), [&GapKey::Numbers(vec![number])]);
    let import = item("", &response("single", "integer", &["70"], ""), slider, &template("map_response"));
    assert_eq!(said(&import), "refused: qti.mapping");
}

#[rstest]
#[case("minChoices=\"0\" maxChoices=\"0\"", &["C", "A", "B"], "taken")]
#[case("minChoices=\"2\" maxChoices=\"3\"", &["C", "A", "B"], "taken")]
#[case("maxChoices=\"2\"", &["C", "A"], "refused: qti.partial-order")]
#[case("minChoices=\"1\" maxChoices=\"3\"", &["C", "A"], "refused: qti.partial-order")]
fn an_order_of_all_steps_is_one_whatever_may_be_left_out(
    #[case] bounds: &str,
    #[case] right: &[&str],
    #[case] outcome: &str,
) {
    let body = choice(bounds).replace("choiceInteraction", "orderInteraction");
    let import = item("", &response("ordered", "identifier", right, ""), &body, &template("match_correct"));
    assert_eq!(said(&import), outcome);
}

#[rstest]
#[case("base=\"16\"", "integer", "refused: qti.radix")]
#[case("base=\"10\"", "integer", "taken")]
#[case("base=\"16\"", "string", "taken")]
fn a_number_in_another_base_is_not_the_number_told(#[case] base: &str, #[case] kind: &str, #[case] outcome: &str) {
    let body = format!(r#"<p>Berapa? <textEntryInteraction responseIdentifier="RESPONSE" {base}/></p>"#);
    let import = item("", &response("single", kind, &["26"], ""), &body, &template("match_correct"));
    assert_eq!(said(&import), outcome);
}

#[rstest]
#[case(&[("A", "1"), ("A", "3")], "refused: qti.twice")]
#[case(&[("A", "1"), ("Z", "3")], "refused: item.key-unknown-choice")]
#[case(&[("A", "1"), ("Z", "0")], "taken")]
fn a_mapping_that_contradicts_itself_or_the_options_is_refused(
    #[case] entries: &[(&str, &str)],
    #[case] outcome: &str,
) {
    let declared = response("multiple", "identifier", &[], &mapping("defaultValue=\"0\"", entries));
    let import = item("", &declared, &choice("maxChoices=\"0\""), &template("map_response"));
    assert_eq!(said(&import), outcome);
}

#[test]
fn text_that_runs_the_other_way_is_told_wherever_that_stands() {
    let declared = response("single", "identifier", &["B"], "");
    let plain = choice("maxChoices=\"1\"");
    let bodies = [
        plain.replacen("<prompt>", "<prompt dir=\"rtl\">", 1),
        plain.replacen("<simpleChoice ", "<simpleChoice dir=\"rtl\" ", 1),
        format!("<rubricBlock view=\"candidate\" dir=\"rtl\"><p>Pilih satu.</p></rubricBlock>{plain}"),
    ];
    for body in bodies {
        assert_eq!(said(&item("", &declared, &body, &template("match_correct"))), "loss: loss.attribute", "{body}");
    }
    let whole = format!(
        r#"<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="I1" title="T">{declared}<itemBody dir="rtl">{plain}</itemBody>{}</assessmentItem>"#,
        template("match_correct")
    );
    assert_eq!(said(&qti::import_item(whole.as_bytes(), &intake()).unwrap()), "loss: loss.attribute");
}

#[test]
fn what_is_shown_differently_elsewhere_does_not_change_the_question() {
    let declared = response("single", "identifier", &["B"], "");
    let read = |before: &str| {
        let body = format!("{before}{}", choice("maxChoices=\"1\""));
        let import = item("", &declared, &body, &template("match_correct"));
        (said(&import), import.items[0].question.stem.clone())
    };
    // A foot that stands before the rows is shown below them.
    let table = "<table><thead><tr><th>Bulan</th></tr></thead><tfoot><tr><td>Jumlah</td></tr></tfoot><tbody><tr><td>Mei</td></tr></tbody></table>";
    let (outcome, stem) = read(table);
    let Block::Table(table) = &stem.0[0] else { panic!("no table") };
    let rows: Vec<String> = table.rows.iter().flatten().map(Content::words).collect();
    assert_eq!((outcome.as_str(), rows), ("taken", vec!["Mei".to_owned(), "Jumlah".to_owned()]));
    let first = |before: &str| {
        let (outcome, stem) = read(before);
        (outcome, stem.words().lines().next().unwrap_or_default().to_owned())
    };
    let told = |outcome: &str, words: &str| (outcome.to_owned(), words.to_owned());
    assert_eq!(
        first("<p><ruby>真<rp>(</rp><rt>まこと</rt><rp>)</rp></ruby> Siapa?</p>"),
        told("loss: loss.element loss.element", "真(まこと) Siapa?")
    );
    assert_eq!(
        first("<p>Kata <span>ini</span><span data-role=\"tooltip-content\">artinya</span> apa?</p>"),
        told("loss: loss.hints", "Kata ini apa?")
    );
    assert_eq!(first("<p>Nilai: <printedVariable identifier=\"SCORE\"/></p>"), told("loss: loss.part", "Nilai:"));
    let eps = "<p><object type=\"image/eps\" data=\"a.eps\"><object type=\"image/png\" data=\"a.png\">denah</object></object></p>";
    let (outcome, stem) = read(eps);
    assert_eq!(outcome, "loss: loss.element loss.address loss.file-missing");
    let Block::Paragraph(line) = &stem.0[0] else { panic!("no line") };
    assert!(matches!(line.as_slice(), [Inline::Picture(picture)] if picture.file.as_str() == "a.png"), "{line:?}");
}
