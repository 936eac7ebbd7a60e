use std::collections::BTreeSet;

use certification::id::{EventId, PersonId};
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::{
    alike::{Index, Likeness, find},
    *,
};
use crate::item::*;

fn hand(person: u128) -> Hand {
    Hand { by: PersonId(Uuid::from_u128(person)), at: 1_000 }
}

fn item(id: &str, stem: &str, options: &[&str]) -> Item {
    let option = |(index, text): (usize, &&str)| Choice { id: ChoiceId::letter(index), content: Content::plain(text) };
    Item {
        id: ItemId::new(id).unwrap(),
        title: String::new(),
        place: Some(Place { unit: "CONTOH.LD.01".into(), element: 1, criterion: "1.1".into() }),
        level: Some(Level::C2),
        enemies: BTreeSet::new(),
        example: true,
        question: Question {
            language: Language::Id,
            stimulus: None,
            stem: Content::plain(stem),
            interaction: Interaction::Single {
                options: options.iter().enumerate().map(option).collect(),
                shuffle: true,
            },
            points: 1.into(),
        },
        key: Key {
            answer: Answer::Choice(ChoiceId::letter(0)),
            scoring: Scoring::Whole,
            rationales: Default::default(),
            explanation: Content::default(),
        },
    }
}

fn sample() -> Item {
    item("LD-1", "Apa itu klasifikasi?", &["pengelompokan", "peminjaman"])
}

/// Written by 1, reviewed by 2, key checked by 3.
fn in_pilot() -> Life {
    let mut life = Life::draft(sample(), hand(1));
    life.submit(hand(1)).unwrap();
    for aspect in [ReviewAspect::Content, ReviewAspect::Language, ReviewAspect::Fairness] {
        life.accept(aspect, hand(2), "").unwrap();
    }
    assert!(life.check_key(&Response::Choice(ChoiceId::letter(0)), None, hand(3)).unwrap());
    life.pilot(hand(2)).unwrap();
    life
}

fn active() -> Life {
    let mut life = in_pilot();
    life.approve(hand(4)).unwrap();
    life.approve(hand(5)).unwrap();
    life.activate(hand(4)).unwrap();
    life
}

fn code<T: std::fmt::Debug>(result: Result<T, certification::refusal::Refusal>) -> String {
    result.unwrap_err().code
}

#[test]
fn an_item_reaches_papers_by_review_pilot_and_two_people() {
    let life = active();
    assert_eq!((life.state, life.in_use), (State::Active, Some(1)));
    assert_eq!(life.steps.len(), 10);
}

#[test]
fn an_author_neither_reviews_nor_approves() {
    let mut life = Life::draft(sample(), hand(1));
    life.revise(sample(), hand(9), "ejaan").unwrap();
    life.submit(hand(1)).unwrap();
    for author in [1, 9] {
        assert_eq!(code(life.accept(ReviewAspect::Content, hand(author), "")), "bank.own-item");
        let answer = Response::Choice(ChoiceId::letter(0));
        assert_eq!(code(life.check_key(&answer, None, hand(author))), "bank.own-item");
    }
    assert_eq!(code(in_pilot().approve(hand(1))), "bank.own-item");
}

#[test]
fn whoever_saw_the_key_does_not_check_it() {
    let mut life = Life::draft(sample(), hand(1));
    life.submit(hand(1)).unwrap();
    life.accept(ReviewAspect::Content, hand(2), "").unwrap();
    assert_eq!(code(life.check_key(&Response::Choice(ChoiceId::letter(0)), None, hand(2))), "bank.saw-key");
    assert_eq!(code(life.accept(ReviewAspect::BlindKey, hand(3), "")), "bank.blind-key");
}

#[test]
fn what_is_handed_in_or_said_is_checked_in_words_and_by_a_marker() {
    for interaction in
        [Interaction::Upload { endings: vec!["pdf".to_owned()], files: 1 }, Interaction::Oral { minutes: None }]
    {
        let mut asked = sample();
        asked.question.interaction = interaction;
        asked.key.answer = Answer::Rubric(Rubric::default());
        let mut life = Life::draft(asked, hand(1));
        life.submit(hand(1)).unwrap();
        let words = Response::Text("Daftar dengan sepuluh judul.".to_owned());
        assert_eq!(code(life.check_key(&words, None, hand(3))), "bank.needs-marker");
        assert!(life.check_key(&words, Some(true), hand(3)).unwrap());
    }
}

#[test]
fn a_blind_answer_that_is_not_the_key_sends_the_item_back() {
    let mut life = Life::draft(sample(), hand(1));
    life.submit(hand(1)).unwrap();
    life.accept(ReviewAspect::Content, hand(2), "").unwrap();
    assert!(!life.check_key(&Response::Choice(ChoiceId::letter(1)), None, hand(3)).unwrap());
    assert_eq!(life.state, State::Draft);
    life.submit(hand(1)).unwrap();
    assert_eq!(code(life.pilot(hand(2))), "bank.not-reviewed");
}

