//! Places on a picture: pointed at freely, or chosen among outlined areas.

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::report::Losses,
    declared::{Mapping, shape},
    key::{Asked, Read, Scored, choice_id, count, fault},
    names::plain,
};
use crate::{
    item::{Answer, Area, Interaction, Picture, Scoring, Shape},
    xml::Element,
};

impl Asked<'_> {
    fn picture(&self, only: &Element, losses: &mut Losses) -> Result<Picture, Refusal> {
        let shown = only.elements().find(|child| matches!(child.name.as_str(), "object" | "img"));
        let shown = shown.ok_or_else(|| fault("qti.no-picture"))?;
        let address = shown.attribute("data").or_else(|| shown.attribute("src")).unwrap_or_default();
        let file = self.place.file(address)?;
        let alt = shown.attribute("alt").map_or_else(|| shown.text(), str::to_owned);
        let _ = losses;
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Picture { file, alt, width: count(shown, "width"), height: count(shown, "height") })
    }

    pub(super) fn points(&self, only: &Element, losses: &mut Losses) -> Result<Read, Refusal> {
        let declared = self.declared(only)?;
        let picture = self.picture(only, losses)?;
        let (Scored::Areas, Some(areas)) = (self.scored(declared, losses)?, &declared.areas) else {
            return Err(fault("qti.no-key"));
        };
        let each = areas.entries.first().map(|(_, brings)| *brings).filter(|each| *each > Decimal::ZERO);
        let each = each.ok_or_else(|| fault("qti.mapping"))?;
        if !areas.default.is_zero() || areas.entries.iter().any(|(_, brings)| *brings != each) {
            return Err(fault("qti.mapping"));
        }
        let right: Vec<Shape> = areas.entries.iter().map(|(shape, _)| shape.clone()).collect();
        let mapping = Mapping { upper: areas.upper, ..Mapping::default() };
        let (scoring, points) = self.in_parts(&mapping, each, right.len())?;
        let total = u32::try_from(right.len()).unwrap_or(u32::MAX);
        let most = count(only, "maxChoices").filter(|n| *n > 0).unwrap_or(total);
        Ok((Interaction::Hotspot { picture, areas: Vec::new(), most }, Answer::Areas(right), scoring, points))
    }

    pub(super) fn hotspot(&self, only: &Element, losses: &mut Losses) -> Result<Read, Refusal> {
        let declared = self.declared(only)?;
        let picture = self.picture(only, losses)?;
        let mut areas = Vec::new();
        for choice in only.all("hotspotChoice") {
            let id = choice_id(choice.attribute("identifier").unwrap_or_default())?;
            let label = choice.attribute("hotspotLabel").unwrap_or_default().to_owned();
            areas.push(Area { id, shape: shape(choice)?, label });
        }
        let (names, scoring, points) = match self.scored(declared, losses)? {
            Scored::Exact(points) => (declared.correct.clone(), Scoring::Whole, points),
            Scored::Mapped(mapping) => {
                let right: Vec<_> = mapping.entries.iter().filter(|(_, brings, _)| !brings.is_zero()).collect();
                let each = right.first().map(|(_, brings, _)| *brings).filter(|each| *each > Decimal::ZERO);
                let each = each.ok_or_else(|| fault("qti.mapping"))?;
                if right.iter().any(|(_, brings, _)| *brings != each) {
                    return Err(fault("qti.mapping"));
                }
                let (scoring, points) = self.in_parts(mapping, each, right.len())?;
                (right.into_iter().map(|(key, _, _)| key.clone()).collect(), scoring, points)
            }
            Scored::Areas | Scored::ByPeople => return Err(fault("qti.no-key")),
        };
        let mut right = Vec::new();
        for name in &names {
            let area = areas.iter().find(|area| area.id.as_str() == plain(name));
            right.push(area.ok_or_else(|| fault("item.key-unknown-choice"))?.shape.clone());
        }
        let total = u32::try_from(areas.len()).unwrap_or(u32::MAX);
        let most = match count(only, "maxChoices") {
            Some(0) => total,
            Some(most) => most,
            None => 1,
        };
        Ok((Interaction::Hotspot { picture, areas, most }, Answer::Areas(right), scoring, points))
    }
}
