//! The look through before handing in, handing in without a script, and the receipt.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, Uri},
};
use certification::id::SittingId;
use exam::sitting::state;
use serde::Deserialize;
use workflow::exam_room::Seat;

use super::{
    base, bearer, browser, drawn, state_word,
    view::{Head, SheetView, Time},
};
use crate::{Answer, AppState, Form, Page, WebError, html, page::see_other};

#[derive(Template)]
#[template(path = "sitting/review.html")]
pub(super) struct ReviewPage<'a> {
    pub(super) p: &'a Page,
    pub(super) view: &'a SheetView,
}

/// The question that one came from.
#[derive(Debug, Deserialize)]
pub(super) struct Came {
    #[serde(default)]
    n: Option<u16>,
}

pub(super) async fn look(
    State(app): State<AppState>,
    p: Page,
    Path(sitting): Path<SittingId>,
    Query(from): Query<Came>,
    headers: HeaderMap,
    uri: Uri,
) -> Answer {
    let Some(bearer) = bearer(&app, sitting, &headers) else { return Ok(see_other(&base(sitting))) };
    browser::admitted(&app, sitting, &headers, &uri).await?;
    let desk = app.flow().exam_room().desk(&bearer).await?;
    if ended(desk.seat.state) {
        return Ok(see_other(&format!("{}/selesai", base(sitting))));
    }
    let head = Head::of(&app, &desk.seat).await?;
    let mut view = SheetView::of(&p, head, &desk, from.n.unwrap_or(1), drawn(app.entropy.as_ref()))?;
    view.listed = true;
    html(&ReviewPage { p: &p, view: &view })
}

const fn ended(at: state::State) -> bool {
    matches!(at, state::State::Finished | state::State::TimeOver | state::State::Voided)
}

/// Handing in without a script.
#[derive(Debug, Deserialize)]
pub(super) struct HandIn {
    epoch: u64,
    page: u32,
}

pub(super) async fn hand_in(
    State(app): State<AppState>,
    Path(sitting): Path<SittingId>,
    headers: HeaderMap,
    form: Form<HandIn>,
) -> Answer {
    let Some(bearer) = bearer(&app, sitting, &headers) else { return Ok(see_other(&base(sitting))) };
    let room = app.flow().exam_room();
    let HandIn { epoch, page } = form.value;
    let desk = room.desk(&bearer).await?;
    // Another window or device has gone on meanwhile: what it answered was not looked through here.
    if desk.epoch != epoch && !ended(desk.seat.state) {
        return Ok(see_other(&format!("{}/soal?e={epoch}", base(sitting))));
    }
    if !ended(desk.seat.state) {
        room.hand_in(&bearer, epoch, page).await?;
    }
    Ok(see_other(&format!("{}/selesai", base(sitting))))
}

/// What the receipt says.
#[derive(Debug, Clone)]
pub(super) struct ReceiptView {
    pub(super) head: Head,
    pub(super) time: Time,
    pub(super) state: &'static str,
    pub(super) ended: bool,
    pub(super) end: Option<String>,
    pub(super) answered: u32,
    /// Answers that came after time was over.
    pub(super) late: u32,
    pub(super) of: u32,
    pub(super) paper: String,
}

impl ReceiptView {
    async fn of(app: &AppState, p: &Page, seat: &Seat) -> Result<Self, WebError> {
        Ok(Self {
            head: Head::of(app, seat).await?,
            time: Time::of(p, seat),
            state: state_word(seat.state),
            ended: matches!(seat.state, state::State::Finished | state::State::Voided),
            end: seat.end.map(|at| p.moment(at, &seat.zone)),
            answered: seat.answered,
            late: seat.late,
            of: seat.questions,
            paper: seat.sitting.paper.chars().take(16).collect(),
        })
    }
}

#[derive(Template)]
#[template(path = "sitting/receipt.html")]
pub(super) struct ReceiptPage<'a> {
    pub(super) p: &'a Page,
    pub(super) view: &'a ReceiptView,
}

pub(super) async fn receipt(
    State(app): State<AppState>,
    p: Page,
    Path(sitting): Path<SittingId>,
    headers: HeaderMap,
) -> Answer {
    let Some(bearer) = bearer(&app, sitting, &headers) else { return Ok(see_other(&base(sitting))) };
    let desk = app.flow().exam_room().desk(&bearer).await?;
    html(&ReceiptPage { p: &p, view: &ReceiptView::of(&app, &p, &desk.seat).await? })
}

/// The receipt again, for its candidate at any device: past the door nobody but the device that sat has its cookie.
pub(super) async fn again(State(app): State<AppState>, p: Page, Path(sitting): Path<SittingId>) -> Answer {
    let seat = app.flow().exam_room().door(p.actor()?, sitting).await?;
    if !ended(seat.state) {
        return Ok(see_other(&base(sitting)));
    }
    html(&ReceiptPage { p: &p, view: &ReceiptView::of(&app, &p, &seat).await? })
}
