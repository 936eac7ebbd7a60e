//! Filled forms and the signatures on them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Column, Kind, Purpose, Record, Retention, Table};
use crate::id::{CaseId, EventId, FormId, PersonId, SchemeVersionId, SignatureId};

/// A filled form. It pins the version of its definition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// Its id.
    pub id: FormId,
    /// Form code, such as `FR.AK.02`.
    pub code: String,
    /// Version of the definition.
    pub version: String,
    /// The case, for forms of a case.
    pub case_id: Option<CaseId>,
    /// The event, for forms of an assessor and event (FR.AK.05), and of cases too.
    pub event_id: Option<EventId>,
    /// The version of a scheme, for forms of a scheme (FR.MAPA.01, FR.VA …).
    pub scheme_id: Option<SchemeVersionId>,
    /// Whose key seals the answers: the candidate, or the assessor for FR.AK.05 and forms of a scheme.
    pub subject_id: PersonId,
    /// The answers, `{field: value}`.
    pub answers: Option<Value>,
    /// The released results of written tests that it showed when the first signature came onto it, as
    /// [`crate::form::WrittenTest`]s; nothing before. What is released later does not change what was signed.
    pub written: Option<Value>,
    /// Digest of canonical content and attachments, hex SHA-256: what a signature binds.
    pub digest: String,
    /// `submitted`, `signed` (by all), `locked` or `reopened`.
    pub state: String,
    /// Counts up at each submission, from 1.
    pub revision: i64,
    /// Who submitted last.
    pub submitted_by: PersonId,
    /// When, microseconds UTC.
    pub submitted_at: i64,
}

impl Record for Form {
    const TABLE: &'static Table = &Table {
        name: "form",
        columns: &[
            Column::text("id"),
            Column::text("code"),
            Column::text("version"),
            Column::text("case_id"),
            Column::text("event_id"),
            Column::text("scheme_id"),
            Column::text("subject_id"),
            Column::special("answers", Kind::Json),
            Column::special("written", Kind::Json),
            Column::text("digest"),
            Column::text("state"),
            Column::int("revision"),
            Column::text("submitted_by"),
            Column::int("submitted_at"),
        ],
        subject: Some("subject_id"),
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["case_id", "code"], &["event_id", "code"], &["scheme_id", "code"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// A person's signature on a form, or their refusal to sign.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// Its id.
    pub id: SignatureId,
    /// The form.
    pub form_id: FormId,
    /// Slot of the definition: `candidate`, `assessor`, `staff` …
    pub slot: String,
    /// Who signed.
    pub person_id: PersonId,
    /// In which duty.
    pub duty: crate::duty::Duty,
    /// `session`, `in-presence`, `offline` or `paper`.
    pub mode: String,
    /// The witness of an in-presence signature.
    pub witness_id: Option<PersonId>,
    /// The digest that was signed.
    pub digest: String,
    /// When, microseconds UTC.
    pub at: i64,
    /// Refused to sign.
    pub refused: bool,
    /// Reason of a refusal.
    pub reason: Option<String>,
    /// A later change of content voided it.
    pub void: bool,
}

impl Record for Signature {
    const TABLE: &'static Table = &Table {
        name: "signature",
        columns: &[
            Column::text("id"),
            Column::text("form_id"),
            Column::text("slot"),
            Column::text("person_id"),
            Column::text("duty"),
            Column::text("mode"),
            Column::text("witness_id"),
            Column::text("digest"),
            Column::int("at"),
            Column::flag("refused"),
            Column::personal("reason", Kind::Text),
            Column::flag("void"),
        ],
        subject: Some("person_id"),
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["form_id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}
