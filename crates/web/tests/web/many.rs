//! Houses that have been at work for years: what came last is not lost behind what came before.

use certification::{
    duty::Duty,
    id::PersonId,
    person::Appoint,
    record::{exam::Exam, exam_standard::StandardStudy, scheme::SchemeVersion},
};
use regex::Regex;
use rehearsal::{Finding, Troupe, written};
use store::{Db, Find, Lane, Read as _, StoreError, Value};
use workflow::load::PersonKey;

use crate::{
    event::{event, staff},
    inside::{Browser, Inside, both},
};

both! {
    an_assessors_day_and_reports_are_shown_however_many_cases_came_before
    the_latest_test_is_marked_first_and_the_earlier_ones_are_on_further_pages
    the_newest_version_of_a_scheme_is_pinned_however_many_there_were
    people_are_found_by_duty_and_state_however_many_held_it_before
    a_judge_is_asked_however_many_studies_there_were
    every_candidate_of_a_large_event_has_a_desk_sheet
    an_event_is_on_the_schedule_until_its_last_day_is_over
    a_page_of_the_list_of_cases_takes_at_most_eight_statements
}

/// Ids that come before every other, the first of them 1; `i` counts them.
const EARLY: &str = "'00000000-0000-7000-8000-' || SUBSTR(CAST(1000000000000 + i AS TEXT), 2)";

/// Runs a statement that may name `n`, the numbers from 1 to `count`.
async fn write(inside: &Inside, count: i64, sql: &str, values: Vec<Value>) {
    let sql = format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 WHERE {count} > 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) {}",
        sql.replace("EARLY", EARLY)
    );
    let written = inside.flow.store().transact(Lane::Bulk, move |tx| {
        let (sql, values) = (sql.clone(), values.clone());
        Box::pin(async move { tx.execute(&sql, &values).await.map(drop) })
    });
    let written: Result<(), StoreError> = written.await;
    written.unwrap();
}

/// Copies of a case, as many as `count`, at that event.
async fn more_cases(inside: &Inside, count: i64, of: &certification::record::case::Case, event: Value) {
    let sql = "INSERT INTO cases (id, event_id, person_id, slug, scheme_version_id, running, name, funding, assessor_id, \
                 session, day, round, stage, funnel, opened_at, stage_at, name_folded) \
               SELECT EARLY, $1, person_id, slug || i, scheme_version_id, 1000 + i, name || ' ' || i, funding, assessor_id, \
                 session, day, round, stage, funnel, opened_at, stage_at, name_folded || ' ' || i \
               FROM n, cases WHERE cases.id = $2";
    write(inside, count, sql, vec![event, of.id.into()]).await;
}

async fn assessing(inside: &Inside) -> (Troupe, PersonId, Browser<'_>) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    troupe.assess(&stage, 0, Finding::K).await.unwrap();
    let case: certification::record::case::Case = inside.flow.reader().get(troupe.cases[0].id).await.unwrap().unwrap();
    let assessor = case.assessor_id.unwrap();
    let email = troupe.cast.members.iter().find(|m| m.id == assessor).map_or("asesor.lama1@contoh.go.id", |m| m.email);
    let browser = inside.signed_in_as(assessor, email).await;
    (troupe, assessor, browser)
}

async fn an_assessors_day_and_reports_are_shown_however_many_cases_came_before(inside: Inside) {
    let (troupe, _, mut assessor) = assessing(&inside).await;
    let before = event(&inside, "DULU-2024").await;
    let sql =
        "UPDATE event SET starts = '2024-05-02', ends = '2024-05-03' WHERE id = $1 AND 1 = (SELECT MIN(i) FROM n)";
    write(&inside, 1, sql, vec![before.into()]).await;
    let case = inside.flow.reader().get(troupe.cases[0].id).await.unwrap().unwrap();
    more_cases(&inside, 1_001, &case, before.into()).await;
    let today = assessor.get("/hari-ini").await;
    assert!(today.text.contains(&troupe.event.title), "{}", today.text);
    assert!(today.text.contains(&format!("id=\"k-{}\"", case.id)), "{}", today.text);
    let reports = assessor.get("/laporan-asesor").await;
    let places = [troupe.event.id, before].map(|event| reports.text.find(&format!("/laporan-asesor/{event}")).unwrap());
    assert!(places[0] < places[1], "the latest first: {}", reports.text);
    assert!(reports.text.contains("1.001"), "all are counted: {}", reports.text);
}

