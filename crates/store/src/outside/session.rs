//! Sessions: an opaque token in the browser, its keyed hash here.

use certification::id::PersonId;

use crate::{db::Row, error::StoreError, state::Read, tx::Tx};

/// A session about to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Whose.
    pub person_id: PersonId,
    /// Its end whatever happens, microseconds UTC of the machine's clock.
    pub expires_at: i64,
    /// Family of the browser, such as `Firefox on Android`.
    pub agent: String,
    /// Class of the address, such as `mobile`; never the address itself.
    pub ip_class: String,
    /// What the web keeps with it, as JSON without personal data.
    pub data: String,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Keyed hash of its token: its name in lists.
    pub hash: String,
    /// Whose.
    pub person_id: PersonId,
    /// When it began.
    pub created_at: i64,
    /// When it was last used, to the minute.
    pub seen_at: i64,
    /// Its end whatever happens.
    pub expires_at: i64,
    /// Family of the browser.
    pub agent: String,
    /// Class of the address.
    pub ip_class: String,
    /// What the web keeps with it.
    pub data: String,
}

const COLUMNS: &str =
    "SELECT token_hash, person_id, created_at, seen_at, expires_at, agent, ip_class, data FROM session";

impl Session {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            hash: row.text("token_hash")?.to_owned(),
            person_id: row.parse("person_id")?,
            created_at: row.int("created_at")?,
            seen_at: row.int("seen_at")?,
            expires_at: row.int("expires_at")?,
            agent: row.text("agent")?.to_owned(),
            ip_class: row.text("ip_class")?.to_owned(),
            data: row.text("data")?.to_owned(),
        })
    }
}

/// The session of that token, ended or not: the caller knows the idle time-out.
///
/// # Errors
/// When the database cannot be read.
pub async fn session(read: &mut impl Read, token: &str) -> Result<Option<Session>, StoreError> {
    let hash = read.shared().keyset().token_hash("session", token);
    let rows = read.rows(&format!("{COLUMNS} WHERE token_hash = $1"), &[hash.into()]).await?;
    rows.first().map(Session::from_row).transpose()
}

/// Every session of a person, the one used last first.
///
/// # Errors
/// When the database cannot be read.
pub async fn sessions_of(read: &mut impl Read, person: PersonId) -> Result<Vec<Session>, StoreError> {
    let sql = format!("{COLUMNS} WHERE person_id = $1 ORDER BY seen_at DESC, token_hash");
    read.rows(&sql, &[person.into()]).await?.iter().map(Session::from_row).collect()
}

impl Tx {
    /// Begins a session under a token from [`crate::Store::new_token`].
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn begin_session(&mut self, token: &str, session: &NewSession) -> Result<(), StoreError> {
        let hash = self.shared.keyset().token_hash("session", token);
        let now = self.machine_now();
        self.execute(
            "INSERT INTO session (token_hash, person_id, created_at, seen_at, expires_at, agent, ip_class, data) \
             VALUES ($1, $2, $3, $3, $4, $5, $6, $7)",
            &[
                hash.into(),
                session.person_id.into(),
                now.into(),
                session.expires_at.into(),
                (&session.agent).into(),
                (&session.ip_class).into(),
                (&session.data).into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Notes that a session was used, and what the web keeps with it.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn touch_session(&mut self, hash: &str, data: &str) -> Result<(), StoreError> {
        let now = self.machine_now();
        self.execute(
            "UPDATE session SET seen_at = $2, data = $3 WHERE token_hash = $1",
            &[hash.into(), now.into(), data.into()],
        )
        .await?;
        Ok(())
    }

    /// Ends a person's session of that hash; answers whether there was one.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn end_session(&mut self, person: PersonId, hash: &str) -> Result<bool, StoreError> {
        let gone = self
            .execute("DELETE FROM session WHERE person_id = $1 AND token_hash = $2", &[person.into(), hash.into()])
            .await?;
        Ok(gone > 0)
    }

    /// Ends every session of a person but the one of that hash.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn end_other_sessions(&mut self, person: PersonId, keep: Option<&str>) -> Result<u64, StoreError> {
        self.execute(
            "DELETE FROM session WHERE person_id = $1 AND token_hash <> $2",
            &[person.into(), keep.unwrap_or_default().into()],
        )
        .await
    }
}
