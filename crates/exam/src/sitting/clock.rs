//! Time of a sitting. The server's clock holds it; a page only shows what is left. Working time runs from a start,
//! stands still while work is impossible, and what stood still is added at the end, each minute once.

use serde::{Deserialize, Serialize};

/// Microseconds of a second.
pub const SECOND: i64 = 1_000_000;
/// Microseconds of a minute.
pub const MINUTE: i64 = 60 * SECOND;

/// How time is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "clock")]
pub enum Clock {
    /// The hall begins and ends together; who comes late has less.
    Hall {
        /// Microseconds UTC.
        begins: i64,
        /// Microseconds UTC.
        ends: i64,
    },
    /// Everyone has the same time from their own beginning.
    Personal {
        /// Minutes.
        minutes: u32,
    },
}

/// More time as a reasonable adjustment (FR.AK.07), agreed before the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extra {
    /// None.
    #[default]
    None,
    /// So many minutes.
    Minutes(u32),
    /// So many per cent of the working time, rounded up to a whole minute.
    Percent(u32),
}

impl Extra {
    /// In microseconds, for a working time in microseconds.
    #[must_use]
    pub fn of(self, work: i64) -> i64 {
        match self {
            Self::None => 0,
            Self::Minutes(minutes) => i64::from(minutes).saturating_mul(MINUTE),
            Self::Percent(percent) => {
                let share = work.max(0).saturating_mul(i64::from(percent)) / 100;
                share.saturating_add(MINUTE - 1) / MINUTE * MINUTE
            }
        }
    }
}

/// What was fixed for one candidate before the start, and when the test was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// How time is measured.
    pub clock: Clock,
    /// More time for this candidate.
    pub extra: Extra,
    /// From when the sitting may be opened, microseconds UTC.
    pub opens: i64,
    /// Until when it may be opened for the first time, microseconds UTC.
    pub last_start: i64,
    /// Since when its test is closed, microseconds UTC; none while it is open.
    #[serde(default)]
    pub closed: Option<i64>,
}

/// Working time before anything is added, microseconds.
#[must_use]
pub fn work(terms: &Terms) -> i64 {
    match terms.clock {
        Clock::Hall { begins, ends } => ends.saturating_sub(begins).max(0),
        Clock::Personal { minutes } => i64::from(minutes).saturating_mul(MINUTE),
    }
}

/// Start and working time in microseconds, once it runs. `began` is when the candidate began.
#[must_use]
pub fn run(terms: &Terms, began: Option<i64>) -> Option<(i64, i64)> {
    let work = work(terms);
    let start = match terms.clock {
        Clock::Hall { begins, .. } => Some(begins),
        Clock::Personal { .. } => began,
    };
    start.map(|start| (start, work.saturating_add(terms.extra.of(work))))
}

/// A stretch in which time stands still; it has not ended when there is no end.
pub type Stretch = (i64, Option<i64>);

/// Puts stretches in order and joins those that overlap, so that nothing is counted twice.
#[must_use]
pub fn joined(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.retain(|(from, until)| until.is_none_or(|until| until > *from));
    stretches.sort_unstable();
    let mut out: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for (from, until) in stretches {
        match out.last_mut() {
            Some((_, None)) => break,
            Some((_, Some(end))) if from <= *end => match until {
                Some(until) => *end = (*end).max(until),
                None => {
                    if let Some(last) = out.last_mut() {
                        last.1 = None;
                    }
                }
            },
            _ => out.push((from, until)),
        }
    }
    out
}

/// When the working time is used up, microseconds UTC; `None` while time stands still and cannot run out.
/// `lost` is [`joined`].
#[must_use]
pub fn deadline(start: i64, work: i64, lost: &[Stretch]) -> Option<i64> {
    let (mut at, mut left) = (start, work);
    for (from, until) in lost {
        let worked = from.saturating_sub(at).max(0);
        if worked >= left {
            break;
        }
        left -= worked;
        match until {
            None => return None,
            Some(until) => at = (*until).max(at),
        }
    }
    Some(at.saturating_add(left.max(0)))
}

/// Working time left at `now`, microseconds, not below zero. `lost` is [`joined`].
#[must_use]
pub fn left(start: i64, work: i64, lost: &[Stretch], now: i64) -> i64 {
    let stood: i64 = lost
        .iter()
        .map(|(from, until)| until.unwrap_or(i64::MAX).min(now).saturating_sub((*from).max(start)).max(0))
        .fold(0, i64::saturating_add);
    let worked = now.saturating_sub(start).max(0).saturating_sub(stood);
    match deadline(start, work, lost) {
        Some(end) if now >= end => 0,
        _ => work.saturating_sub(worked).clamp(0, work.max(0)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::nothing_lost(&[], Some(60))]
    #[case::one_pause(&[(10, Some(15))], Some(65))]
    #[case::overlapping_pause_and_incident(&[(10, Some(15)), (12, Some(20))], Some(70))]
    #[case::before_the_start(&[(-10, Some(-5))], Some(60))]
    #[case::across_the_start(&[(-10, Some(5))], Some(65))]
    #[case::after_time_was_over(&[(60, Some(90))], Some(60))]
    #[case::at_the_last_minute(&[(59, Some(90))], Some(91))]
    #[case::not_ended(&[(10, None)], None)]
    #[case::not_ended_but_after_time_was_over(&[(80, None)], Some(60))]
    #[case::swallowed_by_one_not_ended(&[(10, None), (20, Some(30))], None)]
    #[case::turned_around(&[(30, Some(10))], Some(60))]
    fn time_that_stood_still_is_returned_once(#[case] lost: &[Stretch], #[case] ends: Option<i64>) {
        assert_eq!(deadline(0, 60, &joined(lost.to_vec())), ends);
    }

    #[test]
    fn a_percentage_is_rounded_up_to_a_whole_minute() {
        assert_eq!(Extra::Percent(25).of(90 * MINUTE), 23 * MINUTE);
        assert_eq!(Extra::Percent(50).of(90 * MINUTE), 45 * MINUTE);
        assert_eq!(Extra::Minutes(15).of(90 * MINUTE), 15 * MINUTE);
        assert_eq!(Extra::None.of(90 * MINUTE), 0);
    }

    proptest! {
        /// Walking minute by minute, counting the minutes in which nothing stood still, ends at the same place.
        #[test]
        fn the_deadline_is_where_counting_by_minutes_ends(
            work in 1_i64..40,
            lost in proptest::collection::vec((-5_i64..60, 0_i64..20), 0..6),
        ) {
            let stretches: Vec<Stretch> = lost.iter().map(|(from, long)| (*from, Some(from + long))).collect();
            let (mut at, mut worked) = (0, 0);
            while worked < work {
                let stands = stretches.iter().any(|(from, until)| *from <= at && until.is_some_and(|u| at < u));
                worked += i64::from(!stands);
                at += 1;
            }
            let lost = joined(stretches);
            prop_assert_eq!(deadline(0, work, &lost), Some(at));
            prop_assert_eq!(left(0, work, &lost, at), 0);
            prop_assert_eq!(left(0, work, &lost, at - 1), 1);
            prop_assert_eq!(left(0, work, &lost, -3), work);
        }
    }
}
