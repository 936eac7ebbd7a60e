//! One workbook, row by row and cell by cell: mending in place, leaving out with a reason, inviting what is
//! ready while the rest waits, and the same workbook back with comments.

mod act;
mod cell;
mod columns;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    id::BatchId,
    intake::DropReason,
    permit::Action,
    record::{event::Event, import::ImportBatch, person::Person},
};
use serde::Deserialize;
use store::{
    Read as _,
    view::{RowsAt, import_counts, import_rows},
};
use workflow::intake::{Layout, Skipped, Word, invitation_job, runs, sees_identity};

use self::cell::{COLUMNS, CellView, RowView, Wrong};
use super::{Head, event, invented};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::refusal_message,
    i18n::key,
    page::{
        download::{XLSX, kept},
        html_with,
    },
    part::{Bar, icon, kit::Count},
    samples::Samples,
};

/// Rows of a page.
const ROWS: i64 = 40;

/// `/acara/{event}/impor/{import}` and what is done there.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::ImportParticipants);
    Routes::new()
        .get("/acara/{event}/impor/{import}", guard, show)
        .get("/acara/{event}/impor/{import}/lembar", guard, sheet)
        .merge(act::routes())
        .merge(columns::routes())
}

/// The page.
#[derive(Debug, Clone)]
struct ImportView {
    head: Head,
    import: BatchId,
    /// Names of the sheets that were read.
    sheets: String,
    sender: String,
    at: i64,
    counts: Vec<Count>,
    look: Look,
    rows: Vec<RowView>,
    after: Option<String>,
    ready: i64,
    all: i64,
    imported: i64,
    skipped: [usize; 3],
    /// Rows and sheets that were passed over and should be looked at, in sentences.
    passed: Vec<String>,
    /// Sheets that were not read, with the key of why.
    left: Vec<(String, &'static str)>,
    /// Some of them could be.
    may_choose: bool,
    /// Work that runs, or ran.
    running: Option<Bar>,
    word: Option<Word>,
    known: String,
    refused: Vec<(String, String)>,
    funding: Vec<(String, String)>,
    open: bool,
    /// When and why the file was destroyed, as a key.
    gone: Option<(i64, &'static str)>,
    /// NIK are masked in what this reader downloads.
    masked: bool,
    may_slips: bool,
    /// Key of what was just done.
    done: Option<&'static str>,
    /// What was refused.
    told: Option<String>,
}

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look(RowsAt);

impl Look {
    const fn name(self) -> &'static str {
        match self.0 {
            RowsAt::Waiting => "perbaiki",
            RowsAt::Look => "lihat",
            RowsAt::Ready => "siap",
            RowsAt::Imported => "diundang",
            RowsAt::LeftOut => "tidak",
        }
    }

    const fn words(self) -> &'static str {
        match self.0 {
            RowsAt::Waiting => key("rows-waiting"),
            RowsAt::Look => key("rows-look"),
            RowsAt::Ready => key("rows-clear"),
            RowsAt::Imported => key("rows-imported"),
            RowsAt::LeftOut => key("rows-left-out"),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        RowsAt::ALL.into_iter().map(Self).find(|look| look.name() == text)
    }
}

#[derive(Template)]
#[template(path = "event/import.html")]
struct Import<'a> {
    p: &'a Page,
    view: &'a ImportView,
}

impl Import<'_> {
    fn columns(&self) -> impl Iterator<Item = &'static str> {
        COLUMNS.iter().map(|(_, label)| *label)
    }

    fn reasons(&self) -> Vec<(&'static str, &'static str)> {
        certification::intake::REASONS.iter().map(|reason| (*reason, cell::reason_key(reason))).collect()
    }

    fn heading(&self) -> &'static str {
        self.view.look.words()
    }

    fn mends(&self) -> bool {
        self.view.open && matches!(self.view.look.0, RowsAt::Waiting | RowsAt::Look)
    }
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    lihat: String,
    #[serde(default)]
    sesudah: String,
    #[serde(default)]
    sudah: String,
}

/// The workbook of an address, of this event.
async fn batch_of(app: &AppState, p: &Page, event: &Event, import: &str) -> Result<ImportBatch, WebError> {
    let id: BatchId = import.parse().map_err(|_| WebError::NotFound)?;
    let batch = app.flow().batch(p.actor()?, id).await?;
    if batch.event_id == event.id { Ok(batch) } else { Err(WebError::NotFound) }
}

