//! The candidate's side: the door, the page that takes a sitting up, and what it sends.

use std::{io::Read as _, sync::Arc};

use certification::{
    id::SittingId,
    permit::{Action, Actor, Object},
    record::exam::Sitting as SittingRow,
    refusal::{Refusal, require},
};
use exam::{
    paper::{shown::Shown, suits::Takes},
    sitting::{
        Settings as SittingSettings,
        admission::check_sent,
        clock::MINUTE,
        event::{Act, Room, Sent, What},
    },
};
use store::{Find, Lane, Read as _, outside::exam_paper};

use super::{
    Announcement, Bearer, Desk, ExamRoom, MOST_ACTS, Seat, SentAct, Status,
    hall::{Live, paused},
    secret::Safe,
    terms,
};
use crate::{WorkflowError, found, may_see};

/// The largest paper that is unpacked, bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

impl ExamRoom {
    /// The tests of a person, the newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn own(&self, actor: &Actor) -> Result<Vec<Seat>, WorkflowError> {
        may_see(actor, Action::Sit, &Object::person(actor.person))?;
        let find = Find::by("person_id", actor.person).order_by(&["id"]).descending().limit(100);
        let rows: Vec<SittingRow> = self.flow.reader().find(&find).await?;
        let settings = self.settings().await?;
        let mut seats = Vec::with_capacity(rows.len());
        for row in rows.into_iter().filter(|row| !row.taken_away) {
            let live = self.live(row.id).await?;
            let test = self.test(row.exam_id).await?;
            if test.exam.status != "cancelled" {
                seats.push(self.seat(&live, &test, &settings));
            }
        }
        Ok(seats)
    }

    /// The door of a sitting.
    ///
    /// # Errors
    /// Not found when it is not theirs.
    pub async fn door(&self, actor: &Actor, sitting: SittingId) -> Result<Seat, WorkflowError> {
        let (live, test) = self.theirs(actor, sitting).await?;
        // Another process may have given more time.
        self.refresh_lately(&live).await?;
        Ok(self.seat(&live, &test, &self.settings().await?))
    }

    /// What was announced and not read yet at a sitting, the oldest first: for its door, once it was opened.
    ///
    /// # Errors
    /// Not found when it is not theirs.
    pub async fn announced(&self, actor: &Actor, sitting: SittingId) -> Result<Vec<Announcement>, WorkflowError> {
        let (live, test) = self.theirs(actor, sitting).await?;
        Ok(unread(&live, &test))
    }

    async fn theirs(
        &self,
        actor: &Actor,
        sitting: SittingId,
    ) -> Result<(Arc<Live>, Arc<super::hall::Room>), WorkflowError> {
        let live = self.live(sitting).await?;
        may_see(actor, Action::Sit, &Object::person(live.person))?;
        let test = self.test(live.row().exam_id).await?;
        Ok((live, test))
    }

    /// Opens the door: the word of the room is right, and the sitting may be taken up at this device. Answers what
    /// proves it from now on.
    ///
    /// # Errors
    /// Refused: word wrong or too often wrong, paper not drawn, too early, too late, ended, another device.
    pub async fn open(
        &self,
        actor: &Actor,
        sitting: SittingId,
        token: &str,
        device: &str,
    ) -> Result<String, WorkflowError> {
        let (live, test) = self.theirs(actor, sitting).await?;
        self.refresh_lately(&live).await?;
        let row = live.row();
        self.knock(sitting, same(token, &self.word(&test.exam)?)).await?;
        require(!row.taken_away, "sitting.taken-away")?;
        require(test.exam.status == "frozen" && row.drawn_at.is_some(), "sitting.no-paper")?;
        let settings = self.settings().await?;
        self.may_open(&live, &test, &settings, device).await?;
        Ok(format!("{device}.{}", self.proof(sitting, device)))
    }

    /// Refuses to open a sitting; what another process did in the last moment may speak for it. A paper that holds an
    /// item which became known is opened by nobody who has not begun: the staff replaces it.
    async fn may_open(
        &self,
        live: &Live,
        test: &super::hall::Room,
        settings: &SittingSettings,
        device: &str,
    ) -> Result<(), WorkflowError> {
        let row = live.row();
        let terms = &terms(&test.exam, &row);
        let begun = live.with(|set| set.started().is_some());
        require(begun || !row.form_id.is_some_and(|form| test.leaked.contains(&form)), "sitting.paper-leaked")?;
        if live.with(|set| set.may_open(terms, settings, self.now(), device)).is_err() {
            self.refresh(live).await?;
            live.with(|set| set.may_open(terms, settings, self.now(), device))?;
        }
        self.may_begin(live).await
    }

    /// Counts a knock at the door; the right word makes good what was wrong before, unless the door is shut already.
    async fn knock(&self, sitting: SittingId, right: bool) -> Result<(), WorkflowError> {
        let settings = self.flow.settings_lately().await?;
        let (most, window) = (settings.int("exam.door_attempts"), settings.int("signin.hold_minutes") * MINUTE);
        let key = format!("exam-door:{sitting}");
        // Nearly everybody has the right word at once: a hall that comes in together then writes nothing here.
        if right && self.flow.store().throttled(&key, window).await? == 0 {
            return Ok(());
        }
        let attempts = self
            .flow
            .store()
            .transact::<_, WorkflowError>(Lane::Interactive, move |tx| {
                let key = key.clone();
                Box::pin(async move {
                    let attempts = tx.throttle(&key, window, most).await?.count;
                    if right && attempts <= most {
                        tx.forgive(&key).await?;
                    }
                    Ok(attempts)
                })
            })
            .await?;
        require(attempts <= most, "sitting.too-many-attempts")?;
        Ok(require(right, "sitting.word")?)
    }

    fn proof(&self, sitting: SittingId, device: &str) -> String {
        self.flow.store().keyset().token_hash("sitting", &format!("{sitting}:{device}"))
    }

    /// What a cookie proves.
    #[must_use]
    pub fn bearer(&self, sitting: SittingId, cookie: &str) -> Option<Bearer> {
        let (device, proof) = cookie.rsplit_once('.')?;
        same(proof, &self.proof(sitting, device)).then(|| Bearer { sitting, device: device.to_owned() })
    }

    /// Takes the sitting up for a page: a new epoch, unless `epoch` is in force.
    ///
    /// # Errors
    /// Refused when it may not be opened now.
    pub async fn take_up(&self, bearer: &Bearer, epoch: Option<u64>) -> Result<Desk, WorkflowError> {
        let live = self.live(bearer.sitting).await?;
        let test = self.test(live.row().exam_id).await?;
        let settings = self.settings().await?;
        let _turn = live.turn.lock().await;
        if epoch.is_none() || live.with(exam::sitting::Sitting::epoch) != epoch {
            self.refresh_lately(&live).await?;
        }
        let row = live.row();
        require(!row.taken_away, "sitting.taken-away")?;
        require(test.exam.status != "cancelled" && !row.paper.is_empty(), "sitting.no-paper")?;
        let now = self.now();
        self.silent(&live, &test, &settings, (live.beat(now, None), now)).await?;
        let in_force = live.with(exam::sitting::Sitting::epoch);
        let opened_here = live.with(|set| set.openings().last().is_some_and(|(_, _, at)| at == bearer.device));
        let epoch = match in_force {
            Some(in_force) if epoch == Some(in_force) && opened_here => in_force,
            _ => {
                self.may_open(&live, &test, &settings, &bearer.device).await?;
                require(test.exam.status == "frozen", "sitting.no-paper")?;
                let opened = Room::Opened { device: bearer.device.clone(), paper: row.paper.clone() };
                let appended = self.append(&live, vec![What::Room(opened)]).await?;
                appended.first().map(|at| at.number).ok_or_else(|| WorkflowError::Fault("nothing was stored".into()))?
            }
        };
        live.hear(self.now());
        self.desk_of(&live, &test, &settings, epoch).await
    }

    /// Records that a page which keeps in touch by itself had been silent, at the word that ends it.
    async fn silent(
        &self,
        live: &Live,
        test: &super::hall::Room,
        settings: &SittingSettings,
        (last, now): (Option<i64>, i64),
    ) -> Result<(), WorkflowError> {
        let Some(from) = last.filter(|last| now.saturating_sub(*last) > settings.silence) else { return Ok(()) };
        // Another process may have heard of it.
        self.refresh_lately(live).await?;
        let terms = terms(&test.exam, &live.row());
        if live.with(|set| set.was_silent(&terms, settings, from, now)) {
            self.append(live, vec![What::Room(Room::Offline { from })]).await?;
        }
        Ok(())
    }

    /// The page as it stands, without taking anything up: to look through and to hand in.
    ///
    /// # Errors
    /// Refused when it was never opened.
    pub async fn desk(&self, bearer: &Bearer) -> Result<Desk, WorkflowError> {
        let live = self.live(bearer.sitting).await?;
        let test = self.test(live.row().exam_id).await?;
        let settings = self.settings().await?;
        let epoch = live.with(exam::sitting::Sitting::epoch).ok_or_else(|| Refusal::new("sitting.not-opened"))?;
        self.desk_of(&live, &test, &settings, epoch).await
    }

    async fn desk_of(
        &self,
        live: &Live,
        test: &super::hall::Room,
        settings: &SittingSettings,
        epoch: u64,
    ) -> Result<Desk, WorkflowError> {
        let seat = self.seat(live, test, settings);
        let shown = self.unlocked(&seat.sitting).await?;
        // Held beside the sitting, so that saving an answer opens no paper.
        live.takes.get_or_init(|| std::future::ready(takes(&shown))).await;
        let (answers, flags, notes, next) = live.with(|set| {
            let notes = set.notes().into_iter().map(|(n, text)| (n, text.to_owned())).collect();
            (set.answers(&seat.terms, settings), set.flags(), notes, set.last_sequence(epoch).saturating_add(1))
        });
        let announcements = unread(live, test);
        Ok(Desk { seat, epoch, shown, answers, flags, notes, next_sequence: next, announcements })
    }

    /// The frozen paper of a seat. It is sealed under its digest, so that no other one opens.
    pub(crate) async fn unlocked(&self, row: &SittingRow) -> Result<Arc<Shown>, WorkflowError> {
        if let Some(shown) = self.hall().papers.at_hand(row) {
            return Ok(shown);
        }
        let sealed = found(exam_paper(&mut self.flow.reader(), row.id).await?)?;
        let packed = Safe::of(self.flow.store()).open(&["exam-paper", &row.id.to_string(), &row.shown], &sealed)?;
        let mut plain = Vec::new();
        flate2::read::ZlibDecoder::new(packed.as_slice())
            .take(LARGEST)
            .read_to_end(&mut plain)
            .map_err(|e| WorkflowError::Fault(e.to_string()))?;
        self.hall().papers.read(row, &plain)
    }

    /// Takes what a page sends. Answers what is durable, and where the sitting stands.
    ///
    /// # Errors
    /// Refused as a whole when there is too much at once or the epoch was never given; single acts that are malformed
    /// are named in the answer.
    pub async fn send(
        &self,
        bearer: &Bearer,
        epoch: u64,
        page: u32,
        acts: Vec<SentAct>,
    ) -> Result<Status, WorkflowError> {
        if acts.len() > MOST_ACTS {
            return Err(Refusal::new("sitting.too-much-at-once").with("most", MOST_ACTS).into());
        }
        let live = self.live(bearer.sitting).await?;
        let (row, settings) = (live.row(), self.settings().await?);
        let test = self.test(row.exam_id).await?;
        if live.with(|set| set.may_send(&settings, epoch)).is_err() {
            // Another process may have opened it.
            self.refresh(&live).await?;
            live.with(|set| set.may_send(&settings, epoch))?;
        }
        let (now, heard) = (self.now(), live.heard());
        live.hear(now);
        // A page with a script speaks up even when it has nothing to send, and says when its acts were made.
        let keeps = acts.is_empty() || acts.iter().any(|sent| sent.made.is_some());
        self.silent(&live, &test, &settings, (live.beat(now, Some(keeps)), now)).await?;
        if let Some(pause) = live.with(|set| set.missed_pause(&settings, now, heard)) {
            self.append(&live, vec![What::Room(Room::PageAway { pause })]).await?;
        }
        let questions = u16::try_from(row.questions).unwrap_or(u16::MAX);
        let (mut whats, mut refused) = (Vec::new(), Vec::new());
        let mut left = FocusLeft::of(&acts, &live, &settings);
        for SentAct { sequence, made, act } in acts {
            let sent = Sent { epoch, page, sequence, made, act };
            let fits = match check_sent(&sent, questions) {
                Ok(()) => self.suits(&live, &row, &sent.act).await?,
                refused => refused,
            };
            match fits {
                Ok(()) if live.with(|set| set.holds(&sent)) => {}
                Ok(()) if matches!(sent.act, Act::FocusLost { .. }) => match left.one() {
                    Left::Now => whats.push(What::Sent(sent)),
                    // Not refused: the page keeps it and sends it again.
                    Left::Later => {}
                    Left::Never => refused.push((sequence, Refusal::new("sitting.away-enough"))),
                },
                Ok(()) => whats.push(What::Sent(sent)),
                Err(refusal) => refused.push((sequence, refusal)),
            }
        }
        if !whats.is_empty() {
            self.append(&live, whats).await?;
        }
        let (now, terms, heard) = (self.now(), terms(&test.exam, &row), live.heard());
        let told = told(&live, &test);
        Ok(live.with(|set| Status {
            receipt: set.receipt(epoch, page),
            state: set.state(&terms, &settings, now, heard),
            now,
            left: set.time_left(&terms, now),
            deadline: set.deadline(&terms),
            added: set.added(&terms, now),
            pause: paused(set),
            announcements: told,
            late: set.late(&terms, &settings),
            refused,
        }))
    }

    /// Whether an act can be what it says: an answer of the question's own kind, with files that are kept.
    async fn suits(&self, live: &Live, row: &SittingRow, act: &Act) -> Result<Result<(), Refusal>, WorkflowError> {
        let Act::Answered { question, answer } = act else { return Ok(Ok(())) };
        if let Err(refusal) = self.files_held(row.person_id, act).await? {
            return Ok(Err(refusal));
        }
        let read = async || Ok::<_, WorkflowError>(takes(&*self.unlocked(row).await?));
        let takes = live.takes.get_or_try_init(read).await?;
        let own = usize::from(*question).checked_sub(1).and_then(|at| takes.get(at));
        Ok(own.map_or(Ok(()), |takes| takes.check(answer)))
    }

    /// Calls the invigilator, and says what for. It comes from a form beside the page, so that it has a page's number of
    /// its own: what the page counts stays the page's.
    ///
    /// # Errors
    /// As [`Self::send`]; refused when the reason is too long.
    pub async fn call(&self, bearer: &Bearer, epoch: u64, page: u32, reason: &str) -> Result<(), WorkflowError> {
        let live = self.live(bearer.sitting).await?;
        let sequence = live.with(|set| set.last_sequence(epoch)).saturating_add(1);
        let act = Act::HelpAsked { reason: reason.trim().to_owned() };
        let status = self.send(bearer, epoch, page, vec![SentAct { sequence, made: None, act }]).await?;
        status.refused.into_iter().next().map_or(Ok(()), |(_, refusal)| Err(refusal.into()))
    }

    /// Hands in for a page without script.
    ///
    /// # Errors
    /// As [`Self::send`].
    pub async fn hand_in(&self, bearer: &Bearer, epoch: u64, page: u32) -> Result<Status, WorkflowError> {
        let live = self.live(bearer.sitting).await?;
        let sequence = live.with(|set| set.last_sequence(epoch)).saturating_add(1);
        self.send(bearer, epoch, page, vec![SentAct { sequence, made: None, act: Act::Finished }]).await
    }

    /// A file that the paper of this seat shows, and its media type.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn media(&self, bearer: &Bearer, name: &str) -> Result<Option<(String, Vec<u8>)>, WorkflowError> {
        let live = self.live(bearer.sitting).await?;
        let shown = self.unlocked(&live.row()).await?;
        let shows = shown
            .questions
            .iter()
            .flat_map(|question| question.media())
            .chain(shown.stimuli.iter().flat_map(|stimulus| stimulus.content.media()))
            .any(|media| media.as_str() == name);
        if !shows {
            return Ok(None);
        }
        self.flow.exam_bank().media(name).await
    }

    /// The word of the room.
    pub(super) fn word(&self, exam: &certification::record::exam::Exam) -> Result<String, WorkflowError> {
        let plain = Safe::of(self.flow.store()).open_text(&["exam-word", &exam.id.to_string()], &exam.sealed_text)?;
        Ok(String::from_utf8_lossy(&plain).into_owned())
    }
}

