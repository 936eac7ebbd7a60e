//! Erasure: a person's keys are destroyed, and what stood clear about them is wiped from the state.
//! The journal is not touched; what it holds of them can no longer be opened, and its chains still verify.

use certification::{
    id::PersonId,
    record::{How, Purpose, Sensitivity, TABLES, Table},
};

use serde::{Deserialize, Serialize};

use crate::{
    db::{Address, Value, sqlite::Options},
    error::StoreError,
    person_key,
    person_key::KeyName,
    state::{Read, Reader, layout},
    store::Store,
    transact::Lane,
    tx::Tx,
};

/// Whose keys are to be destroyed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// The person.
    pub person: PersonId,
    /// Which of their keys.
    pub purposes: Vec<Purpose>,
    /// Why, without personal data.
    pub reason: String,
}

impl Erasure {
    /// Of everything but facts of issuance, which outlive the case.
    #[must_use]
    pub fn of(person: PersonId, reason: &str) -> Self {
        Self { person, purposes: vec![Purpose::Case], reason: reason.to_owned() }
    }

    /// Of everything, facts of issuance too.
    #[must_use]
    pub fn entirely(person: PersonId, reason: &str) -> Self {
        Self { person, purposes: vec![Purpose::Case, Purpose::Issuance], reason: reason.to_owned() }
    }
}

/// A key that was destroyed: what a restore of an older backup destroys again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Whose.
    pub person: PersonId,
    /// Of which purpose.
    pub purpose: String,
    /// When, microseconds UTC.
    pub at: i64,
    /// Why.
    pub reason: String,
}

impl Reader {
    /// Every key that was destroyed, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn erased(&mut self) -> Result<Vec<Erased>, StoreError> {
        let sql = "SELECT person_id, purpose, destroyed_at, reason FROM person_key \
                   WHERE destroyed_at IS NOT NULL ORDER BY destroyed_at, person_id, purpose";
        let rows = self.rows(sql, &[]).await?;
        rows.iter()
            .map(|row| {
                Ok(Erased {
                    person: row.parse("person_id")?,
                    purpose: row.text("purpose")?.to_owned(),
                    at: row.int("destroyed_at")?,
                    reason: row.opt_text("reason")?.unwrap_or_default().to_owned(),
                })
            })
            .collect()
    }
}

/// Purposes of which a person's key was destroyed.
///
/// # Errors
/// When the database cannot be read.
pub async fn erased_of(read: &mut impl Read, person: PersonId) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT purpose FROM person_key WHERE person_id = $1 AND destroyed_at IS NOT NULL ORDER BY purpose";
    let rows = read.rows(sql, &[person.into()]).await?;
    rows.iter().map(|row| Ok(row.text("purpose")?.to_owned())).collect()
}

impl Store {
    /// Destroys again a key that was destroyed in a newer copy of this house.
    ///
    /// # Errors
    /// When the purpose is none, or the database refuses it.
    pub async fn erase_again(&self, erased: &Erased) -> Result<(), StoreError> {
        let purpose = [Purpose::Case, Purpose::Issuance].into_iter().find(|p| p.as_str() == erased.purpose);
        let purpose = purpose.ok_or_else(|| StoreError::Invalid(format!("no purpose {}", erased.purpose)))?;
        self.erase(Erasure { person: erased.person, purposes: vec![purpose], reason: erased.reason.clone() }).await
    }

    /// Destroys a person's keys. It cannot be undone.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn erase(&self, erasure: Erasure) -> Result<(), StoreError> {
        self.transact(Lane::Interactive, move |tx| {
            let erasure = erasure.clone();
            Box::pin(async move { tx.erase(&erasure).await })
        })
        .await?;
        self.empty_log().await.map(drop)
    }

    /// Empties the log in which SQLite keeps what it wrote until the database itself holds it: what was wiped would
    /// stand there until it is written over. Answers whether it is empty; while somebody reads, it is not. On PostgreSQL
    /// there is nothing to do: its log is the administrator's.
    ///
    /// # Errors
    /// When the database cannot be opened.
    pub async fn empty_log(&self) -> Result<bool, StoreError> {
        let Address::Sqlite(path) = Address::parse(&self.config().database_url)? else { return Ok(true) };
        // It waits for those who read.
        let emptied = tokio::task::spawn_blocking(move || Options::new(path, false, None).writer()?.empty_log());
        emptied.await.map_err(|_| StoreError::BrokeOff)?
    }
}

impl Tx {
    /// Destroys a person's keys with this transaction, and wipes their names, derived columns and sealed
    /// values from the state, their drafts, sessions and credential.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn erase(&mut self, erasure: &Erasure) -> Result<(), StoreError> {
        let now = self.now();
        for purpose in &erasure.purposes {
            let name = KeyName::new(erasure.person, *purpose);
            let result = person_key::destroy(&mut self.conn, &mut self.pending, name, now, &erasure.reason).await;
            self.noted(result)?;
            for table in TABLES.iter().filter(|t| t.purpose == *purpose) {
                self.wipe(table, erasure.person).await?;
            }
        }
        for sql in [
            "DELETE FROM draft WHERE person_id = $1",
            "DELETE FROM session WHERE person_id = $1",
            "DELETE FROM credential WHERE person_id = $1",
            "DELETE FROM invitation WHERE person_id = $1",
        ] {
            self.execute(sql, &[erasure.person.into()]).await?;
        }
        Ok(())
    }

    /// Destroys a key with this transaction, where nothing is to be wiped: of somebody who is no person here, or of a file.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn destroy_key(&mut self, of: PersonId, purpose: Purpose, reason: &str) -> Result<(), StoreError> {
        let now = self.now();
        let result =
            person_key::destroy(&mut self.conn, &mut self.pending, KeyName::new(of, purpose), now, reason).await;
        self.noted(result).map(drop)
    }

    async fn wipe(&mut self, table: &'static Table, person: PersonId) -> Result<(), StoreError> {
        let Some(subject) = table.subject else { return Ok(()) };
        let wiped = wiped_columns(table)?;
        if wiped.is_empty() {
            return Ok(());
        }
        let sql = format!("UPDATE \"{}\" SET {} WHERE \"{subject}\" = $1", table.name, wiped.join(", "));
        self.execute(&sql, &[Value::from(person)]).await?;
        Ok(())
    }
}

/// What becomes of the columns that go: names, what is derived from names or sealed values, and the sealed ones.
fn wiped_columns(table: &'static Table) -> Result<Vec<String>, StoreError> {
    let closed = |name: &str| table.column(name).is_some_and(|c| c.sensitivity > Sensitivity::Open);
    let mut wiped: Vec<String> = table
        .columns
        .iter()
        .filter(|c| c.sensitivity == Sensitivity::Name)
        .map(|c| format!("\"{}\" = NULL", c.name))
        .collect();
    for derived in table.derived.iter().filter(|d| d.from.iter().any(|name| closed(name))) {
        let nothing = match derived.how {
            How::Fold => "''",
            How::Blind => "NULL",
        };
        wiped.push(format!("\"{}\" = {nothing}", derived.name));
    }
    if layout(table.name)?.sealed {
        wiped.push("\"sealed\" = NULL".to_owned());
    }
    Ok(wiped)
}
