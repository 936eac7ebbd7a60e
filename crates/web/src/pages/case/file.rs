//! The file of a case: where it stands, whose turn it is, and everything in it, for staff, its assessor, the
//! panel and the head. What each sees and may do follows from their permits.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    casefile::CaseFile,
    id::PersonId,
    permit::{self, Action, Object},
    stage::Stage,
};
use serde::Deserialize;
use store::view::person_names;

use super::{
    history, is_own,
    view::{self, DocumentRow, Fact, FormRow, NeedRow, PaperRow, PersonRow, RulingRow, Seat, UnitRow},
    visible,
};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    i18n::{Message, key},
    page::{Told, see_other},
    part::{
        Icon, Tag,
        appeal::{AppealSaid, invented as invented_appeal},
        case::{CaseHead, Next, Whose, may, next, wants_staff_signature},
        consent::{self, ConsentRow},
        icon,
        kit::Past,
    },
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/berkas/{case}", Guard::Signed(Action::SeeCase), show)
}

/// The file as one reader sees it.
#[derive(Debug, Clone)]
struct FileView {
    head: CaseHead,
    next: Next,
    mine: bool,
    /// Key of what was just done.
    done: Option<&'static str>,
    /// The appeal, and where it is answered by whom may.
    appeal: Option<(AppealSaid, Option<String>)>,
    /// Where staff sign what they concluded.
    sign: Option<String>,
    blocked: Vec<Told>,
    note: String,
    needs: Vec<NeedRow>,
    /// How many of them are met.
    met: usize,
    /// They were checked before, and are folded.
    fold: bool,
    may_check: bool,
    forms: Vec<FormRow>,
    evidence: Vec<DocumentRow>,
    units: Vec<UnitRow>,
    overall: Tag,
    votes: Vec<RulingRow>,
    decisions: Vec<RulingRow>,
    paper: Option<PaperRow>,
    people: Vec<PersonRow>,
    seat: Option<Seat>,
    facts: Vec<Fact>,
    consents: Vec<ConsentRow>,
    history: Vec<Past>,
    more: bool,
    may_journal: bool,
    /// What this reader may do: address, key of its words, icon.
    acts: Vec<(String, &'static str, Icon)>,
    zone: String,
}

#[derive(Template)]
#[template(path = "case/file.html")]
struct File<'a> {
    p: &'a Page,
    view: &'a FileView,
}

#[derive(Debug, Default, Deserialize)]
struct After {
    #[serde(default)]
    sudah: String,
}

fn done(what: &str) -> Option<&'static str> {
    match what {
        "terima" => Some(key("case-done-accepted")),
        "kembali" => Some(key("case-done-returned")),
        "tolak" => Some(key("case-done-rejected")),
        "tugaskan" => Some(key("case-done-assigned")),
        "jadwal" => Some(key("case-done-scheduled")),
        "undur" => Some(key("case-done-withdrawn")),
        "hadir" => Some(key("case-done-attendance")),
        "banding" => Some(key("case-done-appeal")),
        _ => None,
    }
}

async fn show(app: State<AppState>, p: Page, Path(id): Path<String>, Query(after): Query<After>) -> Answer {
    let (file, permit) = visible(&app, &p, &id, Action::SeeCase).await?;
    if is_own(&permit) {
        return Ok(see_other(&format!("/permohonan/{}", file.case.id)));
    }
    let view = look(&app, &p, &file, done(&after.sudah)).await?;
    html(&File { p: &p, view: &view })
}

