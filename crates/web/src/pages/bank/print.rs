//! A frozen form in print: question sheet, key, answer sheet. Whoever prints the key has seen it, item by item.

use axum::extract::{Path, State};
use certification::id::ExamFormId;
use workflow::paper::ExamPrint;

use super::SEE;
use crate::{
    Answer, AppState, Page, Routes, WebError,
    pages::filing::{locale, paper::pdf_response},
};

/// `/kisi-kisi/perangkat/{form}/soal.pdf`, `…/kunci.pdf`, `…/jawaban.pdf`.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/kisi-kisi/perangkat/{form}/soal.pdf", SEE, questions)
        .get("/kisi-kisi/perangkat/{form}/kunci.pdf", SEE, key)
        .get("/kisi-kisi/perangkat/{form}/jawaban.pdf", SEE, answers)
}

async fn questions(State(app): State<AppState>, p: Page, Path(form): Path<String>) -> Answer {
    print(&app, &p, &form, ExamPrint::Questions).await
}

async fn key(State(app): State<AppState>, p: Page, Path(form): Path<String>) -> Answer {
    print(&app, &p, &form, ExamPrint::Key).await
}

async fn answers(State(app): State<AppState>, p: Page, Path(form): Path<String>) -> Answer {
    print(&app, &p, &form, ExamPrint::Answers).await
}

async fn print(app: &AppState, p: &Page, form: &str, print: ExamPrint) -> Answer {
    let id: ExamFormId = form.parse().map_err(|_| WebError::NotFound)?;
    let (row, paper) = app.flow().exam_form_paper(p.actor()?, id, print, locale(p)).await?;
    let pdf = app.flow().print(paper).await?;
    Ok(pdf_response(&named(&row.code, print), pdf.bytes))
}

/// The code of a form as part of a file's name.
pub(super) fn spelt(code: &str) -> String {
    code.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')).collect()
}

/// Name of the file.
pub(in crate::pages) fn named(code: &str, print: ExamPrint) -> String {
    let code = spelt(code);
    let what = match print {
        ExamPrint::Questions => "soal",
        ExamPrint::Key => "kunci",
        ExamPrint::Answers => "jawaban",
    };
    format!("{what}-{code}.pdf")
}
