//! The head of a case, the same on every page about it: where the page stands, spine label, name,
//! stage, seat and how long it waits; and the next step with whose it is.

use certification::{
    casefile::CaseFile,
    form::slots,
    id::{CaseId, EventId},
    permit::{self, Action, Actor},
    stage::Stage,
};

use super::{Spine, Tag, stage};
use crate::{
    i18n::{Locale, Message, key},
    page::Page,
};

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

/// What every page about a case shows on top.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseHead {
    /// The case.
    pub id: CaseId,
    /// Its event.
    pub event: EventId,
    /// Title of the event.
    pub event_title: String,
    /// Spine label in one line, `LD 018 MAU`.
    pub label: String,
    /// The candidate's name with degrees; empty once erased.
    pub name: String,
    /// The scheme in Indonesian and English.
    pub scheme: (String, String),
    /// Where the candidate works; empty where unknown.
    pub institution: String,
    /// Where the case stands.
    pub stage: Stage,
    /// Who pays the seat.
    pub funding: String,
    /// Since when it stands there, microseconds UTC.
    pub since: i64,
    /// Zone of the event.
    pub zone: String,
}

impl CaseHead {
    /// The head of a case.
    #[must_use]
    pub fn of(file: &CaseFile) -> Self {
        let funding = file.event.funding.iter().find(|f| f.id == file.case.funding);
        Self {
            id: file.case.id,
            event: file.event.id,
            event_title: file.event.title.clone(),
            label: file.label(),
            name: file.person.full_name(),
            scheme: (file.scheme.name_id.clone(), file.scheme.name_en.clone()),
            institution: file.institution.as_ref().map(|i| i.name.clone()).unwrap_or_default(),
            stage: file.case.stage,
            funding: funding.map_or_else(|| file.case.funding.clone(), |f| f.source.clone()),
            since: file.case.stage_at,
            zone: file.event.zone.clone(),
        }
    }

    /// An invented one, for samples of pages.
    #[must_use]
    pub fn invented(at: Stage, now: i64) -> Self {
        Self {
            id: CaseId(uuid::Uuid::from_u128(18)),
            event: EventId(uuid::Uuid::from_u128(7)),
            event_title: "Sertifikasi Pustakawan Kalsel 2026".to_owned(),
            label: "LD 018 MAU".to_owned(),
            name: "Ani Maulida, S.Hum.".to_owned(),
            scheme: ("Layanan Dasar Perpustakaan".to_owned(), "Basic Library Services".to_owned()),
            institution: "SMP Negeri 2 Hulu Sungai Tengah".to_owned(),
            stage: at,
            funding: "APBN".to_owned(),
            since: now - 3 * DAY,
            zone: "Asia/Makassar".to_owned(),
        }
    }

    /// Address of the case's file.
    #[must_use]
    pub fn href(&self) -> String {
        format!("/berkas/{}", self.id)
    }

    /// The spine label, large at the head of the case's own page.
    #[must_use]
    pub fn spine(&self) -> Spine {
        Spine::of(&self.label)
    }

    /// The scheme in the reader's language.
    #[must_use]
    pub fn scheme_in(&self, p: &Page) -> &str {
        match p.cx.locale {
            Locale::En if !self.scheme.1.is_empty() => &self.scheme.1,
            _ => &self.scheme.0,
        }
    }

    /// The name, or what stands in its place once the person's data were erased.
    #[must_use]
    pub fn called(&self, p: &Page) -> String {
        if self.name.is_empty() { p.t("case-erased").into_owned() } else { self.name.clone() }
    }

    /// The label of its stage.
    #[must_use]
    pub fn tag(&self) -> Tag {
        stage::tag(self.stage)
    }

    /// `menunggu 3 hari`, while it waits for something.
    #[must_use]
    pub fn waits(&self, p: &Page) -> Option<String> {
        (!self.stage.ended()).then(|| waiting(p, self.since))
    }

    /// Where a page about the case stands: the list, and the case itself when the page is one below it.
    #[must_use]
    pub fn trail(&self, p: &Page, below: bool) -> Vec<(String, String)> {
        let queue = p.who().is_some_and(|who| permit::may(&who.actor, Action::VerifyApplication));
        let list = if queue {
            (p.t("nav-queue").into_owned(), "/antrean".to_owned())
        } else {
            (p.t("nav-cases").into_owned(), "/berkas".to_owned())
        };
        let seen = p
            .who()
            .is_some_and(|who| permit::check(&who.actor, Action::SeeEvent, &permit::Object::event(self.event)).is_ok());
        let event = seen.then(|| (self.event_title.clone(), format!("/acara/{}", self.event)));
        let case = below.then(|| (self.label.clone(), self.href()));
        std::iter::once(list).chain(event).chain(case).collect()
    }
}

/// How long something has waited, in whole days.
#[must_use]
pub fn waiting(p: &Page, since: i64) -> String {
    let days = (p.cx.now - since).max(0) / DAY;
    if days == 0 { p.t("case-waits-today").into_owned() } else { p.ta("case-waits").with("n", days).to_string() }
}

/// `3 hari`, in a column of waiting.
#[must_use]
pub fn days(p: &Page, since: i64) -> String {
    let days = (p.cx.now - since).max(0) / DAY;
    if days == 0 { p.t("case-today").into_owned() } else { p.ta("case-days").with("n", days).to_string() }
}

