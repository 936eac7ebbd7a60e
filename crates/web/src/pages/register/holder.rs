//! What a holder sees of their certificates: whether they are valid, the paper, the address to share,
//! and when to renew.

use askama::Template;
use axum::extract::State;
use certification::{
    certificate::public_status,
    id::CertificateId,
    permit::Action,
    record::certificate::{Certificate, StatusChange},
};
use jiff::{ToSpan as _, civil::Date};
use store::{Find, Read as _};

use super::scheme_names;
use crate::{
    Answer, AppState, Guard, Page, Routes, html,
    i18n::{Message, key},
    nav::Item,
    part::{Icon, certificate::Status, icon},
    samples::Samples,
};

/// How long before the end one begins to renew.
const BEFORE: i32 = 3;

/// `/sertifikat-saya`.
pub fn routes() -> Routes {
    Routes::new().get("/sertifikat-saya", Guard::Signed(Action::DownloadCertificate), show).nav(Item::candidate(
        30,
        "/sertifikat-saya",
        key("nav-my-certificates"),
        icon("award"),
    ))
}

/// A certificate of the reader.
#[derive(Debug, Clone)]
struct Mine {
    id: CertificateId,
    status: Status,
    making: bool,
    scheme: String,
    holder: String,
    number: String,
    from: String,
    until: String,
    decree: String,
    /// Day since which the status holds.
    since: String,
    /// Where anyone checks it, as people read it.
    address: String,
    code: String,
    size: Option<u64>,
    renew: Option<String>,
    /// Why it was suspended or revoked, as it was written.
    why: Option<String>,
    example: bool,
}

impl Mine {
    fn color(&self) -> &'static str {
        if self.making { "info" } else { self.status.look().0 }
    }

    fn icon(&self) -> Icon {
        if self.making { icon("clock") } else { self.status.look().1 }
    }

    /// What the heading says.
    fn heading(&self, p: &Page) -> String {
        let message = match self.status {
            _ if self.making => Message::new(key("register-being-made")),
            Status::Valid => Message::new(key("register-valid-until")),
            Status::Suspended => Message::new(key("register-suspended-since")),
            Status::Revoked => Message::new(key("register-revoked-since")),
            Status::Superseded => Message::new(key("register-superseded-since")),
            _ => Message::new(key("register-expired-on")),
        };
        p.m(&message.with("until", p.day(&self.until)).with("since", p.day(&self.since)))
    }

    /// It may be shown to others: nothing stands against it.
    fn is_shared(&self) -> bool {
        !self.making && self.status == Status::Valid
    }

    /// Key of what the holder can do about it, where the body has taken the right to use it away.
    fn to_do(&self) -> Option<&'static str> {
        match self.status {
            _ if self.making => None,
            Status::Suspended => Some(key("mine-do-suspended")),
            Status::Revoked => Some(key("mine-do-revoked")),
            _ => None,
        }
    }

    /// Key of what it means for the holder.
    fn meaning(&self) -> &'static str {
        match self.status {
            _ if self.making => key("mine-making"),
            Status::Valid => key("mine-valid"),
            Status::Suspended => key("mine-suspended"),
            Status::Revoked => key("mine-revoked"),
            Status::Superseded => key("mine-superseded"),
            _ => key("mine-expired"),
        }
    }
}

#[derive(Template)]
#[template(path = "register/holder.html")]
struct Holder<'a> {
    p: &'a Page,
    rows: &'a [Mine],
}

fn status(word: &str) -> Status {
    match word {
        "suspended" => Status::Suspended,
        "revoked" => Status::Revoked,
        "superseded" => Status::Superseded,
        "expired" => Status::Expired,
        _ => Status::Valid,
    }
}

async fn show(State(app): State<AppState>, p: Page) -> Answer {
    let me = p.actor()?.person;
    let find = Find::by("person_id", me).order_by(&["id"]).descending();
    let mut reader = app.flow().reader();
    let certificates: Vec<Certificate> = reader.find(&find).await?;
    let mut changes: Vec<StatusChange> =
        reader.find(&Find::all().one_of("certificate_id", certificates.iter().map(|c| c.id))).await?;
    changes.sort_by_key(|change| std::cmp::Reverse(change.at));
    let names = scheme_names(&app, &p, certificates.iter().map(|c| c.scheme_version_id).collect()).await?;
    let today = certification::civil::day(app.now(), &p.body.zone);
    let mut rows: Vec<Mine> = certificates
        .into_iter()
        .map(|c| {
            let word = public_status(&c, today);
            let address = app.flow().verification_url(&c.code);
            let last = changes.iter().find(|change| change.certificate_id == c.id && change.status == c.status);
            Mine {
                why: last.and_then(|change| change.reason.clone()).filter(|reason| !reason.is_empty()),
                id: c.id,
                status: status(word),
                making: c.status == "issuing",
                scheme: names.get(&c.scheme_version_id).cloned().unwrap_or_else(|| c.slug.clone()),
                holder: c.holder.unwrap_or_default(),
                renew: (word == "valid").then(|| renewal(&c.valid_until)).flatten(),
                since: certification::civil::day(c.status_at, &p.body.zone).to_string(),
                address: address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned(),
                number: c.number,
                from: c.valid_from,
                until: c.valid_until,
                decree: c.decree_number,
                code: c.code,
                size: c.file.and(c.size).map(i64::unsigned_abs),
                example: c.example,
            }
        })
        .collect();
    rows.sort_by_key(|m| m.status != Status::Valid);
    html(&Holder { p: &p, rows: &rows })
}

/// When one begins to renew.
fn renewal(until: &str) -> Option<String> {
    let until: Date = until.parse().ok()?;
    until.checked_sub(BEFORE.months()).ok().map(|day| day.to_string())
}

/// None yet, and each status.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    samples.add("register/holder none", &Holder { p, rows: &[] });
    let mine = |status, making| Mine {
        id: CertificateId(uuid::Uuid::from_u128(5)),
        status,
        making,
        scheme: "Layanan Dasar Perpustakaan".to_owned(),
        holder: "Noor Hasanah Ramadhani".to_owned(),
        number: "91012 2631 4 0000239 2026".to_owned(),
        from: "2026-12-15".to_owned(),
        until: "2029-12-14".to_owned(),
        decree: "041/SK/LSP/XII/2026".to_owned(),
        since: "2027-05-20".to_owned(),
        address: "lsp.contoh.id/v/K7QX41PDRA".to_owned(),
        code: "K7QX41PDRA".to_owned(),
        why: (status == Status::Suspended).then(|| "Laporan surveilans belum dikirim.".to_owned()),
        size: (!making).then_some(310_000),
        renew: renewal("2029-12-14").filter(|_| status == Status::Valid && !making),
        example: making,
    };
    let statuses = [Status::Valid, Status::Suspended, Status::Revoked, Status::Superseded, Status::Expired];
    for status in statuses {
        samples.add(format!("register/holder {status:?}").to_lowercase(), &Holder { p, rows: &[mine(status, false)] });
    }
    samples.add("register/holder making", &Holder { p, rows: &[mine(Status::Valid, true)] });
    let older = Mine { code: "M3TW88KLYB".to_owned(), ..mine(Status::Expired, false) };
    samples.add("register/holder two", &Holder { p, rows: &[mine(Status::Valid, false), older] });
}
