//! What is shown from a file: pictures, recordings, and what cannot be shown here.

use certification::refusal::Refusal;

use super::{Markup, squeezed};
use crate::{
    format::{markup_out::mime, report::brief},
    item::{Audio, Inline, Picture},
    xml::{Element, Node},
};

impl Markup<'_> {
    /// Something shown from a file that cannot be shown here: its file is named as lost, the words for those who cannot
    /// see it are kept.
    pub(super) fn embedded(&mut self, element: &Element, out: &mut Vec<Inline>) {
        self.losses.named("loss.element", &element.name);
        for address in addresses(element) {
            // A file that came along is told by its name.
            let file = (self.file)(&address).map_or(address, |file| file.to_string());
            self.losses.add(Refusal::new("loss.address").with("address", brief(&file, 80)));
        }
        let words = element.children.iter().filter(|child| match child {
            Node::Element(inner) => !matches!(inner.name.as_str(), "source" | "track" | "param"),
            Node::Text(_) => true,
        });
        self.line(&words.cloned().collect::<Vec<_>>(), out);
    }

    pub(super) fn picture(&mut self, element: &Element, address: &str) -> Option<Inline> {
        self.attributes(element, &["src", "data", "alt", "width", "height", "type"]);
        let source = element.attribute(address).unwrap_or_default();
        let alt = match element.attribute("alt") {
            Some(alt) => squeezed(alt),
            None => squeezed(&element.text()),
        };
        match (self.file)(source) {
            Ok(file) => {
                let mut pixels = |name: &str| {
                    let value = element.attribute(name)?;
                    let pixels = value.trim().trim_end_matches("px").parse().ok();
                    if pixels.is_none() {
                        self.losses.named("loss.attribute", name);
                    }
                    pixels
                };
                let (width, height) = (pixels("width"), pixels("height"));
                Some(Inline::Picture(Picture { file, alt, width, height }))
            }
            Err(why) => {
                self.losses.add(why);
                (!alt.is_empty()).then_some(Inline::Text(alt))
            }
        }
    }

    /// The recording that a link leads to, where it is seen and the file may have come along.
    pub(super) fn linked(&mut self, link: &Element) -> Option<Audio> {
        if self.hidden(link) {
            return None;
        }
        let file = (self.file)(link.attribute("href")?).ok().filter(|file| mime(file).starts_with("audio/"))?;
        self.losses.named("loss.linked-recording", file.as_str());
        Some(Audio { file, transcript: String::new() })
    }

    /// A recording; the words of one that is not here are kept.
    pub(super) fn audio(&mut self, element: &Element, run: &mut Vec<Inline>) -> Option<Audio> {
        if self.hidden(element) {
            return None;
        }
        let told = addresses(element);
        let found = told.iter().find_map(|address| Some((address, (self.file)(address).ok()?)));
        let Some((address, file)) = found else {
            self.embedded(element, run);
            return None;
        };
        self.attributes(element, &["src", "data", "type"]);
        for other in told.iter().filter(|other| *other != address) {
            self.losses.add(Refusal::new("loss.address").with("address", brief(other, 80)));
        }
        for inner in element.elements().filter(|inner| inner.name != "source") {
            self.losses.named("loss.element", &inner.name);
        }
        // Moodle's editor writes the address for those who cannot hear it.
        let transcript = Some(squeezed(&element.text())).filter(|words| words != address.trim());
        Some(Audio { file, transcript: transcript.unwrap_or_default() })
    }
}

/// Where an element says that its file lies: itself, and each source within it.
fn addresses(element: &Element) -> Vec<String> {
    let of = |element: &Element| ["src", "data"].iter().find_map(|name| element.attribute(name).map(str::to_owned));
    of(element).into_iter().chain(element.all("source").filter_map(of)).collect()
}

/// A picture of its own; one of a kind that is not shown here gives way to a picture that stands within it instead.
pub(super) fn is_picture(object: &Element) -> bool {
    let shown = ["image/png", "image/jpeg"].iter().any(|kind| is_of(object, kind));
    let instead = |inner: &Element| inner.name == "img" || is_picture(inner);
    object.name == "object" && is_of(object, "image/") && (shown || !object.elements().any(instead))
}

pub(super) fn is_recording(element: &Element) -> bool {
    element.name == "audio" || (element.name == "object" && is_of(element, "audio/"))
}

fn is_of(object: &Element, family: &str) -> bool {
    object.attribute("type").is_some_and(|kind| kind.trim().starts_with(family))
}
