//! Invented studies for the samples: none yet, rated, discussed, approved; a judge's sheets and list.

use std::collections::BTreeMap;

use certification::{
    id::{ExamFormId, PersonId, StudyId},
    record::exam_standard::StandardStudy,
    refusal::Refusal,
};
use exam::{
    form::FormQuestion,
    statistics::{Code, Figure, Interval},
};
use uuid::Uuid;
use workflow::exam_standard::{Said as Spoken, Sheet};

use super::{
    StudyRow,
    approve::{Approve, ApproveView, Wanted},
    list::{List, ListView},
    method_key,
    own::{Own, OwnRow},
    round::{CompromiseView, CutView, ItemView, JudgeView, Round, RoundView},
    sheet::{self, Drawn, SheetView},
    state_tag,
    study::{CutRow, JudgeRow, RoundRow, Study, StudyPage},
};
use crate::{
    Page,
    form::Fields,
    i18n::{Message, key},
    pages::{
        bank::{
            form_statistics::{self, DecisionRow, FormStatistics, FormStatisticsView},
            samples::single,
            statistics::{GroupRow, Statistics, StatisticsView, TestRow, VersionView},
            told,
        },
        figure::{Said, coefficient, percent, points, seconds},
        options::{self, OptionRow},
        sitting::draw::Html,
    },
    samples::Samples,
};

/// 8 December 2026, 09:05 in Banjarbaru.
const NOW: i64 = 1_796_691_900_000_000;

/// Every template in its states.
pub(in crate::pages::bank) fn samples(samples: &mut Samples<'_>) {
    lists(samples);
    studies(samples);
    sheets(samples);
    rounds(samples);
    approvals(samples);
    statistics(samples);
    form_statistics(samples);
}

fn given(at: f64, width: f64, code: Code) -> Figure {
    Figure::given(at, Interval { low: at - width, high: at + width }, 7, code)
}

fn row(state: &str) -> StudyRow {
    StudyRow {
        href: "/kisi-kisi/standar/1".to_owned(),
        form: "LD-2026-A".to_owned(),
        method: method_key("angoff"),
        round: "2".to_owned(),
        judges: 7,
        tag: state_tag(state),
    }
}

fn lists(samples: &mut Samples<'_>) {
    let p = samples.p;
    let empty = ListView { id: "layanan-dasar:2".to_owned(), name: "Layanan Dasar".to_owned(), ..ListView::default() };
    let full = ListView {
        studies: vec![row("rating"), row("discussion"), row("approved"), row("withdrawn")],
        may_change: true,
        forms: vec![("1".to_owned(), "LD-2026-A".to_owned())],
        people: vec![("2".to_owned(), "Yohana Siregar".to_owned()), ("3".to_owned(), "Agus Setiadi".to_owned())],
        least: 5,
        ..empty.clone()
    };
    let formless = ListView { may_change: true, ..empty.clone() };
    let mut wrong = Fields::new().with("penilai", "2");
    wrong.wrong("penilai", Message::new(key("bank-number-wanted")));
    samples.add("bank/standard/list none", &List { p, f: &Fields::new(), view: &empty });
    samples.add("bank/standard/list formless", &List { p, f: &Fields::new(), view: &formless });
    samples.add("bank/standard/list", &List { p, f: &wrong, view: &full });
    let own = |open, handed_in, closed| OwnRow {
        row: row(if open { "rating" } else { "discussion" }),
        open,
        handed_in,
        rated: 12,
        questions: 40,
        closed,
        id: "1".to_owned(),
    };
    let rows = [own(true, false, 0), own(true, true, 1), own(false, true, 2)];
    samples.add("bank/standard/own", &Own { p, rows: &rows, done: true });
    samples.add("bank/standard/own none", &Own { p, rows: &[], done: false });
}

