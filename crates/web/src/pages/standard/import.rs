//! Taking in a standard: a file or pasted text is read, shown line by line, corrected as text, and only then
//! stored as a draft. Nothing is kept between the steps: the page carries the text.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    id::StandardId, permit::Action, record::scheme::Standard, refusal::Refusal, scheme::ImportStandard,
};
use serde::Deserialize;
use workflow::{
    WorkflowError,
    reading::{self, Standards, units_of},
};

use super::{
    invented_units,
    preview::{PreviewView, invented_reading, text_of},
    standard,
};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::{refusal_message, refused_file},
    form::{Fields, Upload},
    html,
    i18n::key,
    page::{html_with, see_other},
    part::{icon, kit::Count},
    samples::Samples,
};

/// No setting allows a larger file.
const MOST: usize = 101 << 20;
/// Text in a form: a decree of two thousand pages, encoded as forms are.
const MOST_TEXT: usize = 24 << 20;

/// `/standar/impor` and `/standar/{standard}/ubah`.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::ChangeStandards);
    Routes::new()
        .get("/standar/impor", guard, blank)
        .upload("/standar/impor", guard, MOST, take)
        .upload("/standar/impor/periksa", guard, MOST_TEXT, again)
        .upload("/standar/impor/simpan", guard, MOST_TEXT, store)
        .get("/standar/{standard}/ubah", guard, mend)
}

#[derive(Template)]
#[template(path = "standard/upload.html")]
struct Ask<'a> {
    p: &'a Page,
    f: &'a Fields,
}

#[derive(Template)]
#[template(path = "standard/preview.html")]
struct Preview<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a PreviewView,
    /// The draft that is mended.
    draft: Option<StandardId>,
}

async fn blank(p: Page) -> Answer {
    html(&Ask { p: &p, f: &Fields::new() })
}

/// What came with the file.
#[derive(Debug, Default)]
struct Sent {
    bytes: Vec<u8>,
    pasted: String,
    fields: Fields,
}

async fn received(app: &AppState, mut upload: Upload) -> Result<Result<Sent, Refusal>, WebError> {
    let mut sent = Sent::default();
    let limit = app.flow().file_limits().await?.bytes;
    let most = usize::try_from(limit).unwrap_or(MOST);
    let too_large = || Refusal::new("workbook.too_large").with("limit", limit >> 20);
    while let Some(part) = upload.next().await? {
        match part.name() {
            "berkas" => match part.bytes(most).await {
                Ok(bytes) => sent.bytes = bytes,
                Err(WebError::TooLarge(_)) => return Ok(Err(too_large())),
                Err(error) => return Err(error),
            },
            "teks" => sent.pasted = part.text(MOST_TEXT).await?,
            name @ ("judul" | "sumber" | "contoh") => {
                let name = name.to_owned();
                let value = part.text(400).await?;
                sent.fields = sent.fields.with(&name, value);
            }
            _ => {}
        }
    }
    Ok(Ok(sent))
}

async fn take(State(app): State<AppState>, p: Page, upload: Upload) -> Answer {
    let sent = match received(&app, upload).await? {
        Ok(sent) => sent,
        Err(too_large) => return refuse(&p, Fields::new(), &too_large),
    };
    let bytes = if sent.bytes.is_empty() { sent.pasted.clone().into_bytes() } else { sent.bytes };
    let fields = sent.fields.with("teks", &sent.pasted);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return refuse(&p, fields, &Refusal::new("standard.nothing-sent"));
    }
    match app.flow().read_standard(bytes).await {
        Err(WorkflowError::Refused(why)) => refuse(&p, fields, &why),
        Err(error) => Err(error.into()),
        Ok(reading) => {
            let (text, from_table) = text_of(&reading);
            let mut kept = Fields::new().with("teks", &text);
            for name in ["judul", "sumber", "contoh"] {
                if !fields.value(name).is_empty() {
                    kept = kept.with(name, fields.value(name));
                }
            }
            // What a table holds beside units, its text does not: both are shown.
            let shown = if from_table {
                let by_text = app.flow().read_standard_text(&text).await?;
                Standards { lines: Vec::new(), not_understood: reading.not_understood, ..by_text }
            } else {
                reading
            };
            let view = PreviewView { from_table, ..PreviewView::of(&p, shown) };
            html(&Preview { p: &p, f: &kept, view: &view, draft: None })
        }
    }
}

