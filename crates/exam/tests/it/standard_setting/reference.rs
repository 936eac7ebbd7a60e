//! Cuts beside other implementations, to a millionth.

use exam::{
    standard_setting::{
        Cut,
        angoff::angoff,
        compromise::{Bounds, Compromise, Wish, beuk, hofstee},
        ebel::{Difficulty, Judgement, Relevance, ebel},
        panel::Ratings,
        severity::severity,
    },
    statistics::Code,
};
use rstest::rstest;
use serde_json::Value;

use crate::fixture::{count, lenient, list, number, numbers, read, same, same_figure};

/// The ratings of a round.
fn ratings(rows: &Value) -> Ratings {
    let row = |(at, row): (usize, &Value)| (format!("J{at}"), numbers(row).into_iter().map(Some).collect());
    let rows: Vec<(String, Vec<Option<f64>>)> = list(rows).iter().enumerate().map(row).collect();
    let items = rows.first().map_or(0, |(_, row)| row.len());
    Ratings::new(items, &rows).unwrap()
}

#[track_caller]
fn same_cut(ours: &Cut, theirs: &Value, what: &str) {
    same_figure(&ours.points, &theirs["points"], &format!("{what}: cut"));
    same(ours.median, number(&theirs["median"]), &format!("{what}: median"));
    same(ours.spread, number(&theirs["spread"]), &format!("{what}: spread"));
    same(ours.error, number(&theirs["error"]), &format!("{what}: error"));
}

/// One point for each item.
fn ones(fixture: &Value) -> Vec<f64> {
    vec![1.0; list(&fixture["points"]).len()]
}

#[rstest]
fn angoff_agrees_over_rounds(#[values("panel", "panel_small", "panel_large", "panel_published")] name: &str) {
    let fixture = read(name);
    let theirs = &fixture["expected"];
    let rounds = [ratings(&fixture["first"]), ratings(&fixture["second"])];
    let ours = angoff(&rounds, &ones(&fixture), None, &lenient()).unwrap();
    same_cut(&ours.rounds[0], &theirs["first"], name);
    same_cut(&ours.rounds[1], &theirs["second"], name);
    same(ours.error_with_items.unwrap(), number(&theirs["with_items"]), name);
    let moved = number(&theirs["second"]["points"]["estimate"]) - number(&theirs["first"]["points"]["estimate"]);
    same(ours.moves[0].points, moved, name);
    assert_eq!(ours.moves[0].judges, count(&theirs["moved"]));

    let weighted = angoff(&rounds[1..], &numbers(&fixture["points"]), None, &lenient()).unwrap();
    same_cut(&weighted.rounds[0], &theirs["weighted"], name);
    assert_eq!(weighted.error_with_items, None);
}

#[rstest]
fn yes_no_angoff_agrees(#[values("panel", "panel_small", "panel_large")] name: &str) {
    let fixture = read(name);
    let row =
        |(at, row): (usize, &Value)| (format!("J{at}"), numbers(row).into_iter().map(|v| Some(v > 0.5)).collect());
    let rows: Vec<_> = list(&fixture["yes_no"]).iter().enumerate().map(row).collect();
    let round = Ratings::yes_no(ones(&fixture).len(), &rows).unwrap();
    let ours = angoff(&[round], &ones(&fixture), None, &lenient()).unwrap();
    same_cut(&ours.rounds[0], &fixture["expected"]["yes_no"], name);
}

#[rstest]
fn severity_agrees(#[values("panel", "panel_small", "panel_large", "panel_published")] name: &str) {
    let fixture = read(name);
    let difficulty = numbers(&fixture["difficulty"]);
    let ours = severity(&ratings(&fixture["second"]), Some(&difficulty), &lenient());
    assert_eq!(ours.len(), list(&fixture["expected"]["severity"]).len());
    for (ours, theirs) in ours.iter().zip(list(&fixture["expected"]["severity"])) {
        let what = format!("{name}, {}", ours.judge);
        same_figure(&ours.severity, &theirs["severity"], &format!("{what}: severity"));
        same_figure(&ours.with_others, &theirs["with_others"], &format!("{what}: with others"));
        let observed = ours.with_difficulty.as_ref().unwrap();
        same_figure(observed, &theirs["with_difficulty"], &format!("{what}: with difficulty"));
    }
}

#[rstest]
fn ebel_agrees(#[values("panel", "panel_small", "panel_large")] name: &str) {
    let fixture = read(name);
    let relevance = [Relevance::Essential, Relevance::Important, Relevance::Acceptable, Relevance::Questionable];
    let difficulty = [Difficulty::Easy, Difficulty::Medium, Difficulty::Hard];
    let kind = |pair: &Value| {
        let pair = numbers(pair);
        Some((relevance[pair[0] as usize], difficulty[pair[1] as usize]))
    };
    let judgement = |(at, (kinds, shares)): (usize, (&Value, &Value))| Judgement {
        judge: format!("J{at}"),
        items: list(kinds).iter().map(kind).collect(),
        expected: std::array::from_fn(|row| std::array::from_fn(|column| shares[row][column].as_f64())),
    };
    let judgements: Vec<Judgement> =
        list(&fixture["ebel_kinds"]).iter().zip(list(&fixture["ebel_shares"])).enumerate().map(judgement).collect();
    let ours = ebel(&judgements, &numbers(&fixture["points"]), None, &lenient()).unwrap();
    same_cut(&ours, &fixture["expected"]["ebel"], name);
}

#[track_caller]
fn same_compromise(ours: &Compromise, theirs: &Value, what: &str) {
    same_figure(&ours.cut, &theirs["cut"], &format!("{what}: cut"));
    same(ours.failing.unwrap(), number(&theirs["failing"]), &format!("{what}: failing"));
    same(ours.error.unwrap(), number(&theirs["error"]), &format!("{what}: error"));
}

#[rstest]
fn compromises_agree(#[values("panel", "panel_small", "panel_large")] name: &str) {
    let fixture = read(name);
    let full_marks = ones(&fixture).len() as f64;
    let totals = numbers(&fixture["totals"]);
    let bounds = |row: &Value| {
        let row = numbers(row);
        Bounds { lowest_cut: row[0], highest_cut: row[1], fewest_failing: row[2], most_failing: row[3] }
    };
    let judges: Vec<Bounds> = list(&fixture["bounds"]).iter().map(bounds).collect();
    let ours = hofstee(&judges, &totals, full_marks, &lenient()).unwrap();
    same_compromise(&ours, &fixture["expected"]["hofstee"], &format!("{name}, hofstee"));

    let wish = |row: &Value| Wish { cut: number(&row[0]), passing: number(&row[1]) };
    let judges: Vec<Wish> = list(&fixture["wishes"]).iter().map(wish).collect();
    let ours = beuk(&judges, &totals, full_marks, &lenient()).unwrap();
    same_compromise(&ours, &fixture["expected"]["beuk"], &format!("{name}, beuk"));
}

#[rstest]
fn the_error_of_a_cut_is_held_against_the_test_s(#[values("panel", "panel_small", "panel_large")] name: &str) {
    // Cohen, Kane and Crooks (1999): small beside the test's where it is no more than half of it.
    let fixture = read(name);
    let error = number(&fixture["expected"]["second"]["error"]);
    let rounds = [ratings(&fixture["second"])];
    for (measured, code) in [(2.01 * error, Code::CutSteady), (1.99 * error, Code::CutWide)] {
        let said = angoff(&rounds, &ones(&fixture), Some(measured), &lenient()).unwrap();
        assert_eq!(said.rounds[0].points.code(), code, "{name}");
    }
}
