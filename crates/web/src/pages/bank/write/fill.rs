//! An item as its form has it. Contents are shown as their words; what has more form than that stays while its words do.

use std::collections::BTreeMap;

use exam::item::{Answer, Choice, ChoiceId, Content, GapKey, Interaction, Item, Language, Rubric, Scoring, TextKey};

use super::RowNames;
use crate::form::Fields;

/// Something in it has more form than typed text, such as a picture or a table.
pub(super) fn rich(item: &Item) -> bool {
    let plain = |content: &Content| content.as_plain().is_some() || !content.gaps().is_empty();
    !item.question.contents().all(plain) || !plain(&item.key.explanation)
}

/// The fields of an item, and how many rows they take.
pub(in super::super) fn filled(item: &Item) -> (Fields, usize) {
    let question = &item.question;
    let mut f = Fields::new()
        .with("judul", &item.title)
        .with("bahasa", if question.language == Language::En { "en" } else { "id" })
        .with("nilai", question.points.normalize())
        .with("soal", question.stem.words())
        .with("pembahasan", item.key.explanation.words())
        .with("cara", scoring(&item.key.scoring));
    if let Some(place) = &item.place {
        f = f.with("tempat", format!("{}~{}~{}", place.unit, place.element, place.criterion));
    }
    if let Some(level) = item.level {
        f = f.with("tingkat", level.as_str());
    }
    let enemies: Vec<&str> = item.enemies.iter().map(|enemy| enemy.as_str()).collect();
    f = f.with("musuh", enemies.join(", "));
    if item.example {
        f = f.with("contoh", "ya");
    }
    of_kind(f, &question.interaction, &item.key.answer)
}

const fn scoring(scoring: &Scoring) -> &'static str {
    match scoring {
        Scoring::Whole => "whole",
        Scoring::Parts => "parts",
        Scoring::PartsLessWrong => "less-wrong",
        Scoring::Weights(_) => "weights",
    }
}

fn shuffled(f: Fields, shuffle: bool) -> Fields {
    if shuffle { f.with("acak", "ya") } else { f }
}

/// Choices in rows from the first on.
fn choices(mut f: Fields, choices: &[Choice]) -> Fields {
    for (n, choice) in (1..).zip(choices) {
        f = f.with(&RowNames::of(n).text, choice.content.words());
    }
    f
}

fn place_of(choices: &[Choice], id: &ChoiceId) -> Option<usize> {
    choices.iter().position(|choice| choice.id == *id).map(|at| at + 1)
}

fn of_kind(f: Fields, interaction: &Interaction, answer: &Answer) -> (Fields, usize) {
    match (interaction, answer) {
        (Interaction::Single { options, shuffle }, Answer::Choice(right)) => {
            let f = choices(shuffled(f, *shuffle), options);
            (f.with("kunci", place_of(options, right).unwrap_or_default()), options.len())
        }
        (Interaction::Multiple { options, least, most, shuffle }, Answer::Choices(right)) => {
            let f = choices(shuffled(f, *shuffle), options).with("sedikitnya", least).with("paling", most);
            let on = right.iter().filter_map(|id| place_of(options, id));
            (on.fold(f, |f, place| f.with("kunci", place)), options.len())
        }
        (Interaction::TrueFalse, Answer::Truth(truth)) => (f.with("benar", if *truth { "yes" } else { "no" }), 0),
        (Interaction::Matching { premises, responses, shuffle }, Answer::Pairs(pairs)) => {
            matching(shuffled(f, *shuffle), premises, responses, pairs)
        }
        (Interaction::Ordering { steps, shuffle }, Answer::Order(order)) => {
            let by_key: Vec<Choice> =
                order.iter().filter_map(|id| steps.iter().find(|step| step.id == *id).cloned()).collect();
            (choices(shuffled(f, *shuffle), &by_key), by_key.len())
        }
        (Interaction::Gaps { gaps }, Answer::Gaps(keys)) => {
            let mut f = f;
            for (n, gap) in (1..).zip(gaps) {
                let names = RowNames::of(n);
                f = f.with(&names.unit, &gap.unit);
                let Some(key) = keys.get(&gap.id) else { continue };
                let (number, text, tolerance) = typed_gap(key);
                f = f.with(&names.text, text).with(&names.tolerance, tolerance);
                if number {
                    f = f.with(&names.number, "ya");
                }
            }
            (f, gaps.len())
        }
        (Interaction::ShortAnswer { letters }, Answer::Texts(texts)) => {
            let f = f.with("jawaban", accepted(texts)).with("huruf", letters);
            let f = if texts.case_sensitive { f.with("besar", "ya") } else { f };
            (if texts.marked_by_people { f.with("orang", "ya") } else { f }, 0)
        }
        (Interaction::Essay { words, minutes }, Answer::Rubric(rubric)) => {
            let f = f.with("model", rubric.model.words()).with("rubrik", aspects(rubric));
            let f = words.iter().fold(f, |f, n| f.with("kata", n));
            (minutes.iter().fold(f, |f, n| f.with("lama", n)), 0)
        }
        _ => (f, 0),
    }
}

fn matching(
    mut f: Fields,
    premises: &[Choice],
    responses: &[Choice],
    pairs: &BTreeMap<ChoiceId, ChoiceId>,
) -> (Fields, usize) {
    let words = |id: &ChoiceId| responses.iter().find(|r| r.id == *id).map(|r| r.content.words()).unwrap_or_default();
    f = choices(f, premises);
    for (n, premise) in (1..).zip(premises) {
        f = f.with(&RowNames::of(n).partner, pairs.get(&premise.id).map(&words).unwrap_or_default());
    }
    let mut rows = premises.len();
    // A response that no premise has stands in a row without one.
    for spare in responses.iter().filter(|response| !pairs.values().any(|id| *id == response.id)) {
        rows += 1;
        f = f.with(&RowNames::of(rows).partner, spare.content.words());
    }
    (f, rows)
}

/// The key of a gap as its row shows it: whether it is a number, what is accepted line by line, how far it may be off.
pub(super) fn typed_gap(key: &GapKey) -> (bool, String, String) {
    match key {
        GapKey::Text(texts) => (false, accepted(texts), String::new()),
        GapKey::Numbers(numbers) => {
            let values: Vec<String> = numbers.iter().map(|number| number.value.normalize().to_string()).collect();
            let tolerance = numbers.first().map(|number| number.tolerance.normalize().to_string());
            (true, values.join("\n"), tolerance.unwrap_or_default())
        }
    }
}

fn accepted(texts: &TextKey) -> String {
    texts.accepted.iter().map(|accepted| accepted.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// A rubric as text: `# aspect`, then `score | how to know it` line by line.
fn aspects(rubric: &Rubric) -> String {
    let mut out = String::new();
    for aspect in &rubric.aspects {
        out.push_str(&format!("# {}\n", aspect.title));
        for level in &aspect.levels {
            out.push_str(&format!("{} | {}\n", level.score.normalize(), level.description));
        }
    }
    out
}
