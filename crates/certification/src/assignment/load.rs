//! What an assessor already has: cases of a day at every event, and sessions in whose hours nobody can be
//! anywhere else. Several candidates in one session, or in one room at the same hours, are a group and no clash.

use super::{Finding, finding};
use crate::{
    civil::instant,
    id::{CaseId, EventId},
    record::{
        case::Case,
        event::{Event, Session},
    },
    refusal::Refusal,
    setting::Settings,
    text::fold,
};

/// A case that an assessor has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// The case.
    pub case: CaseId,
    /// Its event.
    pub event: EventId,
    /// Its day, ISO, once scheduled.
    pub day: Option<String>,
    /// Its session, once scheduled.
    pub session: Option<Booked>,
}

/// A session in which an assessor is taken up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// Its event.
    pub event: EventId,
    /// Code of the event.
    pub code: String,
    /// The session as the event has it.
    pub session: Session,
    /// Zone of its hours.
    pub zone: String,
}

impl Booked {
    /// A session of an event; none when the event has no session of that key.
    #[must_use]
    pub fn of(event: &Event, session: &str) -> Option<Self> {
        let session = event.sessions.iter().find(|s| s.id == session)?.clone();
        Some(Self { event: event.id, code: event.code.clone(), session, zone: event.zone.clone() })
    }

    /// From when until when, microseconds UTC: events lie in different zones.
    fn hours(&self) -> Option<(i64, i64)> {
        let at = |time: &str| instant(&self.session.day, time, &self.zone);
        Some((at(&self.session.starts)?, at(&self.session.ends)?))
    }

    /// At the same hours in another room, or at another event.
    #[must_use]
    pub fn clashes(&self, other: &Self) -> bool {
        let elsewhere = self.event != other.event || fold(&self.session.room) != fold(&other.session.room);
        let (Some(own), Some(its)) = (self.hours(), other.hours()) else { return false };
        elsewhere && own.0 < its.1 && its.0 < own.1
    }

    /// What a refusal says of it.
    pub(crate) fn told(&self) -> Vec<(String, String)> {
        let Session { day, starts, ends, name, room, .. } = &self.session;
        [("event", &self.code), ("session", name), ("room", room), ("day", day), ("from", starts), ("until", ends)]
            .map(|(key, value)| (key.to_owned(), value.clone()))
            .to_vec()
    }
}

/// The session of another case at whose hours the assessor is elsewhere.
#[must_use]
pub fn clash<'a>(case: CaseId, at: &Booked, load: &'a [Load]) -> Option<&'a Booked> {
    let others = load.iter().filter(|l| l.case != case);
    others.filter_map(|l| l.session.as_ref()).find(|taken| at.clashes(taken))
}

/// Two sessions of an assessor, the first at the event that is changed, in which nobody could be at once as it will be
/// and could as it is.
#[must_use]
pub fn clash_of_change(before: &Event, after: &Event, load: &[Load]) -> Option<(Booked, Booked)> {
    let mut taken: Vec<&Booked> = Vec::new();
    for at in load.iter().filter_map(|l| l.session.as_ref()) {
        if !taken.iter().any(|t| t.event == at.event && t.session.id == at.session.id) {
            taken.push(at);
        }
    }
    let here = taken.iter().filter(|t| t.event == before.id);
    here.flat_map(|own| taken.iter().map(move |other| (own, other))).find_map(|(own, other)| {
        let changed =
            |at: &Booked| if at.event == before.id { Booked::of(after, &at.session.id) } else { Some(at.clone()) };
        let (will, its) = (changed(own)?, changed(other)?);
        (will.clashes(&its) && !own.clashes(other)).then_some((will, its))
    })
}

/// How many other cases count for the day of this one, at every event. While it has no day, each case that the
/// assessor has at its event, or elsewhere on days of the event, may fall on the same one.
#[must_use]
pub fn that_day(case: &Case, load: &[Load]) -> i64 {
    let counts = |l: &&Load| match (&case.day, &l.day) {
        (Some(own), Some(its)) => own == its,
        (Some(_), None) => l.event == case.event_id,
        (None, _) => true,
    };
    load.iter().filter(|l| l.case != case.id).filter(counts).count() as i64
}

/// How many other cases the assessor has on a day, at every event.
#[must_use]
pub fn on_day(case: CaseId, day: &str, load: &[Load]) -> i64 {
    load.iter().filter(|l| l.case != case && l.day.as_deref() == Some(day)).count() as i64
}

/// The refusal of a session at whose hours the assessor is elsewhere.
///
/// # Errors
/// `assessor.clash`, saying where the assessor is.
pub(super) fn free(case: CaseId, at: &Booked, load: &[Load]) -> Result<(), Refusal> {
    let Some(taken) = clash(case, at, load) else { return Ok(()) };
    let mut refusal = Refusal::new(CLASH).by("R-07");
    refusal.args = taken.told();
    Err(refusal)
}

/// Code of what bars an assessor who is elsewhere at these hours.
const CLASH: &str = "assessor.clash";

/// What the assessor's other cases speak against this one.
pub(super) fn load_findings(case: &Case, event: &Event, load: &[Load], settings: &Settings) -> Vec<Finding> {
    let mut out = Vec::new();
    let at = case.session.as_deref().and_then(|session| Booked::of(event, session));
    if let Some(taken) = at.as_ref().and_then(|at| clash(case.id, at, load)) {
        let mut found = finding(CLASH, true, "R-07");
        found.args = taken.told();
        out.push(found);
    }
    let that_day = that_day(case, load);
    let block = settings.int("assessor.block_per_day");
    if that_day >= block {
        let mut found = finding("assessor.day-full", true, "R-06");
        found.overridable = true;
        found.args = vec![("load".into(), that_day.to_string()), ("limit".into(), block.to_string())];
        out.push(found);
    }
    let warn = settings.int("assessor.warn_per_event");
    let plan = settings.int("assessor.plan_per_event");
    let of_event = load.iter().filter(|l| l.case != case.id && l.event == case.event_id).count() as i64;
    let load = of_event.max(that_day);
    if load >= warn || load >= plan {
        let mut found =
            finding(if load >= warn { "assessor.above-warning" } else { "assessor.above-plan" }, false, "R-06");
        found.args = vec![
            ("load".into(), load.to_string()),
            ("limit".into(), if load >= warn { warn } else { plan }.to_string()),
        ];
        out.push(found);
    }
    out
}
