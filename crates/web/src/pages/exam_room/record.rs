//! The record of a seat in words: what happened there, every answer and what became of it, and facts that someone may
//! want to look at. Facts are told without a judgement; what an answer says is not for the room to read.

use std::collections::HashMap;

use certification::{civil, id::PersonId};
use exam::sitting::{
    event::{Ground, Room},
    record::{Origin, Standing as Counted},
};
use workflow::exam_room::{Fact, Incident, SeatRecord};

use super::{MINUTE, Venue, minutes};
use crate::{
    Page,
    i18n::{Message, key},
    part::{Tag, icon},
    when::Instant,
};

/// An answer of the record.
#[derive(Debug, Clone)]
pub(super) struct KeptLine {
    pub received: String,
    pub question: u16,
    pub blank: bool,
    /// By the device's clock; empty when it did not say.
    pub made: String,
    pub standing: Tag,
    /// Opening, page and number of the act.
    pub origin: String,
}

/// Something that the server or the invigilator did.
#[derive(Debug, Clone)]
pub(super) struct HappenedLine {
    pub at: String,
    pub said: String,
    pub by: String,
    pub reason: String,
}

/// `09.04.31`: seconds matter in a record.
fn second(p: &Page, venue: &Venue, at: i64) -> String {
    let seconds = at.div_euclid(1_000_000).rem_euclid(60);
    let mark = if p.lang() == "id" { '.' } else { ':' };
    format!("{}{mark}{seconds:02}", Instant::new(at, &venue.zone).clock(p.cx.locale))
}

/// What a device's clock said, with its day where that is another than the server's.
fn device(p: &Page, venue: &Venue, at: i64, received: i64) -> String {
    let day = |at| civil::day(at, &venue.zone);
    let clock = second(p, venue, at);
    if day(at) == day(received) { clock } else { format!("{} {clock}", p.day_short(&day(at).to_string())) }
}

/// Every answer, in the order that decides which one counts.
pub(super) fn kept(p: &Page, venue: &Venue, record: &SeatRecord) -> Vec<KeptLine> {
    let line = |kept: &workflow::exam_room::KeptRow| {
        let (epoch, page, sequence) = kept.made_as;
        KeptLine {
            received: second(p, venue, kept.received),
            question: kept.question,
            blank: kept.answer.is_blank(),
            made: kept.made.map(|at| device(p, venue, at, kept.received)).unwrap_or_default(),
            standing: standing(kept.standing),
            origin: match kept.origin {
                Origin::Page => format!("{epoch}.{page}.{sequence}"),
                Origin::Sheet => p.ta("room-from-sheet").with("epoch", epoch.to_string()).to_string(),
            },
        }
    };
    record.answers.iter().map(line).collect()
}

const fn standing(counted: Counted) -> Tag {
    match counted {
        Counted::Counts => Tag::new("success", icon("check"), Message::new(key("room-counts-it"))),
        Counted::Overtaken => Tag::new("neutral", icon("replace"), Message::new(key("room-overtaken"))),
        Counted::Late => Tag::new("warning", icon("timer-off"), Message::new(key("room-late"))),
        Counted::Paused => Tag::new("warning", icon("circle-pause"), Message::new(key("room-while-paused"))),
        Counted::AfterEnd => Tag::new("warning", icon("inbox"), Message::new(key("room-after-end"))),
        Counted::Void => Tag::new("neutral", icon("ban"), Message::new(key("room-void"))),
    }
}

/// Whose names the record needs.
pub(super) fn people(record: &SeatRecord) -> Vec<PersonId> {
    record.deeds.iter().filter_map(|row| by(&row.what)).collect()
}

const fn by(what: &Room) -> Option<PersonId> {
    match what {
        Room::Opened { .. } | Room::PageAway { .. } | Room::Offline { .. } => None,
        Room::DeviceMoved { by, .. }
        | Room::Paused { by, .. }
        | Room::Resumed { by }
        | Room::TimeGiven { by, .. }
        | Room::Incident { by, .. }
        | Room::HelpGiven { by }
        | Room::Replied { by, .. }
        | Room::Collected { by, .. }
        | Room::Reopened { by, .. }
        | Room::Voided { by, .. }
        | Room::ToPaper { by, .. }
        | Room::SheetEntered { by, .. }
        | Room::BrowserWaived { by, .. }
        | Room::IdentityChecked { by, .. }
        | Room::IdentityDoubted { by, .. } => Some(*by),
    }
}

