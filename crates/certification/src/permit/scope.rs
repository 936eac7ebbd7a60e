//! What a list may show: the union of the reaches of whoever reads it.

use super::Object;
use crate::id::{EventId, InstitutionId, PersonId};

/// What a list may show: the union of its reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Every row.
    All,
    /// Rows within any of these; none when empty.
    Within(Vec<Bound>),
}

/// One bound of a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Rows of this event.
    Event(EventId),
    /// Rows about people of this institution.
    Institution(InstitutionId),
    /// Rows assigned to this assessor.
    Assessor(PersonId),
    /// Rows about this person.
    Person(PersonId),
}

impl Bound {
    pub(super) fn holds(self, object: &Object) -> bool {
        match self {
            Self::Event(id) => object.event == Some(id),
            Self::Institution(id) => object.institution == Some(id),
            Self::Assessor(id) => object.assessor == Some(id),
            Self::Person(id) => object.person == Some(id),
        }
    }
}

impl Scope {
    /// The scope shows this object.
    #[must_use]
    pub fn shows(&self, object: &Object) -> bool {
        match self {
            Self::All => true,
            Self::Within(bounds) => bounds.iter().any(|b| b.holds(object)),
        }
    }

    /// The scope shows nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Within(bounds) if bounds.is_empty())
    }
}
