//! Figures of other implementations; `tests/reference/README.md` says how they were made.

use exam::statistics::{Figure, Settings};
use serde_json::Value;

/// How far figures may lie apart.
pub const NEAR: f64 = 1e-6;

/// A fixture by its name.
pub fn read(name: &str) -> Value {
    let text = match name {
        "adjusted" => include_str!("../reference/adjusted.json"),
        "binary" => include_str!("../reference/binary.json"),
        "choices" => include_str!("../reference/choices.json"),
        "choices_leaked" => include_str!("../reference/choices_leaked.json"),
        "choices_lsat6" => include_str!("../reference/choices_lsat6.json"),
        "choices_short" => include_str!("../reference/choices_short.json"),
        "guessing" => include_str!("../reference/guessing.json"),
        "guessing_partial" => include_str!("../reference/guessing_partial.json"),
        "guessing_short" => include_str!("../reference/guessing_short.json"),
        "lsat6" => include_str!("../reference/lsat6.json"),
        "lsat7" => include_str!("../reference/lsat7.json"),
        "panel" => include_str!("../reference/panel.json"),
        "panel_large" => include_str!("../reference/panel_large.json"),
        "panel_published" => include_str!("../reference/panel_published.json"),
        "panel_small" => include_str!("../reference/panel_small.json"),
        "partial" => include_str!("../reference/partial.json"),
        "pooled" => include_str!("../reference/pooled.json"),
        "shrinkage" => include_str!("../reference/shrinkage.json"),
        "small" => include_str!("../reference/small.json"),
        "strata" => include_str!("../reference/strata.json"),
        "times" => include_str!("../reference/times.json"),
        "trends" => include_str!("../reference/trends.json"),
        "verbal" => include_str!("../reference/verbal.json"),
        "verbal_partial" => include_str!("../reference/verbal_partial.json"),
        _ => panic!("there is no fixture {name}"),
    };
    serde_json::from_str(text).unwrap()
}

/// The data sets of a fixture that holds several, each with its name.
pub fn sets(name: &str) -> Vec<(String, Value)> {
    let sets: Vec<(String, Value)> =
        list(&read(name)["sets"]).iter().map(|set| (set["name"].as_str().unwrap().to_owned(), set.clone())).collect();
    assert!(sets.len() >= 3, "{name} is checked on three data sets at least");
    sets
}

/// A number.
pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

/// Numbers.
pub fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

/// A list.
pub fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

/// A row of single signs.
pub fn signs(value: &Value) -> Vec<char> {
    value.as_str().unwrap().chars().collect()
}

/// Two numbers are the same.
#[track_caller]
pub fn same(ours: f64, theirs: f64, what: &str) {
    assert!((ours - theirs).abs() <= NEAR, "{what}: {ours} here, {theirs} there");
}

/// A figure is the same in estimate, both ends and number.
#[track_caller]
pub fn same_figure(ours: &Figure, theirs: &Value, what: &str) {
    let (Some(estimate), Some(interval)) = (ours.estimate(), ours.interval()) else {
        panic!("{what} was withheld: {}", ours.code().as_str());
    };
    same(estimate, number(&theirs["estimate"]), what);
    same(interval.low, number(&theirs["low"]), &format!("{what}, lower end"));
    same(interval.high, number(&theirs["high"]), &format!("{what}, upper end"));
    assert_eq!(ours.n() as u64, theirs["n"].as_u64().unwrap(), "{what}, number");
}

/// A count.
pub fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// A figure is the same, or withheld here where there is none there.
#[track_caller]
pub fn same_or_withheld(ours: &Figure, theirs: &Value, what: &str) {
    if theirs.is_null() {
        assert_eq!((ours.estimate(), ours.interval()), (None, None), "{what}");
    } else {
        same_figure(ours, theirs, what);
    }
}

/// Settings that withhold next to nothing.
pub fn lenient() -> Settings {
    let mut settings = Settings::default();
    settings.minimum.difficulty = 1;
    settings.minimum.discrimination = 4;
    settings.minimum.options = 4;
    settings.minimum.timing = 6;
    settings.minimum.reliability = 3;
    settings.minimum.consistency = 3;
    settings.minimum.dif_smaller = 1;
    settings.minimum.dif_total = 2;
    settings.minimum.judges = 2;
    settings.curve_least = 1;
    settings
}
