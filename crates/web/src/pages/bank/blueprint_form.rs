//! A new version of a blueprint, by a form: lines of the table, time, the rule of passing with the origin of its cut.
//! Rows are added by a button that posts; empty rows are left out.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use certification::record::scheme::SchemeVersion;
use exam::{
    blueprint::{Blueprint, Cut, Limits, Line, Method, Mixing, Order, Origin, PassRule, Which},
    item::{Language, Level},
};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{
    CHANGE,
    blueprint::{language_key, method_key, name_of, order_key, per_unit},
    blueprint_stock::{self, StockLine, StockView},
    kinds, level_key, schemes, told, unit_choice,
};
use crate::{
    Answer, AppState, Form, Page, Routes, WebError,
    form::Fields,
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
};

/// Rows that an empty form has, and those that are added at once.
const ROWS: usize = 4;
/// The most rows of a form.
const MOST_ROWS: usize = 120;
/// Ways to find a cut, by their words in the form.
const METHODS: [(&str, Method); 6] = [
    ("provisional", Method::Provisional),
    ("angoff", Method::Angoff),
    ("angoff-yes-no", Method::AngoffYesNo),
    ("ebel", Method::Ebel),
    ("hofstee", Method::Hofstee),
    ("beuk", Method::Beuk),
];
/// Orders of questions, by their words in the form.
const ORDERS: [(&str, Order); 3] =
    [("throughout", Order::Throughout), ("within-units", Order::WithinUnits), ("as-form", Order::AsForm)];
/// Levels that stand together in a line.
const SPANS: [&str; 5] = ["C1+C2", "C3+C4", "C5+C6", "C1+C2+C3", "C4+C5+C6"];

/// `/kisi-kisi/baru`.
pub(super) fn routes() -> Routes {
    Routes::new().get("/kisi-kisi/baru", CHANGE, ask).post("/kisi-kisi/baru", CHANGE, keep)
}

/// Names of the fields of a row.
#[derive(Debug, Clone)]
pub(super) struct RowNames {
    pub n: usize,
    pub unit: String,
    pub criterion: String,
    pub kind: String,
    pub level: String,
    pub questions: String,
    pub points: String,
}

impl RowNames {
    pub fn of(n: usize) -> Self {
        let name = |word: &str| format!("{word}-{n}");
        Self {
            n,
            unit: name("unit"),
            criterion: name("kuk"),
            kind: name("jenis"),
            level: name("tingkat"),
            questions: name("banyak"),
            points: name("nilai"),
        }
    }
}

/// What the form offers.
#[derive(Debug, Clone, Default)]
pub(super) struct FormView {
    pub slug: String,
    pub name: String,
    /// The version that it begins from.
    pub from: String,
    pub rows: Vec<RowNames>,
    pub units: Vec<(String, String)>,
    pub kinds: Vec<(String, String)>,
    pub levels: Vec<(String, String)>,
    pub languages: Vec<(String, String)>,
    pub methods: Vec<(String, String)>,
    pub orders: Vec<(String, String)>,
    /// Field and unit of each cut by unit.
    pub cuts: Vec<(String, String)>,
    /// Bounds across lines that are handed on as they are.
    pub bands: usize,
    /// What keeps it from being used.
    pub faults: Vec<String>,
    /// What the bank has for its lines, and what they come to.
    pub stock: StockView,
}

impl FormView {
    fn stock_of(&self, row: &usize) -> Option<&StockLine> {
        self.stock.lines.get(row)
    }

    /// Numbers of the rows whose questions have no worth yet.
    fn unvalued(&self) -> String {
        self.stock.unvalued.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}

#[derive(Template)]
#[template(path = "bank/blueprint_form.html")]
pub(super) struct Write<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a FormView,
}

