//! A sitting: one candidate, one paper, from the first opening to the end. It **is** the set of its events:
//! [`Sitting::take`] puts an event into a set, and whatever is asked of a sitting is computed from that set. So the
//! order in which events are read means nothing, and what arrives twice counts once.
//!
//! # Which answer wins
//!
//! Per question the answer of the highest *(epoch, sequence)*.
//!
//! - Not the latest by the devices' clocks: they are wrong, and a candidate can set them.
//! - Not the latest to reach the server: a device that was offline delivers its queue after the candidate has gone
//!   on at another one, and would write old answers over new ones.
//! - An **epoch** is the number of the event by which a page took the sitting up. The server gives it, so it rises
//!   with every reload, every second tab and every other device, whatever their clocks say. Within an epoch the page
//!   counts its own acts. A queue that comes late keeps the epoch in which it was made and falls into its place.
//! - A tab that is told that a later epoch exists opens anew before it goes on: what is answered there afterwards is
//!   then the newer answer. Two tabs on one epoch (a duplicated tab, a page loaded again without network) have page
//!   numbers of their own: both are kept, and on the same question the higher sequence, then the higher page number,
//!   then what came first decides. Never chance.
//!
//! What is overtaken is kept and shown in the record.
//!
//! # Paper
//!
//! A sitting goes on on paper from a recorded move ([`event::Room::ToPaper`]), never without one. The move is an epoch
//! like an opening: what stands on the sheet counts instead of what was answered on a device before, question by
//! question, so that nothing counts twice; a question left empty on the sheet leaves the device's answer in force, and
//! so does a queue that comes late for questions that the sheet leaves open. What a device answers after it was given
//! the sitting back overtakes the sheet. A sitting that begins on paper begins when it went on paper: its clock runs from
//! then.
//!
//! # What counts
//!
//! An answer counts when its first copy came before time was over (and a small grace for transport), by the server's
//! clock, and when it belongs to what was handed in: what the server had by then, which is what the candidate could
//! have seen, and of the epoch that handed in everything up to its sequence, when it comes in time.
//! While a pause lasts that stops the clock nothing is answered: what comes then, after the same grace, does not count.
//! Whoever was offline when the pause was set could not know of it; what they had waiting counts when it comes, within
//! the grace of its first word. What comes after the pause counts: a server cannot know when it was made.
//! Once the test is closed nothing more counts, not even what was under way or belongs to what was handed in: who still
//! works is collected with the closing, and the result is made of what was there.
//! All else is kept and marked, and does not overtake what counts.
//!
//! Who may open or send, and how much, is [`admission`]; what the server acknowledges is [`receipt`].

pub mod admission;
pub mod clock;
pub mod door;
pub mod event;
pub mod given;
pub mod pace;
pub mod receipt;
pub mod record;
pub mod state;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    clock::{Stretch, Terms},
    event::{Act, Event, Ground, Room, Sent, What},
};

/// Numbers of a sitting that no guideline fixes. How many events are taken is a guard of the server and no setting of the
/// body: whoever sends more answers nothing with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// For how long after the end an answer that was on its way still counts, microseconds. Default 30 s: two
    /// saving intervals of 15 s.
    pub grace: i64,
    /// After how long without a word a page is offline, microseconds. Default 45 s: three saving intervals.
    pub silence: i64,
    /// Events that the pages of one sitting may send. Default 50 000: three hours with four a second, and some.
    pub most_events: usize,
    /// Events that server and invigilator may add, openings among them. Default 5 000.
    pub most_room_events: usize,
    /// Minutes that one grant may give. Default 240.
    pub most_minutes: u32,
    /// The door opens only after the identity was checked; the house's setting says yes unless it is changed.
    pub identity_first: bool,
    /// How often a page may report that it lost the focus, of all its events. Default 2 000: it must not crowd answers out.
    pub most_focus: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            grace: 30 * clock::SECOND,
            silence: 45 * clock::SECOND,
            most_events: 50_000,
            most_room_events: 5_000,
            most_minutes: 240,
            identity_first: false,
            most_focus: 2_000,
        }
    }
}

/// What makes two copies of a sent event the same one. Its order is the order of answers: see the module's head.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    epoch: u64,
    sequence: u32,
    page: u32,
    act: Act,
}

/// The first copy of a sent event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct First {
    number: u64,
    received: i64,
    made: Option<i64>,
}

/// The events of one sitting, as a set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sitting {
    sent: BTreeMap<Key, First>,
    room: BTreeSet<(u64, i64, Room)>,
}

