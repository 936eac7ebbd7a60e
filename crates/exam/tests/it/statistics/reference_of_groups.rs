//! Two groups compared on an item, beside another implementation, to a millionth.

use std::collections::BTreeSet;

use exam::statistics::{
    dif::{Class, Dif, dif, screen},
    mantel_haenszel::{MantelHaenszel, Stratum},
};
use rstest::rstest;
use serde_json::Value;

use super::{groups, scores};
use crate::fixture::{count, lenient, list, number, read, same, sets};

#[track_caller]
fn same_dif(ours: &Dif, theirs: &Value, what: &str) {
    if theirs.is_null() {
        assert_eq!((ours.delta.estimate(), ours.error, ours.chi_squared, ours.p), (None, None, None, None), "{what}");
        assert_eq!(ours.class, None, "{what}");
        return;
    }
    same(ours.delta.estimate().unwrap(), -2.35 * number(&theirs["log_odds"]), what);
    same(ours.error.unwrap(), 2.35 * number(&theirs["error"]), what);
    same(ours.chi_squared.unwrap(), number(&theirs["chi_squared"]), what);
    same(ours.p.unwrap(), number(&theirs["p"]), what);
    let interval = ours.delta.interval().unwrap();
    same(interval.low, -2.35 * number(&theirs["high"]), what);
    same(interval.high, -2.35 * number(&theirs["low"]), what);
    let class = match ours.class.unwrap() {
        Class::A => "A",
        Class::B => "B",
        Class::C => "C",
    };
    assert_eq!(class, theirs["class"], "{what}");
    assert_eq!((ours.reference, ours.focal), (count(&theirs["reference"]), count(&theirs["focal"])), "{what}");
    assert_eq!(ours.delta.n(), ours.reference + ours.focal, "{what}");
}

#[rstest]
fn dif_agrees_for_every_item(
    #[values("verbal", "binary", "small", "guessing", "guessing_short", "partial")] name: &str,
) {
    let fixture = read(name);
    let scores = scores(&fixture);
    let groups = groups(&fixture);
    let mut compared = 0;
    for (item, theirs) in list(&fixture["expected"]["dif"]).iter().enumerate() {
        let ours = dif(&scores.complete(), item, &groups, &BTreeSet::new(), &lenient()).unwrap();
        same_dif(&ours, theirs, &format!("{name}: dif of {item}"));
        compared += usize::from(ours.class.is_some());
    }
    assert!(compared >= 2, "{name}");
}

#[rstest]
fn dif_without_large_items_in_the_total_agrees(
    #[values("verbal", "binary", "small", "guessing", "guessing_short", "partial")] name: &str,
) {
    let fixture = read(name);
    let scores = scores(&fixture);
    let ours = screen(&scores.complete(), &groups(&fixture), &lenient()).unwrap();
    // Where no item is large there is no second stage.
    let stage = if list(&fixture["expected"]["large"]).is_empty() { "dif" } else { "screened" };
    let theirs = list(&fixture["expected"][stage]);
    assert_eq!(ours.len(), theirs.len());
    for (item, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
        same_dif(ours, theirs, &format!("{name}: screened {item}"));
    }
}

#[test]
fn dif_with_any_items_left_out_of_the_total_agrees() {
    // The nine items that difR leaves out, whose figures it prints.
    let fixture = read("verbal");
    let scores = scores(&fixture);
    let left_out: BTreeSet<usize> = list(&fixture["expected"]["left_out"]).iter().map(count).collect();
    assert_eq!(left_out.len(), 9);
    for (item, theirs) in list(&fixture["expected"]["without"]).iter().enumerate() {
        let ours = dif(&scores.complete(), item, &groups(&fixture), &left_out, &lenient()).unwrap();
        same_dif(&ours, theirs, &format!("without nine, item {item}"));
    }
}

#[test]
fn mantel_haenszel_agrees_with_published_tables() {
    for (name, set) in sets("strata") {
        let cell = |table: &Value, group: usize, result: usize| table[group][result].as_u64().unwrap();
        let stratum = |t: &Value| Stratum {
            reference_right: cell(t, 0, 0),
            reference_wrong: cell(t, 0, 1),
            focal_right: cell(t, 1, 0),
            focal_wrong: cell(t, 1, 1),
        };
        let ours = MantelHaenszel::of(&list(&set["tables"]).iter().map(stratum).collect::<Vec<_>>()).unwrap();
        let theirs = &set["expected"];
        let interval = ours.interval(0.95);
        same(ours.log_odds, number(&theirs["log_odds"]), &format!("{name}: log odds"));
        same(ours.error, number(&theirs["error"]), &format!("{name}: error"));
        same(ours.chi_squared, number(&theirs["chi_squared"]), &format!("{name}: chi-squared"));
        same(ours.p, number(&theirs["p"]), &format!("{name}: p"));
        same(interval.low, number(&theirs["low"]), &format!("{name}: lower end"));
        same(interval.high, number(&theirs["high"]), &format!("{name}: upper end"));
        // As printed where they were published.
        let found = [ours.log_odds.exp(), ours.chi_squared, ours.p, interval.low.exp(), interval.high.exp()];
        for (found, printed) in found.iter().zip(list(&set["printed"])) {
            let printed = printed.as_str().unwrap();
            let digits = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
            assert!(printed.is_empty() || format!("{found:.digits$}") == printed, "{name}: {found}, {printed} printed");
        }
    }
}
