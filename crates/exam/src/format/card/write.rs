//! Items written as cards, so that reading them gives the same items.

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    Field,
    kind::Kind,
    text::{HTML, unplaced},
};
use crate::{
    format::{
        gift::percent,
        markup_out::{Dialect, written as marked_up},
        moodle,
        report::Losses,
    },
    item::{
        Accepted, Answer, Choice, ChoiceId, Content, GapId, GapKey, Interaction, Item, Language, NumberKey, Rubric,
        Scoring, TextKey, weights,
    },
    score::number::readings,
    xml::Node,
};

/// The most letters that a cell holds.
const LONGEST: usize = 32_000;

/// A card's fields with what they say.
type Fields = Vec<(Field, String)>;

fn cannot(what: &str) -> Refusal {
    Refusal::new("format.cannot-carry").with("what", what)
}

/// An item as a card in a language, and what readers will miss. Files do not travel with cards; that is told.
pub(in super::super) fn written(item: &Item, language: Language) -> Result<(Fields, Losses), Refusal> {
    let mut losses = Losses::default();
    if !item.media().is_empty() {
        losses.code("loss.files");
    }
    let question = &item.question;
    let mut out = vec![
        (Field::Id, item.id.to_string()),
        (Field::Title, item.title.clone()),
        (Field::Kind, kind(&question.interaction)?.name(language).to_owned()),
        (Field::Level, item.level.map(|level| level.as_str().to_owned()).unwrap_or_default()),
        (Field::Language, if question.language == Language::Id { "id" } else { "en" }.to_owned()),
        (Field::Stem, content(&question.stem)),
        (Field::Points, number(question.points)),
        (Field::Explanation, content(&item.key.explanation)),
        (Field::Enemies, item.enemies.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        (Field::Example, if item.example { said(true, language) } else { String::new() }),
    ];
    out.extend(question.stimulus.iter().map(|stimulus| (Field::Stimulus, stimulus.to_string())));
    if let Some(place) = &item.place {
        out.push((Field::Unit, place.unit.clone()));
        out.push((Field::Element, place.element.to_string()));
        out.push((Field::Criterion, place.criterion.clone()));
    }
    asked(&question.interaction, language, &mut out)?;
    right(item, language, &mut out)?;
    scoring(item, language, &mut out)?;
    for (id, why) in &item.key.rationales {
        out.push((Field::Reason(lettered(id, &question.interaction)?), content(why)));
    }
    if out.iter().any(|(_, text)| text.chars().count() > LONGEST) {
        return Err(cannot("length"));
    }
    out.retain(|(_, text)| !text.is_empty());
    Ok((out, losses))
}

/// The contents among the fields of a card, gaps written as `[[name]]`: for formats that have forms of their own.
pub(in super::super) fn contents(item: &Item) -> Result<Vec<(Field, Content)>, Refusal> {
    let interaction = &item.question.interaction;
    let mut out =
        vec![(Field::Stem, unplaced(&item.question.stem)), (Field::Explanation, unplaced(&item.key.explanation))];
    let mut all = |choices: &[Choice], field: fn(u8) -> Field| {
        out.extend((0..26).zip(choices).map(|(at, choice)| (field(at), unplaced(&choice.content))));
    };
    match interaction {
        Interaction::Single { options, .. } | Interaction::Multiple { options, .. } => all(options, Field::Option),
        Interaction::Ordering { steps, .. } => all(steps, Field::Option),
        Interaction::Matching { premises, responses, .. } => {
            all(premises, |at| Field::Premise(at + 1));
            all(responses, Field::Option);
        }
        _ => {}
    }
    for (id, why) in &item.key.rationales {
        out.push((Field::Reason(lettered(id, interaction)?), unplaced(why)));
    }
    if let Answer::Rubric(rubric) = &item.key.answer {
        out.push((Field::Key, unplaced(&rubric.model)));
    }
    Ok(out)
}

fn said(yes: bool, language: Language) -> String {
    match (yes, language) {
        (true, Language::Id) => "ya",
        (false, Language::Id) => "tidak",
        (true, Language::En) => "yes",
        (false, Language::En) => "no",
    }
    .to_owned()
}

fn kind(interaction: &Interaction) -> Result<Kind, Refusal> {
    Ok(match interaction {
        Interaction::Single { .. } => Kind::Single,
        Interaction::Multiple { .. } => Kind::Multiple,
        Interaction::TrueFalse => Kind::TrueFalse,
        Interaction::Matching { .. } => Kind::Matching,
        Interaction::Ordering { .. } => Kind::Ordering,
        Interaction::Gaps { .. } => Kind::Gaps,
        Interaction::ShortAnswer { .. } => Kind::ShortAnswer,
        Interaction::Essay { .. } => Kind::Essay,
        Interaction::Upload { .. } => Kind::Upload,
        Interaction::Oral { .. } => Kind::Oral,
        Interaction::Hotspot { .. } => return Err(cannot("hotspot")),
    })
}

/// Plain where that says it all, else HTML.
pub(in super::super) fn content(content: &Content) -> String {
    let content = unplaced(content);
    if content.is_empty() {
        return String::new();
    }
    let plain = |text: &String| !text.trim_start().starts_with(HTML) && !text.contains('\r');
    content.as_plain().filter(plain).unwrap_or_else(|| {
        let gap = |gap: &GapId| Node::Text(format!("[[{gap}]]"));
        let pen = Dialect { file: &moodle::texts::address, gap: &gap, audio: true, underline: true };
        format!("{HTML}{}", marked_up(&pen.flow(&content)))
    })
}

/// A number that can be read one way only: three decimals would look like thousands.
fn number(value: Decimal) -> String {
    let value = value.normalize();
    let text = value.to_string();
    if readings(&text, "").len() > 1 { format!("{text}0") } else { text }
}

fn options(options: &[Choice], field: impl Fn(u8) -> Field, out: &mut Fields) -> Result<(), Refusal> {
    if options.len() > 26 {
        return Err(cannot("options"));
    }
    let all = (0..26).zip(options).map(|(at, option)| (field(at), content(&option.content)));
    out.extend(all);
    Ok(())
}

fn asked(interaction: &Interaction, language: Language, out: &mut Fields) -> Result<(), Refusal> {
    let shuffled = |shuffle: bool, out: &mut Fields| {
        if !shuffle {
            out.push((Field::Shuffle, said(false, language)));
        }
    };
    let limit = |field: Field, n: &Option<u32>| n.map(|n| (field, n.to_string()));
    match interaction {
        Interaction::Single { options: all, shuffle } | Interaction::Ordering { steps: all, shuffle } => {
            options(all, Field::Option, out)?;
            shuffled(*shuffle, out);
        }
        Interaction::Multiple { options: all, least, most, shuffle } => {
            options(all, Field::Option, out)?;
            out.push((Field::Choose, format!("{least}-{most}")));
            shuffled(*shuffle, out);
        }
        Interaction::Matching { premises, responses, shuffle } => {
            options(premises, |at| Field::Premise(at + 1), out)?;
            options(responses, Field::Option, out)?;
            shuffled(*shuffle, out);
        }
        Interaction::Gaps { gaps } => {
            let unit = gaps.first().map(|gap| gap.unit.clone()).unwrap_or_default();
            out.push((Field::Measure, unit));
        }
        Interaction::ShortAnswer { letters } => out.push((Field::Limit, letters.to_string())),
        Interaction::Essay { words, minutes } => {
            out.extend(limit(Field::Limit, words));
            out.extend(limit(Field::Minutes, minutes));
        }
        Interaction::Upload { endings, files } => {
            out.push((Field::Endings, endings.join(", ")));
            out.push((Field::Limit, files.to_string()));
        }
        Interaction::Oral { minutes } => out.extend(limit(Field::Minutes, minutes)),
        Interaction::TrueFalse | Interaction::Hotspot { .. } => {}
    }
    Ok(())
}

fn place(id: &ChoiceId, choices: &[Choice]) -> Result<u8, Refusal> {
    let at = choices.iter().position(|choice| choice.id == *id);
    at.and_then(|at| u8::try_from(at).ok()).ok_or_else(|| cannot("key"))
}

fn lettered(id: &ChoiceId, interaction: &Interaction) -> Result<u8, Refusal> {
    match interaction {
        Interaction::Single { options, .. } | Interaction::Multiple { options, .. } => place(id, options),
        Interaction::Ordering { steps, .. } => place(id, steps),
        Interaction::Matching { responses, .. } => place(id, responses),
        _ => Err(cannot("key")),
    }
}

fn right(item: &Item, language: Language, out: &mut Fields) -> Result<(), Refusal> {
    let interaction = &item.question.interaction;
    let letter = |id: &ChoiceId| Ok(super::field::letter(lettered(id, interaction)?).to_string());
    let joined = |ids: Vec<Result<String, Refusal>>| -> Result<String, Refusal> {
        Ok(ids.into_iter().collect::<Result<Vec<_>, _>>()?.join(", "))
    };
    let texts = |key: &TextKey, out: &mut Fields| {
        if key.case_sensitive {
            out.push((Field::Case, said(true, language)));
        }
        if key.marked_by_people {
            out.push((Field::People, said(true, language)));
        }
    };
    let key = match &item.key.answer {
        Answer::Choice(id) => letter(id)?,
        Answer::Choices(ids) => joined(ids.iter().map(letter).collect())?,
        Answer::Order(ids) => joined(ids.iter().map(letter).collect())?,
        Answer::Truth(true) => if language == Language::Id { "benar" } else { "true" }.to_owned(),
        Answer::Truth(false) => if language == Language::Id { "salah" } else { "false" }.to_owned(),
        Answer::Pairs(pairs) => {
            let Interaction::Matching { premises, .. } = interaction else { return Err(cannot("key")) };
            let pair = |(premise, response)| Ok(format!("{}-{}", place(premise, premises)? + 1, letter(response)?));
            joined(pairs.iter().map(pair).collect())?
        }
        Answer::Gaps(keys) => {
            let first = keys.values().find_map(|key| match key {
                GapKey::Text(key) => Some(key),
                GapKey::Numbers(_) => None,
            });
            if let Some(key) = first {
                texts(key, out);
            }
            // The only gap needs no name where reading gives it the same one.
            let shown = item.question.stem.gaps().len();
            let alone = keys.len() == 1 && (shown == 1 || keys.contains_key(&GapId::letter(0)));
            let one = |(id, key): (&GapId, &GapKey)| {
                let text = match key {
                    GapKey::Text(key) => accepted(&key.accepted),
                    GapKey::Numbers(numbers) => format!("#{}", accepted_numbers(numbers)),
                };
                if alone && !text.contains("[[") { text } else { format!("[[{id}]] {text}") }
            };
            keys.iter().map(one).collect::<Vec<_>>().join("\n")
        }
        Answer::Texts(key) => {
            texts(key, out);
            accepted(&key.accepted)
        }
        Answer::Rubric(rubric) => {
            out.push((Field::Rubric, levels(rubric)));
            content(&rubric.model)
        }
        Answer::Areas(_) => return Err(cannot("hotspot")),
    };
    out.push((Field::Key, key));
    Ok(())
}

fn part(share: Decimal) -> String {
    if share == Decimal::ONE { String::new() } else { format!("%{}%", number(percent(share))) }
}

fn accepted(all: &[Accepted]) -> String {
    let one = |accepted: &Accepted| {
        let text = accepted.text.replace('|', "\\|");
        let guard = if text.starts_with(['%', '#', '\\']) { "\\" } else { "" };
        format!("{}{guard}{text}", part(accepted.share))
    };
    all.iter().map(one).collect::<Vec<_>>().join(" | ")
}

fn accepted_numbers(all: &[NumberKey]) -> String {
    let one = |key: &NumberKey| {
        let tolerance = if key.tolerance.is_zero() { String::new() } else { format!(" ± {}", number(key.tolerance)) };
        format!("{}{}{tolerance}", part(key.share), number(key.value))
    };
    all.iter().map(one).collect::<Vec<_>>().join(" | ")
}

fn levels(rubric: &Rubric) -> String {
    let mut out = Vec::new();
    for aspect in &rubric.aspects {
        out.push(format!("# {}", aspect.title));
        out.extend(aspect.levels.iter().map(|level| format!("{} | {}", number(level.score), level.description)));
    }
    out.join("\n")
}

fn scoring(item: &Item, language: Language, out: &mut Fields) -> Result<(), Refusal> {
    let text = match &item.key.scoring {
        Scoring::Whole => return Ok(()),
        Scoring::Parts => if language == Language::Id { "per bagian" } else { "parts" }.to_owned(),
        Scoring::PartsLessWrong => {
            if language == Language::Id { "bagian dikurangi salah" } else { "parts less wrong" }.to_owned()
        }
        Scoring::Weights(weights) => {
            let one = |(id, weight): (&ChoiceId, &Decimal)| {
                let letter = super::field::letter(lettered(id, &item.question.interaction)?);
                Ok(format!("{letter}={}", number(*weight)))
            };
            weights.iter().map(one).collect::<Result<Vec<_>, Refusal>>()?.join("; ")
        }
        Scoring::Pairs(weights) => {
            let (Interaction::Matching { premises, .. }, Answer::Pairs(right)) =
                (&item.question.interaction, &item.key.answer)
            else {
                return Err(cannot("scoring"));
            };
            let premise = |id: &ChoiceId| Some((place(id, premises).ok()? + 1).to_string());
            let response =
                |id: &ChoiceId| Some(super::field::letter(lettered(id, &item.question.interaction).ok()?).to_string());
            let others = if language == Language::Id { "lainnya" } else { "others" };
            weights::write_pairs(weights, right, premise, response, others).ok_or_else(|| cannot("key"))?
        }
        Scoring::Gaps(weights) => {
            let Interaction::Gaps { gaps } = &item.question.interaction else { return Err(cannot("scoring")) };
            let name = |gap: &GapId| Some(format!("[[{gap}]]"));
            weights::write_gaps(weights, gaps.iter().map(|gap| &gap.id), name).ok_or_else(|| cannot("key"))?
        }
    };
    out.push((Field::Scoring, text));
    Ok(())
}
