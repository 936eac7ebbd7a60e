//! Places on a picture. Outlined areas are boxes with their letters; where the candidate points freely, the picture is
//! a button that a browser without scripts sends with the place that was pressed.

use std::fmt::Write as _;

use exam::{
    item::{Area, Picture, Point, Shape},
    sitting::given::Given,
};

use super::{At, content::Ink, group, letter};
use crate::{i18n::key, page::escape};

fn size(picture: &Picture) -> (u32, u32) {
    (picture.width.unwrap_or(100).max(1), picture.height.unwrap_or(100).max(1))
}

/// What the script must know.
pub(super) fn attributes(at: At<'_>, picture: &Picture, areas: &[Area], most: u32, out: &mut String) {
    if !areas.is_empty() {
        if most > 1 {
            let full = escape(&at.p.t(key("sitting-answer-full")));
            let _ = write!(out, r#" data-most="{most}" data-penuh="{full}""#);
        }
        return;
    }
    let (width, height) = size(picture);
    let keys = escape(&at.p.t(key("sitting-answer-point-keys")));
    let told = at.p.ta(key("sitting-answer-point-at")).with("x", "{x}").with("y", "{y}").to_string();
    let _ = write!(
        out,
        r#" data-bebas="" data-lebar="{width}" data-tinggi="{height}" data-titik="{most}" data-cara="{keys}" data-sebut="{}""#,
        escape(&told)
    );
}

pub(super) fn draw(at: At<'_>, picture: &Picture, areas: &[Area], most: u32, given: &Given, ink: &mut Ink<'_>) {
    let points: &[(u32, u32)] = if let Given::Pointed(points) = given { points } else { &[] };
    if areas.is_empty() { free(at, picture, points, ink) } else { outlined(at, picture, areas, most, points, ink) }
}

fn outlined(at: At<'_>, picture: &Picture, areas: &[Area], most: u32, points: &[(u32, u32)], ink: &mut Ink<'_>) {
    let (width, height) = size(picture);
    let letters = width.max(height) / 22;
    ink.out.push_str(r#"<div class="titik__gambar">"#);
    ink.picture(picture);
    let _ = write!(ink.out, r#"<svg viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false">"#);
    for (place, area) in (1..).zip(areas) {
        let Point { x, y } = inside(&area.shape);
        let _ = write!(ink.out, r#"<g class="titik__bagian" data-p="{x},{y}">"#);
        // A light line and a dark one within it: a picture may be dark or light.
        shape(&area.shape, r#" class="titik__luar""#, &mut ink.out);
        shape(&area.shape, "", &mut ink.out);
        let _ = write!(ink.out, r#"<text x="{x}" y="{y}" font-size="{letters}">{}</text></g>"#, letter(place));
    }
    ink.out.push_str("</svg></div>");
    let hint = if most > 1 {
        at.p.ta(key("sitting-answer-several")).with("n", most).to_string()
    } else {
        at.p.t(key("sitting-answer-one")).into_owned()
    };
    let (role, kind) = if most > 1 { ("group", "checkbox") } else { ("radiogroup", "radio") };
    group(at, role, &hint, ink);
    for (place, area) in (1..).zip(areas) {
        let Point { x, y } = inside(&area.shape);
        let on = points.iter().any(|(x, y)| area.shape.holds(Point { x: *x, y: *y }));
        let checked = if on { " checked" } else { "" };
        let words = match area.label.trim() {
            "" => at.p.ta(key("sitting-answer-area")).with("name", letter(place)).to_string(),
            label => label.to_owned(),
        };
        let _ = write!(
            ink.out,
            r#"<label class="opsi"><input type="{kind}" name="p" value="{x},{y}"{checked}><span class="opsi__h" aria-hidden="true">{}</span><span class="opsi__t"{}>{}</span></label>"#,
            letter(place),
            ink.lang(),
            escape(&words)
        );
    }
    ink.out.push_str("</div>");
}

fn free(at: At<'_>, picture: &Picture, points: &[(u32, u32)], ink: &mut Ink<'_>) {
    let (width, height) = size(picture);
    let hint = at.p.t(key("sitting-answer-point"));
    let address = ink.address(&picture.file);
    // Its own size, since the browser sends the place in pixels as shown.
    let _ = write!(
        ink.out,
        r#"<p class="kecil redup">{}</p><div class="gulir"><div class="titik__gambar"><input type="image" name="p" src="{address}" alt="{1}" aria-label="{1}" width="{width}" height="{height}"></div></div><ul class="titik__daftar">"#,
        escape(&hint),
        escape(&picture.alt)
    );
    for (x, y) in points {
        let told = at.p.ta(key("sitting-answer-point-at")).with("x", *x).with("y", *y).to_string();
        let _ = write!(
            ink.out,
            r#"<li><label><input type="checkbox" class="centang" name="p" value="{x},{y}" checked> {}</label></li>"#,
            escape(&told)
        );
    }
    ink.out.push_str("</ul>");
}

fn shape(shape: &Shape, class: &str, out: &mut String) {
    let _ = match shape {
        Shape::Rectangle(from, to) => write!(
            out,
            r#"<rect{class} x="{}" y="{}" width="{}" height="{}"/>"#,
            from.x,
            from.y,
            to.x.saturating_sub(from.x),
            to.y.saturating_sub(from.y)
        ),
        Shape::Circle(centre, radius) => {
            write!(out, r#"<circle{class} cx="{}" cy="{}" r="{radius}"/>"#, centre.x, centre.y)
        }
        Shape::Polygon(corners) => {
            let points: Vec<String> = corners.iter().map(|p| format!("{},{}", p.x, p.y)).collect();
            write!(out, r#"<polygon{class} points="{}"/>"#, points.join(" "))
        }
    };
}

/// A point within an area, by which choosing it is told.
pub(super) fn inside(shape: &Shape) -> Point {
    match shape {
        Shape::Rectangle(from, to) => Point { x: from.x.midpoint(to.x), y: from.y.midpoint(to.y) },
        Shape::Circle(centre, _) => *centre,
        Shape::Polygon(corners) => {
            let first = corners.first().copied().unwrap_or(Point { x: 0, y: 0 });
            let bounds = corners.iter().fold((first, first), |(low, high), p| {
                (Point { x: low.x.min(p.x), y: low.y.min(p.y) }, Point { x: high.x.max(p.x), y: high.y.max(p.y) })
            });
            let (low, high) = bounds;
            let step = |low: u32, high: u32, n: u32| low + (high - low) / 16 * n + (high - low) % 16 * n / 16;
            // The middle first, then outwards over a grid; a corner belongs to its area as well.
            let middle = Point { x: low.x.midpoint(high.x), y: low.y.midpoint(high.y) };
            let grid = (1..16).flat_map(|i| (1..16).map(move |j| (i, j)));
            std::iter::once(middle)
                .chain(grid.map(|(i, j)| Point { x: step(low.x, high.x, i), y: step(low.y, high.y, j) }))
                .find(|point| shape.holds(*point))
                .unwrap_or(first)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_point_of_an_area_lies_within_it() {
        let at = |x, y| Point { x, y };
        let hook = vec![at(0, 0), at(100, 0), at(100, 10), at(10, 10), at(10, 100), at(0, 100)];
        for shape in [
            Shape::Rectangle(at(5, 5), at(9, 90)),
            Shape::Circle(at(40, 40), 3),
            Shape::Polygon(hook),
            Shape::Polygon(vec![at(3, 4)]),
        ] {
            assert!(shape.holds(inside(&shape)), "{shape:?}");
        }
    }

    /// Relative luminance of a colour of six hexadecimal digits (WCAG 2.2).
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.0722f64.mul_add(channel(4), 0.2126f64.mul_add(channel(0), 0.7152 * channel(2)))
    }

    fn contrast(one: f64, other: f64) -> f64 {
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn an_outline_stands_out_on_every_picture() {
        let style = include_str!("../../../../styles/question.css");
        let stroke = |class: &str| {
            let (_, rule) = style.split_once(&format!("\n{class} {{")).unwrap();
            let (_, colour) = rule.split_once(" stroke: #").unwrap();
            let digits: String = colour.chars().take_while(char::is_ascii_hexdigit).collect();
            luminance(&if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits })
        };
        let (dark, light) = (stroke(".titik__bagian"), stroke(".titik__luar"));
        assert!(contrast(dark, light) >= 3.0);
        for grey in 0..=255_u8 {
            let picture = luminance(&format!("{grey:02x}{grey:02x}{grey:02x}"));
            assert!(contrast(picture, dark).max(contrast(picture, light)) >= 3.0, "{grey}");
        }
    }
}
