//! Units that were most often not reached: what training would begin with. From the recommendations for units, of cases
//! that were decided, so that nobody counts whose result may still change.

use std::collections::BTreeMap;

use certification::record::event::Event;
use store::{
    Read,
    view::{UnitGroup, units_gathered},
};

use super::{Share, Standing, Telling};
use crate::WorkflowError;

/// Districts that are named beside a unit at most.
const NAMED: usize = 3;

/// A unit that some did not reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The scheme's lasting key.
    pub slug: String,
    /// Code of the unit.
    pub unit: String,
    /// How many did not reach it.
    pub missed: i64,
    /// Of how many who were decided.
    pub n: i64,
    /// Share of those who did not, with its interval.
    pub share: Share,
    /// Districts where most of them work, by code, the most first: only those with enough people in this scheme to be told.
    pub districts: Vec<String>,
}

/// Units of an event that some did not reach, the most first; those of schemes whose outcome is hidden are left out.
///
/// # Errors
/// When the store cannot be read.
pub async fn gaps(
    r: &mut impl Read,
    event: &Event,
    standing: &Standing,
    telling: Telling,
) -> Result<Vec<Gap>, WorkflowError> {
    let sizes: Vec<i64> = standing.by_scheme.iter().map(|s| s.counts.decided()).collect();
    let told = standing.by_scheme.iter().zip(telling.hidden(&sizes));
    let told: Vec<&str> = told.filter(|(_, hidden)| hidden.is_none()).map(|(s, _)| s.scheme.as_str()).collect();
    let sizes: Vec<i64> = standing.by_district.iter().map(|d| d.counts.decided()).collect();
    let districts = standing.by_district.iter().zip(telling.hidden(&sizes));
    let districts: Vec<&str> = districts.filter(|(_, hidden)| hidden.is_none()).map(|(d, _)| d.kab.as_str()).collect();
    let groups = units_gathered(r, event.id).await?;
    Ok(found(groups.iter().filter(|g| told.contains(&g.slug.as_str())), &districts, telling))
}

/// By district: how many did not reach a unit, of how many.
type ByDistrict<'a> = BTreeMap<&'a str, (i64, i64)>;

fn found<'a>(groups: impl Iterator<Item = &'a UnitGroup>, told: &[&str], telling: Telling) -> Vec<Gap> {
    let mut units: BTreeMap<(&str, &str), ByDistrict<'_>> = BTreeMap::new();
    for group in groups {
        let unit = units.entry((&group.slug, &group.unit)).or_default();
        let district = unit.entry(group.kab.as_deref().unwrap_or_default()).or_default();
        district.0 += if group.competent { 0 } else { group.n };
        district.1 += group.n;
    }
    let mut gaps: Vec<Gap> = units
        .into_iter()
        .filter_map(|((slug, unit), districts)| {
            let (missed, n) = districts.values().fold((0, 0), |(missed, n), d| (missed + d.0, n + d.1));
            let share = telling.share(missed, n).filter(|_| missed > 0 && n >= telling.least)?;
            let mut most: Vec<(&str, i64)> = districts
                .iter()
                .filter(|(kab, (missed, n))| {
                    told.contains(kab) && !kab.is_empty() && *missed > 0 && *n >= telling.least
                })
                .map(|(kab, (missed, _))| (*kab, *missed))
                .collect();
            most.sort_by_key(|(kab, missed)| (-missed, *kab));
            let districts = most.into_iter().take(NAMED).map(|(kab, _)| kab.to_owned()).collect();
            Some(Gap { slug: slug.to_owned(), unit: unit.to_owned(), missed, n, share, districts })
        })
        .collect();
    gaps.sort_by(|a, b| b.missed.cmp(&a.missed).then_with(|| (a.n, &a.unit).cmp(&(b.n, &b.unit))));
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Telling = Telling { least: 5, confidence: 90 };

    fn group(unit: &str, kab: &str, competent: bool, n: i64) -> UnitGroup {
        let kab = Some(kab.to_owned()).filter(|k| !k.is_empty());
        UnitGroup { slug: "layanan-dasar".to_owned(), unit: unit.to_owned(), kab, competent, n }
    }

    #[test]
    fn units_stand_by_how_many_missed_them_and_few_people_are_not_told() {
        let groups = [
            group("U1", "63.01", false, 2),
            group("U1", "63.01", true, 4),
            group("U1", "63.02", false, 1),
            group("U2", "63.01", false, 4),
            group("U2", "63.02", true, 3),
            group("U3", "63.01", true, 9),
            group("U4", "63.01", false, 4),
            group("U5", "", false, 5),
        ];
        let gaps = found(groups.iter(), &["63.01", "63.02"], USUAL);
        let told: Vec<_> = gaps.iter().map(|g| (g.unit.as_str(), g.missed, g.n, g.districts.join(" "))).collect();
        assert_eq!(
            told,
            [
                ("U5", 5, 5, String::new()),
                // Four of one district are too few to be named; a unit of four people is not told at all.
                ("U2", 4, 7, String::new()),
                ("U1", 3, 7, "63.01".to_owned()),
            ]
        );
        let hidden = found(groups.iter(), &["63.02"], USUAL);
        assert!(hidden.iter().all(|g| g.districts.is_empty()), "a district that is hidden is not named");
        assert!(gaps[2].share.lo < gaps[2].share.share && gaps[2].share.share < gaps[2].share.hi);
    }
}
