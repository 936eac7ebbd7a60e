//! Persons, the institutions they work for, their duties, and assessors' registration.

use serde::{Deserialize, Serialize};

use super::{Column, Derived, How, Kind, Purpose, Record, Retention, Table};
use crate::{
    degrees::full_name,
    duty::Duty,
    entropy::{Entropy, new_number},
    id::{AppointmentId, EventId, InstitutionId, PersonId},
};

/// An institution that sends people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Institution {
    /// Its id.
    pub id: InstitutionId,
    /// Official name.
    pub name: String,
    /// `dinas-provinsi dinas-kabkota sekolah perguruan-tinggi instansi lainnya`.
    pub kind: String,
    /// Kemendagri code of its district (`63.72`), where known.
    pub kab: Option<String>,
}

impl Record for Institution {
    const TABLE: &'static Table = &Table {
        name: "institution",
        columns: &[Column::text("id"), Column::text("name"), Column::text("kind"), Column::text("kab")],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[Derived { name: "name_folded", from: &["name"], how: How::Fold }],
        indexes: &[&["name_folded"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// A natural person. Values are those last confirmed; what a case was decided on stands in its forms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// Name without academic degrees.
    pub name: Option<String>,
    /// Academic degrees as written, such as `S.Hum., M.IP.`.
    pub degree: Option<String>,
    /// NIK, 16 digits.
    pub nik: Option<String>,
    /// Birth date, ISO.
    pub born: Option<String>,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// `L` or `P`.
    pub sex: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// NIP or NI PPPK, 18 digits.
    pub nip: Option<String>,
    /// Home address.
    pub address: Option<String>,
    /// Last education, such as `S1 Ilmu Perpustakaan`.
    pub education: Option<String>,
    /// Position at work.
    pub position: Option<String>,
    /// Where the person works.
    pub institution_id: Option<InstitutionId>,
    /// Kemendagri code of the district where the person works.
    pub kab: Option<String>,
    /// When the record was last put, microseconds UTC.
    pub updated_at: i64,
}

impl Record for Person {
    const TABLE: &'static Table = &Table {
        name: "person",
        columns: &[
            Column::text("id"),
            Column::name("name"),
            Column::name("degree"),
            Column::personal("nik", Kind::Text),
            Column::personal("born", Kind::Text),
            Column::personal("birth_place", Kind::Text),
            Column::personal("sex", Kind::Text),
            Column::personal("phone", Kind::Text),
            Column::personal("email", Kind::Text),
            Column::personal("nip", Kind::Text),
            Column::personal("address", Kind::Text),
            Column::personal("education", Kind::Text),
            Column::personal("position", Kind::Text),
            Column::text("institution_id"),
            Column::text("kab"),
            Column::int("updated_at"),
        ],
        subject: Some("id"),
        purpose: Purpose::Case,
        retention: Retention::Person,
        derived: &[
            Derived { name: "name_folded", from: &["name"], how: How::Fold },
            Derived { name: "nik_blind", from: &["nik"], how: How::Blind },
            Derived { name: "phone_blind", from: &["phone"], how: How::Blind },
            Derived { name: "email_blind", from: &["email"], how: How::Blind },
        ],
        indexes: &[&["name_folded", "id"], &["phone_blind"], &["email_blind"], &["institution_id"]],
        unique: &[&["nik_blind"]],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

impl Person {
    /// Name with degrees, as papers print it: see [`full_name`]. Empty once erased.
    #[must_use]
    pub fn full_name(&self) -> String {
        full_name(self.name.as_deref().unwrap_or_default(), self.degree.as_deref().unwrap_or_default())
    }
}

/// That a person may sign in. Passwords and sessions are kept outside the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The person.
    pub id: PersonId,
    /// Account number, ten digits: a name to sign in by for those without e-mail and telephone.
    pub number: String,
    /// `invited`, `active` or `closed`.
    pub state: String,
    /// `id` or `en`.
    pub locale: String,
    /// When it last changed, microseconds UTC.
    pub changed_at: i64,
}

impl Record for Account {
    const TABLE: &'static Table = &Table {
        name: "account",
        columns: &[
            Column::text("id"),
            Column::text("number"),
            Column::text("state"),
            Column::text("locale"),
            Column::int("changed_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Person,
        derived: &[],
        indexes: &[],
        unique: &[&["number"]],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

impl Account {
    /// A new account, whose person has not set a password yet.
    #[must_use]
    pub fn invited(id: PersonId, locale: &str, entropy: &dyn Entropy, now: i64) -> Self {
        let locale = if locale == "en" { "en" } else { "id" }.to_owned();
        Self { id, number: new_number(entropy), state: "invited".to_owned(), locale, changed_at: now }
    }
}

/// An appointment to a duty (ISO/IEC 17024 5.1), with its dates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// Who is appointed.
    pub person_id: PersonId,
    /// To what.
    pub duty: Duty,
    /// Only for this event: facilitators, and assessors of an event.
    pub event_id: Option<EventId>,
    /// Only for this institution: its contact.
    pub institution_id: Option<InstitutionId>,
    /// First day, ISO, in the body's zone.
    pub starts: String,
    /// Last day, ISO, inclusive; open when absent.
    pub ends: Option<String>,
    /// Why it ended early, when it did.
    pub ended_reason: Option<String>,
}

impl Record for Appointment {
    const TABLE: &'static Table = &Table {
        name: "appointment",
        columns: &[
            Column::text("id"),
            Column::text("person_id"),
            Column::text("duty"),
            Column::text("event_id"),
            Column::text("institution_id"),
            Column::text("starts"),
            Column::text("ends"),
            Column::text("ended_reason"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[&["person_id"], &["duty"], &["event_id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// Whom an assessor trained: an institution's people, on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    /// Name of the institution as recognised.
    pub institution: String,
    /// The day, ISO.
    pub on: String,
}

/// An assessor's registration and competence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessor {
    /// The person.
    pub id: PersonId,
    /// No. Reg. MET.
    pub met: String,
    /// Last day of the registration, ISO, inclusive.
    pub until: String,
    /// Slugs of the schemes within the assessor's scope.
    pub licences: Vec<String>,
    /// Whom the assessor trained.
    pub trained: Vec<Training>,
}

impl Record for Assessor {
    const TABLE: &'static Table = &Table {
        name: "assessor",
        columns: &[
            Column::text("id"),
            Column::text("met"),
            Column::text("until"),
            Column::json("licences"),
            Column::json("trained"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// A tie between an assessor or panel member and another person that bars assessing or deciding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// `from:to:kind:by`.
    pub id: String,
    /// Whose impartiality is at stake.
    pub from_id: PersonId,
    /// The other person.
    pub to_id: PersonId,
    /// `family`, `superior`, `subordinate`, `trainer` or `other`.
    pub kind: String,
    /// Last day of the training, ISO, where a `trainer` said it.
    #[serde(default)]
    pub trained_on: Option<String>,
    /// Who said so.
    pub declared_by: PersonId,
    /// When, microseconds UTC.
    pub declared_at: i64,
}

impl Record for Tie {
    const TABLE: &'static Table = &Table {
        name: "tie",
        columns: &[
            Column::text("id"),
            Column::text("from_id"),
            Column::text("to_id"),
            Column::text("kind"),
            Column::text("trained_on"),
            Column::text("declared_by"),
            Column::int("declared_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["from_id"], &["to_id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}
