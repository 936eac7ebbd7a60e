//! Persons as the body keeps them: accounts, appointments to duties, assessors' registration.

use serde::Serialize;

use crate::{
    account::may_let_in,
    act::{Act, Context, Outcome, Outcomes},
    contact,
    duty::Duty,
    id::{AppointmentId, EventId, InstitutionId, PersonId},
    permit::{Action, Held, Object},
    record::person::{Account, Appointment, Assessor, Institution, Person},
    refusal::{Refusal, require},
};

/// A person with what belongs to them.
#[derive(Debug, Clone)]
pub struct PersonFile {
    /// The person.
    pub person: Person,
    /// Not stored yet.
    pub new: bool,
    /// The account.
    pub account: Option<Account>,
    /// Appointments, ended ones too.
    pub appointments: Vec<Appointment>,
    /// Registration as assessor.
    pub assessor: Option<Assessor>,
    /// A new institution to be put with the person.
    pub new_institution: Option<Institution>,
    /// How many others are administrators now.
    pub other_administrators: i64,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for PersonFile {
    fn stream(&self) -> String {
        format!("person/{}", self.person.id)
    }

    fn subject(&self) -> Option<PersonId> {
        Some(self.person.id)
    }

    fn object(&self) -> Object {
        Object { person: Some(self.person.id), institution: self.person.institution_id, ..Object::default() }
    }

    fn close(&mut self, _: &Context<'_>) -> Outcome {
        std::mem::take(&mut self.outcome)
    }
}

impl PersonFile {
    /// A person not known yet.
    #[must_use]
    pub fn blank(id: PersonId) -> Self {
        Self {
            person: Person {
                id,
                name: None,
                degree: None,
                nik: None,
                born: None,
                birth_place: None,
                sex: None,
                phone: None,
                email: None,
                nip: None,
                address: None,
                education: None,
                position: None,
                institution_id: None,
                kab: None,
                updated_at: 0,
            },
            new: true,
            account: None,
            appointments: Vec::new(),
            assessor: None,
            new_institution: None,
            other_administrators: 0,
            outcome: Outcome::default(),
        }
    }
}

/// Appointments in force on a day.
#[must_use]
pub fn held(appointments: &[Appointment], today: &str) -> Vec<Held> {
    appointments
        .iter()
        .filter(|a| a.starts.as_str() <= today && a.ends.as_deref().is_none_or(|e| e >= today))
        .map(|a| Held { duty: a.duty, event: a.event_id, institution: a.institution_id })
        .collect()
}

/// Registers a person who is not a participant: staff, members, assessors, facilitators, contacts.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterPerson {
    /// Name without degrees.
    pub name: String,
    /// Degrees.
    pub degree: String,
    /// E-mail address, empty when there is none.
    pub email: String,
    /// Telephone, E.164, empty when there is none.
    pub phone: String,
    /// Language of messages, `id` or `en`.
    pub locale: String,
}

/// Longest name, in characters.
const NAME_MAX: usize = 120;

impl Act for RegisterPerson {
    type File = PersonFile;
    const NAME: &'static str = "RegisterPerson";
    const ACTION: Action = Action::InviteAccount;

    fn judge(&self, file: &mut PersonFile, context: &Context<'_>) -> Result<(), Refusal> {
        if !file.new {
            may_let_in(file, context)?;
        }
        let name = crate::text::squeeze(&self.name);
        require(!name.is_empty(), "person.name")?;
        require(name.chars().count() <= NAME_MAX, "person.name-too-long")?;
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let (email, phone) = (contact::email(&self.email)?, contact::phone(&self.phone)?);
        if let Some(institution) = &file.new_institution {
            file.outcome.put(institution);
            file.person.institution_id = Some(institution.id);
            file.person.kab.clone_from(&institution.kab);
        }
        file.person.name = Some(name);
        file.person.degree = some(&self.degree);
        file.person.email = email;
        file.person.phone = phone;
        file.person.updated_at = context.now;
        file.outcome.put(&file.person);
        if file.account.is_none() {
            let account = Account::invited(file.person.id, &self.locale, context.entropy, context.now);
            file.outcome.put(&account);
            file.account = Some(account);
        }
        Ok(())
    }
}

/// Appoints a person to a duty.
#[derive(Debug, Clone, Serialize)]
pub struct Appoint {
    /// To what.
    pub duty: Duty,
    /// For this event only: facilitators and assessors.
    pub event: Option<EventId>,
    /// For this institution only: its contact.
    pub institution: Option<InstitutionId>,
    /// First day, ISO.
    pub starts: String,
    /// Last day, ISO, inclusive; open when absent.
    pub ends: Option<String>,
}

