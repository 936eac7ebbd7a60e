//! The plan of a room out of its seats: who needs the invigilator, counts, one tile a seat, and what was noted. The
//! same is drawn in the page, alone for polling, and pushed when it changes.

use certification::{
    casefile,
    id::{ExamId, SittingId},
};
use workflow::exam_room::{Identity, RoomView, Seat, State};

use super::{MINUTE, Venue, hindrance::hindered, minutes, standing::Standing};
use crate::{Page, i18n::key, part::kit::Count};

/// Up to so many of a kind are named one by one; more are one line, since then it is the room that has the trouble.
const FEW: usize = 3;

/// One seat on the plan.
#[derive(Debug, Clone)]
pub(super) struct Tile {
    pub sitting: SittingId,
    pub number: i64,
    pub label: String,
    pub standing: Standing,
    /// What a call for help covers.
    pub beneath: Option<Standing>,
    pub line: String,
    /// Answered, in per cent; only once started.
    pub answered: Option<i64>,
    /// Address of the candidate's photo, where photos are shown and one is held.
    pub photo: Option<String>,
    /// Who sits there was compared with a document, or is not the person.
    pub identity: Option<bool>,
}

impl Tile {
    /// Drawn as an empty place: nobody works there, or what was done does not count.
    pub(super) const fn dashed(&self) -> bool {
        matches!(self.standing, Standing::NotStarted | Standing::Void)
    }
}

/// Someone, or several, for whom the invigilator should do something.
#[derive(Debug, Clone)]
pub(super) struct Need {
    pub id: String,
    pub seats: String,
    pub title: String,
    pub said: String,
    /// What the candidate wrote.
    pub quote: String,
    /// Whom the invigilator can tell with one button that they come.
    pub help: Option<SittingId>,
    /// What else can be done: words and address.
    pub ways: Vec<(String, String)>,
}

/// Something noted in the room.
#[derive(Debug, Clone)]
pub(super) struct Note {
    pub at: String,
    pub said: String,
    /// What it gave back, or that it still goes on.
    pub strong: Option<String>,
    pub href: Option<String>,
}

/// Everything that changes while a room is open.
#[derive(Debug, Clone)]
pub(super) struct PlanView {
    pub exam: ExamId,
    pub counts: Vec<Count>,
    pub needs: Vec<Need>,
    pub tiles: Vec<Tile>,
    /// How many seats there are, whatever is shown.
    pub seats: usize,
    /// The plan shows only these.
    pub only: Option<Standing>,
    /// Address of the same plan with photos, or without where they are shown.
    pub other: String,
    /// Photos are shown.
    pub photos: bool,
    pub notes: Vec<Note>,
    /// What a screen reader hears when it changes.
    pub aloud: String,
}

/// Which tiles the plan shows, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// Only those of one standing.
    pub only: Option<Standing>,
    /// With photos, for comparing at the door.
    pub photos: bool,
}

impl Shown {
    /// As a query says it.
    pub fn asked(standing: &str, photos: &str) -> Self {
        Self { only: Standing::parse(standing), photos: photos == "ya" }
    }

