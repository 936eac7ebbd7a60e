//! Receiving a workbook, and reading it again with other columns.

use std::collections::BTreeSet;

use certification::{
    id::{BatchId, EventId},
    intake::{CorrectMapping, ReceiveWorkbook},
    permit::{Action, Actor, Object, Permit},
    record::{
        Purpose,
        event::Event,
        import::{ImportBatch, ImportRow, place},
    },
    refusal::Refusal,
};
use exchange::{
    participants::{self, Context, Reading},
    table::Corrections,
    workbook::{Kind, Workbook},
};
use store::{Find, Media, Read, Upload};

use super::{Layout, columns_key, context, keeping::own, limits, refused, row_of, rows, sheets_key};
use crate::{Workflow, WorkflowError, found, load::BatchKey, may_see};

impl Workflow {
    /// Receives a workbook of participants: keeps the file, reads it (with the sheets and columns remembered for
    /// this sender, by the names of the sheets and by the headings), stores its rows. The same file for the same event changes nothing.
    ///
    /// # Errors
    /// Refused with the code of what is wrong with the file, or `import.known-file` when it was received before.
    pub async fn receive_participants(
        &self,
        actor: &Actor,
        event: EventId,
        bytes: Vec<u8>,
    ) -> Result<BatchId, WorkflowError> {
        may_see(actor, Action::ImportParticipants, &Object::event(event))?;
        let event: Event = found(self.reader().get(event).await?)?;
        let digest = self.store().files()?.digest(&bytes);
        if let Some(known) = self.batch_of_file(event.id, &digest).await? {
            return Err(Refusal::new("import.known-file").with("batch", known.id).into());
        }
        let limits = limits(&self.settings().await?);
        let judged = context(&mut self.reader(), &event, None).await?;
        let (bytes, read) = {
            let judged = judged.clone();
            let reading = move || {
                let first = |workbook: Workbook| {
                    participants::of_workbook(&workbook, &Corrections::default(), &judged).map(|r| (workbook, r))
                };
                let read = Workbook::read(&bytes, &limits).and_then(first);
                (bytes, read)
            };
            tokio::task::spawn_blocking(reading).await.map_err(|e| WorkflowError::Fault(e.to_string()))?
        };
        let (workbook, first) = read.map_err(|e| refused(&e))?;
        let reading = self.as_remembered(actor, &workbook, first, &judged).await?;
        let layout = Layout::of(&reading);
        let (sheet, key) = layout.first();
        let id: BatchId = certification::entropy::new_id(&**self.entropy(), self.now()).into();
        let mut batch = ImportBatch {
            id,
            event_id: event.id,
            kind: "participants".to_owned(),
            file: String::new(),
            digest,
            sheet,
            mapping: layout.value()?,
            layout: key,
            sender_id: actor.person,
            received_at: self.now(),
            status: "open".to_owned(),
            gone_at: None,
            gone_why: None,
        };
        let mut stored = Vec::with_capacity(reading.rows.len());
        for row in &reading.rows {
            let person = certification::entropy::new_id(&**self.entropy(), self.now()).into();
            stored.push(row_of(&batch, person, found(reading.sheets.get(row.sheet))?, row)?);
        }
        let upload = Upload {
            subject: Some(own(id)),
            purpose: Purpose::Case,
            limit: limits.bytes,
            megapixels: 0,
            accept: Media::TABLES,
        };
        let file = self.store().files()?.put_read(&upload, media(workbook.kind), bytes).await?.name;
        batch.file.clone_from(&file);
        let act = ReceiveWorkbook { rows: stored.len() };
        let digest = batch.digest.clone();
        match self.perform_in_bulk(actor, BatchKey::New(Box::new(batch), stored), act).await {
            Ok(_) => Ok(id),
            Err(error) => {
                // A copy that nothing names must not stay.
                if self.reader().get::<ImportBatch>(id).await?.is_none() {
                    self.store().files()?.delete(&file).await?;
                }
                match error {
                    WorkflowError::Refused(refusal) if refusal.code == "import.known-file" => {
                        let known = self.batch_of_file(event.id, &digest).await?;
                        Err(known.into_iter().fold(refusal, |refusal, known| refusal.with("batch", known.id)).into())
                    }
                    other => Err(other),
                }
            }
        }
    }

    /// Reads a workbook again with the sheets and columns that are remembered for this sender, where there are any.
    async fn as_remembered(
        &self,
        actor: &Actor,
        workbook: &Workbook,
        first: Reading,
        judged: &Context,
    ) -> Result<Reading, WorkflowError> {
        let (mut reading, mut known) = (first, Corrections::default());
        let sender = actor.person.to_string();
        let chosen = store::outside::mapping(&mut self.reader(), &sender, &sheets_key(&Layout::of(&reading))).await?;
        if let Some(chosen) = chosen {
            known.sheets = serde_json::from_value(chosen)?;
            // A sheet chosen for an earlier file may hold no table in this one: then it is chosen anew.
            match participants::of_workbook(workbook, &known, judged) {
                Ok(again) => reading = again,
                Err(_) => known.sheets.clear(),
            }
        }
        for sheet in &reading.sheets {
            let remembered = store::outside::mapping(&mut self.reader(), &sender, &columns_key(sheet)).await?;
            if let Some(remembered) = remembered {
                known.mappings.insert(sheet.name.clone(), serde_json::from_value(remembered)?);
            }
        }
        if !known.mappings.is_empty() {
            reading = participants::of_workbook(workbook, &known, judged).map_err(|e| refused(&e))?;
        }
        Ok(reading)
    }