async fn look(app: &AppState, p: &Page, file: &CaseFile, done: Option<&'static str>) -> Result<FileView, WebError> {
    let actor = p.actor()?;
    let allowed = |action| may(actor, action, file);
    let mut reader = app.flow().reader();
    let names: HashMap<PersonId, String> = person_names(&mut reader, &view::who(file)).await?;
    let open = allowed(Action::SeeDocument);
    let (check, assign) = (allowed(Action::VerifyApplication), allowed(Action::Assign));
    let may_journal = allowed(Action::SeeJournal);
    let (history, more) = if may_journal { history::short(&mut reader, p, file).await? } else { (Vec::new(), false) };
    let panel = permit::check(actor, Action::SeePanel, &Object::event(file.case.event_id)).is_ok();
    let next = next(file);
    let assessor = file.case.assessor_id == Some(actor.person);
    let mine = match next.whose {
        Whose::Staff => check && assign,
        Whose::Assessor => assessor,
        Whose::Panel => permit::may(actor, Action::Decide) || permit::may(actor, Action::ConvenePanel),
        Whose::House => permit::may(actor, Action::SignDecree) || permit::may(actor, Action::IssueCertificate),
        Whose::Candidate | Whose::Nobody => false,
    };
    Ok(FileView {
        head: CaseHead::of(file),
        mine,
        done,
        appeal: AppealSaid::of(p, file).map(|said| {
            let answers = said.open && allowed(Action::AnswerAppeal);
            (said, answers.then(|| format!("/berkas/{}/banding", file.case.id)))
        }),
        sign: (check && wants_staff_signature(file))
            .then(|| format!("/berkas/{}/formulir/FR.APL.01/tanda-tangan/staff", file.case.id)),
        blocked: view::blocked(p, file),
        note: file.case.application_note.clone().unwrap_or_default(),
        needs: view::needs(p, file, open),
        met: file.verifications.iter().filter(|v| v.verdict == "meets").count(),
        fold: file.case.application_verdict.as_deref() == Some("accepted"),
        may_check: check && file.case.stage == Stage::Checking,
        forms: view::forms(p, file),
        evidence: view::evidence(p, file, open),
        units: view::units(p, file),
        overall: view::result_tag(file.case.recommendation.as_deref()),
        votes: if panel { view::votes(p, file, &names) } else { Vec::new() },
        decisions: view::decisions(p, file),
        paper: view::paper(p, file, permit::may(actor, Action::SeeRegister)),
        people: view::people(p, file, &names),
        seat: view::seat(file),
        facts: view::facts(p, file),
        consents: consent::rows(p, &file.consents, &file.event.zone),
        history,
        more,
        may_journal,
        acts: acts(file, check, assign, allowed(Action::ChangeCase), allowed(Action::ListPeople)),
        zone: file.event.zone.clone(),
        next,
    })
}

/// What may be done to the case as it stands. The acts themselves are judged when they are done.
fn acts(file: &CaseFile, check: bool, assign: bool, change: bool, people: bool) -> Vec<(String, &'static str, Icon)> {
    let mut acts = Vec::new();
    let mut add = |able: bool, end: &str, words: &'static str, sign: Icon| {
        if able {
            acts.push((format!("/berkas/{}/{end}", file.case.id), words, sign));
        }
    };
    let case = &file.case;
    let running = !case.stage.ended();
    let accepted = running && case.application_verdict.as_deref() == Some("accepted");
    let agreed = file.signed("FR.AK.01", "assessor");
    let assigned = case.assessor_id.is_some();
    add(check && case.stage == Stage::Checking, "syarat", key("case-act-check"), icon("list-checks"));
    let assignable = assign && accepted && case.recommendation.is_none() && !agreed;
    add(assignable && !assigned, "asesor", key("case-act-assign"), icon("user-plus"));
    add(assignable && assigned, "asesor", key("case-act-reassign"), icon("replace"));
    let schedulable = assign && accepted && !file.signed("FR.AK.01", "candidate");
    add(schedulable && case.session.is_none(), "jadwal", key("case-act-schedule"), icon("calendar"));
    add(schedulable && case.session.is_some(), "jadwal", key("case-act-reschedule"), icon("calendar"));
    let unassessed = case.recommendation.is_none();
    let came = case.session.is_some() && unassessed && (running || case.stage == Stage::Absent);
    add(change && came, "kehadiran", key("case-act-attendance"), icon("user-check"));
    add(
        check && case.stage == Stage::Checking,
        "formulir/FR.APL.01/buka-kembali",
        key("case-act-reopen"),
        icon("rotate-ccw"),
    );
    add(change && running && unassessed, "undur", key("case-act-withdraw"), icon("log-out"));
    // Who has not answered is reached from there: by mail, slip or text.
    if people {
        acts.push((format!("/orang/{}", case.person_id), key("case-act-person"), icon("user")));
    }
    acts
}

