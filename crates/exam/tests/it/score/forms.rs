//! Whole forms: a score on any paper, corrections, and results by unit.

use std::collections::{BTreeMap, BTreeSet};

use exam::{
    blueprint::{Blueprint, PassRule},
    form::Form,
    item::{Answer as Right, ChoiceId, Interaction, Item, ItemId, Level, Response, Scoring},
    paper::{
        Paper,
        read::Read,
        shuffle::{Algorithm, Seed},
    },
    score::{
        Rules, Score, Settled,
        rescore::{self, Case, Correction},
        result::{self, Outcome},
        score,
    },
    sitting::given::Given,
};
use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;

use super::{filled, id, order, plain, set, text};
use crate::samples::{
    UNIT, blueprint, choice, cut, essay, form, gaps, line, matching, multiple, ordering, placed, single, truth, which,
};

const OTHER: &str = "CONTOH.LD.02";

/// A form of all kinds that are scored by key, and a blueprint of two units with a cut each.
fn test() -> (Form, Blueprint) {
    let here = |item: Item, criterion: &str| placed(item, UNIT, 1, criterion, Level::C3);
    let there = |item: Item| placed(item, OTHER, 1, "1.1", Level::C3);
    let mut partly = matching("m");
    partly.key.scoring = Scoring::Parts;
    let form = form(vec![
        here(single("a"), "1.1"),
        here(multiple("b"), "1.1"),
        here(partly, "1.2"),
        there(truth("t")),
        there(ordering("o")),
        there(gaps("g")),
    ]);
    let mut blueprint = blueprint(vec![line(which(UNIT, None, None, &[]), 3), line(which(OTHER, None, None, &[]), 3)]);
    blueprint.pass = PassRule::PerUnit(BTreeMap::from([(UNIT.into(), cut(2)), (OTHER.into(), cut(2))]));
    (form, blueprint)
}

/// Answers by the names of the bank as a candidate with that paper would give them.
fn as_shown(paper: &Paper, form: &Form, responses: &BTreeMap<ItemId, Response>) -> BTreeMap<u16, Given> {
    let mut out = BTreeMap::new();
    for (number, laid) in paper.questions.iter().enumerate() {
        let Some(response) = responses.get(&laid.item) else { continue };
        let place = |order: &[ChoiceId], id: &ChoiceId| {
            u8::try_from(order.iter().position(|other| other == id).unwrap() + 1).unwrap()
        };
        let answer = match response {
            Response::Choice(id) => Given::Chosen(vec![place(&laid.choices, id)]),
            Response::Choices(ids) => Given::Chosen(ids.iter().map(|id| place(&laid.choices, id)).collect()),
            Response::Truth(true) => Given::Chosen(vec![1]),
            Response::Truth(false) => Given::Chosen(vec![2]),
            Response::Pairs(pairs) => {
                let both = |(a, b): (&ChoiceId, &ChoiceId)| (place(&laid.choices, a), place(&laid.responses, b));
                Given::Matched(pairs.iter().map(both).collect())
            }
            Response::Order(ids) => Given::Ordered(ids.iter().map(|id| place(&laid.choices, id)).collect()),
            Response::Gaps(texts) => {
                let Interaction::Gaps { gaps } = &form.question(&laid.item).unwrap().item.question.interaction else {
                    panic!()
                };
                Given::Filled(gaps.iter().map(|gap| texts.get(&gap.id).cloned().unwrap_or_default()).collect())
            }
            _ => panic!(),
        };
        out.insert(u16::try_from(number + 1).unwrap(), answer);
    }
    out
}

fn responses() -> impl Strategy<Value = BTreeMap<ItemId, Response>> {
    let choice_of = |ids: &'static [&'static str]| proptest::sample::select(ids).prop_map(choice);
    let gap = proptest::sample::select(&["kisi-kisi", "kisi", "lain", ""][..]);
    let days = proptest::sample::select(&["8", "8,5", "9", ""][..]);
    let truth = any::<bool>().prop_map(Response::Truth);
    let of_pairs = [choice_of(&["A", "B", "C", "D"]), choice_of(&["A", "B", "C", "D"])];
    (
        choice_of(&["A", "B", "C", "D", "E"]).prop_map(Response::Choice),
        proptest::collection::btree_set(choice_of(&["A", "B", "C", "D", "E"]), 1..5).prop_map(Response::Choices),
        of_pairs.prop_map(|[one, two]| Response::Pairs([(choice("1"), one), (choice("2"), two)].into())),
        truth,
        Just(vec!["A", "B", "C", "D"]).prop_shuffle().prop_map(|ids| order(&ids.concat())),
        (gap, days).prop_map(|(word, days)| filled(word, days)),
        proptest::collection::vec(any::<bool>(), 6),
    )
        .prop_map(|(a, b, m, t, o, g, given)| {
            let all = [("a", a), ("b", b), ("m", m), ("t", t), ("o", o), ("g", g)];
            let kept = all.into_iter().zip(given).filter(|((_, response), given)| {
                *given && !matches!(response, Response::Gaps(texts) if texts.is_empty())
            });
            kept.map(|((name, response), _)| (id(name), response)).collect()
        })
}

