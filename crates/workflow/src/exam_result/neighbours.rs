//! Unusual agreement between neighbours in one form of a test: who sat beside whom, and who sat so far apart that they
//! cannot have seen each other, from whom the index's own rate of false alarms is taken.

use certification::refusal::Refusal;
use exam::{
    score::Score,
    statistics::{
        Code, Figure, Settings,
        agreement::{Comparison, agreement},
    },
};

use super::{
    analysis::choices,
    basis::{Sat, Scorable},
};

/// Strangers' comparisons from which the rate of false alarms is taken, at most.
const MOST_STRANGERS: usize = 5_000;
/// Seats so far apart cannot see each other.
const FAR: i64 = 10;
/// Forms go round the room in turn, so that the next one with the same form sits two or three seats on.
const BESIDE: i64 = 2;

/// Agreement between neighbours.
#[derive(Debug, Clone)]
pub struct Neighbours {
    /// Comparisons whose agreement is more than chance allows: seats of the one looked at and of the neighbour.
    pub unusual: Vec<(i64, i64, Comparison)>,
    /// How many comparisons could be tested.
    pub tests: usize,
    /// How many were made.
    pub compared: usize,
    /// How often the index alarms for those who cannot have seen each other.
    pub false_alarms: Figure,
}

/// Compares each with those at the seats beside, and the far ones with each other for the rate of false alarms.
pub(super) fn neighbours(
    of: &Scorable,
    sat: &[&Sat],
    scores: &[Score],
    settings: &Settings,
) -> Result<Neighbours, Refusal> {
    let choices = match choices(&of.form.questions, sat, scores, true) {
        Ok(choices) => choices,
        // No question of this form has options to share.
        Err(refusal) if refusal.code == "statistics.no-items" => {
            let false_alarms = Figure::too_few(0, settings.minimum.agreement);
            return Ok(Neighbours { unusual: Vec::new(), tests: 0, compared: 0, false_alarms });
        }
        Err(refusal) => return Err(refusal),
    };
    let seats: Vec<i64> = sat.iter().map(|sat| sat.sitting.seat).collect();
    let report = agreement(&choices, &beside(&seats), &strangers(&seats, MOST_STRANGERS), settings)?;
    let seat = |at: usize| seats.get(at).copied().unwrap_or_default();
    let unusual = report
        .comparisons
        .iter()
        .filter(|comparison| comparison.share.code() == Code::AgreementUnusual)
        .map(|comparison| (seat(comparison.copier), seat(comparison.source), comparison.clone()))
        .collect();
    Ok(Neighbours {
        unusual,
        tests: report.tests,
        compared: report.comparisons.len(),
        false_alarms: report.false_positive_rate,
    })
}

/// Places in the order of their seats.
fn by_seat(seats: &[i64]) -> Vec<(i64, usize)> {
    let mut order: Vec<(i64, usize)> = seats.iter().enumerate().map(|(place, seat)| (*seat, place)).collect();
    order.sort_unstable();
    order
}

/// Pairs who sat beside each other: each is compared with the few that follow in the order of the seats.
fn beside(seats: &[i64]) -> Vec<(usize, usize)> {
    let order = by_seat(seats);
    let following = |at: usize, one: (i64, usize)| {
        let near = order.iter().skip(at + 1).take_while(move |other| other.0 - one.0 <= BESIDE);
        near.map(move |other| (one.1.min(other.1), one.1.max(other.1)))
    };
    let mut out: Vec<(usize, usize)> = order.iter().enumerate().flat_map(|(at, one)| following(at, *one)).collect();
    out.sort_unstable();
    out
}

/// Each pair of places once, with how many seats they are apart.
fn pairs(seats: &[i64]) -> impl Iterator<Item = ((usize, usize), i64)> {
    seats.iter().enumerate().flat_map(move |(a, one)| {
        let others = seats.iter().enumerate().skip(a + 1);
        others.map(move |(b, other)| ((a, b), one.abs_diff(*other).try_into().unwrap_or(i64::MAX)))
    })
}

