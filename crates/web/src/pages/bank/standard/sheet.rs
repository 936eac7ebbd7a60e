//! The sheet of one judge: some questions a page, each with what is asked of it, and a last page with what holds for all
//! of them, from which it is handed in. Nothing on it comes from another judge of the same round.

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use certification::permit::Action;
use exam::form::FormQuestion;
use serde::Deserialize;
use std::collections::BTreeMap;
use workflow::{
    WorkflowError,
    exam_standard::{EBEL, Said, Saying, Sheet, Wishes, cell},
};

use super::{id, method_key};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    i18n::{Message, key},
    page::{html_with, see_other},
    pages::{
        bank::key_view::KeyView,
        sitting::draw::{self, Html},
    },
};

/// Questions on a page.
const EACH: usize = 5;
/// The fields of the last page, with what they hold.
const WISHES: [&str; 5] = ["batas-bawah", "batas-atas", "gagal-sedikit", "gagal-banyak", "lulus"];

/// `/batas-lulus/{study}`, and the files that its questions show.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::RateStandard);
    Routes::new().get("/batas-lulus/{study}", guard, show).post("/batas-lulus/{study}", guard, keep).get(
        "/batas-lulus/{study}/media/{*name}",
        guard,
        media,
    )
}

/// A question with its fields.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct Asked {
    pub n: usize,
    pub html: Html,
    pub stimulus: Option<Html>,
    pub place: String,
    pub key: Option<KeyView>,
    pub share: String,
    pub relevance: String,
    pub difficulty: String,
    pub remark: String,
    /// The middle share of the panel in the round before, in per cent; empty for none.
    pub before: String,
}

/// A cell of Ebel's table.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct EbelCell {
    pub field: String,
    /// How many questions the judge put there, as words.
    pub questions: String,
}

/// The page.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct SheetView {
    pub id: String,
    pub code: String,
    pub form: String,
    /// As stored.
    pub method: String,
    /// Key of its name.
    pub method_name: &'static str,
    pub round: i64,
    /// The page that is shown; one above `pages` is the last one, with what holds for all.
    pub page: usize,
    pub pages: usize,
    pub rated: usize,
    pub of: usize,
    pub handed_in: bool,
    pub questions: Vec<Asked>,
    /// Rows of Ebel's table: key of the relevance, and its cells by difficulty.
    pub table: Vec<(&'static str, Vec<EbelCell>)>,
    pub done: bool,
}

impl SheetView {
    fn last(&self) -> bool {
        self.page > self.pages
    }
}

#[derive(Template)]
#[template(path = "bank/standard/sheet.html")]
pub(in crate::pages::bank) struct Drawn<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a SheetView,
}

/// Key of a relevance's name.
pub(in crate::pages::bank) fn relevance_key(n: usize) -> &'static str {
    match n {
        1 => key("standard-set-essential"),
        2 => key("standard-set-important"),
        3 => key("standard-set-acceptable"),
        _ => key("standard-set-questionable"),
    }
}

fn on_page(sheet: &Sheet, page: usize) -> impl Iterator<Item = (usize, &FormQuestion)> {
    (1..).zip(&sheet.questions).skip(page.saturating_sub(1) * EACH).take(if page == 0 { 0 } else { EACH })
}

/// How many questions a judge put into a cell of Ebel's table.
fn in_cell(said: &Said, relevance: usize, difficulty: usize) -> usize {
    said.kinds.values().filter(|(r, d)| (usize::from(*r), usize::from(*d)) == (relevance, difficulty)).count()
}

