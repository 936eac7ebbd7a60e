//! Gaps that texts are put into or chosen for (`ddwtos`, `gapselect`): `[[2]]` in the text takes the second of the texts.
//! They become the matching of numbered gaps with texts, where one list serves all gaps.

use certification::refusal::Refusal;

use super::{super::gift, flag, named, texts::Reading};
use crate::{
    item::{Answer, Block, Choice, ChoiceId, Content, Inline, Interaction, Key, Question, Scoring, check},
    xml::Element,
};

/// The most bytes of the number of a gap.
const LONGEST: usize = 20;

fn fault() -> Refusal {
    Refusal::new("moodle.gaps")
}

pub(super) fn read(
    element: &Element,
    reading: &mut Reading,
    question: &mut Question,
    key: &mut Key,
) -> Result<(), Refusal> {
    reading.losses.code("loss.gap-match");
    let told = element.first("questiontext").map(Element::text).unwrap_or_default();
    let (mut expected, mut found) = (Vec::new(), Vec::new());
    numbered(&told, &mut expected);
    each_text(&mut question.stem, &mut |text| *text = numbered(text, &mut found));
    // A gap in what was left behind could not be filled.
    if found.is_empty() || found.len() != expected.len() {
        return Err(fault());
    }
    let texts = || element.elements().filter(|child| matches!(child.name.as_str(), "dragbox" | "selectoption"));
    check::room(found.len().max(texts().count()), 0)?;
    let (mut responses, mut group) = (Vec::<Choice>::new(), None);
    let mut ids = Vec::new();
    for text in texts() {
        let own = named(text, "group");
        if *group.get_or_insert_with(|| own.clone()) != own {
            return Err(Refusal::new("moodle.gap-groups"));
        }
        let content = reading.content(text)?;
        // Two that read the same are one to whoever chooses.
        let known = responses.iter().find(|response| response.content == content).map(|known| known.id.clone());
        ids.push(known.unwrap_or_else(|| {
            let id = ChoiceId::letter(responses.len());
            responses.push(Choice { id: id.clone(), content });
            id
        }));
    }
    let mut premises = Vec::new();
    let mut pairs = std::collections::BTreeMap::new();
    for (at, number) in found.iter().enumerate() {
        let id = gift::numbered(at);
        let right = number.checked_sub(1).and_then(|index| ids.get(index)).ok_or_else(fault)?;
        pairs.insert(id.clone(), right.clone());
        premises.push(Choice { id, content: Content::plain(&label(at)) });
    }
    key.answer = Answer::Pairs(pairs);
    key.scoring = Scoring::Parts;
    question.interaction =
        Interaction::Matching { premises, responses, shuffle: flag(element, "shuffleanswers", false)? };
    Ok(())
}

/// What a gap is called, by its place in the text.
pub(super) fn label(at: usize) -> String {
    format!("({})", at.saturating_add(1))
}

/// Every text of a content that may hold a gap.
pub(super) fn each_text(content: &mut Content, see: &mut impl FnMut(&mut String)) {
    for block in &mut content.0 {
        match block {
            Block::Paragraph(line) => each_in_line(line, see),
            Block::List { entries, .. } => entries.iter_mut().for_each(|entry| each_text(entry, see)),
            Block::Table(table) => {
                each_in_line(&mut table.caption, see);
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| each_text(cell, see));
            }
            Block::Quote(inner) => each_text(inner, see),
            Block::Verbatim(text) => see(text),
            _ => {}
        }
    }
}

fn each_in_line(line: &mut [Inline], see: &mut impl FnMut(&mut String)) {
    for inline in line {
        match inline {
            Inline::Text(text) | Inline::Code(text) => see(text),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Underline(inner)
            | Inline::Sub(inner)
            | Inline::Sup(inner) => each_in_line(inner, see),
            _ => {}
        }
    }
}

/// A text with its gaps numbered in their order, and which text each takes.
fn numbered(text: &str, found: &mut Vec<usize>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        out.push_str(before);
        let near = after.get(..after.floor_char_boundary(LONGEST)).unwrap_or_default();
        let inner = near.find("]]").and_then(|at| Some((after.get(..at)?.parse::<usize>(), after.get(at + 2..)?)));
        match inner {
            Some((Ok(number), behind)) => {
                out.push_str(&format!("{} {}", label(found.len()), super::super::markup::LINE));
                found.push(number);
                rest = behind;
            }
            _ => {
                out.push_str("[[");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
