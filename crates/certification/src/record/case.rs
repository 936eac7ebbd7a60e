//! A case: one application of one person for one scheme at one event, and what is attached to it.

use serde::{Deserialize, Serialize};

use super::{Column, Derived, How, Kind, Purpose, Record, Retention, Table};
use crate::{
    id::{CaseId, DocumentId, EventId, InstitutionId, PersonId, SchemeVersionId},
    stage::{Funnel, Stage},
};

/// A case. `stage` and the funnel flags are the projection computed by [`crate::stage`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The event.
    pub event_id: EventId,
    /// The candidate.
    pub person_id: PersonId,
    /// The scheme's lasting key.
    pub slug: String,
    /// The pinned version of the scheme.
    pub scheme_version_id: SchemeVersionId,
    /// Running number within the event, for the spine label.
    pub running: i64,
    /// Candidate's name at opening, for order and search of lists.
    pub name: Option<String>,
    /// Where the candidate works.
    pub institution_id: Option<InstitutionId>,
    /// Kemendagri code of the district where the candidate works.
    pub kab: Option<String>,
    /// Who pays the seat: key of the event's funding.
    pub funding: String,
    /// Entry alternative the applicant claims.
    pub alternative: Option<String>,
    /// The invited person confirmed taking part.
    pub confirmed_at: Option<i64>,
    /// Staff's verdict on the application: `accepted`, `rejected` or `returned`.
    pub application_verdict: Option<String>,
    /// Note to the applicant with that verdict, or the reason.
    pub application_note: Option<String>,
    /// The assigned assessor.
    pub assessor_id: Option<PersonId>,
    /// The assessor declared to be free of conflict.
    pub conflict_free: Option<bool>,
    /// Review of FR.APL.02: `proceed` or `not-proceed`.
    pub review: Option<String>,
    /// Candidate type 1 to 5 (*potensi asesi*).
    pub candidate_type: Option<i64>,
    /// Session key of the event.
    pub session: Option<String>,
    /// Day of the session, ISO: what load limits count by.
    pub day: Option<String>,
    /// Present at the assessment.
    pub present: Option<bool>,
    /// `withdrawn`, or null.
    pub withdrawn: Option<String>,
    /// Overall recommendation of the assessor: `K` or `BK`.
    pub recommendation: Option<String>,
    /// Last decision: `granted`, `not-granted` or `returned`.
    pub decision: Option<String>,
    /// Named in the assessor's FR.AK.05, microseconds UTC.
    pub reported_at: Option<i64>,
    /// Counts up when the panel returns the case, from 1.
    pub round: i64,
    /// Where it stands, for queues.
    pub stage: Stage,
    /// Cumulative funnel, for counts.
    pub funnel: Funnel,
    /// When opened, microseconds UTC.
    pub opened_at: i64,
    /// When its stage last changed, microseconds UTC.
    pub stage_at: i64,
}

impl Record for Case {
    const TABLE: &'static Table = &Table {
        name: "cases",
        columns: &[
            Column::text("id"),
            Column::text("event_id"),
            Column::text("person_id"),
            Column::text("slug"),
            Column::text("scheme_version_id"),
            Column::int("running"),
            Column::name("name"),
            Column::text("institution_id"),
            Column::text("kab"),
            Column::text("funding"),
            Column::text("alternative"),
            Column::int("confirmed_at"),
            Column::text("application_verdict"),
            Column::personal("application_note", Kind::Text),
            Column::text("assessor_id"),
            Column::flag("conflict_free"),
            Column::text("review"),
            Column::int("candidate_type"),
            Column::text("session"),
            Column::text("day"),
            Column::flag("present"),
            Column::text("withdrawn"),
            Column::text("recommendation"),
            Column::text("decision"),
            Column::int("reported_at"),
            Column::int("round"),
            Column::text("stage"),
            Column::json("funnel"),
            Column::int("opened_at"),
            Column::int("stage_at"),
        ],
        subject: Some("person_id"),
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[Derived { name: "name_folded", from: &["name"], how: How::Fold }],
        indexes: &[
            &["event_id", "name_folded", "id"],
            &["event_id", "stage", "name_folded", "id"],
            &["stage", "stage_at", "id"],
            &["name_folded", "id"],
            &["assessor_id", "day"],
            &["institution_id"],
        ],
        unique: &[&["person_id", "event_id", "slug"], &["event_id", "running"]],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// A consent, one for each purpose (UU PDP 27/2022 art. 22).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Consent {
    /// `case:purpose`.
    pub id: String,
    /// The case in which it was asked.
    pub case_id: CaseId,
    /// Who consented or not.
    pub person_id: PersonId,
    /// For what: a key of the consent wordings.
    pub purpose: String,
    /// Given or refused.
    pub given: bool,
    /// Version of the wording.
    pub wording: String,
    /// When the form was answered, microseconds UTC.
    pub at: i64,
    /// When the person changed it since, on a page of their own, microseconds UTC.
    pub changed_at: Option<i64>,
}

