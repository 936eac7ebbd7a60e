//! What the file of a case shows: forms, requirements, evidence, people, recommendations and decision,
//! put together from the case's facts for one reader. No rule is decided here.

use std::collections::HashMap;

use certification::{
    casefile::CaseFile,
    decision::blockers,
    form::{Engine, Level, SlotState, catalogue, slots},
    id::PersonId,
    permit::Action,
    record::case::Document,
    stage::Stage,
    text::masked_nik,
};

use crate::{
    i18n::{Message, key},
    page::{Page, Told},
    pages::filing,
    part::{Tag, case::may, certificate::Status, icon},
};

/// A form of the case.
#[derive(Debug, Clone)]
pub(super) struct FormRow {
    pub(super) code: String,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) tag: Tag,
    /// Who has signed and who is next; what it waits for where it is not open.
    pub(super) said: String,
    /// Filled, or open to be filled.
    pub(super) open: bool,
}

/// The forms of the case, in the order in which a case meets them.
pub(super) fn forms(p: &Page, file: &CaseFile) -> Vec<FormRow> {
    let locale = filing::locale(p);
    let current = catalogue::all()
        .iter()
        .filter(|d| d.level == Level::Case && catalogue::current(&d.code).is_some_and(|c| c.version == d.version));
    current
        .map(|newest| {
            let filled = file.form(&newest.code);
            let definition = filled.and_then(|f| catalogue::version(&f.code, &f.version)).unwrap_or(newest);
            let state = filled.map(|f| f.state.as_str());
            let submitted = state.is_some_and(|s| s != "reopened");
            let said = |color, sign, words| Tag::new(color, sign, Message::new(words));
            let opening = Engine::opening(definition, &file.form_context(&definition.code), locale);
            let tag = match state {
                Some("reopened") => said("warning", icon("rotate-ccw"), key("case-form-reopened")),
                Some("signed") => said("success", icon("check"), key("case-form-signed")),
                Some(_) => said("info", icon("pen-line"), key("case-form-submitted")),
                None if opening.locked_by.is_some() => said("neutral", icon("lock"), key("case-form-closed")),
                None if opening.open => said("accent", icon("pencil"), key("case-form-open")),
                None => said("neutral", icon("clock"), key("case-form-waits")),
            };
            let waits = opening.locked_by.unwrap_or_else(|| opening.waits_for.join(", "));
            let signed = slots::slots(definition, &file.signatures_on(filled), locale).into_iter().map(|slot| {
                let how = match slot.state {
                    SlotState::Signed => p.t("case-slot-signed"),
                    SlotState::Refused => p.t("case-slot-refused"),
                    SlotState::Next => p.t("case-slot-next"),
                    SlotState::Waiting => p.t("case-slot-later"),
                };
                format!("{}: {how}", slot.role)
            });
            FormRow {
                code: definition.code.clone(),
                title: definition.title.own(locale),
                href: format!("/berkas/{}/formulir/{}", file.case.id, definition.code),
                tag,
                said: if submitted { signed.collect::<Vec<_>>().join(" · ") } else { waits },
                open: filled.is_some() || opening.open,
            }
        })
        .collect()
}

/// A requirement with what was handed in and staff's verdict.
#[derive(Debug, Clone)]
pub(super) struct NeedRow {
    pub(super) no: usize,
    pub(super) title: String,
    pub(super) required: bool,
    pub(super) document: Option<DocumentRow>,
    pub(super) tag: Tag,
    pub(super) reason: String,
}

/// A document or an item of evidence.
#[derive(Debug, Clone)]
pub(super) struct DocumentRow {
    pub(super) title: String,
    pub(super) href: Option<String>,
    pub(super) size: u64,
    pub(super) at: i64,
}

fn document(p: &Page, file: &CaseFile, d: &Document, open: bool) -> DocumentRow {
    let title = d.title.clone().filter(|t| !t.is_empty()).unwrap_or_else(|| p.t("case-document").into_owned());
    DocumentRow {
        title,
        href: open.then(|| format!("/berkas/{}/dokumen/{}", file.case.id, d.id)),
        size: d.size.unsigned_abs(),
        at: d.uploaded_at,
    }
}

/// Label of staff's verdict on a requirement.
pub(super) fn verdict_tag(verdict: Option<&str>) -> Tag {
    let said = |color, sign, words| Tag::new(color, sign, Message::new(words));
    match verdict {
        Some("meets") => said("success", icon("check"), key("need-meets")),
        Some("does-not") => said("danger", icon("x"), key("need-does-not")),
        Some(_) => said("warning", icon("minus"), key("need-missing")),
        None => said("neutral", icon("clock"), key("need-open")),
    }
}

