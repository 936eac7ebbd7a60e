//! Instruments of a scheme: its plans and maps (FR.MAPA), written essay questions with their key (FR.IA.06A, 06B) and
//! validations (FR.VA). Which there are; each is filled and signed on the page that every form has.

mod form;

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    duty::Duty,
    id::{PersonId, SchemeVersionId},
    instrument::{kinds, turn},
    permit::{self, Action},
    record::{
        form::{Form, Signature},
        person::Person,
        scheme::SchemeVersion,
    },
};
use serde::Deserialize;
use store::{Find, Read as _};
use workflow::load::instruments_of;

use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    i18n::{Message, key},
    nav::{Group, Item},
    pages::filing::locale,
    paging::{address, part, text_and_id},
    part::{Tag, icon, kit::Pager},
    samples::Samples,
};

/// Versions of schemes of a page.
const ROWS: u16 = 50;

/// `/perangkat` and below.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/perangkat", Guard::Signed(Action::SeeInstruments), list)
        .get("/perangkat/{version}", Guard::Signed(Action::SeeInstruments), show)
        .merge(form::routes())
        .nav(Item::rail(
            Group::Register,
            42,
            "/perangkat",
            key("nav-instruments"),
            icon("file-text"),
            &[Duty::Assessor, Duty::Manager, Duty::SchemeCommittee],
        ))
}

/// A version of a scheme in the list.
#[derive(Debug, Clone)]
struct Row {
    id: SchemeVersionId,
    abbr: String,
    name: String,
    version: String,
    forms: usize,
    /// How many wait for a signature of the reader's.
    yours: usize,
    example: bool,
}

#[derive(Template)]
#[template(path = "instrument/list.html")]
struct List<'a> {
    p: &'a Page,
    rows: &'a [Row],
    pager: &'a Pager,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// Where the page before ended: slug and id.
    #[serde(default)]
    sesudah: String,
}

async fn list(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let actor = p.actor()?;
    let writes = permit::may(actor, Action::WriteInstruments);
    let mut reader = app.flow().reader();
    let (find, after) = (Find::by("status", "published").order_by(&["slug", "id"]), text_and_id(&asked.sesudah));
    let end = |last: &SchemeVersion| format!("{}~{}", last.slug, last.id);
    let address = |after: &str| address("/perangkat", &[("sesudah", after)]);
    let (versions, pager) = part(&mut reader, find, ROWS, after, end, address).await?;
    let mut forms: HashMap<SchemeVersionId, (usize, usize)> = HashMap::new();
    for (form, signed) in instruments_of(&mut reader, versions.iter().map(|v| v.id)).await? {
        let Some(scheme) = form.scheme_id else { continue };
        let (all, yours) = forms.entry(scheme).or_default();
        *all += 1;
        *yours += usize::from(writes && turn(&form, &signed, actor.person).is_some());
    }
    let row = |version: SchemeVersion| {
        let (forms, yours) = forms.get(&version.id).copied().unwrap_or_default();
        Row {
            id: version.id,
            name: p.scheme_name(&version).to_owned(),
            abbr: version.abbr,
            version: version.version,
            forms,
            yours,
            example: version.example,
        }
    };
    html(&List { p: &p, rows: &versions.into_iter().map(row).collect::<Vec<_>>(), pager: &pager })
}

/// A filled form.
#[derive(Debug, Clone)]
struct Filled {
    here: String,
    author: String,
    at: i64,
    tag: Tag,
}

/// A kind of form with those that are filled.
#[derive(Debug, Clone)]
struct Kind {
    code: String,
    title: String,
    filled: Vec<Filled>,
    /// Where a new one is begun, for whoever may.
    new: Option<String>,
}

#[derive(Template)]
#[template(path = "instrument/scheme.html")]
struct Scheme<'a> {
    p: &'a Page,
    name: &'a str,
    version: &'a str,
    kinds: &'a [Kind],
}

async fn show(State(app): State<AppState>, p: Page, Path(version): Path<SchemeVersionId>) -> Answer {
    let actor = p.actor()?;
    let writes = permit::may(actor, Action::WriteInstruments);
    let mut reader = app.flow().reader();
    let scheme: SchemeVersion = reader.get(version).await?.ok_or(WebError::NotFound)?;
    let forms = instruments_of(&mut reader, [version]).await?;
    let authors = Find::all().one_of("id", forms.iter().map(|(form, _)| form.subject_id));
    let authors: Vec<Person> = reader.find(&authors).await?;
    let names: HashMap<PersonId, String> = authors.iter().map(|a| (a.id, a.full_name())).collect();
    let filled = |(form, signed): &(Form, Vec<Signature>)| Filled {
        here: format!("/perangkat/{version}/{}/{}", form.code, form.id),
        author: names
            .get(&form.subject_id)
            .filter(|n| !n.is_empty())
            .cloned()
            .unwrap_or_else(|| p.t("case-erased").into_owned()),
        at: form.submitted_at,
        tag: state_tag(form, writes && turn(form, signed, actor.person).is_some()),
    };
    let kinds: Vec<Kind> = kinds()
        .map(|d| Kind {
            code: d.code.clone(),
            title: d.title.own(locale(&p)),
            filled: forms.iter().filter(|(form, _)| form.code == d.code).map(filled).collect(),
            new: (writes && scheme.status != "draft").then(|| format!("/perangkat/{version}/{}/baru", d.code)),
        })
        .collect();
    html(&Scheme { p: &p, name: p.scheme_name(&scheme), version: &scheme.version, kinds: &kinds })
}

fn state_tag(form: &Form, yours: bool) -> Tag {
    match form.state.as_str() {
        "signed" => Tag::new("success", icon("check"), Message::new(key("filed-done"))),
        "reopened" => Tag::new("warning", icon("rotate-ccw"), Message::new(key("filed-reopened"))),
        _ if yours => Tag::new("accent", icon("pen-line"), Message::new(key("filed-sign"))),
        _ => Tag::new("warning", icon("clock"), Message::new(key("filed-awaits"))),
    }
}

/// Both lists, with and without anything in them.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = Row {
        id: SchemeVersionId(uuid::Uuid::from_u128(1)),
        abbr: "LD".to_owned(),
        name: "Layanan Dasar Perpustakaan".to_owned(),
        version: "1".to_owned(),
        forms: 3,
        yours: 1,
        example: true,
    };
    let pager = Pager { shown: 2, all: 62, before: None, after: Some("/perangkat?sesudah=x".to_owned()) };
    samples.add("instrument/list", &List { p, rows: &[row.clone(), Row { forms: 0, yours: 0, ..row }], pager: &pager });
    samples.add("instrument/list empty", &List { p, rows: &[], pager: &Pager::default() });
    let tag = Tag::new("accent", icon("pen-line"), Message::new(key("filed-sign")));
    let filled = Filled {
        here: "/perangkat/x/FR.VA/y".to_owned(),
        author: "Mahrita Aminah, S.IPI.".to_owned(),
        at: 1_761_782_400_000_000,
        tag,
    };
    let kind = Kind {
        code: "FR.VA".to_owned(),
        title: "Validasi Asesmen".to_owned(),
        filled: vec![filled],
        new: Some("/perangkat/x/FR.VA/baru".to_owned()),
    };
    let none = Kind { filled: Vec::new(), new: None, ..kind.clone() };
    samples.add("instrument/scheme", &Scheme { p, name: "Layanan Dasar", version: "1", kinds: &[kind, none] });
}
