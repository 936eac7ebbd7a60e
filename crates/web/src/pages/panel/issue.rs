//! Bulk issue: who gets a certificate by this decree and who not, adding up to everybody registered; the
//! work as it goes; and by name what needs a person.

use std::collections::{HashMap, HashSet};

use axum::extract::{Path, Query, State};
use certification::{
    appeal::FROZEN,
    casefile::label,
    id::{CaseId, CertificateId, PanelId},
    permit::{Action, Object, check},
    record::{
        case::Case,
        certificate::Certificate,
        decision::{Appeal, Decision, Panel},
        event::Event,
        person::Person,
        scheme::SchemeVersion,
    },
    refusal::Refusal,
};
use serde::Deserialize;
use store::{Find, JobState, Read as _};
use workflow::{issue::refused, may_see};

use self::view::{Issue, IssueView, Kind, Row};
use super::parts::{panel_id, said};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError, html,
    i18n::{Message, key},
    page::see_other,
    part::{Bar, Spine, Tag, icon, kit::Count},
};

pub mod view;

/// `/pleno/{panel}/terbit`.
pub fn routes() -> Routes {
    Routes::new()
        .get("/pleno/{panel}/terbit", Guard::Signed(Action::SeePanel), show)
        .post("/pleno/{panel}/terbit", Guard::Signed(Action::IssueCertificate), order)
        .post("/pleno/{panel}/terbit/cetak", Guard::Signed(Action::IssueCertificate), print_again)
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    lihat: String,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let view = issue_view(&app, &p, panel_id(&id)?, &asked.lihat).await?;
    html(&Issue { p: &p, view: &view })
}

/// What there is to issue, read once.
struct Records {
    panel: Panel,
    event: Event,
    cases: Vec<Case>,
    decisions: HashMap<CaseId, Decision>,
    certificates: HashMap<CaseId, Certificate>,
    /// Cases of which an appeal waits for its answer.
    appealed: HashSet<CaseId>,
    /// What the last order could not issue, and why.
    refused: HashMap<CaseId, Refusal>,
    people: HashMap<certification::id::PersonId, String>,
    abbr: HashMap<certification::id::SchemeVersionId, String>,
}

async fn records(app: &AppState, id: PanelId) -> Result<Records, WebError> {
    let mut reader = app.flow().reader();
    let panel: Panel = reader.get(id).await?.ok_or(WebError::NotFound)?;
    let event: Event = reader.get(panel.event_id).await?.ok_or(WebError::NotFound)?;
    let cases: Vec<Case> = reader.find(&Find::by("event_id", event.id).order_by(&["running"])).await?;
    let of_cases = Find::all().one_of("case_id", cases.iter().map(|c| c.id));
    let decisions: Vec<Decision> = reader.find(&of_cases).await?;
    let certificates: Vec<Certificate> = reader.find(&of_cases).await?;
    let appeals: Vec<Appeal> = reader.find(&of_cases.clone().null("outcome")).await?;
    let people: Vec<Person> = reader.find(&Find::all().one_of("id", cases.iter().map(|c| c.person_id))).await?;
    let schemes: Vec<SchemeVersion> =
        reader.find(&Find::all().one_of("id", event.offers.iter().map(|o| o.scheme_version_id))).await?;
    Ok(Records {
        decisions: decisions
            .into_iter()
            .filter(|d| !d.superseded && d.outcome != "returned")
            .map(|d| (d.case_id, d))
            .collect(),
        certificates: certificates.into_iter().filter(|c| c.status != "superseded").map(|c| (c.case_id, c)).collect(),
        people: people.into_iter().map(|p| (p.id, p.full_name())).collect(),
        abbr: schemes.into_iter().map(|s| (s.id, s.abbr)).collect(),
        appealed: appeals.into_iter().map(|appeal| appeal.case_id).collect(),
        refused: HashMap::new(),
        panel,
        event,
        cases,
    })
}

async fn issue_view(app: &AppState, p: &Page, id: PanelId, shown: &str) -> Result<IssueView, WebError> {
    let mut records = records(app, id).await?;
    let (actor, object) = (p.actor()?, Object::event(records.event.id));
    may_see(actor, Action::SeePanel, &object)?;
    let flow = app.flow();
    let order = flow.issue_order(id).await?;
    let busy = order.as_ref().is_some_and(|o| matches!(o.state, JobState::Waiting | JobState::Leased));
    let ordered = order.is_some();
    records.refused = order.as_ref().map(refused).unwrap_or_default().into_iter().collect();
    let mut rows = Vec::new();
    for case in &records.cases {
        if records.decisions.get(&case.id).is_some_and(|d| d.panel_id == id && d.outcome == "granted") {
            rows.push(row(app, p, &records, case, busy, ordered).await?);
        }
    }
    let n = |kind| rows.iter().filter(|r| r.kind == kind).count();
    let (waits, numbered, issued, trouble) = (n(Kind::Waits), n(Kind::Numbered), n(Kind::Issued), n(Kind::Trouble));
    let granted = rows.len();
    let left_out = left_out(&records, id);
    let sum = std::iter::once(granted).chain(left_out.iter().map(|(n, _)| *n));
    let sum = sum.filter(|n| *n > 0).map(|n| p.n(n as i64)).collect::<Vec<_>>().join(" + ");
    let may_issue = records.panel.status == "signed" && check(actor, Action::IssueCertificate, &object).is_ok();
    let shown = if matches!(shown, "menunggu" | "terbit" | "nomor" | "perlu") { shown } else { "semua" };
    let count = |name: &str, n: usize, words: &str| Count {
        n: n as i64,
        words: p.t(words).into_owned(),
        href: format!("/pleno/{id}/terbit?lihat={name}"),
        current: name == shown,
    };
    let counts = vec![
        count("semua", granted, key("issuance-count-all")),
        count("menunggu", waits, key("issuance-count-waits")),
        count("terbit", issued, key("issuance-count-issued")),
        count("nomor", numbered, key("issuance-count-numbered")),
        count("perlu", trouble, key("issuance-count-trouble")),
    ];
    let wanted = |r: &Row| match shown {
        "menunggu" => r.kind == Kind::Waits,
        "terbit" => r.kind == Kind::Issued,
        "nomor" => r.kind == Kind::Numbered,
        "perlu" => r.kind == Kind::Trouble,
        _ => true,
    };
    let unnumbered = rows.iter().any(|r| r.certificate.is_none());
    let mut rows: Vec<Row> = rows.into_iter().filter(wanted).collect();
    rows.sort_by_key(|r| r.kind != Kind::Trouble);
    let done = p.ta("issuance-progress").with("n", issued).with("all", granted).to_string();
    Ok(IssueView {
        id,
        title: records.event.title.clone(),
        decree: records.panel.decree_number.clone().zip(records.panel.decree_on.clone()),
        granted,
        waits,
        issued,
        bar: Bar { done: issued as i64, whole: granted as i64, label: done },
        counts,
        rows,
        left_out: left_out.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| Message::new(key).with("n", n)).collect(),
        sum: format!("{sum} = {}", p.n(records.cases.len() as i64)),
        running: busy || numbered > 0,
        may_order: may_issue && unnumbered && !busy,
        may_issue,
        may_see: check(actor, Action::DownloadCertificate, &Object::body()).is_ok(),
    })
}

