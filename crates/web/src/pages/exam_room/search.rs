//! A seat of a room, found by its number or by its label.

use workflow::exam_room::RoomView;

use super::{Venue, plan};

/// Where a search for a seat leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Seats {
    NotAsked,
    Nothing,
    One(String),
    Several(Vec<(String, String)>),
}

/// Seats by their number, or by part of their spine label.
pub(super) fn sought(room: &RoomView, venue: &Venue, typed: &str) -> Seats {
    let typed = typed.trim().to_uppercase();
    if typed.is_empty() {
        return Seats::NotAsked;
    }
    let number: Option<i64> = typed.parse().ok();
    if let Some(seat) = room.seats.iter().find(|seat| Some(seat.sitting.seat) == number) {
        return Seats::One(plan::desk(seat, ""));
    }
    let words: Vec<&str> = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let fits = |label: &str| !words.is_empty() && words.iter().all(|word| label.to_uppercase().contains(word));
    let mut fitting: Vec<(String, String)> = room
        .seats
        .iter()
        .map(|seat| (seat, plan::label(room, venue, seat)))
        .filter(|(_, label)| fits(label))
        .map(|(seat, label)| (plan::desk(seat, ""), format!("{} · {label}", seat.sitting.seat)))
        .collect();
    match fitting.len() {
        0 => Seats::Nothing,
        1 => fitting.pop().map_or(Seats::Nothing, |(href, _)| Seats::One(href)),
        _ => Seats::Several(fitting),
    }
}