    /// As a query, with its question mark; empty for the plain plan.
    pub fn query(self) -> String {
        let parts =
            [self.only.map(|only| format!("keadaan={}", only.slug())), self.photos.then(|| "foto=ya".to_owned())];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

impl From<Option<Standing>> for Shown {
    fn from(only: Option<Standing>) -> Self {
        Self { only, photos: false }
    }
}

/// The plan as it is now.
pub(super) fn plan(p: &Page, room: &RoomView, venue: &Venue, asked: impl Into<Shown>) -> PlanView {
    let asked = asked.into();
    let only = asked.only;
    let (exam, now) = (room.exam.id, room.now);
    let needs = needs(p, room, venue, now);
    let aloud = needs.iter().map(|n| n.title.as_str()).collect::<Vec<_>>().join("; ");
    let shown = |seat: &&Seat| only.is_none_or(|only| only.holds(seat));
    PlanView {
        exam,
        counts: counts(p, room, asked),
        tiles: room.seats.iter().filter(shown).map(|seat| tile(p, room, seat, venue, asked.photos)).collect(),
        seats: room.seats.len(),
        only,
        other: format!("/ruang-ujian/{exam}{}", Shown { photos: !asked.photos, ..asked }.query()),
        photos: asked.photos,
        notes: notes(p, room, venue),
        aloud: if aloud.is_empty() { p.t("room-nobody-waits").into_owned() } else { aloud },
        needs,
    }
}

fn counts(p: &Page, room: &RoomView, asked: Shown) -> Vec<Count> {
    let only = asked.only;
    let href = |only| format!("/ruang-ujian/{}{}", room.exam.id, Shown { only, ..asked }.query());
    let of = |standing: Standing| {
        let n = room.seats.iter().filter(|seat| standing.holds(seat)).count();
        Count {
            n: i64::try_from(n).unwrap_or(i64::MAX),
            words: p.t(standing.word()).into_owned(),
            href: href(Some(standing)),
            current: only == Some(standing),
        }
    };
    let all = Count {
        n: i64::try_from(room.seats.len()).unwrap_or(i64::MAX),
        words: p.t("room-all-seats").into_owned(),
        href: href(None),
        current: only.is_none(),
    };
    let each = Standing::ALL.into_iter().map(|standing| (standing, of(standing)));
    std::iter::once(all).chain(each.filter(|(s, c)| c.n > 0 || c.current || !s.rare()).map(|(_, c)| c)).collect()
}

fn tile(p: &Page, room: &RoomView, seat: &Seat, venue: &Venue, photos: bool) -> Tile {
    let (standing, now) = (Standing::of(seat), room.now);
    let since = |at: i64| p.ta("room-since").with("at", venue.hm(p, at)).to_string();
    let answered = || format!("{}/{}", p.n(i64::from(seat.answered)), p.n(i64::from(seat.questions)));
    let mut line = Vec::new();
    match standing {
        Standing::NotStarted => {
            if now > seat.terms.last_start {
                line.push(p.t("room-entry-over").into_owned());
            }
        }
        Standing::Help => line.extend(seat.help_since.map(since)),
        Standing::Offline => {
            if let Some(at) = offline_since(seat) {
                line.push(since(at));
                line.push(p.ta("room-min").with("n", minutes(now - at)).to_string());
            }
        }
        Standing::Paused => line.push(p.t(clock_word(seat)).into_owned()),
        Standing::Finished => line.extend(seat.end.map(|at| venue.hm(p, at))),
        Standing::TimeOver => line.extend(seat.deadline.map(|at| venue.hm(p, at))),
        Standing::OnPaper => {
            line.extend(seat.deadline.map(|at| p.ta("room-until").with("at", venue.hm(p, at)).to_string()))
        }
        Standing::Working | Standing::Void => {}
    }
    if seat.started.is_some() {
        line.push(answered());
    }
    let added = added(seat);
    if (standing.live() || standing == Standing::OnPaper) && added > 0 {
        line.push(p.ta("room-plus").with("n", added).to_string());
    }
    Tile {
        sitting: seat.sitting.id,
        number: seat.sitting.seat,
        label: label(room, venue, seat),
        standing,
        beneath: Standing::beneath(seat),
        line: line.join(", "),
        answered: (seat.started.is_some() && standing != Standing::Void)
            .then(|| i64::from(seat.answered) * 100 / i64::from(seat.questions).max(1)),
        photo: (photos && room.photos.contains(&seat.case())).then(|| format!("{}/foto", desk(seat, ""))),
        identity: seat.identity.as_ref().map(|identity| matches!(identity, Identity::Checked { .. })),
    }
}

/// Minutes that this seat has more than the exam's own.
pub(super) fn added(seat: &Seat) -> i64 {
    (seat.added.adjustment + seat.added.given + seat.added.returned) / MINUTE
}

/// Key of what the clock of an interrupted seat does.
const fn clock_word(seat: &Seat) -> &'static str {
    match seat.pause {
        Some(false) => key("room-clock-runs"),
        _ => key("room-clock-stands"),
    }
}

fn offline_since(seat: &Seat) -> Option<i64> {
    match seat.state {
        State::OfflineSince(at) => Some(at),
        _ => None,
    }
}

/// The spine label of the seat's case, by which people call each other here.
pub(super) fn label(room: &RoomView, venue: &Venue, seat: &Seat) -> String {
    room.cases.get(&seat.case()).map(|case| casefile::label(&venue.abbr, case)).unwrap_or_default()
}

/// Who waits, the most urgent first: help, time over on paper, offline, interrupted, not started.
fn needs(p: &Page, room: &RoomView, venue: &Venue, now: i64) -> Vec<Need> {
    let of = |standing| -> Vec<&Seat> { room.seats.iter().filter(|seat| Standing::of(seat) == standing).collect() };
    let (mut help, mut offline, paused) = (of(Standing::Help), of(Standing::Offline), of(Standing::Paused));
    help.sort_by_key(|seat| seat.help_since);
    offline.sort_by_key(|seat| offline_since(seat));
    let mut out: Vec<Need> = help.iter().map(|seat| asks(p, room, seat, venue, now)).collect();
    let over = |seat: &&&Seat| seat.deadline.is_some_and(|deadline| now >= deadline);
    out.extend(of(Standing::OnPaper).iter().filter(over).map(|seat| is_over_on_paper(p, room, seat, venue)));
    if offline.len() > FEW {
        out.push(many_offline(p, room, &offline));
    } else {
        out.extend(offline.iter().map(|seat| is_offline(p, room, seat, venue, now)));
    }
    out.extend(paused.iter().map(|seat| is_paused(p, room, seat, venue)));
    let waiting = now >= room.exam.opens && now <= room.exam.last_start && room.exam.status == "frozen";
    let missing = of(Standing::NotStarted);
    if waiting {
        out.extend(hindered(p, room, &missing));
    }
    if waiting && missing.len() > FEW {
        out.push(many_missing(p, room, &missing, venue));
    } else if waiting {
        out.extend(missing.iter().map(|seat| is_missing(p, room, seat, venue)));
    }
    out
}

fn one(seat: &Seat, title: String, said: String) -> Need {
    Need {
        id: format!("perlu-{}", seat.sitting.id),
        seats: seat.sitting.seat.to_string(),
        title,
        said,
        quote: String::new(),
        help: None,
        ways: Vec::new(),
    }
}

/// Address of a seat's page, or of one deed there.
pub(super) fn desk(seat: &Seat, deed: &str) -> String {
    let base = format!("/ruang-ujian/{}/meja/{}", seat.exam.id, seat.sitting.id);
    if deed.is_empty() { base } else { format!("{base}?perbuatan={deed}#perbuatan") }
}

fn asks(p: &Page, room: &RoomView, seat: &Seat, venue: &Venue, now: i64) -> Need {
    let since = seat.help_since.unwrap_or(now);
    let said = p
        .ta("room-asks-said")
        .with("at", venue.hm(p, since))
        .with("min", minutes(now - since))
        .with("n", seat.answered)
        .with("all", seat.questions)
        .to_string();
    let title = p.ta("room-asks").with("who", label(room, venue, seat)).to_string();
    let mut said = vec![said];
    let mut ways = Vec::new();
    if Standing::beneath(seat) == Some(Standing::Paused) {
        said.push(p.t(key("room-asks-paused")).into_owned());
        said.push(p.t(pause_said(seat)).into_owned());
        ways.push((p.t("room-deed-resume").into_owned(), desk(seat, "lanjut")));
    }
    if let Some(at) = offline_since(seat) {
        said.push(p.ta("room-asks-offline").with("at", venue.hm(p, at)).to_string());
    }
    let begun = seat.started.is_some() && seat.state != State::OnPaper;
    ways.extend(begun.then(|| (p.t("room-deed-reply").into_owned(), desk(seat, "balas"))));
    ways.push((p.t("room-open-seat").into_owned(), desk(seat, "")));
    let quote = seat.help_reason.clone();
    Need { help: Some(seat.sitting.id), ways, quote, ..one(seat, title, said.join(" ")) }
}

fn is_offline(p: &Page, room: &RoomView, seat: &Seat, venue: &Venue, now: i64) -> Need {
    let min = minutes(now - offline_since(seat).unwrap_or(now));
    let title = p.ta("room-is-offline").with("who", label(room, venue, seat)).with("n", min).to_string();
    let said = p.ta("room-is-offline-said").with("n", seat.answered).to_string();
    let move_on = (p.t("room-deed-move").into_owned(), desk(seat, "perangkat"));
    Need { ways: vec![move_on], ..one(seat, title, said) }
}

fn is_paused(p: &Page, room: &RoomView, seat: &Seat, venue: &Venue) -> Need {
    let title = p.ta("room-is-paused").with("who", label(room, venue, seat)).to_string();
    let said = p.t(pause_said(seat));
    let resume = (p.t("room-deed-resume").into_owned(), desk(seat, "lanjut"));
    Need { ways: vec![resume], ..one(seat, title, said.into_owned()) }
}

/// Key of the sentence on the clock of an interrupted seat.
const fn pause_said(seat: &Seat) -> &'static str {
    match seat.pause {
        Some(false) => key("room-is-paused-runs"),
        _ => key("room-is-paused-stands"),
    }
}

