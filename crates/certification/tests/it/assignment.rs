//! Conflicts and limits of assessors.

use certification::{
    act::Outcome,
    assignment::{
        AssessorFacts, AssignAssessor, Booked, DeclareConflict, Load, RecordPresence, RecordTie, Schedule, findings,
    },
    casefile::CaseFile,
    duty::Duty,
    event::{EventFile, EventPlan, PlanEvent},
    record::{
        event::{Event, Session},
        person::{Assessor, Tie, Training},
    },
    setting::Settings,
    stage::Stage,
};
use rstest::rstest;

use crate::people::*;

fn facts() -> AssessorFacts {
    AssessorFacts {
        person: person(ASSESSOR, "Mahrita Aminah"),
        assessor: registration(),
        institution: None,
        ties: Vec::new(),
        load: Vec::new(),
    }
}

fn loads(n: u128, day: &str) -> Vec<Load> {
    (0..n).map(|i| Load { case: id(900 + i), event: id(200), day: Some(day.to_owned()), session: None }).collect()
}

/// A case at another event, in another zone, at those hours of 30 October.
fn elsewhere(starts: &str, ends: &str) -> Load {
    let mut other = Event { id: id(201), code: "JABAR-2025".to_owned(), zone: "Asia/Jakarta".to_owned(), ..event() };
    other.sessions.truncate(1);
    (other.sessions[0].starts, other.sessions[0].ends) = (starts.to_owned(), ends.to_owned());
    let session = Booked::of(&other, "d1");
    Load { case: id(950), event: other.id, day: Some("2025-10-30".to_owned()), session }
}

/// The plan that the event has.
fn plan_of(event: &Event) -> EventPlan {
    let Event { code, title, host, venue, venue_kind, kab, starts, ends, zone, offers, funding, sessions, .. } =
        event.clone();
    let (schedule, ministry) = (String::new(), String::new());
    let (venue_verified, example) = (event.venue_verified, event.example);
    EventPlan {
        code,
        title,
        host,
        venue,
        venue_kind,
        venue_verified,
        kab,
        starts,
        ends,
        zone,
        offers,
        funding,
        sessions,
        schedule,
        ministry,
        example,
    }
}

fn assign(facts: AssessorFacts, reason: &str) -> Result<Stage, String> {
    let mut file = accepted();
    signed(&mut file, "FR.APL.02", &[("candidate", CANDIDATE, Duty::Candidate)], NOW);
    let act = AssignAssessor { assessor: id(ASSESSOR), reason: reason.to_owned(), facts: Some(facts) };
    act_as(90, Duty::Staff, &mut file, &act).map(|_| file.case.stage).map_err(|r| r.code)
}

#[test]
fn an_assessor_within_scope_and_without_ties_is_assigned() {
    assert_eq!(assign(facts(), ""), Ok(Stage::Review));
}

#[rstest]
#[case::own_institution("conflict.own-institution", |f: &mut AssessorFacts| f.person.institution_id = Some(id(500 + CANDIDATE)))]
#[case::family("conflict.family", |f: &mut AssessorFacts| f.ties.push(tie("family")))]
#[case::superior("conflict.hierarchy", |f: &mut AssessorFacts| f.ties.push(tie("superior")))]
#[case::trained_a_year_ago("conflict.trained-institution", |f: &mut AssessorFacts| f.assessor.trained.push(training("2024-10-31")))]
#[case::registration_ended_before_the_last_day("assessor.registration-expired", |f: &mut AssessorFacts| f.assessor.until = "2025-10-30".to_owned())]
#[case::out_of_scope("assessor.out-of-scope", |f: &mut AssessorFacts| f.assessor.licences.clear())]
#[case::ten_that_day("assessor.day-full", |f: &mut AssessorFacts| f.load = loads(10, "2025-10-30"))]
fn a_conflict_or_limit_bars_the_assignment(#[case] code: &str, #[case] with: fn(&mut AssessorFacts)) {
    let mut facts = facts();
    with(&mut facts);
    assert_eq!(assign(facts, ""), Err(code.to_owned()));
}

