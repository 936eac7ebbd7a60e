//! Settings as they are asked for at every request.

use certification::body::ChangeSettings;

use crate::place::{House, both};

both! {
    a_change_by_this_process_counts_at_once
    a_change_by_another_process_counts_a_moment_later
}

async fn hold(house: &House) -> i64 {
    house.flow.settings_lately().await.unwrap().int("signin.hold_minutes")
}

fn changed(minutes: i64) -> ChangeSettings {
    ChangeSettings { values: vec![("signin.hold_minutes".to_owned(), minutes.to_string())] }
}

/// The machine's clock stands still: what was read before would be believed for ever.
async fn a_change_by_this_process_counts_at_once(house: House) {
    let before = hold(&house).await;
    for minutes in [before + 1, before + 2] {
        house.flow.perform_as_house((), changed(minutes)).await.unwrap();
        assert_eq!(hold(&house).await, minutes);
    }
}

async fn a_change_by_another_process_counts_a_moment_later(house: House) {
    let (other, before) = (house.twin(), hold(&house).await);
    other.perform_as_house((), changed(before + 1)).await.unwrap();
    assert_eq!(hold(&house).await, before, "what was read a moment ago is believed");
    house.clock.advance(2_000_000);
    assert_eq!(hold(&house).await, before + 1);
}
