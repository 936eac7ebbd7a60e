//! QTI that contradicts itself, or says what QTI cannot say: refused or told, never taken as if it were whole.

use rstest::rstest;

use super::{
    qti_others::{ENTRY, choice, item, mapping, response, said, template},
    *,
};
use crate::item::*;

fn rule(asked: &str) -> String {
    let score = r#"<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>"#;
    format!(
        "<responseProcessing><responseCondition><responseIf>{asked}{score}</responseIf></responseCondition></responseProcessing>"
    )
}

const RESPONSE: &str = r#"<variable identifier="RESPONSE"/>"#;

/// What is declared as right, against what a mapping of texts or numbers brings.
#[rstest]
#[case("string", "Z", &[("York", "1")], "refused: qti.key-disagrees")]
#[case("string", "Y", &[("Y", "0.5"), ("W", "1")], "refused: qti.key-disagrees")]
#[case("string", "york", &[("York", "1")], "refused: qti.key-disagrees")]
#[case("string", "W", &[("Y", "0.5"), ("W", "1")], "taken")]
#[case("integer", "9", &[("5", "1")], "refused: qti.key-disagrees")]
#[case("integer", "5", &[("5", "1"), ("9", "0.5")], "taken")]
fn a_right_answer_that_its_mapping_denies_is_refused(
    #[case] base: &str,
    #[case] right: &str,
    #[case] entries: &[(&str, &str)],
    #[case] outcome: &str,
) {
    let mapped = mapping("defaultValue=\"0\"", entries).replace("<mapEntry", "<mapEntry caseSensitive=\"true\"");
    let declared = response("single", base, &[right], &mapped);
    assert_eq!(said(&item("", &declared, ENTRY, &template("map_response"))), outcome);
}

/// The same against a value that a rule names.
#[rstest]
#[case("string", "Y", r#"<match>{R}<baseValue baseType="string">Q</baseValue></match>"#, "refused: qti.key-disagrees")]
#[case("string", "Q", r#"<match>{R}<baseValue baseType="string">Q</baseValue></match>"#, "taken")]
#[case(
    "float",
    "3.14",
    r#"<equal toleranceMode="absolute" tolerance="0.05 0.05">{R}<baseValue baseType="float">2.71</baseValue></equal>"#,
    "refused: qti.key-disagrees"
)]
#[case(
    "float",
    "2.70",
    r#"<equal toleranceMode="absolute" tolerance="0.05 0.05">{R}<baseValue baseType="float">2.71</baseValue></equal>"#,
    "loss: loss.tolerance"
)]
#[case(
    "float",
    "2.710",
    r#"<equal toleranceMode="absolute" tolerance="0.05 0.05">{R}<baseValue baseType="float">2.71</baseValue></equal>"#,
    "taken"
)]
#[case(
    "float",
    "5",
    r#"<and><gte>{R}<baseValue baseType="float">4.5</baseValue></gte><lte>{R}<baseValue baseType="float">5.5</baseValue></lte></and>"#,
    "taken"
)]
#[case(
    "float",
    "6",
    r#"<and><gte>{R}<baseValue baseType="float">4.5</baseValue></gte><lte>{R}<baseValue baseType="float">5.5</baseValue></lte></and>"#,
    "refused: qti.key-disagrees"
)]
#[case(
    "float",
    "5",
    r#"<and><gte>{R}<baseValue baseType="float">4.5</baseValue></gte></and>"#,
    "refused: qti.processing"
)]
fn a_right_answer_that_a_rule_denies_is_refused(
    #[case] base: &str,
    #[case] right: &str,
    #[case] asked: &str,
    #[case] outcome: &str,
) {
    let declared = response("single", base, &[right], "");
    let import = item("", &declared, ENTRY, &rule(&asked.replace("{R}", RESPONSE)));
    assert_eq!(said(&import), outcome);
}

#[test]
fn bounds_that_lie_unevenly_about_the_right_number_are_told() {
    let asked = |tolerance: &str| {
        format!(
            r#"<equal toleranceMode="absolute" tolerance="{tolerance}">{RESPONSE}<correct identifier="RESPONSE"/></equal>"#
        )
    };
    let declared = response("single", "float", &["3.14"], "");
    assert_eq!(said(&item("", &declared, ENTRY, &rule(&asked("0.01 0.02")))), "loss: loss.tolerance");
    assert_eq!(said(&item("", &declared, ENTRY, &rule(&asked("0.01 0.01")))), "taken");
}

