//! Invented rooms for the samples: empty, before anyone has begun, with every state, with the network down; seats in
//! each state; incidents, announcements, the token.

mod invented;

use certification::id::{ExamId, PersonId, SittingId};
use exam::sitting::{
    event::Room as Happened,
    given::Given,
    record::{Origin, Standing as Counted},
};
use uuid::Uuid;
use workflow::exam_room::{Fact, KeptRow, RoomRow, RoomView, Seat, SeatRecord, State};

use self::invented::{NOW, OPENS, every, exam, head, noted, room, seat, venue};
use super::{
    Found, MINUTE, Room, Token,
    announce::Announce,
    deed::Kind,
    incident,
    list::{Line, List, ListView, status_tag},
    plan,
    plan::Shown,
    record,
    seat::{Ask, SeatPage, view},
    sheet::{DifferenceRow, KeyRow, SheetPage, SheetView, Step},
    standing::Standing,
};
use crate::{
    form::Fields,
    i18n::{Message, key},
    samples::Samples,
};

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
    add("unread", &room(&hall, every(&hall)), None, Some(Found::Unread), None);
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
        view.happened = record::happened(p, &venue(), &record, (&std::collections::HashMap::new(), &[]));
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
        Happened::Offline { from: OPENS },
        Happened::Paused { stops_clock: true, offline: false, by, reason: reason.clone() },
        Happened::Resumed { by },
        Happened::Paused { stops_clock: false, offline: false, by, reason: reason.clone() },
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
        Happened::TimeGiven {
            grant: "adjust".to_owned(),
            minutes: 20,
            ground: exam::sitting::event::Ground::Adjustment,
            by,
            reason: "FR.AK.07".to_owned(),
        },
        Happened::Incident { incident: "k1".to_owned(), from: OPENS, until: None, by },
        Happened::Incident { incident: "k1".to_owned(), from: OPENS, until: Some(OPENS + 4 * MINUTE), by },
        Happened::Incident { incident: "k1".to_owned(), from: OPENS, until: Some(OPENS), by },
        Happened::HelpGiven { by },
        Happened::Replied { text: "Muat ulang halamannya.".to_owned(), by },
        Happened::Collected { closing: false, by, reason: reason.clone() },
        Happened::Collected { closing: true, by, reason: reason.clone() },
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
    let row = |n: usize, hint: &str, long| KeyRow {
        n,
        field: format!("j{n}"),
        choice: format!("ambil{n}"),
        hint: hint.to_owned(),
        long,
    };
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