pub(super) fn form_view(p: &Page, schemes: &[SchemeVersion], slug: &str, rows: usize) -> FormView {
    let scheme = schemes.iter().find(|scheme| scheme.slug == slug);
    let of_scheme = scheme.into_iter().flat_map(|scheme| &scheme.units);
    let units: Vec<(String, String)> = of_scheme.map(|unit| unit_choice(p, unit)).collect();
    let word = |words: &'static str| p.t(words).into_owned();
    let single = Level::ALL.iter().map(|l| (l.as_str().to_owned(), word(level_key(l.as_str()))));
    let spans = SPANS.iter().map(|span| ((*span).to_owned(), span.replace('+', ", ")));
    FormView {
        slug: slug.to_owned(),
        name: name_of(p, schemes, slug),
        rows: (1..=rows).map(RowNames::of).collect(),
        cuts: units.iter().map(|(code, _)| (format!("batas-{code}"), code.clone())).collect(),
        units,
        kinds: kinds(p),
        levels: single.chain(spans).collect(),
        languages: Language::ALL.iter().map(|l| (l.as_str().to_owned(), word(language_key(*l)))).collect(),
        methods: METHODS.iter().map(|(name, method)| ((*name).to_owned(), word(method_key(*method)))).collect(),
        orders: ORDERS.iter().map(|(name, order)| ((*name).to_owned(), word(order_key(*order)))).collect(),
        ..FormView::default()
    }
}

/// A blueprint as the form has it.
fn filled(blueprint: &Blueprint) -> Fields {
    let mut f = Fields::new().with("menit", blueprint.minutes).with("uji_coba", blueprint.trials);
    for (n, line) in (1..).zip(&blueprint.lines) {
        let (names, which) = (RowNames::of(n), &line.which);
        let place = which.criterion.clone().or_else(|| which.element.map(|element| element.to_string()));
        let levels: Vec<&str> = which.levels.iter().map(|level| level.as_str()).collect();
        f = f
            .with(&names.unit, which.unit.clone().unwrap_or_default())
            .with(&names.criterion, place.unwrap_or_default())
            .with(&names.kind, which.kinds.iter().cloned().collect::<Vec<_>>().join("+"))
            .with(&names.level, levels.join("+"))
            .with(&names.questions, line.questions)
            .with(&names.points, line.points.normalize());
    }
    f = f.with("lulus", if per_unit(&blueprint.pass) { "unit" } else { "seluruh" });
    for (unit, cut) in blueprint.pass.cuts() {
        let name = unit.map_or_else(|| "batas".to_owned(), |unit| format!("batas-{unit}"));
        f = f.with(&name, cut.least.normalize());
    }
    if let Some((_, cut)) = blueprint.pass.cuts().next() {
        let method = METHODS.iter().find(|(_, method)| *method == cut.origin.method).map_or("", |(name, _)| *name);
        // The act that approved one cut says nothing of the next.
        let act = if cut.origin.approved_on.is_some() { "" } else { &cut.origin.act };
        f = f.with("cara", method).with("penilai", cut.origin.judges).with("surat", act);
    }
    let order = ORDERS.iter().find(|(_, order)| *order == blueprint.mixing.questions).map_or("", |(name, _)| *name);
    f = f.with("urutan", order).with("bahasa", blueprint.language.as_str());
    if blueprint.mixing.options { f.with("acak", "ya") } else { f }
}

/// Kinds and levels that no choice of the form has stay choices, so that a former line is not changed unseen.
fn with_former(mut view: FormView, f: &Fields) -> FormView {
    for row in view.rows.clone() {
        for (name, choices) in [(&row.kind, &mut view.kinds), (&row.level, &mut view.levels)] {
            let value = f.value(name);
            if !value.is_empty() && !choices.iter().any(|(known, _)| known == value) {
                choices.push((value.to_owned(), value.replace('+', ", ")));
            }
        }
    }
    view
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    skema: String,
    #[serde(default)]
    dari: String,
}

