//! One test: what is planned, who sits where with how much more time (FR.AK.07), and how far its papers are.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    exam::NewSeat,
    id::CaseId,
    permit::Action,
    record::{case::Case, exam::Sitting},
};
use serde::Deserialize;
use workflow::{
    WorkflowError,
    exam_plan::{Agreed, PlannedExam},
};

use super::{ExamHead, abbr, drawn, planned, schemes, spine};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes,
    error::refusal_message,
    form::Fields,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::Spine,
};

/// `/acara/{event}/ujian/{exam}` and its seats.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::PlanExam);
    Routes::new().get("/acara/{event}/ujian/{exam}", guard, show).post("/acara/{event}/ujian/{exam}/tempat", guard, set)
}

/// Names of the fields of a case, and what stands beside them.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub case: CaseId,
    pub spine: Spine,
    pub name: String,
    pub seat: String,
    pub minutes: String,
    pub percent: String,
    /// The form of its paper, or nothing while it has none.
    pub paper: Option<String>,
    /// More time that FR.AK.07 grants, in words.
    pub agreed: Option<String>,
    /// The seat has another adjustment, or the form is not signed yet.
    pub look: bool,
    /// What speaks against this candidate sitting here, in words.
    pub against: Vec<String>,
}

impl Row {
    fn fields(case: CaseId) -> [String; 3] {
        ["meja", "menit", "persen"].map(|part| format!("{part}-{case}"))
    }
}

/// The page.
#[derive(Debug, Clone)]
pub(super) struct OneView {
    pub rows: Vec<Row>,
    pub forms: Vec<String>,
    /// Candidates who are not offered, since their assessment is over.
    pub past: usize,
    pub seated: usize,
    pub drawn: usize,
    /// How many were drawn just now.
    pub now_drawn: i64,
    /// Forms that hold an item that was retired or became known: code and items.
    pub spoiled: Vec<(String, String)>,
    /// Papers drawn from such a form.
    pub spoiled_papers: usize,
    pub calculator: bool,
    /// Safe Exam Browser is asked for; whether the house makes its configuration.
    pub browser: Option<bool>,
    pub done: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "event/exam/one.html")]
pub(super) struct One<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub head: &'a ExamHead,
    pub view: &'a OneView,
}

impl One<'_> {
    fn count(&self, n: &usize) -> String {
        self.p.n(i64::try_from(*n).unwrap_or(i64::MAX))
    }
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    sudah: String,
    #[serde(default)]
    n: i64,
}

async fn show(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    let done = match asked.sudah.as_str() {
        "simpan" => Some(key("exam-done-saved")),
        "tempat" => Some(key("exam-done-seats")),
        "token" => Some(key("exam-done-word")),
        "keadaan" => Some(key("exam-done-status")),
        "ambil" => Some(key("exam-done-away")),
        "tukar" => Some(key("exam-done-swap")),
        _ => None,
    };
    let f = proposed(filled(&planned.seats), &planned);
    let now_drawn = if asked.sudah == "gambar" { asked.n } else { 0 };
    page(&app, &p, &planned, &f, (done, now_drawn)).await
}

