//! What must hold whatever the answers: the order of candidates, the names of items and options and the size of a point
//! change nothing, and no figure leaves its range.

use std::collections::BTreeSet;

use exam::statistics::{
    Figure, ScoreMatrix,
    agreement::{agreement, holm},
    choices::{Choice, ChoiceMatrix, Options},
    decision::{livingston_lewis, subkoviak},
    dif::{Group, dif, screen},
    difficulty::difficulty,
    discrimination::discrimination,
    distractors::distractors,
    drift::{Period, trend},
    reliability::reliability,
    shrinkage::{Answers, shrink},
    timing::timing,
};
use proptest::{collection::vec, prelude::*};

use crate::fixture::lenient;

type Rows = Vec<Vec<Option<f64>>>;

/// Scores that hang together a little, since ability is drawn first; one cell in forty is missing.
fn rows(most: u8) -> impl Strategy<Value = Rows> {
    (2usize..8, 3usize..50).prop_flat_map(move |(items, candidates)| {
        let cell = (0u8..=most, 0u8..40);
        vec((0u8..=most, vec(cell, items)), candidates).prop_map(|rows| {
            let score = |able: u8, (own, dice): (u8, u8)| match dice {
                0 => None,
                1..=20 => Some(f64::from(able)),
                _ => Some(f64::from(own)),
            };
            rows.into_iter().map(|(able, cells)| cells.into_iter().map(|cell| score(able, cell)).collect()).collect()
        })
    })
}

fn matrix(rows: &Rows, most: f64) -> ScoreMatrix {
    ScoreMatrix::new(vec![most; rows[0].len()], rows.clone()).unwrap()
}

fn with_order(rows: Rows) -> impl Strategy<Value = (Rows, Vec<usize>, Vec<usize>)> {
    let candidates = Just((0..rows.len()).collect::<Vec<_>>()).prop_shuffle();
    let items = Just((0..rows[0].len()).collect::<Vec<_>>()).prop_shuffle();
    (Just(rows), candidates, items)
}

/// The figures of a form and of each item.
fn figures(scores: &ScoreMatrix, cut: f64) -> (Vec<Figure>, Vec<Vec<Figure>>) {
    let (complete, settings) = (scores.complete(), lenient());
    let reliability = reliability(&complete, &settings);
    let lewis = livingston_lewis(&complete, cut, &settings).unwrap();
    let subkoviak = subkoviak(&complete, cut, &settings).unwrap();
    let whole = vec![
        reliability.alpha,
        reliability.kr20,
        reliability.error,
        lewis.agreement,
        lewis.kappa,
        lewis.accuracy.unwrap(),
        subkoviak.agreement,
        subkoviak.kappa,
    ];
    let item =
        |item| vec![difficulty(scores, item, &settings).unwrap(), discrimination(&complete, item, &settings).unwrap()];
    (whole, (0..scores.items()).map(item).collect())
}

/// The same up to rounding.
fn alike(a: &Figure, b: &Figure) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-7;
    a.n() == b.n()
        && match (a.estimate().zip(a.interval()), b.estimate().zip(b.interval())) {
            (Some((x, i)), Some((y, j))) => near(x, y) && near(i.low, j.low) && near(i.high, j.high),
            (None, None) => a.code() == b.code(),
            _ => false,
        }
}

fn within(figure: &Figure, low: f64, high: f64) -> bool {
    match (figure.estimate(), figure.interval()) {
        (Some(estimate), Some(i)) => {
            let dust = 1e-9;
            i.low <= estimate + dust && estimate <= i.high + dust && i.low >= low - dust && i.high <= high + dust
        }
        (estimate, interval) => {
            estimate.is_none() && interval.is_none() && figure.code().as_str().starts_with("withheld.")
        }
    }
}

/// Whole forms are costly to analyse without optimisation: an eighth of the cases asked for.
fn fewer() -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig { cases: (asked.cases / 8).max(8), ..asked }
}

