//! The people of an invented certification body, one or more for each duty, registered and appointed
//! by acts: the house makes the first administrator, who appoints everybody else.

use certification::{
    account::ActivateAccount,
    duty::Duty,
    id::{EventId, InstitutionId, PersonId},
    person::{Appoint, RegisterPerson},
    record::person::Institution,
};
use store::{Find, Read};
use workflow::load::PersonKey;

use crate::{
    error::{RehearsalError, script},
    stage::Rehearsal,
};

/// Somebody with a duty, as the demonstration lists its accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub id: PersonId,
    /// The duty.
    pub duty: Duty,
    /// Name with degrees.
    pub name: &'static str,
    /// E-mail address, by which they sign in.
    pub email: &'static str,
}

/// The people of the body.
#[derive(Debug, Clone)]
pub struct Cast {
    /// Everybody, in the order in which they were appointed.
    pub members: Vec<Member>,
}

/// Where the body's people work.
pub const BODY: (&str, &str, &str) = ("LSP Contoh Pustaka", "lainnya", "31.71");

struct Role {
    duty: Duty,
    name: &'static str,
    degree: &'static str,
    email: &'static str,
}

const fn role(duty: Duty, name: &'static str, degree: &'static str, email: &'static str) -> Role {
    Role { duty, name, degree, email }
}

/// The first is the administrator whom the house itself appoints. The staff member who checks
/// applications is no panel member: whoever verified does not decide. Of the scheme committee there are three: an item
/// has an author, somebody who checks its key blind, and two who approve.
const ROLES: [Role; 15] = [
    role(Duty::Administrator, "Bambang Wiratmoko", "S.Kom.", "administrator@lsp.contoh.id"),
    role(Duty::Manager, "Sri Handayani Pratiwi", "M.Hum.", "manajer@lsp.contoh.id"),
    role(Duty::Staff, "Retno Palupi", "A.Md.", "staf@lsp.contoh.id"),
    role(Duty::Staff, "Dimas Prakoso", "S.I.Pust.", "staf2@lsp.contoh.id"),
    role(Duty::SchemeCommittee, "Yohana Siregar", "M.P.", "skema@lsp.contoh.id"),
    role(Duty::SchemeCommittee, "Fransiska Wulandari", "M.IP.", "skema2@lsp.contoh.id"),
    role(Duty::SchemeCommittee, "Rizal Hakim", "S.Pd.", "skema3@lsp.contoh.id"),
    role(Duty::PanelMember, "Agus Setiadi", "M.A.", "pleno1@lsp.contoh.id"),
    role(Duty::PanelMember, "Endang Kusumawati", "M.IP.", "pleno2@lsp.contoh.id"),
    role(Duty::PanelMember, "Hendra Gunawan", "S.S., M.Si.", "pleno3@lsp.contoh.id"),
    role(Duty::PanelMember, "Luh Ayu Trisnawati", "M.Hum.", "pleno4@lsp.contoh.id"),
    role(Duty::PanelMember, "Petrus Lengkong", "M.Pd.", "pleno5@lsp.contoh.id"),
    role(Duty::Head, "Widodo Purnomo", "M.Si.", "ketua@lsp.contoh.id"),
    role(Duty::Deputy, "Maria Goreti Lestari", "M.M.", "wakil@lsp.contoh.id"),
    role(Duty::Facilitator, "Noor Hidayah", "S.Sos.", "fasilitator@contoh.go.id"),
];

/// When the people of the body were appointed.
const SINCE: &str = "2024-01-02";

impl Cast {
    /// Registers and appoints the people of the body. The facilitator is appointed with an event, by
    /// [`Self::facilitate`].
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn gather(stage: &Rehearsal) -> Result<Self, RehearsalError> {
        let mut cast = Self { members: Vec::new() };
        for Role { duty, name, degree, email } in ROLES {
            let workplace = (duty != Duty::Facilitator).then_some(BODY);
            let registration = Registration { name, degree, email, phone: "", workplace };
            let id = match cast.members.first().map(|m| m.id) {
                None => register_as_house(stage, &registration).await?,
                Some(administrator) => register(stage, administrator, &registration).await?,
            };
            match cast.members.first().map(|m| m.id) {
                None => drop(stage.act_as_house(id.into(), appointment(duty, None, None)).await?),
                Some(_) if duty == Duty::Facilitator => {}
                Some(administrator) => drop(stage.act(administrator, id.into(), appointment(duty, None, None)).await?),
            }
            cast.members.push(Member { id, duty, name, email });
        }
        Ok(cast)
    }