fn studies(samples: &mut Samples<'_>) {
    let p = samples.p;
    let judge = |n: usize, handed_in| JudgeRow {
        code: format!("J{n}"),
        name: "Yohana Siregar".to_owned(),
        rated: if handed_in { 40 } else { 12 },
        handed_in,
        id: n.to_string(),
        released: (n == 6).then(|| "Berhalangan sampai akhir bulan.".to_owned()),
    };
    let view = |state: &str, handed_in| StudyPage {
        id: "1".to_owned(),
        blueprint: "layanan-dasar:2".to_owned(),
        form_id: "9".to_owned(),
        form: "LD-2026-A".to_owned(),
        method: method_key("angoff"),
        with_key: true,
        questions: 40,
        state: state.to_owned(),
        tag: state_tag(state),
        round: 2,
        judges: (1..=5).map(|n| judge(n, handed_in)).collect(),
        rounds: vec![
            RoundRow { n: 2, opened: NOW, closed: None, reason: "Sebaran soal 3 dibahas.".to_owned(), cancelled: None },
            RoundRow { n: 1, opened: NOW, closed: Some(NOW), reason: String::new(), cancelled: None },
        ],
        cuts: Vec::new(),
        may_change: true,
        may_approve: true,
        least: 5,
        substitutes: vec![("8".to_owned(), "Agus Setiadi".to_owned())],
        withdrawn: None,
        done: Some(key("standard-set-opened")),
    };
    let text = str::to_owned;
    let cut = CutRow {
        round: 1,
        method: method_key("angoff"),
        judges: 5,
        parts: vec![(String::new(), text("31"), text("30,6"), text("1,1"), text("27,5–33,7"))],
        on: "8 Desember 2026".to_owned(),
        act: "CONTOH/012/2026".to_owned(),
        reason: "Dibulatkan ke poin penuh.".to_owned(),
        by: "Sri Handayani Pratiwi".to_owned(),
        blueprint: "layanan-dasar:3".to_owned(),
    };
    let mut broken =
        StudyPage { round: 1, judges: (1..=6).map(|n| judge(n, true)).collect(), ..view("discussion", true) };
    broken.rounds[0].cancelled = Some((NOW, "Dibuka karena keliru.".to_owned()));
    let withdrawn = StudyPage {
        withdrawn: Some((NOW, "Agus Setiadi".to_owned(), "Perangkatnya tidak dipakai lagi.".to_owned())),
        ..view("withdrawn", false)
    };
    let mut unwilling = Fields::new();
    for name in ["alasan-lepas", "alasan-batal", "alasan-tarik"] {
        unwilling.wrong(name, Message::new(key("bank-number-wanted")));
    }
    let approved = StudyPage { cuts: vec![cut], done: None, with_key: false, ..view("approved", true) };
    let mut wrong = Fields::new();
    wrong.wrong("alasan", Message::new(key("bank-number-wanted")));
    samples.add("bank/standard/study waits", &Study { p, f: &Fields::new(), view: &view("rating", false) });
    samples.add("bank/standard/study unwilling", &Study { p, f: &unwilling, view: &view("rating", false) });
    samples.add("bank/standard/study broken", &Study { p, f: &Fields::new(), view: &broken });
    samples.add("bank/standard/study withdrawn", &Study { p, f: &Fields::new(), view: &withdrawn });
    samples.add("bank/standard/study ready", &Study { p, f: &Fields::new(), view: &view("rating", true) });
    samples.add("bank/standard/study discussed", &Study { p, f: &wrong, view: &view("discussion", true) });
    samples.add("bank/standard/study approved", &Study { p, f: &Fields::new(), view: &approved });
}

