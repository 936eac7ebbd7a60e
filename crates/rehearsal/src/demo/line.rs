//! Takes the cases of an event along the main line, step by step and case after case, each as far as
//! its course says.

use certification::{
    duty::Duty,
    id::{CaseId, EventId, PersonId},
    record::event::{Event, Session},
    stage::Stage,
};

use store::Read as _;

use super::{
    calendar::{Calendar, turn, within},
    course::{Course, reach},
};
use crate::{
    cast::{Cast, activate},
    error::{RehearsalError, script},
    player::{Conclusion, Player},
    seating::Seat,
    stage::Rehearsal,
    verdicts::{Sitting, report},
    written::SLUG,
};

/// A case with its seat and course.
#[derive(Debug, Clone)]
pub struct Entrant {
    /// Its candidate.
    pub candidate: PersonId,
    /// Who assesses it, and when.
    pub seat: Seat,
    /// What is to become of it.
    pub course: Course,
}

/// An event's cases.
pub struct Line<'r> {
    /// Where it plays.
    pub stage: &'r Rehearsal,
    /// The people of the body.
    pub cast: &'r Cast,
    /// The event.
    pub event: EventId,
    /// When.
    pub calendar: Calendar,
    /// The cases.
    pub entrants: Vec<Entrant>,
}

