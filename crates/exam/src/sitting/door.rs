//! What the invigilator knows of who sits at a seat, and with what: the identity that was checked at the door, the
//! browser that was let in, and how often the page was left. Facts; what follows from them people say.

use certification::id::PersonId;

use super::{
    Sitting,
    event::{Act, Room},
};

/// Documents by which an identity is checked: identity card, driving licence, passport, card of the employer, or
/// another one with a photo.
pub const DOCUMENTS: [&str; 5] = ["ktp", "sim", "passport", "employer", "other"];

/// What was last recorded of who sits there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// Compared with a document.
    Checked {
        /// Which one: of [`DOCUMENTS`].
        document: String,
        /// Who compared.
        by: PersonId,
        /// When, microseconds UTC.
        at: i64,
    },
    /// Not the person.
    Doubted {
        /// Who says so.
        by: PersonId,
        /// When, microseconds UTC.
        at: i64,
    },
}

/// How often a page was left, and for how long together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Away {
    /// How often.
    pub times: usize,
    /// Milliseconds by the device, of those times after which it said that it was back.
    pub millis: u64,
}

impl Sitting {
    /// What was last recorded of who sits there; nothing when nobody has looked.
    #[must_use]
    pub fn identity(&self) -> Option<Identity> {
        self.room()
            .filter_map(|(_, at, room)| match room {
                Room::IdentityChecked { document, by } => {
                    Some(Identity::Checked { document: document.clone(), by: *by, at })
                }
                Room::IdentityDoubted { by, .. } => Some(Identity::Doubted { by: *by, at }),
                _ => None,
            })
            .last()
    }

    /// It may be sat without Safe Exam Browser.
    #[must_use]
    pub fn browser_waived(&self) -> bool {
        self.room.iter().any(|(_, _, room)| matches!(room, Room::BrowserWaived { .. }))
    }

    /// How often the page was left.
    #[must_use]
    pub fn away(&self) -> Away {
        self.sent.keys().fold(Away::default(), |away, key| match key.act {
            Act::FocusLost { millis } => {
                Away { times: away.times + 1, millis: away.millis + u64::from(millis.unwrap_or(0)) }
            }
            _ => away,
        })
    }
}
