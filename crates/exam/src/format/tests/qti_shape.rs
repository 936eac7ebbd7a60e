//! What an item of QTI holds besides what is read, and which passage it refers to: refused or told, never passed over.

use rstest::rstest;
use rust_decimal::Decimal;

use super::{
    qti_others::{choice, item, mapping, package, response, said, template, test, whole_item},
    *,
};
use crate::item::*;

fn asked(body: &str) -> String {
    let import = item("", &response("single", "identifier", &["B"], ""), body, &template("match_correct"));
    let row = import.report.into_iter().next().unwrap();
    match row.outcome {
        Outcome::Refused { reasons } => reasons[0].code.clone(),
        _ => "taken".to_owned(),
    }
}

/// Between the options, or instead of one.
#[rstest]
#[case("<p>Pilih yang SALAH!</p>", "qti.child")]
#[case("Pilih yang salah.", "qti.child")]
#[case("<simpleChoyce identifier=\"D\">kursi</simpleChoyce>", "qti.child")]
#[case("<choiceGroup><simpleChoice identifier=\"D\">kursi</simpleChoice></choiceGroup>", "qti.child")]
#[case("<prompt>Yang mana lagi?</prompt>", "qti.twice")]
#[case(" ", "taken")]
fn what_stands_beside_the_options_is_not_passed_over(#[case] more: &str, #[case] outcome: &str) {
    let whole = choice("maxChoices=\"1\"");
    assert_eq!(asked(&whole.replace("</choiceInteraction>", &format!("{more}</choiceInteraction>"))), outcome);
}

#[test]
fn what_is_declared_within_the_body_would_show_the_key_and_is_refused() {
    let declared = response("single", "identifier", &["B"], "");
    assert_eq!(asked(&format!("<div>{declared}{}</div>", choice("maxChoices=\"1\""))), "qti.child");
}

/// Where no answer is read: within code, the words of a picture, feedback.
#[rstest]
#[case("<pre>x = {}</pre>")]
#[case("<p><code>{}</code></p>")]
#[case("<p><object data=\"a.png\" type=\"image/png\">{}</object></p>")]
#[case("<feedbackBlock identifier=\"F\" outcomeIdentifier=\"FEEDBACK\" showHide=\"show\">{}</feedbackBlock>")]
#[case("<div style=\"display:none\">{}</div>")]
fn a_place_to_answer_is_not_lost_with_what_it_stands_in(#[case] within: &str) {
    let entry = within.replace("{}", "<textEntryInteraction responseIdentifier=\"R2\"/>");
    assert_eq!(asked(&format!("{entry}{}", choice("maxChoices=\"1\""))), "qti.interaction-place");
    assert_eq!(asked(&entry), "qti.interaction-place", "also where it is the only one");
}

/// Right, wrong, the bound, and what the points and weights become.
#[rstest]
#[case("lowerBound=\"0\" upperBound=\"3\"", &[("A", "5"), ("B", "-2")], "refused: qti.bound")]
#[case("upperBound=\"0\"", &[("A", "1"), ("B", "1")], "refused: qti.bound")]
#[case("upperBound=\"-1\"", &[("A", "1"), ("B", "1")], "refused: qti.bound")]
#[case("upperBound=\"3\"", &[("A", "5"), ("B", "1")], "loss: loss.over-full")]
fn a_highest_score_below_one_option_is_taken_only_where_it_means_the_same(
    #[case] bounds: &str,
    #[case] entries: &[(&str, &str)],
    #[case] outcome: &str,
) {
    let declared = response("multiple", "identifier", &[], &mapping(bounds, entries));
    let import = item("", &declared, &choice("maxChoices=\"0\""), &template("map_response"));
    assert_eq!(said(&import), outcome);
    if let Some(item) = import.items.first() {
        assert_eq!(item.question.points, Decimal::from(3));
    }
}

#[test]
fn the_most_is_what_can_be_chosen_at_once() {
    let mapped = mapping("", &[("A", "1"), ("B", "1"), ("C", "1")]);
    let declared = response("multiple", "identifier", &["A", "B"], &mapped);
    let import = item("", &declared, &choice("maxChoices=\"2\""), &template("map_response"));
    assert_eq!((said(&import), import.items[0].question.points), ("loss: loss.over-full".to_owned(), Decimal::TWO));
}

const ESSAY: &str = "<p>Jelaskan.</p><extendedTextInteraction responseIdentifier=\"RESPONSE\"/>";

