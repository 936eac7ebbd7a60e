//! What the answer to one question brings.

use std::collections::{BTreeMap, BTreeSet};

use exam::{
    item::{
        Answer as Right, ChoiceId, GapId, GapWeights, Interaction, Item, MediaName, PairWeights, Picture, Point,
        Response, Scoring, Shape,
    },
    paper::read::Read,
    score::{How, Rules, Settled, score},
};
use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;

use super::{dec, filled, id, order, set, short, text};
use crate::samples::{choice, essay, form, gaps, item, matching, multiple, ordering, single, truth};

fn pairs(pairs: &[(&str, &str)]) -> Response {
    Response::Pairs(pairs.iter().map(|(a, b)| (choice(a), choice(b))).collect())
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
}
