//! One certificate: what was frozen when it was issued, what happened to it since, where anyone checks
//! it, and the ways to change it. Its PDF says the status of the day.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::Response,
};
use certification::{
    casefile::CaseFile,
    certificate::public_status,
    id::{CertificateId, PersonId},
    permit::{Action, Object, check},
    record::{
        certificate::{Certificate, StatusChange},
        decision::Panel,
    },
};
use store::{Find, Read as _, view::person_names};
use workflow::{load::case_file, may_see};

use super::status_tag;
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    i18n::{Message, key},
    part::{Spine, Tag, kit::Past, qr::qr},
    samples::Samples,
};

/// `/sertifikat/{certificate}`, and with `.pdf` behind it the paper.
pub fn routes() -> Routes {
    // Everyone may download a certificate of their own; the page itself is the register's.
    Routes::new().get("/sertifikat/{certificate}", Guard::Signed(Action::DownloadCertificate), show)
}

/// A certificate as the register shows it.
#[derive(Debug, Clone)]
pub struct CertificateView {
    /// Its id.
    pub id: CertificateId,
    /// Spine label of the case.
    pub spine: Spine,
    /// Holder as printed; nothing once erased.
    pub holder: Option<String>,
    /// Its number.
    pub number: String,
    /// Its registration.
    pub registration: String,
    /// The scheme and its version.
    pub scheme: String,
    /// Version of the scheme.
    pub version: String,
    /// How many units.
    pub units: usize,
    /// The panel that granted it: its id and day.
    pub panel: Option<(certification::id::PanelId, String)>,
    /// Number of the decree.
    pub decree: String,
    /// Who signed it.
    pub signer: String,
    /// Day of issue.
    pub issued_on: String,
    /// First day of validity.
    pub from: String,
    /// Last day of validity.
    pub until: String,
    /// `valid`, `suspended` …, `unknown` while it is made.
    pub status: &'static str,
    /// The same as a label.
    pub tag: Tag,
    /// When the status was looked up.
    pub read_at: i64,
    /// What happened, newest first.
    pub history: Vec<Past>,
    /// The certificate that took its place.
    pub successor: Option<(CertificateId, String)>,
    /// The one whose place it took.
    pub predecessor: Option<(CertificateId, String)>,
    /// Where anyone checks it.
    pub address: String,
    /// The same as a QR.
    pub qr: (usize, String),
    /// Public code.
    pub code: String,
    /// Its stored status: what it may be changed to.
    pub stored: String,
    /// Demonstration.
    pub example: bool,
    /// The paper can be had.
    pub may_download: bool,
    /// It may be changed.
    pub may_change: bool,
}

impl CertificateView {
    /// Key of what the notice says.
    fn notice(&self) -> &'static str {
        match self.status {
            "valid" => key("register-valid-until"),
            "suspended" => key("register-suspended-since"),
            "revoked" => key("register-revoked-since"),
            "superseded" => key("register-superseded-since"),
            "expired" => key("register-expired-on"),
            _ => key("register-being-made"),
        }
    }
}

#[derive(Template)]
#[template(path = "register/show.html")]
struct Show<'a> {
    p: &'a Page,
    view: &'a CertificateView,
    /// Day since which the status holds.
    since: &'a str,
}

/// The certificate of an address, with its case.
pub async fn found(app: &AppState, id: &str) -> Result<(Certificate, CaseFile), WebError> {
    let id: CertificateId = id.parse().map_err(|_| WebError::NotFound)?;
    let mut reader = app.flow().reader();
    let certificate: Certificate = reader.get(id).await?.ok_or(WebError::NotFound)?;
    let file = case_file(&mut reader, certificate.case_id).await?;
    Ok((certificate, file))
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    if let Some(id) = id.strip_suffix(".pdf") {
        return paper(&app, &p, id).await;
    }
    let (certificate, file) = found(&app, &id).await?;
    may_see(p.actor()?, Action::SeeRegister, &Object::case(&file.case))?;
    let view = view_of(&app, &p, &certificate, &file).await?;
    let since = certification::civil::day(certificate.status_at, &p.body.zone).to_string();
    html(&Show { p: &p, view: &view, since: &since })
}

