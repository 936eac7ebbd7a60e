//! Duties (ISO/IEC 17024 5.1): in what capacity a person acts. One person may hold several;
//! what must be kept apart is judged for each case.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// Runs the installation; appoints others, sees no case content.
    Administrator,
    /// Certification staff (*administrasi LSP*): events, imports, verification of requirements.
    Staff,
    /// Certification manager: what staff may, and panels, certificates, suspension.
    Manager,
    /// Scheme committee: standards and schemes.
    SchemeCommittee,
    /// Member of the decision panel (*komite teknis, pleno*).
    PanelMember,
    /// Head of the body (*ketua*): signs the decree.
    Head,
    /// Named deputy of the head, where the head assessed.
    Deputy,
    /// Assessor: collects evidence and recommends.
    Assessor,
    /// Candidate (*asesi*).
    Candidate,
    /// Facilitator: the office that asked for an event.
    Facilitator,
    /// Contact of an institution that sends people.
    Contact,
    /// The house itself: jobs and commands.
    System,
}

impl Duty {
    /// Every duty that a person can be appointed to or hold.
    pub const ALL: [Self; 11] = [
        Self::Administrator,
        Self::Staff,
        Self::Manager,
        Self::SchemeCommittee,
        Self::PanelMember,
        Self::Head,
        Self::Deputy,
        Self::Assessor,
        Self::Candidate,
        Self::Facilitator,
        Self::Contact,
    ];

    /// As stored and in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Staff => "staff",
            Self::Manager => "manager",
            Self::SchemeCommittee => "scheme-committee",
            Self::PanelMember => "panel-member",
            Self::Head => "head",
            Self::Deputy => "deputy",
            Self::Assessor => "assessor",
            Self::Candidate => "candidate",
            Self::Facilitator => "facilitator",
            Self::Contact => "contact",
            Self::System => "system",
        }
    }
}

impl fmt::Display for Duty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Duty {
    type Err = UnknownDuty;
    fn from_str(text: &str) -> Result<Self, UnknownDuty> {
        Self::ALL.into_iter().chain([Self::System]).find(|d| d.as_str() == text).ok_or(UnknownDuty)
    }
}

/// Text that names no duty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such duty")]
pub struct UnknownDuty;
