//! The room: where a sitting stands in the plan, and what its invigilator may do.

use super::*;

#[test]
fn a_place_in_the_seat_plan_says_where_a_sitting_stands() {
    let state = |events: &[Event], minute: i64| {
        Sitting::of(events).state(&terms(), &Settings::default(), minute * MINUTE, None)
    };
    let finished = sent(3, 6 * MINUTE, 1, 2, Act::Finished);
    let start = opened(1, 5 * MINUTE);
    let answer = sent(2, 6 * MINUTE, 1, 1, answered(1, 1));
    assert_eq!(state(&[], 5), State::NotStarted);
    assert_eq!(state(&[], 500), State::NotStarted);
    assert_eq!(state(std::slice::from_ref(&start), 5), State::Working);
    assert_eq!(state(&[start.clone(), answer.clone()], 6), State::Working);
    assert_eq!(state(&[start.clone(), answer], 7), State::OfflineSince(6 * MINUTE));
    assert_eq!(state(&[start.clone(), paused(2, 6, true)], 90), State::Paused);
    assert_eq!(state(std::slice::from_ref(&start), 65), State::TimeOver);
    assert_eq!(state(&[start.clone(), finished.clone()], 90), State::Finished);
    let void = room(9, MINUTE, Room::Voided { by: by(), reason: reason() });
    assert_eq!(state(&[start.clone(), finished, void], 7), State::Voided);
    let heard = Sitting::of(&[start]).state(&terms(), &Settings::default(), 8 * MINUTE, Some(8 * MINUTE - SECOND));
    assert_eq!(heard, State::Working, "a poll is a word");
}

#[test]
fn who_asked_waits_until_someone_came() {
    let asked = |number| sent(number, 0, 1, u32::try_from(number).unwrap(), Act::HelpAsked { reason: String::new() });
    let came = |number| room(number, 0, Room::HelpGiven { by: by() });
    let waits = |events: &[Event]| Sitting::of(events).help_since().is_some();
    assert!(!waits(&[opened(1, 0)]));
    assert!(waits(&[asked(2)]));
    assert!(!waits(&[asked(2), came(3)]));
    assert!(waits(&[asked(2), came(3), asked(4)]));
}

#[test]
fn what_a_candidate_wrote_stands_until_it_was_answered() {
    let asked = |number, reason: &str| {
        sent(number, 0, 1, u32::try_from(number).unwrap(), Act::HelpAsked { reason: reason.into() })
    };
    let replied = |number, text: &str| room(number, 0, Room::Replied { text: text.into(), by: by() });
    // The call of the button says nothing; the reason comes after it.
    let mut events = vec![opened(1, 0), asked(2, ""), asked(3, "Gambar soal 18 tidak muncul.")];
    assert_eq!(Sitting::of(&events).help_reason(), "Gambar soal 18 tidak muncul.");
    events.push(replied(4, "Muat ulang halamannya."));
    let sitting = Sitting::of(&events);
    assert_eq!((sitting.help_since(), sitting.help_reason()), (None, ""));
    assert_eq!(sitting.replies().map(|(.., text)| text).collect::<Vec<_>>(), ["Muat ulang halamannya."]);
    events.push(asked(5, ""));
    let sitting = Sitting::of(&events);
    assert!(sitting.help_since().is_some() && sitting.help_reason().is_empty(), "an old reason is no new one");
    // A call from a form of its own is no second tab.
    let mut beside = asked(6, "Suaranya mati.");
    if let What::Sent(sent) = &mut beside.what {
        sent.page = 2;
    }
    assert_eq!(Sitting::of(&[opened(1, 0), sent(2, 0, 1, 1, answered(1, 1)), beside]).facts(), []);
}

