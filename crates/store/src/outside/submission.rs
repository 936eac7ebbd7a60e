//! Forms that were sent, each under a token of its own: so that a second click, a second tab or a repeated
//! request finds out that the first was taken, and what became of it.

use certification::id::PersonId;

use crate::{error::StoreError, state::Read, tx::Tx};

/// How long a submission may be under way before it counts as given up, microseconds: its server was killed.
const GIVEN_UP: i64 = 60_000_000;

/// What is known of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submission {
    /// It is the first of its token, and now under way.
    First,
    /// Another one of the same token is being worked on.
    UnderWay,
    /// It was taken before; what became of it, such as the address of the page that followed.
    Done(String),
}

impl Tx {
    /// Claims the submission of that token, or tells what became of the earlier one. A claim that was not
    /// settled within a minute may be taken again.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn claim_submission(&mut self, token: &str, person: Option<PersonId>) -> Result<Submission, StoreError> {
        let hash = self.shared.keyset().token_hash("submission", token);
        let now = self.machine_now();
        let claimed = self
            .execute(
                "INSERT INTO idempotency (token_hash, person_id, outcome, created_at) VALUES ($1, $2, '', $3) \
                 ON CONFLICT (token_hash) DO UPDATE SET created_at = excluded.created_at \
                 WHERE idempotency.outcome = '' AND idempotency.created_at < $4",
                &[hash.clone().into(), person.into(), now.into(), (now - GIVEN_UP).into()],
            )
            .await?;
        if claimed == 1 {
            return Ok(Submission::First);
        }
        let rows = self.rows("SELECT outcome FROM idempotency WHERE token_hash = $1", &[hash.into()]).await?;
        Ok(match rows.first().map(|row| row.text("outcome")).transpose()? {
            None | Some("") => Submission::UnderWay,
            Some(outcome) => Submission::Done(outcome.to_owned()),
        })
    }

    /// Says what became of a claimed submission; without an outcome it was not taken, and may be sent again.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn settle_submission(&mut self, token: &str, outcome: Option<&str>) -> Result<(), StoreError> {
        let hash = self.shared.keyset().token_hash("submission", token);
        match outcome {
            Some(outcome) => {
                self.execute(
                    "UPDATE idempotency SET outcome = $2 WHERE token_hash = $1",
                    &[hash.into(), outcome.into()],
                )
                .await?
            }
            None => self.execute("DELETE FROM idempotency WHERE token_hash = $1", &[hash.into()]).await?,
        };
        Ok(())
    }
}
