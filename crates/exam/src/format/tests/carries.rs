//! What every format promises: what is said to be written without loss comes back as it was.

use proptest::prelude::*;

use super::{items, *};
use crate::item::check;

type Read = fn(&[u8], &Intake) -> Result<Import, Refusal>;
type Write = fn(&[Item]) -> Export;

const FORMATS: &[(&str, Read, Write)] = &[
    ("aiken", aiken::import, aiken::export),
    ("gift", gift::import, gift::export),
    ("moodle", moodle::import, |items| moodle::export(items, &Files::new())),
    ("json", json::import, |items| json::export(items, &[], &Files::new()).unwrap()),
    ("xlsx", xlsx::import, |items| xlsx::export(items, &[], Language::Id).unwrap()),
    ("qti 2.1", qti::import, |items| packed(items, qti::Version::V21)),
    ("qti 2.2", qti::import, |items| packed(items, qti::Version::V22)),
    ("qti 3.0", qti::import, |items| packed(items, qti::Version::V30)),
];

fn packed(items: &[Item], version: qti::Version) -> Export {
    qti::export(&qti::Contents { items, stimuli: &[], files: &Files::new(), tests: &[] }, version).unwrap()
}

/// Losses that lie in the file's surroundings, not in the item.
const AROUND: &[&str] = &["loss.file-missing", "loss.files", "loss.elsewhere"];

fn around(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Taken { .. } | Outcome::Test { .. } => true,
        Outcome::TakenWithLoss { losses, .. } => losses.iter().all(|loss| AROUND.contains(&loss.code.as_str())),
        Outcome::Refused { .. } => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..a_quarter() })]

    #[test]
    fn generated_items_are_whole(item in items::item()) {
        prop_assert_eq!(check::check(&item), vec![]);
    }

    #[test]
    fn tidying_twice_changes_nothing(content in items::rich()) {
        prop_assert_eq!(tidy(&content), content);
    }

    #[test]
    fn what_is_written_without_loss_comes_back_as_it_was(item in items::item()) {
        for (name, read, write) in FORMATS {
            let export = write(std::slice::from_ref(&item));
            prop_assert_eq!(export.report.len(), 1);
            let back = read(&export.bytes, &intake()).unwrap_or_else(|why| panic!("{name}: {why}"));
            match &export.report[0].outcome {
                Outcome::Refused { .. } => prop_assert!(back.items.is_empty(), "{name}"),
                outcome if around(outcome) => prop_assert_eq!(&back.items, &vec![item.clone()], "{}", name),
                _ => {
                    prop_assert_eq!(back.items.len(), 1, "{}", name);
                    prop_assert_eq!(&back.items[0].question.stem.words(), &item.question.stem.words(), "{}", name);
                }
            }
        }
    }
}

/// Which kinds a format carries without any loss of question or key, for the house's own example items.
#[test]
fn the_example_items_go_out_and_come_back() {
    let items = samples();
    assert_eq!(items.len(), 100);
    let count = |report: &[Row]| {
        let all = short(report);
        let taken = all.iter().filter(|row| *row == "taken").count();
        let refused = all.iter().filter(|row| row.starts_with("refused")).count();
        (taken, all.len() - taken - refused, refused)
    };
    let export = json::export(&items, &[], &Files::new()).unwrap();
    assert_eq!(count(&export.report), (100, 0, 0));
    assert_eq!(json::import(&export.bytes, &intake()).unwrap().items, items);

    // Moodle has no rubric, orders responses and steps its own way, and counts six all-or-nothing choices otherwise.
    let export = moodle::export(&items, &Files::new());
    assert_eq!(count(&export.report), (78, 22, 0), "{:#?}", short(&export.report));
    let back = moodle::import(&export.bytes, &intake()).unwrap();
    assert_eq!(back.items.len(), 100);

    // GIFT knows no ordering, and no points.
    let export = gift::export(&items);
    assert_eq!(count(&export.report).2, 5, "{:#?}", short(&export.report));

    for version in qti::Version::ALL {
        let export = packed(&items, version);
        assert_eq!(count(&export.report), (100, 0, 0), "{version:?} {:#?}", short(&export.report));
        let back = qti::import(&export.bytes, &intake()).unwrap();
        assert_eq!(back.items.len(), 100);
        assert!(short(&back.report).iter().all(|row| row == "taken"));
    }

    for language in [Language::Id, Language::En] {
        let export = xlsx::export(&items, &[], language).unwrap();
        assert_eq!(count(&export.report), (100, 0, 0), "{:#?}", short(&export.report));
        assert_eq!(xlsx::import(&export.bytes, &intake()).unwrap().items, items);
    }

    // Aiken knows single choice alone.
    let export = aiken::export(&items);
    assert_eq!(count(&export.report), (0, 74, 26));
}

/// Each format carries what it is there for: of fifty items of each kind some come through without loss around the
/// question and its key.
#[test]
fn each_format_carries_its_kinds() {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::{strategy::ValueTree, test_runner::TestRunner};

    let mut runner = TestRunner::deterministic();
    let strategy = items::item();
    let mut carried: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for _ in 0..250 {
        let item = strategy.new_tree(&mut runner).unwrap().current();
        for (name, _, write) in FORMATS {
            if !matches!(write(std::slice::from_ref(&item)).report[0].outcome, Outcome::Refused { .. }) {
                carried.entry(name).or_default().insert(item.question.interaction.kind());
            }
        }
    }
    let kinds = |name: &str| carried[name].iter().copied().collect::<Vec<_>>().join(" ");
    assert_eq!(kinds("aiken"), "single");
    assert_eq!(kinds("gift"), "essay gaps matching multiple short-answer single true-false");
    assert_eq!(kinds("moodle"), "essay gaps matching multiple ordering short-answer single true-false upload");
    assert_eq!(
        kinds("json"),
        "essay gaps hotspot matching multiple oral ordering short-answer single true-false upload"
    );
    assert_eq!(kinds("xlsx"), "essay gaps matching multiple oral ordering short-answer single true-false upload");
    for version in ["qti 2.1", "qti 2.2", "qti 3.0"] {
        assert_eq!(
            kinds(version),
            "essay gaps hotspot matching multiple oral ordering short-answer single true-false upload"
        );
    }
}
