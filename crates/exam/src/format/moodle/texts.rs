//! Texts of Moodle with their format and the files that they embed.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use base64::Engine;
use certification::refusal::Refusal;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::super::{
    Files, html,
    markup::{Markup, Own},
    report::{Losses, brief},
};
use crate::{
    item::{Content, MediaName, Picture},
    xml::{Element, Node},
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
    names: BTreeMap<MediaName, MediaName>,
    /// Files that a text names, whether it can show them or not: what it cannot show is told there.
    pub(super) named: RefCell<BTreeSet<MediaName>>,
    /// The format of texts that tell none.
    pub(super) format: String,
    /// The bytes of its files together.
    bytes: usize,
}

/// A text holds formulas in TeX, which Moodle shows as such.
pub(in super::super) fn has_tex(text: &str) -> bool {
    let between = |open: &str, close: &str| text.split_once(open).is_some_and(|(_, rest)| rest.contains(close));
    [("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("[tex]", "[/tex]")].iter().any(|(open, close)| between(open, close))
}

impl Reading {
    pub(super) fn new(losses: Losses) -> Self {
        let (files, names) = (Files::new(), BTreeMap::new());
        Self { losses, files, names, named: RefCell::default(), format: "html".to_owned(), bytes: 0 }
    }

    /// Gathers the files embedded anywhere in a question.
    pub(super) fn gather(&mut self, question: &Element, others: &Files, id: &str) -> Result<(), Refusal> {
        let mut embedded = Vec::new();
        question.walk(&mut |element| {
            if element.name == "file" {
                embedded.push(element);
            }
        });
        for element in embedded {
            let name = element.attribute("name").unwrap_or_default();
            let folder = element.attribute("path").unwrap_or("/").trim_matches('/');
            let whole = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            if element.attribute("encoding").is_some_and(|e| e != "base64") {
                return Err(Refusal::new("moodle.file-encoding").with("name", brief(&whole, 80)));
            }
            self.keep(&whole, &element.text(), others, id)?;
        }
        Ok(())
    }

    /// The picture of a question as files before Moodle 2 have it: beside the text, under it on the page.
    pub(super) fn old_picture(
        &mut self,
        question: &Element,
        others: &Files,
        id: &str,
    ) -> Result<Option<Picture>, Refusal> {
        let told = |name: &str| question.first(name).map(Element::text).unwrap_or_default().trim().to_owned();
        let (name, letters) = (told("image"), told("image_base64"));
        if name.is_empty() {
            return Ok(None);
        }
        if letters.is_empty() {
            self.losses.add(Refusal::new("loss.address").with("address", brief(&name, 80)));
            return Ok(None);
        }
        let file = self.keep(&name.replace('/', "_"), &letters, others, id)?;
        Ok(Some(Picture { file, alt: String::new(), width: None, height: None }))
    }

    /// Keeps a file under its name, or under another where another question has another file of that name.
    fn keep(&mut self, whole: &str, letters: &str, others: &Files, id: &str) -> Result<MediaName, Refusal> {
        let fault = |code: &str| Refusal::new(code).with("name", brief(whole, 80));
        let name = MediaName::new(whole.to_owned()).map_err(|_| fault("moodle.file-name"))?;
        let letters: String = letters.split_ascii_whitespace().collect();
        let bytes = base64::engine::general_purpose::STANDARD.decode(letters);
        let bytes = bytes.map_err(|_| fault("moodle.file-encoding"))?;
        self.bytes += bytes.len();
        if self.bytes > MOST_BYTES {
            return Err(Refusal::new("moodle.files-too-large").with("bytes", MOST_BYTES));
        }
        let taken = |name: &MediaName, files: &Files| files.get(name).is_some_and(|other| *other != bytes);
        let known = self.names.get(&name).unwrap_or(&name);
        if taken(known, &self.files) {
            return Err(fault("moodle.file-twice"));
        }
        if taken(&name, others) {
            let renamed = MediaName::new(format!("{id}/{whole}")).map_err(|_| fault("moodle.file-name"))?;
            self.names.insert(name, renamed.clone());
            self.files.insert(renamed.clone(), bytes);
            Ok(renamed)
        } else {
            self.files.insert(name.clone(), bytes);
            Ok(name)
        }
    }

    /// The content of an element with a `text` and a format; HTML when no format is told.
    pub(super) fn content(&mut self, element: &Element) -> Result<Content, Refusal> {
        let text = match element.first("text") {
            Some(text) => text.text(),
            None => element.own_text(),
        };
        let text = text.trim();
        if has_tex(text) {
            self.losses.code("loss.equation");
        }
        let format = element.attribute("format").map_or_else(|| self.format.clone(), str::to_owned);
        // Markup that stands as such, neither escaped nor within CDATA, has been read as elements already.
        if let Some(open) = element.first("text").filter(|open| open.elements().next().is_some()) {
            return Ok(self.nodes(&open.children));
        }
        match format.as_str() {
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
        Ok(self.nodes(&html::read(text)?))
    }

    fn nodes(&mut self, nodes: &[Node]) -> Content {
        let (names, all) = (&self.names, &self.named);
        let named = |address: &str| {
            let name = file(address)?;
            let name = names.get(&name).cloned().unwrap_or(name);
            all.borrow_mut().insert(name.clone());
            Ok(name)
        };
        let mut own = |_: &Element, _: &mut Losses| -> Option<Own> { None };
        Markup { file: &named, own: &mut own, losses: &mut self.losses }.content(nodes)
    }
}
