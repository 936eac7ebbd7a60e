//! QTI as others write it, and as it should not be taken.

use std::io::Write;

use rstest::rstest;
use rust_decimal::Decimal;

use super::*;
use crate::item::*;

const HEAD: &str = "<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"I1\" title=\"T\" adaptive=\"false\" timeDependent=\"false\">";
const CHOICE: &str = "<responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"identifier\"><correctResponse><value>B</value></correctResponse></responseDeclaration><itemBody><p>Apa?</p><choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\" maxChoices=\"1\"><prompt>Pilih.</prompt><simpleChoice identifier=\"A\">a</simpleChoice><simpleChoice identifier=\"B\">b</simpleChoice></choiceInteraction></itemBody>";
const MATCH: &str =
    "<responseProcessing template=\"http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct\"/>";

fn read(text: &str) -> Import {
    qti::import_item(text.as_bytes(), &intake()).unwrap()
}

fn said(body: &str) -> String {
    short(&read(&format!("{HEAD}{body}</assessmentItem>")).report).remove(0)
}

#[test]
fn a_choice_with_a_standard_template_is_taken() {
    let import = read(&format!("{HEAD}{CHOICE}{MATCH}</assessmentItem>"));
    assert_eq!(short(&import.report), ["taken"]);
    let item = &import.items[0];
    assert_eq!(item.id.as_str(), "I1");
    assert_eq!(item.question.stem.words(), "Apa?\nPilih.");
    assert!(item.key.answer == Answer::Choice(ChoiceId::letter(1)));
}

#[test]
fn version_three_reads_as_the_older_ones() {
    let text = "<qti-assessment-item xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" identifier=\"I1\" title=\"T\" adaptive=\"false\" time-dependent=\"false\" xml:lang=\"en-US\"><qti-response-declaration identifier=\"RESPONSE\" cardinality=\"multiple\" base-type=\"identifier\"><qti-mapping lower-bound=\"0\" upper-bound=\"2\" default-value=\"0\"><qti-map-entry map-key=\"A\" mapped-value=\"1\"/><qti-map-entry map-key=\"C\" mapped-value=\"1\"/></qti-mapping></qti-response-declaration><qti-item-body><p>Which?</p><qti-choice-interaction response-identifier=\"RESPONSE\" max-choices=\"0\"><qti-simple-choice identifier=\"A\">a</qti-simple-choice><qti-simple-choice identifier=\"B\">b</qti-simple-choice><qti-simple-choice identifier=\"C\">c</qti-simple-choice></qti-choice-interaction></qti-item-body><qti-response-processing template=\"https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml\"/></qti-assessment-item>";
    let import = read(text);
    assert_eq!(short(&import.report), ["taken"]);
    let item = &import.items[0];
    assert_eq!((item.question.language, item.question.points), (Language::En, Decimal::TWO));
    assert!(item.key.scoring == Scoring::Parts);
}

const OWN_RULES: &str = "<responseProcessing><responseCondition><responseIf><match><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></match><setOutcomeValue identifier=\"SCORE\"><baseValue baseType=\"float\">3</baseValue></setOutcomeValue></responseIf><responseElse><setOutcomeValue identifier=\"SCORE\"><baseValue baseType=\"float\">0</baseValue></setOutcomeValue></responseElse></responseCondition></responseProcessing>";

#[test]
fn rules_of_the_shape_of_a_template_are_understood() {
    let import = read(&format!("{HEAD}{CHOICE}{OWN_RULES}</assessmentItem>"));
    assert_eq!((short(&import.report), import.items[0].question.points), (vec!["taken".to_owned()], 3.into()));
}

