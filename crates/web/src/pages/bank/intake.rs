//! Items from a file: uploaded, looked at item by item, and only then taken in as drafts. The file waits sealed among
//! the person's drafts in between; nothing of it reaches the bank before the word.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::State, http::StatusCode};
use certification::refusal::Refusal;
use exam::{
    format::{Format, Import, Outcome, Row, TestOutline, qti::Version},
    item::{ItemId, Language},
};
use serde::Deserialize;
use workflow::{
    WorkflowError,
    exam_bank::{Arrival, HeldImport},
};

use super::{CHANGE, alike::AlikeRow, export::counted, place_of, told};
use crate::{
    Answer, AppState, Form, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Upload},
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::{Icon, icon, kit::Count},
};

/// The largest file of items.
const MOST: usize = 24 << 20;
/// What a name begins with where neither file nor person says one.
const PREFIX: &str = "BUTIR";

/// `/butir/impor` and its steps.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/butir/impor", CHANGE, blank)
        .upload("/butir/impor", CHANGE, MOST + (1 << 20), take)
        .get("/butir/impor/periksa", CHANGE, check)
        .post("/butir/impor/simpan", CHANGE, store)
}

#[derive(Template)]
#[template(path = "bank/import.html")]
pub(super) struct Ask<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    /// A file waits already, by its name.
    pub waits: Option<&'a str>,
}

/// A row of the report.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Where in the file.
    pub place: String,
    pub source: String,
    /// The item, and whether the bank has its page.
    pub item: Option<(String, bool)>,
    /// The test that stands in the bank.
    pub test: Option<String>,
    pub color: &'static str,
    pub icon: Icon,
    /// Key of what came of it.
    pub said: &'static str,
    /// Losses or reasons.
    pub notes: Vec<String>,
    /// Items that it looks like.
    pub alike: Vec<AlikeRow>,
}

/// What would come of a file, or what came of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Report {
    pub name: String,
    /// The format's name.
    pub format: String,
    pub counts: Vec<Count>,
    pub lines: Vec<Line>,
    /// Items that would become drafts.
    pub new: usize,
    /// Drafts that would be revised.
    pub drafts: usize,
    pub files: usize,
    pub stimuli: usize,
    pub tests: usize,
    pub digest: String,
    /// It is stored.
    pub done: bool,
}

#[derive(Template)]
#[template(path = "bank/report.html")]
pub(super) struct Shown<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a Report,
}

/// A format's name, with its version where the file tells it.
pub(super) fn format_name(p: &Page, format: Format, version: Option<Version>) -> String {
    match (format, version) {
        (Format::Qti, Some(version)) => p.ta("bank-format-qti").with("version", version.number()).to_string(),
        (Format::QtiItem, Some(version)) => p.ta("bank-format-qti-item").with("version", version.number()).to_string(),
        _ => p.t(format_key(format)).into_owned(),
    }
}

const fn format_key(format: Format) -> &'static str {
    match format {
        Format::Aiken => key("bank-format-aiken"),
        Format::Gift => key("bank-format-gift"),
        Format::Moodle => key("bank-format-moodle"),
        Format::Json => key("bank-format-json"),
        Format::Qti => key("bank-format-qti-untold"),
        Format::QtiItem => key("bank-format-qti-item-untold"),
        Format::Xlsx => key("bank-format-xlsx"),
        Format::Docx => key("bank-format-docx"),
    }
}

async fn blank(State(app): State<AppState>, p: Page) -> Answer {
    let held = app.flow().exam_bank().held_import(p.actor()?).await?;
    let waits = held.as_ref().map(|held| held.name.as_str());
    html(&Ask { p: &p, f: &Fields::new().with("bahasa", "id"), waits })
}