    /// The first who holds a duty.
    ///
    /// # Errors
    /// When nobody does.
    pub fn one(&self, duty: Duty) -> Result<PersonId, RehearsalError> {
        self.all(duty).next().ok_or_else(|| script(format!("nobody is {duty}")))
    }

    /// Everybody who holds a duty.
    pub fn all(&self, duty: Duty) -> impl Iterator<Item = PersonId> + '_ {
        self.members.iter().filter(move |m| m.duty == duty).map(|m| m.id)
    }

    /// Makes the facilitator that of an event.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn facilitate(&self, stage: &Rehearsal, event: EventId) -> Result<(), RehearsalError> {
        let manager = self.one(Duty::Manager)?;
        let facilitator = self.one(Duty::Facilitator)?;
        let act = appointment(Duty::Facilitator, Some(event), None);
        stage.act(manager, facilitator.into(), act).await.map(drop)
    }

    /// Appoints the contact of an institution.
    ///
    /// # Errors
    /// When the institution is not known, or an act was refused.
    pub async fn contact(&mut self, stage: &Rehearsal, institution: &str) -> Result<(), RehearsalError> {
        let manager = self.one(Duty::Manager)?;
        let (name, email) = ("Rahmadi Sulaiman", "kontak@contoh.go.id");
        let find = Find::by("name_folded", institution);
        let known: Option<Institution> = stage.workflow.reader().first(find).await?;
        let known = known.ok_or_else(|| script(format!("{institution} is not known")))?;
        let workplace = Some((known.name.as_str(), known.kind.as_str(), known.kab.as_deref().unwrap_or_default()));
        let id = register(stage, manager, &Registration { name, degree: "S.E.", email, phone: "", workplace }).await?;
        let act = appointment(Duty::Contact, None, Some(known.id));
        stage.act(manager, id.into(), act).await?;
        activate(stage, id).await?;
        self.members.push(Member { id, duty: Duty::Contact, name, email });
        Ok(())
    }
}

/// What is said of somebody who is registered.
#[derive(Debug, Clone, Copy)]
pub struct Registration<'a> {
    /// Name without degrees.
    pub name: &'a str,
    /// Degrees.
    pub degree: &'a str,
    /// E-mail address, or empty.
    pub email: &'a str,
    /// Telephone, or empty.
    pub phone: &'a str,
    /// Name, kind and district of the workplace.
    pub workplace: Option<(&'a str, &'a str, &'a str)>,
}

impl Registration<'_> {
    fn parts(&self) -> (PersonKey, RegisterPerson) {
        let place = |(name, kind, kab): (&str, &str, &str)| {
            (name.to_owned(), kind.to_owned(), Some(kab.to_owned()).filter(|k| !k.is_empty()))
        };
        let act = RegisterPerson {
            name: self.name.to_owned(),
            degree: self.degree.to_owned(),
            email: self.email.to_owned(),
            phone: self.phone.to_owned(),
            locale: "id".to_owned(),
        };
        (PersonKey { id: None, institution: self.workplace.map(place) }, act)
    }
}

/// Registers somebody.
///
/// # Errors
/// When an act was refused.
pub async fn register(
    stage: &Rehearsal,
    by: PersonId,
    registration: &Registration<'_>,
) -> Result<PersonId, RehearsalError> {
    let (key, act) = registration.parts();
    Ok(stage.act(by, key, act).await?.file.person.id)
}

async fn register_as_house(stage: &Rehearsal, registration: &Registration<'_>) -> Result<PersonId, RehearsalError> {
    let (key, act) = registration.parts();
    Ok(stage.act_as_house(key, act).await?.file.person.id)
}

/// An appointment that began with the body.
#[must_use]
pub fn appointment(duty: Duty, event: Option<EventId>, institution: Option<InstitutionId>) -> Appoint {
    Appoint { duty, event, institution, starts: SINCE.to_owned(), ends: None }
}

/// The person uses the account for the first time.
///
/// # Errors
/// When an act was refused.
pub async fn activate(stage: &Rehearsal, person: PersonId) -> Result<(), RehearsalError> {
    stage.act(person, person.into(), ActivateAccount {}).await.map(drop)
}
