//! Is this certificate genuine and in force? By the public code of its QR or by its number, without
//! an account, with the least data, and with the instant at which the answer was true.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header},
};
use certification::{form::Locale, series::is_public_code};
use serde::Deserialize;

use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    i18n::{Message, key},
    nav::Item,
    origin,
    page::html_with,
    part::{Icon, certificate::Status, icon},
    samples::Samples,
};

/// `/v` and `/v/{code}`.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/v", Guard::Public, look_up).get("/v/{code}", Guard::Public, by_code).nav(Item::public(
        10,
        "/v",
        key("nav-verify"),
        icon("shield-check"),
    ))
}

/// A certificate as far as anyone may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateView {
    /// What it is now; never [`Status::Unknown`].
    pub status: Status,
    /// Its number.
    pub number: String,
    /// Its public code.
    pub code: String,
    /// Holder as printed; nothing once their data were erased.
    pub holder: Option<String>,
    /// Name of the scheme.
    pub scheme_id: String,
    /// Its English name.
    pub scheme_en: String,
    /// First day of validity, ISO.
    pub valid_from: String,
    /// Last day of validity, ISO.
    pub valid_until: String,
    /// Day of issue, ISO.
    pub issued_on: String,
    /// Number of the decree that granted it.
    pub decree: String,
    /// Day since which the status holds, ISO, when it changed after issue.
    pub since: Option<String>,
    /// Public code of the certificate that took its place.
    pub successor: Option<String>,
    /// Units of competency: Indonesian and English titles.
    pub units: Vec<(String, String)>,
    /// Demonstration.
    pub example: bool,
    /// Name of the body that issued it, as it was then.
    pub issuer_id: String,
    /// Its English name.
    pub issuer_en: String,
}

impl CertificateView {
    /// Who issued it, in the reader's language.
    #[must_use]
    pub fn issuer(&self, p: &Page) -> &str {
        Locale::from(p.cx.locale).prefer(&self.issuer_id, &self.issuer_en)
    }
}

/// What the page says.
#[derive(Debug, Clone)]
pub struct ResultView {
    /// What was asked for, as typed.
    pub asked: String,
    /// What was found.
    pub found: Option<CertificateView>,
    /// When the register was read, microseconds UTC.
    pub read_at: i64,
}

impl ResultView {
    /// The status shown.
    #[must_use]
    pub fn status(&self) -> Status {
        self.found.as_ref().map_or(Status::Unknown, |c| c.status)
    }

    /// Colour of the result.
    #[must_use]
    pub fn color(&self) -> &'static str {
        self.status().look().0
    }

    /// Icon of the result.
    #[must_use]
    pub fn icon(&self) -> Icon {
        self.status().look().1
    }

    /// The heading: what the certificate is.
    #[must_use]
    pub const fn heading_of(status: Status) -> &'static str {
        match status {
            Status::Valid => key("verify-valid"),
            Status::Suspended => key("verify-suspended"),
            Status::Revoked => key("verify-revoked"),
            Status::Superseded => key("verify-superseded"),
            Status::Expired => key("verify-expired"),
            Status::Unknown => key("verify-unknown"),
        }
    }

    /// Key of the heading.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        Self::heading_of(self.status())
    }

    /// What that means for whoever asks.
    #[must_use]
    pub fn meaning(&self, p: &Page) -> String {
        let message = match (&self.found, self.status()) {
            (Some(c), Status::Revoked) => Message::new(key("verify-revoked-means"))
                .with("since", p.day(c.since.as_deref().unwrap_or(&c.valid_until))),
            (Some(c), Status::Superseded) => Message::new(key("verify-superseded-means"))
                .with("since", p.day(c.since.as_deref().unwrap_or(&c.valid_until))),
            (Some(c), Status::Expired) => {
                Message::new(key("verify-expired-means")).with("until", p.day(&c.valid_until))
            }
            (_, Status::Suspended) => Message::new(key("verify-suspended-means")),
            (Some(c), Status::Valid) => Message::new(key("verify-valid-means")).with("issuer", c.issuer(p).to_owned()),
            _ => Message::new(key("verify-unknown-means")),
        };
        p.m(&message)
    }
}

#[derive(Template)]
#[template(path = "verify/form.html")]
struct Ask<'a> {
    p: &'a Page,
    asked: String,
    /// Until when looking up by number is held, as a clock shows it, and for how many minutes.
    held: Option<(String, i64)>,
}

