//! A candidate's device as far as it keeps acts: it numbers them, holds each until a receipt names it, and says what
//! to send next. It does not send.

use std::collections::VecDeque;

use bytes::Bytes;
use exam::sitting::event::Act;
use tokio::time::Instant;

use crate::{
    acts::{self, Made},
    wire::{RefusedAct, SentAct},
};

/// Acts in one request, as the protocol allows.
const MOST_ACTS: usize = 200;
/// Bytes of one request, below the protocol's limit.
const MOST_BYTES: usize = 900_000;

/// An act that no receipt has named yet.
struct Waiting {
    epoch: u64,
    page: u32,
    sequence: u32,
    act: Act,
    made: i64,
    json: Vec<u8>,
    /// Its place in what was made.
    place: usize,
    since: Instant,
}

/// What a receipt did.
pub(crate) struct Named {
    /// Acts that it named and that were waited for.
    pub(crate) made: Vec<Made>,
    /// Since when each of them had waited.
    pub(crate) since: Vec<Instant>,
    /// It named a sequence that the page never used.
    pub(crate) beyond: bool,
}

/// The device.
#[derive(Default)]
pub(crate) struct Device {
    epoch: u64,
    page: u32,
    /// The last sequence used in this epoch.
    last: u32,
    waiting: VecDeque<Waiting>,
    made: Vec<Made>,
}

impl Device {
    /// A page was loaded: what is made from now on belongs to its epoch.
    pub(crate) fn opened(&mut self, epoch: u64, page: u32) {
        self.epoch = epoch;
        self.page = page;
        self.last = 0;
    }

    /// Makes an act and keeps it.
    pub(crate) fn make(&mut self, act: Act, made: i64, now: Instant) {
        self.last = self.last.saturating_add(1);
        let (epoch, page, sequence) = (self.epoch, self.page, self.last);
        let question = if let Act::Answered { question, .. } = &act { Some(*question) } else { None };
        let digest = acts::digest(&act);
        let json = serde_json::to_vec(&SentAct { sequence, made, act: &act }).unwrap_or_default();
        let place = self.made.len();
        self.made.push(Made { epoch, page, sequence, digest, question, acknowledged: false, refused: false });
        self.waiting.push_back(Waiting { epoch, page, sequence, act, made, json, place, since: now });
    }

    /// The server does not know that epoch: its acts are made again in the epoch of the page now open.
    pub(crate) fn make_again(&mut self, unknown: u64) {
        let (again, keep) = std::mem::take(&mut self.waiting).into_iter().partition(|act| act.epoch == unknown);
        self.waiting = keep;
        let again: VecDeque<Waiting> = again;
        for Waiting { act, made, since, .. } in again {
            self.make(act, made, since);
        }
    }

    /// Whether something waits for a receipt.
    pub(crate) fn has_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// The next request: epoch and body. Acts of one page go together, the oldest first; without any it is a sign
    /// of life.
    pub(crate) fn next_body(&self) -> (u64, Bytes) {
        let (epoch, page) = self.waiting.front().map_or((self.epoch, self.page), |oldest| (oldest.epoch, oldest.page));
        let mut body = format!("{{\"epoch\":{epoch},\"page\":{page},\"acts\":[").into_bytes();
        let mine = self.waiting.iter().filter(|act| (act.epoch, act.page) == (epoch, page)).take(MOST_ACTS);
        for (place, act) in mine.enumerate() {
            if place > 0 {
                if body.len() + act.json.len() > MOST_BYTES {
                    break;
                }
                body.push(b',');
            }
            body.extend_from_slice(&act.json);
        }
        body.extend_from_slice(b"]}");
        (epoch, body.into())
    }