async fn row(
    app: &AppState,
    p: &Page,
    records: &Records,
    case: &Case,
    busy: bool,
    ordered: bool,
) -> Result<Row, WebError> {
    let flow = app.flow();
    let name = records.people.get(&case.person_id).cloned().unwrap_or_default();
    let certificate = records.certificates.get(&case.id);
    let (mut trouble, mut again) = (None, false);
    let kind = match certificate.map(|c| c.status.as_str()) {
        None => {
            let signs = flow.unprintable(&name);
            let bar = if records.appealed.contains(&case.id) {
                Some(Refusal::new(FROZEN))
            } else if signs > 0 {
                Some(Refusal::new("paper.glyphs").with("signs", signs))
            } else {
                // What the order met may be mended since; until the next order nobody knows.
                records.refused.get(&case.id).filter(|why| why.code != FROZEN && why.code != "paper.glyphs").cloned()
            };
            if let Some(why) = bar {
                trouble = Some(said(p, &why));
                Kind::Trouble
            } else if ordered && !busy {
                trouble = Some(p.t("issuance-not-issued").into_owned());
                Kind::Trouble
            } else {
                Kind::Waits
            }
        }
        Some("issuing") => {
            let state = match certificate {
                Some(c) => flow.print_order(c.id).await?.map(|j| j.state),
                None => None,
            };
            if matches!(state, Some(JobState::Waiting | JobState::Leased)) {
                Kind::Numbered
            } else {
                trouble = Some(p.t("issuance-print-stopped").into_owned());
                again = true;
                Kind::Trouble
            }
        }
        Some(_) => Kind::Issued,
    };
    let tag = match kind {
        Kind::Waits => Tag::new("neutral", icon("hourglass"), Message::new(key("issuance-waits"))),
        Kind::Numbered => Tag::new("accent", icon("clock"), Message::new(key("issuance-printing"))),
        Kind::Issued => Tag::new("success", icon("check"), Message::new(key("issuance-issued"))),
        Kind::Trouble => Tag::new("warning", icon("triangle-alert"), Message::new(key("issuance-trouble"))),
    };
    let label = label(records.abbr.get(&case.scheme_version_id).map_or("", String::as_str), case);
    Ok(Row {
        spine: Spine::of(&label).to(format!("/pleno/{}/kasus/{}", records.panel.id, case.id)),
        name: certificate.and_then(|c| c.holder.clone()).unwrap_or(name),
        certificate: certificate.map(|c| (c.id, c.number.clone())),
        tag,
        trouble,
        again,
        kind,
    })
}

/// Who is not in it: so many, and why.
fn left_out(records: &Records, panel: PanelId) -> Vec<(usize, &'static str)> {
    let (mut not_granted, mut elsewhere, mut ended, mut undecided) = (0, 0, 0, 0);
    for case in &records.cases {
        match records.decisions.get(&case.id) {
            Some(d) if d.panel_id != panel => elsewhere += 1,
            Some(d) if d.outcome == "granted" => {}
            Some(_) => not_granted += 1,
            None if case.stage.ended() => ended += 1,
            None => undecided += 1,
        }
    }
    vec![
        (not_granted, key("issuance-out-not-granted")),
        (elsewhere, key("issuance-out-elsewhere")),
        (ended, key("issuance-out-ended")),
        (undecided, key("issuance-out-undecided")),
    ]
}

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn order(State(app): State<AppState>, p: Page, Path(id): Path<String>, _: Form<Nothing>) -> Answer {
    let id = panel_id(&id)?;
    app.flow().order_issue(p.actor()?, id).await?;
    Ok(see_other(&format!("/pleno/{id}/terbit")))
}

#[derive(Debug, Deserialize)]
struct Which {
    sertifikat: CertificateId,
}

async fn print_again(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Which>) -> Answer {
    let id = panel_id(&id)?;
    app.flow().order_print(p.actor()?, form.value.sertifikat).await?;
    Ok(see_other(&format!("/pleno/{id}/terbit")))
}
