//! How long a candidate was at a question, for figures of many sittings; nothing is judged of one by it. The time from
//! one act to the next belongs to the question of the later act. Between two acts of one page the device's own clock
//! tells it, so that acts which came late in one batch keep their lengths; otherwise the server's.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Sitting,
    clock::{SECOND, Stretch},
    event::Act,
};

/// Where the hand stood at an act.
#[derive(Clone, Copy)]
struct At {
    epoch: u64,
    page: Option<u32>,
    received: i64,
    made: Option<i64>,
}

impl Sitting {
    /// Seconds at each question that was answered, by number: of all stays together. Time that stood still does not
    /// count.
    #[must_use]
    pub fn seconds(&self) -> BTreeMap<u16, f64> {
        let still = self.stood_still();
        let mut steps: Vec<(At, Option<u16>)> = self
            .openings()
            .map(|(number, received, _)| (At { epoch: number, page: None, received, made: None }, None))
            .collect();
        let mut answered = BTreeSet::new();
        for (key, first) in &self.sent {
            let question = match &key.act {
                Act::Answered { question, .. } => {
                    answered.insert(*question);
                    Some(*question)
                }
                Act::Flagged { question, .. } | Act::Noted { question, .. } => Some(*question),
                _ => continue,
            };
            let at = At { epoch: key.epoch, page: Some(key.page), received: first.received, made: first.made };
            steps.push((at, question));
        }
        // An opening begins its epoch; within a page the order of making is that of its sequences, in which they lie.
        steps.sort_by_key(|(at, question)| (at.epoch, question.is_some(), at.page));
        let mut out: BTreeMap<u16, f64> = BTreeMap::new();
        for pair in steps.windows(2) {
            let [(before, _), (after, Some(question))] = pair else { continue };
            let length = between(*before, *after, &still);
            *out.entry(*question).or_default() += length as f64 / SECOND as f64;
        }
        out.retain(|question, _| answered.contains(question));
        out
    }
}

/// Microseconds from one act to the next.
fn between(before: At, after: At, still: &[Stretch]) -> i64 {
    let (from, until) = match (before.made, after.made) {
        (Some(from), Some(until)) if before.page == after.page && until >= from => (from, until),
        _ => (before.received, after.received),
    };
    let lost: i64 = still
        .iter()
        .map(|(from, until)| {
            let end = until.unwrap_or(i64::MAX).min(after.received);
            end.saturating_sub((*from).max(before.received)).max(0)
        })
        .sum();
    until.saturating_sub(from).saturating_sub(lost).max(0)
}
