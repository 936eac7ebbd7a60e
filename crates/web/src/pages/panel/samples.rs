//! The pages of a panel with invented cases.

use certification::id::{CaseId, EventId, PanelId, PersonId};
use uuid::Uuid;

use super::{
    List, ListView, Row, Waiting,
    board::view::{Board, BoardView, HeldLine, Line, Member, OtherLine},
    bulk::{Became, Bulk, BulkView},
    case::view::{CaseView, FormLine, Hear, Past, UnitLine, VoteLine},
    close::{Close, CloseView},
    convene::{Candidate, Choose, ConveneView, shown},
    decree::{Decree, DecreeView, Signer},
    issue,
    parts::{excluded_from, outcome_tag, state_tag},
};
use crate::{
    form::Fields,
    i18n::{Message, key},
    part::{
        Spine, Tag,
        kit::{Count, Pager},
    },
    samples::Samples,
};

fn panel() -> PanelId {
    PanelId(Uuid::from_u128(1))
}

fn spine() -> Spine {
    Spine::new("LD", 31, "Ramadhani").to("/pleno/x/kasus/y")
}

/// Every page of a panel.
pub fn samples(samples: &mut Samples<'_>) {
    lists(samples);
    convened(samples);
    boards(samples);
    cases(samples);
    ends(samples);
    issue::view::samples(samples);
}

fn lists(samples: &mut Samples<'_>) {
    let p = samples.p;
    samples.add("panel/list empty", &List { p, view: &ListView { may_convene: true, ..ListView::default() } });
    let row = |status, decree: Option<&str>| Row {
        id: panel(),
        event: "Kalsel 2026".to_owned(),
        held_on: "2026-12-15".to_owned(),
        members: 5,
        decided: 51,
        state: state_tag(status),
        minutes: decree.map(|_| "012/BA/LSP/XII/2026".to_owned()),
        decree: decree.map(str::to_owned),
    };
    let waiting = |open| Waiting {
        event: EventId(Uuid::from_u128(2)),
        title: "Kalsel 2026".to_owned(),
        code: "KALSEL-2026".to_owned(),
        n: 51,
        open,
    };
    let view = ListView {
        rows: vec![row("open", None), row("closed", None), row("signed", Some("041/SK/LSP/XII/2026"))],
        waiting: vec![waiting(None), waiting(Some(panel()))],
        pager: Pager { shown: 3, all: 3, before: None, after: None },
        may_convene: true,
    };
    samples.add("panel/list", &List { p, view: &view });
    samples.add("panel/list reading", &List { p, view: &ListView { may_convene: false, ..view } });
}

fn convened(samples: &mut Samples<'_>) {
    let p = samples.p;
    let events = vec![("x".to_owned(), "Kalsel 2026".to_owned())];
    samples.add("panel/choose", &Choose { p, f: &Fields::new(), events: &events });
    samples.add("panel/choose none", &Choose { p, f: &Fields::new(), events: &[] });
    let codes = [
        "decision.oneself",
        "decision.assessor-may-not-decide",
        "decision.trainer-may-not-decide",
        "decision.own-institution",
        "decision.verifier-may-not-decide",
        "decision.declared-conflict",
    ];
    let candidate = |n, why: &[&str]| Candidate {
        id: PersonId(Uuid::from_u128(n)),
        name: "Siti Ruqayah, M.IP.".to_owned(),
        may: 51 - why.len(),
        of: 51,
        why: why.iter().map(|code| excluded_from(code, 1)).collect(),
    };
    let event = EventId(Uuid::from_u128(2));
    let people = vec![candidate(3, &[]), candidate(4, &codes)];
    let view = ConveneView { event, title: "Kalsel 2026".to_owned(), quorum: 3, people };
    let f = Fields::new().with("tanggal", "2026-12-15");
    samples.add("panel/convene", &shown(p, &f, &view));
    let mut wrong = Fields::new().with("anggota", PersonId(Uuid::from_u128(3)));
    wrong.wrong("tanggal", Message::new(key("form-required")));
    wrong.wrong("anggota", Message::new(key("form-required")));
    wrong.wrong("ketua", Message::new(key("form-required")));
    samples.add("panel/convene wrong", &shown(p, &wrong, &view));
    let nobody = ConveneView { people: Vec::new(), ..view };
    samples.add("panel/convene nobody", &shown(p, &f, &nobody));
}

