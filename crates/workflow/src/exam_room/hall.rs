//! The hall: sittings that are under way, in memory, each read from the store when it is first asked for.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

use certification::{
    casefile::label,
    id::{ExamFormId, ExamId, PersonId, SchemeVersionId, SittingId},
    record::{
        case::Case,
        exam::{Exam, ExamForm, Sitting as SittingRow},
        scheme::SchemeVersion,
    },
};
use exam::{
    form::Form,
    paper::suits::Takes,
    sitting::{
        Settings as SittingSettings, Sitting,
        event::{Act, Event, What},
        state::State,
    },
};
use sha2::{Digest as _, Sha256};
use store::{
    Find, Read as _,
    outside::{
        Appended, ExamEvent, NewExamEvent, SentKey, exam_event_place, exam_events, exam_newest, exam_notices,
        exam_room_events,
    },
};

use super::{
    Announcement, ExamRoom, Seat, Terms, append::Appender, papers::Papers, secret::Safe, sitting_settings, terms,
};
use crate::{WorkflowError, found};

/// How long the plan of a test, a seat and deeds of other processes are believed, microseconds.
const BELIEVED: i64 = 2_000_000;
/// Numbers before the last one that are looked at again: another process may commit a lower one later.
const OVERLAP: u64 = 256;
/// Sittings in memory beyond which quiet ones are let go.
const MOST_HELD: usize = 50_000;
/// A sitting that nobody asked for so long is quiet, microseconds.
const QUIET: i64 = 3_600_000_000;

/// Sittings in memory, and the way to the store.
#[derive(Default)]
pub struct Hall {
    live: Mutex<HashMap<SittingId, Arc<Live>>>,
    exams: Mutex<HashMap<ExamId, Arc<Room>>>,
    appender: OnceLock<Appender>,
    /// Abbreviations of schemes by their versions, which never change.
    abbrs: Mutex<HashMap<SchemeVersionId, String>>,
    pub(super) papers: Papers,
    /// Items of forms, which never change.
    items: Mutex<HashMap<ExamFormId, Arc<[String]>>>,
}

impl std::fmt::Debug for Hall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hall").field("live", &held(&self.live).len()).finish_non_exhaustive()
    }
}

/// A test as it was last read.
#[derive(Debug)]
pub(super) struct Room {
    pub exam: Arc<Exam>,
    /// IANA zone of its event.
    pub zone: String,
    pub announcements: Vec<Announcement>,
    /// Its forms that hold an item which became known: nobody opens a paper of them for the first time.
    pub leaked: BTreeSet<ExamFormId>,
    read_at: i64,
    /// Up to where deeds and openings were looked at, by number.
    looked: u64,
    /// Somebody reads it anew; everybody else goes on with this one.
    renewing: AtomicBool,
}

/// Lets go of the right to read a test anew, whatever became of the reading.
struct Renewing<'a>(&'a AtomicBool);

impl Drop for Renewing<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// A sitting in memory.
#[derive(Debug)]
pub(super) struct Live {
    pub id: SittingId,
    pub person: PersonId,
    row: Mutex<SittingRow>,
    set: Mutex<Sitting>,
    heard: AtomicI64,
    /// Last word of a page that keeps in touch by itself; 0 when the latest page does not.
    beat: AtomicI64,
    asked: AtomicI64,
    /// The greatest time of storing among its events, for what others did since.
    seen: AtomicI64,
    /// When all of it was last read, microseconds of the machine's clock.
    read: AtomicI64,
    /// What each question of its paper takes, once somebody answered or looked.
    pub takes: tokio::sync::OnceCell<Arc<[Takes]>>,
    /// Spine label of its case, once somebody asked.
    spine: tokio::sync::OnceCell<String>,
    /// Openings and deeds of the invigilator come one after the other.
    pub turn: tokio::sync::Mutex<()>,
}

/// A lock that a panic elsewhere does not close: what it guards is whole after every step.
pub(super) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Live {
    pub fn row(&self) -> SittingRow {
        held(&self.row).clone()
    }

    pub fn put_row(&self, row: SittingRow) {
        *held(&self.row) = row;
    }

    /// Reads the set of its events.
    pub fn with<T>(&self, read: impl FnOnce(&Sitting) -> T) -> T {
        read(&held(&self.set))
    }

    pub fn take(&self, events: &[Event]) {
        let mut set = held(&self.set);
        for event in events {
            set.take(event);
            self.seen.fetch_max(event.received, Ordering::Relaxed);
        }
    }

    pub fn hear(&self, now: i64) {
        self.heard.fetch_max(now, Ordering::Relaxed);
    }

    /// A word of a page. `keeps` says whether that page keeps in touch by itself; nothing when it does not say. Answers
    /// when such a page was last heard of.
    pub fn beat(&self, now: i64, keeps: Option<bool>) -> Option<i64> {
        let before = self.beat.load(Ordering::Relaxed);
        let keeps = keeps.unwrap_or(before != 0);
        // Of two words at once one tells the silence before them.
        let before = self.beat.swap(if keeps { now } else { 0 }, Ordering::Relaxed);
        Some(before).filter(|before| keeps && *before != 0)
    }

    pub fn heard(&self) -> Option<i64> {
        match self.heard.load(Ordering::Relaxed) {
            0 => None,
            at => Some(at),
        }
    }
}

