//! How a person comes in: invitations and recovery by one-time codes, passwords and signing PINs, sessions,
//! throttling, and the first administrator. What of it belongs to the record goes through acts
//! ([`certification::account`]); secrets, sessions and attempts stand outside the journal. Cookies and pages
//! are the web's.

mod attempt;
mod code;
mod door;
mod first;
mod kept;
mod password;
mod secret;
mod sent;
mod session;
mod sought;

use certification::{
    id::PersonId,
    record::person::{Account, Institution, Person},
    refusal::Refusal,
    setting::Settings,
};
use store::{Find, Read, Store, Tx};

pub use attempt::TOO_OFTEN;
pub use code::{Accepting, By, Given, Invited, Kind};
pub(crate) use code::{code_of_mail, ends};
pub use first::FirstRun;
pub use kept::Kept;
pub use password::{Hashing, PASSWORD_LEAST, PIN_DIGITS};
pub use sent::Submission;
pub use session::{Found, Running};

use crate::{Workflow, WorkflowError};

/// A minute in microseconds.
const MINUTE: i64 = 60_000_000;

/// Where a request comes from. The address only counts attempts; it is never stored in clear.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The network: an IPv4 address, or the first half of an IPv6 address.
    pub network: String,
    /// Family of the browser, such as `Firefox, Android`.
    pub agent: String,
    /// What kind of network it is: `loopback`, `private` or `public`.
    pub class: String,
}

/// The way in.
#[derive(Debug, Clone)]
pub struct Access {
    house: Workflow,
}

impl Workflow {
    /// Accounts, codes, passwords and sessions.
    #[must_use]
    pub fn access(&self) -> Access {
        Access { house: self.clone() }
    }
}

impl Access {
    fn store(&self) -> &Store {
        self.house.store()
    }

    /// Now by the clock of the machine, by which codes and sessions end.
    fn machine_now(&self) -> i64 {
        self.store().clocks().machine.now()
    }

    /// An instant of the machine's clock as the clock of acts would show it, which is what people read.
    #[must_use]
    pub fn on_the_wall(&self, machine: i64) -> i64 {
        machine - self.machine_now() + self.house.now()
    }

    async fn settings(&self) -> Result<Settings, WorkflowError> {
        self.house.settings().await
    }

    /// Whether a password will do for that person, and its hash.
    async fn hash_password(&self, password: &str, about: &[&str]) -> Result<String, WorkflowError> {
        password::judge_password(password, about)?;
        self.house.hashing.hash(password, &*self.store().config().entropy).await
    }
}

/// A person with their account.
#[derive(Debug, Clone)]
struct Holder {
    person: Person,
    account: Account,
    institution: Option<Institution>,
}

impl Holder {
    async fn of(read: &mut impl Read, id: PersonId) -> Result<Option<Self>, WorkflowError> {
        let (Some(person), Some(account)) = (read.get::<Person>(id).await?, read.get::<Account>(id).await?) else {
            return Ok(None);
        };
        let institution = match person.institution_id {
            Some(id) => read.get(id).await?,
            None => None,
        };
        Ok(Some(Self { person, account, institution }))
    }

    /// Words that no password of theirs may lean on.
    fn about(&self) -> Vec<&str> {
        [
            self.person.name.as_deref(),
            self.person.email.as_deref(),
            self.institution.as_ref().map(|i| i.name.as_str()),
            Some(self.account.number.as_str()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Whether anyone is administrator, on any day.
async fn has_administrator(read: &mut impl Read) -> Result<bool, WorkflowError> {
    use certification::{duty::Duty, record::person::Appointment};
    let find = Find::by("duty", Duty::Administrator.as_str()).null("ended_reason");
    Ok(read.count::<Appointment>(&find).await? > 0)
}

/// Runs work in a transaction of its own.
async fn transact<T: Send + 'static>(
    store: &Store,
    work: impl for<'t> Fn(&'t mut Tx) -> futures::future::BoxFuture<'t, Result<T, WorkflowError>> + Send + Sync + 'static,
) -> Result<T, WorkflowError> {
    store.transact(store::Lane::Interactive, work).await
}

/// A refusal as an error.
fn refused<T>(refusal: Refusal) -> Result<T, WorkflowError> {
    Err(WorkflowError::Refused(refusal))
}
