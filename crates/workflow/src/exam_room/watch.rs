//! The invigilator's side: the room, deeds at a seat, incidents whose time goes back by itself, announcements, and the
//! record of a seat. Every deed is an act in the journal and an event of the sitting, in one transaction.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use certification::{
    entropy::new_code,
    exam::{AtSeat, NoteRoom, SeatDeed},
    id::{CaseId, EventId, ExamFormId, ExamId, PersonId, SittingId},
    permit::{self, Action, Actor, Object, Scope},
    record::{case::Case, exam::Exam},
    refusal::{Refusal, require},
};
use exam::sitting::{
    clock::MINUTE,
    event::{Event, Room, What},
    given::Given,
    record::{Fact, Origin, Standing},
};
use futures::TryStreamExt as _;
use serde::{Deserialize, Serialize};
use store::{
    Find, Lane, Read as _, Tx,
    outside::{Appended, ExamNotice, exam_notices},
};

use super::{Announcement, Deed, ExamRoom, Seat, hall::Live, name_of, secret::Safe, terms};
use crate::{
    WorkflowError,
    load::{ExamKey, Which},
    may_see,
    perform::Leave,
};

/// Characters of an announcement or of what an incident was.
const MOST_IN_NOTICE: usize = 500;
/// Seats that are told of an incident at a time.
const AT_ONCE: usize = 64;

/// An incident in a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Its key.
    pub key: String,
    /// When it began, microseconds UTC.
    pub from: i64,
    /// When work could go on; none while nobody has said.
    pub until: Option<i64>,
    /// Seats affected.
    pub seats: Vec<SittingId>,
    /// What happened.
    pub note: String,
}

/// An incident as typed. Said again under its key it is corrected.
pub type NewIncident = Incident;

/// A room with all its seats.
#[derive(Debug, Clone)]
pub struct RoomView {
    /// The test.
    pub exam: Arc<Exam>,
    /// Its seats, by number.
    pub seats: Vec<Seat>,
    /// The cases of these seats.
    pub cases: BTreeMap<CaseId, Case>,
    /// Announcements, the oldest first.
    pub announcements: Vec<Announcement>,
    /// Incidents, the oldest first.
    pub incidents: Vec<Incident>,
    /// Cases of whose candidate a photo is held.
    pub photos: BTreeSet<CaseId>,
    /// Forms that hold an item which became known: whoever has not begun cannot open a paper of them.
    pub leaked: BTreeSet<ExamFormId>,
    /// Cases of seats where nobody has begun, nor may before FR.AK.01 is signed by both.
    pub unagreed: BTreeSet<CaseId>,
    /// Who works at another test of the event now, with its name.
    pub elsewhere: BTreeMap<PersonId, String>,
    /// The server's clock, microseconds UTC.
    pub now: i64,
}

impl RoomView {
    /// Name of a seat's candidate.
    #[must_use]
    pub fn name(&self, seat: &Seat) -> String {
        self.cases.get(&seat.case()).map(name_of).unwrap_or_default()
    }
}

/// An answer in the record of a seat.
#[derive(Debug, Clone)]
pub struct KeptRow {
    /// Number of the question.
    pub question: u16,
    /// As given.
    pub answer: Given,
    /// Epoch, page and sequence.
    pub made_as: (u64, u32, u32),
    /// When it came, the server's clock.
    pub received: i64,
    /// The device's clock when it was made.
    pub made: Option<i64>,
    /// Where it was made.
    pub origin: Origin,
    /// What became of it.
    pub standing: Standing,
}

/// What server or invigilator did, in the record of a seat.
#[derive(Debug, Clone)]
pub struct RoomRow {
    /// Number of the event.
    pub number: u64,
    /// When, microseconds UTC.
    pub at: i64,
    /// What.
    pub what: Room,
}

/// All that is on record of a seat.
#[derive(Debug, Clone)]
pub struct SeatRecord {
    /// The seat.
    pub seat: Seat,
    /// Its case.
    pub case: Option<Case>,
    /// Every answer, in the order that decides.
    pub answers: Vec<KeptRow>,
    /// Facts that someone may want to look at.
    pub facts: Vec<Fact>,
    /// What server and invigilator did.
    pub deeds: Vec<RoomRow>,
}

