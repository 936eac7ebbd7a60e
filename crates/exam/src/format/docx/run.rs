//! Runs of a Word paragraph read into inlines: what is bold, italic, underlined, raised, lowered, a picture. What else a
//! run holds is told as lost; its words are kept.

use std::collections::BTreeMap;

use certification::refusal::Refusal;

use super::{formula, styles::Styles};
use crate::{
    format::report::{Losses, brief},
    item::{Block, Content, Inline, MediaName, Picture},
    xml::Element,
};

/// What a document refers to by name: targets of relations that lie within the package.
#[derive(Debug, Default)]
pub(super) struct Targets(pub(super) BTreeMap<String, String>);

/// EMU of a pixel, at 96 pixels an inch.
pub(super) const EMU: u64 = 9_525;

/// How the name of a picture begins that tells its size as this house has it: `ukuran=640x480`, either part may be empty.
pub(super) const SIZED: &str = "ukuran=";

/// Kinds of pictures that pages can show.
const SHOWN: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "svg"];

/// Reads what stands in a line.
pub(super) struct Runs<'a> {
    pub(super) targets: &'a Targets,
    pub(super) styles: &'a Styles,
    /// The style of the paragraph.
    pub(super) style: Option<&'a str>,
    pub(super) losses: &'a mut Losses,
    pub(super) out: Vec<Inline>,
    /// What is not shown, in its order.
    pub(super) hidden: Vec<Inline>,
    /// The words that are struck out.
    pub(super) struck: String,
}

