//! GIFT's text: signs with their escapes, and the four text formats of Moodle.

use certification::refusal::Refusal;

use super::super::{
    html,
    markup::{LINE, Markup, Own},
    moodle,
    report::Losses,
};
use crate::{
    item::{Block, Content, GapId, Inline},
    xml::{Element, Node},
};

/// Text in which each sign knows whether it was escaped: an escaped sign is never part of the format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Signs(pub(super) Vec<(char, bool)>);

/// Reads escapes: `\~ \= \# \{ \} \: \\` and `\n`; before other signs a backslash is a backslash.
pub(super) fn signs(text: &str) -> Signs {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let escaped = match (c, rest.peek()) {
            ('\\', Some('n')) => Some('\n'),
            ('\\', Some(next @ ('~' | '=' | '#' | '{' | '}' | ':' | '\\'))) => Some(*next),
            _ => None,
        };
        match escaped {
            Some(sign) => {
                rest.next();
                out.push((sign, true));
            }
            None => out.push((c, false)),
        }
    }
    Signs(out)
}

impl Signs {
    /// Where an unescaped text first stands.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        let wanted: Vec<(char, bool)> = text.chars().map(|c| (c, false)).collect();
        self.0.windows(wanted.len().max(1)).position(|window| window == wanted.as_slice())
    }

    /// What follows an unescaped text at the start.
    pub(super) fn after(&self, text: &str) -> Option<Self> {
        (self.find(text) == Some(0)).then(|| self.from(text.chars().count()))
    }

    pub(super) fn upto(&self, end: usize) -> Self {
        Self(self.0.iter().take(end).copied().collect())
    }

    pub(super) fn from(&self, start: usize) -> Self {
        Self(self.0.iter().skip(start).copied().collect())
    }

    /// The text, escapes resolved.
    pub(super) fn plain(&self) -> String {
        self.0.iter().map(|(c, _)| *c).collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn trimmed_end(&self) -> Self {
        let end = self.0.iter().rposition(|(c, _)| !c.is_whitespace()).map_or(0, |last| last + 1);
        self.upto(end)
    }

    pub(super) fn trimmed(&self) -> Self {
        let start = self.0.iter().position(|(c, _)| !c.is_whitespace()).unwrap_or(self.0.len());
        self.from(start).trimmed_end()
    }
}

/// A text format of Moodle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// HTML in which line ends are seen. What nothing is said of.
    Auto,
    /// HTML.
    Html,
    /// Letters.
    Plain,
    /// Markdown; taken as letters.
    Markdown,
}

/// Takes the name of a format off the start of a text.
pub(super) fn form(text: &Signs, inherited: Form) -> (Form, Signs) {
    for (name, form) in
        [("[html]", Form::Html), ("[plain]", Form::Plain), ("[moodle]", Form::Auto), ("[markdown]", Form::Markdown)]
    {
        if let Some(rest) = text.after(name) {
            return (form, rest);
        }
    }
    (inherited, text.clone())
}

/// Text around the answers. Behind the answers it makes a gap of their place.
pub(super) struct Stem {
    pub(super) before: Signs,
    pub(super) after: Signs,
}

impl Stem {
    /// The answers stand within the text.
    pub(super) fn broken(&self) -> bool {
        !self.after.is_empty()
    }

    /// The text with a gap, or with a line to be thought of as one, where the answers stood.
    pub(super) fn content(&self, gap: Option<&GapId>, losses: &mut Losses) -> Result<(Form, Content), Refusal> {
        let (form, before) = form(&self.before.trimmed_start_of(), Form::Auto);
        let mut whole = before;
        if self.broken() {
            // A private sign holds the place of the gap while the text is read.
            let mark = if gap.is_some() { "\u{E0A0}" } else { LINE };
            if gap.is_some() && self.before.plain().contains('\u{E0A0}') {
                return Err(Refusal::new("gift.signs"));
            }
            whole.0.extend(mark.chars().map(|c| (c, true)));
            whole.0.extend(self.after.0.iter().copied());
        }
        let mut content = content(&whole, form, losses)?;
        if let Some(gap) = gap.filter(|_| self.broken()) {
            put_gap(&mut content.0, gap);
            // Within code there is no gap: its sign would be shown, and the place lost.
            if content.words().contains('\u{E0A0}') {
                return Err(Refusal::new("gift.gap-place"));
            }
        }
        Ok((form, content))
    }
}