fn sheets(samples: &mut Samples<'_>) {
    let p = samples.p;
    let judge = PersonId(Uuid::from_u128(11));
    let question = |id: &str| single(id).map(|item| FormQuestion { item, version: 1, line: 0, anchor: false });
    let shown = |method: &str, with_key, round| Sheet {
        study: StandardStudy {
            id: StudyId(Uuid::from_u128(1)),
            blueprint: "layanan-dasar".to_owned(),
            blueprint_id: "layanan-dasar:2".to_owned(),
            form_id: ExamFormId(Uuid::from_u128(9)),
            slug: "layanan-dasar".to_owned(),
            method: method.to_owned(),
            with_key,
            judges: vec![judge],
            released: None,
            state: "rating".to_owned(),
            withdrawn: None,
            round,
            made_by: judge,
            made_at: NOW,
        },
        form: "LD-2026-A".to_owned(),
        questions: ["LD-S-0117", "LD-S-0118"].into_iter().filter_map(question).collect(),
        stimuli: Vec::new(),
        code: "J1".to_owned(),
        said: Spoken {
            shares: BTreeMap::from([("LD-S-0117".to_owned(), 60)]),
            kinds: BTreeMap::from([("LD-S-0117".to_owned(), (1, 2))]),
            ..Spoken::default()
        },
        handed_in: round > 1,
        before: BTreeMap::from([("LD-S-0117".to_owned(), 0.65)]),
    };
    let pages = [
        ("angoff", shown("angoff", false, 1), 1),
        ("yes-no", shown("angoff-yes-no", true, 2), 1),
        ("ebel", shown("ebel", false, 1), 1),
        ("ebel closing", shown("ebel", false, 1), 9),
        ("closing", shown("angoff", false, 2), 9),
    ];
    for (name, sheet, page) in pages {
        let view = SheetView { done: page == 9, ..sheet::view(p, &sheet, page) };
        samples.add(format!("bank/standard/sheet {name}"), &Drawn { p, f: &sheet::filled(&sheet), view: &view });
    }
}

fn rounds(samples: &mut Samples<'_>) {
    let p = samples.p;
    let few: Said = points(p, &Figure::too_few(4, 5));
    let cut = |unit: &str, said: Said| CutView {
        unit: unit.to_owned(),
        of: "52".to_owned(),
        said,
        shown: unit.is_empty(),
        median: "30,5".to_owned(),
        spread: "2,9".to_owned(),
        error: "1,1".to_owned(),
        with_items: if unit.is_empty() { "1,6".to_owned() } else { String::new() },
        judges: vec![("J1".to_owned(), "28,2".to_owned()), ("J2".to_owned(), "33,4".to_owned())],
        moved: unit.is_empty().then(|| ("\u{2212}1,2".to_owned(), 3)),
    };
    let item = |n, wide: bool| ItemView {
        n,
        words: "Buku yang dicari sedang dipinjam.".to_owned(),
        low: "40".to_owned(),
        median: "60".to_owned(),
        high: if wide { "90".to_owned() } else { "70".to_owned() },
        dots: vec!["40.0".to_owned(), "60.0".to_owned(), "90.0".to_owned()],
        reached: if wide { "72".to_owned() } else { String::new() },
        remarks: if wide { vec![("J2".to_owned(), "Istilahnya jarang dipakai.".to_owned())] } else { Vec::new() },
        wide,
    };
    let judge = |own, code| JudgeView {
        code: if own { "J1".to_owned() } else { "J2".to_owned() },
        own,
        released: !own,
        severity: percent(p, &given(0.08, 0.05, code)),
        with_others: coefficient(p, &given(0.6, 0.2, Code::JudgeInLine)),
        with_difficulty: own.then(|| coefficient(p, &given(0.1, 0.3, Code::JudgeOrderUnsettled))),
    };
    let full = RoundView {
        study: "/kisi-kisi/standar/1".to_owned(),
        here: "/kisi-kisi/standar/1/putaran/1".to_owned(),
        method: method_key("angoff"),
        n: 1,
        reason: "Sebaran dibahas.".to_owned(),
        cuts: vec![cut("", points(p, &given(30.6, 3.1, Code::CutSteady)))],
        items: vec![item(1, true), item(2, false)],
        judges: vec![judge(true, Code::JudgeSevere), judge(false, Code::JudgeWithPanel)],
        hofstee: Some(CompromiseView::Found(points(p, &given(29.0, 2.0, Code::CutFound)), "35".to_owned())),
        beuk: Some(CompromiseView::Not(few.sentence.clone())),
        candidates: 120,
        least: 30,
        form: None,
        events: false,
        notes: vec![(NOW, "Yohana Siregar".to_owned(), "Soal 1: calon di batas masih ragu.".to_owned())],
        may_note: true,
        may_approve: true,
        done: true,
    };
    let plain = RoundView {
        cuts: vec![cut("CONTOH.LD.01", few.clone()), cut("CONTOH.LD.02", few.clone())],
        hofstee: None,
        beuk: None,
        notes: Vec::new(),
        reason: String::new(),
        may_note: false,
        may_approve: false,
        done: false,
        ..full.clone()
    };
    let unsat = RoundView {
        hofstee: Some(CompromiseView::Not(few.sentence.clone())),
        candidates: 0,
        form: Some("/kisi-kisi/perangkat/9".to_owned()),
        events: true,
        ..full.clone()
    };
    let unseen = RoundView { form: None, events: false, ..unsat.clone() };
    samples.add("bank/standard/round unsat", &Round { p, f: &Fields::new(), view: &unsat });
    samples.add("bank/standard/round unseen", &Round { p, f: &Fields::new(), view: &unseen });
    samples.add("bank/standard/round", &Round { p, f: &Fields::new(), view: &full });
    samples.add("bank/standard/round units", &Round { p, f: &Fields::new(), view: &plain });
}

