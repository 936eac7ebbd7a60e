//! Options, agreement between neighbours and times beside another implementation, to a millionth.

use exam::statistics::{
    Code,
    agreement::{agreement, holm},
    distractors::distractors,
    timing::timing,
};
use rstest::rstest;

use super::{choices, pairs};
use crate::fixture::{count, lenient, list, number, numbers, read, same, same_figure, same_or_withheld, sets, signs};

#[rstest]
fn options_and_their_curves_agree(#[values("choices", "choices_short", "choices_leaked", "choices_lsat6")] name: &str) {
    let fixture = read(name);
    let choices = choices(&fixture);
    let scores = choices.scores().unwrap();
    for theirs in list(&fixture["expected"]["options"]) {
        let item = count(&theirs["item"]);
        let ours = distractors(&choices, &scores.complete(), item, &lenient()).unwrap();
        assert_eq!(ours.len(), list(&theirs["options"]).len());
        for (ours, theirs) in ours.iter().zip(list(&theirs["options"])) {
            let what = format!("{name}: item {item}, option {:?}", ours.option);
            same_figure(&ours.share, &theirs["share"], &what);
            same_or_withheld(&ours.strength, &theirs["strength"], &what);
            assert_eq!(ours.curve.len(), list(&theirs["curve"]).len());
            for (ours, theirs) in ours.curve.iter().zip(list(&theirs["curve"])) {
                same(ours.rest, number(&theirs["rest"]), &what);
                same_figure(&ours.share, &theirs["share"], &what);
            }
        }
    }
}

#[rstest]
fn agreement_of_neighbours_agrees(#[values("choices", "choices_short", "choices_leaked")] name: &str) {
    let fixture = read(name);
    let (neighbours, strangers) = (pairs(&fixture["neighbours"]), pairs(&fixture["strangers"]));
    let ours = agreement(&choices(&fixture), &neighbours, &strangers, &lenient()).unwrap();
    let expected = &fixture["expected"]["agreement"];
    assert_eq!(ours.comparisons.len(), list(&expected["comparisons"]).len());
    for (ours, theirs) in ours.comparisons.iter().zip(list(&expected["comparisons"])) {
        let what = format!("{name}: {} beside {}", ours.copier, ours.source);
        if theirs.is_null() {
            assert_eq!((ours.p, ours.share.estimate()), (None, None), "{what}");
            continue;
        }
        assert_eq!((ours.shared, ours.wrong), (count(&theirs["shared"]), count(&theirs["wrong"])), "{what}");
        same(ours.expected.unwrap(), number(&theirs["expected"]), &what);
        same(ours.p.unwrap(), number(&theirs["p"]), &what);
        same(ours.adjusted.unwrap(), number(&theirs["adjusted"]), &what);
        if theirs["withheld"] == true {
            let said = (ours.share.estimate(), ours.share.code());
            assert_eq!(said, (None, Code::AgreementRateExceeded), "{what}");
        } else {
            same_figure(&ours.share, &theirs["share"], &what);
        }
    }
    assert_eq!(ours.tests, count(&expected["tests"]));
    same(ours.expected_false_alarms, number(&expected["expected_false_alarms"]), name);
    same_figure(&ours.false_positive_rate, &expected["rate"], name);
}

#[test]
fn adjusted_chances_agree() {
    for (name, set) in sets("adjusted") {
        let ours = holm(&numbers(&set["chances"]));
        assert_eq!(ours.len(), list(&set["expected"]).len());
        for (ours, theirs) in ours.iter().zip(numbers(&set["expected"])) {
            same(*ours, theirs, &name);
        }
    }
}

#[test]
fn times_agree() {
    let option = |sign: char| sign.is_ascii_alphabetic().then(|| sign as u8 - b'A');
    for (name, set) in sets("times") {
        let chosen = signs(&set["options"]).into_iter().map(option);
        let answers: Vec<_> = chosen.zip(numbers(&set["seconds"])).collect();
        let ours = timing(&answers, &lenient()).unwrap();
        let theirs = &set["expected"];
        same_figure(&ours.median, &theirs["median"], &format!("{name}: median"));
        same(ours.rapid_below, number(&theirs["rapid_below"]), &format!("{name}: limit"));
        same_figure(&ours.rapid, &theirs["rapid"], &format!("{name}: rapid"));
        let by_option = theirs["by_option"].as_object().unwrap();
        assert_eq!(ours.by_option.len(), by_option.len(), "{name}");
        for (sign, theirs) in by_option {
            let wanted = option(sign.chars().next().unwrap());
            let (_, ours) = ours.by_option.iter().find(|(o, _)| *o == wanted).unwrap();
            same_or_withheld(ours, theirs, &format!("{name}: median of option {sign}"));
        }
    }
}