proptest! {
    /// The same answers on any paper of the form bring the same score; form and score survive storage; and the score
    /// lies between nothing and all.
    #[test]
    fn a_score_is_a_function_of_form_answers_and_rules(responses in responses(), seed in any::<[u8; 32]>()) {
        let (form, blueprint) = test();
        let direct = plain(&form, &Read { responses: responses.clone(), ..Read::default() });
        let paper = Paper::new(&form, Algorithm::CURRENT, Seed::new(seed)).unwrap();
        let stored: Form = serde_json::from_str(&serde_json::to_string(&form).unwrap()).unwrap();
        let read = paper.read_all(&stored, &as_shown(&paper, &form, &responses));
        prop_assert_eq!(&read.responses, &responses);
        let again = plain(&stored, &read);
        prop_assert_eq!(&again, &direct);
        prop_assert_eq!(serde_json::from_str::<Score>(&serde_json::to_string(&again).unwrap()).unwrap(), again.clone());
        prop_assert!(again.marks.iter().all(|mark| Decimal::ZERO <= mark.points && mark.points <= mark.of));
        let result = result::result(&form, &blueprint, &again, &result::Settings::default());
        prop_assert_eq!(result.tally.points, result.units.iter().map(|unit| unit.tally.points).sum::<Decimal>());
        prop_assert_eq!(result.tally.of, blueprint.points(None));
        prop_assert!(result.outcome != Outcome::Open, "nothing waits");
    }

    /// A correction lists exactly those whose score or outcome differs when all are scored afresh.
    #[test]
    fn a_correction_lists_exactly_those_who_change(
        cases in proptest::collection::vec(responses(), 0..12),
        right in 0_usize..5,
        credit in any::<bool>(),
    ) {
        let (form, blueprint) = test();
        let mut key = form.questions[0].item.key.clone();
        key.answer = Right::Choice(choice(["A", "B", "C", "D", "E"][right]));
        let mut corrections = BTreeMap::from([(id("a"), Correction::Key(Box::new(key)))]);
        if credit {
            corrections.insert(id("o"), Correction::CreditAll);
        }
        let cases: Vec<Case> = cases
            .into_iter()
            .enumerate()
            .map(|(n, responses)| {
                let read = Read { responses, ..Read::default() };
                Case { code: n.to_string(), read, settled: Settled::new() }
            })
            .collect();
        let preview = rescore::preview(&form, &blueprint, &cases, &BTreeSet::new(), &corrections, (Rules::V1, &result::Settings::default())).unwrap();
        let (mut listed, mut unchanged) = (preview.changes.iter(), 0);
        for case in &cases {
            let before = plain(&form, &case.read);
            let after = score(&preview.form, &case.read, &case.settled, &preview.credited, Rules::V1);
            if before.points() == after.points() && preview.changes.iter().all(|c| c.case != case.code) {
                unchanged += 1;
                continue;
            }
            let change = listed.next().unwrap();
            prop_assert_eq!(&change.case, &case.code);
            prop_assert_eq!((change.before, change.after), (before.points(), after.points()));
        }
        prop_assert!(listed.next().is_none());
        prop_assert_eq!(preview.unchanged, unchanged);
        if right == 2 && !credit {
            prop_assert!(preview.changes.is_empty(), "the key was right before");
        }
    }
}

