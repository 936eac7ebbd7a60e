//! Forms that were sent: a second click on the same button finds what became of the first.

use certification::id::PersonId;
pub use store::outside::Submission;

use super::{Access, transact};
use crate::WorkflowError;

impl Access {
    /// Claims the sending of a form under that token, or tells what became of the earlier one.
    ///
    /// # Errors
    /// A fault when the store cannot be reached.
    pub async fn claim_form(&self, token: &str, person: PersonId) -> Result<Submission, WorkflowError> {
        let token = format!("form:{token}");
        transact(self.store(), move |tx| {
            let token = token.clone();
            Box::pin(async move { Ok(tx.claim_submission(&token, Some(person)).await?) })
        })
        .await
    }

    /// Says where a claimed sending led; without a place it was not taken, and may be sent again.
    ///
    /// # Errors
    /// A fault when the store cannot be reached.
    pub async fn settle_form(&self, token: &str, led_to: Option<String>) -> Result<(), WorkflowError> {
        let token = format!("form:{token}");
        transact(self.store(), move |tx| {
            let (token, led_to) = (token.clone(), led_to.clone());
            Box::pin(async move { Ok(tx.settle_submission(&token, led_to.as_deref()).await?) })
        })
        .await
    }
}
