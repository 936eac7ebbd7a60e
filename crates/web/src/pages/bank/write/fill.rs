//! An item as its form has it. Contents are shown as they are typed (`exam::item::typed`); what typed text cannot say is
//! shown as its words, and stays while these do.

use std::collections::BTreeMap;

use exam::item::{
    Answer, Area, Choice, ChoiceId, Content, GapId, GapKey, Interaction, Item, Language, Picture, Rubric, Scoring,
    Shape, TextKey, typed, weights,
};

use super::{
    RowNames,
    read::{Size, shown},
};
use crate::{form::Fields, pages::bank::area::words};

/// Levels of an aspect that a form has at least.
pub(super) const BANDS: usize = 4;

/// Something in it has more form than can be typed, such as a list within a table.
pub(super) fn rich(item: &Item) -> bool {
    let said = |content: &Content| typed::write(content).is_some();
    !item.question.contents().all(said) || !said(&item.key.explanation)
}

/// The fields of an item, and how many rows they take.
pub(in super::super) fn filled(item: &Item) -> (Fields, Size) {
    let question = &item.question;
    let mut f = Fields::new()
        .with("judul", &item.title)
        .with("bahasa", if question.language == Language::En { "en" } else { "id" })
        .with("nilai", question.points.normalize())
        .with("soal", shown(&question.stem))
        .with("pembahasan", shown(&item.key.explanation))
        .with("cara", scoring(&item.key.scoring));
    if let Some(weights) = weights_of_rows(item) {
        f = f.with("bobot", weights);
    }
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
    if let Some(stimulus) = &question.stimulus {
        f = f.with("bahan", stimulus);
    }
    let bands = match &item.key.answer {
        Answer::Rubric(rubric) => rubric.aspects.iter().map(|aspect| aspect.levels.len()).max().unwrap_or(0),
        _ => 0,
    };
    let (f, rows) = of_kind(f, &question.interaction, &item.key.answer);
    (f, Size { rows, bands: bands.max(BANDS) })
}

const fn scoring(scoring: &Scoring) -> &'static str {
    match scoring {
        Scoring::Whole => "whole",
        Scoring::Parts => "parts",
        Scoring::PartsLessWrong => "less-wrong",
        Scoring::Weights(_) | Scoring::Pairs(_) | Scoring::Gaps(_) => "weights",
    }
}

/// What pairs or gaps count, by the numbers of their rows; a partner by the letter of its row.
fn weights_of_rows(item: &Item) -> Option<String> {
    match (&item.question.interaction, &item.key.answer, &item.key.scoring) {
        (Interaction::Matching { premises, responses, .. }, Answer::Pairs(right), Scoring::Pairs(weighed)) => {
            let premise = |id: &ChoiceId| place_of(premises, id).map(|n| n.to_string());
            let spare: Vec<&ChoiceId> = spare(responses, right).map(|response| &response.id).collect();
            let response = |id: &ChoiceId| {
                let beside = premises.iter().position(|premise| right.get(&premise.id) == Some(id));
                let below = || spare.iter().position(|spare| *spare == id).map(|at| premises.len() + at);
                beside.or_else(below).map(|at| ChoiceId::letter(at).to_string())
            };
            weights::write_pairs(weighed, right, premise, response, "lainnya")
        }
        (Interaction::Gaps { gaps }, _, Scoring::Gaps(weighed)) => {
            let row = |id: &GapId| gaps.iter().position(|gap| gap.id == *id).map(|at| (at + 1).to_string());
            weights::write_gaps(weighed, gaps.iter().map(|gap| &gap.id), row)
        }
        _ => None,
    }
}

/// Responses that no premise has.
fn spare<'a>(
    responses: &'a [Choice],
    pairs: &'a BTreeMap<ChoiceId, ChoiceId>,
) -> impl Iterator<Item = &'a Choice> + use<'a> {
    responses.iter().filter(|response| !pairs.values().any(|id| *id == response.id))
}

fn shuffled(f: Fields, shuffle: bool) -> Fields {
    if shuffle { f.with("acak", "ya") } else { f }
}

/// Choices in rows from the first on.
fn choices(mut f: Fields, choices: &[Choice]) -> Fields {
    for (n, choice) in (1..).zip(choices) {
        f = f.with(&RowNames::of(n).text, shown(&choice.content));
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
            let f = words.iter().fold(f, |f, n| f.with("kata", n));
            aspects(minutes.iter().fold(f, |f, n| f.with("lama", n)), rubric)
        }
        (Interaction::Upload { endings, files }, Answer::Rubric(rubric)) => {
            aspects(f.with("akhiran", endings.join(", ")).with("berkas-banyak", files), rubric)
        }
        (Interaction::Oral { minutes }, Answer::Rubric(rubric)) => {
            aspects(minutes.iter().fold(f, |f, n| f.with("lama", n)), rubric)
        }
        (Interaction::Hotspot { picture, areas, most }, Answer::Areas(right)) => {
            spots(pictured(f, picture).with("paling", most), areas, right)
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
    let words = |id: &ChoiceId| responses.iter().find(|r| r.id == *id).map(|r| shown(&r.content)).unwrap_or_default();
    f = choices(f, premises);
    for (n, premise) in (1..).zip(premises) {
        f = f.with(&RowNames::of(n).partner, pairs.get(&premise.id).map(&words).unwrap_or_default());
    }
    let mut rows = premises.len();
    // A response that no premise has stands in a row without one.
    for spare in spare(responses, pairs) {
        rows += 1;
        f = f.with(&RowNames::of(rows).partner, shown(&spare.content));
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

/// A rubric: a row for each aspect, its bands beside each other.
fn aspects(f: Fields, rubric: &Rubric) -> (Fields, usize) {
    let mut f = f.with("model", shown(&rubric.model));
    for (n, aspect) in (1..).zip(&rubric.aspects) {
        let names = RowNames::of(n);
        f = f.with(&names.aspect, &aspect.title);
        for (band, level) in (1..).zip(&aspect.levels) {
            let (score, words) = names.band(band);
            f = f.with(&score, level.score.normalize()).with(&words, &level.description);
        }
    }
    (f, rubric.aspects.len())
}

/// The picture of a question about places on it.
pub(super) fn pictured(f: Fields, picture: &Picture) -> Fields {
    let size = [("gambar-lebar", picture.width), ("gambar-tinggi", picture.height)];
    let f = f.with("gambar", &picture.file).with("gambar-kata", &picture.alt);
    size.into_iter().fold(f, |f, (name, n)| match n {
        Some(n) => f.with(name, n),
        None => f,
    })
}

/// Areas in rows: those that are outlined, else those that are to be found.
fn spots(mut f: Fields, areas: &[Area], right: &[Shape]) -> (Fields, usize) {
    if areas.is_empty() {
        for (n, shape) in (1..).zip(right) {
            f = area(f, n, shape).with("kunci", n);
        }
        return (f, right.len());
    }
    f = f.with("garis", "ya");
    for (n, outlined) in (1..).zip(areas) {
        f = area(f, n, &outlined.shape).with(&RowNames::of(n).partner, &outlined.label);
        if right.contains(&outlined.shape) {
            f = f.with("kunci", n);
        }
    }
    (f, areas.len())
}

fn area(f: Fields, n: usize, shape: &Shape) -> Fields {
    let names = RowNames::of(n);
    let (word, points) = words(shape);
    f.with(&names.shape, word).with(&names.points, points)
}
