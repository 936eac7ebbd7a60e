//! How a card is answered and what is right: options and key read together.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    Card, Field,
    field::plain,
    kind::Kind,
    rubric, scoring,
    text::{alternatives, marked, number, place_gaps, whole, yes_or_no},
};
use crate::{
    format::report::brief,
    item::{
        Accepted, Answer, Block, Choice, ChoiceId, Content, Gap, GapId, GapKey, Inline, Interaction, NumberKey,
        Scoring, TextKey, content::Part, weights,
    },
};

/// The most letters of a short answer whose card names no limit.
const LETTERS: u32 = 255;

/// The interaction, the right answer and its scoring; gaps are put into the stem.
pub(super) fn read(card: &Card, kind: Kind, stem: &mut Content) -> Result<(Interaction, Answer, Scoring), Refusal> {
    let key = card.words(Field::Key);
    let judged = matches!(kind, Kind::Essay | Kind::Upload | Kind::Oral);
    let by_people = yes_or_no(card, Field::People)?.unwrap_or(false);
    if key.is_empty() && !judged && !by_people {
        return Err(Refusal::new("card.no-key"));
    }
    // Its letters alone would say something else: ten to the second is no hundred and two.
    if !judged && formed(&card.content(Field::Key)) {
        return Err(unreadable(&key));
    }
    let shuffle = yes_or_no(card, Field::Shuffle)?.unwrap_or(true);
    let options = choices(card, |field| match field {
        Field::Option(at) => Some(ChoiceId::letter(usize::from(at))),
        _ => None,
    });
    let (interaction, answer) = match kind {
        Kind::Single => {
            let right = single(&key, &options)?;
            (Interaction::Single { options, shuffle }, Answer::Choice(right))
        }
        Kind::Multiple => {
            let right: BTreeSet<ChoiceId> = many(&key, &options)?.into_iter().collect();
            let (least, most) = bounds(card, options.len())?;
            (Interaction::Multiple { options, least, most, shuffle }, Answer::Choices(right))
        }
        Kind::TrueFalse => (Interaction::TrueFalse, Answer::Truth(truth(&key).ok_or_else(|| unreadable(&key))?)),
        Kind::Matching => {
            let premises = choices(card, |field| match field {
                Field::Premise(number) => ChoiceId::new(number.to_string()).ok(),
                _ => None,
            });
            let pairs = pairs(&key, &premises, &options)?;
            (Interaction::Matching { premises, responses: options, shuffle }, Answer::Pairs(pairs))
        }
        Kind::Ordering => {
            let order = many(&key, &options)?;
            (Interaction::Ordering { steps: options, shuffle }, Answer::Order(order))
        }
        Kind::Gaps | Kind::Number => gaps(card, &key, kind == Kind::Number, stem)?,
        Kind::ShortAnswer => {
            let letters = whole(card, Field::Limit)?.unwrap_or(LETTERS);
            (Interaction::ShortAnswer { letters }, Answer::Texts(texts(card, &key)?))
        }
        Kind::Essay => {
            let (words, minutes) = (whole(card, Field::Limit)?, whole(card, Field::Minutes)?);
            (Interaction::Essay { words, minutes }, rubric(card)?)
        }
        Kind::Upload => {
            let endings = card.words(Field::Endings);
            let endings = endings.split([',', ';', ' ', '\n']).map(|e| e.trim().trim_start_matches('.').to_lowercase());
            let endings = endings.filter(|ending| !ending.is_empty()).collect();
            (Interaction::Upload { endings, files: whole(card, Field::Limit)?.unwrap_or(1) }, rubric(card)?)
        }
        Kind::Oral => (Interaction::Oral { minutes: whole(card, Field::Minutes)? }, rubric(card)?),
    };
    let scoring = scoring(card, &interaction, &answer)?;
    if agree(&answer, &scoring) { Ok((interaction, answer, scoring)) } else { Err(Refusal::new("card.key-disagrees")) }
}

/// What options, pairs or gaps count: `A=1; C=-0,5`, `1=2; 2-D=1; lainnya=-1`, `[[kata]]=2; [[hari]]=1`.
pub(super) fn weighed(text: &str, interaction: &Interaction, answer: &Answer) -> Result<Scoring, Refusal> {
    let fault = || super::unknown(Field::Scoring, text);
    let id = |name: &str| ChoiceId::new(name.to_ascii_uppercase()).ok();
    match (interaction, answer) {
        (Interaction::Matching { .. }, Answer::Pairs(right)) => {
            let weights = weights::read_pairs(text, right, id, id).ok_or_else(fault)?;
            Ok(Scoring::of_pairs(weights, right))
        }
        (Interaction::Gaps { gaps }, Answer::Gaps(_)) => {
            let bare = |name: &str| name.strip_prefix("[[").and_then(|name| name.strip_suffix("]]")).map(str::to_owned);
            let named = |name: &str| GapId::new(bare(name).unwrap_or_else(|| name.to_owned())).ok();
            let weights = weights::read_gaps(text, gaps.iter().map(|gap| &gap.id), named).ok_or_else(fault)?;
            Ok(Scoring::of_gaps(weights))
        }
        _ => Ok(Scoring::Weights(super::text::weights(text)?)),
    }
}