#[test]
fn one_person_cannot_put_an_item_on_papers() {
    let mut life = in_pilot();
    life.approve(hand(4)).unwrap();
    assert_eq!(code(life.approve(hand(4))), "bank.approved-already");
    assert_eq!(code(life.activate(hand(4))), "bank.two-people");
}

#[test]
fn an_item_that_is_not_whole_or_not_placed_is_not_reviewed() {
    let mut bare = sample();
    bare.place = None;
    assert_eq!(code(Life::draft(bare, hand(1)).submit(hand(1))), "bank.not-placed");
    let mut empty = sample();
    empty.question.stem = Content::default();
    assert_eq!(code(Life::draft(empty, hand(1)).submit(hand(1))), "item.empty-stem");
}

#[test]
fn a_new_version_leaves_the_old_on_papers_until_it_is_active() {
    let mut life = active();
    assert_eq!(code(life.revise(sample(), hand(1), "")), "bank.state");
    assert_eq!(code(life.reopen(sample(), hand(1), " ")), "bank.reason");
    life.reopen(sample(), hand(1), "pengecoh diperbaiki").unwrap();
    assert_eq!((life.state, life.in_use), (State::Draft, Some(1)));
    assert_eq!(life.on_papers().unwrap().number, 1);
    assert_eq!(life.versions().len(), 2);
}

#[test]
fn who_wrote_an_earlier_version_does_not_approve_a_later_one() {
    let mut life = active();
    life.reopen(sample(), hand(9), "ejaan").unwrap();
    life.submit(hand(9)).unwrap();
    assert_eq!(code(life.accept(ReviewAspect::Content, hand(1), "")), "bank.own-item");
    for aspect in [ReviewAspect::Content, ReviewAspect::Language, ReviewAspect::Fairness] {
        life.accept(aspect, hand(4), "").unwrap();
    }
    assert!(life.check_key(&Response::Choice(ChoiceId::letter(0)), None, hand(5)).unwrap());
    life.pilot(hand(4)).unwrap();
    for author in [1, 9] {
        assert_eq!(code(life.approve(hand(author))), "bank.own-item");
    }
}

#[test]
fn who_saw_the_key_of_an_earlier_version_knows_it_as_long_as_it_stays() {
    let again = |key: usize| {
        let mut changed = sample();
        changed.key.answer = Answer::Choice(ChoiceId::letter(key));
        let mut life = active();
        life.reopen(changed, Hand { by: hand(9).by, at: 9_000 }, "pengecoh diperbaiki").unwrap();
        life.submit(hand(9)).unwrap();
        life
    };
    let answer = |key| Response::Choice(ChoiceId::letter(key));
    // 2 has reviewed the content of the first version.
    assert_eq!(code(again(0).check_key(&answer(0), None, hand(2))), "bank.saw-key");
    assert!(again(1).check_key(&answer(1), None, hand(2)).unwrap(), "the key is another one");
    assert!(again(0).check_key(&answer(0), None, hand(6)).unwrap());
    assert_eq!((again(0).key_since(), again(1).key_since()), (Some(1_000), Some(9_000)));
}

#[test]
fn a_leak_retires_at_once_and_tells_where_the_item_was_shown() {
    let mut life = active();
    let event = EventId(Uuid::from_u128(7));
    let sighting = Sighting { event, on: date(2025, 11, 3), version: 1, candidates: 20 };
    life.seen(sighting.clone()).unwrap();
    life.seen(Sighting { candidates: 24, ..sighting.clone() }).unwrap();
    life.seen(Sighting { on: date(2025, 11, 4), ..sighting.clone() }).unwrap();
    assert_eq!((life.exposure(), life.days_seen()), (44, 2));
    assert_eq!(life.leaked(hand(6), "beredar di grup").unwrap().len(), 2);
    assert_eq!((life.state, life.in_use), (State::Retired, None));
    assert_eq!(code(life.retire(hand(6), "lagi")), "bank.retired");
    assert_eq!(code(life.reopen(sample(), hand(1), "lagi")), "bank.retired");
    assert_eq!(code(life.seen(Sighting { version: 5, ..sighting })), "bank.unknown-version");
}

#[test]
fn a_draft_is_shown_to_nobody() {
    let mut life = Life::draft(sample(), hand(1));
    let event = EventId(Uuid::from_u128(7));
    let sighting = Sighting { event, on: date(2025, 11, 3), version: 1, candidates: 1 };
    assert_eq!(code(life.seen(sighting)), "bank.not-shown");
}

#[test]
fn a_life_comes_back_from_json_as_it_was() {
    let life = active();
    assert_eq!(serde_json::from_str::<Life>(&serde_json::to_string(&life).unwrap()).unwrap(), life);
}

