//! The answer sheet of a seat that went on on paper: its paper to print, the sheet keyed in by two, compared, settled
//! and entered. One short field for each question, in the signs that the printed sheet has; a question left empty is a
//! hyphen, so that a key pressed too early enters nothing.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    id::{PersonId, SittingId},
    permit::Action,
};
use exam::{item::Interaction, sheet};
use serde::Deserialize;
use store::view::person_names;
use workflow::{
    WorkflowError,
    exam_room::{Given, Keying, SheetDesk, SheetStage},
};

use super::{Head, Look, Venue, look, plan};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    i18n::{Message, key},
    page::{html_with, see_other},
    pages::filing::{locale, paper::pdf_response},
};

/// `/ruang-ujian/{exam}/meja/{sitting}/kertas`, its entering, and the paper as a file.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::Invigilate);
    let path = "/ruang-ujian/{exam}/meja/{sitting}/kertas";
    Routes::new()
        .get(path, guard, show)
        .post(path, guard, take)
        .post("/ruang-ujian/{exam}/meja/{sitting}/kertas/masukkan", guard, enter)
        .get("/ruang-ujian/{exam}/meja/{sitting}/kertas.pdf", guard, print)
}

/// A question to key in.
#[derive(Debug, Clone)]
pub(super) struct KeyRow {
    pub n: usize,
    /// Name of its field.
    pub field: String,
    /// Name of the choice between what two people keyed.
    pub choice: String,
    /// What may stand there.
    pub hint: String,
    /// Running text.
    pub long: bool,
}

/// A question that two people keyed differently.
#[derive(Debug, Clone)]
pub(super) struct DifferenceRow {
    pub row: KeyRow,
    pub first: String,
    pub second: String,
}

/// How far the sheet is, as the page shows it.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// Nothing waits: never on paper.
    Nothing,
    /// To be keyed in by the reader.
    Key {
        /// Somebody else was first.
        second: bool,
        rows: Vec<KeyRow>,
    },
    /// Keyed in by the reader, who waits for somebody else.
    Waits { at: String },
    /// Both are in.
    Compare { first: String, second: String, agreed: usize, rows: Vec<DifferenceRow> },
    /// Entered.
    Entered { at: String, answered: usize },
}

/// The page.
#[derive(Debug, Clone)]
pub(super) struct SheetView {
    pub sitting: SittingId,
    pub number: i64,
    pub label: String,
    pub name: String,
    pub step: Step,
    pub done: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "exam_room/sheet.html")]
pub(super) struct SheetPage<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub head: &'a Head,
    pub view: &'a SheetView,
}

impl SheetPage<'_> {
    /// The sheet is on paper still.
    const fn waits(&self) -> bool {
        !matches!(self.view.step, Step::Nothing | Step::Entered { .. })
    }

    /// Address of the sheet.
    fn href(&self) -> String {
        format!("/ruang-ujian/{}/meja/{}/kertas", self.head.id, self.view.sitting)
    }
}

/// Name of a question's field.
fn field(n: usize) -> String {
    format!("j{n}")
}

/// Name of the choice between what two people keyed for a question.
fn choice(n: usize) -> String {
    format!("ambil{n}")
}

fn row(p: &Page, n: usize, interaction: &Interaction) -> KeyRow {
    let long = matches!(interaction, Interaction::Essay { .. } | Interaction::Oral { .. });
    KeyRow { n, field: field(n), choice: choice(n), hint: hint(p, interaction), long }
}

