//! Written tests as they are sat and watched over. The rules of a sitting are crate `exam`'s; here they meet the store.
//!
//! A **hall** holds the sittings that are under way in memory, each as the set of its events. What a page sends is
//! checked, sealed for its candidate, handed to one appender that puts many candidates' events into one transaction
//! (one wait for the disk serves them all), and only then taken into the set, from which the receipt is made. So a
//! receipt never names what is not on disk, and a server that is killed loses nothing but memory that the next one
//! reads again.
//!
//! A test is served by one process at a time (one laptop runs a hall); several may, since opening a paper reads the
//! events afresh and deeds of the invigilator are fetched every few seconds, but the seat plan then shows what its own
//! process has heard.

mod adjust;
mod append;
mod browser;
mod count;
mod deed;
mod filed;
mod hall;
mod papers;
mod person;
mod ready;
mod secret;
mod sheet;
mod sit;
mod watch;

use std::{collections::BTreeMap, sync::Arc};

use certification::{
    id::{CaseId, PersonId, SittingId},
    record::{
        case::Case,
        exam::{Exam, Sitting as SittingRow},
    },
    refusal::Refusal,
};
pub use exam::sitting::{
    clock::{Clock, Extra, Terms},
    door::{Away, DOCUMENTS, Identity},
    event::{Act, What},
    given::Given,
    receipt::Receipt,
    record::{Fact, Origin, Standing},
    state::{Added, State},
};
use exam::{paper::shown::Shown, sitting::Settings as SittingSettings};
use serde::{Deserialize, Serialize};

pub use self::{
    browser::{BrowserSays, configuration},
    deed::Deed,
    filed::stored_name,
    hall::Hall,
    sheet::{Keying, SheetDesk, SheetStage},
    watch::{Incident, KeptRow, NewIncident, RoomRow, RoomView, SeatRecord},
};
pub(crate) use self::{count::Counted, secret::Safe};
use crate::{Workflow, exam_plan::Agreed};

/// Written tests of the house.
#[derive(Debug, Clone)]
pub struct ExamRoom {
    pub(crate) flow: Workflow,
}

impl Workflow {
    /// Written tests: sitting and watching over them.
    #[must_use]
    pub fn exam_room(&self) -> ExamRoom {
        ExamRoom { flow: self.clone() }
    }
}

/// One seat as its door, its page and the room show it.
#[derive(Debug, Clone)]
pub struct Seat {
    /// The seat.
    pub sitting: SittingRow,
    /// Its test.
    pub exam: Arc<Exam>,
    /// IANA zone of the event, in which its hours are told.
    pub zone: String,
    /// What was fixed before the start.
    pub terms: Terms,
    /// Where it stands.
    pub state: State,
    /// When the candidate began, on a device or on paper, microseconds UTC.
    pub started: Option<i64>,
    /// Working time left, microseconds; none before it runs.
    pub left: Option<i64>,
    /// When time is over, microseconds UTC; none before it runs and while it stands still.
    pub deadline: Option<i64>,
    /// What was added to the working time.
    pub added: Added,
    /// Questions answered, by what counts.
    pub answered: u32,
    /// Answers that came after time was over, in a pause or after the end: kept, not counted.
    pub late: u32,
    /// Questions on the paper.
    pub questions: u32,
    /// Questions flagged.
    pub flagged: u32,
    /// Last word from the page, microseconds UTC.
    pub heard: Option<i64>,
    /// Since when the candidate waits for the invigilator.
    pub help_since: Option<i64>,
    /// What the candidate wrote to them; empty when nothing.
    pub help_reason: String,
    /// When it was handed in or collected.
    pub end: Option<i64>,
    /// Interrupted; whether time stands still.
    pub pause: Option<bool>,
    /// What was last recorded of who sits there.
    pub identity: Option<Identity>,
    /// It may be sat without Safe Exam Browser.
    pub browser_waived: bool,
    /// How often the page was left.
    pub away: Away,
}

impl Seat {
    /// Whose it is.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.sitting.person_id
    }

    /// Whose case it is.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        self.sitting.case_id
    }
}

/// A proven right to sit: the cookie that the door gave to one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// The seat.
    pub sitting: SittingId,
    /// Key of the device.
    pub device: String,
}

/// What a candidate's page shows.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The seat.
    pub seat: Seat,
    /// The epoch of this page.
    pub epoch: u64,
    /// The paper.
    pub shown: Arc<Shown>,
    /// Answers that count, by question.
    pub answers: BTreeMap<u16, Given>,
    /// Questions flagged.
    pub flags: Vec<u16>,
    /// The candidate's notes, by question.
    pub notes: BTreeMap<u16, String>,
    /// For a page without script: the next sequence in this epoch.
    pub next_sequence: u32,
    /// Announcements that were not read yet, the oldest first.
    pub announcements: Vec<Announcement>,
}

/// An announcement to the room, or what the invigilator wrote to one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Its key.
    pub key: String,
    /// What it says.
    pub text: String,
    /// When, microseconds UTC.
    pub at: i64,
}

/// An act as a page sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentAct {
    /// Its sequence within the epoch.
    pub sequence: u32,
    /// The device's clock, microseconds UTC.
    #[serde(default)]
    pub made: Option<i64>,
    /// What the candidate did.
    pub act: Act,
}

/// What the page is told after it sent something, or nothing.
#[derive(Debug, Clone)]
pub struct Status {
    /// What it may forget.
    pub receipt: Receipt,
    /// Where the sitting stands.
    pub state: State,
    /// The server's clock, microseconds UTC.
    pub now: i64,
    /// Working time left, microseconds.
    pub left: Option<i64>,
    /// When time is over, microseconds UTC.
    pub deadline: Option<i64>,
    /// What was added to the working time.
    pub added: Added,
    /// Interrupted; whether time stands still.
    pub pause: Option<bool>,
    /// Announcements to the room, the oldest first.
    pub announcements: Vec<Announcement>,
    /// Answers that came late, in a pause or after the end: kept, not counted.
    pub late: usize,
    /// Acts that are malformed and will never be taken.
    pub refused: Vec<(u32, Refusal)>,
}

/// Most acts of one sending.
pub const MOST_ACTS: usize = 200;

/// What was fixed for a seat before the start.
#[must_use]
pub fn terms(exam: &Exam, sitting: &SittingRow) -> Terms {
    let minutes = |n: i64| u32::try_from(n).unwrap_or(0);
    let extra = Agreed { minutes: sitting.extra_minutes, percent: sitting.extra_percent, signed: true }.extra();
    let clock = if exam.clock == "hall" {
        let ends = exam.opens.saturating_add(exam.minutes.saturating_mul(exam::sitting::clock::MINUTE));
        Clock::Hall { begins: exam.opens, ends }
    } else {
        Clock::Personal { minutes: minutes(exam.minutes) }
    };
    Terms { clock, extra, opens: exam.opens, last_start: exam.last_start, closed: exam.closed_at }
}

/// Numbers of a sitting, as the body has set them.
#[must_use]
pub fn sitting_settings(settings: &certification::setting::Settings) -> SittingSettings {
    let seconds = |key| settings.int(key).saturating_mul(exam::sitting::clock::SECOND);
    SittingSettings {
        grace: seconds("exam.grace_seconds"),
        silence: seconds("exam.silence_seconds"),
        most_minutes: u32::try_from(settings.int("exam.most_minutes")).unwrap_or(240),
        identity_first: settings.yes("exam.identity_first"),
        ..SittingSettings::default()
    }
}

/// Name of a case's candidate, for the room.
fn name_of(case: &Case) -> String {
    case.name.clone().unwrap_or_default()
}
