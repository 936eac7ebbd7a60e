//! Certification events: where, when, for which schemes, and who pays which seat.

use serde::{Deserialize, Serialize};

use super::{Column, Purpose, Record, Retention, Table};
use crate::id::{EventId, SchemeVersionId};

/// A scheme offered at an event, pinned to its version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// The scheme's lasting key.
    pub slug: String,
    /// The version that cases of this event pin.
    pub scheme_version_id: SchemeVersionId,
}

/// Seats paid by one source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Funding {
    /// Key within the event, such as `apbn`.
    pub id: String,
    /// Who pays, such as *APBN (Perpusnas)*.
    pub source: String,
    /// How many seats.
    pub seats: i64,
}

/// A session: a half day in a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Key within the event, such as `d1-pagi`.
    pub id: String,
    /// The day, ISO.
    pub day: String,
    /// What it is called.
    pub name: String,
    /// Start, `HH:MM` in the event's zone.
    pub starts: String,
    /// End, `HH:MM` in the event's zone.
    pub ends: String,
    /// Room.
    pub room: String,
    /// How many candidates fit.
    pub capacity: i64,
}

/// A certification event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// Code for people and commands, such as `KALSEL-2025`.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The facilitator's office.
    pub host: String,
    /// The assessment venue (TUK).
    pub venue: String,
    /// `sewaktu`, `tempat-kerja` or `mandiri`.
    pub venue_kind: String,
    /// Schemes for which the venue was verified.
    pub venue_verified: bool,
    /// Kemendagri code of the venue's district.
    pub kab: String,
    /// First day, ISO.
    pub starts: String,
    /// Last day, ISO.
    pub ends: String,
    /// IANA zone of the venue.
    pub zone: String,
    /// Schemes offered.
    pub offers: Vec<Offer>,
    /// Who pays how many seats; the sum is the number of seats.
    pub funding: Vec<Funding>,
    /// Sessions.
    pub sessions: Vec<Session>,
    /// The authority's code of the schedule (BNSP, column N), once it was given.
    pub schedule: Option<String>,
    /// The authority's code of the ministry (BNSP, column R), where one is concerned.
    pub ministry: Option<String>,
    /// `draft`, `open`, `closed` or `cancelled`.
    pub status: String,
    /// Demonstration: certificates read CONTOH.
    pub example: bool,
    /// When opened, microseconds UTC.
    pub created_at: i64,
}

impl Record for Event {
    const TABLE: &'static Table = &Table {
        name: "event",
        columns: &[
            Column::text("id"),
            Column::text("code"),
            Column::text("title"),
            Column::text("host"),
            Column::text("venue"),
            Column::text("venue_kind"),
            Column::flag("venue_verified"),
            Column::text("kab"),
            Column::text("starts"),
            Column::text("ends"),
            Column::text("zone"),
            Column::json("offers"),
            Column::json("funding"),
            Column::json("sessions"),
            Column::text("schedule"),
            Column::text("ministry"),
            Column::text("status"),
            Column::flag("example"),
            Column::int("created_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[&["starts", "id"], &["status", "ends"]],
        unique: &[&["code"]],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

impl Event {
    /// Number of seats.
    #[must_use]
    pub fn seats(&self) -> i64 {
        self.funding.iter().map(|f| f.seats).sum()
    }
}
