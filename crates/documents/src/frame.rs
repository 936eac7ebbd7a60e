//! What lies under the words of a certificate: ground, woven frame, micro-text. The first two are the same for all, so
//! they are set once and shared; the micro-text is set once a certificate, on a strip after its last page, and drawn
//! along the four sides of every page. Setting all this anew on each page would take most of a certificate's time.

use crate::raw::Objects;

/// PDF points in a millimetre.
const MM: f64 = 72.0 / 25.4;

// The measures of `frame.typ`, in millimetres.
const WIDTH: f64 = 297.0;
const HEIGHT: f64 = 210.0;
/// From the sheet's edge to the micro-text.
const MICRO: f64 = 17.6;
/// The upright lines begin so much within the level ones.
const INSET: f64 = 2.0;
/// Height of the strip, and where on it the second line (for the upright sides) begins.
const STRIP: f64 = 6.0;
const SECOND: f64 = 3.0;
/// Room of one line.
const LINE: f64 = 1.2;

/// Drawings to lay under pages: the ground of the first, the frame of all.
pub(crate) struct Frame {
    ground: Drawing,
    woven: Drawing,
}

struct Drawing {
    /// Its resources and what they need; the resources first.
    parts: Vec<Part>,
    /// The box of its page, as text.
    size: String,
    content: Vec<u8>,
}

struct Part {
    /// Text before each reference, and the place in the list of the part that the reference names.
    pieces: Vec<(String, Option<usize>)>,
    stream: Option<Vec<u8>>,
}

impl Frame {
    /// From the two pages of `frame.typ`; `None` when the file is laid out in a way not known here.
    pub(crate) fn of(file: &[u8]) -> Option<Self> {
        let objects = Objects::split(file)?;
        let [ground, woven] = objects.pages()[..] else { return None };
        Some(Self { ground: Drawing::of(&objects, ground)?, woven: Drawing::of(&objects, woven)? })
    }

    /// Lays the drawings and the micro-text under every page of a file, whose last page is the strip of micro-text and
    /// goes. `None` when the file is laid out in a way not known here.
    pub(crate) fn under(&self, file: &[u8]) -> Option<Vec<u8>> {
        let mut objects = Objects::split(file)?;
        let mut pages = objects.pages();
        let strip = pages.pop()?;
        let micro = into_form(&mut objects, strip)?;
        objects.drop_page(strip)?;
        let (ground, woven) = (self.ground.add_to(&mut objects), self.woven.add_to(&mut objects));
        let forms = format!("/kGround {ground} 0 R/kWoven {woven} 0 R/kMicro {micro} 0 R");
        let along = micro_lines();
        let first = format!("/Artifact BMC q /kGround Do /kWoven Do Q EMC\n{along}");
        let other = format!("/Artifact BMC q /kWoven Do Q EMC\n{along}");
        let below =
            [first, other].map(|draw| objects.add(&format!("<</Length {}>>", draw.len()), Some(draw.as_bytes())));
        for (place, page) in pages.into_iter().enumerate() {
            let below = below[place.min(1)];
            let content = objects.named(page, "/Contents")?;
            let resources = objects.named(page, "/Resources")?;
            let text = objects.dictionary(page)?;
            let text =
                text.replace(&format!("/Contents {content} 0 R"), &format!("/Contents[{below} 0 R {content} 0 R]"));
            objects.replace(page, &text);
            let text = objects.dictionary(resources)?;
            if text.contains("/kWoven ") {
                continue; // shared with a page before
            }
            let (from, to) = if text.contains("/XObject<<") {
                ("/XObject<<", format!("/XObject<<{forms}"))
            } else {
                ("<<", format!("<</XObject<<{forms}>>"))
            };
            let text = text.replacen(from, &to, 1);
            objects.replace(resources, &text);
        }
        Some(objects.join())
    }
}

/// Makes the content of a page a drawing that pages can show, and tells its number.
fn into_form(objects: &mut Objects<'_>, page: usize) -> Option<usize> {
    let content = objects.named(page, "/Contents")?;
    let resources = objects.named(page, "/Resources")?;
    let size = media_box(objects, page)?;
    let stream = objects.stream(content)?.to_vec();
    let text = form(stream.len(), &size, resources);
    objects.replace_stream(content, &text, &stream);
    Some(content)
}

