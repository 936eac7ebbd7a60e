//! People mark: two blind, a third when they differ.

use certification::id::PersonId;
use exam::{
    item::Item,
    score::{
        Rules,
        marking::{self, Marking, Stage},
    },
};
use rstest::rstest;
use rust_decimal::Decimal;

use super::{dec, short};
use crate::samples::{essay, single};

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
