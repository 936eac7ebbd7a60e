//! What stands between the braces of a GIFT question.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::{
        report::{Losses, brief},
        tags::Tags,
    },
    nothing::Nothing,
    text::{Form, Signs, Stem, content, form},
};
use crate::item::{
    Accepted, Answer, Choice, ChoiceId, Content, Gap, GapId, GapKey, Interaction, Key, Language, NumberKey, Question,
    Rubric, Scoring, TextKey, check,
};

/// An answer with its weight (a part of 1) and what is said of it.
struct Entry {
    /// Marked `=`.
    right: bool,
    weight: Option<Decimal>,
    text: Signs,
    why: Option<Signs>,
}

/// The question and its key.
pub(super) fn read(stem: &Stem, inner: &Signs, tags: &Tags, losses: &mut Losses) -> Result<(Question, Key), Refusal> {
    let (inner, general) = match last(inner, "####") {
        Some(at) => (inner.upto(at).trimmed(), Some(inner.from(at + 4).trimmed())),
        None => (inner.clone(), None),
    };
    let gap = GapId::letter(0);
    let first = inner.0.first().copied();
    let choices = inner.find("~").is_some();
    let matches = inner.find("=").is_some() && inner.find("->").is_some();
    let truth = truth(&inner);
    let fills = first == Some(('#', false)) || !(inner.is_empty() || choices || matches || truth.is_some());
    let (format, asked) = stem.content(fills.then_some(&gap), losses)?;
    let mut key = Key {
        answer: Answer::Truth(false),
        scoring: Scoring::Whole,
        rationales: BTreeMap::new(),
        explanation: Content::default(),
    };
    if let Some(general) = general {
        let (format, text) = form(&general, format);
        key.explanation = content(&text, format, losses)?;
    }
    let interaction = if inner.is_empty() {
        key.answer = Answer::Rubric(Rubric::default());
        Interaction::Essay { words: None, minutes: None }
    } else if first == Some(('#', false)) {
        let numbers = numbers(&inner.from(1).trimmed(), losses)?;
        key.answer = Answer::Gaps([(gap.clone(), GapKey::Numbers(numbers))].into());
        Interaction::Gaps { gaps: vec![Gap { id: gap, number: true, unit: String::new() }] }
    } else if choices {
        options(&inner, format, &mut key, losses)?
    } else if matches {
        pairs(&inner, format, &mut key, losses)?
    } else if let Some((right, said)) = truth {
        if said {
            losses.code("loss.feedback");
        }
        key.answer = Answer::Truth(right);
        Interaction::TrueFalse
    } else {
        let texts = texts(&inner, losses)?;
        if stem.broken() || tags.gap {
            key.answer = Answer::Gaps([(gap.clone(), GapKey::Text(texts))].into());
            Interaction::Gaps { gaps: vec![Gap { id: gap, number: false, unit: String::new() }] }
        } else {
            key.answer = Answer::Texts(texts);
            Interaction::ShortAnswer { letters: 255 }
        }
    };
    let question = Question { language: Language::Id, stimulus: None, stem: asked, interaction, points: 1.into() };
    Ok((question, key))
}

/// Where an unescaped text last stands.
fn last(signs: &Signs, text: &str) -> Option<usize> {
    let wanted: Vec<(char, bool)> = text.chars().map(|c| (c, false)).collect();
    signs.0.windows(wanted.len()).rposition(|window| window == wanted.as_slice())
}

/// `T`, `TRUE`, `F`, `FALSE`, and whether something is said of them.
fn truth(inner: &Signs) -> Option<(bool, bool)> {
    let said = inner.find("#");
    let word = said.map_or_else(|| inner.clone(), |at| inner.upto(at)).trimmed().plain();
    match word.as_str() {
        "T" | "TRUE" => Some((true, said.is_some())),
        "F" | "FALSE" => Some((false, said.is_some())),
        _ => None,
    }
}

/// Answers, each begun by an unescaped `=` or, for choices, `~`.
fn entries(inner: &Signs, choices: bool) -> Result<Vec<Entry>, Refusal> {
    let mut parts: Vec<(bool, Signs)> = Vec::new();
    let mut before = Signs::default();
    for sign in &inner.0 {
        match sign {
            ('=', false) => parts.push((true, Signs::default())),
            ('~', false) if choices => parts.push((false, Signs::default())),
            sign => parts.last_mut().map_or(&mut before, |(_, part)| part).0.push(*sign),
        }
    }
    if !before.trimmed().is_empty() {
        return Err(Refusal::new("gift.before-answers").with("text", brief(&before.plain(), 40)));
    }
    // `~=text` says the same as `=text`.
    let empty_wrong = |part: &(bool, Signs)| !part.0 && part.1.trimmed().is_empty();
    let mut kept = Vec::new();
    let mut rest = parts.into_iter().peekable();
    while let Some(part) = rest.next() {
        if empty_wrong(&part) && rest.peek().is_some_and(|(right, _)| *right) {
            continue;
        }
        kept.push(entry(part.0, &part.1.trimmed())?);
    }
    Ok(kept)
}

