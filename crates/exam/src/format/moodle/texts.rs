//! Texts of Moodle with their format and the files that they embed.

use std::collections::BTreeMap;

use base64::Engine;
use certification::refusal::Refusal;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::super::{
    Files, html,
    markup::{Markup, Own},
    report::{Losses, brief},
};
use crate::{
    item::{Content, MediaName},
    xml::Element,
};

/// The most bytes of embedded files of one question.
const MOST_BYTES: usize = 32 << 20;

/// What may stand bare in an address.
const BARE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// The address of a file within Moodle's own store.
pub(in super::super) fn address(name: &MediaName) -> String {
    format!("@@PLUGINFILE@@/{}", utf8_percent_encode(name.as_str(), BARE))
}

/// The file behind an address within Moodle's own store; every other address is told as lost.
pub(in super::super) fn file(address: &str) -> Result<MediaName, Refusal> {
    let lost = || Refusal::new("loss.address").with("address", brief(address, 80));
    let name = address.trim().strip_prefix("@@PLUGINFILE@@/").ok_or_else(lost)?;
    let name = name.split('?').next().unwrap_or_default();
    let name = percent_decode_str(name).decode_utf8().map_err(|_| lost())?;
    MediaName::new(name.into_owned()).map_err(|_| lost())
}

/// A question while it is being read.
pub(super) struct Reading {
    pub(super) losses: Losses,
    /// Its files, under the names that the items use.
    pub(super) files: Files,
    /// Names that had to change, since another question has another file of that name.
    pub(super) names: BTreeMap<MediaName, MediaName>,
}

impl Reading {
    /// Gathers the files embedded anywhere in a question.
    pub(super) fn gather(&mut self, question: &Element, others: &Files, id: &str) -> Result<(), Refusal> {
        let mut embedded = Vec::new();
        question.walk(&mut |element| {
            if element.name == "file" {
                embedded.push(element);
            }
        });
        let mut total = 0;
        for element in embedded {
            let name = element.attribute("name").unwrap_or_default();
            let folder = element.attribute("path").unwrap_or("/").trim_matches('/');
            let whole = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            let fault = |code: &str| Refusal::new(code).with("name", brief(&whole, 80));
            let name = MediaName::new(whole.clone()).map_err(|_| fault("moodle.file-name"))?;
            if element.attribute("encoding").is_some_and(|e| e != "base64") {
                return Err(fault("moodle.file-encoding"));
            }
            let letters: String = element.text().split_ascii_whitespace().collect();
            let bytes = base64::engine::general_purpose::STANDARD.decode(letters);
            let bytes = bytes.map_err(|_| fault("moodle.file-encoding"))?;
            total += bytes.len();
            if total > MOST_BYTES {
                return Err(Refusal::new("moodle.files-too-large").with("bytes", MOST_BYTES));
            }
            let taken = |name: &MediaName, files: &Files| files.get(name).is_some_and(|other| *other != bytes);
            if taken(&name, &self.files) {
                return Err(fault("moodle.file-twice"));
            }
            if taken(&name, others) {
                let renamed = MediaName::new(format!("{id}/{whole}")).map_err(|_| fault("moodle.file-name"))?;
                self.names.insert(name, renamed.clone());
                self.files.insert(renamed, bytes);
            } else {
                self.files.insert(name, bytes);
            }
        }
        Ok(())
    }

    /// The content of an element with a `text` and a format; HTML when no format is told.
    pub(super) fn content(&mut self, element: &Element) -> Result<Content, Refusal> {
        let text = match element.first("text") {
            Some(text) => text.text(),
            None => element.children.iter().fold(String::new(), |mut out, child| {
                if let crate::xml::Node::Text(text) = child {
                    out.push_str(text);
                }
                out
            }),
        };
        let text = text.trim();
        match element.attribute("format").unwrap_or("html") {
            "plain_text" | "plain" => Ok(Content::plain(text)),
            "markdown" => {
                self.losses.code("loss.markdown");
                Ok(Content::plain(text))
            }
            "moodle_auto_format" | "moodle" if !text.contains(['<', '&']) => Ok(Content::plain(text)),
            "moodle_auto_format" | "moodle" => self.markup(&text.replace('\n', "<br>")),
            "html" => self.markup(text),
            other => Err(Refusal::new("moodle.format").with("format", brief(other, 40))),
        }
    }

    fn markup(&mut self, text: &str) -> Result<Content, Refusal> {
        let nodes = html::read(text)?;
        let names = &self.names;
        let named = |address: &str| {
            let name = file(address)?;
            Ok(names.get(&name).cloned().unwrap_or(name))
        };
        let mut own = |_: &Element, _: &mut Losses| -> Option<Own> { None };
        Ok(Markup { file: &named, own: &mut own, losses: &mut self.losses }.content(&nodes))
    }
}