impl ExamRoom {
    pub(super) fn now(&self) -> i64 {
        self.flow.now()
    }

    fn machine_now(&self) -> i64 {
        self.flow.store().clocks().machine.now()
    }

    pub(super) fn hall(&self) -> &Hall {
        &self.flow.hall
    }

    fn appender(&self) -> &Appender {
        self.hall().appender.get_or_init(|| Appender::start(self.flow.store().clone()))
    }

    /// Numbers of a sitting, as they were a moment ago.
    pub(super) async fn settings(&self) -> Result<SittingSettings, WorkflowError> {
        Ok(sitting_settings(&*self.flow.settings_lately().await?))
    }

    /// The test and its announcements, not older than a moment.
    pub(super) async fn test(&self, id: ExamId) -> Result<Arc<Room>, WorkflowError> {
        let now = self.machine_now();
        let known = held(&self.hall().exams).get(&id).cloned();
        let _renewing = match &known {
            Some(room) if (now - room.read_at).abs() < BELIEVED => return Ok(Arc::clone(room)),
            // One reads for all: a hall that comes back at once must not read the same a thousand times.
            Some(room) if room.renewing.swap(true, Ordering::AcqRel) => return Ok(Arc::clone(room)),
            Some(room) => Some(Renewing(&room.renewing)),
            None => None,
        };
        let mut reader = self.flow.reader();
        let exam: Exam = found(reader.get(id).await?)?;
        let event: certification::record::event::Event = found(reader.get(exam.event_id).await?)?;
        let mut announcements = Vec::new();
        for notice in exam_notices(&mut reader, id).await?.into_iter().filter(|n| n.kind == "announcement") {
            let text = Safe::of(self.flow.store()).open(&["exam-notice", &notice.id], &notice.sealed)?;
            let text = String::from_utf8_lossy(&text).into_owned();
            announcements.push(Announcement { key: notice.id, text, at: notice.at });
        }
        let leaked = self.leaked(&exam).await?;
        let (looked, others) = match &known {
            // A sitting is read whole when it is first asked for: what came before is in it.
            None => (exam_newest(&mut reader, id).await?, Vec::new()),
            Some(room) => {
                let others = exam_room_events(&mut reader, id, room.looked.saturating_sub(OVERLAP)).await?;
                (others.last().map_or(room.looked, |last| last.number.max(room.looked)), others)
            }
        };
        let (exam, renewing) = (Arc::new(exam), AtomicBool::new(false));
        let room = Arc::new(Room { exam, zone: event.zone, announcements, leaked, read_at: now, looked, renewing });
        held(&self.hall().exams).insert(id, Arc::clone(&room));
        for event in others {
            let live = held(&self.hall().live).get(&event.sitting).cloned();
            if let Some(live) = live {
                let opened = self.open_event(live.person, event).await?;
                live.take(opened.as_slice());
            }
        }
        Ok(room)
    }

    /// The forms of a test that hold an item which became known.
    async fn leaked(&self, exam: &Exam) -> Result<BTreeSet<ExamFormId>, WorkflowError> {
        let (safe, mut reader) = (Safe::of(self.flow.store()), self.flow.reader());
        let mut items: Vec<(ExamFormId, Arc<[String]>)> = Vec::with_capacity(exam.forms.len());
        for id in &exam.forms {
            let known = held(&self.hall().items).get(id).cloned();
            let of_form = match known {
                Some(of_form) => of_form,
                None => {
                    let row: ExamForm = found(reader.get(*id).await?)?;
                    let form: Form = safe.open_json(&["exam-form", &id.to_string()], &row.sealed_text)?;
                    let of_form: Arc<[String]> = form.asked().map(|question| question.item.id.to_string()).collect();
                    held(&self.hall().items).insert(*id, Arc::clone(&of_form));
                    of_form
                }
            };
            items.push((*id, of_form));
        }
        let all: BTreeSet<String> = items.iter().flat_map(|(_, of_form)| of_form.iter().cloned()).collect();
        if all.is_empty() {
            return Ok(BTreeSet::new());
        }
        let leaked = crate::exam_bank::leaked(&mut reader, &safe, all).await?;
        let holds = |of_form: &[String]| of_form.iter().any(|item| leaked.contains(item));
        Ok(items.into_iter().filter(|(_, of_form)| holds(of_form)).map(|(id, _)| id).collect())
    }

