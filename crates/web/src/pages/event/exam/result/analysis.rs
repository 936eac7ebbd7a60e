//! Were the questions good? Figures with their intervals and what they allow to be said; a picture of difficulty and
//! discrimination with its table; options with their curves, time, reliability, consistency, groups. Agreement between
//! neighbours is drawn for those alone who may see it.

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    id::{ExamFormId, ExamId},
    permit::Action,
};
use serde::Deserialize;
use workflow::exam_result::{Analysis, Compared, ItemFigures, Neighbours};

use super::{
    Top,
    once::{self, Once},
    order::Order,
    sees_keys,
};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    pages::{
        event::exam::{ExamHead, schemes},
        figure::{Said, coefficient, percent, points, seconds},
        groups,
        options::{self, Curves, OptionRow},
        sitting::draw::{self, Html},
    },
};

/// Characters of a question's words in the table.
const SHORT: usize = 70;

/// `/acara/{event}/ujian/{exam}/analisis`.
pub(super) fn routes() -> Routes {
    Routes::new().get("/acara/{event}/ujian/{exam}/analisis", Guard::Signed(Action::PlanExam), show)
}

/// A question.
#[derive(Debug, Clone)]
pub(super) struct ItemRow {
    pub no: usize,
    pub unit: String,
    pub words: String,
    /// Attribute of the words, where their language is not the page's.
    pub lang: Html,
    pub credited: bool,
    /// It was on trial, and is in no result.
    pub trial: bool,
    pub difficulty: Said,
    /// Drawn towards the other questions of the form.
    pub shrunk: Said,
    pub median: Said,
    pub rapid: Said,
    pub curves: Option<Curves>,
    pub discrimination: Said,
    pub options: Vec<OptionRow>,
}

/// A question on the picture: number, and place in its units.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dot {
    pub no: usize,
    pub x: String,
    pub y: String,
}

/// Two groups compared.
#[derive(Debug, Clone)]
pub(super) struct Groups {
    /// Key of what they are grouped by.
    pub by: &'static str,
    pub reference: String,
    pub focal: String,
    /// Why nothing is said, where nothing is.
    pub withheld: Option<String>,
    /// Number of the question, figure.
    pub rows: Vec<(usize, Said)>,
}

/// Agreement between neighbours.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    /// Seat looked at, seat beside, shared, wrong, figure.
    pub pairs: Vec<(i64, i64, usize, usize, Said)>,
    pub tests: usize,
    pub compared: usize,
    pub rate: Said,
}

/// The page.
#[derive(Debug, Clone)]
pub(super) struct AnalysisView {
    pub candidates: usize,
    /// Confidence of the intervals, per cent.
    pub sure: i64,
    /// Address, code, current.
    pub forms: Vec<(String, String, bool)>,
    /// In which order the questions stand: address, key of its words, current.
    pub orders: Vec<(String, &'static str, bool)>,
    pub items: Vec<ItemRow>,
    /// What is withheld from most questions, and from most options, for one reason.
    pub withheld: (Vec<Once>, Vec<Once>),
    /// The form itself shows how its questions differ; otherwise the house's starting point in percent, and its weight
    /// in answers.
    pub from_pool: bool,
    pub prior: (String, String),
    /// Difficulty in percent from which a question is hard, above which it is easy.
    pub wanted: (String, String),
    pub dots: Vec<Dot>,
    pub alpha: Said,
    pub error: Said,
    /// Unit (empty for the whole), cut, agreement, beyond chance, right verdicts.
    pub consistency: Vec<(String, String, Said, Said, Option<Said>)>,
    pub groups: Vec<Groups>,
    pub beside: Option<Beside>,
}

#[derive(Template)]
#[template(path = "event/exam/result/analysis.html")]
pub(super) struct Drawn<'a> {
    pub p: &'a Page,
    pub top: &'a Top,
    pub tab: &'static str,
    pub view: &'a AnalysisView,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    naskah: String,
    #[serde(default)]
    urut: String,
}

async fn show(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let exam: ExamId = exam.parse().map_err(|_| WebError::NotFound)?;
    let form: Option<ExamFormId> = asked.naskah.parse().ok();
    let found = app.flow().exam_results().analysis(p.actor()?, exam, form).await?;
    if found.event.id.to_string() != event {
        return Err(WebError::NotFound);
    }
    let schemes = schemes(&app, &found.event).await?;
    let top = Top { head: ExamHead::of(&p, &found.exam, &found.event, &schemes), keys: sees_keys(&p) };
    let sure = app.flow().settings_lately().await?.int("exam.confidence");
    let view = AnalysisView { sure, ..view(&p, &found, &top.head.href(), Order::read(&asked.urut)) };
    html(&Drawn { p: &p, top: &top, tab: "analisis", view: &view })
}

