//! Persons by name or number, and names for lists.

use std::collections::HashMap;

use certification::{
    degrees,
    id::{InstitutionId, PersonId},
    record::person::Appointment,
};

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

/// Somebody who may sign in, as every page that is asked for needs them.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountHolder {
    /// Name with degrees; none once erased.
    pub name: Option<String>,
    /// `id` or `en`.
    pub locale: String,
    /// Every appointment, ended ones too.
    pub appointments: Vec<Appointment>,
}

/// How many ids one query asks for.
const AT_ONCE: usize = 200;

fn full_name(row: &Row) -> Result<Option<String>, StoreError> {
    let Some(name) = row.opt_text("name")? else { return Ok(None) };
    Ok(Some(degrees::full_name(name, row.opt_text("degree")?.unwrap_or_default())))
}

/// The holder of an account in force, in one query and without opening anything sealed.
///
/// # Errors
/// When the database cannot be read.
pub async fn account_holder(read: &mut impl Read, person: PersonId) -> Result<Option<AccountHolder>, StoreError> {
    let sql = "SELECT account.locale, person.name, person.degree, appointment.id AS appointment, appointment.duty, \
               appointment.event_id, appointment.institution_id, appointment.starts, appointment.ends, \
               appointment.ended_reason \
               FROM account LEFT JOIN person ON person.id = account.id \
               LEFT JOIN appointment ON appointment.person_id = account.id \
               WHERE account.id = $1 AND account.state = $2";
    let rows = read.rows(sql, &[person.into(), "active".into()]).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let mut appointments = Vec::new();
    for row in &rows {
        let Some(id) = row.opt_parse("appointment")? else { continue };
        appointments.push(Appointment {
            id,
            person_id: person,
            duty: row.parse("duty")?,
            event_id: row.opt_parse("event_id")?,
            institution_id: row.opt_parse("institution_id")?,
            starts: row.text("starts")?.to_owned(),
            ends: row.opt_text("ends")?.map(str::to_owned),
            ended_reason: row.opt_text("ended_reason")?.map(str::to_owned),
        });
    }
    Ok(Some(AccountHolder { name: full_name(first)?, locale: first.text("locale")?.to_owned(), appointments }))
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

/// Candidates whose last case came to where it stands by that moment (microseconds UTC) or before, and whose key is not
/// destroyed: by id, after one of them, at most so many.
///
/// # Errors
/// When the database cannot be read.
pub async fn quiet_candidates(
    read: &mut impl Read,
    by: i64,
    after: Option<PersonId>,
    limit: i64,
) -> Result<Vec<PersonId>, StoreError> {
    let sql = "SELECT cases.person_id FROM cases JOIN person_key ON person_key.person_id = cases.person_id \
               AND person_key.purpose = 'case' AND person_key.wrapped IS NOT NULL \
               WHERE cases.person_id > $1 GROUP BY cases.person_id HAVING MAX(cases.stage_at) <= $2 \
               ORDER BY cases.person_id LIMIT $3";
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let rows = read.rows(sql, &[after.into(), by.into(), limit.into()]).await?;
    rows.iter().map(|row| row.parse("person_id")).collect()
}
