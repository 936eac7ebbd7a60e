//! The register of certificates. A single certificate is found by its number or code with
//! [`crate::Read::first`]; this is the list.

use certification::{id::EventId, permit::Scope, record::certificate::Certificate};

use super::{Conditions, Listed, Page, ScopeColumns};
use crate::{
    error::StoreError,
    state::{Find, Read},
};

/// Which certificates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterFilter {
    /// With one of these statuses as stored; with any when empty.
    pub statuses: Vec<String>,
    /// Expiry is judged by date: within their term on that day (ISO), or past it.
    pub on: Option<(String, bool)>,
    /// For that scheme.
    pub slug: Option<String>,
    /// Of cases of that event.
    pub event: Option<EventId>,
    /// A whole number, registration or code, or beginnings of words of the holder's name.
    pub search: Option<String>,
    /// Other ways in which what is searched for may be written as a number.
    pub numbers: Vec<String>,
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RegisterOrder {
    /// By holder.
    #[default]
    Holder,
    /// The last numbered first.
    Newest,
}

const SCOPE: ScopeColumns = ScopeColumns { event: None, institution: None, assessor: None, person: Some("person_id") };

/// A page of the register.
///
/// # Errors
/// When the database cannot be read.
pub async fn register_list(
    read: &mut impl Read,
    filter: &RegisterFilter,
    order: RegisterOrder,
    scope: &Scope,
    page: &Page,
) -> Result<Listed<Certificate>, StoreError> {
    let Some(mut conditions) = conditions(read, filter, scope).await? else {
        return Ok(Listed { rows: Vec::new(), next: None });
    };
    if let Some(after) = &page.after {
        let rows = read.rows("SELECT holder_folded FROM certificate WHERE id = $1", &[after.into()]).await?;
        let Some(row) = rows.first() else { return Ok(Listed { rows: Vec::new(), next: None }) };
        let (holder, id) = (row.value("holder_folded")?.clone(), conditions.bind(after));
        let beyond = match order {
            RegisterOrder::Holder => format!("(holder_folded, id) > ({}, {id})", conditions.bind(holder)),
            // Ids rise with time.
            RegisterOrder::Newest => format!("id < {id}"),
        };
        conditions.parts.push(beyond);
    }
    let limit = conditions.bind(page.size() + 1);
    let (by, find) = match order {
        RegisterOrder::Holder => ("holder_folded, id", Find::all().order_by(&["holder_folded", "id"])),
        RegisterOrder::Newest => ("id DESC", Find::all().order_by(&["id"]).descending()),
    };
    let sql = format!("SELECT id FROM certificate{} ORDER BY {by} LIMIT {limit}", conditions.sql());
    let mut ids = Vec::new();
    for row in read.rows(&sql, &conditions.values).await? {
        ids.push(row.text("id")?.to_owned());
    }
    let certificates = read.find::<Certificate>(&find.one_of("id", ids)).await?;
    Ok(Listed::cut(certificates, page.size(), |certificate| certificate.id.to_string()))
}

/// How many certificates the register holds of that kind.
///
/// # Errors
/// When the database cannot be read.
pub async fn register_count(read: &mut impl Read, filter: &RegisterFilter, scope: &Scope) -> Result<i64, StoreError> {
    if *filter == RegisterFilter::default() && *scope == Scope::All {
        let shared = read.shared().clone();
        return shared.sums.certificates.get(read, async |read| read.count::<Certificate>(&Find::all()).await).await;
    }
    let Some(conditions) = conditions(read, filter, scope).await? else { return Ok(0) };
    let sql = format!("SELECT COUNT(*) AS n FROM certificate{}", conditions.sql());
    let rows = read.rows(&sql, &conditions.values).await?;
    rows.first().map_or(Ok(0), |row| row.int("n"))
}

/// What a filter asks for; nothing when no certificate can be meant.
async fn conditions(
    read: &mut impl Read,
    filter: &RegisterFilter,
    scope: &Scope,
) -> Result<Option<Conditions>, StoreError> {
    let mut conditions = Conditions::default();
    if !filter.statuses.is_empty() {
        conditions.one_of("status", filter.statuses.iter().map(String::as_str));
    }
    if let Some((day, within)) = &filter.on {
        let place = conditions.bind(day.as_str());
        let sign = if *within { ">=" } else { "<" };
        conditions.parts.push(format!("valid_until {sign} {place}"));
    }
    conditions.equal_if("slug", filter.slug.as_deref());
    if let Some(event) = filter.event {
        let place = conditions.bind(event);
        conditions.parts.push(format!("case_id IN (SELECT id FROM cases WHERE event_id = {place})"));
    }
    if let Some(search) = filter.search.as_deref().map(str::trim).filter(|s| !s.is_empty()) {
        match known(read, search, &filter.numbers).await? {
            Some(id) => conditions.equal("id", id),
            None => {
                let before = conditions.parts.len();
                conditions.words("holder_folded", search);
                if conditions.parts.len() == before {
                    return Ok(None);
                }
            }
        }
    }
    conditions.scope(scope, &SCOPE);
    Ok(Some(conditions))
}

/// The certificate of a number, registration or code.
async fn known(read: &mut impl Read, search: &str, numbers: &[String]) -> Result<Option<String>, StoreError> {
    let code = search.to_uppercase();
    for written in std::iter::once(search).chain(numbers.iter().map(String::as_str)).chain([code.as_str()]) {
        let sql = "SELECT id FROM certificate WHERE number = $1 OR registration = $1 OR code = $1";
        if let Some(row) = read.rows(sql, &[written.into()]).await?.first() {
            return Ok(Some(row.text("id")?.to_owned()));
        }
    }
    Ok(None)
}
