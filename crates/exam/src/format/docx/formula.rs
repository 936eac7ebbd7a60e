//! Formulas of Word (OMML) read into MathML: fractions, powers, indices, roots, sums and integrals, brackets, matrices.
//! What has no like is told, its signs are kept.

use crate::{
    format::linear,
    item::{Inline, MathMl},
    xml::Element,
};

/// A formula as it stands in a line, and whether all of it was understood.
pub(super) fn read(formula: &Element, block: bool) -> (Inline, bool) {
    let mut reading = Reading { whole: true };
    let mut math = Element::new("math").holding_all(reading.parts(formula));
    if block {
        math = math.with("display", "block");
    }
    match MathMl::of(&math) {
        Ok((math, _)) => (Inline::Math(math), reading.whole),
        Err(_) => (Inline::Text(linear::text(&math)), false),
    }
}

/// A formula while it is being read.
struct Reading {
    whole: bool,
}

impl Reading {
    /// What stands side by side within an element.
    fn parts(&mut self, within: &Element) -> Vec<Element> {
        let mut out = Vec::new();
        for child in within.elements() {
            match child.name.as_str() {
                "r" => out.extend(self.run(child)),
                "oMath" | "ins" | "sdt" | "sdtContent" | "smartTag" | "box" | "e" => out.extend(self.parts(child)),
                "del" => self.whole = false,
                // How a part looks.
                name if name.ends_with("Pr") => {}
                _ => out.push(self.part(child)),
            }
        }
        out
    }

    /// What stands side by side, as one.
    fn row(&mut self, within: Option<&Element>) -> Element {
        let mut parts = within.map(|within| self.parts(within)).unwrap_or_default();
        match (parts.len(), parts.pop()) {
            (1, Some(only)) => only,
            (_, last) => Element::new("mrow").holding_all(parts.into_iter().chain(last)),
        }
    }

    /// An element of the parts of another, by their names.
    fn of(&mut self, name: &str, parent: &Element, parts: &[&str]) -> Element {
        Element::new(name).holding_all(parts.iter().map(|part| self.row(parent.first(part))).collect::<Vec<_>>())
    }

    fn part(&mut self, part: &Element) -> Element {
        match part.name.as_str() {
            "f" => match told(part, "type") {
                Some("lin") => {
                    let [num, den] = ["num", "den"].map(|name| self.row(part.first(name)));
                    Element::new("mrow").holding(num).holding(sign("/")).holding(den)
                }
                Some("noBar") => self.of("mfrac", part, &["num", "den"]).with("linethickness", "0"),
                _ => self.of("mfrac", part, &["num", "den"]),
            },
            "sSup" => self.of("msup", part, &["e", "sup"]),
            "sSub" => self.of("msub", part, &["e", "sub"]),
            "sSubSup" => self.of("msubsup", part, &["e", "sub", "sup"]),
            "sPre" => {
                let [base, sub, sup] = ["e", "sub", "sup"].map(|name| self.row(part.first(name)));
                let before = [base, Element::new("mprescripts"), sub, sup];
                Element::new("mmultiscripts").holding_all(before)
            }
            "rad" if on(part, "degHide") || part.first("deg").is_none_or(|deg| deg.elements().all(is_form)) => {
                self.of("msqrt", part, &["e"])
            }
            "rad" => self.of("mroot", part, &["e", "deg"]),
            "nary" => self.large(part),
            "d" => self.brackets(part),
            "func" => {
                let [name, of] = ["fName", "e"].map(|name| self.row(part.first(name)));
                Element::new("mrow").holding(name).holding(of)
            }
            "limLow" => self.of("munder", part, &["e", "lim"]),
            "limUpp" => self.of("mover", part, &["e", "lim"]),
            "acc" => self.over(part, told(part, "chr").unwrap_or("\u{302}"), true),
            "bar" if told(part, "pos") == Some("top") => self.over(part, "\u{af}", true),
            "bar" => self.over(part, "_", false),
            "groupChr" => self.over(part, told(part, "chr").unwrap_or("\u{23df}"), told(part, "pos") == Some("top")),
            "m" => table(part.all("mr").map(|row| row.all("e").map(|cell| self.row(Some(cell))).collect())),
            "eqArr" => table(part.all("e").map(|line| vec![self.row(Some(line))])),
            "phant" if told(part, "show") == Some("0") => self.of("mphantom", part, &["e"]),
            "phant" => self.of("mrow", part, &["e"]),
            _ => {
                self.whole = false;
                let mut text = String::new();
                part.walk(&mut |inner| {
                    if inner.name == "t" {
                        text.push_str(&inner.text());
                    }
                });
                Element::new("mtext").saying(&text)
            }
        }
    }

