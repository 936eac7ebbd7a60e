//! Places on a picture: pointed at freely, or chosen among outlined areas.

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::report::{Losses, brief},
    attributes,
    declared::{Areas, Declared, Mapping, shape},
    key::{Asked, Read, Scored, based, bound, choice_id, count, fault},
    names::plain,
};
use crate::{
    item::{Answer, Area, Interaction, Picture, Point, Scoring, Shape, check},
    xml::Element,
};

/// How many places may be marked: as many as are told, or as there are; one where the response is one.
fn most(declared: &Declared, told: Option<u32>, total: u32) -> Result<u32, Refusal> {
    match (declared.cardinality.as_str(), told) {
        ("single", None | Some(1)) => Ok(1),
        ("multiple", told) => Ok(told.unwrap_or(total)),
        _ => Err(fault("qti.cardinality")),
    }
}

/// Every place that is declared as right lies in an area that brings points, and where several do, one in each.
fn within(declared: &Declared, areas: &Areas) -> Result<(), Refusal> {
    let mut open: Vec<&Shape> = areas.entries.iter().map(|(shape, _)| shape).collect();
    for place in &declared.correct {
        let place = point(place).ok_or_else(|| fault("qti.point"))?;
        if !areas.entries.iter().any(|(shape, _)| shape.holds(place)) {
            return Err(fault("qti.key-disagrees"));
        }
        open.retain(|shape| !shape.holds(place));
    }
    let all = declared.correct.is_empty() || declared.cardinality == "single" || open.is_empty();
    if all { Ok(()) } else { Err(fault("qti.key-disagrees")) }
}

/// A width or height. Places on a picture that is shown at a part of a page are not known.
fn pixels(shown: &Element, name: &str) -> Result<Option<u32>, Refusal> {
    let Some(told) = shown.attribute(name).map(str::trim) else { return Ok(None) };
    let pixels = told.trim_end_matches("px").trim().parse().ok();
    let other = || Refusal::new("qti.attribute").with("name", name).with("value", brief(told, 40));
    pixels.map(Some).ok_or_else(other)
}

/// `12 30`.
fn point(text: &str) -> Option<Point> {
    let mut numbers = text.split_whitespace().map(|part| part.parse::<u32>().ok());
    let (Some(Some(x)), Some(Some(y)), None) = (numbers.next(), numbers.next(), numbers.next()) else { return None };
    Some(Point { x, y })
}

impl Asked<'_> {
    fn picture(&self, only: &Element, losses: &mut Losses) -> Result<Picture, Refusal> {
        let shown = only.elements().find(|child| matches!(child.name.as_str(), "object" | "img"));
        let shown = shown.ok_or_else(|| fault("qti.no-picture"))?;
        let address = shown.attribute("data").or_else(|| shown.attribute("src")).unwrap_or_default();
        let file = self.place.file(address)?;
        let alt = shown.attribute("alt").map_or_else(|| shown.text(), str::to_owned);
        attributes::tell(shown, &["alt", "data", "src", "type", "width", "height"], losses);
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Picture { file, alt, width: pixels(shown, "width")?, height: pixels(shown, "height")? })
    }

    pub(super) fn points(&self, only: &Element, losses: &mut Losses) -> Result<Read, Refusal> {
        let declared = self.declared(only)?;
        based(declared, &["point"])?;
        let picture = self.picture(only, losses)?;
        let (Scored::Areas, Some(areas)) = (self.scored(declared, losses)?, &declared.areas) else {
            return Err(fault("qti.no-key"));
        };
        check::room(areas.entries.len().max(declared.correct.len()), 0)?;
        let each = areas.entries.first().map(|(_, brings)| *brings).ok_or_else(|| fault("qti.mapping"))?;
        if each <= Decimal::ZERO || areas.entries.iter().any(|(_, brings)| *brings != each) {
            return Err(fault("qti.uneven"));
        }
        if !areas.default.is_zero() {
            return Err(bound("defaultValue"));
        }
        within(declared, areas)?;
        let right: Vec<Shape> = areas.entries.iter().map(|(shape, _)| shape.clone()).collect();
        let mapping = Mapping { lower: areas.lower, upper: areas.upper, ..Mapping::default() };
        let (scoring, points) = self.in_parts(&mapping, each, right.len())?;
        let total = u32::try_from(right.len()).unwrap_or(u32::MAX);
        let told = count(only, "maxChoices").filter(|n| *n > 0);
        let most = most(declared, told, total)?;
        // Any number of places could be marked there; here candidates see how many are right.
        if told.is_none() && declared.cardinality == "multiple" {
            losses.add(Refusal::new("loss.most-places").with("most", most));
        }
        Ok((Interaction::Hotspot { picture, areas: Vec::new(), most }, Answer::Areas(right), scoring, points))
    }

    pub(super) fn hotspot(&self, only: &Element, losses: &mut Losses) -> Result<Read, Refusal> {
        let declared = self.declared(only)?;
        based(declared, &["identifier"])?;
        let picture = self.picture(only, losses)?;
        check::room(only.all("hotspotChoice").count(), 0)?;
        let mut areas = Vec::new();
        for choice in only.all("hotspotChoice") {
            let id = choice_id(choice.attribute("identifier").unwrap_or_default())?;
            attributes::tell(choice, &[], losses);
            let label = choice.attribute("hotspotLabel").unwrap_or_default().to_owned();
            areas.push(Area { id, shape: shape(choice)?, label });
        }
        let (names, scoring, points) = match self.scored(declared, losses)? {
            Scored::Exact(points) => (declared.correct.clone(), Scoring::Whole, points),
            Scored::Mapped(mapping) => {
                let right: Vec<_> = mapping.entries.iter().filter(|(_, brings, _)| !brings.is_zero()).collect();
                let each = right.first().map(|(_, brings, _)| *brings).ok_or_else(|| fault("qti.mapping"))?;
                if each <= Decimal::ZERO || right.iter().any(|(_, brings, _)| *brings != each) {
                    return Err(fault("qti.uneven"));
                }
                let (scoring, points) = self.in_parts(mapping, each, right.len())?;
                let full = |name: &String| right.iter().any(|(key, _, _)| plain(key) == plain(name));
                let told = &declared.correct;
                let all = declared.cardinality == "single" || told.is_empty() || told.len() == right.len();
                if !all || !told.iter().all(full) {
                    return Err(fault("qti.key-disagrees"));
                }
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
        let most = most(declared, Some(count(only, "maxChoices").unwrap_or(1)).filter(|n| *n > 0), total)?;
        Ok((Interaction::Hotspot { picture, areas, most }, Answer::Areas(right), scoring, points))
    }
}
