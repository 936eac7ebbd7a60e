//! Persons by name or number, and names for lists.

use std::collections::HashMap;

use certification::id::{InstitutionId, PersonId};

use super::{Conditions, cases::nik};
use crate::{db::Row, error::StoreError, state::Read};

/// A person in a list of findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine {
    /// The person.
    pub id: PersonId,
    /// Name with degrees; none once erased.
    pub name: Option<String>,
    /// District where the person works.
    pub kab: Option<String>,
    /// Where the person works.
    pub institution: Option<String>,
}

/// How many ids one query asks for.
const AT_ONCE: usize = 200;

fn full_name(row: &Row) -> Result<Option<String>, StoreError> {
    let Some(name) = row.opt_text("name")? else { return Ok(None) };
    Ok(Some(match row.opt_text("degree")? {
        Some(degree) if !degree.is_empty() => format!("{name}, {degree}"),
        _ => name.to_owned(),
    }))
}

/// Names with degrees of these persons; the erased are absent.
///
/// # Errors
/// When the database cannot be read.
pub async fn person_names(read: &mut impl Read, ids: &[PersonId]) -> Result<HashMap<PersonId, String>, StoreError> {
    let mut names = HashMap::new();
    for chunk in distinct(ids).chunks(AT_ONCE) {
        let mut conditions = Conditions::default();
        conditions.one_of("id", chunk);
        let sql = format!("SELECT id, name, degree FROM person{}", conditions.sql());
        for row in read.rows(&sql, &conditions.values).await? {
            if let Some(name) = full_name(&row)? {
                names.insert(row.parse("id")?, name);
            }
        }
    }
    Ok(names)
}

/// Names of these institutions.
pub(super) async fn institution_names(
    read: &mut impl Read,
    ids: &[InstitutionId],
) -> Result<HashMap<InstitutionId, String>, StoreError> {
    let mut names = HashMap::new();
    for chunk in distinct(ids).chunks(AT_ONCE) {
        let mut conditions = Conditions::default();
        conditions.one_of("id", chunk);
        let sql = format!("SELECT id, name FROM institution{}", conditions.sql());
        for row in read.rows(&sql, &conditions.values).await? {
            names.insert(row.parse("id")?, row.text("name")?.to_owned());
        }
    }
    Ok(names)
}

fn distinct<T: Copy + Ord>(ids: &[T]) -> Vec<T> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Persons found by the beginnings of words of their name, or by a whole NIK, phone (E.164) or e-mail address.
///
/// # Errors
/// When the database cannot be read.
pub async fn person_search(read: &mut impl Read, text: &str, limit: i64) -> Result<Vec<PersonLine>, StoreError> {
    let text = text.trim();
    let mut conditions = Conditions::default();
    let keyset = read.shared().keyset();
    if let Some(nik) = nik(text) {
        conditions.equal("nik_blind", keyset.blind("nik_blind", &nik));
    } else if text.starts_with('+') {
        conditions.equal("phone_blind", keyset.blind("phone_blind", text));
    } else if text.contains('@') {
        conditions.equal("email_blind", keyset.blind("email_blind", text));
    } else {
        conditions.words("name_folded", text);
        if conditions.parts.is_empty() {
            return Ok(Vec::new());
        }
    }
    let place = conditions.bind(limit.clamp(1, 100));
    let sql = format!(
        "SELECT id, name, degree, kab, institution_id FROM person{} ORDER BY name_folded, id LIMIT {place}",
        conditions.sql()
    );
    let rows = read.rows(&sql, &conditions.values).await?;
    let mut institutions = Vec::new();
    for row in &rows {
        institutions.extend(row.opt_parse::<InstitutionId>("institution_id")?);
    }
    let institutions = institution_names(read, &institutions).await?;
    rows.iter()
        .map(|row| {
            let institution: Option<InstitutionId> = row.opt_parse("institution_id")?;
            Ok(PersonLine {
                id: row.parse("id")?,
                name: full_name(row)?,
                kab: row.opt_text("kab")?.map(str::to_owned),
                institution: institution.and_then(|id| institutions.get(&id).cloned()),
            })
        })
        .collect()
}
