//! Invented results for the samples: before the end, before the first scoring, scored with everything that can happen
//! at a seat, released; the release in its states.

use certification::id::{CaseId, EventId, ExamId};
use exam::{
    item::Language,
    statistics::{Code, Figure, Interval},
};
use uuid::Uuid;
use workflow::exam_result::Outcome;

use super::{
    Top,
    analysis::{AnalysisView, Beside, Dot, Drawn, Groups, ItemRow},
    answer::{AnswerView, Asked, OneAnswer, Seen},
    correct::{Changed, Choice, Chosen, Correct, CorrectView, Effect, GapField, Pair},
    mark::{Done, List, MarkHead, Queue, Waiting},
    order::Order,
    release::{Release, ReleaseView},
    table::{Found, Mean, Part, Round, Row, Table, TableView},
};
use crate::{
    Page,
    form::Fields,
    i18n::{Message, key},
    pages::{
        event::exam::samples::head,
        figure::{Said, coefficient, percent, seconds},
        options::{self, OptionRow},
        sitting::draw::{self, Html},
    },
    part::{Spine, Tag, icon, kit::Pager, outcome},
    samples::Samples,
};

/// Every template in its states.
pub(in crate::pages::event) fn samples(samples: &mut Samples<'_>) {
    tables(samples);
    releases(samples);
    corrections(samples);
    markings(samples);
    analyses(samples);
}

fn top(p: &Page, status: &str) -> Top {
    Top { head: head(p, "hall", status), keys: true }
}

fn found(points: &str, came: Outcome, waits: &str) -> Found {
    let part = |unit: &str| Part { unit: unit.to_owned(), points: "8/12".to_owned(), tag: Some(outcome(came)) };
    Found {
        answered: "38/40".to_owned(),
        points: points.to_owned(),
        of: "52".to_owned(),
        tag: outcome(came),
        parts: vec![part("CONTOH.LD.01"), part("CONTOH.LD.02")],
        waits: waits.to_owned(),
    }
}

fn table(p: &Page, released: bool) -> TableView {
    let row = |seat: i64, found: Result<Found, String>| Row {
        seat,
        case: CaseId(Uuid::from_u128(40)),
        spine: Spine::new("LD", seat, "Rahmah"),
        name: "Siti Rahmah".to_owned(),
        weight: 0.0,
        found,
    };
    let interval = Interval { low: 0.61, high: 0.74 };
    TableView {
        closed: true,
        rounds: vec![
            Round {
                number: 2,
                when: "8 Des, 15.10".to_owned(),
                reason: "Kunci soal 14 keliru.".to_owned(),
                corrected: 1,
                released: if released { "9 Des, 09.00".to_owned() } else { String::new() },
            },
            Round {
                number: 1,
                when: "8 Des, 12.30".to_owned(),
                reason: String::new(),
                corrected: 0,
                released: String::new(),
            },
        ],
        rows: vec![
            row(1, Ok(found("44", Outcome::Reached, ""))),
            row(2, Ok(found("21", Outcome::NotReached, ""))),
            row(3, Ok(found("29", Outcome::Open, "6"))),
            row(4, Err(p.t("result-void").into_owned())),
            row(5, Err(p.t("result-absent").into_owned())),
        ],
        scored: 3,
        behind: usize::from(!released),
        waiting: if released { 0 } else { 4 },
        provisional: true,
        sure: 95,
        means: vec![
            Mean {
                unit: "CONTOH.LD.01".to_owned(),
                said: percent(p, &Figure::given(0.68, interval, 34, Code::DifficultyWithin)),
            },
            Mean { unit: "CONTOH.LD.02".to_owned(), said: percent(p, &Figure::too_few(12, 20)) },
        ],
        order: "meja",
        done: released.then_some(key("result-done-released")),
    }
}