impl Line<'_> {
    /// The players of the cases that come at least so far, each with its number among them.
    fn coming(&self, to: u8) -> Vec<(&Entrant, Player<'_>)> {
        self.entrants
            .iter()
            .filter(|e| reach(e.course.until) >= to)
            .map(|e| (e, Player::new(self.stage, e.seat.case, e.candidate)))
            .collect()
    }

    /// Cases that come to that stage and no further.
    pub fn of_stage(&self, stage: Stage) -> impl Iterator<Item = CaseId> + '_ {
        self.entrants.iter().filter(move |e| e.course.until == stage).map(|e| e.seat.case)
    }

    /// From the invitation to the signed agreement.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn prepare(&self) -> Result<(), RehearsalError> {
        self.apply().await?;
        self.plan().await
    }

    /// From the invitation to the self-assessment.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn apply(&self) -> Result<(), RehearsalError> {
        let staff = self.cast.one(Duty::Staff)?;
        let coming = self.coming(1);
        for (n, (entrant, player)) in coming.iter().enumerate() {
            turn(self.stage, self.calendar.confirm, n, coming.len())?;
            activate(self.stage, entrant.candidate).await?;
            player.confirm().await?;
            if entrant.course.until == Stage::Withdrawn {
                player.withdraw("Bertugas ke luar daerah pada hari asesmen.").await?;
            }
        }
        let coming = self.coming(2);
        for (n, (_, player)) in coming.iter().enumerate() {
            turn(self.stage, self.calendar.apply, n, coming.len())?;
            player.apply().await?;
        }
        let coming = self.coming(3);
        for (n, (entrant, player)) in coming.iter().enumerate() {
            turn(self.stage, self.calendar.check, n, coming.len())?;
            player.check(staff, conclusion(entrant.course.until)).await?;
        }
        let coming = self.coming(4);
        for (n, (_, player)) in coming.iter().enumerate() {
            turn(self.stage, self.calendar.assess_oneself, n, coming.len())?;
            player.assess_oneself().await?;
        }
        Ok(())
    }

    /// Assignment, review, schedule and agreement.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn plan(&self) -> Result<(), RehearsalError> {
        let staff = self.cast.one(Duty::Staff)?;
        let coming = self.coming(5);
        for (n, (entrant, player)) in coming.iter().enumerate() {
            turn(self.stage, self.calendar.assign, n, coming.len())?;
            player.assign(staff, entrant.seat.assessor, "").await?;
        }
        let coming = self.coming(6);
        for (n, (entrant, player)) in coming.iter().enumerate() {
            turn(self.stage, self.calendar.review, n, coming.len())?;
            player.review(entrant.course.until != Stage::NotProceeding).await?;
        }
        let coming = self.coming(7);
        for (n, (entrant, player)) in coming.iter().enumerate() {
            turn(self.stage, self.calendar.schedule, n, coming.len())?;
            player.schedule(staff, &entrant.seat.session).await?;
        }
        // At the stage of agreement, one in two agreements waits for the candidate. Of those who sit the written test only the
        // first has yet to sign, for visitors to do it; the others go on to their assessment.
        let mut waits = false;
        let coming = self.coming(7);
        for (n, (entrant, player)) in coming.iter().enumerate() {
            turn(self.stage, self.calendar.agree, n, coming.len())?;
            let sits = player.file().await?.case.slug == SLUG;
            let (proposes, accepts) = match entrant.course.until {
                Stage::Agreement if sits => (true, std::mem::replace(&mut waits, true)),
                Stage::Agreement => (n % 2 == 0, false),
                _ => (true, true),
            };
            if proposes {
                player.propose().await?;
            }
            if accepts {
                player.accept().await?;
            }
        }
        Ok(())
    }

    /// Assessment, recommendation and report.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn assess(&self) -> Result<(), RehearsalError> {
        let event = self.stage.workflow.reader().get::<Event>(self.event).await?;
        let event = event.ok_or_else(|| script("no event to assess at"))?;
        let mut coming = Vec::new();
        for (entrant, player) in self.coming(8) {
            let session = event.sessions.iter().find(|session| session.id == entrant.seat.session);
            coming.push((session.ok_or_else(|| script("the event has no such session"))?, entrant, player));
        }
        coming.sort_by_key(|(session, ..)| (&session.day, &session.starts, &session.id));
        for (n, (session, entrant, player)) in coming.iter().enumerate() {
            // Nobody is assessed before their session: all rooms of those hours take their turns.
            let together = |other: &Session| (&other.day, &other.starts) == (&session.day, &session.starts);
            let before = coming.iter().take(n).filter(|(other, ..)| together(other)).count();
            let all = coming.iter().filter(|(other, ..)| together(other)).count();
            within(self.stage, session, before, all)?;
            let course = entrant.course;
            player.attend(course.until != Stage::Absent).await?;
            if course.until == Stage::Absent {
                continue;
            }
            if course.until == Stage::Assessment && n % 2 == 0 {
                continue;
            }
            player.examine(course.finding).await?;
            if reach(course.until) < reach(Stage::Recommended) {
                continue;
            }
            player.recommend(course.finding).await?;
            if !course.unsigned {
                player.take_note(course.refuses.then_some("Tidak sependapat dengan hasil unit terakhir.")).await?;
            }
        }
        self.stage.go_to_local(self.calendar.report, super::calendar::ZONE)?;
        for assessor in self.reporting() {
            let refused = self.entrants.iter().any(|e| e.seat.assessor == assessor && e.course.refuses);
            let refusal = refused.then_some("Seorang asesi menolak menandatangani FR.AK.02; hak banding dijelaskan.");
            report(self.stage, assessor, self.event, refusal).await?;
        }
        Ok(())
    }

    /// Assessors of whom every case is recommended or has ended, in order.
    fn reporting(&self) -> Vec<PersonId> {
        let mut all: Vec<PersonId> = self.entrants.iter().map(|e| e.seat.assessor).collect();
        all.sort();
        all.dedup();
        all.retain(|a| {
            let mut own = self.entrants.iter().filter(|e| e.seat.assessor == *a).map(|e| e.course.until);
            own.any(|s| reach(s) >= reach(Stage::Reported))
        });
        all
    }

    /// The panel decides the cases that come so far; where some stay before it, a second panel is left open.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn decide(&self) -> Result<Sitting<'_>, RehearsalError> {
        let manager = self.cast.one(Duty::Manager)?;
        let members: Vec<PersonId> = self.cast.all(Duty::PanelMember).collect();
        let (day, begins) = self.calendar.panel;
        self.stage.go_to_local(begins, super::calendar::ZONE)?;
        let sitting = Sitting::convene(self.stage, manager, self.event, day, members).await?;
        let mut granted = 0;
        for (entrant, _) in self.coming(11) {
            let case = entrant.seat.case;
            if entrant.course.until == Stage::NotGranted {
                sitting.decide(case, "not-granted", "").await?;
                continue;
            }
            granted += 1;
            // One member knows the first of them too well, another is not persuaded by the second.
            match granted {
                1 => sitting.stand_aside(4, case, "subordinate", "Pernah menjadi bawahan langsung saya.").await?,
                2 => sitting.vote(3, case, "not-granted", "Bukti unit terakhir belum cukup baru.").await?,
                _ => {}
            }
            sitting.decide(case, "granted", "").await?;
        }
        sitting.close(manager, self.cast.one(Duty::Head)?).await?;
        Ok(sitting)
    }
}

const fn conclusion(until: Stage) -> Conclusion {
    match until {
        Stage::Returned => Conclusion::Returned,
        Stage::Rejected => Conclusion::Rejected,
        _ => Conclusion::Accepted,
    }
}
