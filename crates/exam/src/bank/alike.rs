//! Items that look alike, pointed out while one is written, reviewed or taken from a file: the same question asked twice,
//! in other words or with other options. Likeness is Dice's coefficient over triples of letters of the folded text (Dice 1945): 1 for the same text,
//! 0 for texts without a common triple.

use std::collections::{BTreeSet, HashMap};

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

/// A bank in which many items are sought one after the other: each is compared only with those that share one of the
/// rarer triples of its stem, and still nothing that [`find`] finds is missed.
#[derive(Debug)]
pub struct Index {
    bank: Vec<Likeness>,
    /// By triple, who has it in its stem, each once.
    having: HashMap<u64, Vec<u32>>,
}

impl Index {
    /// Takes a bank.
    #[must_use]
    pub fn new(bank: Vec<Likeness>) -> Self {
        let mut having: HashMap<u64, Vec<u32>> = HashMap::new();
        for (at, one) in (0_u32..).zip(&bank) {
            for equals in one.stem.chunk_by(|a, b| a == b) {
                having.entry(equals.first().copied().unwrap_or_default()).or_default().push(at);
            }
        }
        Self { bank, having }
    }

    /// As [`find`] over the whole bank.
    #[must_use]
    pub fn find(&self, one: &Likeness, least: f64, most: usize) -> Vec<Alike> {
        // With options quite the same, the stems have to be so alike still.
        let stems = (least - (1.0 - STEM)) / STEM;
        if stems <= 0.0 || one.stem.is_empty() {
            return find(one, &self.bank, least, most);
        }
        // Dice's coefficient of at least s asks of n triples that s·n / (2 − s) be common: those that may be missing are
        // fewer than the rarest that are looked for here. A hair is taken off for what floating point rounds.
        let n = one.stem.len();
        let common = (stems * n as f64 / (2.0 - stems) - 1e-9).ceil().max(1.0) as usize;
        let rarity = |triple: &u64| self.having.get(triple).map_or(0, Vec::len);
        let mut rarest = one.stem.clone();
        rarest.sort_by_key(|triple| (rarity(triple), *triple));
        rarest.truncate(n - common.min(n) + 1);
        rarest.dedup();
        let near: BTreeSet<u32> =
            rarest.iter().filter_map(|triple| self.having.get(triple)).flatten().copied().collect();
        find(one, near.into_iter().filter_map(|at| self.bank.get(at as usize)), least, most)
    }
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
