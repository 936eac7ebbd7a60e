//! Staff check each requirement with its document beside it, and conclude: accept, return with what to
//! complete, or not accept. Verdicts are kept one by one; the conclusion fills staff's part of FR.APL.01.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    application::{VerifyRequirement, required},
    casefile::CaseFile,
    permit::Action,
    stage::Stage,
};
use serde::Deserialize;
use workflow::WorkflowError;

use super::{
    concluding::{Judged, acceptable, applying, conclude, standing},
    visible,
};
use crate::{
    Answer, AppState, Guard, Page, Routes,
    error::refusal_message,
    form::{Choice, Fields, Form, Input},
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    paging::address,
    part::{case::CaseHead, icon},
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::VerifyApplication);
    Routes::new().get("/berkas/{case}/syarat", guard, show).post("/berkas/{case}/syarat", guard, take)
}

/// A document as it is shown beside its requirement.
#[derive(Debug, Clone)]
struct Shown {
    no: usize,
    title: String,
    href: String,
    picture: bool,
    paper: bool,
    size: u64,
    at: i64,
}

/// A requirement to judge.
#[derive(Debug, Clone)]
struct Row {
    id: String,
    /// Names of its two fields.
    verdict: String,
    reason: String,
    no: usize,
    title: String,
    required: bool,
    /// Evidence of competence: it is judged with the self-assessment, and holds no acceptance back.
    later: bool,
    file: Option<String>,
    /// Handed in anew since it was judged.
    renewed: bool,
    open: bool,
}

impl Row {
    fn choice<'a>(&'a self, f: &'a Fields, p: &'a Page) -> Choice<'a> {
        let choice = f.choice(p, &self.verdict).named(&self.title).quiet();
        let choice = choice.answer("meets", p.t("need-meets"), "success", icon("check"));
        let choice = choice.answer("does-not", p.t("need-does-not"), "danger", icon("x"));
        choice.answer("missing", p.t("need-missing"), "warning", icon("minus"))
    }

    fn why<'a>(&'a self, f: &'a Fields, p: &'a Page) -> Input<'a> {
        f.area(p, &self.reason).label("need-reason").hint("need-reason-hint").set("rows", "2")
    }

    /// The reason is wanted, or written already.
    fn asks(&self, f: &Fields) -> bool {
        let verdict = f.value(&self.verdict);
        verdict == "does-not" || verdict == "missing" || f.error(&self.reason).is_some()
    }
}

#[derive(Debug, Clone)]
struct CheckView {
    head: CaseHead,
    scheme: String,
    alternative: String,
    /// Last education as the applicant has it.
    education: String,
    rows: Vec<Row>,
    shown: Option<Shown>,
    /// How many meet, do not, are missing, are not judged.
    met: usize,
    unmet: usize,
    missing: usize,
    open: usize,
    /// Numbers of the required ones that keep the application from being accepted.
    lacking: String,
    acceptable: bool,
    /// Names of the verdicts that must all say that it is met.
    wanted: String,
    zone: String,
    saved: bool,
}

#[derive(Template)]
#[template(path = "case/requirements.html")]
struct Check<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a CheckView,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// Requirement whose document is shown.
    buka: String,
    sudah: String,
}

