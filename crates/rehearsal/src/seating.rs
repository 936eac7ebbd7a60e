//! Finds an assessor and a session for every case, as a person would by hand: no rule is broken, and
//! the load is as even as the rules allow.

use certification::{
    assignment::{AssessorFacts, Booked, findings},
    id::{CaseId, PersonId},
    record::{case::Case, event::Event, person::Institution},
    setting::Settings,
};
use store::{Find, Read, Reader};
use workflow::load::assessor_facts;

use crate::error::{RehearsalError, script};

/// Where a case is assessed, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The case.
    pub case: CaseId,
    /// Its assessor.
    pub assessor: PersonId,
    /// Key of its session.
    pub session: String,
}

/// A seat for every case, in the order of the cases.
///
/// # Errors
/// When somebody cannot be seated within the limits.
pub async fn seat(
    reader: &mut Reader,
    settings: &Settings,
    event: &Event,
    cases: &[Case],
    assessors: &[PersonId],
) -> Result<Vec<Seat>, RehearsalError> {
    let mut facts = Vec::with_capacity(assessors.len());
    for assessor in assessors {
        facts.push(AssessorFacts { load: Vec::new(), ..assessor_facts(reader, *assessor, event).await? });
    }
    let institutions: Vec<Institution> = reader.find(&Find::all()).await?;
    let allowed: Vec<Vec<usize>> = cases
        .iter()
        .map(|case| {
            let institution = institutions.iter().find(|i| Some(i.id) == case.institution_id);
            let free = |f: &AssessorFacts| !findings(case, event, institution, f, settings).iter().any(|x| x.bars);
            (0..facts.len()).filter(|n| facts.get(*n).is_some_and(free)).collect()
        })
        .collect();
    let planned = usize::try_from(settings.int("assessor.plan_per_event")).unwrap_or(1);
    let most = usize::try_from(settings.int("assessor.block_per_day")).unwrap_or(1);
    let taken = (planned..=most)
        .find_map(|capacity| matched(&allowed, facts.len(), capacity))
        .ok_or_else(|| script("somebody has no assessor within the limits"))?;
    let sessions: Vec<Booked> = event.sessions.iter().filter_map(|s| Booked::of(event, &s.id)).collect();
    let sessions =
        spread(&taken, facts.len(), &sessions).ok_or_else(|| script("the sessions are too small for the cases"))?;
    let seats = cases.iter().zip(taken).zip(sessions);
    Ok(seats
        .filter_map(|((case, n), session)| {
            assessors.get(n).map(|assessor| Seat { case: case.id, assessor: *assessor, session })
        })
        .collect())
}

/// For each case one of those it is allowed, none taken more than `capacity` times (Kuhn's augmenting paths).
fn matched(allowed: &[Vec<usize>], assessors: usize, capacity: usize) -> Option<Vec<usize>> {
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); assessors];
    for case in 0..allowed.len() {
        let mut seen = vec![false; assessors];
        if !place(case, allowed, capacity, &mut held, &mut seen) {
            return None;
        }
    }
    let mut taken = vec![0; allowed.len()];
    for (assessor, cases) in held.iter().enumerate() {
        for case in cases {
            *taken.get_mut(*case)? = assessor;
        }
    }
    Some(taken)
}

fn place(
    case: usize,
    allowed: &[Vec<usize>],
    capacity: usize,
    held: &mut Vec<Vec<usize>>,
    seen: &mut Vec<bool>,
) -> bool {
    let Some(options) = allowed.get(case) else { return false };
    // Whoever has least goes first, so that the load is even where the rules leave a choice.
    let mut options = options.clone();
    options.sort_by_key(|a| held.get(*a).map_or(usize::MAX, Vec::len));
    for assessor in options {
        if seen.get(assessor).copied().unwrap_or(true) {
            continue;
        }
        if let Some(mark) = seen.get_mut(assessor) {
            *mark = true;
        }
        let full = held.get(assessor).cloned().unwrap_or_default();
        if full.len() < capacity {
            if let Some(own) = held.get_mut(assessor) {
                own.push(case);
            }
            return true;
        }
        for other in full {
            if place(other, allowed, capacity, held, seen) {
                if let Some(own) = held.get_mut(assessor) {
                    own.retain(|c| *c != other);
                    own.push(case);
                }
                return true;
            }
        }
    }
    false
}

/// A session for each case: an assessor's cases are spread over the sessions, none is over-filled, and nobody is in two
/// rooms at once.
fn spread(taken: &[usize], assessors: usize, sessions: &[Booked]) -> Option<Vec<String>> {
    let mut free: Vec<i64> = sessions.iter().map(|at| at.session.capacity).collect();
    let mut given = vec![String::new(); taken.len()];
    for assessor in 0..assessors {
        let mut own = vec![0; sessions.len()];
        for (case, _) in taken.iter().enumerate().filter(|(_, a)| **a == assessor) {
            let clashes = |at: &Booked| sessions.iter().zip(&own).any(|(taken, n)| *n > 0 && at.clashes(taken));
            let at = sessions
                .iter()
                .enumerate()
                .filter(|(n, at)| free.get(*n).is_some_and(|left| *left > 0) && !clashes(at))
                .map(|(n, _)| n)
                .min_by_key(|n| (own.get(*n).copied(), free.get(*n).map(|left| -left)))?;
            *own.get_mut(at)? += 1;
            *free.get_mut(at)? -= 1;
            given.get_mut(case)?.clone_from(&sessions.get(at)?.session.id);
        }
    }
    Some(given)
}

#[cfg(test)]
mod tests {
    use certification::{id::EventId, record::event::Session};

    use super::*;

    #[test]
    fn a_full_assessor_gives_a_case_away_to_one_who_may_take_it() {
        // Case 2 may only go to the first, who is full with cases that others may take.
        let allowed = vec![vec![0, 1], vec![0, 1], vec![0]];
        let taken = matched(&allowed, 2, 2);
        assert_eq!(taken.as_ref().and_then(|t| t.get(2)), Some(&0));
        assert!(matched(&allowed, 2, 1).is_none());
    }

    fn session(id: &str, starts: &str, room: &str, capacity: i64) -> Booked {
        let session = Session {
            id: id.to_owned(),
            day: "2025-10-30".to_owned(),
            name: id.to_owned(),
            starts: starts.to_owned(),
            ends: "17:00".to_owned(),
            room: room.to_owned(),
            capacity,
        };
        let event = EventId(uuid::Uuid::nil());
        Booked { event, code: "UJI".to_owned(), session, zone: "Asia/Makassar".to_owned() }
    }

    #[test]
    fn a_session_is_never_filled_beyond_its_capacity() {
        let sessions = [session("a", "08:00", "Aula", 1), session("b", "08:00", "Aula", 2)];
        let seats = spread(&[0, 0, 1], 2, &sessions).unwrap_or_default();
        assert_eq!(seats.iter().filter(|s| *s == "b").count(), 2);
        assert!(spread(&[0, 0, 0, 0], 1, &sessions).is_none());
    }

    #[test]
    fn nobody_assesses_in_two_rooms_at_once() {
        let sessions = [session("a", "08:00", "Aula", 2), session("b", "13:00", "Multimedia", 2)];
        assert_eq!(spread(&[0, 0], 1, &sessions), Some(vec!["a".to_owned(); 2]));
        assert!(spread(&[0, 0, 0], 1, &sessions).is_none());
        assert!(spread(&[0, 0, 1, 1], 2, &sessions).is_some());
    }
}
