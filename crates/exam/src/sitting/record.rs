//! The record of a sitting: every answer that came, and what became of it. Nothing is left out, since the record is
//! what an appeal looks at (ISO/IEC 17024 9.8).

use std::collections::BTreeMap;

use super::{
    First, Key, Settings, Sitting,
    clock::Terms,
    event::{Act, Room},
    given::Given,
};

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Counts,
    /// A later answer to the same question counts instead.
    Overtaken,
    /// It came after time was over; kept, not counted.
    Late,
    /// It came while the sitting stood still; kept, not counted.
    Paused,
    /// It came after handing in and did not belong to it, or after the test was closed; kept, not counted.
    AfterEnd,
    /// The sitting is void.
    Void,
}

/// Where an answer was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// On a page.
    Page,
    /// On an answer sheet of paper.
    Sheet,
}

/// An answer in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept<'a> {
    /// Number of the question.
    pub question: u16,
    /// As given.
    pub answer: &'a Given,
    /// Epoch in which it was made.
    pub epoch: u64,
    /// Page that made it.
    pub page: u32,
    /// Its sequence within the epoch.
    pub sequence: u32,
    /// Number of its first copy.
    pub number: u64,
    /// When that copy came, the server's clock, microseconds UTC.
    pub received: i64,
    /// The device's clock when it was made, if the device said so.
    pub made: Option<i64>,
    /// Where it was made. On a sheet, the epoch is that of the move to paper, the page is 0 and the sequence the
    /// question.
    pub origin: Origin,
    /// What became of it.
    pub standing: Standing,
}

/// A fact about a sitting that someone may want to look at. No judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// One page used a sequence for two different acts.
    SequenceTwice {
        /// Epoch.
        epoch: u64,
        /// Page.
        page: u32,
        /// Sequence.
        sequence: u32,
    },
    /// Two pages worked in one epoch: a duplicated tab, or a page loaded again without network.
    SeveralPages {
        /// Epoch.
        epoch: u64,
    },
    /// An epoch was still sending when a later one had sent: two tabs or devices at once, or a queue that came late.
    Overlap {
        /// The earlier epoch.
        epoch: u64,
    },
    /// Events of an epoch that no opening began: part of the events is missing.
    EpochUnknown {
        /// Epoch.
        epoch: u64,
    },
    /// The page lost the focus.
    FocusLost {
        /// When the server learnt of it, microseconds UTC.
        received: i64,
        /// How long, milliseconds by the device.
        millis: Option<u32>,
    },
}

