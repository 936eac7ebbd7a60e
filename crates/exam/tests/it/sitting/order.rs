//! Whatever way events take to the server, and however often, the sitting is the same.

use proptest::prelude::*;

use super::*;

/// Any event at all, honest or not.
fn any_event() -> impl Strategy<Value = Event> {
    let answer = prop_oneof![
        Just(Given::Blank),
        (1_u8..5).prop_map(|option| Given::Chosen(vec![option])),
        "[a-c]{0,2}".prop_map(Given::Written),
    ];
    let act = prop_oneof![
        6 => (1_u16..4, answer).prop_map(|(question, answer)| Act::Answered { question, answer }),
        1 => (1_u16..4, any::<bool>()).prop_map(|(question, on)| Act::Flagged { question, on }),
        1 => Just(Act::Finished),
        1 => Just(Act::HelpAsked { reason: String::new() }),
    ];
    // A page with scripts says when an act was made; of one act it always says the same.
    let from_page = (1_u64..6, 0_u32..2, 1_u32..5, act).prop_map(|(epoch, page, sequence, act)| {
        let made = (page == 0).then(|| i64::from(sequence) * MINUTE);
        What::Sent(Sent { epoch, page, sequence, made, act })
    });
    let from_room = prop_oneof![
        Just(Room::Opened { device: "laptop".into(), paper: String::new() }),
        any::<(bool, bool)>().prop_map(|(stops_clock, offline)| Room::Paused {
            stops_clock,
            offline,
            by: by(),
            reason: reason()
        }),
        Just(Room::Resumed { by: by() }),
        (1_u64..40).prop_map(|pause| Room::PageAway { pause }),
        (0_i64..80).prop_map(|minute| Room::Offline { from: minute * MINUTE }),
        (0_u32..9).prop_map(|minutes| Room::TimeGiven {
            grant: (minutes % 2).to_string(),
            minutes,
            ground: Ground::Other,
            by: by(),
            reason: reason()
        }),
        (0_i64..70, 0_i64..9).prop_map(|(from, long)| Room::Incident {
            incident: (long % 3).to_string(),
            from: from * MINUTE,
            until: (long > 0).then_some((from + long) * MINUTE),
            by: by()
        }),
        Just(Room::Reopened { by: by(), reason: reason() }),
        any::<bool>().prop_map(|closing| Room::Collected { closing, by: by(), reason: reason() }),
        Just(to_paper(0)),
        (1_u64..40, proptest::collection::vec((1_u16..4, 1_u8..5), 0..3))
            .prop_map(|(sheet, answers)| entered(sheet, &answers)),
    ];
    let what = prop_oneof![4 => from_page, 1 => from_room.prop_map(What::Room)];
    (1_u64..40, 0_i64..80, what).prop_map(|(number, minute, what)| Event { number, received: minute * MINUTE, what })
}

proptest! {
    /// Events in any order, each any number of times, and answers sent again under later numbers: the same sitting.
    #[test]
    fn order_and_repetition_mean_nothing(
        events in proptest::collection::vec(any_event(), 0..25),
        picks in proptest::collection::vec((any::<prop::sample::Index>(), 0_u64..50), 0..40),
        seed in any::<u64>(),
    ) {
        let mut again = events.clone();
        if !events.is_empty() {
            for (pick, later) in picks {
                let mut copy = pick.get(&events).clone();
                if matches!(copy.what, What::Sent(_)) {
                    copy.number += later;
                    copy.received += i64::try_from(later).unwrap() * SECOND;
                }
                again.push(copy);
            }
        }
        // A permutation without chance of its own: sorted by a keyed mix of the place.
        let mut places: Vec<usize> = (0..again.len()).collect();
        places.sort_by_key(|place| (*place as u64 ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23));
        let (once, mixed) = (Sitting::of(&events), Sitting::of(places.iter().map(|place| &again[*place])));
        prop_assert_eq!(&once, &mixed);
        let settings = Settings::default();
        prop_assert_eq!(once.record(&terms(), &settings), mixed.record(&terms(), &settings));
        prop_assert_eq!(once.facts(), mixed.facts());
        prop_assert_eq!(once.deadline(&terms()), mixed.deadline(&terms()));
        prop_assert_eq!(once.end(), mixed.end());
    }

    /// A candidate works through reloads, tabs and devices; queues arrive late, in any order, several times. What
    /// they did last on each question counts.
    #[test]
    fn what_the_candidate_did_last_counts(
        steps in proptest::collection::vec((0_u8..8, 1_u16..5, 1_u8..5), 1..40),
        delays in proptest::collection::vec(0_u64..1000, 40),
        twice in proptest::collection::vec(any::<bool>(), 40),
    ) {
        let mut last = std::collections::BTreeMap::new();
        let mut events = vec![opened(1, 0)];
        let (mut epoch, mut sequence, mut number) = (1, 0, 1);
        for (step, (what, question, option)) in steps.iter().enumerate() {
            if *what == 0 {
                // Reload or move: the server gives a new epoch. Numbers of answers still under way are higher.
                number += 1;
                (epoch, sequence) = (number, 0);
                events.push(opened(number, 0));
                continue;
            }
            sequence += 1;
            last.insert(*question, *option);
            let arrives = 1_000 + delays[step] * 100 + step as u64;
            events.push(sent(arrives, MINUTE, epoch, sequence, answered(*question, *option)));
            if twice[step] {
                events.push(sent(arrives + 200_000, 2 * END, epoch, sequence, answered(*question, *option)));
            }
        }
        events.sort_by_key(|event| event.number);
        let sitting = Sitting::of(&events);
        prop_assert_eq!(chosen(&sitting), last.into_iter().collect::<Vec<_>>());
        let kept = sitting.record(&terms(), &Settings::default());
        let given = steps.iter().filter(|(what, _, _)| *what > 0).count();
        prop_assert_eq!(kept.len(), given, "each answer is in the record, once");
    }

    /// A receipt names exactly what is held, so a page forgets nothing too early.
    #[test]
    fn a_receipt_names_what_is_held(held in proptest::collection::btree_set(1_u32..60, 0..40)) {
        let events: Vec<Event> =
            held.iter().map(|s| sent(u64::from(*s) + 1, 0, 1, *s, answered(1, 1))).collect();
        let receipt = Sitting::of(&events).receipt(1, 1);
        for sequence in 1..60 {
            prop_assert_eq!(receipt.names(sequence), held.contains(&sequence));
        }
        prop_assert!(!Sitting::of(&events).receipt(1, 2).names(1), "another page's");
    }
}
