//! Documents of a case: what the scheme asks for and the items of evidence, handed in from a phone, streamed
//! and bounded; and one document opened by whoever may see it, which is noted.

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderName, StatusCode, header},
    response::IntoResponse,
};
use certification::{
    application::{HandInDocument, TakeBackDocument, required},
    casefile::CaseFile,
    id::{CaseId, DocumentId},
    permit::{Action, Object},
    record::{Purpose, case::Document},
    refusal::Refusal,
};
use serde::Deserialize;
use store::{Media, Upload as Stored, outside::Access};
use workflow::{WorkflowError, load::case_file, may_see};

use super::{current, own};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::refused_file,
    form::{Fields, Form, Upload},
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    paging::address,
    part::Spine,
    samples::Samples,
};

/// Bytes that a request with a document may have: the largest that the setting allows, and its fields.
const REQUEST_MOST: usize = (200 << 20) + 65536;
/// Bytes of a plain field.
const FIELD_MOST: usize = 4096;
const MIB: u64 = 1024 * 1024;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/bukti", Guard::SignedAny, evidence)
        .get("/berkas/{case}/dokumen", Guard::Signed(Action::SeeDocument), list)
        .upload("/berkas/{case}/dokumen", Guard::Signed(Action::Apply), REQUEST_MOST, hand_in)
        .get("/berkas/{case}/dokumen/{document}", Guard::Signed(Action::SeeDocument), open)
        .post("/berkas/{case}/dokumen/{document}/tarik", Guard::Signed(Action::Apply), take_back)
}

/// A document as a row.
#[derive(Debug, Clone)]
struct Row {
    id: DocumentId,
    title: String,
    said: String,
    picture: bool,
    may_take_back: bool,
}

/// A requirement with what was handed in for it.
#[derive(Debug, Clone)]
struct Wanted {
    id: String,
    title: String,
    required: bool,
    /// The application is not accepted without it, whichever way to qualify is chosen, or by the one that was.
    must: bool,
    have: Option<Row>,
    /// Why what is there was refused, when nothing else was handed in since.
    refused: Option<String>,
}

/// The documents of a case.
#[derive(Debug, Clone)]
struct DocumentsView {
    case: CaseId,
    own: bool,
    spine: Spine,
    name: String,
    above: String,
    wanted: Vec<Wanted>,
    evidence: Vec<Row>,
    /// Documents can still be handed in; evidence can.
    open: (bool, bool),
    /// Form to go back to.
    back: Option<String>,
    most: u64,
    /// Documents that must be there: how many are, of how many.
    have: (usize, usize),
    /// The way is not chosen yet, on which others depend.
    depends: bool,
}

#[derive(Template)]
#[template(path = "candidate/documents.html")]
struct Documents<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a DocumentsView,
    options: &'a [(String, String)],
}

#[derive(Template)]
#[template(path = "candidate/evidence.html")]
struct NoEvidence<'a> {
    p: &'a Page,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    untuk: String,
    #[serde(default)]
    kembali: String,
}

async fn evidence(State(app): State<AppState>, p: Page) -> Answer {
    match current(&app, &p).await? {
        Some(case) => Ok(see_other(&format!("/berkas/{case}/dokumen"))),
        None => html(&NoEvidence { p: &p }),
    }
}

async fn list(State(app): State<AppState>, p: Page, Path(case): Path<CaseId>, Query(asked): Query<Asked>) -> Answer {
    let file = case_file(&mut app.flow().reader(), case).await?;
    may_see(p.actor()?, Action::SeeDocument, &Object::case(&file.case))?;
    let view = view(&app, &p, &file, &asked.kembali).await?;
    let f = Fields::new().with("untuk", &asked.untuk).with("kembali", &asked.kembali);
    html(&Documents { p: &p, f: &f, options: &options(&p, &view), view: &view })
}

fn options(p: &Page, view: &DocumentsView) -> Vec<(String, String)> {
    let mut out = Vec::new();
    if view.open.0 {
        out.extend(view.wanted.iter().map(|w| (w.id.clone(), w.title.clone())));
    }
    if view.open.1 {
        out.push(("evidence".to_owned(), p.t("documents-evidence-one").into_owned()));
    }
    out
}

