//! Events of sittings, frozen papers and notices of the room. An event is appended and never changed: the same act of
//! the same page is stored once, and whoever is told its number is told of something that is synced to disk.

use std::collections::HashMap;

use certification::{
    id::{ExamId, PersonId, SittingId},
    record::Purpose,
};
use zeroize::Zeroizing;

use crate::{
    db::{Row, Value},
    error::StoreError,
    keyset::context,
    person_key::{KeyName, KeyState},
    state::Read,
    store::Store,
    transact::Lane,
    tx::Tx,
};

/// What makes two copies of a sent event the same one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SentKey {
    /// Epoch in which it was made.
    pub epoch: u64,
    /// Page that made it.
    pub page: u32,
    /// Its sequence.
    pub sequence: u32,
    /// Digest of the act.
    pub digest: [u8; 16],
}

/// An event about to be appended.
#[derive(Debug, Clone)]
pub struct NewExamEvent {
    /// The sitting.
    pub sitting: SittingId,
    /// Its test.
    pub exam: ExamId,
    /// Key of what a page sent; none for what the server or the invigilator did.
    pub sent: Option<SentKey>,
    /// What happened, sealed with [`Store::seal_for`] at [`exam_event_place`].
    pub sealed: Vec<u8>,
}

/// An event as it is stored.
#[derive(Debug, Clone)]
pub struct ExamEvent {
    /// Its number: rising, never given twice.
    pub number: u64,
    /// The sitting.
    pub sitting: SittingId,
    /// The clock of acts when it was stored, microseconds UTC.
    pub received: i64,
    /// Key of what a page sent.
    pub sent: Option<SentKey>,
    /// What happened, sealed.
    pub sealed: Vec<u8>,
}

/// Number and time that an event got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// Its number.
    pub number: u64,
    /// When it was stored, microseconds UTC.
    pub received: i64,
}

/// A notice of a room: an announcement or an incident.
#[derive(Debug, Clone)]
pub struct ExamNotice {
    /// Its key.
    pub id: String,
    /// The test.
    pub exam: ExamId,
    /// `announcement` or `incident`.
    pub kind: String,
    /// Who.
    pub by: PersonId,
    /// When, microseconds UTC.
    pub at: i64,
    /// What, sealed under a key of the house.
    pub sealed: Vec<u8>,
}

/// Where a sitting's event is sealed for.
#[must_use]
pub fn exam_event_place(sitting: SittingId) -> Vec<u8> {
    context(&["exam-event", &sitting.to_string()])
}

/// Rows of one statement: the sizes that are prepared.
const CHUNKS: [usize; 7] = [64, 32, 16, 8, 4, 2, 1];
const COLUMNS: usize = 9;

impl Store {
    /// Seals bytes under a person's key of their working record, which is made on first use.
    ///
    /// # Errors
    /// [`StoreError::Erased`] when that key was destroyed.
    pub async fn seal_for(&self, person: PersonId, place: &[u8], plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let name = KeyName::new(person, Purpose::Case);
        let shared = self.shared();
        let key = match self.reader().keys(&[name]).await?.remove(&name) {
            Some(key) => Some(key),
            None => {
                self.transact(Lane::Interactive, move |tx| Box::pin(async move { tx.key(name).await.map(drop) }))
                    .await?;
                self.reader().keys(&[name]).await?.remove(&name)
            }
        };
        match key {
            Some(KeyState::Live(key)) => key.seal(place, plain, &*shared.entropy),
            Some(KeyState::Destroyed) | None => Err(StoreError::Erased),
        }
    }

    /// Opens bytes that were sealed for a person; `None` when the key was destroyed.
    ///
    /// # Errors
    /// When the database cannot be read, or the bytes were changed.
    pub async fn open_for(
        &self,
        person: PersonId,
        place: &[u8],
        sealed: Vec<u8>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        self.reader().open_bytes(KeyName::new(person, Purpose::Case), place.to_vec(), sealed).await
    }
}

