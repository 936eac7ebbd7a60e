//! How long a workbook is kept. Each is sealed under a key of its own, and its end is an act that destroys that key: once
//! its event is over, or at once when somebody who stands in it is erased. Then the file itself is removed.

use std::collections::BTreeSet;

use certification::{
    civil,
    id::{BatchId, CaseId, PersonId},
    intake::{DropReason, DropWorkbook},
    record::{
        Purpose,
        case::Case,
        event::Event,
        import::{ImportBatch, ImportRow},
        person::Person,
    },
    refusal::{Refusal, require},
    setting::Settings,
    text::fold,
};
use exchange::participants::Participant;
use futures::future::BoxFuture;
use jiff::{ToSpan as _, civil::Date};
use store::{Find, Lane, Read, StoreError, Tx, view::dropped_workbooks};

use super::{rows, understood};
use crate::{Workflow, WorkflowError, found, load::BatchKey, perform::Leave};

/// What the destroyed keys of a workbook's rows say of themselves.
const OVER: &str = "the event of the workbook is over";
/// What the destroyed key of a workbook itself says.
const DROPPED: &str = "the workbook is no longer kept";

/// Under whose key a workbook is sealed: its own, under its own id.
pub(super) const fn own(batch: BatchId) -> PersonId {
    PersonId(batch.0)
}

/// Workbooks in which somebody stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct StandsIn {
    /// Those whose file is still kept.
    pub batches: Vec<BatchId>,
    /// For whom rows of theirs are or were sealed besides them, before they were known: ids of nobody else.
    pub rows: BTreeSet<PersonId>,
}

impl Workflow {
    /// The kept file of a workbook.
    ///
    /// # Errors
    /// Refused when it is no longer kept: its key is gone too, whatever an older copy of this house says.
    pub(super) async fn kept(&self, batch: &ImportBatch) -> Result<Vec<u8>, WorkflowError> {
        require(batch.gone_at.is_none(), "import.file-gone")?;
        match self.store().files()?.bytes(&batch.file).await {
            Ok(bytes) => Ok(bytes.into()),
            Err(StoreError::Erased) => Err(Refusal::new("import.file-gone").into()),
            Err(other) => Err(other.into()),
        }
    }

    /// Forgets what has had its time: outside the journal, and workbooks whose event is over. Answers how many rows and
    /// workbooks went.
    ///
    /// # Errors
    /// When the store refuses it.
    pub async fn tidy(&self) -> Result<u64, WorkflowError> {
        let settings = self.settings().await?;
        let keeping = store::Keeping {
            jobs: settings.int("keep.jobs_days"),
            drafts: settings.int("keep.drafts_days"),
            mapping: settings.int("keep.mapping_days"),
            looks: settings.int("keep.looks_years") * 366,
        };
        let rows = self.store().tidy(keeping).await?;
        let workbooks = self.drop_workbooks().await?;
        self.remove_dropped().await?;
        Ok(rows + workbooks)
    }

