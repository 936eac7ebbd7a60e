//! Trends and shrunken difficulties beside another implementation, to a millionth.

use exam::statistics::{
    drift::{Period, trend},
    shrinkage::{Answers, shrink},
};
use serde_json::Value;

use crate::fixture::{lenient, list, number, numbers, same, same_figure, same_or_withheld, sets};

#[test]
fn trends_agree() {
    for (name, set) in sets("trends") {
        let counts = numbers(&set["right"]).into_iter().zip(numbers(&set["n"]));
        let period = |(at, (right, n)): (f64, (f64, f64))| Period { at, right: right as u64, n: n as u64 };
        let periods: Vec<Period> = numbers(&set["at"]).into_iter().zip(counts).map(period).collect();
        let ours = trend(&periods, &lenient()).unwrap();
        let theirs = &set["expected"];
        same_figure(&ours.slope, &theirs["slope"], &format!("{name}: slope"));
        same_figure(&ours.change, &theirs["change"], &format!("{name}: change"));
        same(ours.chi_squared.unwrap(), number(&theirs["chi_squared"]), &format!("{name}: chi-squared"));
        same(ours.p.unwrap(), number(&theirs["p"]), &format!("{name}: p"));
    }
}

#[test]
fn shrunken_difficulties_agree() {
    for (name, set) in sets("shrinkage") {
        let answers = |pair: &Value| Answers { right: pair[0].as_u64().unwrap(), n: pair[1].as_u64().unwrap() };
        let pool: Vec<Answers> = list(&set["pool"]).iter().map(answers).collect();
        let ours = shrink(&pool, &lenient()).unwrap();
        let theirs = &set["expected"];
        same(ours.prior.a, number(&theirs["a"]), &format!("{name}: a"));
        same(ours.prior.b, number(&theirs["b"]), &format!("{name}: b"));
        assert_eq!(ours.prior.from_pool, name != "tiny");
        assert_eq!(ours.items.len(), list(&theirs["items"]).len());
        for (at, (ours, theirs)) in ours.items.iter().zip(list(&theirs["items"])).enumerate() {
            same_or_withheld(ours, theirs, &format!("{name}: posterior of {at}"));
        }
    }
}
