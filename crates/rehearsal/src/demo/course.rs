//! How far each case of the demonstration comes, and what becomes of it there.

use certification::{entropy::Entropy, stage::Stage};

use crate::{entropy::draw, player::Finding};

/// What is to become of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// The stage it comes to.
    pub until: Stage,
    /// What its assessor finds, where it comes that far.
    pub finding: Finding,
    /// The candidate refuses to sign the result.
    pub refuses: bool,
    /// The candidate has not signed the result yet, so the panel may not decide.
    pub unsigned: bool,
}

const fn until(until: Stage) -> Course {
    Course { until, finding: Finding::K, refuses: false, unsigned: false }
}

const fn found_wanting(stage: Stage) -> Course {
    Course { finding: Finding::Bk, ..until(stage) }
}

/// The first two assessors have finished: their cases stand before the panel or beyond it.
const FINISHED: [Course; 12] = [
    until(Stage::Issued),
    found_wanting(Stage::NotGranted),
    until(Stage::Issuing),
    until(Stage::Reported),
    until(Stage::Issued),
    until(Stage::Granted),
    Course { refuses: true, ..found_wanting(Stage::Reported) },
    until(Stage::Absent),
    until(Stage::Issued),
    until(Stage::Reported),
    until(Stage::Granted),
    until(Stage::Reported),
];

/// The third is at work.
const AT_WORK: [Course; 6] = [
    Course { refuses: true, ..found_wanting(Stage::Recommended) },
    Course { unsigned: true, ..until(Stage::Recommended) },
    until(Stage::Recommended),
    until(Stage::Assessment),
    until(Stage::Assessment),
    until(Stage::Assessment),
];

/// Everybody else: how many at each stage; what is left stands at *agreement*.
const WAITING: [(Stage, usize); 11] = [
    (Stage::Invited, 4),
    (Stage::Draft, 4),
    (Stage::Checking, 4),
    (Stage::Returned, 2),
    (Stage::Rejected, 1),
    (Stage::SelfAssessment, 5),
    (Stage::Unassigned, 4),
    (Stage::Review, 4),
    (Stage::NotProceeding, 1),
    (Stage::Unscheduled, 4),
    (Stage::Withdrawn, 1),
];

/// Courses for cases of which the assessor is known, by number from 0: a case at every stage there is.
#[must_use]
pub fn under_way(assessors: &[usize], dice: &dyn Entropy) -> Vec<Course> {
    let mut waiting: Vec<Stage> = WAITING.iter().flat_map(|(s, n)| std::iter::repeat_n(*s, *n)).collect();
    let others = assessors.iter().filter(|a| **a > 2).count();
    waiting.resize(others.max(waiting.len()), Stage::Agreement);
    for at in (1..waiting.len()).rev() {
        waiting.swap(at, draw(dice, at + 1));
    }
    let mut finished = FINISHED.iter().cycle();
    let mut at_work = AT_WORK.iter().cycle();
    let mut waiting = waiting.into_iter();
    assessors
        .iter()
        .map(|assessor| match assessor {
            0 | 1 => finished.next().copied(),
            2 => at_work.next().copied(),
            _ => waiting.next().map(until),
        })
        .map(|course| course.unwrap_or(until(Stage::Agreement)))
        .collect()
}

/// Lets those who sit the written test come as far as their agreement, and others of that stage wait in their place, so that
/// the hall is seen at work; one of the others stays.
pub fn seat_the_ready(courses: &mut [Course], sits: &[bool]) {
    const BEHIND: [Stage; 4] = [Stage::SelfAssessment, Stage::Unassigned, Stage::Review, Stage::Unscheduled];
    let of = |sit: bool, stages: &[Stage]| -> Vec<usize> {
        let all = courses.iter().zip(sits).enumerate();
        all.filter(|(_, (c, sits))| **sits == sit && stages.contains(&c.until)).map(|(at, _)| at).collect()
    };
    let (behind, ready) = (of(true, &BEHIND), of(false, &[Stage::Agreement]));
    for (one, other) in behind.into_iter().zip(ready.into_iter().skip(1)) {
        courses.swap(one, other);
    }
}

/// Everybody to the end: of every 60 people 43 are competent, spread over the list.
#[must_use]
pub fn finished(cases: usize) -> Vec<Course> {
    (0..cases).map(|n| if n * 17 % 60 < 17 { found_wanting(Stage::NotGranted) } else { until(Stage::Issued) }).collect()
}

/// How far along the main line a stage lies; side stages lie where they branch off.
#[must_use]
pub const fn reach(stage: Stage) -> u8 {
    match stage {
        Stage::Invited => 0,
        Stage::Draft | Stage::Withdrawn => 1,
        Stage::Checking => 2,
        Stage::Returned | Stage::Rejected | Stage::SelfAssessment => 3,
        Stage::Unassigned => 4,
        Stage::Review => 5,
        Stage::NotProceeding | Stage::Unscheduled => 6,
        Stage::Agreement => 7,
        Stage::Absent | Stage::Assessment => 8,
        Stage::Recommended => 9,
        Stage::Reported => 10,
        Stage::NotGranted | Stage::Granted => 11,
        Stage::Issuing => 12,
        Stage::Issued => 13,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededEntropy;

    #[test]
    fn of_sixty_people_forty_three_are_competent() {
        let courses = finished(60);
        assert_eq!(courses.iter().filter(|c| c.finding == Finding::K).count(), 43);
    }

    #[test]
    fn those_who_sit_the_test_come_to_their_agreement_before_others() {
        let mut courses =
            [Stage::Agreement, Stage::Review, Stage::Agreement, Stage::Unscheduled, Stage::Invited].map(until);
        seat_the_ready(&mut courses, &[false, true, false, true, true]);
        let stages = courses.map(|course| course.until);
        assert_eq!(stages, [Stage::Agreement, Stage::Agreement, Stage::Review, Stage::Unscheduled, Stage::Invited]);
    }

    #[test]
    fn under_way_there_is_a_case_at_every_stage() {
        let assessors: Vec<usize> = (0..60).map(|n| n % 11).collect();
        let courses = under_way(&assessors, &SeededEntropy::of(1));
        for stage in Stage::ALL {
            assert!(courses.iter().any(|c| c.until == stage), "{}", stage.as_str());
        }
    }
}