/// What is right brings as much as any answer can.
fn agree(answer: &Answer, scoring: &Scoring) -> bool {
    if let (Answer::Pairs(right), Scoring::Pairs(weights)) = (answer, scoring) {
        return weights.best(right);
    }
    let Scoring::Weights(weights) = scoring else { return true };
    // What is out of bounds is refused as such.
    let bounded = |weight: &Decimal| (*weight).clamp(Decimal::NEGATIVE_ONE, Decimal::ONE);
    let brings = |id: &ChoiceId| weights.get(id).map(bounded).unwrap_or_default();
    let (sum, most): (Decimal, Decimal) = match answer {
        Answer::Choice(right) => (brings(right), weights.values().map(bounded).max().unwrap_or_default()),
        Answer::Choices(right) => {
            let positive = weights.values().map(bounded).filter(|weight| *weight > Decimal::ZERO);
            (right.iter().map(brings).sum(), positive.sum::<Decimal>().min(Decimal::ONE))
        }
        _ => return true,
    };
    // Thirds do not add up exactly.
    sum > Decimal::ZERO && most - sum < Decimal::new(1, 3)
}

/// Something is raised, lowered or a formula.
fn formed(content: &Content) -> bool {
    let mut found = false;
    content.walk(&mut |part| {
        found |= matches!(
            part,
            Part::Inline(Inline::Sup(_) | Inline::Sub(_) | Inline::Math(_)) | Part::Block(Block::Formula(_))
        );
    });
    found
}

fn unreadable(key: &str) -> Refusal {
    Refusal::new("card.key").with("key", brief(key, 60))
}

fn choices(card: &Card, name: impl Fn(Field) -> Option<ChoiceId>) -> Vec<Choice> {
    let shown = card.fields.iter().filter(|(_, content)| !content.is_empty());
    shown.filter_map(|(field, content)| Some(Choice { id: name(*field)?, content: content.clone() })).collect()
}

/// The letters of a key: `B`, `A, C`, `A dan C`, `ACD`. None when it says something else.
pub(super) fn letters(key: &str) -> Option<Vec<char>> {
    let words: Vec<String> = plain(key).split(' ').map(str::to_owned).collect();
    let mut out = Vec::new();
    for word in &words {
        let run = words.len() == 1 && key.chars().all(|c| !c.is_ascii_lowercase());
        match word.as_str() {
            "dan" | "and" => {}
            word if (word.len() == 1 || run) && word.bytes().all(|b| b.is_ascii_lowercase()) => {
                out.extend(word.to_ascii_uppercase().chars());
            }
            _ => return None,
        }
    }
    Some(out).filter(|letters| !letters.is_empty() && letters.len() <= 26)
}

fn known(letter: char, options: &[Choice]) -> Result<ChoiceId, Refusal> {
    let found = options.iter().find(|option| option.id.as_str() == letter.to_string());
    found.map(|option| option.id.clone()).ok_or_else(|| Refusal::new("card.key-no-option").with("key", letter))
}

/// One letter, also with the option's own words behind it, or the words alone where only one option says them.
fn single(key: &str, options: &[Choice]) -> Result<ChoiceId, Refusal> {
    if let Some([letter]) = letters(key).as_deref() {
        return known(*letter, options);
    }
    let says = |text: &str| plain(text);
    let worded: Vec<&Choice> = options
        .iter()
        .filter(|option| {
            let words = says(&option.content.words());
            !words.is_empty() && (says(key) == words || says(key) == says(&format!("{} {words}", option.id)))
        })
        .collect();
    match worded.as_slice() {
        [only] => Ok(only.id.clone()),
        _ => Err(unreadable(key)),
    }
}

fn many(key: &str, options: &[Choice]) -> Result<Vec<ChoiceId>, Refusal> {
    letters(key).ok_or_else(|| unreadable(key))?.into_iter().map(|letter| known(letter, options)).collect()
}

/// `1-3`: the fewest and the most that may be chosen; one to all where nothing is said.
fn bounds(card: &Card, options: usize) -> Result<(u32, u32), Refusal> {
    let text = card.words(Field::Choose);
    let fault = || super::unknown(Field::Choose, &text);
    if text.is_empty() {
        return Ok((1, u32::try_from(options).unwrap_or(u32::MAX)));
    }
    let (least, most) = text.split_once(['-', '–']).unwrap_or((&text, &text));
    Ok((least.trim().parse().map_err(|_| fault())?, most.trim().parse().map_err(|_| fault())?))
}

/// Whether a key says true or false.
pub(super) fn truth(key: &str) -> Option<bool> {
    match plain(key).as_str() {
        "benar" | "b" | "true" | "betul" => Some(true),
        "salah" | "s" | "false" => Some(false),
        _ => None,
    }
}