#[rstest]
#[case(CHOICE, "loss: loss.no-processing")]
#[case("<responseProcessing template=\"http://example.org/own.xml\"/>", "refused: qti.no-body")]
#[case("<itemBody><p>a</p></itemBody>", "refused: qti.no-interaction")]
#[case("<itemBody><p>a <textEntryInteraction responseIdentifier=\"X\"/></p></itemBody>", "refused: qti.undeclared")]
#[case("<templateDeclaration identifier=\"X\"/><itemBody/>", "refused: qti.template")]
#[case(
    "<responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"identifier\"/><itemBody><associateInteraction responseIdentifier=\"RESPONSE\"/></itemBody>",
    "refused: qti.interaction"
)]
#[case(
    "<responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"identifier\"/><itemBody><p><inlineChoiceInteraction responseIdentifier=\"RESPONSE\"/></p></itemBody>",
    "refused: qti.no-key"
)]
#[case(
    "<responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"string\"/><itemBody><p>a</p><extendedTextInteraction responseIdentifier=\"RESPONSE\"/></itemBody>",
    "loss: loss.points-untold"
)]
fn what_is_not_understood_is_refused(#[case] body: &str, #[case] outcome: &str) {
    assert_eq!(said(body), outcome);
}

#[rstest]
#[case(
    "<responseCondition><responseIf><lt><variable identifier=\"duration\"/><baseValue baseType=\"float\">9</baseValue></lt></responseIf></responseCondition>"
)]
#[case("<setOutcomeValue identifier=\"SCORE\"><random/></setOutcomeValue>")]
#[case("<lookupOutcomeValue identifier=\"SCORE\"/>")]
#[case("<exitResponse/>")]
fn processing_that_is_a_program_is_refused(#[case] rule: &str) {
    let body = format!("{CHOICE}<responseProcessing>{rule}</responseProcessing>");
    assert_eq!(said(&body), "refused: qti.processing");
}

