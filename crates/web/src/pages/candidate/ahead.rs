//! What is ahead of a candidate: the session of the assessment and the written tests of the case, in the order of the
//! days, with what to bring and how long a test lasts for this candidate.

use certification::casefile::CaseFile;
use exam::sitting::{
    clock::{MINUTE, work},
    state::State,
};
use workflow::exam_room::Seat;

use crate::{Page, i18n::key, pages::event::hour, when::Instant};

/// Something that is to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ahead {
    /// The day, ISO.
    pub(super) day: String,
    /// The day as it is said: without the year where it is this one.
    pub(super) said_day: String,
    /// The hours as they are said.
    pub(super) hours: String,
    pub(super) title: String,
    pub(super) said: String,
    /// Its page, where there is one.
    pub(super) href: Option<String>,
}

/// What is to come in this case: none of it once it was, or once the case has ended.
pub(super) fn ahead(p: &Page, file: &CaseFile, seats: &[Seat]) -> Vec<Ahead> {
    let mut all = Vec::new();
    if file.case.stage.ended() {
        return all;
    }
    for seat in seats.iter().filter(|s| s.sitting.case_id == file.case.id && s.state == State::NotStarted) {
        if p.cx.now <= seat.exam.last_start {
            all.push(test(p, seat));
        }
    }
    // A candidate who was seen at the session has no appointment left.
    let session = file.event.sessions.iter().find(|s| Some(&s.id) == file.case.session.as_ref());
    if let Some(session) = session.filter(|_| file.case.present.is_none()) {
        all.push(Ahead {
            day: session.day.clone(),
            said_day: brief(p, &session.day),
            hours: format!("{}–{}", hour(p, &session.starts), hour(p, &session.ends)),
            title: p.t("candidate-session").into_owned(),
            said: p
                .ta("candidate-session-at")
                .with("room", session.room.clone())
                .with("venue", file.event.venue.clone())
                .to_string(),
            href: None,
        });
    }
    // Hours of one day are written alike, so that they sort as they pass.
    all.sort_by(|a, b| (&a.day, &a.hours).cmp(&(&b.day, &b.hours)));
    all
}

/// `30 Okt`; with the year where it is not this one.
fn brief(p: &Page, day: &str) -> String {
    let said = p.day_short(day);
    let year = Instant::new(p.cx.now, &p.body.zone).date.year().to_string();
    said.strip_suffix(&year).map_or_else(|| said.clone(), |said| said.trim_end().to_owned())
}

fn test(p: &Page, seat: &Seat) -> Ahead {
    let opens = Instant::new(seat.exam.opens, &seat.zone);
    let extra = seat.added.adjustment / MINUTE;
    let minutes = work(&seat.terms) / MINUTE + extra;
    let words = if extra > 0 { key("candidate-test-longer") } else { key("candidate-test-at") };
    let said = p
        .ta(words)
        .with("room", seat.exam.room.clone())
        .with("seat", seat.sitting.seat)
        .with("minutes", minutes)
        .with("extra", extra);
    Ahead {
        day: opens.date.to_string(),
        said_day: brief(p, &opens.date.to_string()),
        hours: opens.clock(p.cx.locale),
        title: seat.exam.name.clone(),
        said: said.to_string(),
        href: Some(format!("/ujian/{}", seat.sitting.id)),
    }
}

/// Invented ones, on the same day.
pub(super) fn invented() -> Vec<Ahead> {
    let one = |hours: &str, title: &str, href: Option<&str>| Ahead {
        day: "2025-10-30".to_owned(),
        said_day: "30 Okt".to_owned(),
        hours: hours.to_owned(),
        title: title.to_owned(),
        said: "Ruang Multimedia".to_owned(),
        href: href.map(str::to_owned),
    };
    vec![one("08.30", "Tes tertulis", Some("/ujian/x")), one("13.00–16.00", "Asesmen", None)]
}