impl Sitting {
    /// Every answer, in the order that decides which one counts.
    #[must_use]
    pub fn record(&self, terms: &Terms, settings: &Settings) -> Vec<Kept<'_>> {
        let gate = Gate {
            void: self.voided(),
            end: self.end(),
            closed: terms.closed,
            deadline: self.deadline(terms),
            grace: settings.grace,
            still: self.still(settings.grace),
        };
        let mut out: Vec<Kept<'_>> = Vec::new();
        for (key, first) in &self.sent {
            let Act::Answered { question, answer } = &key.act else { continue };
            out.push(Kept {
                question: *question,
                answer,
                epoch: key.epoch,
                page: key.page,
                sequence: key.sequence,
                number: first.number,
                received: first.received,
                made: first.made,
                origin: Origin::Page,
                standing: gate.standing(key, first),
            });
        }
        self.keyed_in(&gate, &mut out);
        out.sort_by_key(|kept| (kept.epoch, kept.sequence, kept.page));
        let mut counts: BTreeMap<u16, (usize, Rank)> = BTreeMap::new();
        for at in 0..out.len() {
            let Some(kept) = out.get(at).filter(|kept| kept.standing == Standing::Counts) else { continue };
            let (question, rank) = (kept.question, (kept.epoch, kept.sequence, kept.page, u64::MAX - kept.number));
            let overtaken = match counts.get(&question).copied() {
                Some((_, best)) if best > rank => Some(at),
                earlier => {
                    counts.insert(question, (at, rank));
                    earlier.map(|(before, _)| before)
                }
            };
            if let Some(kept) = overtaken.and_then(|at| out.get_mut(at)) {
                kept.standing = Standing::Overtaken;
            }
        }
        out
    }

    /// What was keyed in from answer sheets. Time is no gate: the sheet was collected in the room, and is keyed in
    /// when there are people and power for it.
    fn keyed_in<'a>(&'a self, gate: &Gate, out: &mut Vec<Kept<'a>>) {
        let in_force: BTreeMap<u64, u64> = self.sheets().map(|(sheet, number, _, _)| (sheet, number)).collect();
        for (sheet, number, received, answers) in self.sheets() {
            let standing = match in_force.get(&sheet) {
                _ if gate.void => Standing::Void,
                Some(latest) if *latest == number => Standing::Counts,
                _ => Standing::Overtaken,
            };
            let given = answers.iter().filter(|(_, answer)| !answer.is_blank());
            out.extend(given.map(|(question, answer)| Kept {
                question: *question,
                answer,
                epoch: sheet,
                page: 0,
                sequence: u32::from(*question),
                number,
                received,
                made: None,
                origin: Origin::Sheet,
                standing,
            }));
        }
    }

    /// Pauses that stop the clock, with what may still come while they last. Where they end is told by the order in which
    /// things were stored: within one moment a clock does not tell what came first.
    fn still(&self, grace: i64) -> Vec<Still> {
        let ends = |room: &Room| {
            matches!(
                room,
                Room::Resumed { .. }
                    | Room::Paused { .. }
                    | Room::Collected { .. }
                    | Room::Voided { .. }
                    | Room::ToPaper { .. }
            )
        };
        let set = self.room.iter().filter_map(|(number, received, room)| match room {
            Room::Paused { stops_clock: true, offline, .. } => Some((*number, *received, *offline)),
            _ => None,
        });
        set.map(|(number, received, offline)| {
            let until =
                self.room.iter().find(|(later, _, room)| *later > number && ends(room)).map(|(later, ..)| *later);
            let of_before = self.sent.iter().filter(|(key, _)| key.epoch < number).map(|(_, first)| first);
            let during =
                of_before.filter(|first| first.number > number && until.is_none_or(|until| first.number < until));
            let away = |room: &Room| matches!(room, Room::PageAway { pause } if *pause == number);
            let offline = offline || self.room.iter().any(|(.., room)| away(room));
            let first_word = during.map(|first| first.received).min().filter(|_| offline);
            let waiting = first_word.map(|word| word.saturating_add(grace));
            Still { number, from: received.saturating_add(grace), until, waiting }
        })
        .collect()
    }

    /// The pause that stops the clock now and of which the page cannot have known, if nothing was heard of it since
    /// `heard`: its number. Nothing when it was recorded as offline already, or its word comes within the grace.
    #[must_use]
    pub fn missed_pause(&self, settings: &Settings, now: i64, heard: Option<i64>) -> Option<u64> {
        let still = self.still(settings.grace).into_iter().rev().find(|still| still.until.is_none())?;
        let (_, set, room) = self.room.iter().find(|(number, ..)| *number == still.number)?;
        let known = matches!(room, Room::Paused { offline: true, .. })
            || self.room.iter().any(|(.., room)| matches!(room, Room::PageAway { pause } if *pause == still.number));
        let silent = now > still.from && heard.is_none_or(|heard| heard < *set);
        (silent && !known).then_some(still.number)
    }

    /// The answers that count, by question; emptied questions are left out.
    #[must_use]
    pub fn answers(&self, terms: &Terms, settings: &Settings) -> BTreeMap<u16, Given> {
        self.record(terms, settings)
            .into_iter()
            .filter(|kept| kept.standing == Standing::Counts && !kept.answer.is_blank())
            .map(|kept| (kept.question, kept.answer.clone()))
            .collect()
    }

    /// How many questions are answered, by what counts. An order that still waits for steps is open, as the page of the
    /// sitting shows it; what it brings so far is the scoring's to say.
    #[must_use]
    pub fn answered(&self, terms: &Terms, settings: &Settings) -> u32 {
        let whole = self.answers(terms, settings).into_values().filter(Given::is_whole).count();
        u32::try_from(whole).unwrap_or(u32::MAX)
    }

    /// How many answers came after time was over or while it stood still, after the end or after the test was closed:
    /// kept, not counted.
    #[must_use]
    pub fn late(&self, terms: &Terms, settings: &Settings) -> usize {
        let out_of_time =
            |kept: &&Kept<'_>| matches!(kept.standing, Standing::Late | Standing::Paused | Standing::AfterEnd);
        self.record(terms, settings).iter().filter(out_of_time).count()
    }

    /// Flags that are set, by question, however late they came: they are for the candidate's eyes.
    #[must_use]
    pub fn flags(&self) -> Vec<u16> {
        let mut flags = BTreeMap::new();
        for key in self.sent.keys() {
            if let Act::Flagged { question, on } = key.act {
                flags.insert(question, on);
            }
        }
        flags.into_iter().filter_map(|(question, on)| on.then_some(question)).collect()
    }

    /// The candidate's notes, by question.
    #[must_use]
    pub fn notes(&self) -> BTreeMap<u16, &str> {
        let mut notes = BTreeMap::new();
        for key in self.sent.keys() {
            if let Act::Noted { question, text } = &key.act {
                notes.insert(*question, text.as_str());
            }
        }
        notes.retain(|_, text| !text.is_empty());
        notes
    }

    /// Announcements that the candidate has seen.
    #[must_use]
    pub fn announcements_seen(&self) -> Vec<&str> {
        let mut seen: Vec<&str> = self
            .sent
            .keys()
            .filter_map(|key| match &key.act {
                Act::AnnouncementSeen { announcement } => Some(announcement.as_str()),
                _ => None,
            })
            .collect();
        seen.sort_unstable();
        seen.dedup();
        seen
    }

    /// Facts that someone may want to look at, in order.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        let opened: Vec<u64> = self.openings().map(|(epoch, _, _)| epoch).collect();
        let mut pages: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        let mut span: BTreeMap<u64, (u64, u64)> = BTreeMap::new();
        let mut before: Option<&Key> = None;
        for (key, first) in &self.sent {
            let Key { epoch, page, sequence, .. } = *key;
            if before.is_some_and(|b| (b.epoch, b.page, b.sequence) == (epoch, page, sequence)) {
                facts.push(Fact::SequenceTwice { epoch, page, sequence });
            }
            before = Some(key);
            // A call with its reason comes from a form of its own, beside the page that answers.
            if !matches!(key.act, Act::HelpAsked { .. }) {
                pages.entry(epoch).or_default().push(page);
            }
            let (low, high) = span.entry(epoch).or_insert((first.number, first.number));
            (*low, *high) = ((*low).min(first.number), (*high).max(first.number));
            if let Act::FocusLost { millis } = key.act {
                facts.push(Fact::FocusLost { received: first.received, millis });
            }
        }
        for (epoch, mut pages) in pages {
            pages.sort_unstable();
            pages.dedup();
            if pages.len() > 1 {
                facts.push(Fact::SeveralPages { epoch });
            }
            if !opened.contains(&epoch) {
                facts.push(Fact::EpochUnknown { epoch });
            }
        }
        let spans: Vec<_> = span.into_iter().collect();
        for (at, (epoch, (_, high))) in spans.iter().enumerate() {
            if spans.iter().skip(at + 1).any(|(_, (low, _))| low < high) {
                facts.push(Fact::Overlap { epoch: *epoch });
            }
        }
        facts.sort_unstable();
        facts.dedup();
        facts
    }
}

