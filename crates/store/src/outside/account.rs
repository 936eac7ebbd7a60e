//! What lets a person in: the password's hash, and one-time codes of invitation and recovery.

use certification::id::PersonId;

use crate::{db::Row, error::StoreError, state::Read, store::Store, tx::Tx};

/// A password as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// Argon2id in PHC form.
    pub phc: String,
    /// The short number that signs in presence on another's device, in the same form.
    pub pin: Option<String>,
    /// When the password was set, microseconds UTC.
    pub changed_at: i64,
    /// Failed attempts since the last success.
    pub failed: i64,
    /// The last failed attempt.
    pub failed_at: Option<i64>,
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credential").field("failed", &self.failed).finish_non_exhaustive()
    }
}

/// A one-time code that was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// For whom.
    pub person_id: PersonId,
    /// `invite` or `recovery`.
    pub kind: String,
    /// Who handed it out; nobody for the house itself.
    pub issued_by: Option<PersonId>,
    /// When it ends, microseconds UTC of the machine's clock.
    pub expires_at: i64,
    /// When it was used.
    pub used_at: Option<i64>,
}

impl Invitation {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            person_id: row.parse("person_id")?,
            kind: row.text("kind")?.to_owned(),
            issued_by: row.opt_parse("issued_by")?,
            expires_at: row.int("expires_at")?,
            used_at: row.opt_int("used_at")?,
        })
    }
}

/// The password of a person.
///
/// # Errors
/// When the database cannot be read.
pub async fn credential(read: &mut impl Read, person: PersonId) -> Result<Option<Credential>, StoreError> {
    let rows = read
        .rows("SELECT phc, pin, changed_at, failed, failed_at FROM credential WHERE person_id = $1", &[person.into()])
        .await?;
    rows.first()
        .map(|row| {
            Ok(Credential {
                phc: row.text("phc")?.to_owned(),
                pin: row.opt_text("pin")?.map(str::to_owned),
                changed_at: row.int("changed_at")?,
                failed: row.int("failed")?,
                failed_at: row.opt_int("failed_at")?,
            })
        })
        .transpose()
}

/// The invitation of that code, used or not.
///
/// # Errors
/// When the database cannot be read.
pub async fn invitation(read: &mut impl Read, code: &str) -> Result<Option<Invitation>, StoreError> {
    let hash = read.shared().keyset().token_hash("invitation", code);
    let rows = read
        .rows(
            "SELECT person_id, kind, issued_by, expires_at, used_at FROM invitation WHERE code_hash = $1",
            &[hash.into()],
        )
        .await?;
    rows.first().map(Invitation::from_row).transpose()
}

/// Attempts under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// How many, the last among them.
    pub count: i64,
    /// When they are forgotten, by the machine's clock, microseconds UTC.
    pub until: i64,
}

impl Store {
    /// How many attempts there were under `key` in the window that runs now, without counting another.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn throttled(&self, key: &str, micros: i64) -> Result<i64, StoreError> {
        let hash = self.keyset().token_hash("throttle", key);
        let now = self.clocks().machine.now();
        let sql = "SELECT count FROM throttle WHERE key = $1 AND window_at > $2 ORDER BY window_at DESC LIMIT 1";
        let rows = self.reader().rows(sql, &[hash.into(), (now - micros).into()]).await?;
        rows.first().map_or(Ok(0), |row| row.int("count"))
    }
}

impl Tx {
    /// Sets a person's password (its argon2id hash).
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn set_credential(&mut self, person: PersonId, phc: &str) -> Result<(), StoreError> {
        let now = self.machine_now();
        self.execute(
            "INSERT INTO credential (person_id, phc, changed_at, failed) VALUES ($1, $2, $3, 0) \
             ON CONFLICT (person_id) DO UPDATE SET \
               phc = excluded.phc, changed_at = excluded.changed_at, failed = 0, failed_at = NULL",
            &[person.into(), phc.into(), now.into()],
        )
        .await?;
        Ok(())
    }

