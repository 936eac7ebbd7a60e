//! QTI: items that show nothing, addresses with a base, names that are taken, numbers that go out again, pictures whose
//! size only they themselves tell.

use certification::id::PersonId;
use rstest::rstest;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{
    qti_others::{choice, item, mapping, package, response, said, template, whole_item},
    *,
};
use crate::{
    bank::{Hand, Life},
    item::*,
};

/// Spaces that do not break, and signs without width, ask nothing and offer nothing.
#[rstest]
#[case("<p>&#160;</p>", "rak", "refused: item.empty-stem")]
#[case("<p><b>&#8203;</b> &#65279;</p>", "rak", "refused: item.empty-stem")]
#[case("<pre> &#160; </pre>", "rak", "refused: item.empty-stem")]
#[case("<p>Mana?&#160;</p>", "&#160;&#8288;", "refused: item.empty-choice")]
#[case("<p>Mana?&#160;</p>", "&#160;rak", "taken")]
#[case("<p><img src=\"a.png\" alt=\"\"/></p>", "rak", "loss: loss.file-missing")]
#[case("<p>Mana?</p>", "kata&#8203;log", "refused: item.choices-alike")]
#[case("<p>Mana?</p>", "&#160;katalog ", "refused: item.choices-alike")]
#[case("<p>Mana?</p>", "<b>katalog</b>", "taken")]
fn what_shows_no_letter_is_empty_and_adds_nothing(#[case] stem: &str, #[case] option: &str, #[case] outcome: &str) {
    let body =
        choice("maxChoices=\"1\"").replace("<prompt>Mana?</prompt>", "").replace(">rak<", &format!(">{option}<"));
    let declared = response("single", "identifier", &["B"], "");
    assert_eq!(said(&item("", &declared, &format!("{stem}{body}"), &template("match_correct"))), outcome);
}

/// `xml:base` as XML means it: what follows its last `/` is no part of it, and one within another adds to it.
#[rstest]
#[case("xml:base=\"media/\"", "", "media/a.png")]
#[case("xml:base=\"media/x.xml\"", "", "media/a.png")]
#[case("xml:base=\"media/\"", "xml:base=\"lain/\"", "media/lain/a.png")]
#[case("", "xml:base=\"../\"", "")]
#[case("xml:base=\"media/\"", "xml:base=\"../lain/\"", "lain/a.png")]
#[case("xml:base=\"https://example.org/\"", "", "")]
fn addresses_are_seen_from_their_base(#[case] root: &str, #[case] inner: &str, #[case] file: &str) {
    let body = format!("<div {inner}><p><img src=\"a.png\" alt=\"rak\"/></p></div>{}", choice("maxChoices=\"1\""));
    let import = item(root, &response("single", "identifier", &["B"], ""), &body, &template("match_correct"));
    let media = import.items[0].media();
    assert_eq!(media.iter().map(|name| name.as_str()).collect::<String>(), file);
    let outcome = if file.is_empty() { "loss: loss.address" } else { "loss: loss.file-missing" };
    assert_eq!(said(&import), outcome);
}

#[test]
fn a_name_that_another_item_has_is_told_from_one_that_cannot_be_used() {
    let parts = [("1.xml", whole_item("S1", "")), ("2.xml", whole_item("S1", "")), ("3.xml", whole_item("S 1?", ""))];
    let resources: Vec<_> = parts.iter().map(|(name, _)| ("imsqti_item_xmlv2p2", *name)).collect();
    let parts: Vec<_> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let import = package(&parts, &resources);
    assert_eq!(short(&import.report), ["taken", "loss: loss.name-taken", "loss: loss.name"]);
}

/// What was taken from a slider whose numbers bring different parts goes out, and comes back as it was.
#[test]
fn numbers_that_are_accepted_exactly_go_out_as_a_mapping() {
    let slider = r#"<sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="20" step="1"><prompt>Berapa?</prompt></sliderInteraction>"#;
    let entries = mapping("defaultValue=\"0\"", &[("15", "1"), ("16", "2"), ("17", "1")]);
    let import = item("", &response("single", "integer", &["16"], &entries), slider, &template("map_response"));
    assert_eq!(said(&import), "loss: loss.slider");
    let Answer::Gaps(keys) = &import.items[0].key.answer else { panic!("no gap") };
    let Some(GapKey::Numbers(numbers)) = keys.values().next() else { panic!("no number") };
    assert_eq!(
        numbers.iter().map(|one| one.share).collect::<Vec<_>>(),
        [Decimal::new(5, 1), Decimal::ONE, Decimal::new(5, 1)]
    );
    for version in qti::Version::ALL {
        let contents = qti::Contents { items: &import.items, stimuli: &[], files: &Files::new(), tests: &[] };
        let export = qti::export(&contents, version).unwrap();
        assert_eq!(short(&export.report), ["taken"], "{version:?}");
        let back = qti::import(&export.bytes, &intake()).unwrap();
        assert_eq!((short(&back.report), &back.items), (vec!["taken".to_owned()], &import.items));
    }
}

