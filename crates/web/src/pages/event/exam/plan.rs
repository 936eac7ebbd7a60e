//! The plan of a written test: for which scheme, of which forms, where and when, and how its time runs.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    exam::TestPlan,
    id::{ExamFormId, ExamId},
    permit::Action,
    record::{
        event::Event,
        exam::{Exam, ExamForm, SafeBrowser},
    },
    refusal::Refusal,
};
use jiff::civil::Date;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use workflow::WorkflowError;

use super::{Head, event, planned, scheme_name, schemes};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    html,
    i18n::{Locale, Message, key},
    page::{html_with, see_other},
    when::{self, Instant},
};

/// `/acara/{event}/ujian/baru` and `…/{exam}/ubah`.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::PlanExam);
    Routes::new()
        .get("/acara/{event}/ujian/baru", guard, ask_new)
        .post("/acara/{event}/ujian/baru", guard, create)
        .get("/acara/{event}/ujian/{exam}/ubah", guard, ask)
        .post("/acara/{event}/ujian/{exam}/ubah", guard, change)
}

/// A form that papers can be made of.
#[derive(Debug, Clone)]
pub(super) struct FormChoice {
    pub id: String,
    pub words: String,
}

/// What can be chosen.
#[derive(Debug, Clone, Default)]
pub(super) struct PlanView {
    /// The test that is changed.
    pub exam: Option<(ExamId, String)>,
    pub schemes: Vec<(String, String)>,
    /// Forms by the scheme that they belong to.
    pub forms: Vec<(String, Vec<FormChoice>)>,
    /// A word ends Safe Exam Browser already; it is kept as a digest, so that it cannot be shown.
    pub quit: bool,
}

#[derive(Template)]
#[template(path = "event/exam/plan.html")]
pub(super) struct Plan<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub head: &'a Head,
    pub view: &'a PlanView,
}

/// Schemes of the event and their forms; forms that the test has stay, marked, even when they were withdrawn since or an
/// item of theirs was.
async fn view(
    app: &AppState,
    p: &Page,
    event: &Event,
    exam: Option<(&Exam, &[ExamForm])>,
) -> Result<PlanView, WebError> {
    let all = schemes(app, event).await?;
    let slugs: BTreeSet<&str> = event.offers.iter().map(|offer| offer.slug.as_str()).collect();
    let mut view = PlanView { exam: exam.map(|(exam, _)| (exam.id, exam.name.clone())), ..PlanView::default() };
    view.quit = exam.and_then(|(exam, _)| exam.safe_browser.as_ref()).is_some_and(|browser| !browser.quit.is_empty());
    for slug in slugs {
        let name = scheme_name(p, &all, slug);
        let mut forms = app.flow().exam_bank().forms(slug).await?;
        for (_, kept) in exam.iter().filter(|(exam, _)| exam.slug == slug) {
            forms.extend(kept.iter().filter(|form| form.withdrawn.is_some()).cloned());
        }
        let spoiled = app.flow().exam_bank().spoiled(forms.iter().map(|form| form.id)).await?;
        let of_test = |form: &ExamForm| exam.is_some_and(|(exam, _)| exam.forms.contains(&form.id));
        forms.retain(|form| !spoiled.contains_key(&form.id) || of_test(form));
        if !forms.is_empty() {
            let choice = |form: &ExamForm| choice(p, form, spoiled.contains_key(&form.id));
            view.forms.push((name.clone(), forms.iter().map(choice).collect()));
        }
        view.schemes.push((slug.to_owned(), name));
    }
    Ok(view)
}

/// A form in words; marked where it was withdrawn, or holds an item that was or became known.
pub(super) fn choice(p: &Page, form: &ExamForm, spoiled: bool) -> FormChoice {
    let said = p.ta("exam-form").with("code", form.code.as_str()).with("n", form.questions).with("min", form.minutes);
    let mut words = said.to_string();
    let marks = [(form.withdrawn.is_some(), key("exam-form-withdrawn")), (spoiled, key("exam-form-spoiled"))];
    for (_, mark) in marks.into_iter().filter(|(marked, _)| *marked) {
        words = format!("{words}, {}", p.t(mark));
    }
    FormChoice { id: form.id.to_string(), words }
}

async fn ask_new(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event = event(&app, &p, &id, Action::PlanExam).await?;
    let view = view(&app, &p, &event, None).await?;
    let mut f = Fields::new().with("hari", &event.starts).with("jam", "hall").with("peramban", "bebas");
    if let [(slug, name)] = view.schemes.as_slice() {
        f = f.with("skema", slug).with("nama", p.ta("exam-name-for").with("scheme", name));
    }
    html(&Plan { p: &p, f: &f, head: &Head::of(&event), view: &view })
}