proptest! {
    #![proptest_config(fewer())]

    #[test]
    fn the_order_of_candidates_and_items_changes_nothing((rows, candidates, items) in rows(1).prop_flat_map(with_order)) {
        let moved: Rows = candidates.iter().map(|c| items.iter().map(|i| rows[*c][*i]).collect()).collect();
        let cut = 1.0 + (rows[0].len() / 2) as f64;
        let (whole, each) = figures(&matrix(&rows, 1.0), cut);
        let (whole_moved, each_moved) = figures(&matrix(&moved, 1.0), cut);
        for (a, b) in whole.iter().zip(&whole_moved) {
            prop_assert!(alike(a, b), "{a:?} became {b:?}");
        }
        for (place, item) in items.iter().enumerate() {
            for (a, b) in each[*item].iter().zip(&each_moved[place]) {
                prop_assert!(alike(a, b), "{a:?} became {b:?}");
            }
        }
    }

    #[test]
    fn the_size_of_a_point_changes_error_alone(rows in rows(4), size in 2u8..9) {
        let size = f64::from(size);
        let larger: Rows = rows.iter().map(|row| row.iter().map(|c| c.map(|s| s * size)).collect()).collect();
        let cut = 2.0 * rows[0].len() as f64;
        let (whole, each) = figures(&matrix(&rows, 4.0), cut);
        let (whole_larger, each_larger) = figures(&matrix(&larger, 4.0 * size), cut * size);
        for (place, (a, b)) in whole.iter().zip(&whole_larger).enumerate() {
            if place == 2 {
                let (a, b) = (a.estimate(), b.estimate());
                prop_assert!(a.zip(b).is_none_or(|(a, b)| (a * size - b).abs() < 1e-6), "{a:?} became {b:?}");
            } else {
                prop_assert!(alike(a, b), "{a:?} became {b:?}");
            }
        }
        prop_assert!(each.iter().flatten().zip(each_larger.iter().flatten()).all(|(a, b)| alike(a, b)));
    }

    #[test]
    fn no_figure_leaves_its_range(rows in rows(3)) {
        let (whole, each) = figures(&matrix(&rows, 3.0), rows[0].len() as f64);
        let ranges = [(-1e9, 1.0), (-1e9, 1.0), (0.0, 1e9), (0.0, 1.0), (-1.0, 1.0), (0.0, 1.0), (0.0, 1.0), (-1.0, 1.0)];
        for (figure, (low, high)) in whole.iter().zip(ranges) {
            prop_assert!(within(figure, low, high), "{figure:?}");
        }
        for item in &each {
            prop_assert!(within(&item[0], 0.0, 1.0) && within(&item[1], -1.0, 1.0), "{item:?}");
        }
    }

}