async fn paper(app: &AppState, p: &Page, id: &str) -> Answer {
    let (certificate, file) = found(app, id).await?;
    may_see(p.actor()?, Action::DownloadCertificate, &Object::case(&file.case))?;
    let bytes = app.flow().certificate_pdf(&file, &certificate).await?;
    let mut response = Response::new(axum::body::Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let name = format!("attachment; filename=\"sertifikat-{}.pdf\"", certificate.number.replace(' ', "-"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

async fn view_of(
    app: &AppState,
    p: &Page,
    certificate: &Certificate,
    file: &CaseFile,
) -> Result<CertificateView, WebError> {
    let (actor, object) = (p.actor()?, Object::case(&file.case));
    let mut reader = app.flow().reader();
    let granting = file.decisions.iter().find(|d| !d.superseded && d.outcome == "granted");
    let panel: Option<Panel> = match granting {
        Some(decision) => reader.get(decision.panel_id).await?,
        None => None,
    };
    let changes: Vec<StatusChange> = reader.find(&Find::by("certificate_id", certificate.id)).await?;
    let mut people: Vec<PersonId> = changes.iter().map(|c| c.by_id).collect();
    people.extend(panel.as_ref().and_then(|p| p.signed_by));
    let names = person_names(&mut reader, &people).await?;
    let now = app.now();
    let status = public_status(certificate, certification::civil::day(now, &p.body.zone));
    let other = |c: &Certificate| (c.id, c.number.clone());
    let address = app.flow().verification_url(&certificate.code);
    let spine = Spine::of(&file.label()).large();
    Ok(CertificateView {
        id: certificate.id,
        spine: if check(actor, Action::SeeCase, &object).is_ok() {
            spine.to(format!("/berkas/{}", file.case.id))
        } else {
            spine
        },
        holder: certificate.holder.clone(),
        number: certificate.number.clone(),
        registration: certificate.registration.clone(),
        scheme: p.scheme_name(&file.scheme).to_owned(),
        version: file.scheme.version.clone(),
        units: file.scheme.units.len(),
        signer: panel.as_ref().and_then(|x| names.get(&x.signed_by?).cloned()).unwrap_or_default(),
        panel: panel.map(|x| (x.id, x.held_on)),
        decree: certificate.decree_number.clone(),
        issued_on: certificate.issued_on.clone(),
        from: certificate.valid_from.clone(),
        until: certificate.valid_until.clone(),
        status,
        tag: status_tag(status),
        read_at: now,
        history: history(p, certificate, changes, &names),
        successor: certificate.superseded_by.and_then(|id| file.certificates.iter().find(|c| c.id == id)).map(other),
        predecessor: file.certificates.iter().find(|c| c.superseded_by == Some(certificate.id)).map(other),
        qr: qr(&address)?,
        address,
        code: certificate.code.clone(),
        stored: certificate.status.clone(),
        example: certificate.example,
        may_download: certificate.file.is_some() && check(actor, Action::DownloadCertificate, &object).is_ok(),
        may_change: matches!(certificate.status.as_str(), "active" | "suspended")
            && check(actor, Action::ChangeCertificate, &object).is_ok(),
    })
}

fn history(
    p: &Page,
    certificate: &Certificate,
    mut changes: Vec<StatusChange>,
    names: &std::collections::HashMap<PersonId, String>,
) -> Vec<Past> {
    changes.sort_by_key(|c| c.at);
    let mut past: Vec<Past> = changes
        .into_iter()
        .map(|change| {
            let what = match change.status.as_str() {
                "suspended" => key("register-was-suspended"),
                "revoked" => key("register-was-revoked"),
                "superseded" => key("register-was-superseded"),
                _ if change.id.ends_with(":1") => key("register-was-issued"),
                _ => key("register-was-reinstated"),
            };
            let message = Message::new(what)
                .with("name", names.get(&change.by_id).cloned().unwrap_or_default())
                .with("reason", change.reason.unwrap_or_default())
                .with("decree", certificate.decree_number.clone());
            Past { at: change.at, zone: p.body.zone.clone(), said: p.m(&message) }
        })
        .collect();
    past.reverse();
    past
}

/// A certificate of that status.
pub fn invented(p: &Page, status: &'static str) -> CertificateView {
    let other = (CertificateId(uuid::Uuid::from_u128(6)), "91012 2631 4 0000241 2026".to_owned());
    let past = |said: &str| Past { at: p.cx.now, zone: "Asia/Makassar".to_owned(), said: said.to_owned() };
    CertificateView {
        id: CertificateId(uuid::Uuid::from_u128(5)),
        spine: Spine::new("LD", 112, "Hafizah").large(),
        holder: (status != "expired").then(|| "Rusmawati Hafizah".to_owned()),
        number: "91012 2631 4 0000214 2026".to_owned(),
        registration: "PUS 000 00214 2026".to_owned(),
        scheme: "Layanan Dasar Perpustakaan".to_owned(),
        version: "4".to_owned(),
        units: 3,
        panel: (status != "unknown")
            .then(|| (certification::id::PanelId(uuid::Uuid::from_u128(2)), "2026-12-15".to_owned())),
        decree: "041/SK/LSP/XII/2026".to_owned(),
        signer: "Siti Ruqayah, M.IP.".to_owned(),
        issued_on: "2026-12-15".to_owned(),
        from: "2026-12-15".to_owned(),
        until: "2029-12-14".to_owned(),
        status,
        tag: status_tag(status),
        read_at: p.cx.now,
        history: if status == "unknown" { Vec::new() } else { vec![past("Terbit.")] },
        successor: (status == "superseded").then(|| other.clone()),
        predecessor: (status == "valid").then_some(other),
        address: "https://lsp.contoh.id/v/K7QX41PDRA".to_owned(),
        qr: qr("https://lsp.contoh.id/v/K7QX41PDRA").unwrap_or_default(),
        code: "K7QX41PDRA".to_owned(),
        stored: if status == "suspended" { "suspended" } else { "active" }.to_owned(),
        example: true,
        may_download: status != "unknown",
        may_change: matches!(status, "valid" | "suspended"),
    }
}

/// Each status.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    for status in ["valid", "suspended", "revoked", "superseded", "expired", "unknown"] {
        let view = CertificateView { example: status == "valid", ..invented(p, status) };
        samples.add(format!("register/show {status}"), &Show { p, view: &view, since: "2027-05-20" });
    }
}