pub(in crate::pages::bank) fn view(p: &Page, sheet: &Sheet, page: usize) -> SheetView {
    let base = format!("/batas-lulus/{}", sheet.study.id);
    let pages = sheet.questions.len().div_ceil(EACH);
    let page = page.clamp(1, pages + 1);
    let asked = |(n, question): (usize, &FormQuestion)| {
        let item = &question.item;
        let at = draw::At { p, base: &base, n: u16::try_from(n).unwrap_or(u16::MAX) };
        let shared = item.question.stimulus.as_ref();
        let stimulus = shared.and_then(|id| sheet.stimuli.iter().find(|stimulus| stimulus.id == *id));
        let names = |word: &str| format!("{word}-{n}");
        Asked {
            n,
            html: draw::question(at, &item.question, None),
            stimulus: stimulus.map(|stimulus| draw::stimulus(at, stimulus)),
            place: item.place.as_ref().map(|place| format!("{} {}", place.unit, place.criterion)).unwrap_or_default(),
            key: sheet.study.with_key.then(|| KeyView::of(p, item)),
            share: names("nilai"),
            relevance: names("rel"),
            difficulty: names("suk"),
            remark: names("catatan"),
            before: sheet.before.get(item.id.as_str()).map(|s| format!("{:.0}", s * 100.0)).unwrap_or_default(),
        }
    };
    let of_cell = |relevance: usize, difficulty: usize| EbelCell {
        field: format!("harap-{relevance}-{difficulty}"),
        questions: match in_cell(&sheet.said, relevance, difficulty) {
            0 => p.t("standard-set-cell-none").into_owned(),
            n => p.ta("standard-set-cell-n").with("n", n).to_string(),
        },
    };
    let row = |relevance: usize| {
        (relevance_key(relevance), (1..=EBEL.1).map(|difficulty| of_cell(relevance, difficulty)).collect())
    };
    let rated = |said: &Said| {
        let ebel = sheet.study.method == "ebel";
        let has = |q: &&FormQuestion| {
            let item = q.item.id.as_str();
            if ebel { said.kinds.contains_key(item) } else { said.shares.contains_key(item) }
        };
        sheet.questions.iter().filter(has).count()
    };
    SheetView {
        id: sheet.study.id.to_string(),
        code: sheet.code.clone(),
        form: sheet.form.clone(),
        method: sheet.study.method.clone(),
        method_name: method_key(&sheet.study.method),
        round: sheet.study.round,
        questions: if page > pages { Vec::new() } else { on_page(sheet, page).map(asked).collect() },
        table: (1..=EBEL.0).map(row).collect(),
        rated: rated(&sheet.said),
        of: sheet.questions.len(),
        handed_in: sheet.handed_in,
        page,
        pages,
        done: false,
    }
}

/// What was said, as the fields have it.
pub(in crate::pages::bank) fn filled(sheet: &Sheet) -> Fields {
    let (said, mut f) = (&sheet.said, Fields::new());
    for (n, question) in (1..).zip(&sheet.questions) {
        let n: usize = n;
        let item = question.item.id.as_str();
        if let Some(share) = said.shares.get(item) {
            f = f.with(&format!("nilai-{n}"), share);
        }
        if let Some((relevance, difficulty)) = said.kinds.get(item) {
            f = f.with(&format!("rel-{n}"), relevance).with(&format!("suk-{n}"), difficulty);
        }
        if let Some(remark) = said.remarks.get(item) {
            f = f.with(&format!("catatan-{n}"), remark);
        }
    }
    for (cell, share) in &said.expected {
        f = f.with(&format!("harap-{cell}"), share);
    }
    let w = &said.wishes;
    let all = [w.lowest_cut, w.highest_cut, w.fewest_failing, w.most_failing, w.passing];
    for (name, share) in WISHES.iter().zip(all) {
        if let Some(share) = share {
            f = f.with(name, share);
        }
    }
    f
}

#[derive(Debug, Default, Deserialize)]
struct Here {
    #[serde(default)]
    h: usize,
    #[serde(default)]
    sudah: String,
}

async fn show(State(app): State<AppState>, p: Page, Path(study): Path<String>, Query(asked): Query<Here>) -> Answer {
    let sheet = app.flow().exam_standards().sheet(p.actor()?, id(&study)?).await?;
    let view = SheetView { done: !asked.sudah.is_empty(), ..view(&p, &sheet, asked.h.max(1)) };
    html_with(StatusCode::OK, &Drawn { p: &p, f: &filled(&sheet), view: &view })
}

/// A share in whole per cents; nothing for an empty field.
fn share(fields: &mut Fields, name: &str) -> Option<u8> {
    let typed = fields.value(name).trim().trim_end_matches('%').trim().to_owned();
    if typed.is_empty() {
        return None;
    }
    let read = typed.parse::<u8>().ok().filter(|share| *share <= 100);
    if read.is_none() {
        fields.wrong(name, Message::new(key("standard-set-share-wanted")));
    }
    read
}

