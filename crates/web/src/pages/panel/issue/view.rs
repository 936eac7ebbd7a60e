//! What the page of a bulk issue shows.

use askama::Template;
use certification::id::{CertificateId, PanelId};

use crate::{
    Page,
    i18n::{Message, key},
    part::{Bar, Spine, Tag, icon, kit::Count},
    samples::Samples,
};

/// Somebody who was granted.
#[derive(Debug, Clone)]
pub struct Row {
    /// Spine label of the case.
    pub spine: Spine,
    /// Name as it will stand on the certificate.
    pub name: String,
    /// The certificate, once it has its number.
    pub certificate: Option<(CertificateId, String)>,
    /// How far it is.
    pub tag: Tag,
    /// What is wrong, where a person must act.
    pub trouble: Option<String>,
    /// Printing may be ordered anew.
    pub again: bool,
    /// The same, for filters.
    pub kind: Kind,
}

/// How far a certificate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Not ordered yet, or ordered and not reached.
    Waits,
    /// Has its number.
    Numbered,
    /// Is out.
    Issued,
    /// A person must act.
    Trouble,
}

/// The issue.
#[derive(Debug, Clone)]
pub struct IssueView {
    /// The panel.
    pub id: PanelId,
    /// Title of the event.
    pub title: String,
    /// Number and day of the decree.
    pub decree: Option<(String, String)>,
    /// How many are granted.
    pub granted: usize,
    /// How many of them wait for the order.
    pub waits: usize,
    /// How many are out.
    pub issued: usize,
    /// Issued of granted.
    pub bar: Bar,
    /// The strip.
    pub counts: Vec<Count>,
    /// Those shown.
    pub rows: Vec<Row>,
    /// Not in it: how many, and why.
    pub left_out: Vec<Message>,
    /// The sum in figures.
    pub sum: String,
    /// Work is under way.
    pub running: bool,
    /// The order can be given.
    pub may_order: bool,
    /// May issue at all.
    pub may_issue: bool,
    /// May open a certificate.
    pub may_see: bool,
}

#[derive(Template)]
#[template(path = "panel/issue.html")]
pub struct Issue<'a> {
    pub p: &'a Page,
    pub view: &'a IssueView,
}

/// Before the order, under way, done.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let id = PanelId(uuid::Uuid::from_u128(1));
    let row = |kind, color, words: &'static str, certificate: bool, again| Row {
        spine: Spine::new("LD", 31, "Ramadhani"),
        name: "Noor Hasanah Ramadhani".to_owned(),
        certificate: certificate
            .then(|| (CertificateId(uuid::Uuid::from_u128(5)), "91012 2631 4 0000239 2026".to_owned())),
        tag: Tag::new(color, icon("check"), Message::new(words)),
        trouble: (kind == Kind::Trouble).then(|| p.t("issuance-print-stopped").into_owned()),
        again,
        kind,
    };
    let count = |n, words: &str, current| Count { n, words: words.to_owned(), href: "#".to_owned(), current };
    let before = IssueView {
        id,
        title: "Kalsel 2026".to_owned(),
        decree: Some(("041/SK/LSP/XII/2026".to_owned(), "2026-12-15".to_owned())),
        granted: 43,
        waits: 43,
        issued: 0,
        bar: Bar { done: 0, whole: 43, label: "0/43".to_owned() },
        counts: vec![count(43, "Semua", true), count(0, "Terbit", false)],
        rows: vec![row(Kind::Waits, "neutral", key("issuance-waits"), false, false)],
        left_out: vec![Message::new(key("issuance-out-not-granted")).with("n", 7)],
        sum: "43 + 7 + 10 = 60".to_owned(),
        running: false,
        may_order: true,
        may_issue: true,
        may_see: true,
    };
    samples.add("panel/issue", &Issue { p, view: &before });
    let running = IssueView {
        issued: 28,
        bar: Bar { done: 28, whole: 43, label: "28/43".to_owned() },
        rows: vec![
            row(Kind::Trouble, "warning", key("issuance-trouble"), true, true),
            row(Kind::Numbered, "accent", key("issuance-printing"), true, false),
            row(Kind::Issued, "success", key("issuance-issued"), true, false),
        ],
        running: true,
        may_order: false,
        ..before.clone()
    };
    samples.add("panel/issue running", &Issue { p, view: &running });
    let done = IssueView { issued: 43, running: false, waits: 0, ..running };
    samples.add("panel/issue done", &Issue { p, view: &done });
    let unsigned = IssueView {
        decree: None,
        rows: Vec::new(),
        granted: 0,
        may_order: false,
        may_issue: false,
        may_see: false,
        ..before
    };
    samples.add("panel/issue unsigned", &Issue { p, view: &unsigned });
}
