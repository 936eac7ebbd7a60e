//! What each stage of a case is called, its icon and its colour. *Belum kompeten* is grey.

use certification::stage::Stage;

use super::{Icon, Tag, icon};
use crate::i18n::{Message, key};

/// Colour, icon and key of a stage.
#[must_use]
pub const fn look(stage: Stage) -> (&'static str, Icon, &'static str) {
    match stage {
        Stage::Invited => ("info", icon("mail"), key("stage-invited")),
        Stage::Draft => ("accent", icon("pencil"), key("stage-draft")),
        Stage::Checking => ("accent", icon("clock"), key("stage-checking")),
        Stage::Returned => ("warning", icon("rotate-ccw"), key("stage-returned")),
        Stage::Rejected => ("danger", icon("ban"), key("stage-rejected")),
        Stage::SelfAssessment => ("accent", icon("list-checks"), key("stage-self-assessment")),
        Stage::Unassigned => ("warning", icon("user"), key("stage-unassigned")),
        Stage::Review => ("accent", icon("eye"), key("stage-review")),
        Stage::NotProceeding => ("neutral", icon("minus"), key("stage-not-proceeding")),
        Stage::Unscheduled => ("warning", icon("calendar"), key("stage-unscheduled")),
        Stage::Agreement => ("accent", icon("pen-line"), key("stage-agreement")),
        Stage::Assessment => ("accent", icon("clipboard-check"), key("stage-assessment")),
        Stage::Recommended => ("info", icon("file-text"), key("stage-recommended")),
        Stage::Reported => ("accent", icon("gavel"), key("stage-reported")),
        Stage::Granted => ("success", icon("check"), key("stage-granted")),
        Stage::NotGranted => ("neutral", icon("minus"), key("stage-not-granted")),
        Stage::Issuing => ("info", icon("loader"), key("stage-issuing")),
        Stage::Issued => ("success", icon("award"), key("stage-issued")),
        Stage::Absent => ("neutral", icon("user-x"), key("stage-absent")),
        Stage::Withdrawn => ("neutral", icon("log-out"), key("stage-withdrawn")),
    }
}

/// The label of a stage.
#[must_use]
pub const fn tag(stage: Stage) -> Tag {
    let (color, icon, key) = look(stage);
    Tag::new(color, icon, Message::new(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_shamed_for_not_yet_being_competent() {
        assert_eq!(look(Stage::NotGranted).0, "neutral");
        assert_eq!(look(Stage::Absent).0, "neutral");
    }
}