impl<'a> Ask<'a> {
    const fn new(p: &'a Page) -> Self {
        Self { p, asked: String::new(), held: None }
    }
}

#[derive(Template)]
#[template(path = "verify/result.html")]
struct Shown<'a> {
    p: &'a Page,
    view: &'a ResultView,
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    no: String,
}

async fn look_up(
    State(app): State<AppState>,
    p: Page,
    origin::From(origin): origin::From,
    Query(asked): Query<Asked>,
) -> Answer {
    let asked: String = asked.no.trim().chars().take(80).collect();
    if asked.is_empty() {
        return crate::html(&Ask::new(&p));
    }
    // Numbers run on, and whoever counts finds them all; a code is found by nobody who does not have it.
    let by_code = if is_public_code(&asked) { app.reading.by_code(&asked, &p.body.zone).await? } else { None };
    let found = match by_code {
        Some(found) => Some(found),
        None => {
            match app.flow().access().count_look_up(&origin).await.map_err(WebError::from) {
                Ok(()) => {}
                Err(WebError::TooMany(until)) => return held(&p, asked, until),
                Err(other) => return Err(other),
            }
            app.reading.by_number(&asked, &p.body.settings).await?
        }
    };
    answer(&p, ResultView { asked, found, read_at: app.now() })
}

async fn by_code(State(app): State<AppState>, p: Page, Path(code): Path<String>) -> Answer {
    let asked: String = code.trim().chars().take(40).collect();
    let found = app.reading.by_code(&asked, &p.body.zone).await?;
    answer(&p, ResultView { asked, found, read_at: app.now() })
}

/// Too many numbers from that network: how long that holds, and what works all the same.
fn held(p: &Page, asked: String, until: i64) -> Answer {
    let micros = (until - p.cx.now).max(0);
    let held = Some((p.clock(until, &p.body.zone), (micros + 59_999_999) / 60_000_000));
    let mut response = html_with(StatusCode::TOO_MANY_REQUESTS, &Ask { p, asked, held })?;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(micros / 1_000_000 + 1));
    Ok(response)
}

fn answer(p: &Page, view: ResultView) -> Answer {
    let status = if view.found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    html_with(status, &Shown { p, view: &view })
}

/// An invented certificate of that status.
#[must_use]
pub fn invented(status: Status) -> CertificateView {
    let changed = matches!(status, Status::Suspended | Status::Revoked | Status::Superseded);
    CertificateView {
        status,
        number: "91012 2631 4 0000214 2026".to_owned(),
        code: "K7QX41PDRA".to_owned(),
        holder: Some("Rusmawati Hafizah".to_owned()),
        scheme_id: "Layanan Dasar Perpustakaan".to_owned(),
        scheme_en: "Basic Library Services".to_owned(),
        valid_from: "2026-12-15".to_owned(),
        valid_until: "2029-12-14".to_owned(),
        issued_on: "2026-12-15".to_owned(),
        decree: "041/SK/LSP/XII/2026".to_owned(),
        since: changed.then(|| "2027-05-20".to_owned()),
        successor: (status == Status::Superseded).then(|| "M3TW88KLYB".to_owned()),
        units: vec![
            ("Melakukan Layanan Sirkulasi".to_owned(), "Carry Out Circulation Services".to_owned()),
            ("Melakukan Layanan Referensi".to_owned(), "Provide Reference Services".to_owned()),
            ("Melakukan Bimbingan Pemustaka".to_owned(), "Instruct Library Users".to_owned()),
        ],
        example: true,
        issuer_id: "LSP Contoh Pustaka".to_owned(),
        issuer_en: "Example Library Certification Body".to_owned(),
    }
}

/// Every status, and the question alone.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    samples.add("verify/form", &Ask::new(p));
    let held = Some((p.clock(p.cx.now + 540_000_000, &p.body.zone), 9));
    samples.add("verify/form held", &Ask { p, asked: "91012 2631 4 0000214 2026".to_owned(), held });
    for status in Status::ALL {
        let found = (status != Status::Unknown).then(|| invented(status));
        let view = ResultView { asked: "91012 2631 4 0000214 2026".to_owned(), found, read_at: p.cx.now };
        samples.add(format!("verify/result {status:?}").to_lowercase(), &Shown { p, view: &view });
    }
    let erased = CertificateView { holder: None, ..invented(Status::Expired) };
    let view = ResultView { asked: erased.number.clone(), found: Some(erased), read_at: p.cx.now };
    samples.add("verify/result erased", &Shown { p, view: &view });
}
