//! Papers: the same seed gives the same paper for ever, and what comes back in its places is read as what was meant.

use std::collections::{BTreeMap, BTreeSet};

use exam::{
    blueprint::{Mixing, Order},
    form::Form,
    item::{ChoiceId, Content, GapId, Interaction, Level, Response},
    paper::{
        Paper,
        shuffle::{Algorithm, Seed},
    },
    sitting::given::Given,
};
use proptest::prelude::*;
use rstest::rstest;

use crate::samples::{
    UNIT, choice, choices, essay, form, gaps, item, matching, multiple, on_stimulus, ordering, placed, single, truth,
};

fn paper(form: &Form, seed: u8) -> Paper {
    Paper::new(form, Algorithm::CURRENT, Seed::new([seed; 32])).unwrap()
}

/// One of each kind, two of them on one text.
fn mixed() -> Form {
    form(vec![
        single("q1"),
        on_stimulus(multiple("q2"), "bacaan"),
        on_stimulus(truth("q3"), "bacaan"),
        matching("q4"),
        ordering("q5"),
        gaps("q6"),
        essay("q7"),
        single("q8"),
    ])
}

fn order(paper: &Paper) -> Vec<&str> {
    paper.questions.iter().map(|laid| laid.item.as_str()).collect()
}

fn letters(ids: &[ChoiceId]) -> String {
    ids.iter().map(ChoiceId::as_str).collect()
}

/// Worked out apart from this crate, with a ChaCha20 written in Python from RFC 8439. If this fails, papers that
/// were given can no longer be made again: mend the code, never these letters.
#[test]
fn a_paper_of_today_comes_out_the_same_in_twenty_years() {
    let form = mixed();
    let paper = paper(&form, 42);
    assert_eq!(order(&paper), GOLDEN_ORDER);
    let laid: BTreeMap<&str, String> = paper
        .questions
        .iter()
        .map(|laid| (laid.item.as_str(), format!("{}/{}", letters(&laid.choices), letters(&laid.responses))))
        .collect();
    assert_eq!(laid.into_iter().map(|(item, laid)| format!("{item} {laid}")).collect::<Vec<_>>(), GOLDEN_CHOICES);
    assert_eq!(serde_json::to_string(&paper.algorithm).unwrap(), "\"chacha20-1\"");
}

const GOLDEN_ORDER: [&str; 8] = ["q6", "q7", "q2", "q3", "q1", "q4", "q5", "q8"];
const GOLDEN_CHOICES: [&str; 8] =
    ["q1 BDEAC/", "q2 CBEAD/", "q3 /", "q4 123/BCDA", "q5 DBAC/", "q6 /", "q7 /", "q8 BDACE/"];

proptest! {
    #[test]
    fn a_paper_holds_each_question_and_option_once_and_a_text_stays_in_one_piece(seed in any::<[u8; 32]>()) {
        let form = mixed();
        let paper = Paper::new(&form, Algorithm::CURRENT, Seed::new(seed)).unwrap();
        let held: BTreeSet<&str> = order(&paper).into_iter().collect();
        prop_assert_eq!(held.len(), form.questions.len());
        let at = |id: &str| order(&paper).iter().position(|item| *item == id).unwrap();
        prop_assert_eq!(at("q3"), at("q2") + 1);
        for laid in &paper.questions {
            let item = &form.question(&laid.item).unwrap().item;
            let all: BTreeSet<&ChoiceId> = item.question.interaction.choices().map(|c| &c.id).collect();
            let shown: Vec<&ChoiceId> = laid.choices.iter().chain(&laid.responses).collect();
            prop_assert_eq!(shown.len(), all.len());
            prop_assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), all);
        }
        prop_assert!(paper.verify(&form).is_ok());
        let json = serde_json::to_string(&paper).unwrap();
        prop_assert_eq!(serde_json::from_str::<Paper>(&json).unwrap(), paper);
    }

    /// Whoever chooses what they see as right is read as having chosen what is right in the bank.
    #[test]
    fn what_is_chosen_by_its_words_is_read_by_its_name(seed in any::<[u8; 32]>(), wanted in 0_usize..5) {
        let form = mixed();
        let paper = Paper::new(&form, Algorithm::CURRENT, Seed::new(seed)).unwrap();
        let shown = paper.shown(&form, 60).unwrap();
        let name = ["A", "B", "C", "D", "E"][wanted];
        let number = order(&paper).iter().position(|item| *item == "q1").unwrap();
        let Interaction::Single { options, .. } = &shown.questions[number].interaction else { panic!() };
        let words = Content::plain(&format!("pilihan {name}"));
        let place = options.iter().position(|option| option.content == words).unwrap();
        prop_assert_eq!(&options[place].id, &ChoiceId::letter(place));
        let given = Given::Chosen(vec![u8::try_from(place + 1).unwrap()]);
        let (_, response) = paper.read(&form, u16::try_from(number + 1).unwrap(), &given).unwrap().unwrap();
        prop_assert_eq!(response, Response::Choice(choice(name)));
    }

    /// No answer whatever makes reading panic, and what is read can be an answer.
    #[test]
    fn any_answer_is_read_or_refused(
        number in 0_u16..12,
        places in proptest::collection::vec(any::<u8>(), 0..8),
        pairs in proptest::collection::vec((0_u8..6, 0_u8..6), 0..6),
        text in ".{0,12}",
        kind in 0_u8..7,
    ) {
        let form = mixed();
        let paper = paper(&form, 3);
        let answer = match kind {
            0 => Given::Chosen(places),
            1 => Given::Matched(pairs),
            2 => Given::Ordered(places.into_iter().map(|place| place % 6).collect()),
            3 => Given::Filled(vec![text; 2]),
            4 => Given::Pointed(vec![(7, 7)]),
            5 => Given::Filed(vec![text]),
            _ => Given::Written(text),
        };
        if let Ok(Some((item, response))) = paper.read(&form, number, &answer) {
            prop_assert!(response.check(&form.question(&item).unwrap().item.question).is_ok());
        }
    }
}

