//! Saying which column holds what, when it was taken for something else. What is said is remembered for the
//! same sender and the same headings.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::permit::Action;
use workflow::{
    WorkflowError,
    intake::{Columns, FIELDS, SheetColumn},
};

use super::{Head, batch_of};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes,
    form::Fields,
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    pages::event::{event, intake::said, invented},
    samples::Samples,
};

/// `/acara/{event}/impor/{import}/kolom`.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::ImportParticipants);
    Routes::new().get("/acara/{event}/impor/{import}/kolom", guard, ask).post(
        "/acara/{event}/impor/{import}/kolom",
        guard,
        correct,
    )
}

/// A column with the name of its field.
#[derive(Debug, Clone)]
struct ColumnRow {
    name: String,
    letters: String,
    heading: String,
    sample: String,
    hidden: bool,
}

#[derive(Template)]
#[template(path = "event/columns.html")]
struct Ask<'a> {
    p: &'a Page,
    f: &'a Fields,
    head: &'a Head,
    import: String,
    columns: &'a [ColumnRow],
}

impl Ask<'_> {
    fn fields(&self) -> Vec<(String, String)> {
        let none = (String::new(), self.p.t("column-none").into_owned());
        let field = |field: &&str| ((*field).to_owned(), self.p.t(field_key(field)).into_owned());
        std::iter::once(none).chain(FIELDS.iter().map(field)).collect()
    }
}

/// Key of a field's name.
fn field_key(field: &str) -> &'static str {
    match field {
        "name" => key("cell-name"),
        "degree_front" => key("cell-degree-front"),
        "degree" => key("cell-degree"),
        "nik" => key("cell-nik"),
        "nip" => key("cell-nip"),
        "sex" => key("cell-sex"),
        "birth_place" => key("cell-birth-place"),
        "born" => key("cell-born"),
        "birth" => key("cell-birth"),
        "education" => key("cell-education"),
        "major" => key("cell-major"),
        "institution" => key("cell-institution"),
        "kab" => key("cell-kab"),
        "province" => key("cell-province"),
        "position" => key("cell-position"),
        "phone" => key("cell-phone"),
        "email" => key("cell-email"),
        "cluster" => key("cell-cluster"),
        _ => key("cell-address"),
    }
}

fn rows(columns: &[SheetColumn]) -> Vec<ColumnRow> {
    let held = |c: &&SheetColumn| !c.heading.is_empty() || !c.sample.is_empty();
    columns
        .iter()
        .filter(held)
        .map(|c| ColumnRow {
            name: format!("kolom-{}", c.index),
            letters: c.letters.clone(),
            heading: c.heading.clone(),
            // A NIK among the samples is not shown whole.
            sample: c.sample.iter().map(|s| short(s)).collect::<Vec<_>>().join(" · "),
            hidden: c.hidden,
        })
        .collect()
}

fn short(sample: &str) -> String {
    let digits = sample.chars().filter(char::is_ascii_digit).count();
    if digits >= 14 { sample.chars().take(4).chain("…".chars()).collect() } else { sample.chars().take(40).collect() }
}

async fn ask(State(app): State<AppState>, p: Page, Path((id, import)): Path<(String, String)>) -> Answer {
    let event = event(&app, &p, &id, Action::ImportParticipants).await?;
    let batch = batch_of(&app, &p, &event, &import).await?;
    let (_, columns) = app.flow().columns(p.actor()?, batch.id).await?;
    let mut f = Fields::new();
    for column in &columns {
        f = f.with(&format!("kolom-{}", column.index), column.field.clone().unwrap_or_default());
    }
    html(&Ask { p: &p, f: &f, head: &Head::of(&event), import, columns: &rows(&columns) })
}

/// The columns are read from the fields as they came.
#[derive(Debug, serde::Deserialize)]
struct Nothing {}

async fn correct(
    State(app): State<AppState>,
    p: Page,
    Path((id, import)): Path<(String, String)>,
    form: Form<Nothing>,
) -> Answer {
    let event = event(&app, &p, &id, Action::ImportParticipants).await?;
    let batch = batch_of(&app, &p, &event, &import).await?;
    let mut f = form.fields;
    let mut mapping = Columns::new();
    let chosen: Vec<(String, String)> = f.all().map(|(name, field)| (name.to_owned(), field.to_owned())).collect();
    for (name, field) in chosen {
        let index = name.strip_prefix("kolom-").and_then(|n| n.parse::<usize>().ok());
        let Some(index) = index.filter(|_| FIELDS.contains(&&*field)) else { continue };
        if mapping.insert(field, index).is_some() {
            f.wrong(&name, Message::new(key("column-twice")));
        }
    }
    if f.is_right() {
        match app.flow().correct_mapping(p.actor()?, batch.id, None, mapping).await {
            Ok(()) => return Ok(see_other(&format!("/acara/{}/impor/{import}?sudah=kolom", event.id))),
            Err(WorkflowError::NotFound) => return Err(WorkflowError::NotFound.into()),
            Err(error) => {
                let message = said(error.into())?;
                f.wrong("kolom-0", message);
            }
        }
    }
    let (_, columns) = app.flow().columns(p.actor()?, batch.id).await?;
    let view = Ask { p: &p, f: &f, head: &Head::of(&event), import, columns: &rows(&columns) };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// Three columns; two of them taken for the same.
pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = |n: usize, letters: &str, heading: &str, hidden| ColumnRow {
        name: format!("kolom-{n}"),
        letters: letters.to_owned(),
        heading: heading.to_owned(),
        sample: "Siti Rahmah · Hamdani".to_owned(),
        hidden,
    };
    let columns = [row(0, "A", "NAMA LENGKAP", false), row(1, "B", "NIK", false), row(2, "C", "", true)];
    let f = Fields::new().with("kolom-0", "name").with("kolom-1", "nik");
    let head = Head::of(&invented());
    samples.add("event/columns", &Ask { p, f: &f, head: &head, import: "i".to_owned(), columns: &columns });
    let mut twice = Fields::new().with("kolom-0", "name").with("kolom-1", "name");
    twice.wrong("kolom-1", Message::new(key("column-twice")));
    samples.add("event/columns twice", &Ask { p, f: &twice, head: &head, import: "i".to_owned(), columns: &columns });
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_number_of_a_person_is_not_shown_whole() {
        assert_eq!(short("6307014101900028"), "6307…");
        assert_eq!(short("Siti Rahmah"), "Siti Rahmah");
    }
}