fn line(outcome: &str) -> Line {
    Line {
        case: CaseId(Uuid::from_u128(9)),
        spine: spine(),
        name: "Noor Hasanah Ramadhani".to_owned(),
        institution: "Dispersip Kab. Contoh".to_owned(),
        tag: outcome_tag(outcome),
        units: (3, 3, 3),
        votes: 2,
        cast: 2,
        tied: false,
        agreed: false,
        dissent: false,
        mine: None,
        barred: None,
        out: String::new(),
    }
}

fn board() -> BoardView {
    let count = |n, words: &str, current| Count { n, words: words.to_owned(), href: "#".to_owned(), current };
    let member = |chair, why: Vec<Message>| Member {
        initials: "SR".to_owned(),
        name: "Siti Ruqayah, M.IP.".to_owned(),
        chair,
        may: 51 - why.len(),
        of: 51,
        why,
    };
    let mine =
        Line { mine: Some(outcome_tag("granted")), agreed: true, votes: 3, cast: 4, dissent: true, ..line("granted") };
    let tied = Line { votes: 2, cast: 4, tied: true, dissent: true, ..line("granted") };
    let barred = Line {
        barred: Some("Yang menilai tidak boleh memutuskan.".to_owned()),
        out: "Taufik Rahmatullah, M.Hum.".to_owned(),
        ..line("granted")
    };
    BoardView {
        id: panel(),
        title: "Kalsel 2026".to_owned(),
        held_on: "2026-12-15".to_owned(),
        state: state_tag("open"),
        open: true,
        minutes: None,
        decree: None,
        counts: vec![count(60, "Terdaftar", false), count(51, "Siap diputus", true), count(7, "Tertahan", false)],
        shown: "siap".to_owned(),
        ready: vec![line("granted"), mine, tied, barred],
        apart: vec![line("not-granted")],
        held: vec![HeldLine {
            case: CaseId(Uuid::from_u128(2)),
            spine: spine(),
            name: "Hamdani Riduan".to_owned(),
            tag: outcome_tag("granted"),
            reasons: vec!["Pemohon belum menandatangani FR.AK.02.".to_owned()],
            remedy: Some("Minta pemohon menandatangani.".to_owned()),
        }],
        held_more: 6,
        others: Vec::new(),
        members: vec![
            member(true, Vec::new()),
            member(false, vec![excluded_from("decision.assessor-may-not-decide", 5)]),
        ],
        quorum: 3,
        votes: true,
        to_vote: 1,
        to_record: 1,
        may_close: true,
        may_sign: false,
        may_issue: false,
        done: Some(key("panel-done-opened")),
    }
}