#[test]
fn training_before_the_window_is_no_conflict() {
    let mut facts = facts();
    facts.assessor.trained.push(training("2023-05-24"));
    assert_eq!(assign(facts, ""), Ok(Stage::Review));
}

#[rstest]
#[case::without_a_day("trainer", None, true)]
#[case::within_two_years("trainer", Some("2023-10-31"), true)]
#[case::two_years_before("trainer", Some("2023-10-30"), false)]
#[case::kin_for_good("family", Some("2013-10-30"), true)]
fn a_tie_of_training_bars_for_the_window_where_its_day_is_known(
    #[case] kind: &str,
    #[case] on: Option<&str>,
    #[case] bars: bool,
) {
    let mut file = accepted();
    file.case.day = Some("2025-10-30".to_owned());
    let mut facts = facts();
    facts.ties.push(Tie { trained_on: on.map(str::to_owned), ..tie(kind) });
    let found = findings(&file.case, &file.event, file.institution.as_ref(), &facts, &Settings::default());
    assert_eq!(found.iter().any(|f| f.bars), bars, "{found:?}");
}

#[test]
fn whoever_declares_a_training_may_say_when_and_not_ahead() {
    let declared = |on: &str| {
        let mut file = ready("K");
        file.case.recommendation = None;
        let (kind, trained_on) = ("trainer".to_owned(), on.to_owned());
        let act = DeclareConflict { free: false, kind, trained_on, reason: String::new() };
        let outcome = act_as(ASSESSOR, Duty::Assessor, &mut file, &act).map_err(|r| r.code)?;
        Ok::<_, String>(outcome.changes.iter().find(|c| c.table == "tie").map(|c| c.row["trained_on"].clone()))
    };
    assert_eq!(declared("2025-06-01"), Ok(Some(serde_json::json!("2025-06-01"))));
    assert_eq!(declared(""), Ok(Some(serde_json::Value::Null)));
    assert_eq!(declared("2026-06-01"), Err("conflict.training-day".to_owned()));
    assert_eq!(declared("kemarin"), Err("conflict.training-day".to_owned()));
}

#[test]
fn the_day_limit_may_be_overridden_with_a_reason_and_a_conflict_may_not() {
    let mut full = facts();
    full.load = loads(10, "2025-10-30");
    assert_eq!(assign(full, "asesor lain sakit"), Ok(Stage::Review));
    let mut related = facts();
    related.ties.push(tie("family"));
    assert_eq!(assign(related, "tidak ada yang lain"), Err("conflict.family".to_owned()));
}

#[test]
fn an_assessor_is_replaced_with_a_reason_only_and_it_stays_with_the_assignment() {
    let mut file = accepted();
    signed(&mut file, "FR.APL.02", &[("candidate", CANDIDATE, Duty::Candidate)], NOW);
    let assign = |file: &mut CaseFile, who: u128, reason: &str| {
        let facts = AssessorFacts { person: person(who, "Mahrita Aminah"), ..facts() };
        let act = AssignAssessor { assessor: id(who), reason: reason.to_owned(), facts: Some(facts) };
        act_as(90, Duty::Staff, file, &act).map(|_| ()).map_err(|r| r.code)
    };
    assert_eq!(assign(&mut file, ASSESSOR, ""), Ok(()));
    assert_eq!(assign(&mut file, 77, "  "), Err("assignment.reason-wanted".to_owned()));
    assert_eq!(file.case.assessor_id, Some(id(ASSESSOR)), "a refusal changes nothing");
    assert_eq!(assign(&mut file, 77, " sakit "), Ok(()));
    let stand: Vec<_> = file.assignments.iter().map(|a| (a.state.as_str(), a.reason.as_deref())).collect();
    assert_eq!(stand, [("replaced", None), ("active", Some("sakit"))]);
}

#[test]
fn a_sixth_case_is_warned_of_and_not_barred() {
    let mut facts = facts();
    facts.load = loads(6, "2025-10-31");
    let file = accepted();
    let found = findings(&file.case, &file.event, file.institution.as_ref(), &facts, &Settings::default());
    assert_eq!(found.iter().map(|f| (f.code, f.bars)).collect::<Vec<_>>(), [("assessor.above-warning", false)]);
}