fn view(p: &Page, file: &CaseFile, open: &str, saved: bool) -> CheckView {
    let english = p.lang() == "en";
    let all = applying(file);
    let first = all
        .iter()
        .find(|d| file.verification(&d.id).is_none() && file.standing_documents().any(|h| h.requirement == d.id))
        .or_else(|| all.iter().find(|d| file.standing_documents().any(|h| h.requirement == d.id)));
    let open = if open.is_empty() { first.map(|d| d.id.clone()).unwrap_or_default() } else { open.to_owned() };
    let rows: Vec<Row> = all
        .iter()
        .enumerate()
        .map(|(n, d)| {
            let handed = file.standing_documents().find(|h| h.requirement == d.id);
            let titled = |t: Option<String>| t.filter(|t| !t.is_empty() && *t != d.title_id);
            let when = |at: i64| p.ta("need-handed").with("when", p.moment_short(at, &file.event.zone)).to_string();
            Row {
                id: d.id.clone(),
                verdict: format!("v-{}", d.id),
                reason: format!("a-{}", d.id),
                no: n + 1,
                title: if english && !d.title_en.is_empty() { d.title_en.clone() } else { d.title_id.clone() },
                required: d.required,
                later: d.required && !required(file).any(|id| id == d.id),
                file: handed.map(|h| titled(h.title.clone()).unwrap_or_else(|| when(h.uploaded_at))),
                renewed: handed.zip(file.verification(&d.id)).is_some_and(|(h, v)| h.uploaded_at > v.at),
                open: d.id == open,
            }
        })
        .collect();
    let shown = file.standing_documents().find(|h| h.requirement == open).map(|h| Shown {
        no: rows.iter().find(|r| r.id == open).map_or(0, |r| r.no),
        title: h.title.clone().unwrap_or_default(),
        href: format!("/berkas/{}/dokumen/{}", file.case.id, h.id),
        picture: matches!(h.media_type.as_str(), "image/jpeg" | "image/png"),
        paper: h.media_type == "application/pdf",
        size: h.size.unsigned_abs(),
        at: h.uploaded_at,
    });
    let judged = standing(file);
    let number = |word: &str| judged.iter().filter(|j| j.verdict == word).count();
    let lacks =
        |r: &&Row| required(file).any(|id| id == r.id) && file.verification(&r.id).is_none_or(|v| v.verdict != "meets");
    let lacking: Vec<String> = rows.iter().filter(lacks).map(|r| format!("3.{}", r.no)).collect();
    let way = file.case.alternative.as_deref().and_then(|id| file.scheme.alternatives.iter().find(|a| a.id == id));
    CheckView {
        head: CaseHead::of(file),
        scheme: file.scheme.version.clone(),
        alternative: way.map(|a| if english { a.text_en.clone() } else { a.text_id.clone() }).unwrap_or_default(),
        education: file.person.education.clone().unwrap_or_default(),
        rows,
        shown,
        met: number("meets"),
        unmet: number("does-not"),
        missing: number("missing"),
        open: number(""),
        lacking: lacking.join(", "),
        acceptable: acceptable(file),
        wanted: required(file).map(|id| format!("v-{id}")).collect::<Vec<_>>().join(" "),
        zone: file.event.zone.clone(),
        saved,
    }
}

/// The fields as the verdicts stand.
fn fields(file: &CaseFile) -> Fields {
    let note = file.case.application_note.clone().unwrap_or_default();
    standing(file).into_iter().fold(Fields::new().with("catatan", note), |fields, judged| {
        fields
            .with(&format!("v-{}", judged.requirement), judged.verdict)
            .with(&format!("a-{}", judged.requirement), judged.reason)
    })
}

async fn show(app: State<AppState>, p: Page, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::VerifyApplication).await?;
    if file.case.stage != Stage::Checking {
        return Ok(see_other(&format!("/berkas/{}", file.case.id)));
    }
    let view = view(&p, &file, &asked.buka, asked.sudah == "simpan");
    html(&Check { p: &p, f: &fields(&file), view: &view })
}

#[derive(Debug, Deserialize)]
struct Sent {
    #[serde(default)]
    aksi: String,
    #[serde(default)]
    catatan: String,
    #[serde(default)]
    buka: String,
}

/// What was filled in, for each requirement that applies.
fn judged(file: &CaseFile, fields: &Fields) -> Vec<Judged> {
    applying(file)
        .into_iter()
        .map(|d| Judged {
            requirement: d.id.clone(),
            verdict: fields.value(&format!("v-{}", d.id)).to_owned(),
            reason: fields.value(&format!("a-{}", d.id)).trim().to_owned(),
        })
        .collect()
}