fn tables(samples: &mut Samples<'_>) {
    let p = samples.p;
    let f = Fields::new();
    let mut wrong = Fields::new();
    wrong.wrong("alasan", Message::new(key("refusal-result-reason-wanted")));
    let none = TableView { rounds: Vec::new(), rows: Vec::new(), behind: 0, waiting: 0, ..table(p, false) };
    let open = TableView { closed: false, ..none.clone() };
    for (name, status, f, view) in [
        ("open", "frozen", &f, &open),
        ("first", "closed", &f, &none),
        ("scored", "closed", &f, &table(p, false)),
        ("wrong", "closed", &wrong, &table(p, false)),
        ("released", "closed", &f, &table(p, true)),
    ] {
        let page = Table { p, f, top: &top(p, status), tab: "hasil", view };
        samples.add(format!("event/exam/result/table {name}"), &page);
    }
}

fn releases(samples: &mut Samples<'_>) {
    let p = samples.p;
    let ready = ReleaseView {
        closed: true,
        round: 2,
        scored: 34,
        waiting: 0,
        behind: 0,
        provisional: true,
        released: String::new(),
    };
    let not_yet = ReleaseView { closed: false, round: 0, waiting: 3, behind: 1, ..ready.clone() };
    let done = ReleaseView { released: "9 Des, 09.00".to_owned(), ..ready.clone() };
    for (name, view) in [("ready", &ready), ("not yet", &not_yet), ("done", &done)] {
        let page = Release { p, f: &Fields::new(), top: &top(p, "closed"), tab: "rilis", view };
        samples.add(format!("event/exam/result/release {name}"), &page);
    }
}

fn corrections(samples: &mut Samples<'_>) {
    let p = samples.p;
    let choice = |value: &str, words: &str, key| Choice { value: value.to_owned(), words: words.to_owned(), key };
    let chosen = Chosen {
        id: "CONTOH.014".to_owned(),
        lang: draw::lang(p, Language::Id),
        stem: vec!["Siapa yang memeriksa keanggotaan?".to_owned()],
        forms: "LD-2026-A".to_owned(),
        choices: vec![choice("A", "Petugas sirkulasi", true), choice("B", "Pemustaka", false)],
        many: false,
        typed: false,
        truth: false,
        order: None,
        pairs: Vec::new(),
        responses: Vec::new(),
        gaps: Vec::new(),
        places: None,
        can_key: true,
        corrected: false,
        credited: false,
    };
    let row = |seat, was, will| Changed {
        seat,
        name: "Siti Rahmah".to_owned(),
        before: "30".to_owned(),
        after: "31".to_owned(),
        was: outcome(was),
        will_be: outcome(will),
        units: vec![("CONTOH.LD.01".to_owned(), outcome(was), outcome(will))],
    };
    let rows = vec![row(1, Outcome::NotReached, Outcome::Reached), row(2, Outcome::Reached, Outcome::Reached)];
    let empty = CorrectView {
        scored: false,
        questions: vec![("CONTOH.014".to_owned(), "CONTOH.014: Siapa yang memeriksa".to_owned())],
        chosen: None,
        effect: None,
    };
    let open = CorrectView { scored: true, chosen: Some(chosen.clone()), ..empty.clone() };
    let said = vec![("kunci".to_owned(), "B".to_owned())];
    let effect = Effect { rows, unchanged: 32, raised: 2, lowered: 0, digest: "0a".to_owned(), said };
    let unchanged =
        CorrectView { effect: Some(Effect { rows: Vec::new(), raised: 0, ..effect.clone() }), ..open.clone() };
    let looked = CorrectView { effect: Some(effect), ..open.clone() };
    let truth = Chosen {
        choices: vec![choice("true", "", true), choice("false", "", false)],
        truth: true,
        corrected: true,
        ..chosen.clone()
    };
    let text = Chosen { choices: Vec::new(), typed: true, ..chosen.clone() };
    let order = Chosen { order: Some("B A".to_owned()), ..chosen.clone() };
    let pairs = Chosen {
        pairs: vec![Pair { field: "kunci-1".to_owned(), words: "atlas".to_owned(), now: "A".to_owned() }],
        responses: vec![("A".to_owned(), "peta".to_owned()), ("B".to_owned(), "kamus".to_owned())],
        ..text.clone()
    };
    let gap = GapField { field: "kunci-A".to_owned(), name: "A".to_owned(), now: "katalog".to_owned() };
    let gaps = Chosen { gaps: vec![gap], typed: false, ..text.clone() };
    let places = Chosen { places: Some("kotak 40,25 120,80".to_owned()), typed: false, ..text.clone() };
    let other = Chosen { choices: Vec::new(), can_key: false, credited: true, many: true, ..chosen };
    let essay = Chosen { credited: false, ..other.clone() };
    let f = Fields::new().with("soal", "CONTOH.014").with("jenis", "kunci").with("kunci", "B");
    let mut wrong = f.clone();
    wrong.wrong("kunci", Message::new(key("refusal-rescore-nothing")));
    wrong.wrong("alasan", Message::new(key("refusal-result-reason-wanted")));
    let of = |chosen: Chosen| CorrectView { chosen: Some(chosen), ..open.clone() };
    for (name, f, view) in [
        ("first", &Fields::new(), &empty),
        ("open", &f, &open),
        ("truth", &f, &of(truth)),
        ("text", &f, &of(text)),
        ("order", &f, &of(order)),
        ("pairs", &f, &of(Chosen { typed: false, ..pairs })),
        ("gaps", &f, &of(gaps)),
        ("places", &f, &of(places)),
        ("other", &f, &of(other)),
        ("essay", &f, &of(essay)),
        ("looked", &f, &looked),
        ("unchanged", &f, &unchanged),
        ("wrong", &wrong, &looked),
    ] {
        let page = Correct { p, f, top: &top(p, "closed"), tab: "koreksi", view };
        samples.add(format!("event/exam/result/correct {name}"), &page);
    }
}