async fn show(
    State(app): State<AppState>,
    p: Page,
    Path((id, import)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let event = event(&app, &p, &id, Action::ImportParticipants).await?;
    let batch = batch_of(&app, &p, &event, &import).await?;
    page(&app, &p, &event, batch, &asked, None).await
}

/// The page as asked for, with what was refused on top.
async fn page(
    app: &AppState,
    p: &Page,
    event: &Event,
    batch: ImportBatch,
    asked: &Asked,
    told: Option<String>,
) -> Answer {
    let status = if told.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut reader = app.flow().reader();
    let counts = import_counts(&mut reader, &[batch.id]).await?;
    let count = |at| counts.get(&(batch.id, at)).copied().unwrap_or_default();
    let first = RowsAt::ALL.into_iter().find(|at| count(*at) > 0).unwrap_or_default();
    let look = Look::parse(&asked.lihat).unwrap_or(Look(first));
    let address = |look: Look| format!("/acara/{}/impor/{}?lihat={}", event.id, batch.id, look.name());
    let strip = |at: RowsAt| Count {
        n: count(at),
        words: p.t(Look(at).words()).into_owned(),
        href: address(Look(at)),
        current: at == look.0,
    };
    let from: i64 = asked.sesudah.parse().unwrap_or_default();
    let mut stored = import_rows(&mut reader, batch.id, look.0, from, ROWS + 1).await?;
    let more = stored.len() as i64 > ROWS;
    stored.truncate(ROWS as usize);
    let after = stored.last().filter(|_| more).map(|last| format!("{}&sesudah={}", address(look), last.place));
    let layout = Layout::read(&batch)?;
    let several = layout.several();
    let rows = stored.iter().map(|row| cell::row(p, row, several)).collect::<Result<_, _>>()?;
    let job = invitation_job(&mut reader, batch.id).await?;
    let sender: Option<Person> = reader.get(batch.sender_id).await?;
    let running = job.as_ref().filter(|(job, _)| runs(job)).map(|(job, _)| Bar {
        done: job.done,
        whole: job.total,
        label: p.ta("event-of").with("n", job.done).with("all", job.total).to_string(),
    });
    let word = job.filter(|(job, _)| !runs(job)).map(|(_, word)| word);
    let refused = word.iter().flat_map(|w| &w.refused);
    let known: Vec<String> = word.iter().flat_map(|w| &w.known).map(|at| cell::place_alone(p, at)).collect();
    let read: Vec<String> = layout.sheets.iter().map(|sheet| format!("“{}”", sheet.name)).collect();
    let skipped = |count: fn(&Skipped) -> usize| layout.skipped().map(count).sum();
    let view = ImportView {
        head: Head::of(event),
        import: batch.id,
        sheets: read.join(", "),
        sender: sender.map(|s| s.full_name()).unwrap_or_default(),
        at: batch.received_at,
        counts: RowsAt::ALL.map(strip).to_vec(),
        look,
        rows,
        after,
        ready: count(RowsAt::Ready) + count(RowsAt::Look),
        all: counts.values().sum(),
        imported: count(RowsAt::Imported),
        skipped: [skipped(|s| s.titles), skipped(|s| s.blank), skipped(|s| s.within.len() + s.after.len())],
        passed: passed(p, &layout),
        may_choose: layout.left.iter().any(|sheet| sheet.why.readable()),
        left: layout.left.into_iter().map(|sheet| (sheet.name, columns::why_key(sheet.why))).collect(),
        refused: refused.map(|(at, refusal)| (cell::place_alone(p, at), p.m(&refusal_message(refusal)))).collect(),
        known: known.join(", "),
        running,
        word,
        funding: funding(app, p, event).await?,
        open: batch.status == "open",
        gone: batch.gone_at.map(|at| (at, gone_key(batch.gone_why.as_deref()))),
        masked: !sees_identity(p.actor()?, &batch),
        may_slips: certification::permit::may(p.actor()?, Action::InviteAccount),
        done: match asked.sudah.as_str() {
            "kolom" => Some(key("import-done-columns")),
            "simpan" => Some(key("import-done-mended")),
            "undang" => Some(key("import-done-ordered")),
            _ => None,
        },
        told,
    };
    html_with(status, &Import { p, view: &view })
}

/// Key of why a file is no longer kept.
fn gone_key(why: Option<&str>) -> &'static str {
    if why == Some(DropReason::Erasure.as_str()) { key("import-gone-erasure") } else { key("import-gone-closed") }
}

/// What was passed over and may be about somebody, or says something of those who were read, sheet by sheet.
fn passed(p: &Page, layout: &Layout) -> Vec<String> {
    let mut said = Vec::new();
    for sheet in &layout.sheets {
        let skipped = &sheet.skipped;
        let rows = |rows: &[u32]| rows.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let mut of_rows = |words: &'static str, numbers: &[u32]| {
            if !numbers.is_empty() {
                said.push(p.ta(words).with("sheet", sheet.name.as_str()).with("rows", rows(numbers)).to_string());
            }
        };
        of_rows(key("import-passed-doubtful"), &skipped.doubtful);
        of_rows(key("import-passed-repeated"), &skipped.repeated);
        let unread = |other: &String| p.ta("import-passed-unread").with("sheet", other.as_str()).to_string();
        said.extend(skipped.unread.iter().map(unread));
    }
    said
}

/// Who may pay the seats, with what is left.
async fn funding(app: &AppState, p: &Page, event: &Event) -> Result<Vec<(String, String)>, WebError> {
    let taken = workflow::load::taken_seats(&mut app.flow().reader(), event.id).await?;
    let left = |id: &str, seats: i64| seats - taken.iter().find(|(of, _)| of == id).map_or(0, |(_, n)| *n);
    let any = (String::new(), p.t("import-any-funding").into_owned());
    let words = |source: &str, n: i64| p.ta("import-funding-left").with("source", source).with("n", n).to_string();
    let of = event.funding.iter().map(|f| (f.id.clone(), words(&f.source, left(&f.id, f.seats))));
    Ok(std::iter::once(any).chain(of).collect())
}