async fn take(State(app): State<AppState>, p: Page, mut upload: Upload) -> Answer {
    let (mut name, mut bytes, mut fields) = (String::new(), Vec::new(), Fields::new());
    while let Some(part) = upload.next().await? {
        match part.name() {
            "berkas" => {
                part.file_name().unwrap_or_default().clone_into(&mut name);
                bytes = part.bytes(MOST).await?;
            }
            field @ ("awalan" | "bahasa") => {
                let field = field.to_owned();
                let value = part.text(200).await?;
                fields = fields.with(&field, value.trim());
            }
            _ => {}
        }
    }
    let refuse = |f: Fields| html_with(StatusCode::UNPROCESSABLE_ENTITY, &Ask { p: &p, f: &f, waits: None });
    if bytes.is_empty() {
        fields.wrong("berkas", Message::new(key("bank-file-wanted")));
        return refuse(fields);
    }
    let prefix = match fields.value("awalan") {
        "" => PREFIX,
        typed => typed,
    };
    let Ok(prefix) = ItemId::new(prefix) else {
        fields.wrong("awalan", Message::new(key("bank-id-wrong")));
        return refuse(fields);
    };
    let language = if fields.value("bahasa") == "en" { Language::En } else { Language::Id };
    let held = HeldImport::new(&name, prefix, language, &bytes);
    // Read once now, so that a file nobody can read is told beside its field.
    let held = match app.flow().exam_bank().placed(p.actor()?, held).await {
        Ok(held) => held,
        Err(WorkflowError::Refused(why)) => {
            fields.wrong("berkas", refusal_message(&why));
            return refuse(fields);
        }
        Err(error) => return Err(error.into()),
    };
    app.flow().exam_bank().hold_import(p.actor()?, &held).await?;
    Ok(see_other("/butir/impor/periksa"))
}

async fn check(State(app): State<AppState>, p: Page) -> Answer {
    let bank = app.flow().exam_bank();
    let Some(held) = bank.held_import(p.actor()?).await? else { return Ok(see_other("/butir/impor")) };
    let (format, import) = held.read().await?;
    let arrivals = bank.arrivals(p.actor()?, &import).await?;
    let mut view = Report { digest: held.digest(), ..report(&p, &held.name, format, &import, &arrivals) };
    view.point_out(&import, alike(&app, &p, &import, &arrivals).await?);
    html(&Shown { p: &p, f: &Fields::new(), view: &view })
}

impl Report {
    /// How many items look like others.
    fn alike(&self) -> usize {
        self.lines.iter().filter(|line| !line.alike.is_empty()).count()
    }

    /// Puts what looks alike at the rows of the items.
    pub fn point_out(&mut self, import: &Import, found: Vec<Vec<AlikeRow>>) {
        let mut of: BTreeMap<&str, Vec<AlikeRow>> =
            import.items.iter().map(|item| item.id.as_str()).zip(found).collect();
        for line in &mut self.lines {
            let found = line.item.as_ref().and_then(|(id, _)| of.remove(id.as_str()));
            line.alike = found.unwrap_or_default();
        }
    }
}

/// What looks like each item of an import that would be taken, in the import's order.
async fn alike(
    app: &AppState,
    p: &Page,
    import: &Import,
    arrivals: &[Arrival],
) -> Result<Vec<Vec<AlikeRow>>, WebError> {
    let found = app.flow().exam_bank().all_alike(p.actor()?, &import.items).await?;
    let taken = arrivals.iter().map(|arrival| matches!(arrival, Arrival::New | Arrival::Draft));
    let rows = |(found, taken)| if taken { AlikeRow::all(p, found) } else { Vec::new() };
    Ok(found.into_iter().zip(taken).map(rows).collect())
}

/// What would come of each item.
pub(super) fn report(p: &Page, name: &str, format: Format, import: &Import, arrivals: &[Arrival]) -> Report {
    let coming: BTreeMap<&ItemId, &Arrival> = import.items.iter().map(|item| &item.id).zip(arrivals).collect();
    let mut tests = import.tests.iter();
    let lines = import.report.iter().map(|row| {
        if let Outcome::Test { losses, .. } = &row.outcome {
            return test_line(p, row, tests.next(), losses);
        }
        let (id, losses) = match &row.outcome {
            Outcome::Taken { item } => (Some(item), &[][..]),
            Outcome::TakenWithLoss { item, losses } => (Some(item), losses.as_slice()),
            Outcome::Test { losses, .. } => (None, losses.as_slice()),
            Outcome::Refused { reasons } => (None, reasons.as_slice()),
        };
        let mut notes: Vec<String> = losses.iter().map(|loss| told(p, loss)).collect();
        let (color, icon, said) = match (id.and_then(|id| coming.get(id)), losses.is_empty()) {
            (None, _) => ("danger", icon("ban"), key("bank-came-refused")),
            (Some(Arrival::Refused(why)), _) => {
                notes.push(told(p, why));
                ("danger", icon("ban"), key("bank-came-refused"))
            }
            (Some(Arrival::Same), _) => ("info", icon("check"), key("bank-came-same")),
            (Some(Arrival::Draft), false) => ("warning", icon("triangle-alert"), key("bank-came-draft-loss")),
            (Some(Arrival::Draft), true) => ("info", icon("pencil"), key("bank-came-draft")),
            (Some(Arrival::New), false) => ("warning", icon("triangle-alert"), key("bank-came-loss")),
            (Some(Arrival::New), true) => ("success", icon("check"), key("bank-came-taken")),
        };
        let known = id.and_then(|id| coming.get(id)).is_some_and(|arrival| **arrival != Arrival::New);
        let item = id.map(|id| (id.to_string(), known));
        let (place, source) = (place_of(p, &row.place), row.source.clone());
        Line { place, source, item, test: None, color, icon, said, notes, alike: Vec::new() }
    });
    let lines: Vec<Line> = lines.collect();
    Report {
        name: name.to_owned(),
        format: format_name(p, format, import.version),
        counts: counts(p, &lines),
        lines,
        new: arrivals.iter().filter(|arrival| **arrival == Arrival::New).count(),
        drafts: arrivals.iter().filter(|arrival| **arrival == Arrival::Draft).count(),
        files: import.files.len(),
        stimuli: import.stimuli.len(),
        tests: import.tests.len(),
        ..Report::default()
    }
}