    /// Lets the test be read anew: this process changed it.
    pub(crate) fn forget_test(&self, id: ExamId) {
        held(&self.hall().exams).remove(&id);
    }

    /// Lets every test be read anew: what this process changed may concern any of them.
    pub(crate) fn forget_tests(&self) {
        held(&self.hall().exams).clear();
    }

    /// Lets a seat be read anew: this process changed it.
    pub(crate) fn forget_seat(&self, id: SittingId) {
        held(&self.hall().live).remove(&id);
    }

    /// A sitting in memory; read from the store when it is not there.
    pub(super) async fn live(&self, id: SittingId) -> Result<Arc<Live>, WorkflowError> {
        let now = self.now();
        if let Some(live) = held(&self.hall().live).get(&id) {
            live.asked.store(now, Ordering::Relaxed);
            return Ok(Arc::clone(live));
        }
        let read = self.machine_now();
        let mut reader = self.flow.reader();
        let row: SittingRow = found(reader.get(id).await?)?;
        let events = exam_events(&mut reader, id).await?;
        self.hold(row, events, read).await
    }

    /// Spine label of a sitting's case, as it was when it was first asked for.
    ///
    /// # Errors
    /// Not found when there is no such sitting.
    pub async fn spine(&self, id: SittingId) -> Result<String, WorkflowError> {
        let live = self.live(id).await?;
        let spine = live.spine.get_or_try_init(async || {
            let mut reader = self.flow.reader();
            let case: Case = found(reader.get(live.row().case_id).await?)?;
            let version = case.scheme_version_id;
            let known = held(&self.hall().abbrs).get(&version).cloned();
            let abbr = match known {
                Some(abbr) => abbr,
                None => {
                    let scheme: SchemeVersion = found(reader.get(version).await?)?;
                    held(&self.hall().abbrs).insert(version, scheme.abbr.clone());
                    scheme.abbr
                }
            };
            Ok::<_, WorkflowError>(label(&abbr, &case))
        });
        spine.await.cloned()
    }