async fn view(app: &AppState, p: &Page, file: &CaseFile, back: &str) -> Result<DocumentsView, WebError> {
    let own = file.case.person_id == p.actor()?.person;
    let english = p.lang() == "en";
    let applies = file.case.alternative.clone().unwrap_or_default();
    let open = own && !file.case.stage.ended();
    let open = (open && !file.signed("FR.APL.01", "candidate"), open && !file.signed("FR.APL.02", "candidate"));
    let row = |d: &Document, may: bool| {
        let media = d.media_type.as_str();
        let kind = match media {
            "application/pdf" => "PDF",
            "image/jpeg" => "JPEG",
            "image/png" => "PNG",
            "image/heic" => "HEIC",
            other => other,
        };
        let size = u64::try_from(d.size).unwrap_or_default();
        Row {
            id: d.id,
            title: d.title.clone().filter(|t| !t.is_empty()).unwrap_or_else(|| kind.to_owned()),
            said: format!("{kind}, {}, {}", p.size(size), p.moment_short(d.uploaded_at, &file.event.zone)),
            picture: matches!(media, "image/jpeg" | "image/png"),
            may_take_back: may,
        }
    };
    let wanted: Vec<Wanted> = file
        .scheme
        .documents
        .iter()
        .filter(|d| applies.is_empty() || d.when_requirement.is_empty() || d.when_requirement.contains(&applies))
        .map(|d| Wanted {
            id: d.id.clone(),
            title: if english && !d.title_en.is_empty() { d.title_en.clone() } else { d.title_id.clone() },
            required: d.required,
            must: required(file).any(|id| id == d.id),
            have: file.standing_documents().find(|have| have.requirement == d.id).map(|have| row(have, open.0)),
            refused: file.refused(&d.id).map(|v| v.reason.clone().unwrap_or_default()),
        })
        .collect();
    let most = app.flow().settings().await?.int("upload.max_mib");
    let must = wanted.iter().filter(|w| w.must).count();
    Ok(DocumentsView {
        case: file.case.id,
        own,
        spine: Spine::of(&file.label()),
        name: file.person.full_name(),
        above: if own { format!("/permohonan/{}", file.case.id) } else { format!("/berkas/{}", file.case.id) },
        have: (wanted.iter().filter(|w| w.must && w.have.is_some() && w.refused.is_none()).count(), must),
        depends: applies.is_empty()
            && file.scheme.documents.iter().any(|d| d.required && !d.when_requirement.is_empty()),
        wanted,
        evidence: file.evidence().map(|d| row(d, open.1)).collect(),
        open,
        back: Some(back.to_owned())
            .filter(|code| certification::form::catalogue::current(code).is_some())
            .map(|code| format!("/berkas/{}/formulir/{code}", file.case.id)),
        most: u64::try_from(most).unwrap_or_default(),
    })
}

async fn hand_in(State(app): State<AppState>, p: Page, Path(case): Path<CaseId>, mut upload: Upload) -> Answer {
    let file = own(&app, &p, case).await?;
    let settings = app.flow().settings().await?;
    let number = |key| u64::try_from(settings.int(key)).unwrap_or_default();
    let (most, megapixels) = (number("upload.max_mib"), number("upload.max_megapixels"));
    let mut fields = Fields::new();
    let mut taken: Option<Result<(String, String, i64), Refusal>> = None;
    while let Some(mut part) = upload.next().await? {
        if part.name() != "berkas" {
            let name = part.name().to_owned();
            let text = part.text(FIELD_MOST).await?;
            fields = fields.with(&name, text);
            continue;
        }
        if part.file_name().is_none() {
            continue;
        }
        let stored = Stored {
            subject: Some(file.case.person_id),
            purpose: Purpose::Case,
            limit: most * MIB,
            megapixels,
            accept: Media::DOCUMENTS,
        };
        let bytes = async_stream(&mut part);
        taken = Some(match app.flow().store().files()?.put(&stored, bytes).await {
            Ok(object) => Ok((object.name, object.media_type, object.size)),
            Err(store::FileError::Refused(refusal)) => Err(refusal),
            Err(store::FileError::BrokeOff) => return Err(WebError::Unreadable),
            Err(store::FileError::Store(error)) => return Err(error.into()),
        });
    }
    let requirement = fields.value("untuk").to_owned();
    let title = fields.value("judul").trim().to_owned();
    let done = match taken {
        None => Err(key("documents-choose")),
        Some(Err(refusal)) => {
            fields.wrong("berkas", refused_file(&refusal));
            Ok(false)
        }
        Some(Ok((name, media_type, size))) => {
            if requirement == "evidence" && title.is_empty() {
                fields.wrong("judul", Message::new(key("documents-title-wanted")));
                Ok(false)
            } else {
                let act = HandInDocument { requirement, title, file: name, media_type, size };
                let looked = app.flow().check_photo(&act.requirement, &act.file, &act.media_type).await;
                let done = match looked {
                    Ok(()) => app.flow().perform(p.actor()?, case, act).await.map(|_| ()),
                    Err(error) => Err(error),
                };
                match done {
                    Ok(()) => Ok(true),
                    Err(WorkflowError::Refused(refusal)) => {
                        fields.wrong("berkas", refused_file(&refusal));
                        Ok(false)
                    }
                    Err(other) => return Err(other.into()),
                }
            }
        }
    };
    match done {
        Ok(true) => {
            let back = [("untuk", fields.value("untuk")), ("kembali", fields.value("kembali"))];
            return Ok(see_other(&address(&format!("/berkas/{case}/dokumen"), &back)));
        }
        Ok(false) => {}
        Err(words) => fields.wrong("berkas", Message::new(words)),
    }
    let view = view(&app, &p, &file, fields.value("kembali")).await?;
    let page = Documents { p: &p, f: &fields, options: &options(&p, &view), view: &view };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The bytes of a part as they come.
fn async_stream<'a, 'b: 'a>(
    part: &'a mut crate::form::Part<'b>,
) -> impl futures::Stream<Item = Result<bytes::Bytes, WebError>> + Send + 'a {
    futures::stream::try_unfold(part, |part| async move { Ok(part.chunk().await?.map(|chunk| (chunk, part))) })
}

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn take_back(
    State(app): State<AppState>,
    p: Page,
    Path((case, document)): Path<(CaseId, DocumentId)>,
    _: Form<Nothing>,
) -> Answer {
    own(&app, &p, case).await?;
    app.flow().perform(p.actor()?, case, TakeBackDocument { document }).await?;
    Ok(see_other(&format!("/berkas/{case}/dokumen")))
}