    /// The batch in which the same file was received for the event before, while it can still be mended.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn batch_of_file(&self, event: EventId, digest: &str) -> Result<Option<ImportBatch>, WorkflowError> {
        Ok(self.reader().first(Find::by("event_id", event).and("digest", digest).and("status", "open")).await?)
    }

    /// Reads a workbook again, with these sheets or other columns, and remembers both for this sender: the sheets by
    /// the names of all sheets, the columns by their headings.
    ///
    /// # Errors
    /// Refused once rows of it were imported, or when the columns give no table. Rows left out stay out; those of a
    /// sheet that is no longer read wait until it is.
    pub async fn correct_mapping(
        &self,
        actor: &Actor,
        batch: BatchId,
        corrections: Corrections,
    ) -> Result<(), WorkflowError> {
        let stored: ImportBatch = found(self.reader().get(batch).await?)?;
        may_see(actor, Action::ImportParticipants, &Object::event(stored.event_id))?;
        let event: Event = found(self.reader().get(stored.event_id).await?)?;
        let bytes = self.kept(&stored).await?;
        let limits = limits(&self.settings().await?);
        let judged = context(&mut self.reader(), &event, None).await?;
        let reading = participants::read(&bytes, &limits, &corrections, &judged).map_err(|e| refused(&e))?;
        let known = rows(&mut self.reader(), &stored).await?;
        let mut anew = Vec::with_capacity(reading.rows.len());
        let mut places = BTreeSet::new();
        for row in &reading.rows {
            let sheet = found(reading.sheets.get(row.sheet))?;
            let at = place(sheet.at, row.row);
            places.insert(at);
            let before = known.iter().find(|k| k.place == at);
            if before.is_some_and(|k| k.state == "left-out") {
                continue;
            }
            let person = before
                .map_or_else(|| certification::entropy::new_id(&**self.entropy(), self.now()).into(), |k| k.person_id);
            anew.push(row_of(&stored, person, sheet, row)?);
        }
        let gone = known.into_iter().filter(|k| matches!(k.state.as_str(), "waiting" | "ready"));
        for row in gone.filter(|k| !places.contains(&k.place)) {
            anew.push(ImportRow { state: "unread".to_owned(), ..row });
        }
        let layout = Layout::of(&reading);
        let act = CorrectMapping { sheet: layout.first().0, mapping: layout.value()?, rows: anew };
        self.perform_in_bulk(actor, BatchKey::Stored(batch), act).await?;
        if !corrections.sheets.is_empty() {
            self.remember(actor, sheets_key(&layout), serde_json::to_value(&corrections.sheets)?).await?;
        }
        let corrected = layout.sheets.iter().filter(|sheet| corrections.mappings.contains_key(&sheet.name));
        for sheet in corrected {
            self.remember(actor, columns_key(sheet), serde_json::to_value(&sheet.mapping)?).await?;
        }
        Ok(())
    }

    async fn remember(&self, actor: &Actor, key: String, mapping: serde_json::Value) -> Result<(), WorkflowError> {
        let sender = actor.person.to_string();
        self.store()
            .transact(store::Lane::Interactive, move |tx| {
                let (sender, key, mapping) = (sender.clone(), key.clone(), mapping.clone());
                Box::pin(async move { tx.remember_mapping(&sender, &key, &mapping).await.map_err(WorkflowError::from) })
            })
            .await
    }

    /// Who may look at a batch, and the batch.
    ///
    /// # Errors
    /// Not found when there is none or it is not theirs.
    pub async fn batch(&self, actor: &Actor, batch: BatchId) -> Result<ImportBatch, WorkflowError> {
        Ok(self.permitted_batch(actor, batch).await?.0)
    }

    /// A batch, and by what permit it is looked at.
    pub(super) async fn permitted_batch(
        &self,
        actor: &Actor,
        batch: BatchId,
    ) -> Result<(ImportBatch, Permit), WorkflowError> {
        let batch: ImportBatch = found(self.reader().get(batch).await?)?;
        let permit = may_see(actor, Action::ImportParticipants, &Object::event(batch.event_id))?;
        Ok((batch, permit))
    }
}

/// What a workbook is kept as: its reader has looked closer than a file is looked at on its way in.
const fn media(kind: Kind) -> Media {
    match kind {
        Kind::Xlsx => Media::Xlsx,
        Kind::Xls => Media::Xls,
        Kind::Ods => Media::Ods,
        Kind::Text => Media::Csv,
    }
}

impl From<exchange::Refused> for WorkflowError {
    fn from(error: exchange::Refused) -> Self {
        let refusal: Refusal = refused(&error);
        Self::Refused(refusal)
    }
}
