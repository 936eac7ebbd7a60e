//! Each act as one transaction: the file is loaded, `certification` judges, the journal and the
//! state are written, and what follows is enqueued. Pages and commands change nothing but through here.

pub mod access;
pub mod authority;
pub mod draft;
mod erase;
pub mod error;
pub mod exam_bank;
pub mod exam_plan;
pub mod exam_result;
pub mod exam_room;
pub mod exam_standard;
pub mod example;
mod history;
pub mod intake;
pub mod issue;
mod lately;
pub mod listing;
pub mod load;
pub mod notify;
pub mod outcome;
pub mod paper;
mod perform;
pub mod place;
mod prepare;
pub mod reading;
mod region;
pub mod roster;
pub mod rotation;
pub mod subject_access;
mod worker;

use std::sync::Arc;

use certification::{
    entropy::Entropy,
    id::PersonId,
    permit::Actor,
    person::held,
    record::{
        organisation::Setting,
        person::{Account, Appointment},
    },
    setting::Settings,
};
use store::{Find, Read, Reader, Store};

pub use access::{Access, Hashing, Origin};
pub use draft::{Draft, DraftPage, DraftSaved};
pub use error::{WorkflowError, found};
pub use history::Changed;
pub use notify::Mailer;
pub use perform::{Done, may_see};
pub use prepare::Prepare;
pub use region::region_name;

/// The house's one way to change anything.
#[derive(Clone)]
pub struct Workflow {
    store: Store,
    press: Arc<documents::Press>,
    entropy: Arc<dyn Entropy>,
    house: House,
    hashing: Hashing,
    mail: Option<Mailer>,
    hall: Arc<exam_room::Hall>,
    lately: Arc<lately::Lately>,
}

/// What an instance is called and where it is reached.
#[derive(Debug, Clone)]
pub struct House {
    /// Names this instance in the journal.
    pub node: String,
    /// Where the public reaches it, such as `https://lsp.contoh.id`.
    pub public_url: String,
}

impl Workflow {
    /// A workflow over a store. Passwords are hashed for people, and no mail is sent, until told otherwise.
    #[must_use]
    pub fn new(store: Store, press: Arc<documents::Press>, entropy: Arc<dyn Entropy>, house: House) -> Self {
        let hashing = Hashing::for_people();
        let (hall, lately) = Default::default();
        Self { store, press, entropy, house, hashing, mail: None, hall, lately }
    }

    /// Hashes passwords so.
    #[must_use]
    pub fn with_hashing(mut self, hashing: Hashing) -> Self {
        self.hashing = hashing;
        self
    }

    /// Sends mail by that server.
    #[must_use]
    pub fn with_mail(mut self, mail: Mailer) -> Self {
        self.mail = Some(mail);
        self
    }

    /// Mail is sent from here.
    #[must_use]
    pub const fn sends_mail(&self) -> bool {
        self.mail.is_some()
    }

    /// The press that makes papers.
    #[must_use]
    pub const fn press(&self) -> &Arc<documents::Press> {
        &self.press
    }

    /// Where the public reaches this instance.
    #[must_use]
    pub fn public_url(&self) -> &str {
        &self.house.public_url
    }

    /// The store, for reading.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// A reader.
    #[must_use]
    pub fn reader(&self) -> Reader {
        self.store.reader()
    }

    /// The source of ids and codes.
    #[must_use]
    pub const fn entropy(&self) -> &Arc<dyn Entropy> {
        &self.entropy
    }

    /// Now by the clock of acts, microseconds UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.store.clocks().wall.now()
    }

    /// Notes a look at a secret or a sensitive field in the access log.
    ///
    /// # Errors
    /// When the store refuses it.
    pub async fn note_look(&self, access: store::outside::Access) -> Result<(), WorkflowError> {
        self.note_looks(vec![access]).await
    }

    /// Notes looks together.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(crate) async fn note_looks(&self, looks: Vec<store::outside::Access>) -> Result<(), WorkflowError> {
        self.store
            .transact(store::Lane::Interactive, move |tx| {
                let looks = looks.clone();
                Box::pin(async move {
                    for look in &looks {
                        tx.log_access(look).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// The settings in force.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn settings(&self) -> Result<Settings, WorkflowError> {
        settings(&mut self.reader()).await
    }

    /// Who a person is today: their appointments in force. Closed accounts hold nothing.
    ///
    /// # Errors
    /// [`WorkflowError::NotFound`] when the person has no account, or it was closed.
    pub async fn actor(&self, person: PersonId) -> Result<Actor, WorkflowError> {
        let mut reader = self.reader();
        let account: Account = found(reader.get(person).await?)?;
        if account.state == "closed" {
            return Err(WorkflowError::NotFound);
        }
        let zone = settings(&mut reader).await?.text("body.zone");
        let today = certification::civil::day(self.now(), &zone).to_string();
        let appointments: Vec<Appointment> = reader.find(&Find::by("person_id", person)).await?;
        Ok(Actor::new(person, held(&appointments, &today)))
    }
}

/// The settings in force, in a reader or a transaction.
///
/// # Errors
/// When the store cannot be read.
pub async fn settings(r: &mut impl Read) -> Result<Settings, WorkflowError> {
    Ok(Settings::from_rows(r.find::<Setting>(&Find::all()).await?))
}

impl std::fmt::Debug for Workflow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workflow").field("house", &self.house).finish_non_exhaustive()
    }
}
