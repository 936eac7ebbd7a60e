//! The papers of a test in print: each candidate's own with its answer sheet, for a room whose power or network fails,
//! and the forms in their own order.

use askama::Template;
use axum::extract::{Path, State};
use certification::{id::ExamFormId, permit::Action};
use workflow::paper::{ExamPrint, SEATS_AT_ONCE};

use super::{ExamHead, planned, schemes};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    pages::{
        bank::named,
        filing::{locale, paper::pdf_response},
    },
};

/// `/acara/{event}/ujian/{exam}/kertas` and the files that it leads to.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::PlanExam);
    Routes::new()
        .get("/acara/{event}/ujian/{exam}/kertas", guard, show)
        .get("/acara/{event}/ujian/{exam}/kertas/meja/{part}", guard, seats)
        .get("/acara/{event}/ujian/{exam}/kertas/perangkat/{form}/{sheet}", guard, form)
}

/// Seats whose papers stand in one file.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub number: usize,
    pub from: i64,
    pub to: i64,
}

/// What can be printed of a test.
#[derive(Debug, Clone, Default)]
pub(super) struct PaperView {
    pub parts: Vec<Part>,
    /// Seats that have no paper yet.
    pub missing: usize,
    /// Id and code of each form.
    pub forms: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "event/exam/paper.html")]
pub(super) struct PaperPage<'a> {
    pub p: &'a Page,
    pub head: &'a ExamHead,
    pub view: &'a PaperView,
}

async fn show(State(app): State<AppState>, p: Page, Path((event, exam)): Path<(String, String)>) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    let schemes = schemes(&app, &planned.event).await?;
    let head = ExamHead::of(&p, &planned.exam, &planned.event, &schemes);
    let drawn: Vec<i64> = planned.seats.iter().filter(|seat| seat.drawn_at.is_some()).map(|seat| seat.seat).collect();
    let part = |(at, seats): (usize, &[i64])| Part {
        number: at + 1,
        from: seats.first().copied().unwrap_or_default(),
        to: seats.last().copied().unwrap_or_default(),
    };
    let view = PaperView {
        parts: drawn.chunks(SEATS_AT_ONCE).enumerate().map(part).collect(),
        missing: planned.seats.len() - drawn.len(),
        forms: planned.forms.iter().map(|form| (form.id.to_string(), form.code.clone())).collect(),
    };
    html(&PaperPage { p: &p, head: &head, view: &view })
}

async fn seats(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam, part)): Path<(String, String, String)>,
) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    let number = part.strip_suffix(".pdf").and_then(|n| n.parse::<usize>().ok()).ok_or(WebError::NotFound)?;
    let paper = app.flow().exam_seat_papers(p.actor()?, planned.exam.id, number, locale(&p)).await?;
    let pdf = app.flow().print(paper).await?;
    Ok(pdf_response(&format!("naskah-peserta-{number}.pdf"), pdf.bytes))
}

async fn form(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam, form, sheet)): Path<(String, String, String, String)>,
) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    let id: ExamFormId = form.parse().map_err(|_| WebError::NotFound)?;
    let print = match sheet.as_str() {
        "soal.pdf" => ExamPrint::Questions,
        "jawaban.pdf" => ExamPrint::Answers,
        _ => return Err(WebError::NotFound),
    };
    let (row, paper) = app.flow().exam_event_form_paper(p.actor()?, planned.exam.id, id, print, locale(&p)).await?;
    let pdf = app.flow().print(paper).await?;
    Ok(pdf_response(&named(&row.code, print), pdf.bytes))
}