fn markings(samples: &mut Samples<'_>) {
    let p = samples.p;
    let head = MarkHead {
        event: EventId(Uuid::from_u128(7)),
        exam: ExamId(Uuid::from_u128(9)),
        name: "Tes tertulis Layanan Dasar".to_owned(),
        apart: 20,
    };
    let exams = [("/penilaian".to_owned(), head.name.clone(), "8 Des".to_owned())];
    let pager = Pager { shown: 1, all: 51, before: None, after: Some("#".to_owned()) };
    samples.add("event/exam/result/marking_list", &List { p, exams: &exams, pager: &pager });
    samples.add("event/exam/result/marking_list none", &List { p, exams: &[], pager: &Pager::default() });
    let wanted = Tag::new("info", icon("pen-line"), Message::new(key("marking-wanted")));
    let settled = Tag::new("success", icon("check"), Message::new(key("marking-settled")));
    let answer = |code: &str, open, tag: &Tag| Waiting {
        code: code.to_owned(),
        title: "Wawancara referensi".to_owned(),
        tag: tag.clone(),
        open,
    };
    let waiting = [answer("0B7CC1D2A9F4", true, &wanted), answer("1F00AA47B3C5", false, &settled)];
    let queue = |waiting, withheld, done| Queue { p, head: &head, waiting, withheld, done };
    samples.add("event/exam/result/marking", &queue(&waiting, 0, Done::All));
    samples.add("event/exam/result/marking withheld", &queue(&waiting, 2, Done::Nothing));
    samples.add("event/exam/result/marking none", &queue(&[], 0, Done::Nothing));
    let level = |points: &str, words: &str| (points.to_owned(), points.to_owned(), words.to_owned());
    let view = AnswerView {
        code: "0B7CC1D2A9F4".to_owned(),
        title: "Wawancara referensi".to_owned(),
        of: "6".to_owned(),
        stimulus: Some(Html("<p>Seorang pemustaka mencari bahan sejarah.</p>".to_owned())),
        question: Html("<p>Jelaskan cara menggali kebutuhan pemustaka.</p>".to_owned()),
        model: Some(Html("<p>Bertanya terbuka, menyimak, lalu menegaskan.</p>".to_owned())),
        answer: vec!["Bertanya terbuka lebih dulu.".to_owned(), "Lalu menegaskan.".to_owned()],
        files: vec!["PDF".to_owned(), "DOCX".to_owned()],
        aspects: vec![Asked {
            field: "a1".to_owned(),
            title: "Cara bertanya".to_owned(),
            levels: vec![level("0", "Tidak ada"), level("6", "Terbuka, lalu menegaskan")],
        }],
        tag: wanted,
        open: true,
        correctable: false,
        third: true,
        settled: None,
        seen: Vec::new(),
        done: Done::Marked,
    };
    let seen = |own, remark: &str| Seen {
        own,
        points: "4".to_owned(),
        aspects: vec![("Cara bertanya".to_owned(), "4".to_owned())],
        remark: remark.to_owned(),
        replaced: None,
    };
    let before = |own| Seen { replaced: Some(("8 Des, 15.10".to_owned(), "Salah pilih.".to_owned())), ..seen(own, "") };
    let done = AnswerView {
        tag: settled,
        open: false,
        third: false,
        stimulus: None,
        model: None,
        settled: Some("4".to_owned()),
        seen: vec![seen(true, "Belum menegaskan."), seen(false, ""), before(true), before(false)],
        done: Done::Nothing,
        ..view.clone()
    };
    let own = AnswerView { correctable: true, done: Done::Corrected, ..done.clone() };
    let number = Seen { aspects: Vec::new(), ..seen(true, "Lengkap.") };
    let plain = AnswerView { aspects: Vec::new(), ..view.clone() };
    let plain_own = AnswerView { aspects: Vec::new(), seen: vec![number], settled: None, ..own.clone() };
    let mut wrong = Fields::new();
    wrong.wrong("a1", Message::new(key("marking-aspect-wanted")).with("aspect", "Cara bertanya"));
    let mut typed = Fields::new();
    typed.wrong("a1", Message::new(key("marking-points-wanted")));
    let mut unreasoned = Fields::new().with("a1", "6");
    unreasoned.wrong("alasan", Message::new(key("refusal-marking-reason-wanted")));
    for (name, f, view) in [
        ("open", &Fields::new(), &view),
        ("wrong", &wrong, &view),
        ("points", &typed, &plain),
        ("done", &Fields::new(), &done),
        ("correct", &Fields::new().with("a1", "6"), &own),
        ("correct points", &Fields::new().with("a1", "4"), &plain_own),
        ("correct wrong", &unreasoned, &own),
    ] {
        samples.add(format!("event/exam/result/answer {name}"), &OneAnswer { p, f, head: &head, view });
    }
}

