//! What is taken as it is and may not be meant so: told.

use rstest::rstest;

use super::*;

fn gift(text: &str) -> String {
    short(&gift::import(text.as_bytes(), &intake()).unwrap().report).join(" | ")
}

#[rstest]
#[case("Berapa? {#=5:3 =%50%5.5:1}", "loss: loss.shadowed")]
#[case("Berapa? {#=5:1 =%50%5:3}", "taken")]
#[case("Berapa? {#=%50%5:3 =5:1}", "loss: loss.shadowed")]
#[case("Berapa? {#=5:1 =%50%7:3}", "taken")]
#[case("Berapa? {#=5:1 =5.5:1}", "taken")]
#[case("Berapa? {=lima =%50%Lima}", "loss: loss.shadowed")]
#[case("Berapa? {=lima =%50%lima orang}", "taken")]
fn an_answer_that_one_before_it_accepts_otherwise_is_told(#[case] text: &str, #[case] said: &str) {
    assert_eq!(gift(text), said);
}

#[test]
fn lines_may_end_as_they_did_on_old_machines() {
    let text = "Mana?\rA) satu\rB) dua\rANSWER: B\r\rDan ini?\rA) ya\rB) tidak\rANSWER: A\r";
    let (format, import) = super::import("soal.txt", text.as_bytes(), &intake()).unwrap();
    assert_eq!((format, short(&import.report).join(" ")), (Format::Aiken, "taken taken".to_owned()));
    let text = "// soal\r::A:: Mana? {=satu ~dua}\r\r::B:: Dan ini? {T}\r";
    let (format, import) = super::import("soal.txt", text.as_bytes(), &intake()).unwrap();
    assert_eq!((format, short(&import.report).join(" ")), (Format::Gift, "taken taken".to_owned()));
}

#[rstest]
#[case("<p>Apa?</p>", "", "taken")]
#[case("", "<p>Pilih satu.</p>", "loss: loss.text-behind")]
#[case("<p>Apa?</p>", "<p><img src=\"a.png\" alt=\"rak\"/></p>", "loss: loss.text-behind loss.file-missing")]
#[case("<p>Apa?</p>", "<rubricBlock view=\"scorer\"><p>x</p></rubricBlock>", "taken")]
#[case("<p>Apa?</p>", "<p> </p>", "taken")]
fn text_behind_the_place_to_answer_is_told(#[case] before: &str, #[case] after: &str, #[case] said: &str) {
    let text = format!(
        "<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"I1\" title=\"T\" adaptive=\"false\" timeDependent=\"false\"><responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"identifier\"><correctResponse><value>B</value></correctResponse></responseDeclaration><itemBody>{before}<choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\" maxChoices=\"1\"><simpleChoice identifier=\"A\">a</simpleChoice><simpleChoice identifier=\"B\">b</simpleChoice></choiceInteraction>{after}</itemBody><responseProcessing template=\"http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct\"/></assessmentItem>"
    );
    assert_eq!(short(&qti::import_item(text.as_bytes(), &intake()).unwrap().report), [said]);
}
