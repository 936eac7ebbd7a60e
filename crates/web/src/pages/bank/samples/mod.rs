//! Invented items for the samples: a list and its empty states, an item in each state, the blind check, a leak.

mod beside;
mod rest;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use certification::{
    id::{EventId, PersonId},
    refusal::Refusal,
};
use exam::{
    bank::{Hand, Life, ReviewAspect, Sighting, State},
    item::{
        Accepted, Answer, Aspect, Choice, ChoiceId, Content, Gap, GapId, GapKey, GapWeights, Interaction, Item, ItemId,
        Key, Language, Level, PairWeights, Place, Question, Response, Rubric, RubricLevel, Scoring, Stimulus,
        StimulusId, TextKey,
    },
};
use uuid::Uuid;
use workflow::exam_bank::LooksAlike;

use super::{
    alike::AlikeRow,
    blind::{Blind, BlindView},
    deed,
    item::{self, ItemPage},
    key_view::KeyView,
    leak::{Held, HeldIn, Leak, LeakView},
    list::{List, ListView, Row},
    state_key, state_tag,
};
use crate::{
    form::Fields,
    i18n::{Message, key},
    pages::sitting::draw,
    part::kit::{Count, Pager},
    samples::Samples,
};

/// 8 December 2026, 09:05 in Banjarbaru.
const NOW: i64 = 1_796_691_900_000_000;
const DAY: i64 = 24 * 60 * 60 * 1_000_000;

const AUTHOR: PersonId = PersonId(Uuid::from_u128(11));
const REVIEWER: PersonId = PersonId(Uuid::from_u128(12));
const CHECKER: PersonId = PersonId(Uuid::from_u128(13));

/// Every template in its states.
pub fn samples(samples: &mut Samples<'_>) {
    lists(samples);
    items(samples);
    checks(samples);
    leaks(samples);
    rest::samples(samples);
    beside::samples(samples);
    super::standard::samples::samples(samples);
}

fn choice(id: &str, text: &str) -> Option<Choice> {
    Some(Choice { id: ChoiceId::new(id).ok()?, content: Content::plain(text) })
}

/// An item of one right option; nothing when a name in it is none, which no sample has.
pub(super) fn single(id: &str) -> Option<Item> {
    let options: Option<Vec<Choice>> = [
        choice("A", "Menolak permintaan."),
        choice("B", "Meminta pemustaka datang lagi."),
        choice("C", "Menawarkan pemesanan dan menyebut perkiraan tanggal."),
    ]
    .into_iter()
    .collect();
    let question = Question {
        language: Language::Id,
        stimulus: None,
        stem: Content::plain("Buku yang dicari sedang dipinjam. Tindakan petugas yang paling tepat adalah …"),
        interaction: Interaction::Single { options: options?, shuffle: true },
        points: 1.into(),
    };
    let key = Key {
        answer: Answer::Choice(ChoiceId::letter(2)),
        scoring: Scoring::Whole,
        rationales: BTreeMap::from([(ChoiceId::letter(0), Content::plain("Tidak menolong pemustaka."))]),
        explanation: Content::plain("Kriteria menuntut informasi waktu."),
    };
    let mut item = Item::new(ItemId::new(id).ok()?, "Buku sedang dipinjam".to_owned(), question, key);
    item.place = Some(Place { unit: "CONTOH.LD.01".to_owned(), element: 1, criterion: "1.3".to_owned() });
    item.level = Some(Level::C3);
    item.enemies = BTreeSet::from([ItemId::new("LD-S-0093").ok()?]);
    item.example = true;
    Some(item)
}

/// What looks like an item: one on papers, one that leaked, one of the same file.
fn alike() -> Vec<LooksAlike> {
    let one = |id: &str, state, leaked| {
        let (stem, language) = ("Buku yang dicari sedang dipinjam …".to_owned(), Language::Id);
        Some(LooksAlike { item: ItemId::new(id).ok()?, stem, language, share: 82, state, leaked })
    };
    let rows = [
        one("LD-S-0093", Some(State::Active), false),
        one("LD-S-0041", Some(State::Retired), true),
        one("LD-S-0005", None, false),
    ];
    rows.into_iter().flatten().collect()
}