impl Tx {
    /// Appends events; answers number and time of each, in their order. What is there already keeps its own.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn append_exam_events(&mut self, events: &[NewExamEvent]) -> Result<Vec<Appended>, StoreError> {
        let received = self.now();
        let mut out = Vec::with_capacity(events.len());
        let mut rest = events;
        while !rest.is_empty() {
            let size = CHUNKS.into_iter().find(|size| *size <= rest.len()).unwrap_or(1);
            let (chunk, after) = rest.split_at(size);
            // What has no key of its own is told apart by its order alone.
            if size > 1 && chunk.iter().any(|event| event.sent.is_none()) {
                for event in chunk {
                    self.append_chunk(std::slice::from_ref(event), received, &mut out).await?;
                }
            } else {
                self.append_chunk(chunk, received, &mut out).await?;
            }
            rest = after;
        }
        Ok(out)
    }

    async fn append_chunk(
        &mut self,
        chunk: &[NewExamEvent],
        received: i64,
        out: &mut Vec<Appended>,
    ) -> Result<(), StoreError> {
        let places: Vec<String> = (0..chunk.len())
            .map(|row| {
                let row: Vec<String> = (1..=COLUMNS).map(|n| format!("${}", row * COLUMNS + n)).collect();
                format!("({})", row.join(", "))
            })
            .collect();
        let sql = format!(
            "INSERT INTO exam_event (sitting_id, exam_id, room, received, epoch, page, sequence, digest, sealed) \
             VALUES {} ON CONFLICT (sitting_id, epoch, page, sequence, digest) DO NOTHING \
             RETURNING number, sitting_id, epoch, page, sequence, digest",
            places.join(", ")
        );
        let mut values: Vec<Value> = Vec::with_capacity(chunk.len() * COLUMNS);
        for event in chunk {
            let sent = event.sent.as_ref();
            values.push(event.sitting.into());
            values.push(event.exam.into());
            values.push(sent.is_none().into());
            values.push(received.into());
            values.push(sent.map(|s| number(s.epoch)).into());
            values.push(sent.map(|s| i64::from(s.page)).into());
            values.push(sent.map(|s| i64::from(s.sequence)).into());
            values.push(sent.map(|s| s.digest.to_vec()).into());
            values.push(event.sealed.clone().into());
        }
        let rows = self.rows(&sql, &values).await?;
        let mut numbers: HashMap<(SittingId, Option<SentKey>), Appended> = HashMap::with_capacity(rows.len());
        for row in &rows {
            let appended = Appended { number: unsigned(row, "number")?, received };
            numbers.insert((row.parse("sitting_id")?, sent_key(row)?), appended);
        }
        for event in chunk {
            let key = (event.sitting, event.sent.clone());
            let appended = match numbers.get(&key) {
                Some(appended) => *appended,
                None => self.appended_before(event).await?,
            };
            out.push(appended);
        }
        Ok(())
    }

    async fn appended_before(&mut self, event: &NewExamEvent) -> Result<Appended, StoreError> {
        let sent = event.sent.as_ref().ok_or_else(|| StoreError::Corrupt("an event was not stored".into()))?;
        let rows = self
            .rows(
                "SELECT number, received FROM exam_event \
                 WHERE sitting_id = $1 AND epoch = $2 AND page = $3 AND sequence = $4 AND digest = $5",
                &[
                    event.sitting.into(),
                    number(sent.epoch).into(),
                    i64::from(sent.page).into(),
                    i64::from(sent.sequence).into(),
                    sent.digest.to_vec().into(),
                ],
            )
            .await?;
        let row = rows.first().ok_or_else(|| StoreError::Corrupt("an event was not stored".into()))?;
        Ok(Appended { number: unsigned(row, "number")?, received: row.int("received")? })
    }

    /// Keeps the frozen paper of a seat, in place of an earlier one.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn put_exam_paper(&mut self, sitting: SittingId, sealed: &[u8]) -> Result<(), StoreError> {
        let now = self.now();
        self.execute(
            "INSERT INTO exam_paper (sitting_id, sealed, stored_at) VALUES ($1, $2, $3) \
             ON CONFLICT (sitting_id) DO UPDATE SET sealed = excluded.sealed, stored_at = excluded.stored_at",
            &[sitting.into(), sealed.into(), now.into()],
        )
        .await?;
        Ok(())
    }

    /// Keeps a notice of a room; an incident said again under its key is corrected.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn put_exam_notice(&mut self, notice: &ExamNotice) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO exam_notice (id, exam_id, kind, by_id, at, sealed) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed",
            &[
                (&notice.id).into(),
                notice.exam.into(),
                (&notice.kind).into(),
                notice.by.into(),
                notice.at.into(),
                notice.sealed.as_slice().into(),
            ],
        )
        .await?;
        Ok(())
    }
}

const EVENT: &str = "SELECT number, sitting_id, received, epoch, page, sequence, digest, sealed FROM exam_event";

/// Every event of a sitting, in the order of their numbers.
///
/// # Errors
/// When the database cannot be read.
pub async fn exam_events(read: &mut impl Read, sitting: SittingId) -> Result<Vec<ExamEvent>, StoreError> {
    let rows = read.rows(&format!("{EVENT} WHERE sitting_id = $1 ORDER BY number"), &[sitting.into()]).await?;
    rows.iter().map(event).collect()
}

