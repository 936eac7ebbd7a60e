//! Seats before the start: taken away from who does not come, or exchanged. Judged against the seat itself and kept in
//! the candidate's own stream, since the reason may say something about them.

use serde::Serialize;

use super::seat::SittingFile;
use crate::{
    act::{Act, Context},
    permit::Action,
    refusal::{Refusal, require},
};

/// Characters of a reason.
const MOST_IN_REASON: usize = 500;

fn before_the_start(file: &SittingFile, begun: bool, reason: &str) -> Result<(), Refusal> {
    require(matches!(file.exam.status.as_str(), "planned" | "frozen"), "exam.ended")?;
    require(!begun, "exam.seat-begun")?;
    require(!file.sitting.taken_away, "exam.unknown-seat")?;
    require(!reason.trim().is_empty(), "sitting.reason-wanted")?;
    if reason.chars().count() > MOST_IN_REASON {
        return Err(Refusal::new("sitting.text-too-long").with("most", MOST_IN_REASON));
    }
    Ok(())
}

/// Takes a seat away before its candidate has begun. The number is free for another; given a seat again, the candidate
/// finds the paper that was drawn for them.
#[derive(Debug, Clone, Serialize)]
pub struct TakeSeatAway {
    /// Why.
    pub reason: String,
    /// Something has happened at this seat already, looked up.
    #[serde(skip)]
    pub begun: bool,
}

impl Act for TakeSeatAway {
    type File = SittingFile;
    const NAME: &'static str = "TakeSeatAway";
    const ACTION: Action = Action::PlanExam;

    fn judge(&self, file: &mut SittingFile, context: &Context<'_>) -> Result<(), Refusal> {
        before_the_start(file, self.begun, &self.reason)?;
        file.sitting.taken_away = true;
        file.sitting.seat = beside(context);
        Ok(())
    }
}

/// Gives a candidate another seat before they have begun; the paper goes with them.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeSeat {
    /// Its number from 1; none while two exchange theirs and this one makes room.
    pub seat: Option<i64>,
    /// Why.
    pub reason: String,
    /// Something has happened at this seat already, looked up.
    #[serde(skip)]
    pub begun: bool,
}

impl Act for ChangeSeat {
    type File = SittingFile;
    const NAME: &'static str = "ChangeSeat";
    const ACTION: Action = Action::PlanExam;

    fn judge(&self, file: &mut SittingFile, context: &Context<'_>) -> Result<(), Refusal> {
        before_the_start(file, self.begun, &self.reason)?;
        require(self.seat.is_none_or(|seat| (1..=100_000).contains(&seat)), "exam.seat")?;
        file.sitting.seat = self.seat.unwrap_or_else(|| beside(context));
        Ok(())
    }
}

/// A number that is no seat of the room and that no other has: below 0, by the clock.
fn beside(context: &Context<'_>) -> i64 {
    -context.now.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{act::Outcome, setting::Settings};

    struct Zero;
    impl crate::entropy::Entropy for Zero {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }

    fn file(status: &str) -> SittingFile {
        let exam = serde_json::json!({
            "id": uuid::Uuid::nil(), "event_id": uuid::Uuid::nil(), "slug": "ld", "name": "Tes", "room": "", "forms": [],
            "clock": "hall", "minutes": 60, "opens": 0, "last_start": 0, "calculator": false, "safe_browser": null,
            "sealed_text": "", "status": status, "reason": null, "created_at": 0,
        });
        let sitting = serde_json::json!({
            "id": uuid::Uuid::nil(), "exam_id": uuid::Uuid::nil(), "event_id": uuid::Uuid::nil(),
            "case_id": uuid::Uuid::nil(), "person_id": uuid::Uuid::nil(), "seat": 7, "extra_minutes": 0,
            "extra_percent": 0, "form_id": null, "sealed_text": "", "paper": "", "shown": "", "questions": 0,
            "deeds": 0, "voided": false, "drawn_at": null, "taken_away": false,
        });
        SittingFile {
            exam: serde_json::from_value(exam).unwrap(),
            sitting: serde_json::from_value(sitting).unwrap(),
            outcome: Outcome::default(),
        }
    }

    fn judged(act: &impl Act<File = SittingFile>, file: &mut SittingFile) -> Result<(), String> {
        let settings = Settings::default();
        let permit = crate::permit::system(Action::PlanExam);
        let context = Context { permit, now: 1_000, entropy: &Zero, settings: &settings };
        act.judge(file, &context).map_err(|refusal| refusal.code)
    }

    #[test]
    fn a_seat_is_taken_away_with_a_reason_and_before_the_start_only() {
        let away = |reason: &str, begun| TakeSeatAway { reason: reason.to_owned(), begun };
        assert_eq!(judged(&away(" ", false), &mut file("frozen")), Err("sitting.reason-wanted".to_owned()));
        assert_eq!(judged(&away("mundur", true), &mut file("frozen")), Err("exam.seat-begun".to_owned()));
        assert_eq!(judged(&away("mundur", false), &mut file("closed")), Err("exam.ended".to_owned()));
        let mut taken = file("frozen");
        judged(&away("mundur", false), &mut taken).unwrap();
        assert!(taken.sitting.taken_away && taken.sitting.seat < 0, "the number is free");
        assert_eq!(judged(&away("mundur", false), &mut taken), Err("exam.unknown-seat".to_owned()));
    }

    #[test]
    fn who_exchanges_steps_aside_first() {
        let change = |seat| ChangeSeat { seat, reason: "dekat jendela".to_owned(), begun: false };
        let mut one = file("planned");
        judged(&change(None), &mut one).unwrap();
        assert!(one.sitting.seat < 0 && !one.sitting.taken_away);
        judged(&change(Some(9)), &mut one).unwrap();
        assert_eq!(one.sitting.seat, 9);
        assert_eq!(judged(&change(Some(0)), &mut one), Err("exam.seat".to_owned()));
    }
}
