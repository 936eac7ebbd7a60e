//! Response processing as tools write it out: values named in the rules, chains, bounds, feedback; and what is no longer
//! our scoring, which is refused. The shapes are those of published examples and authoring kits; the items are the
//! house's own.

use rstest::rstest;
use rust_decimal::Decimal;

use super::*;
use crate::item::*;

const HEAD: &str = r#"<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="I1" title="T" adaptive="false" timeDependent="false">"#;

/// An item of one response with these rules.
fn item(declared: &str, body: &str, rules: &str) -> Import {
    let text = format!(
        r#"{HEAD}{declared}<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"><defaultValue><value>0</value></defaultValue></outcomeDeclaration><outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float"><defaultValue><value>2</value></defaultValue></outcomeDeclaration><itemBody>{body}</itemBody><responseProcessing>{rules}</responseProcessing></assessmentItem>"#
    );
    qti::import_item(text.as_bytes(), &intake()).unwrap()
}

fn choice(cardinality: &str, correct: &str, rules: &str) -> Import {
    let values: String = correct.split_whitespace().map(|id| format!("<value>{id}</value>")).collect();
    let correct = if values.is_empty() { values } else { format!("<correctResponse>{values}</correctResponse>") };
    let most = if cardinality == "single" { 1 } else { 0 };
    item(
        &format!(
            r#"<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="identifier">{correct}</responseDeclaration>"#
        ),
        &format!(
            r#"<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="{most}"><prompt>Apa?</prompt><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice><simpleChoice identifier="C">c</simpleChoice></choiceInteraction>"#
        ),
        rules,
    )
}

