//! Why somebody who could begin does not get in, or should not: what the invigilator is told before the candidate asks.

use workflow::exam_room::{RoomView, Seat};

use super::plan::{Need, many, numbers};
use crate::{Page, i18n::key};

/// What stands in the way of seats where nobody has begun, each kind once: the paper is to be replaced, FR.AK.01 is not signed
/// by both, or the candidate works at another test.
pub(super) fn hindered(p: &Page, room: &RoomView, missing: &[&Seat]) -> Vec<Need> {
    let of = |fits: &dyn Fn(&Seat) -> bool| -> Vec<&Seat> { missing.iter().copied().filter(|s| fits(s)).collect() };
    let leaked = of(&|seat| seat.sitting.form_id.is_some_and(|form| room.leaked.contains(&form)));
    let unagreed = of(&|seat| room.unagreed.contains(&seat.case()));
    let elsewhere = of(&|seat| room.elsewhere.contains_key(&seat.person()));
    let kinds = [
        ("perlu-bocor", leaked, key("room-leaked"), key("room-leaked-said")),
        ("perlu-setuju", unagreed, key("room-unagreed"), key("room-unagreed-said")),
        ("perlu-lain", elsewhere, key("room-elsewhere"), key("room-elsewhere-said")),
    ];
    let told = kinds.into_iter().filter(|(_, seats, _, _)| !seats.is_empty());
    told.map(|(id, seats, title, said)| {
        let title = p.ta(title).with("n", seats.len()).to_string();
        let said = p.ta(said).with("seats", numbers(&seats)).to_string();
        many(id, &seats, title, said, Vec::new())
    })
    .collect()
}

/// The same on the page of one seat: terms and what is said to them.
pub(super) fn of_seat(p: &Page, room: &RoomView, seat: &Seat) -> Vec<(&'static str, String)> {
    let unagreed = room
        .unagreed
        .contains(&seat.case())
        .then(|| (key("room-fact-agreement"), p.t("room-fact-unagreed").into_owned()));
    let name = room.elsewhere.get(&seat.person());
    let elsewhere = name.map(|name| {
        (key("room-fact-elsewhere"), p.ta("room-fact-elsewhere-said").with("name", name.as_str()).to_string())
    });
    unagreed.into_iter().chain(elsewhere).collect()
}