    /// Every sitting of a test; those that are not in memory are read together.
    pub(super) async fn all(&self, exam: ExamId) -> Result<Vec<Arc<Live>>, WorkflowError> {
        let read = self.machine_now();
        let mut reader = self.flow.reader();
        let mut rows: Vec<SittingRow> = reader.find(&Find::by("exam_id", exam).order_by(&["seat", "id"])).await?;
        rows.retain(|row| !row.taken_away);
        let missing = {
            let live = held(&self.hall().live);
            rows.iter().any(|row| !live.contains_key(&row.id))
        };
        let mut events: HashMap<SittingId, Vec<ExamEvent>> = HashMap::new();
        let mut after = Some(0);
        while let Some(from) = after.take().filter(|_| missing) {
            let page = store::outside::exam_events_after(&mut reader, exam, from, 10_000).await?;
            after = page.last().map(|last| last.number);
            for event in page {
                events.entry(event.sitting).or_default().push(event);
            }
        }
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let there = held(&self.hall().live).get(&row.id).cloned();
            all.push(match there {
                Some(live) => {
                    live.put_row(row);
                    live
                }
                None => {
                    let events = events.remove(&row.id).unwrap_or_default();
                    self.hold(row, events, read).await?
                }
            });
        }
        Ok(all)
    }

    async fn hold(&self, row: SittingRow, events: Vec<ExamEvent>, read: i64) -> Result<Arc<Live>, WorkflowError> {
        let mut opened = Vec::with_capacity(events.len());
        for event in events {
            opened.extend(self.open_event(row.person_id, event).await?);
        }
        let now = self.now();
        let live = Arc::new(Live {
            id: row.id,
            person: row.person_id,
            row: Mutex::new(row),
            set: Mutex::new(Sitting::default()),
            heard: AtomicI64::new(0),
            beat: AtomicI64::new(0),
            asked: AtomicI64::new(now),
            seen: AtomicI64::new(0),
            read: AtomicI64::new(read),
            takes: tokio::sync::OnceCell::new(),
            spine: tokio::sync::OnceCell::new(),
            turn: tokio::sync::Mutex::new(()),
        });
        live.take(&opened);
        let mut all = held(&self.hall().live);
        if all.len() >= MOST_HELD {
            all.retain(|_, live| now - live.asked.load(Ordering::Relaxed) < QUIET || Arc::strong_count(live) > 1);
        }
        // Who came first stays: others may hold it already.
        let kept = all.entry(live.id).or_insert_with(|| Arc::clone(&live));
        kept.take(&opened);
        Ok(Arc::clone(kept))
    }

    /// Reads a sitting's events anew unless that was done a moment ago.
    pub(super) async fn refresh_lately(&self, live: &Live) -> Result<(), WorkflowError> {
        if (self.machine_now() - live.read.load(Ordering::Relaxed)).abs() < BELIEVED {
            return Ok(());
        }
        self.refresh(live).await
    }

    /// Reads a sitting's events anew: for what another process may have stored.
    pub(super) async fn refresh(&self, live: &Live) -> Result<(), WorkflowError> {
        let read = self.machine_now();
        let mut reader = self.flow.reader();
        let row: SittingRow = found(reader.get(live.id).await?)?;
        live.put_row(row);
        let mut opened = Vec::new();
        for event in exam_events(&mut reader, live.id).await? {
            opened.extend(self.open_event(live.person, event).await?);
        }
        live.take(&opened);
        live.read.fetch_max(read, Ordering::Relaxed);
        Ok(())
    }

    /// An event as it was; none when its candidate's key was destroyed.
    pub(super) async fn open_event(&self, person: PersonId, event: ExamEvent) -> Result<Option<Event>, WorkflowError> {
        let place = exam_event_place(event.sitting);
        let Some(plain) = self.flow.store().open_for(person, &place, event.sealed).await? else { return Ok(None) };
        let what: What = serde_json::from_slice(&plain)?;
        Ok(Some(Event { number: event.number, received: event.received, what }))
    }

    /// What is to be appended, sealed for its candidate.
    pub(super) async fn sealed(&self, row: &SittingRow, what: &What) -> Result<NewExamEvent, WorkflowError> {
        let plain = serde_json::to_vec(what)?;
        let sent = match what {
            What::Sent(sent) => Some(SentKey {
                epoch: sent.epoch,
                page: sent.page,
                sequence: sent.sequence,
                digest: act_digest(&sent.act)?,
            }),
            What::Room(_) => None,
        };
        let sealed = self.flow.store().seal_for(row.person_id, &exam_event_place(row.id), &plain).await?;
        Ok(NewExamEvent { sitting: row.id, exam: row.exam_id, sent, sealed })
    }

    /// Appends what happened and takes it into the sitting, once it is durable.
    pub(super) async fn append(&self, live: &Live, whats: Vec<What>) -> Result<Vec<Appended>, WorkflowError> {
        let row = live.row();
        let mut events = Vec::with_capacity(whats.len());
        for what in &whats {
            events.push(self.sealed(&row, what).await?);
        }
        let appended = self.appender().append(events).await?;
        let events: Vec<Event> = whats
            .into_iter()
            .zip(&appended)
            .map(|(what, at)| Event { number: at.number, received: at.received, what })
            .collect();
        live.take(&events);
        Ok(appended)
    }

    /// The seat as it stands.
    pub(super) fn seat(&self, live: &Live, test: &Room, settings: &SittingSettings) -> Seat {
        let row = live.row();
        let (terms, now, heard) = (terms(&test.exam, &row), self.now(), live.heard());
        live.with(|set| Seat {
            terms,
            state: set.state(&terms, settings, now, heard),
            started: set.started(),
            left: set.time_left(&terms, now),
            deadline: set.deadline(&terms),
            added: set.added(&terms, now),
            answered: set.answered(&terms, settings),
            late: u32::try_from(set.late(&terms, settings)).unwrap_or(u32::MAX),
            questions: u32::try_from(row.questions).unwrap_or_default(),
            flagged: u32::try_from(set.flags().len()).unwrap_or(u32::MAX),
            heard: set.last_received().max(heard),
            help_since: set.help_since(),
            help_reason: set.help_reason().to_owned(),
            end: ended(set, &terms, settings, now, heard),
            pause: paused(set),
            identity: set.identity(),
            browser_waived: set.browser_waived(),
            away: set.away(),
            exam: Arc::clone(&test.exam),
            zone: test.zone.clone(),
            sitting: row,
        })
    }
}

/// When it was handed in, if it was in time.
fn ended(set: &Sitting, terms: &Terms, settings: &SittingSettings, now: i64, heard: Option<i64>) -> Option<i64> {
    (set.state(terms, settings, now, heard) == State::Finished).then(|| set.end().map(|end| end.at)).flatten()
}

/// Whether it is interrupted now, and whether time stands still.
pub(super) fn paused(set: &Sitting) -> Option<bool> {
    set.pauses().last().filter(|pause| pause.1.is_none()).map(|pause| pause.2)
}

/// What tells two acts under one sequence apart.
pub(super) fn act_digest(act: &Act) -> Result<[u8; 16], WorkflowError> {
    let bytes = serde_json::to_vec(act)?;
    Ok(Sha256::digest(bytes).first_chunk().copied().unwrap_or_default())
}
