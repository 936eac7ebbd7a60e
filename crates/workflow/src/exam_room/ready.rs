//! What a first start waits for outside of the hall: the case still takes evidence, and FR.AK.01 is signed by both, since a
//! written test is an instrument. And who of a room works at another test meanwhile, which is told and not refused:
//! only the invigilator knows which of the two is to go on.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    id::{CaseId, PersonId},
    record::{case::Case, exam::Exam},
    refusal::require,
};
use exam::sitting::clock::MINUTE;
use store::{Find, Read as _};

use super::{ExamRoom, Seat, State, hall::Live, terms};
use crate::{WorkflowError, exam_plan::beside, found};

/// Cases that are looked up at a time.
const AT_ONCE: usize = 500;

impl ExamRoom {
    /// Refuses a first start to whose case has ended since the seat was given, is past the assessment, or has not agreed to
    /// it yet. Who has begun goes on: what it is worth is not for the hall to say.
    pub(super) async fn may_begin(&self, live: &Live) -> Result<(), WorkflowError> {
        if live.with(exam::sitting::Sitting::begun) {
            return Ok(());
        }
        let case = Find::by("id", live.row().case_id).unopened();
        let case: Case = found(self.flow.reader().first(case).await?)?;
        require(case.stage.takes_evidence(), "sitting.case-past-assessment")?;
        Ok(require(self.unagreed([case.id].into()).await?.is_empty(), "sitting.not-agreed")?)
    }

    /// Those of these cases for which the door stays shut until FR.AK.01 is signed by both: none where the body has set so.
    pub(super) async fn unagreed(&self, mut cases: BTreeSet<CaseId>) -> Result<BTreeSet<CaseId>, WorkflowError> {
        if cases.is_empty() || !self.flow.settings_lately().await?.yes("exam.agreement_first") {
            return Ok(BTreeSet::new());
        }
        let (mut reader, all) = (self.flow.reader(), cases.iter().copied().collect::<Vec<_>>());
        for chunk in all.chunks(AT_ONCE) {
            let of = Find::all().one_of("case_id", chunk.iter().copied());
            for agreed in beside::with_agreement(&mut reader, of).await? {
                cases.remove(&agreed);
            }
        }
        Ok(cases)
    }

    /// Who of these seats works at another test of the event now, with its name.
    pub(super) async fn elsewhere(
        &self,
        exam: &Exam,
        seats: &[Seat],
    ) -> Result<BTreeMap<PersonId, String>, WorkflowError> {
        let (now, settings) = (self.now(), self.settings().await?);
        let longest = |other: &Exam| (other.minutes + i64::from(settings.most_minutes)) * MINUTE;
        let mut others: Vec<Exam> = self.flow.reader().find(&Find::by("event_id", exam.event_id)).await?;
        others.retain(|other| {
            let runs = other.opens <= now && now <= other.last_start.saturating_add(longest(other));
            other.id != exam.id && other.status == "frozen" && runs
        });
        let people: BTreeSet<PersonId> = seats.iter().map(Seat::person).collect();
        let mut works = BTreeMap::new();
        for other in others {
            for live in self.all(other.id).await?.into_iter().filter(|live| people.contains(&live.person)) {
                let terms = terms(&other, &live.row());
                let state = live.with(|set| set.state(&terms, &settings, now, live.heard()));
                if matches!(state, State::Working | State::OfflineSince(_) | State::Paused | State::OnPaper) {
                    works.insert(live.person, other.name.clone());
                }
            }
        }
        Ok(works)
    }
}