#[test]
fn numbers_with_a_tolerance_go_out_alone() {
    let number = |value: i64, tolerance: i64| NumberKey {
        value: value.into(),
        tolerance: tolerance.into(),
        share: Decimal::ONE,
    };
    let id = GapId::letter(0);
    let slider = r#"<sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="20"><prompt>Berapa?</prompt></sliderInteraction>"#;
    let import = item("", &response("single", "integer", &["16"], ""), slider, &template("match_correct"));
    let mut item = import.items.into_iter().next().unwrap();
    let mut said = |numbers: Vec<NumberKey>| {
        item.key.answer = Answer::Gaps([(id.clone(), GapKey::Numbers(numbers))].into());
        qti::export_item(&item, qti::Version::V22).map(|_| ()).map_err(|why| why.code)
    };
    let cannot = Err("format.cannot-carry".to_owned());
    assert_eq!(said(vec![number(16, 1)]), Ok(()));
    assert_eq!(said(vec![number(16, 0), number(17, 0)]), Ok(()));
    assert_eq!(said(vec![number(16, 0), number(17, 1)]), cannot);
    assert_eq!(said(vec![number(16, 0), number(16, 0)]), cannot, "a mapping names each once");
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x14\0\0\0\x0a\x08\x02\0\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82";
/// A segment that is passed over, then the frame: 16 high, 24 wide.
const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x04\0\0\xFF\xC2\0\x0B\x08\0\x10\0\x18\x01\x01\x11\0\xFF\xD9";

#[rstest]
#[case("image/png", PNG, "taken", Some((20, 10)))]
#[case("image/png\" width=\"50%", PNG, "refused: qti.attribute", None)]
#[case("image/png\" width=\"40px\" height=\"30", PNG, "taken", Some((40, 30)))]
#[case("image/jpeg", JPEG, "taken", Some((24, 16)))]
#[case("image/png", b"PNG", "refused: item.picture-size", None)]
#[case("image/jpeg", b"\xFF\xD8\xFF\xE0\0\0\xFF\xD9", "refused: item.picture-size", None)]
fn a_picture_to_mark_has_the_size_that_it_tells_itself(
    #[case] kind: &str,
    #[case] bytes: &[u8],
    #[case] outcome: &str,
    #[case] size: Option<(u32, u32)>,
) {
    let import = pictured(kind, bytes, "denah");
    assert_eq!(said(&import), outcome);
    if let Some(item) = import.items.first() {
        let Interaction::Hotspot { picture, .. } = &item.question.interaction else { panic!("no picture") };
        assert_eq!(picture.width.zip(picture.height), size);
    }
}

/// What it shows can be said by who takes it over; until then nobody lays it before reviewers.
#[test]
fn a_picture_to_mark_without_words_is_a_draft() {
    let import = pictured("image/png", PNG, " ");
    assert_eq!(said(&import), "loss: loss.picture-words");
    let hand = Hand { by: PersonId(Uuid::from_u128(1)), at: 1 };
    let mut life = Life::draft(import.items[0].clone(), hand);
    assert_eq!(life.submit(hand).unwrap_err().code, "item.picture-words");
}

fn pictured(kind: &str, bytes: &[u8], words: &str) -> Import {
    let declared = response("single", "identifier", &["B"], "");
    let body = format!(
        r#"<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Mana?</prompt><object type="{kind}" data="a.bin">{words}</object><hotspotChoice identifier="A" shape="circle" coords="2,2,2"/><hotspotChoice identifier="B" shape="rect" coords="5,5,9,9"/></hotspotInteraction>"#
    );
    let text = format!(
        r#"<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="I1" title="T">{declared}<itemBody>{body}</itemBody>{}</assessmentItem>"#,
        template("match_correct")
    );
    let manifest = r#"<manifest><resources><resource identifier="R1" type="imsqti_item_xmlv2p1" href="i.xml"/></resources></manifest>"#;
    let parts = [("i.xml", text.as_bytes()), ("a.bin", bytes), ("imsmanifest.xml", manifest.as_bytes())];
    qti::import(&zipped::pack(parts).unwrap(), &intake()).unwrap()
}