/// `1-C, 2-A`.
fn pairs(key: &str, premises: &[Choice], responses: &[Choice]) -> Result<BTreeMap<ChoiceId, ChoiceId>, Refusal> {
    let mut out = BTreeMap::new();
    for pair in key.split([',', ';', '\n']).map(str::trim).filter(|pair| !pair.is_empty()) {
        let mut sides = pair.split(['-', '–', '=', ':', '>', '→']).map(str::trim).filter(|side| !side.is_empty());
        let (Some(premise), Some(response), None) = (sides.next(), sides.next(), sides.next()) else {
            return Err(unreadable(key));
        };
        let premise = premises.iter().find(|choice| choice.id.as_str() == premise);
        let premise = premise.ok_or_else(|| unreadable(key))?;
        let letter = match letters(response).as_deref() {
            Some([letter]) => *letter,
            _ => return Err(unreadable(key)),
        };
        if out.insert(premise.id.clone(), known(letter, responses)?).is_some() {
            return Err(unreadable(key));
        }
    }
    Ok(out)
}

fn gaps(card: &Card, key: &str, number: bool, stem: &mut Content) -> Result<(Interaction, Answer), Refusal> {
    let shown = place_gaps(stem);
    let mut keys: BTreeMap<GapId, GapKey> = BTreeMap::new();
    let mut order = Vec::new();
    let mut add = |id: GapId, text: &str| {
        let key = gap_key(card, text, number)?;
        order.push(id.clone());
        match keys.insert(id, key) {
            Some(_) => Err(unreadable(text)),
            None => Ok(()),
        }
    };
    match marked(key) {
        Some((before, mut name, mut rest)) if before.trim().is_empty() => loop {
            match marked(rest) {
                Some((text, next, after)) => {
                    add(std::mem::replace(&mut name, next), text)?;
                    rest = after;
                }
                None => {
                    add(name, rest)?;
                    break;
                }
            }
        },
        _ => add(shown.first().cloned().unwrap_or_else(|| GapId::letter(0)), key)?,
    }
    let follows = shown.is_empty() && order.len() == 1;
    let names: BTreeSet<&GapId> = shown.iter().collect();
    let odd = shown.iter().find(|gap| !keys.contains_key(gap)).or(order.iter().find(|gap| !names.contains(gap)));
    if let Some(odd) = odd.filter(|_| !follows) {
        return Err(Refusal::new("card.gap").with("name", odd));
    }
    let unit = card.words(Field::Measure);
    let gap = |id: GapId| {
        let number = matches!(keys.get(&id), Some(GapKey::Numbers(_)));
        Gap { id, number, unit: unit.clone() }
    };
    let gaps = if follows { order } else { shown }.into_iter().map(gap).collect();
    Ok((Interaction::Gaps { gaps }, Answer::Gaps(keys)))
}

fn gap_key(card: &Card, text: &str, number: bool) -> Result<GapKey, Refusal> {
    match text.trim().strip_prefix('#') {
        Some(numbers) => Ok(GapKey::Numbers(self::numbers(card, numbers)?)),
        None if number => Ok(GapKey::Numbers(numbers(card, text)?)),
        None => Ok(GapKey::Text(texts(card, text)?)),
    }
}

/// What stands before an answer that brings a part of the points: `%50%`.
fn share(text: &str) -> Result<(Decimal, &str), Refusal> {
    let Some(rest) = text.strip_prefix('%') else { return Ok((Decimal::ONE, text)) };
    let (percent, rest) = rest.split_once('%').ok_or_else(|| unreadable(text))?;
    Ok((number(percent, Field::Key)? / Decimal::ONE_HUNDRED, rest.trim()))
}

fn texts(card: &Card, text: &str) -> Result<TextKey, Refusal> {
    let mut accepted = Vec::new();
    for part in alternatives(text) {
        let (share, rest) = share(&part)?;
        accepted.push(Accepted { text: rest.strip_prefix('\\').unwrap_or(rest).to_owned(), share });
    }
    Ok(TextKey {
        accepted,
        case_sensitive: yes_or_no(card, Field::Case)?.unwrap_or(false),
        marked_by_people: yes_or_no(card, Field::People)?.unwrap_or(false),
    })
}

fn numbers(card: &Card, text: &str) -> Result<Vec<NumberKey>, Refusal> {
    let common = card.words(Field::Tolerance);
    let mut out = Vec::new();
    for part in alternatives(text) {
        let (share, rest) = share(&part)?;
        let (value, tolerance) = rest.split_once('±').or_else(|| rest.split_once("+-")).unwrap_or((rest, &common));
        let tolerance = match tolerance.trim() {
            "" => Decimal::ZERO,
            text => number(text, Field::Tolerance)?,
        };
        out.push(NumberKey { value: number(value.trim(), Field::Key)?, tolerance, share });
    }
    Ok(out)
}
