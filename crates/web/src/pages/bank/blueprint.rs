//! Blueprints: what the forms of a scheme consist of, as a table with the rule by which a test is passed. Versions never
//! change; the form that makes a new one is `blueprint_form`.

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    permit::{self, Action},
    record::{exam::Blueprint as Row, scheme::SchemeVersion},
};
use exam::{
    blueprint::{Blueprint, Cut, Line, Method, Order, PassRule},
    item::Language,
};
use serde::Deserialize;

use super::{SEE, kind_key, scheme_name, schemes, units};
use crate::{
    Answer, AppState, Page, Routes, html,
    i18n::{Message, key},
    nav::{Group, Item},
    part::{Tag, icon},
};

/// `/kisi-kisi` and one of them.
pub(super) fn routes() -> Routes {
    let duties = &[certification::duty::Duty::SchemeCommittee, certification::duty::Duty::Manager];
    Routes::new().get("/kisi-kisi", SEE, list).get("/kisi-kisi/{id}", SEE, show).nav(Item::rail(
        Group::Bank,
        20,
        "/kisi-kisi",
        key("nav-blueprints"),
        icon("table"),
        duties,
    ))
}

/// A line of the table in words.
#[derive(Debug, Clone)]
pub(super) struct LineView {
    pub unit: String,
    pub title: String,
    /// Element or criterion; empty when open.
    pub criterion: String,
    pub level: String,
    pub kind: String,
    pub questions: u32,
    pub each: String,
    pub points: String,
}

/// A cut in words.
#[derive(Debug, Clone)]
pub(super) struct CutView {
    /// The unit; empty for the whole test.
    pub unit: String,
    pub least: String,
    pub of: String,
    pub origin: String,
}

/// A form that was frozen.
#[derive(Debug, Clone)]
pub(super) struct FormRow {
    pub id: String,
    pub code: String,
    pub questions: i64,
    pub at: i64,
    /// Why it is not used any more; nothing while it is.
    pub withdrawn: Option<String>,
    /// It holds an item that was retired or became known: no paper is drawn from it.
    pub spoiled: bool,
    /// Version of its blueprint.
    pub version: String,
}

/// A blueprint as its page shows it.
#[derive(Debug, Clone, Default)]
pub(super) struct BlueprintView {
    pub id: String,
    pub name: String,
    pub version: i64,
    pub newest: bool,
    pub lines: Vec<LineView>,
    pub bands: Vec<String>,
    pub questions: u32,
    pub points: String,
    pub minutes: u32,
    /// Language of all its questions.
    pub language: &'static str,
    pub cuts: Vec<CutView>,
    pub provisional: bool,
    /// Judges are said to have found the cut, and an approval is all that lacks.
    pub proposed: bool,
    /// The reader is somebody who can approve it.
    pub may_approve: bool,
    pub mixing: Vec<String>,
    /// Questions on trial on each form.
    pub trials: u32,
    /// Other versions: row and number.
    pub versions: Vec<(String, i64)>,
    pub forms: Vec<FormRow>,
    pub may_change: bool,
    pub done: Option<&'static str>,
}

impl BlueprintView {
    /// Some line asks for a criterion or an element; else the column would say nothing.
    pub fn by_criterion(&self) -> bool {
        self.lines.iter().any(|line| !line.criterion.is_empty())
    }

    /// Some line asks for a level.
    pub fn by_level(&self) -> bool {
        self.lines.iter().any(|line| !line.level.is_empty())
    }
}

/// A blueprint in the list.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    pub id: String,
    pub name: String,
    pub version: i64,
    pub questions: u32,
    pub points: String,
    pub minutes: u32,
    pub cut: Tag,
    /// Forms in use.
    pub forms: usize,
}

#[derive(Template)]
#[template(path = "bank/blueprints.html")]
pub(super) struct List<'a> {
    pub p: &'a Page,
    pub rows: &'a [Listed],
    /// Schemes that have none: slug and name.
    pub without: &'a [(String, String)],
    pub may_change: bool,
}

