//! An appeal as a page about its case says it: since when it waits and by when it is answered, or how it was answered.

use certification::{appeal::due, casefile::CaseFile, record::decision::Appeal};

use crate::{i18n::key, page::Page};

/// The last appeal of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct AppealSaid {
    /// It waits for its answer.
    pub open: bool,
    /// Heading.
    pub title: String,
    /// When, and by when.
    pub said: String,
    /// The reason of the answer; empty while there is none.
    pub reason: String,
}

impl AppealSaid {
    /// The last appeal of a case; none where there is none.
    #[must_use]
    pub fn of(p: &Page, file: &CaseFile) -> Option<Self> {
        let appeal = file.appeals.iter().max_by_key(|appeal| appeal.filed_at)?;
        Some(Self::told(p, appeal, &file.event.zone))
    }

    fn told(p: &Page, appeal: &Appeal, zone: &str) -> Self {
        let title = match appeal.outcome.as_deref() {
            None => key("appeal-open"),
            Some("upheld") => key("appeal-upheld"),
            Some(_) => key("appeal-rejected"),
        };
        let said = match appeal.answered_at {
            None => p
                .ta("appeal-open-said")
                .with("at", p.moment(appeal.filed_at, zone))
                .with("due", p.day(&due(appeal, &p.body.settings).to_string())),
            Some(at) => p
                .ta("appeal-answered-said")
                .with("filed", p.moment(appeal.filed_at, zone))
                .with("at", p.moment(at, zone)),
        };
        Self {
            open: appeal.outcome.is_none(),
            title: p.t(title).into_owned(),
            said: said.to_string(),
            reason: appeal.reason.clone().unwrap_or_default(),
        }
    }
}

/// One that waits and one that was answered, for samples.
#[must_use]
pub fn invented(p: &Page, open: bool) -> AppealSaid {
    let appeal = Appeal {
        id: "x:1".to_owned(),
        case_id: uuid::Uuid::from_u128(18).into(),
        person_id: uuid::Uuid::from_u128(19).into(),
        filed_at: p.cx.now,
        outcome: (!open).then(|| "rejected".to_owned()),
        reason: (!open).then(|| "Asesmen mengikuti prosedur.".to_owned()),
        answered_by: None,
        answered_at: (!open).then_some(p.cx.now),
    };
    AppealSaid::told(p, &appeal, "Asia/Makassar")
}
