//! What a candidate is shown: content and the way to answer, and nothing that tells the answer. The key has a type of
//! its own ([`super::key::Key`]), so a question cannot hold it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    content::Content,
    id::{ChoiceId, GapId, StimulusId},
    media::{MediaName, Picture},
};

/// A language of the body's papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Indonesian, where nothing else is said.
    #[default]
    Id,
    /// English.
    En,
}

impl Language {
    /// All, the body's own first.
    pub const ALL: [Self; 2] = [Self::Id, Self::En];

    /// As it is stored: `id`, `en`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }
}

/// What a candidate is shown of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its language.
    pub language: Language,
    /// What it shares with others: to be shown with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stimulus: Option<StimulusId>,
    /// What it asks.
    pub stem: Content,
    /// How it is answered.
    pub interaction: Interaction,
    /// The most it can bring, greater than 0.
    pub points: Decimal,
}

/// An option, premise, response or step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its name within the item.
    pub id: ChoiceId,
    /// What it says.
    pub content: Content,
}

/// A gap to fill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Its name within the item.
    pub id: GapId,
    /// Takes a number (with the decimal sign of either language) rather than text.
    #[serde(default)]
    pub number: bool,
    /// Unit of measure, such as `hari`; empty when there is none. Shown behind a gap that follows the stem; a gap within
    /// the stem has its unit in the sentence.
    #[serde(default)]
    pub unit: String,
}

/// A place on a picture, in its pixels from the upper left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Point {
    /// To the right.
    pub x: u32,
    /// Down.
    pub y: u32,
}

/// An area of a picture, in its pixels; its border belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Two corners: upper left and lower right.
    Rectangle(Point, Point),
    /// Centre and radius.
    Circle(Point, u32),
    /// At least three corners, in order around.
    Polygon(Vec<Point>),
}

/// A named area of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Its name within the item.
    pub id: ChoiceId,
    /// Where it lies.
    pub shape: Shape,
    /// What it is, in words, for who cannot see it; must not tell whether it is right.
    #[serde(default)]
    pub label: String,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Interaction {
    /// One of several options.
    Single {
        /// At least two.
        options: Vec<Choice>,
        /// Their order may be changed from paper to paper.
        shuffle: bool,
    },
    /// Several of several options.
    Multiple {
        /// At least two.
        options: Vec<Choice>,
        /// The fewest to be chosen.
        least: u32,
        /// The most that may be chosen, not fewer than `least`.
        most: u32,
        /// Their order may be changed from paper to paper.
        shuffle: bool,
    },
    /// Whether the stem is true.
    TrueFalse,
    /// A response for each premise; a response may be left over, or serve several premises.
    Matching {
        /// What wants a partner.
        premises: Vec<Choice>,
        /// The partners.
        responses: Vec<Choice>,
        /// The order of the responses may be changed from paper to paper.
        shuffle: bool,
    },
    /// All steps, in their right order.
    Ordering {
        /// In the order in which they are shown; at least two.
        steps: Vec<Choice>,
        /// The order shown may be changed from paper to paper.
        shuffle: bool,
    },
    /// Text or numbers in gaps. The stem shows where; a single gap that it does not show follows it.
    Gaps {
        /// At least one.
        gaps: Vec<Gap>,
    },
    /// Places on a picture.
    Hotspot {
        /// The picture, with width and height.
        picture: Picture,
        /// Areas outlined for choosing; empty where the candidate points freely.
        areas: Vec<Area>,
        /// The most places that may be marked.
        most: u32,
    },
    /// A few words.
    ShortAnswer {
        /// The most letters of an answer.
        letters: u32,
    },
    /// A text, marked by people.
    Essay {
        /// Words asked for, where there is a limit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<u32>,
        /// Minutes it should take, where they are told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u32>,
    },
    /// Files that the candidate hands in, marked by people.
    Upload {
        /// Endings that may come, lower case without dot, such as `pdf`; any when empty.
        endings: Vec<String>,
        /// The most files.
        files: u32,
    },
    /// Asked and answered aloud, noted and marked by the assessor.
    Oral {
        /// Minutes it should take, where they are told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u32>,
    },
}

