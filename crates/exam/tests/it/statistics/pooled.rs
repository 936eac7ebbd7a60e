//! One item over several forms: over one it is what the form says, over two it is what another implementation finds, and
//! a harder form beside an easier one makes no figure of itself.

use exam::statistics::{
    Figure, ScoreMatrix,
    choices::{Choice, Options},
    dif::{Group, screen},
    discrimination::discrimination,
    distractors::distractors,
    pooled::{self, Among},
};
use rstest::rstest;

use super::{choices, groups, scores};
use crate::fixture::{count, lenient, read, same, same_figure, sets};

/// These candidates, and the first so many questions.
fn part(scores: &ScoreMatrix, candidates: std::ops::Range<usize>, questions: usize) -> ScoreMatrix {
    let row = |at: usize| (0..questions).map(|item| scores.score(at, item)).collect();
    ScoreMatrix::new((0..questions).map(|item| scores.maximum(item)).collect(), candidates.map(row).collect()).unwrap()
}

/// The item on two forms, as `tests/reference/pooled.py` makes them.
fn halves(scores: &ScoreMatrix, item: usize) -> [Among; 2] {
    let (half, all) = (scores.candidates() / 2, scores.items());
    let unseen = |n: usize| vec![Choice::NotShown; n];
    let first = part(scores, 0..half, all);
    let second = part(scores, half..scores.candidates(), all - (all / 3).max(1));
    [first, second].map(|form| {
        let n = form.candidates();
        Among::new(form, item, unseen(n)).unwrap()
    })
}

#[test]
fn over_two_forms_it_is_what_another_implementation_finds() {
    for (name, theirs) in sets("pooled") {
        let fixture = read(&name);
        let (scores, item) = (scores(&fixture), count(&theirs["item"]));
        let forms = halves(&scores, item);
        same_figure(&pooled::discrimination(&forms, &lenient()), &theirs["discrimination"], &name);
        if theirs["dif"].is_null() {
            continue;
        }
        let groups = groups(&fixture);
        let (first, second) = groups.split_at(scores.candidates() / 2);
        let ours = pooled::dif(&forms, &[first.to_vec(), second.to_vec()], &lenient()).unwrap();
        same_figure(&ours.delta, &theirs["dif"], &name);
    }
}

fn alike(ours: &Figure, theirs: &Figure, what: &str) {
    assert_eq!((ours.n(), ours.code()), (theirs.n(), theirs.code()), "{what}");
    let of = |figure: &Figure| figure.estimate().zip(figure.interval());
    match (of(ours), of(theirs)) {
        (Some((a, i)), Some((b, j))) => {
            same(a, b, what);
            same(i.low, j.low, what);
            same(i.high, j.high, what);
        }
        (ours, theirs) => assert!(ours.is_none() && theirs.is_none(), "{what}"),
    }
}

#[rstest]
fn over_one_form_it_is_what_the_form_says(#[values("choices", "choices_short", "choices_lsat6")] name: &str) {
    let choices = choices(&read(name));
    let scores = choices.scores().unwrap();
    for item in 0..scores.items() {
        let chosen = (0..choices.candidates()).map(|at| choices.choice(at, item)).collect();
        let forms = [Among::new(scores.clone(), item, chosen).unwrap()];
        let whole = discrimination(&scores.complete(), item, &lenient()).unwrap();
        alike(&pooled::discrimination(&forms, &lenient()), &whole, name);
        let ours = pooled::options(choices.items()[item], &forms, &lenient()).unwrap();
        let theirs = distractors(&choices, &scores.complete(), item, &lenient()).unwrap();
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert_eq!((ours.option, ours.key), (theirs.option, theirs.key));
            alike(&ours.share, &theirs.share, name);
            alike(&ours.strength, &theirs.strength, name);
            assert_eq!(ours.curve.len(), theirs.curve.len());
            ours.curve.iter().zip(&theirs.curve).for_each(|(a, b)| alike(&a.share, &b.share, name));
        }
    }
}

#[test]
fn groups_over_one_form_are_what_the_screen_says() {
    let fixture = read("binary");
    let (scores, groups) = (scores(&fixture), groups(&fixture));
    let screened = screen(&scores.complete(), &groups, &lenient()).unwrap();
    for (item, theirs) in screened.iter().enumerate() {
        let form = Among::new(scores.clone(), item, vec![Choice::NotShown; scores.candidates()]).unwrap();
        let ours = pooled::dif(&[form], std::slice::from_ref(&groups), &lenient()).unwrap();
        alike(&ours.delta, &theirs.delta, "binary");
        assert_eq!(ours.class, theirs.class);
    }
}

/// All strong candidates had one form and all weak ones another: put together as they are, the item would seem to tell
/// them apart, and its distractor to draw the weak.
#[test]
fn a_harder_form_beside_an_easier_one_says_nothing_of_the_item() {
    let form = |right: bool| {
        // On each form item and rest have nothing to do with one another.
        let row = |n: usize| {
            let own = (n % 4 < 2) == right || n.is_multiple_of(8);
            vec![
                Some(f64::from(u8::from(own))),
                Some(f64::from(u8::from(right))),
                Some(f64::from(u8::from(n.is_multiple_of(2)))),
            ]
        };
        let rows: Vec<Vec<Option<f64>>> = (0..80).map(row).collect();
        let chosen = rows.iter().map(|row| Choice::Chosen(u8::from(row[0] == Some(0.0)))).collect();
        Among::new(ScoreMatrix::new(vec![1.0; 3], rows).unwrap(), 0, chosen).unwrap()
    };
    let forms = [form(true), form(false)];
    let apart: Vec<f64> = forms
        .iter()
        .map(|one| pooled::discrimination(std::slice::from_ref(one), &lenient()).estimate().unwrap())
        .collect();
    let together = pooled::discrimination(&forms, &lenient());
    let (low, high) = (apart[0].min(apart[1]), apart[0].max(apart[1]));
    assert!((low - 1e-9..=high + 1e-9).contains(&together.estimate().unwrap()), "{together:?} of {apart:?}");
    assert_eq!(together.n(), 160);
    let options = pooled::options(Options { count: 2, key: 0 }, &forms, &lenient()).unwrap();
    assert_eq!(options.iter().map(|o| o.share.n()).collect::<Vec<_>>(), [160; 3]);
}

#[test]
fn what_does_not_fit_is_refused() {
    let scores = ScoreMatrix::new(vec![1.0; 2], vec![vec![Some(1.0); 2]; 3]).unwrap();
    let code = |refused: Result<Among, certification::refusal::Refusal>| refused.unwrap_err().code;
    assert_eq!(code(Among::new(scores.clone(), 2, vec![Choice::NotShown; 3])), "statistics.item-unknown");
    assert_eq!(code(Among::new(scores.clone(), 0, Vec::new())), "statistics.not-the-same");
    let one = Among::new(scores, 0, vec![Choice::NotShown; 3]).unwrap();
    let refused = pooled::dif(std::slice::from_ref(&one), &[], &lenient()).unwrap_err();
    assert_eq!(refused.code, "statistics.groups-length");
    let short = pooled::dif(std::slice::from_ref(&one), &[vec![Group::Focal]], &lenient()).unwrap_err();
    assert_eq!(short.code, "statistics.groups-length");
    let refused = pooled::options(Options { count: 2, key: 2 }, &[one], &lenient()).unwrap_err();
    assert_eq!(refused.code, "statistics.options");
    assert!(pooled::discrimination(&[], &lenient()).estimate().is_none());
}