/// What server and invigilator did, in order. Devices are numbered as they came, since their keys tell nobody anything.
pub(super) fn happened(
    p: &Page,
    venue: &Venue,
    record: &SeatRecord,
    (names, incidents): (&HashMap<PersonId, String>, &[Incident]),
) -> Vec<HappenedLine> {
    let (mut devices, mut openings): (Vec<&str>, i64) = (Vec::new(), 0);
    let mut out = Vec::new();
    for row in &record.deeds {
        let said = match &row.what {
            Room::Opened { device, .. } => {
                let place = devices.iter().position(|known| known == device).unwrap_or_else(|| {
                    devices.push(device);
                    devices.len() - 1
                });
                openings += 1;
                p.ta("room-opened-at").with("n", place + 1).with("epoch", openings).to_string()
            }
            Room::Offline { from } => {
                let (from, until) = (second(p, venue, *from), second(p, venue, row.at));
                p.ta("room-was-offline").with("from", from).with("until", until).to_string()
            }
            other => deed(p, venue, record.seat.started, other),
        };
        out.push(HappenedLine {
            at: second(p, venue, row.at),
            said,
            by: match by(&row.what) {
                Some(person) => names.get(&person).cloned().unwrap_or_else(|| p.t("room-someone").into_owned()),
                None => p.t("room-by-candidate").into_owned(),
            },
            reason: match &row.what {
                // The room's note, which is one for all its seats.
                Room::Incident { incident, .. } => incidents.iter().find(|known| known.key == *incident),
                _ => None,
            }
            .map_or_else(|| reason(&row.what), |incident| incident.note.clone()),
        });
    }
    out
}

/// What was done at a seat whose paper was first opened at `started`, if ever.
fn deed(p: &Page, venue: &Venue, started: Option<i64>, what: &Room) -> String {
    match what {
        // Told with their times.
        Room::Opened { .. } | Room::Offline { .. } => String::new(),
        Room::DeviceMoved { to, .. } => p.ta("room-was-moved").with("to", to.as_str()).to_string(),
        Room::Paused { stops_clock: true, .. } => p.t("room-was-paused-stands").into_owned(),
        Room::Paused { .. } => p.t("room-was-paused-runs").into_owned(),
        Room::PageAway { .. } => p.t("room-was-away").into_owned(),
        Room::Resumed { .. } => p.t("room-was-resumed").into_owned(),
        Room::TimeGiven { minutes, ground, .. } => {
            let words = match ground {
                Ground::Adjustment => key("room-was-adjusted"),
                Ground::Other => key("room-was-given"),
            };
            p.ta(words).with("n", minutes).to_string()
        }
        Room::Incident { from, until: Some(until), .. } if until <= from => p.t("room-was-incident-none").into_owned(),
        Room::Incident { from, until: Some(until), .. } => {
            // What is given back is what was taken: nothing before the paper was opened.
            let lost = started.map_or(0, |started| until - started.max(*from));
            let (words, n) = match lost {
                ..=0 => (key("room-was-incident-before"), 0),
                // Less than a minute moves the end as well.
                1..MINUTE => (key("room-was-incident-seconds"), lost / 1_000_000),
                _ => (key("room-was-incident"), minutes(lost)),
            };
            let said = p.ta(words).with("from", venue.hm(p, *from)).with("until", venue.hm(p, *until));
            said.with("n", n).to_string()
        }
        Room::Incident { from, .. } => p.ta("room-was-incident-open").with("from", venue.hm(p, *from)).to_string(),
        Room::HelpGiven { .. } => p.t("room-was-helped").into_owned(),
        Room::Replied { text, .. } => p.ta("room-was-replied").with("text", text.as_str()).to_string(),
        Room::Collected { closing: true, .. } => p.t("room-was-closed").into_owned(),
        Room::Collected { .. } => p.t("room-was-collected").into_owned(),
        Room::Reopened { .. } => p.t("room-was-reopened").into_owned(),
        Room::Voided { .. } => p.t("room-was-voided").into_owned(),
        Room::ToPaper { from, .. } => p.ta("room-was-to-paper").with("from", venue.hm(p, *from)).to_string(),
        Room::SheetEntered { answers, differences, .. } => {
            let answered = answers.iter().filter(|(_, answer)| !answer.is_blank()).count();
            p.ta("room-was-sheet").with("n", answered).with("differ", i64::from(*differences)).to_string()
        }
        Room::BrowserWaived { .. } => p.t("room-was-waived").into_owned(),
        Room::IdentityChecked { document, .. } => {
            p.ta("room-was-identified").with("document", p.t(super::deed::document(document))).to_string()
        }
        Room::IdentityDoubted { .. } => p.t("room-was-doubted").into_owned(),
    }
}

