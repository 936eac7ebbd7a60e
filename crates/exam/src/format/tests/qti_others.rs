//! QTI as others write it where this house does not: what no version tells, templates that bring what the item tells,
//! parts that lie elsewhere, lists within a sentence, orders and bounds that are another scoring. The shapes are those of
//! published examples; the items are the house's own.

use rstest::rstest;
use rust_decimal::Decimal;

use super::*;
use crate::item::*;

pub(super) const SCORE: &str = r#"<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>"#;

/// An item with these declarations, this body and what follows it.
pub(super) fn item(attributes: &str, declared: &str, body: &str, after: &str) -> Import {
    let text = format!(
        r#"<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:xi="http://www.w3.org/2001/XInclude" identifier="I1" title="T" timeDependent="false" {attributes}>{declared}{SCORE}<itemBody>{body}</itemBody>{after}</assessmentItem>"#
    );
    qti::import_item(text.as_bytes(), &intake()).unwrap()
}

pub(super) fn said(import: &Import) -> String {
    short(&import.report).remove(0)
}

pub(super) fn response(cardinality: &str, base: &str, correct: &[&str], mapped: &str) -> String {
    let values: String = correct.iter().map(|value| format!("<value>{value}</value>")).collect();
    let correct = if values.is_empty() { values } else { format!("<correctResponse>{values}</correctResponse>") };
    format!(
        r#"<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">{correct}{mapped}</responseDeclaration>"#
    )
}

