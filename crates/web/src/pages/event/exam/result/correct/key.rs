//! The key of a question as it is said on the page, in fields of its kind: options, steps by their letters, a response
//! for each premise, one more text for a gap, areas of a picture.

use certification::refusal::Refusal;
use exam::item::{Answer as KeyAnswer, ChoiceId, GapKey, Interaction, Item, Shape};
use workflow::exam_result::Mended;

use crate::{
    form::Fields,
    pages::bank::area::{from_line, words},
};

/// An option of the chosen question.
#[derive(Debug, Clone)]
pub(in super::super) struct Choice {
    pub value: String,
    /// Its words; nothing for true and false, whose words are the page's.
    pub words: String,
    /// It is right by the key in force.
    pub key: bool,
}

/// A premise, its field and the response that is right now.
#[derive(Debug, Clone)]
pub(in super::super) struct Pair {
    pub field: String,
    pub words: String,
    pub now: String,
}

/// A gap, its field and what is right now.
#[derive(Debug, Clone)]
pub(in super::super) struct GapField {
    pub field: String,
    pub name: String,
    pub now: String,
}

/// The field of a premise or gap.
fn field(of: impl std::fmt::Display) -> String {
    format!("kunci-{of}")
}

/// The key as it was said, in the fields of its kind of question.
pub(super) fn key_said(item: &Item, fields: &Fields) -> Result<Mended, Refusal> {
    let text = |of: &dyn std::fmt::Display| fields.value(&field(of)).trim().to_owned();
    Ok(match (&item.question.interaction, &item.key.answer) {
        (Interaction::Matching { premises, .. }, KeyAnswer::Pairs(_)) => {
            let said = premises.iter().map(|premise| (premise.id.clone(), text(&premise.id)));
            let named = said.filter(|(_, response)| !response.is_empty());
            let pair = |(premise, response): (ChoiceId, String)| {
                let response = ChoiceId::new(response).map_err(|_| Refusal::new("rescore.nothing"))?;
                Ok((premise, response))
            };
            Mended::Pairs(named.map(pair).collect::<Result<_, Refusal>>()?)
        }
        (Interaction::Gaps { gaps }, KeyAnswer::Gaps(_)) => {
            let said = gaps.iter().map(|gap| (gap.id.clone(), text(&gap.id)));
            Mended::Gaps(said.filter(|(_, text)| !text.is_empty()).collect())
        }
        (Interaction::Ordering { steps, .. }, KeyAnswer::Order(_)) => {
            let letters = fields.value("kunci").chars().filter(char::is_ascii_alphabetic);
            let place = |letter: char| u32::from(letter.to_ascii_uppercase()).checked_sub(u32::from('A'));
            let step = |letter| steps.get(usize::try_from(place(letter)?).ok()?).map(|step| step.id.to_string());
            let named: Option<Vec<String>> = letters.map(step).collect();
            Mended::Key(named.ok_or_else(|| Refusal::new("rescore.order"))?)
        }
        (Interaction::Hotspot { areas, .. }, KeyAnswer::Areas(_)) if areas.is_empty() => {
            let lines = fields.value("kunci").lines().filter(|line| !line.trim().is_empty());
            let shapes: Option<Vec<Shape>> = lines.map(from_line).collect();
            Mended::Areas(shapes.ok_or_else(|| Refusal::new("rescore.area"))?)
        }
        (Interaction::Hotspot { areas, .. }, KeyAnswer::Areas(_)) => {
            let named = areas.iter().filter(|area| fields.has("kunci", &area.id.to_string()));
            Mended::Areas(named.map(|area| area.shape.clone()).collect())
        }
        _ => Mended::Key(fields.values("kunci").map(str::to_owned).collect()),
    })
}

/// What can be chosen, where the key names options, steps or areas.
pub(super) fn choices(item: &Item) -> Vec<Choice> {
    match (&item.question.interaction, &item.key.answer) {
        (Interaction::Single { options, .. } | Interaction::Multiple { options, .. }, key) => {
            let right = |id: &exam::item::ChoiceId| match key {
                KeyAnswer::Choice(choice) => choice == id,
                KeyAnswer::Choices(choices) => choices.contains(id),
                _ => false,
            };
            let choice = |option: &exam::item::Choice| Choice {
                value: option.id.to_string(),
                words: option.content.words(),
                key: right(&option.id),
            };
            options.iter().map(choice).collect()
        }
        (Interaction::Ordering { steps, .. }, _) => (0..)
            .zip(steps)
            .map(|(at, step)| Choice {
                value: ChoiceId::letter(at).to_string(),
                words: step.content.words(),
                key: false,
            })
            .collect(),
        (Interaction::TrueFalse, KeyAnswer::Truth(truth)) => [true, false]
            .map(|value| Choice { value: value.to_string(), words: String::new(), key: *truth == value })
            .to_vec(),
        (Interaction::Hotspot { areas, .. }, KeyAnswer::Areas(right)) => {
            let choice = |area: &exam::item::Area| Choice {
                value: area.id.to_string(),
                words: if area.label.is_empty() { line(&area.shape) } else { area.label.clone() },
                key: right.contains(&area.shape),
            };
            areas.iter().map(choice).collect()
        }
        _ => Vec::new(),
    }
}

