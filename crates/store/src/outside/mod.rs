//! Rows outside the journal: credentials, sessions, invitations, throttles, drafts, remembered mappings,
//! submission tokens, events of sittings with their papers, and the log of looks at secrets. `docs/data.md` says for each why it is outside.
//! Secrets that a browser or a person holds are stored as keyed hashes only.

mod account;
mod desk;
mod exam;
mod session;
mod submission;

pub use account::{Attempts, Credential, Invitation, credential, invitation};
pub use desk::{Access, Draft, Look, draft, looked, looks_about, mapping};
pub use exam::{
    Appended, ExamEvent, ExamNotice, NewExamEvent, SentKey, exam_begun, exam_event_place, exam_events,
    exam_events_after, exam_last, exam_newest, exam_notices, exam_paper, exam_room_events,
};
pub use session::{NewSession, Session, session, sessions_of};
pub use submission::Submission;

use crate::{entropy::draw, store::Store};

impl Store {
    /// A fresh secret token, 64 hex digits, for a session, a form or a link.
    #[must_use]
    pub fn new_token(&self) -> String {
        hex::encode(draw::<32>(&*self.shared().entropy))
    }
}