impl ExamRoom {
    /// Tests that a person may watch over, the latest first; of one event when it is named.
    ///
    /// # Errors
    /// Refused when their duties never reach that far.
    pub async fn exams(&self, actor: &Actor, event: Option<EventId>) -> Result<Vec<Exam>, WorkflowError> {
        let scope = permit::scope(actor, Action::Invigilate);
        if scope.is_empty() {
            return Err(WorkflowError::NotFound);
        }
        let find = match event {
            Some(event) => Find::by("event_id", event),
            None => Find::all(),
        };
        let find = match &scope {
            Scope::All => find,
            Scope::Within(bounds) => find.one_of(
                "event_id",
                bounds.iter().filter_map(|bound| match bound {
                    permit::Bound::Event(event) => Some(*event),
                    _ => None,
                }),
            ),
        };
        let exams = self.flow.reader().find::<Exam>(&find.order_by(&["opens", "id"]).descending().limit(200)).await?;
        Ok(exams.into_iter().filter(|exam| scope.shows(&Object::event(exam.event_id))).collect())
    }

    /// The room of a test.
    ///
    /// # Errors
    /// Not found when it is not theirs to watch over.
    pub async fn room(&self, actor: &Actor, exam: ExamId) -> Result<RoomView, WorkflowError> {
        let test = self.test(exam).await?;
        may_see(actor, Action::Invigilate, &Object::event(test.exam.event_id))?;
        let settings = self.settings().await?;
        let mut reader = self.flow.reader();
        let mut seats = Vec::new();
        for live in self.all(exam).await? {
            seats.push(self.seat(&live, &test, &settings));
        }
        let mut cases = BTreeMap::new();
        for chunk in seats.chunks(500) {
            let find = Find::all().one_of("id", chunk.iter().map(Seat::case));
            cases.extend(reader.find::<Case>(&find).await?.into_iter().map(|case| (case.id, case)));
        }
        let photos = super::person::photos(&mut reader, &seats).await?;
        let mut incidents = Vec::new();
        for notice in exam_notices(&mut reader, exam).await?.into_iter().filter(|n| n.kind == "incident") {
            let plain = Safe::of(self.flow.store()).open(&["exam-notice", &notice.id], &notice.sealed)?;
            incidents.push(serde_json::from_slice::<Incident>(&plain)?);
        }
        let waits = seats.iter().filter(|seat| seat.state == super::State::NotStarted).map(Seat::case).collect();
        let unagreed = self.unagreed(waits).await?;
        let elsewhere = self.elsewhere(&test.exam, &seats).await?;
        let (exam, announcements, leaked) = (Arc::clone(&test.exam), test.announcements.clone(), test.leaked.clone());
        let now = self.now();
        Ok(RoomView { exam, seats, cases, announcements, incidents, photos, leaked, unagreed, elsewhere, now })
    }

    /// The word that opens the room, for whoever tells it there.
    ///
    /// # Errors
    /// Not found when it is not theirs to watch over.
    pub async fn token(&self, actor: &Actor, exam: ExamId) -> Result<String, WorkflowError> {
        let test = self.test(exam).await?;
        may_see(actor, Action::Invigilate, &Object::event(test.exam.event_id))?;
        self.word(&test.exam)
    }

    /// Does something at a seat.
    ///
    /// # Errors
    /// Refused when it does not fit the state or lacks its reason; not found when it is not theirs.
    pub async fn act(&self, actor: &Actor, sitting: SittingId, deed: Deed) -> Result<(), WorkflowError> {
        let grant = new_code(&**self.flow.entropy(), 12);
        let (what, deed, minutes, reason) = deed.told(actor.person, grant);
        let live = self.watched(actor, sitting).await?;
        self.at_seat(actor, &live, what, AtSeat { deed, minutes, reason }).await
    }

    pub(super) async fn watched(&self, actor: &Actor, sitting: SittingId) -> Result<Arc<Live>, WorkflowError> {
        let live = self.live(sitting).await?;
        may_see(actor, Action::Invigilate, &Object::event(live.row().event_id))?;
        Ok(live)
    }

    async fn at_seat(&self, actor: &Actor, live: &Arc<Live>, what: Room, act: AtSeat) -> Result<(), WorkflowError> {
        let _turn = live.turn.lock().await;
        self.refresh(live).await?;
        let row = live.row();
        let (test, settings) = (self.test(row.exam_id).await?, self.settings().await?);
        let terms = terms(&test.exam, &row);
        live.with(|set| set.may_act(&terms, &settings, self.now(), &what))?;
        if matches!(what, Room::ToPaper { .. }) {
            self.may_begin(live).await?;
        }
        let state = live.with(|set| set.state(&terms, &settings, self.now(), live.heard()));
        let what = What::Room(match what {
            Room::Paused { stops_clock, by, reason, .. } => {
                Room::Paused { stops_clock, offline: matches!(state, super::State::OfflineSince(_)), by, reason }
            }
            other => other,
        });
        let event = self.sealed(&row, &what).await?;
        let (house, leave, id) = (self.flow.clone(), Leave::Actor(actor.clone()), live.id);
        let (done, at): (_, Appended) = self
            .flow
            .store()
            .transact(Lane::Interactive, move |tx: &mut Tx| {
                let (house, leave, act, event) = (house.clone(), leave.clone(), act.clone(), event.clone());
                Box::pin(async move {
                    let done = house.within(tx, &leave, &id, act).await?;
                    let at = tx.append_exam_events(&[event]).await?;
                    let at = at.first().copied().ok_or_else(|| WorkflowError::Fault("nothing was stored".into()))?;
                    Ok::<_, WorkflowError>((done, at))
                })
            })
            .await?;
        live.put_row(done.file.sitting);
        live.take(&[Event { number: at.number, received: at.received, what }]);
        Ok(())
    }

