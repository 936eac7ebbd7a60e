//! Weights of choices in QTI that may not be meant so: taken as they are, and told.

use rstest::rstest;

use super::*;
use crate::item::*;

fn read(cardinality: &str, most: u8, bounds: &str, right: &[&str], weights: &[(&str, &str)]) -> Import {
    let right = right.iter().map(|id| format!("<value>{id}</value>")).collect::<String>();
    let weights = weights
        .iter()
        .map(|(id, brings)| format!("<mapEntry mapKey=\"{id}\" mappedValue=\"{brings}\"/>"))
        .collect::<String>();
    let text = format!(
        "<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"I1\" title=\"T\" adaptive=\"false\" timeDependent=\"false\"><responseDeclaration identifier=\"RESPONSE\" cardinality=\"{cardinality}\" baseType=\"identifier\"><correctResponse>{right}</correctResponse><mapping {bounds} defaultValue=\"0\">{weights}</mapping></responseDeclaration><itemBody><p>Apa?</p><choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\" maxChoices=\"{most}\"><simpleChoice identifier=\"A\">a</simpleChoice><simpleChoice identifier=\"B\">b</simpleChoice><simpleChoice identifier=\"C\">c</simpleChoice></choiceInteraction></itemBody><responseProcessing template=\"http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response\"/></assessmentItem>"
    );
    qti::import_item(text.as_bytes(), &intake()).unwrap()
}

const FROM_0_TO_1: &str = "lowerBound=\"0\" upperBound=\"1\"";

#[rstest]
#[case("single", 1, FROM_0_TO_1, &["B"], &[("A", "1"), ("B", "1")], "loss: loss.several-full")]
#[case("single", 1, FROM_0_TO_1, &["B"], &[("A", "0.5"), ("B", "1")], "taken")]
#[case("single", 1, FROM_0_TO_1, &["B"], &[("A", "2"), ("B", "1")], "loss: loss.several-full")]
#[case("multiple", 0, FROM_0_TO_1, &["A", "B"], &[("A", "1"), ("B", "1")], "loss: loss.over-full")]
#[case("multiple", 0, FROM_0_TO_1, &["A", "B"], &[("A", "0.5"), ("B", "0.5")], "taken")]
#[case("multiple", 0, "lowerBound=\"0\"", &["A", "B"], &[("A", "1"), ("B", "1")], "taken")]
fn options_that_bring_more_than_they_need_to_are_told(
    #[case] cardinality: &str,
    #[case] most: u8,
    #[case] bounds: &str,
    #[case] right: &[&str],
    #[case] weights: &[(&str, &str)],
    #[case] said: &str,
) {
    assert_eq!(short(&read(cardinality, most, bounds, right, weights).report), [said]);
}

#[test]
fn the_key_that_is_named_is_the_one_that_the_item_declares() {
    let import = read("single", 1, FROM_0_TO_1, &["B"], &[("A", "1"), ("B", "1")]);
    assert!(import.items[0].key.answer == Answer::Choice(ChoiceId::letter(1)));
    let Outcome::TakenWithLoss { losses, .. } = &import.report[0].outcome else { panic!() };
    assert!(losses[0].args.iter().any(|(name, value)| name == "key" && value == "B"), "{losses:?}");
}
