//! Chance with a seed, and the changes that are made by it.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

use crate::xml::{Bounds, Element, Node, read};

/// Chance that can be had again.
pub struct Chance(ChaCha8Rng);

/// What formats take as signs, and numbers that overflow.
const SIGNS: &[&str] = &[
    "{",
    "}",
    "~",
    "=",
    "%",
    "#",
    "::",
    "->",
    "[html]",
    "[[",
    "]]",
    "|",
    "\\",
    "ANSWER: B\n",
    "A) ",
    "\n\n",
    "//",
    "$CATEGORY:",
    "{1:SHORTANSWER:=x}",
    "%100%",
    "99999999999999999999999999999999",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "-1",
    "1e999",
    "NaN",
    "<",
    ">",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "&bomb;",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?xml version=\"1.1\"?>",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\r",
    "\t",
    "null",
    "[]",
    "{}",
    "true",
    "\"",
    "1. ",
    "Kunci: ",
    "Soal",
    "±",
];

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below `most`, 0 when that is 0.
    pub fn below(&mut self, most: usize) -> usize {
        let n = usize::try_from(self.0.next_u64() % (most.max(1) as u64)).unwrap();
        n.min(most.saturating_sub(1))
    }

    /// Changes bytes: flips, cuts, repeats, puts signs in.
    pub fn bytes(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(6) {
            let (at, to) = (self.below(bytes.len() + 1), self.below(bytes.len() + 1));
            let (from, to) = (at.min(to), at.max(to).min(at.min(to) + 4_000));
            match self.below(7) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                1 if at < bytes.len() => bytes[at] = self.0.next_u32() as u8,
                2 => {
                    bytes.drain(from..to);
                }
                3 => bytes.truncate(at),
                4 => {
                    let piece = bytes[from..to].to_vec();
                    let at = self.below(bytes.len() + 1);
                    bytes.splice(at..at, piece);
                }
                _ => {
                    let sign = SIGNS[self.below(SIGNS.len())].repeat(1 + self.below(3) * self.below(40));
                    bytes.splice(at..at, sign.into_bytes());
                }
            }
        }
    }

    /// Changes a document of XML as a tree: swaps, repeats, takes away, nests, widens. What is no XML is changed as bytes.
    pub fn tree(&mut self, bytes: &mut Vec<u8>) {
        let Ok(mut root) = read(bytes, Bounds::default()) else { return self.bytes(bytes) };
        for _ in 0..=self.below(3) {
            let mut count = 0;
            root.walk(&mut |_| count += 1);
            let at = self.below(count);
            let other = nth(&mut root, self.below(count)).cloned().unwrap_or_default();
            let Some(element) = nth(&mut root, at) else { continue };
            match self.below(9) {
                0 => *element = other,
                1 => element.children.push(Node::Element(other)),
                2 => {
                    let gone = self.below(element.children.len());
                    element.children.drain(gone..(gone + 1).min(element.children.len()));
                }
                3 => element.children.reverse(),
                4 => {
                    for _ in 0..self.below(220) {
                        let inner = std::mem::take(element);
                        *element = Element::new("div").holding(inner);
                    }
                }
                5 => {
                    let copies = vec![Node::Element(other); 1 + self.below(300)];
                    element.children.extend(copies);
                }
                6 => {
                    let value = SIGNS[self.below(SIGNS.len())].repeat(1 + self.below(2) * 20_000);
                    let name = element.attributes.first().map_or("identifier", |(name, _)| name.as_str()).to_owned();
                    element.attributes.retain(|(known, _)| *known != name);
                    element.attributes.push((name, value.replace('\0', "")));
                }
                7 => {
                    let text = SIGNS[self.below(SIGNS.len())].repeat(1 + self.below(2) * 5_000);
                    element.children.insert(0, Node::Text(text.replace('\0', "")));
                }
                _ => element.name = other.name,
            }
        }
        *bytes = root.document().into_bytes();
        if self.below(4) == 0 {
            self.bytes(bytes);
        }
    }
}

/// The element of that number, outer before inner.
fn nth(root: &mut Element, number: usize) -> Option<&mut Element> {
    fn find<'a>(element: &'a mut Element, left: &mut usize) -> Option<&'a mut Element> {
        if *left == 0 {
            return Some(element);
        }
        *left -= 1;
        for child in &mut element.children {
            if let Node::Element(child) = child
                && let Some(found) = find(child, left)
            {
                return Some(found);
            }
        }
        None
    }
    let mut left = number;
    find(root, &mut left)
}
