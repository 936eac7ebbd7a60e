//! Written tests as acts: the bank's items, blueprints and forms; a test of an event, who sits where, papers drawn
//! before the day; what the invigilator does at a seat; and what follows a sitting. What makes a good item, form or paper is judged by crate
//! `exam`, and comes here as content that is already sealed.

pub mod bank;
pub mod plan;
pub mod proposal;
pub mod reseat;
pub mod result;
pub mod seat;
pub mod sheet;
pub mod standard;
pub mod standard_end;

pub use bank::{
    BlueprintFile, ExamFormFile, FreezeForm, ItemFile, KeepBlueprint, KeepParts, PartsFile, StepItem, WithdrawForm,
};
pub use plan::{
    ChangeWord, DrawPapers, Drawn, ExamFile, NewSeat, NoteRoom, PlanExam, SeatCandidates, SetExamStatus, TestPlan,
    form_spoiled,
};
pub use proposal::ApproveProposal;
pub use reseat::{ChangeSeat, TakeSeatAway};
pub use result::{CorrectMark, MarkAnswer, MarkingFile, ReleaseResults, ResultFile, ScoreExam};
pub use seat::{AdjustSeat, AtSeat, SeatDeed, SittingFile};
pub use sheet::{EnterSheet, KeySheet, SheetFile};
pub use standard::{
    ApproveCut, CloseRound, MOST_JUDGES, NoteDiscussion, OpenRound, OpenStudy, RatingFile, SaveRating, StudyFile,
};
pub use standard_end::{CancelRound, ReleaseJudge, WithdrawStudy};