fn refuse(p: &Page, mut fields: Fields, refusal: &Refusal) -> Answer {
    let told = refused_file(refusal);
    let field = if fields.value("teks").trim().is_empty() { "berkas" } else { "teks" };
    fields.wrong(field, told);
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Ask { p, f: &fields })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    judul: String,
    #[serde(default)]
    sumber: String,
    #[serde(default)]
    contoh: String,
    #[serde(default)]
    teks: String,
    #[serde(default)]
    draf: String,
}

impl Typed {
    fn draft(&self) -> Option<StandardId> {
        self.draf.parse().ok()
    }
}

async fn again(State(app): State<AppState>, p: Page, Form { value, fields, .. }: Form<Typed>) -> Answer {
    let view = PreviewView::of(&p, app.flow().read_standard_text(&value.teks).await?);
    html(&Preview { p: &p, f: &fields, view: &view, draft: value.draft() })
}

async fn store(State(app): State<AppState>, p: Page, Form { value, mut fields, .. }: Form<Typed>) -> Answer {
    let reading = app.flow().read_standard_text(&value.teks).await?;
    let act = ImportStandard {
        title: value.judul.clone(),
        source: value.sumber.clone(),
        units: units_of(&reading),
        example: value.contoh == "ya",
    };
    match app.flow().perform(p.actor()?, value.draft(), act).await {
        Ok(done) => Ok(see_other(&format!("/standar/{}?sudah=simpan", done.file.standard.id))),
        Err(WorkflowError::Refused(refusal)) if refusal.code.starts_with("standard.") => {
            let field = if refusal.code == "standard.title" { "judul" } else { "teks" };
            fields.wrong(field, refusal_message(&refusal));
            let view = PreviewView::of(&p, reading);
            let page = Preview { p: &p, f: &fields, view: &view, draft: value.draft() };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

async fn mend(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let found: Standard = standard(&app, &id).await?;
    if found.status != "draft" {
        return Err(Refusal::new("standard.published").into());
    }
    let text = reading::to_text(&found.units);
    let view = PreviewView::of(&p, app.flow().read_standard_text(&text).await?);
    let mut f = Fields::new().with("judul", &found.title).with("sumber", &found.source).with("teks", &text);
    if found.example {
        f = f.with("contoh", "ya");
    }
    html(&Preview { p: &p, f: &f, view: &view, draft: Some(found.id) })
}

/// Asking, refused; a preview with lines to look at, one of a table, one of a draft that is not whole.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    samples.add("standard/upload", &Ask { p, f: &Fields::new() });
    let mut wrong = Fields::new().with("judul", "SKKNI bidang Perpustakaan");
    wrong.wrong("berkas", refused_file(&Refusal::new("pdf.no-text")));
    samples.add("standard/upload wrong", &Ask { p, f: &wrong });
    let view = PreviewView::of(p, invented_reading());
    let f = Fields::new().with("judul", "SKKNI").with("teks", "KODE UNIT : R.91PRP02.021.1");
    samples.add("standard/preview", &Preview { p, f: &f, view: &view, draft: None });
    let count = |n, words| Count { n, words: p.t(words).into_owned(), href: "#look".to_owned(), current: false };
    let line = super::preview::LineView {
        no: 7,
        text: "Lampiran".to_owned(),
        color: "warning",
        icon: icon("triangle-alert"),
        said: p.t("standard-line-missed").into_owned(),
        missed: true,
    };
    let table = PreviewView {
        look: vec![line],
        counts: vec![count(1, key("standard-count-lines"))],
        units: invented_units(),
        more_units: 3,
        all_units: 4,
        hidden: 12,
        not_understood: 1,
        unread: vec![4, 9],
        from_table: true,
        ..PreviewView::default()
    };
    let mut f = f;
    f.wrong("judul", refusal_message(&Refusal::new("standard.title")));
    let draft = Some(StandardId(uuid::Uuid::from_u128(1)));
    samples.add("standard/preview table", &Preview { p, f: &f, view: &table, draft });
}