/// `A–D`, and what the other kinds take.
fn hint(p: &Page, interaction: &Interaction) -> String {
    let last =
        |n: usize| u8::try_from(n).ok().filter(|n| (1..=26).contains(n)).map_or('?', |n| char::from(b'A' + n - 1));
    match interaction {
        Interaction::Single { options, .. } => format!("A–{}", last(options.len())),
        Interaction::Multiple { options, .. } => {
            p.ta("paper-hint-many").with("last", last(options.len()).to_string()).to_string()
        }
        Interaction::TrueFalse => p.t("paper-hint-truth").into_owned(),
        Interaction::Matching { premises, responses, .. } => p
            .ta("paper-hint-pairs")
            .with("n", premises.len().to_string())
            .with("last", last(responses.len()).to_string())
            .to_string(),
        Interaction::Ordering { steps, .. } => {
            // An order that is not that of the alphabet: the last step first.
            let mut sample: String = steps.iter().enumerate().map(|(at, _)| last(at + 1)).collect();
            let first = sample.pop();
            sample.insert(0, first.unwrap_or('?'));
            p.ta("paper-hint-order").with("n", steps.len()).with("sample", sample).to_string()
        }
        Interaction::Gaps { gaps } if gaps.len() > 1 => p.ta("paper-hint-gaps").with("n", gaps.len()).to_string(),
        Interaction::Gaps { .. } | Interaction::ShortAnswer { .. } => p.t("paper-hint-text").into_owned(),
        Interaction::Hotspot { areas, .. } if areas.is_empty() => p.t("paper-hint-points").into_owned(),
        Interaction::Hotspot { areas, .. } => format!("A–{}", last(areas.len())),
        Interaction::Essay { .. } | Interaction::Oral { .. } => p.t("paper-hint-essay").into_owned(),
        Interaction::Upload { .. } => p.t("paper-hint-none").into_owned(),
    }
}

/// The questions of the paper with their numbers.
fn numbered(desk: &SheetDesk) -> impl Iterator<Item = (usize, &Interaction)> {
    desk.shown.questions.iter().enumerate().map(|(at, question)| (at + 1, &question.interaction))
}

/// The page of a sheet; `again` when the reader changes what they keyed before.
pub(super) fn view(
    p: &Page,
    venue: &Venue,
    desk: &SheetDesk,
    names: &HashMap<PersonId, String>,
    again: bool,
) -> SheetView {
    let who = |keying: &Keying| {
        let name = names.get(&keying.by).cloned().unwrap_or_else(|| p.t("room-someone").into_owned());
        p.ta("paper-keyed-by").with("who", name).with("at", venue.hm(p, keying.at)).to_string()
    };
    let rows = || -> Vec<KeyRow> { numbered(desk).map(|(n, interaction)| row(p, n, interaction)).collect() };
    let step = match &desk.stage {
        SheetStage::NotOnPaper => Step::Nothing,
        SheetStage::Key { second } => Step::Key { second: *second, rows: rows() },
        SheetStage::Waits { .. } if again => Step::Key { second: false, rows: rows() },
        SheetStage::Waits { at, .. } => Step::Waits { at: venue.hm(p, *at) },
        SheetStage::Entered { at, answered } => Step::Entered { at: venue.hm(p, *at), answered: *answered },
        SheetStage::Compared { first, second, comparison } => {
            let differs = |(n, interaction): (usize, &Interaction)| {
                let of = |difference: &&sheet::Difference| usize::from(difference.question) == n;
                let difference = comparison.differences.iter().find(of)?;
                let said = |given: &Option<Given>| {
                    given.as_ref().map(|given| sheet::written(interaction, given)).unwrap_or_default()
                };
                let (first, second) = (said(&difference.first), said(&difference.second));
                Some(DifferenceRow { row: row(p, n, interaction), first, second })
            };
            Step::Compare {
                first: who(first),
                second: who(second),
                agreed: comparison.agreed.len(),
                rows: numbered(desk).filter_map(differs).collect(),
            }
        }
    };
    SheetView {
        sitting: desk.seat.sitting.id,
        number: desk.seat.sitting.seat,
        label: String::new(),
        name: desk.case.as_ref().and_then(|case| case.name.clone()).unwrap_or_default(),
        step,
        done: None,
    }
}

/// The sheet of a seat of this room.
async fn desk(app: &AppState, p: &Page, look: &Look, sitting: &str) -> Result<SheetDesk, WebError> {
    let sitting: SittingId = sitting.parse().map_err(|_| WebError::NotFound)?;
    let desk = app.flow().exam_room().sheet(p.actor()?, sitting).await?;
    if desk.seat.sitting.exam_id == look.room.exam.id { Ok(desk) } else { Err(WebError::NotFound) }
}

