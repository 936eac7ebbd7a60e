//! What can be said, and when nothing can.

use std::collections::{BTreeSet, HashSet};

use exam::statistics::{
    Code, ScoreMatrix, Settings, Verdict,
    agreement::agreement,
    choices::{Choice, ChoiceMatrix, Options},
    dif::{Class, Group, dif, screen},
    difficulty::difficulty,
    discrimination::discrimination,
    distractors::distractors,
    drift::{Period, trend},
    reliability::reliability,
    timing::timing,
};
use rstest::rstest;

use super::{choices, groups, pairs, scores};
use crate::fixture::{lenient, read};

fn column(right: usize, wrong: usize) -> ScoreMatrix {
    let rows = [vec![vec![Some(1.0)]; right], vec![vec![Some(0.0)]; wrong]].concat();
    ScoreMatrix::new(vec![1.0], rows).unwrap()
}

#[rstest]
#[case(2, 98, "difficulty.hard")]
#[case(99, 1, "difficulty.easy")]
#[case(60, 40, "difficulty.within")]
#[case(32, 68, "difficulty.unsettled")]
#[case(20, 0, "difficulty.unsettled")]
#[case(19, 0, "withheld.too-few")]
#[case(0, 0, "withheld.too-few")]
fn difficulty_says_no_more_than_its_interval(#[case] right: usize, #[case] wrong: usize, #[case] code: &str) {
    let figure = difficulty(&column(right, wrong), 0, &Settings::default()).unwrap();
    assert_eq!(figure.code().as_str(), code);
}

#[test]
fn discrimination_tells_a_wrong_key() {
    let fixture = read("binary");
    let sound = scores(&fixture);
    let settings = Settings::default();
    assert_eq!(discrimination(&sound.complete(), 0, &settings).unwrap().code(), Code::DiscriminationSound);
    // The same item scored by a wrong key: right becomes wrong.
    let turned = (0..sound.candidates())
        .map(|c| (0..sound.items()).map(|i| sound.score(c, i).map(|s| if i == 0 { 1.0 - s } else { s })).collect());
    let turned = ScoreMatrix::new(vec![1.0; sound.items()], turned.collect()).unwrap();
    assert_eq!(discrimination(&turned.complete(), 0, &settings).unwrap().code(), Code::DiscriminationNegative);
}

#[test]
fn options_tell_a_wrong_key() {
    let fixture = read("choices");
    let sound = choices(&fixture);
    let settings = Settings::default();
    let item = 5;
    let scores = sound.scores().unwrap();
    let before = distractors(&sound, &scores.complete(), item, &settings).unwrap();
    let key = sound.items()[item].key;
    assert_eq!(before[usize::from(key)].strength.code(), Code::KeySound);

    let mut items = sound.items().to_vec();
    items[item] = Options { count: 4, key: (key + 1) % 4 };
    let wrong = ChoiceMatrix::new(items, sound.rows().to_vec()).unwrap();
    let scores = wrong.scores().unwrap();
    let after = distractors(&wrong, &scores.complete(), item, &settings).unwrap();
    assert_eq!(after[usize::from(key)].strength.code(), Code::DistractorDrawsAble);
    assert_ne!(after[usize::from((key + 1) % 4)].strength.code(), Code::KeySound);
    let share = |o: &exam::statistics::distractors::OptionAnalysis, at: usize| o.curve[at].share.estimate().unwrap();
    let curve = &after[usize::from(key)];
    assert!(share(curve, 0) < share(curve, curve.curve.len() - 1), "the curve of what is right rises");
}

#[test]
fn an_option_that_hardly_anyone_takes_is_idle() {
    // 200 candidates of two items; option 2 of the first is never taken.
    let row =
        |at: u8| vec![Choice::Chosen(u8::from(at.is_multiple_of(3))), Choice::Chosen(u8::from(at.is_multiple_of(2)))];
    let items = vec![Options { count: 3, key: 0 }, Options { count: 2, key: 0 }];
    let choices = ChoiceMatrix::new(items, (0..200).map(row).collect()).unwrap();
    let scores = choices.scores().unwrap();
    let options = distractors(&choices, &scores.complete(), 0, &Settings::default()).unwrap();
    assert_eq!(options[2].share.estimate(), Some(0.0));
    assert_eq!(options[2].strength.code(), Code::WithheldNoSpread, "nobody took it, so nobody can be compared");
    let mut rows = choices.rows().to_vec();
    rows[0][0] = Choice::Chosen(2);
    let choices = ChoiceMatrix::new(choices.items().to_vec(), rows).unwrap();
    let scores = choices.scores().unwrap();
    let options = distractors(&choices, &scores.complete(), 0, &Settings::default()).unwrap();
    assert_eq!(options[2].strength.code(), Code::DistractorIdle);
}

