//! Signs of a page by the way they stand: upright, on a side, or upside down. A page that is turned draws its text so that it
//! stands upright when shown; what most of its signs do is how it is read.

use pdf_extract::Transform;

use super::layout::Glyph;

/// Letters of a text that stands otherwise than the rest of its page, from which on it is more than a mark at the margin.
const TEXT: usize = 200;
/// And the part of all letters that it is at least.
const PART: usize = 5;

/// Signs by the quarters of a turn by which they stand, counted against the clock.
#[derive(Debug, Default)]
pub(super) struct Turned {
    quarters: [Vec<Glyph>; 4],
}

impl Turned {
    /// Adds a sign, where it would stand if the page were turned so that it is upright.
    pub fn put(&mut self, at: &Transform, width: f64, size: f64, sign: &str) {
        let (quarter, x, y) = match (at.m12.abs() <= at.m11.abs(), at.m11 < 0.0, at.m12 < 0.0) {
            (true, false, _) => (0, at.m31, at.m32),
            (false, _, false) => (1, at.m32, -at.m31),
            (true, true, _) => (2, -at.m31, -at.m32),
            (false, _, true) => (3, -at.m32, at.m31),
        };
        let (along, across, slant) = if quarter % 2 == 0 { (at.m11, at.m22, at.m12) } else { (at.m12, at.m21, at.m11) };
        let (wide, high) = (along.abs() * size, across.abs().max(slant.abs()) * size);
        let size = if high > 0.0 { high } else { wide };
        if let Some(signs) = self.quarters.get_mut(quarter) {
            signs.push(Glyph { x, y, end: x + width * wide, size, text: sign.into() });
        }
    }

    /// How many signs there are.
    pub fn len(&self) -> usize {
        self.quarters.iter().map(Vec::len).sum()
    }

    /// How many of them are letters or figures.
    pub fn letters(&self) -> usize {
        self.quarters.iter().map(|signs| letters(signs)).sum()
    }

    /// The signs of the way in which most of the letters stand, and whether the others are but marks.
    pub fn upright(mut self) -> (Vec<Glyph>, bool) {
        let counts = self.quarters.each_ref().map(|signs| letters(signs));
        let most = (0..4).rev().max_by_key(|quarter| counts.get(*quarter)).unwrap_or(0);
        let all: usize = counts.iter().sum();
        let others = all - counts.get(most).copied().unwrap_or(0);
        let signs = self.quarters.get_mut(most).map(std::mem::take).unwrap_or_default();
        (signs, others < TEXT || others * PART < all)
    }
}

fn letters(signs: &[Glyph]) -> usize {
    signs.iter().filter(|sign| sign.text.contains(char::is_alphanumeric)).count()
}