/// The same place, as an essay with a rubric.
fn essay() -> Option<Item> {
    let mut item = single("LD-E-0004")?;
    item.question.interaction = Interaction::Essay { words: Some(150), minutes: Some(15) };
    let level = |score: i64, said: &str| RubricLevel { score: score.into(), description: said.to_owned() };
    let levels = vec![level(0, "Tidak disebut."), level(2, "Disebut dengan alasannya.")];
    let aspects = vec![Aspect { title: "Ketepatan".to_owned(), levels }];
    let rubric = Rubric { model: Content::plain("Menawarkan pemesanan."), aspects };
    item.key = Key {
        answer: Answer::Rubric(rubric),
        scoring: Scoring::Whole,
        rationales: BTreeMap::new(),
        explanation: Content::default(),
    };
    item.question.points = 2.into();
    Some(item)
}

fn hand(by: PersonId, days: i64) -> Hand {
    Hand { by, at: NOW - (60 - days) * DAY }
}

/// A life that has come as far as that state.
fn lived(item: Item, state: &str) -> Life {
    let right = Response::Choice(ChoiceId::letter(2));
    let mut life = Life::draft(item, hand(AUTHOR, 0));
    let go = |life: &mut Life| -> Result<(), Refusal> {
        if state == "draft" {
            return Ok(());
        }
        life.submit(hand(AUTHOR, 1))?;
        life.accept(ReviewAspect::Content, hand(REVIEWER, 2), "Tepat.")?;
        if state == "review" {
            return Ok(());
        }
        life.accept(ReviewAspect::Language, hand(REVIEWER, 2), "")?;
        life.accept(ReviewAspect::Fairness, hand(REVIEWER, 2), "")?;
        life.check_key(&right, None, hand(CHECKER, 3))?;
        life.pilot(hand(REVIEWER, 4))?;
        life.approve(hand(REVIEWER, 30))?;
        if state == "pilot" {
            return Ok(());
        }
        life.approve(hand(CHECKER, 31))?;
        life.activate(hand(AUTHOR, 32))?;
        let (event, on) = (EventId(Uuid::from_u128(7)), jiff::civil::date(2026, 11, 27));
        life.seen(Sighting { event, on, version: 1, candidates: 214 })?;
        if state == "retired" {
            life.leaked(hand(REVIEWER, 50), "Beredar di grup pesan.")?;
        }
        Ok(())
    };
    // A step that is refused leaves the life where it stood, which a sample may show as well.
    drop(go(&mut life));
    life
}

fn names() -> HashMap<PersonId, String> {
    [(AUTHOR, "Hafiz Maulana"), (REVIEWER, "Nurul Aini")].map(|(id, name)| (id, name.to_owned())).into()
}

fn lists(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = |id: &str, state: &str| Row {
        id: id.to_owned(),
        title: "Buku sedang dipinjam".to_owned(),
        stem: "Tindakan petugas yang paling tepat adalah …".to_owned(),
        lang: draw::lang(p, Language::Id),
        place: if state == "draft" { String::new() } else { "CONTOH.LD.01 · 1.3".to_owned() },
        level: if state == "draft" { String::new() } else { "C3".to_owned() },
        kind: super::kind_key("single"),
        state: state_tag(state),
        version: 3,
        exposure: 1_214,
        example: state == "active",
    };
    let rows: Vec<Row> =
        (1..).zip(super::STATES).map(|(n, state): (u32, _)| row(&format!("LD-S-{n:04}"), state)).collect();
    let count = |state: &&'static str| Count {
        n: 40,
        words: p.t(state_key(state)).into_owned(),
        href: "/butir".to_owned(),
        current: *state == "active",
    };
    let view = ListView {
        pager: Pager { shown: 5, all: 412, before: None, after: Some("#".to_owned()) },
        rows,
        counts: super::STATES.iter().map(count).collect(),
        filtered: true,
        may_change: true,
        units: vec![("CONTOH.LD.01".to_owned(), "CONTOH.LD.01 · Melakukan Layanan Sirkulasi".to_owned())],
        kinds: super::kinds(p),
        levels: super::levels(p),
        state: "active".to_owned(),
        query: String::new(),
    };
    let f = Fields::new();
    samples.add("bank/list", &List { p, f: &f, view: &view });
    let none = ListView { rows: Vec::new(), pager: Pager::default(), ..view.clone() };
    samples.add("bank/list none found", &List { p, f: &f, view: &none });
    let none = ListView { filtered: false, state: String::new(), ..none };
    samples.add("bank/list none", &List { p, f: &f, view: &none });
    samples.add("bank/list none to see", &List { p, f: &f, view: &ListView { may_change: false, ..none } });
}

