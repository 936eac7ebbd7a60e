//! Figures of other implementations; `tests/reference/README.md` says how they were made.

use exam::statistics::{Figure, Settings};
use serde_json::Value;

/// How far figures may lie apart.
pub const NEAR: f64 = 1e-6;

/// A fixture by its name.
pub fn read(name: &str) -> Value {
    let text = match name {
        "admissions" => include_str!("../reference/admissions.json"),
        "binary" => include_str!("../reference/binary.json"),
        "choices" => include_str!("../reference/choices.json"),
        "drift" => include_str!("../reference/drift.json"),
        "guessing" => include_str!("../reference/guessing.json"),
        "lsat6" => include_str!("../reference/lsat6.json"),
        "panel" => include_str!("../reference/panel.json"),
        "partial" => include_str!("../reference/partial.json"),
        "shrinkage" => include_str!("../reference/shrinkage.json"),
        _ => include_str!("../reference/small.json"),
    };
    serde_json::from_str(text).unwrap()
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
    settings
}
