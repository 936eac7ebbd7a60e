//! Assembly: a blueprint that can be met is met, one that cannot is told why, and forms keep every rule.

use std::collections::{BTreeMap, BTreeSet};

use exam::{
    assembly::{Assembly, Candidate, Request, Settings, Unmet, assemble, trials, verify::verify},
    blueprint::{Band, Blueprint, PassRule, Which},
    form::Form,
    item::{Interaction, Item, ItemId, Language, Level, Stimulus},
    paper::shuffle::Seed,
};
use proptest::prelude::*;

use crate::samples::{UNIT, blueprint, choices, cut, essay, line, on_stimulus, placed, single, stimulus, truth, which};

const OTHER: &str = "CONTOH.LD.02";

fn id(text: &str) -> ItemId {
    ItemId::new(text).unwrap()
}

/// An item of five options, on that criterion at that level; a free name.
fn plain(name: &str, unit: &str, criterion: &str, level: Level) -> Item {
    let mut item = placed(single(name), unit, 1, criterion, level);
    if let Interaction::Single { options, .. } = &mut item.question.interaction {
        *options = choices(&["A", "B", "C", "D", "E"]);
    }
    item
}

fn candidate(item: Item) -> Candidate {
    Candidate { item, version: 1, shown: 0, reached: None }
}

fn request<'a>(
    blueprint: &'a Blueprint,
    bank: &'a [Candidate],
    stimuli: &'a [Stimulus],
    forms: usize,
    anchors: &'a BTreeSet<ItemId>,
) -> Request<'a> {
    Request { blueprint, bank, stimuli, forms, anchors, code: "LD", seed: Seed::new([1; 32]) }
}

/// A small bank in a few numbers.
#[derive(Debug, Clone)]
struct Small {
    /// Of each item: line 0 or 1, stimulus 0 (none) to 2, difficulty or none, essay or not.
    items: Vec<(usize, u8, Option<u32>, bool)>,
    enemies: Vec<(usize, usize)>,
    anchor: Option<usize>,
    wanted: [u32; 2],
    most_true_false: u32,
    forms: usize,
    whole: bool,
    tolerance: u32,
}

fn small() -> impl Strategy<Value = Small> {
    let item = (0_usize..2, 0_u8..4, proptest::option::of(0_u32..=1000), any::<bool>());
    let item = item.prop_map(|(line, stimulus, reached, kind)| (line, stimulus % 3, reached, kind));
    (
        proptest::collection::vec(item, 2..8),
        proptest::collection::vec((0_usize..8, 0_usize..8), 0..5),
        proptest::option::weighted(0.3, 0_usize..8),
        [0_u32..3, 1_u32..3],
        0_u32..4,
        1_usize..3,
        any::<bool>(),
        prop_oneof![Just(1000_u32), 0_u32..300],
    )
        .prop_map(|(items, enemies, anchor, wanted, most_true_false, forms, whole, tolerance)| {
            let n = items.len();
            let enemies = enemies.into_iter().map(|(a, b)| (a % n, b % n)).filter(|(a, b)| a != b).collect();
            let anchor = anchor.map(|a| a % n);
            Small { items, enemies, anchor, wanted, most_true_false, forms, whole, tolerance }
        })
}

impl Small {
    fn bank(&self) -> Vec<Candidate> {
        let build = |(at, (line, on, reached, tf)): (usize, &(usize, u8, Option<u32>, bool))| {
            let name = format!("i{at}");
            let item = if *tf { truth(&name) } else { single(&name) };
            let level = if *line == 0 { Level::C2 } else { Level::C3 };
            let mut item = placed(item, UNIT, 1, "1.1", level);
            item.key.rationales.clear();
            if *on > 0 {
                item = on_stimulus(item, &format!("s{on}"));
            }
            item.enemies = self.enemies.iter().filter(|(a, _)| *a == at).map(|(_, b)| id(&format!("i{b}"))).collect();
            Candidate { reached: *reached, ..candidate(item) }
        };
        self.items.iter().enumerate().map(build).collect()
    }

