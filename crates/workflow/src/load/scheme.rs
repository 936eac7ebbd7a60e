//! Standards and scheme versions.

use certification::{
    act::{Context, Outcome},
    id::{SchemeVersionId, StandardId},
    record::scheme::{SchemeVersion, Standard},
    scheme::{SchemeFile, StandardFile},
};
use store::{Find, Read, Tx};

use super::Load;
use crate::error::{WorkflowError, found};

impl Load for StandardFile {
    /// The standard, or `None` for a new one.
    type Key = Option<StandardId>;

    async fn load(tx: &mut Tx, key: &Self::Key, context: &Context<'_>) -> Result<Self, WorkflowError> {
        let (standard, new) = match key {
            Some(id) => (found(tx.get(id).await?)?, false),
            None => (
                Standard {
                    id: context.id(),
                    title: String::new(),
                    source: String::new(),
                    status: "draft".to_owned(),
                    units: Vec::new(),
                    example: false,
                    published_at: None,
                },
                true,
            ),
        };
        Ok(Self { standard, new, outcome: Outcome::default() })
    }
}

/// Which version, or a new one of that slug and name.
#[derive(Debug, Clone)]
pub struct SchemeKey {
    /// The version; a new one when `None`.
    pub id: Option<SchemeVersionId>,
    /// The scheme's lasting key.
    pub slug: String,
    /// The version's name.
    pub version: String,
}

impl Load for SchemeFile {
    type Key = SchemeKey;

    async fn load(tx: &mut Tx, key: &SchemeKey, context: &Context<'_>) -> Result<Self, WorkflowError> {
        let (scheme, new) = match key.id {
            Some(id) => (found(tx.get(id).await?)?, false),
            None => (SchemeVersion::blank(context.id()), true),
        };
        let other: Option<SchemeVersion> =
            tx.first(Find::by("slug", key.slug.as_str()).and("version", key.version.as_str())).await?;
        Ok(Self { version_taken: other.is_some_and(|o| o.id != scheme.id), scheme, new, outcome: Outcome::default() })
    }
}