#[test]
fn cases_of_other_events_count_for_the_day_and_the_plan() {
    let mut load = loads(6, "2025-10-30");
    load.iter_mut().for_each(|l| l.event = id(201));
    let found = |load: &[Load], day: Option<&str>| {
        let mut file = accepted();
        file.case.day = day.map(str::to_owned);
        let facts = AssessorFacts { load: load.to_vec(), ..facts() };
        let found = findings(&file.case, &file.event, file.institution.as_ref(), &facts, &Settings::default());
        found.iter().map(|f| f.code).collect::<Vec<_>>()
    };
    assert_eq!(found(&load, Some("2025-10-30")), ["assessor.above-warning"]);
    assert!(found(&load, Some("2025-10-31")).is_empty(), "another day");
    load.extend(loads(4, "2025-10-30").into_iter().map(|l| Load { case: id(990), ..l }));
    assert_eq!(found(&load, Some("2025-10-30")), ["assessor.day-full", "assessor.above-warning"]);
    assert_eq!(found(&load, None), ["assessor.day-full", "assessor.above-warning"], "it may fall on that day");
}

#[test]
fn an_assessor_may_not_be_in_two_places_at_once() {
    let assigned = |load: Load| {
        let mut file = accepted();
        signed(&mut file, "FR.APL.02", &[("candidate", CANDIDATE, Duty::Candidate)], NOW);
        (file.case.session, file.case.day) = (Some("d1".to_owned()), Some("2025-10-30".to_owned()));
        let facts = Some(AssessorFacts { load: vec![load], ..facts() });
        let act = AssignAssessor { assessor: id(ASSESSOR), reason: "terpaksa".to_owned(), facts };
        act_as(90, Duty::Staff, &mut file, &act).map(|_| ())
    };
    let scheduled = |load: Load| {
        let mut file = accepted();
        file.case.assessor_id = Some(id(ASSESSOR));
        let reason = "terpaksa".to_owned();
        let act = Schedule { session: "d1".to_owned(), reason, seated: 0, load: vec![load] };
        act_as(90, Duty::Staff, &mut file, &act).map(|_| ())
    };
    // 08:00 to 12:00 in Makassar is 07:00 to 11:00 in Jakarta.
    for (load, free) in [
        (elsewhere("10:30", "12:00"), false),
        (elsewhere("11:00", "12:00"), true),
        (elsewhere("06:00", "07:00"), true),
        (elsewhere("06:00", "13:00"), false),
    ] {
        for outcome in [assigned(load.clone()), scheduled(load.clone())] {
            let refused = outcome.err();
            assert_eq!(refused.is_none(), free, "{load:?}");
            let Some(refused) = refused else { continue };
            assert_eq!((refused.code.as_str(), refused.rule.as_deref()), ("assessor.clash", Some("R-07")));
            assert!(refused.args.contains(&("event".to_owned(), "JABAR-2025".to_owned())), "it says where");
        }
    }
}

#[test]
fn a_group_in_one_room_is_no_clash_and_two_rooms_at_once_are() {
    let mut file = accepted();
    let beside =
        |id: &str, room: &str| Session { id: id.to_owned(), room: room.to_owned(), ..event().sessions[0].clone() };
    file.event.sessions.extend([beside("d1-aula", "AULA"), beside("d1-lab", "Lab")]);
    file.case.assessor_id = Some(id(ASSESSOR));
    let has = Load { session: Booked::of(&file.event, "d1"), ..loads(1, "2025-10-30").remove(0) };
    let mut schedule = |session: &str| {
        let session = session.to_owned();
        let act = Schedule { session, reason: String::new(), seated: 0, load: vec![has.clone()] };
        act_as(90, Duty::Staff, &mut file, &act).map(|_| ()).map_err(|r| r.code)
    };
    assert_eq!(schedule("d1"), Ok(()));
    assert_eq!(schedule("d1-aula"), Ok(()));
    assert_eq!(schedule("d1-lab"), Err("assessor.clash".to_owned()));
    assert_eq!(schedule("d2"), Ok(()));
}