#[test]
fn an_essay_stays_one_whatever_its_editor_wrote_beside_it() {
    let most = r#"<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float"><defaultValue><value>4</value></defaultValue></outcomeDeclaration>"#;
    let told = |right: &[&str], after: &str| {
        let declared = response("single", "string", right, "") + most;
        let import = item("", &declared, ESSAY, after);
        let item = import.items.first().unwrap();
        assert!(matches!(item.question.interaction, Interaction::Essay { .. }));
        assert_eq!(item.question.points, Decimal::from(4));
        let Answer::Rubric(rubric) = &item.key.answer else { panic!("no rubric") };
        (said(&import), rubric.model.words())
    };
    let model = ("loss: loss.model-answer".to_owned(), "Karena urut.".to_owned());
    assert_eq!(told(&["Karena urut."], ""), model);
    assert_eq!(told(&[], &template("match_correct")), ("loss: loss.by-people".to_owned(), String::new()));
    assert_eq!(told(&[], ""), ("taken".to_owned(), String::new()));
}

#[test]
fn other_numbers_that_are_scored_are_told_by_their_names() {
    let number =
        |more: &str| format!(r#"<outcomeDeclaration identifier="LAIN" cardinality="single" baseType="float" {more}/>"#);
    let key = response("single", "identifier", &["B"], "");
    let people = item(
        "",
        &(key.clone() + &number("externalScored=\"human\"")),
        &choice("maxChoices=\"1\""),
        &template("match_correct"),
    );
    assert_eq!(said(&people), "loss: loss.outcome");
    let set = |name: &str, points: u8| {
        format!(
            r#"<setOutcomeValue identifier="{name}"><baseValue baseType="float">{points}</baseValue></setOutcomeValue>"#
        )
    };
    let rules = format!(
        r#"<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>{}{}</responseIf></responseCondition></responseProcessing>"#,
        set("SCORE", 1),
        set("LAIN", 3)
    );
    assert_eq!(said(&item("", &(key + &number("")), &choice("maxChoices=\"1\""), &rules)), "loss: loss.outcome");
}

/// What a declaration says twice, or says that nobody reads.
#[rstest]
#[case(
    "</correctResponse>",
    "</correctResponse><correctResponse><value>A</value></correctResponse>",
    "refused: qti.twice"
)]
#[case(
    "</responseDeclaration>",
    "<mapping><mapEntry mapKey=\"A\" mappedValue=\"1\"/></mapping><mapping><mapEntry mapKey=\"B\" mappedValue=\"1\"/></mapping></responseDeclaration>",
    "refused: qti.twice"
)]
#[case("</correctResponse>", "<note>B</note></correctResponse>", "loss: loss.part")]
#[case("identifier=\"RESPONSE\" ", "identifier=\"RESPONSE\" foo=\"bar\" ", "loss: loss.attribute")]
fn a_declaration_says_each_thing_once(#[case] here: &str, #[case] instead: &str, #[case] outcome: &str) {
    let declared = response("single", "identifier", &["B"], "");
    assert!(declared.contains(here));
    let declared = declared.replacen(here, instead, 1);
    assert_eq!(said(&item("", &declared, &choice("maxChoices=\"1\""), &template("match_correct"))), outcome);
}

#[test]
fn text_that_players_of_version_three_hide_is_not_shown() {
    let body = format!("<p class=\"qti-hidden\">Kunci: B</p>{}", choice("maxChoices=\"1\""));
    let import = item("", &response("single", "identifier", &["B"], ""), &body, &template("match_correct"));
    assert_eq!(said(&import), "loss: loss.hidden-text");
    assert!(!import.items[0].question.stem.words().contains("Kunci"));
}

fn passage(id: &str, text: &str) -> String {
    format!(
        r#"<assessmentStimulus xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="{id}" title="{id}" xml:lang="id"><stimulusBody><p>{text}</p></stimulusBody></assessmentStimulus>"#
    )
}

