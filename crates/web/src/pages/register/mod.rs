//! The register of certificates: found by number or name, each with its history, changed on pages of
//! their own; and what a holder sees of theirs.

mod change;
mod holder;
mod show;

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use certification::{
    certificate::public_status,
    duty::Duty,
    id::{CertificateId, SchemeVersionId},
    permit::{self, Action},
    record::{certificate::Certificate, event::Event, scheme::SchemeVersion},
    series::Numbering,
};
use serde::Deserialize;
use store::{
    Find, Read as _,
    view::{self, RegisterFilter, RegisterOrder, register_count, register_list},
};

use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    form::Fields,
    html,
    i18n::{Message, key},
    nav::{Group, Item},
    page::see_other,
    paging::address,
    part::{Tag, certificate::Status, icon, kit::Pager},
    samples::Samples,
    sought::{SOUGHT, Sought},
};

/// What its searches are sealed for.
const LIST: &str = "register";
/// Events that may be chosen.
const EVENTS: i64 = 200;

/// `/sertifikat`, `/sertifikat-saya` and what lies below them.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/sertifikat", Guard::Signed(Action::SeeRegister), list)
        .post_repeatable("/sertifikat", Guard::Signed(Action::SeeRegister), search)
        .merge(show::routes())
        .merge(change::routes())
        .merge(holder::routes())
        .nav(Item::rail(
            Group::Register,
            10,
            "/sertifikat",
            key("nav-register"),
            icon("award"),
            &[Duty::Staff, Duty::Manager, Duty::Head],
        ))
}

/// A certificate in the list.
#[derive(Debug, Clone)]
struct Row {
    id: CertificateId,
    holder: Option<String>,
    number: String,
    scheme: String,
    from: String,
    until: String,
    tag: Tag,
}

#[derive(Debug, Clone, Default)]
struct ListView {
    rows: Vec<Row>,
    pager: Pager,
    filtered: bool,
}

#[derive(Template)]
#[template(path = "register/list.html")]
struct List<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a ListView,
    schemes: &'a [(String, String)],
    events: &'a [(String, String)],
}

impl List<'_> {
    /// What may be asked for as a status.
    fn statuses(&self) -> Vec<(String, String)> {
        let all = [
            ("", key("register-any-status")),
            ("berlaku", key("certificate-valid")),
            ("dibekukan", key("certificate-suspended")),
            ("dicabut", key("certificate-revoked")),
            ("diganti", key("certificate-superseded")),
            ("habis", key("certificate-expired")),
            ("dibuat", key("register-issuing")),
        ];
        all.into_iter().map(|(value, words)| (value.to_owned(), self.p.t(words).into_owned())).collect()
    }
}

/// What a certificate is today, for those who work here.
fn status_tag(status: &str) -> Tag {
    match status {
        "valid" => Status::Valid.tag(),
        "suspended" => Status::Suspended.tag(),
        "revoked" => Status::Revoked.tag(),
        "superseded" => Status::Superseded.tag(),
        "expired" => Status::Expired.tag(),
        _ => Tag::new("accent", icon("clock"), Message::new(key("register-issuing"))),
    }
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(flatten)]
    sought: Sought,
    #[serde(default)]
    keadaan: String,
    #[serde(default)]
    skema: String,
    #[serde(default)]
    acara: String,
    /// `terbaru`, or by holder.
    #[serde(default)]
    urut: String,
    /// Id of the last row of the page before.
    #[serde(default)]
    sesudah: String,
}

impl Asked {
    fn address(&self, after: &str) -> String {
        let pairs = [
            (SOUGHT, self.sought.sealed()),
            ("keadaan", &self.keadaan),
            ("skema", &self.skema),
            ("acara", &self.acara),
            ("urut", &self.urut),
            ("sesudah", after),
        ];
        address("/sertifikat", &pairs)
    }

    fn filter(&self, p: &Page, today: &str) -> RegisterFilter {
        let one = |status: &str| vec![status.to_owned()];
        let (statuses, on) = match self.keadaan.as_str() {
            "berlaku" => (one("active"), Some((today.to_owned(), true))),
            "dibekukan" => (one("suspended"), Some((today.to_owned(), true))),
            "dicabut" => (one("revoked"), None),
            "diganti" => (one("superseded"), None),
            "habis" => (vec!["active".to_owned(), "suspended".to_owned()], Some((today.to_owned(), false))),
            "dibuat" => (one("issuing"), None),
            _ => (Vec::new(), None),
        };
        let settings = &p.body.settings;
        let numbers = [Numbering::Certificate, Numbering::Registration]
            .into_iter()
            .filter_map(|numbering| numbering.written(settings, self.sought.words()))
            .collect();
        RegisterFilter {
            statuses,
            on,
            slug: Some(self.skema.clone()).filter(|s| !s.is_empty()),
            event: self.acara.parse().ok(),
            search: Some(self.sought.words().to_owned()).filter(|q| !q.is_empty()),
            numbers,
        }
    }
}

/// Leads to the list of what was asked for, the words of the search sealed.
async fn search(State(app): State<AppState>, p: Page, form: Form<Asked>) -> Answer {
    let mut asked = form.value;
    asked.sought.seal(&app, &p, LIST)?;
    Ok(see_other(&asked.address("")))
}

