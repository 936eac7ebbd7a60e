//! Figures of items, forms and decisions beside another implementation, to a millionth.

use exam::statistics::{
    Code, Interval,
    decision::{livingston_lewis, subkoviak},
    difficulty::difficulty,
    discrimination::discrimination,
    reliability::reliability,
};
use rstest::rstest;
use serde_json::Value;

use super::scores;
use crate::fixture::{lenient, list, number, numbers, read, same_figure, same_or_withheld};

/// The cuts of a fixture, each with what the method says there.
fn cuts(fixture: &Value, method: &str) -> Vec<(f64, Value)> {
    let expected = list(&fixture["expected"][method]).iter().cloned();
    let cuts: Vec<(f64, Value)> = numbers(&fixture["cuts"]).into_iter().zip(expected).collect();
    assert_eq!(cuts.len(), 4);
    cuts
}

#[rstest]
fn difficulty_and_discrimination_agree(
    #[values(
        "lsat6",
        "lsat7",
        "verbal",
        "verbal_partial",
        "binary",
        "small",
        "guessing",
        "guessing_short",
        "guessing_partial",
        "partial"
    )]
    name: &str,
) {
    let fixture = read(name);
    let scores = scores(&fixture);
    let complete = scores.complete();
    for item in 0..scores.items() {
        let ours = difficulty(&scores, item, &lenient()).unwrap();
        same_figure(&ours, &fixture["expected"]["difficulty"][item], &format!("{name}: difficulty of {item}"));
        let ours = discrimination(&complete, item, &lenient()).unwrap();
        same_figure(&ours, &fixture["expected"]["discrimination"][item], &format!("{name}: discrimination of {item}"));
    }
}

#[rstest]
fn reliability_and_its_error_agree(
    #[values(
        "lsat6",
        "lsat7",
        "verbal",
        "verbal_partial",
        "binary",
        "small",
        "guessing",
        "guessing_short",
        "guessing_partial",
        "partial"
    )]
    name: &str,
) {
    let fixture = read(name);
    let scores = scores(&fixture);
    let ours = reliability(&scores.complete(), &lenient());
    let theirs = &fixture["expected"]["reliability"];
    same_figure(&ours.alpha, &theirs["alpha"], name);
    same_figure(&ours.error, &theirs["error"], name);
    same_or_withheld(&ours.kr20, &theirs["kr20"], name);
    assert_eq!(theirs["kr20"].is_null(), ours.kr20.code() == Code::WithheldNotDichotomous, "{name}");
}

#[rstest]
fn consistency_by_subkoviak_agrees(
    #[values("lsat6", "lsat7", "verbal", "binary", "small", "guessing", "guessing_short")] name: &str,
) {
    let fixture = read(name);
    let scores = scores(&fixture);
    for (cut, theirs) in cuts(&fixture, "subkoviak") {
        let what = format!("{name}, cut at {cut}");
        let ours = subkoviak(&scores.complete(), cut, &lenient()).unwrap();
        same_figure(&ours.agreement, &theirs["agreement"], &format!("{what}: agreement"));
        same_figure(&ours.kappa, &theirs["kappa"], &format!("{what}: kappa"));
        assert_eq!(ours.accuracy, None);
    }
}

#[rstest]
fn consistency_by_livingston_and_lewis_agrees(
    #[values(
        "lsat6",
        "lsat7",
        "verbal",
        "verbal_partial",
        "binary",
        "small",
        "guessing",
        "guessing_short",
        "guessing_partial",
        "partial"
    )]
    name: &str,
) {
    let fixture = read(name);
    let scores = scores(&fixture);
    for (cut, theirs) in cuts(&fixture, "livingston_lewis") {
        let what = format!("{name}, cut at {cut}");
        let ours = livingston_lewis(&scores.complete(), cut, &lenient()).unwrap();
        same_figure(&ours.agreement, &theirs["agreement"], &format!("{what}: agreement"));
        same_figure(&ours.kappa, &theirs["kappa"], &format!("{what}: kappa"));
        same_figure(&ours.accuracy.unwrap(), &theirs["accuracy"], &format!("{what}: accuracy"));
    }
}

#[rstest]
fn where_points_are_partial_subkoviak_says_nothing(
    #[values("partial", "verbal_partial", "guessing_partial")] name: &str,
) {
    let fixture = read(name);
    let scores = scores(&fixture);
    let ours = subkoviak(&scores.complete(), number(&fixture["cuts"][0]), &lenient()).unwrap();
    assert_eq!(ours.agreement.code(), Code::WithheldNotDichotomous);
    assert!(fixture["expected"]["subkoviak"].is_null());
}

#[test]
fn intervals_of_a_share_are_those_published() {
    // Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263, 15 of 148, 0 of 20 and 1 of 29.
    let published = [
        (81, 263, ["0.2553", "0.3662", "0.2527", "0.3676"]),
        (15, 148, ["0.0624", "0.1605", "0.0578", "0.1617"]),
        (0, 20, ["0.0000", "0.1611", "0.0000", "0.1684"]),
        (1, 29, ["0.0061", "0.1718", "0.0009", "0.1776"]),
    ];
    for (right, n, theirs) in published {
        let score = Interval::wilson(f64::from(right), f64::from(n), 0.95);
        let exact = Interval::clopper_pearson(right as usize, n as usize, 0.95);
        assert_eq!([score.low, score.high, exact.low, exact.high].map(|end| format!("{end:.4}")), theirs);
    }
}
