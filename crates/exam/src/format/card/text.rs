//! Texts of cards: content with or without markup, numbers, lists of accepted answers, gaps written as `[[name]]`.

use std::collections::BTreeMap;

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{Card, Field, field::plain};
use crate::{
    format::{
        html,
        markup::{Markup, Own},
        moodle,
        report::{Losses, brief},
    },
    item::{Aspect, Block, ChoiceId, Content, GapId, Inline, RubricLevel},
    score::number::readings,
    xml::Element,
};

/// The most bytes between the brackets of a gap.
const LONGEST: usize = 400;

/// Says that what follows is HTML.
pub(super) const HTML: &str = "[html]";

/// What a plain text of a card says: as it stands, or HTML when it begins with `[html]`.
pub(in super::super) fn content(text: &str, losses: &mut Losses) -> Result<Content, Refusal> {
    let Some(markup) = text.trim_start().strip_prefix(HTML) else { return Ok(Content::plain(text)) };
    let nodes = html::read(markup)?;
    let file = |address: &str| moodle::texts::file(address);
    let mut own = |_: &Element, _: &mut Losses| -> Option<Own> { None };
    Ok(Markup { file: &file, own: &mut own, losses }.content(&nodes))
}

/// A number, where it can mean one number only.
pub(super) fn number(text: &str, field: Field) -> Result<Decimal, Refusal> {
    let mut found = readings(text, "");
    found.dedup();
    match found.as_slice() {
        [number] => Ok(*number),
        _ => {
            let refusal = Refusal::new("card.number").with("field", field.headings());
            Err(refusal.with("text", brief(text, 40)))
        }
    }
}

/// A whole number of a field; none when it says nothing.
pub(super) fn whole(card: &Card, field: Field) -> Result<Option<u32>, Refusal> {
    let text = card.words(field);
    if text.is_empty() {
        return Ok(None);
    }
    let fault = || Refusal::new("card.number").with("field", field.headings()).with("text", brief(&text, 40));
    u32::try_from(number(&text, field)?).ok().filter(|n| text.parse() == Ok(*n)).map(Some).ok_or_else(fault)
}

/// Yes or no; none when the field says nothing.
pub(super) fn yes_or_no(card: &Card, field: Field) -> Result<Option<bool>, Refusal> {
    let text = card.words(field);
    match plain(&text).as_str() {
        "" => Ok(None),
        "ya" | "yes" | "y" | "true" | "benar" | "1" | "x" => Ok(Some(true)),
        "tidak" | "no" | "n" | "t" | "false" | "salah" | "0" => Ok(Some(false)),
        _ => Err(super::unknown(field, &text)),
    }
}

/// What each option brings: `A=1; C=-0,5`.
pub(super) fn weights(text: &str) -> Result<BTreeMap<ChoiceId, Decimal>, Refusal> {
    let fault = || super::unknown(Field::Scoring, text);
    let one = |part: &str| {
        let (name, weight) = part.split_once('=').ok_or_else(fault)?;
        let id = ChoiceId::new(name.trim().to_ascii_uppercase()).map_err(|_| fault())?;
        Ok((id, number(weight.trim(), Field::Scoring)?))
    };
    text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(one).collect()
}

/// Parts of a text between bars or on lines of their own. A bar behind a backslash is a letter.
pub(super) fn alternatives(text: &str) -> Vec<String> {
    let (mut out, mut part, mut escaped) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        match c {
            '|' if escaped => {
                part.pop();
                part.push('|');
            }
            '|' | '\n' => out.push(std::mem::take(&mut part)),
            _ => part.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    out.push(part);
    out.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Aspects of a rubric: `# name`, then `score | description` on lines of their own.
pub(super) fn aspects(text: &str) -> Result<Vec<Aspect>, Refusal> {
    let fault = || Refusal::new("card.rubric");
    let mut out: Vec<Aspect> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix('#') {
            out.push(Aspect { title: title.trim().to_owned(), levels: Vec::new() });
        } else {
            let (score, description) = line.split_once('|').ok_or_else(fault)?;
            let score = number(score.trim(), Field::Rubric)?;
            let level = RubricLevel { score, description: description.trim().to_owned() };
            out.last_mut().ok_or_else(fault)?.levels.push(level);
        }
    }
    Ok(out)
}

/// Puts gaps where `[[name]]` stands, and says which.
pub(super) fn place_gaps(content: &mut Content) -> Vec<GapId> {
    let mut found = Vec::new();
    each_line(&mut content.0, &mut |line| {
        let mut out = Vec::with_capacity(line.len());
        for inline in std::mem::take(line) {
            match inline {
                Inline::Text(text) => split(&text, &mut out, &mut found),
                other => out.push(other),
            }
        }
        *line = out;
    });
    found
}

fn split(text: &str, out: &mut Vec<Inline>, found: &mut Vec<GapId>) {
    let push = |text: &str, out: &mut Vec<Inline>| {
        if !text.is_empty() {
            out.push(Inline::Text(text.to_owned()));
        }
    };
    let mut rest = text;
    while let Some((before, name, after)) = marked(rest) {
        push(before, out);
        out.push(Inline::Gap(name.clone()));
        found.push(name);
        rest = after;
    }
    push(rest, out);
}

/// What stands before the first `[[name]]`, its name, and what follows.
pub(super) fn marked(text: &str) -> Option<(&str, GapId, &str)> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find("[[") {
        let open = from + at;
        let inner = text.get(open + 2..)?;
        let near = inner.get(..inner.floor_char_boundary(LONGEST))?;
        let Some(close) = near.find("]]") else {
            from = open + 1;
            continue;
        };
        if let Ok(name) = GapId::new(inner.get(..close)?.trim()) {
            return Some((text.get(..open)?, name, inner.get(close + 2..)?));
        }
        from = open + 1;
    }
    None
}

/// Writes gaps as `[[name]]`.
pub(super) fn unplaced(content: &Content) -> Content {
    let mut out = content.clone();
    each_line(&mut out.0, &mut |line| {
        let mut texts: Vec<Inline> = Vec::with_capacity(line.len());
        for inline in std::mem::take(line) {
            let inline = match inline {
                Inline::Gap(gap) => Inline::Text(format!("[[{gap}]]")),
                other => other,
            };
            match (texts.last_mut(), inline) {
                (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
                (_, inline) => texts.push(inline),
            }
        }
        *line = texts;
    });
    out
}

/// Every run of inlines, inner before outer.
fn each_line(blocks: &mut [Block], change: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match block {
            Block::Paragraph(line) => within(line, change),
            Block::List { entries, .. } => entries.iter_mut().for_each(|entry| each_line(&mut entry.0, change)),
            Block::Table(table) => {
                within(&mut table.caption, change);
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| each_line(&mut cell.0, change));
            }
            Block::Quote(inner) => each_line(&mut inner.0, change),
            _ => {}
        }
    }
}

fn within(line: &mut Vec<Inline>, change: &mut impl FnMut(&mut Vec<Inline>)) {
    for inline in line.iter_mut() {
        if let Inline::Strong(inner)
        | Inline::Emphasis(inner)
        | Inline::Underline(inner)
        | Inline::Sub(inner)
        | Inline::Sup(inner) = inline
        {
            within(inner, change);
        }
    }
    change(line);
}