    fn blueprint(&self) -> Blueprint {
        let mut out = blueprint(vec![
            line(which(UNIT, None, None, &[Level::C2]), self.wanted[0]),
            line(which(UNIT, None, None, &[Level::C3]), self.wanted[1]),
        ]);
        let kinds = BTreeSet::from(["true-false".to_owned()]);
        out.bands = vec![Band { which: Which { kinds, ..Which::default() }, least: 0, most: self.most_true_false }];
        out
    }

    fn anchors(&self) -> BTreeSet<ItemId> {
        self.anchor.iter().map(|at| id(&format!("i{at}"))).collect()
    }

    fn settings(&self) -> Settings {
        Settings { whole_stimuli: self.whole, tolerance: self.tolerance, ..Settings::default() }
    }

    /// Stands on every form.
    fn fixed(&self, at: usize) -> bool {
        let stimulus = |at: usize| self.items[at].1;
        self.anchor.is_some_and(|anchor| {
            anchor == at || self.whole && stimulus(anchor) > 0 && stimulus(anchor) == stimulus(at)
        })
    }

    /// By trying everything: each item on no form, on one, or where it is an anchor on all.
    fn can_be_met(&self) -> bool {
        let n = self.items.len();
        let choices: Vec<Vec<u8>> = (0..n)
            .map(|at| match (self.fixed(at), self.forms) {
                (true, 1) => vec![0b1],
                (true, _) => vec![0b11],
                (false, 1) => vec![0, 0b1],
                (false, _) => vec![0, 0b1, 0b10],
            })
            .collect();
        let mut at = vec![0; n];
        loop {
            let on: Vec<u8> = at.iter().zip(&choices).map(|(at, choices)| choices[*at]).collect();
            if self.holds(&on) {
                return true;
            }
            let mut place = 0;
            loop {
                if place == n {
                    return false;
                }
                at[place] += 1;
                if at[place] < choices[place].len() {
                    break;
                }
                at[place] = 0;
                place += 1;
            }
        }
    }

    fn holds(&self, on: &[u8]) -> bool {
        let items = |form: usize| (0..self.items.len()).filter(move |at| on[*at] >> form & 1 == 1);
        let lines = (0..self.forms).all(|form| {
            (0..2).all(|line| items(form).filter(|at| self.items[*at].0 == line).count() == self.wanted[line] as usize)
        });
        let bands = (0..self.forms)
            .all(|form| items(form).filter(|at| self.items[*at].3).count() <= self.most_true_false as usize);
        let enemies = self.enemies.iter().all(|(a, b)| on[*a] & on[*b] == 0);
        let stimuli = (1..3).all(|stimulus| {
            let of: Vec<usize> = (0..self.items.len()).filter(|at| self.items[*at].1 == stimulus).collect();
            if self.whole {
                return of.iter().all(|at| on[*at] == on[of[0]]);
            }
            let forms = of.iter().fold(0, |forms, at| forms | on[*at]);
            forms != 0b11 || of.iter().any(|at| self.fixed(*at))
        });
        lines && bands && enemies && stimuli && self.equally_difficult(on)
    }

    fn equally_difficult(&self, on: &[u8]) -> bool {
        let mean = |known: Vec<u32>| {
            (!known.is_empty()).then(|| known.iter().map(|p| u64::from(*p)).sum::<u64>() / known.len() as u64)
        };
        let all = mean(self.items.iter().filter_map(|item| item.2).collect());
        let of_line = |line| mean(self.items.iter().filter(|item| item.0 == line).filter_map(|item| item.2).collect());
        let Some(all) = all else { return true };
        let value =
            |item: &(usize, u8, Option<u32>, bool)| item.2.map_or_else(|| of_line(item.0).unwrap_or(all), u64::from);
        let sum = |form: usize| -> u64 {
            (0..self.items.len()).filter(|at| on[*at] >> form & 1 == 1).map(|at| value(&self.items[at])).sum()
        };
        let room = u64::from(self.tolerance) * u64::from(self.wanted[0] + self.wanted[1]);
        (1..self.forms).all(|form| sum(0).abs_diff(sum(form)) <= room)
    }
}

fn stimuli() -> Vec<Stimulus> {
    vec![stimulus("s1"), stimulus("s2")]
}