#[test]
fn hours_rooms_and_zones_are_not_changed_so_that_an_assessor_is_in_two_places_at_once() {
    let mut before = event();
    let lab = Session {
        id: "d1-lab".to_owned(),
        starts: "13:00".to_owned(),
        ends: "15:00".to_owned(),
        room: "Lab".into(),
        ..before.sessions[0].clone()
    };
    before.sessions.push(lab);
    let here = |session: &str| Load { session: Booked::of(&before, session), ..loads(1, "2025-10-30").remove(0) };
    // 12:00 to 13:00 in Jakarta is 13:00 to 14:00 in Makassar, where the hall is free again.
    let apart = vec![vec![here("d1"), here("d1-lab")], vec![here("d1"), elsewhere("12:00", "13:00")]];
    let changed = |loads: &[Vec<Load>], change: fn(&mut EventPlan)| {
        let mut file =
            EventFile { event: before.clone(), new: false, loads: loads.to_vec(), ..EventFile::blank(before.id, NOW) };
        let mut plan = plan_of(&before);
        change(&mut plan);
        let refused = act_as(90, Duty::Staff, &mut file, &PlanEvent { plan }).err();
        assert_eq!(file.event == before, refused.is_some(), "a refusal changes nothing");
        refused.map(|r| (r.code, r.args.iter().find(|(key, _)| key == "event").unwrap().1.clone()))
    };
    let clash = |code: &str| Some(("event.session-clash".to_owned(), code.to_owned()));
    assert_eq!(changed(&apart, |plan| plan.sessions[0].ends = "12:30".to_owned()), None);
    assert_eq!(
        changed(&apart, |plan| plan.sessions[0].ends = "13:30".to_owned()),
        clash("KALSEL-2025"),
        "the laboratory"
    );
    assert_eq!(changed(&apart[1..], |plan| plan.sessions[0].ends = "13:30".to_owned()), clash("JABAR-2025"));
    assert_eq!(changed(&apart[1..], |plan| plan.zone = "Asia/Jakarta".to_owned()), None, "08:00 to 12:00 there");
    let half_past = vec![vec![here("d1"), elsewhere("11:00", "12:00")]];
    assert_eq!(changed(&half_past, |plan| plan.zone = "Asia/Jakarta".to_owned()), clash("JABAR-2025"));
    // Whoever is in two places already is no reason to keep a title from being mended.
    let already = vec![vec![here("d1"), elsewhere("08:00", "10:00")]];
    assert_eq!(changed(&already, |plan| plan.title = "Lain".to_owned()), None);
}

#[test]
fn a_session_takes_no_more_than_its_seats() {
    let mut file = accepted();
    let act = |session: &str, seated| Schedule {
        session: session.to_owned(),
        reason: String::new(),
        seated,
        load: Vec::new(),
    };
    let full = act_as(90, Duty::Staff, &mut file, &act("d2", 1)).unwrap_err();
    assert_eq!((full.code.as_str(), full.rule.as_deref()), ("schedule.session-full", Some("ISO/IEC 17024 6.4")));
    assert!(act_as(90, Duty::Staff, &mut file, &act("d2", 0)).is_ok());
    assert_eq!(file.case.day.as_deref(), Some("2025-10-31"));
}

#[test]
fn nobody_is_seated_or_present_where_the_venue_is_not_verified() {
    let mut file = accepted();
    let seat = Schedule { session: "d1".to_owned(), reason: String::new(), seated: 0, load: Vec::new() };
    file.event.venue_verified = false;
    let refused = act_as(90, Duty::Staff, &mut file, &seat).unwrap_err();
    assert_eq!((refused.code.as_str(), refused.rule.as_deref()), ("schedule.venue-unverified", Some("R-07")));
    file.event.venue_verified = true;
    act_as(90, Duty::Staff, &mut file, &seat).unwrap();
    // Somebody takes the mark back meanwhile.
    file.event.venue_verified = false;
    file.case.assessor_id = Some(id(ASSESSOR));
    let here = RecordPresence { present: true };
    assert_eq!(code(act_as(ASSESSOR, Duty::Assessor, &mut file, &here)), "schedule.venue-unverified");
    act_as(ASSESSOR, Duty::Assessor, &mut file, &RecordPresence { present: false }).unwrap();
}

