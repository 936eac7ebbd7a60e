//! Scoring: a function of form, answers and rules; corrections are seen before they are applied; people mark blind.

use std::collections::{BTreeMap, BTreeSet};

use certification::id::PersonId;
use exam::{
    blueprint::{Blueprint, PassRule},
    form::Form,
    item::{
        Answer as Right, ChoiceId, GapId, GapWeights, Interaction, Item, ItemId, Level, MediaName, PairWeights,
        Picture, Point, Response, Scoring, Shape, TextKey,
    },
    paper::{
        Paper,
        read::Read,
        shuffle::{Algorithm, Seed},
    },
    score::{
        How, Rules, Score, Settled,
        marking::{self, Marking, Stage},
        rescore::{self, Case, Correction},
        result::{self, Outcome},
        score,
    },
    sitting::given::Given,
};
use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;

use crate::samples::{
    UNIT, blueprint, choice, cut, essay, form, gaps, item, line, matching, multiple, ordering, placed, single, truth,
    which,
};

const OTHER: &str = "CONTOH.LD.02";

fn id(text: &str) -> ItemId {
    ItemId::new(text).unwrap()
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn set(ids: &str) -> Response {
    Response::Choices(ids.chars().map(|c| choice(&c.to_string())).collect())
}

fn pairs(pairs: &[(&str, &str)]) -> Response {
    Response::Pairs(pairs.iter().map(|(a, b)| (choice(a), choice(b))).collect())
}

fn order(ids: &str) -> Response {
    Response::Order(ids.chars().map(|c| choice(&c.to_string())).collect())
}

fn filled(word: &str, days: &str) -> Response {
    let gap = |id: &str, text: &str| (GapId::new(id).unwrap(), text.to_owned());
    let all = [gap("kata", word), gap("hari", days)];
    Response::Gaps(all.into_iter().filter(|(_, text)| !text.is_empty()).collect())
}

/// A picture with two overlapping right areas; two places may be marked.
fn hotspot() -> Item {
    let picture =
        Picture { file: MediaName::new("rak.png").unwrap(), alt: "rak".into(), width: Some(100), height: Some(100) };
    let rectangle =
        |from: (u32, u32), to: (u32, u32)| Shape::Rectangle(Point { x: from.0, y: from.1 }, Point { x: to.0, y: to.1 });
    let areas = vec![rectangle((0, 0), (60, 60)), rectangle((40, 40), (100, 100))];
    item("h", Interaction::Hotspot { picture, areas: vec![], most: 2 }, Right::Areas(areas))
}

fn points(points: &[(u32, u32)]) -> Response {
    Response::Points(points.iter().map(|(x, y)| Point { x: *x, y: *y }).collect())
}

fn short(by_people: bool) -> Item {
    let key = TextKey {
        accepted: vec![exam::item::Accepted { text: "Dewey".into(), share: Decimal::ONE }],
        case_sensitive: true,
        marked_by_people: by_people,
    };
    item("s", Interaction::ShortAnswer { letters: 40 }, Right::Texts(key))
}

fn text(text: &str) -> Response {
    Response::Text(text.into())
}

fn one(item: Item, response: Response) -> exam::score::Mark {
    let form = form(vec![item]);
    let read = Read { responses: [(form.questions[0].item.id.clone(), response)].into(), ..Read::default() };
    score(&form, &read, &Settled::new(), &BTreeSet::new(), Rules::V1).marks.remove(0)
}

fn weights() -> Scoring {
    Scoring::Weights([("A", "0.75"), ("D", "0.5"), ("B", "-0.5")].map(|(c, w)| (choice(c), dec(w))).into())
}

fn of_pairs(pairs: &[(&str, &str, i64)], other: i64) -> Scoring {
    let pairs = pairs.iter().map(|(premise, response, weight)| ((choice(premise), choice(response)), (*weight).into()));
    Scoring::Pairs(PairWeights::of(pairs, other.into()).unwrap())
}

/// The first pair counts three times; another response to the second premise brings a part, one to the third takes off.
fn uneven() -> Scoring {
    of_pairs(&[("1", "C", 3), ("2", "A", 2), ("3", "D", 1), ("2", "B", 1), ("3", "A", -4)], -1)
}

fn of_gaps(word: i64, days: i64) -> Scoring {
    let gap = |id: &str, weight: i64| (GapId::new(id).unwrap(), weight.into());
    Scoring::Gaps(GapWeights::of([gap("kata", word), gap("hari", days)]).unwrap())
}

#[rstest]
#[case::right(single("q"), Scoring::Whole, Response::Choice(choice("C")), "1")]
#[case::wrong(single("q"), Scoring::Whole, Response::Choice(choice("A")), "0")]
#[case::weighed(single("q"), weights(), Response::Choice(choice("A")), "0.75")]
#[case::another_kind(single("q"), Scoring::Whole, text("C"), "0")]
#[case::false_is_right(truth("q"), Scoring::Whole, Response::Truth(false), "1")]
#[case::all(multiple("q"), Scoring::Whole, set("AD"), "1")]
#[case::one_missing(multiple("q"), Scoring::Whole, set("A"), "0")]
#[case::one_too_many(multiple("q"), Scoring::Whole, set("ABD"), "0")]
#[case::half(multiple("q"), Scoring::Parts, set("AB"), "0.5")]
#[case::half_less_wrong(multiple("q"), Scoring::PartsLessWrong, set("AB"), "0")]
#[case::never_below_nothing(multiple("q"), Scoring::PartsLessWrong, set("BC"), "0")]
#[case::weights_add_up(multiple("q"), weights(), set("AB"), "0.25")]
#[case::weights_never_beyond_all(multiple("q"), weights(), set("AD"), "1")]
#[case::pairs(matching("q"), Scoring::Whole, pairs(&[("1", "C"), ("2", "A"), ("3", "D")]), "1")]
#[case::pairs_missing(matching("q"), Scoring::Whole, pairs(&[("1", "C"), ("2", "A")]), "0")]
#[case::two_thirds(matching("q"), Scoring::Parts, pairs(&[("1", "C"), ("2", "A"), ("3", "B")]), "0.6667")]
#[case::a_third(matching("q"), Scoring::PartsLessWrong, pairs(&[("1", "C"), ("2", "A"), ("3", "B")]), "0.3333")]
#[case::left_out_is_not_wrong(matching("q"), Scoring::PartsLessWrong, pairs(&[("1", "C"), ("2", "A")]), "0.6667")]
#[case::order(ordering("q"), Scoring::Whole, order("CADB"), "1")]
#[case::two_places(ordering("q"), Scoring::Parts, order("CABD"), "0.5")]
#[case::two_places_less_two(ordering("q"), Scoring::PartsLessWrong, order("CABD"), "0")]
#[case::gaps(gaps("q"), Scoring::Whole, filled(" Kisi-Kisi ", "8,5"), "1")]
#[case::the_least_share(gaps("q"), Scoring::Whole, filled("kisi", "8"), "0.5")]
#[case::beyond_the_tolerance(gaps("q"), Scoring::Whole, filled("kisi-kisi", "8,51"), "0")]
#[case::one_gap(gaps("q"), Scoring::Parts, filled("", "7.5"), "0.5")]
#[case::one_gap_in_part(gaps("q"), Scoring::Parts, filled("kisi", ""), "0.25")]
#[case::one_gap_less_one(gaps("q"), Scoring::PartsLessWrong, filled("lain", "8"), "0")]
#[case::uneven_pairs(matching("q"), uneven(), pairs(&[("1", "C"), ("2", "A"), ("3", "D")]), "1")]
#[case::the_heavy_pair(matching("q"), uneven(), pairs(&[("1", "C")]), "0.5")]
#[case::another_in_part(matching("q"), uneven(), pairs(&[("1", "C"), ("2", "B"), ("3", "D")]), "0.8333")]
#[case::others_take_off(matching("q"), uneven(), pairs(&[("1", "C"), ("2", "D"), ("3", "B")]), "0.1667")]
#[case::a_pair_takes_off(matching("q"), uneven(), pairs(&[("1", "C"), ("2", "A"), ("3", "A")]), "0.1667")]
#[case::pairs_never_below_nothing(matching("q"), uneven(), pairs(&[("1", "B"), ("3", "A")]), "0")]
#[case::uneven_gaps(gaps("q"), of_gaps(1, 2), filled("kisi-kisi", "8"), "1")]
#[case::the_heavy_gap(gaps("q"), of_gaps(1, 2), filled("", "8"), "0.6667")]
#[case::a_light_gap_in_part(gaps("q"), of_gaps(1, 2), filled("kisi", "9"), "0.1667")]
#[case::both_areas(hotspot(), Scoring::Whole, points(&[(50, 50), (10, 10)]), "1")]
#[case::both_in_the_overlap(hotspot(), Scoring::Whole, points(&[(50, 50), (51, 51)]), "1")]
#[case::one_area_twice(hotspot(), Scoring::Parts, points(&[(10, 10), (11, 11)]), "0.5")]
#[case::one_area(hotspot(), Scoring::Whole, points(&[(10, 10)]), "0")]
#[case::short_answer(short(false), Scoring::Whole, text("Dewey"), "1")]
#[case::capital_letters(short(false), Scoring::Whole, text("dewey"), "0")]
fn an_answer_brings_what_its_item_says(
    #[case] mut item: Item,
    #[case] scoring: Scoring,
    #[case] response: Response,
    #[case] brings: &str,
) {
    item.key.scoring = scoring;
    let mark = one(item, response);
    assert_eq!((mark.points, mark.how), (dec(brings), How::ByKey));
}

#[test]
fn what_no_key_covers_waits_for_people() {
    assert_eq!(one(essay("q"), text("Jawaban")).how, How::Waiting);
    assert_eq!(one(short(true), text("Melvil Dewey")).how, How::Waiting);
    assert_eq!(one(short(true), text("Dewey")).how, How::ByKey);
    let form = form(vec![essay("q"), essay("r")]);
    let read = Read { responses: [(id("q"), text("Jawaban"))].into(), ..Read::default() };
    let settled = Settled::from([(id("q"), dec("3.5")), (id("r"), dec("5"))]);
    let score = score(&form, &read, &settled, &BTreeSet::new(), Rules::V1);
    assert_eq!(score.marks[0].points, dec("3.5"));
    assert_eq!((score.marks[1].points, score.marks[1].how), (Decimal::ZERO, How::Unanswered), "nothing to mark");
}

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

fn plain(form: &Form, read: &Read) -> Score {
    score(form, read, &Settled::new(), &BTreeSet::new(), Rules::V1)
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
    /// However the parts divide, what is right brings exactly all points and no answer more or less than there are.
    #[test]
    fn what_is_right_in_all_parts_brings_all_points(
        each in proptest::array::uniform3(1..1_000_i64),
        more in proptest::collection::btree_map(("[123]", "[ABCD]"), -3_000..1_000_i64, 0..4),
        other in -3_000..=0_i64,
        given in proptest::collection::btree_map("[123]", "[ABCD]", 1..4),
        (word, days) in (proptest::sample::select(&["kisi-kisi", "kisi", "x", ""][..]), proptest::sample::select(&["8", "9", ""][..])),
        thousandths in 1..1_000_000_i64,
    ) {
        let points = Decimal::new(thousandths, 3);
        let of = |mut item: Item, scoring: Scoring, response: Response| {
            item.key.scoring = scoring;
            item.question.points = points;
            let faults = exam::item::check::check(&item);
            assert!(faults.iter().all(|fault| !fault.code.contains("weights") && !fault.code.contains("takes-off")), "{faults:?}");
            one(item, response).points
        };
        let all: i64 = each.iter().sum();
        let right = [("1", "C", each[0]), ("2", "A", each[1]), ("3", "D", each[2])];
        let key: BTreeMap<ChoiceId, ChoiceId> = right.iter().map(|(p, r, _)| (choice(p), choice(r))).collect();
        let mut weights: BTreeMap<_, Decimal> = more
            .iter()
            .map(|((p, r), weight)| {
                let most = right.iter().find(|(premise, ..)| premise == p).unwrap().2;
                ((choice(p), choice(r)), (*weight).clamp(-all, most).into())
            })
            .collect();
        weights.extend(right.iter().map(|(p, r, weight)| ((choice(p), choice(r)), Decimal::from(*weight))));
        let scoring = Scoring::of_pairs(PairWeights::of(weights, other.max(-all).into()).unwrap(), &key);
        prop_assert_eq!(of(matching("q"), scoring.clone(), Response::Pairs(key)), points.normalize());
        let given: Vec<_> = given.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let brought = of(matching("q"), scoring, pairs(&given));
        prop_assert!(brought >= Decimal::ZERO && brought <= points);

        let weights = [("kata", each[0]), ("hari", each[1])].map(|(id, n)| (GapId::new(id).unwrap(), n.into()));
        let scoring = Scoring::of_gaps(GapWeights::of(weights).unwrap());
        prop_assert_eq!(of(gaps("q"), scoring.clone(), filled("kisi-kisi", "8")), points.normalize());
        let brought = of(gaps("q"), scoring, filled(word, days));
        prop_assert!(brought >= Decimal::ZERO && brought <= points);
    }

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

fn marker(n: u128) -> PersonId {
    PersonId(uuid::Uuid::from_u128(n))
}

fn marked(by: u128, aspects: [i64; 2]) -> Marking {
    Marking {
        marker: marker(by),
        aspects: aspects.map(Decimal::from).into(),
        remark: String::new(),
        reason: String::new(),
    }
}

#[rstest]
#[case::nobody(vec![], Stage::Wanted(2))]
#[case::one(vec![marked(1, [2, 3])], Stage::Wanted(1))]
#[case::alike(vec![marked(1, [2, 3]), marked(2, [2, 3])], Stage::Settled(dec("5")))]
#[case::a_point_apart(vec![marked(1, [2, 3]), marked(2, [2, 2])], Stage::Settled(dec("4.5")))]
#[case::too_far_apart(vec![marked(1, [2, 3]), marked(2, [1, 2])], Stage::Third)]
#[case::the_third_is_nearer_to_one(vec![marked(1, [2, 3]), marked(2, [0, 0]), marked(3, [2, 2])], Stage::Settled(dec("4.5")))]
#[case::the_third_lies_between(vec![marked(1, [2, 2]), marked(2, [0, 0]), marked(3, [0, 2])], Stage::Settled(dec("2")))]
#[case::the_third_lies_beyond(vec![marked(1, [1, 1]), marked(2, [2, 3]), marked(3, [0, 1])], Stage::Settled(dec("1.5")))]
fn two_mark_and_a_third_when_they_differ(#[case] markings: Vec<Marking>, #[case] stage: Stage) {
    assert_eq!(marking::stage(&essay("q"), &markings, &marking::Settings::default(), Rules::V1), stage);
}

#[test]
fn a_marking_is_by_the_rubric_and_by_someone_else() {
    let settings = marking::Settings::default();
    let check = |item: &Item, earlier: &[Marking], marking: &Marking| {
        marking::check(item, earlier, marking, &settings, Rules::V1).map_err(|refusal| refusal.to_string()).err()
    };
    let (essay, first) = (essay("q"), marked(1, [2, 3]));
    assert_eq!(check(&essay, &[], &first), None);
    assert_eq!(check(&essay, std::slice::from_ref(&first), &first), Some("marking.twice".into()));
    assert_eq!(check(&essay, &[], &marked(1, [3, 0])), Some("marking.not-a-level aspect=1".into()));
    assert_eq!(check(&single("q"), &[], &first), Some("marking.not-by-people item=q".into()));
    assert_eq!(
        check(&essay, &[marked(1, [2, 3]), marked(2, [2, 3])], &marked(3, [0, 0])),
        Some("marking.settled".into())
    );
    let whole = Marking { aspects: vec![dec("1.5")], ..first };
    assert_eq!(check(&essay, &[], &whole), Some("marking.aspects wanted=2 given=1".into()));
    assert_eq!(check(&short(true), &[], &whole), Some("marking.not-a-level aspect=1".into()));
    assert_eq!(check(&short(true), &[], &Marking { aspects: vec![dec("0.5")], ..whole }), None);
}

#[test]
fn a_marker_replaces_their_own_marks_with_a_reason() {
    let check = |standing: &[Marking], marking: &Marking| {
        marking::check_correction(&essay("q"), standing, marking).map_err(|refusal| refusal.to_string()).err()
    };
    let again = |by, aspects, reason: &str| Marking { reason: reason.to_owned(), ..marked(by, aspects) };
    let standing = [marked(1, [2, 3]), marked(2, [2, 3])];
    assert_eq!(check(&standing, &again(1, [1, 2], "salah pilih")), None, "settled or not");
    assert_eq!(check(&standing, &again(3, [1, 2], "salah pilih")), Some("marking.none-of-yours".into()));
    assert_eq!(check(&standing, &again(1, [2, 3], "salah pilih")), Some("marking.as-before".into()));
    assert_eq!(check(&standing, &again(1, [1, 2], " ")), Some("marking.reason-wanted".into()));
    let long = "x".repeat(marking::MOST_IN_REASON + 1);
    assert_eq!(check(&standing, &again(1, [1, 2], &long)), Some("marking.reason-too-long most=500".into()));
    assert_eq!(check(&standing, &again(1, [3, 0], "salah pilih")), Some("marking.not-a-level aspect=1".into()));
}

#[test]
fn a_replaced_mark_stands_no_more_and_the_need_of_a_third_is_judged_anew() {
    let stands = |made: Vec<Marking>| marking::standing(made, |marking| marking.marker);
    let stage = |made| marking::stage(&essay("q"), &stands(made).0, &marking::Settings::default(), Rules::V1);
    let agreed = vec![marked(1, [2, 3]), marked(2, [2, 3])];
    assert_eq!(stage([agreed.clone(), vec![marked(1, [0, 0])]].concat()), Stage::Third);
    let apart = vec![marked(1, [2, 3]), marked(2, [0, 0])];
    let mended = [apart, vec![marked(2, [2, 2])]].concat();
    assert_eq!(stage(mended.clone()), Stage::Settled(dec("4.5")));
    // In the place of their first, whoever marked meanwhile; what was replaced is kept.
    let (standing, replaced) = stands([vec![marked(1, [0, 0])], agreed].concat());
    assert_eq!(standing, [marked(1, [2, 3]), marked(2, [2, 3])]);
    assert_eq!(replaced, [marked(1, [0, 0])]);
    assert_eq!(stands(mended).1, [marked(2, [0, 0])]);
}

#[test]
fn markers_are_blind_until_the_release() {
    let alike = [marked(1, [2, 3]), marked(2, [2, 3])];
    let seen = |by: u128, released| marking::visible(&alike, marker(by), released).len();
    assert_eq!((seen(1, false), seen(2, false), seen(3, false)), (1, 1, 0));
    assert_eq!((seen(1, true), seen(3, true)), (2, 2));
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