    /// Sets or takes away the short number of someone who has a password.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn set_pin(&mut self, person: PersonId, pin: Option<&str>) -> Result<(), StoreError> {
        self.execute("UPDATE credential SET pin = $2 WHERE person_id = $1", &[person.into(), pin.into()]).await?;
        Ok(())
    }

    /// Counts a failed attempt to sign in, or begins anew after a success.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn note_sign_in(&mut self, person: PersonId, success: bool) -> Result<(), StoreError> {
        let now = self.machine_now();
        let sql = if success {
            "UPDATE credential SET failed = 0, failed_at = NULL WHERE person_id = $1 AND $2 > 0"
        } else {
            "UPDATE credential SET failed = failed + 1, failed_at = $2 WHERE person_id = $1"
        };
        self.execute(sql, &[person.into(), now.into()]).await?;
        Ok(())
    }

    /// Keeps a one-time code; earlier unused codes of the same kind for that person end.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn put_invitation(&mut self, code: &str, invitation: &Invitation) -> Result<(), StoreError> {
        let hash = self.shared.keyset().token_hash("invitation", code);
        let now = self.machine_now();
        self.execute(
            "DELETE FROM invitation WHERE person_id = $1 AND kind = $2 AND used_at IS NULL",
            &[invitation.person_id.into(), (&invitation.kind).into()],
        )
        .await?;
        self.execute(
            "INSERT INTO invitation (code_hash, person_id, kind, issued_by, issued_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                hash.into(),
                invitation.person_id.into(),
                (&invitation.kind).into(),
                invitation.issued_by.into(),
                now.into(),
                invitation.expires_at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Uses up a one-time code. `None` when there is no such code, or it was used or has expired.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn use_invitation(&mut self, code: &str) -> Result<Option<Invitation>, StoreError> {
        let hash = self.shared.keyset().token_hash("invitation", code);
        let now = self.machine_now();
        let rows = self
            .rows(
                "UPDATE invitation SET used_at = $2 WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2 \
                 RETURNING person_id, kind, issued_by, expires_at, used_at",
                &[hash.into(), now.into()],
            )
            .await?;
        rows.first().map(Invitation::from_row).transpose()
    }

    /// Counts an attempt under `key` (an address, an account; stored as a keyed hash). Attempts count together for `micros`
    /// microseconds from the first; the one that is more than `most` begins a hold as long, from then.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn throttle(&mut self, key: &str, micros: i64, most: i64) -> Result<Attempts, StoreError> {
        let hash = self.shared.keyset().token_hash("throttle", key);
        let now = self.machine_now();
        let sql =
            "SELECT window_at, count FROM throttle WHERE key = $1 AND window_at > $2 ORDER BY window_at DESC LIMIT 1";
        let rows = self.rows(sql, &[(&hash).into(), (now - micros).into()]).await?;
        let Some(row) = rows.first() else {
            self.execute("DELETE FROM throttle WHERE key = $1", &[(&hash).into()]).await?;
            let sql = "INSERT INTO throttle (key, window_at, count) VALUES ($1, $2, 1)";
            self.execute(sql, &[hash.into(), now.into()]).await?;
            return Ok(Attempts { count: 1, until: now + micros });
        };
        let (began, count) = (row.int("window_at")?, row.int("count")? + 1);
        let begins = if count == most + 1 { now } else { began };
        let sql = "UPDATE throttle SET count = $3, window_at = $4 WHERE key = $1 AND window_at = $2";
        self.execute(sql, &[hash.into(), began.into(), count.into(), begins.into()]).await?;
        Ok(Attempts { count, until: begins + micros })
    }

    /// Forgets the attempts under `key`, after one that succeeded.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn forgive(&mut self, key: &str) -> Result<(), StoreError> {
        let hash = self.shared.keyset().token_hash("throttle", key);
        self.execute("DELETE FROM throttle WHERE key = $1", &[hash.into()]).await?;
        Ok(())
    }

    /// Forgets codes, sessions, throttles and submission tokens that ended before that instant of the
    /// machine's clock.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn forget_ended(&mut self, before: i64) -> Result<u64, StoreError> {
        let mut gone = 0;
        for sql in [
            "DELETE FROM session WHERE expires_at < $1",
            "DELETE FROM invitation WHERE expires_at < $1",
            "DELETE FROM throttle WHERE window_at < $1",
            "DELETE FROM idempotency WHERE created_at < $1",
        ] {
            gone += self.execute(sql, &[before.into()]).await?;
        }
        Ok(gone)
    }
}
