//! What the pages of a sitting show, out of what the workflow knows.

use std::collections::BTreeMap;

use certification::id::SittingId;
use exam::sitting::{
    clock::{MINUTE, work},
    given::Given,
    state::{Added, State},
};
use serde::Serialize;
use workflow::exam_room::{Announcement, Desk, Seat};

use super::{base, draw::Html, state_word};
use crate::{AppState, Page, WebError, i18n::key, when};

/// Signs of the calculator's buttons, with the words for those that are not read as they stand.
pub(super) type Keys = Vec<(&'static str, String)>;

/// Which sitting a page is about.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) id: SittingId,
    pub(super) base: String,
    pub(super) name: String,
    pub(super) spine: String,
    pub(super) seat: i64,
}

impl Head {
    /// Of a seat, with the spine label of its case.
    pub(super) async fn of(app: &AppState, seat: &Seat) -> Result<Self, WebError> {
        let spine = app.flow().exam_room().spine(seat.sitting.id).await?;
        let (id, seat, name) = (seat.sitting.id, seat.sitting.seat, seat.exam.name.clone());
        Ok(Self { id, base: base(id), name, spine, seat })
    }
}

/// Time as it is when the page is made.
#[derive(Debug, Clone)]
pub(super) struct Time {
    /// Minutes left, a dash before it runs.
    pub(super) minutes: String,
    /// The same as a sentence.
    pub(super) said: String,
    /// When time is over, for a page without script.
    pub(super) until: Option<String>,
    /// Minutes added to the working time.
    pub(super) extra: i64,
    /// Those of them that FR.AK.07 agrees.
    pub(super) adjusted: i64,
    /// Share of the time that is left, per cent.
    pub(super) bar: i64,
}

impl Time {
    pub(super) fn of(p: &Page, seat: &Seat) -> Self {
        let minutes = seat.left.map(|left| (left + MINUTE - 1) / MINUTE);
        let extra = seat.added.adjustment + seat.added.given + seat.added.returned;
        let whole = work(&seat.terms) + seat.added.adjustment + seat.added.given;
        Self {
            minutes: minutes.map_or_else(|| "–".to_owned(), |n| n.to_string()),
            said: match minutes {
                Some(n) => p.ta(key("sitting-left")).with("n", n).to_string(),
                None => p.t(key("sitting-left-none")).into_owned(),
            },
            until: seat.deadline.map(|at| p.clock(at, &seat.zone)),
            extra: (extra + MINUTE / 2) / MINUTE,
            adjusted: seat.added.adjustment / MINUTE,
            bar: seat.left.map_or(100, |left| (left.max(0) * 100 / whole.max(1)).min(100)),
        }
    }
}

/// A number of the navigator.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) n: u16,
    pub(super) answered: bool,
    pub(super) flagged: bool,
    pub(super) current: bool,
}

/// The page of a question, and with `listed` the look through.
#[derive(Debug, Clone)]
pub(super) struct SheetView {
    pub(super) head: Head,
    pub(super) time: Time,
    pub(super) epoch: u64,
    pub(super) sequence: u32,
    pub(super) page: u32,
    pub(super) paper: String,
    pub(super) n: u16,
    pub(super) of: u16,
    pub(super) before: u16,
    pub(super) after: u16,
    pub(super) html: Html,
    pub(super) stimulus: Option<Html>,
    pub(super) flagged: bool,
    pub(super) note: String,
    pub(super) marks: Vec<Mark>,
    pub(super) answered: usize,
    pub(super) open: usize,
    pub(super) flagged_count: usize,
    pub(super) listed: bool,
    /// What stands in place of the questions: `jeda`, `kertas`, `habis`, `batal` or nothing.
    pub(super) panel: &'static str,
    /// Time stands still during the pause.
    pub(super) stands: bool,
    /// No copy for a reload without network: what a worker asks for would not show the browser's key.
    pub(super) no_worker: bool,
    pub(super) calculator: bool,
    pub(super) calculator_keys: Keys,
    /// What the script begins with, as JSON.
    pub(super) initial: Html,
    pub(super) moved: bool,
    pub(super) helped: bool,
    /// What was typed to the invigilator and could not be taken.
    pub(super) call: String,
    pub(super) refused: Vec<String>,
    /// Answers that came too late to count, once it has ended.
    pub(super) late: u32,
    /// Announcements that were not read yet: with a script they come by themselves.
    pub(super) announced: Vec<Announced>,
}

/// An announcement to the room.
#[derive(Debug, Clone)]
pub(super) struct Announced {
    pub(super) key: String,
    pub(super) at: String,
    pub(super) text: String,
}

impl Announced {
    pub(super) fn of(p: &Page, zone: &str, all: Vec<Announcement>) -> Vec<Self> {
        let one = |one: Announcement| Self { key: one.key, at: p.clock(one.at, zone), text: one.text };
        all.into_iter().map(one).collect()
    }
}

