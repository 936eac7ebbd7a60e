//! Emblems that a licensed body uploads; none is shipped. Papers print them.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use certification::{
    body::{EMBLEMS, SetEmblem, emblem},
    permit::{self, Action},
    record::{Purpose, organisation::Setting},
    refusal::Refusal,
};
use store::{Find, Media, Read as _};
use workflow::WorkflowError;

use super::words::name_of;
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Upload},
    html,
    page::{html_with, see_other},
    samples::Samples,
};

/// An emblem is a small picture.
const MOST: usize = 3 << 20;

/// `/pengaturan/lambang`.
pub fn routes() -> Routes {
    Routes::new()
        .get("/pengaturan/lambang", Guard::Signed(Action::SeeSettings), show)
        .get("/pengaturan/lambang/{slot}", Guard::Signed(Action::SeeSettings), picture)
        .upload("/pengaturan/lambang/{slot}", Guard::Signed(Action::ChangeSettings), MOST + 4096, put)
}

/// A place for an emblem.
#[derive(Debug, Clone)]
struct Slot {
    /// `body`, `left` or `right`.
    name: String,
    /// Key of what it is called.
    label: &'static str,
    /// Name of the field of its file.
    field: String,
    /// When it was uploaded; none when there is none.
    since: Option<i64>,
}

#[derive(Template)]
#[template(path = "setting/emblems.html")]
struct Shown<'a> {
    p: &'a Page,
    f: &'a Fields,
    slots: &'a [Slot],
    may_change: bool,
}

async fn slots(app: &AppState) -> Result<Vec<Slot>, WebError> {
    let kept: Vec<Setting> = app.flow().reader().find(&Find::all().one_of("id", EMBLEMS)).await?;
    Ok(all(|slot| kept.iter().find(|s| s.id == slot && emblem(&s.value).is_some()).map(|s| s.changed_at)))
}

fn all(since: impl Fn(&str) -> Option<i64>) -> Vec<Slot> {
    let slot = |slot: &str| {
        let name = slot.trim_start_matches("emblem.").to_owned();
        Some(Slot { field: format!("berkas-{name}"), label: name_of(slot)?, since: since(slot), name })
    };
    EMBLEMS.iter().filter_map(|s| slot(s)).collect()
}

async fn show(State(app): State<AppState>, p: Page) -> Answer {
    let may_change = permit::may(p.actor()?, Action::ChangeSettings);
    html(&Shown { p: &p, f: &Fields::new(), slots: &slots(&app).await?, may_change })
}

async fn picture(State(app): State<AppState>, Path(slot): Path<String>) -> Result<Response, WebError> {
    let mut reader = app.flow().reader();
    let kept: Setting = reader.get(format!("emblem.{slot}")).await?.ok_or(WebError::NotFound)?;
    let (file, media) = emblem(&kept.value).ok_or(WebError::NotFound)?;
    let bytes = app.flow().store().files()?.bytes(&file).await?;
    let headers = [(header::CONTENT_TYPE, media), (header::CACHE_CONTROL, "private, no-cache".to_owned())];
    Ok((headers, bytes).into_response())
}

async fn put(State(app): State<AppState>, p: Page, Path(slot): Path<String>, mut upload: Upload) -> Answer {
    let field = format!("berkas-{slot}");
    let slot = format!("emblem.{slot}");
    if !EMBLEMS.contains(&slot.as_str()) {
        return Err(WebError::NotFound);
    }
    let mut bytes = Vec::new();
    while let Some(part) = upload.next().await? {
        if part.name() == field {
            bytes = match part.bytes(MOST).await {
                Ok(bytes) => bytes,
                Err(WebError::TooLarge(_)) => {
                    return refuse(&app, &p, &field, &Refusal::new("file.too-large").with("most", MOST)).await;
                }
                Err(error) => return Err(error),
            };
        }
    }
    if bytes.is_empty() {
        return refuse(&app, &p, &field, &Refusal::new("emblem.nothing-sent")).await;
    }
    // What is no picture at all is refused by what it is, below.
    let picture = bytes.starts_with(b"\x89PNG") || bytes.starts_with(&[0xFF, 0xD8]);
    if picture && !app.flow().printable(bytes.clone()).await? {
        return refuse(&app, &p, &field, &Refusal::new("picture.damaged")).await;
    }
    let megapixels = u64::try_from(app.body().settings.int("upload.max_megapixels")).unwrap_or_default();
    let kind = store::Upload {
        subject: None,
        purpose: Purpose::Issuance,
        limit: MOST as u64,
        megapixels,
        accept: Media::PICTURES,
    };
    let stored = app.flow().store().files()?.put_bytes(&kind, bytes).await.map_err(WorkflowError::from);
    let done = match stored {
        Ok(file) => {
            let act = SetEmblem { slot, file: file.name, media_type: file.media_type };
            app.flow().perform(p.actor()?, (), act).await.map(drop)
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(see_other("/pengaturan?sudah=lambang")),
        Err(WorkflowError::Refused(refusal)) if refusal.code != "permit.none" => {
            refuse(&app, &p, &field, &refusal).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn refuse(app: &AppState, p: &Page, field: &str, refusal: &Refusal) -> Answer {
    let mut f = Fields::new();
    f.wrong(field, refusal_message(refusal));
    let view = Shown { p, f: &f, slots: &slots(app).await?, may_change: true };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// None yet, one there, refused, and as staff see it.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let since = |slot: &str| (slot == "emblem.body").then_some(p.cx.now);
    let mut wrong = Fields::new();
    wrong.wrong("berkas-left", refusal_message(&Refusal::new("emblem.type")));
    samples.add("setting/emblems", &Shown { p, f: &wrong, slots: &all(since), may_change: true });
    samples.add("setting/emblems none", &Shown { p, f: &Fields::new(), slots: &all(|_| None), may_change: false });
}
