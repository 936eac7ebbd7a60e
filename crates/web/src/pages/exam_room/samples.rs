//! Invented rooms for the samples: empty, before anyone has begun, with every state, with the network down; seats in
//! each state; incidents, announcements, the token.

use std::{collections::BTreeMap, sync::Arc};

use certification::{
    id::{CaseId, EventId, ExamId, PersonId, SittingId},
    record::exam::{Exam, SafeBrowser, Sitting},
};
use exam::sitting::{
    event::Room as Happened,
    given::Given,
    record::{Origin, Standing as Counted},
};
use uuid::Uuid;
use workflow::exam_room::{
    Added, Announcement, Away, Fact, Identity, Incident, KeptRow, RoomRow, RoomView, Seat, SeatRecord, State, terms,
};

use super::{
    Found, Head, Line, List, ListView, MINUTE, Room, Token, Venue,
    announce::Announce,
    deed::Kind,
    incident, plan,
    plan::Shown,
    record,
    seat::{Ask, SeatPage, view},
    sheet::{DifferenceRow, KeyRow, SheetPage, SheetView, Step},
    standing::Standing,
    status_tag, times,
};
use crate::{
    Page,
    form::Fields,
    i18n::{Message, key},
    samples::Samples,
};

/// 8 December 2026, 09:05 in Banjarbaru.
const NOW: i64 = 1_796_691_900_000_000;
const OPENS: i64 = NOW - 35 * MINUTE;

fn venue() -> Venue {
    Venue {
        zone: "Asia/Makassar".to_owned(),
        event: "Sertifikasi Pustakawan Kalsel 2026".to_owned(),
        name: "Aula Dispersip, Banjarbaru".to_owned(),
        abbr: "LD".to_owned(),
    }
}

fn exam(clock: &str, status: &str) -> Arc<Exam> {
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
        created_at: OPENS,
    })
}