impl Sitting {
    /// The sitting of these events, in whatever order and however often each is there.
    #[must_use]
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut sitting = Self::default();
        for event in events {
            sitting.take(event);
        }
        sitting
    }

    /// Takes an event in. Taking it again changes nothing.
    pub fn take(&mut self, event: &Event) {
        match &event.what {
            What::Room(room) => {
                self.room.insert((event.number, event.received, room.clone()));
            }
            What::Sent(Sent { epoch, page, sequence, made, act }) => {
                let key = Key { epoch: *epoch, sequence: *sequence, page: *page, act: act.clone() };
                let copy = First { number: event.number, received: event.received, made: *made };
                self.sent.entry(key).and_modify(|first| *first = (*first).min(copy)).or_insert(copy);
            }
        }
    }

    /// How many different events it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sent.len() + self.room.len()
    }

    /// Whether nothing has happened yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sent.is_empty() && self.room.is_empty()
    }

    /// Whether that very event is in it already.
    #[must_use]
    pub fn holds(&self, sent: &Sent) -> bool {
        let Sent { epoch, page, sequence, act, .. } = sent;
        let key = Key { epoch: *epoch, sequence: *sequence, page: *page, act: act.clone() };
        self.sent.contains_key(&key)
    }

    /// What server and invigilator did, in order: number, time, what.
    pub fn room(&self) -> impl Iterator<Item = (u64, i64, &Room)> {
        self.room.iter().map(|(number, received, room)| (*number, *received, room))
    }

    /// The greatest sequence in an epoch, on whatever page; 0 when there is none.
    #[must_use]
    pub fn last_sequence(&self, epoch: u64) -> u32 {
        self.sent.keys().rev().find(|key| key.epoch == epoch).map_or(0, |key| key.sequence)
    }

    /// The epoch in force: that of the latest opening.
    #[must_use]
    pub fn epoch(&self) -> Option<u64> {
        self.openings().map(|(number, _, _)| number).last()
    }

    /// Openings in order: epoch, server's time, device.
    pub fn openings(&self) -> impl Iterator<Item = (u64, i64, &str)> {
        self.room.iter().filter_map(|(number, received, room)| match room {
            Room::Opened { device, .. } => Some((*number, *received, device.as_str())),
            _ => None,
        })
    }

    /// When the candidate began, microseconds UTC: the first opening on a device, or, of a sitting that began in print,
    /// since when it is on paper. From then a personal clock runs.
    #[must_use]
    pub fn started(&self) -> Option<i64> {
        self.room.iter().find_map(|(_, received, room)| match room {
            Room::Opened { .. } => Some(*received),
            Room::ToPaper { from, .. } => Some(*from),
            _ => None,
        })
    }

    /// The epoch of the answer sheet, while the sitting is on paper: since the last move to paper it was neither opened
    /// nor given back to a device.
    #[must_use]
    pub fn on_paper(&self) -> Option<u64> {
        let step = self.room.iter().rev().find_map(|(number, _, room)| match room {
            Room::ToPaper { .. } => Some(Some(*number)),
            Room::Opened { .. } | Room::DeviceMoved { .. } => Some(None),
            _ => None,
        });
        step.flatten()
    }

    /// Answer sheets that were entered, in order: epoch, number of the event, server's time, answers.
    pub fn sheets(&self) -> impl Iterator<Item = (u64, u64, i64, &[(u16, given::Given)])> {
        self.room.iter().filter_map(|(number, received, room)| match room {
            Room::SheetEntered { sheet, answers, .. } => Some((*sheet, *number, *received, answers.as_slice())),
            _ => None,
        })
    }

    /// Whether the candidate has begun: the paper was opened on a device, or handed out in print.
    #[must_use]
    pub fn begun(&self) -> bool {
        self.started().is_some()
    }

    /// The epoch of the answer sheet that waits to be keyed in. It waits from the move to paper, also when the candidate
    /// went on at a device meanwhile; and again when the sitting was reopened to correct what was entered. A second
    /// move to paper goes on on the same sheet.
    #[must_use]
    pub fn sheet_open(&self) -> Option<u64> {
        let moved = self.room.iter().rev().find(|(_, _, room)| matches!(room, Room::ToPaper { .. }));
        let sheet = moved.map(|(number, ..)| *number).filter(|_| !self.voided())?;
        let entered = self.sheets().filter(|(of, ..)| *of == sheet).map(|(_, number, ..)| number).last();
        let Some(entered) = entered else { return Some(sheet) };
        let again = |number: u64, room: &Room| number > entered && matches!(room, Room::Reopened { .. });
        let reopened = self.room.iter().any(|(number, _, room)| again(*number, room));
        (reopened && self.on_paper() == Some(sheet)).then_some(sheet)
    }

    /// Whether nobody had opened the sitting on a device between two events.
    fn on_paper_from(&self, sheet: u64, until: u64) -> bool {
        let device = |room: &Room| matches!(room, Room::Opened { .. } | Room::DeviceMoved { .. });
        !self.room.iter().any(|(number, _, room)| (sheet..until).contains(number) && device(room))
    }

    /// Whether it was voided.
    #[must_use]
    pub fn voided(&self) -> bool {
        self.room.iter().any(|(_, _, room)| matches!(room, Room::Voided { .. }))
    }

    /// The handing-in that stands: the first one that was not taken back.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        let handed_in = self.sent.iter().filter(|(key, _)| key.act == Act::Finished).map(|(key, first)| {
            let own = Some((key.epoch, key.sequence));
            (first.number, Some(End { number: first.number, at: first.received, own, closing: false }))
        });
        let by_room = self.room.iter().filter_map(|(number, received, room)| match room {
            Room::Collected { closing, .. } => {
                Some((*number, Some(End { number: *number, at: *received, own: None, closing: *closing })))
            }
            Room::SheetEntered { sheet, .. } if self.on_paper_from(*sheet, *number) => {
                Some((*number, Some(End { number: *number, at: *received, own: None, closing: false })))
            }
            Room::Reopened { .. } => Some((*number, None)),
            _ => None,
        });
        let mut steps: Vec<_> = handed_in.chain(by_room).collect();
        steps.sort_unstable();
        steps.into_iter().fold(None, |end, (_, step)| match step {
            None => None,
            Some(step) => end.or(Some(step)),
        })
    }

    /// Pauses in order: from, until, and whether time stood still.
    #[must_use]
    pub fn pauses(&self) -> Vec<(i64, Option<i64>, bool)> {
        let mut out: Vec<(i64, Option<i64>, bool)> = Vec::new();
        for (_, received, room) in &self.room {
            let (ends, begins) = match room {
                Room::Paused { stops_clock, .. } => (true, Some(*stops_clock)),
                // On paper the work goes on.
                Room::Resumed { .. } | Room::Collected { .. } | Room::Voided { .. } | Room::ToPaper { .. } => {
                    (true, None)
                }
                _ => (false, None),
            };
            if let Some(open) = out.last_mut().filter(|pause| ends && pause.1.is_none()) {
                open.1 = Some(*received);
            }
            if let Some(stops_clock) = begins {
                out.push((*received, None, stops_clock));
            }
        }
        out
    }

    /// Stretches in which time stood still: pauses that stop the clock and incidents, joined.
    #[must_use]
    pub fn stood_still(&self) -> Vec<Stretch> {
        let mut incidents: BTreeMap<&str, Stretch> = BTreeMap::new();
        for (_, _, room) in &self.room {
            if let Room::Incident { incident, from, until, .. } = room {
                incidents.insert(incident, (*from, *until));
            }
        }
        let pauses = self.pauses().into_iter().filter(|pause| pause.2).map(|(from, until, _)| (from, until));
        clock::joined(pauses.chain(incidents.into_values()).collect())
    }

    /// Minutes and ground of each grant of time, by its latest wording.
    fn grants(&self) -> BTreeMap<&str, (u32, Ground)> {
        let mut grants = BTreeMap::new();
        for (_, _, room) in &self.room {
            if let Room::TimeGiven { grant, minutes, ground, .. } = room {
                grants.insert(grant.as_str(), (*minutes, *ground));
            }
        }
        grants
    }

    /// Minutes that were given, each grant once.
    #[must_use]
    pub fn given_minutes(&self) -> u64 {
        self.grants().into_values().map(|(minutes, _)| u64::from(minutes)).sum()
    }

    /// Those of the minutes given that FR.AK.07 agreed after the start.
    #[must_use]
    pub fn adjusted_minutes(&self) -> u64 {
        let adjusted = self.grants().into_values().filter(|(_, ground)| *ground == Ground::Adjustment);
        adjusted.map(|(minutes, _)| u64::from(minutes)).sum()
    }

    /// Minutes of the grant of that key, where it was given.
    #[must_use]
    pub fn granted(&self, grant: &str) -> Option<u32> {
        self.grants().get(grant).map(|(minutes, _)| *minutes)
    }

    /// Start and working time with all that was given, microseconds; `None` before a personal clock runs.
    #[must_use]
    pub fn run(&self, terms: &Terms) -> Option<(i64, i64)> {
        let given = i64::try_from(self.given_minutes()).unwrap_or(i64::MAX).saturating_mul(clock::MINUTE);
        clock::run(terms, self.started()).map(|(start, work)| (start, work.saturating_add(given)))
    }

    /// When time is over, microseconds UTC; `None` before it runs and while it stands still.
    #[must_use]
    pub fn deadline(&self, terms: &Terms) -> Option<i64> {
        let (start, work) = self.run(terms)?;
        clock::deadline(start, work, &self.stood_still())
    }
}

/// How a sitting was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// Number of the event.
    pub number: u64,
    /// The server's time, microseconds UTC.
    pub at: i64,
    /// Epoch and sequence of the candidate's own handing-in; `None` when the invigilator collected it.
    pub own: Option<(u64, u32)>,
    /// It was collected because the test was closed.
    pub closing: bool,
}
