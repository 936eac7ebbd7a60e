//! More time that FR.AK.07 agrees once a seat is kept: it comes to the seat by itself, whoever signed last. Before the
//! start it is the seat's adjustment; under way it is given like any other time, and says where it comes from. Done
//! again it changes nothing.

use certification::{
    exam::AdjustSeat,
    filing::ADJUST,
    id::{FormId, SittingId},
    record::{
        exam::{Exam, Sitting as SittingRow},
        form::Form,
    },
};
use exam::sitting::{
    clock::{MINUTE, work},
    event::{Event, Ground, Room, What},
    state::State,
};
use serde::Deserialize;
use store::{
    Find, Lane, Lease, Read as _, Tx,
    outside::{Appended, exam_last},
};

use super::{ExamRoom, hall::Live, terms};
use crate::{
    Workflow, WorkflowError,
    exam_plan::{Agreed, agreed},
    found,
    perform::Leave,
};

/// What the job needs.
#[derive(Debug, Deserialize)]
struct Signed {
    form: FormId,
}

impl Workflow {
    /// Brings the time that a form agrees to the seats of its case.
    pub(crate) async fn run_adjustment(&self, lease: &Lease) -> Result<(), WorkflowError> {
        let Signed { form } = serde_json::from_value(lease.payload.clone())?;
        self.exam_room().adjust(form).await
    }
}

impl ExamRoom {
    /// Minutes that FR.AK.07 gave a seat under way.
    pub(crate) async fn adjusted_minutes(&self, seat: SittingId) -> Result<i64, WorkflowError> {
        let live = self.live(seat).await?;
        Ok(i64::try_from(live.with(exam::sitting::Sitting::adjusted_minutes)).unwrap_or(i64::MAX))
    }

    /// Brings the time that a signed form agrees to every seat of its case whose test has not ended.
    async fn adjust(&self, form: FormId) -> Result<(), WorkflowError> {
        let mut reader = self.flow.reader();
        let form: Form = found(reader.get(form).await?)?;
        // Reopened meanwhile, it says nothing until it is signed again.
        let Some((case, agreed)) = agreed(&form).filter(|(_, agreed)| agreed.signed) else { return Ok(()) };
        let seats: Vec<SittingRow> = reader.find(&Find::by("case_id", case)).await?;
        for seat in seats.into_iter().filter(|seat| !seat.taken_away) {
            let exam: Exam = found(reader.get(seat.exam_id).await?)?;
            if matches!(exam.status.as_str(), "planned" | "frozen") {
                match self.adjust_seat(seat.id, &form, agreed).await {
                    // Closed, taken away or ended in this moment: there is no time to give any more.
                    Ok(()) | Err(WorkflowError::Refused(_)) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }

    async fn adjust_seat(&self, seat: SittingId, form: &Form, agreed: Agreed) -> Result<(), WorkflowError> {
        let live = self.live(seat).await?;
        // Nobody opens the paper between the look and the deed.
        let _turn = live.turn.lock().await;
        let seen = exam_last(&mut self.flow.reader(), seat).await?;
        self.refresh(&live).await?;
        let row = live.row();
        let (test, settings) = (self.test(row.exam_id).await?, self.settings().await?);
        let terms = terms(&test.exam, &row);
        let (minutes, percent) = (agreed.minutes, agreed.percent);
        let adjust = |given| AdjustSeat { form: form.id, minutes, percent, given };
        if !live.with(exam::sitting::Sitting::begun) {
            if (row.extra_minutes, row.extra_percent) != (minutes, percent) {
                self.adjusted(&live, adjust(None), None, seen).await?;
            }
            return Ok(());
        }
        let state = live.with(|set| set.state(&terms, &settings, self.now(), live.heard()));
        if !matches!(state, State::Working | State::OfflineSince(_) | State::Paused | State::OnPaper) {
            return Ok(());
        }
        let (grant, whole) = (format!("{ADJUST}:{}", form.id), work(&terms));
        let more = (agreed.extra().of(whole) - terms.extra.of(whole)).max(0) / MINUTE;
        let more = u32::try_from(more).unwrap_or(u32::MAX);
        // Under way nobody loses time that they were given.
        if more <= live.with(|set| set.granted(&grant)).unwrap_or(0) {
            return Ok(());
        }
        let (by, reason) = (form.submitted_by, form.code.clone());
        let given = Room::TimeGiven { grant, minutes: more, ground: Ground::Adjustment, by, reason };
        live.with(|set| set.may_act(&terms, &settings, self.now(), &given))?;
        self.adjusted(&live, adjust(Some(i64::from(more))), Some(given), seen).await
    }

    /// The act, and the event where there is one, in one transaction; `seen` is the last event that was looked at.
    async fn adjusted(
        &self,
        live: &Live,
        act: AdjustSeat,
        given: Option<Room>,
        seen: u64,
    ) -> Result<(), WorkflowError> {
        let (what, mut events) = (given.map(What::Room), Vec::new());
        if let Some(what) = &what {
            events.push(self.sealed(&live.row(), what).await?);
        }
        let (house, id) = (self.flow.clone(), live.id);
        let (done, at): (_, Vec<Appended>) = self
            .flow
            .store()
            .transact(Lane::Interactive, move |tx: &mut Tx| {
                let (house, act, events) = (house.clone(), act.clone(), events.clone());
                Box::pin(async move {
                    // Opened at another server in this moment: the job is done again, under way.
                    if events.is_empty() && exam_last(tx, id).await? != seen {
                        return Err(WorkflowError::Fault("the seat was opened meanwhile".into()));
                    }
                    let done = house.within(tx, &Leave::House, &id, act).await?;
                    let at = if events.is_empty() { Vec::new() } else { tx.append_exam_events(&events).await? };
                    Ok::<_, WorkflowError>((done, at))
                })
            })
            .await?;
        live.put_row(done.file.sitting);
        for (what, at) in what.into_iter().zip(&at) {
            live.take(&[Event { number: at.number, received: at.received, what }]);
        }
        Ok(())
    }
}