async fn list(State(app): State<AppState>, p: Page, Query(mut asked): Query<Asked>) -> Answer {
    asked.sought.open(&app, &p, LIST)?;
    let scope = permit::scope(p.actor()?, Action::SeeRegister);
    let mut reader = app.flow().reader();
    let today = certification::civil::day(app.now(), &p.body.zone);
    let filter = asked.filter(&p, &today.to_string());
    let after = Some(asked.sesudah.clone()).filter(|s| !s.is_empty());
    let order = if asked.urut == "terbaru" { RegisterOrder::Newest } else { RegisterOrder::Holder };
    let listed = register_list(&mut reader, &filter, order, &scope, &view::Page { after, size: None }).await?;
    let all = register_count(&mut reader, &filter, &scope).await?;
    let names = scheme_names(&app, &p, listed.rows.iter().map(|c| c.scheme_version_id).collect()).await?;
    let rows: Vec<Row> = listed.rows.into_iter().map(|c| row(c, &names, today)).collect();
    let next = listed.next.as_deref();
    let pager = Pager::of((rows.len(), all), &asked.sesudah, next, |after| asked.address(after));
    let asked_for = [asked.sought.words(), &asked.keadaan, &asked.skema, &asked.acara];
    let filtered = asked_for.into_iter().any(|v| !v.is_empty());
    let f = asked
        .sought
        .field(Fields::new())
        .with("keadaan", &asked.keadaan)
        .with("skema", &asked.skema)
        .with("acara", &asked.acara)
        .with("urut", &asked.urut);
    let (schemes, events) = choices(&app, &p).await?;
    html(&List { p: &p, f: &f, view: &ListView { rows, pager, filtered }, schemes: &schemes, events: &events })
}

fn row(certificate: Certificate, names: &HashMap<SchemeVersionId, String>, today: jiff::civil::Date) -> Row {
    Row {
        id: certificate.id,
        tag: status_tag(public_status(&certificate, today)),
        scheme: names.get(&certificate.scheme_version_id).cloned().unwrap_or_else(|| certificate.slug.clone()),
        holder: certificate.holder,
        number: certificate.number,
        from: certificate.valid_from,
        until: certificate.valid_until,
    }
}

/// Names of versions of schemes in the reader's language.
async fn scheme_names(
    app: &AppState,
    p: &Page,
    ids: Vec<SchemeVersionId>,
) -> Result<HashMap<SchemeVersionId, String>, WebError> {
    let schemes: Vec<SchemeVersion> = app.flow().reader().find(&Find::all().one_of("id", ids)).await?;
    let name = |s: SchemeVersion| (s.id, p.scheme_name(&s).to_owned());
    Ok(schemes.into_iter().map(name).collect())
}

type Options = Vec<(String, String)>;

/// Schemes and events that the list can be narrowed to.
async fn choices(app: &AppState, p: &Page) -> Result<(Options, Options), WebError> {
    let mut reader = app.flow().reader();
    let known = app.reading.known().await?;
    let any = |words: &'static str| std::iter::once((String::new(), p.t(words).into_owned()));
    let mut schemes: Options = known.iter().map(|s| (s.slug.clone(), p.scheme_name(s).to_owned())).collect();
    schemes.sort_by(|a, b| a.1.cmp(&b.1));
    let find = Find::all().order_by(&["starts", "id"]).descending().limit(EVENTS);
    let events: Vec<Event> = reader.find(&find).await?;
    let events = events.into_iter().map(|e| (e.id.to_string(), format!("{} ({})", e.title, e.code)));
    Ok((
        any(key("register-any-scheme")).chain(schemes).collect(),
        any(key("register-any-event")).chain(events).collect(),
    ))
}

/// Empty, nothing found, full; and the pages below.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let f = Fields::new();
    let options = vec![(String::new(), p.t("register-any-scheme").into_owned())];
    let empty = ListView::default();
    samples.add("register/list empty", &List { p, f: &f, view: &empty, schemes: &options, events: &options });
    let none = ListView { filtered: true, ..ListView::default() };
    samples.add("register/list none found", &List { p, f: &f, view: &none, schemes: &options, events: &options });
    let row = |status, holder: Option<&str>| Row {
        id: CertificateId(uuid::Uuid::from_u128(5)),
        holder: holder.map(str::to_owned),
        number: "91012 2631 4 0000214 2026".to_owned(),
        scheme: "Layanan Dasar Perpustakaan".to_owned(),
        from: "2026-12-15".to_owned(),
        until: "2029-12-14".to_owned(),
        tag: status_tag(status),
    };
    let statuses = ["valid", "suspended", "revoked", "superseded", "expired", "unknown"];
    let mut rows: Vec<Row> = statuses.into_iter().map(|s| row(s, Some("Rusmawati Hafizah"))).collect();
    rows.push(row("expired", None));
    let pager = Pager { shown: 7, all: 1250, before: None, after: Some("#".to_owned()) };
    let full = ListView { rows, pager, filtered: false };
    samples.add("register/list", &List { p, f: &f, view: &full, schemes: &options, events: &options });
    show::samples(samples);
    change::samples(samples);
    holder::samples(samples);
}
