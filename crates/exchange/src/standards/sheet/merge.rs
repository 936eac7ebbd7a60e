//! A unit that several sheets have: what one says beyond the other comes together, what they say otherwise is told.

use certification::text::fold;

use super::{
    super::{Element, NotUnderstood, Unit},
    rows::Begun,
};

/// Puts what a later sheet says of a unit to what is known of it. `begun` and `named` tell the rows on which its elements
/// and units begin; those are given back that say something else than what is known.
pub(super) fn into(
    known: &mut Unit,
    unit: Unit,
    begun: &[Begun],
    named: &[(String, NotUnderstood)],
) -> Vec<NotUnderstood> {
    let mut left = Vec::new();
    let mut agrees = true;
    for (place, said) in [(&mut known.title, unit.title), (&mut known.description, unit.description)] {
        agrees &= same(place, &said);
        if place.is_empty() {
            *place = said;
        }
    }
    if !agrees {
        left.extend(named.iter().find(|(code, _)| *code == known.code).map(|(_, row)| row.clone()));
    }
    for element in unit.elements {
        let no = element.no;
        if !put(&mut known.elements, element) {
            let row =
                begun.iter().find(|begun| begun.code == known.code && begun.no == no).map(|begun| begun.row.clone());
            left.extend(row.filter(|row| !left.contains(row)));
        }
    }
    left
}

/// Whether two wordings say the same, or one of them nothing.
fn same(known: &str, said: &str) -> bool {
    known.is_empty() || said.is_empty() || fold(known) == fold(said)
}

/// Puts an element to those that are known; tells whether it says nothing else than they do.
fn put(known: &mut Vec<Element>, element: Element) -> bool {
    let Some(here) = known.iter_mut().find(|known| known.no == element.no) else {
        known.push(element);
        return true;
    };
    if !same(&here.title, &element.title) {
        return false;
    }
    if here.title.is_empty() {
        here.title = element.title;
    }
    let mut agrees = true;
    for criterion in element.criteria {
        match here.criteria.iter().find(|known| known.no == criterion.no) {
            Some(known) => agrees &= same(&known.text, &criterion.text),
            None => here.criteria.push(criterion),
        }
    }
    agrees
}
