//! What public pages read: schemes, dates, and the register as far as anyone may look into it.
//! Published versions of schemes never change, so what is shown of them is kept in memory.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use certification::{
    civil,
    id::SchemeVersionId,
    record::{certificate::Certificate, event::Event, scheme::SchemeVersion},
    series::{code_as_kept, look_ups},
    setting::Settings,
};
use store::{Find, Kept, Read, Reader};
use workflow::{Workflow, load::taken_seats};

use crate::{
    error::WebError,
    pages::{schedule::EventView, verify::CertificateView},
    part::certificate::Status,
};

/// What is shown of a version of a scheme beside a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// Name.
    pub name_id: String,
    /// English name.
    pub name_en: String,
    /// Units: titles in both languages.
    pub units: Vec<(String, String)>,
}

/// Reads what anyone may see.
#[derive(Debug)]
pub struct Reading {
    workflow: Workflow,
    briefs: RwLock<HashMap<SchemeVersionId, Arc<Brief>>>,
    schemes: Kept<Arc<[SchemeVersion]>>,
    known: Kept<Arc<[SchemeVersion]>>,
}

impl Reading {
    /// Reads through that workflow's store.
    #[must_use]
    pub fn new(workflow: Workflow) -> Self {
        Self { workflow, briefs: RwLock::default(), schemes: Kept::default(), known: Kept::default() }
    }

    /// Schemes in force: the last published version of each, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn schemes(&self) -> Result<Arc<[SchemeVersion]>, WebError> {
        self.schemes_by(&mut self.workflow.reader()).await
    }

    /// The same, asked by the reader of a page, so that all that the page shows of the whole house costs one question.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn schemes_by(&self, reader: &mut Reader) -> Result<Arc<[SchemeVersion]>, WebError> {
        let read = async |reader: &mut Reader| {
            let mut all: Vec<SchemeVersion> = reader.find(&Find::by("status", "published")).await?;
            all.sort_by(|a, b| (&a.slug, b.published_at).cmp(&(&b.slug, a.published_at)));
            all.dedup_by(|later, kept| later.slug == kept.slug);
            all.sort_by(|a, b| a.name_id.cmp(&b.name_id));
            Ok(all.into())
        };
        self.schemes.get(reader, read).await
    }

    /// Every scheme that the house knows, by its lasting key, each in one version: the newest that is published, else the
    /// newest draft, else the newest that was withdrawn.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn known(&self) -> Result<Arc<[SchemeVersion]>, WebError> {
        let read = async |reader: &mut Reader| {
            let mut all: Vec<SchemeVersion> = reader.find(&Find::all()).await?;
            let rank = |s: &SchemeVersion| match s.status.as_str() {
                "published" => 2,
                "withdrawn" => 0,
                _ => 1,
            };
            all.sort_by(|a, b| (&a.slug, rank(b), b.id).cmp(&(&b.slug, rank(a), a.id)));
            all.dedup_by(|later, kept| later.slug == kept.slug);
            Ok(all.into())
        };
        self.known.get(&mut self.workflow.reader(), read).await
    }

    /// Open events whose last day is not over in the body's zone, soonest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn events(&self, zone: &str) -> Result<Vec<EventView>, WebError> {
        let mut reader = self.workflow.reader();
        let today = civil::day(self.workflow.now(), zone).to_string();
        let find = Find::by("status", "open").at_least("ends", today).order_by(&["starts", "id"]).limit(100);
        let mut views = Vec::new();
        for event in reader.find::<Event>(&find).await? {
            let taken = taken_seats(&mut reader, event.id).await?.into_iter().map(|(_, n)| n).sum();
            let mut schemes = Vec::with_capacity(event.offers.len());
            for offer in &event.offers {
                if let Some(brief) = self.brief(offer.scheme_version_id).await? {
                    schemes.push((offer.slug.clone(), brief.name_id.clone(), brief.name_en.clone()));
                }
            }
            views.push(EventView {
                seats: event.seats(),
                title: event.title,
                host: event.host,
                venue: event.venue,
                starts: event.starts,
                ends: event.ends,
                taken,
                schemes,
            });
        }
        Ok(views)
    }

    /// The certificate of a public code, however it was grouped.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn by_code(&self, code: &str, zone: &str) -> Result<Option<CertificateView>, WebError> {
        self.certificate(Find::by("code", code_as_kept(code)), zone).await
    }

    /// The certificate of a certificate or registration number, however it was spaced, or of a public code.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn by_number(&self, typed: &str, settings: &Settings) -> Result<Option<CertificateView>, WebError> {
        let zone = settings.text("body.zone");
        for (column, number) in look_ups(settings, typed) {
            if let Some(found) = self.certificate(Find::by(column, number), &zone).await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    async fn certificate(&self, find: Find, zone: &str) -> Result<Option<CertificateView>, WebError> {
        let mut reader = self.workflow.reader();
        let Some(certificate) = reader.first::<Certificate>(find).await? else { return Ok(None) };
        let today = civil::day(self.workflow.now(), zone).to_string();
        let Some(status) = status(&certificate, &today) else { return Ok(None) };
        let successor = match certificate.superseded_by {
            Some(id) => reader.get::<Certificate>(id).await?.map(|c| c.code),
            None => None,
        };
        let issuer = match certificate.issuer {
            Some(issuer) => issuer,
            None => self.workflow.issuer_on(&certificate.issued_on).await?,
        };
        let brief = self.brief(certificate.scheme_version_id).await?;
        let changed = matches!(status, Status::Suspended | Status::Revoked | Status::Superseded);
        Ok(Some(CertificateView {
            status,
            number: certificate.number,
            code: certificate.code,
            holder: certificate.holder,
            scheme_id: brief.as_ref().map_or_else(|| certificate.slug.clone(), |b| b.name_id.clone()),
            scheme_en: brief.as_ref().map_or_else(|| certificate.slug.clone(), |b| b.name_en.clone()),
            valid_from: certificate.valid_from,
            valid_until: certificate.valid_until,
            issued_on: certificate.issued_on,
            decree: certificate.decree_number,
            since: changed.then(|| civil::day(certificate.status_at, zone).to_string()),
            successor,
            units: brief.map(|b| b.units.clone()).unwrap_or_default(),
            example: certificate.example,
            issuer_id: issuer.name,
            issuer_en: issuer.name_en,
        }))
    }

    async fn brief(&self, id: SchemeVersionId) -> Result<Option<Arc<Brief>>, WebError> {
        let kept = self.briefs.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned();
        if kept.is_some() {
            return Ok(kept);
        }
        let Some(scheme) = self.workflow.reader().get::<SchemeVersion>(id).await? else { return Ok(None) };
        let brief = Arc::new(Brief {
            name_id: scheme.name_id,
            name_en: scheme.name_en,
            units: scheme.units.into_iter().map(|u| (u.title, u.title_en)).collect(),
        });
        if scheme.status == "published" {
            self.briefs.write().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::clone(&brief));
        }
        Ok(Some(brief))
    }
}

