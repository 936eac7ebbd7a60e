//! A form of a case as the official paper: empty for a pen, with proposed values, or as it was filled and signed.

use axum::{http::header, response::IntoResponse};
use certification::{
    casefile::CaseFile,
    form::{Definition, Role, Sight, asks_identity},
    permit::{Action, Actor, Object},
};
use store::outside::Access;
use workflow::{may_see, paper::Filling};

use super::{Filing, case::CaseForm, locale};
use crate::{Answer, AppState, Page, WebError};

/// Prints the form of a case.
pub(super) async fn print(app: &AppState, p: &Page, form: &CaseForm, wanted: &str) -> Answer {
    let (actor, flow) = (p.actor()?, app.flow());
    let (file, code, role) = (&form.file, form.code(), form.role());
    let filling = match wanted {
        "kosong" => Filling::Blank,
        // Proposed values hold identity data: only for those who fill the form.
        "usulan" if role != Role::Reader => Filling::Prefilled,
        _ if form.filled().is_none() => Filling::Prefilled,
        _ => Filling::Filled,
    };
    let own = role == Role::Candidate;
    let identity = own || filling == Filling::Blank || whole_identity(app, actor, file, form.definition).await?;
    let sight = Sight { identity, special: role != Role::Reader };
    let paper = flow.form_paper(file, code, filling, sight, locale(p)).await?;
    let pdf = flow.print(paper).await?;
    let name = format!("{code} {}.pdf", file.label().replace('/', " "));
    let name = name.chars().filter(|c| c.is_ascii_alphanumeric() || " .-".contains(*c)).collect::<String>();
    Ok(pdf_response(&name, pdf.bytes))
}

/// Whether the reader may have the NIK in full on the paper; such a look is noted.
async fn whole_identity(
    app: &AppState,
    actor: &Actor,
    file: &CaseFile,
    definition: &Definition,
) -> Result<bool, WebError> {
    if !asks_identity(definition) {
        return Ok(true);
    }
    let Ok(permit) = may_see(actor, Action::SeeIdentity, &Object::case(&file.case)) else { return Ok(false) };
    let access = Access {
        person_id: Some(actor.person),
        duty: permit.duty(),
        action: "print-identity".to_owned(),
        object: format!("case:{}", file.case.id),
        subject: Some(file.case.person_id),
    };
    app.flow().note_look(access).await?;
    Ok(true)
}

/// A PDF that opens in the browser under that name.
pub(crate) fn pdf_response(name: &str, bytes: Vec<u8>) -> axum::response::Response {
    let disposition = format!("inline; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response()
}
