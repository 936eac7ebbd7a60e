//! From year to year: the outcome of all events of one host.

use std::collections::BTreeMap;

use certification::{
    permit::{self, Action, Actor, Object},
    record::event::Event,
};
use store::{Find, Read, view::counts_of};

use super::{Counts, Share, Telling};
use crate::WorkflowError;

/// What came out in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Year {
    /// The year in which its events began.
    pub year: i16,
    /// How many events.
    pub events: usize,
    /// How many were decided.
    pub n: i64,
    /// Share of the competent; nothing of too few people.
    pub share: Option<Share>,
}

impl Year {
    /// The intervals of two years have nothing in common: only then is it said that something changed.
    #[must_use]
    pub fn apart(&self, other: &Self) -> Option<bool> {
        let (mine, theirs) = (self.share?, other.share?);
        Some(mine.hi < theirs.lo || theirs.hi < mine.lo)
    }
}

/// The years of the event's host in which somebody was decided, the earliest first; of the events whose outcome this
/// reader may see.
///
/// # Errors
/// When the store cannot be read.
pub async fn years(
    r: &mut impl Read,
    actor: &Actor,
    event: &Event,
    telling: Telling,
) -> Result<Vec<Year>, WorkflowError> {
    let mut events: Vec<Event> = r.find(&Find::by("host", event.host.as_str())).await?;
    events.retain(|e| permit::check(actor, Action::SeeOutcome, &Object::event(e.id)).is_ok());
    let ids: Vec<_> = events.iter().map(|e| e.id).collect();
    let counts = counts_of(r, &ids).await?;
    let mut by: BTreeMap<i16, (usize, Counts)> = BTreeMap::new();
    for event in &events {
        let (Ok(day), Some(of)) = (event.starts.parse::<jiff::civil::Date>(), counts.get(&event.id)) else { continue };
        let counts = Counts::of(of.counts.0);
        if counts.decided() > 0 {
            let year = by.entry(day.year()).or_default();
            year.0 += 1;
            year.1.add(counts);
        }
    }
    let of = |(year, (events, counts)): (i16, (usize, Counts))| {
        let n = counts.decided();
        Year { year, events, n, share: telling.share(counts.decided_k, n).filter(|_| n >= telling.least) }
    };
    Ok(by.into_iter().map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_differ_only_where_their_intervals_do() {
        let telling = Telling { least: 5, confidence: 90 };
        let year = |year, k, n| Year { year, events: 1, n, share: telling.share(k, n) };
        assert_eq!(year(2024, 30, 60).apart(&year(2025, 34, 60)), Some(false));
        assert_eq!(year(2024, 10, 60).apart(&year(2025, 50, 60)), Some(true));
        assert_eq!(Year { share: None, ..year(2024, 1, 2) }.apart(&year(2025, 34, 60)), None);
    }
}