async fn take(
    app: State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Form { value, mut fields, .. }: Form<Sent>,
) -> Answer {
    let (mut file, _) = visible(&app, &p, &id, Action::VerifyApplication).await?;
    let case = file.case.id;
    let judged = judged(&file, &fields);
    let before = standing(&file);
    let flow = app.flow();
    for one in judged.iter().filter(|j| !j.verdict.is_empty() && !before.contains(j)) {
        let act = VerifyRequirement {
            requirement: one.requirement.clone(),
            verdict: one.verdict.clone(),
            reason: one.reason.clone(),
        };
        match flow.perform(p.actor()?, case, act).await {
            Ok(done) => file = done.file,
            Err(WorkflowError::Refused(refusal)) if refusal.code == "application.reason-wanted" => {
                fields.wrong(&format!("a-{}", one.requirement), refusal_message(&refusal));
            }
            Err(WorkflowError::Refused(refusal)) if refusal.code == "application.nothing-to-verify" => {
                fields.wrong(&format!("v-{}", one.requirement), refusal_message(&refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let (open, verdict) = match value.aksi.split_once(' ') {
        Some(("buka", open)) => (open.to_owned(), ""),
        _ => (
            value.buka.clone(),
            match value.aksi.as_str() {
                "terima" => "accepted",
                "kembali" => "returned",
                "tolak" => "rejected",
                _ => "",
            },
        ),
    };
    if fields.is_right() && !verdict.is_empty() {
        for one in judged.iter().filter(|j| j.verdict.is_empty()) {
            if required(&file).any(|id| id == one.requirement) {
                fields.wrong(&format!("v-{}", one.requirement), Message::new(key("need-judge")));
            }
        }
    }
    if fields.is_right() {
        match verdict {
            "" => {
                let saved = if value.aksi == "simpan" { "simpan" } else { "" };
                let back = [("buka", &*open), ("sudah", saved)];
                return Ok(see_other(&address(&format!("/berkas/{case}/syarat"), &back)));
            }
            "rejected" => return Ok(see_other(&format!("/berkas/{case}/tolak"))),
            _ => {
                let act = conclude(&file, &judged, verdict, &value.catatan)?;
                match flow.perform(p.actor()?, case, act).await {
                    Ok(_) => {
                        let done = if verdict == "accepted" { "terima" } else { "kembali" };
                        return Ok(see_other(&format!("/berkas/{case}?sudah={done}")));
                    }
                    Err(WorkflowError::Refused(refusal)) => wrong(&mut fields, &refusal),
                    Err(error) => return Err(error.into()),
                }
            }
        }
    }
    let view = view(&p, &file, &open, false);
    for row in &view.rows {
        let called = || Message::new(key("need-called")).with("no", row.no).with("title", row.title.clone());
        fields.called(&row.verdict, called());
        fields.called(&row.reason, called());
    }
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Check { p: &p, f: &fields, view: &view })
}

/// Puts a refused conclusion beside the field that mends it.
fn wrong(fields: &mut Fields, refusal: &certification::refusal::Refusal) {
    let arg = |name: &str| refusal.args.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default();
    match refusal.code.as_str() {
        "application.requirement-open" => {
            fields.wrong(&format!("v-{}", arg("requirement")), Message::new(key("need-must-meet")));
        }
        // The engine names the field by its anchor: what is not about a requirement is about the note.
        "form.incomplete" | "application.reason-wanted" => {
            fields.wrong("catatan", Message::new(key("need-note-wanted")));
        }
        _ => fields.wrong("catatan", refusal_message(refusal)),
    }
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = |no: usize, id: &str, file: Option<&str>, open| Row {
        id: id.to_owned(),
        verdict: format!("v-{id}"),
        reason: format!("a-{id}"),
        no,
        title: "SK jabatan, masa kerja 2 tahun".to_owned(),
        required: no != 2,
        later: false,
        file: file.map(str::to_owned),
        renewed: open,
        open,
    };
    let shown = |picture, paper| Shown {
        no: 1,
        title: "sk-2024.pdf".to_owned(),
        href: "#".to_owned(),
        picture,
        paper,
        size: 812_334,
        at: p.cx.now,
    };
    let view = |shown, acceptable| CheckView {
        head: CaseHead::invented(Stage::Checking, p.cx.now),
        scheme: "4".to_owned(),
        alternative: if acceptable { String::new() } else { "Ijazah D2 ilmu perpustakaan".to_owned() },
        education: "S1 Ilmu Perpustakaan".to_owned(),
        rows: vec![row(1, "ijazah", Some("sk-2024.pdf"), true), row(2, "ktp", None, false)],
        shown,
        met: 1,
        unmet: 1,
        missing: 0,
        open: 1,
        lacking: "3.2".to_owned(),
        acceptable,
        wanted: "v-ijazah".to_owned(),
        zone: "Asia/Makassar".to_owned(),
        saved: acceptable,
    };
    let f = Fields::new().with("v-ijazah", "does-not").with("a-ijazah", "SK tertanggal 1 Agustus 2025.");
    let mut bad = f.clone();
    bad.wrong("v-ktp", Message::new(key("need-judge")));
    bad.called("v-ktp", Message::new(key("need-called")).with("no", 2).with("title", "KTP"));
    bad.wrong("catatan", Message::new(key("need-note-wanted")));
    samples.add("case/requirements paper", &Check { p, f: &bad, view: &view(Some(shown(false, true)), false) });
    samples.add("case/requirements picture", &Check { p, f: &f, view: &view(Some(shown(true, false)), true) });
    samples.add("case/requirements other", &Check { p, f: &f, view: &view(Some(shown(false, false)), false) });
    samples.add("case/requirements none", &Check { p, f: &f, view: &view(None, false) });
}
