//! Where a case stands: one exclusive stage for queues, and a cumulative funnel for counts.
//! Both are computed from facts, by the case's own file alone, and kept on the case as a projection.

use serde::{Deserialize, Serialize};

/// The exclusive stage of a case, in the order of the main line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Invited, has not confirmed.
    Invited,
    /// Confirmed, FR.APL.01 not yet submitted.
    Draft,
    /// FR.APL.01 submitted, staff verify.
    Checking,
    /// Returned for completion.
    Returned,
    /// Not accepted; ended.
    Rejected,
    /// Accepted, FR.APL.02 not yet submitted.
    SelfAssessment,
    /// FR.APL.02 submitted, no assessor assigned.
    Unassigned,
    /// The assessor declares to be free of conflict and reviews FR.APL.02.
    Review,
    /// Not to proceed; ended.
    NotProceeding,
    /// To proceed, no day and session yet.
    Unscheduled,
    /// FR.AK.01 not yet signed by both.
    Agreement,
    /// In assessment.
    Assessment,
    /// Recommended (FR.AK.02 submitted), not yet reported in FR.AK.05 or signed.
    Recommended,
    /// Reported, waits for the panel.
    Reported,
    /// Granted, no certificate number yet.
    Granted,
    /// Not granted; ended.
    NotGranted,
    /// Number and facts frozen, paper not yet made.
    Issuing,
    /// Certificate issued.
    Issued,
    /// Absent at the assessment; ended, and not BK.
    Absent,
    /// Withdrawn by the candidate; ended, and not BK.
    Withdrawn,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 20] = [
        Self::Invited,
        Self::Draft,
        Self::Checking,
        Self::Returned,
        Self::Rejected,
        Self::SelfAssessment,
        Self::Unassigned,
        Self::Review,
        Self::NotProceeding,
        Self::Unscheduled,
        Self::Agreement,
        Self::Assessment,
        Self::Recommended,
        Self::Reported,
        Self::Granted,
        Self::NotGranted,
        Self::Issuing,
        Self::Issued,
        Self::Absent,
        Self::Withdrawn,
    ];

    /// As stored and in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Draft => "draft",
            Self::Checking => "checking",
            Self::Returned => "returned",
            Self::Rejected => "rejected",
            Self::SelfAssessment => "self-assessment",
            Self::Unassigned => "unassigned",
            Self::Review => "review",
            Self::NotProceeding => "not-proceeding",
            Self::Unscheduled => "unscheduled",
            Self::Agreement => "agreement",
            Self::Assessment => "assessment",
            Self::Recommended => "recommended",
            Self::Reported => "reported",
            Self::Granted => "granted",
            Self::NotGranted => "not-granted",
            Self::Issuing => "issuing",
            Self::Issued => "issued",
            Self::Absent => "absent",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The stage of that name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == text)
    }

    /// Evidence may still come: the case has not ended, and nobody has recommended or decided yet.
    #[must_use]
    pub const fn takes_evidence(self) -> bool {
        let judged = matches!(self, Self::Recommended | Self::Reported | Self::Granted | Self::Issuing);
        !judged && !self.ended()
    }

    /// The case has ended here.
    #[must_use]
    pub const fn ended(self) -> bool {
        matches!(
            self,
            Self::Rejected | Self::NotProceeding | Self::NotGranted | Self::Issued | Self::Absent | Self::Withdrawn
        )
    }
}

/// How far a case has ever come; each flag, once true by its facts, counts once in `status`.
/// *Recommended K* is not *decided K*.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funnel {
    /// In the event at all.
    pub registered: bool,
    /// FR.APL.01 submitted with every required document.
    pub complete: bool,
    /// Accepted by staff.
    pub accepted: bool,
    /// Present at the assessment.
    pub present: bool,
    /// FR.AK.02 submitted.
    pub assessed: bool,
    /// Recommended *kompeten*.
    pub recommended_k: bool,
    /// Recommended *belum kompeten*.
    pub recommended_bk: bool,
    /// Decided: granted.
    pub decided_k: bool,
    /// Decided: not granted.
    pub decided_bk: bool,
    /// Certificate issued.
    pub issued: bool,
}

impl Funnel {
    /// The counts in the order of `status --json`.
    pub const NAMES: [&'static str; 10] = [
        "registered",
        "complete",
        "accepted",
        "present",
        "assessed",
        "recommended_k",
        "recommended_bk",
        "decided_k",
        "decided_bk",
        "issued",
    ];

    /// The flags in the order of [`Self::NAMES`].
    #[must_use]
    pub const fn flags(&self) -> [bool; 10] {
        [
            self.registered,
            self.complete,
            self.accepted,
            self.present,
            self.assessed,
            self.recommended_k,
            self.recommended_bk,
            self.decided_k,
            self.decided_bk,
            self.issued,
        ]
    }
}