async fn the_latest_test_is_marked_first_and_the_earlier_ones_are_on_further_pages(inside: Inside) {
    let stage = inside.stage();
    let hall = written::Hall::open(&stage).await.unwrap();
    let exam: Exam = inside.flow.reader().get(hall.exam).await.unwrap().unwrap();
    let elsewhere = event(&inside, "LAIN-2026").await;
    let copy = "INSERT INTO exam (id, event_id, slug, name, room, forms, clock, minutes, opens, last_start, calculator, \
                  safe_browser, sealed_text, status, closed_at, created_at) \
                SELECT EARLY, $1, slug, name || ' ' || i, room, forms, clock, minutes, opens - i, last_start, \
                  calculator, safe_browser, sealed_text, 'closed', opens, created_at FROM n, exam WHERE exam.id = $2";
    write(&inside, 501, copy, vec![elsewhere.into(), exam.id.into()]).await;
    write(
        &inside,
        1,
        "UPDATE exam SET status = 'closed' WHERE id = $1 AND 1 = (SELECT MIN(i) FROM n)",
        vec![exam.id.into()],
    )
    .await;
    let cast = &hall.troupe.cast;
    let manager = cast.members.iter().find(|m| m.duty == Duty::Manager).unwrap();
    let mut manager = inside.signed_in_as(manager.id, manager.email).await;
    let first = manager.get("/penilaian").await;
    let link = |exam: &str| format!("/ujian/{exam}/penilaian\"");
    let own = first.text.find(&link(&exam.id.to_string())).unwrap();
    let early = |n: u32| format!("00000000-0000-7000-8000-{n:012}");
    assert!(own < first.text.find(&link(&early(1))).unwrap(), "the latest first");
    assert!(first.text.contains("50 dari 502") && !first.text.contains(&link(&early(50))), "{}", first.text);
    let next = Regex::new(r#"href="([^"]*)" rel="next""#).unwrap();
    let second = manager.get(&next.captures(&first.text).unwrap()[1].replace("&#38;", "&")).await;
    assert!(second.text.contains(&link(&early(50))) && !second.text.contains(&link(&early(49))), "{}", second.text);

    // Who marks at one event alone sees its tests, however many others there are.
    let assessor = hall.troupe.assessors[0];
    let mut assessor = inside.signed_in_as(assessor, "asesor.lama1@contoh.go.id").await;
    let theirs = assessor.get("/penilaian").await;
    assert!(theirs.text.contains(&link(&exam.id.to_string())), "{}", theirs.text);
    assert!(!theirs.text.contains(&link(&early(1))), "{}", theirs.text);
}

async fn the_newest_version_of_a_scheme_is_pinned_however_many_there_were(inside: Inside) {
    event(&inside, "KALSEL-2026").await;
    let newest: SchemeVersion = inside.flow.reader().first(Find::by("status", "published")).await.unwrap().unwrap();
    let copy = "INSERT INTO scheme_version (id, slug, abbr, number, version, name_id, name_en, packaging, \
                  validity_months, alternatives, documents, units, status, example, published_at) \
                SELECT EARLY, slug, abbr, number, 'lama ' || i, name_id, name_en, packaging, validity_months, \
                  alternatives, documents, units, status, example, published_at - i \
                FROM n, scheme_version WHERE scheme_version.id = $1";
    write(&inside, 250, copy, vec![newest.id.into()]).await;
    let mut staff = staff(&inside).await;
    let plan = staff.get("/acara/baru").await;
    assert!(plan.text.contains(&format!(r#"value="{}""#, newest.id)), "{}", plan.text);
    assert!(!plan.text.contains("lama "), "{}", plan.text);
}

async fn people_are_found_by_duty_and_state_however_many_held_it_before(inside: Inside) {
    let mut staff = staff(&inside).await;
    let gone = inside.person("Bahrudin", "bahrudin@contoh.id", None).await;
    let copy = "INSERT INTO appointment (id, person_id, duty, starts, ends) \
                SELECT EARLY, $1, 'panel', '2020-01-01', '2020-12-31' FROM n";
    let duty = Duty::PanelMember.to_string();
    write(&inside, 2_001, &copy.replace("'panel'", &format!("'{duty}'")), vec![gone.into()]).await;
    let sits = inside.person("Norhayati", "norhayati@contoh.id", None).await;
    let appoint = |starts: &str, ends: Option<&str>| Appoint {
        duty: Duty::PanelMember,
        event: None,
        institution: None,
        starts: starts.to_owned(),
        ends: ends.map(str::to_owned),
    };
    inside.flow.perform_as_house(PersonKey::from(sits), appoint("2025-01-01", Some("2026-11-22"))).await.unwrap();
    let later = inside.person("Rahmadi", "rahmadi@contoh.id", None).await;
    inside.flow.perform_as_house(PersonKey::from(later), appoint("2026-11-23", None)).await.unwrap();
    let found = staff.seek("/orang", &[("tugas", &duty)]).await;
    assert!(found.text.contains("Norhayati"), "the last day is in force: {}", found.text);
    for other in ["Bahrudin", "Rahmadi", "Dian Prameswari"] {
        assert!(!found.text.contains(&format!(">{other}</a>")), "{other}: {}", found.text);
    }
    inside.let_in(sits).await;
    let active = staff.seek("/orang", &[("masuk", "active"), ("tugas", &duty)]).await;
    assert!(active.text.contains("Norhayati"), "{}", active.text);
    let invited = staff.seek("/orang", &[("masuk", "invited"), ("tugas", &duty)]).await;
    assert!(!invited.text.contains("Norhayati"), "{}", invited.text);
}

async fn a_judge_is_asked_however_many_studies_there_were(inside: Inside) {
    let stage = inside.stage();
    let troupe = written::Hall::gather(&stage).await.unwrap();
    let author = troupe.cast.one(Duty::SchemeCommittee).unwrap();
    let (_, form) = written::freeze_form(&stage, author, "LD-2025-A").await.unwrap();
    let judges: Vec<PersonId> = troupe.cast.all(Duty::PanelMember).collect();
    let actor = inside.flow.actor(author).await.unwrap();
    let standards = inside.flow.exam_standards();
    let study = standards.open(&actor, form, "angoff", false, judges.clone()).await.unwrap();
    let copy = "INSERT INTO standard_study (id, blueprint, blueprint_id, form_id, slug, method, with_key, judges, state, \
                  round, made_by, made_at) \
                SELECT EARLY, blueprint, blueprint_id, form_id, slug, method, with_key, '[]', state, round, made_by, \
                  made_at FROM n, standard_study WHERE standard_study.id = $1";
    write(&inside, 1_001, copy, vec![study.into()]).await;
    let first = inside.flow.actor(judges[0]).await.unwrap();
    let own = standards.own(&first).await.unwrap();
    let ids: Vec<_> = own.iter().map(|own| own.study.id).collect();
    assert_eq!(ids, [study]);
    let kept: StandardStudy = inside.flow.reader().get(study).await.unwrap().unwrap();
    assert!(kept.judges.contains(&judges[0]));
}

async fn every_candidate_of_a_large_event_has_a_desk_sheet(inside: Inside) {
    let (troupe, _, _) = assessing(&inside).await;
    let case = inside.flow.reader().get(troupe.cases[0].id).await.unwrap().unwrap();
    more_cases(&inside, 5_001, &case, troupe.event.id.into()).await;
    let member = troupe.cast.members.iter().find(|m| m.duty == Duty::Staff).unwrap();
    let mut staff = inside.signed_in_as(member.id, member.email).await;
    let sheets = staff.get(&format!("/acara/{}/cetak?lembar=asesi", troupe.event.id)).await;
    let name = case.name.unwrap().replace('\'', "&#39;");
    assert_eq!(sheets.text.matches(&name).count(), 5_002);
}

async fn an_event_is_on_the_schedule_until_its_last_day_is_over(inside: Inside) {
    let three_days = event(&inside, "KALSEL-2026").await;
    // The clock stands at 22 November 2026, 09.42 in Jakarta, whose zone is the body's by default.
    let sql =
        "UPDATE event SET starts = '2026-11-20', ends = '2026-11-22' WHERE id = $1 AND 1 = (SELECT MIN(i) FROM n)";
    write(&inside, 1, sql, vec![three_days.into()]).await;
    let mut anyone = inside.browser();
    for page in ["/jadwal", "/"] {
        assert!(anyone.get(page).await.text.contains("Sertifikasi KALSEL-2026"), "{page}: on its third day");
    }
    // 23.59 in Jakarta is the next day where the event is: it is told by the body's day.
    inside.minutes_pass(14 * 60 + 17);
    assert!(anyone.get("/jadwal").await.text.contains("Sertifikasi KALSEL-2026"));
    inside.minutes_pass(2);
    assert!(!anyone.get("/jadwal").await.text.contains("Sertifikasi KALSEL-2026"), "it is over");
}

/// What was asked for in the first year holds for the hundredth thousand case: few questions, and as many for a full
/// page of a long list as for a short one.
async fn a_page_of_the_list_of_cases_takes_at_most_eight_statements(inside: Inside) {
    Troupe::gather(&inside.stage(), 1).await.unwrap();
    let mut staff = staff(&inside).await;
    let mut taken = Vec::new();
    for more in [0, 400] {
        let case: certification::record::case::Case = inside.flow.reader().first(Find::all()).await.unwrap().unwrap();
        more_cases(&inside, more, &case, case.event_id.into()).await;
        // The first look fills what is kept between pages.
        for path in ["/berkas", "/berkas?tahap=issued"] {
            staff.get(path).await;
            let before = store::statements();
            let page = staff.get(path).await;
            assert_eq!(page.status, axum::http::StatusCode::OK, "{path}");
            taken.push((path, store::statements() - before));
        }
    }
    // What is kept of the whole house (schemes, stages, events, districts) is summed anew after a write. To PostgreSQL
    // a write is one to any database of the server, and other tests write all the time.
    let most = if inside.flow.store().engine() == Db::Sqlite { 8 } else { 8 + 4 };
    assert!(taken.iter().all(|(_, statements)| (1..=most).contains(statements)), "{taken:?}");
    assert!(
        inside.flow.store().engine() == Db::Postgres || taken[..2] == taken[2..],
        "as many however long the list is: {taken:?}"
    );
}