fn seat(exam: &Arc<Exam>, number: i64, state: State) -> Seat {
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
fn every(exam: &Arc<Exam>) -> Vec<Seat> {
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
    seats
}

fn room(exam: &Arc<Exam>, seats: Vec<Seat>) -> RoomView {
    RoomView {
        exam: Arc::clone(exam),
        seats,
        cases: BTreeMap::new(),
        announcements: Vec::new(),
        incidents: Vec::new(),
        photos: std::iter::once(CaseId(Uuid::from_u128(201))).collect(),
        now: NOW,
    }
}

fn noted(mut room: RoomView, until: Option<i64>) -> RoomView {
    let seats = room.seats.iter().map(|seat| seat.sitting.id).collect();
    let note = "Listrik padam di ruang 1.".to_owned();
    room.incidents.push(Incident { key: "k1".to_owned(), from: OPENS + 11 * MINUTE, until, seats, note });
    let text = "Soal 12: gambar dapat diperbesar.\nTekan gambarnya.".to_owned();
    room.announcements.push(Announcement { key: "a1".to_owned(), text, at: NOW - 20 * MINUTE });
    room
}

fn head(p: &Page, room: &RoomView) -> Head {
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

/// Every template in its states.
pub fn samples(samples: &mut Samples<'_>) {
    lists(samples);
    rooms(samples);
    seats(samples);
    notices(samples);
    sheets(samples);
}

fn lists(samples: &mut Samples<'_>) {
    let p = samples.p;
    let line = |status: &str| Line {
        id: ExamId(Uuid::from_u128(9)),
        name: "Tes tertulis Layanan Dasar".to_owned(),
        event: venue().event,
        place: "Aula Dispersip, Banjarbaru, ruang 1".to_owned(),
        day: "8 Des 2026".to_owned(),
        hours: "08.30–09.30 WITA".to_owned(),
        status: status_tag(status),
    };
    let groups = vec![
        (key("room-today"), vec![line("frozen"), line("planned")]),
        (key("room-later"), vec![line("cancelled")]),
        (key("room-past"), vec![line("closed")]),
    ];
    samples.add("exam_room/list", &List { p, view: &ListView { groups } });
    samples.add("exam_room/list none", &List { p, view: &ListView::default() });
}

fn rooms(samples: &mut Samples<'_>) {
    let p = samples.p;
    let mut add = |name: &str, room: &RoomView, only, found: Option<Found>, done| {
        let view = plan::plan(p, room, &venue(), only);
        let head = head(p, room);
        let sought = if found.is_some() { "RA" } else { "" };
        let page = Room { p, head: &head, view: &view, at: "09.05", query: "", found: found.as_ref(), sought, done };
        samples.add(format!("exam_room/room {name}"), &page);
    };
    let hall = exam("hall", "frozen");
    let nobody: Vec<Seat> = (1..=6).map(|n| seat(&hall, n, State::NotStarted)).collect();
    let down: Vec<Seat> = (1..=5).map(|n| seat(&hall, n, State::OfflineSince(NOW - 2 * MINUTE))).collect();
    add("empty", &room(&exam("hall", "planned"), Vec::new()), None, None, None);
    add("nobody", &room(&hall, nobody), None, None, Some(key("room-done-announced")));
    add("states", &noted(room(&hall, every(&hall)), Some(OPENS + 15 * MINUTE)), None, None, None);
    add("incident", &noted(room(&hall, down), None), None, Some(Found::Nothing("RA".to_owned())), None);
    let several = Found::Several(vec![("#".to_owned(), "1 · LD 031 RAM".to_owned())]);
    add("only", &room(&hall, every(&hall)), Some(Standing::Void), Some(several), None);
    add("none of these", &room(&hall, Vec::from([seat(&hall, 1, State::Working)])), Some(Standing::Help), None, None);
    let faces = plan::plan(p, &room(&hall, every(&hall)), &venue(), Shown { only: None, photos: true });
    let at_door = head(p, &room(&hall, every(&hall)));
    let page =
        Room { p, head: &at_door, view: &faces, at: "08.31", query: "?foto=ya", found: None, sought: "", done: None };
    samples.add("exam_room/room faces", &page);
    let personal = exam("personal", "closed");
    let mut add = |name: &str, room: &RoomView| {
        let view = plan::plan(p, room, &venue(), None);
        let head = head(p, room);
        let page = Room { p, head: &head, view: &view, at: "09.05", query: "", found: None, sought: "", done: None };
        samples.add(format!("exam_room/room {name}"), &page);
    };
    add("closed", &room(&personal, vec![seat(&personal, 1, State::Finished)]));
    let cancelled = exam("personal", "cancelled");
    add("cancelled", &room(&cancelled, vec![seat(&cancelled, 1, State::NotStarted)]));
}

fn seats(samples: &mut Samples<'_>) {
    let p = samples.p;
    let hall = exam("hall", "frozen");
    let head = head(p, &room(&hall, Vec::new()));
    let empty = Fields::new();
    for (at, seat) in every(&hall).into_iter().enumerate() {
        let offered = Kind::offered(&seat);
        let record = recorded(seat, at == 0);
        let mut view = view(p, &venue(), &record, NOW);
        view.label = "LD 031 RAM".to_owned();
        view.name = "Siti Rahmah".to_owned();
        view.photo = at == 0;
        view.happened = record::happened(p, &venue(), &record, &std::collections::HashMap::new());
        samples.add(format!("exam_room/seat {at}"), &SeatPage { p, f: &empty, head: &head, view: &view });
        if at != 0 {
            continue;
        }
        for kind in offered.into_iter().filter(|kind| !kind.at_once() && !kind.asks_first()) {
            let mut f = Fields::new();
            f.wrong("alasan", Message::new(key("form-required")));
            view.asked = Some(kind);
            view.done = Some(kind.done());
            let page = SeatPage { p, f: &f, head: &head, view: &view };
            samples.add(format!("exam_room/seat {}", kind.slug()), &page);
        }
    }
    let mut wrong = Fields::new().with("nomor", "4");
    wrong.wrong("nomor", Message::new(key("room-number-other")).with("seat", "14"));
    for (name, kind, f) in
        [("collect", Kind::Collect, &empty), ("void", Kind::Void, &empty), ("void wrong", Kind::Void, &wrong)]
    {
        let (sitting, label) = (SittingId(Uuid::from_u128(114)), "LD 047 ZUL");
        let page = Ask { p, f, head: &head, kind: &kind, sitting, number: 14, label, answered: 22 };
        samples.add(format!("exam_room/ask {name}"), &page);
    }
}

/// A seat with nothing on record, or with every kind of line.
fn recorded(seat: Seat, full: bool) -> SeatRecord {
    let mut record = SeatRecord { seat, case: None, answers: Vec::new(), facts: Vec::new(), deeds: Vec::new() };
    if !full {
        return record;
    }
    let standings = [Counted::Counts, Counted::Overtaken, Counted::Late, Counted::AfterEnd, Counted::Void];
    record.answers = (1..)
        .zip(standings)
        .map(|(question, standing)| KeptRow {
            question,
            answer: if question == 2 { Given::Blank } else { Given::Chosen(vec![3]) },
            made_as: (12, 839_201, u32::from(question)),
            received: NOW - i64::from(question) * MINUTE,
            made: (question != 3).then_some(NOW - i64::from(question) * MINUTE - 700_000),
            origin: if question == 4 { Origin::Sheet } else { Origin::Page },
            standing,
        })
        .collect();
    record.facts = vec![
        Fact::SequenceTwice { epoch: 12, page: 839_201, sequence: 4 },
        Fact::SeveralPages { epoch: 12 },
        Fact::Overlap { epoch: 12 },
        Fact::EpochUnknown { epoch: 30 },
        Fact::FocusLost { received: NOW - 9 * MINUTE, millis: Some(12_000) },
        Fact::FocusLost { received: NOW - 8 * MINUTE, millis: None },
    ];
    let (by, reason) = (PersonId(Uuid::from_u128(5)), "Listrik padam.".to_owned());
    let deeds = [
        Happened::Opened { device: "a".to_owned(), paper: String::new() },
        Happened::Paused { stops_clock: true, by, reason: reason.clone() },
        Happened::Resumed { by },
        Happened::Paused { stops_clock: false, by, reason: reason.clone() },
        Happened::Resumed { by },
        Happened::DeviceMoved { to: "laptop cadangan 2".to_owned(), by, reason: reason.clone() },
        Happened::Opened { device: "b".to_owned(), paper: String::new() },
        Happened::TimeGiven {
            grant: "g".to_owned(),
            minutes: 5,
            ground: exam::sitting::event::Ground::Other,
            by,
            reason: reason.clone(),
        },
        Happened::Incident { incident: "k1".to_owned(), from: OPENS, until: None, by },
        Happened::Incident { incident: "k1".to_owned(), from: OPENS, until: Some(OPENS + 4 * MINUTE), by },
        Happened::Incident { incident: "k1".to_owned(), from: OPENS, until: Some(OPENS), by },
        Happened::HelpGiven { by },
        Happened::Collected { by, reason: reason.clone() },
        Happened::Reopened { by, reason: reason.clone() },
        Happened::ToPaper { from: OPENS + MINUTE, by, reason: reason.clone() },
        Happened::SheetEntered {
            sheet: 27,
            answers: vec![(1, Given::Chosen(vec![2])), (2, Given::Blank)],
            keyed: [by, by],
            differences: 1,
            by,
            reason: reason.clone(),
        },
        Happened::BrowserWaived { by, reason: reason.clone() },
        Happened::IdentityChecked { document: "sim".to_owned(), by },
        Happened::IdentityDoubted { by, reason: reason.clone() },
        Happened::Voided { by, reason },
    ];
    record.deeds = (12..).zip(deeds).map(|(number, what)| RoomRow { number, at: OPENS + MINUTE, what }).collect();
    record
}

fn notices(samples: &mut Samples<'_>) {
    let p = samples.p;
    let hall = exam("hall", "frozen");
    let some = noted(room(&hall, every(&hall)), Some(OPENS + 15 * MINUTE));
    let open = noted(room(&hall, every(&hall)), None);
    let none = room(&hall, every(&hall));
    let empty = Fields::new();
    let mut wrong = Fields::new().with("mulai", "08:41").with("meja", Uuid::from_u128(101));
    wrong.wrong("selesai", Message::new(key("room-hour-before")));
    wrong.wrong("meja", Message::new(key("room-seats-wanted")));
    for (name, room, f, known, done) in
        [("", &some, &empty, "", true), (" open", &open, &empty, "k1", false), (" wrong", &none, &wrong, "", false)]
    {
        let view = incident::view(p, room, &venue(), (known.to_owned(), "2026-12-08".to_owned()), done);
        let page = incident::Incidents { p, f, head: &head(p, room), view: &view };
        samples.add(format!("exam_room/incidents{name}"), &page);
    }
    let said = [("08.45".to_owned(), "Soal 12: gambar dapat diperbesar.".to_owned())];
    let mut wordless = Fields::new();
    wordless.wrong("teks", Message::new(key("form-required")));
    let head = head(p, &some);
    samples.add("exam_room/announce", &Announce { p, f: &empty, head: &head, seats: 18, said: &said });
    samples.add("exam_room/announce wrong", &Announce { p, f: &wordless, head: &head, seats: 1, said: &[] });
    samples.add("exam_room/token", &Token { p, head: &head, token: "K7M4PX" });
}

fn sheets(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = |n: usize, hint: &str, long| KeyRow { n, field: format!("j{n}"), hint: hint.to_owned(), long };
    let rows = || vec![row(1, "A–D", false), row(2, "B atau S", false), row(3, "seluruh tulisannya", true)];
    let differs = DifferenceRow { row: row(2, "B atau S", false), first: "B".to_owned(), second: "-".to_owned() };
    let compare = |rows: Vec<DifferenceRow>| Step::Compare {
        first: "Rina Contoh, pukul 09.40".to_owned(),
        second: "Budi Contoh, pukul 09.52".to_owned(),
        agreed: 40 - rows.len(),
        rows,
    };
    let steps = [
        ("nothing", Step::Nothing),
        ("first", Step::Key { second: false, rows: rows() }),
        ("second", Step::Key { second: true, rows: rows() }),
        ("waits", Step::Waits { at: "09.40".to_owned() }),
        ("differs", compare(vec![differs])),
        ("agrees", compare(Vec::new())),
        ("entered", Step::Entered { at: "09.55".to_owned(), answered: 38 }),
    ];
    let empty = Fields::new();
    let mut wrong = Fields::new().with("j1", "F").with("j2", "B");
    wrong.wrong("j1", Message::new(key("refusal-sheet-not-readable")));
    wrong.wrong("j3", Message::new(key("paper-wanted")).with("n", 3));
    let head = head(p, &room(&exam("hall", "frozen"), Vec::new()));
    for (name, step) in steps {
        let f = if name == "first" { &wrong } else { &empty };
        let view = SheetView {
            sitting: SittingId(Uuid::from_u128(101)),
            number: 1,
            label: "LD 031 RAM".to_owned(),
            name: "Siti Rahmah".to_owned(),
            done: (name == "waits").then_some(key("paper-done-keyed")),
            step,
        };
        samples.add(format!("exam_room/sheet {name}"), &SheetPage { p, f, head: &head, view: &view });
    }
}