fn analyses(samples: &mut Samples<'_>) {
    let p = samples.p;
    let given = |at: f64, code| Figure::given(at, Interval { low: at - 0.1, high: at + 0.1 }, 64, code);
    let few: Said = percent(p, &Figure::too_few(12, 20));
    let option = |letter: &str, key, code| OptionRow {
        letter: letter.to_owned(),
        words: "Petugas sirkulasi".to_owned(),
        lang: Html::default(),
        key,
        share: percent(p, &given(0.4, Code::OptionShare)),
        strength: coefficient(p, &given(-0.2, code)),
        time: if key { Some(seconds(p, &given(41.0, Code::TimeSeconds))) } else { None },
    };
    let item = |no, full: bool| ItemRow {
        no,
        unit: "CONTOH.LD.01".to_owned(),
        words: "Siapa yang memeriksa keanggotaan?".to_owned(),
        lang: Html::default(),
        credited: !full,
        trial: full && no == 2,
        shrunk: percent(p, &given(0.6, Code::DifficultyUnsettled)),
        median: seconds(p, &given(38.0, Code::TimeSeconds)),
        rapid: percent(p, &given(0.02, Code::TimeRapidFew)),
        curves: if full { options::sample(p) } else { None },
        difficulty: if full { percent(p, &given(0.62, Code::DifficultyWithin)) } else { few.clone() },
        discrimination: if full { coefficient(p, &given(0.31, Code::DiscriminationSound)) } else { few.clone() },
        options: vec![
            option("A", true, Code::KeySuspect),
            option("B", false, Code::DistractorSound),
            option("", false, Code::DistractorUnsettled),
        ],
    };
    let orders: Vec<_> =
        Order::ALL.iter().map(|one| ("/a#soal".to_owned(), one.words(), *one == Order::Difficulty)).collect();
    let small = AnalysisView {
        candidates: 12,
        sure: 95,
        forms: vec![("/a".to_owned(), "LD-2026-A".to_owned(), true)],
        orders: orders.clone(),
        from_pool: false,
        prior: ("70".to_owned(), "10".to_owned()),
        wanted: ("30".to_owned(), "90".to_owned()),
        items: vec![item(1, false)],
        withheld: (
            vec![(key("result-discrimination"), few.sentence.clone())],
            vec![(key("result-strength"), few.sentence.clone())],
        ),
        dots: Vec::new(),
        alpha: few.clone(),
        error: few.clone(),
        consistency: vec![(String::new(), "31".to_owned(), few.clone(), few.clone(), None)],
        groups: Vec::new(),
        beside: None,
    };
    let group = |withheld: Option<String>| Groups {
        by: key("result-dif-sex"),
        reference: p.t("result-women").into_owned(),
        focal: p.t("result-men").into_owned(),
        rows: if withheld.is_none() { vec![(1, coefficient(p, &given(-0.4, Code::DifNegligible)))] } else { vec![] },
        withheld,
    };
    let beside = |pairs: bool| Beside {
        pairs: if pairs { vec![(12, 13, 9, 10, percent(p, &given(0.9, Code::AgreementUnusual)))] } else { vec![] },
        tests: 118,
        compared: 126,
        rate: percent(p, &given(0.1, Code::AgreementRateHeld)),
    };
    let consistent = percent(p, &given(0.86, Code::ConsistencyUnsettled));
    let kappa = coefficient(p, &given(0.7, Code::ConsistencyBeyondChance));
    let right = Some(percent(p, &given(0.89, Code::ConsistencyEnough)));
    let large = AnalysisView {
        candidates: 640,
        sure: 95,
        forms: vec![("/a".to_owned(), "A".to_owned(), true), ("/b".to_owned(), "B".to_owned(), false)],
        orders,
        from_pool: true,
        prior: small.prior.clone(),
        wanted: small.wanted.clone(),
        items: vec![item(1, true), item(2, true)],
        withheld: (Vec::new(), Vec::new()),
        dots: vec![Dot { no: 1, x: "62.0".to_owned(), y: "34.5".to_owned() }],
        alpha: coefficient(p, &given(0.83, Code::ReliabilityEnough)),
        error: coefficient(p, &given(2.4, Code::ErrorPoints)),
        consistency: vec![("CONTOH.LD.01".to_owned(), "8".to_owned(), consistent, kappa, right)],
        groups: vec![group(None), group(Some(few.sentence.clone()))],
        beside: Some(beside(true)),
    };
    let none = AnalysisView { candidates: 0, ..small.clone() };
    let quiet = AnalysisView { beside: Some(beside(false)), ..large.clone() };
    for (name, view) in [("none", &none), ("few", &small), ("many", &large), ("quiet", &quiet)] {
        let page = Drawn { p, top: &top(p, "closed"), tab: "analisis", view };
        samples.add(format!("event/exam/result/analysis {name}"), &page);
    }
}