/// Opens a document. It is shown in the browser under a policy that runs nothing, and anyone's look but its
/// owner's is noted.
async fn open(State(app): State<AppState>, p: Page, Path((case, document)): Path<(CaseId, DocumentId)>) -> Answer {
    let actor = p.actor()?;
    let flow = app.flow();
    let file = case_file(&mut flow.reader(), case).await?;
    let permit = may_see(actor, Action::SeeDocument, &Object::case(&file.case))?;
    let found = file.documents.iter().find(|d| d.id == document).ok_or(WebError::NotFound)?;
    if file.case.person_id != actor.person {
        let access = Access {
            person_id: Some(actor.person),
            duty: permit.duty(),
            action: "open-document".to_owned(),
            object: format!("document:{document}"),
            subject: Some(file.case.person_id),
        };
        flow.note_look(access).await?;
    }
    let (object, stream) = flow.store().files()?.read(&found.file, None).await?;
    let media = [Media::Pdf, Media::Jpeg, Media::Png, Media::Heic].into_iter().find(|m| m.mime() == object.media_type);
    let media = media.ok_or(WebError::NotFound)?;
    let how = if media == Media::Heic { "attachment" } else { "inline" };
    let headers = [
        (header::CONTENT_TYPE, media.mime().to_owned()),
        (header::CONTENT_LENGTH, object.size.to_string()),
        (header::CONTENT_DISPOSITION, format!("{how}; filename=\"{document}.{}\"", media.extension())),
        (
            HeaderName::from_static("content-security-policy"),
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; frame-ancestors 'self'"
                .to_owned(),
        ),
        (HeaderName::from_static("x-frame-options"), "SAMEORIGIN".to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(stream)).into_response())
}

/// Samples: a candidate's own, with something wrong, and as an assessor reads them.
pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = |n: u128| Row {
        id: DocumentId(uuid::Uuid::from_u128(n)),
        title: "Laporan sirkulasi".to_owned(),
        said: "PDF, 2 MB".to_owned(),
        picture: n == 1,
        may_take_back: n == 1,
    };
    let mut view = DocumentsView {
        case: CaseId(uuid::Uuid::nil()),
        own: true,
        spine: Spine::new("LD", 31, "Ramadhani"),
        name: "Noor Hasanah Ramadhani".to_owned(),
        above: "/permohonan/x".to_owned(),
        wanted: vec![
            Wanted {
                id: "ktp".into(),
                title: "KTP".into(),
                required: true,
                must: true,
                have: Some(row(1)),
                refused: Some("Terpotong".into()),
            },
            Wanted {
                id: "ijazah".into(),
                title: "Ijazah".into(),
                required: true,
                must: true,
                have: Some(row(2)),
                refused: None,
            },
            Wanted { id: "sk".into(), title: "SK".into(), required: false, must: false, have: None, refused: None },
        ],
        evidence: vec![row(1), row(2)],
        open: (true, true),
        back: Some("/berkas/x/formulir/FR.APL.02".to_owned()),
        most: 20,
        have: (1, 2),
        depends: true,
    };
    let mut f = Fields::new().with("untuk", "evidence");
    f.wrong("judul", Message::new(key("documents-title-wanted")));
    f.wrong("berkas", Message::new(key("documents-choose")));
    samples.add("candidate/documents", &Documents { p, f: &f, options: &options(p, &view), view: &view });
    view.open = (false, false);
    view.own = false;
    view.evidence.clear();
    samples.add("candidate/documents closed", &Documents { p, f: &Fields::new(), options: &[], view: &view });
    samples.add("candidate/evidence", &NoEvidence { p });
}