async fn ask(State(app): State<AppState>, p: Page, Path((event, exam)): Path<(String, String)>) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    let f = filled(&planned.exam, &planned.event);
    let view = view(&app, &p, &planned.event, Some((&planned.exam, &planned.forms))).await?;
    html(&Plan { p: &p, f: &f, head: &Head::of(&planned.event), view: &view })
}

/// A test as the form has it.
pub(super) fn filled(exam: &Exam, event: &Event) -> Fields {
    let hour = |at: i64| Instant::new(at, &event.zone).clock(Locale::En);
    let f = Fields::new()
        .with("nama", &exam.name)
        .with("skema", &exam.slug)
        .with("ruang", &exam.room)
        .with("jam", &exam.clock)
        .with("menit", exam.minutes)
        .with("hari", certification::civil::day(exam.opens, &event.zone))
        .with("buka", hour(exam.opens))
        .with("terakhir", hour(exam.last_start))
        .with("kalkulator", if exam.calculator { "ya" } else { "" })
        .with("peramban", exam.safe_browser.as_ref().map_or("bebas", |browser| browser.mode.as_str()))
        .with("kunci", exam.safe_browser.as_ref().map(|browser| browser.keys.join("\n")).unwrap_or_default());
    exam.forms.iter().fold(f, |f, form| f.with("naskah", form))
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    naskah: Vec<ExamFormId>,
}

async fn create(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let event = event(&app, &p, &id, Action::PlanExam).await?;
    put(&app, &p, &event, None, form).await
}

async fn change(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    form: Form<Typed>,
) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    put(&app, &p, &planned.event, Some((&planned.exam, &planned.forms)), form).await
}

async fn put(
    app: &AppState,
    p: &Page,
    event: &Event,
    known: Option<(&Exam, &[ExamForm])>,
    form: Form<Typed>,
) -> Answer {
    let Form { value, mut fields, .. } = form;
    let before = known.and_then(|(exam, _)| exam.safe_browser.as_ref());
    if let Some(plan) = read(&mut fields, &event.zone, value.naskah, before) {
        let id = known.map(|(exam, _)| exam.id);
        match app.flow().exam_planning().plan(p.actor()?, event.id, id, plan).await {
            Ok(id) => return Ok(see_other(&format!("/acara/{}/ujian/{id}?sudah=simpan", event.id))),
            Err(WorkflowError::Refused(refusal)) => fields.wrong(field_of(&refusal), refusal_message(&refusal)),
            Err(error) => return Err(error.into()),
        }
    }
    let view = view(app, p, event, known).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Plan { p, f: &fields, head: &Head::of(event), view: &view })
}

/// What was typed, as a plan; nothing when a number or an hour cannot be read, which is said at its field.
fn read(fields: &mut Fields, zone: &str, forms: Vec<ExamFormId>, before: Option<&SafeBrowser>) -> Option<TestPlan> {
    let typed = |name: &str| fields.value(name).trim().to_owned();
    let day: Option<Date> = typed("hari").parse().ok();
    let at = |name: &str| day.and_then(|day| when::at(zone, day, &typed(name)));
    let (minutes, opens, last_start) = (typed("menit").parse::<i64>().ok(), at("buka"), at("terakhir"));
    let plan = TestPlan {
        slug: typed("skema"),
        name: typed("nama"),
        room: typed("ruang"),
        forms,
        clock: typed("jam"),
        minutes: minutes.unwrap_or_default(),
        opens: opens.unwrap_or_default(),
        last_start: last_start.unwrap_or_default(),
        calculator: typed("kalkulator") == "ya",
        safe_browser: browser(fields, before),
    };
    let wrong = [
        (day.is_none(), "hari", key("exam-day-wanted")),
        (opens.is_none(), "buka", key("room-hour-wanted")),
        (last_start.is_none(), "terakhir", key("room-hour-wanted")),
        (minutes.is_none(), "menit", key("room-minutes-wanted")),
    ];
    for (_, name, message) in wrong.into_iter().filter(|(wrong, _, _)| *wrong) {
        fields.wrong(name, Message::new(message));
    }
    // What else the act would refuse is told with it, so that nobody mends one field after the other.
    let window = plan.last_start < plan.opens && opens.is_some() && last_start.is_some();
    let refused =
        [(plan.name.is_empty(), "exam.name"), (window, "exam.window"), (plan.forms.is_empty(), "exam.no-form")];
    for refusal in refused.into_iter().filter(|(wrong, _)| *wrong).map(|(_, code)| Refusal::new(code)) {
        fields.wrong(field_of(&refusal), refusal_message(&refusal));
    }
    fields.is_right().then_some(plan)
}