#[test]
fn a_correction_shows_whose_unit_would_turn() {
    let (form, blueprint) = test();
    let case = |code: &str, option: &str| Case {
        code: code.into(),
        read: Read {
            responses: [(id("a"), Response::Choice(choice(option))), (id("b"), set("AD"))].into(),
            ..Read::default()
        },
        settled: Settled::new(),
    };
    let mut key = form.questions[0].item.key.clone();
    key.answer = Right::Choice(choice("E"));
    let corrections = BTreeMap::from([(id("a"), Correction::Key(Box::new(key.clone())))]);
    let cases = [case("1", "C"), case("2", "E"), case("3", "A")];
    let preview = rescore::preview(
        &form,
        &blueprint,
        &cases,
        &BTreeSet::new(),
        &corrections,
        (Rules::V1, &result::Settings::default()),
    )
    .unwrap();
    assert_eq!(preview.raised_and_lowered(), (1, 1));
    assert_eq!(preview.unchanged, 1);
    let units: Vec<_> = preview.changes.iter().map(|change| change.units.clone()).collect();
    assert_eq!(
        units,
        [
            vec![(UNIT.to_owned(), Outcome::Reached, Outcome::NotReached)],
            vec![(UNIT.to_owned(), Outcome::NotReached, Outcome::Reached)]
        ]
    );
    let code = |corrections: &BTreeMap<ItemId, Correction>| {
        rescore::preview(
            &form,
            &blueprint,
            &cases,
            &BTreeSet::new(),
            corrections,
            (Rules::V1, &result::Settings::default()),
        )
        .map_err(|r| r.code)
        .err()
    };
    assert_eq!(code(&BTreeMap::new()), Some("rescore.nothing".into()));
    assert_eq!(code(&BTreeMap::from([(id("z"), Correction::CreditAll)])), Some("rescore.not-on-form".into()));
    key.answer = Right::Choice(choice("Z"));
    assert_eq!(code(&BTreeMap::from([(id("a"), Correction::Key(Box::new(key)))])), Some("rescore.key".into()));
}

#[test]
fn a_result_says_by_unit_what_to_improve_the_weakest_first() {
    let here = |name: &str, criterion: &str| placed(single(name), UNIT, 1, criterion, Level::C3);
    let form = form(vec![here("a", "1.1"), here("b", "1.2"), here("c", "1.2"), here("d", "1.3"), here("e", "1.3")]);
    let mut blueprint = blueprint(vec![line(which(UNIT, None, None, &[]), 5)]);
    blueprint.pass = PassRule::PerUnit(BTreeMap::from([(UNIT.into(), cut(3))]));
    let right = |name: &str| (id(name), Response::Choice(choice("C")));
    let read = Read { responses: [right("a"), right("b")].into(), ..Read::default() };
    let result = result::result(&form, &blueprint, &plain(&form, &read), &result::Settings::default());
    let unit = &result.units[0];
    assert_eq!((unit.outcome, result.outcome), (Some(Outcome::NotReached), Outcome::NotReached));
    let improve: Vec<&str> = unit.improve.iter().map(|at| unit.criteria[*at].criterion.as_str()).collect();
    assert_eq!(improve, ["1.3", "1.2"]);
    assert_eq!((unit.criteria[1].tally.achieved, unit.criteria[1].tally.questions), (1, 2));
}

#[rstest]
#[case::reached_already(3, Outcome::Reached)]
#[case::what_waits_decides(4, Outcome::Open)]
#[case::what_waits_decides_at_most(8, Outcome::Open)]
#[case::out_of_reach(9, Outcome::NotReached)]
fn a_result_is_open_only_while_what_waits_could_turn_it(#[case] least: i64, #[case] outcome: Outcome) {
    let form = form(vec![single("a"), single("b"), single("c"), essay("e")]);
    let mut blueprint = blueprint(vec![line(which(UNIT, None, None, &[]), 4)]);
    blueprint.pass = PassRule::Whole(cut(least));
    let right = ["a", "b", "c"].map(|name| (id(name), Response::Choice(choice("C"))));
    let read = Read { responses: right.into_iter().chain([(id("e"), text("Jawaban"))]).collect(), ..Read::default() };
    let result = result::result(&form, &blueprint, &plain(&form, &read), &result::Settings::default());
    assert_eq!(result.outcome, outcome);
}

#[test]
fn a_question_taken_out_of_the_marking_counts_again() {
    let (form, blueprint) = test();
    let wrong = Case { code: "1".into(), ..Case::default() };
    let said = |credited: &BTreeSet<ItemId>, correction| {
        let new = BTreeMap::from([(id("a"), correction)]);
        let cases = std::slice::from_ref(&wrong);
        rescore::preview(&form, &blueprint, cases, credited, &new, (Rules::V1, &result::Settings::default()))
    };
    let credited = BTreeSet::from([id("a")]);
    let back = said(&credited, Correction::Count).unwrap();
    assert!(back.credited.is_empty());
    let [change] = back.changes.as_slice() else { panic!("one, not {}", back.changes.len()) };
    assert!(change.before > change.after);
    assert_eq!(said(&BTreeSet::new(), Correction::Count).unwrap_err().code, "rescore.not-credited");
    let key = form.questions[0].item.key.clone();
    assert!(said(&credited, Correction::Key(Box::new(key))).unwrap().credited.is_empty(), "a key is to be counted by");
}
