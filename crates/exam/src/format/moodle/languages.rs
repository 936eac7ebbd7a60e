//! Texts in several languages, one behind the other: `{mlang id}…{mlang}{mlang en}…{mlang}`, or spans of the class
//! `multilang` with their language, as Moodle's filters read them. An item has one language: what is said in it is kept,
//! what is said in another is left behind and told.

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
    let (mut out, mut rest) = (Vec::new(), text);
    // Each is looked for from where it begins, so that a text is gone through once.
    let next = |text: &'_ str| text.match_indices(['{', '<']).find_map(|(at, _)| Some((at, marked(text, at)?)));
    while let Some((at, languages)) = next(rest) {
        let (before, from) = rest.split_at(at);
        let closed = if from.starts_with('{') { curly(from) } else { span(from) };
        let (inner, behind) = closed.ok_or_else(|| Refusal::new("moodle.language").with("text", brief(from, 30)))?;
        if !before.is_empty() {
            out.push((Vec::new(), before));
        }
        out.push((languages, inner));
        rest = behind;
    }
    if !rest.is_empty() {
        out.push((Vec::new(), rest));
    }
    Ok(out)
}

/// The languages of the piece that begins here, if one does; none of them where a curly mark closes.
fn marked(text: &str, at: usize) -> Option<Vec<String>> {
    let from = text.get(at..)?;
    if from.starts_with('{') {
        curly_mark(from).map(|(languages, _)| languages)
    } else {
        span_tag(from).map(|(language, _)| vec![language])
    }
}

/// `en_us` is a kind of `en`.
fn plain(language: &str) -> String {
    language.trim().split(['_', '-']).next().unwrap_or_default().to_lowercase()
}

/// What the piece behind an opening curly mark says, and what stands behind the mark that closes it.
fn curly(from: &str) -> Option<(&str, &str)> {
    let (languages, inside) = curly_mark(from)?;
    let (at, closing, behind) = inside.match_indices('{').find_map(|(at, _)| {
        let (closing, behind) = curly_mark(inside.get(at..)?)?;
        Some((at, closing, behind))
    })?;
    (!languages.is_empty() && closing.is_empty()).then_some((inside.get(..at)?, behind))
}

/// The languages of a curly mark (none where it closes), and what follows it.
fn curly_mark(from: &str) -> Option<(Vec<String>, &str)> {
    /// The most signs of a mark.
    const LONGEST: usize = 120;
    let near = from.get(..from.floor_char_boundary(LONGEST))?;
    let inner = near.get(1..near.find('}')?)?;
    let (name, languages) = inner.trim_start().split_at_checked(5)?;
    let parted = languages.is_empty() || languages.starts_with(char::is_whitespace);
    if !name.eq_ignore_ascii_case("mlang") || !parted {
        return None;
    }
    let languages = languages.split(',').map(plain).filter(|one| !one.is_empty()).collect();
    Some((languages, from.get(inner.len() + 2..)?))
}

/// What a span says, spans within it included, and what stands behind it.
fn span(from: &str) -> Option<(&str, &str)> {
    let (_, inside) = span_tag(from)?;
    let mut depth = 1_usize;
    let (close, _) = inside.match_indices('<').find(|(at, _)| {
        let tag = |name: &str| inside.get(*at..at + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
        depth = if tag("<span") { depth + 1 } else { depth - usize::from(tag("</span")) };
        depth == 0
    })?;
    let (inner, closing) = inside.split_at(close);
    Some((inner, closing.get(closing.find('>')? + 1..)?))
}

/// The language of a span of the older filter, `<span lang="id" class="multilang">`, and what follows its tag.
fn span_tag(from: &str) -> Option<(String, &str)> {
    /// The most signs of a tag.
    const LONGEST: usize = 300;
    from.get(..5).filter(|tag| tag.eq_ignore_ascii_case("<span"))?;
    let near = from.get(..from.floor_char_boundary(LONGEST))?;
    let tag = near.get(..near.find('>')?)?;
    let classed = attribute(tag, "class")?.split_whitespace().any(|class| class == "multilang");
    Some((plain(attribute(tag, "lang").filter(|lang| classed && !lang.trim().is_empty())?), from.get(tag.len() + 1..)?))
}

/// What an attribute says within a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let parts = tag.match_indices(name).filter_map(|(at, _)| {
        let rest = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        let own = tag.get(..at)?.ends_with(char::is_whitespace);
        let quote = rest.chars().next().filter(|c| own && matches!(c, '"' | '\''))?;
        rest.get(1..)?.split(quote).next()
    });
    parts.into_iter().next()
}