#[test]
fn a_call_without_a_reason_is_kept_as_it_was_before_reasons() {
    let call = Act::HelpAsked { reason: String::new() };
    assert_eq!(serde_json::to_string(&call).unwrap(), r#"{"act":"help-asked"}"#);
    assert_eq!(serde_json::from_str::<Act>(r#"{"act":"help-asked"}"#).unwrap(), call);
    let long = Sent { epoch: 1, page: 1, sequence: 1, made: None, act: Act::HelpAsked { reason: "a".repeat(201) } };
    assert_eq!(refused(exam::sitting::admission::check_sent(&long, 40)), "sitting.call-too-long");
    let reply = |text: &str| Room::Replied { text: text.into(), by: by() };
    let may = |events: &[Event], text: &str| {
        refused(Sitting::of(events).may_act(&terms(), &Settings::default(), MINUTE, &reply(text)))
    };
    assert_eq!(may(&[opened(1, 0)], "Sebentar."), "admitted");
    assert_eq!(may(&[opened(1, 0)], " "), "sitting.notice-empty");
    assert_eq!(may(&[opened(1, 0)], &"a".repeat(501)), "sitting.notice-too-long");
    assert_eq!(may(&[opened(1, 0), room(2, 0, to_paper(0))], "Sebentar."), "sitting.on-paper");
}

#[test]
fn another_device_waits_for_the_invigilator() {
    let may = |events: &[Event], minute: i64, device: &str| {
        refused(Sitting::of(events).may_open(&terms(), &Settings::default(), minute * MINUTE, device))
    };
    let start = opened(1, 0);
    let moved = room(2, MINUTE, Room::DeviceMoved { to: "meja 14".into(), by: by(), reason: reason() });
    let there = room(3, MINUTE, Room::Opened { device: "tablet".into(), paper: String::new() });
    assert_eq!(may(&[], -1, "laptop"), "sitting.not-open-yet");
    assert_eq!(may(&[], 31, "laptop"), "sitting.too-late-to-start");
    assert_eq!(may(&[], 30, "laptop"), "admitted");
    assert_eq!(may(std::slice::from_ref(&start), 31, "laptop"), "admitted", "a reload is no start");
    assert_eq!(may(std::slice::from_ref(&start), 1, "tablet"), "sitting.other-device");
    assert_eq!(may(&[start.clone(), moved.clone()], 1, "tablet"), "admitted");
    assert_eq!(
        may(&[start.clone(), moved, there], 2, "laptop"),
        "sitting.other-device",
        "there is one place at a time"
    );
    assert_eq!(may(std::slice::from_ref(&start), 60, "laptop"), "sitting.time-over");
    assert_eq!(may(&[start, sent(2, 0, 1, 1, Act::Finished)], 2, "laptop"), "sitting.finished");
}

#[test]
fn an_honest_page_is_never_refused_for_being_late_and_a_dishonest_one_is_bounded() {
    let sitting = Sitting::of(&[opened(1, 0), sent(2, 0, 1, 1, Act::Finished)]);
    let settings = Settings::default();
    assert_eq!(refused(sitting.may_send(&settings, 1)), "admitted");
    assert_eq!(refused(sitting.may_send(&settings, 99)), "sitting.epoch-unknown");
    let full = Settings { most_events: 1, ..settings };
    assert_eq!(refused(sitting.may_send(&full, 1)), "sitting.too-many-events");
    let check = |sequence, act| {
        refused(exam::sitting::admission::check_sent(&Sent { epoch: 1, page: 1, sequence, made: None, act }, 40))
    };
    assert_eq!(check(1, answered(40, 1)), "admitted");
    assert_eq!(check(1, answered(41, 1)), "sitting.no-such-question");
    assert_eq!(check(1, answered(0, 1)), "sitting.no-such-question");
    assert_eq!(check(0, answered(1, 1)), "sitting.sequence-malformed");
    assert_eq!(check(u32::MAX, answered(1, 1)), "sitting.sequence-malformed");
    assert_eq!(check(1, Act::Noted { question: 1, text: "a".repeat(2_001) }), "sitting.note-too-long");
}

#[test]
fn what_the_invigilator_does_fits_the_state_and_has_its_reason() {
    let may = |events: &[Event], act: Room| {
        refused(Sitting::of(events).may_act(&terms(), &Settings::default(), 2 * MINUTE, &act))
    };
    let start = opened(1, 0);
    let void = room(2, MINUTE, Room::Voided { by: by(), reason: reason() });
    let pause = |reason: &str| Room::Paused { stops_clock: true, offline: false, by: by(), reason: reason.into() };
    assert_eq!(may(std::slice::from_ref(&start), pause(" ")), "sitting.reason-wanted");
    assert_eq!(may(std::slice::from_ref(&start), pause("listrik padam")), "admitted");
    assert_eq!(may(&[start.clone(), paused(2, 1, true)], pause("lagi")), "sitting.already-paused");
    assert_eq!(may(std::slice::from_ref(&start), Room::Resumed { by: by() }), "sitting.not-paused");
    let reopened = || Room::Reopened { by: by(), reason: reason() };
    assert_eq!(may(std::slice::from_ref(&start), reopened()), "sitting.not-finished");
    assert_eq!(may(&[start.clone(), void], reopened()), "sitting.void");
    let gift = Room::TimeGiven { grant: "a".into(), minutes: 241, ground: Ground::Other, by: by(), reason: reason() };
    assert_eq!(may(std::slice::from_ref(&start), gift), "sitting.too-many-minutes");
    let (grant, ground) = ("ak07".to_owned(), Ground::Adjustment);
    let agreed = Room::TimeGiven { grant, minutes: 300, ground, by: by(), reason: "FR.AK.07".into() };
    assert_eq!(may(std::slice::from_ref(&start), agreed), "admitted", "the form has bounds of its own");
    let backwards = Room::Incident { incident: "a".into(), from: MINUTE, until: Some(0), by: by() };
    assert_eq!(may(&[start], backwards), "sitting.incident-times");
}

#[test]
fn a_page_was_silent_when_nothing_came_of_it_while_it_was_at_work() {
    let silent = |events: &[Event], from: i64, now: i64| {
        Sitting::of(events).was_silent(&terms(), &Settings::default(), from * SECOND, now * SECOND)
    };
    let start = opened(1, 0);
    let answer = |second: i64| sent(2, second * SECOND, 1, 1, answered(1, 1));
    assert!(silent(&[start.clone(), answer(60)], 100, 175));
    assert!(!silent(&[start.clone(), answer(60)], 100, 145), "45 seconds are three intervals");
    assert!(!silent(&[start.clone(), answer(120)], 100, 175), "it was heard of elsewhere");
    assert!(!silent(&[], 100, 175), "nobody had begun");
    let over = 60 * 60;
    assert!(silent(std::slice::from_ref(&start), over - 1, over + 99), "time ran out meanwhile");
    assert!(!silent(std::slice::from_ref(&start), over, over + 99), "time was over before");
    let collected = room(3, 150 * SECOND, Room::Collected { closing: false, by: by(), reason: reason() });
    assert!(silent(&[start.clone(), collected.clone()], 100, 175), "collected meanwhile");
    assert!(!silent(&[start.clone(), collected], 150, 250), "collected before");
    assert!(!silent(&[start, room(3, 0, to_paper(0))], 100, 175), "on paper no page is waited for");
}