/// Pairs who sat far apart: all of them, or at most so many. In a large room each candidate is compared with those who
/// sit certain distances further on in the order of the seats, round the end of the room to its beginning; the distances
/// are spread evenly over all that there are. So each is in as many pairs as any other, and the same sittings give the
/// same pairs whenever they are looked at.
fn strangers(seats: &[i64], most: usize) -> Vec<(usize, usize)> {
    let far = || pairs(seats).filter(|(_, apart)| *apart >= FAR).map(|(pair, _)| pair);
    if far().nth(most).is_none() {
        return far().collect();
    }
    let order = by_seat(seats);
    let n = order.len();
    let nearest = usize::try_from(FAR).unwrap_or_default();
    // Half-way round the room, or every pair would come twice.
    let distances = (n.saturating_sub(1) / 2).saturating_sub(nearest) + 1;
    let steps = (most / n.max(1)).clamp(1, distances);
    let skipped = n.div_ceil(most.max(1)).max(1);
    let mut out = Vec::with_capacity(most);
    for step in 0..steps {
        let distance = nearest + step * distances / steps;
        let round = order.iter().zip(order.iter().cycle().skip(distance)).step_by(skipped);
        out.extend(round.filter(|(one, other)| (one.0 - other.0).abs() >= FAR).map(|(one, other)| (one.1, other.1)));
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// How often each seat is in a sample.
    fn counts(seats: &[i64], sample: &[(usize, usize)]) -> Vec<usize> {
        let mut counts = vec![0; seats.len()];
        for (a, b) in sample {
            counts[*a] += 1;
            counts[*b] += 1;
        }
        counts
    }

    #[test]
    fn strangers_are_taken_from_the_whole_room() {
        for n in [120_i64, 333, 1_000] {
            // Whoever was scored first sat anywhere.
            let seats: Vec<i64> = (0..n).map(|place| 1 + place * 7 % n).collect();
            let sample = strangers(&seats, MOST_STRANGERS);
            assert!((MOST_STRANGERS * 9 / 10..=MOST_STRANGERS).contains(&sample.len()), "{n}: {}", sample.len());
            assert!(sample.iter().all(|(a, b)| (seats[*a] - seats[*b]).abs() >= FAR));
            let once: BTreeSet<(usize, usize)> = sample.iter().map(|(a, b)| (*a.min(b), *a.max(b))).collect();
            assert_eq!(once.len(), sample.len(), "no pair comes twice");
            let counts = counts(&seats, &sample);
            assert!(counts.iter().all(|count| *count == counts[0]), "each is in as many as any other: {counts:?}");
            assert_eq!(sample, strangers(&seats, MOST_STRANGERS), "the same sittings, the same pairs");
        }
    }

    #[test]
    fn a_room_of_more_seats_than_pairs_is_looked_at_from_end_to_end() {
        let seats: Vec<i64> = (1..=250).collect();
        let sample = strangers(&seats, 100);
        assert!((50..=100).contains(&sample.len()), "{}", sample.len());
        assert!(sample.iter().any(|(a, _)| *a < 25) && sample.iter().any(|(a, _)| *a >= 225));
    }

    #[test]
    fn neighbours_are_those_one_or_two_seats_on() {
        assert_eq!(beside(&[7, 1, 4, 2, 6]), [(0, 4), (1, 3), (2, 3), (2, 4)]);
        assert_eq!(beside(&[5]), []);
    }

    #[test]
    fn a_small_room_is_taken_whole() {
        let seats: Vec<i64> = (1..=30).collect();
        let sample = strangers(&seats, MOST_STRANGERS);
        assert_eq!(sample.len(), 20 * 21 / 2, "each with those ten seats on or more");
        assert!(strangers(&seats[..9], MOST_STRANGERS).is_empty(), "nobody sits far from anybody");
    }
}