fn is_over_on_paper(p: &Page, room: &RoomView, seat: &Seat, venue: &Venue) -> Need {
    let title = p.ta("room-paper-over").with("who", label(room, venue, seat)).to_string();
    let at = seat.deadline.map(|at| venue.hm(p, at)).unwrap_or_default();
    let said = p.ta("room-paper-over-said").with("at", at).to_string();
    let sheet = (p.t("paper-title").into_owned(), format!("{}/kertas", desk(seat, "")));
    Need { ways: vec![sheet], ..one(seat, title, said) }
}

fn is_missing(p: &Page, room: &RoomView, seat: &Seat, venue: &Venue) -> Need {
    let title = p.ta("room-is-missing").with("who", label(room, venue, seat)).to_string();
    let said = p.ta("room-is-missing-said").with("at", venue.hm(p, seat.terms.last_start)).to_string();
    one(seat, title, said)
}

/// Several at once, by the numbers of their seats.
pub(super) fn many(id: &str, seats: &[&Seat], title: String, said: String, ways: Vec<(String, String)>) -> Need {
    Need { id: id.to_owned(), seats: format!("{}×", seats.len()), title, said, quote: String::new(), help: None, ways }
}

pub(super) fn numbers(seats: &[&Seat]) -> String {
    seats.iter().map(|seat| seat.sitting.seat.to_string()).collect::<Vec<_>>().join(", ")
}

