//! What waits at an event, and for whom.

use certification::{permit::Action, record::event::Event, stage::Stage};
use store::view::Group;
use workflow::roster;

use super::cases_at;
use crate::{
    Page,
    i18n::key,
    pages::event::may,
    part::{Icon, icon},
};

/// Something that waits.
#[derive(Debug, Clone)]
pub(super) struct Need {
    pub(super) color: &'static str,
    pub(super) icon: Icon,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) go: &'static str,
}

/// What whoever is asked must be allowed to do; nothing where it waits for somebody outside, whom all may remind.
const fn wanted(at: Stage) -> Option<Action> {
    match at {
        Stage::Checking => Some(Action::VerifyApplication),
        Stage::Unassigned | Stage::Unscheduled | Stage::Recommended => Some(Action::Assign),
        Stage::Reported => Some(Action::SeePanel),
        _ => None,
    }
}

/// What waits, the first that can be done about on top: of whoever reads, only what they can do about.
pub(super) fn needs(
    p: &Page,
    event: &Event,
    groups: &[Group],
    assessors: &[roster::OfEvent],
    waiting: i64,
) -> Vec<Need> {
    let mut out = Vec::new();
    let mut need = |color, icon, title: String, href: String, go| out.push(Need { color, icon, title, href, go });
    let own = format!("/acara/{}", event.id);
    if waiting > 0 {
        let said = p.ta("event-need-rows").with("n", waiting).to_string();
        need("warning", icon("upload"), said, format!("{own}/peserta"), key("event-go-import"));
    }
    let count = |at: Stage| groups.iter().filter(|g| g.stage == at).map(|g| g.n).sum::<i64>();
    let stages = [
        (Stage::Checking, "warning", key("event-need-checking"), icon("list-checks")),
        (Stage::Unassigned, "warning", key("event-need-unassigned"), icon("user")),
        (Stage::Unscheduled, "warning", key("event-need-unscheduled"), icon("calendar")),
        (Stage::Returned, "info", key("event-need-returned"), icon("rotate-ccw")),
        (Stage::Invited, "info", key("event-need-invited"), icon("mail")),
        (Stage::Recommended, "info", key("event-need-recommended"), icon("file-text")),
        (Stage::Reported, "info", key("event-need-reported"), icon("gavel")),
    ];
    for (at, color, words, icon) in stages {
        let n = count(at);
        if n > 0 && wanted(at).is_none_or(|action| may(p, action, event.id)) {
            let said = p.ta(words).with("n", n).to_string();
            let (href, go) = match at {
                Stage::Unscheduled => (format!("{own}/jadwal?sesi=-"), key("event-go-seating")),
                Stage::Reported => (format!("/pleno?acara={}", event.id), key("event-go-panel")),
                _ => (cases_at(event.id, at), key("event-go-cases")),
            };
            need(color, icon, said, href, go);
        }
    }
    let ending = assessors.iter().filter(|a| a.runs_out(event)).count();
    if ending > 0 && may(p, Action::Assign, event.id) {
        let said = p.ta("event-need-registration").with("n", ending).to_string();
        need("warning", icon("clock"), said, format!("{own}/asesor"), key("event-go-assessors"));
    }
    if !event.venue_verified && p.body.settings.yes("venue.verified_first") && may(p, Action::ChangeEvent, event.id) {
        let said = p.t("event-need-venue").into_owned();
        need("warning", icon("triangle-alert"), said, format!("{own}/ubah"), key("event-go-change"));
    }
    if event.sessions.is_empty() && may(p, Action::ChangeEvent, event.id) {
        let said = p.t("event-need-sessions").into_owned();
        need("warning", icon("calendar"), said, format!("{own}/ubah"), key("event-go-plan"));
    }
    out
}

#[cfg(test)]
mod tests {
    use certification::{
        duty::Duty,
        permit::{RULES, Reach},
        stage::Stage,
    };

    use super::wanted;

    #[test]
    fn a_facilitator_is_not_asked_for_what_only_staff_may_do() {
        let may = |action| {
            RULES.iter().any(|(duty, reach, actions)| {
                *duty == Duty::Facilitator && *reach == Reach::OwnEvent && actions.contains(&action)
            })
        };
        for at in [Stage::Checking, Stage::Unassigned, Stage::Unscheduled, Stage::Recommended, Stage::Reported] {
            assert!(wanted(at).is_some_and(|action| !may(action)), "{at:?}");
        }
        assert!(wanted(Stage::Invited).is_none(), "whoever was invited may be reminded by all");
    }
}
