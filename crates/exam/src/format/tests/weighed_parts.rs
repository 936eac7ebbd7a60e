//! Items whose pairs or gaps are worth different points, in each format that can say it. The shapes are those of published
//! examples; the items are the house's own.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;

use super::{
    items,
    qti_others::{item, mapping, response, said, template},
    *,
};
use crate::item::*;

fn id(text: &str) -> ChoiceId {
    ChoiceId::new(text).unwrap()
}

fn gap(text: &str) -> GapId {
    GapId::new(text).unwrap()
}

fn pairs(of: &[(&str, &str, i64)], other: i64) -> Scoring {
    let pairs = of.iter().map(|(premise, response, weight)| ((id(premise), id(response)), (*weight).into()));
    Scoring::Pairs(PairWeights::of(pairs, other.into()).unwrap())
}

fn gaps(of: &[(&str, i64)]) -> Scoring {
    Scoring::Gaps(GapWeights::of(of.iter().map(|(name, weight)| (gap(name), (*weight).into()))).unwrap())
}

/// Written in every version of QTI and read again, it is what it was.
fn comes_back(item: &Item) {
    for version in qti::Version::ALL {
        let text = qti::export_item(item, version).unwrap();
        let back = qti::import_item(text.as_bytes(), &intake()).unwrap();
        assert_eq!((short(&back.report), back.items[0].key == item.key), (vec!["taken".to_owned()], true), "{text}");
        assert_eq!(back.items[0].question.points, item.question.points);
    }
    let made = json::export(std::slice::from_ref(item), &[], &Files::new()).unwrap();
    assert_eq!(json::import(&made.bytes, &intake()).unwrap().items, std::slice::from_ref(item));
}