/// What was announced or written to the candidate, and not read yet.
fn unread(live: &Live, test: &super::hall::Room) -> Vec<Announcement> {
    let mut told = told(live, test);
    told.retain(|one| !live.with(|set| set.announcements_seen().contains(&one.key.as_str())));
    told
}

/// What is told to a candidate, the oldest first: announcements to the room, and what was written to them alone.
fn told(live: &Live, test: &super::hall::Room) -> Vec<Announcement> {
    let one = |(number, at, text): (u64, i64, &str)| {
        let key = format!("reply-{number}");
        Announcement { key, text: text.to_owned(), at }
    };
    let mut all: Vec<Announcement> = live.with(|set| set.replies().map(one).collect());
    all.extend_from_slice(&test.announcements);
    all.sort_by_key(|told| told.at);
    all
}

/// What each question of a paper takes.
fn takes(shown: &Shown) -> Arc<[Takes]> {
    shown.questions.iter().map(|question| Takes::of(&question.interaction)).collect()
}

/// Reports of a left page that are taken of one sending; what is beyond comes with the next.
const FOCUS_AT_ONCE: usize = 50;

/// How many reports of a left page are still taken, so that they crowd no answer out.
struct FocusLeft {
    at_once: usize,
    at_all: usize,
}

enum Left {
    Now,
    Later,
    Never,
}

impl FocusLeft {
    fn of(acts: &[SentAct], live: &Live, settings: &SittingSettings) -> Self {
        let reports = acts.iter().any(|sent| matches!(sent.act, Act::FocusLost { .. }));
        let held = if reports { live.with(|set| set.away().times) } else { 0 };
        Self { at_once: FOCUS_AT_ONCE, at_all: settings.most_focus.saturating_sub(held) }
    }

    fn one(&mut self) -> Left {
        if self.at_all == 0 {
            return Left::Never;
        }
        if self.at_once == 0 {
            return Left::Later;
        }
        self.at_all -= 1;
        self.at_once -= 1;
        Left::Now
    }
}

/// Compares in a time that tells nothing of where they differ.
fn same(given: &str, wanted: &str) -> bool {
    // Who hears it read out may write it in groups.
    let given: String = given.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
    let (given, wanted) = (given.as_bytes(), wanted.as_bytes());
    let differ =
        given.iter().zip(wanted).fold(0_u8, |sum, (a, b)| sum | (a.to_ascii_uppercase() ^ b.to_ascii_uppercase()));
    given.len() == wanted.len() && differ == 0
}