/// Safe Exam Browser as it was asked for. A word to end it that was set before stays, unless another one is typed or
/// it is taken away.
fn browser(fields: &Fields, before: Option<&SafeBrowser>) -> Option<SafeBrowser> {
    let mode = fields.value("peramban").trim().to_owned();
    if mode.is_empty() || mode == "bebas" {
        return None;
    }
    let ours = mode == "ours";
    let word = fields.value("sandi_keluar").trim();
    let kept = before.filter(|_| !fields.has("tanpa_sandi", "ya")).map(|browser| browser.quit.clone());
    let quit = match (ours, word.is_empty()) {
        (false, _) => String::new(),
        (true, true) => kept.unwrap_or_default(),
        (true, false) => hex::encode(Sha256::digest(word)),
    };
    let keys = fields.value("kunci").split_whitespace().map(str::to_ascii_lowercase);
    Some(SafeBrowser { mode, keys: if ours { Vec::new() } else { keys.collect() }, quit })
}

/// The field that a refusal speaks of.
fn field_of(refusal: &Refusal) -> &'static str {
    match refusal.code.as_str() {
        "exam.room" => "ruang",
        "exam.clock" => "jam",
        "exam.minutes" => "menit",
        "exam.window" => "terakhir",
        "exam.browser-mode" => "peramban",
        "exam.browser-keys" => "kunci",
        "exam.browser-quit" => "sandi_keluar",
        "event.scheme-not-offered" => "skema",
        "exam.no-form" | "exam.form-of-other-scheme" | "exam.form-spoiled" | "form.unknown" | "form.withdrawn" => {
            "perangkat"
        }
        _ => "nama",
    }
}

#[cfg(test)]
mod tests {
    use certification::id::ExamFormId;

    use super::{SafeBrowser, browser, read};
    use crate::form::Fields;

    const ZONE: &str = "Asia/Makassar";

    #[test]
    fn the_window_of_a_test_is_read_in_the_zone_of_its_event() {
        let typed = b"nama=Tes&skema=ld&jam=hall&menit=60&hari=2026-12-08&buka=08:30&terakhir=08:45";
        let forms = vec![ExamFormId(uuid::Uuid::from_u128(1))];
        let plan = read(&mut Fields::parse(typed), ZONE, forms, None).unwrap();
        assert_eq!(plan.last_start - plan.opens, 15 * 60_000_000);
        assert_eq!(plan.opens % 86_400_000_000, 30 * 60_000_000, "08:30 in Banjarbaru is 00:30 UTC");
    }

    #[test]
    fn the_word_that_ends_the_browser_is_kept_until_another_one_is_typed() {
        let asked = |typed: &str, before: Option<&SafeBrowser>| browser(&Fields::parse(typed.as_bytes()), before);
        assert_eq!(asked("peramban=bebas&sandi_keluar=x", None), None);
        let first = asked("peramban=ours&sandi_keluar=keluar", None).unwrap();
        // SHA-256 of the word, computed apart.
        assert_eq!(first.quit, "bc44940d248b37e7d6921ddd7dd8936c25164728227238c0486242c3c4b2313e");
        assert_eq!(asked("peramban=ours&sandi_keluar=", Some(&first)).unwrap().quit, first.quit);
        assert_eq!(asked("peramban=ours&tanpa_sandi=ya", Some(&first)).unwrap().quit, "");
        let own = asked("peramban=own&kunci=AB%0D%0Acd&sandi_keluar=x", Some(&first)).unwrap();
        assert_eq!((own.keys, own.quit), (vec!["ab".to_owned(), "cd".to_owned()], String::new()));
    }

    #[test]
    fn what_cannot_be_read_is_said_at_its_field() {
        let mut f = Fields::parse(b"nama=Tes&menit=sejam&hari=besok&buka=08:30&terakhir=");
        assert!(read(&mut f, ZONE, Vec::new(), None).is_none());
        assert!(["hari", "buka", "terakhir", "menit"].iter().all(|name| f.error(name).is_some()));
        let mut f = Fields::parse(b"nama=+&menit=sejam&hari=2026-12-08&buka=08:30&terakhir=08:00");
        assert!(read(&mut f, ZONE, Vec::new(), None).is_none());
        let told = ["nama", "menit", "terakhir", "perangkat"];
        assert!(told.iter().all(|name| f.error(name).is_some()), "all that is wrong at once");
    }
}
