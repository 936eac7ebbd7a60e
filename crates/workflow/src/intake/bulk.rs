//! Inviting the ready rows of a workbook as work that runs: a job invites some rows after the other, says how far it
//! has come, and leaves word of the rows it could not invite.

use certification::{
    id::{BatchId, PersonId},
    permit::Actor,
    record::import::ImportBatch,
    refusal::{Refusal, require},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Find, Job, JobState, JobView, Lane, Lease, Read, view::RowsAt};

use super::{At, Layout, invite::AT_ONCE, rows};
use crate::{Workflow, WorkflowError, found, issue::payload};

/// Kind of the job that invites the ready rows of a workbook.
pub const INVITE: &str = "invite-participants";
/// How long a step may take before another worker takes the job over.
const STEP: i64 = 120_000_000;
/// Rows of which the job leaves word; more say the same.
const WORD: usize = 50;

/// What a job leaves word of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// Rows that became a case.
    pub invited: i64,
    /// Rows whose person has a case for this scheme at this event already.
    pub known: Vec<At>,
    /// Rows that were refused, with the reason; they stay ready.
    pub refused: Vec<(At, Refusal)>,
}

/// The last job that invited rows of a workbook, and what it has said so far.
///
/// # Errors
/// When the store cannot be read.
pub async fn invitation_job(r: &mut impl Read, batch: BatchId) -> Result<Option<(JobView, Word)>, WorkflowError> {
    let mut last = None;
    for n in 1.. {
        match store::jobs::job_of_key(r, &key(batch, n)).await? {
            Some(job) => last = Some(job),
            None => break,
        }
    }
    Ok(last.map(|job| {
        let word = job.note.as_deref().and_then(|note| serde_json::from_str(note).ok()).unwrap_or_default();
        (job, word)
    }))
}

fn key(batch: BatchId, n: usize) -> String {
    format!("{INVITE}:{batch}:{n}")
}

/// A job that still has work to do.
#[must_use]
pub const fn runs(job: &JobView) -> bool {
    matches!(job.state, JobState::Waiting | JobState::Leased)
}

impl Workflow {
    /// Orders the ready rows of a workbook to be invited; `funding` as in
    /// [`InviteParticipant`](certification::event::InviteParticipant). While such work runs, nothing more is ordered.
    ///
    /// # Errors
    /// Refused when the workbook is closed or no row is ready; not found when it is not theirs.
    pub async fn order_invitations(&self, actor: &Actor, batch: BatchId, funding: &str) -> Result<(), WorkflowError> {
        let batch = self.batch(actor, batch).await?;
        require(batch.status == "open", "import.not-open")?;
        let mut reader = self.reader();
        let counts = store::view::import_counts(&mut reader, &[batch.id]).await?;
        let ready: i64 = [RowsAt::Ready, RowsAt::Look].iter().filter_map(|at| counts.get(&(batch.id, *at))).sum();
        require(ready > 0, "import.nothing-ready")?;
        let mut n = 1;
        while let Some(job) = store::jobs::job_of_key(&mut reader, &key(batch.id, n)).await? {
            if runs(&job) {
                return Ok(());
            }
            n += 1;
        }
        let payload = json!({ "batch": batch.id, "actor": actor.person, "funding": funding });
        let job = Job::new(INVITE, payload).once(key(batch.id, n)).steps(ready);
        self.store()
            .transact(Lane::Interactive, move |tx| {
                let job = job.clone();
                Box::pin(async move { tx.enqueue(job).await.map(|_| ()).map_err(WorkflowError::from) })
            })
            .await
    }

    /// Invites the ready rows of a workbook sheet after sheet. Killed at any point, it goes on with
    /// those that are still ready.
    pub(crate) async fn run_invitations(&self, lease: &Lease) -> Result<(), WorkflowError> {
        let batch: BatchId = payload(&lease.payload, "batch")?;
        let person: PersonId = payload(&lease.payload, "actor")?;
        let funding: String = payload(&lease.payload, "funding")?;
        let actor = self.actor(person).await?;
        let batch: ImportBatch = found(self.reader().first(Find::by("id", batch)).await?)?;
        let layout = Layout::read(&batch)?;
        let mut ready = rows(&mut self.reader(), &batch).await?;
        ready.retain(|row| row.state == "ready");
        let before = lease.total.max(ready.len() as i64) - ready.len() as i64;
        let mut word = Word { invited: before, ..Word::default() };
        let mut done = before;
        for (n, some) in ready.chunks(AT_ONCE).enumerate() {
            self.tables_grow(n).await?;
            let became = self.invite_rows(&actor, batch.event_id, some, &funding).await?;
            for (row, became) in some.iter().zip(became) {
                match became {
                    Ok(_) => word.invited += 1,
                    Err(refusal) if refusal.code == "case.exists" => word.known.push(layout.at(row)),
                    Err(refusal) if word.refused.len() < WORD => word.refused.push((layout.at(row), refusal)),
                    Err(_) => {}
                }
            }
            done += some.len() as i64;
            let note = serde_json::to_string(&word)?;
            if !self.store().progress(lease, done, lease.total.max(done), Some(&note), STEP).await? {
                return Ok(());
            }
        }
        Ok(())
    }
}
