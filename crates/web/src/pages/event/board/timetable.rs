//! Who assesses when: the assessors of an event by day and hour, with the schemes of their cases.

use std::collections::BTreeMap;

use certification::record::event::{Event, Session};
use store::view::Group;
use workflow::roster;

use crate::{Page, pages::event::hour};

/// An hour at which sessions begin, in one or several rooms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hour {
    /// The hour as it is said.
    pub(super) hour: String,
    /// Name of its sessions; empty where rooms call them differently.
    pub(super) name: String,
}

/// A day with its hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    /// ISO.
    pub(super) day: String,
    pub(super) hours: Vec<Hour>,
}

/// Cases of one scheme at one hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The scheme's sign.
    pub(super) sign: String,
    pub(super) n: i64,
}

/// An assessor's cases by hour.
#[derive(Debug, Clone)]
pub(super) struct Loaded {
    pub(super) name: String,
    /// For each hour of [`Timetable::days`], in their order.
    pub(super) cells: Vec<Vec<Mark>>,
    /// Cases without a session.
    pub(super) unscheduled: Vec<Mark>,
    pub(super) load: i64,
    /// Last day of the registration, when it ends before the event does.
    pub(super) ended: Option<String>,
}

/// Signs and names of schemes by their lasting key.
pub(super) type Signs = BTreeMap<String, (String, String)>;

/// The whole of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Timetable {
    pub(super) days: Vec<Day>,
    pub(super) assessors: Vec<Loaded>,
}

impl Timetable {
    pub(super) fn of(p: &Page, event: &Event, assessors: &[roster::OfEvent], live: &[&Group], signs: &Signs) -> Self {
        let mut by: BTreeMap<(&str, &str), Vec<&Session>> = BTreeMap::new();
        for session in &event.sessions {
            by.entry((&session.day, &session.starts)).or_default().push(session);
        }
        let mut days: Vec<Day> = Vec::new();
        for ((day, starts), sessions) in &by {
            let name = sessions.first().map(|s| s.name.clone()).unwrap_or_default();
            let same = sessions.iter().all(|s| s.name == name);
            let hour = Hour { hour: hour(p, starts), name: if same { name } else { String::new() } };
            match days.last_mut().filter(|last| last.day == *day) {
                Some(last) => last.hours.push(hour),
                None => days.push(Day { day: (*day).to_owned(), hours: vec![hour] }),
            }
        }
        let hours: Vec<Vec<&str>> = by.values().map(|at| at.iter().map(|s| s.id.as_str()).collect()).collect();
        let assessors = assessors.iter().map(|a| loaded(a, event, &hours, live, signs)).collect();
        Self { days, assessors }
    }

    /// Columns behind name and load.
    pub(super) fn columns(&self) -> usize {
        self.days.iter().map(|day| day.hours.len()).sum::<usize>() + 1
    }
}

fn loaded(assessor: &roster::OfEvent, event: &Event, hours: &[Vec<&str>], live: &[&Group], signs: &Signs) -> Loaded {
    let mine: Vec<&&Group> =
        live.iter().filter(|g| g.assessor == Some(assessor.person) && g.present != Some(false)).collect();
    let marks = |at: &dyn Fn(Option<&str>) -> bool| {
        let mut by: BTreeMap<&str, i64> = BTreeMap::new();
        for group in mine.iter().filter(|g| at(g.session.as_deref())) {
            *by.entry(signs.get(&group.slug).map_or(group.slug.as_str(), |(abbr, _)| abbr)).or_default() += group.n;
        }
        by.into_iter().map(|(sign, n)| Mark { sign: sign.to_owned(), n }).collect::<Vec<_>>()
    };
    let ended = assessor.registration.as_ref().map(|r| r.until.clone()).unwrap_or_default();
    Loaded {
        name: assessor.name.clone().unwrap_or_default(),
        cells: hours.iter().map(|ids| marks(&|session| session.is_some_and(|s| ids.contains(&s)))).collect(),
        unscheduled: marks(&|session| session.is_none()),
        load: mine.iter().map(|g| g.n).sum(),
        ended: assessor.runs_out(event).then_some(ended),
    }
}
