//! Answer sheets of paper: keyed in twice, compared, and scored only when nothing differs.

use std::collections::BTreeMap;

use certification::id::PersonId;
use exam::{
    item::Item,
    sheet::{Comparison, Difference, Keyed, compare, read},
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
#[case(matching("q"), "1C 2A, 12b", Given::Matched(vec![(1, 3), (2, 1), (12, 2)]))]
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
fn what_is_no_mark_is_refused(#[case] item: Item, #[case] typed: &str) {
    let refusal = read(&item.question.interaction, typed).unwrap_err();
    assert_eq!(refusal.code, "sheet.not-readable");
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
            let _ = read(&item.question.interaction, &typed);
        }
    }
}