    /// Records an incident; the time goes back to every seat that it names, as long as it lasts. Said again under its
    /// key it is corrected, also for seats that it no longer names.
    ///
    /// # Errors
    /// Refused when its times or seats make no sense.
    pub async fn incident(&self, actor: &Actor, exam: ExamId, what: NewIncident) -> Result<(), WorkflowError> {
        let before = self.room(actor, exam).await?;
        notice_fits(&what.note)?;
        require(!what.seats.is_empty(), "sitting.incident-seats")?;
        // Judged before anything is kept: an incident is told to all its seats or to none.
        // Hours are typed in minutes, so that the one that is going on counts as over.
        let over = self.now().saturating_add(MINUTE);
        require(what.from <= self.now(), "sitting.incident-not-begun")?;
        require(what.until.is_none_or(|until| until >= what.from), "sitting.incident-times")?;
        require(what.until.is_none_or(|until| until <= over), "sitting.incident-not-over")?;
        require(what.seats.iter().all(|id| before.seats.iter().any(|s| s.sitting.id == *id)), "exam.unknown-seat")?;
        let earlier = before.incidents.iter().find(|incident| incident.key == what.key);
        let gone = earlier.iter().flat_map(|e| &e.seats).filter(|id| !what.seats.contains(id)).copied();
        let mut told: Vec<(SittingId, Room)> = Vec::new();
        let by = actor.person;
        for seat in what.seats.iter().copied() {
            told.push((seat, Room::Incident { incident: what.key.clone(), from: what.from, until: what.until, by }));
        }
        for seat in gone {
            // An incident without length takes nothing and gives nothing.
            let nothing = Room::Incident { incident: what.key.clone(), from: what.from, until: Some(what.from), by };
            told.push((seat, nothing));
        }
        let reason = what.note.clone();
        self.keep_notice(actor, exam, "incident", what.key.clone(), &what).await?;
        futures::stream::iter(told.into_iter().map(Ok))
            .try_for_each_concurrent(AT_ONCE, |(seat, room)| {
                let reason = reason.clone();
                async move {
                    let live = self.watched(actor, seat).await?;
                    let act = AtSeat { deed: SeatDeed::Incident, minutes: 0, reason };
                    match self.at_seat(actor, &live, room, act).await {
                        // A seat that was voided meanwhile needs no time.
                        Err(WorkflowError::Refused(refusal)) if refusal.code == "sitting.void" => Ok(()),
                        other => other,
                    }
                }
            })
            .await
    }

    /// Tells the room something.
    ///
    /// # Errors
    /// Refused when it is empty or too long.
    pub async fn announce(&self, actor: &Actor, exam: ExamId, text: &str) -> Result<(), WorkflowError> {
        notice_fits(text)?;
        let key = new_code(&**self.flow.entropy(), 12);
        self.keep_notice(actor, exam, "announcement", key, text.trim()).await
    }

    async fn keep_notice(
        &self,
        actor: &Actor,
        exam: ExamId,
        kind: &str,
        id: String,
        what: &(impl Serialize + ?Sized + Sync),
    ) -> Result<(), WorkflowError> {
        let test = self.test(exam).await?;
        may_see(actor, Action::Invigilate, &Object::event(test.exam.event_id))?;
        let plain = match serde_json::to_value(what)? {
            serde_json::Value::String(text) => text.into_bytes(),
            value => value.to_string().into_bytes(),
        };
        let sealed = Safe::of(self.flow.store()).seal(&["exam-notice", &id], &plain)?;
        let act = NoteRoom { kind: kind.to_owned(), key: id.clone() };
        let notice = ExamNotice { id, exam, kind: kind.to_owned(), by: actor.person, at: self.now(), sealed };
        let (house, leave, key) =
            (self.flow.clone(), Leave::Actor(actor.clone()), ExamKey::of(&test.exam, Which::None));
        self.flow
            .store()
            .transact(Lane::Interactive, move |tx: &mut Tx| {
                let (house, leave, key) = (house.clone(), leave.clone(), key.clone());
                let (act, notice) = (act.clone(), notice.clone());
                Box::pin(async move {
                    house.within(tx, &leave, &key, act).await?;
                    Ok::<_, WorkflowError>(tx.put_exam_notice(&notice).await?)
                })
            })
            .await?;
        self.forget_test(exam);
        Ok(())
    }