fn entry(right: bool, part: &Signs) -> Result<Entry, Refusal> {
    let (weight, rest) = match part.after("%") {
        Some(after) => {
            let end = after.find("%").ok_or_else(|| Refusal::new("gift.weight"))?;
            let percent = number(&after.upto(end).plain()).ok_or_else(|| Refusal::new("gift.weight"))?;
            if percent.abs() > Decimal::ONE_HUNDRED {
                return Err(Refusal::new("gift.weight"));
            }
            (Some(percent / Decimal::ONE_HUNDRED), after.from(end + 1))
        }
        None => (None, part.clone()),
    };
    let (text, why) = match rest.find("#") {
        Some(at) => (rest.upto(at), Some(rest.from(at + 1).trimmed())),
        None => (rest, None),
    };
    Ok(Entry { right, weight, text: text.trimmed(), why })
}

/// A number as GIFT, Moodle and QTI write it: digits with an optional point, and an exponent that stays within bounds.
pub(in super::super) fn number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let text = text.strip_prefix('+').unwrap_or(text);
    let plain = text.strip_prefix('-').unwrap_or(text);
    let (digits, exponent) = plain.split_once(['e', 'E']).map_or((plain, None), |(digits, e)| (digits, Some(e)));
    let shaped = plain.len() <= 40 && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    if !shaped || !digits.contains(|c: char| c.is_ascii_digit()) || digits.matches('.').count() > 1 {
        return None;
    }
    let digits = digits.strip_suffix('.').unwrap_or(digits);
    let digits = if digits.starts_with('.') { format!("0{digits}") } else { digits.to_owned() };
    let value = match exponent {
        Some(exponent) => Decimal::from_scientific(&format!("{digits}e{exponent}")).ok()?,
        None => Decimal::from_str_exact(&digits).ok()?,
    };
    Some(if text.starts_with('-') { -value } else { value })
}

/// The middle between two numbers and how far it is to either; `None` beyond what numbers can be.
pub(in super::super) fn middle(low: Option<Decimal>, high: Option<Decimal>) -> Option<(Decimal, Decimal)> {
    let (low, high) = (low?, high?);
    let half = high.checked_sub(low)? / Decimal::TWO;
    Some((low.checked_add(half)?.normalize(), half.normalize()))
}

fn options(inner: &Signs, format: Form, key: &mut Key, losses: &mut Losses) -> Result<Interaction, Refusal> {
    let entries = entries(inner, true)?;
    check::room(entries.len(), 0)?;
    let mut options = Vec::new();
    let mut weights = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let id = ChoiceId::letter(index);
        let (own, text) = form(&entry.text, format);
        options.push(Choice { id: id.clone(), content: content(&text, own, losses)? });
        if let Some(why) = entry.why.as_ref().filter(|why| !why.is_empty()) {
            let (own, text) = form(why, format);
            key.rationales.insert(id.clone(), content(&text, own, losses)?);
        }
        let given = if entry.right { Decimal::ONE } else { Decimal::ZERO };
        weights.push((id, entry.weight.unwrap_or(given)));
    }
    key.rationales.retain(|_, why| !why.is_empty());
    let single = entries.iter().any(|entry| entry.right);
    odd_weights(single, &weights, losses);
    weigh(single, weights, options, true, key)
}

/// Tells of weights that may not be meant so: a wrong option of a single choice that takes points away, where nothing
/// keeps the sum at 0 as it does for several; several options that bring all points each; right options that bring more
/// than all together, so that fewer of them are enough.
pub(in super::super) fn odd_weights(single: bool, weights: &[(ChoiceId, Decimal)], losses: &mut Losses) {
    if single && weights.iter().any(|(_, weight)| *weight < Decimal::ZERO) {
        losses.code("loss.below-zero");
    }
    let key = weights.iter().find(|(_, weight)| *weight == Decimal::ONE).map(|(id, _)| id);
    more_than_full(single, weights, key, losses);
}

