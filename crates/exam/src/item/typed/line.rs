//! Marks within a typed line.

use std::collections::BTreeSet;

use certification::refusal::Refusal;

use super::super::{content::Inline, id::GapId, math::MathMl, media::MediaName};

/// Marks that hold other marks.
pub(super) const MARKS: [&str; 5] = ["b", "i", "u", "sub", "sup"];
/// Signs that a backslash makes letters.
pub(super) const SIGNS: &str = "\\<[|!->`]";
/// Marks within each other that are read; deeper ones stay letters.
const DEEPEST: usize = 8;

/// A name of a file.
pub(super) fn file(name: &str) -> Result<MediaName, Refusal> {
    MediaName::new(name).map_err(|_| Refusal::new("typed.file").with("name", name.chars().take(80).collect::<String>()))
}

/// What stands within a line.
pub(super) fn line(text: &str) -> Result<Vec<Inline>, Refusal> {
    inlines(text, 0)
}

/// Gathers letters between marks.
#[derive(Default)]
struct Gathered {
    out: Vec<Inline>,
    letters: String,
}

impl Gathered {
    fn push(&mut self, inline: Inline) {
        self.end();
        self.out.push(inline);
    }

    fn end(&mut self) {
        if !self.letters.is_empty() {
            self.out.push(Inline::Text(std::mem::take(&mut self.letters)));
        }
    }
}

fn inlines(text: &str, depth: usize) -> Result<Vec<Inline>, Refusal> {
    let (mut found, mut rest) = (Gathered::default(), text);
    // Marks that nothing closes further on: looked for once.
    let mut open = BTreeSet::new();
    while let Some(at) = rest.find(['\\', '<', '[', '!']) {
        let (before, from) = rest.split_at(at);
        found.letters.push_str(before);
        rest = match special(from, depth, &mut open, &mut found)? {
            Some(after) => after,
            None => {
                let mut signs = from.chars();
                found.letters.extend(signs.next());
                signs.as_str()
            }
        };
    }
    found.letters.push_str(rest);
    found.end();
    Ok(found.out)
}

/// Takes what stands here when it is more than letters; answers what follows it.
fn special<'a>(
    from: &'a str,
    depth: usize,
    open: &mut BTreeSet<&'static str>,
    found: &mut Gathered,
) -> Result<Option<&'a str>, Refusal> {
    if let Some(after) = from.strip_prefix('\\') {
        let Some(sign) = after.chars().next().filter(|c| SIGNS.contains(*c) || c.is_ascii_digit()) else {
            return Ok(None);
        };
        found.letters.push(sign);
        return Ok(after.get(sign.len_utf8()..));
    }
    if let Some(after) = from.strip_prefix("[[") {
        let Some((name, after)) = after.split_once("]]") else { return Ok(None) };
        let Ok(gap) = GapId::new(name.trim()) else { return Ok(None) };
        found.push(Inline::Gap(gap));
        return Ok(Some(after));
    }
    if let Some(after) = from.strip_prefix("![") {
        let Some((words, name, after)) = measured(after) else { return Ok(None) };
        found.push(Inline::Picture(super::picture(words, &name)?));
        return Ok(Some(after));
    }
    for line_break in ["<br>", "<br/>", "<br />"] {
        if let Some(after) = from.strip_prefix(line_break) {
            found.push(Inline::Break);
            return Ok(Some(after));
        }
    }
    if from.starts_with("<math>") || from.starts_with("<math ") {
        let end = from.find("</math>").ok_or_else(|| Refusal::new("math.broken"))? + "</math>".len();
        let (formula, after) = from.split_at(end);
        found.push(Inline::Math(MathMl::parse(formula)?));
        return Ok(Some(after));
    }
    if let Some(after) = from.strip_prefix("<code>") {
        let Some((code, after)) = after.split_once("</code>") else { return Ok(None) };
        found.push(Inline::Code(code.to_owned()));
        return Ok(Some(after));
    }
    if depth >= DEEPEST {
        return Ok(None);
    }
    for mark in MARKS {
        let Some(after) = from.strip_prefix(&format!("<{mark}>")) else { continue };
        if open.contains(mark) {
            return Ok(None);
        }
        let Some((inner, after)) = closed(after, mark) else {
            open.insert(mark);
            return Ok(None);
        };
        let inner = inlines(inner, depth + 1)?;
        found.push(match mark {
            "b" => Inline::Strong(inner),
            "i" => Inline::Emphasis(inner),
            "u" => Inline::Underline(inner),
            "sub" => Inline::Sub(inner),
            _ => Inline::Sup(inner),
        });
        return Ok(Some(after));
    }
    Ok(None)
}

/// What a mark holds, and what follows it; marks of its own kind within it are closed first.
fn closed<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let (opening, closing) = (format!("<{mark}>"), format!("</{mark}>"));
    let (mut at, mut deep) = (0, 0_usize);
    loop {
        let rest = text.get(at..)?;
        let close = rest.find(&closing)?;
        match rest.find(&opening).filter(|inner| *inner < close) {
            Some(inner) => {
                deep += 1;
                at += inner + opening.len();
            }
            None if deep == 0 => return Some((text.get(..at + close)?, text.get(at + close + closing.len()..)?)),
            None => {
                deep -= 1;
                at += close + closing.len();
            }
        }
    }
}

/// Words up to `]`, then a name between brackets; and what follows.
pub(super) fn measured(text: &str) -> Option<(String, String, &str)> {
    let (mut words, mut signs) = (String::new(), text.chars());
    loop {
        match signs.next()? {
            ']' => break,
            '\\' => match signs.next()? {
                'n' => words.push('\n'),
                sign @ ('\\' | ']' | '|') => words.push(sign),
                other => words.extend(['\\', other]),
            },
            sign => words.push(sign),
        }
    }
    let (name, rest) = signs.as_str().strip_prefix('(')?.split_once(')')?;
    Some((words, name.to_owned(), rest))
}