/// Who has the next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The candidate.
    Candidate,
    /// Staff of the body.
    Staff,
    /// The assigned assessor.
    Assessor,
    /// The panel.
    Panel,
    /// Whoever signs the decree, and the manager who issues.
    House,
    /// Nobody: it has ended.
    Nobody,
}

impl Whose {
    /// Key of what they are called.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Candidate => key("duty-candidate"),
            Self::Staff => key("duty-staff"),
            Self::Assessor => key("duty-assessor"),
            Self::Panel => key("case-whose-panel"),
            Self::House => key("case-whose-house"),
            Self::Nobody => key("case-whose-nobody"),
        }
    }
}

/// The next step of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    /// Whose it is.
    pub whose: Whose,
    /// What is to be done.
    pub said: Message,
    /// Where it is done, for whom it is.
    pub href: Option<String>,
}

/// The next step of a case, by its facts.
#[must_use]
pub fn next(file: &CaseFile) -> Next {
    let page = |end: &str| Some(format!("/berkas/{}/{end}", file.case.id));
    let form = |code: &str| Some(format!("/berkas/{}/formulir/{code}", file.case.id));
    let step = |whose, said: &'static str, href| Next { whose, said: Message::new(said), href };
    let unsigned = |code: &str, slot: &str| file.form(code).is_some() && !file.answered(code, slot);
    match file.case.stage {
        Stage::Invited => step(Whose::Candidate, key("next-invited"), None),
        Stage::Draft if unsigned("FR.APL.01", "candidate") && file.form("FR.APL.01").is_some_and(submitted) => {
            step(Whose::Candidate, key("next-draft-sign"), form("FR.APL.01"))
        }
        Stage::Draft => step(Whose::Candidate, key("next-draft"), form("FR.APL.01")),
        Stage::Checking => step(Whose::Staff, key("next-checking"), page("syarat")),
        Stage::Returned => step(Whose::Candidate, key("next-returned"), form("FR.APL.01")),
        Stage::SelfAssessment => step(Whose::Candidate, key("next-self-assessment"), form("FR.APL.02")),
        Stage::Unassigned => step(Whose::Staff, key("next-unassigned"), page("asesor")),
        Stage::Review if file.case.conflict_free.is_none() => {
            step(Whose::Assessor, key("next-review-declare"), Some("/tinjauan".to_owned()))
        }
        Stage::Review => step(Whose::Assessor, key("next-review"), form("FR.APL.02")),
        Stage::Unscheduled => step(Whose::Staff, key("next-unscheduled"), page("jadwal")),
        Stage::Agreement if unsigned("FR.AK.01", "candidate") && file.signed("FR.AK.01", "assessor") => {
            step(Whose::Candidate, key("next-agreement-candidate"), form("FR.AK.01"))
        }
        Stage::Agreement => step(Whose::Assessor, key("next-agreement"), form("FR.AK.01")),
        Stage::Assessment if file.case.present.is_none() => {
            step(Whose::Assessor, key("next-presence"), Some("/hari-ini".to_owned()))
        }
        Stage::Assessment => step(Whose::Assessor, key("next-assessment"), form("FR.AK.02")),
        Stage::Recommended if file.signed("FR.AK.02", "assessor") && unsigned("FR.AK.02", "candidate") => {
            step(Whose::Candidate, key("next-recommended-candidate"), form("FR.AK.02"))
        }
        Stage::Recommended if unsigned("FR.AK.02", "assessor") => {
            step(Whose::Assessor, key("next-recommended-sign"), form("FR.AK.02"))
        }
        Stage::Recommended => {
            step(Whose::Assessor, key("next-recommended"), Some(format!("/laporan-asesor/{}", file.case.event_id)))
        }
        Stage::Reported => step(Whose::Panel, key("next-reported"), Some("/pleno".to_owned())),
        Stage::Granted => step(Whose::House, key("next-granted"), Some("/pleno".to_owned())),
        Stage::Issuing => step(Whose::House, key("next-issuing"), None),
        Stage::Rejected
        | Stage::NotProceeding
        | Stage::NotGranted
        | Stage::Issued
        | Stage::Absent
        | Stage::Withdrawn => step(Whose::Nobody, key("next-ended"), None),
    }
}

fn submitted(form: &certification::record::form::Form) -> bool {
    form.state == "submitted"
}

/// FR.APL.01 is concluded on and waits for the signature of staff.
#[must_use]
pub fn wants_staff_signature(file: &CaseFile) -> bool {
    let concluded = matches!(file.case.application_verdict.as_deref(), Some("accepted" | "rejected"));
    let filled = file.form("FR.APL.01");
    let turn = certification::filing::definition("FR.APL.01", filled)
        .ok()
        .and_then(|d| slots::next(d, &file.signatures_on(filled)).map(|slot| slot.key.as_str()));
    concluded && filled.is_some_and(|f| f.state != "reopened") && turn == Some("staff")
}

/// The actor may do that to this case.
#[must_use]
pub fn may(actor: &Actor, action: Action, file: &CaseFile) -> bool {
    permit::check(actor, action, &permit::Object::case(&file.case)).is_ok()
}
