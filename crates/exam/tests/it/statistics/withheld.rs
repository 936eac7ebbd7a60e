//! What is too small or too much alike to be told is not told.

use std::collections::BTreeSet;

use exam::{
    standard_setting::{
        angoff::angoff,
        compromise::{Bounds, Wish, beuk, hofstee},
        ebel::{Difficulty, Judgement, Relevance, ebel},
        panel::Ratings,
        severity::severity,
    },
    statistics::{
        Code, Figure, ScoreMatrix, Settings, Verdict,
        agreement::agreement,
        choices::{Choice, ChoiceMatrix, Options},
        decision::{livingston_lewis, subkoviak},
        dif::{Group, dif},
        difficulty::difficulty,
        discrimination::discrimination,
        distractors::distractors,
        drift::{Period, trend},
        reliability::reliability,
        shrinkage::{Answers, shrink},
        timing::timing,
    },
};

#[test]
fn a_withheld_figure_names_the_minimum_and_hides_the_estimate() {
    let rows = [vec![vec![Some(1.0)]; 10], vec![vec![Some(0.0)]; 9]].concat();
    let figure = difficulty(&ScoreMatrix::new(vec![1.0], rows).unwrap(), 0, &Settings::default()).unwrap();
    assert_eq!((figure.estimate(), figure.interval(), figure.n()), (None, None, 19));
    assert_eq!(figure.verdict(), Verdict { code: Code::WithheldTooFew, minimum: Some(20) });
    let written = serde_json::to_value(&figure).unwrap();
    assert_eq!(written["estimate"], serde_json::Value::Null);
    assert_eq!(written["verdict"]["code"], "withheld.too-few");
}

#[track_caller]
fn too_few(figures: Vec<Figure>) {
    for figure in figures {
        assert_eq!((figure.estimate(), figure.interval(), figure.code()), (None, None, Code::WithheldTooFew));
        let minimum = figure.verdict().minimum.unwrap();
        assert!(minimum > figure.n(), "{figure:?}");
    }
}

#[test]
fn every_figure_of_a_handful_is_withheld() {
    let settings = Settings::default();
    let rows: Vec<Vec<Option<f64>>> = (0..12).map(|c| (0..5).map(|i| Some(f64::from((c * i) % 2))).collect()).collect();
    let scores = ScoreMatrix::new(vec![1.0; 5], rows).unwrap();
    let complete = scores.complete();
    let of_form = reliability(&complete, &settings);
    let lewis = livingston_lewis(&complete, 3.0, &settings).unwrap();
    let subkoviak = subkoviak(&complete, 3.0, &settings).unwrap();
    let trend = trend(&[Period { at: 0.0, right: 3, n: 12 }], &settings).unwrap();
    let times = timing(&[(Some(0), 30.0); 12], &settings).unwrap();
    let groups = [Group::Focal; 12];
    let compared = dif(&complete, 0, &groups, &BTreeSet::new(), &settings).unwrap();
    assert_eq!((compared.error, compared.chi_squared, compared.p, compared.class), (None, None, None, None));
    assert_eq!((trend.chi_squared, trend.p), (None, None));
    too_few(vec![
        difficulty(&scores, 0, &settings).unwrap(),
        discrimination(&complete, 0, &settings).unwrap(),
        of_form.alpha,
        of_form.kr20,
        of_form.error,
        lewis.agreement,
        lewis.kappa,
        lewis.accuracy.unwrap(),
        subkoviak.agreement,
        subkoviak.kappa,
        compared.delta,
        trend.slope,
        trend.change,
        times.median,
        times.rapid,
    ]);
    too_few(times.by_option.into_iter().map(|(_, figure)| figure).collect());
    too_few(shrink(&[Answers { right: 0, n: 0 }; 6], &settings).unwrap().items);
}

#[test]
fn options_and_agreement_of_a_handful_are_withheld() {
    let settings = Settings::default();
    let row = |at: u8| vec![Choice::Chosen(at % 3), Choice::Chosen((at / 2) % 3), Choice::Omitted];
    let choices = ChoiceMatrix::new(vec![Options { count: 3, key: 0 }; 3], (0..40).map(row).collect()).unwrap();
    let scores = choices.scores().unwrap();
    for option in distractors(&choices, &scores.complete(), 0, &settings).unwrap() {
        assert!(option.curve.is_empty());
        too_few(vec![option.share, option.strength]);
    }
    let report = agreement(&choices, &[(0, 1)], &[(2, 3), (4, 5)], &settings).unwrap();
    assert_eq!((report.tests, report.expected_false_alarms), (0, 0.0));
    too_few(vec![report.false_positive_rate]);
    for comparison in report.comparisons {
        assert_eq!((comparison.expected, comparison.p, comparison.adjusted), (None, None, None));
        too_few(vec![comparison.share]);
    }
}