proptest! {
    #[test]
    fn exchanging_the_groups_turns_dif_round(rows in rows(1), sides in vec(0u8..5, 50)) {
        let scores = matrix(&rows, 1.0);
        let side = |place: usize, turned: bool| match sides[place] {
            0 => Group::Neither,
            1 | 2 => if turned { Group::Reference } else { Group::Focal },
            _ => if turned { Group::Focal } else { Group::Reference },
        };
        let groups = |turned| (0..rows.len()).map(|place| side(place, turned)).collect::<Vec<_>>();
        for item in 0..scores.items() {
            let one = dif(&scores.complete(), item, &groups(false), &BTreeSet::new(), &lenient()).unwrap();
            let other = dif(&scores.complete(), item, &groups(true), &BTreeSet::new(), &lenient()).unwrap();
            prop_assert_eq!(one.class, other.class);
            prop_assert_eq!((one.reference, one.focal), (other.focal, other.reference));
            let sum = one.delta.estimate().zip(other.delta.estimate()).map(|(a, b)| (a + b).abs());
            prop_assert!(sum.is_none_or(|s| s < 1e-9) && within(&one.delta, -1e9, 1e9));
            prop_assert!(one.p.zip(other.p).is_none_or(|(a, b)| (a - b).abs() < 1e-9 && (0.0..=1.0).contains(&a)));
        }
        prop_assert_eq!(screen(&scores.complete(), &groups(false), &lenient()).unwrap().len(), scores.items());
    }

    #[test]
    fn the_names_of_options_change_nothing(picked in vec(vec(0u8..6, 4), 5..40), turn in 1u8..4) {
        let choice = |cell: u8, turn: u8| match cell {
            4 => Choice::Omitted,
            5 => Choice::NotShown,
            option => Choice::Chosen((option + turn) % 4),
        };
        let named = |turn: u8| {
            let rows = picked.iter().map(|row| row.iter().map(|cell| choice(*cell, turn)).collect()).collect();
            ChoiceMatrix::new(vec![Options { count: 4, key: turn % 4 }; 4], rows).unwrap()
        };
        let (before, after) = (named(0), named(turn));
        prop_assert_eq!(before.scores().unwrap(), after.scores().unwrap());
        let scores = before.scores().unwrap();
        let one = distractors(&before, &scores.complete(), 1, &lenient()).unwrap();
        let other = distractors(&after, &scores.complete(), 1, &lenient()).unwrap();
        for option in &one {
            let name = option.option.map(|o| (o + turn) % 4);
            let renamed = other.iter().find(|o| o.option == name).unwrap();
            prop_assert_eq!(option.key, renamed.key);
            prop_assert!(alike(&option.share, &renamed.share) && alike(&option.strength, &renamed.strength));
            prop_assert_eq!(&option.curve, &renamed.curve);
        }
        let shares: f64 = one.iter().filter_map(|o| o.share.estimate()).sum();
        prop_assert!(one[0].share.estimate().is_none() || (shares - 1.0).abs() < 1e-9, "everyone chose something");

        let mut settings = lenient();
        (settings.minimum.agreement, settings.minimum.agreement_wrong) = (1, 1);
        let pairs = [(0, 1), (1, 2), (3, 4)];
        prop_assert_eq!(
            agreement(&before, &pairs, &[], &settings).unwrap(),
            agreement(&after, &pairs, &[], &settings).unwrap()
        );
    }

    #[test]
    fn adjusted_chances_are_never_smaller_and_keep_their_order(chances in vec(0.0f64..=1.0, 0..30)) {
        let adjusted = holm(&chances);
        for (p, q) in chances.iter().zip(&adjusted) {
            prop_assert!(p <= q && *q <= 1.0);
            for (other, adjusted) in chances.iter().zip(&adjusted) {
                prop_assert!(other < p || adjusted >= q);
            }
        }
    }

    #[test]
    fn shrinkage_lies_between_item_and_pool(pool in vec((0u64..40, 0u64..40), 0..12)) {
        let pool: Vec<Answers> = pool.into_iter().map(|(a, b)| Answers { right: a.min(b), n: b }).collect();
        let shrunk = shrink(&pool, &lenient()).unwrap();
        let mean = shrunk.prior.a / (shrunk.prior.a + shrunk.prior.b);
        for (answers, figure) in pool.iter().zip(&shrunk.items) {
            let Some(estimate) = figure.estimate() else {
                prop_assert_eq!(answers.n, 0);
                continue;
            };
            let own = answers.right as f64 / answers.n as f64;
            prop_assert!(own.min(mean) - 1e-9 <= estimate && estimate <= own.max(mean) + 1e-9);
            let interval = figure.interval().unwrap();
            prop_assert!(0.0 <= interval.low && interval.low <= interval.high && interval.high <= 1.0);
        }
    }

    #[test]
    fn a_trend_told_backwards_is_the_opposite(periods in vec((0u64..200, 20u64..200, 0i32..60), 0..9)) {
        let told = |sign: f64| -> Vec<Period> {
            let period = |(right, n, at): &(u64, u64, i32)| Period { at: sign * f64::from(*at), right: *right.min(n), n: *n };
            periods.iter().map(period).collect()
        };
        let (on, back) = (trend(&told(1.0), &lenient()).unwrap(), trend(&told(-1.0), &lenient()).unwrap());
        let sum = on.slope.estimate().zip(back.slope.estimate()).map(|(a, b)| (a + b).abs());
        prop_assert!(sum.is_none_or(|s| s < 1e-9) && within(&on.slope, -10.0, 10.0));
        prop_assert_eq!(on.p.is_some(), on.slope.estimate().is_some());
    }

    #[test]
    fn the_median_lies_among_the_times(answers in vec((proptest::option::of(0u8..4), 0.0f64..500.0), 0..60)) {
        let timing = timing(&answers, &lenient()).unwrap();
        prop_assert!(within(&timing.median, 0.0, 500.0) && within(&timing.rapid, 0.0, 1.0));
        prop_assert!(timing.by_option.iter().all(|(_, figure)| within(figure, 0.0, 500.0)));
        prop_assert!(timing.rapid_below <= 10.0);
    }
}
