//! The register of certificates. A single certificate is found by its number or code with
//! [`crate::Read::first`]; this is the list.

use certification::{permit::Scope, record::certificate::Certificate};

use super::{Conditions, Listed, Page, ScopeColumns};
use crate::{
    error::StoreError,
    state::{Find, Read},
};

/// Which certificates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterFilter {
    /// With that status as stored; expiry is judged by date.
    pub status: Option<String>,
    /// For that scheme.
    pub slug: Option<String>,
    /// A whole number, registration or code, or beginnings of words of the holder's name.
    pub search: Option<String>,
}

const SCOPE: ScopeColumns = ScopeColumns { event: None, institution: None, assessor: None, person: Some("person_id") };

/// A page of the register, in the order of holders.
///
/// # Errors
/// When the database cannot be read.
pub async fn register_list(
    read: &mut impl Read,
    filter: &RegisterFilter,
    scope: &Scope,
    page: &Page,
) -> Result<Listed<Certificate>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.equal_if("status", filter.status.as_deref());
    conditions.equal_if("slug", filter.slug.as_deref());
    if let Some(search) = filter.search.as_deref().map(str::trim).filter(|s| !s.is_empty()) {
        let known = read
            .rows("SELECT id FROM certificate WHERE number = $1 OR registration = $1 OR code = $1", &[search.into()])
            .await?;
        match known.first() {
            Some(row) => conditions.equal("id", row.text("id")?),
            None => {
                let before = conditions.parts.len();
                conditions.words("holder_folded", search);
                if conditions.parts.len() == before {
                    return Ok(Listed { rows: Vec::new(), next: None });
                }
            }
        }
    }
    conditions.scope(scope, &SCOPE);
    if let Some(after) = &page.after {
        let rows = read.rows("SELECT holder_folded FROM certificate WHERE id = $1", &[after.into()]).await?;
        let Some(row) = rows.first() else { return Ok(Listed { rows: Vec::new(), next: None }) };
        let (place, id) = (conditions.bind(row.value("holder_folded")?.clone()), conditions.bind(after));
        conditions.parts.push(format!("(holder_folded, id) > ({place}, {id})"));
    }
    let limit = conditions.bind(page.size() + 1);
    let sql = format!("SELECT id FROM certificate{} ORDER BY holder_folded, id LIMIT {limit}", conditions.sql());
    let mut ids = Vec::new();
    for row in read.rows(&sql, &conditions.values).await? {
        ids.push(row.text("id")?.to_owned());
    }
    let find = Find::all().one_of("id", ids).order_by(&["holder_folded", "id"]);
    let certificates = read.find::<Certificate>(&find).await?;
    Ok(Listed::cut(certificates, page.size(), |certificate| certificate.id.to_string()))
}
