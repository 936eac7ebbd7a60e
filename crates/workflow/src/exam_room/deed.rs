//! What the invigilator does at a seat: as an event of the sitting and as an entry in the journal.

use certification::{exam::SeatDeed, id::PersonId};
use exam::sitting::event::{Ground, Room};

/// What the invigilator does at a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Interrupts.
    Pause {
        /// Time stands still meanwhile.
        stops_clock: bool,
        /// Why.
        reason: String,
    },
    /// Lets it go on.
    Resume,
    /// Gives time.
    Give {
        /// Minutes.
        minutes: u32,
        /// Why.
        reason: String,
    },
    /// Lets it go on at another device.
    Move {
        /// Seat or device.
        to: String,
        /// Why.
        reason: String,
    },
    /// Came to who had asked.
    Help,
    /// Writes to the candidate, and has answered who had asked.
    Reply {
        /// What it says.
        text: String,
    },
    /// Collects.
    Collect {
        /// Why.
        reason: String,
    },
    /// Takes a handing-in back.
    Reopen {
        /// Why.
        reason: String,
    },
    /// Voids.
    Void {
        /// Why.
        reason: String,
    },
    /// Lets it go on on paper.
    ToPaper {
        /// Since when, microseconds UTC.
        from: i64,
        /// Why.
        reason: String,
    },
    /// Lets it be sat without Safe Exam Browser.
    Waive {
        /// Why.
        reason: String,
    },
    /// Has compared who sits there with a document.
    Identify {
        /// Which document.
        document: String,
    },
    /// Who sits there is not the person.
    Doubt {
        /// Why.
        reason: String,
    },
}

impl Deed {
    /// The event, the entry, the minutes given and the reason; `grant` is the key of time that is given.
    pub(super) fn told(self, by: PersonId, grant: String) -> (Room, SeatDeed, i64, String) {
        match self {
            Self::Pause { stops_clock, reason } => {
                (Room::Paused { stops_clock, offline: false, by, reason: reason.clone() }, SeatDeed::Paused, 0, reason)
            }
            Self::Resume => (Room::Resumed { by }, SeatDeed::Resumed, 0, String::new()),
            Self::Give { minutes, reason } => {
                let ground = Ground::Other;
                let given = Room::TimeGiven { grant, minutes, ground, by, reason: reason.clone() };
                (given, SeatDeed::TimeGiven, i64::from(minutes), reason)
            }
            Self::Move { to, reason } => {
                (Room::DeviceMoved { to, by, reason: reason.clone() }, SeatDeed::Moved, 0, reason)
            }
            Self::Help => (Room::HelpGiven { by }, SeatDeed::HelpGiven, 0, String::new()),
            // What it says stands in the sealed record alone: it may speak of a question.
            Self::Reply { text } => {
                (Room::Replied { text: text.trim().to_owned(), by }, SeatDeed::Replied, 0, String::new())
            }
            Self::Collect { reason } => {
                (Room::Collected { closing: false, by, reason: reason.clone() }, SeatDeed::Collected, 0, reason)
            }
            Self::Reopen { reason } => (Room::Reopened { by, reason: reason.clone() }, SeatDeed::Reopened, 0, reason),
            Self::Void { reason } => (Room::Voided { by, reason: reason.clone() }, SeatDeed::Voided, 0, reason),
            Self::ToPaper { from, reason } => {
                (Room::ToPaper { from, by, reason: reason.clone() }, SeatDeed::ToPaper, 0, reason)
            }
            Self::Waive { reason } => {
                (Room::BrowserWaived { by, reason: reason.clone() }, SeatDeed::BrowserWaived, 0, reason)
            }
            // By which document stands in the journal as well.
            Self::Identify { document } => {
                let checked = Room::IdentityChecked { document: document.clone(), by };
                (checked, SeatDeed::IdentityChecked, 0, document)
            }
            Self::Doubt { reason } => {
                (Room::IdentityDoubted { by, reason: reason.clone() }, SeatDeed::IdentityDoubted, 0, reason)
            }
        }
    }
}
