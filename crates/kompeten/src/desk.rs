//! In whose name a command changes something: an act is done by somebody, also when it is typed on
//! the terminal. Whoever runs the machine is trusted to say who.

use std::sync::Arc;

use certification::{
    permit::Actor,
    record::{event::Event, person::Person},
};
use clap::Args;
use documents::Press;
use store::{Find, Read, entropy::SystemEntropy};
use workflow::{House, Workflow, load::event_by_code};

use crate::{failure::Failure, settings::Place};

/// Who stores, and where.
#[derive(Debug, Clone, Args)]
pub struct Storing {
    /// Mail address of the person in whose name it is stored
    #[arg(long = "as", value_name = "EMAIL", required_unless_present = "dry_run")]
    by: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// Who acts, and where, in a command that always acts.
#[derive(Debug, Clone, Args)]
pub struct Acting {
    /// Mail address of the person in whose name it is done
    #[arg(long = "as", value_name = "EMAIL")]
    by: String,
    #[command(flatten)]
    place: Place,
}

impl Acting {
    /// Opens the house and finds who acts.
    ///
    /// # Errors
    /// When there is no house, or nobody with an account has that address.
    pub async fn open(&self) -> Result<Desk, Failure> {
        Storing { by: Some(self.by.clone()), place: self.place.clone() }.open().await
    }
}

/// A house, and who acts in it.
#[derive(Debug)]
pub struct Desk {
    /// The way of every act.
    pub workflow: Workflow,
    /// Who acts.
    pub actor: Actor,
}

impl Storing {
    /// Opens the house and finds who acts.
    ///
    /// # Errors
    /// When there is no house, or nobody with an account has that address.
    pub async fn open(&self) -> Result<Desk, Failure> {
        let store = self.place.open().await?;
        let house = House { node: "command".to_owned(), public_url: String::new() };
        let workflow = Workflow::new(store, Arc::new(Press::new()), Arc::new(SystemEntropy), house);
        let address = self.by.as_deref().unwrap_or_default();
        let person: Option<Person> = workflow.reader().first(Find::by("email_blind", address)).await?;
        let person = person.ok_or_else(|| {
            Failure::Unusable(
                "nobody is known by that mail address; --as takes the one they sign in with [person.unknown]"
                    .to_owned(),
            )
        })?;
        let actor = workflow.actor(person.id).await?;
        Ok(Desk { workflow, actor })
    }
}

impl Desk {
    /// The event of that code.
    ///
    /// # Errors
    /// When there is none.
    pub async fn event(&self, code: &str) -> Result<Event, Failure> {
        let found = event_by_code(&mut self.workflow.reader(), code).await;
        found.map_err(|_| Failure::no_event(code))
    }
}