/// What a certificate is on that day (ISO); nothing while it is still in the making.
fn status(certificate: &Certificate, today: &str) -> Option<Status> {
    let over = certificate.valid_until.as_str() < today;
    match certificate.status.as_str() {
        "issuing" => None,
        "revoked" => Some(Status::Revoked),
        "superseded" => Some(Status::Superseded),
        _ if over => Some(Status::Expired),
        "suspended" => Some(Status::Suspended),
        _ => Some(Status::Valid),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_still_valid_and_revocation_outlives_the_term() {
        let certificate = |status: &str| Certificate {
            id: uuid::Uuid::nil().into(),
            case_id: uuid::Uuid::nil().into(),
            person_id: uuid::Uuid::nil().into(),
            number: String::new(),
            registration: String::new(),
            code: String::new(),
            holder: None,
            scheme_version_id: uuid::Uuid::nil().into(),
            slug: String::new(),
            decree_number: String::new(),
            issued_on: "2025-11-10".into(),
            valid_from: "2025-11-10".into(),
            valid_until: "2028-11-09".into(),
            status: status.into(),
            status_at: 0,
            file: None,
            size: None,
            superseded_by: None,
            example: false,
            issuer: None,
        };
        let on = |kind: &str, day: &str| status(&certificate(kind), day);
        assert_eq!(on("active", "2028-11-09"), Some(Status::Valid));
        assert_eq!(on("active", "2028-11-10"), Some(Status::Expired));
        assert_eq!(on("suspended", "2028-11-10"), Some(Status::Expired));
        assert_eq!(on("revoked", "2030-01-01"), Some(Status::Revoked));
        assert_eq!(on("issuing", "2025-11-10"), None);
    }
}