async fn page(
    app: &AppState,
    p: &Page,
    look: &Look,
    desk: &SheetDesk,
    (again, done): (bool, Option<&'static str>),
    f: &Fields,
) -> Answer {
    let people: Vec<PersonId> = match &desk.stage {
        SheetStage::Compared { first, second, .. } => vec![first.by, second.by],
        _ => Vec::new(),
    };
    let names = person_names(&mut app.flow().reader(), &people).await?;
    let mut view = view(p, &look.venue, desk, &names, again);
    view.label = plan::label(&look.room, &look.venue, &desk.seat);
    view.done = done;
    let status = if f.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(status, &SheetPage { p, f, head: &Head::of(p, look), view: &view })
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    sudah: String,
    /// The reader changes what they keyed.
    #[serde(default)]
    ubah: String,
}

async fn show(
    State(app): State<AppState>,
    p: Page,
    Path((exam, sitting)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let look = look(&app, &p, &exam).await?;
    let desk = desk(&app, &p, &look, &sitting).await?;
    let done = match asked.sudah.as_str() {
        "ketik" => Some(key("paper-done-keyed")),
        "masuk" => Some(key("paper-done-entered")),
        _ => None,
    };
    let again = !asked.ubah.is_empty();
    let f = match &desk.stage {
        SheetStage::Waits { own, .. } if again => filled(&desk, own),
        _ => Fields::new(),
    };
    page(&app, &p, &look, &desk, (again, done), &f).await
}

/// The fields as they were keyed before.
fn filled(desk: &SheetDesk, own: &BTreeMap<u16, Given>) -> Fields {
    numbered(desk).fold(Fields::new(), |f, (n, interaction)| {
        let given = u16::try_from(n).ok().and_then(|n| own.get(&n));
        f.with(&field(n), given.map(|given| sheet::written(interaction, given)).unwrap_or_default())
    })
}

/// What was typed for these questions; what cannot be read is said at its field.
fn read<'a>(fields: &mut Fields, questions: impl Iterator<Item = (usize, &'a Interaction)>) -> BTreeMap<u16, Given> {
    let mut out = BTreeMap::new();
    for (n, interaction) in questions {
        let (name, Ok(question)) = (field(n), u16::try_from(n)) else { continue };
        let typed = fields.value(&name).trim().to_owned();
        if typed.is_empty() {
            fields.wrong(&name, Message::new(key("paper-wanted")).with("n", n));
            continue;
        }
        match sheet::read(interaction, &typed) {
            Ok(given) => {
                out.insert(question, given);
            }
            Err(refusal) => fields.wrong(&name, refusal_message(&refusal)),
        }
    }
    out
}

/// The same fields with a hyphen in every one that is empty.
fn hyphened(desk: &SheetDesk, fields: &Fields) -> Fields {
    numbered(desk).fold(Fields::new(), |f, (n, _)| {
        let typed = fields.value(&field(n)).trim().to_owned();
        f.with(&field(n), if typed.is_empty() { "-".to_owned() } else { typed })
    })
}

#[derive(Debug, Default, Deserialize)]
struct Typed {
    /// Fill what is empty with hyphens, and show it before it is kept.
    #[serde(default)]
    kosong: String,
}

async fn take(
    State(app): State<AppState>,
    p: Page,
    Path((exam, sitting)): Path<(String, String)>,
    form: Form<Typed>,
) -> Answer {
    let look = look(&app, &p, &exam).await?;
    let desk = desk(&app, &p, &look, &sitting).await?;
    let Form { value, mut fields, .. } = form;
    if !value.kosong.is_empty() {
        return page(&app, &p, &look, &desk, (true, None), &hyphened(&desk, &fields)).await;
    }
    let answers = read(&mut fields, numbered(&desk));
    if fields.is_right() {
        let id = desk.seat.sitting.id;
        match app.flow().exam_room().key_sheet(p.actor()?, id, answers).await {
            Ok(()) => return Ok(see_other(&format!("/ruang-ujian/{exam}/meja/{id}/kertas?sudah=ketik"))),
            Err(WorkflowError::Refused(refusal)) => fields.wrong("lembar", refusal_message(&refusal)),
            Err(error) => return Err(error.into()),
        }
    }
    page(&app, &p, &look, &desk, (true, None), &fields).await
}

