//! When things happen in the demonstration: each step of an event has its first day and its length in
//! days, and the cases are worked on one after the other in office hours.

use certification::record::event::Session;
use jiff::{ToSpan, civil::Date};

use crate::{
    error::{RehearsalError, script},
    stage::{Rehearsal, instant},
};

/// Zone of the demonstration's events.
pub const ZONE: &str = "Asia/Makassar";
/// When the demonstration begins to run by itself, local time in [`ZONE`].
pub const OPENING: &str = "2025-10-30T08:00";

/// First day, and how many days.
pub type Days = (&'static str, usize);

/// Minutes of a working day, from 08:30.
const WORKDAY: usize = 420;

/// Goes on to the turn of the `n`th of `of` cases within those days.
///
/// # Errors
/// When the first day is none.
pub fn turn(stage: &Rehearsal, (first, days): Days, n: usize, of: usize) -> Result<(), RehearsalError> {
    let per_day = of.div_ceil(days.max(1)).max(1);
    let first: Date = first.parse().map_err(|_| script(format!("{first} is no day")))?;
    let after = i64::try_from(n / per_day).unwrap_or_default().days();
    let day = first.checked_add(after).map_err(|e| script(e.to_string()))?;
    let minutes = 8 * 60 + 30 + n % per_day * WORKDAY / per_day;
    stage.go_to_local(&format!("{day}T{:02}:{:02}", minutes / 60, minutes % 60), ZONE)
}

/// Goes on to the turn of the `n`th of `of` cases of a session.
///
/// # Errors
/// When day or hours of the session are none.
pub fn within(stage: &Rehearsal, session: &Session, n: usize, of: usize) -> Result<(), RehearsalError> {
    let at = |hour: &str| instant(&format!("{}T{hour}", session.day), ZONE);
    let (starts, ends) = (at(&session.starts)?, at(&session.ends)?);
    let part = |n: usize| i64::try_from(n).unwrap_or_default();
    stage.go_to(starts + (ends - starts) * part(n) / part(of).max(1));
    Ok(())
}

/// The days of an event's steps.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    /// Staff set up the event.
    pub plan: &'static str,
    /// The facilitator's workbook comes in.
    pub intake: &'static str,
    /// Invited people confirm.
    pub confirm: Days,
    /// They apply.
    pub apply: Days,
    /// Staff check.
    pub check: Days,
    /// Accepted people assess themselves.
    pub assess_oneself: Days,
    /// Staff assign assessors.
    pub assign: Days,
    /// Assessors review.
    pub review: Days,
    /// Staff set day and session.
    pub schedule: Days,
    /// Both sign FR.AK.01.
    pub agree: Days,
    /// Assessors report; each case was assessed in its session.
    pub report: &'static str,
    /// The panel sits: its day, and when.
    pub panel: (&'static str, &'static str),
    /// Certificates are issued.
    pub issue: &'static str,
}

/// The Kalsel event of 30–31 October 2025, as it stands on its first morning: a few candidates were assessed in an early
/// session, and a panel has sat on them; all others still are to be.
pub const ARRIVING: Calendar = Calendar {
    plan: "2025-08-25T09:00",
    intake: "2025-09-08T09:00",
    confirm: ("2025-09-09", 4),
    apply: ("2025-09-15", 5),
    check: ("2025-09-22", 5),
    assess_oneself: ("2025-09-29", 5),
    assign: ("2025-10-13", 2),
    review: ("2025-10-15", 3),
    schedule: ("2025-10-20", 1),
    agree: ("2025-10-21", 4),
    report: "2025-10-30T07:00",
    panel: ("2025-10-30", "2025-10-30T07:04"),
    issue: "2025-10-30T07:20",
};

/// The same event when it is over.
pub const OVER: Calendar = Calendar {
    report: "2025-10-31T17:00",
    panel: ("2025-11-05", "2025-11-05T09:00"),
    issue: "2025-11-07T09:00",
    ..ARRIVING
};

/// The event of the year before.
pub const LAST_YEAR: Calendar = Calendar {
    plan: "2024-09-02T09:00",
    intake: "2024-09-09T09:00",
    confirm: ("2024-09-10", 2),
    apply: ("2024-09-16", 2),
    check: ("2024-09-23", 2),
    assess_oneself: ("2024-09-30", 2),
    assign: ("2024-10-07", 1),
    review: ("2024-10-08", 1),
    schedule: ("2024-10-09", 1),
    agree: ("2024-10-10", 1),
    report: "2024-10-17T17:00",
    panel: ("2024-10-23", "2024-10-23T09:00"),
    issue: "2024-10-25T09:00",
};

/// The event of a district, a few days before: prepared in one week, its written test over, its assessments to come.
pub const DISTRICT: Calendar = Calendar {
    plan: "2025-10-03T16:00",
    intake: "2025-10-06T08:00",
    confirm: ("2025-10-06", 1),
    apply: ("2025-10-07", 1),
    check: ("2025-10-08", 1),
    assess_oneself: ("2025-10-09", 1),
    assign: ("2025-10-10", 1),
    review: ("2025-10-10", 1),
    schedule: ("2025-10-10", 1),
    agree: ("2025-10-10", 1),
    report: "2025-11-04T17:00",
    panel: ("2025-11-06", "2025-11-06T09:00"),
    issue: "2025-11-07T09:00",
};