proptest! {
    /// Whatever is tried in whatever order: what is on papers was reviewed in every aspect and approved by two who did
    /// not write it.
    #[test]
    fn no_way_leads_to_papers_past_the_rules(tries in proptest::collection::vec((0..9_u8, 1..5_u128, any::<bool>()), 0..60)) {
        let mut life = Life::draft(sample(), hand(1));
        for (what, who, flag) in tries {
            let hand = hand(who);
            let answer = Response::Choice(ChoiceId::letter(usize::from(flag)));
            let aspect = ReviewAspect::ALL[usize::from(what) % 3];
            let _ = match what {
                0 => life.revise(sample(), hand, ""),
                1 => life.submit(hand),
                2..=4 => life.accept(aspect, hand, ""),
                5 => life.check_key(&answer, None, hand).map(|_| ()),
                6 => life.pilot(hand),
                7 => life.approve(hand),
                _ if flag => life.activate(hand),
                _ => life.reopen(sample(), hand, "x"),
            };
            if let Some(version) = life.on_papers() {
                prop_assert_eq!(version.accepted.len(), ReviewAspect::ALL.len());
                prop_assert!(version.approved.len() >= 2);
                let hands: BTreeSet<_> = version.approved.iter().chain(version.accepted.values()).collect();
                let up_to = life.versions().iter().filter(|earlier| earlier.number <= version.number);
                let authors: BTreeSet<_> = up_to.flat_map(|earlier| &earlier.authors).collect();
                prop_assert!(hands.iter().all(|person| !authors.contains(person)));
                let checker = version.accepted[&ReviewAspect::BlindKey];
                prop_assert!(version.accepted.iter().all(|(aspect, by)| *aspect == ReviewAspect::BlindKey || *by != checker)
                    || version.accepted.len() == ReviewAspect::ALL.len());
            }
        }
    }

    #[test]
    fn likeness_is_the_same_in_both_directions_and_whole_to_itself(a in "[a-d ]{0,40}", b in "[a-d ]{0,40}") {
        let (a, b) = (Likeness::of(&item("A", &a, &["x", "y"])), Likeness::of(&item("B", &b, &["x", "z"])));
        prop_assert!((a.to(&b) - b.to(&a)).abs() < 1e-12);
        prop_assert!((0.0..=1.0).contains(&a.to(&b)));
        prop_assert!((a.to(&a) - 1.0).abs() < 1e-12);
    }
}

#[test]
fn the_same_question_in_other_clothes_is_pointed_out() {
    let bank = [
        item(
            "A",
            "Langkah pertama petugas saat nomor anggota sudah ada adalah ...",
            &["mencari data lama", "menimpa data"],
        ),
        item("B", "Ibu kota Kalimantan Selatan adalah ...", &["Banjarbaru", "Martapura"]),
    ];
    let bank: Vec<Likeness> = bank.iter().map(Likeness::of).collect();
    let again = item(
        "C",
        "LANGKAH PERTAMA petugas, saat nomor anggota sudah ada, adalah:",
        &["menimpa data", "mencari data lama"],
    );
    let found = find(&Likeness::of(&again), &bank, 0.75, 10);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].item.as_str(), "A");
    assert!(found[0].likeness > 0.99);
    let other = item("D", "Apa arti angka 900 pada label buku?", &["sejarah", "agama"]);
    assert!(find(&Likeness::of(&other), &bank, 0.75, 10).is_empty());
}

#[test]
fn the_key_of_a_translation_is_known_to_whoever_knows_that_of_its_original() {
    let mut english = item("LD-1-EN", "What is classification?", &["grouping", "lending"]);
    english.question.language = Language::En;
    let original = in_pilot();
    let person = |n: u128| PersonId(Uuid::from_u128(n));
    assert_eq!(original.tells_key_since(&english), None, "the same letter alone tells nothing");
    english.enemies = [ItemId::new("LD-1").unwrap()].into();
    assert_eq!(original.tells_key_since(&english), Some(1_000));
    assert!(original.knows_key_of(&english, person(1)), "who wrote it");
    assert!(original.knows_key_of(&english, person(2)), "who reviewed it with its key");
    assert!(!original.knows_key_of(&english, person(3)), "who answered it blind");
    // Whichever of the two names the other.
    let translation = Life::draft(english.clone(), hand(4));
    assert!(translation.knows_key_of(&sample(), person(4)));
    // In words the key differs with the language, and still one tells the other.
    english.key.answer = Answer::Choice(ChoiceId::letter(1));
    assert!(original.knows_key_of(&english, person(1)));
    english.question.language = Language::Id;
    assert!(!original.knows_key_of(&english, person(1)), "an enemy in the same language with another key");
    english.key.answer = sample().key.answer;
    assert!(!original.knows_key_of(&english, person(1)), "that both have the same letter is chance");
}

proptest! {
    #[test]
    fn what_is_sought_by_the_index_is_what_comparing_with_all_finds(
        stems in proptest::collection::vec("(buku|rak|katalog|anggota|pinjam){1,6}( buku| kelas| kartu){0,3}", 1..30),
        least in 1_u32..=100,
    ) {
        let likeness = |(at, stem): (usize, &String)| {
            let options: &[&str] = if at % 3 == 0 { &[] } else { &["satu", "dua"] };
            Likeness::of(&item(&format!("LD-{at}"), stem, options))
        };
        let bank: Vec<Likeness> = stems.iter().enumerate().map(likeness).collect();
        let index = Index::new(bank.clone());
        let least = f64::from(least) / 100.0;
        for one in &bank {
            prop_assert_eq!(index.find(one, least, 8), find(one, &bank, least, 8));
        }
    }
}