proptest! {
    /// Against trying everything: met exactly when it can be met, and what is met keeps every rule.
    #[test]
    fn a_blueprint_that_can_be_met_is_met(small in small()) {
        let (bank, blueprint, anchors, stimuli) = (small.bank(), small.blueprint(), small.anchors(), stimuli());
        let request = request(&blueprint, &bank, &stimuli, small.forms, &anchors);
        match assemble(&request, &small.settings()) {
            Ok(assembly) => {
                let on: Vec<u8> = (0..bank.len())
                    .map(|at| {
                        let held = |form: &&Form| form.question(&bank[at].item.id).is_some();
                        assembly.forms.iter().enumerate().filter(|(_, f)| held(f)).map(|(n, _)| 1 << n).sum()
                    })
                    .collect();
                prop_assert!(small.holds(&on), "{:?}", on);
                prop_assert_eq!(verify(&assembly.forms, &request, &small.settings()), vec![]);
            }
            Err(Unmet::Impossible(reasons)) => {
                prop_assert!(!small.can_be_met(), "{:?}", reasons);
                prop_assert!(!reasons.is_empty());
            }
            Err(other) => prop_assert!(false, "{:?}", other),
        }
    }
}

/// Two units of three criteria at three levels, with 12 items each, some enemies, texts, and difficulties.
fn large() -> (Vec<Candidate>, Vec<Stimulus>, Blueprint) {
    let (mut bank, mut lines, mut stimuli) = (Vec::new(), Vec::new(), Vec::new());
    for (u, unit) in [UNIT, OTHER].into_iter().enumerate() {
        for criterion in ["1.1", "1.2", "2.1"] {
            for level in [Level::C2, Level::C3, Level::C4] {
                let cell = format!("{u}-{criterion}-{}", level.as_str());
                lines.push(line(which(unit, None, Some(criterion), &[level]), 2));
                for n in 0..12_u32 {
                    let mut item = plain(&format!("{cell}-{n}"), unit, criterion, level);
                    item.key.rationales.clear();
                    if n < 2 {
                        item = on_stimulus(item, &format!("s-{cell}"));
                    }
                    if n % 3 == 2 {
                        item.enemies = [id(&format!("{cell}-{}", (n + 1) % 12))].into();
                    }
                    let reached = Some(200 + (n * 397 + u32::try_from(bank.len()).unwrap() * 211) % 700);
                    bank.push(Candidate { item, version: 3, shown: n * 10, reached });
                }
                stimuli.push(stimulus(&format!("s-{cell}")));
            }
        }
    }
    let mut blueprint = blueprint(lines);
    blueprint.pass = PassRule::PerUnit(BTreeMap::from([(UNIT.into(), cut(9)), (OTHER.into(), cut(9))]));
    (bank, stimuli, blueprint)
}

fn names(assembly: &Assembly) -> Vec<Vec<&str>> {
    let of = |form: &'_ Form| form.questions.iter().map(|q| q.item.id.as_str().to_owned()).collect::<Vec<_>>();
    assembly.forms.iter().map(|form| of(form).into_iter().map(|name| &*name.leak()).collect()).collect()
}

#[test]
fn four_parallel_forms_of_36_questions_are_equal_in_content_and_difficulty() {
    let (bank, stimuli, blueprint) = large();
    let anchors = BTreeSet::from([id("0-1.1-C3-5"), id("1-2.1-C4-9")]);
    let mut request = request(&blueprint, &bank, &stimuli, 4, &anchors);
    let settings = Settings { tolerance: 10, ..Settings::default() };
    let assembly = assemble(&request, &settings).unwrap();
    assert_eq!(verify(&assembly.forms, &request, &settings), []);
    assert_eq!(
        assembly.forms.iter().map(|form| form.code.as_str()).collect::<Vec<_>>(),
        ["LD-A", "LD-B", "LD-C", "LD-D"]
    );
    for (unit, means) in &assembly.difficulty {
        assert!(means.iter().max().unwrap() - means.iter().min().unwrap() <= 11, "{unit:?} {means:?}");
    }
    assert_eq!(assembly.assumed, 0);
    for form in &assembly.forms {
        assert_eq!((form.questions.len(), form.points()), (36, 36.into()));
        assert!(anchors.iter().all(|anchor| form.question(anchor).unwrap().anchor));
    }
    let again = assemble(&request, &settings).unwrap();
    assert_eq!(names(&again), names(&assembly), "the same seed gives the same forms");
    request.seed = Seed::new([2; 32]);
    assert_ne!(names(&assemble(&request, &settings).unwrap()), names(&assembly), "another seed gives others");
}

