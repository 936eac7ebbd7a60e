//! Signs with their places on a page, put together as lines of text. Wide gaps stay gaps of about the same
//! width, so that a table of two columns can still be told from running text.

mod level;

/// A sign and where it stands, in points from the page's lower left.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub x: f64,
    pub y: f64,
    /// Where it ends.
    pub end: f64,
    /// Height of the type.
    pub size: f64,
    pub text: Box<str>,
}

/// Signs whose base lines differ by less than this part of their height stand in one line.
const SAME_LINE: f64 = 0.45;
/// A gap wider than this part of the height is a blank.
const BLANK: f64 = 0.16;
/// And one wider than this is a gap between columns.
const GAP: f64 = 1.6;
/// What begins so often under one another behind a gap is a column.
const COLUMN: usize = 2;
/// The part of a page's width in which no second column begins.
const LEFT_PART: f64 = 0.2;
/// Points by which beginnings of one column differ at most.
const SAME_PLACE: f64 = 0.5;
/// Width of a sign in a line, as a part of its height: rather too small, so that no text reaches beyond its column.
const SIGN: f64 = 0.4;

/// The lines of a page, from the top. `columns` are where those of the page before began, and then of this one: a table
/// may go on with too few lines to show them.
pub(super) fn lines(mut glyphs: Vec<Glyph>, columns: &mut Vec<f64>) -> Vec<String> {
    glyphs.retain(|g| g.x.is_finite() && g.y.is_finite() && g.end.is_finite() && g.size > 0.0);
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let left = glyphs.iter().filter(|g| !g.text.trim().is_empty()).map(|g| g.x).fold(f64::INFINITY, f64::min);
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(|first| (first.y - glyph.y) < SAME_LINE * first.size) => {
                line.push(glyph);
            }
            _ => lines.push(vec![glyph]),
        }
    }
    for line in &mut lines {
        line.retain(|glyph| !glyph.text.trim().is_empty());
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    lines.retain(|line| !line.is_empty());
    level::raise_labels(&mut lines);
    let own = begins(&lines, left);
    columns.extend(&own);
    let text = lines.iter().map(|line| joined(line, left, columns)).filter(|line| !line.trim().is_empty()).collect();
    *columns = own;
    text
}

/// Where columns begin: a text that fills its cell leaves but a blank before the next. What begins close to the left edge
/// is the text behind a number.
fn begins(lines: &[Vec<Glyph>], left: f64) -> Vec<f64> {
    let right = lines.iter().flatten().map(|glyph| glyph.end).fold(left, f64::max);
    let mut begins: Vec<f64> = Vec::new();
    for line in lines {
        let mut end = left;
        for glyph in line {
            if glyph.x - end > GAP * glyph.size && glyph.x - left > LEFT_PART * (right - left) {
                begins.push(glyph.x);
            }
            end = glyph.end.max(end);
        }
    }
    begins.sort_by(f64::total_cmp);
    let groups = begins.chunk_by(|a, b| b - a <= SAME_PLACE);
    groups.filter(|group| group.len() >= COLUMN).filter_map(|group| group.first().copied()).collect()
}

fn joined(line: &[Glyph], left: f64, columns: &[f64]) -> String {
    let mut text = String::new();
    let mut end: Option<f64> = None;
    for glyph in line {
        let gap = glyph.x - end.unwrap_or(left);
        let begins = |column: &f64| (glyph.x - column).abs() <= SAME_PLACE;
        let wide = gap > GAP * glyph.size || (gap > BLANK * glyph.size && columns.iter().any(begins));
        if wide && (end.is_some() || gap > 0.0) {
            let column = ((glyph.x - left) / (SIGN * glyph.size)).round().clamp(0.0, 240.0);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a short line")]
            let wanted = (column as usize).saturating_sub(text.chars().count());
            text.push_str(&" ".repeat(wanted.max(if end.is_some() { 3 } else { 0 })));
        } else if end.is_some() && gap > BLANK * glyph.size {
            text.push(' ');
        }
        text.push_str(&glyph.text);
        end = Some(glyph.end.max(end.unwrap_or(f64::NEG_INFINITY)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn typed(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        let sign = |(n, c): (usize, char)| {
            let x = x + 5.0 * n as f64;
            Glyph { x, y, end: x + 5.0, size: 10.0, text: c.to_string().into() }
        };
        text.chars().enumerate().map(sign).collect()
    }

    #[test]
    fn what_begins_where_a_column_does_is_of_it_however_near_the_cell_before_ends() {
        let mut page = typed("satu", 50.0, 700.0);
        page.extend(typed("satu satu satu satu", 50.0, 680.0));
        for y in [700.0, 680.0, 660.0, 640.0] {
            page.extend(typed("dua", 150.0, y));
        }
        let pieces = |line: &str| line.split("   ").map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect();
        let told: Vec<String> = pieces(&lines(page, &mut Vec::new())[1]);
        assert_eq!(told, ["satu satu satu satu", "dua"]);
        let mut alone = typed("satu satu satu satu", 50.0, 680.0);
        alone.extend(typed("dua", 150.0, 680.0));
        assert_eq!(lines(alone.clone(), &mut Vec::new()), ["satu satu satu satu dua"]);
        let told: Vec<String> = pieces(&lines(alone, &mut vec![150.0])[0]);
        assert_eq!(told, ["satu satu satu satu", "dua"], "the page before tells");
    }

    #[test]
    fn words_and_columns_stay_apart_and_lines_go_from_the_top() {
        let mut page = typed("satu dua", 50.0, 700.0);
        page.extend(typed("tiga", 250.0, 701.0));
        page.extend(typed("empat", 50.0, 680.0));
        page.reverse();
        let lines = lines(page, &mut Vec::new());
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("satu dua   "), "{lines:?}");
        assert_eq!(lines[0].find("tiga"), Some(50));
        assert_eq!(lines[1], "empat");
    }
}
