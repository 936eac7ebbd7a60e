//! Blueprints: what cannot be a test is refused before anything is made from it.

use std::collections::BTreeMap;

use exam::{
    blueprint::{Band, Blueprint, Limits, Method, PassRule, Which},
    item::{Language, Level},
};
use rstest::rstest;
use rust_decimal::Decimal;

use crate::samples::{UNIT, blueprint, cut, line, placed, single, unit, which};

const OTHER: &str = "CONTOH.LD.02";

fn whole() -> Blueprint {
    let mut out = blueprint(vec![
        line(which(UNIT, Some(1), Some("1.1"), &[Level::C1, Level::C2]), 3),
        line(which(UNIT, Some(1), Some("1.1"), &[Level::C3]), 2),
        line(which(OTHER, Some(2), None, &[]), 5),
    ]);
    out.pass = PassRule::PerUnit(BTreeMap::from([(UNIT.into(), cut(3)), (OTHER.into(), cut(5))]));
    out
}

fn codes(blueprint: &Blueprint) -> Vec<String> {
    let refusals = blueprint.check(&[unit(UNIT), unit(OTHER)], &Limits::default());
    refusals.into_iter().map(|refusal| refusal.code).collect()
}

#[test]
fn a_whole_blueprint_passes_and_knows_its_sums() {
    let blueprint = whole();
    assert_eq!(codes(&blueprint), Vec::<String>::new());
    assert_eq!(
        (blueprint.questions(), blueprint.points(None), blueprint.points(Some(UNIT))),
        (10, 10.into(), 5.into())
    );
    assert_eq!(blueprint.units(), [UNIT, OTHER]);
    let json = serde_json::to_string(&blueprint).unwrap();
    assert_eq!(serde_json::from_str::<Blueprint>(&json).unwrap(), blueprint);
}

fn change_cut(blueprint: &mut Blueprint, change: fn(&mut exam::blueprint::Cut)) {
    if let PassRule::PerUnit(cuts) = &mut blueprint.pass {
        change(cuts.get_mut(UNIT).unwrap());
    }
}

#[rstest]
#[case("blueprint.no-line", |b: &mut Blueprint| { b.lines.clear(); b.pass = PassRule::PerUnit(BTreeMap::new()); })]
#[case("blueprint.lines-overlap", |b: &mut Blueprint| { b.lines[1].which.levels.insert(Level::C2); })]
#[case("blueprint.line-empty", |b: &mut Blueprint| { b.lines[1].questions = 0; })]
#[case("blueprint.line-without-points", |b: &mut Blueprint| b.lines[1].points = Decimal::ZERO)]
#[case("blueprint.unknown-unit", |b: &mut Blueprint| {
    let which = Which { unit: Some("LAIN.01".into()), ..Which::default() };
    b.bands = vec![Band { which, least: 0, most: 2 }];
})]
#[case("blueprint.unknown-criterion", |b: &mut Blueprint| b.lines[1].which.criterion = Some("9.9".into()))]
#[case("blueprint.unknown-element", |b: &mut Blueprint| b.lines[2].which.element = Some(9))]
#[case("blueprint.too-many-questions", |b: &mut Blueprint| b.lines[2].questions = 1_000)]
#[case("blueprint.minutes", |b: &mut Blueprint| b.minutes = 0)]
#[case("blueprint.minutes", |b: &mut Blueprint| b.minutes = 481)]
#[case("blueprint.band-turned", |b: &mut Blueprint| b.bands = vec![Band { which: Which::default(), least: 3, most: 2 }])]
#[case("blueprint.band-beyond-lines", |b: &mut Blueprint| b.bands = vec![Band { which: Which::default(), least: 11, most: 20 }])]
#[case("blueprint.unit-without-cut", |b: &mut Blueprint| { b.pass = PassRule::PerUnit(BTreeMap::from([(UNIT.into(), cut(3))])); })]
#[case("blueprint.cut-without-question", |b: &mut Blueprint| { b.lines.truncate(2); })]
#[case("blueprint.cut-out-of-range", |b: &mut Blueprint| change_cut(b, |cut| cut.least = 6.into()))]
#[case("blueprint.cut-out-of-range", |b: &mut Blueprint| change_cut(b, |cut| cut.least = Decimal::ZERO))]
#[case("blueprint.too-few-judges", |b: &mut Blueprint| change_cut(b, |cut| cut.origin.judges = 4))]
#[case("blueprint.cut-without-origin", |b: &mut Blueprint| change_cut(b, |cut| cut.origin.act = " ".into()))]
fn what_cannot_be_a_test_is_refused(#[case] code: &str, #[case] change: impl Fn(&mut Blueprint)) {
    let mut blueprint = whole();
    change(&mut blueprint);
    let codes = codes(&blueprint);
    assert!(!codes.is_empty() && codes.iter().all(|c| c == code), "{codes:?}");
}

#[test]
fn a_provisional_cut_needs_no_judges_and_says_that_it_is_provisional() {
    let mut blueprint = whole();
    change_cut(&mut blueprint, |cut| (cut.origin.method, cut.origin.judges) = (Method::Provisional, 0));
    assert_eq!(codes(&blueprint), Vec::<String>::new());
    assert!(blueprint.provisional() && !blueprint.awaits_approval() && !whole().provisional());
}

