//! What the server lets in. Bounds come first, since a page is not trusted; what an honest page sends is never
//! refused for being late, overtaken or out of order: it is kept, and [`super::record`] says what became of it.

use certification::refusal::{Refusal, require};

use super::{
    Settings, Sitting,
    clock::Terms,
    door::{DOCUMENTS, Identity},
    event::{Act, Ground, Room, Sent},
    state::State,
};

/// The highest number of an act: pages count from 1, and a leap far beyond would overtake all that follows it.
pub const MOST_SEQUENCE: u32 = 1_000_000;
/// Characters of a note.
pub const MOST_IN_NOTE: usize = 2_000;
/// Characters of what a candidate writes to the invigilator: a sentence, read at a glance.
pub const MOST_IN_CALL: usize = 200;
/// Characters of a key or a reason.
pub const MOST_IN_TEXT: usize = 500;

/// Checks what a page sends, for a paper of so many questions, before it is stored. It needs no sitting, so that
/// saving an answer reads nothing.
///
/// # Errors
/// What is malformed or too large.
pub fn check_sent(sent: &Sent, questions: u16) -> Result<(), Refusal> {
    require((1..=MOST_SEQUENCE).contains(&sent.sequence) && sent.epoch > 0, "sitting.sequence-malformed")?;
    match &sent.act {
        Act::Answered { question, answer } => {
            in_paper(*question, questions)?;
            answer.check()
        }
        Act::Flagged { question, .. } => in_paper(*question, questions),
        Act::Noted { question, text } => {
            in_paper(*question, questions)?;
            within(text, MOST_IN_NOTE, "sitting.note-too-long")
        }
        Act::AnnouncementSeen { announcement } => within(announcement, MOST_IN_TEXT, "sitting.text-too-long"),
        Act::HelpAsked { reason } => within(reason, MOST_IN_CALL, "sitting.call-too-long"),
        Act::FocusLost { .. } | Act::Finished => Ok(()),
    }
}

fn in_paper(question: u16, questions: u16) -> Result<(), Refusal> {
    if (1..=questions).contains(&question) {
        return Ok(());
    }
    Err(Refusal::new("sitting.no-such-question").with("question", question).with("questions", questions))
}

fn within(text: &str, most: usize, code: &str) -> Result<(), Refusal> {
    if text.chars().count() <= most { Ok(()) } else { Err(Refusal::new(code).with("most", most)) }
}

impl Sitting {
    /// Whether a page of that device may take the sitting up now (start, reload, second tab, another device).
    ///
    /// # Errors
    /// Too early, too late for a first start, handed in, time over, void, full, or a device to which the invigilator
    /// has not moved the sitting.
    pub fn may_open(&self, terms: &Terms, settings: &Settings, now: i64, device: &str) -> Result<(), Refusal> {
        within(device, MOST_IN_TEXT, "sitting.text-too-long")?;
        require(!device.is_empty(), "sitting.device-missing")?;
        bounded(self.room.len(), settings.most_room_events)?;
        if now < terms.opens {
            return Err(Refusal::new("sitting.not-open-yet").with("opens", terms.opens));
        }
        match self.state(terms, settings, now, None) {
            State::Voided => return Err(Refusal::new("sitting.void")),
            State::Finished => return Err(Refusal::new("sitting.finished")),
            State::TimeOver => return Err(Refusal::new("sitting.time-over")),
            State::NotStarted if now > terms.last_start && !self.begun() => {
                return Err(Refusal::new("sitting.too-late-to-start").with("last", terms.last_start));
            }
            State::OnPaper => return Err(Refusal::new("sitting.on-paper")),
            State::NotStarted | State::Working | State::OfflineSince(_) | State::Paused => {}
        }
        self.known(settings, "sitting.identity-first", "sitting.not-the-person")?;
        let Some((epoch, _, last)) = self.openings().last() else { return Ok(()) };
        let moved = self.room.iter().any(|(n, _, room)| *n > epoch && matches!(room, Room::DeviceMoved { .. }));
        require(moved || last == device, "sitting.other-device")
    }

    /// Whether who sits there is known well enough to be handed the paper, on a device or in print.
    fn known(&self, settings: &Settings, unchecked: &str, doubted: &str) -> Result<(), Refusal> {
        match self.identity() {
            Some(Identity::Doubted { .. }) => Err(Refusal::new(doubted)),
            None if settings.identity_first && !self.begun() => Err(Refusal::new(unchecked)),
            Some(Identity::Checked { .. }) | None => Ok(()),
        }
    }

    /// Who sits there was last said not to be the person.
    #[must_use]
    pub fn doubted(&self) -> bool {
        matches!(self.identity(), Some(Identity::Doubted { .. }))
    }

    /// Whether a page may send in this epoch, as far as the sitting is concerned.
    ///
    /// # Errors
    /// An epoch that was never given, or a sitting that is full.
    pub fn may_send(&self, settings: &Settings, epoch: u64) -> Result<(), Refusal> {
        require(self.openings().any(|(given, _, _)| given == epoch), "sitting.epoch-unknown")?;
        bounded(self.sent.len(), settings.most_events)
    }

