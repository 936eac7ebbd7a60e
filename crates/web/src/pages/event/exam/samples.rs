//! Invented tests for the samples: planned, seated, ready, closed, cancelled; forms with mistakes; lists to print.

use certification::{
    id::{CaseId, ExamFormId, ExamId, PersonId},
    record::exam::{Exam, ExamForm},
};
use uuid::Uuid;

use super::{
    ExamHead, Head, List,
    paper::{PaperPage, PaperView, Part},
    plan::{FormChoice, Plan, PlanView, choice, filled},
    print::{Line, Print},
    reseat::Reseat,
    seats::{One, OneView, Row},
    status::Status,
};
use crate::{
    Page,
    form::Fields,
    i18n::{Message, key},
    pages::event::invented,
    part::Spine,
    samples::Samples,
};

/// 8 December 2026, 08:30 in Banjarbaru.
const OPENS: i64 = 1_796_689_800_000_000;

fn exam(clock: &str, status: &str) -> Exam {
    Exam {
        id: ExamId(Uuid::from_u128(9)),
        event_id: invented().id,
        slug: "layanan-dasar".to_owned(),
        name: "Tes tertulis Layanan Dasar".to_owned(),
        room: "Ruang 1".to_owned(),
        forms: vec![ExamFormId(Uuid::from_u128(31))],
        clock: clock.to_owned(),
        minutes: 60,
        opens: OPENS,
        last_start: OPENS + 15 * 60_000_000,
        calculator: true,
        safe_browser: None,
        sealed_text: String::new(),
        status: status.to_owned(),
        reason: (status == "cancelled").then(|| "Listrik gedung padam sehari.".to_owned()),
        closed_at: None,
        created_at: OPENS,
    }
}

fn form(withdrawn: bool) -> ExamForm {
    ExamForm {
        id: ExamFormId(Uuid::from_u128(31)),
        code: "LD-2026-A".to_owned(),
        slug: "layanan-dasar".to_owned(),
        blueprint_id: "ld:1".to_owned(),
        questions: 40,
        minutes: 60,
        digest: String::new(),
        sealed_text: String::new(),
        frozen_at: OPENS,
        frozen_by: PersonId(Uuid::from_u128(5)),
        withdrawn: withdrawn.then(|| "Bocor.".to_owned()),
    }
}

pub(super) fn head(p: &Page, clock: &str, status: &str) -> ExamHead {
    ExamHead::of(p, &exam(clock, status), &invented(), &[])
}

/// Every template in its states.
pub(in crate::pages::event) fn samples(samples: &mut Samples<'_>) {
    super::result::samples(samples);
    lists(samples);
    plans(samples);
    tests(samples);
    let p = samples.p;
    let ready = head(p, "hall", "frozen");
    let forms = vec![(ExamFormId(Uuid::from_u128(31)).to_string(), "LD-2026-A".to_owned())];
    let parts = vec![Part { number: 1, from: 1, to: 30 }, Part { number: 2, from: 31, to: 42 }];
    let view = PaperView { parts, missing: 2, forms };
    samples.add("event/exam/paper", &PaperPage { p, head: &ready, view: &view });
    samples.add("event/exam/paper none", &PaperPage { p, head: &ready, view: &PaperView::default() });
    let mut wrong = Fields::new();
    wrong.wrong("alasan", Message::new(key("refusal-event-reason-wanted")));
    for status in ["planned", "frozen", "closed"] {
        let head = head(p, "hall", status);
        let quiet = Status { p, f: &Fields::new(), head: &head, at_work: &[], awaited: &[], last_start: "" };
        samples.add(format!("event/exam/status {status}"), &quiet);
        samples.add(
            format!("event/exam/status {status} at work"),
            &Status { at_work: &[3, 7], awaited: &[9, 10, 12], last_start: "20.00", ..quiet },
        );
    }
    let closed = head(p, "hall", "closed");
    let again = Status { p, f: &wrong, head: &closed, at_work: &[], awaited: &[], last_start: "" };
    samples.add("event/exam/status wrong", &again);
}

fn lists(samples: &mut Samples<'_>) {
    let p = samples.p;
    let event = Head::of(&invented());
    let exams = [head(p, "hall", "frozen"), head(p, "personal", "planned"), head(p, "hall", "cancelled")];
    samples.add("event/exam/list", &List { p, head: &event, exams: &exams });
    samples.add("event/exam/list none", &List { p, head: &event, exams: &[] });
    let line = |number, more: &str, form: &str| Line {
        number,
        spine: Spine::new("LD", 31, "Rahmah"),
        name: "Siti Rahmah".to_owned(),
        more: more.to_owned(),
        form: form.to_owned(),
    };
    let lines = [line(1, "+15 mnt", "LD-2026-A"), line(2, "", "")];
    let head = head(p, "hall", "frozen");
    samples.add("event/exam/print", &Print { p, head: &head, lines: &lines, token: None });
    samples.add("event/exam/print token", &Print { p, head: &head, lines: &lines, token: Some("K7M4PX") });
    samples.add("event/exam/print none", &Print { p, head: &head, lines: &[], token: None });
}

