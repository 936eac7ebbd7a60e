//! What every page shows of the whole house: kept in memory until anything is written.

use std::sync::{Arc, PoisonError, RwLock};

use super::Read;
use crate::error::StoreError;

/// A value of the state and the moment that it is true of.
#[derive(Debug)]
pub struct Kept<T>(RwLock<Option<(Arc<str>, T)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(RwLock::new(None))
    }
}

impl<T: Clone> Kept<T> {
    /// The value as it is now: the kept one when nothing was written since, otherwise what `sum` answers. A transaction
    /// sees what others do not, so it always sums for itself. `sum` may read nothing but the state.
    ///
    /// # Errors
    /// What `sum` fails with, or when the database cannot be read.
    pub async fn get<R: Read, E: From<StoreError>>(
        &self,
        read: &mut R,
        sum: impl AsyncFnOnce(&mut R) -> Result<T, E>,
    ) -> Result<T, E> {
        if !read.is_between_acts() {
            return sum(read).await;
        }
        let moment = read.moment().await?;
        if let Some(value) = self.at(&moment) {
            return Ok(value);
        }
        // What is written while it is summed makes the sum newer than its moment, never older.
        let value = sum(read).await?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((moment, value.clone()));
        Ok(value)
    }

    fn at(&self, moment: &str) -> Option<T> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(at, _)| &**at == moment).map(|(_, value)| value.clone())
    }
}
