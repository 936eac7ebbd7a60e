//! Files that mean harm, or that were cut, mixed up or misread on the way: answered with a report or a refusal, soon.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

/// Reads bytes as every format.
fn all(bytes: &[u8]) {
    for read in [aiken::import, gift::import, moodle::import, json::import, qti::import, qti::import_item] {
        if let Ok(import) = read(bytes, &intake()) {
            assert!(import.report.len() <= intake().most + 1);
            for item in &import.items {
                assert_eq!(faults(item), vec![]);
            }
        }
    }
}

/// Valid files of every format, made once.
static VALID: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let items: Vec<Item> = samples().into_iter().step_by(17).collect();
    vec![
        aiken::export(&items).bytes,
        gift::export(&items).bytes,
        moodle::export(&items, &Files::new()).bytes,
        json::export(&items, &[], &Files::new()).unwrap().bytes,
        qti::export(
            &qti::Contents { items: &items, stimuli: &[], files: &Files::new(), tests: &[] },
            qti::Version::V30,
        )
        .unwrap()
        .bytes,
        qti::export_item(&items[0], qti::Version::V21).unwrap().into_bytes(),
        qti::export_item(items.last().unwrap(), qti::Version::V22).unwrap().into_bytes(),
    ]
});

proptest! {
    #![proptest_config(a_quarter())]

    #[test]
    fn chance_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        all(&bytes);
    }

    #[test]
    fn chance_signs_of_the_formats_are_answered(text in "[{}~=#:%\\\\<>/&;\\[\\]*.\\-\n A-C1-3]{0,400}") {
        all(text.as_bytes());
    }

    #[test]
    fn valid_files_with_changed_bytes_are_answered(
        which in 0..7_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..6),
    ) {
        let mut bytes = VALID[which].clone();
        for (at, byte, how) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.truncate(at),
            }
        }
        all(&bytes);
    }
}

#[test]
fn an_entity_that_grows_is_refused_before_it_grows() {
    let bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE quiz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><quiz>&b;</quiz>";
    assert_eq!(moodle::import(bomb.as_bytes(), &intake()).unwrap_err().code, "xml.doctype");
    let unknown = "<quiz><question type=\"essay\">&passwd;</question></quiz>";
    assert_eq!(moodle::import(unknown.as_bytes(), &intake()).unwrap_err().code, "xml.entity");
}

#[test]
fn billion_laughs_and_a_file_of_the_house_are_refused_unread() {
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    for kind in [
        format!("<!DOCTYPE quiz [<!ENTITY l0 \"ha\">{laughs}]>"),
        "<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>".to_owned(),
        "<!DOCTYPE quiz [<!ENTITY % x SYSTEM \"http://127.0.0.1/x.dtd\"> %x;]>".to_owned(),
        "<!DOCTYPE quiz SYSTEM \"quiz.dtd\" [<!ENTITY x \"y\">]>".to_owned(),
        "<!DOCTYPE quiz []>".to_owned(),
        "<!DOCTYPE quiz PUBLIC \"only a name\">".to_owned(),
        "<!DOCTYPE quiz SYSTEM>".to_owned(),
        "<!DOCTYPE quiz more>".to_owned(),
    ] {
        let text = format!("<?xml version=\"1.0\"?>{kind}<quiz><question>&l9;&x;</question></quiz>");
        assert_eq!(moodle::import(text.as_bytes(), &intake()).unwrap_err().code, "xml.doctype", "{kind}");
    }
}

#[test]
fn a_document_type_that_defines_nothing_is_passed_over() {
    let quiz = "<quiz><question type=\"essay\"><questiontext><text>Mengapa?</text></questiontext></question></quiz>";
    for kind in [
        "<!DOCTYPE quiz>",
        "<!doctype quiz>",
        "<!DOCTYPE quiz SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE quiz SYSTEM 'a[b].dtd' >",
        "<!DOCTYPE quiz PUBLIC \"-//X//DTD Quiz//EN\" \"http://127.0.0.1:1/quiz.dtd\">",
    ] {
        let text = format!("<?xml version=\"1.0\"?>\n{kind}\n{quiz}");
        let (format, read) = import("soal.xml", text.as_bytes(), &intake()).unwrap();
        assert_eq!((format, short(&read.report)), (Format::Moodle, vec!["taken".to_owned()]), "{kind}");
        // What the definition might have said is still not known.
        let text = format!("{kind}{}", quiz.replace("Mengapa?", "&nbsp;"));
        assert_eq!(moodle::import(text.as_bytes(), &intake()).unwrap_err().code, "xml.entity", "{kind}");
    }
    let item = qti::export_item(&samples()[0], qti::Version::V21).unwrap();
    let item = item.replace("<assessmentItem ", "<!DOCTYPE assessmentItem>\n<assessmentItem ");
    let (format, read) = import("soal.xml", item.as_bytes(), &intake()).unwrap();
    assert_eq!((format, short(&read.report)), (Format::QtiItem, vec!["taken".to_owned()]));
    for text in [format!("{quiz}<!DOCTYPE quiz>"), format!("<!DOCTYPE quiz><!DOCTYPE quiz>{quiz}")] {
        assert_eq!(moodle::import(text.as_bytes(), &intake()).unwrap_err().code, "xml.broken");
    }
}

