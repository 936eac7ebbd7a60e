//! The file of a case.

use askama::Template;
use axum::extract::{Path, State};
use certification::{permit::Action, stage::Stage};

use super::{is_own, visible};
use crate::{
    Answer, AppState, Guard, Page, Routes,
    i18n::{Message, key},
    page::{html, see_other},
    part::case::{CaseHead, Next, Whose, next},
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/berkas/{case}", Guard::Signed(Action::SeeCase), show)
}

#[derive(Template)]
#[template(path = "case/file.html")]
struct File<'a> {
    p: &'a Page,
    head: &'a CaseHead,
    next: &'a Next,
    mine: bool,
}

async fn show(app: State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (file, permit) = visible(&app, &p, &id, Action::SeeCase).await?;
    if is_own(&permit) {
        return Ok(see_other(&format!("/permohonan/{}", file.case.id)));
    }
    html(&File { p: &p, head: &CaseHead::of(&file), next: &next(&file), mine: false })
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let next =
        Next { whose: Whose::Staff, said: Message::new(key("next-checking")), href: Some("/antrean".to_owned()) };
    let head = CaseHead::invented(Stage::Checking, p.cx.now);
    samples.add("case/file", &File { p, head: &head, next: &next, mine: true });
}