impl SheetView {
    /// The page of question `n`; a number that is not on the paper shows the nearest that is.
    pub(super) fn of(p: &Page, head: Head, desk: &Desk, n: u16, page: u32) -> Result<Self, WebError> {
        let of = u16::try_from(desk.shown.questions.len()).unwrap_or(u16::MAX);
        let n = n.clamp(1, of.max(1));
        let question = desk.shown.questions.get(usize::from(n) - 1).ok_or(WebError::NotFound)?;
        let at = super::draw::At { p, base: &head.base, n };
        let shared = question.stimulus.as_ref().and_then(|id| desk.shown.stimuli.iter().find(|s| s.id == *id));
        let answered = |n: u16| desk.answers.get(&n).is_some_and(Given::is_whole);
        let marks: Vec<Mark> = (1..=of)
            .map(|m| Mark { n: m, answered: answered(m), flagged: desk.flags.contains(&m), current: m == n })
            .collect();
        let count = marks.iter().filter(|m| m.answered).count();
        Ok(Self {
            time: Time::of(p, &desk.seat),
            epoch: desk.epoch,
            sequence: desk.next_sequence,
            page,
            paper: desk.shown.paper.clone(),
            n,
            of,
            before: n.saturating_sub(1),
            after: n.saturating_add(1),
            html: super::draw::question(at, question, desk.answers.get(&n)),
            stimulus: shared.map(|shared| super::draw::stimulus(at, shared)),
            flagged: desk.flags.contains(&n),
            note: desk.notes.get(&n).cloned().unwrap_or_default(),
            answered: count,
            open: marks.len() - count,
            flagged_count: marks.iter().filter(|m| m.flagged).count(),
            marks,
            listed: false,
            panel: match desk.seat.state {
                State::Paused => "jeda",
                State::OnPaper => "kertas",
                State::TimeOver | State::Finished => "habis",
                State::Voided => "batal",
                State::NotStarted | State::Working | State::OfflineSince(_) => "",
            },
            stands: desk.seat.pause == Some(true),
            no_worker: desk.seat.exam.safe_browser.is_some() && !desk.seat.browser_waived,
            calculator: desk.seat.exam.calculator,
            calculator_keys: keys(p),
            initial: initial(p, desk)?,
            moved: false,
            helped: false,
            call: String::new(),
            refused: Vec::new(),
            late: match desk.seat.state {
                State::TimeOver | State::Finished => desk.seat.late,
                _ => 0,
            },
            announced: Announced::of(p, &desk.seat.zone, desk.announcements.clone()),
            head,
        })
    }
}

fn keys(p: &Page) -> Keys {
    let said = |words: &'static str| p.t(words).into_owned();
    let plain = |sign| (sign, String::new());
    vec![
        plain("7"),
        plain("8"),
        plain("9"),
        ("÷", said(key("sitting-calculator-over"))),
        plain("4"),
        plain("5"),
        plain("6"),
        ("×", said(key("sitting-calculator-times"))),
        plain("1"),
        plain("2"),
        plain("3"),
        ("−", said(key("sitting-calculator-minus"))),
        plain("0"),
        (if p.lang() == "id" { "," } else { "." }, said(key("sitting-calculator-comma"))),
        ("(", said(key("sitting-calculator-open"))),
        (")", said(key("sitting-calculator-close"))),
        ("C", said(key("sitting-calculator-wipe"))),
        ("+", said(key("sitting-calculator-plus"))),
        ("=", said(key("sitting-calculator-equals"))),
    ]
}

/// A pause, as the script knows it.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Pause {
    stops_clock: bool,
}

impl Pause {
    pub(super) fn of(pause: Option<bool>) -> Option<Self> {
        pause.map(|stops_clock| Self { stops_clock })
    }
}

/// Time added, as the script knows it, microseconds.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Extras {
    adjustment: i64,
    given: i64,
    returned: i64,
}

impl From<Added> for Extras {
    fn from(added: Added) -> Self {
        Self { adjustment: added.adjustment, given: added.given, returned: added.returned }
    }
}

#[derive(Serialize)]
struct Initial<'a> {
    answers: &'a BTreeMap<u16, Given>,
    flags: &'a [u16],
    notes: &'a BTreeMap<u16, String>,
    state: &'static str,
    left: Option<i64>,
    pause: Option<Pause>,
    added: Extras,
    work: i64,
    /// Longest time without a word to the server, seconds.
    beat: i64,
    /// The same while the sitting is paused.
    pause_beat: i64,
    /// The clock of the server, microseconds.
    now: i64,
    /// The zone in which hours are told, and what it is called.
    zone: &'a str,
    zone_name: String,
}

fn initial(p: &Page, desk: &Desk) -> Result<Html, WebError> {
    let seat = &desk.seat;
    let json = serde_json::to_string(&Initial {
        answers: &desk.answers,
        flags: &desk.flags,
        notes: &desk.notes,
        state: state_word(seat.state),
        left: seat.left,
        pause: Pause::of(seat.pause),
        added: seat.added.into(),
        work: work(&seat.terms),
        beat: p.body.settings.int("exam.save_seconds"),
        pause_beat: p.body.settings.int("exam.pause_seconds"),
        now: p.cx.now,
        zone: &seat.zone,
        zone_name: when::Instant::new(p.cx.now, &seat.zone).zone(p.cx.locale),
    });
    // Within a script element no sign may end it.
    let json = json.map_err(WebError::fault)?;
    Ok(Html(json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")))
}
