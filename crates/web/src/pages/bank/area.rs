//! An area of a picture as people write it: a word for its shape, and its points.

use exam::item::{Point, Shape};

/// Words for a shape, Indonesian and English; two points without one make a rectangle, more a polygon.
const WORDS: &[(&str, &str)] = &[
    ("kotak", "kotak"),
    ("rectangle", "kotak"),
    ("lingkaran", "lingkaran"),
    ("circle", "lingkaran"),
    ("segi", "segi"),
    ("polygon", "segi"),
];

/// Points as they are typed: `40,25 120,80`.
pub(in crate::pages) fn points(text: &str) -> Option<Vec<Point>> {
    let one = |word: &str| {
        let (x, y) = word.split_once(',')?;
        Some(Point { x: x.trim().parse().ok()?, y: y.trim().parse().ok()? })
    };
    text.split_whitespace().map(one).collect()
}

/// The shape of a row; none while its points do not make one.
pub(in crate::pages) fn shape(word: &str, points: &[Point]) -> Option<Shape> {
    match (word, points) {
        ("kotak", [a, b]) => {
            let from = Point { x: a.x.min(b.x), y: a.y.min(b.y) };
            let to = Point { x: a.x.max(b.x), y: a.y.max(b.y) };
            (from.x < to.x && from.y < to.y).then_some(Shape::Rectangle(from, to))
        }
        ("lingkaran", [centre, edge]) => {
            let (dx, dy) = (f64::from(centre.x.abs_diff(edge.x)), f64::from(centre.y.abs_diff(edge.y)));
            // Pixels of a picture: far below what a `u32` holds.
            let radius = dx.hypot(dy).round().clamp(0.0, f64::from(u32::MAX)) as u32;
            (radius > 0).then_some(Shape::Circle(*centre, radius))
        }
        ("segi", corners) if corners.len() >= 3 => Some(Shape::Polygon(corners.to_vec())),
        _ => None,
    }
}

/// The word for a shape, and its points.
pub(in crate::pages) fn words(shape: &Shape) -> (&'static str, String) {
    match shape {
        Shape::Rectangle(from, to) => ("kotak", format!("{},{} {},{}", from.x, from.y, to.x, to.y)),
        Shape::Circle(at, radius) => {
            ("lingkaran", format!("{},{} {},{}", at.x, at.y, at.x.saturating_add(*radius), at.y))
        }
        Shape::Polygon(corners) => {
            let corners: Vec<String> = corners.iter().map(|at| format!("{},{}", at.x, at.y)).collect();
            ("segi", corners.join(" "))
        }
    }
}

/// A line that says an area: `lingkaran 40,25 60,25`, `40,25 120,80`.
pub(in crate::pages) fn from_line(line: &str) -> Option<Shape> {
    let first = line.split_whitespace().next()?.to_lowercase();
    let word = WORDS.iter().find(|(word, _)| *word == first).map(|(_, word)| *word);
    let rest = if word.is_some() { line.trim_start().split_once(char::is_whitespace)?.1 } else { line };
    let points = points(rest)?;
    shape(word.unwrap_or(if points.len() == 2 { "kotak" } else { "segi" }), &points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_read_and_written() {
        for (line, told) in [
            ("kotak 40,25 120,80", Some("kotak 40,25 120,80")),
            ("120,80 40,25", Some("kotak 40,25 120,80")),
            ("Circle 40,25 40,35", Some("lingkaran 40,25 50,25")),
            ("0,0 10,0 10,10", Some("segi 0,0 10,0 10,10")),
            ("40,25", None),
            ("kotak 40,25 40,80", None),
            ("di tengah", None),
            ("kotak", None),
            (" ", None),
        ] {
            let read = from_line(line);
            let written = read.as_ref().map(words).map(|(word, points)| format!("{word} {points}"));
            assert_eq!(written.as_deref(), told, "{line}");
            assert_eq!(written.as_deref().and_then(from_line), read, "{line}");
        }
    }
}