/// The requirements that apply, in the order of the scheme's groups.
pub(super) fn needs(p: &Page, file: &CaseFile, open: bool) -> Vec<NeedRow> {
    let alternative = file.case.alternative.as_deref().unwrap_or_default();
    let mut all: Vec<_> = file.scheme.documents_for(alternative).collect();
    let group = |g: &str| ["persyaratan-dasar", "administratif"].iter().position(|o| *o == g).unwrap_or(2);
    all.sort_by_key(|d| group(&d.group));
    all.into_iter()
        .enumerate()
        .map(|(n, d)| {
            let verdict = file.verification(&d.id);
            let handed = file.standing_documents().find(|have| have.requirement == d.id);
            let english = p.lang() == "en" && !d.title_en.is_empty();
            NeedRow {
                no: n + 1,
                title: if english { d.title_en.clone() } else { d.title_id.clone() },
                required: d.required,
                document: handed.map(|have| {
                    let mut row = document(p, file, have, open);
                    if row.title == d.title_id {
                        row.title = p.t("case-need-look").into_owned();
                    }
                    row
                }),
                tag: verdict_tag(verdict.map(|v| v.verdict.as_str())),
                reason: verdict.and_then(|v| v.reason.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

/// The items of evidence that stand.
pub(super) fn evidence(p: &Page, file: &CaseFile, open: bool) -> Vec<DocumentRow> {
    file.evidence().map(|d| document(p, file, d, open)).collect()
}

/// Somebody about the case.
#[derive(Debug, Clone)]
pub(super) struct PersonRow {
    pub(super) initials: String,
    pub(super) name: String,
    pub(super) what: String,
    pub(super) note: String,
}

/// The people about the case: candidate, assessors past and present, and who verified.
pub(super) fn people(p: &Page, file: &CaseFile, names: &HashMap<PersonId, String>) -> Vec<PersonRow> {
    let named = |id: PersonId| names.get(&id).cloned().unwrap_or_else(|| p.t("case-erased").into_owned());
    let row = |name: String, what: &str, note: String| PersonRow {
        initials: crate::gate::initials(&name),
        name,
        what: what.to_owned(),
        note,
    };
    let mut rows = vec![row(named(file.case.person_id), &p.t("duty-candidate"), String::new())];
    for a in file.assignments.iter().rev() {
        let note = match (a.state.as_str(), file.case.conflict_free) {
            ("active", Some(true)) => p.t("case-assessor-free"),
            ("active", _) => p.t("case-assessor-undeclared"),
            ("objected", _) => p.t("case-assessor-objected"),
            ("declined", _) => p.t("case-assessor-declined"),
            _ => p.t("case-assessor-replaced"),
        };
        let reason = a.reason.as_deref().filter(|r| !r.is_empty());
        let note = reason.map_or_else(|| note.clone().into_owned(), |r| format!("{note}. {r}"));
        rows.push(row(named(a.assessor_id), &p.t("duty-assessor"), note));
    }
    let mut verifiers: Vec<PersonId> = file.verifications.iter().map(|v| v.by_id).collect();
    verifiers.sort();
    verifiers.dedup();
    let kept_out = p.body.settings.yes("panel.exclude_verifier");
    for id in verifiers {
        let note = if kept_out { p.t("case-verifier-excluded").into_owned() } else { String::new() };
        rows.push(row(named(id), &p.t("case-verifier"), note));
    }
    rows
}

/// Everybody whose name the page needs.
pub(super) fn who(file: &CaseFile) -> Vec<PersonId> {
    let mut ids = vec![file.case.person_id];
    ids.extend(file.assignments.iter().map(|a| a.assessor_id));
    ids.extend(file.verifications.iter().map(|v| v.by_id));
    ids.extend(file.votes.iter().map(|v| v.member_id));
    ids
}

/// A unit with the assessor's recommendation.
#[derive(Debug, Clone)]
pub(super) struct UnitRow {
    pub(super) code: String,
    pub(super) title: String,
    pub(super) tag: Tag,
}

/// *Kompeten* or *belum kompeten*; the latter is grey.
pub(super) fn result_tag(result: Option<&str>) -> Tag {
    let said = |color, sign, words| Tag::new(color, sign, Message::new(words));
    match result {
        Some("K") => said("success", icon("check"), key("result-k")),
        Some(_) => said("neutral", icon("minus"), key("result-bk")),
        None => said("neutral", icon("clock"), key("result-none")),
    }
}

/// The assessor's recommendation for each unit; none before FR.AK.02.
pub(super) fn units(p: &Page, file: &CaseFile) -> Vec<UnitRow> {
    if file.recommendations.is_empty() {
        return Vec::new();
    }
    let title = |u: &certification::record::scheme::Unit| {
        if p.lang() == "en" && !u.title_en.is_empty() { u.title_en.clone() } else { u.title.clone() }
    };
    let row = |u: &certification::record::scheme::Unit| UnitRow {
        code: u.code.clone(),
        title: title(u),
        tag: result_tag(file.recommendation(&u.code)),
    };
    file.scheme.units.iter().map(row).collect()
}

/// A vote or a decision.
#[derive(Debug, Clone)]
pub(super) struct RulingRow {
    pub(super) who: String,
    pub(super) tag: Tag,
    pub(super) reason: String,
    pub(super) at: i64,
    /// A later one took its place.
    pub(super) past: bool,
}

fn outcome_tag(outcome: &str) -> Tag {
    let said = |color, sign, words| Tag::new(color, sign, Message::new(words));
    match outcome {
        "granted" => said("success", icon("check"), key("outcome-granted")),
        "not-granted" => said("neutral", icon("minus"), key("outcome-not-granted")),
        _ => said("warning", icon("rotate-ccw"), key("outcome-returned")),
    }
}

/// The votes, the last first.
pub(super) fn votes(p: &Page, file: &CaseFile, names: &HashMap<PersonId, String>) -> Vec<RulingRow> {
    let mut rows: Vec<RulingRow> = file
        .votes
        .iter()
        .filter(|v| v.counts())
        .map(|v| RulingRow {
            who: names.get(&v.member_id).cloned().unwrap_or_else(|| p.t("case-erased").into_owned()),
            tag: outcome_tag(&v.vote),
            reason: v.reason.clone().unwrap_or_default(),
            at: v.at,
            past: v.round != file.case.round,
        })
        .collect();
    rows.sort_by_key(|r| std::cmp::Reverse(r.at));
    rows
}

/// The decisions, the last first.
pub(super) fn decisions(p: &Page, file: &CaseFile) -> Vec<RulingRow> {
    let mut rows: Vec<RulingRow> = file
        .decisions
        .iter()
        .map(|d| RulingRow {
            who: p.t("case-whose-panel").into_owned(),
            tag: outcome_tag(&d.outcome),
            reason: d.reason.clone().unwrap_or_default(),
            at: d.at,
            past: d.superseded,
        })
        .collect();
    rows.sort_by_key(|r| std::cmp::Reverse(r.at));
    rows
}

/// The certificate of the case.
#[derive(Debug, Clone)]
pub(super) struct PaperRow {
    pub(super) number: String,
    pub(super) tag: Tag,
    pub(super) until: String,
    /// Its place in the register, for who may see that.
    pub(super) href: Option<String>,
}

/// The certificate that stands, once it is issued.
pub(super) fn paper(p: &Page, file: &CaseFile, register: bool) -> Option<PaperRow> {
    let certificate = file.certificate()?;
    let today = certification::civil::day(p.cx.now, &p.body.zone).to_string();
    let tag = match certificate.status.as_str() {
        "issuing" => crate::part::stage::tag(Stage::Issuing),
        "suspended" => Status::Suspended.tag(),
        "revoked" => Status::Revoked.tag(),
        _ if certificate.valid_until < today => Status::Expired.tag(),
        _ => Status::Valid.tag(),
    };
    Some(PaperRow {
        number: certificate.number.clone(),
        tag,
        until: certificate.valid_until.clone(),
        href: register.then(|| format!("/sertifikat/{}", certificate.id)),
    })
}

/// Why the case is not ready to be decided, where that is what it waits for.
pub(super) fn blocked(p: &Page, file: &CaseFile) -> Vec<Told> {
    match file.case.stage {
        Stage::Recommended | Stage::Reported => {
            blockers(file).into_iter().map(|refusal| p.told(&refusal.code, &refusal.args)).collect()
        }
        _ => Vec::new(),
    }
}

/// A fact about the candidate: what, and its value.
pub(super) type Fact = (String, String);

/// What is shown of the candidate: identity and contact only to those who may see it, the NIK never in full.
pub(super) fn facts(p: &Page, file: &CaseFile) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |words: std::borrow::Cow<'_, str>, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            facts.push((words.into_owned(), value));
        }
    };
    let identity = p.actor().is_ok_and(|actor| may(actor, Action::SeeIdentity, file));
    if identity {
        add("NIK".into(), file.person.nik.as_deref().map(masked_nik));
        add(p.t("account-phone"), file.person.phone.clone());
        add(p.t("account-email"), file.person.email.clone());
    }
    add(p.t("case-position"), file.person.position.clone());
    add(p.t("case-district"), file.case.kab.as_deref().map(|kab| workflow::region_name(kab).to_owned()));
    facts
}

/// The day and session, and whether the candidate came.
#[derive(Debug, Clone)]
pub(super) struct Seat {
    pub(super) day: String,
    pub(super) session: String,
    pub(super) present: Option<Tag>,
}

/// Day and session, once set.
pub(super) fn seat(file: &CaseFile) -> Option<Seat> {
    let session = file.event.sessions.iter().find(|s| Some(&s.id) == file.case.session.as_ref())?;
    let said = |color, sign, words| Tag::new(color, sign, Message::new(words));
    Some(Seat {
        day: session.day.clone(),
        session: format!("{}, {}–{}, {}", session.name, session.starts, session.ends, session.room),
        present: file.case.present.map(|present| match present {
            true => said("success", icon("check"), key("case-present")),
            false => said("neutral", icon("user-x"), key("case-absent")),
        }),
    })
}
