//! The one way of an act: permit, load, judge, append, enqueue, in one transaction that may be
//! repeated when others wrote at the same time.

use certification::{
    act::{Act, Context, Effect, Outcomes},
    entropy::new_id,
    id::{ActId, PersonId},
    permit::{self, Action, Actor, Permit},
    refusal::Refusal,
    setting::Settings,
};
use futures::future::BoxFuture;
use store::{Entry, Job, Lane, Tx};

use crate::{Prepare, Workflow, WorkflowError, load::Load, notify, settings};

/// An act that was done: the file as it now stands, and its place in the journal.
#[derive(Debug, Clone)]
pub struct Done<F> {
    /// The file after the act.
    pub file: F,
    /// The version of its stream after the act.
    pub version: i64,
}

/// Under whose leave an act is done.
#[derive(Debug, Clone)]
pub(crate) enum Leave {
    Actor(Actor),
    House,
}

impl Leave {
    /// Who acts; nobody for the house itself.
    pub(crate) const fn person(&self) -> Option<PersonId> {
        match self {
            Self::Actor(actor) => Some(actor.person),
            Self::House => None,
        }
    }

    /// The permit for an action on what the file is about.
    pub(crate) fn permit(&self, action: Action, file: &impl Outcomes) -> Result<Permit, WorkflowError> {
        match self {
            Self::House => Ok(permit::system(action)),
            // What somebody may not reach looks like what is not there.
            Self::Actor(actor) => permit::check(actor, action, &file.object()).map_err(|refusal| {
                if permit::may(actor, action) { WorkflowError::NotFound } else { WorkflowError::Refused(refusal) }
            }),
        }
    }
}

impl Workflow {
    /// Does an act for a person.
    ///
    /// # Errors
    /// Refused, not found (or not theirs), or a fault.
    pub async fn perform<A>(
        &self,
        actor: &Actor,
        key: <A::File as Load>::Key,
        act: A,
    ) -> Result<Done<A::File>, WorkflowError>
    where
        A: Act + Prepare,
        A::File: Load + 'static,
    {
        self.run(Leave::Actor(actor.clone()), Lane::Interactive, key, act).await
    }

    /// Does an act for a person that belongs to long work, such as an import: it gives way to others.
    ///
    /// # Errors
    /// Refused, not found (or not theirs), or a fault.
    pub async fn perform_in_bulk<A>(
        &self,
        actor: &Actor,
        key: <A::File as Load>::Key,
        act: A,
    ) -> Result<Done<A::File>, WorkflowError>
    where
        A: Act + Prepare,
        A::File: Load + 'static,
    {
        self.run(Leave::Actor(actor.clone()), Lane::Bulk, key, act).await
    }

    /// Does an act of the house itself: jobs and commands.
    ///
    /// # Errors
    /// Refused, not found, or a fault.
    pub async fn perform_as_house<A>(&self, key: <A::File as Load>::Key, act: A) -> Result<Done<A::File>, WorkflowError>
    where
        A: Act + Prepare,
        A::File: Load + 'static,
    {
        self.run(Leave::House, Lane::Bulk, key, act).await
    }

    async fn run<A>(
        &self,
        leave: Leave,
        lane: Lane,
        key: <A::File as Load>::Key,
        act: A,
    ) -> Result<Done<A::File>, WorkflowError>
    where
        A: Act + Prepare,
        A::File: Load + 'static,
    {
        let house = self.clone();
        let done = self
            .store
            .transact(lane, move |tx: &mut Tx| -> BoxFuture<'_, Result<Done<A::File>, WorkflowError>> {
                let (house, leave, key, act) = (house.clone(), leave.clone(), key.clone(), act.clone());
                Box::pin(async move { house.within(tx, &leave, &key, act).await })
            })
            .await;
        if A::ACTION == Action::ChangeSettings {
            self.forget_settings();
        }
        done
    }

    /// Does an act within a transaction that does more than this.
    pub(crate) async fn within<A>(
        &self,
        tx: &mut Tx,
        leave: &Leave,
        key: &<A::File as Load>::Key,
        mut act: A,
    ) -> Result<Done<A::File>, WorkflowError>
    where
        A: Act + Prepare,
        A::File: Load,
    {
        let settings = settings(tx).await?;
        let now = tx.now();
        let context = |permit| Context { permit, now, entropy: &*self.entropy, settings: &settings };
        let mut file = A::File::load(tx, key, &context(permit::system(act.action()))).await?;
        let context = context(leave.permit(act.action(), &file)?);
        act.prepare(tx, &file, &context).await?;
        let recorded = self.judged(&mut file, &act, &context)?;
        let versions = recorded.append(tx).await?;
        let version = versions.first().copied().unwrap_or_default();
        Ok(Done { file, version })
    }

    /// Judges an act: what is to be recorded of it, or its refusal.
    pub(crate) fn judged<A: Act>(
        &self,
        file: &mut A::File,
        act: &A,
        context: &Context<'_>,
    ) -> Result<Recorded, WorkflowError> {
        act.judge(file, context)?;
        let outcome = file.close(context);
        let id = ActId(new_id(&*self.entropy, context.now));
        let entry = Entry {
            id,
            stream: file.stream(),
            // The file was read in this transaction: nobody wrote to its stream since.
            expected: None,
            act_type: A::NAME.to_owned(),
            act_version: 1,
            actor: context.permit.actor(),
            duty: context.permit.duty(),
            node: self.house.node.clone(),
            occurred_at: context.now,
            subject: file.subject(),
            act: serde_json::to_value(act)?,
            changes: outcome.changes,
        };
        let effects = outcome.effects.into_iter().enumerate();
        let jobs = effects.map(|(n, effect)| job(effect, id, n, context.settings)).collect();
        Ok(Recorded { entries: vec![entry], jobs })
    }
}

/// Acts that were judged, to be written: their entries and the jobs that follow.
#[derive(Debug, Default)]
pub(crate) struct Recorded {
    entries: Vec<Entry>,
    jobs: Vec<Job>,
}

impl Recorded {
    /// These, and then those.
    pub(crate) fn extend(&mut self, other: Self) {
        self.entries.extend(other.entries);
        self.jobs.extend(other.jobs);
    }

    /// Writes them; answers the version of each one's stream after it.
    pub(crate) async fn append(self, tx: &mut Tx) -> Result<Vec<i64>, WorkflowError> {
        let versions = tx.append_all(self.entries).await?;
        tx.enqueue_all(self.jobs).await?;
        Ok(versions)
    }
}

fn job(effect: Effect, act: ActId, n: usize, settings: &Settings) -> Job {
    match effect {
        Effect::Job { kind, key, payload, steps } => Job::new(kind, payload).once(key).steps(steps),
        Effect::Notify { person, message, args } => {
            notify::message(serde_json::json!({ "person": person, "message": message, "args": args }), settings)
                .once(format!("notify:{act}:{n}"))
        }
    }
}

/// Leave to look at something, for pages that read.
///
/// # Errors
/// [`WorkflowError::NotFound`] when it is not theirs to see; refused when their duties never reach that far.
pub fn may_see(actor: &Actor, action: Action, object: &permit::Object) -> Result<Permit, WorkflowError> {
    permit::check(actor, action, object).map_err(|refusal: Refusal| {
        if permit::may(actor, action) { WorkflowError::NotFound } else { WorkflowError::Refused(refusal) }
    })
}