fn invented(p: &Page, stage: Stage) -> FileView {
    let tag = Tag::new("success", icon("check"), Message::new(key("case-form-signed")));
    let paper =
        |title: &str| DocumentRow { title: title.to_owned(), href: Some("#".to_owned()), size: 812_344, at: p.cx.now };
    let ruling = |past| RulingRow {
        who: "Agus Setiadi, M.A.".to_owned(),
        tag: view::result_tag(Some("K")),
        reason: "Bukti cukup".to_owned(),
        at: p.cx.now,
        past,
    };
    let need = |no, document, verdict: Option<&str>, reason: &str| NeedRow {
        no,
        title: "Ijazah minimal D2 ilmu perpustakaan".to_owned(),
        required: no != 2,
        document,
        tag: view::verdict_tag(verdict),
        reason: reason.to_owned(),
    };
    let person = |name: &str, what: &str, note: &str| PersonRow {
        initials: crate::gate::initials(name),
        name: name.to_owned(),
        what: what.to_owned(),
        note: note.to_owned(),
    };
    let form = |open| FormRow {
        code: "FR.APL.01".to_owned(),
        title: "Permohonan Sertifikasi Kompetensi".to_owned(),
        href: "#".to_owned(),
        tag: tag.clone(),
        said: "Pemohon: sudah · Staf LSP: gilirannya".to_owned(),
        open,
    };
    FileView {
        head: CaseHead::invented(stage, p.cx.now),
        next: Next { whose: Whose::Staff, said: Message::new(key("next-checking")), href: Some("#".to_owned()) },
        mine: true,
        done: Some(key("case-done-accepted")),
        appeal: Some((invented_appeal(p, true), Some("#".to_owned()))),
        sign: Some("#".to_owned()),
        blocked: vec![p.told("blocked.missing", &[("form".to_owned(), "FR.AK.05".to_owned())])],
        note: "Surat rekomendasi atasan belum ada.".to_owned(),
        needs: vec![
            need(1, Some(paper("ijazah.pdf")), Some("meets"), ""),
            need(2, None, Some("missing"), "Foto dari HP cukup."),
            need(3, Some(DocumentRow { href: None, ..paper("ktp.jpg") }), None, ""),
        ],
        met: 1,
        fold: stage != Stage::Checking,
        may_check: true,
        forms: vec![form(true), form(false)],
        evidence: vec![paper("Laporan kegiatan"), DocumentRow { href: None, ..paper("Surat tugas") }],
        units: vec![view::UnitRow {
            code: "R.91PRP02.021.1".to_owned(),
            title: "Melakukan Layanan Sirkulasi".to_owned(),
            tag: view::result_tag(Some("BK")),
        }],
        overall: view::result_tag(Some("K")),
        votes: vec![ruling(false), ruling(true)],
        decisions: vec![ruling(false), ruling(true)],
        paper: Some(PaperRow {
            number: "91012 2631 4 0000214 2026".to_owned(),
            tag: crate::part::certificate::Status::Valid.tag(),
            until: "2029-12-14".to_owned(),
            href: Some("#".to_owned()),
        }),
        people: vec![
            person("Ani Maulida, S.Hum.", "Pemohon", ""),
            person("Taufik Rahmatullah", "Asesor", "sudah menyatakan bebas benturan"),
        ],
        seat: Some(Seat {
            day: "2026-12-08".to_owned(),
            session: "Pagi, 08:00–12:00, Ruang A".to_owned(),
            present: Some(Tag::new("success", icon("check"), Message::new(key("case-present")))),
        }),
        facts: vec![("NIK".to_owned(), "6307 •••• •••• 0028".to_owned())],
        consents: consent::invented(p, "Asia/Makassar"),
        history: history::invented(p),
        more: true,
        may_journal: true,
        acts: vec![("#".to_owned(), key("case-act-withdraw"), icon("log-out"))],
        zone: "Asia/Makassar".to_owned(),
    }
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let full = invented(p, Stage::Checking);
    samples.add("case/file", &File { p, view: &full });
    let bare = FileView {
        mine: false,
        appeal: Some((invented_appeal(p, false), None)),
        done: None,
        sign: None,
        blocked: Vec::new(),
        note: String::new(),
        needs: invented(p, Stage::Review).needs,
        evidence: Vec::new(),
        units: Vec::new(),
        votes: Vec::new(),
        decisions: Vec::new(),
        paper: None,
        people: Vec::new(),
        seat: None,
        facts: Vec::new(),
        consents: Vec::new(),
        history: Vec::new(),
        more: false,
        may_journal: false,
        acts: Vec::new(),
        ..invented(p, Stage::Withdrawn)
    };
    samples.add("case/file bare", &File { p, view: &bare });
}