    /// A sum, an integral and the like, with what stands below and above it.
    fn large(&mut self, part: &Element) -> Element {
        let hidden =
            |name: &str, bound: &str| on(part, name) || part.first(bound).is_none_or(|b| b.elements().all(is_form));
        let beside =
            told(part, "limLoc") == Some("subSup") || (told(part, "chr").is_none() && told(part, "limLoc").is_none());
        let mut bounds = vec![sign(told(part, "chr").unwrap_or("∫"))];
        let (low, high) = (!hidden("subHide", "sub"), !hidden("supHide", "sup"));
        for (shown, name) in [(low, "sub"), (high, "sup")] {
            if shown {
                bounds.push(self.row(part.first(name)));
            }
        }
        let name = match (low, high, beside) {
            (true, true, true) => "msubsup",
            (true, true, false) => "munderover",
            (true, false, true) => "msub",
            (true, false, false) => "munder",
            (false, true, true) => "msup",
            (false, true, false) => "mover",
            (false, false, _) => "mrow",
        };
        let of = self.row(part.first("e"));
        Element::new("mrow").holding(Element::new(name).holding_all(bounds)).holding(of)
    }

    fn brackets(&mut self, part: &Element) -> Element {
        let sign_of = |name: &str, usual: &str| sign(told(part, name).unwrap_or(usual));
        let mut out = Element::new("mrow").holding(sign_of("begChr", "("));
        for (at, inner) in part.all("e").enumerate() {
            if at > 0 {
                out = out.holding(sign_of("sepChr", "|"));
            }
            out = out.holding(self.row(Some(inner)));
        }
        out.holding(sign_of("endChr", ")"))
    }

    fn over(&mut self, part: &Element, mark: &str, above: bool) -> Element {
        let name = if above { "mover" } else { "munder" };
        Element::new(name).holding(self.row(part.first("e"))).holding(sign(mark))
    }

    /// Letters one by one, numbers as a whole, other signs as operators.
    fn run(&mut self, run: &Element) -> Vec<Element> {
        let known = |child: &Element| is_form(child) || matches!(child.name.as_str(), "t" | "lastRenderedPageBreak");
        self.whole &= run.elements().all(known);
        let text: String = run.all("t").map(Element::text).collect();
        let form = |name: &str| run.all("rPr").find_map(|form| form.first(name));
        if form("nor").is_some() {
            return vec![Element::new("mtext").saying(&text)];
        }
        let upright = form("sty").and_then(|style| style.attribute("val")) == Some("p");
        let mut out = Vec::new();
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let (name, length) = if first.is_numeric() {
                ("mn", number(rest))
            } else if first.is_alphabetic() && upright {
                ("mi", rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()))
            } else if first.is_alphabetic() {
                ("mi", first.len_utf8())
            } else {
                ("mo", first.len_utf8())
            };
            let (token, behind) = rest.split_at(length);
            out.push(match first.is_whitespace() {
                true => Element::new("mspace").with("width", "0.3em"),
                false => Element::new(name).saying(token),
            });
            rest = behind;
        }
        out
    }
}

/// How many bytes the number takes that a text begins with: a point or comma between digits is part of it.
fn number(text: &str) -> usize {
    let mut length = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let between = matches!(sign, '.' | ',') && signs.peek().is_some_and(|(_, next)| next.is_numeric());
        if !sign.is_numeric() && !between {
            break;
        }
        length = at + sign.len_utf8();
    }
    length
}

fn sign(text: &str) -> Element {
    Element::new("mo").saying(text)
}

fn table(rows: impl Iterator<Item = Vec<Element>>) -> Element {
    let cell = |cell: Element| Element::new("mtd").holding(cell);
    let row = |row: Vec<Element>| Element::new("mtr").holding_all(row.into_iter().map(cell));
    Element::new("mtable").holding_all(rows.map(row))
}

/// Says how something looks.
fn is_form(element: &Element) -> bool {
    element.name.ends_with("Pr")
}

/// What the properties of a part say.
fn told<'a>(part: &'a Element, name: &str) -> Option<&'a str> {
    let form = part.elements().find(|child| is_form(child))?;
    form.first(name).and_then(|told| told.attribute("val"))
}

fn on(part: &Element, name: &str) -> bool {
    let form = part.elements().find(|child| is_form(child));
    form.is_some_and(|form| super::run::on(form, name))
}