impl Runs<'_> {
    /// The children of a paragraph, a hyperlink, an insertion.
    pub(super) fn read(&mut self, element: &Element) {
        for child in element.elements() {
            match child.name.as_str() {
                "r" => self.run(child),
                "hyperlink" => {
                    if child.attribute("r:id").is_some() {
                        self.losses.code("loss.link");
                    }
                    self.read(child);
                }
                "ins" | "moveTo" => {
                    self.losses.code("loss.tracked-changes");
                    self.read(child);
                }
                "del" | "moveFrom" => self.losses.code("loss.tracked-changes"),
                "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml" | "dir" | "bdo" => self.read(child),
                "oMath" => self.formula(child, false),
                "oMathPara" => child.all("oMath").for_each(|formula| self.formula(formula, true)),
                "AlternateContent" => {
                    if let Some(choice) = child.first("Choice") {
                        self.read(choice);
                    }
                }
                "subDoc" => self.losses.code("loss.object"),
                _ => {}
            }
        }
    }

    fn formula(&mut self, formula: &Element, block: bool) {
        let (read, whole) = formula::read(formula, block);
        if !whole {
            self.losses.code("loss.equation");
        }
        self.out.push(read);
    }

    fn run(&mut self, run: &Element) {
        let form = run.first("rPr");
        let mut inner = Vec::new();
        std::mem::swap(&mut inner, &mut self.out);
        for child in run.elements() {
            self.piece(child);
        }
        std::mem::swap(&mut inner, &mut self.out);
        if inner.is_empty() {
            return;
        }
        if self.styles.hides(run, self.style) {
            self.hidden.extend(inner);
            return;
        }
        // A blank between words stays one.
        if self.styles.strikes(run, self.style) && inner.iter().any(shows) {
            self.strike(inner);
            return;
        }
        let Some(form) = form else {
            self.out.extend(inner);
            return;
        };
        if on(form, "highlight") || on(form, "position") || coloured(form) {
            self.losses.code("loss.style");
        }
        let align = form.first("vertAlign").and_then(|align| align.attribute("val"));
        let align = align.or_else(|| self.styles.raises(form));
        let wrap = [
            (align == Some("subscript"), Inline::Sub as fn(Vec<Inline>) -> Inline),
            (align == Some("superscript"), Inline::Sup),
            (on(form, "u"), Inline::Underline),
            (on(form, "i"), Inline::Emphasis),
            (on(form, "b"), Inline::Strong),
        ];
        for (set, make) in wrap {
            if set {
                inner = vec![make(inner)];
            }
        }
        self.out.extend(inner);
    }

    fn piece(&mut self, piece: &Element) {
        match piece.name.as_str() {
            "t" => self.out.push(Inline::Text(piece.text())),
            "tab" | "ptab" => self.out.push(Inline::Text("\t".to_owned())),
            "br" | "cr" if !matches!(piece.attribute("type"), Some("page" | "column")) => self.out.push(Inline::Break),
            "noBreakHyphen" => self.out.push(Inline::Text("\u{2011}".to_owned())),
            "sym" => {
                self.losses.code("loss.object");
            }
            "drawing" | "pict" => self.drawing(piece),
            "object" => {
                self.losses.code("loss.object");
                self.boxes(piece);
            }
            "AlternateContent" => {
                if let Some(choice) = piece.first("Choice") {
                    choice.elements().for_each(|child| self.piece(child));
                }
            }
            // A formula of older documents is a field without a result.
            "instrText" if piece.text().trim_start().to_ascii_uppercase().starts_with("EQ ") => {
                self.losses.code("loss.equation");
                self.out.push(Inline::Text(piece.text().trim().chars().skip(3).collect()));
            }
            "footnoteReference" | "endnoteReference" => self.losses.code("loss.note"),
            "commentReference" => self.losses.code("loss.comment"),
            "delText" => self.losses.code("loss.tracked-changes"),
            _ => {}
        }
    }

    /// Keeps the words of what is struck out, and the names of its pictures.
    fn strike(&mut self, inner: Vec<Inline>) {
        for inline in &inner {
            if let Inline::Picture(picture) = inline {
                self.losses.struck(picture.file.as_str());
            }
        }
        self.struck.push_str(&Content(vec![Block::Paragraph(inner)]).words());
    }

    /// Tells of what is not shown that it is left out; what follows is read anew.
    pub(super) fn leave_hidden(&mut self) {
        let text = Content(vec![Block::Paragraph(std::mem::take(&mut self.hidden))]).words();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.losses.add(Refusal::new("loss.hidden-text").with("text", brief(&text, 60)));
        }
    }

    /// A drawing: its pictures; what else it draws is told as lost, with the words of its boxes.
    fn drawing(&mut self, drawing: &Element) {
        let (mut alt, mut size, mut own, mut found) = (String::new(), (None, None), None, Vec::new());
        drawing.walk(&mut |part| match part.name.as_str() {
            "docPr" => {
                alt = part.attribute("descr").unwrap_or_default().trim().to_owned();
                own = part.attribute("name").and_then(|name| name.strip_prefix(SIZED));
            }
            "extent" => {
                let pixels = |name: &str| {
                    let emu: u64 = part.attribute(name)?.parse().ok()?;
                    u32::try_from(emu / EMU).ok().filter(|pixels| *pixels > 0)
                };
                size = (pixels("cx"), pixels("cy"));
            }
            "blip" => found.push((part.attribute("r:embed"), part.attribute("r:link"))),
            "imagedata" => found.push((part.attribute("r:id"), part.attribute("r:href"))),
            _ => {}
        });
        // This house writes which of both was told; Word always wants both.
        if let Some((width, height)) = own.and_then(|told| told.split_once('x')) {
            size = (width.parse().ok(), height.parse().ok());
        }
        let drawn = found.is_empty();
        for (embedded, linked) in found {
            let file = embedded.and_then(|id| self.targets.0.get(id));
            match file {
                Some(file) if SHOWN.contains(&ending(file).as_str()) => {
                    if let Ok(file) = MediaName::new(file.as_str()) {
                        let (width, height) = size;
                        self.out.push(Inline::Picture(Picture { file, alt: alt.clone(), width, height }));
                    }
                }
                Some(file) => self.losses.named("loss.picture-kind", file),
                None if linked.is_some() => self.losses.code("loss.picture-linked"),
                None => self.losses.named("loss.file-missing", embedded.unwrap_or("?")),
            }
        }
        let boxed = self.boxes(drawing);
        if drawn && !boxed {
            self.losses.code("loss.object");
        }
    }

    /// Tells the words of text boxes as lost; whether there were any.
    fn boxes(&mut self, element: &Element) -> bool {
        let mut words = Vec::new();
        element.walk(&mut |part| {
            if part.name == "txbxContent" {
                let mut text = String::new();
                part.walk(&mut |inner| {
                    if inner.name == "t" {
                        text.push_str(&inner.text());
                    }
                });
                words.push(text);
            }
        });
        for text in &words {
            self.losses.named("loss.text-box", text);
        }
        !words.is_empty()
    }
}

/// Something other than blanks.
fn shows(inline: &Inline) -> bool {
    !matches!(inline, Inline::Text(text) if text.trim().is_empty()) && *inline != Inline::Break
}

/// The ending of a file's name, in small letters.
pub(super) fn ending(file: &str) -> String {
    file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

pub(super) fn on(form: &Element, name: &str) -> bool {
    form.first(name).is_some_and(|set| !matches!(set.attribute("val"), Some("0" | "false" | "none" | "off")))
}

/// In a colour of its own, other than black.
fn coloured(form: &Element) -> bool {
    let colour = form.first("color").and_then(|colour| colour.attribute("val"));
    colour.is_some_and(|colour| !matches!(colour, "auto" | "000000"))
}