#[test]
fn what_judges_found_is_provisional_until_it_is_approved() {
    let mut blueprint = whole();
    change_cut(&mut blueprint, |cut| cut.origin.approved_on = None);
    assert_eq!(codes(&blueprint), Vec::<String>::new(), "only what was approved has a day of approval");
    assert!(blueprint.provisional() && blueprint.awaits_approval());
    assert!(!whole().awaits_approval(), "an approved one waits for nothing");
}

#[test]
fn who_writes_a_blueprint_proposes_its_cuts_whatever_day_stands_in_them() {
    assert!(whole().proposed(None).provisional());
    assert!(!whole().proposed(Some(&whole())).provisional(), "nothing has changed");
    assert!(whole().proposed(Some(&whole().proposed(None))).provisional(), "the former one was not approved");
    let turned = Blueprint { lines: whole().lines.into_iter().rev().collect(), minutes: 45, ..whole() };
    assert!(!turned.clone().proposed(Some(&whole())).provisional(), "it is the same test in another order");
    assert_eq!(turned.clone().proposed(Some(&whole())).minutes, 45);
    let mut retold = whole().proposed(None);
    retold.minutes = 30;
    assert_eq!(retold.proposed(Some(&whole())).pass, whole().pass, "the former approval stands with its day");
}

#[rstest]
#[case(|b: &mut Blueprint| change_cut(b, |cut| cut.least = 2.into()))]
#[case(|b: &mut Blueprint| change_cut(b, |cut| cut.origin.judges += 1))]
#[case(|b: &mut Blueprint| change_cut(b, |cut| cut.origin.method = Method::Ebel))]
#[case(|b: &mut Blueprint| change_cut(b, |cut| cut.origin.act = "REKAAN/999".into()))]
#[case(|b: &mut Blueprint| b.pass = PassRule::Whole(cut(8)))]
#[case(|b: &mut Blueprint| b.lines[1].questions += 1)]
#[case(|b: &mut Blueprint| b.lines[1].points = Decimal::TWO)]
#[case(|b: &mut Blueprint| b.lines[1].which.levels = [Level::C4].into())]
#[case(|b: &mut Blueprint| { b.lines.pop(); })]
#[case(|b: &mut Blueprint| b.lines.push(line(which(UNIT, Some(1), Some("1.2"), &[]), 1)))]
#[case(|b: &mut Blueprint| b.language = Language::En)]
#[case(|b: &mut Blueprint| b.bands = vec![Band { which: Which::default(), least: 1, most: 20 }])]
fn another_cut_or_another_test_waits_for_its_approval(#[case] change: impl Fn(&mut Blueprint)) {
    let mut blueprint = whole();
    change(&mut blueprint);
    let blueprint = blueprint.proposed(Some(&whole()));
    assert!(blueprint.provisional());
    assert!(blueprint.pass.cuts().all(|(_, cut)| cut.origin.approved_on.is_none()), "no day stays");
}

#[test]
fn a_line_names_its_items_by_place_level_and_kind() {
    let item = placed(single("a"), UNIT, 1, "1.1", Level::C3);
    assert!(which(UNIT, Some(1), Some("1.1"), &[Level::C3]).fits(&item, Language::Id));
    assert!(which(UNIT, None, None, &[]).fits(&item, Language::Id));
    assert!(!which(UNIT, Some(2), None, &[]).fits(&item, Language::Id));
    assert!(!which(UNIT, None, None, &[Level::C1]).fits(&item, Language::Id));
    assert!(!which(OTHER, None, None, &[]).fits(&item, Language::Id));
    let kind = |kind: &str| Which { kinds: [kind.to_owned()].into(), ..Which::default() };
    assert!(kind("single").fits(&item, Language::Id) && !kind("essay").fits(&item, Language::Id));
    let mut unplaced = item;
    unplaced.place = None;
    assert!(
        Which::default().fits(&unplaced, Language::Id) && !which(UNIT, None, None, &[]).fits(&unplaced, Language::Id)
    );
}

#[test]
fn a_test_has_one_language_and_former_blueprints_are_indonesian() {
    let mut translated = placed(single("a-EN"), UNIT, 1, "1.1", Level::C3);
    translated.question.language = Language::En;
    let any = which(UNIT, None, None, &[]);
    assert!(any.fits(&translated, Language::En) && !any.fits(&translated, Language::Id));
    let former = serde_json::to_value(whole()).unwrap();
    assert!(former.get("language").is_none(), "former blueprints read and digest as before");
    assert_eq!(serde_json::from_value::<Blueprint>(former).unwrap().language, Language::Id);
    let english = Blueprint { language: Language::En, ..whole() };
    let read: Blueprint = serde_json::from_value(serde_json::to_value(&english).unwrap()).unwrap();
    assert_eq!(read, english);
}

#[test]
fn nobody_works_for_nothing_on_more_than_a_quarter() {
    let with = |trials| codes(&Blueprint { trials, ..whole() });
    assert_eq!(with(2), Vec::<String>::new());
    assert_eq!(with(3), ["blueprint.too-many-trials"]);
    assert!(
        !serde_json::to_string(&whole()).unwrap().contains("trials"),
        "former blueprints read and digest as before"
    );
}