#[test]
fn another_seed_gives_another_paper_and_another_form_is_noticed() {
    let form = mixed();
    assert_ne!(order(&paper(&form, 1)), order(&paper(&form, 2)));
    assert_ne!(paper(&form, 1).digest(), paper(&form, 2).digest());
    let mut changed = form.clone();
    changed.questions[0].item.question.stem = Content::plain("Lain");
    let code = |result: Result<(), certification::refusal::Refusal>| result.map_err(|refusal| refusal.code);
    assert_eq!(code(paper(&form, 1).verify(&changed)), Err("paper.other-form".into()));
    let mut forged = paper(&form, 1);
    forged.questions.swap(0, 1);
    assert_eq!(code(forged.verify(&form)), Err("paper.differs".into()));
}

/// Steps that were written down in the right order, and premises beside their responses, would be no questions.
#[test]
fn an_order_that_is_the_key_is_never_shown() {
    let mut steps = ordering("q1");
    steps.key.answer = exam::item::Answer::Order(["A", "B", "C", "D"].map(choice).into());
    let mut pairs = matching("q2");
    let beside = [("1", "A"), ("2", "B"), ("3", "C")].map(|(premise, response)| (choice(premise), choice(response)));
    pairs.key.answer = exam::item::Answer::Pairs(beside.into());
    let mut plain = form(vec![steps, pairs, ordering("q3")]);
    plain.mixing = Mixing { questions: Order::AsForm, options: false };
    let mut stay = form(plain.questions.iter().map(|question| question.item.clone()).collect());
    for question in &mut stay.questions {
        match &mut question.item.question.interaction {
            Interaction::Ordering { shuffle, .. } | Interaction::Matching { shuffle, .. } => *shuffle = false,
            other => panic!("{other:?}"),
        }
    }
    stay.mixing.questions = Order::AsForm;
    for form in [plain, stay] {
        for seed in 0..=255 {
            let paper = paper(&form, seed);
            let [steps, pairs, other] = paper.questions.as_slice() else { panic!("three questions") };
            assert_ne!(letters(&steps.choices), "ABCD");
            assert_eq!(letters(&pairs.choices), "123");
            assert!(!letters(&pairs.responses).starts_with("ABC"));
            assert_eq!(letters(&other.choices), "ABCD", "its own order is not its key");
            paper.verify(&form).unwrap();
        }
    }
}

/// Every byte that a candidate is sent: no key, no reason, no name of the bank.
#[test]
fn what_is_sent_tells_nothing_of_the_bank() {
    let form = mixed();
    let sent = serde_json::to_string(&paper(&form, 5).shown(&form, 60).unwrap()).unwrap();
    for secret in ["rahasia", "karena", "penjelasan", "contoh jawaban", "kisi", "rationale", "key", "\"q1\"", "tingkat"]
    {
        assert!(!sent.contains(secret), "{secret}");
    }
    assert!(sent.contains("Bacaan bersama") && sent.contains("pilihan E"));
}

#[test]
fn options_stay_where_the_item_or_the_form_says_so() {
    let options = choices(&["A", "B", "C", "D", "E", "F", "G", "H"]);
    let fixed = Interaction::Single { options, shuffle: false };
    let mut form = form(vec![item("q1", fixed, exam::item::Answer::Choice(choice("A"))), ordering("q2")]);
    let of = |paper: &Paper, id: &str| {
        letters(&paper.questions.iter().find(|laid| laid.item.as_str() == id).unwrap().choices)
    };
    assert!((0..20).all(|seed| of(&paper(&form, seed), "q1") == "ABCDEFGH"));
    assert!((0..20).any(|seed| of(&paper(&form, seed), "q2") != "ABCD"));
    form.mixing = Mixing { questions: Order::AsForm, options: false };
    assert!((0..20).all(|seed| of(&paper(&form, seed), "q2") == "ABCD"));
    assert!((0..20).all(|seed| order(&paper(&form, seed)) == ["q1", "q2"]));
}