fn form(length: usize, size: &str, resources: usize) -> String {
    format!("<</Length {length}/Filter/FlateDecode/Type/XObject/Subtype/Form/BBox{size}/Resources {resources} 0 R>>")
}

fn media_box(objects: &Objects<'_>, page: usize) -> Option<String> {
    let size = objects.dictionary(page)?.split_once("/MediaBox")?.1.split_once(']')?.0;
    Some(format!("{size}]"))
}

/// Draws the micro-text along the four sides: the first line of the strip level, the second upright.
fn micro_lines() -> String {
    // A turn about a point of the sheet, then the line of the strip that is shown, from its top.
    let line = |turn: [i8; 4], x: f64, y: f64, top: f64| {
        let [a, b, c, d] = turn.map(f64::from);
        // The strip's own point (0, STRIP - top) comes to (x, y).
        let own = STRIP - top;
        let (e, f) = (x - c * own, y - d * own);
        format!(
            "q {a} {b} {c} {d} {:.3} {:.3} cm 0 {:.3} {:.3} {:.3} re W n /kMicro Do Q\n",
            e * MM,
            f * MM,
            (own - LINE) * MM,
            WIDTH * MM,
            LINE * MM,
        )
    };
    let (right, top) = (WIDTH - MICRO, HEIGHT - MICRO);
    [
        line([1, 0, 0, 1], MICRO, top, 0.0),
        line([1, 0, 0, 1], MICRO, MICRO + 0.9, 0.0),
        line([0, 1, -1, 0], MICRO, MICRO + INSET, SECOND),
        line([0, -1, 1, 0], right, top - INSET, SECOND),
    ]
    .concat()
}

impl Drawing {
    fn of(objects: &Objects<'_>, page: usize) -> Option<Self> {
        let content = objects.stream(objects.named(page, "/Contents")?)?.to_vec();
        let mut needed = vec![objects.named(page, "/Resources")?];
        let mut parts = Vec::new();
        while let Some(number) = needed.get(parts.len()).copied() {
            let mut pieces = Vec::new();
            for (text, named) in references(objects.dictionary(number)?) {
                let place = named.map(|named| {
                    needed.iter().position(|known| *known == named).unwrap_or_else(|| {
                        needed.push(named);
                        needed.len() - 1
                    })
                });
                pieces.push((text, place));
            }
            parts.push(Part { pieces, stream: objects.stream(number).map(<[u8]>::to_vec) });
        }
        Some(Self { parts, size: media_box(objects, page)?, content })
    }

    /// Adds the drawing to a file and tells its number.
    fn add_to(&self, objects: &mut Objects<'_>) -> usize {
        let first = objects.next();
        for part in &self.parts {
            let piece = |(text, place): &(String, Option<usize>)| match place {
                Some(place) => format!("{text}{} 0 R", first + place),
                None => text.clone(),
            };
            let text: String = part.pieces.iter().map(piece).collect();
            objects.add(&text, part.stream.as_deref());
        }
        objects.add(&form(self.content.len(), &self.size, first), Some(&self.content))
    }
}

/// Splits a dictionary at its references `N 0 R`: the text before each, and the number.
fn references(text: &str) -> Vec<(String, Option<usize>)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(end) = rest.find(" 0 R") {
        let start = rest[..end].rfind(|sign: char| !sign.is_ascii_digit()).map_or(0, |place| place + 1);
        pieces.push((rest[..start].to_owned(), rest[start..end].parse().ok()));
        rest = &rest[end + 4..];
    }
    pieces.push((rest.to_owned(), None));
    pieces
}

#[cfg(test)]
mod tests {
    use super::references;

    #[test]
    fn a_dictionary_is_split_at_its_references() {
        let pieces = references("<</ColorSpace<</c0 12 0 R>>/N 3/F[4 0 R 5 0 R]>>");
        let numbers: Vec<_> = pieces.iter().map(|(_, number)| *number).collect();
        assert_eq!(numbers, [Some(12), Some(4), Some(5), None]);
        let texts: Vec<_> = pieces.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["<</ColorSpace<</c0 ", ">>/N 3/F[", " ", "]>>"]);
    }
}