impl Act for Appoint {
    type File = PersonFile;
    const NAME: &'static str = "Appoint";
    const ACTION: Action = Action::Appoint;

    fn judge(&self, file: &mut PersonFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(!matches!(self.duty, Duty::System | Duty::Candidate), "appointment.not-appointable")?;
        require(self.duty != Duty::Facilitator || self.event.is_some(), "appointment.event-wanted")?;
        require(self.duty != Duty::Contact || self.institution.is_some(), "appointment.institution-wanted")?;
        require(self.duty != Duty::Assessor || file.assessor.is_some(), "appointment.no-registration")?;
        let date = |t: &str| t.parse::<jiff::civil::Date>().ok();
        let starts = date(&self.starts).ok_or_else(|| Refusal::new("appointment.date"))?;
        let ends = self.ends.as_deref().map(|e| date(e).ok_or_else(|| Refusal::new("appointment.date"))).transpose()?;
        require(ends.is_none_or(|e| e >= starts), "appointment.date")?;
        let same = file.appointments.iter().any(|a| {
            a.duty == self.duty && a.event_id == self.event && a.institution_id == self.institution && a.ends.is_none()
        });
        require(!same, "appointment.exists")?;
        let appointment = Appointment {
            id: context.id::<AppointmentId>(),
            person_id: file.person.id,
            duty: self.duty,
            event_id: self.event,
            institution_id: self.institution,
            starts: self.starts.clone(),
            ends: self.ends.clone(),
            ended_reason: None,
        };
        file.outcome.put(&appointment);
        file.appointments.push(appointment);
        Ok(())
    }
}

/// Ends an appointment as of yesterday.
#[derive(Debug, Clone, Serialize)]
pub struct EndAppointment {
    /// Which.
    pub appointment: AppointmentId,
    /// Why.
    pub reason: String,
}

impl Act for EndAppointment {
    type File = PersonFile;
    const NAME: &'static str = "EndAppointment";
    const ACTION: Action = Action::Appoint;

    fn judge(&self, file: &mut PersonFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(!self.reason.trim().is_empty(), "appointment.reason-wanted")?;
        let mut appointment = file
            .appointments
            .iter()
            .find(|a| a.id == self.appointment)
            .cloned()
            .ok_or_else(|| Refusal::new("appointment.unknown"))?;
        require(
            appointment.duty != Duty::Administrator || file.other_administrators > 0,
            "appointment.last-administrator",
        )?;
        let yesterday = context.today().yesterday().map_err(|_| Refusal::new("appointment.date"))?.to_string();
        require(appointment.ends.as_deref().is_none_or(|e| e > yesterday.as_str()), "appointment.ended-already")?;
        appointment.ends = Some(yesterday);
        appointment.ended_reason = Some(self.reason.trim().to_owned());
        file.outcome.put(&appointment);
        crate::act::replace(&mut file.appointments, appointment);
        Ok(())
    }
}

/// Puts an assessor's registration, from a workbook or by hand.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterAssessor {
    /// The registration.
    pub assessor: Assessor,
}

impl Act for RegisterAssessor {
    type File = PersonFile;
    const NAME: &'static str = "RegisterAssessor";
    const ACTION: Action = Action::ImportAssessors;

    fn judge(&self, file: &mut PersonFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(is_met(&self.assessor.met), "assessor.met")?;
        require(self.assessor.until.parse::<jiff::civil::Date>().is_ok(), "assessor.until")?;
        let assessor = Assessor { id: file.person.id, ..self.assessor.clone() };
        file.outcome.put(&assessor);
        file.assessor = Some(assessor);
        Ok(())
    }
}

/// `MET.000.NNNNNN YYYY`, with a space or dot before the year, or no year.
#[must_use]
pub fn is_met(text: &str) -> bool {
    let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
    let Some(rest) = text.strip_prefix("MET.") else { return false };
    let Some((area, rest)) = rest.split_once('.') else { return false };
    let (number, year) = rest.split_once([' ', '.']).map_or((rest, None), |(n, y)| (n, Some(y)));
    digits(area, 3) && digits(number, 6) && year.is_none_or(|y| digits(y, 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registrations_come_in_three_shapes() {
        for good in ["MET.000.009685 2023", "MET.000.008068.2025", "MET.000.008068"] {
            assert!(is_met(good), "{good}");
        }
        for bad in ["MET.00.009685 2023", "MET.000.00968 2023", "MET.000.009685 23", "000.009685"] {
            assert!(!is_met(bad), "{bad}");
        }
    }
}
