//! The key of a form in print (FR.IA.05B, 06B): what is right by the letters of the question sheet, where it comes from
//! and what it brings.

use certification::form::Locale;
use documents::{Blocks, KeyEntry, PrintedAspect};
use exam::{
    form::Form,
    item::{Answer, ChoiceId, GapKey, Interaction, Item, Question, Rubric, Shape},
    paper::{Laid, Paper},
};
use serde_json::json;

use super::{
    brings,
    content::Ink,
    question::{is_open, word},
};

/// The key of a form whose questions stand in the order of the form, by the letters of the paper laid out so.
pub(super) fn keys(ink: &mut Ink, form: &Form, paper: &Paper, locale: Locale) -> Vec<KeyEntry> {
    let mut out = Vec::with_capacity(form.asked().count());
    for (at, (of_form, laid)) in form.asked().zip(&paper.questions).enumerate() {
        let item = &of_form.item;
        let place =
            item.place.as_ref().map(|place| format!("{} · {}", place.unit, place.criterion)).unwrap_or_default();
        let (answer, aspects) = right(ink, item, laid, locale);
        out.push(KeyEntry {
            n: at + 1,
            open: is_open(&item.question.interaction),
            answer,
            brings: brings::sentences(item, &lettered(laid), &laid.choices, locale),
            place,
            item: format!("{}, {} {}", item.id, word(locale, "versi", "version"), of_form.version),
            points: if at < form.questions.len() {
                item.question.points.normalize().to_string()
            } else {
                word(locale, "uji coba", "on trial").to_owned()
            },
            aspects,
        });
    }
    out
}

fn right(ink: &mut Ink, item: &Item, laid: &Laid, locale: Locale) -> (Blocks, Vec<PrintedAspect>) {
    let question = &item.question;
    if let Answer::Rubric(rubric) = &item.key.answer {
        return (ink.blocks(&rubric.model, &[]), aspects(rubric));
    }
    (vec![json!(in_words(question, laid, &item.key.answer, locale))], Vec::new())
}

fn in_words(question: &Question, laid: &Laid, answer: &Answer, locale: Locale) -> String {
    match answer {
        Answer::Choice(id) => letter(laid, id),
        Answer::Choices(ids) => {
            let mut letters: Vec<String> = ids.iter().map(|id| letter(laid, id)).collect();
            letters.sort_unstable();
            letters.join(", ")
        }
        Answer::Truth(true) => word(locale, "Benar (B)", "True (T)").to_owned(),
        Answer::Truth(false) => word(locale, "Salah (S)", "False (F)").to_owned(),
        Answer::Pairs(pairs) => {
            let mut pairs: Vec<_> = pairs.iter().map(|(left, to)| (premise(laid, left), letter(laid, to))).collect();
            pairs.sort_unstable();
            pairs.iter().map(|(left, to)| format!("{left}{to}")).collect::<Vec<_>>().join(", ")
        }
        Answer::Order(ids) => ids.iter().map(|id| letter(laid, id)).collect(),
        Answer::Gaps(keys) => {
            let Interaction::Gaps { gaps } = &question.interaction else { return String::new() };
            let one = |(at, gap): (usize, &exam::item::Gap)| {
                let said = keys.get(&gap.id).map(|key| gap_key(key, locale)).unwrap_or_default();
                format!("({}) {said} {}", at + 1, gap.unit).trim_end().to_owned()
            };
            gaps.iter().enumerate().map(one).collect::<Vec<_>>().join("; ")
        }
        Answer::Areas(shapes) => shapes.iter().map(|shape| area(question, shape)).collect::<Vec<_>>().join(", "),
        Answer::Texts(key) => brings::texts(key, locale),
        Answer::Rubric(_) => String::new(),
    }
}

/// The letter of an option, response or step, as the question sheet has it.
fn letter(laid: &Laid, id: &ChoiceId) -> String {
    let choices = if laid.responses.is_empty() { &laid.choices } else { &laid.responses };
    choices.iter().position(|choice| choice == id).map_or_else(String::new, |at| ChoiceId::letter(at).to_string())
}

fn premise(laid: &Laid, id: &ChoiceId) -> usize {
    laid.choices.iter().position(|choice| choice == id).map_or(0, |at| at + 1)
}

/// Options, responses or steps with their letters on the question sheet.
fn lettered(laid: &Laid) -> Vec<(String, ChoiceId)> {
    let choices = if laid.responses.is_empty() { &laid.choices } else { &laid.responses };
    choices.iter().enumerate().map(|(at, id)| (ChoiceId::letter(at).to_string(), id.clone())).collect()
}

fn gap_key(key: &GapKey, locale: Locale) -> String {
    match key {
        GapKey::Text(key) => brings::texts(key, locale),
        GapKey::Numbers(numbers) => brings::numbers(numbers, locale),
    }
}

/// The letter of an outlined area, or where the place lies in pixels.
fn area(question: &Question, shape: &Shape) -> String {
    let Interaction::Hotspot { areas, .. } = &question.interaction else { return String::new() };
    match areas.iter().position(|area| area.shape == *shape) {
        Some(at) => ChoiceId::letter(at).to_string(),
        None => {
            let point = shape.inside();
            format!("{},{}", point.x, point.y)
        }
    }
}

fn aspects(rubric: &Rubric) -> Vec<PrintedAspect> {
    let one = |aspect: &exam::item::Aspect| PrintedAspect {
        title: aspect.title.clone(),
        levels: aspect
            .levels
            .iter()
            .map(|level| (level.score.normalize().to_string(), level.description.clone()))
            .collect(),
    };
    rubric.aspects.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use exam::item::{Choice, Content, ItemId, Language};
    use rust_decimal::Decimal;

    use super::*;

    fn ids(letters: &str) -> Vec<ChoiceId> {
        letters.chars().map(|letter| ChoiceId::new(letter.to_string()).unwrap()).collect()
    }

    /// The sheet calls what is shown first A, whatever the bank calls it; the key must say the same.
    #[test]
    fn the_key_speaks_by_the_letters_of_the_sheet() {
        let choices = |letters| -> Vec<Choice> {
            ids(letters).into_iter().map(|id| Choice { content: Content::plain(id.as_str()), id }).collect()
        };
        let said = |interaction, laid: (&str, &str), answer: &Answer| {
            let question = Question {
                language: Language::Id,
                stimulus: None,
                stem: Content::plain("Urutkan."),
                interaction,
                points: Decimal::ONE,
            };
            let laid = Laid { item: ItemId::letter(0), choices: ids(laid.0), responses: ids(laid.1) };
            in_words(&question, &laid, answer, Locale::Id)
        };
        let order = Interaction::Ordering { steps: choices("PQR"), shuffle: false };
        assert_eq!(said(order, ("QRP", ""), &Answer::Order(ids("PQR"))), "CAB");
        let pairs = Interaction::Matching { premises: choices("PQ"), responses: choices("XYZ"), shuffle: false };
        let right = ids("PQ").into_iter().zip(ids("XY")).collect();
        assert_eq!(said(pairs, ("PQ", "YZX"), &Answer::Pairs(right)), "1C, 2A");
    }
}