/// Epoch, sequence and page of an answer, and last what makes the lower number win: of two that differ in content alone,
/// the one that came first counts.
type Rank = (u64, u32, u32, u64);

/// What an answer must pass to count.
struct Gate {
    void: bool,
    end: Option<super::End>,
    closed: Option<i64>,
    deadline: Option<i64>,
    grace: i64,
    still: Vec<Still>,
}

/// A stretch in which nothing is answered.
struct Still {
    /// Number of the pause.
    number: u64,
    /// The grace for what was on its way has passed, microseconds UTC.
    from: i64,
    /// Number of the event with which it went on.
    until: Option<u64>,
    /// Of a page that was offline when it began: until when what it holds from before comes.
    waiting: Option<i64>,
}

impl Still {
    fn holds(&self, key: &Key, first: &First) -> bool {
        // What was stored before the pause was there before it, whatever became of the clock.
        let within = first.number > self.number
            && first.received > self.from
            && self.until.is_none_or(|until| first.number < until);
        let waited = self.waiting.is_some_and(|until| {
            // Only a page that keeps its answers says when they were made; one without scripts has none waiting.
            key.epoch < self.number && first.made.is_some() && first.received <= until
        });
        within && !waited
    }
}

impl Gate {
    /// Whether a sent event came before the end, as far as time and handing in go.
    fn standing(&self, key: &Key, first: &First) -> Standing {
        if self.void {
            return Standing::Void;
        }
        if let Some(end) = self.end {
            let belongs = match end.own {
                Some((epoch, sequence)) => epoch == key.epoch && key.sequence <= sequence,
                None => !end.closing && first.received <= end.at.saturating_add(self.grace),
            };
            if first.number > end.number && !belongs {
                return Standing::AfterEnd;
            }
        }
        if self.closed.is_some_and(|closed| first.received > closed) {
            return Standing::AfterEnd;
        }
        match self.deadline {
            Some(deadline) if first.received > deadline.saturating_add(self.grace) => Standing::Late,
            _ if self.still.iter().any(|still| still.holds(key, first)) => Standing::Paused,
            _ => Standing::Counts,
        }
    }
}
