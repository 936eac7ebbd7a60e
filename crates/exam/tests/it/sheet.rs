//! Answer sheets of paper: keyed in twice, compared, and scored only when nothing differs.

use std::collections::BTreeMap;

use certification::id::PersonId;
use exam::{
    item::{Area, Interaction, Item, MediaName, Picture, Point, Shape},
    sheet::{Comparison, Difference, Keyed, compare, read, written},
    sitting::given::Given,
};
use proptest::prelude::*;
use rstest::rstest;

use crate::samples::{essay, gaps, matching, multiple, ordering, single, truth};

fn keyed(by: u128, answers: &[(u16, Given)]) -> Keyed {
    Keyed { by: PersonId(uuid::Uuid::from_u128(by)), answers: answers.iter().cloned().collect() }
}

fn chosen(places: &[u8]) -> Given {
    Given::Chosen(places.to_vec())
}

#[test]
fn what_two_people_keyed_alike_stands_and_what_differs_is_listed() {
    let first = keyed(1, &[(1, chosen(&[2])), (2, chosen(&[1, 4])), (3, Given::Blank), (4, chosen(&[3]))]);
    let second = keyed(2, &[(1, chosen(&[2])), (2, chosen(&[4, 1])), (3, chosen(&[])), (4, chosen(&[2]))]);
    let comparison = compare(&first, &second, 5).unwrap();
    assert_eq!(comparison.agreed.keys().copied().collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(
        comparison.differences,
        [
            Difference { question: 4, first: Some(chosen(&[3])), second: Some(chosen(&[2])) },
            Difference { question: 5, first: None, second: None },
        ],
        "a question that nobody keyed is no blank"
    );
    let code = |settled: &[(u16, Given)]| {
        comparison.settle(&settled.iter().cloned().collect()).map_err(|refusal| refusal.to_string())
    };
    assert_eq!(code(&[(4, chosen(&[3]))]), Err("sheet.not-settled question=5 open=2".into()));
    let all = [(4, chosen(&[3])), (5, Given::Blank)];
    assert_eq!(
        code(&[all[0].clone(), all[1].clone(), (1, Given::Blank)]),
        Err("sheet.not-in-question question=1".into())
    );
    let settled = code(&all).unwrap();
    assert_eq!((settled.len(), settled[&4].clone(), settled[&1].clone()), (5, chosen(&[3]), chosen(&[2])));
}

#[test]
fn nobody_checks_their_own_entry() {
    let entry = keyed(1, &[(1, chosen(&[2]))]);
    assert_eq!(compare(&entry, &entry, 1).map_err(|r| r.code), Err("sheet.same-person".into()));
    let beyond = keyed(2, &[(2, chosen(&[2]))]);
    assert_eq!(compare(&entry, &beyond, 1).map_err(|r| r.code), Err("sheet.no-such-question".into()));
}

#[rstest]
#[case(single("q"), "c", chosen(&[3]))]
#[case(single("q"), " - ", Given::Blank)]
#[case(single("q"), "AB", chosen(&[1, 2]))]
#[case(multiple("q"), "A, D", chosen(&[1, 4]))]
#[case(truth("q"), "B", chosen(&[1]))]
#[case(truth("q"), "s", chosen(&[2]))]
#[case(truth("q"), "BS", chosen(&[1, 2]))]
#[case(matching("q"), "1C 2A, 3b", Given::Matched(vec![(1, 3), (2, 1), (3, 2)]))]
#[case(ordering("q"), "C A D B", Given::Ordered(vec![3, 1, 4, 2]))]
#[case(gaps("q"), "kisi-kisi |  8,5", Given::Filled(vec!["kisi-kisi".into(), "8,5".into()]))]
#[case(essay("q"), "Petugas   menyapa.", Given::Written("Petugas menyapa.".into()))]
fn a_sheet_is_read_as_it_is_printed(#[case] item: Item, #[case] typed: &str, #[case] answer: Given) {
    assert_eq!(read(&item.question.interaction, typed), Ok(answer));
}

#[rstest]
#[case(single("q"), "3")]
#[case(truth("q"), "C")]
#[case(matching("q"), "C1")]
#[case(matching("q"), "1")]
#[case(matching("q"), "999A")]
#[case(hotspot(false), "B")]
#[case(hotspot(true), "10,20")]
fn what_is_no_mark_is_refused(#[case] item: Item, #[case] typed: &str) {
    let refusal = read(&item.question.interaction, typed).unwrap_err();
    assert_eq!(refusal.code, "sheet.not-readable");
}

#[rstest]
#[case(single("q"), "F", "F")]
#[case(matching("q"), "4A", "4")]
#[case(matching("q"), "1E", "E")]
#[case(ordering("q"), "ABCE", "E")]
#[case(gaps("q"), "a|b|c|d|e|f|g", "7")]
#[case(hotspot(true), "C", "C")]
fn a_place_that_the_question_has_not_is_refused_by_its_name(
    #[case] item: Item,
    #[case] typed: &str,
    #[case] place: &str,
) {
    let refusal = read(&item.question.interaction, typed).unwrap_err();
    assert_eq!(refusal.to_string(), format!("sheet.no-such-place place={place}"));
}

/// A picture with two outlined areas, or none.
fn hotspot(outlined: bool) -> Item {
    let area = |name: &str, shape| Area { id: crate::samples::choice(name), shape, label: String::new() };
    let corner = |x, y| Point { x, y };
    // An L: the mean of its corners lies outside.
    let bent = [(0, 0), (10, 0), (10, 90), (90, 90), (90, 100), (0, 100)].map(|(x, y)| corner(x, y));
    let areas =
        vec![area("A", Shape::Rectangle(corner(200, 10), corner(300, 50))), area("B", Shape::Polygon(bent.to_vec()))];
    let file = MediaName::new("peta.png").unwrap();
    let picture = Picture { file, alt: "peta".into(), width: Some(400), height: Some(300) };
    let mut item = single("q");
    item.question.interaction = Interaction::Hotspot { picture, areas: if outlined { areas } else { vec![] }, most: 2 };
    item
}

#[test]
fn a_place_on_a_picture_is_keyed_by_its_letter_or_its_pixels() {
    let outlined = hotspot(true).question.interaction;
    let Given::Pointed(points) = read(&outlined, "ba").unwrap() else { panic!("no points") };
    let Interaction::Hotspot { areas, .. } = &outlined else { panic!("no picture") };
    let holds = |area: usize, point: usize| areas[area].shape.holds(Point { x: points[point].0, y: points[point].1 });
    assert!(holds(1, 0) && holds(0, 1) && !holds(0, 0));
    assert_eq!(written(&outlined, &Given::Pointed(points)), "BA");
    let free = hotspot(false).question.interaction;
    assert_eq!(read(&free, "120,80; 30,4"), Ok(Given::Pointed(vec![(120, 80), (30, 4)])));
}

proptest! {
    /// Every question is agreed or listed, never both, and settling the list gives the whole sheet.
    #[test]
    fn no_question_is_lost(
        first in proptest::collection::btree_map(1_u16..9, proptest::collection::vec(1_u8..3, 0..3), 0..9),
        second in proptest::collection::btree_map(1_u16..9, proptest::collection::vec(1_u8..3, 0..3), 0..9),
    ) {
        let entry = |by: u128, answers: BTreeMap<u16, Vec<u8>>| {
            keyed(by, &answers.into_iter().map(|(n, places)| (n, Given::Chosen(places))).collect::<Vec<_>>())
        };
        let (first, second) = (entry(1, first), entry(2, second));
        let comparison: Comparison = compare(&first, &second, 8).unwrap();
        let swapped = compare(&second, &first, 8).unwrap();
        prop_assert_eq!(&comparison.agreed, &swapped.agreed);
        let listed: Vec<u16> = comparison.differences.iter().map(|d| d.question).collect();
        prop_assert!((1..=8).all(|n| comparison.agreed.contains_key(&n) != listed.contains(&n)));
        let settled = listed.iter().map(|n| (*n, Given::Blank)).collect();
        prop_assert_eq!(comparison.settle(&settled).unwrap().len(), 8);
    }

    #[test]
    fn whatever_is_typed_is_read_or_refused(typed in ".{0,30}|[0-9A-Z ]{0,20}") {
        for item in [single("q"), truth("q"), matching("q"), ordering("q"), gaps("q"), essay("q")] {
            let interaction = &item.question.interaction;
            if let Ok(answer) = read(interaction, &typed) {
                let again = read(interaction, &written(interaction, &answer));
                prop_assert_eq!(again, Ok(answer), "{}", typed);
            }
        }
    }
}
