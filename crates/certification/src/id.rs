//! Typed identifiers. Each is a UUIDv7, so that ids sort by the time they were given,
//! and each has a type of its own, so that a person's id cannot stand where a case's is wanted.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Text that is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    /// An entry of the journal, and the act it holds.
    ActId,
    /// A natural person, in whatever duty.
    PersonId,
    /// An institution: office, school, university.
    InstitutionId,
    /// An appointment of a person to a duty.
    AppointmentId,
    /// A competency standard.
    StandardId,
    /// A version of a certification scheme.
    SchemeVersionId,
    /// A certification event.
    EventId,
    /// A workbook that was handed in.
    BatchId,
    /// A case: one application of one person for one scheme.
    CaseId,
    /// A file that was handed in: requirement document or evidence.
    DocumentId,
    /// A filled form.
    FormId,
    /// A person's signature on a form.
    SignatureId,
    /// A sitting of the decision panel (*pleno*).
    PanelId,
    /// A decision on a case.
    DecisionId,
    /// A certificate.
    CertificateId,
    /// A form of a written test, frozen with its keys.
    ExamFormId,
    /// A written test of an event.
    ExamId,
    /// A candidate's seat in a written test, and what happens there.
    SittingId,
    /// A study by which judges set the cut of a written test.
    StudyId,
}
