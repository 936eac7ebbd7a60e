//! The body's own file.

use certification::{act::Context, body::BodyFile};
use store::Tx;

use super::Load;
use crate::error::WorkflowError;

impl Load for BodyFile {
    type Key = ();

    async fn load(_: &mut Tx, (): &(), _: &Context<'_>) -> Result<Self, WorkflowError> {
        Ok(Self::default())
    }
}