impl Record for Consent {
    const TABLE: &'static Table = &Table {
        name: "consent",
        columns: &[
            Column::text("id"),
            Column::text("case_id"),
            Column::text("person_id"),
            Column::text("purpose"),
            Column::flag("given"),
            Column::text("wording"),
            Column::int("at"),
            Column::int("changed_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["case_id"], &["person_id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// A file that an applicant handed in: a requirement's document or an item of evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// The case.
    pub case_id: CaseId,
    /// Whose it is.
    pub person_id: PersonId,
    /// The requirement it answers (id of the scheme's document), or `evidence`.
    pub requirement: String,
    /// What the applicant calls it.
    pub title: Option<String>,
    /// Name of the stored object: SHA-256 of the stored bytes.
    pub file: String,
    /// Media type recognised from the content.
    pub media_type: String,
    /// Bytes, plain.
    pub size: i64,
    /// When handed in, microseconds UTC.
    pub uploaded_at: i64,
    /// The document that took its place.
    pub superseded_by: Option<DocumentId>,
}

impl Record for Document {
    const TABLE: &'static Table = &Table {
        name: "document",
        columns: &[
            Column::text("id"),
            Column::text("case_id"),
            Column::text("person_id"),
            Column::text("requirement"),
            Column::personal("title", Kind::Text),
            Column::text("file"),
            Column::text("media_type"),
            Column::int("size"),
            Column::int("uploaded_at"),
            Column::text("superseded_by"),
        ],
        subject: Some("person_id"),
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["case_id", "requirement"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// Staff's verdict on one requirement (FR.APL.01 part 3).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verification {
    /// `case:requirement`.
    pub id: String,
    /// The case.
    pub case_id: CaseId,
    /// The requirement.
    pub requirement: String,
    /// `meets`, `does-not` or `missing`.
    pub verdict: String,
    /// Why, when it does not meet.
    pub reason: Option<String>,
    /// The candidate, whose the reason is about.
    pub person_id: PersonId,
    /// Who verified.
    pub by_id: PersonId,
    /// When, microseconds UTC.
    pub at: i64,
}

impl Record for Verification {
    const TABLE: &'static Table = &Table {
        name: "verification",
        columns: &[
            Column::text("id"),
            Column::text("case_id"),
            Column::text("requirement"),
            Column::text("verdict"),
            Column::personal("reason", Kind::Text),
            Column::text("person_id"),
            Column::text("by_id"),
            Column::int("at"),
        ],
        subject: Some("person_id"),
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["case_id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// That an assessor was or is assigned to a case; superseded assignments stay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    /// `case:n`, n from 1.
    pub id: String,
    /// The case.
    pub case_id: CaseId,
    /// The assessor.
    pub assessor_id: PersonId,
    /// Who assigned.
    pub by_id: PersonId,
    /// When, microseconds UTC.
    pub at: i64,
    /// `active`, `replaced`, `declined` or `objected`.
    pub state: String,
    /// Why another assessor was replaced, or a limit overridden.
    pub reason: Option<String>,
}

impl Assignment {
    /// It ended before the assessor assessed, since the two are close: who declined, or was objected to, did not assess.
    #[must_use]
    pub fn given_back(&self) -> bool {
        matches!(self.state.as_str(), "declined" | "objected")
    }
}

impl Record for Assignment {
    const TABLE: &'static Table = &Table {
        name: "assignment",
        columns: &[
            Column::text("id"),
            Column::text("case_id"),
            Column::text("assessor_id"),
            Column::text("by_id"),
            Column::int("at"),
            Column::text("state"),
            Column::text("reason"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["case_id"], &["assessor_id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// The assessor's recommendation for one unit, or for the whole (FR.AK.02).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// `case:unit`, or `case:*` for the whole.
    pub id: String,
    /// The case.
    pub case_id: CaseId,
    /// Code of the unit, or `*`.
    pub unit: String,
    /// `K` or `BK`.
    pub result: String,
    /// Who recommends.
    pub by_id: PersonId,
    /// When, microseconds UTC.
    pub at: i64,
}

impl Record for Recommendation {
    const TABLE: &'static Table = &Table {
        name: "recommendation",
        columns: &[
            Column::text("id"),
            Column::text("case_id"),
            Column::text("unit"),
            Column::text("result"),
            Column::text("by_id"),
            Column::int("at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["case_id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}