/// What is said of a test: what it holds, section by section, and what is set anew.
fn test_line(p: &Page, row: &Row, test: Option<&TestOutline>, losses: &[Refusal]) -> Line {
    let mut notes = Vec::new();
    if let Some(test) = test {
        notes.extend(test.minutes.map(|minutes| p.ta("bank-test-minutes").with("n", minutes).to_string()));
        notes.extend(test.sections.iter().map(|(title, items)| {
            let named = items.iter().map(ItemId::as_str).collect::<Vec<_>>().join(", ");
            p.ta("bank-test-section")
                .with("title", title.as_str())
                .with("n", items.len())
                .with("items", named)
                .to_string()
        }));
    }
    notes.extend(losses.iter().map(|loss| told(p, loss)));
    let source = test
        .map_or_else(String::new, |test| if test.title.is_empty() { test.id.to_string() } else { test.title.clone() });
    Line {
        place: place_of(p, &row.place),
        source,
        item: None,
        test: None,
        color: "neutral",
        icon: icon("layers"),
        said: key("bank-came-test"),
        notes,
        alike: Vec::new(),
    }
}

fn counts(p: &Page, lines: &[Line]) -> Vec<Count> {
    let words = [
        ("success", key("bank-count-taken")),
        ("warning", key("bank-count-loss")),
        ("info", key("bank-count-draft")),
        ("danger", key("bank-count-refused")),
    ];
    counted(p, lines, &words)
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    sidik: String,
    #[serde(default)]
    perbarui: String,
    #[serde(default)]
    perbuatan: String,
}

async fn store(State(app): State<AppState>, p: Page, form: Form<Typed>) -> Answer {
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let Some(held) = bank.held_import(actor).await? else { return Ok(see_other("/butir/impor")) };
    if form.value.perbuatan == "buang" {
        bank.drop_import(actor).await?;
        return Ok(see_other("/butir/impor"));
    }
    if held.digest() != form.value.sidik {
        // Another file came meanwhile, in another window: it is looked at first.
        return Ok(see_other("/butir/impor/periksa"));
    }
    let (format, import) = held.read().await?;
    let arrivals = bank.arrivals(actor, &import).await?;
    let mut view = report(&p, &held.name, format, &import, &arrivals);
    view.point_out(&import, alike(&app, &p, &import, &arrivals).await?);
    let came = bank.take_in(actor, &import, &held.name, !form.value.perbarui.is_empty()).await?;
    bank.drop_import(actor).await?;
    let kept = view.lines.iter_mut().zip(&import.report).filter_map(|(line, row)| match &row.outcome {
        Outcome::Test { test, .. } if came.tests.contains(test) => Some((line, test)),
        _ => None,
    });
    kept.for_each(|(line, test)| line.test = Some(test.to_string()));
    for line in &mut view.lines {
        let Some((id, known)) = &mut line.item else { continue };
        if came.drafted.iter().any(|drafted| drafted.as_str() == id.as_str()) {
            *known = true;
        }
        if came.revised.iter().any(|revised| revised.as_str() == id.as_str()) {
            line.said = key("bank-came-revised");
        }
        if let Some((_, why)) = came.refused.iter().find(|(refused, _)| refused.as_str() == id.as_str()) {
            (line.color, line.icon, line.said) = ("danger", icon("ban"), key("bank-came-refused"));
            let why = told(&p, why);
            if !line.notes.contains(&why) {
                line.notes.push(why);
            }
        }
    }
    view.counts = counts(&p, &view.lines);
    (view.new, view.drafts, view.done) = (came.drafted.len(), came.revised.len(), true);
    html(&Shown { p: &p, f: &form.fields, view: &view })
}
