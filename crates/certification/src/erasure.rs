//! Erasure: a person's keys are destroyed at their request (UU PDP 27/2022 art. 43, 44), so far as no record must be
//! kept (ISO/IEC 17024 7.1). Judged here; the keys themselves are destroyed by `store` with the act's transaction.

use jiff::{ToSpan as _, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    duty::Duty,
    id::PersonId,
    permit::{Action, Object},
    person::held,
    record::{
        Purpose,
        case::Case,
        certificate::Certificate,
        person::{Account, Appointment, Person},
    },
    refusal::{Refusal, require},
    setting::Settings,
};

/// Most characters of a reason.
const REASON_MAX: usize = 300;

/// A person with all that may stand against erasing them.
#[derive(Debug, Clone)]
pub struct ErasureFile {
    /// The person.
    pub person: Person,
    /// The account.
    pub account: Option<Account>,
    /// Appointments, ended ones too.
    pub appointments: Vec<Appointment>,
    /// Their cases as candidate.
    pub cases: Vec<Case>,
    /// Their certificates.
    pub certificates: Vec<Certificate>,
    /// Purposes whose keys were destroyed before.
    pub erased: Vec<String>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for ErasureFile {
    fn stream(&self) -> String {
        format!("person/{}", self.person.id)
    }

    /// Nobody's key seals the act: that and why somebody was erased stays readable.
    fn subject(&self) -> Option<PersonId> {
        None
    }

    fn object(&self) -> Object {
        Object { person: Some(self.person.id), institution: self.person.institution_id, ..Object::default() }
    }

    fn close(&mut self, _: &Context<'_>) -> Outcome {
        std::mem::take(&mut self.outcome)
    }
}

impl ErasureFile {
    /// The key of that purpose was destroyed.
    #[must_use]
    pub fn is_erased(&self, purpose: Purpose) -> bool {
        self.erased.iter().any(|p| p == purpose.as_str())
    }

    /// The first thing that must end before anything can be erased.
    ///
    /// # Errors
    /// `erasure.oneself`, `erasure.in-duty` or `erasure.case-open`.
    pub fn ended(&self, actor: PersonId, today: Date) -> Result<(), Refusal> {
        require(self.person.id != actor, "erasure.oneself")?;
        let duties = held(&self.appointments, &today.to_string());
        require(duties.iter().all(|h| h.duty == Duty::Candidate), "erasure.in-duty")?;
        require(self.cases.iter().all(|c| c.stage.ended()), "erasure.case-open")
    }

    /// The last day on which records of the person must be kept; none when nothing was ever decided of them.
    #[must_use]
    pub fn kept_until(&self, settings: &Settings) -> Option<Date> {
        let months = settings.int("erasure.keep_months");
        let zone = settings.text("body.zone");
        // Who never applied left no record of a certification.
        let cases = self.cases.iter().filter(|c| c.funnel.complete);
        let cases = cases.map(|c| after(crate::civil::day(c.stage_at, &zone), months));
        let duties = self.appointments.iter().filter(|a| a.duty != Duty::Candidate);
        let duties = duties.filter_map(|a| a.ends.as_deref()?.parse().ok()).map(|d| after(d, months));
        cases.chain(duties).chain(self.certified_until()).max()
    }

    /// The last day on which one of their certificates is valid or suspended.
    #[must_use]
    pub fn certified_until(&self) -> Option<Date> {
        let standing = |c: &&Certificate| matches!(c.status.as_str(), "issuing" | "active" | "suspended");
        let standing = self.certificates.iter().filter(standing);
        standing.filter_map(|c| c.valid_until.parse().ok()).max()
    }
}

fn after(day: Date, months: i64) -> Date {
    day.checked_add(months.months()).unwrap_or(Date::MAX)
}

/// Erases a person: destroys the key of their records, and of the facts of issuance where that is asked for too.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ErasePerson {
    /// Why, without personal data: the number of the request, the law.
    pub reason: String,
    /// The facts of issuance too: the register then no longer names the holder.
    pub issuance: bool,
}

impl ErasePerson {
    /// Keys of which purposes it destroys.
    #[must_use]
    pub fn purposes(&self) -> Vec<Purpose> {
        if self.issuance { vec![Purpose::Case, Purpose::Issuance] } else { vec![Purpose::Case] }
    }
}

impl Act for ErasePerson {
    type File = ErasureFile;
    const NAME: &'static str = "ErasePerson";
    const ACTION: Action = Action::Erase;

    fn judge(&self, file: &mut ErasureFile, context: &Context<'_>) -> Result<(), Refusal> {
        let reason = self.reason.trim();
        require(!reason.is_empty() && reason.chars().count() <= REASON_MAX, "erasure.reason")?;
        require(self.purposes().into_iter().any(|p| !file.is_erased(p)), "person.erased")?;
        let today = context.today();
        file.ended(context.actor(), today)?;
        if let Some(until) = file.kept_until(context.settings).filter(|until| *until >= today) {
            return Err(Refusal::new("erasure.kept").with("until", until));
        }
        if let Some(account) = &mut file.account {
            account.state = "closed".to_owned();
            account.changed_at = context.now;
            file.outcome.put(account);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;
    use crate::{person::PersonFile, record::organisation::Setting};

    fn blank() -> ErasureFile {
        let PersonFile { person, .. } = PersonFile::blank(PersonId(uuid::Uuid::from_u128(7)));
        ErasureFile {
            person,
            account: None,
            appointments: Vec::new(),
            cases: Vec::new(),
            certificates: Vec::new(),
            erased: Vec::new(),
            outcome: Outcome::default(),
        }
    }

    fn served(ends: Option<&str>) -> ErasureFile {
        let appointment = Appointment {
            id: crate::id::AppointmentId(uuid::Uuid::from_u128(8)),
            person_id: PersonId(uuid::Uuid::from_u128(7)),
            duty: Duty::Assessor,
            event_id: None,
            institution_id: None,
            starts: "2020-01-01".to_owned(),
            ends: ends.map(str::to_owned),
            ended_reason: None,
        };
        ErasureFile { appointments: vec![appointment], ..blank() }
    }

    #[test]
    fn who_left_no_record_may_go_at_once() {
        assert_eq!(blank().kept_until(&Settings::default()), None);
    }

    #[test]
    fn records_of_a_duty_are_kept_for_a_cycle() {
        let (today, admin) = (date(2026, 11, 26), PersonId(uuid::Uuid::from_u128(1)));
        assert_eq!(served(None).ended(admin, today).unwrap_err().code, "erasure.in-duty");
        let ended = served(Some("2025-01-31"));
        assert!(ended.ended(admin, today).is_ok());
        assert_eq!(ended.kept_until(&Settings::default()), Some(date(2028, 1, 31)));
        let shorter = Setting { id: "erasure.keep_months".to_owned(), value: json!(12), changed_at: 0 };
        assert_eq!(ended.kept_until(&Settings::from_rows([shorter])), Some(date(2026, 1, 31)));
    }

    #[test]
    fn nobody_erases_themselves() {
        let today = date(2026, 11, 26);
        assert_eq!(blank().ended(blank().person.id, today).unwrap_err().code, "erasure.oneself");
    }
}
