//! A closed round as it is discussed: the cut with its error, each question with its spread, each judge beside the
//! panel, the compromises, and what was noted. Judges are called by their codes; who runs the study sees their names
//! on its own page.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    permit::{self, Action},
    record::exam_standard::StandardStudy,
    refusal::Refusal,
};
use exam::standard_setting::compromise::Compromise;
use serde::Deserialize;
use workflow::{
    WorkflowError,
    exam_standard::{RoundFound, Spread},
};

use super::{CHANGE, SEE, id, method_key, names, number};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    page::{html_with, see_other},
    pages::{
        bank::told,
        figure::{Said, coefficient, percent, points},
    },
};

/// `/kisi-kisi/standar/{study}/putaran/{round}`, and the same for its judges under `/batas-lulus`.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/kisi-kisi/standar/{study}/putaran/{round}", SEE, show)
        .post("/kisi-kisi/standar/{study}/putaran/{round}", CHANGE, note)
        .get("/batas-lulus/{study}/putaran/{round}", Guard::Signed(Action::RateStandard), show)
}

/// A cut.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct CutView {
    /// Empty for the whole test.
    pub unit: String,
    pub of: String,
    pub said: Said,
    /// The cut is not withheld: what follows is said with it, or not at all.
    pub shown: bool,
    pub median: String,
    pub spread: String,
    pub error: String,
    /// Error if questions are a sample too; empty where it is not known.
    pub with_items: String,
    /// Code and cut of each judge.
    pub judges: Vec<(String, String)>,
    /// How many points the cut moved, and how many judges moved theirs; empty in the first round.
    pub moved: Option<(String, usize)>,
}

/// A question; shares in per cent.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct ItemView {
    pub n: usize,
    pub words: String,
    pub low: String,
    pub median: String,
    pub high: String,
    /// Places of the judges on a line of 100.
    pub dots: Vec<String>,
    /// Share of candidates who had all points; empty where it is not known.
    pub reached: String,
    pub remarks: Vec<(String, String)>,
    /// Judges differ by 40 points of per cent or more.
    pub wide: bool,
}

/// A judge beside the panel.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct JudgeView {
    pub code: String,
    /// The reader's own line.
    pub own: bool,
    /// They were released later; what they said here stands.
    pub released: bool,
    pub severity: Said,
    pub with_others: Said,
    pub with_difficulty: Option<Said>,
}

/// A compromise: the figure with the share failing there, or why there is none.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) enum CompromiseView {
    Found(Said, String),
    Not(String),
}

/// The page.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct RoundView {
    /// Address of the study, and of the page itself.
    pub study: String,
    pub here: String,
    /// Key of the method's name.
    pub method: &'static str,
    pub n: i64,
    pub reason: String,
    pub cuts: Vec<CutView>,
    pub items: Vec<ItemView>,
    pub judges: Vec<JudgeView>,
    pub hofstee: Option<CompromiseView>,
    pub beuk: Option<CompromiseView>,
    pub candidates: usize,
    /// From how many candidates on a compromise is shown.
    pub least: i64,
    /// The form that was rated, where the reader may see it.
    pub form: Option<String>,
    /// The reader may open the events, in which tests are planned.
    pub events: bool,
    /// When, by whom, what.
    pub notes: Vec<(i64, String, String)>,
    pub may_note: bool,
    pub may_approve: bool,
    pub done: bool,
}

impl RoundView {
    /// Wishes were given, and nobody has sat the form whose test is closed.
    fn unsat(&self) -> bool {
        self.candidates == 0 && !self.compromises().is_empty()
    }

    /// The compromises that were asked for: key of the name, what was found.
    fn compromises(&self) -> Vec<(&'static str, &CompromiseView)> {
        let both = [("hofstee", &self.hofstee), ("beuk", &self.beuk)];
        both.into_iter().filter_map(|(name, found)| Some((method_key(name), found.as_ref()?))).collect()
    }
}

#[derive(Template)]
#[template(path = "bank/standard/round.html")]
pub(in crate::pages::bank) struct Round<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a RoundView,
}

/// From this difference on, in per cents, judges are far apart.
const WIDE: f64 = 0.4;

fn share(n: f64) -> String {
    format!("{:.0}", n * 100.0)
}

fn item(n: usize, spread: &Spread) -> ItemView {
    ItemView {
        n,
        words: spread.words.clone(),
        low: share(spread.low),
        median: share(spread.median),
        high: share(spread.high),
        dots: spread.shares.iter().map(|at| format!("{:.1}", at * 100.0)).collect(),
        reached: spread.reached.map(share).unwrap_or_default(),
        remarks: spread.remarks.clone(),
        wide: spread.high - spread.low >= WIDE,
    }
}

fn compromise(p: &Page, found: &Result<Compromise, Refusal>) -> CompromiseView {
    match found {
        Ok(found) => CompromiseView::Found(points(p, &found.cut), found.failing.map(share).unwrap_or_default()),
        Err(why) => CompromiseView::Not(told(p, why)),
    }
}

