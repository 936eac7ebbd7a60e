//! Rows outside the journal: credentials, sessions, invitations, throttles, drafts, remembered mappings,
//! submission tokens and the log of looks at secrets. `docs/data.md` says for each why it is outside.
//! Secrets that a browser or a person holds are stored as keyed hashes only.

mod account;
mod desk;
mod session;
mod submission;

pub use account::{Credential, Invitation, credential, invitation};
pub use desk::{Access, Draft, draft, mapping};
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