fn approvals(samples: &mut Samples<'_>) {
    let p: &Page = samples.p;
    let found = vec![
        (method_key("angoff"), points(p, &given(30.6, 3.1, Code::CutWide))),
        (method_key("hofstee"), points(p, &given(29.0, 2.0, Code::CutFound))),
    ];
    let wanted = Wanted { unit: String::new(), field: "batas".to_owned(), of: "52".to_owned(), found };
    let view = ApproveView {
        study: "1".to_owned(),
        round: 2,
        methods: vec![("angoff".to_owned(), p.t(method_key("angoff")).into_owned())],
        cuts: vec![wanted],
        outdated: None,
        judges: 7,
    };
    let mut f = Fields::new().with("batas", "30.6").with("tanggal", "2026-12-08");
    samples.add("bank/standard/approve", &Approve { p, f: &f, view: &view });
    f.wrong("batas", Message::new(key("bank-number-wanted")));
    samples.add("bank/standard/approve wrong", &Approve { p, f: &f, view: &view });
    let changed = Refusal::new("standard.test-changed").with("rated", 1).with("newest", 3).with("had", 49);
    let view = ApproveView { outdated: Some(told(p, &changed.with("has", 79))), ..view };
    samples.add("bank/standard/approve outdated", &Approve { p, f: &Fields::new(), view: &view });
}

fn statistics(samples: &mut Samples<'_>) {
    let p = samples.p;
    let few = percent(p, &Figure::too_few(12, 20));
    let test = TestRow {
        name: "Tes tertulis Layanan Dasar".to_owned(),
        event: "Sertifikasi Contoh".to_owned(),
        when: "8 Des, 09.05".to_owned(),
        form: "LD-2026-A".to_owned(),
        version: 1,
        candidates: 12,
        right: 9,
        credited: false,
        href: Some("/acara/1/ujian/2/analisis".to_owned()),
    };
    let view = StatisticsView {
        id: "LD-S-0117".to_owned(),
        tests: vec![test],
        open: 1,
        difficulty: few.clone(),
        shrunk: percent(p, &given(0.71, 0.1, Code::DifficultyWithin)),
        from_pool: true,
        median: seconds(p, &given(38.0, 6.0, Code::TimeSeconds)),
        rapid: percent(p, &given(0.02, 0.02, Code::TimeRapidFew)),
        change: few.clone(),
        closely: Some(closely(p, &few)),
    };
    let none = StatisticsView { tests: Vec::new(), open: 0, from_pool: false, closely: None, ..view.clone() };
    let asked =
        |closely: &VersionView| VersionView { options: None, curves: None, groups: Vec::new(), ..closely.clone() };
    let unasked = StatisticsView { closely: view.closely.as_ref().map(asked), ..view.clone() };
    samples.add("bank/statistics", &Statistics { p, view: &view });
    samples.add("bank/statistics without key", &Statistics { p, view: &unasked });
    samples.add("bank/statistics none", &Statistics { p, view: &none });
}

