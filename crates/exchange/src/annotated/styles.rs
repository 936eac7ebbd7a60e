//! Colours: each style in use by an annotated cell gets a twin that differs in its fill alone.

use std::collections::BTreeMap;

use super::{colour, package::attribute};
use crate::participants::Severity;

/// The styles of a workbook, to which twins are added.
#[derive(Debug)]
pub(super) struct Palette {
    xml: String,
    formats: Vec<String>,
    fills: usize,
    made: Vec<String>,
    twins: BTreeMap<(usize, bool), usize>,
}

impl Palette {
    /// From `styles.xml`; `None` where it is not as usual, and then cells keep their colours.
    pub fn new(xml: &str) -> Option<Self> {
        let formats = elements(section(xml, "cellXfs")?, "xf");
        let fills = elements(section(xml, "fills")?, "fill").len();
        (!formats.is_empty()).then(|| Self {
            xml: xml.to_owned(),
            formats,
            fills,
            made: Vec::new(),
            twins: BTreeMap::new(),
        })
    }

    /// The twin of a style with the fill of a severity.
    pub fn twin(&mut self, style: usize, severity: Severity) -> usize {
        let error = severity == Severity::Error;
        if let Some(known) = self.twins.get(&(style, error)) {
            return *known;
        }
        let fill = self.fills + usize::from(error);
        let original = self.formats.get(style).or_else(|| self.formats.first()).cloned().unwrap_or_default();
        let (head, rest) = original.split_once('>').unwrap_or((&original, ""));
        let closed = head.ends_with('/');
        let mut head = head.trim_end_matches('/').to_owned();
        for name in ["fillId", "applyFill"] {
            if let Some(value) = attribute(&head, name) {
                head = head.replacen(&format!(" {name}=\"{value}\""), "", 1);
            }
        }
        head.push_str(&format!(" fillId=\"{fill}\" applyFill=\"1\""));
        self.made.push(format!("{head}{}>{rest}", if closed { "/" } else { "" }));
        let index = self.formats.len() + self.made.len() - 1;
        self.twins.insert((style, error), index);
        index
    }

    /// The styles with the twins.
    pub fn finish(self) -> String {
        if self.made.is_empty() {
            return self.xml;
        }
        let fill = |severity| {
            let rgb = colour(severity);
            format!(
                "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{rgb}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
            )
        };
        let fills = fill(Severity::Warning) + &fill(Severity::Error);
        let xml = added(&self.xml, "fills", &fills, self.fills + 2);
        added(&xml, "cellXfs", &self.made.concat(), self.formats.len() + self.made.len())
    }
}

/// What stands between the tags of a section.
fn section<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let from = xml.find(&format!("<{name}"))?;
    let open = from + xml.get(from..)?.find('>')? + 1;
    let end = open + xml.get(open..)?.find(&format!("</{name}>"))?;
    xml.get(open..end)
}

/// The elements of one name in a section, each whole.
fn elements(section: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = section;
    while let Some(from) = rest.find(&open) {
        let Some(tag) = rest.get(from..) else { break };
        let Some(tag_end) = tag.find('>') else { break };
        let other = tag.get(open.len()..).is_some_and(|t| t.starts_with(char::is_alphanumeric));
        let whole = if other || tag.get(..tag_end).is_some_and(|t| t.ends_with('/')) {
            tag_end + 1
        } else {
            tag.find(&close).map_or(tag.len(), |at| at + close.len())
        };
        if !other {
            found.push(tag.get(..whole).unwrap_or_default().to_owned());
        }
        rest = tag.get(whole..).unwrap_or_default();
    }
    found
}

/// A section with more in it and its count mended.
fn added(xml: &str, name: &str, more: &str, count: usize) -> String {
    let Some(from) = xml.find(&format!("<{name}")) else { return xml.to_owned() };
    let (before, rest) = xml.split_at(from);
    let Some((tag, body)) = rest.split_once('>') else { return xml.to_owned() };
    let tag = match attribute(tag, "count") {
        Some(old) => tag.replacen(&format!(" count=\"{old}\""), &format!(" count=\"{count}\""), 1),
        None => tag.to_owned(),
    };
    format!("{before}{tag}>{}", body.replacen(&format!("</{name}>"), &format!("{more}</{name}>"), 1))
}
