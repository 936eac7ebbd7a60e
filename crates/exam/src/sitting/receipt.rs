//! What the server acknowledges. A page keeps each of its acts until a receipt names it; a receipt is made from
//! events that are **synced to disk**, never from what is only in memory. That is for the caller to keep.

use serde::{Deserialize, Serialize};

use super::Sitting;

/// Ranges that one receipt names. What it leaves out is sent again, never lost.
pub const MOST_RANGES: usize = 64;

/// Which acts of one page are durable.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Receipt {
    /// Epoch of the page.
    pub epoch: u64,
    /// Number that the page drew.
    pub page: u32,
    /// Durable sequences as ranges, both ends included, rising, with gaps between them.
    pub durable: Vec<(u32, u32)>,
    /// A later epoch, when there is one: the page opens anew before it goes on.
    pub overtaken_by: Option<u64>,
}

impl Receipt {
    /// Whether the page may forget the act of that sequence.
    #[must_use]
    pub fn names(&self, sequence: u32) -> bool {
        self.durable.iter().any(|(from, to)| (*from..=*to).contains(&sequence))
    }
}

impl Sitting {
    /// What a page may forget: sequences of that epoch and page that this sitting holds.
    #[must_use]
    pub fn receipt(&self, epoch: u64, page: u32) -> Receipt {
        let mut durable: Vec<(u32, u32)> = Vec::new();
        for key in self.sent.keys().filter(|key| key.epoch == epoch && key.page == page) {
            let full = durable.len() >= MOST_RANGES;
            match durable.last_mut() {
                Some((_, to)) if key.sequence <= to.saturating_add(1) => *to = key.sequence.max(*to),
                _ if full => break,
                _ => durable.push((key.sequence, key.sequence)),
            }
        }
        Receipt { epoch, page, durable, overtaken_by: self.epoch().filter(|latest| *latest > epoch) }
    }
}