/// What the round itself tells; `own` is the reader's code.
pub(in crate::pages::bank) fn view(p: &Page, study: &StandardStudy, found: &RoundFound, own: &str) -> RoundView {
    let cuts = found.cuts.iter().map(|cut| CutView {
        unit: cut.unit.clone().unwrap_or_default(),
        of: p.decimal(cut.of.normalize()),
        said: points(p, &cut.cut.points),
        shown: cut.cut.points.estimate().is_some(),
        median: number(p, cut.cut.median),
        spread: number(p, cut.cut.spread),
        error: number(p, cut.cut.error),
        with_items: cut.error_with_items.map(|error| number(p, error)).unwrap_or_default(),
        judges: found
            .judges
            .iter()
            .zip(&cut.cut.by_judge)
            .map(|((code, _), n)| (code.clone(), number(p, *n)))
            .collect(),
        moved: cut.moved.map(|moved| (number(p, moved.points), moved.judges)),
    });
    let judges = found.severity.iter().map(|judge| JudgeView {
        own: judge.judge == own,
        released: found.judges.iter().any(|(code, person)| *code == judge.judge && study.release(*person).is_some()),
        code: judge.judge.clone(),
        severity: percent(p, &judge.severity),
        with_others: coefficient(p, &judge.with_others),
        with_difficulty: judge.with_difficulty.as_ref().map(|figure| coefficient(p, figure)),
    });
    RoundView {
        study: String::new(),
        here: String::new(),
        method: method_key(&study.method),
        n: found.round.round,
        reason: found.round.reason.clone(),
        cuts: cuts.collect(),
        items: (1..).zip(&found.items).map(|(n, spread)| item(n, spread)).collect(),
        judges: judges.collect(),
        hofstee: found.hofstee.as_ref().map(|found| compromise(p, found)),
        beuk: found.beuk.as_ref().map(|found| compromise(p, found)),
        candidates: found.candidates,
        least: 0,
        form: None,
        events: false,
        notes: Vec::new(),
        may_note: false,
        may_approve: false,
        done: false,
    }
}

async fn page(app: &AppState, p: &Page, study: &str, round: &str) -> Result<RoundView, WebError> {
    let (actor, n) = (p.actor()?, round.parse().map_err(|_| WebError::NotFound)?);
    let (row, found) = app.flow().exam_standards().discussion(actor, id(study)?, n).await?;
    let sees = permit::check(actor, Action::SeeBank, &permit::Object::body()).is_ok();
    let base = if sees { "/kisi-kisi/standar" } else { "/batas-lulus" };
    let judge = found.judges.iter().find(|(_, judge)| *judge == actor.person);
    let own = judge.map(|(code, _)| code.clone()).unwrap_or_default();
    let people = names(app, p, &found.notes.iter().map(|note| note.by).collect::<Vec<_>>()).await?;
    let stands = row.state == "discussion" && row.round == n;
    let mut view = view(p, &row, &found, &own);
    view.notes = found
        .notes
        .iter()
        .map(|note| (note.at, people.get(&note.by).cloned().unwrap_or_default(), note.text.clone()))
        .collect();
    view.study = if sees { format!("{base}/{study}") } else { base.to_owned() };
    view.here = format!("{base}/{study}/putaran/{n}");
    view.least = app.flow().settings().await?.int("exam.least_compromise");
    view.form = sees.then(|| format!("/kisi-kisi/perangkat/{}", row.form_id));
    view.events = permit::may(actor, Action::ListEvents);
    view.may_note = stands && permit::may(actor, Action::ChangeBank);
    view.may_approve = stands && permit::may(actor, Action::ApproveCut) && !row.judges.contains(&actor.person);
    Ok(view)
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    sudah: String,
}

async fn show(
    State(app): State<AppState>,
    p: Page,
    Path((study, round)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let view = RoundView { done: !asked.sudah.is_empty(), ..page(&app, &p, &study, &round).await? };
    html_with(StatusCode::OK, &Round { p: &p, f: &Fields::new(), view: &view })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    catatan: String,
}

async fn note(
    State(app): State<AppState>,
    p: Page,
    Path((study, round)): Path<(String, String)>,
    form: Form<Typed>,
) -> Answer {
    let view = page(&app, &p, &study, &round).await?;
    let Form { value, mut fields, .. } = form;
    match app.flow().exam_standards().note(p.actor()?, id(&study)?, view.n, &value.catatan).await {
        Ok(()) => Ok(see_other(&format!("{}?sudah=catat#notulen", view.here))),
        Err(WorkflowError::Refused(why)) if why.code != "permit.none" => {
            fields.wrong("catatan", refusal_message(&why));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Round { p: &p, f: &fields, view: &view })
        }
        Err(error) => Err(error.into()),
    }
}