/// Tells of options that bring more than they need to: several options of a single choice of which each brings all points
/// (with the one that is named as the key), right options that together bring more than all.
pub(in super::super) fn more_than_full(
    single: bool,
    weights: &[(ChoiceId, Decimal)],
    key: Option<&ChoiceId>,
    losses: &mut Losses,
) {
    let full: Vec<&str> = weights.iter().filter(|(_, w)| *w >= Decimal::ONE).map(|(id, _)| id.as_str()).collect();
    if let (Some(key), [_, _, ..], true) = (key, full.as_slice(), single) {
        losses.add(Refusal::new("loss.several-full").with("options", full.join(", ")).with("key", key));
    }
    let positive = weights.iter().map(|(_, weight)| *weight).filter(|weight| *weight > Decimal::ZERO);
    // Weights of others may be as large as numbers can be.
    let sum = positive.fold(Decimal::ZERO, Decimal::saturating_add);
    if !single && sum > Decimal::ONE + Decimal::new(1, 3) {
        let percent = sum.saturating_mul(Decimal::ONE_HUNDRED).round_dp(2).normalize();
        losses.add(Refusal::new("loss.over-full").with("sum", percent));
    }
}

/// Of answers that are typed, one brings all points; where none is accepted, the item is refused for that.
///
/// # Errors
/// `format.no-full-answer`, with what the best brings in percent.
pub(in super::super) fn full(shares: impl Iterator<Item = Decimal>) -> Result<(), Refusal> {
    match shares.max() {
        Some(best) if best < Decimal::ONE => {
            let percent = (best * Decimal::ONE_HUNDRED).round_dp(5).normalize();
            Err(Refusal::new("format.no-full-answer").with("percent", percent))
        }
        _ => Ok(()),
    }
}

/// The interaction, answer and scoring that option weights mean, as Moodle counts them.
///
/// # Errors
/// `format.no-right-option`; `format.shares` where all right options together do not bring all points.
pub(in super::super) fn weigh(
    single: bool,
    weights: Vec<(ChoiceId, Decimal)>,
    options: Vec<Choice>,
    shuffle: bool,
    key: &mut Key,
) -> Result<Interaction, Refusal> {
    let right: Vec<&ChoiceId> = weights.iter().filter(|(_, w)| *w > Decimal::ZERO).map(|(id, _)| id).collect();
    let most = weights.iter().map(|(_, weight)| *weight).max().unwrap_or_default();
    let map = || weights.iter().filter(|(_, w)| !w.is_zero()).cloned().collect::<BTreeMap<_, _>>();
    if single {
        let best = weights.iter().find(|(_, w)| *w == most).filter(|_| most == Decimal::ONE);
        let (best, _) = best.ok_or_else(|| Refusal::new("format.no-right-option"))?;
        key.answer = Answer::Choice(best.clone());
        let plain = weights.iter().all(|(id, weight)| weight.is_zero() || id == best);
        key.scoring = if plain { Scoring::Whole } else { Scoring::Weights(map()) };
        return Ok(Interaction::Single { options, shuffle });
    }
    if right.is_empty() {
        return Err(Refusal::new("format.no-right-option"));
    }
    let sum = weights.iter().map(|(_, weight)| *weight).filter(|weight| *weight > Decimal::ZERO).sum::<Decimal>();
    if sum < Decimal::ONE - Decimal::new(1, 3) {
        return Err(Refusal::new("format.shares").with("sum", (sum * Decimal::ONE_HUNDRED).round_dp(5).normalize()));
    }
    // Thirds and sevenths cannot be written as decimals; Moodle's own come within this of the part meant.
    let near = |a: Decimal, b: Decimal| (a - b).abs() < Decimal::new(1, 4);
    let share = Decimal::ONE / Decimal::from(right.len());
    let equal = weights.iter().all(|(_, w)| *w <= Decimal::ZERO || near(*w, share));
    let none_off = weights.iter().all(|(_, w)| *w >= Decimal::ZERO);
    let all_off = weights.iter().all(|(_, w)| *w > Decimal::ZERO || near(-*w, share));
    key.scoring = match (equal, none_off, all_off) {
        (true, true, _) => Scoring::Parts,
        (true, false, true) => Scoring::PartsLessWrong,
        _ => Scoring::Weights(map()),
    };
    key.answer = Answer::Choices(right.into_iter().cloned().collect::<BTreeSet<_>>());
    let most = u32::try_from(options.len()).unwrap_or(u32::MAX);
    Ok(Interaction::Multiple { options, least: 0, most, shuffle })
}

