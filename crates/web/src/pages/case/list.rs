//! The list of cases for whoever may list any: staff, the panel and the head all of them, assessors theirs,
//! a facilitator those of the event, a contact those of the institution.

use askama::Template;
use axum::extract::{Query, State};
use certification::{
    casefile::spine,
    duty::Duty,
    id::CaseId,
    permit::{self, Action, Bound, Object, Scope},
    record::scheme::SchemeVersion,
    stage::Stage,
};
use store::view::{CaseLine, CaseOrder, case_list, case_stages};

use super::filter::{Asked, Offered, assessor_of, offered};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes,
    form::Fields,
    html,
    i18n::key,
    nav::{Group, Item},
    page::see_other,
    part::{Spine, case::waiting, icon, kit::Pager},
    samples::Samples,
};

/// Rows of a page.
const ROWS: i64 = 50;

pub(super) fn routes() -> Routes {
    let item = |group, duties| Item::rail(group, 60, "/berkas", key("nav-cases"), icon("folder-open"), duties);
    Routes::new()
        .get("/berkas", Guard::Signed(Action::ListCases), show)
        .post_repeatable("/berkas", Guard::Signed(Action::ListCases), search)
        .nav(item(Group::Work, &[Duty::Staff, Duty::Manager, Duty::PanelMember, Duty::Head, Duty::Assessor]))
        // Their work is the event; the list comes after its board.
        .nav(item(Group::Events, &[Duty::Facilitator, Duty::Contact]))
}

/// A row.
#[derive(Debug, Clone)]
struct Row {
    spine: Spine,
    /// Its file, for who may open it.
    href: Option<String>,
    name: String,
    institution: String,
    scheme: String,
    assessor: String,
    day: String,
    stage: Stage,
    waits: String,
}

#[derive(Debug, Clone, Default)]
struct ListView {
    rows: Vec<Row>,
    pager: Pager,
    offered: Offered,
    narrowed: bool,
    /// Address of the list as a workbook.
    taken: String,
    /// The assessor whose cases these are, and the address of all.
    assessor: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "case/list.html")]
struct List<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a ListView,
}

/// The sign and the name of a scheme by its lasting key.
pub(super) fn scheme_of<'a>(p: &Page, schemes: &'a [SchemeVersion], slug: &'a str) -> (&'a str, &'a str) {
    match schemes.iter().find(|s| s.slug == slug) {
        Some(s) if p.lang() == "en" && !s.name_en.is_empty() => (&s.abbr, &s.name_en),
        Some(s) => (&s.abbr, &s.name_id),
        None => ("", slug),
    }
}

async fn search(app: State<AppState>, p: Page, form: Form<Asked>) -> Answer {
    form.value.lead(&app, &p, "/berkas")
}

async fn show(app: State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let asked = asked.opened(&app, &p)?;
    let actor = p.actor()?;
    let scope = permit::scope(actor, Action::ListCases);
    if matches!(&scope, Scope::Within(bounds) if bounds.iter().all(|b| matches!(b, Bound::Person(_)))) {
        return Ok(see_other("/permohonan"));
    }
    let mut reader = app.flow().reader();
    let schemes = app.reading.schemes_by(&mut reader).await?;
    let filter = asked.filter(&schemes);
    let all = case_stages(&mut reader, &filter, &scope).await?.values().sum();
    let listed = case_list(&mut reader, &filter, asked.order(CaseOrder::Name), &scope, &asked.part(ROWS)).await?;
    let rows: Vec<Row> = listed.rows.iter().map(|line| row(&p, &schemes, line)).collect();
    let pager = asked.pager("/berkas", (rows.len(), all), listed.next.as_deref());
    let assessor = assessor_of(&mut reader, &asked).await?;
    let view = ListView {
        rows,
        pager,
        offered: offered(&mut reader, &p, &schemes).await?,
        narrowed: asked.narrowed(),
        taken: asked.address("/berkas/daftar.xlsx", &[("tunggu", ""), ("sesudah", "")]),
        assessor: assessor.map(|name| (name, asked.address("/berkas", &[("asesor", ""), ("sesudah", "")]))),
    };
    html(&List { p: &p, f: &asked.fields(), view: &view })
}

/// Address of a listed case, for those who may open it.
pub(in crate::pages) fn opens(p: &Page, line: &CaseLine) -> Option<String> {
    let object = Object {
        event: Some(line.event_id),
        person: Some(line.person_id),
        institution: None,
        assessor: line.assessor_id,
    };
    let may = p.actor().is_ok_and(|actor| permit::check(actor, Action::SeeCase, &object).is_ok());
    may.then(|| format!("/berkas/{}", line.id))
}

fn row(p: &Page, schemes: &[SchemeVersion], line: &CaseLine) -> Row {
    let (abbr, scheme) = scheme_of(p, schemes, &line.slug);
    let name = line.name.clone().unwrap_or_default();
    Row {
        spine: Spine::of(&spine(abbr, line.running, &name)),
        href: opens(p, line),
        name: if name.is_empty() { p.t("case-erased").into_owned() } else { name },
        institution: line.institution.clone().unwrap_or_default(),
        scheme: scheme.to_owned(),
        assessor: line.assessor.clone().unwrap_or_default(),
        day: line.day.clone().unwrap_or_default(),
        stage: line.stage,
        waits: if line.stage.ended() { String::new() } else { waiting(p, line.stage_at) },
    }
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let f = Asked::default().fields();
    samples.add("case/list empty", &List { p, f: &f, view: &ListView::default() });
    samples.add("case/list none", &List { p, f: &f, view: &ListView { narrowed: true, ..ListView::default() } });
    let id = CaseId(uuid::Uuid::from_u128(18));
    let row = |href, stage| Row {
        spine: Spine::of("LD 018 MAU"),
        href,
        name: "Ani Maulida".to_owned(),
        institution: "SMP Negeri 2 Hulu Sungai Tengah".to_owned(),
        scheme: "Layanan Dasar Perpustakaan".to_owned(),
        assessor: "Taufik Rahmatullah, M.Hum.".to_owned(),
        day: "2026-12-08".to_owned(),
        stage,
        waits: waiting(p, p.cx.now - 86_400_000_000),
    };
    let bare = Row { assessor: String::new(), day: String::new(), waits: String::new(), ..row(None, Stage::Withdrawn) };
    let view = ListView {
        rows: vec![row(Some(format!("/berkas/{id}")), Stage::Review), bare],
        pager: Pager { shown: 2, all: 62, before: Some("#".to_owned()), after: Some("#".to_owned()) },
        offered: Offered::default(),
        narrowed: true,
        taken: "#".to_owned(),
        assessor: Some(("Taufik Rahmatullah, M.Hum.".to_owned(), "/berkas".to_owned())),
    };
    samples.add("case/list", &List { p, f: &f, view: &view });
}
