//! `docs/permits.md` is the table of rules, written down for whoever audits it.

use certification::permit::{Action, RULES, Reach};

const DOCUMENT: &str = include_str!("../../../../docs/permits.md");

#[test]
fn the_document_lists_every_rule_as_it_is() {
    let mut rows = String::new();
    for (duty, reach, actions) in RULES {
        let reach = match reach {
            Reach::Everywhere => "everything",
            Reach::OwnEvent => "their own event",
            Reach::OwnInstitution => "people of their institution",
            Reach::Assigned => "cases assigned to them",
            Reach::Oneself => "themselves",
        };
        let actions: Vec<&str> = actions.iter().map(|action| action.name()).collect();
        rows.push_str(&format!("| {duty} | {reach} | {} |\n", actions.join(", ")));
    }
    assert!(DOCUMENT.ends_with(&rows), "docs/permits.md should end with\n{rows}");
}

#[test]
fn the_document_explains_every_action() {
    for action in Action::ALL {
        assert!(DOCUMENT.contains(&format!("| {} | ", action.name())), "docs/permits.md lacks {}", action.name());
    }
}
