//! Items that look alike, pointed out while one is written: the same question asked twice, in other words or with other
//! options. Likeness is Dice's coefficient over triples of letters of the folded text (Dice 1945): 1 for the same text,
//! 0 for texts without a common triple.

use certification::text::fold;

use crate::item::{Content, Item, ItemId};

/// What of an item is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    item: ItemId,
    stem: Vec<u64>,
    options: Vec<u64>,
}

/// An item that looks like another.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// The item found.
    pub item: ItemId,
    /// How alike: over 0, at most 1.
    pub likeness: f64,
}

/// How much the stem weighs where both items have options.
const STEM: f64 = 0.7;
/// The most letters compared of a text.
const LETTERS: usize = 4_000;

impl Likeness {
    /// Takes what is compared from an item. The order of its options does not matter.
    #[must_use]
    pub fn of(item: &Item) -> Self {
        let mut options: Vec<String> =
            item.question.interaction.choices().map(|choice| folded(&choice.content)).collect();
        options.sort_unstable();
        let stem = triples(&folded(&item.question.stem));
        Self { item: item.id.clone(), stem, options: triples(&options.join(" ")) }
    }

    /// How alike two items are, from 0 to 1; the same in both directions.
    #[must_use]
    pub fn to(&self, other: &Self) -> f64 {
        let stem = dice(&self.stem, &other.stem);
        if self.options.is_empty() || other.options.is_empty() {
            return stem;
        }
        STEM.mul_add(stem, (1.0 - STEM) * dice(&self.options, &other.options))
    }
}

/// The items of a bank that look like one, the most alike first, at most `most`. An item is not like itself.
#[must_use]
pub fn find<'a>(one: &Likeness, bank: impl IntoIterator<Item = &'a Likeness>, least: f64, most: usize) -> Vec<Alike> {
    let mut out: Vec<Alike> = bank
        .into_iter()
        .filter(|other| other.item != one.item)
        .map(|other| Alike { item: other.item.clone(), likeness: one.to(other) })
        .filter(|alike| alike.likeness >= least)
        .collect();
    out.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then_with(|| a.item.cmp(&b.item)));
    out.truncate(most);
    out
}

fn folded(content: &Content) -> String {
    let words: String = content.words().chars().take(LETTERS).collect();
    fold(&words)
}

/// Every three letters in a row, sorted, each as often as it occurs.
fn triples(text: &str) -> Vec<u64> {
    if text.is_empty() {
        return Vec::new();
    }
    // Blanks around the text give its first and last letters their weight.
    let letters: Vec<u64> = std::iter::once(' ').chain(text.chars()).chain([' ']).map(u64::from).collect();
    let mut out: Vec<u64> = letters
        .windows(3)
        .filter_map(|three| match three {
            [a, b, c] => Some((a << 42) | (b << 21) | c),
            _ => None,
        })
        .collect();
    out.sort_unstable();
    out
}

fn dice(a: &[u64], b: &[u64]) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    let mut common = 0_u32;
    while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => {
                left.next();
            }
            std::cmp::Ordering::Greater => {
                right.next();
            }
            std::cmp::Ordering::Equal => {
                common += 1;
                left.next();
                right.next();
            }
        }
    }
    let all = u32::try_from(a.len() + b.len()).unwrap_or(u32::MAX);
    f64::from(2 * common) / f64::from(all)
}
