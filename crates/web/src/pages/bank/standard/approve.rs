//! The approval of a cut: what the round has found beside what is approved, on what day, by which decision, why. It is
//! a page of its own, since the next version of the blueprint has it.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::permit::Action;
use exam::{blueprint::Method, standard_setting::compromise::Compromise};
use serde::Deserialize;
use workflow::{
    WorkflowError,
    exam_standard::{Approval, RoundFound},
};

use super::{id, method_key};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    i18n::{Message, key},
    page::{html_with, see_other},
    pages::{
        bank::{blueprint_form::decimal, told},
        figure::{Said, points},
    },
};

/// `/kisi-kisi/standar/{study}/setujui`.
pub(super) fn routes() -> Routes {
    let (guard, path) = (Guard::Signed(Action::ApproveCut), "/kisi-kisi/standar/{study}/setujui");
    Routes::new().get(path, guard, ask).post(path, guard, approve)
}

/// A cut that is to be approved.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct Wanted {
    /// Empty for the whole test.
    pub unit: String,
    pub field: String,
    pub of: String,
    /// What each way has found: key of its name, figure.
    pub found: Vec<(&'static str, Said)>,
}

/// The page.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct ApproveView {
    pub study: String,
    pub round: i64,
    /// Ways that found a cut: value, name.
    pub methods: Vec<(String, String)>,
    pub cuts: Vec<Wanted>,
    pub judges: usize,
    /// Why its cut cannot be approved any more.
    pub outdated: Option<String>,
}

#[derive(Template)]
#[template(path = "bank/standard/approve.html")]
pub(in crate::pages::bank) struct Approve<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a ApproveView,
}

fn field(unit: Option<&str>) -> String {
    unit.map_or_else(|| "batas".to_owned(), |unit| format!("batas-{unit}"))
}

fn ways<'a>(method: &str, round: &'a RoundFound) -> Vec<(String, Option<&'a Compromise>)> {
    let of = |name: &str, found: &'a Option<Result<Compromise, certification::refusal::Refusal>>| {
        let found = found.as_ref()?.as_ref().ok()?;
        found.cut.estimate().map(|_| (name.to_owned(), Some(found)))
    };
    let mut out = vec![(method.to_owned(), None)];
    out.extend(of("hofstee", &round.hofstee));
    out.extend(of("beuk", &round.beuk));
    out
}

async fn view(app: &AppState, p: &Page, study: &str) -> Result<(ApproveView, Fields), WebError> {
    let (actor, standards) = (p.actor()?, app.flow().exam_standards());
    let about = standards.study(actor, id(study)?).await?;
    let (row, round) = standards.discussion(actor, about.study.id, about.study.round).await?;
    let ways = ways(&row.method, &round);
    let today = certification::civil::day(app.flow().now(), &p.body.zone);
    let mut fields = Fields::new().with("cara", &row.method).with("tanggal", today);
    let mut cuts = Vec::new();
    for cut in &round.cuts {
        let name = field(cut.unit.as_deref());
        if let Some(found) = cut.cut.points.estimate() {
            fields = fields.with(&name, format!("{found:.1}"));
        }
        let found = ways.iter().map(|(method, compromise)| {
            (method_key(method), points(p, compromise.map_or(&cut.cut.points, |compromise| &compromise.cut)))
        });
        cuts.push(Wanted {
            unit: cut.unit.clone().unwrap_or_default(),
            field: name,
            of: p.decimal(cut.of.normalize()),
            found: found.collect(),
        });
    }
    let view = ApproveView {
        study: study.to_owned(),
        round: row.round,
        methods: ways.iter().map(|(m, _)| (m.clone(), p.t(method_key(m)).into_owned())).collect(),
        judges: round.judges.len(),
        outdated: standards.outdated(actor, about.study.id).await?.map(|why| told(p, &why)),
        cuts,
    };
    Ok((view, fields))
}

async fn ask(State(app): State<AppState>, p: Page, Path(study): Path<String>) -> Answer {
    let (view, fields) = view(&app, &p, &study).await?;
    html_with(StatusCode::OK, &Approve { p: &p, f: &fields, view: &view })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    putaran: i64,
    #[serde(default)]
    cara: String,
    #[serde(default)]
    tanggal: String,
    #[serde(default)]
    surat: String,
    #[serde(default)]
    alasan: String,
}

async fn approve(State(app): State<AppState>, p: Page, Path(study): Path<String>, form: Form<Typed>) -> Answer {
    let (view, _) = view(&app, &p, &study).await?;
    let Form { value, mut fields, .. } = form;
    let mut cuts = BTreeMap::new();
    for cut in &view.cuts {
        let unit = Some(cut.unit.clone()).filter(|unit| !unit.is_empty());
        match decimal(fields.value(&cut.field)) {
            Some(least) => drop(cuts.insert(unit, least)),
            None if cut.unit.is_empty() => {
                let field = p.t("standard-set-approved-cut").into_owned();
                fields.wrong(&cut.field, Message::new(key("bank-number-wanted-for")).with("field", field));
            }
            None => {
                let wanted = Message::new(key("bank-number-wanted-unit")).with("unit", cut.unit.clone());
                fields.wrong(&cut.field, wanted);
            }
        }
    }
    let method = match value.cara.as_str() {
        "angoff" => Method::Angoff,
        "angoff-yes-no" => Method::AngoffYesNo,
        "ebel" => Method::Ebel,
        "hofstee" => Method::Hofstee,
        "beuk" => Method::Beuk,
        _ => Method::Provisional,
    };
    if fields.is_right() {
        let typed =
            Approval { round: value.putaran, method, cuts, on: value.tanggal, act: value.surat, reason: value.alasan };
        match app.flow().exam_standards().approve(p.actor()?, id(&study)?, &typed).await {
            Ok(_) => return Ok(see_other(&format!("/kisi-kisi/standar/{study}?sudah=setuju"))),
            Err(WorkflowError::Refused(why)) if why.code != "permit.none" => {
                let field = match why.code.as_str() {
                    "standard.day-wanted" | "standard.day-out-of-range" => "tanggal".to_owned(),
                    "standard.act-wanted" => "surat".to_owned(),
                    "standard.reason-wanted" | "standard.text-too-long" => "alasan".to_owned(),
                    "standard.method-not-found" => "cara".to_owned(),
                    _ => view.cuts.first().map_or_else(|| "cara".to_owned(), |cut| cut.field.clone()),
                };
                fields.wrong(&field, refusal_message(&why));
            }
            Err(error) => return Err(error.into()),
        }
    }
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Approve { p: &p, f: &fields, view: &view })
}