impl Signs {
    fn trimmed_start_of(&self) -> Self {
        let start = self.0.iter().position(|(c, _)| !c.is_whitespace()).unwrap_or(self.0.len());
        self.from(start)
    }
}

/// A text in its format, read into content.
pub(super) fn content(text: &Signs, form: Form, losses: &mut Losses) -> Result<Content, Refusal> {
    let text = text.plain();
    let text = text.trim();
    if moodle::texts::has_tex(text) {
        losses.code("loss.equation");
    }
    match form {
        Form::Plain => Ok(Content::plain(text)),
        Form::Markdown => {
            losses.code("loss.markdown");
            Ok(Content::plain(text))
        }
        Form::Auto if !text.contains(['<', '&']) => Ok(Content::plain(text)),
        Form::Auto => markup(&text.replace('\n', "<br>"), losses),
        Form::Html => markup(text, losses),
    }
}

fn markup(text: &str, losses: &mut Losses) -> Result<Content, Refusal> {
    let nodes = html::read(text)?;
    let file = |address: &str| moodle::texts::file(address);
    let mut own = |_: &Element, _: &mut Losses| -> Option<Own> { None };
    Ok(Markup { file: &file, own: &mut own, losses }.content(&nodes))
}

/// Puts the gap where the private sign stands.
fn put_gap(blocks: &mut [Block], gap: &GapId) {
    for block in blocks {
        match block {
            Block::Paragraph(line) => put_in_line(line, gap),
            Block::List { entries, .. } => entries.iter_mut().for_each(|entry| put_gap(&mut entry.0, gap)),
            Block::Table(table) => {
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| put_gap(&mut cell.0, gap));
            }
            Block::Quote(inner) => put_gap(&mut inner.0, gap),
            _ => {}
        }
    }
}

fn put_in_line(line: &mut Vec<Inline>, gap: &GapId) {
    let mut out = Vec::with_capacity(line.len() + 2);
    for inline in std::mem::take(line) {
        match inline {
            Inline::Text(text) => match text.split_once('\u{E0A0}') {
                Some((before, after)) => {
                    let text = |text: &str| (!text.is_empty()).then(|| Inline::Text(text.to_owned()));
                    out.extend(text(before));
                    out.push(Inline::Gap(gap.clone()));
                    out.extend(text(after));
                }
                None => out.push(Inline::Text(text)),
            },
            Inline::Strong(mut inner) => {
                put_in_line(&mut inner, gap);
                out.push(Inline::Strong(inner));
            }
            Inline::Emphasis(mut inner) => {
                put_in_line(&mut inner, gap);
                out.push(Inline::Emphasis(inner));
            }
            Inline::Underline(mut inner) => {
                put_in_line(&mut inner, gap);
                out.push(Inline::Underline(inner));
            }
            Inline::Sub(mut inner) => {
                put_in_line(&mut inner, gap);
                out.push(Inline::Sub(inner));
            }
            Inline::Sup(mut inner) => {
                put_in_line(&mut inner, gap);
                out.push(Inline::Sup(inner));
            }
            other => out.push(other),
        }
    }
    *line = out;
}

/// Letters as GIFT escapes them.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            _ => out.push(c),
        }
    }
    out
}

/// The sign that holds the place of the answers while a stem is written.
pub(super) const PLACE: &str = "\u{E0A1}";

/// A gap while a stem is written.
pub(super) fn place(_: &GapId) -> Node {
    Node::Text(PLACE.to_owned())
}
