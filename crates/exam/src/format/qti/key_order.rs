//! Steps to be put in order, as a whole or each at its place.

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::super::report::Losses;
use super::{
    declared::Declared,
    key::{Asked, Read, Scored, about, based, choice_id, count, fault},
    processing::{Gain, Test},
};
use crate::{
    item::{Answer, Interaction, Scoring},
    xml::Element,
};

impl Asked<'_> {
    pub(super) fn order(&self, only: &Element, losses: &mut Losses) -> Result<Read, Refusal> {
        let declared = self.declared(only)?;
        if declared.cardinality != "ordered" {
            return Err(fault("qti.cardinality"));
        }
        based(declared, &["identifier"])?;
        let steps = self.choices(only, &["simpleChoice"], losses)?;
        let order = declared.correct.iter().map(|id| choice_id(id)).collect::<Result<Vec<_>, _>>()?;
        // Where all steps may be placed and are placed in the right order, fewer of them never bring anything.
        let bounds = [count(only, "minChoices"), count(only, "maxChoices")];
        let fewer =
            bounds[1].is_some_and(|most| most > 0 && usize::try_from(most).is_ok_and(|most| most < steps.len()));
        if fewer || (bounds.iter().any(Option::is_some) && order.len() < steps.len()) {
            return Err(fault("qti.partial-order"));
        }
        let shuffle = only.says("shuffle");
        let (scoring, points) = match self.step_by_step(declared, order.len())? {
            Some(points) => (Scoring::Parts, points),
            None => match self.scored(declared, losses)? {
                Scored::Exact(points) => (Scoring::Whole, points),
                _ => return Err(fault("qti.no-key")),
            },
        };
        Ok((Interaction::Ordering { steps, shuffle }, Answer::Order(order), scoring, points))
    }

    /// The points of an order of which each step counts at its place; none where it counts as a whole.
    fn step_by_step(&self, declared: &Declared, steps: usize) -> Result<Option<Decimal>, Refusal> {
        let gains = self.gains.as_deref().unwrap_or_default();
        let at = |gain: &Gain| match gain {
            Gain::Fixed(tests, brings) => match tests.as_slice() {
                [Test::At(name, place)] if *name == declared.identifier => Some((*place, *brings)),
                _ => None,
            },
            _ => None,
        };
        let mut places: Vec<(usize, Decimal)> = gains.iter().filter_map(at).collect();
        let Some((_, each)) = places.first().copied() else { return Ok(None) };
        places.sort_unstable();
        let whole = places.len() == gains.len() && places.iter().map(|(place, _)| *place).eq(1..=steps);
        if !whole {
            return Err(Refusal::new("qti.processing").with("what", "index"));
        }
        if each <= Decimal::ZERO || places.iter().any(|(_, brings)| *brings != each) {
            return Err(fault("qti.uneven"));
        }
        let sum = each.checked_mul(Decimal::from(steps)).ok_or_else(|| fault("qti.mapping"))?;
        Ok(Some(self.points.filter(|told| about(*told, sum)).unwrap_or_else(|| sum.normalize())))
    }
}