#[test]
fn feedback_within_an_option_does_not_become_part_of_it() {
    let body = CHOICE.replace(">b</simpleChoice>", ">b<feedbackInline identifier=\"B\" outcomeIdentifier=\"F\" showHide=\"show\">benar</feedbackInline></simpleChoice>");
    let import = read(&format!("{HEAD}{body}{MATCH}</assessmentItem>"));
    assert_eq!(short(&import.report), ["loss: loss.feedback"]);
    assert!(!serde_json::to_string(&import.items[0].question).unwrap().contains("benar"));
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn manifest(resources: &str) -> String {
    format!(
        "<manifest xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" identifier=\"M\"><organizations/><resources>{resources}</resources></manifest>"
    )
}

#[test]
fn a_package_with_a_picture_a_stimulus_and_a_test_goes_out_and_comes_back() {
    let mut items: Vec<Item> = samples().into_iter().take(3).collect();
    let picture = Picture {
        file: MediaName::new("gambar/rak buku.png").unwrap(),
        alt: "rak".into(),
        width: Some(9),
        height: None,
    };
    items[0].question.stem.0.push(Block::Picture(picture));
    let shared = StimulusId::new("S1").unwrap();
    items[1].question.stimulus = Some(shared.clone());
    let stimulus =
        Stimulus { id: shared, language: Language::Id, title: "Bacaan".into(), content: Content::plain("Teks.") };
    let files: Files = [(MediaName::new("gambar/rak buku.png").unwrap(), b"PNG".to_vec())].into();
    let sections = vec![("Bagian 1".to_owned(), items.iter().map(|item| item.id.clone()).collect())];
    let test = TestOutline { id: ItemId::new("UJI").unwrap(), title: "Uji".into(), minutes: Some(90), sections };
    let contents = qti::Contents {
        items: &items,
        stimuli: std::slice::from_ref(&stimulus),
        files: &files,
        tests: std::slice::from_ref(&test),
    };
    for version in [qti::Version::V22, qti::Version::V30] {
        let export = qti::export(&contents, version).unwrap();
        assert_eq!(short(&export.report), ["taken"; 4], "{version:?}");
        let back = qti::import(&export.bytes, &intake()).unwrap();
        assert_eq!(short(&back.report), ["taken"; 4]);
        assert_eq!(back.version, Some(version));
        let said = Outcome::Test { test: test.id.clone(), losses: Vec::new() };
        assert_eq!(back.report.last().map(|row| &row.outcome), Some(&said));
        assert_eq!((back.items, back.files), (items.clone(), files.clone()));
        assert_eq!((back.stimuli, back.tests), (vec![stimulus.clone()], vec![test.clone()]));
    }
    let export = qti::export(&contents, qti::Version::V21).unwrap();
    assert_eq!(short(&export.report)[1], "loss: loss.stimulus");
    let back = qti::import(&export.bytes, &intake()).unwrap();
    assert_eq!((back.version, back.tests.len()), (Some(qti::Version::V21), 1));
}

#[test]
fn a_test_names_no_item_that_was_left_out() {
    let mut items: Vec<Item> = samples().into_iter().take(2).collect();
    items[1].question.stem = Content(vec![Block::Paragraph(vec![Inline::Gap(GapId::letter(0))])]);
    let outline = |items: &[Item]| TestOutline {
        id: ItemId::new("UJI").unwrap(),
        title: "Uji".into(),
        minutes: None,
        sections: vec![("Bagian 1".to_owned(), items.iter().map(|item| item.id.clone()).collect())],
    };
    let export = |items: &[Item]| {
        let tests = [outline(items)];
        qti::export(&qti::Contents { items, stimuli: &[], files: &Files::new(), tests: &tests }, qti::Version::V30)
            .unwrap()
    };
    let made = export(&items);
    assert_eq!(short(&made.report), ["taken", "refused: format.cannot-carry", "loss: loss.item"]);
    let back = qti::import(&made.bytes, &intake()).unwrap();
    assert_eq!(back.tests, [outline(&items[..1])]);
    assert_eq!(short(&back.report), ["taken", "taken"]);
    let made = export(&items[1..]);
    assert_eq!(short(&made.report), ["refused: format.cannot-carry", "refused: qti.no-items"]);
}

#[rstest]
#[case(&[("../x.xml", b"a".as_slice())], "zip.path")]
#[case(&[("/etc/x.xml", b"a".as_slice())], "zip.path")]
#[case(&[("a\\..\\x.xml", b"a".as_slice())], "zip.path")]
#[case(&[("C:\\x.xml", b"a".as_slice())], "zip.path")]
#[case(&[("a.xml", b"a".as_slice())], "qti.no-manifest")]
#[case(&[("a/imsmanifest.xml", b"<manifest/>".as_slice()), ("b/imsmanifest.xml", b"<manifest/>".as_slice())], "qti.no-manifest")]
#[case(&[("imsmanifest.xml", b"<manifest".as_slice())], "xml.broken")]
#[case(&[("imsmanifest.xml", b"<x/>".as_slice())], "qti.root")]
fn a_package_that_is_none_is_refused(#[case] parts: &[(&str, &[u8])], #[case] code: &str) {
    assert_eq!(qti::import(&zip(parts), &intake()).unwrap_err().code, code);
}

/// As the archivers of macOS and of older Windows make them.
#[test]
fn a_package_with_a_folder_around_it_or_other_slashes_is_taken() {
    let good = format!("{HEAD}{CHOICE}{MATCH}</assessmentItem>");
    let list = manifest("<resource identifier=\"5\" type=\"imsqti_item_xmlv2p1\" href=\"items/good.xml\"/>");
    let (list, good) = (list.as_bytes(), good.as_bytes());
    let packages = [
        zip(&[
            ("Soal 2026/imsmanifest.xml", list),
            ("Soal 2026/items/good.xml", good),
            ("Soal 2026/items/more/imsmanifest.xml", b"<x/>"),
            ("__MACOSX/Soal 2026/imsmanifest.xml", b"x"),
        ]),
        zip(&[("imsmanifest.xml", list), ("items\\good.xml", good), ("items/apa? 100%.png", b"x")]),
    ];
    for package in packages {
        let (format, import) = super::super::import("soal.zip", &package, &intake()).unwrap();
        assert_eq!((format, short(&import.report)), (Format::Qti, vec!["taken".to_owned()]));
    }
}

/// Version 2.1 has no shared stimuli; its packages have the text beside the items, as a document.
#[test]
fn a_passage_beside_an_item_is_put_where_it_is_shown() {
    let shown = "<itemBody><rubricBlock view=\"candidate author\"><div><object type=\"text/html\" data=\"../bacaan/b1.html\"/></div></rubricBlock>";
    let item = format!("{HEAD}{CHOICE}{MATCH}</assessmentItem>").replacen("<itemBody>", shown, 1);
    let page = "<!DOCTYPE html><html><head><title>B1</title><style>p{}</style></head><body><p>Perpustakaan <b>desa</b><br>buka pagi.</p><p><img src='gambar/denah.png' alt='denah'></p></body></html>";
    let list = manifest("<resource identifier=\"5\" type=\"imsqti_item_xmlv2p1\" href=\"soal/a/i1.xml\"/>");
    let package = |page: &[u8]| {
        zip(&[
            ("imsmanifest.xml", list.as_bytes()),
            ("soal/a/i1.xml", item.replace("../bacaan", "../../bacaan").as_bytes()),
            ("bacaan/b1.html", page),
            ("bacaan/gambar/denah.png", b"png"),
        ])
    };
    let import = qti::import(&package(page.as_bytes()), &intake()).unwrap();
    assert_eq!(short(&import.report), ["taken"]);
    assert!(import.items[0].question.stem.words().starts_with("Perpustakaan desa\nbuka pagi.\n"));
    assert_eq!(import.files.keys().map(MediaName::as_str).collect::<Vec<_>>(), ["bacaan/gambar/denah.png"]);
    // What cannot be read is told as left behind.
    let import = qti::import(&package(b"caf\xE9"), &intake()).unwrap();
    assert_eq!(short(&import.report), ["loss: loss.element loss.address"]);
}

#[test]
fn parts_that_are_missing_broken_or_of_another_kind_are_each_told() {
    let list = manifest(
        "<resource identifier=\"1\" type=\"imsqti_item_xmlv2p1\" href=\"gone.xml\"/><resource identifier=\"2\" type=\"imsqti_item_xmlv2p1\" href=\"broken.xml\"/><resource identifier=\"3\" type=\"imsqti_xmlv1p2\" href=\"old.xml\"/><resource identifier=\"4\" type=\"imsqti_item_xmlv2p1\" href=\"../out.xml\"/><resource identifier=\"5\" type=\"imsqti_item_xmlv2p1\" href=\"good.xml\"/>",
    );
    let good = format!("{HEAD}{CHOICE}{MATCH}</assessmentItem>");
    let package = zip(&[
        ("imsmanifest.xml", list.as_bytes()),
        ("broken.xml", b"<assessmentItem>"),
        ("good.xml", good.as_bytes()),
    ]);
    let import = qti::import(&package, &intake()).unwrap();
    let mut all = short(&import.report);
    all.sort();
    assert_eq!(
        all,
        ["refused: qti.no-part", "refused: qti.no-part", "refused: qti.resource-type", "refused: xml.broken", "taken"]
    );
}

#[test]
fn a_package_cut_anywhere_is_answered() {
    let good = format!("{HEAD}{CHOICE}{MATCH}</assessmentItem>");
    let list = manifest("<resource identifier=\"5\" type=\"imsqti_item_xmlv2p1\" href=\"good.xml\"/>");
    let package = zip(&[("imsmanifest.xml", list.as_bytes()), ("good.xml", good.as_bytes())]);
    for end in (0..package.len()).step_by(7) {
        assert!(qti::import(&package[..end], &intake()).is_err());
    }
}
