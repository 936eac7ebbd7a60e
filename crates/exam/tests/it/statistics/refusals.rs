//! Bad input is refused with its place, never computed with.

use std::collections::BTreeSet;

use certification::refusal::Refusal;
use exam::statistics::{
    ScoreMatrix, Settings,
    agreement::{MOST_PAIRS, agreement},
    choices::{Choice, ChoiceMatrix, Options},
    decision::{livingston_lewis, subkoviak},
    dif::{Group, dif},
    difficulty::difficulty,
    distractors::distractors,
    drift::{MOST_PERIODS, Period, trend},
    matrix::{MOST_CANDIDATES, MOST_ITEMS},
    shrinkage::{Answers, shrink},
    timing::timing,
};
use rstest::rstest;

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>, text: &str) {
    assert_eq!(result.unwrap_err().to_string(), text);
}

const FULL: Option<f64> = Some(1.0);

#[rstest]
#[case(vec![], vec![], "statistics.no-items")]
#[case(vec![1.0], vec![vec![FULL], vec![FULL, FULL]], "statistics.row-length row=2 cells=2 items=1")]
#[case(vec![1.0, 0.0], vec![], "statistics.maximum item=2 from=0.001 to=10000")]
#[case(vec![f64::NAN], vec![], "statistics.maximum item=1 from=0.001 to=10000")]
#[case(vec![f64::INFINITY], vec![], "statistics.maximum item=1 from=0.001 to=10000")]
#[case(vec![1.0], vec![vec![Some(1.5)]], "statistics.score-range row=1 item=1 most=1")]
#[case(vec![1.0], vec![vec![Some(-0.1)]], "statistics.score-range row=1 item=1 most=1")]
#[case(vec![1.0], vec![vec![Some(f64::NAN)]], "statistics.score-range row=1 item=1 most=1")]
fn scores(#[case] maxima: Vec<f64>, #[case] rows: Vec<Vec<Option<f64>>>, #[case] text: &str) {
    refused(ScoreMatrix::new(maxima, rows), text);
}

#[test]
fn a_matrix_too_large() {
    let items = MOST_ITEMS + 1;
    refused(ScoreMatrix::new(vec![1.0; items], vec![]), "statistics.too-large what=items count=1001 most=1000");
    let rows = vec![vec![FULL]; MOST_CANDIDATES + 1];
    refused(ScoreMatrix::new(vec![1.0], rows), "statistics.too-large what=candidates count=100001 most=100000");
}

#[rstest]
#[case(vec![Options { count: 1, key: 0 }], vec![], "statistics.options item=1 most=26")]
#[case(vec![Options { count: 4, key: 4 }], vec![], "statistics.options item=1 most=26")]
#[case(vec![Options { count: 27, key: 4 }], vec![], "statistics.options item=1 most=26")]
#[case(vec![Options { count: 4, key: 0 }], vec![vec![Choice::Chosen(4)]], "statistics.option-unknown row=1 item=1 options=4")]
fn options(#[case] items: Vec<Options>, #[case] rows: Vec<Vec<Choice>>, #[case] text: &str) {
    refused(ChoiceMatrix::new(items, rows), text);
}

#[test]
fn what_is_not_there() {
    let scores = ScoreMatrix::new(vec![1.0; 2], vec![vec![FULL; 2]; 3]).unwrap();
    let (complete, settings) = (scores.complete(), Settings::default());
    refused(difficulty(&scores, 2, &settings), "statistics.item-unknown item=3 items=2");
    let short = dif(&complete, 0, &[Group::Focal], &BTreeSet::new(), &settings);
    refused(short, "statistics.groups-length groups=1 candidates=3");
    let choices = ChoiceMatrix::new(vec![Options { count: 2, key: 0 }], vec![vec![Choice::Omitted]]).unwrap();
    refused(distractors(&choices, &complete, 0, &settings), "statistics.not-the-same");
    refused(agreement(&choices, &[(0, 0)], &[], &settings), "statistics.pair pair=1");
    refused(agreement(&choices, &[], &[(0, 1)], &settings), "statistics.pair pair=1");
}

#[rstest]
fn a_cut_out_of_reach(#[values(0.0, -1.0, 2.5, f64::NAN, f64::INFINITY)] cut: f64) {
    let scores = ScoreMatrix::new(vec![1.0; 2], vec![vec![FULL; 2]; 3]).unwrap();
    let text = format!("statistics.cut-range cut={cut} most=2");
    refused(subkoviak(&scores.complete(), cut, &Settings::default()), &text);
    refused(livingston_lewis(&scores.complete(), cut, &Settings::default()), &text);
}

#[test]
fn counts_and_times_that_cannot_be() {
    let settings = Settings::default();
    refused(shrink(&[Answers { right: 3, n: 2 }], &settings), "statistics.answers item=1");
    refused(trend(&[Period { at: 0.0, right: 3, n: 2 }], &settings), "statistics.period period=1");
    refused(trend(&[Period { at: f64::NAN, right: 0, n: 2 }], &settings), "statistics.period period=1");
    refused(timing(&[(None, 1.0), (None, -1.0)], &settings), "statistics.seconds row=2");
    refused(timing(&[(None, f64::NAN)], &settings), "statistics.seconds row=1");
}

#[test]
fn lists_that_grow_without_bound() {
    let settings = Settings::default();
    let choices = ChoiceMatrix::new(vec![Options { count: 2, key: 0 }], vec![vec![Choice::Omitted]; 2]).unwrap();
    let pairs = vec![(0, 1); MOST_PAIRS + 1];
    refused(agreement(&choices, &pairs, &[], &settings), "statistics.too-large what=pairs count=200001 most=200000");
    let period = Period { at: 0.0, right: 0, n: 1 };
    let periods = vec![period; MOST_PERIODS + 1];
    refused(trend(&periods, &settings), "statistics.too-large what=periods count=1001 most=1000");
    let pool = vec![Answers { right: 0, n: 1 }; MOST_ITEMS + 1];
    refused(shrink(&pool, &settings), "statistics.too-large what=items count=1001 most=1000");
}

#[test]
fn settings_that_no_figure_can_be_made_with() {
    assert_eq!(Settings::default().check(), Ok(()));
    let certain = Settings { confidence: 1.0, ..Settings::default() };
    refused(certain.check(), "statistics.setting-range setting=confidence from=0.5 to=0.9999");
    let crossed = Settings { hard_below: 0.95, ..Settings::default() };
    refused(crossed.check(), "statistics.setting-range setting=hard_below from=0 to=0.9");
    let none = Settings { prior_mean: f64::NAN, ..Settings::default() };
    refused(none.check(), "statistics.setting-range setting=prior_mean from=0.001 to=0.999");
}