#[test]
fn within_units_units_keep_their_order() {
    let items = (0..12).map(|n| {
        let unit = if n < 6 { UNIT } else { "CONTOH.LD.02" };
        placed(single(&format!("q{n:02}")), unit, 1, "1.1", Level::C3)
    });
    let mut form = form(items.collect());
    form.mixing.questions = Order::WithinUnits;
    let paper = paper(&form, 9);
    let first: BTreeSet<&str> = order(&paper).into_iter().take(6).collect();
    assert_eq!(first.into_iter().collect::<Vec<_>>(), ["q00", "q01", "q02", "q03", "q04", "q05"]);
    assert_ne!(order(&paper)[..6], ["q00", "q01", "q02", "q03", "q04", "q05"]);
}

#[rstest]
#[case::two_marks_where_one_is_asked("q1", Given::Chosen(vec![1, 2]), "paper.not-one-choice")]
#[case::no_such_option("q1", Given::Chosen(vec![6]), "paper.no-such-place")]
#[case::no_place_zero("q1", Given::Chosen(vec![0]), "paper.no-such-place")]
#[case::neither_true_nor_false("q3", Given::Chosen(vec![3]), "paper.no-such-place")]
#[case::more_than_may_be_chosen("q2", Given::Chosen(vec![1, 2, 3, 4, 5]), "response.too-many")]
#[case::a_premise_with_two_partners("q4", Given::Matched(vec![(1, 1), (1, 2)]), "paper.place-twice")]
#[case::a_step_left_out("q5", Given::Ordered(vec![1, 2, 3]), "response.order")]
#[case::another_kind("q7", Given::Chosen(vec![1]), "response.kind")]
#[case::more_gaps_than_there_are("q6", Given::Filled(vec!["a".into(), "b".into(), "c".into()]), "paper.no-such-place")]
fn what_cannot_be_an_answer_is_refused(#[case] id: &str, #[case] answer: Given, #[case] code: &str) {
    let form = mixed();
    let paper = paper(&form, 3);
    let number = order(&paper).iter().position(|item| *item == id).unwrap() + 1;
    let number = u16::try_from(number).unwrap();
    assert_eq!(paper.read(&form, number, &answer).map_err(|refusal| refusal.code), Err(code.into()));
    let all = paper.read_all(&form, &BTreeMap::from([(number, answer)]));
    assert_eq!(all.unreadable.into_values().map(|(_, refusal)| refusal.code).collect::<Vec<_>>(), [code]);
}

#[test]
fn a_gap_left_empty_is_left_out() {
    let form = form(vec![gaps("q1")]);
    let given = Given::Filled(vec![" ".into(), "8".into()]);
    let (_, response) = paper(&form, 1).read(&form, 1, &given).unwrap().unwrap();
    assert_eq!(response, Response::Gaps(BTreeMap::from([(GapId::new("hari").unwrap(), "8".into())])));
}

#[rstest]
#[case("form.questions", vec![])]
#[case("form.item-twice", vec![single("a"), single("a")])]
#[case("form.enemies", {
    let mut friend = single("a");
    friend.enemies.insert(exam::item::ItemId::new("b").unwrap());
    vec![friend, single("b")]
})]
#[case("form.stimulus-scattered", vec![on_stimulus(single("a"), "s"), single("b"), on_stimulus(single("c"), "s")])]
fn no_paper_is_made_of_a_form_that_is_not_whole(#[case] code: &str, #[case] items: Vec<exam::item::Item>) {
    let result = Paper::new(&form(items), Algorithm::CURRENT, Seed::new([0; 32]));
    assert_eq!(result.map_err(|refusal| refusal.code), Err(code.into()));
}

#[test]
fn what_is_on_trial_stands_among_the_others_and_counts_for_nothing() {
    let mut on_trial = form((1..=6).map(|n| truth(&format!("t{n}"))).collect());
    on_trial.trials = on_trial.questions.split_off(5);
    on_trial.mixing.questions = Order::AsForm;
    let mut places = BTreeSet::new();
    for seed in 0..40 {
        let paper = paper(&on_trial, seed);
        let mut names: Vec<&str> = paper.questions.iter().map(|laid| laid.item.as_str()).collect();
        let place = names.iter().position(|name| *name == "t6").unwrap();
        places.insert(place);
        names.remove(place);
        assert_eq!(names, ["t1", "t2", "t3", "t4", "t5"], "what counts stays in the order of the form");
        let number = u16::try_from(place + 1).unwrap();
        let read = paper.read_all(&on_trial, &BTreeMap::from([(number, Given::Chosen(vec![2]))]));
        assert_eq!(read.responses.values().collect::<Vec<_>>(), [&Response::Truth(false)], "it is answered and read");
        let scored = |form: &Form| {
            let score =
                exam::score::score(form, &read, &BTreeMap::new(), &BTreeSet::new(), exam::score::Rules::CURRENT);
            (score.marks.len(), score.marks.iter().filter(|mark| mark.achieved()).count())
        };
        assert_eq!(scored(&on_trial), (5, 0), "no point comes of it");
        assert_eq!(scored(&on_trial.as_if_all_counted()), (6, 1), "its figures do");
    }
    assert!(places.len() > 3, "anywhere among the others: {places:?}");
}
