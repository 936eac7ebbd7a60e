//! A consent as a row: what it is about, whether it holds and since when; for the person's own page and for the case.

use certification::{consent::in_order, record::case::Consent};

use super::{Tag, icon};
use crate::{
    i18n::{Message, key},
    page::Page,
};

/// A consent in the reader's words.
#[derive(Debug, Clone)]
pub struct ConsentRow {
    /// Key of the purpose.
    pub purpose: String,
    /// What it is called.
    pub label: String,
    /// For what, who sees it, how long.
    pub terms: [String; 3],
    /// It holds.
    pub given: bool,
    /// Whether it holds, as a label.
    pub tag: Tag,
    /// Since when, and how it came so.
    pub said: String,
}

/// The consents of a case in the order in which they are asked.
#[must_use]
pub fn rows(p: &Page, consents: &[Consent], zone: &str) -> Vec<ConsentRow> {
    in_order(consents).into_iter().filter_map(|consent| row(p, consent, zone)).collect()
}

fn row(p: &Page, consent: &Consent, zone: &str) -> Option<ConsentRow> {
    let locale = p.cx.locale.into();
    let (label, wording) = consent.wording()?;
    let (color, sign, words) = match (consent.given, consent.withdrawn()) {
        (true, _) => ("success", icon("check"), key("consent-given")),
        (false, true) => ("warning", icon("x"), key("consent-withdrawn")),
        (false, false) => ("neutral", icon("minus"), key("consent-refused")),
    };
    let at = p.moment(consent.since(), zone);
    let said = match consent.stops_by() {
        Some(by) => Message::new(key("consent-said-withdrawn")).with("at", at).with("by", p.moment(by, zone)),
        None if consent.changed_at.is_some() => Message::new(key("consent-said-given")).with("at", at),
        None => Message::new(key("consent-said-asked")).with("at", at),
    };
    Some(ConsentRow {
        purpose: consent.purpose.clone(),
        label: label.own(locale),
        terms: [&wording.what_for, &wording.who_sees, &wording.how_long].map(|text| text.own(locale)),
        given: consent.given,
        tag: Tag::new(color, sign, Message::new(words)),
        said: p.m(&said),
    })
}

/// Invented consents: given, refused, withdrawn.
#[must_use]
pub fn invented(p: &Page, zone: &str) -> Vec<ConsentRow> {
    let consent = |purpose: &str, given, changed_at| Consent {
        id: format!("x:{purpose}"),
        case_id: uuid::Uuid::nil().into(),
        person_id: uuid::Uuid::nil().into(),
        purpose: purpose.to_owned(),
        given,
        wording: "2023-1".to_owned(),
        at: p.cx.now - 86_400_000_000,
        changed_at,
    };
    let now = Some(p.cx.now);
    rows(p, &[consent("photo", true, now), consent("register", false, now), consent("research", false, None)], zone)
}
