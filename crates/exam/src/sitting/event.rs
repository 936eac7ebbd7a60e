//! What happens in a sitting, as it is kept: appended, never changed. The server numbers each event and writes the
//! time when it came; what the device says of its own clock is kept as a fact and decides nothing.

use certification::id::PersonId;
use serde::{Deserialize, Serialize};

use super::given::Given;

/// One event of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Event {
    /// Number that the server gave when it stored the event: rising within the sitting, never used twice.
    pub number: u64,
    /// The server's clock at that time, microseconds UTC.
    pub received: i64,
    /// What happened.
    pub what: What,
}

/// Where an event comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// The candidate's page sent it, perhaps more than once.
    Sent(Sent),
    /// The server or the invigilator did it.
    Room(Room),
}

/// What a candidate's page sends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sent {
    /// The epoch in which it was made: the number of the [`Room::Opened`] event that the page got when it opened.
    pub epoch: u64,
    /// A number that the page drew when it was loaded, so that a duplicated tab is not taken for its original.
    pub page: u32,
    /// Counts up from 1 within the epoch on that device; a page that is loaded again offline counts on.
    pub sequence: u32,
    /// The device's clock when it was made, microseconds UTC, if the device says so. Shown, never reckoned with.
    pub made: Option<i64>,
    /// What the candidate did.
    pub act: Act,
}

/// What a candidate does.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "act")]
pub enum Act {
    /// Answers a question or empties it.
    Answered {
        /// Number of the question on this paper, from 1.
        question: u16,
        /// The answer as given.
        answer: Given,
    },
    /// Flags a question to look at again, or takes the flag away.
    Flagged {
        /// Number of the question.
        question: u16,
        /// Flag set.
        on: bool,
    },
    /// Writes a note of their own beside a question; it is never marked.
    Noted {
        /// Number of the question.
        question: u16,
        /// The note, empty to remove it.
        text: String,
    },
    /// An announcement was shown and closed.
    AnnouncementSeen {
        /// Key of the announcement in the room.
        announcement: String,
    },
    /// The page lost the focus. A fact, no judgement.
    FocusLost {
        /// How long, if it came back, milliseconds by the device.
        millis: Option<u32>,
    },
    /// Asks for the invigilator.
    HelpAsked {
        /// What for, in the candidate's words; empty when they did not say.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// Hands in. What the same epoch made before (smaller sequence) belongs to it, even when it arrives later.
    Finished,
}

/// What the server or the invigilator does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "act")]
pub enum Room {
    /// A page took the sitting up: start, reload, second tab, other device. The event's number is the new epoch.
    Opened {
        /// The device, by the key that its storage holds.
        device: String,
        /// Digest of the paper that was unlocked.
        paper: String,
    },
    /// The sitting may go on at another device; the next opening comes from there.
    DeviceMoved {
        /// Seat or device it moves to.
        to: String,
        /// The invigilator.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// Interrupted.
    Paused {
        /// Whether time stands still meanwhile: yes for a power cut, no for a walk to the door.
        stops_clock: bool,
        /// Nothing had been heard of the page for a while: it cannot know, and what it holds from before is still to
        /// come.
        #[serde(default)]
        offline: bool,
        /// The invigilator.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// Nothing had been heard of the page from before a pause until well into it: it was offline when the pause was set,
    /// although nobody knew so then. Recorded at its first word.
    PageAway {
        /// Number of the pause.
        pause: u64,
    },
    /// Nothing had been heard for a while of a page that keeps in touch by itself. Recorded at its next word, which
    /// ends it; it gives no time and takes none.
    Offline {
        /// The last word before, microseconds UTC.
        from: i64,
    },
    /// Goes on.
    Resumed {
        /// The invigilator.
        by: PersonId,
    },
    /// More working time. A grant said again under its key replaces what it said before.
    TimeGiven {
        /// Key of the grant; counted once.
        grant: String,
        /// Minutes.
        minutes: u32,
        /// On what ground.
        ground: Ground,
        /// Who gave it.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// An incident that took working time. Said again under its key, it is corrected; the time is returned by
    /// itself, and time that two incidents or a pause share is returned once.
    Incident {
        /// Key of the incident in the room.
        incident: String,
        /// When it began, microseconds UTC.
        from: i64,
        /// When work could go on; while nobody has said, time stands still.
        until: Option<i64>,
        /// Who recorded it.
        by: PersonId,
    },
    /// The invigilator came to a candidate who had asked.
    HelpGiven {
        /// The invigilator.
        by: PersonId,
    },
    /// The invigilator wrote to this candidate alone; whoever had asked has their answer.
    Replied {
        /// What it says.
        text: String,
        /// The invigilator.
        by: PersonId,
    },
    /// Collected by the invigilator.
    Collected {
        /// Because the test is closed: what was under way is not waited for.
        #[serde(default)]
        closing: bool,
        /// The invigilator.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// Handed in by mistake; the sitting goes on.
    Reopened {
        /// The invigilator.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// Void: kept, and nothing in it counts.
    Voided {
        /// Who voided it.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// The sitting goes on on paper. The event's number is the epoch of the answer sheet: what stands on the sheet
    /// overtakes what was answered on a device before, and an opening after it overtakes the sheet.
    ToPaper {
        /// Since when, microseconds UTC: it may be recorded after the power is back.
        from: i64,
        /// The invigilator.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// The answer sheet, keyed in twice, compared and settled ([`crate::sheet`]). Said again for the same epoch, it
    /// replaces what it said before.
    SheetEntered {
        /// Epoch: number of the [`Room::ToPaper`] that it belongs to.
        sheet: u64,
        /// What stands on it, by question; a question left empty on paper is blank, and overtakes nothing.
        answers: Vec<(u16, Given)>,
        /// The two who keyed it in.
        keyed: [PersonId; 2],
        /// How many questions they had keyed differently.
        differences: u16,
        /// Who settled them and let it count.
        by: PersonId,
        /// How the differences were settled; empty where there were none.
        reason: String,
    },
    /// May be sat without Safe Exam Browser, where the test asks for it.
    BrowserWaived {
        /// The invigilator.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// Who sits there was compared with a document (ISO/IEC 17024 9.4).
    IdentityChecked {
        /// Which document: one of [`super::door::DOCUMENTS`].
        document: String,
        /// The invigilator.
        by: PersonId,
    },
    /// Who sits there is not the person; the door stays shut until an identity is checked.
    IdentityDoubted {
        /// The invigilator.
        by: PersonId,
        /// Why.
        reason: String,
    },
}

/// On what ground time is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// An adjustment of FR.AK.07 that was agreed after the start.
    Adjustment,
    /// Anything else; the reason says what.
    Other,
}