    /// Whether the invigilator may do that now. The server's own [`Room::Opened`] is judged by [`Self::may_open`].
    ///
    /// # Errors
    /// What does not fit the state, lacks its reason, or is beyond its bounds.
    pub fn may_act(&self, terms: &Terms, settings: &Settings, now: i64, room: &Room) -> Result<(), Refusal> {
        // Voiding is always possible: a full sitting must not protect itself.
        if !matches!(room, Room::Voided { .. }) {
            bounded(self.room.len(), settings.most_room_events)?;
        }
        let state = self.state(terms, settings, now, None);
        let on_device = matches!(state, State::NotStarted | State::Working | State::OfflineSince(_) | State::Paused);
        let live = on_device || state == State::OnPaper;
        require(state != State::Voided, "sitting.void")?;
        match room {
            Room::Opened { device, .. } => self.may_open(terms, settings, now, device),
            // The server's own, at the first word of a page.
            Room::PageAway { .. } | Room::Offline { .. } => Err(Refusal::new("sitting.not-a-deed")),
            Room::DeviceMoved { to, reason, .. } => {
                require(live, "sitting.ended")?;
                key(to)?;
                reasoned(reason)
            }
            Room::Paused { reason, .. } => {
                require(state != State::OnPaper, "sitting.on-paper")?;
                require(live, "sitting.ended")?;
                require(state != State::Paused, "sitting.already-paused")?;
                reasoned(reason)
            }
            Room::Resumed { .. } => {
                let paused = self.pauses().last().is_some_and(|pause| pause.1.is_none());
                require(paused, "sitting.not-paused")
            }
            Room::TimeGiven { grant, minutes, ground, reason, .. } => {
                require(state != State::Finished, "sitting.finished")?;
                // What FR.AK.07 may agree is bounded in the form.
                if *ground == Ground::Other && *minutes > settings.most_minutes {
                    return Err(Refusal::new("sitting.too-many-minutes").with("most", settings.most_minutes));
                }
                key(grant)?;
                reasoned(reason)
            }
            Room::Incident { incident, from, until, .. } => {
                require(*from <= now && until.is_none_or(|until| until >= *from), "sitting.incident-times")?;
                key(incident)
            }
            Room::Collected { reason, .. } => {
                require(state != State::Finished, "sitting.finished")?;
                require(state != State::OnPaper, "sitting.on-paper")?;
                reasoned(reason)
            }
            Room::Reopened { reason, .. } => {
                require(self.end().is_some(), "sitting.not-finished")?;
                reasoned(reason)
            }
            Room::Voided { reason, .. } => reasoned(reason),
            Room::BrowserWaived { reason, .. } => {
                require(live, "sitting.ended")?;
                require(!self.browser_waived(), "sitting.browser-waived")?;
                reasoned(reason)
            }
            Room::IdentityChecked { document, .. } => {
                require(DOCUMENTS.contains(&document.as_str()), "sitting.document-wanted")
            }
            Room::IdentityDoubted { reason, .. } => reasoned(reason),
            Room::HelpGiven { .. } => Ok(()),
            Room::Replied { text, .. } => {
                // On paper nobody reads a screen.
                require(state != State::OnPaper, "sitting.on-paper")?;
                require(live, "sitting.ended")?;
                require(!text.trim().is_empty(), "sitting.notice-empty")?;
                within(text, MOST_IN_TEXT, "sitting.notice-too-long")
            }
            Room::ToPaper { from, reason, .. } => {
                require(state != State::OnPaper, "sitting.on-paper")?;
                require(state != State::Finished, "sitting.finished")?;
                // Power may be back only when time is over; what counts is when the candidate went on on paper.
                let in_time = self.deadline(terms).is_none_or(|deadline| *from < deadline);
                require((terms.opens..=now).contains(from) && in_time, "sitting.paper-times")?;
                self.known(settings, "sitting.paper-identity", "sitting.paper-not-the-person")?;
                reasoned(reason)
            }
            Room::SheetEntered { sheet, answers, differences, reason, .. } => {
                require(self.sheet_open() == Some(*sheet), "sheet.entered")?;
                require(!self.doubted(), "sheet.not-the-person")?;
                answers.iter().try_for_each(|(_, answer)| answer.check())?;
                if *differences == 0 && reason.is_empty() { Ok(()) } else { reasoned(reason) }
            }
        }
    }
}

fn bounded(held: usize, most: usize) -> Result<(), Refusal> {
    if held < most { Ok(()) } else { Err(Refusal::new("sitting.too-many-events").with("most", most)) }
}

fn reasoned(reason: &str) -> Result<(), Refusal> {
    require(!reason.trim().is_empty(), "sitting.reason-wanted")?;
    within(reason, MOST_IN_TEXT, "sitting.text-too-long")
}

fn key(text: &str) -> Result<(), Refusal> {
    require(!text.trim().is_empty(), "sitting.key-missing")?;
    within(text, MOST_IN_TEXT, "sitting.text-too-long")
}