fn reasons(result: Result<Assembly, Unmet>) -> Vec<String> {
    match result {
        Err(Unmet::Impossible(reasons)) => reasons.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_line_that_the_bank_cannot_fill_is_named_with_what_was_set_aside() {
    let blueprint = blueprint(vec![line(which(UNIT, None, Some("1.1"), &[Level::C2]), 3)]);
    let mut bank: Vec<Candidate> =
        (0..7).map(|n| candidate(placed(single(&format!("i{n}")), UNIT, 1, "1.1", Level::C2))).collect();
    bank[0].shown = 500;
    bank[1].item.question.points = 2.into();
    bank[2].item.question.stem = exam::item::Content::default();
    let none = BTreeSet::new();
    assert_eq!(
        reasons(assemble(&request(&blueprint, &bank, &[], 2, &none), &Settings::default())),
        [
            "assembly.other-points line=CONTOH.LD.01/1.1 C2 points=1 wanted=6 found=4 shown_too_often=1 incomplete=1 instead=1 × 2 language=id other_language=0"
        ]
    );
    assert!(assemble(&request(&blueprint, &bank, &[], 1, &none), &Settings::default()).is_ok());
    // Where no other points are in the way, nothing is said of them.
    bank[1].item.question.points = 1.into();
    assert_eq!(
        reasons(assemble(&request(&blueprint, &bank, &[], 2, &none), &Settings::default())),
        [
            "assembly.too-few-items line=CONTOH.LD.01/1.1 C2 points=1 wanted=6 found=5 shown_too_often=1 incomplete=1 instead= language=id other_language=0"
        ]
    );
}

#[test]
fn a_translation_stands_on_no_form_of_another_language() {
    let line = line(which(UNIT, None, Some("1.1"), &[Level::C2]), 2);
    let mut test = blueprint(vec![line]);
    let mut bank: Vec<Candidate> =
        (0..4).map(|n| candidate(placed(single(&format!("i{n}")), UNIT, 1, "1.1", Level::C2))).collect();
    for translated in &mut bank[2..] {
        translated.item.question.language = Language::En;
    }
    let none = BTreeSet::new();
    let languages = |test: &Blueprint| -> Vec<Language> {
        let made = assemble(&request(test, &bank, &[], 1, &none), &Settings::default()).unwrap();
        made.forms[0].questions.iter().map(|q| q.item.question.language).collect()
    };
    assert_eq!(languages(&test), [Language::Id; 2]);
    test.trials = 1;
    let mut made = assemble(&request(&test, &bank, &[], 1, &none), &Settings::default()).unwrap().forms;
    let refused = trials::add(&mut made, &test, &bank[2..], &Seed::new([1; 32])).unwrap_err();
    assert_eq!(refused.to_string(), "assembly.too-few-trials wanted=1 found=0 language=id");
    test.language = Language::En;
    assert_eq!(languages(&test), [Language::En; 2]);
    assert_eq!(verify(&made, &request(&test, &bank, &[], 1, &none), &Settings::default())[0].code, "assembly.line");
    // What lacks is said with the language, and with what there is in another.
    test.lines[0].questions = 3;
    let said = reasons(assemble(&request(&test, &bank, &[], 1, &none), &Settings::default()));
    assert!(said[0].ends_with("language=en other_language=2"), "{said:?}");
}

#[test]
fn enemies_that_leave_too_few_are_named_and_nothing_else_is() {
    let blueprint =
        blueprint(vec![line(which(UNIT, None, Some("1.1"), &[]), 2), line(which(UNIT, None, Some("1.2"), &[]), 1)]);
    let mut bank: Vec<Candidate> =
        (0..3).map(|n| candidate(placed(single(&format!("i{n}")), UNIT, 1, "1.1", Level::C2))).collect();
    bank[0].item.enemies = [id("i1"), id("i2")].into();
    bank[2].item.enemies = [id("i1")].into();
    bank.extend((3..9).map(|n| candidate(placed(single(&format!("i{n}")), UNIT, 1, "1.2", Level::C2))));
    bank[4].item.enemies = [id("i5")].into();
    let none = BTreeSet::new();
    assert_eq!(
        reasons(assemble(&request(&blueprint, &bank, &[], 1, &none), &Settings::default())),
        [
            "assembly.line questions=2 found=3 line=CONTOH.LD.01/1.1",
            "assembly.enemies item=i0 other=i1",
            "assembly.enemies item=i0 other=i2",
            "assembly.enemies item=i1 other=i2",
        ]
    );
}

#[test]
fn a_band_that_the_lines_exclude_is_named() {
    let mut blueprint = blueprint(vec![line(which(UNIT, None, Some("1.1"), &[]), 2)]);
    let kinds = BTreeSet::from(["true-false".to_owned()]);
    blueprint.bands = vec![Band { which: Which { kinds, ..Which::default() }, least: 2, most: 9 }];
    let bank: Vec<Candidate> = ["a", "b"].iter().map(|n| candidate(single(n))).chain([candidate(truth("c"))]).collect();
    let none = BTreeSet::new();
    assert_eq!(
        reasons(assemble(&request(&blueprint, &bank, &[], 1, &none), &Settings::default())),
        ["assembly.band band=* true-false least=2 most=9"]
    );
}

#[test]
fn forms_that_cannot_be_equally_difficult_are_not_made() {
    let blueprint = blueprint(vec![line(which(UNIT, None, None, &[]), 1)]);
    let mut bank: Vec<Candidate> = ["a", "b"].iter().map(|n| candidate(single(n))).collect();
    (bank[0].reached, bank[1].reached) = (Some(300), Some(351));
    let none = BTreeSet::new();
    let asked = request(&blueprint, &bank, &[], 2, &none);
    assert!(
        reasons(assemble(&asked, &Settings::default())).contains(&"assembly.difficulty unit=* tolerance=50".to_owned())
    );
    assert!(assemble(&asked, &Settings { tolerance: 51, ..Settings::default() }).is_ok());
}

#[test]
fn items_that_fewer_have_seen_come_first() {
    let blueprint = blueprint(vec![line(which(UNIT, None, None, &[]), 2)]);
    let mut bank: Vec<Candidate> = (0..6).map(|n| candidate(single(&format!("i{n}")))).collect();
    bank.iter_mut().take(4).for_each(|candidate| candidate.shown = 499);
    bank[4].shown = 400;
    let none = BTreeSet::new();
    for seed in 0..20 {
        let asked = Request { seed: Seed::new([seed; 32]), ..request(&blueprint, &bank, &[], 1, &none) };
        let assembly = assemble(&asked, &Settings::default()).unwrap();
        assert!(assembly.forms[0].question(&id("i5")).is_some(), "never seen");
    }
}

#[test]
fn what_cannot_be_worked_on_is_refused() {
    let blueprint = blueprint(vec![line(which(UNIT, None, None, &[]), 1)]);
    let bank = vec![candidate(single("a")), candidate(essay("b"))];
    let twice = vec![candidate(single("a")), candidate(single("a"))];
    let (none, essay, absent) = (BTreeSet::new(), BTreeSet::from([id("b")]), BTreeSet::from([id("z")]));
    let code = |asked: &Request<'_>| match assemble(asked, &Settings::default()) {
        Err(Unmet::Refused(refusal)) => refusal.code,
        other => format!("{other:?}"),
    };
    assert_eq!(code(&request(&blueprint, &bank, &[], 0, &none)), "assembly.forms");
    assert_eq!(code(&request(&blueprint, &bank, &[], 13, &none)), "assembly.forms");
    assert_eq!(code(&request(&blueprint, &twice, &[], 1, &none)), "assembly.item-twice");
    assert_eq!(code(&request(&blueprint, &bank, &[], 1, &absent)), "assembly.anchor-not-usable");
    assert_eq!(code(&request(&blueprint, &bank, &[], 1, &essay)), "assembly.anchor-not-usable", "other points");
}
