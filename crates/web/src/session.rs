//! The gate over the workflow: sessions as the house keeps them, and what was typed when one ended.

use certification::{
    id::PersonId,
    permit::{self, Action, Actor},
    stage::Stage,
};
use store::view::stage_counts;
use workflow::{
    Workflow,
    access::{self, Kept, Submission},
};

use crate::{
    error::WebError,
    gate::{Found, Gate, Later, Signed},
};

/// Sessions kept in the store.
#[derive(Debug, Clone)]
pub struct Sessions(pub Workflow);

impl Sessions {
    /// Numbers beside entries of the navigation: the applications that staff are to check, from the kept counters.
    async fn counts(&self, actor: &Actor) -> Result<Vec<(&'static str, i64)>, WebError> {
        if !permit::may(actor, Action::VerifyApplication) {
            return Ok(Vec::new());
        }
        let stages = stage_counts(&mut self.0.reader(), None).await?;
        Ok(vec![("queue", stages.get(&Stage::Checking).copied().unwrap_or_default())])
    }
}

impl Gate for Sessions {
    fn find<'a>(&'a self, token: &'a str) -> Later<'a, Found> {
        Box::pin(async move {
            Ok(match self.0.access().session(token).await? {
                access::Found::Unknown => Found::Unknown,
                access::Found::Ended(person) => Found::Ended(person),
                access::Found::Running(running) => Found::Signed(Box::new(Signed {
                    counts: self.counts(&running.actor).await?,
                    actor: running.actor,
                    name: running.name,
                    locale: running.locale,
                    session: running.session,
                    kept: running.kept,
                })),
            })
        })
    }

    fn ready(&self) -> Later<'_, ()> {
        Box::pin(async {
            self.0.store().ready().await?;
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

    fn claim<'a>(&'a self, token: &'a str, whose: PersonId) -> Later<'a, Submission> {
        Box::pin(async move { Ok(self.0.access().claim_form(token, whose).await?) })
    }

    fn settle<'a>(&'a self, token: &'a str, led_to: Option<String>) -> Later<'a, ()> {
        Box::pin(async move { Ok(self.0.access().settle_form(token, led_to).await?) })
    }
}
