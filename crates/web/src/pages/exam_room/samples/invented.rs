//! An invented room, its seats in every state, and what happened in it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use certification::{
    id::{CaseId, EventId, ExamId, PersonId, SittingId},
    record::exam::{Exam, SafeBrowser, Sitting},
};
use uuid::Uuid;
use workflow::exam_room::{Added, Announcement, Away, Identity, Incident, RoomView, Seat, State, terms};

use crate::{
    Page,
    pages::exam_room::{Head, MINUTE, Venue, times},
};

/// 8 December 2026, 09:05 in Banjarbaru.
pub(super) const NOW: i64 = 1_796_691_900_000_000;
pub(super) const OPENS: i64 = NOW - 35 * MINUTE;

pub(super) fn venue() -> Venue {
    Venue {
        zone: "Asia/Makassar".to_owned(),
        event: "Sertifikasi Pustakawan Kalsel 2026".to_owned(),
        name: "Aula Dispersip, Banjarbaru".to_owned(),
        abbr: "LD".to_owned(),
    }
}

pub(super) fn exam(clock: &str, status: &str) -> Arc<Exam> {
    let ours = SafeBrowser { mode: "ours".to_owned(), keys: Vec::new(), quit: String::new() };
    Arc::new(Exam {
        id: ExamId(Uuid::from_u128(9)),
        event_id: EventId(Uuid::from_u128(7)),
        slug: "layanan-dasar".to_owned(),
        name: "Tes tertulis Layanan Dasar".to_owned(),
        room: "ruang 1".to_owned(),
        forms: Vec::new(),
        clock: clock.to_owned(),
        minutes: 60,
        opens: OPENS,
        last_start: NOW + 10 * MINUTE,
        calculator: false,
        safe_browser: (clock == "hall").then_some(ours),
        sealed_text: String::new(),
        status: status.to_owned(),
        reason: None,
        closed_at: None,
        created_at: OPENS,
    })
}

pub(super) fn seat(exam: &Arc<Exam>, number: i64, state: State) -> Seat {
    let id = |of: u128| Uuid::from_u128(of + u128::from(number.unsigned_abs()));
    let sitting = Sitting {
        id: SittingId(id(100)),
        exam_id: exam.id,
        event_id: exam.event_id,
        case_id: CaseId(id(200)),
        person_id: PersonId(id(300)),
        seat: number,
        extra_minutes: if number == 1 { 15 } else { 0 },
        extra_percent: 0,
        form_id: None,
        sealed_text: String::new(),
        paper: String::new(),
        shown: String::new(),
        questions: 40,
        deeds: 0,
        voided: state == State::Voided,
        drawn_at: Some(OPENS),
        taken_away: false,
    };
    let begun = state != State::NotStarted;
    Seat {
        zone: "Asia/Makassar".to_owned(),
        terms: terms(exam, &sitting),
        state,
        started: begun.then_some(OPENS + MINUTE),
        left: begun.then_some(25 * MINUTE),
        deadline: (state != State::Paused).then_some(OPENS + 60 * MINUTE),
        added: Added::default(),
        answered: if begun { 21 } else { 0 },
        late: 0,
        questions: 40,
        flagged: 3,
        heard: begun.then_some(NOW - 2 * MINUTE),
        help_since: None,
        help_reason: String::new(),
        end: (state == State::Finished).then_some(NOW - 4 * MINUTE),
        pause: (state == State::Paused).then_some(true),
        identity: match number {
            1 => Some(Identity::Checked { document: "ktp".to_owned(), by: PersonId(Uuid::nil()), at: OPENS }),
            2 => Some(Identity::Doubted { by: PersonId(Uuid::nil()), at: OPENS }),
            _ => None,
        },
        browser_waived: number == 1,
        away: Away { times: 2, millis: 12_000 },
        exam: Arc::clone(exam),
        sitting,
    }
}

/// A seat for each state, one with more time, one that waits for help.
pub(super) fn every(exam: &Arc<Exam>) -> Vec<Seat> {
    let states = [
        State::Working,
        State::OfflineSince(NOW - 3 * MINUTE),
        State::Paused,
        State::NotStarted,
        State::TimeOver,
        State::Finished,
        State::Voided,
    ];
    let mut seats: Vec<Seat> = (1..).zip(states).map(|(number, state)| seat(exam, number, state)).collect();
    if let Some(first) = seats.first_mut() {
        first.added = Added { adjustment: 15 * MINUTE, given: 5 * MINUTE, returned: 4 * MINUTE };
        first.deadline = Some(OPENS + 84 * MINUTE);
    }
    seats.push(Seat { help_since: Some(NOW - MINUTE), ..seat(exam, 8, State::Working) });
    seats.push(seat(exam, 9, State::OnPaper));
    let asks = |number, state| Seat {
        help_since: Some(NOW - MINUTE),
        help_reason: "Gambar soal 18 tidak muncul.".to_owned(),
        ..seat(exam, number, state)
    };
    seats.push(asks(10, State::Paused));
    seats.push(asks(11, State::OfflineSince(NOW - 3 * MINUTE)));
    seats.push(Seat { deadline: Some(NOW - MINUTE), ..seat(exam, 12, State::OnPaper) });
    seats
}

pub(super) fn room(exam: &Arc<Exam>, seats: Vec<Seat>) -> RoomView {
    RoomView {
        exam: Arc::clone(exam),
        seats,
        cases: BTreeMap::new(),
        announcements: Vec::new(),
        incidents: Vec::new(),
        photos: std::iter::once(CaseId(Uuid::from_u128(201))).collect(),
        leaked: BTreeSet::new(),
        unagreed: BTreeSet::new(),
        elsewhere: BTreeMap::new(),
        now: NOW,
    }
}

pub(super) fn noted(mut room: RoomView, until: Option<i64>) -> RoomView {
    let seats = room.seats.iter().map(|seat| seat.sitting.id).collect();
    let note = "Listrik padam di ruang 1.".to_owned();
    room.incidents.push(Incident { key: "k1".to_owned(), from: OPENS + 11 * MINUTE, until, seats, note });
    let text = "Soal 12: gambar dapat diperbesar.\nTekan gambarnya.".to_owned();
    room.announcements.push(Announcement { key: "a1".to_owned(), text, at: NOW - 20 * MINUTE });
    room
}

pub(super) fn head(p: &Page, room: &RoomView) -> Head {
    Head {
        id: room.exam.id,
        event: room.exam.event_id,
        event_title: venue().event,
        name: room.exam.name.clone(),
        place: venue().room(&room.exam),
        times: times(p, room, &venue()),
        status: room.exam.status.clone(),
        may_plan: true,
    }
}