/// A version on two forms, one of its options with a curve.
fn closely(p: &Page, few: &Said) -> VersionView {
    let option = |letter: &str, key| OptionRow {
        letter: letter.to_owned(),
        words: "Petugas sirkulasi".to_owned(),
        lang: Html::default(),
        key,
        share: percent(p, &given(0.4, 0.1, Code::OptionShare)),
        strength: coefficient(p, &given(-0.2, 0.1, if key { Code::KeySuspect } else { Code::DistractorSound })),
        time: key.then(|| few.clone()),
    };
    let group = |focal: &str, said: Said| GroupRow {
        by: key("result-dif-sex"),
        reference: "perempuan".to_owned(),
        focal: focal.to_owned(),
        said,
    };
    VersionView {
        version: 3,
        versions: vec![(3, true), (1, false)],
        candidates: 214,
        forms: 2,
        discrimination: coefficient(p, &given(0.34, 0.1, Code::DiscriminationSound)),
        groups: vec![
            group("laki-laki", coefficient(p, &given(-1.7, 0.4, Code::DifLargeAgainstFocal))),
            group("lainnya", few.clone()),
        ],
        has_options: true,
        options: Some(vec![option("A", true), option("B", false), option("", false)]),
        curves: options::sample(p),
    }
}

fn form_statistics(samples: &mut Samples<'_>) {
    let p = samples.p;
    let few = coefficient(p, &Figure::too_few(12, 50));
    let decision = |unit: &str, full: bool| DecisionRow {
        unit: unit.to_owned(),
        cut: "24".to_owned(),
        agreement: if full { percent(p, &given(0.91, 0.04, Code::ConsistencyEnough)) } else { few.clone() },
        kappa: if full { coefficient(p, &given(0.6, 0.1, Code::ConsistencyBeyondChance)) } else { few.clone() },
        accuracy: full.then(|| percent(p, &given(0.93, 0.03, Code::ConsistencyEnough))),
    };
    let test = form_statistics::TestRow {
        name: "Tes tertulis Layanan Dasar".to_owned(),
        event: "Sertifikasi Contoh".to_owned(),
        when: "8 Des, 09.05".to_owned(),
        candidates: 12,
        href: Some("/acara/1/ujian/2/analisis".to_owned()),
    };
    let view = FormStatisticsView {
        id: "1".to_owned(),
        code: "LD-2026-A".to_owned(),
        blueprint: "layanan-dasar:2".to_owned(),
        candidates: 214,
        alpha: coefficient(p, &given(0.82, 0.04, Code::ReliabilityEnough)),
        error: points(p, &given(2.6, 0.2, Code::ErrorPoints)),
        decisions: vec![decision("", true), decision("CONTOH.LD.01", true)],
        tests: vec![test.clone(), form_statistics::TestRow { href: None, ..test }],
    };
    let small = FormStatisticsView {
        candidates: 12,
        alpha: few.clone(),
        error: few.clone(),
        decisions: vec![decision("", false)],
        ..view.clone()
    };
    let none = FormStatisticsView { tests: Vec::new(), candidates: 0, decisions: Vec::new(), ..small.clone() };
    samples.add("bank/form_statistics", &FormStatistics { p, view: &view });
    samples.add("bank/form_statistics few", &FormStatistics { p, view: &small });
    samples.add("bank/form_statistics none", &FormStatistics { p, view: &none });
}
