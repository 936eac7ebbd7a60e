//! The history of a case from the journal: who did what and when, in words.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{casefile::CaseFile, id::PersonId, permit::Action, stage::Stage};
use serde::Deserialize;
use serde_json::Value;
use store::{
    HistoryEntry, Reader,
    journal::{act_of, journal_of},
    view::person_names,
};

use super::visible;
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    i18n::{Message, key},
    part::{case::CaseHead, kit::Past},
    samples::Samples,
};

/// Entries of a page.
const ROWS: i64 = 50;

pub(super) fn routes() -> Routes {
    Routes::new().get("/berkas/{case}/riwayat", Guard::Signed(Action::SeeJournal), show)
}

/// What an act did, by its name in the journal and its payload.
pub(in crate::pages) fn said(act: &str, payload: &Value) -> Message {
    let text = |name: &str| payload.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let coded = |words: &'static str| Message::new(words).with("form", text("code"));
    match act {
        "InviteParticipant" => Message::new(key("act-invited")),
        "ConfirmParticipation" => Message::new(key("act-confirmed")),
        "HandInDocument" => Message::new(key("act-document")),
        "TakeBackDocument" => Message::new(key("act-document-back")),
        "VerifyRequirement" => match text("verdict").as_str() {
            "meets" => Message::new(key("act-need-meets")),
            "does-not" => Message::new(key("act-need-does-not")),
            _ => Message::new(key("act-need-missing")),
        },
        "ConcludeApplication" => Message::new(key("act-concluded")),
        "Withdraw" => Message::new(key("act-withdrew")),
        "WithdrawOnBehalf" => Message::new(key("act-withdrew-for")),
        "AssignAssessor" => match text("reason").trim() {
            "" => Message::new(key("act-assigned")),
            reason => Message::new(key("act-assigned-why")).with("reason", reason.to_owned()),
        },
        "Schedule" => Message::new(key("act-scheduled")),
        "DeclareConflict" if payload.get("free") == Some(&Value::Bool(true)) => Message::new(key("act-free")),
        "DeclareConflict" => Message::new(key("act-conflict")),
        "ObjectToAssessor" => Message::new(key("act-objected")),
        "RecordTie" => Message::new(key("act-tie")),
        "RecordPresence" | "RecordAttendance" if payload.get("present") == Some(&Value::Bool(true)) => {
            Message::new(key("act-present"))
        }
        "RecordPresence" | "RecordAttendance" => Message::new(key("act-absent")),
        "SubmitForm" => coded(key("act-submitted")),
        "SignForm" => coded(key("act-signed")),
        "RefuseToSign" => coded(key("act-refused")),
        "ReopenForm" => coded(key("act-reopened")),
        "ReportEvent" => Message::new(key("act-reported")),
        "AnswerAppeal" if payload.get("outcome").and_then(Value::as_str) == Some("upheld") => {
            Message::new(key("act-appeal-upheld"))
        }
        "AnswerAppeal" => Message::new(key("act-appeal-rejected")),
        "OrderPrint" => Message::new(key("act-print-ordered")),
        "CastVote" => Message::new(key("act-voted")),
        "StandAside" => Message::new(key("act-aside")),
        "Decide" => Message::new(key("act-decided")),
        "IssueCertificate" => Message::new(key("act-issue")),
        "CompleteIssue" => Message::new(key("act-issued")),
        "ChangeConsent" if payload.get("given") == Some(&Value::Bool(true)) => Message::new(key("act-consent-given")),
        "ChangeConsent" => Message::new(key("act-consent-withdrawn")),
        "ChangeCertificateStatus" => Message::new(key("act-status")),
        "SupersedeCertificate" => Message::new(key("act-superseded")),
        other => Message::new(key("act-other")).with("act", other.to_owned()),
    }
}

/// Entries in the reader's words.
async fn told(
    reader: &mut Reader,
    p: &Page,
    file: &CaseFile,
    entries: Vec<HistoryEntry>,
) -> Result<Vec<Past>, WebError> {
    let actors: Vec<PersonId> = entries.iter().filter_map(|e| e.actor).collect();
    let names: HashMap<PersonId, String> = person_names(reader, &actors).await?;
    let stream = format!("case/{}", file.case.id);
    let mut past = Vec::with_capacity(entries.len());
    for entry in entries {
        let payload = act_of(reader, &stream, entry.seq).await?.map_or(Value::Null, |(payload, _)| payload);
        let who = match entry.actor {
            Some(id) => names.get(&id).cloned().unwrap_or_else(|| p.t("case-erased").into_owned()),
            None => p.t("act-house").into_owned(),
        };
        let did = p.m(&said(&entry.act_type, &payload));
        past.push(Past { at: entry.occurred_at, zone: file.event.zone.clone(), said: format!("{who} {did}") });
    }
    Ok(past)
}

/// The last few entries, and whether there are more.
pub(super) async fn short(reader: &mut Reader, p: &Page, file: &CaseFile) -> Result<(Vec<Past>, bool), WebError> {
    const FEW: i64 = 6;
    let mut entries = journal_of(reader, &format!("case/{}", file.case.id), None, FEW + 1).await?;
    let more = entries.len() as i64 > FEW;
    entries.truncate(FEW as usize);
    Ok((told(reader, p, file, entries).await?, more))
}

#[derive(Template)]
#[template(path = "case/history.html")]
struct History<'a> {
    p: &'a Page,
    head: &'a CaseHead,
    entries: &'a [Past],
    older: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// Sequence before which the page begins.
    sebelum: Option<i64>,
}

async fn show(app: State<AppState>, p: Page, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::SeeJournal).await?;
    let mut reader = app.flow().reader();
    let stream = format!("case/{}", file.case.id);
    let mut entries = journal_of(&mut reader, &stream, asked.sebelum, ROWS + 1).await?;
    let more = entries.len() as i64 > ROWS;
    entries.truncate(ROWS as usize);
    let older =
        entries.last().filter(|_| more).map(|last| format!("/berkas/{}/riwayat?sebelum={}", file.case.id, last.seq));
    let entries = told(&mut reader, &p, &file, entries).await?;
    html(&History { p: &p, head: &CaseHead::of(&file), entries: &entries, older })
}

/// An invented history.
pub(super) fn invented(p: &Page) -> Vec<Past> {
    let zone = "Asia/Makassar".to_owned();
    let form = |words| Message::new(words).with("form", "FR.APL.01");
    [Message::new(key("act-need-meets")), form(key("act-signed")), form(key("act-submitted"))]
        .iter()
        .enumerate()
        .map(|(n, message)| Past {
            at: p.cx.now - n as i64 * 86_400_000_000,
            zone: zone.clone(),
            said: format!("Dian Prameswari {}", p.m(message)),
        })
        .collect()
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let head = CaseHead::invented(Stage::Checking, p.cx.now);
    let entries = invented(p);
    samples.add("case/history", &History { p, head: &head, entries: &entries, older: Some("#".to_owned()) });
}
