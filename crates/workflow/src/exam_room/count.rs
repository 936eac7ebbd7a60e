//! What counts of the sittings of a test, for the scoring: read from the store, not from memory, so that what another
//! process stored is in it.

use std::collections::{BTreeMap, HashMap};

use certification::{
    id::{ExamId, SittingId},
    record::exam::{Exam, Sitting as SittingRow},
};
use exam::sitting::{Sitting, given::Given, state::State};
use store::{Find, Read as _, outside::exam_events_after};

use super::{ExamRoom, terms};
use crate::{WorkflowError, found};

/// Events that are read at a time.
const AT_ONCE: i64 = 10_000;

/// What counts of a sitting.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    /// The seat.
    pub sitting: SittingRow,
    /// Where it stands.
    pub state: State,
    /// It was opened, or went on on paper.
    pub begun: bool,
    /// An answer sheet of paper waits to be entered.
    pub sheet_open: bool,
    /// The answers that count, by number of the question.
    pub answers: BTreeMap<u16, Given>,
    /// Seconds at each question that was answered.
    pub seconds: BTreeMap<u16, f64>,
}

impl ExamRoom {
    /// What counts of each sitting of a test, by seat.
    pub(crate) async fn counted(&self, exam: ExamId) -> Result<Vec<Counted>, WorkflowError> {
        let settings = self.settings().await?;
        let mut reader = self.flow.reader();
        let exam: Exam = found(reader.get(exam).await?)?;
        let mut rows: Vec<SittingRow> = reader.find(&Find::by("exam_id", exam.id).order_by(&["seat", "id"])).await?;
        rows.retain(|row| !row.taken_away);
        let whose: HashMap<SittingId, _> = rows.iter().map(|row| (row.id, row.person_id)).collect();
        let mut sets: HashMap<SittingId, Sitting> = HashMap::new();
        let mut after = 0;
        loop {
            let page = exam_events_after(&mut reader, exam.id, after, AT_ONCE).await?;
            let Some(last) = page.last() else { break };
            after = last.number;
            for event in page {
                let (id, person) = (event.sitting, whose.get(&event.sitting).copied());
                let Some(person) = person else { continue };
                if let Some(event) = self.open_event(person, event).await? {
                    sets.entry(id).or_default().take(&event);
                }
            }
        }
        let now = self.now();
        let counted = rows.into_iter().map(|sitting| {
            let set = sets.remove(&sitting.id).unwrap_or_default();
            let terms = terms(&exam, &sitting);
            Counted {
                state: set.state(&terms, &settings, now, None),
                begun: set.begun(),
                sheet_open: set.sheet_open().is_some(),
                answers: set.answers(&terms, &settings),
                seconds: set.seconds(),
                sitting,
            }
        });
        Ok(counted.collect())
    }
}