    async fn drop_workbooks(&self) -> Result<u64, WorkflowError> {
        let settings = self.settings().await?;
        let mut reader = self.reader();
        let open: Vec<ImportBatch> = reader.find(&Find::by("status", "open")).await?;
        let mut dropped = 0;
        for batch in open {
            let event: Event = found(reader.get(batch.event_id).await?)?;
            if !over(&event, &batch, &settings, self.now()) {
                continue;
            }
            let (house, id) = (self.clone(), batch.id);
            let done = self
                .store()
                .transact(Lane::Bulk, move |tx: &mut Tx| -> BoxFuture<'_, Result<(), WorkflowError>> {
                    let house = house.clone();
                    Box::pin(async move { house.drop_within(tx, &Leave::House, id, DropReason::Closed).await })
                })
                .await;
            match done {
                Ok(()) => dropped += 1,
                // Another node was quicker.
                Err(WorkflowError::Refused(refusal)) if refusal.code == "import.file-gone" => {}
                // The others shall not wait for this one; it is tried again with the next tidying.
                Err(error) => {
                    tracing::warn!(%error, batch = %id, "a workbook whose event is over could not be dropped")
                }
            }
        }
        Ok(dropped)
    }

    /// Destroys a kept workbook with a transaction that does more than this; the file is then removed by
    /// [`Self::remove_dropped`].
    pub(crate) async fn drop_within(
        &self,
        tx: &mut Tx,
        leave: &Leave,
        batch: BatchId,
        why: DropReason,
    ) -> Result<(), WorkflowError> {
        let done = self.within(tx, leave, &BatchKey::Stored(batch), DropWorkbook { why }).await?;
        tx.destroy_key(own(batch), Purpose::Case, DROPPED).await?;
        if why == DropReason::Closed {
            // Who was not invited, or was somebody who is known, is nobody here under the row's own id: nothing else is
            // sealed under that key.
            let ids: BTreeSet<PersonId> =
                done.file.rows.iter().flat_map(|row| [row.person_id, row.first_person_id]).collect();
            for id in ids {
                if tx.get::<Person>(id).await?.is_none() {
                    tx.destroy_key(id, Purpose::Case, OVER).await?;
                }
            }
        }
        Ok(())
    }

    /// Removes the files of workbooks that were dropped: their key is gone already.
    pub(crate) async fn remove_dropped(&self) -> Result<(), WorkflowError> {
        let files = self.store().files()?;
        for name in dropped_workbooks(&mut self.reader()).await? {
            files.delete(&name).await?;
        }
        Ok(())
    }

    /// The workbooks in which somebody stands: by a row that became theirs, or by a row that says the same person.
    pub(crate) async fn stands_in(&self, person: PersonId) -> Result<StandsIn, WorkflowError> {
        let mut reader = self.reader();
        let person: Person = found(reader.get(person).await?)?;
        let cases: Vec<Case> = reader.find(&Find::by("person_id", person.id)).await?;
        let cases: Vec<CaseId> = cases.into_iter().map(|case| case.id).collect();
        let open: Vec<ImportBatch> = reader.find(&Find::by("status", "open")).await?;
        let mut stands = StandsIn::default();
        for batch in open {
            let mut there = false;
            for row in rows(&mut reader, &batch).await? {
                if !is_of(&row, &person, &cases)? {
                    continue;
                }
                there = true;
                for id in [row.person_id, row.first_person_id] {
                    if id != person.id && reader.get::<Person>(id).await?.is_none() {
                        stands.rows.insert(id);
                    }
                }
            }
            if there && batch.gone_at.is_none() {
                stands.batches.push(batch.id);
            }
        }
        Ok(stands)
    }
}

/// Whether a workbook has had its time: its event is closed or cancelled, and so many days have passed since its last day
/// and since the workbook came.
fn over(event: &Event, batch: &ImportBatch, settings: &Settings, now: i64) -> bool {
    if !matches!(event.status.as_str(), "closed" | "cancelled") {
        return false;
    }
    let zone = settings.text("body.zone");
    let came = civil::day(batch.received_at, &zone);
    let last = event.ends.parse().map_or(came, |ends: Date| ends.max(came));
    let until = last.checked_add(settings.int("import.keep_days").days()).unwrap_or(Date::MAX);
    civil::day(now, &zone) > until
}

/// Whether a row speaks of that person.
fn is_of(row: &ImportRow, person: &Person, cases: &[CaseId]) -> Result<bool, WorkflowError> {
    if row.person_id == person.id || row.case_id.is_some_and(|case| cases.contains(&case)) {
        return Ok(true);
    }
    Ok(understood(row)?.is_some_and(|meant| same(&meant.participant, person)))
}

/// Whether both are one: by NIK, by NIP, or by name and birth date.
fn same(of: &Participant, person: &Person) -> bool {
    let equal = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    let named = of.name.as_deref().map(fold);
    let born = of.born.map(|day| day.to_string());
    equal(&of.nik, &person.nik)
        || equal(&of.nip, &person.nip)
        || equal(&born, &person.born) && equal(&named, &person.name.as_deref().map(fold))
}