async fn ask(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let schemes = schemes(&app).await?;
    let (slug, rows, f, bands) = if asked.dari.is_empty() {
        let f = Fields::new().with("acak", "ya").with("lulus", "seluruh").with("cara", "provisional");
        (asked.skema, ROWS, f, 0)
    } else {
        let (row, content) = app.flow().exam_bank().blueprint(p.actor()?, &asked.dari).await?;
        (row.slug, content.lines.len() + 1, filled(&content), content.bands.len())
    };
    if !schemes.iter().any(|scheme| scheme.slug == slug) {
        return Err(WebError::NotFound);
    }
    let view = FormView { from: asked.dari, bands, ..form_view(&p, &schemes, &slug, rows) };
    let view = FormView { stock: blueprint_stock::of(&app, &p, &slug, (&f, rows)).await?, ..view };
    html(&Write { p: &p, f: &f, view: &with_former(view, &f) })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    skema: String,
    #[serde(default)]
    dari: String,
    #[serde(default)]
    baris: usize,
    #[serde(default)]
    perbuatan: String,
}

async fn keep(State(app): State<AppState>, p: Page, form: Form<Typed>) -> Answer {
    let Form { value, mut fields, .. } = form;
    let bank = app.flow().exam_bank();
    let schemes = schemes(&app).await?;
    let scheme = schemes.iter().find(|scheme| scheme.slug == value.skema).ok_or(WebError::NotFound)?;
    let former = match value.dari.as_str() {
        "" => None,
        id => Some(bank.blueprint(p.actor()?, id).await?.1),
    };
    let more = if value.perbuatan == "tambah" { ROWS } else { 0 };
    let rows = (value.baris.max(1) + more).min(MOST_ROWS);
    let bands = former.as_ref().map(|former| former.bands.clone()).unwrap_or_default();
    let mut view =
        FormView { from: value.dari.clone(), bands: bands.len(), ..form_view(&p, &schemes, &value.skema, rows) };
    if matches!(value.perbuatan.as_str(), "tambah" | "hitung") {
        view.stock = blueprint_stock::of(&app, &p, &scheme.slug, (&fields, rows)).await?;
        return html(&Write { p: &p, f: &fields, view: &with_former(view, &fields) });
    }
    if let Some(mut blueprint) = read(&p, &mut fields, scheme, rows) {
        blueprint.id = former.as_ref().map_or_else(|| value.skema.clone(), |former| former.id.clone());
        blueprint.bands = bands;
        let least = u32::try_from(app.flow().settings().await?.int("exam.least_judges")).unwrap_or(u32::MAX);
        let limits = Limits { least_judges: least, ..Limits::default() };
        let faults = blueprint.check(&scheme.units, &limits);
        if faults.is_empty() {
            let row = bank.keep_blueprint(p.actor()?, blueprint).await?;
            return Ok(see_other(&format!("/kisi-kisi/{}?sudah=simpan", row.id)));
        }
        view.faults = faults.iter().map(|fault| told(&p, fault)).collect();
    }
    view.stock = blueprint_stock::of(&app, &p, &scheme.slug, (&fields, rows)).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Write { p: &p, f: &fields, view: &with_former(view, &fields) })
}

/// A number of either language.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(&text.trim().replace(',', ".")).ok()
}

/// What is told of a field whose number cannot be read: the summary names it where the field itself is not in sight.
fn number_wanted(p: &Page, field: &'static str) -> Message {
    Message::new(key("bank-number-wanted-for")).with("field", p.t(field).into_owned())
}

/// The same in a line of the table.
fn line_wanted(p: &Page, n: usize, field: &'static str) -> Message {
    Message::new(key("bank-number-wanted-line")).with("n", n).with("field", p.t(field).into_owned())
}

fn number(fields: &mut Fields, name: &str, wanted: Message) -> u32 {
    let read = fields.value(name).trim().parse::<u32>().ok();
    if read.is_none() {
        fields.wrong(name, wanted);
    }
    read.unwrap_or_default()
}

