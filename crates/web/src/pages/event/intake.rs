//! Workbooks of participants: handing one in, and those that were handed in. The same file twice says so,
//! and a file that cannot be read is refused with its reason.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    id::BatchId,
    permit::Action,
    record::{event::Event, import::ImportBatch},
    refusal::Refusal,
};
use store::{
    Find, Read as _,
    view::{RowsAt, import_counts, person_names},
};
use workflow::{WorkflowError, intake::Layout};

use super::{Head, event, invented, may};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::{refusal_message, refused_file},
    form::{Fields, ONCE, Upload},
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    samples::Samples,
};

/// Most bytes of a workbook that the route takes; the setting may be less.
pub(super) const LARGEST: usize = 101 << 20;
/// Workbooks that the page lists.
const BATCHES: i64 = 50;

/// `/acara/{event}/peserta`.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::ImportParticipants);
    Routes::new().get("/acara/{event}/peserta", guard, show).upload("/acara/{event}/peserta", guard, LARGEST, receive)
}

/// A workbook in the list.
#[derive(Debug, Clone)]
struct BatchRow {
    id: BatchId,
    sheet: String,
    sender: String,
    at: i64,
    waiting: i64,
    ready: i64,
    imported: i64,
    left_out: i64,
}

/// The page.
#[derive(Debug, Clone)]
struct IntakeView {
    head: Head,
    batches: Vec<BatchRow>,
    /// The workbook that was handed in before.
    known: Option<BatchId>,
    free: i64,
    most: u64,
    may_plan: bool,
    may_slips: bool,
}

#[derive(Template)]
#[template(path = "event/intake.html")]
struct Intake<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a IntakeView,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event = event(&app, &p, &id, Action::ImportParticipants).await?;
    html(&Intake { p: &p, f: &Fields::new(), view: &view(&app, &p, &event, None).await? })
}

/// Names of the sheets that were read of a workbook.
fn sheets(batch: &ImportBatch) -> String {
    let names = Layout::read(batch).map(|layout| layout.sheets.into_iter().map(|s| s.name).collect::<Vec<_>>());
    names.map_or_else(|_| batch.sheet.clone(), |names| names.join("”, “"))
}

async fn view(app: &AppState, p: &Page, event: &Event, known: Option<BatchId>) -> Result<IntakeView, WebError> {
    let mut reader = app.flow().reader();
    let find = Find::by("event_id", event.id).order_by(&["received_at"]).descending().limit(BATCHES);
    let batches: Vec<ImportBatch> = reader.find(&find).await?;
    let ids: Vec<BatchId> = batches.iter().map(|b| b.id).collect();
    let counts = import_counts(&mut reader, &ids).await?;
    let names = person_names(&mut reader, &batches.iter().map(|b| b.sender_id).collect::<Vec<_>>()).await?;
    let taken: i64 =
        workflow::load::taken_seats(&mut reader, event.id).await?.into_iter().map(|(_, taken)| taken).sum();
    let row = |batch: ImportBatch| {
        let count = |at| counts.get(&(batch.id, at)).copied().unwrap_or_default();
        BatchRow {
            id: batch.id,
            sender: names.get(&batch.sender_id).cloned().unwrap_or_default(),
            at: batch.received_at,
            waiting: count(RowsAt::Waiting),
            ready: count(RowsAt::Ready) + count(RowsAt::Look),
            imported: count(RowsAt::Imported),
            left_out: count(RowsAt::LeftOut),
            sheet: sheets(&batch),
        }
    };
    Ok(IntakeView {
        head: Head::of(event),
        batches: batches.into_iter().map(row).collect(),
        known,
        free: (event.seats() - taken).max(0),
        most: p.body.settings.int("import.max_mib").unsigned_abs() * 1024 * 1024,
        may_plan: may(p, Action::ChangeEvent, event.id),
        may_slips: certification::permit::may(p.actor()?, Action::InviteAccount),
    })
}

/// The file of a form with a file, bounded by the setting.
pub(super) async fn file_of(p: &Page, upload: &mut Upload) -> Result<Vec<u8>, WebError> {
    let most = usize::try_from(p.body.settings.int("import.max_mib")).unwrap_or(1) << 20;
    let (mut bytes, mut once) = (Vec::new(), false);
    while let Some(part) = upload.next().await? {
        match part.name() {
            ONCE => once = part.text(64).await?.parse::<uuid::Uuid>().is_ok(),
            "berkas" => bytes = part.bytes(most).await?,
            _ => {}
        }
    }
    if once { Ok(bytes) } else { Err(WebError::Unreadable) }
}

/// What to say at the field when a file was not taken; other errors go on.
pub(super) fn said(error: WebError) -> Result<Message, WebError> {
    match error {
        WebError::Refused(refusal) => Ok(refused_file(&refusal)),
        // Nought is the limit of the route, of which the page of errors speaks.
        WebError::TooLarge(most) if most > 0 => {
            Ok(refused_file(&Refusal::new("workbook.too_large").with("limit", most >> 20)))
        }
        other => Err(other),
    }
}

async fn receive(State(app): State<AppState>, p: Page, Path(id): Path<String>, mut upload: Upload) -> Answer {
    let event = event(&app, &p, &id, Action::ImportParticipants).await?;
    let mut f = Fields::new();
    let mut known = None;
    match file_of(&p, &mut upload).await {
        Ok(bytes) if bytes.is_empty() => f.wrong("berkas", Message::new(key("intake-no-file"))),
        Ok(bytes) => match app.flow().receive_participants(p.actor()?, event.id, bytes).await {
            Ok(batch) => return Ok(see_other(&format!("/acara/{}/impor/{batch}", event.id))),
            Err(WorkflowError::Refused(refusal)) if refusal.code == "import.known-file" => {
                known = refusal.args.iter().find(|(name, _)| name == "batch").and_then(|(_, id)| id.parse().ok());
                f.wrong("berkas", refusal_message(&refusal));
            }
            Err(error) => f.wrong("berkas", said(error.into())?),
        },
        Err(error) => f.wrong("berkas", said(error)?),
    }
    let view = view(&app, &p, &event, known).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Intake { p: &p, f: &f, view: &view })
}

/// Nothing yet; two workbooks; the same file twice.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = |n, waiting| BatchRow {
        id: BatchId(uuid::Uuid::from_u128(n)),
        sheet: "Peserta".to_owned(),
        sender: "Zainal Hakim".to_owned(),
        at: p.cx.now,
        waiting,
        ready: 49,
        imported: 0,
        left_out: 1,
    };
    let view = IntakeView {
        head: Head::of(&invented()),
        batches: vec![row(1, 7), row(2, 0)],
        known: None,
        free: 60,
        most: 20 << 20,
        may_plan: true,
        may_slips: true,
    };
    samples.add("event/intake", &Intake { p, f: &Fields::new(), view: &view });
    let none = IntakeView { batches: Vec::new(), may_plan: false, may_slips: false, free: 0, ..view.clone() };
    samples.add("event/intake none", &Intake { p, f: &Fields::new(), view: &none });
    let mut twice = Fields::new();
    twice.wrong("berkas", Message::new(key("refusal-import-known-file")));
    let view = IntakeView { known: Some(BatchId(uuid::Uuid::from_u128(1))), ..view };
    samples.add("event/intake twice", &Intake { p, f: &twice, view: &view });
}