impl Interaction {
    /// The word for the kind, as stored.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Single { .. } => "single",
            Self::Multiple { .. } => "multiple",
            Self::TrueFalse => "true-false",
            Self::Matching { .. } => "matching",
            Self::Ordering { .. } => "ordering",
            Self::Gaps { .. } => "gaps",
            Self::Hotspot { .. } => "hotspot",
            Self::ShortAnswer { .. } => "short-answer",
            Self::Essay { .. } => "essay",
            Self::Upload { .. } => "upload",
            Self::Oral { .. } => "oral",
        }
    }

    /// Its options, premises and responses, or steps, in the order in which they stand.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        let (first, second): (&[Choice], &[Choice]) = match self {
            Self::Single { options, .. } | Self::Multiple { options, .. } => (options, &[]),
            Self::Matching { premises, responses, .. } => (premises, responses),
            Self::Ordering { steps, .. } => (steps, &[]),
            _ => (&[], &[]),
        };
        first.iter().chain(second)
    }
}

impl Shape {
    /// The point lies within or on the border. Polygons by the even-odd rule.
    #[must_use]
    pub fn holds(&self, point: Point) -> bool {
        match self {
            Self::Rectangle(from, to) => (from.x..=to.x).contains(&point.x) && (from.y..=to.y).contains(&point.y),
            Self::Circle(centre, radius) => {
                let (dx, dy) = (centre.x.abs_diff(point.x), centre.y.abs_diff(point.y));
                let square = |n: u32| u128::from(n) * u128::from(n);
                square(dx) + square(dy) <= square(*radius)
            }
            Self::Polygon(corners) => polygon_holds(corners, point),
        }
    }
}

impl Shape {
    /// A point that lies within, such as where a letter is written on paper.
    #[must_use]
    pub fn inside(&self) -> Point {
        match self {
            Self::Rectangle(from, to) => Point { x: from.x.midpoint(to.x), y: from.y.midpoint(to.y) },
            Self::Circle(centre, _) => *centre,
            Self::Polygon(corners) => {
                let mean = |points: &[Point]| {
                    let of = |coordinate: fn(&Point) -> u32| {
                        let sum: u64 = points.iter().map(|point| u64::from(coordinate(point))).sum();
                        u32::try_from(sum / points.len().max(1) as u64).unwrap_or(u32::MAX)
                    };
                    Point { x: of(|point| point.x), y: of(|point| point.y) }
                };
                // Every polygon has an ear: three corners in a row whose triangle lies within.
                let around: Vec<Point> = corners.iter().chain(corners.iter().take(2)).copied().collect();
                let ears = around.windows(3).map(mean);
                let first = corners.first().copied().unwrap_or(Point { x: 0, y: 0 });
                std::iter::once(mean(corners)).chain(ears).find(|point| self.holds(*point)).unwrap_or(first)
            }
        }
    }
}

fn polygon_holds(corners: &[Point], point: Point) -> bool {
    let (px, py) = (i128::from(point.x), i128::from(point.y));
    let mut within = false;
    let edges = corners.iter().zip(corners.iter().cycle().skip(1));
    for (a, b) in edges {
        let (ax, ay, bx, by) = (i128::from(a.x), i128::from(a.y), i128::from(b.x), i128::from(b.y));
        let cross = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
        let between = |lo: i128, hi: i128, n: i128| (lo.min(hi)..=lo.max(hi)).contains(&n);
        if cross == 0 && between(ax, bx, px) && between(ay, by, py) {
            return true;
        }
        // A ray to the right crosses the edge where the edge spans its height and lies to the right of the point.
        if (ay > py) != (by > py) && (cross > 0) == (by > ay) {
            within = !within;
        }
    }
    within
}

impl Question {
    /// Every content of it: stem first, then choices.
    pub fn contents(&self) -> impl Iterator<Item = &Content> {
        std::iter::once(&self.stem).chain(self.interaction.choices().map(|choice| &choice.content))
    }

    /// The files that it shows.
    #[must_use]
    pub fn media(&self) -> Vec<&MediaName> {
        let mut out: Vec<&MediaName> = self.contents().flat_map(Content::media).collect();
        if let Interaction::Hotspot { picture, .. } = &self.interaction {
            out.push(&picture.file);
        }
        out
    }
}
