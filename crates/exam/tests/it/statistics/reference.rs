//! Every figure beside another implementation, to a millionth.

use std::collections::BTreeSet;

use exam::statistics::{
    Interval,
    agreement::agreement,
    decision::{livingston_lewis, subkoviak},
    dif::{Class, dif},
    difficulty::difficulty,
    discrimination::discrimination,
    distractors::distractors,
    drift::{Period, trend},
    mantel_haenszel::{MantelHaenszel, Stratum},
    reliability::reliability,
    shrinkage::{Answers, shrink},
    timing::timing,
};
use rstest::rstest;
use serde_json::Value;

use super::{choices, groups, scores};
use crate::fixture::{lenient, list, number, numbers, read, same, same_figure, signs};

#[rstest]
fn difficulty_and_discrimination_agree(#[values("lsat6", "binary", "small", "guessing", "partial")] name: &str) {
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
fn reliability_and_its_error_agree(#[values("lsat6", "binary", "small", "guessing", "partial")] name: &str) {
    let fixture = read(name);
    let scores = scores(&fixture);
    let ours = reliability(&scores.complete(), &lenient());
    let theirs = &fixture["expected"]["reliability"];
    same_figure(&ours.alpha, &theirs["alpha"], name);
    same_figure(&ours.error, &theirs["error"], name);
    if name == "partial" {
        assert_eq!(ours.kr20.estimate(), None);
    } else {
        same_figure(&ours.kr20, &theirs["alpha"], name);
    }
}

#[rstest]
fn consistency_by_subkoviak_agrees(#[values("lsat6", "binary", "small", "guessing")] name: &str) {
    let fixture = read(name);
    let scores = scores(&fixture);
    let ours = subkoviak(&scores.complete(), number(&fixture["cut"]), &lenient()).unwrap();
    let theirs = &fixture["expected"]["subkoviak"];
    same_figure(&ours.agreement, &theirs["agreement"], name);
    same_figure(&ours.kappa, &theirs["kappa"], name);
}

#[rstest]
fn consistency_by_livingston_and_lewis_agrees(#[values("lsat6", "binary", "small", "guessing", "partial")] name: &str) {
    let fixture = read(name);
    let scores = scores(&fixture);
    let ours = livingston_lewis(&scores.complete(), number(&fixture["cut"]), &lenient()).unwrap();
    let theirs = &fixture["expected"]["livingston_lewis"];
    same_figure(&ours.agreement, &theirs["agreement"], &format!("{name}: agreement"));
    same_figure(&ours.kappa, &theirs["kappa"], &format!("{name}: kappa"));
    same_figure(&ours.accuracy.unwrap(), &theirs["accuracy"], &format!("{name}: accuracy"));
}

#[test]
fn dif_agrees_for_every_item() {
    let fixture = read("binary");
    let scores = scores(&fixture);
    for (item, theirs) in list(&fixture["expected"]["dif"]).iter().enumerate() {
        let ours = dif(&scores.complete(), item, &groups(&fixture), &BTreeSet::new(), &lenient()).unwrap();
        let what = format!("dif of {item}");
        same(ours.delta.estimate().unwrap(), -2.35 * number(&theirs["log_odds"]), &what);
        same(ours.error.unwrap(), 2.35 * number(&theirs["error"]), &what);
        same(ours.chi_squared.unwrap(), number(&theirs["chi_squared"]), &what);
        same(ours.p.unwrap(), number(&theirs["p"]), &what);
        let interval = ours.delta.interval().unwrap();
        same(interval.low, -2.35 * number(&theirs["high"]), &what);
        same(interval.high, -2.35 * number(&theirs["low"]), &what);
        let class = match ours.class.unwrap() {
            Class::A => "A",
            Class::B => "B",
            Class::C => "C",
        };
        assert_eq!(class, theirs["class"], "{what}");
    }
}

#[test]
fn mantel_haenszel_agrees_with_the_published_admissions() {
    let fixture = read("admissions");
    let cell = |table: &Value, group: usize, result: usize| table[group][result].as_u64().unwrap();
    let stratum = |t: &Value| Stratum {
        reference_right: cell(t, 0, 0),
        reference_wrong: cell(t, 0, 1),
        focal_right: cell(t, 1, 0),
        focal_wrong: cell(t, 1, 1),
    };
    let ours = MantelHaenszel::of(&list(&fixture["tables"]).iter().map(stratum).collect::<Vec<_>>()).unwrap();
    let theirs = &fixture["expected"];
    same(ours.log_odds, number(&theirs["log_odds"]), "log odds");
    same(ours.error, number(&theirs["error"]), "error");
    same(ours.chi_squared, number(&theirs["chi_squared"]), "chi-squared");
    same(ours.p, number(&theirs["p"]), "p");
    same(ours.interval(0.95).low, number(&theirs["low"]), "lower end");
    same(ours.interval(0.95).high, number(&theirs["high"]), "upper end");
    // As R prints it.
    assert_eq!(format!("{:.7}", ours.log_odds.exp()), "0.9046968");
    assert_eq!(format!("{:.4}", ours.chi_squared), "1.4269");
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

#[test]
fn options_and_their_curves_agree() {
    let fixture = read("choices");
    let choices = choices(&fixture);
    let scores = choices.scores().unwrap();
    for theirs in list(&fixture["expected"]["options"]) {
        let item = theirs["item"].as_u64().unwrap() as usize;
        let ours = distractors(&choices, &scores.complete(), item, &lenient()).unwrap();
        assert_eq!(ours.len(), list(&theirs["options"]).len());
        for (ours, theirs) in ours.iter().zip(list(&theirs["options"])) {
            let what = format!("item {item}, option {:?}", ours.option);
            same_figure(&ours.share, &theirs["share"], &what);
            if theirs["strength"].is_null() {
                assert_eq!(ours.strength.estimate(), None);
            } else {
                same_figure(&ours.strength, &theirs["strength"], &what);
            }
            assert_eq!(ours.curve.len(), list(&theirs["curve"]).len());
            for (ours, theirs) in ours.curve.iter().zip(list(&theirs["curve"])) {
                same(ours.rest, number(&theirs["rest"]), &what);
                same_figure(&ours.share, &theirs["share"], &what);
            }
        }
    }
}

#[test]
fn agreement_of_neighbours_agrees() {
    let fixture = read("choices");
    let pairs = |name: &str| -> Vec<(usize, usize)> {
        list(&fixture[name]).iter().map(numbers).map(|pair| (pair[0] as usize, pair[1] as usize)).collect()
    };
    let ours = agreement(&choices(&fixture), &pairs("neighbours"), &pairs("strangers"), &lenient()).unwrap();
    assert_eq!(ours.comparisons.len(), list(&fixture["expected"]["comparisons"]).len());
    for (ours, theirs) in ours.comparisons.iter().zip(list(&fixture["expected"]["comparisons"])) {
        let what = format!("{} beside {}", ours.copier, ours.source);
        if theirs.is_null() {
            assert_eq!((ours.p, ours.share.estimate()), (None, None), "{what}");
            continue;
        }
        assert_eq!(ours.shared as u64, theirs["shared"].as_u64().unwrap(), "{what}");
        assert_eq!(ours.wrong as u64, theirs["wrong"].as_u64().unwrap(), "{what}");
        same(ours.expected.unwrap(), number(&theirs["expected"]), &what);
        same(ours.p.unwrap(), number(&theirs["p"]), &what);
        same(ours.adjusted.unwrap(), number(&theirs["adjusted"]), &what);
    }
    same_figure(&ours.false_positive_rate, &fixture["expected"]["rate"], "rate");
}

#[test]
fn times_agree() {
    let fixture = read("choices");
    let first = |row: &Value| signs(row)[0];
    let option = |sign: char| sign.is_ascii_alphabetic().then(|| sign as u8 - b'A');
    let answers: Vec<_> =
        list(&fixture["rows"]).iter().map(|row| option(first(row))).zip(numbers(&fixture["seconds"])).collect();
    let ours = timing(&answers, &lenient()).unwrap();
    let theirs = &fixture["expected"]["timing"];
    same_figure(&ours.median, &theirs["median"], "median");
    same(ours.rapid_below, number(&theirs["rapid_below"]), "limit");
    same_figure(&ours.rapid, &theirs["rapid"], "rapid");
    for (option, theirs) in list(&theirs["by_option"]).iter().enumerate() {
        let (_, ours) = ours.by_option.iter().find(|(o, _)| *o == Some(option as u8)).unwrap();
        same_figure(ours, theirs, "median of an option");
    }
}

#[test]
fn trends_agree() {
    let fixture = read("drift");
    for (item, theirs) in list(&fixture["items"]).iter().zip(list(&fixture["expected"])) {
        let counts = numbers(&item["right"]).into_iter().zip(numbers(&item["n"]));
        let period = |(at, (right, n)): (f64, (f64, f64))| Period { at, right: right as u64, n: n as u64 };
        let periods: Vec<Period> = numbers(&fixture["at"]).into_iter().zip(counts).map(period).collect();
        let ours = trend(&periods, &lenient()).unwrap();
        same_figure(&ours.slope, &theirs["slope"], "slope");
        same(ours.change.estimate().unwrap(), 9.5 * number(&theirs["slope"]["estimate"]), "change");
        same(ours.chi_squared.unwrap(), number(&theirs["chi_squared"]), "chi-squared");
        same(ours.p.unwrap(), number(&theirs["p"]), "p");
    }
}

#[test]
fn shrunken_difficulties_agree() {
    let fixture = read("shrinkage");
    for (pool, theirs) in list(&fixture["pools"]).iter().zip(list(&fixture["expected"])) {
        let answers = |pair: &Value| Answers { right: pair[0].as_u64().unwrap(), n: pair[1].as_u64().unwrap() };
        let pool: Vec<Answers> = list(pool).iter().map(answers).collect();
        let ours = shrink(&pool, &lenient()).unwrap();
        same(ours.prior.a, number(&theirs["a"]), "a");
        same(ours.prior.b, number(&theirs["b"]), "b");
        for ((ours, theirs), answers) in ours.items.iter().zip(list(&theirs["items"])).zip(&pool) {
            if answers.n == 0 {
                assert_eq!(ours.estimate(), None);
            } else {
                same_figure(ours, theirs, "posterior");
            }
        }
    }
}
