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
    statistics::Settings,
};
use serde_json::Value;

use crate::fixture::{list, number, numbers, read, same, same_figure};

/// The ratings of a round.
fn ratings(rows: &Value) -> Ratings {
    let row = |(at, row): (usize, &Value)| (format!("J{at}"), numbers(row).into_iter().map(Some).collect());
    let rows: Vec<_> = list(rows).iter().enumerate().map(row).collect();
    Ratings::new(20, &rows).unwrap()
}

#[track_caller]
fn same_cut(ours: &Cut, theirs: &Value) {
    same_figure(&ours.points, &theirs["points"], "cut");
    same(ours.median, number(&theirs["median"]), "median");
    same(ours.spread, number(&theirs["spread"]), "spread");
    same(ours.error, number(&theirs["error"]), "error");
}

#[test]
fn angoff_agrees_over_rounds() {
    let fixture = read("panel");
    let theirs = &fixture["expected"];
    let rounds = [ratings(&fixture["first"]), ratings(&fixture["second"])];
    let ours = angoff(&rounds, &[1.0; 20], None, &Settings::default()).unwrap();
    same_cut(&ours.rounds[0], &theirs["first"]);
    same_cut(&ours.rounds[1], &theirs["second"]);
    same(ours.error_with_items.unwrap(), number(&theirs["with_items"]), "error with items");
    let moved = number(&theirs["second"]["points"]["estimate"]) - number(&theirs["first"]["points"]["estimate"]);
    same(ours.moves[0].points, moved, "move");
    assert_eq!(ours.moves[0].judges as u64, theirs["moved"].as_u64().unwrap());

    let weighted = angoff(&rounds[1..], &numbers(&fixture["points"]), None, &Settings::default()).unwrap();
    same_cut(&weighted.rounds[0], &theirs["weighted"]);
    assert_eq!(weighted.error_with_items, None);
}

#[test]
fn yes_no_angoff_agrees() {
    let fixture = read("panel");
    let row =
        |(at, row): (usize, &Value)| (format!("J{at}"), numbers(row).into_iter().map(|v| Some(v > 0.5)).collect());
    let rows: Vec<_> = list(&fixture["yes_no"]).iter().enumerate().map(row).collect();
    let round = Ratings::yes_no(20, &rows).unwrap();
    let ours = angoff(&[round], &[1.0; 20], None, &Settings::default()).unwrap();
    same_cut(&ours.rounds[0], &fixture["expected"]["yes_no"]);
}

#[test]
fn severity_agrees() {
    let fixture = read("panel");
    let difficulty = numbers(&fixture["difficulty"]);
    let ours = severity(&ratings(&fixture["second"]), Some(&difficulty), &Settings::default());
    for (ours, theirs) in ours.iter().zip(list(&fixture["expected"]["severity"])) {
        same_figure(&ours.severity, &theirs["severity"], "severity");
        same_figure(&ours.with_others, &theirs["with_others"], "with others");
        same_figure(ours.with_difficulty.as_ref().unwrap(), &theirs["with_difficulty"], "with difficulty");
    }
}

#[test]
fn ebel_agrees() {
    let fixture = read("panel");
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
    let ours = ebel(&judgements, &numbers(&fixture["points"]), None, &Settings::default()).unwrap();
    same_cut(&ours, &fixture["expected"]["ebel"]);
}

#[track_caller]
fn same_compromise(ours: &Compromise, theirs: &Value) {
    same_figure(&ours.cut, &theirs["cut"], "cut");
    same(ours.failing.unwrap(), number(&theirs["failing"]), "failing");
    same(ours.error.unwrap(), number(&theirs["error"]), "error");
}

#[test]
fn compromises_agree() {
    let fixture = read("panel");
    let totals = numbers(&fixture["totals"]);
    let bounds = |row: &Value| {
        let row = numbers(row);
        Bounds { lowest_cut: row[0], highest_cut: row[1], fewest_failing: row[2], most_failing: row[3] }
    };
    let judges: Vec<Bounds> = list(&fixture["bounds"]).iter().map(bounds).collect();
    let ours = hofstee(&judges, &totals, 20.0, &Settings::default()).unwrap();
    same_compromise(&ours, &fixture["expected"]["hofstee"]);

    let wish = |row: &Value| Wish { cut: number(&row[0]), passing: number(&row[1]) };
    let judges: Vec<Wish> = list(&fixture["wishes"]).iter().map(wish).collect();
    let ours = beuk(&judges, &totals, 20.0, &Settings::default()).unwrap();
    same_compromise(&ours, &fixture["expected"]["beuk"]);
}