/// Books and shelves: the shape of the four characters and three plays of the specification.
fn books(attributes: &str, entries: &[(&str, &str)]) -> Import {
    let declared =
        response("multiple", "directedPair", &["A R1", "B R2", "C R2", "D R3"], &mapping(attributes, entries));
    let choices = |ids: &[&str], most: u32| -> String {
        let one = |id: &&str| {
            format!(r#"<simpleAssociableChoice identifier="{id}" matchMax="{most}">{id}</simpleAssociableChoice>"#)
        };
        ids.iter().map(one).collect()
    };
    let body = format!(
        r#"<matchInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="4"><prompt>Rak mana?</prompt><simpleMatchSet>{}</simpleMatchSet><simpleMatchSet>{}</simpleMatchSet></matchInteraction>"#,
        choices(&["A", "B", "C", "D"], 1),
        choices(&["R1", "R2", "R3"], 4)
    );
    item("", &declared, &body, &template("map_response"))
}

#[test]
fn pairs_of_a_mapping_count_as_they_are_mapped() {
    let import = books("defaultValue=\"0\"", &[("A R1", "1"), ("B R2", "0.5"), ("C R2", "0.5"), ("D R3", "1")]);
    assert_eq!(said(&import), "taken");
    let taken = &import.items[0];
    assert_eq!(taken.question.points, 3.into());
    assert!(taken.key.scoring == pairs(&[("A", "R1", 2), ("B", "R2", 1), ("C", "R2", 1), ("D", "R3", 2)], 0));
    comes_back(taken);
}

#[test]
fn another_pair_may_bring_a_part_or_take_something_off() {
    let right = [("A R1", "1"), ("B R2", "0.5"), ("C R2", "0.5"), ("D R3", "1")];
    let entries = [&right[..], &[("B R3", "0.25"), ("A R2", "-9"), ("C R1", "0")]].concat();
    let import = books("defaultValue=\"-0.5\" lowerBound=\"0\"", &entries);
    assert_eq!(said(&import), "taken");
    // What takes off more than all takes off all; what brings nothing is no pair that takes something off.
    let more = [
        ("A", "R1", 4),
        ("B", "R2", 2),
        ("C", "R2", 2),
        ("D", "R3", 4),
        ("B", "R3", 1),
        ("A", "R2", -12),
        ("C", "R1", 0),
    ];
    assert!(import.items[0].key.scoring == pairs(&more, -2));
    comes_back(&import.items[0]);
    assert_eq!(said(&books("defaultValue=\"-0.5\"", &entries)), "loss: loss.below-zero");
}

/// The response that brings most is the right one where none is declared, unless two bring the same.
#[rstest]
#[case("0.5", "taken")]
#[case("1", "refused: qti.key-disagrees")]
fn what_brings_most_is_right_where_nothing_is_declared(#[case] second: &str, #[case] outcome: &str) {
    let entries = [("p1 j1", second), ("p1 j2", "1"), ("p2 j1", "3")];
    let declared = response("multiple", "directedPair", &[], &mapping("", &entries));
    let body = r#"<matchInteraction responseIdentifier="RESPONSE" shuffle="false" maxAssociations="2"><prompt>Pasangkan.</prompt><simpleMatchSet><simpleAssociableChoice identifier="p1" matchMax="1">buku</simpleAssociableChoice><simpleAssociableChoice identifier="p2" matchMax="1">peta</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="j1" matchMax="2">rak</simpleAssociableChoice><simpleAssociableChoice identifier="j2" matchMax="2">laci</simpleAssociableChoice></simpleMatchSet></matchInteraction>"#;
    let import = item("", &declared, body, &template("map_response"));
    assert_eq!(said(&import), outcome);
    if let Some(taken) = import.items.first() {
        assert_eq!(taken.key.answer, Answer::Pairs([(id("p1"), id("j2")), (id("p2"), id("j1"))].into()));
        assert!(taken.key.scoring == pairs(&[("p1", "j1", 1), ("p1", "j2", 2), ("p2", "j1", 6)], 0));
    }
}

/// A gap twice the worth of the other, and each wrong text takes one point off.
#[test]
fn texts_for_gaps_of_different_worth_become_weighed_pairs() {
    let body = r#"<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="false"><prompt>Isilah.</prompt><gapText identifier="K" matchMax="1">katalog</gapText><gapText identifier="L" matchMax="1">label</gapText><gapText identifier="M" matchMax="1">meja</gapText><blockquote><p>Cari di <gap identifier="G1"/>, lihat <gap identifier="G2"/>.</p></blockquote></gapMatchInteraction>"#;
    let map = mapping("defaultValue=\"-1\" lowerBound=\"0\"", &[("K G1", "1"), ("L G2", "2")]);
    let import =
        item("", &response("multiple", "directedPair", &["K G1", "L G2"], &map), body, &template("map_response"));
    assert_eq!(said(&import), "loss: loss.gap-match loss.attribute");
    let taken = &import.items[0];
    assert_eq!(taken.question.points, 3.into());
    assert!(taken.key.scoring == pairs(&[("G1", "K", 1), ("G2", "L", 2)], -1));
    comes_back(taken);
}

/// Two gaps in a sentence, each scored by a rule of its own.
fn two_gaps(first: &str, second: &str, declared: &str) -> Import {
    let body = r#"<p>Ibu kota provinsi <textEntryInteraction responseIdentifier="KOTA"/>, sejak tahun <textEntryInteraction responseIdentifier="TAHUN"/>.</p>"#;
    let text = response(
        "single",
        "string",
        &["Banjarbaru"],
        &mapping("defaultValue=\"0\"", &[("Banjarbaru", first), ("Banjar Baru", "0.5")]),
    );
    let year = response("single", "integer", &["2022"], "").replace("RESPONSE", "TAHUN");
    let sum = |value: &str| {
        format!(
            r#"<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>{value}</sum></setOutcomeValue>"#
        )
    };
    let rules = format!(
        r#"<responseProcessing>{}<responseCondition><responseIf><match><variable identifier="TAHUN"/><correct identifier="TAHUN"/></match>{}</responseIf></responseCondition></responseProcessing>"#,
        sum(r#"<mapResponse identifier="KOTA"/>"#),
        sum(&format!(r#"<baseValue baseType="float">{second}</baseValue>"#))
    );
    item(
        "",
        &format!(
            "{}{year}{declared}",
            text.replace("RESPONSE", "KOTA").replace("mapKey", "caseSensitive=\"false\" mapKey")
        ),
        body,
        &rules,
    )
}

#[rstest]
#[case("1", "2", &[("KOTA", 1), ("TAHUN", 2)], 3, "")]
#[case("0.75", "1.5", &[("KOTA", 1), ("TAHUN", 2)], 9, "0.25")]
fn gaps_that_rules_score_count_as_they_bring(
    #[case] first: &str,
    #[case] second: &str,
    #[case] weights: &[(&str, i64)],
    #[case] points: i64,
    #[case] unit: &str,
) {
    let import = two_gaps(first, second, "");
    assert_eq!(said(&import), "taken");
    let taken = &import.items[0];
    let unit: Decimal = unit.parse().unwrap_or(Decimal::ONE);
    assert_eq!(taken.question.points, (Decimal::from(points) * unit).normalize());
    assert!(taken.key.scoring == gaps(weights), "{:?}", serde_json::to_string(&taken.key));
    comes_back(taken);
    assert!(matches!(two_gaps("2", "2", "").items[0].key.scoring, Scoring::Parts));
}

/// Thirds and sevenths are written with nine decimals, and read as what they are.
#[test]
fn weights_that_do_not_divide_the_points_come_back() {
    let mut taken = two_gaps("1", "2", "").items.remove(0);
    let mut weighed = |points: &str, (first, second): (i64, i64)| {
        taken.question.points = points.parse().unwrap();
        taken.key.scoring = gaps(&[("KOTA", first), ("TAHUN", second)]);
        taken.clone()
    };
    for (points, weights) in
        [("1", (1, 2)), ("10", (3, 4)), ("0.1", (997, 2)), ("1000", (1, 999)), ("123.457", (123_456, 1))]
    {
        comes_back(&weighed(points, weights));
    }
    // Nine decimals do not tell what these are.
    let beyond = [weighed("7", (123_456, 1))];
    let contents = qti::Contents { items: &beyond, stimuli: &[], files: &Files::new(), tests: &[] };
    let made = qti::export(&contents, qti::Version::V30).unwrap();
    assert_eq!(short(&made.report)[0], "refused: format.cannot-carry");
}

/// Eleven lists, so that the tenth does not stand behind the first; the last is scored first.
#[test]
fn lists_that_are_one_count_as_they_bring() {
    let list = |n: usize| {
        format!(
            r#"<inlineChoiceInteraction responseIdentifier="R{n}" shuffle="true"><inlineChoice identifier="A">rak</inlineChoice><inlineChoice identifier="B">meja</inlineChoice></inlineChoiceInteraction>"#
        )
    };
    let declared = |n: usize| response("single", "identifier", &["B"], "").replace("RESPONSE", &format!("R{n}"));
    let gain = |n: usize| {
        format!(
            r#"<responseCondition><responseIf><match><variable identifier="R{n}"/><correct identifier="R{n}"/></match><setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/><baseValue baseType="float">{n}</baseValue></sum></setOutcomeValue></responseIf></responseCondition>"#
        )
    };
    let all = |of: &dyn Fn(usize) -> String| (1..=11).map(of).collect::<String>();
    let rules: String = (1..=11).rev().map(gain).collect();
    let rules = format!("<responseProcessing>{rules}</responseProcessing>");
    let import = item("", &all(&declared), &format!("<p>Taruh {}.</p>", all(&list)), &rules);
    assert_eq!(said(&import), "loss: loss.gap-match");
    let taken = &import.items[0];
    assert_eq!(taken.question.points, 66.into());
    let names: Vec<String> = (1..=11).map(|n| n.to_string()).collect();
    let weights: Vec<(&str, &str, i64)> = names.iter().zip(1..).map(|(name, n)| (name.as_str(), "B", n)).collect();
    assert!(taken.key.scoring == pairs(&weights, 0));
    comes_back(taken);
}

proptest! {
    #![proptest_config(a_quarter())]

    /// Whatever they count, pairs and gaps go out to QTI and come back as they were.
    #[test]
    fn weights_go_out_and_come_back(item in items::item().prop_filter("weighed", |item| {
        matches!(item.key.scoring, Scoring::Pairs(_) | Scoring::Gaps(_))
    })) {
        let contents = qti::Contents { items: std::slice::from_ref(&item), stimuli: &[], files: &Files::new(), tests: &[] };
        let made = qti::export(&contents, qti::Version::V30).unwrap();
        if let Outcome::Refused { reasons } = &made.report[0].outcome {
            let what: Vec<_> = reasons.iter().flat_map(|why| why.args.iter().map(|(_, what)| what.clone())).collect();
            prop_assert!(!what.iter().any(|what| what == "key" || what == "scoring"), "{:?}", what);
        } else {
            let back = qti::import(&made.bytes, &intake()).unwrap();
            prop_assert!(back.items[0].key.scoring == item.key.scoring);
        }
    }
}

fn cloze(text: &str) -> Import {
    let text = format!(
        "<quiz><question type=\"cloze\"><questiontext><text><![CDATA[{text}]]></text></questiontext></question></quiz>"
    );
    moodle::import(text.as_bytes(), &intake()).unwrap()
}

#[test]
fn embedded_answers_count_as_often_as_they_say() {
    let import = cloze("<p>Ibu kota {1:SHORTANSWER:=Banjarbaru~%50%Banjar Baru} sejak {2:NUMERICAL:=2022:0}.</p>");
    assert_eq!(short(&import.report), ["taken"]);
    let taken = &import.items[0];
    assert_eq!(taken.question.points, 3.into());
    assert!(taken.key.scoring == gaps(&[("A", 1), ("B", 2)]));
    let made = moodle::export(&import.items, &Files::new());
    assert_eq!(short(&made.report), ["taken"]);
    assert!(String::from_utf8(made.bytes.clone()).unwrap().contains("{2:NUMERICAL:"));
    assert_eq!(moodle::import(&made.bytes, &intake()).unwrap().items, import.items);
    comes_back(taken);
    // What has no place before the kind is not written.
    let mut large = taken.clone();
    large.key.scoring = gaps(&[("A", 1), ("B", 10_000)]);
    assert_eq!(short(&moodle::export(&[large], &Files::new()).report), ["refused: format.cannot-carry"]);
    assert!(matches!(cloze("{3:SA:=a} {3:SA:=b}").items[0].key.scoring, Scoring::Parts));
}

#[test]
fn embedded_lists_count_as_often_as_they_say() {
    let import = cloze("<p>Buku di {1:MULTICHOICE:=rak~meja~%50%gudang}, kartu di {3:MCV:rak~=meja~gudang}.</p>");
    assert_eq!(short(&import.report), ["loss: loss.gap-match"]);
    let taken = &import.items[0];
    assert_eq!(taken.question.points, 4.into());
    assert!(taken.key.scoring == pairs(&[("1", "A", 2), ("1", "C", 1), ("2", "B", 6)], 0));
    comes_back(taken);
    // Their matching questions count all pairs the same.
    let refused = ["refused: format.cannot-carry"];
    assert_eq!(short(&moodle::export(&import.items, &Files::new()).report), refused);
    assert_eq!(short(&gift::export(&import.items).report), refused);
}

fn sheet(scoring: &str, key: &str, stem: &str) -> Import {
    let mut rows =
        vec![vec!["Soal", "Pernyataan 1", "Pernyataan 2", "A", "B", "C", "Kunci", "Cara penilaian", "Jenis"]];
    rows.push(match stem.contains("[[") {
        true => vec![stem, "", "", "", "", "", key, scoring, "isian"],
        false => vec![stem, "buku", "kartu", "rak", "laci", "meja", key, scoring, "menjodohkan"],
    });
    super::sheets::read(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// It is taken with that scoring, and a sheet that is written from it says the same; or it is refused.
fn is_read_and_written(import: &Import, scoring: Result<Scoring, &str>, language: Language) {
    match scoring {
        Ok(scoring) => {
            let read = import.items.first().is_some_and(|item| item.key.scoring == scoring);
            assert!(read, "{:?}", short(&import.report));
            let made = xlsx::export(&import.items, &[], language).unwrap();
            assert!(xlsx::import(&made.bytes, &intake()).unwrap().items[0].key.scoring == scoring);
        }
        Err(refused) => assert_eq!(short(&import.report), [refused]),
    }
}

#[rstest]
#[case("1=2; 2=1", Ok(pairs(&[("1", "A", 2), ("2", "B", 1)], 0)))]
#[case("1=0,5", Ok(pairs(&[("1", "A", 1), ("2", "B", 2)], 0)))]
#[case("1=2; 2-C=0,5; lainnya=-1", Ok(pairs(&[("1", "A", 4), ("2", "B", 2), ("2", "C", 1)], -2)))]
#[case("1=3; 2=3", Ok(Scoring::Parts))]
#[case("1=3; 2=3; others=-3", Ok(Scoring::PartsLessWrong))]
#[case("1=2; 3=1", Err("refused: card.choice"))]
#[case("1=2; lainnya=1", Err("refused: card.choice"))]
#[case("1=dua", Err("refused: card.choice"))]
#[case("2-C=2", Err("refused: card.key-disagrees"))]
#[case("2-D=1; 1=2", Err("refused: item.key-unknown-choice"))]
#[case("lainnya=-3", Err("refused: item.pair-takes-off"))]
fn a_card_says_what_pairs_count(#[case] told: &str, #[case] scoring: Result<Scoring, &str>) {
    let import = sheet(told, "1-A, 2-B", "Pasangkan.");
    is_read_and_written(&import, scoring, Language::En);
}

#[rstest]
#[case("[[kota]]=2; [[tahun]]=3", Ok(gaps(&[("kota", 2), ("tahun", 3)])))]
#[case("tahun=1,5", Ok(gaps(&[("kota", 2), ("tahun", 3)])))]
#[case("kota=2; tahun=2", Ok(Scoring::Parts))]
#[case("kota=0; tahun=2", Err("refused: card.choice"))]
#[case("bulan=2", Err("refused: card.choice"))]
fn a_card_says_what_gaps_count(#[case] told: &str, #[case] scoring: Result<Scoring, &str>) {
    let import = sheet(told, "[[kota]] Banjarbaru\n[[tahun]] #2022", "Ibu kota [[kota]] sejak [[tahun]].");
    is_read_and_written(&import, scoring, Language::Id);
}

/// The one spelling holds for what a file of the own form says as well.
#[test]
fn the_own_form_reads_any_numbers_and_keeps_whole_ones() {
    let read =
        |json: &str| serde_json::from_str::<Scoring>(json).map(|scoring| serde_json::to_string(&scoring).unwrap());
    let pairs = r#"{"pairs":{"pairs":{"A":{"X":"0.5"},"B":{"X":0,"Y":1}},"other":-1}}"#;
    assert_eq!(read(pairs).unwrap(), r#"{"pairs":{"pairs":{"A":{"X":1},"B":{"X":0,"Y":2}},"other":-2}}"#);
    assert_eq!(read(r#"{"gaps":{"a":2,"b":6}}"#).unwrap(), r#"{"gaps":{"a":1,"b":3}}"#);
    for wrong in [
        r#"{"gaps":{"a":0,"b":1}}"#,
        r#"{"gaps":{"a":-1}}"#,
        r#"{"gaps":{"a":1,"b":10000000000}}"#,
        r#"{"pairs":{"pairs":{"A":{"X":1}},"other":1}}"#,
        r#"{"pairs":{"pairs":{},"more":1}}"#,
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
    let moved = BTreeMap::from([(id("A"), id("X")), (id("B"), id("X"))]);
    let Scoring::Pairs(weights) = serde_json::from_str(pairs).unwrap() else { panic!("no pairs") };
    let before = BTreeMap::from([(id("A"), id("X")), (id("B"), id("Y"))]);
    assert!(weights.best(&before) && !weights.best(&moved));
    let after = weights.moved(&before, &moved).unwrap();
    assert!(after.best(&moved) && after.weight(&id("B"), &id("Y")) == Decimal::from(-2));
}