fn pairs(inner: &Signs, format: Form, key: &mut Key, losses: &mut Losses) -> Result<Interaction, Refusal> {
    let (mut premises, mut responses, mut answer) = (Vec::new(), Vec::<Choice>::new(), BTreeMap::new());
    let entries = entries(inner, false)?;
    check::room(entries.len() / 2, 0)?;
    for entry in entries {
        if entry.weight.is_some() || entry.why.is_some() {
            losses.code("loss.feedback");
        }
        let at = entry.text.find("->").ok_or_else(|| Refusal::new("gift.no-arrow"))?;
        let (left, right) = (entry.text.upto(at).trimmed(), entry.text.from(at + 2).trimmed());
        let (own, right) = form(&right, format);
        let right = content(&right, own, losses)?;
        let found = responses.iter().find(|response| response.content == right).map(|response| response.id.clone());
        let response = found.unwrap_or_else(|| {
            let id = ChoiceId::letter(responses.len());
            responses.push(Choice { id: id.clone(), content: right });
            id
        });
        if left.is_empty() {
            continue;
        }
        let (own, left) = form(&left, format);
        let id = numbered(premises.len());
        premises.push(Choice { id: id.clone(), content: content(&left, own, losses)? });
        answer.insert(id, response);
    }
    key.answer = Answer::Pairs(answer);
    key.scoring = Scoring::Parts;
    Ok(Interaction::Matching { premises, responses, shuffle: true })
}

/// Premises that come without names are counted from 1.
pub(in super::super) fn numbered(index: usize) -> ChoiceId {
    ChoiceId::new(index.saturating_add(1).to_string()).unwrap_or_else(|_| ChoiceId::letter(index))
}

fn texts(inner: &Signs, losses: &mut Losses) -> Result<TextKey, Refusal> {
    let (mut accepted, mut nothing) = (Vec::new(), Nothing::default());
    let entries = entries(inner, false)?;
    check::room(0, entries.len())?;
    for entry in entries {
        if entry.why.as_ref().is_some_and(|why| !why.is_empty()) {
            losses.code("loss.feedback");
        }
        let share = entry.weight.unwrap_or(Decimal::ONE);
        if nothing.text(share, &entry.text.plain(), false, losses)? {
            accepted.push(Accepted { text: literal(&entry.text.plain())?, share });
        }
    }
    full(accepted.iter().map(|one: &Accepted| one.share))?;
    Ok(TextKey { accepted, case_sensitive: false, marked_by_people: false })
}

/// A text in which `*` would stand for anything, unless a backslash stands before it.
pub(in super::super) fn literal(text: &str) -> Result<String, Refusal> {
    let stars = text.matches('*').count();
    if stars != text.matches("\\*").count() {
        return Err(Refusal::new("format.wildcard").with("text", brief(text, 60)));
    }
    Ok(text.replace("\\*", "*"))
}

fn numbers(inner: &Signs, losses: &mut Losses) -> Result<Vec<NumberKey>, Refusal> {
    // `~#text` behind the answers is said of every other answer.
    let inner = &match inner.find("~") {
        Some(at) if inner.from(at + 1).trimmed().after("#").is_some() => {
            losses.code("loss.feedback");
            inner.upto(at).trimmed_end()
        }
        _ => inner.clone(),
    };
    let listed = inner.find("=").is_some();
    let entries = if listed { entries(inner, false)? } else { vec![entry(true, inner)?] };
    check::room(0, entries.len())?;
    let (mut out, mut nothing) = (Vec::new(), Nothing::default());
    for entry in entries {
        if entry.why.as_ref().is_some_and(|why| !why.is_empty()) {
            losses.code("loss.feedback");
        }
        let share = entry.weight.unwrap_or(Decimal::ONE);
        let text = entry.text.plain();
        if share <= Decimal::ZERO && text == "*" {
            nothing.number(share, None, losses)?;
            continue;
        }
        let fault = || Refusal::new("gift.number").with("text", brief(&text, 40));
        let (value, tolerance) = if let Some((low, high)) = text.split_once("..") {
            let (low, high) = (number(low).ok_or_else(fault)?, number(high).ok_or_else(fault)?);
            if low > high {
                return Err(fault());
            }
            middle(Some(low), Some(high)).ok_or_else(fault)?
        } else {
            match text.split_once(':') {
                Some((value, tolerance)) => (
                    number(value).ok_or_else(fault)?,
                    number(tolerance).filter(|t| !t.is_sign_negative()).ok_or_else(fault)?,
                ),
                None => (number(&text).ok_or_else(fault)?, Decimal::ZERO),
            }
        };
        if nothing.number(share, Some((value, tolerance)), losses)? {
            out.push(NumberKey { value, tolerance, share });
        }
    }
    if out.is_empty() {
        return Err(Refusal::new("gift.number").with("text", ""));
    }
    full(out.iter().map(|one| one.share))?;
    Ok(out)
}
