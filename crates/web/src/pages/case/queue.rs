//! The queue of staff: what waits, the longest waiting first, and what may be concluded for several at once.

use askama::Template;
use axum::extract::{Query, State};
use certification::{
    appeal::due,
    casefile::CaseFile,
    duty::Duty,
    id::CaseId,
    permit::{self, Action, Scope},
    record::decision::Appeal,
    stage::Stage,
};
use store::{
    Find, Read as _, Reader,
    view::{CaseFilter, CaseOrder, case_list, case_stages, stage_counts},
};
use workflow::load::case_files;

use super::{
    bulk,
    concluding::check,
    filter::{Asked, Offered, offered},
};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    form::Fields,
    html,
    i18n::key,
    nav::{Group, Item},
    part::{
        Tag,
        case::{CaseHead, days},
        icon,
        kit::{Count, Pager},
        stage,
    },
    samples::Samples,
    sought::SOUGHT,
};

/// Appeals shown at most.
const APPEALS: i64 = 20;

/// Rows of a page.
const ROWS: i64 = 50;

pub(super) fn routes() -> Routes {
    let item =
        Item::rail(Group::Work, 10, "/antrean", key("nav-queue"), icon("list-checks"), &[Duty::Staff, Duty::Manager]);
    Routes::new()
        .get("/antrean", Guard::Signed(Action::VerifyApplication), show)
        .post_repeatable("/antrean", Guard::Signed(Action::VerifyApplication), search)
        .merge(bulk::routes())
        .nav(item.counted("queue"))
}

/// What a case can wait for: name in the address, words, stages.
const WAITS: [(&str, &str, &[Stage]); 10] = [
    ("periksa", key("stage-checking"), &[Stage::Checking]),
    ("kembali", key("stage-returned"), &[Stage::Returned]),
    ("mandiri", key("stage-self-assessment"), &[Stage::SelfAssessment]),
    ("asesor", key("stage-unassigned"), &[Stage::Unassigned]),
    ("tinjauan", key("stage-review"), &[Stage::Review]),
    ("jadwal", key("stage-unscheduled"), &[Stage::Unscheduled]),
    ("asesmen", key("queue-assessment"), &[Stage::Agreement, Stage::Assessment]),
    ("laporan", key("queue-report"), &[Stage::Recommended]),
    ("pleno", key("stage-reported"), &[Stage::Reported]),
    ("terbit", key("queue-issue"), &[Stage::Granted, Stage::Issuing]),
];

/// The stages that what a case waits for stands for, by its name in the address.
pub(super) fn waiting_at(name: &str) -> Option<&'static [Stage]> {
    WAITS.iter().find(|w| w.0 == name).map(|w| w.2)
}

/// A row.
#[derive(Debug, Clone)]
struct Row {
    head: CaseHead,
    tag: Tag,
    said: String,
    waits: String,
    /// What can be concluded for it among several: `terima`, `kembali` or nothing.
    can: &'static str,
}

/// An appeal that waits for its answer.
#[derive(Debug, Clone)]
struct AppealRow {
    head: CaseHead,
    filed_at: i64,
    /// The day by which it is to be answered, ISO.
    due: String,
    /// That day is over.
    late: bool,
}

#[derive(Debug, Clone, Default)]
struct QueueView {
    over: String,
    counts: Vec<Count>,
    registered: i64,
    /// Appeals that wait for their answer, the oldest first; for whoever may answer.
    appeals: Vec<AppealRow>,
    /// How many they are.
    appealed: i64,
    /// Words and what they stand for, and the address without it.
    set: Vec<(String, String)>,
    waits: String,
    /// Its name in the address.
    at: &'static str,
    rows: Vec<Row>,
    pager: Pager,
    offered: Offered,
    narrowed: bool,
    /// Address of the list as a workbook.
    taken: String,
    /// Several may be concluded at once.
    bulk: bool,
    /// Key of what was just done, and to how many.
    done: Option<(&'static str, i64)>,
}

#[derive(Template)]
#[template(path = "case/queue.html")]
struct Queue<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a QueueView,
}

async fn search(app: State<AppState>, p: Page, form: Form<Asked>) -> Answer {
    form.value.lead(&app, &p, "/antrean")
}