/// The page of a test, with what was typed and what was done.
pub(super) async fn page(
    app: &AppState,
    p: &Page,
    planned: &PlannedExam,
    f: &Fields,
    (done, now_drawn): (Option<&'static str>, i64),
) -> Answer {
    let schemes = schemes(app, &planned.event).await?;
    let head = ExamHead::of(p, &planned.exam, &planned.event, &schemes);
    let abbr = abbr(&schemes, &planned.exam.slug);
    let rows = planned.cases.iter().map(|case| {
        let sitting = planned.seats.iter().find(|seat| seat.case_id == case.id);
        let form = sitting.filter(|s| s.drawn_at.is_some()).and_then(|s| s.form_id);
        let code = form.map(|id| planned.forms.iter().find(|f| f.id == id).map(|f| f.code.clone()).unwrap_or_default());
        let [seat, minutes, percent] = Row::fields(case.id);
        let (spine, name) = (spine(abbr, case), case.name.clone().unwrap_or_default());
        let agreed = planned.agreed.get(&case.id);
        let look = agreed.is_some_and(|agreed| {
            let fits = |s: &Sitting| (s.extra_minutes, s.extra_percent) == (agreed.minutes, agreed.percent);
            !agreed.signed || sitting.is_some_and(|s| !fits(s) && !planned.adjusted.contains_key(&case.id))
        });
        let agreed = agreed.map(|agreed| said(p, agreed, planned.adjusted.get(&case.id)));
        let against = against(p, planned, case);
        Row { case: case.id, spine, name, seat, minutes, percent, paper: code, agreed, look, against }
    });
    let view = OneView {
        rows: rows.collect(),
        forms: planned
            .forms
            .iter()
            .map(|form| super::plan::choice(p, form, planned.spoiled.contains_key(&form.id)).words)
            .collect(),
        spoiled: spoiled(planned),
        spoiled_papers: planned.seats.iter().filter(|seat| on_spoiled(planned, seat)).count(),
        past: planned.past,
        seated: planned.seats.len(),
        drawn: drawn(&planned.seats),
        now_drawn,
        calculator: planned.exam.calculator,
        browser: planned.exam.safe_browser.as_ref().map(|browser| browser.mode == "ours"),
        done,
    };
    let status = if f.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(status, &One { p, f, head: &head, view: &view })
}

/// Why this candidate should not sit this test yet, or not at this time: a test is an instrument, which waits for FR.AK.01
/// signed by both.
fn against(p: &Page, planned: &PlannedExam, case: &Case) -> Vec<String> {
    let unagreed = planned.unagreed.contains(&case.id).then(|| p.t("exam-unagreed").into_owned());
    let clock = |at: i64| p.clock(at, &planned.event.zone);
    let others = planned.elsewhere.get(&case.person_id).into_iter().flatten();
    let elsewhere = others.map(|(opens, last, name)| {
        let said = p.ta("exam-elsewhere").with("name", name.clone());
        said.with("from", clock(*opens)).with("last", clock(*last)).to_string()
    });
    unagreed.into_iter().chain(elsewhere).collect()
}

/// Forms of the test that no paper is drawn from any more, with the items that are the reason.
fn spoiled(planned: &PlannedExam) -> Vec<(String, String)> {
    let items = |id| planned.spoiled.get(&id).map(|items| items.join(", "));
    planned.forms.iter().filter_map(|form| Some((form.code.clone(), items(form.id)?))).collect()
}

/// The seat's paper was drawn from such a form.
fn on_spoiled(planned: &PlannedExam, seat: &Sitting) -> bool {
    seat.drawn_at.is_some() && seat.form_id.is_some_and(|form| planned.spoiled.contains_key(&form))
}

/// What FR.AK.07 grants, in words; `given` are the minutes of it that were given under way.
fn said(p: &Page, agreed: &Agreed, given: Option<&i64>) -> String {
    let more = super::print::more(p, agreed.minutes, agreed.percent);
    let words = match given {
        Some(_) if agreed.signed => key("exam-agreed-given"),
        _ if agreed.signed => key("exam-agreed"),
        _ => key("exam-agreed-unsigned"),
    };
    p.ta(words).with("more", more).with("n", given.copied().unwrap_or_default()).to_string()
}

/// The same with what FR.AK.07 grants filled in for those who have no seat yet: it counts once it is kept.
pub(super) fn proposed(f: Fields, planned: &PlannedExam) -> Fields {
    let seated = |case: &CaseId| planned.seats.iter().any(|seat| seat.case_id == *case);
    let new = planned.agreed.iter().filter(|(case, agreed)| agreed.signed && !seated(case));
    new.fold(f, |f, (case, agreed)| {
        let [_, minutes, percent] = Row::fields(*case);
        if agreed.percent > 0 { f.with(&percent, agreed.percent) } else { f.with(&minutes, agreed.minutes) }
    })
}

/// The seats as the form has them.
pub(super) fn filled(seats: &[Sitting]) -> Fields {
    let unless_none = |n: i64| if n == 0 { String::new() } else { n.to_string() };
    seats.iter().fold(Fields::new(), |f, sitting| {
        let [seat, minutes, percent] = Row::fields(sitting.case_id);
        f.with(&seat, sitting.seat)
            .with(&minutes, unless_none(sitting.extra_minutes))
            .with(&percent, unless_none(sitting.extra_percent))
    })
}

#[derive(Debug, Deserialize)]
struct Typed {
    /// Fill free numbers in, and show them before they are kept.
    #[serde(default)]
    urut: String,
}

async fn set(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    form: Form<Typed>,
) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    let Form { value, mut fields, .. } = form;
    let cases: Vec<CaseId> = planned.cases.iter().map(|case| case.id).collect();
    if !value.urut.is_empty() {
        return page(&app, &p, &planned, &in_turn(&fields, &cases), (Some(key("exam-numbers-filled")), 0)).await;
    }
    let seats = read(&mut fields, &cases, &planned.seats, &planned.agreed);
    if fields.is_right() {
        match app.flow().exam_planning().seat(p.actor()?, planned.exam.id, seats).await {
            Ok(()) => {
                return Ok(see_other(&format!("/acara/{event}/ujian/{}?sudah=tempat", planned.exam.id)));
            }
            // Two that change places meet on the way.
            Err(WorkflowError::Refused(refusal)) if refusal.code == "store.already-there" => {
                fields.wrong("tempat", Message::new(key("exam-seat-taken")));
            }
            Err(WorkflowError::Refused(refusal)) => fields.wrong("tempat", refusal_message(&refusal)),
            Err(error) => return Err(error.into()),
        }
    }
    page(&app, &p, &planned, &fields, (None, 0)).await
}