#[derive(Template)]
#[template(path = "bank/blueprint.html")]
pub(super) struct Shown<'a> {
    pub p: &'a Page,
    pub view: &'a BlueprintView,
}

/// Whether a cut was found by judges.
fn cut_tag(blueprint: &Blueprint) -> Tag {
    if blueprint.provisional() {
        Tag::new("warning", icon("triangle-alert"), Message::new(key("bank-cut-provisional")))
    } else {
        Tag::new("success", icon("check"), Message::new(key("bank-cut-set")))
    }
}

/// The name of the scheme of that slug; the slug where there is no such scheme.
pub(super) fn name_of(p: &Page, schemes: &[SchemeVersion], slug: &str) -> String {
    schemes.iter().find(|scheme| scheme.slug == slug).map_or_else(|| slug.to_owned(), |scheme| scheme_name(p, scheme))
}

fn read(row: &Row) -> Option<Blueprint> {
    serde_json::from_value(row.content.clone()).ok()
}

async fn list(State(app): State<AppState>, p: Page) -> Answer {
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let all = bank.blueprints(actor, None).await?;
    let schemes = schemes(&app).await?;
    let mut rows = Vec::new();
    for row in &all {
        let newest = all.iter().filter(|other| other.blueprint == row.blueprint).map(|other| other.version).max();
        let Some(content) = read(row).filter(|_| newest == Some(row.version)) else { continue };
        rows.push(Listed {
            id: row.id.clone(),
            name: name_of(&p, &schemes, &row.slug),
            version: row.version,
            questions: content.questions(),
            points: content.points(None).normalize().to_string(),
            minutes: content.minutes,
            cut: cut_tag(&content),
            forms: bank.forms(&row.slug).await?.len(),
        });
    }
    let without = schemes.iter().filter(|scheme| !all.iter().any(|row| row.slug == scheme.slug));
    let without: Vec<_> = without.map(|scheme| (scheme.slug.clone(), scheme_name(&p, scheme))).collect();
    html(&List { p: &p, rows: &rows, without: &without, may_change: permit::may(actor, Action::ChangeBank) })
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    sudah: String,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let (row, content) = bank.blueprint(actor, &id).await?;
    let schemes = schemes(&app).await?;
    let versions = bank.blueprints(actor, Some(&row.slug)).await?;
    let of_key = versions.iter().filter(|other| other.blueprint == row.blueprint);
    let mut view = view(&p, &schemes, &row, &content);
    view.newest = of_key.clone().all(|other| other.version <= row.version);
    view.versions = of_key.filter(|other| other.id != row.id).map(|o| (o.id.clone(), o.version)).collect();
    view.versions.sort_by_key(|(_, version)| std::cmp::Reverse(*version));
    let forms = bank.every_form(actor, &row.slug).await?;
    let in_use = forms.iter().filter(|form| form.withdrawn.is_none());
    let spoiled = bank.spoiled(in_use.map(|form| form.id)).await?;
    let of_row = |form: &certification::record::exam::ExamForm| FormRow {
        id: form.id.to_string(),
        code: form.code.clone(),
        questions: form.questions,
        at: form.frozen_at,
        withdrawn: form.withdrawn.clone(),
        spoiled: spoiled.contains_key(&form.id),
        version: form.blueprint_id.rsplit_once(':').map(|(_, version)| version.to_owned()).unwrap_or_default(),
    };
    view.forms = forms.iter().map(of_row).collect();
    view.may_change = permit::may(actor, Action::ChangeBank);
    view.may_approve = view.newest && view.proposed && bank.may_approve(actor, &row.blueprint).await?;
    view.done = match asked.sudah.as_str() {
        "setuju" => Some(key("bank-cut-approved-done")),
        "simpan" => Some(key("bank-blueprint-kept")),
        "beku" => Some(key("bank-forms-frozen")),
        _ => None,
    };
    html(&Shown { p: &p, view: &view })
}

