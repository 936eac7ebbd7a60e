//! What each status of a certificate is called, its icon and its colour.

use super::{Icon, Tag, icon};
use crate::i18n::{Message, key};

/// What a look-up finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// In force.
    Valid,
    /// May not be used for now.
    Suspended,
    /// Withdrawn by the body.
    Revoked,
    /// Another certificate took its place.
    Superseded,
    /// Its last day is over.
    Expired,
    /// Not in the register.
    Unknown,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 6] =
        [Self::Valid, Self::Suspended, Self::Revoked, Self::Superseded, Self::Expired, Self::Unknown];

    /// Colour, icon and key.
    #[must_use]
    pub const fn look(self) -> (&'static str, Icon, &'static str) {
        match self {
            Self::Valid => ("success", icon("check"), key("certificate-valid")),
            Self::Suspended => ("warning", icon("circle-pause"), key("certificate-suspended")),
            Self::Revoked => ("danger", icon("ban"), key("certificate-revoked")),
            Self::Superseded => ("neutral", icon("replace"), key("certificate-superseded")),
            Self::Expired => ("neutral", icon("clock"), key("certificate-expired")),
            Self::Unknown => ("neutral", icon("circle-question-mark"), key("certificate-unknown")),
        }
    }

    /// Its label.
    #[must_use]
    pub const fn tag(self) -> Tag {
        let (color, icon, key) = self.look();
        Tag::new(color, icon, Message::new(key))
    }
}
