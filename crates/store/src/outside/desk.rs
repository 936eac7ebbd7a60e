//! What lies on a desk: drafts of forms, remembered column mappings, and the log of looks at secrets and
//! sensitive fields.

use certification::{duty::Duty, id::PersonId, record::Purpose};
use serde_json::Value as Json;

use crate::{error::StoreError, keyset::context, person_key::KeyName, state::Read, tx::Tx};

/// A form that is being filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The answers so far.
    pub answers: Json,
    /// When last saved, microseconds UTC of the machine's clock.
    pub updated_at: i64,
}

fn draft_place(person: PersonId, form_key: &str) -> Vec<u8> {
    context(&["draft", &person.to_string(), form_key])
}

/// A person's draft of a form; none once their key is destroyed.
///
/// # Errors
/// When the database cannot be read.
pub async fn draft(read: &mut impl Read, person: PersonId, form_key: &str) -> Result<Option<Draft>, StoreError> {
    let rows = read
        .rows(
            "SELECT sealed, updated_at FROM draft WHERE person_id = $1 AND form_key = $2",
            &[person.into(), form_key.into()],
        )
        .await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let name = KeyName::new(person, Purpose::Case);
    let opened = read.open_bytes(name, draft_place(person, form_key), row.blob("sealed")?.to_vec()).await?;
    let Some(plain) = opened else { return Ok(None) };
    Ok(Some(Draft { answers: serde_json::from_slice(&plain)?, updated_at: row.int("updated_at")? }))
}

/// The column mapping remembered for a sender and a layout.
///
/// # Errors
/// When the database cannot be read.
pub async fn mapping(read: &mut impl Read, sender: &str, layout: &str) -> Result<Option<Json>, StoreError> {
    let rows = read
        .rows("SELECT mapping FROM mapping_memory WHERE sender = $1 AND layout = $2", &[sender.into(), layout.into()])
        .await?;
    rows.first().map(|row| Ok(serde_json::from_str(row.text("mapping")?)?)).transpose()
}

/// A look at a secret or a sensitive field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Who looked; nobody for the house itself.
    pub person_id: Option<PersonId>,
    /// In which duty.
    pub duty: Duty,
    /// What was done, such as `see-nik`.
    pub action: String,
    /// At what, such as `case:…`.
    pub object: String,
    /// Whose data it is.
    pub subject: Option<PersonId>,
}

/// Whether a person has done that to that thing since an instant, by the access log.
///
/// # Errors
/// When the database cannot be read.
pub async fn looked(
    read: &mut impl Read,
    person: PersonId,
    action: &str,
    object: &str,
    since: i64,
) -> Result<bool, StoreError> {
    let rows = read
        .rows(
            "SELECT id FROM access_log WHERE at >= $1 AND person_id = $2 AND action = $3 AND object = $4 LIMIT 1",
            &[since.into(), person.into(), action.into(), object.into()],
        )
        .await?;
    Ok(!rows.is_empty())
}

/// A look as the access log keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its number, by which a list goes on.
    pub id: i64,
    /// When, microseconds UTC.
    pub at: i64,
    /// Who looked; nobody for the house itself.
    pub person_id: Option<PersonId>,
    /// In which duty.
    pub duty: String,
    /// What was done, such as `see-nik`.
    pub action: String,
    /// At what, such as `case:…`.
    pub object: String,
}

/// Looks at what is somebody's, the newest first, up to `limit`, before the number `before`: those that name them, and
/// those that name nobody and were at one of `objects` (a workbook in which they stand).
///
/// # Errors
/// When the database cannot be read.
pub async fn looks_about(
    read: &mut impl Read,
    subject: PersonId,
    objects: &[String],
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Look>, StoreError> {
    let mut values = vec![before.unwrap_or(i64::MAX).into(), limit.into(), subject.into()];
    let mut among = String::new();
    if !objects.is_empty() {
        let places: Vec<String> = (4..4 + objects.len()).map(|n| format!("${n}")).collect();
        among = format!(" OR (subject IS NULL AND object IN ({}))", places.join(", "));
        values.extend(objects.iter().map(Into::into));
    }
    let sql = format!(
        "SELECT id, at, person_id, duty, action, object FROM access_log \
         WHERE id < $1 AND (subject = $3{among}) ORDER BY id DESC LIMIT $2"
    );
    let look = |row: &crate::db::Row| {
        Ok(Look {
            id: row.int("id")?,
            at: row.int("at")?,
            person_id: row.opt_parse("person_id")?,
            duty: row.text("duty")?.to_owned(),
            action: row.text("action")?.to_owned(),
            object: row.text("object")?.to_owned(),
        })
    };
    read.rows(&sql, &values).await?.iter().map(look).collect()
}

impl Tx {
    /// Saves a draft, sealed under its owner's key.
    ///
    /// # Errors
    /// [`StoreError::Erased`] when the owner's key was destroyed.
    pub async fn put_draft(&mut self, person: PersonId, form_key: &str, answers: &Json) -> Result<(), StoreError> {
        let key = self.key(KeyName::new(person, Purpose::Case)).await?;
        let plain = serde_json::to_vec(answers)?;
        let sealed = key.seal(&draft_place(person, form_key), &plain, &*self.shared.entropy)?;
        let now = self.machine_now();
        self.execute(
            "INSERT INTO draft (person_id, form_key, sealed, updated_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (person_id, form_key) DO UPDATE SET \
               sealed = excluded.sealed, updated_at = excluded.updated_at",
            &[person.into(), form_key.into(), sealed.into(), now.into()],
        )
        .await?;
        Ok(())
    }

    /// Throws a draft away, once its form was submitted.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn drop_draft(&mut self, person: PersonId, form_key: &str) -> Result<(), StoreError> {
        self.execute("DELETE FROM draft WHERE person_id = $1 AND form_key = $2", &[person.into(), form_key.into()])
            .await?;
        Ok(())
    }

    /// Remembers a corrected column mapping for a sender and a layout.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn remember_mapping(&mut self, sender: &str, layout: &str, mapping: &Json) -> Result<(), StoreError> {
        let now = self.machine_now();
        self.execute(
            "INSERT INTO mapping_memory (sender, layout, mapping, updated_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (sender, layout) DO UPDATE SET \
               mapping = excluded.mapping, updated_at = excluded.updated_at",
            &[sender.into(), layout.into(), mapping.to_string().into(), now.into()],
        )
        .await?;
        Ok(())
    }

    /// Writes a look into the access log.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn log_access(&mut self, access: &Access) -> Result<(), StoreError> {
        let now = self.now();
        self.execute(
            "INSERT INTO access_log (at, person_id, duty, action, object, subject) VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                now.into(),
                access.person_id.into(),
                access.duty.into(),
                (&access.action).into(),
                (&access.object).into(),
                access.subject.into(),
            ],
        )
        .await?;
        Ok(())
    }
}
