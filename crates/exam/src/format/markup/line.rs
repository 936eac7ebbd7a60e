//! What stands in a line: letters and their style, formulas, links, and the words of what is not known.

use certification::refusal::Refusal;

use super::{Markup, Own, is_block, media::is_picture};
use crate::{
    format::{linear, report::brief},
    item::{Inline, MathMl},
    xml::{Element, Node},
};

impl Markup<'_> {
    pub(super) fn line(&mut self, nodes: &[Node], out: &mut Vec<Inline>) {
        for node in nodes {
            match node {
                Node::Text(text) => out.push(Inline::Text(text.clone())),
                Node::Element(element) => match (self.own)(element, self.losses) {
                    Some(Own::Inline(inline)) => out.push(inline),
                    Some(Own::Elsewhere) => {}
                    None => self.inline(element, out),
                },
            }
        }
    }

    fn nested(&mut self, element: &Element, make: fn(Vec<Inline>) -> Inline, out: &mut Vec<Inline>) {
        let mut inner = Vec::new();
        self.line(&element.children, &mut inner);
        out.push(make(inner));
    }

    /// Letters of a fixed width; what stands among them keeps its form.
    fn code(&mut self, nodes: &[Node], out: &mut Vec<Inline>) {
        for node in nodes {
            let element = match node {
                Node::Text(text) => {
                    out.push(Inline::Code(text.clone()));
                    continue;
                }
                Node::Element(element) => element,
            };
            let make: Option<fn(Vec<Inline>) -> Inline> = match element.name.as_str() {
                "sub" => Some(Inline::Sub),
                "sup" => Some(Inline::Sup),
                "b" | "strong" => Some(Inline::Strong),
                "i" | "em" => Some(Inline::Emphasis),
                "u" | "ins" => Some(Inline::Underline),
                _ => None,
            };
            match make {
                Some(make) if !self.hidden(element) => {
                    self.attributes(element, &[]);
                    let mut inner = Vec::new();
                    self.code(&element.children, &mut inner);
                    out.push(make(inner));
                }
                Some(_) => {}
                None if matches!(element.name.as_str(), "br" | "img" | "math") => self.inline(element, out),
                // A place to answer within code is refused before.
                None => {
                    if !self.hidden(element) {
                        match element.name.as_str() {
                            "span" | "code" => self.losses.code("loss.style"),
                            name => self.losses.named("loss.element", name),
                        }
                        self.code(&element.children, out);
                    }
                }
            }
        }
    }

    pub(super) fn inline(&mut self, element: &Element, out: &mut Vec<Inline>) {
        if self.hidden(element) {
            return;
        }
        let name = element.name.as_str();
        // What TAO shows only where the pointer rests would run into the sentence.
        if element.attribute("data-role") == Some("tooltip-content") {
            self.losses.code("loss.hints");
            return;
        }
        if !matches!(name, "img" | "math" | "object" | "audio" | "video" | "iframe" | "embed" | "a") {
            self.attributes(element, if name == "span" { &["class"] } else { &[] });
        }
        match name {
            "b" | "strong" => self.nested(element, Inline::Strong, out),
            "i" | "em" => self.nested(element, Inline::Emphasis, out),
            "u" | "ins" => self.nested(element, Inline::Underline, out),
            "sub" => self.nested(element, Inline::Sub, out),
            "sup" => self.nested(element, Inline::Sup, out),
            "code" | "tt" | "kbd" | "samp" => {
                let mut inner = Vec::new();
                self.code(&element.children, &mut inner);
                out.extend(inner);
            }
            "br" => out.push(Inline::Break),
            "wbr" => {}
            "span" if element.attribute("class") == Some("qti-underline") => {
                self.nested(element, Inline::Underline, out);
            }
            "img" => out.extend(self.picture(element, "src")),
            "object" if is_picture(element) => out.extend(self.picture(element, "data")),
            "math" => match MathMl::of(element) {
                Ok((math, left)) => {
                    left.iter().for_each(|name| self.losses.named("loss.attribute", name));
                    out.push(Inline::Math(math));
                }
                Err(why) => {
                    let name = why.args.iter().find(|(name, _)| name == "name").map_or("", |(_, value)| value);
                    let why = why.code.strip_prefix("math.").unwrap_or(&why.code);
                    self.losses.add(Refusal::new("loss.formula").with("why", why).with("name", brief(name, 60)));
                    out.push(Inline::Text(linear::text(element)));
                }
            },
            "a" => {
                self.losses.code("loss.link");
                // A file that came along is shown by nothing else.
                if let Some(Ok(file)) = element.attribute("href").map(self.file) {
                    self.losses.add(Refusal::new("loss.address").with("address", brief(file.as_str(), 80)));
                }
                self.line(&element.children, out);
            }
            "script" | "style" | "template" | "noscript" => self.losses.named("loss.part", name),
            "iframe" | "object" | "embed" | "video" | "audio" => self.embedded(element, out),
            "svg" | "canvas" | "form" | "input" | "select" | "textarea" | "button" => {
                self.losses.named("loss.element", name);
                self.line(&element.children, out);
            }
            "rp" => {}
            "rt" => {
                // A reading beside a sign must not run together with it.
                self.losses.named("loss.element", name);
                out.push(Inline::Text("(".to_owned()));
                self.line(&element.children, out);
                out.push(Inline::Text(")".to_owned()));
            }
            "span" => {
                if element.attribute("class").is_some() {
                    self.losses.code("loss.style");
                }
                self.line(&element.children, out);
            }
            "font" | "small" | "big" | "abbr" | "acronym" | "cite" | "dfn" | "var" | "q" | "label" | "s" | "strike"
            | "del" | "mark" | "time" | "bdi" | "bdo" => {
                self.losses.named("loss.element", name);
                self.line(&element.children, out);
            }
            _ if is_block(name) => {
                // Blocks within a line: their words on lines of their own.
                self.losses.named("loss.element", name);
                out.push(Inline::Break);
                self.line(&element.children, out);
                out.push(Inline::Break);
            }
            _ => {
                self.losses.named("loss.element", name);
                self.line(&element.children, out);
            }
        }
    }
}