    /// Forgets what a receipt names, and nothing else.
    pub(crate) fn receipt(&mut self, epoch: u64, page: u32, durable: &[(u32, u32)]) -> Named {
        let mut named = Named { made: Vec::new(), since: Vec::new(), beyond: false };
        let current = (epoch, page) == (self.epoch, self.page);
        named.beyond = current && durable.iter().any(|(from, to)| *from == 0 || from > to || *to > self.last);
        let made = &mut self.made;
        self.waiting.retain(|act| {
            let names = (act.epoch, act.page) == (epoch, page)
                && durable.iter().any(|(from, to)| (*from..=*to).contains(&act.sequence));
            if names && let Some(entry) = made.get_mut(act.place) {
                entry.acknowledged = true;
                named.made.push(*entry);
                named.since.push(act.since);
            }
            !names
        });
        named
    }

    /// Drops what the server will never take.
    pub(crate) fn refused(&mut self, epoch: u64, page: u32, refused: &[RefusedAct]) {
        let made = &mut self.made;
        self.waiting.retain(|act| {
            let drop = (act.epoch, act.page) == (epoch, page) && refused.iter().any(|r| r.sequence == act.sequence);
            if drop && let Some(entry) = made.get_mut(act.place) {
                entry.refused = true;
            }
            !drop
        });
    }

    /// All that it made, when it is put away.
    pub(crate) fn into_made(self) -> Vec<Made> {
        self.made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device() -> Device {
        let mut device = Device::default();
        device.opened(7, 41);
        for _ in 0..3 {
            device.make(Act::HelpAsked { reason: String::new() }, 5, Instant::now());
        }
        device
    }

    #[test]
    fn an_act_is_kept_until_a_receipt_of_its_own_page_names_it() {
        let mut device = device();
        let (epoch, body) = device.next_body();
        assert_eq!(epoch, 7);
        let expected = r#"{"epoch":7,"page":41,"acts":[{"sequence":1,"made":5,"act":{"act":"help-asked"}},"#;
        assert!(body.starts_with(expected.as_bytes()), "{body:?}");
        assert!(device.receipt(7, 42, &[(1, 3)]).made.is_empty(), "another page's receipt");
        assert_eq!(device.receipt(7, 41, &[(1, 1), (3, 3)]).made.len(), 2);
        let (_, body) = device.next_body();
        assert!(body.windows(12).any(|part| part == b"\"sequence\":2"), "the unnamed one is sent again: {body:?}");
        assert!(!body.windows(12).any(|part| part == b"\"sequence\":3"), "{body:?}");
        assert!(device.has_waiting());
        assert_eq!(device.receipt(7, 41, &[(1, 3)]).made.len(), 1);
        assert_eq!(&device.next_body().1[..], br#"{"epoch":7,"page":41,"acts":[]}"#);
    }

    #[test]
    fn a_queue_keeps_the_epoch_in_which_it_was_made() {
        let mut device = device();
        device.opened(9, 50);
        device.make(Act::HelpAsked { reason: String::new() }, 6, Instant::now());
        assert_eq!(device.next_body().0, 7);
        device.receipt(7, 41, &[(1, 3)]);
        assert!(device.next_body().1.starts_with(br#"{"epoch":9,"page":50,"acts":[{"sequence":1,"#));
    }

    #[test]
    fn acts_of_an_epoch_that_nobody_knows_are_made_again() {
        let mut device = device();
        device.opened(9, 50);
        device.make_again(7);
        assert_eq!(device.next_body().0, 9);
        assert_eq!(device.receipt(9, 50, &[(1, 3)]).made.len(), 3);
        assert!(!device.has_waiting());
        assert_eq!(device.into_made().len(), 6);
    }

    #[test]
    fn a_receipt_that_names_what_was_never_sent_is_noticed() {
        assert!(device().receipt(7, 41, &[(1, 4)]).beyond);
        assert!(!device().receipt(7, 41, &[(1, 3)]).beyond);
    }

    #[test]
    fn what_is_refused_is_dropped_and_not_acknowledged() {
        let mut device = device();
        device.refused(7, 41, &[RefusedAct { sequence: 2, code: "x".to_owned() }]);
        device.receipt(7, 41, &[(1, 1), (3, 3)]);
        assert!(!device.has_waiting());
        let made = device.into_made();
        assert_eq!(
            made.iter().map(|m| (m.acknowledged, m.refused)).collect::<Vec<_>>(),
            [(true, false), (false, true), (true, false)]
        );
    }
}