#[test]
fn dif_wants_ets_sizes_and_leaves_large_items_out_of_the_total() {
    let fixture = read("binary");
    let scores = scores(&fixture);
    let complete = scores.complete();
    let found = screen(&complete, &groups(&fixture), &Settings::default()).unwrap();
    let flagged: Vec<usize> =
        found.iter().enumerate().filter(|(_, d)| d.class == Some(Class::C)).map(|(item, _)| item).collect();
    assert_eq!(flagged, [4], "the item that was made harder for the focal group, and no other");
    assert_eq!(found[4].delta.code(), Code::DifLargeAgainstFocal);
    let without = dif(&complete, 0, &groups(&fixture), &BTreeSet::from([4]), &Settings::default()).unwrap();
    assert_eq!(found[0], without, "the second stage leaves item 4 out of the total");

    // 150 of the focal group are too few, whatever the result.
    let mut few = groups(&fixture);
    let mut kept = 0;
    for group in &mut few {
        if *group == Group::Focal {
            kept += 1;
            if kept > 150 {
                *group = Group::Neither;
            }
        }
    }
    let withheld = dif(&complete, 4, &few, &BTreeSet::new(), &Settings::default()).unwrap();
    assert_eq!(withheld.delta.verdict(), Verdict { code: Code::WithheldTooFew, minimum: Some(200) });
    assert_eq!((withheld.class, withheld.p, withheld.chi_squared), (None, None, None));
}

#[rstest]
#[case(&[200, 240, 280, 330], Code::DriftEasier)]
#[case(&[330, 280, 240, 200], Code::DriftHarder)]
#[case(&[240, 243, 238, 241], Code::DriftSteady)]
fn a_trend_says_where_it_goes(#[case] right: &[u64], #[case] code: Code) {
    let periods: Vec<Period> =
        right.iter().enumerate().map(|(at, right)| Period { at: at as f64, right: *right, n: 400 }).collect();
    assert_eq!(trend(&periods, &Settings::default()).unwrap().change.code(), code);
}

#[test]
fn periods_with_a_handful_of_answers_do_not_count() {
    let mut periods: Vec<Period> = (0..4).map(|at| Period { at: f64::from(at), right: 60, n: 100 }).collect();
    let before = trend(&periods, &Settings::default()).unwrap();
    periods.push(Period { at: 50.0, right: 0, n: 3 });
    assert_eq!(trend(&periods, &Settings::default()).unwrap(), before);
}

#[test]
fn the_one_who_copied_is_found_and_no_one_else() {
    let fixture = read("choices");
    let report = agreement(
        &choices(&fixture),
        &pairs(&fixture["neighbours"]),
        &pairs(&fixture["strangers"]),
        &Settings::default(),
    )
    .unwrap();
    let unusual: Vec<(usize, usize)> = report
        .comparisons
        .iter()
        .filter(|c| c.share.code() == Code::AgreementUnusual)
        .map(|c| (c.copier, c.source))
        .collect();
    assert_eq!(unusual, [(0, 1), (1, 0)]);
    assert_eq!(report.false_positive_rate.code(), Code::AgreementRateHeld);
    assert_eq!(report.tests, report.comparisons.iter().filter(|c| c.p.is_some()).count());
}

#[test]
fn an_index_that_alarms_at_strangers_is_not_believed() {
    // Two candidates of each "stranger" pair answered from one leaked sheet, as did the neighbours.
    let fixture = read("choices");
    let sound = choices(&fixture);
    let mut rows = sound.rows().to_vec();
    for at in 20..70 {
        rows[at + 130] = rows[at].clone();
    }
    let leaked = ChoiceMatrix::new(sound.items().to_vec(), rows).unwrap();
    let strangers: Vec<(usize, usize)> = (20..90).map(|at| (at, at + 130)).collect();
    let report = agreement(&leaked, &[(0, 1)], &strangers, &Settings::default()).unwrap();
    assert_eq!(report.false_positive_rate.code(), Code::AgreementRateExceeded);
    for comparison in &report.comparisons {
        assert_eq!((comparison.share.code(), comparison.share.estimate()), (Code::AgreementRateExceeded, None));
    }
}

#[test]
fn a_pair_given_twice_is_counted_once() {
    let choices = choices(&read("choices"));
    let once = agreement(&choices, &[(0, 1)], &[], &lenient()).unwrap();
    assert_eq!(agreement(&choices, &[(0, 1), (1, 0), (0, 1)], &[], &lenient()).unwrap(), once);
}

#[test]
fn a_time_too_short_to_read_is_counted() {
    let slow = (0..80).map(|at| (Some(at % 4), 40.0 + f64::from(at)));
    let fast = (0..40).map(|_| (Some(0), 1.0));
    let timing = timing(&slow.chain(fast).collect::<Vec<_>>(), &Settings::default()).unwrap();
    assert_eq!(timing.rapid.code(), Code::TimeRapidMany);
    assert_eq!(timing.rapid.estimate(), Some(40.0 / 120.0));
}

#[test]
fn reliability_is_held_against_what_is_wanted() {
    for (name, code) in [("binary", Code::ReliabilityEnough), ("lsat6", Code::ReliabilityShort)] {
        assert_eq!(reliability(&scores(&read(name)).complete(), &Settings::default()).alpha.code(), code, "{name}");
    }
}

#[test]
fn codes_are_stable_and_each_its_own() {
    let texts: HashSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(texts.len(), Code::ALL.len());
    for text in texts {
        let sound = |sign: char| sign.is_ascii_lowercase() || sign == '.' || sign == '-';
        assert!(text.chars().all(sound) && text.matches('.').count() == 1, "{text}");
    }
}