async fn show(app: State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let asked = asked.opened(&app, &p)?;
    let (name, words, stages) = WAITS.into_iter().find(|w| w.0 == asked.tunggu).unwrap_or(WAITS[0]);
    let schemes = app.reading.schemes().await?;
    let mut reader = app.flow().reader();
    let filter = CaseFilter { stages: Vec::new(), ..asked.filter(&schemes) };
    let plain = CaseFilter { event: filter.event, ..CaseFilter::default() };
    let kept = if filter == plain {
        stage_counts(&mut reader, filter.event).await?
    } else {
        case_stages(&mut reader, &filter, &Scope::All).await?
    };
    let number = |stages: &[Stage]| stages.iter().filter_map(|s| kept.get(s)).sum::<i64>();
    let counts = WAITS.iter().map(|(to, words, stages)| Count {
        n: number(stages),
        words: p.t(words).into_owned(),
        href: asked.address("/antrean", &[("tunggu", to), ("sesudah", "")]),
        current: *to == name,
    });
    let here = CaseFilter { stages: stages.to_vec(), ..filter.clone() };
    let listed = case_list(&mut reader, &here, asked.order(CaseOrder::StageAt), &Scope::All, &asked.part(ROWS)).await?;
    let ids: Vec<CaseId> = listed.rows.iter().map(|line| line.id).collect();
    let rows: Vec<Row> = case_files(&mut reader, &ids).await?.iter().map(|file| row(&p, file)).collect();
    let (appeals, appealed) = appeals(&mut reader, &p).await?;
    let offered = offered(&mut reader, &p, &schemes).await?;
    let set = chips(&asked, &offered);
    let view = QueueView {
        over: set.iter().find(|(_, _, name)| *name == "acara").map(|(words, ..)| words.clone()).unwrap_or_default(),
        counts: counts.collect(),
        registered: kept.values().sum(),
        appeals,
        appealed,
        narrowed: !set.is_empty(),
        set: set.into_iter().map(|(words, href, _)| (words, href)).collect(),
        waits: p.t(words).into_owned(),
        at: name,
        pager: asked.pager("/antrean", (rows.len(), number(stages)), listed.next.as_deref()),
        taken: asked.address("/berkas/daftar.xlsx", &[("tunggu", name), ("tahap", ""), ("sesudah", "")]),
        bulk: name == "periksa" && !rows.is_empty(),
        rows,
        offered,
        done: bulk::done(&asked.sudah),
    };
    html(&Queue { p: &p, f: &asked.fields(), view: &view })
}

/// The oldest appeals that wait, and how many wait; none for whoever does not answer them.
async fn appeals(reader: &mut Reader, p: &Page) -> Result<(Vec<AppealRow>, i64), WebError> {
    if !permit::may(p.actor()?, Action::AnswerAppeal) {
        return Ok((Vec::new(), 0));
    }
    let open = Find::all().null("outcome");
    let oldest: Vec<Appeal> = reader.find(&open.clone().order_by(&["filed_at", "id"]).limit(APPEALS)).await?;
    if oldest.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let all = reader.count::<Appeal>(&open).await?;
    let ids: Vec<CaseId> = oldest.iter().map(|appeal| appeal.case_id).collect();
    let files = case_files(reader, &ids).await?;
    let today = certification::civil::day(p.cx.now, &p.body.zone);
    let rows = files.iter().filter_map(|file| {
        let appeal = file.open_appeal()?;
        let due = due(appeal, &p.body.settings);
        Some(AppealRow { head: CaseHead::of(file), filed_at: appeal.filed_at, late: due < today, due: due.to_string() })
    });
    Ok((rows.collect(), all))
}

/// What the list is narrowed to, each with the address that takes it away.
fn chips(asked: &Asked, offered: &Offered) -> Vec<(String, String, &'static str)> {
    let without = |name| asked.address("/antrean", &[(name, ""), ("sesudah", "")]);
    let word = |list: &[(String, String)], value: &str| list.iter().find(|(v, _)| v == value).map(|(_, w)| w.clone());
    let mut chips = Vec::new();
    for (name, value, list) in [
        ("acara", &asked.acara, &offered.events),
        ("skema", &asked.skema, &offered.schemes),
        ("kab", &asked.kab, &offered.districts),
    ] {
        if !value.is_empty() {
            chips.push((word(list, value).unwrap_or_else(|| value.clone()), without(name), name));
        }
    }
    if !asked.sought.words().is_empty() {
        chips.push((format!("“{}”", asked.sought.words()), without(SOUGHT), SOUGHT));
    }
    chips
}

fn row(p: &Page, file: &CaseFile) -> Row {
    let (tag, said) = check(p, file);
    let head = CaseHead::of(file);
    Row { waits: days(p, head.since), head, tag, said, can: bulk::can(file) }
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let f = Asked::default().fields();
    let empty = QueueView { waits: p.t("stage-checking").into_owned(), ..QueueView::default() };
    samples.add("case/queue empty", &Queue { p, f: &f, view: &empty });
    samples.add("case/queue none", &Queue { p, f: &f, view: &QueueView { narrowed: true, ..empty } });
    let row = |tag, said: &str| Row {
        head: CaseHead::invented(Stage::Checking, p.cx.now),
        tag,
        said: said.to_owned(),
        waits: days(p, p.cx.now - 3 * 86_400_000_000),
        can: "terima",
    };
    let view = QueueView {
        over: "Sertifikasi Pustakawan Kalsel 2026".to_owned(),
        counts: WAITS
            .iter()
            .map(|(_, words, _)| Count { n: 3, words: p.t(words).into_owned(), href: "#".to_owned(), current: false })
            .collect(),
        registered: 60,
        appeals: [true, false]
            .map(|late| AppealRow {
                head: CaseHead::invented(Stage::NotGranted, p.cx.now),
                filed_at: p.cx.now,
                due: "2027-01-14".to_owned(),
                late,
            })
            .to_vec(),
        appealed: 3,
        set: vec![("Kota Banjarbaru".to_owned(), "/antrean".to_owned())],
        waits: p.t("stage-checking").into_owned(),
        at: "periksa",
        rows: vec![row(stage::tag(Stage::Checking), ""), row(stage::tag(Stage::Reported), "FR.AK.05 belum ada.")],
        pager: Pager { shown: 2, all: 23, before: None, after: Some("#".to_owned()) },
        offered: Offered::default(),
        narrowed: true,
        taken: "#".to_owned(),
        bulk: true,
        done: bulk::done("terima-3"),
    };
    samples.add("case/queue", &Queue { p, f: &f, view: &view });
}