#[test]
fn a_curve_leaves_out_the_share_of_a_group_too_small() {
    // 100 candidates; on the rest, 54 have 0, 41 have 1 and 5 have 2.
    let chosen = |right: bool| Choice::Chosen(u8::from(!right));
    let row = |at: u8| vec![chosen(at.is_multiple_of(2)), chosen(at >= 54), chosen(at >= 95)];
    let choices = ChoiceMatrix::new(vec![Options { count: 2, key: 0 }; 3], (0..100).map(row).collect()).unwrap();
    let scores = choices.scores().unwrap();
    let of = |settings: &Settings| distractors(&choices, &scores.complete(), 0, settings).unwrap();
    let sizes = |settings: &Settings| -> Vec<(usize, bool)> {
        of(settings)[0].curve.iter().map(|point| (point.share.n(), point.share.estimate().is_some())).collect()
    };
    assert_eq!(sizes(&Settings { curve_groups: 10, ..Settings::default() }), [(54, true), (41, true), (5, false)]);
    let lenient = Settings { curve_groups: 10, curve_least: 5, ..Settings::default() };
    assert_eq!(sizes(&lenient), [(54, true), (41, true), (5, true)]);
}

#[test]
fn every_figure_of_four_judges_is_withheld() {
    let settings = Settings::default();
    let row = |at: usize| (format!("J{at}"), (0..6).map(|i| Some(0.1 * ((at + i) % 7) as f64 + 0.2)).collect());
    let ratings = Ratings::new(6, &(0..4).map(row).collect::<Vec<_>>()).unwrap();
    let said = angoff(&[ratings.clone(), ratings.clone()], &[1.0; 6], None, &settings).unwrap();
    assert_eq!(said.error_with_items, None, "an error of what is withheld says nothing");
    let judgement = |at: usize| Judgement {
        judge: format!("J{at}"),
        items: vec![Some((Relevance::Essential, Difficulty::Easy)); 6],
        expected: [[Some(0.5 + 0.1 * at as f64); 3]; 4],
    };
    let sorted = ebel(&(0..4).map(judgement).collect::<Vec<_>>(), &[1.0; 6], None, &settings).unwrap();
    let bounds = Bounds { lowest_cut: 2.0, highest_cut: 4.0, fewest_failing: 0.1, most_failing: 0.6 };
    let totals: Vec<f64> = (0..60).map(|at| f64::from(at % 7)).collect();
    let compromises = [
        hofstee(&[bounds; 4], &totals, 6.0, &settings).unwrap(),
        beuk(&[Wish { cut: 3.0, passing: 0.6 }; 4], &totals, 6.0, &settings).unwrap(),
    ];
    let mut figures: Vec<Figure> = said.rounds.into_iter().map(|cut| cut.points).collect();
    figures.push(sorted.points);
    figures.extend(severity(&ratings, None, &settings).into_iter().map(|judge| judge.severity));
    for compromise in compromises {
        assert_eq!((compromise.failing, compromise.error), (None, None));
        figures.push(compromise.cut);
    }
    too_few(figures);
}

#[test]
fn where_nobody_differs_nothing_is_compared() {
    let scores = ScoreMatrix::new(vec![1.0; 3], vec![vec![Some(1.0); 3]; 80]).unwrap();
    let complete = scores.complete();
    let of_form = reliability(&complete, &Settings::default());
    assert_eq!(of_form.alpha.code(), Code::WithheldNoSpread);
    assert_eq!(discrimination(&complete, 0, &Settings::default()).unwrap().code(), Code::WithheldNoSpread);
    assert_eq!(subkoviak(&complete, 2.0, &Settings::default()).unwrap().kappa.code(), Code::WithheldNoSpread);
}

#[test]
fn a_tiny_pool_is_drawn_towards_its_prior() {
    // 2 of 2 right is no certainty: the settings' prior of ten answers at 0.7 makes 0.75 of it.
    let settings = Settings::default();
    let tiny = shrink(&[Answers { right: 2, n: 2 }, Answers { right: 0, n: 1 }], &settings).unwrap();
    assert!(!tiny.prior.from_pool);
    assert!((tiny.items[0].estimate().unwrap() - 9.0 / 12.0).abs() < 1e-12);
    let interval = tiny.items[0].interval().unwrap();
    assert!(interval.high - interval.low > 0.4, "two answers leave much open");
    // So few call no item hard, however low their figure is.
    let low = shrink(&[Answers { right: 0, n: 19 }, Answers { right: 0, n: 20 }], &settings).unwrap();
    assert!(low.items[0].interval().unwrap().high > low.items[1].interval().unwrap().high);
    let heavy = Settings { prior_mean: 0.01, prior_weight: 100.0, ..settings };
    let low = shrink(&[Answers { right: 0, n: 19 }, Answers { right: 0, n: 20 }], &heavy).unwrap();
    assert_eq!(
        low.items.iter().map(|f| f.code()).collect::<Vec<_>>(),
        [Code::DifficultyUnsettled, Code::DifficultyHard]
    );
    // With many answers the item speaks for itself.
    let many = shrink(&[Answers { right: 2000, n: 2000 }], &settings).unwrap();
    assert!(many.items[0].estimate().unwrap() > 0.998);
}
