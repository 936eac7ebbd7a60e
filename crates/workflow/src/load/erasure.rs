//! A person with all that may stand against erasing them.

use certification::{
    act::{Context, Outcome},
    erasure::ErasureFile,
    id::PersonId,
    permit::{self, Action, Actor, Object},
    record::{
        case::Case,
        certificate::Certificate,
        person::{Appointment, Person},
    },
};
use jiff::civil::Date;
use store::{Find, Read, Tx, erased_of, view::quiet_candidates};

use super::Load;
use crate::{
    Workflow,
    error::{WorkflowError, found},
};

/// Candidates that one part of the list looks at.
const AT_ONCE: i64 = 100;
/// Microseconds of the shortest month: whoever is quiet for that many of them may be due, and is then judged by the day.
const MONTH: i64 = 28 * 86_400_000_000;

/// A person whose records need not be kept any more.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// The person.
    pub person: Person,
    /// The last day on which their records had to be kept; none when nothing was ever decided of them.
    pub until: Option<Date>,
    /// How many cases they had.
    pub cases: i64,
    /// How many certificates.
    pub certificates: i64,
}

impl Workflow {
    /// Candidates whose records need not be kept any more: the class *cycle* has run out, no certificate stands, nothing
    /// else hinders an erasure. A part of them, and after whom the next part begins.
    ///
    /// # Errors
    /// Refused when it is not theirs to erase, or a fault.
    pub async fn due_for_erasure(
        &self,
        actor: &Actor,
        after: Option<PersonId>,
    ) -> Result<(Vec<Due>, Option<PersonId>), WorkflowError> {
        permit::check(actor, Action::Erase, &Object::body()).map_err(WorkflowError::Refused)?;
        let (mut reader, settings) = (self.reader(), self.settings().await?);
        let today = certification::civil::day(self.now(), &settings.text("body.zone"));
        let by = self.now() - settings.int("erasure.keep_months") * MONTH;
        let quiet = quiet_candidates(&mut reader, by, after, AT_ONCE).await?;
        let next = quiet.last().copied().filter(|_| quiet.len() as i64 == AT_ONCE);
        let of = |column| Find::all().one_of(column, quiet.iter().copied());
        let people: Vec<Person> = reader.find(&of("id").order_by(&["id"])).await?;
        let appointments: Vec<Appointment> = reader.find(&of("person_id")).await?;
        let cases: Vec<Case> = reader.find(&of("person_id")).await?;
        let certificates: Vec<Certificate> = reader.find(&of("person_id")).await?;
        let files = people.into_iter().map(|person| ErasureFile {
            account: None,
            appointments: appointments.iter().filter(|a| a.person_id == person.id).cloned().collect(),
            cases: cases.iter().filter(|c| c.person_id == person.id).cloned().collect(),
            certificates: certificates.iter().filter(|c| c.person_id == person.id).cloned().collect(),
            person,
            erased: Vec::new(),
            outcome: Outcome::default(),
        });
        let due = files.filter_map(|file| {
            let until = file.kept_until(&settings);
            let over = file.ended(actor.person, today).is_ok() && until.is_none_or(|until| until < today);
            over.then_some(Due {
                until,
                cases: file.cases.len() as i64,
                certificates: file.certificates.len() as i64,
                person: file.person,
            })
        });
        Ok((due.collect(), next))
    }
}

/// Loads the file of an erasure in a reader or a transaction.
///
/// # Errors
/// [`WorkflowError::NotFound`] when there is no such person.
pub async fn erasure_file(r: &mut impl Read, id: PersonId) -> Result<ErasureFile, WorkflowError> {
    let person: Person = found(r.get(id).await?)?;
    Ok(ErasureFile {
        person,
        account: r.get(id).await?,
        appointments: r.find(&Find::by("person_id", id)).await?,
        cases: r.find(&Find::by("person_id", id)).await?,
        certificates: r.find(&Find::by("person_id", id)).await?,
        erased: erased_of(r, id).await?,
        outcome: Outcome::default(),
    })
}

impl Load for ErasureFile {
    type Key = PersonId;

    async fn load(tx: &mut Tx, key: &Self::Key, _: &Context<'_>) -> Result<Self, WorkflowError> {
        erasure_file(tx, *key).await
    }
}