fn items(samples: &mut Samples<'_>) {
    let p = samples.p;
    let Some(item) = single("LD-S-0117") else { return };
    let f = Fields::new();
    let shared = StimulusId::new("kasus-1").ok().map(|id| Stimulus {
        id,
        language: Language::Id,
        title: String::new(),
        content: Content::plain("Perpustakaan memiliki dua eksemplar."),
    });
    for state in super::STATES {
        let life = lived(item.clone(), state);
        let Some(version) = life.newest() else { continue };
        let stimulus = shared.as_ref().filter(|_| state == "draft");
        let mut view = item::view(p, &life, version, stimulus, &names());
        view.place = "CONTOH.LD.01 Melakukan Layanan Sirkulasi, kriteria 1.3".to_owned();
        view.may_change = true;
        view.offers = deed::offers(&life, AUTHOR, NOW, false);
        samples.add(format!("bank/item {state} author"), &ItemPage { p, f: &f, view: &view });
        view.offers = deed::offers(&life, CHECKER, NOW, state == "review");
        view.key = Some(KeyView::of(p, &item));
        view.done = deed::done("komentar");
        samples.add(format!("bank/item {state} key"), &ItemPage { p, f: &f, view: &view });
        view.may_change = false;
        view.newest = 3;
        view.versions = vec![(3, false), (1, true)];
        samples.add(format!("bank/item {state} old"), &ItemPage { p, f: &f, view: &view });
    }
    let mut wrong = Fields::new();
    wrong.wrong("alasan", Message::new(key("refusal-bank-reason")));
    let life = lived(item, "review");
    if let Some(version) = life.newest() {
        let mut view = item::view(p, &life, version, None, &names());
        view.alike = AlikeRow::all(p, alike());
        view.may_change = true;
        view.offers = deed::offers(&life, CHECKER, NOW, false);
        samples.add("bank/item refused", &ItemPage { p, f: &wrong, view: &view });
    }
    kinds(samples);
}

/// Pairs that count differently, where another response takes something off.
fn weighed_pairs(like: &Item) -> Option<Item> {
    let mut item = like.clone();
    let premises: Option<Vec<Choice>> = [choice("1", "Buku"), choice("2", "Peta")].into_iter().collect();
    let responses: Option<Vec<Choice>> = [choice("A", "Rak"), choice("B", "Laci")].into_iter().collect();
    item.question.interaction = Interaction::Matching { premises: premises?, responses: responses?, shuffle: true };
    item.question.points = 3.into();
    let id = |name: &str| ChoiceId::new(name).ok();
    let pairs = [(id("1")?, id("A")?), (id("2")?, id("B")?)];
    let weights = pairs.iter().cloned().zip([1.into(), 2.into()]);
    item.key.scoring = Scoring::Pairs(PairWeights::of(weights, (-1).into())?);
    item.key.answer = Answer::Pairs(pairs.into());
    Some(item)
}

/// Gaps that count differently.
fn weighed_gaps(like: &Item) -> Option<Item> {
    let mut item = like.clone();
    let ids = [GapId::letter(0), GapId::letter(1)];
    let gap = |id: &GapId| Gap { id: id.clone(), number: false, unit: String::new() };
    item.question.interaction = Interaction::Gaps { gaps: ids.iter().map(gap).collect() };
    let text = || Accepted { text: "katalog".to_owned(), share: 1.into() };
    let key = || GapKey::Text(TextKey { accepted: vec![text()], case_sensitive: false, marked_by_people: false });
    item.key.answer = Answer::Gaps(ids.iter().map(|id| (id.clone(), key())).collect());
    item.key.scoring = Scoring::Gaps(GapWeights::of(ids.into_iter().zip([1.into(), 3.into()]))?);
    Some(item)
}