/// What the blueprint itself tells.
pub(super) fn view(p: &Page, schemes: &[SchemeVersion], row: &Row, content: &Blueprint) -> BlueprintView {
    let units = units(schemes);
    let title = |code: &str| {
        units.iter().find(|unit| unit.code == code).map_or_else(String::new, |u| p.unit_title(u).to_owned())
    };
    let mut mixing = vec![p.t(order_key(content.mixing.questions)).into_owned()];
    if content.mixing.options {
        mixing.push(p.t("bank-mix-options-too").into_owned());
    }
    BlueprintView {
        id: row.id.clone(),
        name: name_of(p, schemes, &row.slug),
        version: row.version,
        newest: true,
        lines: content.lines.iter().map(|line| line_view(p, line, &title)).collect(),
        bands: content
            .bands
            .iter()
            .map(|band| {
                let said = p.ta("bank-band").with("which", p.which(&band.which.to_string()));
                said.with("least", band.least).with("most", band.most).to_string()
            })
            .collect(),
        questions: content.questions(),
        trials: content.trials,
        points: content.points(None).normalize().to_string(),
        minutes: content.minutes,
        language: language_key(content.language),
        cuts: content.pass.cuts().map(|(unit, cut)| cut_view(p, content, unit, cut)).collect(),
        provisional: content.provisional(),
        proposed: content.awaits_approval(),
        mixing,
        ..BlueprintView::default()
    }
}

pub(super) fn line_view(p: &Page, line: &Line, title: &impl Fn(&str) -> String) -> LineView {
    let which = &line.which;
    let unit = which.unit.clone().unwrap_or_default();
    let criterion = which.criterion.clone().or_else(|| which.element.map(|element| element.to_string()));
    let levels: Vec<&str> = which.levels.iter().map(|level| level.as_str()).collect();
    let kinds: Vec<String> = which.kinds.iter().map(|kind| p.t(kind_key(kind)).into_owned()).collect();
    let whole = line.points.checked_mul(line.questions.into()).unwrap_or(line.points);
    LineView {
        title: title(&unit),
        unit,
        criterion: criterion.unwrap_or_default(),
        level: levels.join(", "),
        kind: kinds.join(", "),
        questions: line.questions,
        each: line.points.normalize().to_string(),
        points: whole.normalize().to_string(),
    }
}

/// Key of a language of questions.
pub(super) const fn language_key(language: Language) -> &'static str {
    match language {
        Language::Id => key("bank-language-id"),
        Language::En => key("bank-language-en"),
    }
}

/// Key of an order of questions.
pub(super) const fn order_key(order: Order) -> &'static str {
    match order {
        Order::AsForm => key("bank-mix-as-form"),
        Order::WithinUnits => key("bank-mix-within-units"),
        Order::Throughout => key("bank-mix-throughout"),
    }
}

/// Key of a way to find a cut.
pub(in crate::pages) const fn method_key(method: Method) -> &'static str {
    match method {
        Method::Angoff => key("bank-method-angoff"),
        Method::AngoffYesNo => key("bank-method-angoff-yes-no"),
        Method::Ebel => key("bank-method-ebel"),
        Method::Hofstee => key("bank-method-hofstee"),
        Method::Beuk => key("bank-method-beuk"),
        Method::Provisional => key("bank-method-provisional"),
    }
}

pub(super) fn cut_view(p: &Page, content: &Blueprint, unit: Option<&str>, cut: &Cut) -> CutView {
    let origin = &cut.origin;
    let words = match (origin.approved_on, origin.method) {
        (Some(_), _) => key("bank-cut-origin"),
        (None, Method::Provisional) => key("bank-cut-origin-undated"),
        (None, _) => key("bank-cut-origin-proposed"),
    };
    let said = p
        .ta(words)
        .with("method", p.t(method_key(origin.method)))
        .with("judges", origin.judges)
        .with("day", origin.approved_on.map(|day| p.date(day)).unwrap_or_default())
        .with("act", origin.act.as_str());
    CutView {
        unit: unit.unwrap_or_default().to_owned(),
        least: cut.least.normalize().to_string(),
        of: content.points(unit).normalize().to_string(),
        origin: said.to_string(),
    }
}

/// Whether a test is passed unit by unit.
pub(super) const fn per_unit(pass: &PassRule) -> bool {
    matches!(pass, PassRule::PerUnit(_))
}