/// The same fields with what the first or the second keyed, where that is chosen and nothing else was typed.
fn taken_over(desk: &SheetDesk, fields: Fields) -> Fields {
    let SheetStage::Compared { comparison, .. } = &desk.stage else { return fields };
    let out = Fields::new().with("alasan", fields.value("alasan"));
    numbered(desk).fold(out, |out, (n, interaction)| {
        let (name, choice) = (field(n), choice(n));
        let of = |difference: &&sheet::Difference| usize::from(difference.question) == n;
        let chosen = comparison.differences.iter().find(of).and_then(|difference| match fields.value(&choice) {
            "1" => difference.first.as_ref(),
            "2" => difference.second.as_ref(),
            _ => None,
        });
        let typed = match fields.value(&name).trim() {
            "" => chosen.map(|given| sheet::written(interaction, given)).unwrap_or_default(),
            typed => typed.to_owned(),
        };
        out.with(&choice, fields.value(&choice)).with(&name, typed)
    })
}

#[derive(Debug, Deserialize)]
struct Settled {
    #[serde(default)]
    alasan: String,
}

async fn enter(
    State(app): State<AppState>,
    p: Page,
    Path((exam, sitting)): Path<(String, String)>,
    form: Form<Settled>,
) -> Answer {
    let look = look(&app, &p, &exam).await?;
    let desk = desk(&app, &p, &look, &sitting).await?;
    let Form { value, fields, .. } = form;
    let differs = |(n, _): &(usize, &Interaction)| match &desk.stage {
        SheetStage::Compared { comparison, .. } => {
            comparison.differences.iter().any(|difference| usize::from(difference.question) == *n)
        }
        _ => false,
    };
    let mut fields = taken_over(&desk, fields);
    let settled = read(&mut fields, numbered(&desk).filter(differs));
    if fields.is_right() {
        let id = desk.seat.sitting.id;
        match app.flow().exam_room().enter_sheet(p.actor()?, id, &settled, &value.alasan).await {
            Ok(()) => {
                app.rooms.forget(look.room.exam.id);
                return Ok(see_other(&format!("/ruang-ujian/{exam}/meja/{id}/kertas?sudah=masuk")));
            }
            Err(WorkflowError::Refused(refusal)) => {
                let at = if refusal.code == "sitting.reason-wanted" { "alasan" } else { "lembar" };
                fields.wrong(at, refusal_message(&refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    page(&app, &p, &look, &desk, (false, None), &fields).await
}

async fn print(State(app): State<AppState>, p: Page, Path((exam, sitting)): Path<(String, String)>) -> Answer {
    let look = look(&app, &p, &exam).await?;
    let desk = desk(&app, &p, &look, &sitting).await?;
    let paper = app.flow().exam_room().sheet_paper(p.actor()?, desk.seat.sitting.id, locale(&p)).await?;
    let pdf = app.flow().print(paper).await?;
    Ok(pdf_response(&format!("naskah-meja-{}.pdf", desk.seat.sitting.seat), pdf.bytes))
}

#[cfg(test)]
mod tests {
    use exam::item::{Choice, ChoiceId, Content, Interaction};

    use super::read;
    use crate::form::Fields;

    fn single() -> Interaction {
        let option = |at| Choice { id: ChoiceId::letter(at), content: Content::plain("pilihan") };
        Interaction::Single { options: (0..4).map(option).collect(), shuffle: false }
    }

    #[test]
    fn a_field_that_was_passed_over_is_asked_for_and_a_hyphen_is_an_answer_left_empty() {
        let questions = [single(), single(), single()];
        let numbered = || questions.iter().enumerate().map(|(at, interaction)| (at + 1, interaction));
        let mut f = Fields::new().with("j1", "c").with("j2", "").with("j3", "E");
        assert_eq!(read(&mut f, numbered()).len(), 1);
        assert!(f.error("j1").is_none() && f.error("j2").is_some() && f.error("j3").is_some());
        let mut f = Fields::new().with("j1", "c").with("j2", "-").with("j3", "AB");
        assert_eq!(read(&mut f, numbered()).len(), 3);
        assert!(f.is_right());
    }
}