fn boards(samples: &mut Samples<'_>) {
    let p = samples.p;
    let view = board();
    samples.add("panel/board", &Board { p, view: &view });
    let reading = BoardView { votes: false, may_close: false, done: None, ..view.clone() };
    samples.add("panel/board reading", &Board { p, view: &reading });
    let nothing = BoardView { ready: Vec::new(), apart: Vec::new(), held: Vec::new(), held_more: 0, ..reading };
    samples.add("panel/board nothing ready", &Board { p, view: &nothing });
    let held = BoardView { shown: "tertahan".to_owned(), held_more: 0, ..view.clone() };
    samples.add("panel/board held", &Board { p, view: &held });
    let none_held = BoardView { shown: "tertahan".to_owned(), ..nothing.clone() };
    samples.add("panel/board none held", &Board { p, view: &none_held });
    let other = |votes| OtherLine {
        spine: spine(),
        name: "Noor Hasanah Ramadhani".to_owned(),
        institution: "Dispersip Kab. Contoh".to_owned(),
        scheme: "Layanan Dasar Perpustakaan".to_owned(),
        tag: outcome_tag("granted"),
        votes,
    };
    let decided = BoardView {
        shown: "diputus".to_owned(),
        others: vec![other(Some((3, 1))), other(Some((3, 0))), other(None)],
        open: false,
        state: state_tag("signed"),
        minutes: Some("012/BA/LSP/XII/2026".to_owned()),
        decree: Some("041/SK/LSP/XII/2026".to_owned()),
        may_sign: true,
        may_issue: true,
        votes: false,
        ..view
    };
    samples.add("panel/board decided", &Board { p, view: &decided });
    let none = BoardView { others: Vec::new(), may_sign: false, minutes: None, decree: None, ..decided };
    samples.add("panel/board none decided", &Board { p, view: &none });
    let became = |done| Became {
        spine: spine(),
        name: "Noor Hasanah Ramadhani".to_owned(),
        done,
        said: p.t("panel-bulk-voted").into_owned(),
    };
    for recorded in [true, false] {
        let rows = vec![became(true), became(false)];
        let view = BulkView { panel: panel(), title: "Kalsel 2026".to_owned(), recorded, n: 1, rows };
        samples.add(format!("panel/bulk {recorded}"), &Bulk { p, view: &view });
    }
}

fn cases(samples: &mut Samples<'_>) {
    let p = samples.p;
    let vote = |vote: &str, reason: &str| VoteLine {
        name: "Siti Ruqayah, M.IP.".to_owned(),
        tag: outcome_tag(vote),
        reason: reason.to_owned(),
        at: p.cx.now,
    };
    let form =
        |code: &str, tag| FormLine { code: code.to_owned(), title: "Rekaman asesmen".to_owned(), tag, at: p.cx.now };
    let signing = Message::new(key("panel-form-signing")).with("n", 1).with("all", 2);
    let ready = CaseView {
        panel: panel(),
        case: CaseId(Uuid::from_u128(9)),
        title: "Kalsel 2026".to_owned(),
        zone: "Asia/Makassar".to_owned(),
        spine: spine(),
        name: "Noor Hasanah Ramadhani".to_owned(),
        institution: "Dispersip Kab. Contoh".to_owned(),
        scheme: "Layanan Dasar Perpustakaan".to_owned(),
        assessor: "Taufik Rahmatullah, M.Hum.".to_owned(),
        tag: outcome_tag("granted"),
        recommendation: outcome_tag("granted"),
        blockers: Vec::new(),
        barred: None,
        units: vec![UnitLine {
            code: "X.000001".to_owned(),
            title: "Melakukan Layanan Sirkulasi".to_owned(),
            tag: outcome_tag("granted"),
        }],
        forms: vec![
            form("FR.AK.02", Tag { message: Some(Message::new(key("panel-form-signed"))), ..outcome_tag("granted") }),
            form("FR.AK.03", Tag { message: Some(signing), ..outcome_tag("not-granted") }),
        ],
        evidence: 3,
        may_open: true,
        votes: vec![vote("granted", ""), vote("not-granted", "Bukti unit 2 kurang.")],
        silent: vec!["Yusuf Ardiansyah".to_owned()],
        out: vec![("Taufik Rahmatullah, M.Hum.".to_owned(), "Yang menilai tidak boleh memutuskan.".to_owned())],
        past: vec![Past { at: p.cx.now, zone: "Asia/Makassar".to_owned(), said: "Kembalikan".to_owned() }],
        decided: None,
        quorum: 3,
        leading: 3,
        cast: 4,
        tied: false,
        mine: Some(outcome_tag("granted")),
        may_grant: true,
        may_vote: true,
        may_stand_aside: true,
        agreed: Some(("granted", super::parts::outcome_key("granted"))),
        open: true,
    };
    let f = Fields::new();
    samples.add("panel/case", &Hear { p, f: &f, view: &ready });
    let mut wrong = Fields::new().with("suara", "returned");
    wrong.wrong("suara", Message::new(key("form-required")));
    wrong.wrong("alasan", Message::new(key("form-required")));
    wrong.wrong("dasar", Message::new(key("form-required")));
    let bk = CaseView {
        may_grant: false,
        agreed: Some(("not-granted", super::parts::outcome_key("not-granted"))),
        ..ready.clone()
    };
    samples.add("panel/case wrong", &Hear { p, f: &wrong, view: &bk });
    let tied = CaseView { tied: true, agreed: None, leading: 2, ..ready.clone() };
    samples.add("panel/case tied", &Hear { p, f: &f, view: &tied });
    let held = CaseView {
        blockers: vec![("FR.AK.02 belum ada.".to_owned(), Some("Minta asesor mengisi.".to_owned()))],
        barred: Some(("Yang menilai tidak boleh memutuskan.".to_owned(), Some("Tunjuk anggota lain.".to_owned()))),
        votes: Vec::new(),
        forms: Vec::new(),
        may_vote: false,
        may_stand_aside: false,
        may_open: false,
        agreed: None,
        mine: None,
        ..ready.clone()
    };
    samples.add("panel/case held", &Hear { p, f: &f, view: &held });
    let decided = CaseView {
        decided: Some((outcome_tag("not-granted"), "Unit 2 diulang.".to_owned(), p.cx.now)),
        may_vote: false,
        may_stand_aside: false,
        agreed: None,
        silent: Vec::new(),
        out: Vec::new(),
        past: Vec::new(),
        open: false,
        ..ready
    };
    samples.add("panel/case decided", &Hear { p, f: &f, view: &decided });
}