    /// All that is on record of a seat.
    ///
    /// # Errors
    /// Not found when it is not theirs to watch over.
    pub async fn record(&self, actor: &Actor, sitting: SittingId) -> Result<SeatRecord, WorkflowError> {
        let live = self.watched(actor, sitting).await?;
        let row = live.row();
        let (test, settings) = (self.test(row.exam_id).await?, self.settings().await?);
        let seat = self.seat(&live, &test, &settings);
        let case = self.flow.reader().get(row.case_id).await?;
        let (answers, facts, deeds) = live.with(|set| {
            let answers = set.record(&seat.terms, &settings).into_iter().map(|kept| KeptRow {
                question: kept.question,
                answer: kept.answer.clone(),
                made_as: (kept.epoch, kept.page, kept.sequence),
                received: kept.received,
                made: kept.made,
                origin: kept.origin,
                standing: kept.standing,
            });
            let deeds = set.room().map(|(number, at, what)| RoomRow { number, at, what: what.clone() });
            (answers.collect(), set.facts(), deeds.collect())
        });
        Ok(SeatRecord { seat, case, answers, facts, deeds })
    }
}

fn notice_fits(text: &str) -> Result<(), Refusal> {
    require(!text.trim().is_empty(), "sitting.notice-empty")?;
    if text.chars().count() > MOST_IN_NOTICE {
        return Err(Refusal::new("sitting.notice-too-long").with("most", MOST_IN_NOTICE));
    }
    Ok(())
}

impl ExamRoom {
    /// Whether a seat's paper was opened or handed out, by all that is stored of it.
    pub(crate) async fn paper_opened(
        &self,
        seat: &certification::record::exam::Sitting,
    ) -> Result<bool, WorkflowError> {
        let live = self.live(seat.id).await?;
        self.refresh(&live).await?;
        Ok(live.with(exam::sitting::Sitting::begun))
    }

    /// The seats of a test at which somebody still works, is offline or interrupted.
    pub(crate) async fn at_work(&self, exam: ExamId) -> Result<Vec<(SittingId, i64)>, WorkflowError> {
        use super::State;
        self.seats_in(exam, |state| matches!(state, State::Working | State::OfflineSince(_) | State::Paused)).await
    }

    /// The seats of a test at which nobody has begun, while they still may.
    pub(crate) async fn awaited(&self, exam: ExamId) -> Result<Vec<(SittingId, i64)>, WorkflowError> {
        if self.now() > self.test(exam).await?.exam.last_start {
            return Ok(Vec::new());
        }
        self.seats_in(exam, |state| state == super::State::NotStarted).await
    }

    /// The seats of a test that stand so.
    async fn seats_in(
        &self,
        exam: ExamId,
        stands: impl Fn(super::State) -> bool,
    ) -> Result<Vec<(SittingId, i64)>, WorkflowError> {
        let (test, settings) = (self.test(exam).await?, self.settings().await?);
        let mut out = Vec::new();
        for live in self.all(exam).await? {
            self.refresh(&live).await?;
            let (row, now) = (live.row(), self.now());
            let terms = terms(&test.exam, &row);
            if stands(live.with(|set| set.state(&terms, &settings, now, live.heard()))) {
                out.push((live.id, row.seat));
            }
        }
        Ok(out)
    }

    /// Collects every seat at which somebody still works, because the test is closed: what a device sends afterwards
    /// does not count, however soon it comes. Answers how many.
    ///
    /// # Errors
    /// Refused without a reason; not found when it is not theirs to watch over.
    pub async fn collect_all(&self, actor: &Actor, exam: ExamId, reason: &str) -> Result<usize, WorkflowError> {
        let seats = self.at_work(exam).await?;
        for (seat, _) in &seats {
            let (by, reason) = (actor.person, reason.trim().to_owned());
            let live = self.watched(actor, *seat).await?;
            let act = AtSeat { deed: SeatDeed::Collected, minutes: 0, reason: reason.clone() };
            self.at_seat(actor, &live, Room::Collected { closing: true, by, reason }, act).await?;
        }
        Ok(seats.len())
    }

    /// The seats of a test that were opened, or went on on paper.
    pub(crate) async fn opened_seats(
        &self,
        exam: ExamId,
    ) -> Result<Vec<certification::record::exam::Sitting>, WorkflowError> {
        let all = self.all(exam).await?;
        Ok(all.iter().filter(|live| live.with(exam::sitting::Sitting::begun)).map(|live| live.row()).collect())
    }
}