/// Right options that do not bring all that the mapping can bring; and others that bring a part beside them.
#[rstest]
#[case(&["A"], &[("A", "1"), ("B", "1")], "", "refused: qti.key-disagrees")]
#[case(&["A", "B"], &[("A", "1"), ("B", "1")], "", "taken")]
#[case(&["A", "B", "C"], &[("A", "1"), ("B", "1")], "", "refused: qti.key-disagrees")]
#[case(&["A", "B"], &[("A", "1"), ("B", "1"), ("C", "0.5")], "upperBound=\"2\"", "loss: loss.over-full")]
fn right_options_bring_all_that_can_be_had(
    #[case] right: &[&str],
    #[case] entries: &[(&str, &str)],
    #[case] bounds: &str,
    #[case] outcome: &str,
) {
    let declared = response("multiple", "identifier", right, &mapping(bounds, entries));
    let import = item("", &declared, &choice("maxChoices=\"0\""), &template("map_response"));
    assert_eq!(said(&import), outcome);
    if let Some(item) = import.items.first() {
        let Answer::Choices(known) = &item.key.answer else { panic!("no options") };
        assert_eq!(known.iter().map(ChoiceId::as_str).collect::<Vec<_>>(), right);
    }
}

#[rstest]
#[case("single", &["5 5"], "taken")]
#[case("single", &["18 18"], "refused: qti.key-disagrees")]
#[case("single", &["5"], "refused: qti.point")]
#[case("multiple", &["5 5", "15 15"], "taken")]
#[case("multiple", &["5 5"], "refused: qti.key-disagrees")]
fn right_places_lie_in_their_areas(#[case] cardinality: &str, #[case] right: &[&str], #[case] outcome: &str) {
    let area = |at: u32| format!(r#"<areaMapEntry shape="circle" coords="{at},{at},3" mappedValue="1"/>"#);
    let areas = if cardinality == "single" { area(5) } else { area(5) + &area(15) };
    let areas = format!(r#"<areaMapping defaultValue="0">{areas}</areaMapping>"#);
    let body = r#"<selectPointInteraction responseIdentifier="RESPONSE" maxChoices="0"><prompt>Mana?</prompt><object type="image/png" data="a.png" width="20" height="20">peta</object></selectPointInteraction>"#;
    let body = if cardinality == "single" { body.replace("\"0\"", "\"1\"") } else { body.to_owned() };
    let import = item("", &response(cardinality, "point", right, &areas), &body, &template("map_response_point"));
    let outcome = match (outcome, cardinality) {
        // Here they are bounded by what is right, which candidates see.
        ("taken", "multiple") => "loss: loss.most-places loss.file-missing",
        ("taken", _) => "loss: loss.file-missing",
        (outcome, _) => outcome,
    };
    assert_eq!(said(&import), outcome);
}

/// Values that an attribute cannot have.
#[rstest]
#[case("maxChoices=\"satu\"", "identifier", "single", "refused: qti.attribute")]
#[case("maxChoices=\"-1\"", "identifier", "single", "refused: qti.attribute")]
#[case("maxChoices=\"1\" shuffle=\"ya\"", "identifier", "single", "refused: qti.attribute")]
#[case("maxChoices=\"1\"", "teks", "single", "refused: qti.attribute")]
#[case("maxChoices=\"1\"", "identifier", "banyak", "refused: qti.attribute")]
#[case("maxChoices=\"1\"", "string", "single", "refused: qti.base-type")]
#[case("maxChoices=\"1\"", "identifier", "single", "taken")]
fn what_an_attribute_cannot_say_is_refused(
    #[case] asked: &str,
    #[case] base: &str,
    #[case] cardinality: &str,
    #[case] outcome: &str,
) {
    let declared = response(cardinality, base, &["B"], "");
    assert_eq!(said(&item("", &declared, &choice(asked), &template("match_correct"))), outcome);
}

/// What is scored is one number, and a whole one where it says so.
#[rstest]
#[case(r#"cardinality="single" baseType="string""#, "1", "refused: qti.processing")]
#[case(r#"cardinality="multiple" baseType="float""#, "1", "refused: qti.processing")]
#[case(r#"cardinality="single" baseType="integer""#, "1.5", "refused: qti.processing")]
#[case(r#"cardinality="single" baseType="integer""#, "2", "taken")]
#[case(r#"cardinality="single" baseType="float""#, "1.5", "taken")]
fn a_score_that_cannot_hold_what_is_brought_is_refused(
    #[case] score: &str,
    #[case] points: &str,
    #[case] outcome: &str,
) {
    let asked = format!(r#"<match>{RESPONSE}<correct identifier="RESPONSE"/></match>"#);
    let text = format!(
        r#"<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="I1" title="T">{}<outcomeDeclaration identifier="SCORE" {score}/><itemBody>{}</itemBody>{}</assessmentItem>"#,
        response("single", "identifier", &["B"], ""),
        choice("maxChoices=\"1\""),
        rule(&asked).replace(">1<", &format!(">{points}<")),
    );
    assert_eq!(said(&qti::import_item(text.as_bytes(), &intake()).unwrap()), outcome);
}

/// What is of another namespace is no part of QTI, whatever it is called.
#[rstest]
#[case("<choiceInteraction", r#"<choiceInteraction xmlns="urn:lain""#, "refused: xml.namespace")]
#[case("<simpleChoice identifier=\"C\"", r#"<simpleChoice xmlns="urn:lain" identifier="C""#, "refused: xml.namespace")]
#[case("<responseProcessing", r#"<responseProcessing xmlns="urn:lain""#, "refused: xml.namespace")]
#[case("Mana?", r#"<p xmlns="urn:lain">Mana?</p>"#, "refused: xml.namespace")]
#[case("Mana?", r#"<x:p xmlns:x="urn:lain">Mana?</x:p>"#, "refused: xml.namespace")]
#[case("Mana?", "<zz:b>Mana?</zz:b>", "refused: xml.prefix")]
#[case("Mana?", r#"<h:b xmlns:h="http://www.w3.org/1999/xhtml">Mana?</h:b>"#, "taken")]
#[case("Mana?", r#"<b xmlns="">Mana?</b>"#, "taken")]
#[case("Mana?", r#"<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>"#, "taken")]
fn parts_of_another_namespace_are_refused(#[case] from: &str, #[case] to: &str, #[case] outcome: &str) {
    let (declared, rules) = (response("single", "identifier", &["B"], ""), template("match_correct"));
    let body = choice("maxChoices=\"1\"").replacen(from, to, 1);
    let rules = rules.replacen(from, to, 1);
    assert_eq!(said(&item("", &declared, &body, &rules)), outcome);
}

#[test]
fn what_an_item_says_of_itself_beyond_what_is_asked_is_told() {
    let declared = response("single", "identifier", &["B"], "");
    let read = |attributes: &str, declared: &str, body: &str| {
        said(&item(attributes, declared, body, &template("match_correct")))
    };
    let body = choice("maxChoices=\"1\"");
    assert_eq!(read("label=\"Bab 1\"", &declared, &body), "loss: loss.attribute");
    let told = declared.replace("<correctResponse>", "<correctResponse interpretation=\"kunci\">");
    assert_eq!(read("", &told, &body), "loss: loss.attribute");
    let tutor = format!(r#"{body}<rubricBlock view="tutor"><p>Bahas di kelas.</p></rubricBlock>"#);
    assert_eq!(read("", &declared, &tutor), "loss: loss.rubric-view");
    assert_eq!(read("", &declared, &tutor.replace("tutor", "scorer")), "taken");
}

#[test]
fn a_package_with_two_parts_of_one_name_is_refused() {
    let bytes = zipped::pack([("a/1.xml", b"<a/>".as_slice()), ("a/2.xml", b"<b/>".as_slice())]).unwrap();
    assert!(zipped::unpack(&bytes).is_ok());
    // The second is called as the first, in its own head and in the directory.
    let twice: Vec<u8> = String::from_utf8_lossy(b"a/2.xml").into_owned().into_bytes();
    let mut changed = bytes.clone();
    let places: Vec<usize> =
        (0..bytes.len()).filter(|at| bytes.get(*at..at + twice.len()) == Some(twice.as_slice())).collect();
    assert_eq!(places.len(), 2);
    for at in places {
        changed[at + 2] = b'1';
    }
    let why = zipped::unpack(&changed).unwrap_err();
    assert_eq!((why.code.as_str(), zipped::names(&changed).unwrap_err().code.as_str()), ("zip.twice", "zip.twice"));
}

#[test]
fn a_recording_is_kept_wherever_it_stands_in_the_text() {
    let declared = response("single", "identifier", &["B"], "");
    for shown in [
        r#"<p>Dengar: <audio controls="controls"><source src="a.wav" type="audio/wav"/></audio></p>"#,
        r#"<p><audio src="a.wav"/></p>"#,
        r#"<audio><source src="a.wav"/></audio>"#,
        r#"<audio src="a.wav"/>"#,
        r#"<p><object type="audio/wav" data="a.wav"/></p>"#,
        r#"<div><audio src="a.wav"/></div>"#,
    ] {
        let import = item("", &declared, &format!("{shown}{}", choice("maxChoices=\"1\"")), &template("match_correct"));
        assert_eq!(said(&import), "loss: loss.file-missing", "{shown}");
        let blocks = &import.items[0].question.stem.0;
        assert!(blocks.iter().any(|block| matches!(block, Block::Audio(a) if a.file.as_str() == "a.wav")), "{shown}");
    }
    // Other recordings of the same, and what stands within, are told.
    let shown = r#"<p><audio><source src="a.ogg"/><source src="a.mp3"/><track src="a.vtt"/>Kata-kata</audio></p>"#;
    let import = item("", &declared, &format!("{shown}{}", choice("maxChoices=\"1\"")), &template("match_correct"));
    assert_eq!(said(&import), "loss: loss.address loss.element loss.file-missing");
}

#[test]
fn bounds_of_a_number_are_its_tolerance_whichever_side_they_stand_on() {
    let bounds = |low: &str, high: &str| {
        let base = |number: &str| format!(r#"<baseValue baseType="float">{number}</baseValue>"#);
        rule(&format!("<and><lte>{}{RESPONSE}</lte><lte>{RESPONSE}{}</lte></and>", base(low), base(high)))
    };
    let import = item("", &response("single", "float", &[], ""), ENTRY, &bounds("4.5", "5.5"));
    assert_eq!(said(&import), "taken");
    let Answer::Gaps(keys) = &import.items[0].key.answer else { panic!("no gap") };
    let Some(GapKey::Numbers(numbers)) = keys.values().next() else { panic!("no number") };
    let number = &numbers[0];
    assert_eq!((number.value.to_string(), number.tolerance.to_string()), ("5".to_owned(), "0.5".to_owned()));
    let import = item("", &response("single", "float", &[], ""), ENTRY, &bounds("5.5", "4.5"));
    assert_eq!(said(&import), "refused: qti.processing");
}

#[test]
fn a_picture_that_was_cut_off_is_told() {
    let picture = |bytes: &[u8]| {
        let shown = format!(r#"<p><img src="a.png" alt="rak"/></p>{}"#, choice("maxChoices=\"1\""));
        let declared = response("single", "identifier", &["B"], "");
        let text = format!(
            r#"<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="I1" title="T">{declared}<itemBody>{shown}</itemBody>{}</assessmentItem>"#,
            template("match_correct")
        );
        let manifest = r#"<manifest><resources><resource identifier="R1" type="imsqti_item_xmlv2p1" href="i.xml"/></resources></manifest>"#;
        let parts = [("i.xml", text.as_bytes()), ("a.png", bytes), ("imsmanifest.xml", manifest.as_bytes())];
        said(&qti::import(&zipped::pack(parts).unwrap(), &intake()).unwrap())
    };
    assert_eq!(picture(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"), "loss: loss.file-cut");
    assert_eq!(picture(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0IEND\xaeB`\x82"), "taken");
    assert_eq!(picture(&[0xFF, 0xD8, 0xFF, 0xE0, 0, 0]), "loss: loss.file-cut");
    assert_eq!(picture(&[0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xD9]), "taken");
}
