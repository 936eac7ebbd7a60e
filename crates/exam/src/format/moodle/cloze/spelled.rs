//! How Moodle spells an embedded answer, `{1:SHORTANSWER:=text~%50%other#said of it}`: where it begins and ends, what its
//! signs mean, and writing it.

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::super::super::gift;
use crate::item::{Accepted, Block, Content, GapKey, Inline, NumberKey};

/// The most letters of a gap that other inlines are looked for in.
const LONGEST: usize = 4_000;

/// A line whose gaps are whole: editors put line breaks into them, and markup into what is said of an answer.
pub(super) fn joined(line: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(line.len());
    // A gap that has begun and is not closed.
    let mut open = String::new();
    for inline in line {
        match inline {
            Inline::Text(text) => open.push_str(&text),
            Inline::Break if !open.is_empty() => open.push('\n'),
            other if in_feedback(&open) => open.push_str(&Content(vec![Block::Paragraph(vec![other])]).words()),
            other => {
                push_text(&mut open, &mut out);
                out.push(other);
            }
        }
        let at = unclosed(&open).filter(|at| open.len() - at <= LONGEST).unwrap_or(open.len());
        let gap = open.split_off(at);
        push_text(&mut open, &mut out);
        open = gap;
    }
    push_text(&mut open, &mut out);
    out
}

/// Moves a text to the end of a line.
pub(super) fn push_text(text: &mut String, out: &mut Vec<Inline>) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(last)) => last.push_str(text),
        _ => out.push(Inline::Text(text.clone())),
    }
    text.clear();
}

/// Where a gap begins that is not closed.
fn unclosed(text: &str) -> Option<usize> {
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let from = rest.get(at..)?;
        rest = match head(from) {
            Some((_, _, body)) => match body_end(body) {
                Some((_, after)) => after,
                None => return Some(text.len() - from.len()),
            },
            None => from.get(1..)?,
        };
    }
    None
}

/// The last answer is over and something is said of it.
fn in_feedback(gap: &str) -> bool {
    let Some((_, _, body)) = head(gap) else { return false };
    let (mut said, mut escaped) = (false, false);
    for c in body.chars() {
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            '~' if !escaped => said = false,
            '#' if !escaped => said = true,
            _ => {}
        }
        escaped = false;
    }
    said
}

/// `{2:SHORTANSWER:` and what follows.
pub(super) fn head(from: &str) -> Option<(u32, &str, &str)> {
    let inner = from.strip_prefix('{')?;
    let (weight, rest) = split_near(inner, 8)?;
    let (kind, body) = split_near(rest, 24)?;
    let weight = if weight.is_empty() { 1 } else { weight.parse().ok().filter(|w| *w > 0)? };
    let shaped = !kind.is_empty() && kind.len() <= 20 && kind.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    shaped.then_some((weight, kind, body))
}

/// An embedded answer that was not understood, from its beginning: within code or the words of a picture, with blanks, in
/// small letters, with a weight that is none.
pub(super) fn left(text: &str) -> Option<&str> {
    text.match_indices('{').find_map(|(at, _)| {
        let from = text.get(at..)?;
        let (weight, rest) = split_near(from.get(1..)?, 24)?;
        let kind = rest.trim_start().split(|c: char| !(c.is_ascii_alphabetic() || c == '_')).next()?;
        let is_weight = weight.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '-'));
        let behind = rest.trim_start().get(kind.len()..)?.trim_start();
        (is_weight && !kind.is_empty() && behind.starts_with([':', '}'])).then_some(from)
    })
}

/// What stands before and behind a colon among the first signs. Looking no further keeps a text of braces cheap.
fn split_near(text: &str, signs: usize) -> Option<(&str, &str)> {
    let (at, _) = text.char_indices().take(signs).find(|(_, c)| *c == ':')?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The answers and what follows their unescaped `}`.
pub(super) fn body_end(body: &str) -> Option<(&str, &str)> {
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            '\\' if !escaped => escaped = true,
            '}' if !escaped => return Some((body.get(..at)?, body.get(at + 1..)?)),
            _ => escaped = false,
        }
    }
    None
}

/// Answers between unescaped `~`, without their feedback, and whether there was any. Escapes are resolved, except that
/// an escaped star keeps its backslash.
pub(super) fn split(answers: &str) -> Vec<(String, bool)> {
    let mut out = vec![(String::new(), false)];
    let mut feedback = false;
    let mut signs = answers.chars().peekable();
    while let Some(c) = signs.next() {
        let (c, escaped) = match (c, signs.peek()) {
            ('\\', Some(next @ ('}' | '#' | '~' | '/' | '"' | '\\'))) => {
                let next = *next;
                signs.next();
                (next, true)
            }
            (c, _) => (c, false),
        };
        match c {
            '~' if !escaped => {
                feedback = false;
                out.push((String::new(), false));
            }
            '#' if !escaped => feedback = true,
            c => {
                if let Some((text, said)) = out.last_mut() {
                    if feedback {
                        *said |= !c.is_whitespace();
                    } else {
                        text.push(c);
                    }
                }
            }
        }
    }
    if out.first().is_some_and(|(text, _)| text.trim().is_empty()) {
        out.remove(0);
    }
    out
}

pub(super) fn weighed(text: &str) -> Result<(Decimal, &str), Refusal> {
    let text = text.trim();
    if let Some(text) = text.strip_prefix('=') {
        return Ok((Decimal::ONE, text.trim()));
    }
    let Some(rest) = text.strip_prefix('%') else { return Ok((Decimal::ZERO, text)) };
    let (percent, text) = rest.split_once('%').ok_or_else(|| Refusal::new("gift.weight"))?;
    let percent = gift::number(percent).filter(|n| n.abs() <= Decimal::ONE_HUNDRED);
    let percent = percent.ok_or_else(|| Refusal::new("gift.weight"))?;
    Ok(((percent / Decimal::ONE_HUNDRED).normalize(), text.trim()))
}

/// The most that a gap counts in what is written; more has no place before the kind.
pub(in super::super) const MOST: i64 = 9_999;

/// A gap as Moodle embeds it.
pub(in super::super) fn written(key: &GapKey, weight: Decimal) -> String {
    let share = |share: Decimal| match share == Decimal::ONE {
        true => "=".to_owned(),
        false => format!("%{}%", gift::percent(share)),
    };
    let (kind, answers): (&str, Vec<String>) = match key {
        GapKey::Text(texts) => {
            let kind = if texts.case_sensitive { "SHORTANSWER_C" } else { "SHORTANSWER" };
            let text = |accepted: &Accepted| format!("{}{}", share(accepted.share), escaped(&accepted.text));
            (kind, texts.accepted.iter().map(text).collect())
        }
        GapKey::Numbers(numbers) => {
            let number = |n: &NumberKey| format!("{}{}:{}", share(n.share), n.value, n.tolerance);
            ("NUMERICAL", numbers.iter().map(number).collect())
        }
    };
    format!("{{{weight}:{kind}:{}}}", answers.join("~"))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '}' | '#' | '~' | '/' | '"' | '\\' | '*') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