/// A text to fill in, with these rules.
fn entry(base: &str, rules: &str) -> Import {
    item(
        &format!(r#"<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="{base}"/>"#),
        r#"<p>Sebut <textEntryInteraction responseIdentifier="RESPONSE"/></p>"#,
        rules,
    )
}

const RESPONSE: &str = r#"<variable identifier="RESPONSE"/>"#;

fn value(text: &str) -> String {
    format!(r#"<baseValue baseType="identifier">{text}</baseValue>"#)
}

fn scores(points: &str) -> String {
    format!(r#"<setOutcomeValue identifier="SCORE"><baseValue baseType="float">{points}</baseValue></setOutcomeValue>"#)
}

fn adds(points: &str) -> String {
    format!(
        r#"<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/><baseValue baseType="float">{points}</baseValue></sum></setOutcomeValue>"#
    )
}

fn told(words: &str) -> String {
    format!(
        r#"<setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">{words}</baseValue></setOutcomeValue>"#
    )
}

fn when(asked: &str, then: &str, otherwise: &str) -> String {
    let otherwise =
        if otherwise.is_empty() { String::new() } else { format!("<responseElse>{otherwise}</responseElse>") };
    format!("<responseCondition><responseIf>{asked}{then}</responseIf>{otherwise}</responseCondition>")
}

fn is(text: &str) -> String {
    format!("<match>{RESPONSE}{}</match>", value(text))
}

const CORRECT: &str = r#"<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>"#;

#[test]
fn a_value_that_the_rules_name_is_the_key() {
    for correct in ["B", ""] {
        let import = choice("single", correct, &when(&is("B"), &scores("1"), &scores("0")));
        assert_eq!(short(&import.report), ["loss: loss.points-differ"], "the rules bring 1 of the 2 that are told");
        let item = &import.items[0];
        assert!(item.key.answer == Answer::Choice(ChoiceId::letter(1)) && item.key.scoring == Scoring::Whole);
        assert_eq!(item.question.points, Decimal::ONE);
    }
}

#[test]
fn a_key_that_the_declaration_denies_is_refused() {
    let import = choice("single", "A", &when(&is("B"), &scores("2"), ""));
    assert_eq!(short(&import.report), ["refused: qti.key-disagrees"]);
}

#[test]
fn each_choice_with_its_own_rule_is_a_weight() {
    let rules = [("A", "0"), ("B", "2"), ("C", "1")]
        .map(|(id, points)| when(&is(id), &format!("{}{}", scores(points), told(id)), ""));
    let import = choice("single", "B", &rules.concat());
    assert_eq!(short(&import.report), ["loss: loss.feedback"]);
    let half = Decimal::new(5, 1);
    let Scoring::Weights(weights) = &import.items[0].key.scoring else { panic!("no weights") };
    assert_eq!(weights.get(&ChoiceId::letter(2)), Some(&half));
}

#[test]
fn a_chain_after_no_answer_and_bounds_that_change_nothing_are_taken() {
    let rules = format!(
        r#"<responseCondition><responseIf><isNull>{RESPONSE}</isNull>{}</responseIf><responseElseIf>{CORRECT}<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/><variable identifier="MAXSCORE"/></sum></setOutcomeValue>{}</responseElseIf><responseElse>{}</responseElse></responseCondition>{}{}"#,
        told("empty"),
        told("right"),
        told("wrong"),
        when(
            r#"<gt><variable identifier="SCORE"/><variable identifier="MAXSCORE"/></gt>"#,
            r#"<setOutcomeValue identifier="SCORE"><variable identifier="MAXSCORE"/></setOutcomeValue>"#,
            ""
        ),
        when(r#"<lt><variable identifier="SCORE"/><baseValue baseType="float">0</baseValue></lt>"#, &scores("0"), ""),
    );
    let import = choice("single", "C", &rules);
    assert_eq!(short(&import.report), ["loss: loss.feedback"]);
    assert!(import.items[0].key.answer == Answer::Choice(ChoiceId::letter(2)));
    assert_eq!(import.items[0].question.points, Decimal::TWO);
}

#[test]
fn members_of_an_answer_that_add_are_parts() {
    let has = |id: &str, points: &str| when(&format!("<member>{}{RESPONSE}</member>", value(id)), &adds(points), "");
    let import = choice("multiple", "A C", &[has("A", "1"), has("C", "1")].concat());
    assert_eq!(short(&import.report), ["taken"]);
    assert!(import.items[0].key.scoring == Scoring::Parts);
    let floor =
        when(r#"<lt><variable identifier="SCORE"/><baseValue baseType="float">0</baseValue></lt>"#, &scores("0"), "");
    let minus = [has("A", "1"), has("B", "-1"), has("C", "1")].concat();
    assert_eq!(short(&choice("multiple", "A C", &minus).report), ["loss: loss.below-zero"]);
    assert_eq!(short(&choice("multiple", "A C", &format!("{minus}{floor}")).report), ["taken"]);
}

#[test]
fn texts_that_the_rules_name_are_accepted() {
    let text = |told: &str| format!(r#"<stringMatch caseSensitive="false">{RESPONSE}{}</stringMatch>"#, value(told));
    let import =
        entry("string", &when(&format!("<or>{}{}</or>", text("katalog"), text("OPAC")), &scores("2"), &scores("0")));
    assert_eq!(short(&import.report), ["taken"]);
    let Answer::Gaps(gaps) = &import.items[0].key.answer else { panic!("no gaps") };
    let Some(GapKey::Text(key)) = gaps.values().next() else { panic!("no text") };
    let texts: Vec<&str> = key.accepted.iter().map(|one| one.text.as_str()).collect();
    assert_eq!((texts, key.case_sensitive), (vec!["katalog", "OPAC"], false));
}

#[test]
fn numbers_that_the_rules_name_are_accepted_within_their_tolerance() {
    let rules = when(
        &format!(
            r#"<equal toleranceMode="absolute" tolerance="0.5 0.5">{RESPONSE}<baseValue baseType="float">14</baseValue></equal>"#
        ),
        &scores("2"),
        "",
    );
    let import = entry("float", &rules);
    assert_eq!(short(&import.report), ["taken"]);
    let Answer::Gaps(gaps) = &import.items[0].key.answer else { panic!("no gaps") };
    let Some(GapKey::Numbers(numbers)) = gaps.values().next() else { panic!("no number") };
    assert_eq!((numbers[0].value, numbers[0].tolerance), (14.into(), Decimal::new(5, 1)));
}

#[test]
fn several_gaps_that_must_all_be_right_are_whole() {
    let declare =
        |id: &str| format!(r#"<responseDeclaration identifier="{id}" cardinality="single" baseType="string"/>"#);
    let text = |id: &str, told: &str| {
        format!(r#"<stringMatch caseSensitive="false"><variable identifier="{id}"/>{}</stringMatch>"#, value(told))
    };
    let import = item(
        &format!("{}{}", declare("G1"), declare("G2")),
        r#"<p><textEntryInteraction responseIdentifier="G1"/> dan <textEntryInteraction responseIdentifier="G2"/></p>"#,
        &when(&format!("<and>{}{}</and>", text("G1", "satu"), text("G2", "dua")), &scores("2"), &scores("0")),
    );
    assert_eq!(short(&import.report), ["taken"]);
    assert!(import.items[0].key.scoring == Scoring::Whole);
}

#[test]
fn rules_that_only_tell_something_are_lost_and_said_to_be() {
    let tells = when(
        r#"<and><gte><variable identifier="numAttempts"/><baseValue baseType="integer">1</baseValue></gte><lt><variable identifier="SCORE"/><variable identifier="MAXSCORE"/></lt></and>"#,
        &told("hint"),
        "",
    );
    let import = choice("single", "B", &format!("{}{tells}", when(CORRECT, &scores("2"), "")));
    assert_eq!(short(&import.report), ["loss: loss.feedback"]);
}

#[rstest]
// A later rule takes away what an earlier one brought.
#[case(format!("{}{}", when(CORRECT, &scores("2"), ""), when(&is("A"), &scores("1"), &scores("0"))))]
#[case(format!("{}{}", when(CORRECT, &adds("2"), ""), scores("0")))]
#[case(format!("{}{}", when(&is("B"), &scores("2"), ""), when(&is("B"), &scores("1"), "")))]
// A branch that is passed by when the first holds, and the two may hold at once.
#[case(format!("<responseCondition><responseIf>{}{}</responseIf><responseElseIf>{}{}</responseElseIf></responseCondition>", is("B"), told("x"), is("B"), scores("2")))]
#[case(format!("<responseCondition><responseIf>{}{}</responseIf><responseElseIf>{CORRECT}{}</responseElseIf></responseCondition>", is("A"), told("x"), scores("2")))]
// Positions, operators of others, relative tolerances, an end in the middle.
#[case(when(&format!(r#"<match><index n="1">{RESPONSE}</index>{}</match>"#, value("A")), &scores("1"), ""))]
#[case(when(r#"<match><index n="1"><variable identifier="RESPONSE"/></index><index n="2"><correct identifier="RESPONSE"/></index></match>"#, &scores("1"), ""))]
#[case(when(&format!(r#"<customOperator class="org.example.own">{RESPONSE}</customOperator>"#), &scores("1"), ""))]
#[case(format!("{}<exitResponse/>", when(CORRECT, &scores("2"), "")))]
#[case(when(CORRECT, &format!("{}<exitResponse/>", told("x")), ""))]
// The score of another response's absence, and a bound below what the rules bring.
#[case(when(&format!(r#"<and><not><isNull><variable identifier="OTHER"/></isNull></not>{CORRECT}</and>"#), &scores("2"), ""))]
#[case(format!("{}{}", when(CORRECT, &scores("2"), ""), when(r#"<gt><variable identifier="SCORE"/><baseValue baseType="float">1</baseValue></gt>"#, &scores("1"), "")))]
fn what_is_another_scoring_is_refused(#[case] rules: String) {
    assert_eq!(short(&choice("single", "B", &rules).report), ["refused: qti.processing"], "{rules}");
}

#[test]
fn a_score_that_does_not_begin_at_nothing_is_refused() {
    let text = format!(
        r#"{HEAD}<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"/><outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"><defaultValue><value>1</value></defaultValue></outcomeDeclaration><itemBody><p>a</p><extendedTextInteraction responseIdentifier="RESPONSE"/></itemBody></assessmentItem>"#
    );
    let import = qti::import_item(text.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["refused: qti.processing"]);
}

/// An order of three steps whose places are compared one by one.
fn steps(places: &[(usize, &str)]) -> String {
    let options: String =
        ["A", "B", "C"].iter().map(|id| format!(r#"<simpleChoice identifier="{id}">{id}</simpleChoice>"#)).collect();
    let at = |place: usize, of: &str| format!(r#"<index n="{place}"><{of} identifier="RESPONSE"/></index>"#);
    let rule = |(place, points): &(usize, &str)| {
        let test = format!("<match>{}{}</match>", at(*place, "variable"), at(*place, "correct"));
        when(&test, &adds(points), "")
    };
    let rules: String = places.iter().map(rule).collect();
    format!(
        r#"{HEAD}<responseDeclaration identifier="RESPONSE" cardinality="ordered" baseType="identifier"><correctResponse><value>C</value><value>A</value><value>B</value></correctResponse></responseDeclaration><outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/><itemBody><p>a</p><orderInteraction responseIdentifier="RESPONSE" shuffle="true">{options}</orderInteraction></itemBody><responseProcessing>{rules}</responseProcessing></assessmentItem>"#
    )
}

#[test]
fn an_order_counts_step_by_step_where_every_place_brings_the_same() {
    let read = |places: &[(usize, &str)]| qti::import_item(steps(places).as_bytes(), &intake()).unwrap();
    let import = read(&[(1, "1"), (2, "1"), (3, "1")]);
    assert_eq!(short(&import.report), ["taken"]);
    let item = &import.items[0];
    assert_eq!((item.key.scoring.clone(), item.question.points), (Scoring::Parts, 3.into()));
    for version in qti::Version::ALL {
        let text = qti::export_item(item, version).unwrap();
        assert!(text.contains("index n=\"3\""), "{text}");
        assert_eq!(qti::import_item(text.as_bytes(), &intake()).unwrap().items, import.items);
    }
    assert_eq!(short(&read(&[(1, "1"), (2, "2"), (3, "1")]).report), ["refused: qti.uneven"]);
    for places in
        [&[(1, "1"), (2, "1")][..], &[(1, "1"), (1, "1"), (2, "1"), (3, "1")], &[(2, "1"), (3, "1"), (4, "1")]]
    {
        assert_eq!(short(&read(places).report), ["refused: qti.processing"]);
    }
}
