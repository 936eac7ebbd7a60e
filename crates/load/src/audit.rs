//! The audit: is each acknowledged act in the record, once, and does what finally counts agree with what the
//! candidates were told? Who calls reads the record; nothing here trusts the server's word.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::acts::{Acts, Digest, Made};

/// How many findings are written out.
const MOST_EXAMPLES: usize = 20;

/// An act in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The sitting, written as in the plan.
    pub sitting: String,
    /// Epoch.
    pub epoch: u64,
    /// Number that the page drew.
    pub page: u32,
    /// Sequence.
    pub sequence: u32,
    /// Of the act: [`crate::digest`].
    pub digest: Digest,
    /// How often the record holds it; when it is told several times, these add up.
    pub times: u32,
}

/// An answer that counts in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counting {
    /// The sitting, written as in the plan.
    pub sitting: String,
    /// The question.
    pub question: u16,
    /// Of the act that gave the answer: [`crate::digest`] of `Act::Answered`.
    pub digest: Digest,
}

/// What the audit found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Audit {
    /// Acts that were acknowledged.
    pub acknowledged: u64,
    /// Acknowledged, and not in the record as they were sent.
    pub lost: u64,
    /// Acts that the record holds more than once.
    pub doubled: u64,
    /// In the record, though no acknowledgment reached the device: no fault, the connection broke between.
    pub unacknowledged_but_stored: u64,
    /// In the record of these sittings, though no device made it.
    pub unknown: u64,
    /// Questions whose final answer was compared.
    pub counting_compared: u64,
    /// Questions whose final answer is not what the candidate was told: another one, none, or two.
    pub counting_wrong: u64,
    /// The first findings, for whoever looks for the reason: sitting, epoch, page, sequence or question.
    pub findings: Vec<String>,
}

impl Audit {
    /// Whether nothing was lost, doubled, unknown or wrong.
    #[must_use]
    pub fn clean(&self) -> bool {
        (self.lost, self.doubled, self.unknown, self.counting_wrong) == (0, 0, 0, 0)
    }

    fn found(&mut self, what: &str, sitting: &str, place: &str) {
        if self.findings.len() < MOST_EXAMPLES {
            self.findings.push(format!("{what}: {sitting} {place}"));
        }
    }
}

/// An act of a seat, as the record and the device both name it.
type Key = (usize, u64, u32, u32, Digest);

/// Compares what the devices made with the record of their sittings. Other sittings in the record are passed over.
pub fn audit(
    acts: &Acts,
    stored: impl IntoIterator<Item = Stored>,
    counting: impl IntoIterator<Item = Counting>,
) -> Audit {
    let seats: HashMap<&str, usize> = acts.seats.iter().enumerate().map(|(n, s)| (s.sitting.as_str(), n)).collect();
    let mut audit = Audit::default();
    let mut record: HashMap<Key, u64> = HashMap::new();
    for Stored { sitting, epoch, page, sequence, digest, times } in stored {
        if let Some(seat) = seats.get(sitting.as_str()) {
            *record.entry((*seat, epoch, page, sequence, digest)).or_default() += u64::from(times);
        }
    }
    let mut known: HashSet<Key> = HashSet::with_capacity(record.len());
    for (seat, of_seat) in acts.seats.iter().enumerate() {
        for made in &of_seat.made {
            let key = (seat, made.epoch, made.page, made.sequence, made.digest);
            let times = record.get(&key).copied().unwrap_or(0);
            audit.acknowledged += u64::from(made.acknowledged);
            audit.unacknowledged_but_stored += u64::from(!made.acknowledged && times > 0);
            if made.acknowledged && times == 0 {
                audit.lost += 1;
                audit.found("lost", &of_seat.sitting, &place(&key));
            }
            known.insert(key);
        }
    }
    for (key, times) in record {
        let sitting = acts.seats.get(key.0).map_or("", |seat| seat.sitting.as_str());
        if times > 1 {
            audit.doubled += 1;
            audit.found("doubled", sitting, &place(&key));
        }
        if times > 0 && !known.contains(&key) {
            audit.unknown += 1;
            audit.found("unknown", sitting, &place(&key));
        }
    }
    compare(acts, &seats, counting, &mut audit);
    audit
}

fn place((_, epoch, page, sequence, _): &Key) -> String {
    format!("epoch {epoch} page {page} sequence {sequence}")
}