/// What server and invigilator did in a test's sittings after that number.
///
/// # Errors
/// When the database cannot be read.
pub async fn exam_room_events(read: &mut impl Read, exam: ExamId, after: u64) -> Result<Vec<ExamEvent>, StoreError> {
    let sql = format!("{EVENT} WHERE exam_id = $1 AND room = 1 AND number > $2 ORDER BY number");
    let rows = read.rows(&sql, &[exam.into(), number(after).into()]).await?;
    rows.iter().map(event).collect()
}

/// Number of the last that server or invigilator did in a test; 0 when nothing was done.
///
/// # Errors
/// When the database cannot be read.
pub async fn exam_newest(read: &mut impl Read, exam: ExamId) -> Result<u64, StoreError> {
    let sql = "SELECT COALESCE(MAX(number), 0) AS number FROM exam_event WHERE exam_id = $1 AND room = 1";
    read.rows(sql, &[exam.into()]).await?.first().map_or(Ok(0), |row| unsigned(row, "number"))
}

/// Every event of a test after that number, at most so many: for whoever reads the whole record.
///
/// # Errors
/// When the database cannot be read.
pub async fn exam_events_after(
    read: &mut impl Read,
    exam: ExamId,
    after: u64,
    most: i64,
) -> Result<Vec<ExamEvent>, StoreError> {
    let sql = format!("{EVENT} WHERE exam_id = $1 AND number > $2 ORDER BY number LIMIT $3");
    let rows = read.rows(&sql, &[exam.into(), number(after).into(), most.into()]).await?;
    rows.iter().map(event).collect()
}

/// Whether anything has happened in a test.
///
/// # Errors
/// When the database cannot be read.
pub async fn exam_begun(read: &mut impl Read, exam: ExamId) -> Result<bool, StoreError> {
    Ok(!read.rows("SELECT number FROM exam_event WHERE exam_id = $1 LIMIT 1", &[exam.into()]).await?.is_empty())
}

/// Number of the last event of a sitting; 0 when nothing has happened in it.
///
/// # Errors
/// When the database cannot be read.
pub async fn exam_last(read: &mut impl Read, sitting: SittingId) -> Result<u64, StoreError> {
    let sql = "SELECT COALESCE(MAX(number), 0) AS number FROM exam_event WHERE sitting_id = $1";
    read.rows(sql, &[sitting.into()]).await?.first().map_or(Ok(0), |row| unsigned(row, "number"))
}

/// The frozen paper of a seat, sealed.
///
/// # Errors
/// When the database cannot be read.
pub async fn exam_paper(read: &mut impl Read, sitting: SittingId) -> Result<Option<Vec<u8>>, StoreError> {
    let rows = read.rows("SELECT sealed FROM exam_paper WHERE sitting_id = $1", &[sitting.into()]).await?;
    rows.first().map(|row| row.blob("sealed").map(<[u8]>::to_vec)).transpose()
}

/// Notices of a room, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn exam_notices(read: &mut impl Read, exam: ExamId) -> Result<Vec<ExamNotice>, StoreError> {
    let sql = "SELECT id, exam_id, kind, by_id, at, sealed FROM exam_notice WHERE exam_id = $1 ORDER BY at, id";
    let rows = read.rows(sql, &[exam.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(ExamNotice {
                id: row.text("id")?.to_owned(),
                exam: row.parse("exam_id")?,
                kind: row.text("kind")?.to_owned(),
                by: row.parse("by_id")?,
                at: row.int("at")?,
                sealed: row.blob("sealed")?.to_vec(),
            })
        })
        .collect()
}

fn event(row: &Row) -> Result<ExamEvent, StoreError> {
    Ok(ExamEvent {
        number: unsigned(row, "number")?,
        sitting: row.parse("sitting_id")?,
        received: row.int("received")?,
        sent: sent_key(row)?,
        sealed: row.blob("sealed")?.to_vec(),
    })
}

fn sent_key(row: &Row) -> Result<Option<SentKey>, StoreError> {
    let Some(epoch) = row.opt_int("epoch")? else { return Ok(None) };
    let strange = || StoreError::Corrupt("an event's key is out of range".into());
    Ok(Some(SentKey {
        epoch: u64::try_from(epoch).map_err(|_| strange())?,
        page: u32::try_from(row.int("page")?).map_err(|_| strange())?,
        sequence: u32::try_from(row.int("sequence")?).map_err(|_| strange())?,
        digest: row.blob("digest")?.try_into().map_err(|_| strange())?,
    }))
}

fn unsigned(row: &Row, name: &str) -> Result<u64, StoreError> {
    u64::try_from(row.int(name)?).map_err(|_| StoreError::Corrupt(format!("column {name} is below zero")))
}

/// Numbers of events come from the database and fit.
fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
