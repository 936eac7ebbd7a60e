//! Consents, given and withdrawn by the person alone (UU PDP 27/2022 art. 22 to 24, 40). They are first asked in
//! FR.APL.01; a later change is an act of its own, from then on, and leaves the signed form as it is.

use serde::Serialize;

use crate::{
    act::{Act, Context},
    casefile::CaseFile,
    form::{
        Text, catalogue,
        field::{ConsentWording, Kind},
    },
    id::PersonId,
    permit::Action,
    record::case::Consent,
    refusal::{Refusal, require},
};

/// The form in which consents are asked.
const FORM: &str = "FR.APL.01";

/// The purpose that whoever assesses must know of.
const PHOTO: &str = "photo";

/// Hours within which what rested on a consent has stopped once it is withdrawn (UU PDP 27/2022 art. 40).
pub const STOPS_WITHIN_HOURS: i64 = 72;

const HOUR: i64 = 3_600_000_000;

/// The candidate withdraws a consent, or gives it again. It holds from now on: what was done under it before stays
/// right, and assessment, decision and certificate do not depend on it.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeConsent {
    /// For what: a key of the consent wordings.
    pub purpose: String,
    /// Given from now on, or withdrawn.
    pub given: bool,
    /// Who sees to it that its use stops: the managers; not part of the act.
    #[serde(skip)]
    pub managers: Vec<PersonId>,
}

impl ChangeConsent {
    /// The consent for that purpose given from now on, or withdrawn.
    #[must_use]
    pub const fn new(purpose: String, given: bool) -> Self {
        Self { purpose, given, managers: Vec::new() }
    }
}

impl Act for ChangeConsent {
    type File = CaseFile;
    const NAME: &'static str = "ChangeConsent";
    const ACTION: Action = Action::Consent;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        let mut consent = file
            .consents
            .iter()
            .find(|c| c.purpose == self.purpose)
            .cloned()
            .ok_or_else(|| Refusal::new("consent.not-asked"))?;
        require(consent.given != self.given, "consent.unchanged")?;
        consent.given = self.given;
        consent.changed_at = Some(context.now);
        file.put(consent);
        let event = file.event.code.clone();
        let message = if self.given { "case-consent-given" } else { "case-consent-withdrawn" };
        file.outcome.notify(file.case.person_id, message, &[("event", &event)]);
        if let (Some(assessor), true) = (file.case.assessor_id, self.purpose == PHOTO && !file.case.stage.ended()) {
            let message = if self.given { "assessor-photo-given" } else { "assessor-photo-withdrawn" };
            file.outcome.notify(assessor, message, &[("event", &event)]);
        }
        if !self.given {
            let case = file.case.id.to_string();
            for manager in &self.managers {
                file.outcome.notify(*manager, "case-consent-stop", &[("event", &event), ("case", &case)]);
            }
        }
        Ok(())
    }
}

/// Takes an answer of FR.APL.01. A withdrawal stands until the person gives the consent again on their own page: the
/// same form sent once more, with what it said before, does not undo it.
pub(crate) fn answered(file: &mut CaseFile, purpose: &str, given: bool, context: &Context<'_>) {
    let standing = file.consents.iter().find(|c| c.purpose == purpose);
    if given && standing.is_some_and(Consent::withdrawn) {
        return;
    }
    file.put(Consent {
        id: format!("{}:{purpose}", file.case.id),
        case_id: file.case.id,
        person_id: file.case.person_id,
        purpose: purpose.to_owned(),
        given,
        wording: file.form(FORM).map(|f| f.version.clone()).unwrap_or_default(),
        at: context.now,
        changed_at: None,
    });
}

impl Consent {
    /// The person took it back themselves, after the form.
    #[must_use]
    pub const fn withdrawn(&self) -> bool {
        !self.given && self.changed_at.is_some()
    }

    /// Since when it stands as it does, microseconds UTC.
    #[must_use]
    pub fn since(&self) -> i64 {
        self.changed_at.unwrap_or(self.at)
    }

    /// By when what rested on it has stopped, once it is withdrawn.
    #[must_use]
    pub fn stops_by(&self) -> Option<i64> {
        self.withdrawn().then(|| self.since() + STOPS_WITHIN_HOURS * HOUR)
    }

    /// What it was called, and what it said, in the version of the form in which it was asked.
    #[must_use]
    pub fn wording(&self) -> Option<(&'static Text, &'static ConsentWording)> {
        let definition = catalogue::version(FORM, &self.wording).or_else(|| catalogue::current(FORM))?;
        definition.fields().find_map(|(_, field)| match &field.kind {
            Kind::Consent(wording) if wording.purpose == self.purpose => Some((&field.label, wording)),
            _ => None,
        })
    }
}

/// The consents of a case in the order in which the form asks them.
#[must_use]
pub fn in_order(consents: &[Consent]) -> Vec<&Consent> {
    let asked: Vec<&str> = catalogue::current(FORM)
        .into_iter()
        .flat_map(|definition| definition.fields())
        .filter_map(|(_, field)| if let Kind::Consent(wording) = &field.kind { Some(&*wording.purpose) } else { None })
        .collect();
    let mut all: Vec<&Consent> = consents.iter().collect();
    all.sort_by_key(|c| asked.iter().position(|purpose| *purpose == c.purpose));
    all
}