#[test]
fn numbers_as_large_as_can_be_written_are_answered() {
    let most = "79228162514264337593543950335";
    let least = "0.0000000000000000000000000001";
    let gift = format!("Berapa?{{#-{most}..{most}}}");
    assert_eq!(short(&gift::import(gift.as_bytes(), &intake()).unwrap().report), ["refused: gift.number"]);
    let score = r#"<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>"#;
    let item = |cardinality: &str, base: &str, inner: &str, body: &str, rules: &str| {
        let text = format!(
            r#"<assessmentItem identifier="I1" title="T"><responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">{inner}</responseDeclaration>{score}<itemBody><p>Mana?</p>{body}</itemBody>{rules}</assessmentItem>"#
        );
        short(&qti::import_item(text.as_bytes(), &intake()).unwrap().report).remove(0)
    };
    let map = r#"<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>"#;
    let entries = |told: &str, brings: [&str; 2]| {
        let [a, b] = brings;
        format!(
            r#"<mapping {told}><mapEntry mapKey="a" mappedValue="{a}"/><mapEntry mapKey="b" mappedValue="{b}"/></mapping>"#
        )
    };
    let options = r#"<choiceInteraction responseIdentifier="RESPONSE" maxChoices="0"><simpleChoice identifier="a">x</simpleChoice><simpleChoice identifier="b">y</simpleChoice></choiceInteraction>"#;
    for brings in [[most, most], [least, &format!("-{most}")]] {
        let said = item("multiple", "identifier", &entries("", brings), options, map);
        assert_eq!(said, "refused: qti.mapping");
    }
    let set = |names: [&str; 2]| {
        let one = |name: &str| {
            format!(r#"<simpleAssociableChoice identifier="{name}" matchMax="1">{name}</simpleAssociableChoice>"#)
        };
        format!("<simpleMatchSet>{}</simpleMatchSet>", names.map(one).concat())
    };
    let pairs = format!(
        r#"<matchInteraction responseIdentifier="RESPONSE" maxAssociations="2">{}{}</matchInteraction>"#,
        set(["a", "b"]),
        set(["c", "d"])
    );
    let mapped = format!(
        r#"<mapping upperBound="-{most}"><mapEntry mapKey="a c" mappedValue="3e28"/><mapEntry mapKey="b d" mappedValue="3e28"/></mapping>"#
    );
    assert_eq!(item("multiple", "directedPair", &mapped, &pairs, map), "refused: qti.bound");
    let entry = r#"<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>"#;
    for (right, tolerance) in [(format!("-{most}"), most.to_owned()), ("0".to_owned(), format!("{most} {most}"))] {
        let rules = format!(
            r#"<responseProcessing><responseCondition><responseIf><equal toleranceMode="absolute" tolerance="{tolerance}"><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>"#
        );
        let correct = format!("<correctResponse><value>{right}</value></correctResponse>");
        assert_eq!(item("single", "float", &correct, entry, &rules), "refused: qti.mapping");
    }
}

#[test]
fn deep_and_wide_xml_is_refused() {
    let deep = format!("<quiz>{}</quiz>", "<a>".repeat(100_000));
    assert_eq!(moodle::import(deep.as_bytes(), &intake()).unwrap_err().code, "xml.too-deep");
    let wide = format!("<quiz>{}</quiz>", "<a/>".repeat(600_000));
    assert_eq!(moodle::import(wide.as_bytes(), &intake()).unwrap_err().code, "xml.too-many");
    let html = format!("<![CDATA[{}x]]>", "<div>".repeat(10_000));
    let quiz =
        format!("<quiz><question type=\"essay\"><questiontext><text>{html}</text></questiontext></question></quiz>");
    let import = moodle::import(quiz.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["refused: html.too-deep"]);
}

#[test]
fn what_would_be_looked_at_again_and_again_is_looked_at_once() {
    let quiz = |text: &str| {
        format!("<quiz><question type=\"cloze\"><questiontext><text>{text}</text></questiontext></question></quiz>")
    };
    let import = moodle::import(quiz(&"{".repeat(1 << 20)).as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["refused: moodle.cloze-none"]);
    let long = format!("<quiz xmlns=\"{}\">{}</quiz>", "n".repeat(1 << 20), "<a/>".repeat(2_000));
    let few = Intake { most: 10, ..intake() };
    assert_eq!(moodle::import(long.as_bytes(), &few).unwrap().report.len(), 11);
    let import = gift::import(format!("{}{{=x}}", "a".repeat(2 << 20)).as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["refused: gift.too-long"]);
}

#[test]
fn more_items_than_asked_for_are_refused_in_one_row() {
    let many = "Q\nA) a\nB) b\nANSWER: A\n".repeat(50);
    let few = Intake { most: 10, ..intake() };
    let import = aiken::import(many.as_bytes(), &few).unwrap();
    assert_eq!((import.items.len(), import.report.len()), (10, 11));
    assert_eq!(short(&import.report).last().unwrap(), "refused: format.too-many");
}

#[test]
fn parts_without_end_are_refused_before_they_are_compared() {
    const MANY: usize = 20_000;
    let many = |one: &dyn Fn(usize) -> String| (0..MANY).map(one).collect::<String>();
    let said = |import: Result<Import, Refusal>| short(&import.unwrap().report).remove(0);
    let aiken = format!("Mana?\n{}ANSWER: A\n", many(&|at| format!("A) pilihan {at}\n")));
    assert_eq!(said(aiken::import(aiken.as_bytes(), &intake())), "refused: item.too-many-choices");
    let gift = format!("Mana? {{=a{}}}", many(&|at| format!(" ~b{at}")));
    assert_eq!(said(gift::import(gift.as_bytes(), &intake())), "refused: item.too-many-choices");
    let pairs = format!("Mana? {{{}}}", many(&|at| format!(" =p{at} -> r{at}")));
    assert_eq!(said(gift::import(pairs.as_bytes(), &intake())), "refused: item.too-many-choices");
    let texts = format!("Mana? {{{}}}", many(&|at| format!(" =t{at}")));
    assert_eq!(said(gift::import(texts.as_bytes(), &intake())), "refused: item.too-many-accepted");
    let quiz = |kind: &str, inner: String| {
        let text = "<questiontext><text>Mana?</text></questiontext>";
        said(moodle::import(
            format!("<quiz><question type=\"{kind}\">{text}{inner}</question></quiz>").as_bytes(),
            &intake(),
        ))
    };
    let answers = many(&|at| format!("<answer fraction=\"100\"><text>{at}</text></answer>"));
    assert_eq!(quiz("multichoice", answers.clone()), "refused: item.too-many-choices");
    assert_eq!(quiz("ordering", answers.clone()), "refused: item.too-many-choices");
    assert_eq!(quiz("numerical", answers), "refused: item.too-many-accepted");
    let sub = many(&|at| format!("<subquestion><text>{at}</text><answer><text>r{at}</text></answer></subquestion>"));
    assert_eq!(quiz("matching", sub), "refused: item.too-many-choices");
    let head = "<assessmentItem identifier=\"I1\" title=\"T\">";
    let entries = many(&|at| format!("<mapEntry mapKey=\"k{at}\" mappedValue=\"1\"/>"));
    let options = many(&|at| format!("<simpleChoice identifier=\"k{at}\">{at}</simpleChoice>"));
    let item = |outcomes: &str, options: &str| {
        let declared = format!(
            "<responseDeclaration identifier=\"RESPONSE\" cardinality=\"multiple\" baseType=\"identifier\"><mapping>{entries}</mapping></responseDeclaration>"
        );
        let body = format!(
            "<itemBody><choiceInteraction responseIdentifier=\"RESPONSE\" maxChoices=\"0\"><prompt>Mana?</prompt>{options}</choiceInteraction></itemBody>"
        );
        let text =
            format!("{head}{declared}{outcomes}{body}<responseProcessing template=\"map_response\"/></assessmentItem>");
        said(qti::import_item(text.as_bytes(), &intake()))
    };
    assert_eq!(item("", &options), "refused: item.too-many-choices");
    let outcomes = many(&|at| format!("<outcomeDeclaration identifier=\"O{at}\"/>"));
    assert_eq!(item(&outcomes, ""), "refused: xml.too-many");
}