/// The blueprint of the form; what cannot be read is told at its field, in the order of the page.
fn read(p: &Page, fields: &mut Fields, scheme: &SchemeVersion, rows: usize) -> Option<Blueprint> {
    let mut lines = Vec::new();
    for names in (1..=rows).map(RowNames::of) {
        if fields.value(&names.unit).is_empty() && fields.value(&names.questions).trim().is_empty() {
            continue;
        }
        let questions = number(fields, &names.questions, line_wanted(p, names.n, key("bank-questions")));
        let points = points(fields, &names.points, line_wanted(p, names.n, key("bank-points-each")));
        lines.push(Line { which: which(fields, &names), questions, points });
    }
    let minutes = number(fields, "menit", number_wanted(p, key("bank-minutes-long")));
    // Left empty, nothing is tried out.
    let trials = match fields.value("uji_coba").trim() {
        "" => 0,
        _ => number(fields, "uji_coba", number_wanted(p, key("bank-trials"))),
    };
    let by_unit = fields.value("lulus") == "unit";
    let whole = if by_unit { Decimal::ZERO } else { points(fields, "batas", number_wanted(p, key("bank-cut-whole"))) };
    let mut each: Vec<(String, Decimal)> = Vec::new();
    if by_unit {
        for unit in scheme.units.iter().filter(|unit| lines.iter().any(|l| l.which.unit.as_ref() == Some(&unit.code))) {
            let wanted = Message::new(key("bank-number-wanted-unit")).with("unit", unit.code.clone());
            each.push((unit.code.clone(), points(fields, &format!("batas-{}", unit.code), wanted)));
        }
    }
    let origin = origin(fields);
    let pass = if by_unit {
        let cut = |(unit, least)| (unit, Cut { least, origin: origin.clone() });
        PassRule::PerUnit(each.into_iter().map(cut).collect())
    } else {
        PassRule::Whole(Cut { least: whole, origin })
    };
    let order = ORDERS.iter().find(|(name, _)| *name == fields.value("urutan")).map_or(Order::Throughout, |(_, o)| *o);
    let mixing = Mixing { questions: order, options: fields.has("acak", "ya") };
    let (id, version, bands) = (String::new(), 1, Vec::new());
    let (scheme, language) = (scheme.slug.clone(), language(fields));
    let blueprint = Blueprint { id, version, scheme, language, lines, bands, trials, minutes, pass, mixing };
    fields.is_right().then_some(blueprint)
}

fn points(fields: &mut Fields, name: &str, wanted: Message) -> Decimal {
    let read = decimal(fields.value(name));
    if read.is_none() {
        fields.wrong(name, wanted);
    }
    read.unwrap_or_default()
}

pub(super) fn which(fields: &Fields, names: &RowNames) -> Which {
    let some = |name: &str| Some(fields.value(name).trim().to_owned()).filter(|text| !text.is_empty());
    let place = some(&names.criterion);
    // A whole number names an element, `1.2` a criterion.
    let element = place.as_deref().and_then(|place| place.parse::<u32>().ok());
    let kinds: BTreeSet<String> = some(&names.kind).iter().flat_map(|k| k.split('+')).map(str::to_owned).collect();
    let known = |word: &str| Level::ALL.into_iter().find(|level| level.as_str() == word);
    let levels = some(&names.level).iter().flat_map(|levels| levels.split('+')).filter_map(known).collect();
    Which { unit: some(&names.unit), element, criterion: place.filter(|_| element.is_none()), levels, kinds }
}

/// The language that is chosen; the body's own where none is.
pub(super) fn language(fields: &Fields) -> Language {
    Language::ALL.into_iter().find(|language| language.as_str() == fields.value("bahasa")).unwrap_or_default()
}

/// What is told of where a cut comes from. That it is approved is never typed here: it is an act of somebody else.
fn origin(fields: &Fields) -> Origin {
    let method =
        METHODS.iter().find(|(name, _)| *name == fields.value("cara")).map_or(Method::Provisional, |(_, m)| *m);
    // Nobody has judged a provisional cut.
    let judges =
        fields.value("penilai").trim().parse().ok().filter(|_| method != Method::Provisional).unwrap_or_default();
    Origin { method, judges, approved_on: None, act: fields.value("surat").trim().to_owned() }
}