pub(super) fn mapping(attributes: &str, entries: &[(&str, &str)]) -> String {
    let entry = |(key, brings): &(&str, &str)| format!(r#"<mapEntry mapKey="{key}" mappedValue="{brings}"/>"#);
    format!("<mapping {attributes}>{}</mapping>", entries.iter().map(entry).collect::<String>())
}

pub(super) fn template(name: &str) -> String {
    format!(r#"<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/{name}"/>"#)
}

pub(super) fn choice(attributes: &str) -> String {
    format!(
        r#"<choiceInteraction responseIdentifier="RESPONSE" {attributes}><prompt>Mana?</prompt><simpleChoice identifier="A">rak</simpleChoice><simpleChoice identifier="B">katalog</simpleChoice><simpleChoice identifier="C">meja</simpleChoice></choiceInteraction>"#
    )
}

pub(super) const ENTRY: &str = r#"<p>Daftar koleksi: <textEntryInteraction responseIdentifier="RESPONSE"/></p>"#;

#[rstest]
#[case("", "loss: loss.case", true)]
#[case(r#" caseSensitive="true""#, "taken", true)]
#[case(r#" caseSensitive="0""#, "loss: loss.shadowed", false)]
fn whether_capital_letters_matter_is_never_guessed_in_silence(
    #[case] told: &str,
    #[case] outcome: &str,
    #[case] matter: bool,
) {
    let entries = mapping("defaultValue=\"0\"", &[("Katalog", "1"), ("katalog", "0.5")]);
    let entries = entries.replace("<mapEntry", &format!("<mapEntry{told}"));
    let import = item("", &response("single", "string", &[], &entries), ENTRY, &template("map_response"));
    assert_eq!(said(&import), outcome);
    let Answer::Gaps(keys) = &import.items[0].key.answer else { panic!("no gaps") };
    let Some(GapKey::Text(texts)) = keys.values().next() else { panic!("no text") };
    assert_eq!(texts.case_sensitive, matter);
}

#[test]
fn an_answer_given_beforehand_is_told_as_left_behind() {
    let given = response("single", "identifier", &["B"], "<defaultValue><value>A</value></defaultValue>");
    let import = item("", &given, &choice("maxChoices=\"1\""), &template("match_correct"));
    assert_eq!(said(&import), "loss: loss.template");
}

#[test]
fn a_template_sets_the_score_whatever_it_was_before() {
    let one = SCORE.replace("/>", "><defaultValue><value>1</value></defaultValue></outcomeDeclaration>");
    let whole = whole_item("I1", "").replace(SCORE, &one);
    let import = qti::import_item(whole.as_bytes(), &intake()).unwrap();
    assert_eq!((said(&import), import.items[0].question.points), ("taken".to_owned(), Decimal::ONE));
}

#[test]
fn a_template_that_brings_the_most_of_the_item_is_read_so() {
    let most = r#"<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float"><defaultValue><value>50</value></defaultValue></outcomeDeclaration>"#;
    let key = response("single", "identifier", &["B"], "");
    for name in ["CC2_match.xml", "CC2_match_basic"] {
        let import = item("", &format!("{key}{most}"), &choice("maxChoices=\"1\""), &template(name));
        assert_eq!((said(&import), import.items[0].question.points), ("taken".to_owned(), 50.into()));
        let import = item("", &key, &choice("maxChoices=\"1\""), &template(name));
        assert_eq!(said(&import), "refused: qti.processing");
    }
}

#[test]
fn yes_may_be_written_as_a_number() {
    let key = response("single", "identifier", &["B"], "");
    let import = item("", &key, &choice(r#"shuffle="1" maxChoices="1""#), &template("match_correct"));
    assert!(matches!(import.items[0].question.interaction, Interaction::Single { shuffle: true, .. }));
    let import = item(r#"adaptive="1""#, &key, &choice("maxChoices=\"1\""), &template("match_correct"));
    assert_eq!(said(&import), "refused: qti.adaptive");
}

#[rstest]
#[case("ordered", "maxChoices=\"2\"", "", "match_correct", "refused: qti.cardinality")]
#[case("record", "maxChoices=\"2\"", "", "match_correct", "refused: qti.cardinality")]
#[case("multiple", "maxChoices=\"0\"", "lowerBound=\"0.5\"", "map_response", "refused: qti.bound")]
#[case("multiple", "maxChoices=\"0\"", "lowerBound=\"0\" upperBound=\"2\"", "map_response", "taken")]
#[case("multiple", "maxChoices=\"0\"", "lowerBound=\"-3\"", "map_response", "taken")]
fn what_would_be_another_scoring_of_options_is_refused(
    #[case] cardinality: &str,
    #[case] most: &str,
    #[case] bounds: &str,
    #[case] name: &str,
    #[case] outcome: &str,
) {
    let entries = mapping(bounds, &[("A", "1"), ("B", "1")]);
    let declared = response(cardinality, "identifier", &["A", "B"], &entries);
    assert_eq!(said(&item("", &declared, &choice(most), &template(name))), outcome);
}

#[rstest]
#[case("multiple", &[("p1 j1", "1"), ("p2 j2", "1")], "", "taken")]
#[case("multiple", &[("p1 j1", "1"), ("p2 j2", "0.5")], "", "taken")]
#[case("multiple", &[("p1 j1", "1"), ("p2 j2", "1"), ("p1 j2", "-1")], "", "loss: loss.below-zero")]
#[case("multiple", &[("p1 j1", "1"), ("p2 j2", "1"), ("p1 j2", "-1")], "lowerBound=\"0\"", "taken")]
#[case("multiple", &[("p1 j1", "1"), ("p2 j2", "1"), ("p1 j2", "2")], "", "refused: qti.key-disagrees")]
#[case("multiple", &[("p1 j1", "1"), ("p2 j2", "0")], "", "refused: qti.key-disagrees")]
#[case("multiple", &[("p1 j1", "1"), ("p2 j2", "2"), ("p3 j2", "1")], "", "refused: item.key-unknown-choice")]
#[case("multiple", &[("p1 j1", "1"), ("p2 j2", "2")], "lowerBound=\"0.5\"", "refused: qti.bound")]
#[case("multiple", &[("p1 j1", "1"), ("p2 j2", "2")], "upperBound=\"2\"", "refused: qti.bound")]
#[case("multiple", &[("p1 j1", "1"), ("p2 j2", "2")], "defaultValue=\"0.5\"", "refused: qti.bound")]
#[case("multiple", &[("p1 j1", "1"), ("p2 j1", "1")], "", "refused: qti.key-disagrees")]
#[case("multiple", &[("p1 j1", "1"), ("p2 j2", "1")], "upperBound=\"1\"", "refused: qti.bound")]
#[case("multiple", &[("p1 j1", "1"), ("p2 j2", "1")], "defaultValue=\"-1\"", "loss: loss.below-zero")]
#[case("ordered", &[("p1 j1", "1"), ("p2 j2", "1")], "", "refused: qti.cardinality")]
fn pairs_are_taken_where_what_is_right_brings_most(
    #[case] cardinality: &str,
    #[case] entries: &[(&str, &str)],
    #[case] bounds: &str,
    #[case] outcome: &str,
) {
    let declared = response(cardinality, "directedPair", &["p1 j1", "p2 j2"], &mapping(bounds, entries));
    let body = r#"<matchInteraction responseIdentifier="RESPONSE" shuffle="false" maxAssociations="2"><prompt>Pasangkan.</prompt><simpleMatchSet><simpleAssociableChoice identifier="p1" matchMax="1">buku</simpleAssociableChoice><simpleAssociableChoice identifier="p2" matchMax="1">peta</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="j1" matchMax="2">rak</simpleAssociableChoice><simpleAssociableChoice identifier="j2" matchMax="2">laci</simpleAssociableChoice></simpleMatchSet></matchInteraction>"#;
    assert_eq!(said(&item("", &declared, body, &template("map_response"))), outcome);
}

#[rstest]
#[case("single", "", "", "taken")]
#[case("single", "maxChoices=\"1\"", "", "taken")]
#[case("single", "maxChoices=\"4\" minChoices=\"3\"", "", "refused: qti.cardinality")]
#[case("ordered", "maxChoices=\"1\"", "", "refused: qti.cardinality")]
#[case("multiple", "maxChoices=\"0\"", "lowerBound=\"1\"", "refused: qti.bound")]
#[case("multiple", "maxChoices=\"0\"", "defaultValue=\"-1\"", "refused: qti.bound")]
fn places_are_taken_where_their_number_and_bounds_are_kept(
    #[case] cardinality: &str,
    #[case] most: &str,
    #[case] bounds: &str,
    #[case] outcome: &str,
) {
    let areas = format!(
        "<areaMapping {bounds}><areaMapEntry shape=\"circle\" coords=\"10,\n10\t5\" mappedValue=\"1\"/></areaMapping>"
    );
    let body = format!(
        r#"<selectPointInteraction responseIdentifier="RESPONSE" {most}><prompt>Di mana?</prompt><object type="image/png" data="denah.png" width="90" height="60">denah</object></selectPointInteraction>"#
    );
    let declared = response(cardinality, "point", &[], &areas);
    let outcome = if outcome == "taken" { "loss: loss.file-missing" } else { outcome };
    assert_eq!(said(&item("", &declared, &body, &template("map_response_point"))), outcome);
}

#[test]
fn a_list_within_a_sentence_becomes_a_single_choice_with_a_line_in_its_place() {
    let body = r#"<p>Buku dicari lewat <inlineChoiceInteraction responseIdentifier="RESPONSE" shuffle="true"><inlineChoice identifier="A">rak</inlineChoice><inlineChoice identifier="B">katalog</inlineChoice></inlineChoiceInteraction>, bukan ingatan.</p>"#;
    let import = item("", &response("single", "identifier", &["B"], ""), body, &template("match_correct"));
    assert_eq!(said(&import), "loss: loss.inline-choice");
    let question = &import.items[0].question;
    assert_eq!(question.stem.words(), "Buku dicari lewat _____, bukan ingatan.");
    assert!(matches!(&question.interaction, Interaction::Single { options, shuffle: true } if options.len() == 2));
    assert!(import.items[0].key.answer == Answer::Choice(ChoiceId::letter(1)));
    let two = format!("{body}{}", choice("maxChoices=\"1\""));
    let import = item("", &response("single", "identifier", &["B"], ""), &two, &template("match_correct"));
    assert_eq!(said(&import), "refused: qti.several-interactions");
}

#[rstest]
#[case("<p><xi:include href=\"x.xml\"/></p>", "", "refused: qti.include")]
#[case("", "<itemBody/>", "refused: qti.twice")]
#[case("", "<responseProcessing/>", "refused: qti.twice")]
#[case("<infoControl title=\"Bantuan\"><p>Jawabnya B.</p></infoControl>", "", "loss: loss.hints")]
#[case("<qti-catalog-info><p>Arti kata.</p></qti-catalog-info>", "", "loss: loss.part")]
#[case("<p><object type=\"text/html\" data=\"b.html\"/>a</p>", "", "loss: loss.element loss.address")]
#[case("<div><object type=\"text/html\" data=\"b.html\"/></div>", "", "loss: loss.element loss.address")]
#[case(
    "<div><video controls=\"true\"><source src=\"b.mp4\" type=\"video/mp4\"/><track src=\"b.vtt\"/></video></div>",
    "",
    "loss: loss.element loss.address"
)]
fn what_lies_elsewhere_or_beside_never_becomes_part_of_the_question(
    #[case] before: &str,
    #[case] after: &str,
    #[case] outcome: &str,
) {
    let body = format!("{before}{}", choice("maxChoices=\"1\""));
    let after = format!("{}{after}", template("match_correct"));
    let import = item("", &response("single", "identifier", &["B"], ""), &body, &after);
    assert_eq!(said(&import), outcome);
    for item in &import.items {
        let stem = item.question.stem.words();
        assert!(!stem.contains("Jawabnya") && !stem.contains("Arti"), "{stem}");
        assert!(item.question.stem.media().is_empty());
    }
}

#[test]
fn two_declarations_of_one_response_are_refused() {
    let declared =
        format!("{}{}", response("single", "identifier", &["B"], ""), response("single", "identifier", &["C"], ""));
    let import = item("", &declared, &choice("maxChoices=\"1\""), &template("match_correct"));
    assert_eq!(said(&import), "refused: qti.twice");
}

#[test]
fn rules_that_score_elsewhere_or_lie_elsewhere_are_not_taken_for_none() {
    let declared = format!(
        r#"{}<outcomeDeclaration identifier="NILAI" cardinality="single" baseType="integer"/>"#,
        response("single", "identifier", &["B"], "")
    );
    let rules = r#"<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/><baseValue baseType="identifier">C</baseValue></match><setOutcomeValue identifier="NILAI"><baseValue baseType="integer">2</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>"#;
    let body = choice("maxChoices=\"1\"");
    assert_eq!(said(&item("", &declared, &body, rules)), "refused: qti.score-elsewhere");
    let rules = r#"<responseProcessing templateLocation="aturan.xml"/>"#;
    assert_eq!(said(&item("", &declared, &body, rules)), "refused: qti.processing");
}

pub(super) fn package(parts: &[(&str, &str)], resources: &[(&str, &str)]) -> Import {
    let resource = |(kind, href): &(&str, &str)| {
        format!(r#"<resource identifier="R-{}" type="{kind}" href="{href}"/>"#, href.replace(['/', '.'], "-"))
    };
    let manifest = format!(
        r#"<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M"><organizations/><resources>{}</resources></manifest>"#,
        resources.iter().map(resource).collect::<String>()
    );
    let parts = parts.iter().map(|(name, text)| (*name, text.as_bytes()));
    let bytes = zipped::pack(parts.chain([("imsmanifest.xml", manifest.as_bytes())])).unwrap();
    qti::import(&bytes, &intake()).unwrap()
}

pub(super) fn whole_item(id: &str, before: &str) -> String {
    format!(
        r#"<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="{id}" title="T" adaptive="false" timeDependent="false">{}{SCORE}{before}<itemBody>{}</itemBody>{}</assessmentItem>"#,
        response("single", "identifier", &["B"], ""),
        choice("maxChoices=\"1\""),
        template("match_correct")
    )
}

const READING: &str = r#"<qti-assessment-stimulus xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="BACAAN" title="Bacaan" xml:lang="id"><qti-stylesheet href="a.css" type="text/css"/><qti-stimulus-body><div class="kolom"><p>Perpustakaan buka pukul delapan.</p></div></qti-stimulus-body><qti-catalog-info/></qti-assessment-stimulus>"#;

#[test]
fn an_item_in_the_namespace_of_somebody_else_is_refused() {
    const OWN: &str = r#"xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2""#;
    let whole = whole_item("S1", "");
    for (declared, expected) in [
        (r#"xmlns="urn:bogus""#, "refused: xml.namespace"),
        (r#"xmlns="http://www.imsglobal.org/xsd/imsqti_v2p0""#, "loss: loss.version"),
        ("", "loss: loss.version"),
        (OWN, "taken"),
    ] {
        let text = whole.replace(OWN, declared);
        assert_eq!(said(&qti::import_item(text.as_bytes(), &intake()).unwrap()), expected, "{declared}");
    }
    let prefixed = whole.replace(OWN, r#"xmlns:q="urn:bogus""#).replace("<assessmentItem", "<q:assessmentItem");
    let prefixed = prefixed.replace("</assessmentItem", "</q:assessmentItem");
    assert_eq!(said(&qti::import_item(prefixed.as_bytes(), &intake()).unwrap()), "refused: xml.namespace");
}

#[test]
fn a_part_is_what_it_begins_with_and_what_its_material_lost_is_told_of_each_item() {
    let item = whole_item("S1", r#"<assessmentStimulusRef identifier="BACAAN" href="../bacaan/a.xml"/>"#);
    let import = package(
        &[("soal/1.xml", &item), ("bacaan/a.xml", READING)],
        &[("imsqti_item_xmlv3p0", "soal/1.xml"), ("imsqti_test_xmlv3p0", "bacaan/a.xml")],
    );
    assert_eq!(short(&import.report), ["loss: loss.style loss.part"]);
    assert_eq!(import.stimuli[0].content.words(), "Perpustakaan buka pukul delapan.");
}

pub(super) fn test(inner: &str) -> String {
    format!(
        r#"<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="UJI" title="Uji"><testPart identifier="P" navigationMode="nonlinear" submissionMode="simultaneous"><assessmentSection identifier="S" title="Bagian" visible="true">{inner}</assessmentSection></testPart></assessmentTest>"#
    )
}

#[rstest]
#[case("b/bagian.xml", r#"<assessmentItemRef identifier="S1" href="../soal/1.xml"/>"#, "taken")]
#[case("b/hilang.xml", r#"<assessmentItemRef identifier="S1" href="../soal/1.xml"/>"#, "refused: qti.no-part")]
#[case("soal/1.xml", "", "refused: qti.root")]
#[case("b/bagian.xml", r#"<assessmentSectionRef identifier="X" href="bagian.xml"/>"#, "refused: qti.sections")]
#[case(
    "b/bagian.xml",
    r#"<assessmentSectionRef identifier="X" href="bagian.xml"/><assessmentSectionRef identifier="Y" href="bagian.xml"/>"#,
    "refused: qti.sections"
)]
fn a_section_may_lie_in_a_part_of_its_own(#[case] href: &str, #[case] inner: &str, #[case] outcome: &str) {
    let section = format!(
        r#"<assessmentSection xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="S2" title="Dua" visible="true">{inner}</assessmentSection>"#
    );
    let test = test(&format!(r#"<assessmentSectionRef identifier="S2" href="{href}"/>"#));
    let import = package(
        &[("soal/1.xml", &whole_item("S1", "")), ("b/bagian.xml", &section), ("uji.xml", &test)],
        &[
            ("imsqti_item_xmlv2p2", "soal/1.xml"),
            ("imsqti_section_xmlv2p2", "b/bagian.xml"),
            ("imsqti_test_xmlv2p2", "uji.xml"),
        ],
    );
    assert_eq!(short(&import.report), ["taken", outcome]);
    let sections: Vec<usize> = import.tests.iter().flat_map(|test| test.sections.iter().map(|s| s.1.len())).collect();
    assert_eq!(sections, if outcome == "taken" { vec![0, 1] } else { vec![] });
}

#[test]
fn a_package_of_other_things_says_that_nothing_was_in_it() {
    let import = package(&[("a.html", "<p/>")], &[("webcontent", "a.html")]);
    assert_eq!(short(&import.report), ["refused: qti.no-resources"]);
}

#[test]
fn an_item_may_be_the_first_file_of_its_resource() {
    let manifest = r#"<manifest identifier="M"><resources><resource identifier="C" type="controlfile/apip_xmlv1p0"><file href="a.xsd"/></resource><resource identifier="I" type="imsqti_apipitem_xmlv2p2"><file href="satu/bunyi.mp3"/><file href="satu/butir.xml"/></resource></resources></manifest>"#;
    let item = whole_item("I1", "");
    let parts = [("imsmanifest.xml", manifest.as_bytes()), ("satu/butir.xml", item.as_bytes())];
    let import = qti::import(&zipped::pack(parts).unwrap(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["taken"]);
}