/// Letters of the steps in the order that is right now.
pub(super) fn ordered(item: &Item) -> Option<String> {
    let (Interaction::Ordering { steps, .. }, KeyAnswer::Order(order)) = (&item.question.interaction, &item.key.answer)
    else {
        return None;
    };
    let letter = |id: &ChoiceId| steps.iter().position(|step| step.id == *id).map(ChoiceId::letter);
    Some(order.iter().filter_map(letter).map(|letter| letter.to_string()).collect::<Vec<_>>().join(" "))
}

/// Premises with the response that is right now, and what there is to be matched with.
pub(super) fn matched(item: &Item) -> (Vec<Pair>, Vec<(String, String)>) {
    let (Interaction::Matching { premises, responses, .. }, KeyAnswer::Pairs(key)) =
        (&item.question.interaction, &item.key.answer)
    else {
        return (Vec::new(), Vec::new());
    };
    let pair = |premise: &exam::item::Choice| Pair {
        field: field(&premise.id),
        words: premise.content.words(),
        now: key.get(&premise.id).map(ToString::to_string).unwrap_or_default(),
    };
    let responses = responses.iter().map(|response| (response.id.to_string(), response.content.words()));
    (premises.iter().map(pair).collect(), responses.collect())
}

pub(super) fn gap_fields(item: &Item) -> Vec<GapField> {
    let (Interaction::Gaps { gaps }, KeyAnswer::Gaps(keys)) = (&item.question.interaction, &item.key.answer) else {
        return Vec::new();
    };
    let now = |key: &GapKey| match key {
        GapKey::Text(texts) => texts.accepted.iter().map(|one| one.text.clone()).collect::<Vec<_>>().join("; "),
        GapKey::Numbers(numbers) => {
            numbers.iter().map(|one| one.value.normalize().to_string()).collect::<Vec<_>>().join("; ")
        }
    };
    let gap = |gap: &exam::item::Gap| GapField {
        field: field(&gap.id),
        name: gap.id.to_string(),
        now: keys.get(&gap.id).map(now).unwrap_or_default(),
    };
    gaps.iter().map(gap).collect()
}

/// An area as it is typed.
fn line(shape: &Shape) -> String {
    let (word, points) = words(shape);
    format!("{word} {points}")
}

/// Areas that are right now, a line each, where nothing is outlined to choose from.
pub(super) fn places(item: &Item) -> Option<String> {
    let (Interaction::Hotspot { areas, .. }, KeyAnswer::Areas(right)) = (&item.question.interaction, &item.key.answer)
    else {
        return None;
    };
    let lines: Vec<String> = right.iter().map(line).collect();
    areas.is_empty().then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use exam::item::{Area, Content, ItemId, Key, Language, MediaName, Picture, Point, Question, Scoring};
    use workflow::exam_result::{Correction, correction};

    use super::*;

    fn square(at: u32) -> Shape {
        Shape::Rectangle(Point { x: at, y: at }, Point { x: at + 10, y: at + 10 })
    }

    /// Two areas of a picture, of which the first is right; outlined or not.
    fn picture(outlined: bool) -> Item {
        let area = |name: &str, at: u32| {
            let id = ChoiceId::new(name.to_owned()).unwrap();
            Area { id, shape: square(at), label: String::new() }
        };
        let areas = if outlined { vec![area("A", 0), area("B", 50)] } else { Vec::new() };
        let file = MediaName::new("peta.png").unwrap();
        let picture = Picture { file, alt: "peta".to_owned(), width: Some(100), height: Some(100) };
        let question = Question {
            language: Language::Id,
            stimulus: None,
            stem: Content::plain("Di mana?"),
            interaction: Interaction::Hotspot { picture, areas, most: 1 },
            points: 1.into(),
        };
        let key = Key {
            answer: KeyAnswer::Areas(vec![square(0)]),
            scoring: Scoring::default(),
            rationales: BTreeMap::new(),
            explanation: Content::default(),
        };
        Item::new(ItemId::new("X.1").unwrap(), String::new(), question, key)
    }

    #[test]
    fn areas_of_a_picture_are_chosen_where_they_are_outlined_and_typed_where_not() {
        let right = |item: &Item, said: &str| -> Result<KeyAnswer, String> {
            let mended = key_said(item, &Fields::new().with("kunci", said)).map_err(|refusal| refusal.code)?;
            match correction(item, &mended).map_err(|refusal| refusal.code)? {
                Correction::Key(key) => Ok(key.answer),
                _ => Err("no key".to_owned()),
            }
        };
        for (outlined, said, told) in [
            (true, "B", Ok(50)),
            (true, "A", Err("rescore.same-key")),
            (true, "", Err("rescore.nothing")),
            (false, "50,50 60,60\n", Ok(50)),
            (false, "rectangle 0,0 10,10", Err("rescore.same-key")),
            (false, "50,50", Err("rescore.area")),
            (false, " \n ", Err("rescore.nothing")),
        ] {
            let got = right(&picture(outlined), said);
            match told {
                Ok(at) => assert!(got.as_ref().is_ok_and(|key| *key == KeyAnswer::Areas(vec![square(at)])), "{said}"),
                Err(code) => assert!(got.as_ref().is_err_and(|refusal| refusal == code), "{said}: {got:?}"),
            }
        }
        assert_eq!(places(&picture(false)).as_deref(), Some("kotak 0,0 10,10"));
        assert_eq!(places(&picture(true)), None);
        let offered: Vec<_> = choices(&picture(true)).into_iter().map(|c| (c.words, c.key)).collect();
        assert_eq!(offered, [("kotak 0,0 10,10".to_owned(), true), ("kotak 50,50 60,60".to_owned(), false)]);
    }
}