/// The keys of other kinds.
fn kinds(samples: &mut Samples<'_>) {
    let p = samples.p;
    let (Some(essay), Some(mut short)) = (essay(), single("LD-I-0001")) else { return };
    short.question.interaction = Interaction::ShortAnswer { letters: 60 };
    let text = |text: &str| Accepted { text: text.to_owned(), share: 1.into() };
    short.key.answer = Answer::Texts(TextKey {
        accepted: vec![text("katalog"), text("OPAC")],
        case_sensitive: true,
        marked_by_people: true,
    });
    let mut truth = short.clone();
    truth.question.interaction = Interaction::TrueFalse;
    truth.key.answer = Answer::Truth(true);
    truth.key.scoring = Scoring::Parts;
    let (pairs, gaps) = (weighed_pairs(&short), weighed_gaps(&short));
    let weighed = pairs.map(|item| ("pairs", item)).into_iter().chain(gaps.map(|item| ("gaps", item)));
    for (name, item) in [("essay", essay), ("short", short), ("truth", truth)].into_iter().chain(weighed) {
        let life = lived(item.clone(), "draft");
        let Some(version) = life.newest() else { continue };
        let mut view = item::view(p, &life, version, None, &names());
        view.key = Some(KeyView::of(p, &item));
        samples.add(format!("bank/item {name}"), &ItemPage { p, f: &Fields::new(), view: &view });
    }
}

fn checks(samples: &mut Samples<'_>) {
    let p = samples.p;
    let (Some(item), Some(essay)) = (single("LD-S-0117"), essay()) else { return };
    let at = draw::At { p, base: "/butir/LD-S-0117", n: 1 };
    let mut view = BlindView {
        id: item.id.to_string(),
        html: draw::question(at, &item.question, None),
        seed: "00".repeat(32),
        ..BlindView::default()
    };
    samples.add("bank/blind", &Blind { p, f: &Fields::new(), view: &view });
    let mut f = Fields::new();
    f.wrong("jawaban", Message::new(key("bank-answer-first")));
    samples.add("bank/blind empty", &Blind { p, f: &f, view: &view });
    view.marking = Some(KeyView::of(p, &essay));
    view.answer = "Menawarkan pemesanan.".to_owned();
    samples.add("bank/blind marked", &Blind { p, f: &Fields::new(), view: &view });
    let why = super::told(p, &Refusal::new("bank.saw-key"));
    let view = BlindView { id: "LD-S-0117".to_owned(), refused: Some(why), ..BlindView::default() };
    samples.add("bank/blind refused", &Blind { p, f: &Fields::new(), view: &view });
}

fn leaks(samples: &mut Samples<'_>) {
    let p = samples.p;
    let exam = HeldIn {
        event: "Sertifikasi Pustakawan Kalsel 2026".to_owned(),
        name: "Tes tertulis Layanan Dasar".to_owned(),
        day: "8 Desember 2026".to_owned(),
        papers: 40,
        seats: vec![(3, Some("#".to_owned())), (7, None)],
        opened: 5,
        href: Some("#".to_owned()),
        open: true,
    };
    let form = |code: &str, withdrawn: bool, exams: Vec<HeldIn>| Held {
        code: code.to_owned(),
        version: 3,
        withdrawn,
        href: "#".to_owned(),
        exams,
    };
    let forms = vec![form("LD-2026-A", false, vec![exam]), form("LD-2025-A", true, Vec::new())];
    let view = LeakView { id: "LD-S-0117".to_owned(), retired: false, leaked: false, forms };
    samples.add("bank/leak", &Leak { p, f: &Fields::new(), view: &view });
    let mut f = Fields::new();
    f.wrong("nama", Message::new(key("bank-leak-name-other")).with("id", "LD-S-0117"));
    samples.add("bank/leak wrong", &Leak { p, f: &f, view: &view });
    let done = LeakView { retired: true, leaked: true, ..view.clone() };
    samples.add("bank/leak done", &Leak { p, f: &Fields::new(), view: &done });
    let view = LeakView { retired: true, forms: Vec::new(), ..view };
    samples.add("bank/leak nowhere", &Leak { p, f: &Fields::new(), view: &view });
}