fn ends(samples: &mut Samples<'_>) {
    let p = samples.p;
    for (name, granted, ready) in [("left", 43, 8), ("nothing", 0, 8), ("all", 43, 0)] {
        let title = "Kalsel 2026".to_owned();
        let view = CloseView { id: panel(), title, granted, not_granted: granted / 6, ready, held: ready / 2 };
        samples.add(format!("panel/close {name}"), &Close { p, view: &view });
    }
    let signer = |why_not| Signer {
        id: PersonId(Uuid::from_u128(3)),
        name: "Siti Ruqayah, M.IP.".to_owned(),
        office: crate::part::duty_key(certification::duty::Duty::Head),
        why_not,
    };
    let closed = DecreeView {
        id: panel(),
        title: "Kalsel 2026".to_owned(),
        status: "closed".to_owned(),
        minutes: "012/BA/LSP/XII/2026".to_owned(),
        counts: (43, 7),
        signers: vec![
            signer(None),
            signer(Some(key("decree-signer-assessed"))),
            signer(Some(key("decree-head-signs"))),
        ],
        may_sign: true,
        signed: None,
        may_issue: false,
    };
    let f = Fields::new();
    samples.add("panel/decree", &Decree { p, f: &f, view: &closed });
    let mut wrong = Fields::new();
    wrong.wrong("sandi", Message::new(key("form-required")));
    samples.add("panel/decree wrong", &Decree { p, f: &wrong, view: &closed });
    let other = DecreeView { may_sign: false, signers: Vec::new(), ..closed.clone() };
    samples.add("panel/decree reading", &Decree { p, f: &f, view: &other });
    let open = DecreeView { status: "open".to_owned(), ..other.clone() };
    samples.add("panel/decree open", &Decree { p, f: &f, view: &open });
    let office = crate::part::duty_key(certification::duty::Duty::Deputy);
    let signed = DecreeView {
        status: "signed".to_owned(),
        signed: Some((
            "Siti Ruqayah, M.IP.".to_owned(),
            office,
            "041/SK/LSP/XII/2026".to_owned(),
            "2026-12-15".to_owned(),
        )),
        may_issue: true,
        ..other
    };
    samples.add("panel/decree signed", &Decree { p, f: &f, view: &signed });
}