#[test]
fn nobody_is_present_before_the_day_nor_assessed_after_a_registration_has_ended() {
    let seat =
        |session: &str| Schedule { session: session.to_owned(), reason: String::new(), seated: 0, load: Vec::new() };
    let mut file = accepted();
    file.case.assessor_id = Some(id(ASSESSOR));
    act_as(90, Duty::Staff, &mut file, &seat("d2")).unwrap();
    for present in [true, false] {
        let early = act_as(ASSESSOR, Duty::Assessor, &mut file, &RecordPresence { present }).unwrap_err();
        assert_eq!(early.code, "schedule.day-to-come");
        assert!(early.args.contains(&("day".to_owned(), "2025-10-31".to_owned())), "{early:?}");
    }
    act_at(NOW + 24 * 3_600_000_000, ASSESSOR, Duty::Assessor, &mut file, &RecordPresence { present: true }).unwrap();
    assert_eq!(file.case.present, Some(true));

    // The registration ends between the two days of the event.
    let mut file = accepted();
    file.case.assessor_id = Some(id(ASSESSOR));
    file.registration = Some(Assessor { until: "2025-10-30".to_owned(), ..registration() });
    let refused = act_as(90, Duty::Staff, &mut file, &seat("d2")).unwrap_err();
    assert_eq!((refused.code.as_str(), refused.rule.as_deref()), ("assessor.registration-expired", Some("R-05")));
    act_as(90, Duty::Staff, &mut file, &seat("d1")).unwrap();
    act_as(ASSESSOR, Duty::Assessor, &mut file, &RecordPresence { present: true }).unwrap();
    file.registration = Some(Assessor { until: "2025-10-29".to_owned(), ..registration() });
    let refused = act_as(ASSESSOR, Duty::Assessor, &mut file, &RecordPresence { present: true });
    assert_eq!(code(refused), "assessor.registration-expired");
}

#[test]
fn a_declared_conflict_frees_the_case_and_is_remembered_as_a_tie() {
    let mut file = ready("K");
    file.case.recommendation = None;
    let act = DeclareConflict {
        free: false,
        kind: "family".to_owned(),
        trained_on: String::new(),
        reason: "sepupu".to_owned(),
    };
    let outcome = act_as(ASSESSOR, Duty::Assessor, &mut file, &act).unwrap();
    assert_eq!(file.case.assessor_id, None);
    assert!(outcome.changes.iter().any(|c| c.table == "tie"));
    assert!(!file.was_assessed_by(id(ASSESSOR)));
}

#[test]
fn what_one_says_of_a_tie_takes_nothing_from_what_another_said() {
    let mut file = ready("K");
    file.case.recommendation = None;
    let (kind, reason) = ("trainer".to_owned(), "Diklat.".to_owned());
    let own = DeclareConflict { free: false, kind: kind.clone(), trained_on: String::new(), reason: reason.clone() };
    let declared = act_as(ASSESSOR, Duty::Assessor, &mut file, &own).unwrap();
    let told = RecordTie { assessor: id(ASSESSOR), kind, trained_on: "2001-01-01".to_owned(), reason };
    let recorded = act_as(90, Duty::Staff, &mut file, &told).unwrap();
    let key = |outcome: &Outcome| outcome.changes.iter().find(|c| c.table == "tie").map(|c| c.key.clone()).unwrap();
    assert_ne!(key(&declared), key(&recorded), "the tie without a day, which holds for good, still stands");
}

fn tie(kind: &str) -> Tie {
    Tie {
        id: "t".to_owned(),
        from_id: id(ASSESSOR),
        to_id: id(CANDIDATE),
        kind: kind.to_owned(),
        trained_on: None,
        declared_by: id(ASSESSOR),
        declared_at: NOW,
    }
}

fn training(on: &str) -> Training {
    Training { institution: "SMP NEGERI 2  Contoh".to_owned(), on: on.to_owned() }
}
