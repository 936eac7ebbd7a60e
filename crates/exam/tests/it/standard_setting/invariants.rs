//! What must hold whatever the judges say.

use exam::{
    standard_setting::{
        angoff::angoff,
        compromise::{Bounds, Wish, beuk, hofstee},
        panel::Ratings,
        severity::severity,
    },
    statistics::{Code, Settings},
};
use proptest::{collection::vec, prelude::*};

fn ratings(rows: &[Vec<f64>]) -> Ratings {
    let row = |(at, row): (usize, &Vec<f64>)| (format!("J{at}"), row.iter().copied().map(Some).collect());
    Ratings::new(rows[0].len(), &rows.iter().enumerate().map(row).collect::<Vec<_>>()).unwrap()
}

fn panel() -> impl Strategy<Value = Vec<Vec<f64>>> {
    (5usize..9, 2usize..12).prop_flat_map(|(judges, items)| vec(vec(0.0f64..=1.0, items), judges))
}

proptest! {
    #[test]
    fn the_order_of_judges_and_items_changes_no_cut(rows in panel()) {
        let cut = |rows: &[Vec<f64>]| {
            angoff(&[ratings(rows)], &vec![1.0; rows[0].len()], None, &Settings::default()).unwrap()
        };
        let turned: Vec<Vec<f64>> = rows.iter().rev().map(|row| row.iter().rev().copied().collect()).collect();
        let (one, other) = (cut(&rows), cut(&turned));
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        let (a, b) = (one.rounds[0].points.estimate().unwrap(), other.rounds[0].points.estimate().unwrap());
        prop_assert!(near(a, b) && near(one.rounds[0].error, other.rounds[0].error));
        prop_assert!(near(one.rounds[0].median, other.rounds[0].median));
        prop_assert!(near(one.error_with_items.unwrap(), other.error_with_items.unwrap()));
        let interval = one.rounds[0].points.interval().unwrap();
        prop_assert!(0.0 <= interval.low && interval.low <= a && a <= interval.high);
        prop_assert!(interval.high <= rows[0].len() as f64);
    }

    #[test]
    fn severities_balance(rows in panel()) {
        let said = severity(&ratings(&rows), None, &Settings::default());
        let sum: f64 = said.iter().filter_map(|s| s.severity.estimate()).sum();
        prop_assert_eq!(said.len(), rows.len());
        prop_assert!(sum.abs() < 1e-9);
    }

    #[test]
    fn a_judge_who_asks_more_of_every_item_is_severe(rows in panel(), who in any::<prop::sample::Index>()) {
        // Everyone agrees on the items; one judge is a fifth above.
        let base: Vec<f64> = rows[0].iter().map(|r| r * 0.5).collect();
        let who = who.index(rows.len());
        let jitter = |at: usize, item: usize| ((at * 7 + item * 3) % 5) as f64 * 1e-4;
        let lifted: Vec<Vec<f64>> = (0..rows.len())
            .map(|at| base.iter().enumerate().map(|(i, r)| r + jitter(at, i) + if at == who { 0.2 } else { 0.0 }).collect())
            .collect();
        let said = severity(&ratings(&lifted), None, &Settings::default());
        prop_assert_eq!(said[who].severity.code(), Code::JudgeSevere);
        prop_assert!(said.iter().enumerate().all(|(at, s)| at == who || s.severity.code() != Code::JudgeSevere));
    }

    #[test]
    fn a_compromise_lies_within_the_bounds(
        bounds in vec((0.0f64..9.0, 11.0f64..20.0, 0.0f64..0.3, 0.31f64..1.0), 5..9),
        totals in vec(0u8..=20, 30..80),
    ) {
        let totals: Vec<f64> = totals.into_iter().map(f64::from).collect();
        let judges: Vec<Bounds> = bounds
            .iter()
            .map(|(lowest_cut, highest_cut, fewest_failing, most_failing)| Bounds {
                lowest_cut: *lowest_cut,
                highest_cut: *highest_cut,
                fewest_failing: *fewest_failing,
                most_failing: *most_failing,
            })
            .collect();
        let mean = |part: fn(&Bounds) -> f64| judges.iter().map(part).sum::<f64>() / judges.len() as f64;
        let said = hofstee(&judges, &totals, 20.0, &Settings::default()).unwrap();
        if let (Some(cut), Some(failing)) = (said.cut.estimate(), said.failing) {
            prop_assert!(mean(|b| b.lowest_cut) - 1e-9 <= cut && cut <= mean(|b| b.highest_cut) + 1e-9);
            prop_assert!(mean(|b| b.fewest_failing) - 1e-9 <= failing && failing <= mean(|b| b.most_failing) + 1e-9);
        } else {
            prop_assert!(matches!(said.cut.code(), Code::WithheldNoCrossing | Code::WithheldOneJudge));
        }
    }

    #[test]
    fn what_judges_agree_on_moves_least(passing in vec(0.3f64..0.9, 5..9), totals in vec(0u8..=20, 30..80)) {
        let totals: Vec<f64> = totals.into_iter().map(f64::from).collect();
        // All ask 12 points, whatever share they wish for: 12 it is.
        let agreed: Vec<Wish> = passing.iter().map(|p| Wish { cut: 12.0, passing: *p }).collect();
        let said = beuk(&agreed, &totals, 20.0, &Settings::default()).unwrap();
        prop_assert_eq!(said.cut.estimate(), Some(12.0));
        prop_assert_eq!(said.error, Some(0.0));
    }
}
