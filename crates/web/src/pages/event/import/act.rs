//! What is done to the rows of a workbook. Everything typed on the page is kept before anything else is done.

use axum::extract::{Path, State};
use certification::{
    permit::{Action, Actor},
    record::{
        event::Event,
        import::{ImportBatch, ImportRow},
    },
};
use serde::Deserialize;
use store::Read as _;
use workflow::intake::{cells, written};

use super::{Asked, batch_of, page};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError, error::refusal_message, form::Fields, page::see_other,
    pages::event::event,
};

/// Most cells that one form mends.
const MOST: usize = 400;

/// `/acara/{event}/impor/{import}/baris` and `…/undang`.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::ImportParticipants);
    Routes::new().post("/acara/{event}/impor/{import}/baris", guard, rows).post(
        "/acara/{event}/impor/{import}/undang",
        guard,
        invite,
    )
}

#[derive(Debug, Default, Deserialize)]
struct Typed {
    /// Which rows the page shows.
    #[serde(default)]
    lihat: String,
    /// A suggestion that is taken: `row|field|value`.
    #[serde(default)]
    pakai: String,
    /// A row that is left out.
    #[serde(default)]
    tinggal: String,
    /// A row that is taken in again.
    #[serde(default)]
    ikut: String,
    /// Who pays.
    #[serde(default)]
    dana: String,
}

/// Mends by row, as typed: `sel|row|field`.
fn mends(fields: &Fields, taken: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut by_row: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let typed = fields.all().filter_map(|(name, text)| Some((name.strip_prefix("sel|")?, text))).take(MOST);
    let taken = taken.split_once('|').and_then(|(row, rest)| rest.split_once('|').map(|(f, v)| (row, f, v)));
    let typed = typed.filter_map(|(place, text)| place.split_once('|').map(|(row, field)| (row, field, text)));
    // What is taken by a click comes last, and so stands.
    for (row, field, text) in typed.chain(taken) {
        let cell = (field.to_owned(), text.trim().to_owned());
        match by_row.iter_mut().find(|(of, _)| of == row) {
            Some((_, cells)) => {
                cells.retain(|(of, _)| of != field);
                cells.push(cell);
            }
            None => by_row.push((row.to_owned(), vec![cell])),
        }
    }
    by_row
}

/// Mends what was typed and differs from what stands there.
async fn mend(app: &AppState, actor: &Actor, batch: &ImportBatch, f: &Fields, taken: &str) -> Result<(), WebError> {
    for (row, typed) in mends(f, taken) {
        let id = format!("{}:{row}", batch.id);
        let stored: ImportRow = app.flow().reader().get(id.as_str()).await?.ok_or(WebError::NotFound)?;
        let before = cells(&stored)?;
        let changed: Vec<(String, String)> =
            typed.into_iter().filter(|(field, text)| written(&before, field) != *text).collect();
        if !changed.is_empty() {
            app.flow().mend_row(actor, &id, &changed).await?;
        }
    }
    Ok(())
}

/// The page again with the refusal on top; other errors go on.
async fn refused(
    app: &AppState,
    p: &Page,
    event: &Event,
    batch: ImportBatch,
    lihat: String,
    error: WebError,
) -> Answer {
    let WebError::Refused(refusal) = error else { return Err(error) };
    let told = p.m(&refusal_message(&refusal));
    page(app, p, event, batch, &Asked { lihat, ..Asked::default() }, Some(told)).await
}

async fn rows(
    State(app): State<AppState>,
    p: Page,
    Path((id, import)): Path<(String, String)>,
    form: Form<Typed>,
) -> Answer {
    let event = event(&app, &p, &id, Action::ImportParticipants).await?;
    let batch = batch_of(&app, &p, &event, &import).await?;
    let Form { value, fields, .. } = form;
    match done(&app, p.actor()?, &batch, &value, &fields).await {
        Ok(()) => {
            let lihat: String = value.lihat.chars().filter(char::is_ascii_lowercase).collect();
            Ok(see_other(&format!("/acara/{}/impor/{import}?lihat={lihat}&sudah=simpan", event.id)))
        }
        Err(error) => refused(&app, &p, &event, batch, value.lihat, error).await,
    }
}

async fn done(app: &AppState, actor: &Actor, batch: &ImportBatch, typed: &Typed, f: &Fields) -> Result<(), WebError> {
    mend(app, actor, batch, f, &typed.pakai).await?;
    let row = |row: &str| format!("{}:{row}", batch.id);
    if !typed.tinggal.is_empty() {
        let reason = f.value(&format!("alasan-{}", typed.tinggal));
        app.flow().leave_out_row(actor, &row(&typed.tinggal), Some(reason)).await?;
    }
    if !typed.ikut.is_empty() {
        app.flow().leave_out_row(actor, &row(&typed.ikut), None).await?;
    }
    Ok(())
}

async fn invite(
    State(app): State<AppState>,
    p: Page,
    Path((id, import)): Path<(String, String)>,
    form: Form<Typed>,
) -> Answer {
    let event = event(&app, &p, &id, Action::ImportParticipants).await?;
    let batch = batch_of(&app, &p, &event, &import).await?;
    let Form { value, fields, .. } = form;
    let ordered = match mend(&app, p.actor()?, &batch, &fields, "").await {
        Ok(()) => app.flow().order_invitations(p.actor()?, batch.id, &value.dana).await.map_err(WebError::from),
        Err(error) => Err(error),
    };
    match ordered {
        Ok(()) => Ok(see_other(&format!("/acara/{}/impor/{import}?sudah=undang", event.id))),
        Err(error) => refused(&app, &p, &event, batch, value.lihat, error).await,
    }
}

#[cfg(test)]
mod tests {
    use super::mends;
    use crate::form::Fields;

    #[test]
    fn a_suggestion_that_is_taken_stands_over_what_was_typed() {
        let f = Fields::new().with("sel|8|nik", "6307").with("sel|8|born", "31/02/1988").with("sel|9|kab", "Tapin");
        let mended = mends(&f, "8|born|1988-02-28");
        assert_eq!(mended.len(), 2);
        let eight = &mended[0].1;
        assert_eq!(eight[1], ("born".to_owned(), "1988-02-28".to_owned()));
        assert_eq!(eight.len(), 2);
    }
}