async fn sheet(State(app): State<AppState>, p: Page, Path((id, import)): Path<(String, String)>) -> Answer {
    let event = event(&app, &p, &id, Action::ImportParticipants).await?;
    let batch = batch_of(&app, &p, &event, &import).await?;
    let bytes = app.flow().annotated(p.actor()?, batch.id, p.issuer(), |said| cell::comment(&p, said)).await?;
    Ok(kept(bytes, XLSX, &format!("{}-peserta.xlsx", event.code)))
}

/// Rows that wait, rows that were invited, work that runs, a workbook without rows.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let wrong = |meant: Option<(&str, &str)>| Wrong {
        field: "nik",
        label: key("cell-nik"),
        color: "danger",
        icon: icon("x"),
        said: p.t("issue-nik-rounded").into_owned(),
        typed: "6,30705E+15".to_owned(),
        meant: meant.map(|(field, value)| (field.to_owned(), value.to_owned(), value.to_owned())),
    };
    let cells = |wrong: Option<Wrong>| {
        let cell = |(field, label)| CellView {
            label,
            shown: "Ani Maulida".to_owned(),
            beside: if field == "name" { "Dispersip".to_owned() } else { String::new() },
            wrong: wrong.clone().filter(|_| field == "nik").into_iter().collect(),
            tidied: field == "kab",
        };
        COLUMNS.map(cell).to_vec()
    };
    let row = |n: i64, wrong, imported: bool, left_out| RowView {
        place: n,
        at: n.to_string(),
        cells: cells(wrong),
        imported,
        case: imported.then(|| certification::id::CaseId(uuid::Uuid::from_u128(4))),
        left_out,
    };
    let count = |n, current| Count { n, words: p.t("rows-waiting").into_owned(), href: "/acara".to_owned(), current };
    let view = ImportView {
        head: Head::of(&invented()),
        import: BatchId(uuid::Uuid::from_u128(1)),
        sheets: "“Sheet1”".to_owned(),
        sender: "Zainal Hakim".to_owned(),
        at: p.cx.now,
        counts: vec![count(7, true), count(49, false)],
        look: Look(RowsAt::Waiting),
        rows: vec![
            row(8, Some(wrong(Some(("born", "1983-11-08")))), false, None),
            row(9, Some(wrong(None)), false, None),
        ],
        after: Some("/acara?sesudah=9".to_owned()),
        ready: 49,
        all: 60,
        imported: 0,
        skipped: [5, 3, 1],
        passed: vec!["Peserta: baris 14".to_owned()],
        left: vec![("Rekap".to_owned(), key("sheet-copy")), ("Petunjuk".to_owned(), key("sheet-no-table"))],
        may_choose: true,
        running: None,
        word: None,
        known: String::new(),
        refused: Vec::new(),
        funding: vec![(String::new(), p.t("import-any-funding").into_owned())],
        open: true,
        gone: None,
        masked: true,
        may_slips: true,
        done: Some(key("import-done-mended")),
        told: Some(p.t("refusal-import-cell-too-long").into_owned()),
    };
    samples.add("event/import", &Import { p, view: &view });
    let running = Some(Bar { done: 12, whole: 49, label: String::new() });
    let invited = ImportView {
        look: Look(RowsAt::Imported),
        rows: vec![row(7, None, true, None)],
        running,
        ready: 0,
        imported: 12,
        done: None,
        told: None,
        ..view.clone()
    };
    samples.add("event/import running", &Import { p, view: &invited });
    let known = workflow::intake::At { sheet: Some("HSS".to_owned()), row: 12 };
    let (known, word) = (cell::place_alone(p, &known), Word { invited: 47, known: vec![known], refused: Vec::new() });
    let refused = vec![(p.ta("import-row").with("n", "40").to_string(), p.t("refusal-event-not-open").into_owned())];
    let ended = ImportView {
        look: Look(RowsAt::LeftOut),
        rows: vec![row(7, None, false, Some(key("left-out-twice")))],
        word: Some(word),
        known,
        refused,
        running: None,
        skipped: [0, 0, 0],
        passed: Vec::new(),
        left: Vec::new(),
        may_choose: false,
        ..invited
    };
    samples.add("event/import ended", &Import { p, view: &ended });
    let erased = (p.cx.now, key("import-gone-erasure"));
    samples.add("event/import dropped", &Import { p, view: &ImportView { gone: Some(erased), ..view.clone() } });
    let over = ImportView { gone: Some((p.cx.now, key("import-gone-closed"))), open: false, ..ended.clone() };
    samples.add("event/import over", &Import { p, view: &over });
    samples.add("event/import none", &Import { p, view: &ImportView { rows: Vec::new(), word: None, ..ended } });
    columns::samples(samples);
}
