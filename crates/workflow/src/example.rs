//! The example schemes that ship with the house, visibly marked *contoh*: put in on the first day where whoever
//! sets the house up wishes, or later by the scheme committee.

use certification::{
    id::SchemeVersionId,
    permit::Actor,
    record::scheme::SchemeVersion,
    scheme::{DraftScheme, PublishScheme},
};
use store::{Find, Read as _, Tx};

use crate::{Workflow, WorkflowError, load::SchemeKey, perform::Leave};

const SCHEMES: &[u8] = include_bytes!("../../../samples/contoh/skema.json");

/// The example schemes. They have no ids yet: each gets one when it is drafted.
///
/// # Errors
/// Never, as long as the sample is a list of schemes.
pub fn schemes() -> Result<Vec<SchemeVersion>, WorkflowError> {
    let nobody = |_: &str| SchemeVersionId(uuid::Uuid::nil());
    exchange::schemes::read(SCHEMES, nobody).map_err(|e| WorkflowError::Fault(e.code().into()))
}

fn key(scheme: &SchemeVersion, id: Option<SchemeVersionId>) -> SchemeKey {
    SchemeKey { id, slug: scheme.slug.clone(), version: scheme.version.clone() }
}

impl Workflow {
    /// Drafts and publishes the example schemes within the transaction that sets the house up.
    pub(crate) async fn put_examples(&self, tx: &mut Tx) -> Result<(), WorkflowError> {
        for scheme in schemes()? {
            let draft = DraftScheme { scheme: scheme.clone() };
            let id = self.within(tx, &Leave::House, &key(&scheme, None), draft).await?.file.scheme.id;
            self.within(tx, &Leave::House, &key(&scheme, Some(id)), PublishScheme {}).await?;
        }
        Ok(())
    }

    /// How many of the example schemes are not in the house yet, in whatever version.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn examples_left(&self) -> Result<usize, WorkflowError> {
        Ok(self.examples_absent().await?.len())
    }

    async fn examples_absent(&self) -> Result<Vec<SchemeVersion>, WorkflowError> {
        let mut absent = schemes()?;
        let slugs: Vec<String> = absent.iter().map(|scheme| scheme.slug.clone()).collect();
        let known: Vec<SchemeVersion> = self.reader().find(&Find::all().one_of("slug", slugs)).await?;
        absent.retain(|scheme| known.iter().all(|there| there.slug != scheme.slug));
        Ok(absent)
    }

    /// Drafts and publishes the example schemes that are not in the house yet; answers how many. Done twice, it does
    /// nothing the second time.
    ///
    /// # Errors
    /// Refused by the permits of who acts; a fault when the store cannot be reached.
    pub async fn adopt_examples(&self, actor: &Actor) -> Result<usize, WorkflowError> {
        let absent = self.examples_absent().await?;
        for scheme in &absent {
            let draft = DraftScheme { scheme: scheme.clone() };
            let id = self.perform_in_bulk(actor, key(scheme, None), draft).await?.file.scheme.id;
            self.perform_in_bulk(actor, key(scheme, Some(id)), PublishScheme {}).await?;
        }
        Ok(absent.len())
    }
}