fn view(p: &Page, found: &Analysis, href: &str, order: Order) -> AnalysisView {
    let at = |form: ExamFormId, order: Order| format!("{href}/analisis?naskah={form}&urut={}", order.value());
    let forms = found.forms.iter().map(|form| (at(form.id, order), form.code.clone(), form.id == found.form.id));
    let orders = Order::ALL.map(|one| (format!("{}#soal", at(found.form.id, one)), one.words(), one == order));
    let consistency = found.consistency.iter().map(|(unit, cut, figures)| {
        (
            unit.clone().unwrap_or_default(),
            p.decimal(cut),
            percent(p, &figures.agreement),
            coefficient(p, &figures.kappa),
            figures.accuracy.as_ref().map(|figure| percent(p, figure)),
        )
    });
    let mut items: Vec<ItemRow> = order.of(&found.items).into_iter().map(|(no, item)| item_row(p, no, item)).collect();
    AnalysisView {
        withheld: (once::of_items(&mut items), once::of_options(&mut items)),
        candidates: found.candidates,
        sure: 0,
        forms: forms.collect(),
        orders: orders.to_vec(),
        from_pool: found.from_pool,
        prior: (whole(100.0 * found.settings.prior_mean), whole(found.settings.prior_weight)),
        wanted: (whole(100.0 * found.settings.hard_below), whole(100.0 * found.settings.easy_above)),
        items,
        dots: found.items.iter().enumerate().filter_map(|(at, item)| dot(at + 1, item)).collect(),
        alpha: coefficient(p, &found.reliability.alpha),
        error: points(p, &found.reliability.error),
        consistency: consistency.collect(),
        groups: found.compared.iter().map(|compared| group_rows(p, compared)).collect(),
        beside: found.neighbours.as_ref().map(|neighbours| beside(p, neighbours)),
    }
}

/// A number of the settings, which are whole.
fn whole(n: f64) -> String {
    format!("{n:.0}")
}

fn item_row(p: &Page, no: usize, item: &ItemFigures) -> ItemRow {
    let words = item.item.question.stem.words().split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(SHORT).collect();
    let more = if short.len() < words.len() { "…" } else { "" };
    let lang = draw::lang(p, item.item.question.language);
    ItemRow {
        no,
        unit: item.item.place.as_ref().map(|place| place.unit.clone()).unwrap_or_default(),
        words: format!("{short}{more}"),
        lang,
        credited: item.credited,
        trial: item.trial,
        difficulty: percent(p, &item.difficulty),
        shrunk: percent(p, &item.shrunk),
        median: seconds(p, &item.timing.median),
        rapid: percent(p, &item.timing.rapid),
        curves: options::curves(p, &item.options),
        discrimination: coefficient(p, &item.discrimination),
        options: options::rows(p, &item.options, &item.timing, item.item.question.language),
    }
}

/// The place on a picture of 100 by 100: easy to the right, discriminating above, nothing in the middle.
fn dot(no: usize, item: &ItemFigures) -> Option<Dot> {
    let (x, y) = (item.difficulty.estimate()?, item.discrimination.estimate()?);
    Some(Dot { no, x: format!("{:.1}", x * 100.0), y: format!("{:.1}", 50.0 - y * 50.0) })
}

fn group_rows(p: &Page, compared: &Compared) -> Groups {
    let rows: Vec<(usize, Said)> =
        compared.items.iter().enumerate().map(|(at, dif)| (at + 1, coefficient(p, &dif.delta))).collect();
    // Where nothing can be said of any question, the reason is the same for all.
    let withheld = match rows.first() {
        Some((_, first)) if rows.iter().all(|(_, said)| said.number.is_none()) => Some(first.sentence.clone()),
        _ => None,
    };
    let by = compared.by;
    Groups {
        by: groups::by_key(by),
        reference: groups::name(p, by, &compared.reference),
        focal: groups::name(p, by, &compared.focal),
        rows: if withheld.is_some() { Vec::new() } else { rows },
        withheld,
    }
}

fn beside(p: &Page, neighbours: &Neighbours) -> Beside {
    let pairs = neighbours.unusual.iter().map(|(seat, other, comparison)| {
        (*seat, *other, comparison.shared, comparison.wrong, percent(p, &comparison.share))
    });
    Beside {
        pairs: pairs.collect(),
        tests: neighbours.tests,
        compared: neighbours.compared,
        rate: percent(p, &neighbours.false_alarms),
    }
}
