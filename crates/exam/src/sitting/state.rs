//! Where a sitting stands, for the candidate's page and the seat plan.

use super::{
    Settings, Sitting,
    clock::{self, Terms},
    event::{Act, Room},
};

/// Where a sitting stands. The first that holds, from the last of this list to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Never opened. Also when time is over: who never came is absent, not late.
    NotStarted,
    /// Opened and heard of lately.
    Working,
    /// Opened, and not heard of since that time (microseconds UTC). Work may well go on at the device.
    OfflineSince(i64),
    /// Goes on on paper; the answer sheet is not entered yet.
    OnPaper,
    /// Interrupted by the invigilator.
    Paused,
    /// Time ran out before handing in.
    TimeOver,
    /// Handed in or collected.
    Finished,
    /// Void.
    Voided,
}

impl Sitting {
    /// Where it stands at `now`, microseconds UTC. `heard` is the last word from the page that left no event, such
    /// as a poll.
    #[must_use]
    pub fn state(&self, terms: &Terms, settings: &Settings, now: i64, heard: Option<i64>) -> State {
        if self.voided() {
            return State::Voided;
        }
        if self.on_paper().is_some() {
            return if self.sheet_open().is_some() { State::OnPaper } else { State::Finished };
        }
        let Some(opened) = self.openings().map(|(_, received, _)| received).last() else {
            return State::NotStarted;
        };
        let deadline = self.deadline(terms);
        if self.end().is_some_and(|end| deadline.is_none_or(|d| end.at <= d.saturating_add(settings.grace))) {
            return State::Finished;
        }
        if deadline.is_some_and(|deadline| now >= deadline) {
            return State::TimeOver;
        }
        if self.pauses().last().is_some_and(|pause| pause.1.is_none()) {
            return State::Paused;
        }
        let last = self.sent.values().map(|first| first.received).chain(heard).fold(opened, i64::max);
        if now.saturating_sub(last) > settings.silence { State::OfflineSince(last) } else { State::Working }
    }

    /// When the last event from a page came, microseconds UTC.
    #[must_use]
    pub fn last_received(&self) -> Option<i64> {
        self.sent.values().map(|first| first.received).max()
    }

    /// Whether nothing was heard of the page from `from` to `now`, for longer than it is ever silent by itself, and work
    /// was going on at its device when that began.
    #[must_use]
    pub fn was_silent(&self, terms: &Terms, settings: &Settings, from: i64, now: i64) -> bool {
        let opened = self.openings().map(|(_, received, _)| received);
        let last = opened.chain(self.last_received()).max();
        let at_work = !self.voided()
            && self.on_paper().is_none()
            && self.started().is_some_and(|started| started <= from)
            && self.end().is_none_or(|end| end.at > from)
            && self.deadline(terms).is_none_or(|deadline| deadline > from);
        at_work && now.saturating_sub(from) > settings.silence && last.is_none_or(|last| last <= from)
    }

    /// Since when the candidate waits for the invigilator, microseconds UTC; `None` when nobody waits.
    #[must_use]
    pub fn help_since(&self) -> Option<i64> {
        self.calls().map(|(_, received, _)| received).min()
    }

    /// What the candidate who waits wrote last; empty when they wrote nothing.
    #[must_use]
    pub fn help_reason(&self) -> &str {
        let written = self.calls().filter(|(.., reason)| !reason.is_empty());
        written.max_by_key(|(number, ..)| *number).map_or("", |(.., reason)| reason)
    }

    /// Calls for help that wait: number, server's time, reason.
    fn calls(&self) -> impl Iterator<Item = (u64, i64, &str)> {
        let given = |room: &Room| matches!(room, Room::HelpGiven { .. } | Room::Replied { .. });
        let given = self.room.iter().filter(|(_, _, room)| given(room)).map(|(number, ..)| *number).max().unwrap_or(0);
        self.sent.iter().filter_map(move |(key, first)| match &key.act {
            Act::HelpAsked { reason } if first.number > given => Some((first.number, first.received, reason.trim())),
            _ => None,
        })
    }

    /// What the invigilator wrote to this candidate alone, in order: number, server's time, text.
    pub fn replies(&self) -> impl Iterator<Item = (u64, i64, &str)> {
        self.room.iter().filter_map(|(number, received, room)| match room {
            Room::Replied { text, .. } => Some((*number, *received, text.as_str())),
            _ => None,
        })
    }

    /// Working time left at `now`, microseconds; `None` before it runs.
    #[must_use]
    pub fn time_left(&self, terms: &Terms, now: i64) -> Option<i64> {
        let (start, work) = self.run(terms)?;
        Some(clock::left(start, work, &self.stood_still(), now))
    }

    /// What was added to the working time so far, microseconds: adjustment, time given, time returned.
    #[must_use]
    pub fn added(&self, terms: &Terms, now: i64) -> Added {
        let long = |minutes: u64| i64::try_from(minutes).unwrap_or(i64::MAX).saturating_mul(clock::MINUTE);
        let adjusted = self.adjusted_minutes();
        let returned = self.run(terms).map_or(0, |(start, _)| {
            let end = self.deadline(terms).unwrap_or(i64::MAX).min(now);
            self.stood_still()
                .iter()
                .map(|(from, until)| until.unwrap_or(i64::MAX).min(end).saturating_sub((*from).max(start)).max(0))
                .fold(0, i64::saturating_add)
        });
        Added {
            adjustment: terms.extra.of(clock::work(terms)).saturating_add(long(adjusted)),
            given: long(self.given_minutes() - adjusted),
            returned,
        }
    }
}

/// What was added to a working time, microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Added {
    /// By FR.AK.07, agreed before the start or after it.
    pub adjustment: i64,
    /// Given by the invigilator on another ground.
    pub given: i64,
    /// Returned for pauses and incidents.
    pub returned: i64,
}
