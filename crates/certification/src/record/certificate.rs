//! Certificates and the history of their status. Facts of issuance have a key of their own.

use serde::{Deserialize, Serialize};

use super::{Column, Derived, How, Kind, Purpose, Record, Retention, Table};
use crate::{
    id::{CaseId, CertificateId, PersonId, SchemeVersionId},
    issuer::Issuer,
};

/// A certificate. Its facts are frozen when its number is given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Certificate {
    /// Its id.
    pub id: CertificateId,
    /// The case it was granted in.
    pub case_id: CaseId,
    /// The holder.
    pub person_id: PersonId,
    /// Certificate number in the body's pattern.
    pub number: String,
    /// Registration number in the body's pattern.
    pub registration: String,
    /// Public code, 10 signs without look-alikes, in the QR and on `/v/{code}`.
    pub code: String,
    /// Holder's name with degrees, as printed.
    pub holder: Option<String>,
    /// The pinned version of the scheme.
    pub scheme_version_id: SchemeVersionId,
    /// The scheme's lasting key.
    pub slug: String,
    /// Number and date of the decree that granted it.
    pub decree_number: String,
    /// Day of issue, ISO, in the body's zone.
    pub issued_on: String,
    /// First day of validity, ISO.
    pub valid_from: String,
    /// Last day of validity, ISO, inclusive.
    pub valid_until: String,
    /// `issuing`, `active`, `suspended`, `revoked` or `superseded`. Expiry is judged by date.
    pub status: String,
    /// Since when, microseconds UTC.
    pub status_at: i64,
    /// Stored object of the PDF, once made.
    pub file: Option<String>,
    /// Bytes of the PDF, once made.
    pub size: Option<i64>,
    /// The certificate that took its place.
    pub superseded_by: Option<CertificateId>,
    /// Demonstration: reads CONTOH.
    pub example: bool,
    /// The body that issued it, as it was then.
    #[serde(default)]
    pub issuer: Option<Issuer>,
}

impl Record for Certificate {
    const TABLE: &'static Table = &Table {
        name: "certificate",
        columns: &[
            Column::text("id"),
            Column::text("case_id"),
            Column::text("person_id"),
            Column::text("number"),
            Column::text("registration"),
            Column::text("code"),
            Column::name("holder"),
            Column::text("scheme_version_id"),
            Column::text("slug"),
            Column::text("decree_number"),
            Column::text("issued_on"),
            Column::text("valid_from"),
            Column::text("valid_until"),
            Column::text("status"),
            Column::int("status_at"),
            Column::text("file"),
            Column::int("size"),
            Column::text("superseded_by"),
            Column::flag("example"),
            Column::json("issuer"),
        ],
        subject: Some("person_id"),
        purpose: Purpose::Issuance,
        retention: Retention::Register,
        derived: &[Derived { name: "holder_folded", from: &["holder"], how: How::Fold }],
        indexes: &[&["case_id"], &["person_id"], &["holder_folded", "id"], &["status", "id"]],
        unique: &[&["number"], &["registration"], &["code"]],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// One change of a certificate's status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatusChange {
    /// `certificate:n`, n from 1.
    pub id: String,
    /// The certificate.
    pub certificate_id: CertificateId,
    /// The holder.
    pub person_id: PersonId,
    /// The status it took.
    pub status: String,
    /// Why.
    pub reason: Option<String>,
    /// Who.
    pub by_id: PersonId,
    /// When, microseconds UTC.
    pub at: i64,
}

impl Record for StatusChange {
    const TABLE: &'static Table = &Table {
        name: "status_change",
        columns: &[
            Column::text("id"),
            Column::text("certificate_id"),
            Column::text("person_id"),
            Column::text("status"),
            Column::personal("reason", Kind::Text),
            Column::text("by_id"),
            Column::int("at"),
        ],
        subject: Some("person_id"),
        purpose: Purpose::Issuance,
        retention: Retention::Register,
        derived: &[],
        indexes: &[&["certificate_id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}