/// What finally counts must be the last acknowledged answer, or one that the device made after it and that nobody
/// acknowledged.
fn compare(acts: &Acts, seats: &HashMap<&str, usize>, counting: impl IntoIterator<Item = Counting>, audit: &mut Audit) {
    let mut counts: HashMap<(usize, u16), Vec<Digest>> = HashMap::new();
    for Counting { sitting, question, digest } in counting {
        if let Some(seat) = seats.get(sitting.as_str()) {
            counts.entry((*seat, question)).or_default().push(digest);
        }
    }
    for (seat, of_seat) in acts.seats.iter().enumerate() {
        let mut answers: HashMap<u16, Vec<&Made>> = HashMap::new();
        for made in of_seat.made.iter().filter(|made| !made.refused) {
            if let Some(question) = made.question {
                answers.entry(question).or_default().push(made);
            }
        }
        for (question, answers) in answers {
            // The order of answers that crate `exam` lays down: epoch, sequence, page.
            let order = |made: &Made| (made.epoch, made.sequence, made.page);
            let last = answers.iter().filter(|made| made.acknowledged).map(|made| order(made)).max();
            let Some(last) = last else { continue };
            audit.counting_compared += 1;
            let right = match counts.get(&(seat, question)).map(Vec::as_slice) {
                Some([digest]) => answers.iter().any(|made| order(made) >= last && made.digest == *digest),
                _ => false,
            };
            if !right {
                audit.counting_wrong += 1;
                audit.found("counting wrong", &of_seat.sitting, &format!("question {question}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::SeatActs;

    const SITTING: &str = "s-1";

    fn made(sequence: u32, question: u16, answer: u8, acknowledged: bool) -> Made {
        let digest = [answer; 16];
        Made { epoch: 3, page: 9, sequence, digest, question: Some(question), acknowledged, refused: false }
    }

    fn stored(sequence: u32, answer: u8, times: u32) -> Stored {
        Stored { sitting: SITTING.to_owned(), epoch: 3, page: 9, sequence, digest: [answer; 16], times }
    }

    fn counting(question: u16, answer: u8) -> Counting {
        Counting { sitting: SITTING.to_owned(), question, digest: [answer; 16] }
    }

    /// Question 1 answered and changed, question 2 answered and changed without a receipt.
    fn acts() -> Acts {
        let made = vec![made(1, 1, 1, true), made(2, 1, 2, true), made(3, 2, 3, true), made(4, 2, 4, false)];
        Acts { seats: vec![SeatActs { sitting: SITTING.to_owned(), made }] }
    }

    #[test]
    fn a_faithful_record_is_clean() {
        let record = [stored(1, 1, 1), stored(2, 2, 1), stored(3, 3, 1)];
        let found = audit(&acts(), record.clone(), [counting(1, 2), counting(2, 3)]);
        assert_eq!((found.acknowledged, found.counting_compared, found.clean()), (3, 2, true), "{found:?}");
        assert_eq!(found.unacknowledged_but_stored, 0);

        let with_unheard = record.into_iter().chain([stored(4, 4, 1)]);
        let found = audit(&acts(), with_unheard, [counting(1, 2), counting(2, 4)]);
        assert_eq!((found.unacknowledged_but_stored, found.clean()), (1, true), "{found:?}");
    }

    #[test]
    fn what_was_acknowledged_and_is_missing_or_altered_is_lost() {
        let found = audit(&acts(), [stored(1, 1, 1), stored(3, 7, 1)], [counting(1, 2), counting(2, 3)]);
        assert_eq!((found.lost, found.doubled, found.unknown), (2, 0, 1), "{found:?}");
        assert!(found.findings.iter().any(|text| text == "lost: s-1 epoch 3 page 9 sequence 2"), "{found:?}");
    }

    #[test]
    fn what_is_there_twice_is_doubled_however_it_is_told() {
        let record = [stored(1, 1, 2), stored(2, 2, 1), stored(2, 2, 1), stored(3, 3, 1)];
        let found = audit(&acts(), record, [counting(1, 2), counting(2, 3)]);
        assert_eq!((found.lost, found.doubled), (0, 2), "{found:?}");
    }

    #[test]
    fn what_finally_counts_must_be_what_the_candidate_was_told() {
        let record = || [stored(1, 1, 1), stored(2, 2, 1), stored(3, 3, 1)];
        let wrong = |counts: &[Counting]| audit(&acts(), record(), counts.to_vec()).counting_wrong;
        assert_eq!(wrong(&[counting(1, 1), counting(2, 3)]), 1, "an answer that was overtaken");
        assert_eq!(wrong(&[counting(2, 3)]), 1, "none");
        assert_eq!(wrong(&[counting(1, 2), counting(1, 2), counting(2, 3)]), 1, "two");
        assert_eq!(wrong(&[counting(1, 2), counting(2, 9)]), 1, "one that nobody gave");
    }

    #[test]
    fn other_sittings_are_none_of_this_audit() {
        let other = Stored { sitting: "s-2".to_owned(), ..stored(1, 1, 5) };
        let found = audit(&Acts::default(), [other], []);
        assert_eq!(found, Audit::default());
    }
}