fn reason(what: &Room) -> String {
    match what {
        Room::DeviceMoved { reason, .. }
        | Room::Paused { reason, .. }
        | Room::TimeGiven { reason, .. }
        | Room::Collected { reason, .. }
        | Room::Reopened { reason, .. }
        | Room::Voided { reason, .. }
        | Room::ToPaper { reason, .. }
        | Room::SheetEntered { reason, .. }
        | Room::BrowserWaived { reason, .. }
        | Room::IdentityDoubted { reason, .. } => reason.clone(),
        Room::Opened { .. }
        | Room::PageAway { .. }
        | Room::Offline { .. }
        | Room::Resumed { .. }
        | Room::Incident { .. }
        | Room::HelpGiven { .. }
        | Room::Replied { .. }
        | Room::IdentityChecked { .. } => String::new(),
    }
}

/// Facts in sentences, each kind once.
pub(super) fn noticed(p: &Page, venue: &Venue, record: &SeatRecord) -> Vec<String> {
    let mut out = Vec::new();
    let late = record.answers.iter().filter(|kept| matches!(kept.standing, Counted::Late)).count();
    if late > 0 {
        out.push(p.ta("room-fact-late").with("n", late).to_string());
    }
    let after = record.answers.iter().filter(|kept| matches!(kept.standing, Counted::AfterEnd)).count();
    if after > 0 {
        out.push(p.ta("room-fact-after").with("n", after).to_string());
    }
    out.extend(focus(p, venue, record));
    // Openings are counted as in what happened, not by the numbers of their events.
    let opened = record.deeds.iter().filter(|row| matches!(row.what, Room::Opened { .. })).map(|row| row.number);
    let opened: Vec<u64> = opened.collect();
    let nth = |epoch: u64| opened.iter().position(|number| *number == epoch).map_or(epoch, |at| at as u64 + 1);
    for fact in &record.facts {
        let said = match fact {
            Fact::Overlap { epoch } => p.ta("room-fact-overlap").with("epoch", nth(*epoch).to_string()),
            Fact::SeveralPages { epoch } => p.ta("room-fact-pages").with("epoch", nth(*epoch).to_string()),
            Fact::SequenceTwice { epoch, page, sequence } => {
                p.ta("room-fact-twice").with("origin", format!("{epoch}.{page}.{sequence}"))
            }
            Fact::EpochUnknown { epoch } => p.ta("room-fact-unknown").with("epoch", epoch.to_string()),
            Fact::FocusLost { .. } => continue,
        };
        out.push(said.to_string());
    }
    out
}

/// How often the page was left, for how long together, and when last.
fn focus(p: &Page, venue: &Venue, record: &SeatRecord) -> Option<String> {
    let last = record.facts.iter().filter_map(|fact| match fact {
        Fact::FocusLost { received, .. } => Some(*received),
        _ => None,
    });
    let last = last.max()?;
    let away = record.seat.away;
    let said = p.ta("room-fact-focus").with("n", away.times).with("last", venue.hm(p, last));
    let seconds = p.ta("room-seconds").with("n", away.millis.div_ceil(1_000));
    Some(said.with("long", seconds.to_string()).to_string())
}