/// The address says which passage is meant; names are each part's own.
#[test]
fn a_passage_is_that_of_the_part_that_is_named() {
    let refers = |all: &[(&str, &str)]| {
        let reference =
            |(id, href): &(&str, &str)| format!(r#"<assessmentStimulusRef identifier="{id}" href="{href}"/>"#);
        whole_item("S1", &all.iter().map(reference).collect::<String>())
    };
    let bound = |all: &[(&str, &str)]| {
        let parts = [
            ("soal/1.xml", refers(all)),
            ("b/s1.xml", passage("SATU", "Satu.")),
            ("b/s2.xml", passage("DUA", "Dua.")),
            ("b/s3.xml", passage("SATU", "Tiga.")),
        ];
        let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let import = package(
            &parts,
            &[
                ("imsqti_item_xmlv2p2", "soal/1.xml"),
                ("imsqti_stimulus_xmlv2p2", "b/s1.xml"),
                ("imsqti_stimulus_xmlv2p2", "b/s2.xml"),
                ("imsqti_stimulus_xmlv2p2", "b/s3.xml"),
            ],
        );
        let stimulus = import.items[0].question.stimulus.as_ref().map(ToString::to_string);
        (stimulus, short(&import.report).pop().unwrap())
    };
    let (taken, lost) = ("taken".to_owned(), "loss: loss.stimulus".to_owned());
    assert_eq!(bound(&[("SATU", "../b/s2.xml")]), (Some("DUA".to_owned()), taken.clone()));
    assert_eq!(bound(&[("APA", "../b/s1.xml")]), (Some("SATU".to_owned()), taken));
    assert_eq!(bound(&[("SATU", "../b/s3.xml")]), (None, lost.clone()), "that of another part of the name was refused");
    assert_eq!(bound(&[("SATU", "../b/s9.xml")]), (None, lost.clone()));
    assert_eq!(bound(&[("SATU", "../b/s1.xml"), ("DUA", "../b/s2.xml")]), (Some("SATU".to_owned()), lost));
}

#[test]
fn a_picture_of_a_passage_that_did_not_come_along_is_told_of_each_item() {
    let passage = passage("BACAAN", "Lihat <img src=\"rak.png\" alt=\"rak\"/>");
    let item = whole_item("S1", r#"<assessmentStimulusRef identifier="BACAAN" href="b.xml"/>"#);
    let import = package(
        &[("1.xml", &item), ("b.xml", &passage)],
        &[("imsqti_item_xmlv2p2", "1.xml"), ("imsqti_stimulus_xmlv2p2", "b.xml")],
    );
    assert_eq!(short(&import.report), ["loss: loss.file-missing"]);
}

#[test]
fn a_test_asks_in_the_order_of_its_file_and_tells_the_rules_that_it_lost() {
    let items: Vec<String> = (1..=5).map(|n| whole_item(&format!("S{n}"), "")).collect();
    let reference = |n: u8| format!(r#"<assessmentItemRef identifier="S{n}" href="{n}.xml"/>"#);
    let inner = |n: u8| {
        format!(
            r#"<assessmentSection identifier="T{n}" title="Dalam {n}" visible="true">{}</assessmentSection>"#,
            reference(n)
        )
    };
    let whole = test(&[reference(1), inner(2), reference(3), inner(4), reference(5)].concat());
    let read = |test: &str| {
        let names: Vec<String> = (1..=5).map(|n| format!("{n}.xml")).collect();
        let mut parts: Vec<(&str, &str)> =
            names.iter().map(String::as_str).zip(items.iter().map(String::as_str)).collect();
        parts.push(("uji.xml", test));
        let mut resources: Vec<(&str, &str)> =
            names.iter().map(|name| ("imsqti_item_xmlv2p2", name.as_str())).collect();
        resources.push(("imsqti_test_xmlv2p2", "uji.xml"));
        let import = package(&parts, &resources);
        let asked: Vec<String> =
            import.tests[0].sections.iter().flat_map(|s| s.1.iter().map(ToString::to_string)).collect();
        (asked, short(&import.report).pop().unwrap())
    };
    assert_eq!(read(&whole), (["S1", "S2", "S3", "S4", "S5"].map(str::to_owned).to_vec(), "taken".to_owned()));
    for (here, instead, loss) in [
        ("\"nonlinear\"", "\"linear\"", "loss.test-rules"),
        ("identifier=\"S1\" href", "identifier=\"S1\" category=\"sulit\" href", "loss.test-rules"),
        ("visible=\"true\"", "visible=\"false\"", "loss.test-rules"),
        ("<testPart", "<timeLimits maxTime=\"90\"/><testPart", "loss.test-time"),
        ("<testPart", "<timeLimits maxTime=\"60\" minTime=\"30\"/><testPart", "loss.test-time"),
    ] {
        assert_eq!(read(&whole.replacen(here, instead, 1)).1, format!("loss: {loss}"), "{instead}");
    }
}
