//! Texts in several languages within one another: `{mlang id}…{mlang}{mlang en}…{mlang}`, as Moodle's filter of that name
//! reads them. An item has one language: what is said in it is kept, what is said in another is left behind and told.

use std::collections::BTreeSet;

use certification::refusal::Refusal;

use super::super::report::{Losses, brief};
use crate::{
    item::Language,
    xml::{Element, Node},
};

/// Says the text that stands in none of the others.
const OTHER: &str = "other";

/// A piece of a text, with the languages that it is for; none where it is for all.
type Piece<'a> = (Vec<String>, &'a str);

const fn code(language: Language) -> &'static str {
    match language {
        Language::Id => "id",
        Language::En => "en",
    }
}

/// The question in one language: that which is asked for where any text is in it, else the other that items can have;
/// `None` where no text tells its language.
///
/// # Errors
/// `moodle.language` where a mark is not closed, or closes nothing.
pub(super) fn one(
    question: &Element,
    wanted: Language,
    losses: &mut Losses,
) -> Result<Option<(Element, Language)>, Refusal> {
    let (mut told, mut fault) = (BTreeSet::new(), None);
    question.walk(&mut |element| {
        for text in texts(element) {
            match pieces(text) {
                Ok(all) => told.extend(all.into_iter().flat_map(|(languages, _)| languages)),
                Err(why) => fault = fault.take().or(Some(why)),
            }
        }
    });
    if let Some(why) = fault {
        return Err(why);
    }
    if told.is_empty() {
        return Ok(None);
    }
    let other = match wanted {
        Language::Id => Language::En,
        Language::En => Language::Id,
    };
    let language = if told.contains(code(other)) && !told.contains(code(wanted)) { other } else { wanted };
    for left in told.iter().filter(|one| !matches!(one.as_str(), OTHER) && *one != code(language)) {
        losses.named("loss.text-language", left);
    }
    let mut out = question.clone();
    let mut others = false;
    keep(&mut out, code(language), &mut others);
    if others && told.contains(code(language)) {
        losses.named("loss.text-language", OTHER);
    }
    Ok(Some((out, language)))
}

/// The letters straight within an element; not those of a file.
fn texts(element: &Element) -> impl Iterator<Item = &str> {
    element.children.iter().filter_map(|child| match child {
        Node::Text(text) if element.name != "file" => Some(text.as_str()),
        _ => None,
    })
}

fn keep(element: &mut Element, language: &str, others: &mut bool) {
    let file = element.name == "file";
    for child in &mut element.children {
        match child {
            Node::Element(inner) => keep(inner, language, others),
            Node::Text(text) if !file => {
                if let Some(kept) = pieces(text).ok().filter(|all| all.iter().any(|(of, _)| !of.is_empty())) {
                    let of = |wanted: &str| kept.iter().any(|(of, _)| of.iter().any(|one| one == wanted));
                    // As Moodle has it: what is for all others is said where nothing is said in the language.
                    let wanted = if of(language) { language } else { OTHER };
                    *others |= wanted == language && of(OTHER);
                    let said = |(of, _): &&Piece<'_>| of.is_empty() || of.iter().any(|one| one == wanted);
                    *text = kept.iter().filter(said).map(|(_, piece)| *piece).collect();
                }
            }
            Node::Text(_) => {}
        }
    }
}

/// A text in its pieces.
fn pieces(text: &str) -> Result<Vec<Piece<'_>>, Refusal> {
    let fault = |from: &str| Refusal::new("moodle.language").with("text", brief(from, 30));
    let (mut out, mut rest) = (Vec::new(), text);
    while let Some((before, languages, after, from)) = mark(rest) {
        if !before.is_empty() {
            out.push((Vec::new(), before));
        }
        if languages.is_empty() {
            return Err(fault(from));
        }
        let (inner, closing, behind, _) = mark(after).ok_or_else(|| fault(from))?;
        if !closing.is_empty() {
            return Err(fault(from));
        }
        out.push((languages, inner));
        rest = behind;
    }
    if !rest.is_empty() {
        out.push((Vec::new(), rest));
    }
    Ok(out)
}

/// The next mark: what stands before it, its languages (none where it closes), what follows, and it with what follows.
fn mark(text: &str) -> Option<(&str, Vec<String>, &str, &str)> {
    /// The most signs of a mark.
    const LONGEST: usize = 120;
    text.match_indices('{').find_map(|(at, _)| {
        let (before, from) = text.split_at(at);
        let near = from.get(..from.floor_char_boundary(LONGEST))?;
        let inner = near.get(1..near.find('}')?)?;
        let word = inner.trim_start();
        let (name, languages) = word.split_at_checked(5)?;
        let parted = languages.is_empty() || languages.starts_with(char::is_whitespace);
        if !name.eq_ignore_ascii_case("mlang") || !parted {
            return None;
        }
        // `en_us` is a kind of `en`.
        let plain = |one: &str| one.trim().split(['_', '-']).next().unwrap_or_default().to_lowercase();
        let languages = languages.split(',').map(plain).filter(|one| !one.is_empty()).collect();
        Some((before, languages, from.get(inner.len() + 2..)?, from))
    })
}