/// What was typed, with the free numbers in turn for those who have none.
fn in_turn(fields: &Fields, cases: &[CaseId]) -> Fields {
    let typed = |case: &CaseId| Row::fields(*case).map(|name| fields.value(&name).trim().to_owned());
    let taken: Vec<i64> = cases.iter().filter_map(|case| typed(case)[0].parse().ok()).collect();
    let mut free = (1..).filter(|n| !taken.contains(n));
    cases.iter().fold(Fields::new(), |f, case| {
        let ([seat, minutes, percent], [number, more, share]) = (Row::fields(*case), typed(case));
        let number = if number.is_empty() { free.next().map(|n| n.to_string()).unwrap_or_default() } else { number };
        f.with(&seat, number).with(&minutes, more).with(&percent, share)
    })
}

/// The adjustment is what FR.AK.07 grants: it was filled in by the house, and waits for a seat.
fn as_agreed(typed: &[String; 3], agreed: Option<&Agreed>) -> bool {
    let number = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<i64>().ok() };
    agreed.is_some_and(|a| (number(&typed[1]), number(&typed[2])) == (Some(a.minutes), Some(a.percent)))
}

/// The seats that differ from those that stand; what cannot be read is said at its field.
fn read(fields: &mut Fields, cases: &[CaseId], seated: &[Sitting], agreed: &BTreeMap<CaseId, Agreed>) -> Vec<NewSeat> {
    let mut wrong: Vec<(String, Message)> = Vec::new();
    let mut taken: BTreeMap<i64, CaseId> = BTreeMap::new();
    let mut out = Vec::new();
    for case in cases {
        let names = Row::fields(*case);
        let typed = names.each_ref().map(|name| fields.value(name).trim().to_owned());
        let before = seated.iter().find(|sitting| sitting.case_id == *case);
        if typed[0].is_empty() {
            if before.is_some() {
                wrong.push((names[0].clone(), Message::new(key("exam-seat-take-away"))));
            } else if (!typed[1].is_empty() || !typed[2].is_empty()) && !as_agreed(&typed, agreed.get(case)) {
                wrong.push((names[0].clone(), Message::new(key("exam-seat-wanted"))));
            }
            continue;
        }
        let mut number = |at: usize, least: i64| {
            let text = if at > 0 && typed[at].is_empty() { "0" } else { &typed[at] };
            let read = text.parse::<i64>().ok().filter(|n| *n >= least);
            if read.is_none() {
                wrong.push((names[at].clone(), Message::new(key("event-number-wanted"))));
            }
            read
        };
        let (Some(seat), Some(minutes), Some(percent)) = (number(0, 1), number(1, 0), number(2, 0)) else { continue };
        // A page that was open before the form was signed does not wipe what it agreed.
        let (minutes, percent) = match agreed.get(case) {
            Some(a)
                if a.signed
                    && (minutes, percent) == (0, 0)
                    && before.is_none_or(|s| (s.extra_minutes, s.extra_percent) == (a.minutes, a.percent)) =>
            {
                (a.minutes, a.percent)
            }
            _ => (minutes, percent),
        };
        if minutes > 0 && percent > 0 {
            wrong.push((names[1].clone(), Message::new(key("exam-one-adjustment"))));
        }
        if taken.insert(seat, *case).is_some() {
            wrong.push((names[0].clone(), Message::new(key("exam-seat-twice")).with("n", seat)));
        }
        let same = |s: &Sitting| (s.seat, s.extra_minutes, s.extra_percent) == (seat, minutes, percent);
        if !before.is_some_and(same) {
            out.push(NewSeat { case: *case, seat, extra_minutes: minutes, extra_percent: percent });
        }
    }
    for (name, message) in wrong {
        fields.wrong(&name, message);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use certification::id::CaseId;
    use uuid::Uuid;

    use super::{Agreed, Row, Sitting, in_turn, read};
    use crate::form::Fields;

    fn cases() -> Vec<CaseId> {
        (1..=3).map(|n| CaseId(Uuid::from_u128(n))).collect()
    }

    fn seated(extra_minutes: i64) -> Sitting {
        Sitting {
            id: certification::id::SittingId(Uuid::from_u128(9)),
            exam_id: certification::id::ExamId(Uuid::from_u128(8)),
            event_id: certification::id::EventId(Uuid::from_u128(7)),
            case_id: cases()[0],
            person_id: certification::id::PersonId(Uuid::from_u128(6)),
            seat: 4,
            extra_minutes,
            extra_percent: 0,
            form_id: None,
            sealed_text: String::new(),
            paper: String::new(),
            shown: String::new(),
            questions: 0,
            deeds: 0,
            voided: false,
            drawn_at: None,
            taken_away: false,
        }
    }

    fn typed(rows: &[(usize, &str, &str, &str)]) -> Fields {
        rows.iter().fold(Fields::new(), |f, (at, seat, minutes, percent)| {
            let names = Row::fields(cases()[*at]);
            f.with(&names[0], seat).with(&names[1], minutes).with(&names[2], percent)
        })
    }

    #[test]
    fn free_numbers_go_to_those_without_a_seat_and_typed_ones_stay() {
        let f = in_turn(&typed(&[(0, "", "", ""), (1, "1", "15", ""), (2, "", "", "")]), &cases());
        let seats: Vec<_> = cases().iter().map(|case| f.value(&Row::fields(*case)[0]).to_owned()).collect();
        assert_eq!(seats, ["2", "1", "3"]);
        assert_eq!(f.value(&Row::fields(cases()[1])[1]), "15");
    }

    #[test]
    fn nobody_sits_twice_and_more_time_is_minutes_or_a_share() {
        let mut f = typed(&[(0, "4", "", ""), (1, "4", "10", "25"), (2, "", "15", "")]);
        read(&mut f, &cases(), &[], &BTreeMap::new());
        let wrong: Vec<_> = f.errors().iter().map(|(name, _)| name.split('-').next().unwrap()).collect();
        assert_eq!(wrong, ["menit", "meja", "meja"]);
    }

    #[test]
    fn a_page_that_was_open_before_the_signature_wipes_no_agreed_time() {
        let agreed = |signed| BTreeMap::from([(cases()[0], Agreed { minutes: 20, percent: 0, signed })]);
        let kept = |seated: &[Sitting], signed| {
            let seats = read(&mut typed(&[(0, "4", "", "")]), &cases(), seated, &agreed(signed));
            seats.first().map(|seat| seat.extra_minutes)
        };
        assert_eq!((kept(&[], true), kept(&[], false)), (Some(20), Some(0)));
        assert_eq!(kept(&[seated(20)], true), None, "it stays as it is");
        assert_eq!(kept(&[seated(0)], true), None, "what was signed after the end is not applied by saving the page");
        let mut other = typed(&[(0, "4", "5", "")]);
        assert_eq!(
            read(&mut other, &cases(), &[seated(20)], &agreed(true))[0].extra_minutes,
            5,
            "typed, it is changed"
        );
    }

    #[test]
    fn who_is_not_given_a_number_is_not_seated() {
        let mut f = typed(&[(0, "2", "", "50"), (1, "", "", "")]);
        let seats = read(&mut f, &cases(), &[], &BTreeMap::new());
        assert!(f.is_right());
        assert_eq!(seats.len(), 1);
        assert_eq!((seats[0].seat, seats[0].extra_percent), (2, 50));
    }

    #[test]
    fn more_time_that_was_agreed_may_wait_for_a_seat_and_other_time_may_not() {
        let agreed = |minutes| BTreeMap::from([(cases()[1], Agreed { minutes, percent: 0, signed: true })]);
        let mut f = typed(&[(0, "1", "", ""), (1, "", "15", "")]);
        assert_eq!(read(&mut f, &cases(), &[], &agreed(15)).len(), 1);
        assert!(f.is_right());
        read(&mut f, &cases(), &[], &agreed(20));
        assert!(!f.is_right());
    }
}
