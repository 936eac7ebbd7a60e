//! A planned event as it was typed: rows of seats and sessions by the names of their fields, numbers and
//! districts read, and what cannot be read said at its field.

use certification::{
    event::EventPlan,
    record::event::{Funding, Offer, Session},
    text::fold,
};
use workflow::place;

use crate::{
    form::Fields,
    i18n::{Message, key},
};

/// Most rows of seats or sessions that a form holds.
pub(super) const MOST: usize = 40;

/// Names of the fields of one source of funds.
#[derive(Debug, Clone)]
pub(super) struct FundingNames {
    pub id: String,
    pub source: String,
    pub seats: String,
}

/// Names of the fields of one session.
#[derive(Debug, Clone)]
pub(super) struct SessionNames {
    pub id: String,
    pub name: String,
    pub day: String,
    pub starts: String,
    pub ends: String,
    pub room: String,
    pub capacity: String,
}

impl FundingNames {
    pub fn of(n: usize) -> Self {
        let field = |part: &str| format!("dana-{n}-{part}");
        Self { id: field("kunci"), source: field("sumber"), seats: field("kursi") }
    }
}

impl SessionNames {
    pub fn of(n: usize) -> Self {
        let field = |part: &str| format!("sesi-{n}-{part}");
        Self {
            id: field("kunci"),
            name: field("nama"),
            day: field("hari"),
            starts: field("mulai"),
            ends: field("akhir"),
            room: field("ruang"),
            capacity: field("muat"),
        }
    }
}

/// What was typed, as a plan; what cannot be read is said at its field.
pub(super) fn planned(fields: &mut Fields, offers: Vec<Offer>) -> EventPlan {
    let typed = |name: &str| fields.value(name).trim().to_owned();
    let kab = typed("kab");
    let code = if place::district(&kab).is_some() { Some(&*kab) } else { place::understood(&kab) };
    let code = code.map(str::to_owned);
    let funding = funding(fields);
    let sessions = sessions(fields);
    let plan = EventPlan {
        code: typed("kode"),
        title: typed("nama"),
        host: typed("tuan"),
        venue: typed("tempat"),
        venue_kind: typed("jenis"),
        venue_verified: typed("terverifikasi") == "ya",
        kab: code.clone().unwrap_or_default(),
        starts: typed("mulai"),
        ends: typed("akhir"),
        zone: typed("zona"),
        offers,
        funding: funding.0,
        sessions: sessions.0,
        schedule: typed("jadwal"),
        ministry: typed("kementerian"),
        example: typed("contoh") == "ya",
    };
    let wanted = [
        ("nama", key("event-name")),
        ("kode", key("event-code")),
        ("tempat", key("event-venue")),
        ("kab", key("event-kab")),
        ("mulai", key("event-first-day")),
        ("akhir", key("event-last-day")),
    ];
    for (name, label) in wanted {
        if fields.value(name).trim().is_empty() {
            fields.lacking(name, label);
        }
    }
    if code.is_none() {
        fields.wrong("kab", Message::new(key("event-kab-unknown")));
    }
    for name in funding.1.into_iter().chain(sessions.1) {
        fields.wrong(&name, Message::new(key("event-number-wanted")));
    }
    plan
}

/// A key for a thing that has none yet: its name folded, other than those that are taken.
fn named(id: &str, name: &str, taken: &[String]) -> String {
    if !id.is_empty() {
        return id.to_owned();
    }
    let base: String = fold(name).replace(' ', "-").chars().take(24).collect();
    let base = if base.is_empty() { "x".to_owned() } else { base };
    let same = (1..).map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") });
    same.into_iter().find(|id| !taken.contains(id)).unwrap_or(base.clone())
}

/// The rows of seats that are filled in, and the fields that hold no number.
fn funding(fields: &Fields) -> (Vec<Funding>, Vec<String>) {
    let (mut rows, mut wrong) = (Vec::<Funding>::new(), Vec::new());
    for name in (0..MOST).map(FundingNames::of) {
        let (source, seats) = (fields.value(&name.source).trim(), fields.value(&name.seats).trim());
        if source.is_empty() {
            continue;
        }
        let Ok(seats) = seats.parse::<i64>().map(|n| n.clamp(0, 100_000)) else {
            wrong.push(name.seats);
            continue;
        };
        let taken: Vec<String> = rows.iter().map(|r| r.id.clone()).collect();
        rows.push(Funding { id: named(fields.value(&name.id), source, &taken), source: source.to_owned(), seats });
    }
    (rows, wrong)
}

fn sessions(fields: &Fields) -> (Vec<Session>, Vec<String>) {
    let (mut rows, mut wrong) = (Vec::<Session>::new(), Vec::new());
    for name in (0..MOST).map(SessionNames::of) {
        let typed = |field: &str| fields.value(field).trim().to_owned();
        let title = typed(&name.name);
        if title.is_empty() {
            continue;
        }
        let Ok(capacity) = typed(&name.capacity).parse::<i64>().map(|n| n.clamp(0, 100_000)) else {
            wrong.push(name.capacity);
            continue;
        };
        let day = typed(&name.day);
        let taken: Vec<String> = rows.iter().map(|r| r.id.clone()).collect();
        rows.push(Session {
            id: named(fields.value(&name.id), &format!("{title} {day}"), &taken),
            day,
            name: title,
            starts: typed(&name.starts),
            ends: typed(&name.ends),
            room: typed(&name.room),
            capacity,
        });
    }
    rows.sort_by(|a, b| (&a.day, &a.starts).cmp(&(&b.day, &b.starts)));
    (rows, wrong)
}

#[cfg(test)]
mod tests {
    use super::{named, sessions};
    use crate::form::Fields;

    #[test]
    fn a_new_source_gets_a_key_of_its_own() {
        let taken = ["apbd-kabupaten".to_owned()];
        assert_eq!(named("", "APBD Kabupaten", &taken), "apbd-kabupaten-2");
        assert_eq!(named("apbn", "APBN", &taken), "apbn");
    }

    #[test]
    fn a_row_without_a_name_is_no_session_and_a_word_is_no_number() {
        let f = Fields::parse(b"sesi-0-nama=&sesi-1-nama=Pagi&sesi-1-muat=banyak&sesi-2-nama=Siang&sesi-2-muat=12");
        let (rows, wrong) = sessions(&f);
        assert_eq!((rows.len(), rows[0].capacity), (1, 12));
        assert_eq!(wrong, ["sesi-1-muat"]);
    }
}