fn many_offline(p: &Page, room: &RoomView, seats: &[&Seat]) -> Need {
    let title = p.ta("room-many-offline").with("n", seats.len()).to_string();
    let mut numbers: Vec<&Seat> = seats.to_vec();
    numbers.sort_by_key(|seat| seat.sitting.seat);
    let said = p.ta("room-many-offline-said").with("seats", self::numbers(&numbers)).to_string();
    let incident = format!("/ruang-ujian/{}/kejadian?siapa=luring#tulis", room.exam.id);
    let see = format!("/ruang-ujian/{}?keadaan=luring", room.exam.id);
    let ways = vec![(p.t("room-note-incident").into_owned(), incident), (p.t("room-see-them").into_owned(), see)];
    many("perlu-luring", seats, title, said, ways)
}

fn many_missing(p: &Page, room: &RoomView, seats: &[&Seat], venue: &Venue) -> Need {
    let title = p.ta("room-many-missing").with("n", seats.len()).to_string();
    let at = venue.hm(p, room.exam.last_start);
    let said = p.ta("room-many-missing-said").with("seats", numbers(seats)).with("at", at).to_string();
    let see = format!("/ruang-ujian/{}?keadaan=belum", room.exam.id);
    many("perlu-belum", seats, title, said, vec![(p.t("room-see-them").into_owned(), see)])
}

/// What happened in the room, newest first: incidents with what they gave back, announcements, the opening.
fn notes(p: &Page, room: &RoomView, venue: &Venue) -> Vec<Note> {
    let exam = &room.exam;
    let mut out: Vec<(i64, Note)> = Vec::new();
    for incident in &room.incidents {
        let note = Note {
            at: venue.hm(p, incident.from),
            said: incident.note.clone(),
            strong: Some(super::incident::returned(p, room, incident)),
            href: Some(format!("/ruang-ujian/{}/kejadian?ubah={}#tulis", exam.id, super::encoded(&incident.key))),
        };
        out.push((incident.from, note));
    }
    for announcement in &room.announcements {
        let said = p.ta("room-announced").with("text", announcement.text.as_str()).to_string();
        out.push((announcement.at, Note { at: venue.hm(p, announcement.at), said, strong: None, href: None }));
    }
    let first = room.seats.iter().filter_map(|seat| seat.started).min();
    if let Some(at) = first {
        let said = p.t("room-first-start").into_owned();
        out.push((at, Note { at: venue.hm(p, at), said, strong: None, href: None }));
    }
    out.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    out.into_iter().map(|(_, note)| note).collect()
}