fn plans(samples: &mut Samples<'_>) {
    let p = samples.p;
    let event = Head::of(&invented());
    let choices: Vec<FormChoice> = vec![choice(p, &form(false), false), choice(p, &form(true), true)];
    let schemes = vec![("layanan-dasar".to_owned(), "Layanan Dasar Perpustakaan".to_owned())];
    let none = PlanView { exam: None, schemes: schemes.clone(), forms: Vec::new(), quit: false };
    samples.add("event/exam/plan", &Plan { p, f: &Fields::new(), head: &event, view: &none });
    let known = exam("hall", "planned");
    let view = PlanView {
        exam: Some((known.id, known.name.clone())),
        schemes,
        forms: vec![("Layanan Dasar Perpustakaan".to_owned(), choices)],
        quit: true,
    };
    let mut f = filled(&known, &invented());
    samples.add("event/exam/plan known", &Plan { p, f: &f, head: &event, view: &view });
    f.wrong("perangkat", Message::new(key("form-required")));
    f.wrong("terakhir", Message::new(key("room-hour-wanted")));
    samples.add("event/exam/plan wrong", &Plan { p, f: &f, head: &event, view: &view });
}

fn tests(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = |n: u128, paper: Option<&str>| Row {
        case: CaseId(Uuid::from_u128(n)),
        spine: Spine::new("LD", 31, "Rahmah"),
        name: "Siti Rahmah".to_owned(),
        seat: format!("meja-{n}"),
        minutes: format!("menit-{n}"),
        percent: format!("persen-{n}"),
        paper: paper.map(str::to_owned),
        agreed: (n < 3).then(|| p.ta("exam-agreed").with("more", "+15 menit").to_string()),
        look: n == 2,
        against: if n == 3 { vec![p.t("exam-unagreed").into_owned()] } else { Vec::new() },
    };
    let f = Fields::new().with("meja-1", 1).with("menit-1", 15).with("meja-2", 2);
    let mut wrong = f.clone();
    wrong.wrong("meja-2", Message::new(key("exam-seat-twice")).with("n", 1));
    wrong.wrong("naskah", Message::new(key("form-required")));
    let view = OneView {
        rows: vec![row(1, Some("LD-2026-A")), row(2, None), row(3, None)],
        forms: vec![choice(p, &form(false), false).words],
        past: 3,
        seated: 2,
        drawn: 1,
        now_drawn: 1,
        spoiled: Vec::new(),
        spoiled_papers: 0,
        calculator: true,
        browser: Some(true),
        done: Some(key("exam-done-seats")),
    };
    let all = OneView { drawn: 2, now_drawn: 0, done: None, ..view.clone() };
    let leaked = OneView {
        spoiled: vec![("LD-2026-A".to_owned(), "LD-U1-03, LD-U1-07".to_owned())],
        spoiled_papers: 2,
        ..all.clone()
    };
    let none = OneView {
        rows: Vec::new(),
        forms: Vec::new(),
        past: 0,
        seated: 0,
        drawn: 0,
        calculator: false,
        browser: None,
        ..all.clone()
    };
    let mut add = |name: &str, status: &str, f: &Fields, view: &OneView| {
        let head = head(p, "hall", status);
        samples.add(format!("event/exam/one {name}"), &One { p, f, head: &head, view });
    };
    add("part", "planned", &f, &view);
    add("wrong", "planned", &wrong, &view);
    add("ready", "frozen", &f, &all);
    add("spoiled", "frozen", &f, &leaked);
    add("closed", "closed", &f, &all);
    add("cancelled", "cancelled", &f, &all);
    add("nobody", "planned", &f, &none);
    let seats = [("1".to_owned(), "1 · Siti Rahmah".to_owned()), ("2".to_owned(), "2 · Ramadhani".to_owned())];
    let mut undone = Fields::new().with("meja", "1");
    undone.wrong("alasan", Message::new(key("form-required")));
    for (name, f) in [("", &Fields::new()), (" wrong", &undone)] {
        let head = self::head(p, "hall", "frozen");
        samples.add(format!("event/exam/reseat{name}"), &Reseat { p, f, head: &head, seats: &seats });
    }
}
