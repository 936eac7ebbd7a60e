//! The gate over the workflow: sessions as the house keeps them, and what was typed when one ended.

use certification::id::PersonId;
use workflow::{
    Workflow,
    access::{self, Kept},
};

use crate::{
    error::WebError,
    gate::{Found, Gate, Later, Signed},
};

/// Sessions kept in the store.
#[derive(Debug, Clone)]
pub struct Sessions(pub Workflow);

impl Gate for Sessions {
    fn find<'a>(&'a self, token: &'a str) -> Later<'a, Found> {
        Box::pin(async move {
            Ok(match self.0.access().session(token).await? {
                access::Found::Unknown => Found::Unknown,
                access::Found::Ended(person) => Found::Ended(person),
                access::Found::Running(running) => Found::Signed(Box::new(Signed {
                    actor: running.actor,
                    name: running.name,
                    locale: running.locale,
                    session: running.session,
                    proven_at: running.proven_at,
                    kept: running.kept,
                    counts: Vec::new(),
                })),
            })
        })
    }

    fn ready(&self) -> Later<'_, ()> {
        Box::pin(async {
            self.0.settings().await?;
            Ok(())
        })
    }

    fn seal(&self, whose: Option<PersonId>, kept: &Kept) -> Result<String, WebError> {
        Ok(self.0.access().seal_kept(whose, kept)?)
    }

    fn kept(&self, person: PersonId) -> Later<'_, Option<Kept>> {
        Box::pin(async move { Ok(self.0.access().kept(person).await?) })
    }

    fn drop_kept<'a>(&'a self, signed: &'a Signed) -> Later<'a, ()> {
        Box::pin(async move { Ok(self.0.access().drop_kept(signed.actor.person, &signed.session).await?) })
    }
}
