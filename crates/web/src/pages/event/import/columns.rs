//! Saying which sheets are read, and which column holds what when it was taken for something else. What is said is remembered for the
//! same sender and the same headings.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::permit::Action;
use workflow::{
    WorkflowError,
    intake::{Columns, Corrections, FIELDS, LeftSheet, ReadSheet, SheetColumn, Why, columns_key},
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

/// Sheets whose headings are the same, with their columns.
#[derive(Debug, Clone)]
struct Group {
    sheets: Vec<String>,
    columns: Vec<ColumnRow>,
}

/// A sheet that can be read or not.
#[derive(Debug, Clone)]
struct SheetRow {
    /// Its place in the workbook.
    at: String,
    name: String,
    /// Key of why it is not read.
    why: Option<&'static str>,
    /// Whether it can be.
    readable: bool,
}

#[derive(Template)]
#[template(path = "event/columns.html")]
struct Ask<'a> {
    p: &'a Page,
    f: &'a Fields,
    head: &'a Head,
    import: String,
    sheets: &'a [SheetRow],
    groups: &'a [Group],
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

/// Name of the field that says what a column of a group of sheets holds.
fn column_name(group: usize, index: usize) -> String {
    if group == 0 { format!("kolom-{index}") } else { format!("kolom-{group}-{index}") }
}

/// Sheets with the same headings together, in the order of the workbook.
fn grouped(sheets: &[ReadSheet]) -> Vec<Vec<&ReadSheet>> {
    let mut groups: Vec<(String, Vec<&ReadSheet>)> = Vec::new();
    for sheet in sheets {
        let key = columns_key(sheet);
        match groups.iter_mut().find(|(of, _)| *of == key) {
            Some((_, group)) => group.push(sheet),
            None => groups.push((key, vec![sheet])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn groups(sheets: &[ReadSheet]) -> Vec<Group> {
    let group = |(at, group): (usize, Vec<&ReadSheet>)| Group {
        sheets: group.iter().map(|sheet| sheet.name.clone()).collect(),
        columns: group.first().map(|sheet| rows(at, &sheet.columns)).unwrap_or_default(),
    };
    grouped(sheets).into_iter().enumerate().map(group).collect()
}

fn rows(group: usize, columns: &[SheetColumn]) -> Vec<ColumnRow> {
    let held = |c: &&SheetColumn| !c.heading.is_empty() || !c.sample.is_empty();
    columns
        .iter()
        .filter(held)
        .map(|c| ColumnRow {
            name: column_name(group, c.index),
            letters: c.letters.clone(),
            heading: c.heading.clone(),
            // A NIK among the samples is not shown whole.
            sample: c.sample.iter().map(|s| short(s)).collect::<Vec<_>>().join(" · "),
            hidden: c.hidden,
        })
        .collect()
}

/// The sheets to choose from; none where there is no choice.
fn choices(read: &[ReadSheet], left: &[LeftSheet]) -> Vec<SheetRow> {
    let of_read =
        read.iter().map(|s| (s.at, SheetRow { at: s.at.to_string(), name: s.name.clone(), why: None, readable: true }));
    let of_left = left.iter().map(|s| {
        let row = SheetRow {
            at: s.at.to_string(),
            name: s.name.clone(),
            why: Some(why_key(s.why)),
            readable: s.why.readable(),
        };
        (s.at, row)
    });
    let mut all: Vec<(usize, SheetRow)> = of_read.chain(of_left).collect();
    all.sort_by_key(|(at, _)| *at);
    if all.iter().filter(|(_, row)| row.readable).count() < 2 {
        Vec::new()
    } else {
        all.into_iter().map(|(_, row)| row).collect()
    }
}

/// Key of why a sheet is not read.
pub(super) fn why_key(why: Why) -> &'static str {
    match why {
        Why::Hidden => key("sheet-hidden"),
        Why::Copy => key("sheet-copy"),
        Why::NoHeading => key("sheet-no-heading"),
        Why::Others => key("sheet-others"),
        Why::NoTable => key("sheet-no-table"),
        Why::NotChosen => key("sheet-not-chosen"),
    }
}

fn short(sample: &str) -> String {
    let digits = sample.chars().filter(char::is_ascii_digit).count();
    if digits >= 14 { sample.chars().take(4).chain("…".chars()).collect() } else { sample.chars().take(40).collect() }
}

async fn ask(State(app): State<AppState>, p: Page, Path((id, import)): Path<(String, String)>) -> Answer {
    let event = event(&app, &p, &id, Action::ImportParticipants).await?;
    let batch = batch_of(&app, &p, &event, &import).await?;
    let (read, left) = app.flow().columns(p.actor()?, batch.id).await?;
    let mut f = Fields::new();
    for sheet in &read {
        f = f.with("lembar", sheet.at);
    }
    for (at, group) in grouped(&read).into_iter().enumerate() {
        for column in group.first().iter().flat_map(|sheet| &sheet.columns) {
            f = f.with(&column_name(at, column.index), column.field.clone().unwrap_or_default());
        }
    }
    let view =
        Ask { p: &p, f: &f, head: &Head::of(&event), import, sheets: &choices(&read, &left), groups: &groups(&read) };
    html(&view)
}

/// The columns are read from the fields as they came.
#[derive(Debug, serde::Deserialize)]
struct Nothing {}

/// What the form says: which sheets to read, and what the columns of those that are read now hold.
fn said_of(f: &mut Fields, read: &[ReadSheet], left: &[LeftSheet]) -> Corrections {
    let mut corrections = Corrections::default();
    if !choices(read, left).is_empty() {
        let chosen = |at: usize| f.has("lembar", at.to_string().as_str());
        let of_read = read.iter().map(|s| (s.at, s.name.clone()));
        let all = of_read.chain(left.iter().map(|s| (s.at, s.name.clone())));
        corrections.sheets = all.filter(|(at, _)| chosen(*at)).map(|(_, name)| name).collect();
        if corrections.sheets.is_empty() {
            f.wrong("lembar", Message::new(key("sheet-none-chosen")));
        }
    } else {
        corrections.sheets = read.iter().map(|s| s.name.clone()).collect();
    }
    for (at, group) in grouped(read).into_iter().enumerate() {
        let mut mapping = Columns::new();
        for column in group.first().iter().flat_map(|sheet| &sheet.columns) {
            let name = column_name(at, column.index);
            let field = f.value(&name).to_owned();
            if FIELDS.contains(&&*field) && mapping.insert(field, column.index).is_some() {
                f.wrong(&name, Message::new(key("column-twice")));
            }
        }
        corrections.mappings.extend(group.iter().map(|sheet| (sheet.name.clone(), mapping.clone())));
    }
    corrections
}

async fn correct(
    State(app): State<AppState>,
    p: Page,
    Path((id, import)): Path<(String, String)>,
    form: Form<Nothing>,
) -> Answer {
    let event = event(&app, &p, &id, Action::ImportParticipants).await?;
    let batch = batch_of(&app, &p, &event, &import).await?;
    let (read, left) = app.flow().columns(p.actor()?, batch.id).await?;
    let mut f = form.fields;
    let corrections = said_of(&mut f, &read, &left);
    if f.is_right() {
        match app.flow().correct_mapping(p.actor()?, batch.id, corrections).await {
            Ok(()) => return Ok(see_other(&format!("/acara/{}/impor/{import}?sudah=kolom", event.id))),
            Err(WorkflowError::NotFound) => return Err(WorkflowError::NotFound.into()),
            Err(error) => {
                let message = said(error.into())?;
                f.wrong("kolom-0", message);
            }
        }
    }
    let (sheets, groups) = (choices(&read, &left), groups(&read));
    let view = Ask { p: &p, f: &f, head: &Head::of(&event), import, sheets: &sheets, groups: &groups };
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
    let columns = vec![row(0, "A", "NAMA LENGKAP", false), row(1, "B", "NIK", false), row(2, "C", "", true)];
    let f = Fields::new().with("kolom-0", "name").with("kolom-1", "nik");
    let head = Head::of(&invented());
    let one = [Group { sheets: vec!["Sheet1".to_owned()], columns: columns.clone() }];
    let view = Ask { p, f: &f, head: &head, import: "i".to_owned(), sheets: &[], groups: &one };
    samples.add("event/columns", &view);
    let mut twice = Fields::new().with("kolom-0", "name").with("kolom-1", "name");
    twice.wrong("kolom-1", Message::new(key("column-twice")));
    samples.add("event/columns twice", &Ask { f: &twice, import: "i".to_owned(), ..view });
    let sheet =
        |at: &str, name: &str, why, readable| SheetRow { at: at.to_owned(), name: name.to_owned(), why, readable };
    let sheets = [
        sheet("0", "HSS", None, true),
        sheet("1", "Batola", None, true),
        sheet("2", "Rekap", Some(key("sheet-copy")), true),
        sheet("3", "Petunjuk", Some(key("sheet-no-table")), false),
    ];
    let other = Group { sheets: vec!["Batola".to_owned()], columns: vec![row(3, "D", "NAMA", false)] };
    let groups = [Group { sheets: vec!["HSS".to_owned()], columns }, other];
    let mut none = f.clone();
    none.wrong("lembar", Message::new(key("sheet-none-chosen")));
    samples.add(
        "event/columns sheets",
        &Ask { p, f: &none, head: &head, import: "i".to_owned(), sheets: &sheets, groups: &groups },
    );
}

#[cfg(test)]
mod tests {
    use workflow::intake::{LeftSheet, ReadSheet, Why};

    use super::{choices, groups, said_of, short};
    use crate::form::Fields;

    fn sheet(at: usize, name: &str, headings: &[&str]) -> ReadSheet {
        let column = |(index, heading): (usize, &&str)| workflow::intake::SheetColumn {
            index,
            letters: String::new(),
            heading: (*heading).to_owned(),
            hidden: false,
            field: None,
            score: 0,
            sample: Vec::new(),
        };
        let columns = headings.iter().enumerate().map(column).collect();
        ReadSheet {
            name: name.to_owned(),
            at,
            heading: (1, 1),
            columns,
            mapping: Default::default(),
            skipped: Default::default(),
        }
    }

    #[test]
    fn sheets_with_the_same_headings_are_mapped_together() {
        let read = [
            sheet(0, "HSS", &["Nama", "NIK"]),
            sheet(1, "Batola", &["NIK", "Nama"]),
            sheet(3, "HST", &["NAMA", "NIK"]),
        ];
        let left = [LeftSheet { name: "Rekap".to_owned(), at: 2, why: Why::Copy }];
        let names: Vec<Vec<String>> = groups(&read).into_iter().map(|g| g.sheets).collect();
        assert_eq!(names, [vec!["HSS", "HST"], vec!["Batola"]]);
        assert_eq!(
            choices(&read, &left).iter().map(|s| s.name.as_str()).collect::<Vec<_>>(),
            ["HSS", "Batola", "Rekap", "HST"]
        );
        let typed = [("lembar", "0"), ("lembar", "2"), ("kolom-0", "name"), ("kolom-1", "nik"), ("kolom-1-0", "nik")];
        let mut f = typed.iter().fold(Fields::new(), |f, (name, value)| f.with(name, value));
        let said = said_of(&mut f, &read, &left);
        assert_eq!(said.sheets, ["HSS", "Rekap"]);
        assert_eq!(said.mappings["HST"], said.mappings["HSS"]);
        assert_eq!(said.mappings["Batola"]["nik"], 0);
        assert!(f.is_right());
        let mut none = Fields::new();
        said_of(&mut none, &read, &left);
        assert!(none.error("lembar").is_some());
    }

    #[test]
    fn a_number_of_a_person_is_not_shown_whole() {
        assert_eq!(short("6307014101900028"), "6307…");
        assert_eq!(short("Siti Rahmah"), "Siti Rahmah");
    }
}