fn saying(fields: &mut Fields, sheet: &Sheet, page: usize, pages: usize) -> Saying {
    let mut out = Saying::default();
    if page > pages {
        let mut expected = BTreeMap::new();
        for (relevance, difficulty) in (1..=4_u8).flat_map(|r| (1..=3_u8).map(move |d| (r, d))) {
            let cell = cell(relevance, difficulty);
            if let Some(share) = share(fields, &format!("harap-{cell}")) {
                expected.insert(cell, share);
            }
        }
        let [lowest_cut, highest_cut, fewest_failing, most_failing, passing] = WISHES.map(|name| share(fields, name));
        out.expected = Some(expected);
        out.wishes = Some(Wishes { lowest_cut, highest_cut, fewest_failing, most_failing, passing });
        return out;
    }
    for (n, question) in on_page(sheet, page) {
        let item = question.item.id.to_string();
        if sheet.study.method == "ebel" {
            let of = |name: String| fields.value(&name).trim().parse::<u8>().ok();
            let kind = of(format!("rel-{n}")).zip(of(format!("suk-{n}")));
            out.kinds.insert(item.clone(), kind);
        } else {
            let given = share(fields, &format!("nilai-{n}"));
            out.shares.insert(item.clone(), given);
        }
        out.remarks.insert(item, fields.value(&format!("catatan-{n}")).to_owned());
    }
    out
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    h: usize,
    #[serde(default)]
    putaran: i64,
    #[serde(default)]
    ke: String,
}

async fn keep(State(app): State<AppState>, p: Page, Path(study): Path<String>, form: Form<Typed>) -> Answer {
    let (actor, standards, key) = (p.actor()?, app.flow().exam_standards(), id(&study)?);
    let sheet = standards.look(actor, key).await?;
    let Form { value, mut fields, .. } = form;
    let pages = sheet.questions.len().div_ceil(EACH);
    let page = value.h.clamp(1, pages + 1);
    let hand_in = value.ke == "serah";
    let saying = saying(&mut fields, &sheet, page, pages);
    if fields.is_right() {
        match standards.save(actor, key, value.putaran, &saying, hand_in).await {
            Ok(()) if hand_in => return Ok(see_other("/batas-lulus?sudah=serah")),
            Ok(()) => {
                let to = value.ke.parse::<usize>().unwrap_or(page);
                return Ok(see_other(&format!("/batas-lulus/{study}?h={to}&sudah=simpan")));
            }
            Err(WorkflowError::Refused(why)) if why.code != "permit.none" => {
                // What was said besides is kept, so that only what lacks is to be done.
                if hand_in && matches!(why.code.as_str(), "standard.unrated" | "standard.unexpected") {
                    standards.save(actor, key, value.putaran, &saying, false).await?;
                }
                let said =
                    |name: &str| why.args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
                let field = match said("relevance").zip(said("difficulty")) {
                    Some((relevance, difficulty)) if page > pages => format!("harap-{relevance}-{difficulty}"),
                    _ => if page > pages { "batas-bawah" } else { "putaran" }.to_owned(),
                };
                fields.wrong(&field, refusal_message(&why));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let sheet = standards.sheet(actor, key).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Drawn { p: &p, f: &fields, view: &view(&p, &sheet, page) })
}

/// A picture or recording of a question that is rated.
async fn media(State(app): State<AppState>, p: Page, Path((study, name)): Path<(String, String)>) -> Answer {
    let sheet = app.flow().exam_standards().look(p.actor()?, id(&study)?).await?;
    if !shows(&sheet, &name) {
        return Err(WebError::NotFound);
    }
    let Some((kind, bytes)) = app.flow().exam_bank().media(&name).await? else { return Err(WebError::NotFound) };
    let kind = HeaderValue::from_str(&kind).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let keep = HeaderValue::from_static("private, no-store");
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], Body::from(bytes)).into_response())
}

/// Whether one of its questions shows that file.
fn shows(sheet: &Sheet, name: &str) -> bool {
    let of_items = sheet.questions.iter().flat_map(|question| question.item.question.media());
    let mut all = of_items.chain(sheet.stimuli.iter().flat_map(|stimulus| stimulus.content.media()));
    all.any(|known| known.as_str() == name)
}
