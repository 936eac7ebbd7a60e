//! The certificate's paper, from the facts that were frozen when its number was given.

use std::collections::BTreeMap;

use certification::{
    act::{Act as _, Outcomes as _},
    casefile::CaseFile,
    certificate::{IssueCertificate, public_status},
    civil::day,
    decision::{SignDecree, panel_stream},
    person::held,
    record::{
        certificate::Certificate,
        decision::Panel,
        person::{Appointment, Person},
    },
};
use documents::{
    Bilingual, CertificateData, Holder, Issuer, Mode, Paper, Replaced, Signatory, State, Statement, Status, Unit,
    Verify,
};
use store::{Find, Read};

use super::{PHOTO, electronic, picture::is_shown};
use crate::{Workflow, WorkflowError};

impl Workflow {
    /// The paper of a certificate as it stands today, under the letterhead of its issue: a copy printed after a change
    /// of status says so.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn certificate_paper(&self, file: &CaseFile, certificate: &Certificate) -> Result<Paper, WorkflowError> {
        let letterhead = self.letterhead_of(certificate.issuer.as_ref(), &certificate.issued_on).await?;
        let mut reader = self.reader();
        let panel: Option<Panel> = reader
            .first(Find::by("event_id", file.case.event_id).and("decree_number", certificate.decree_number.as_str()))
            .await?;
        let signer = match panel.as_ref().and_then(|p| p.signed_by) {
            Some(id) => reader.get::<Person>(id).await?,
            None => None,
        };
        let manager = self.manager_name(&mut reader, &certificate.issued_on).await?;
        let mut files = letterhead.files.clone();
        let photo = self.photo(file, &mut files).await?;
        let settings = &letterhead.settings;
        let name = Bilingual::new(settings.text("body.name"), settings.text("body.name_en"));
        let zone = settings.text("body.zone");
        let decreed = match &panel {
            Some(panel) => electronic(&mut reader, &panel_stream(panel.id), SignDecree::NAME, &zone).await?,
            None => None,
        };
        let issued = electronic(&mut reader, &file.stream(), IssueCertificate::NAME, &zone).await?;
        let deputy = panel.as_ref().is_some_and(|p| p.signed_as.as_deref() == Some("deputy"));
        let title =
            if deputy { Bilingual::new("Ketua Pengganti", "Deputy Head") } else { Bilingual::new("Ketua", "Head") };
        let replaced = file.certificates.iter().find(|c| c.superseded_by == Some(certificate.id));
        let data = CertificateData {
            mode: Mode::Full,
            status: self.printed_status(certificate, &settings.text("body.zone")),
            body: Issuer {
                name,
                licence: settings.text("body.licence"),
                logo_left: letterhead.emblem("files/left"),
                logo_left_name: None,
                logo_right: letterhead.emblem("files/right").or_else(|| letterhead.emblem("files/body")),
                on_behalf: settings.yes("body.on_behalf_of_bnsp").then(|| {
                    Bilingual::new(
                        "Badan Nasional Sertifikasi Profesi",
                        "Indonesian Professional Certification Authority",
                    )
                }),
            },
            certificate: Statement {
                number: certificate.number.clone(),
                registration: certificate.registration.clone(),
                holder: certificate.holder.clone().unwrap_or_default(),
                field: Bilingual::new("Perpustakaan", "Library"),
                competency_label: Bilingual::new("dengan kualifikasi/kompetensi", "with the qualification/competency"),
                competency: Bilingual::new(file.scheme.name_id.clone(), file.scheme.name_en.clone()),
                scheme: Some(file.scheme.number.clone()),
                valid_years: u8::try_from(file.scheme.validity_months / 12).unwrap_or(u8::MAX),
                valid_from: (replaced.is_some() || file.scheme.validity_months % 12 != 0)
                    .then(|| certificate.valid_from.clone()),
                valid_until: certificate.valid_until.clone(),
                replaces: replaced.map(|old| Replaced { number: old.number.clone(), date: old.issued_on.clone() }),
                place: settings.text("body.city"),
                date: certificate.issued_on.clone(),
                serial: None,
            },
            signatory: Signatory {
                name: signer.map(|p| p.full_name()).unwrap_or_default(),
                title,
                signature: None,
                electronic: decreed,
            },
            manager: Signatory {
                name: manager,
                title: Bilingual::new("Manajer Sertifikasi", "Certification Manager"),
                signature: None,
                electronic: issued,
            },
            verify: Some(Verify::at(&self.verification_url(&certificate.code))),
            units: file
                .scheme
                .units
                .iter()
                .map(|u| Unit { code: u.code.clone(), id: u.title.clone(), en: u.title_en.clone() })
                .collect(),
            holder: Holder { photo, signature: None },
            blanko: None,
        };
        Ok(data.paper(files))
    }

    /// Where anyone verifies a certificate.
    #[must_use]
    pub fn verification_url(&self, code: &str) -> String {
        format!("{}/v/{code}", self.public_url().trim_end_matches('/'))
    }

    fn printed_status(&self, certificate: &Certificate, zone: &str) -> Status {
        let today = day(self.now(), zone);
        let state = match public_status(certificate, today) {
            "suspended" => State::Suspended,
            "revoked" => State::Revoked,
            "superseded" => State::Superseded,
            "expired" => State::Expired,
            // A specimen is one from the first day: there is no *since*.
            _ if certificate.example => return Status::plain(State::Specimen),
            _ => return Status::plain(State::Valid),
        };
        let note = certificate.example.then(|| "CONTOH · SPECIMEN".to_owned());
        Status { state, since: Some(day(certificate.status_at, zone).to_string()), note }
    }

    /// Who was the manager on a day.
    async fn manager_name(&self, reader: &mut impl Read, day: &str) -> Result<String, WorkflowError> {
        let managers: Vec<Appointment> = reader.find(&Find::by("duty", "manager").order_by(&["id"])).await?;
        let Some(then) = managers.iter().find(|a| !held(std::slice::from_ref(*a), day).is_empty()) else {
            return Ok(String::new());
        };
        let person: Option<Person> = reader.get(then.person_id).await?;
        Ok(person.map(|p| p.full_name()).unwrap_or_default())
    }

    /// The holder's photo, when one was handed in as a picture that can be printed.
    async fn photo(
        &self,
        file: &CaseFile,
        files: &mut BTreeMap<String, Vec<u8>>,
    ) -> Result<Option<String>, WorkflowError> {
        let photo =
            file.standing_documents().find(|d| PHOTO.contains(&d.requirement.as_str()) && is_shown(&d.media_type));
        let Some(photo) = photo else { return Ok(None) };
        let bytes = self.store().files()?.bytes(&photo.file).await?;
        files.insert("files/photo".to_owned(), bytes.to_vec());
        Ok(Some("files/photo".to_owned()))
    }
}
