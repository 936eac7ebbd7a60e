//! The example schemes of the house, adopted and published by the scheme committee.

use certification::{
    id::PersonId,
    record::{event::Offer, scheme::SchemeVersion},
    scheme::{DraftScheme, PublishScheme},
};
use workflow::load::SchemeKey;

use crate::{error::RehearsalError, stage::Rehearsal};

/// The example schemes. They have no ids yet: each gets one when it is drafted.
///
/// # Errors
/// Never, as long as the sample is a list of schemes.
pub fn examples() -> Result<Vec<SchemeVersion>, RehearsalError> {
    workflow::example::schemes().map_err(RehearsalError::from)
}

/// Drafts and publishes schemes; answers what an event may offer.
///
/// # Errors
/// When an act was refused.
pub async fn adopt(
    stage: &Rehearsal,
    committee: PersonId,
    schemes: Vec<SchemeVersion>,
) -> Result<Vec<Offer>, RehearsalError> {
    let mut offers = Vec::with_capacity(schemes.len());
    for scheme in schemes {
        let (slug, version) = (scheme.slug.clone(), scheme.version.clone());
        let key = |id| SchemeKey { id, slug: slug.clone(), version: version.clone() };
        let id = stage.act(committee, key(None), DraftScheme { scheme }).await?.file.scheme.id;
        stage.act(committee, key(Some(id)), PublishScheme {}).await?;
        offers.push(Offer { slug, scheme_version_id: id });
    }
    Ok(offers)
}
