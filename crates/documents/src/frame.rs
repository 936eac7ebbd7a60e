//! The drawn frame of the certificate. It is the same for all, so it is set once and laid under the pages of each
//! certificate as one shared drawing, marked as background; setting it anew would take most of a certificate's time.

use crate::raw::Objects;

/// A drawing to lay under pages: the ground of the first, the frame of all.
pub(crate) struct Frame {
    ground: Drawing,
    woven: Drawing,
}

struct Drawing {
    /// Its resources and what they need, each with references counted from 0 within this list; the resources first.
    parts: Vec<Part>,
    /// `/MediaBox` of its page, as text.
    size: String,
    content: Vec<u8>,
}

struct Part {
    /// Text between references, and the part each reference names.
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

    /// Lays the drawing under every page of a file.
    pub(crate) fn under(&self, file: &[u8]) -> Option<Vec<u8>> {
        let mut objects = Objects::split(file)?;
        let pages = objects.pages();
        let drawings =
            format!("/kGround {} 0 R/kWoven {} 0 R", self.ground.add_to(&mut objects), self.woven.add_to(&mut objects));
        for (place, page) in pages.into_iter().enumerate() {
            let draw = if place == 0 {
                "/Artifact BMC q /kGround Do /kWoven Do Q EMC\n"
            } else {
                "/Artifact BMC q /kWoven Do Q EMC\n"
            };
            let below = objects.add(&format!("<</Length {}>>", draw.len()), Some(draw.as_bytes()));
            let content = objects.named(page, "/Contents")?;
            let text = objects.dictionary(page)?;
            let text =
                text.replace(&format!("/Contents {content} 0 R"), &format!("/Contents[{below} 0 R {content} 0 R]"));
            let resources = objects.named(page, "/Resources")?;
            objects.replace(page, &text);
            let text = objects.dictionary(resources)?;
            if text.contains(&drawings) {
                continue; // shared with a page before
            }
            let (from, to) = if text.contains("/XObject<<") {
                ("/XObject<<", format!("/XObject<<{drawings}"))
            } else {
                ("<<", format!("<</XObject<<{drawings}>>"))
            };
            let text = text.replacen(from, &to, 1);
            objects.replace(resources, &text);
        }
        Some(objects.join())
    }
}

impl Drawing {
    fn of(objects: &Objects<'_>, page: usize) -> Option<Self> {
        let text = objects.dictionary(page)?;
        let size = text.split_once("/MediaBox")?.1.split_once(']')?.0;
        let content = objects.stream(objects.named(page, "/Contents")?)?.to_vec();
        let mut needed = vec![objects.named(page, "/Resources")?];
        let mut parts = Vec::new();
        while let Some(number) = needed.get(parts.len()).copied() {
            let pieces = references(objects.dictionary(number)?).map(|(text, named)| {
                let place = named.map(|named| {
                    needed.iter().position(|known| *known == named).unwrap_or_else(|| {
                        needed.push(named);
                        needed.len() - 1
                    })
                });
                (text, place)
            });
            let pieces = pieces.collect();
            parts.push(Part { pieces, stream: objects.stream(number).map(<[u8]>::to_vec) });
        }
        Some(Self { parts, size: format!("{size}]"), content })
    }

    /// Adds the drawing to a file and tells its number.
    fn add_to(&self, objects: &mut Objects<'_>) -> usize {
        let first = objects.next();
        for part in &self.parts {
            let text: String = part
                .pieces
                .iter()
                .map(|(text, place)| match place {
                    Some(place) => format!("{text}{} 0 R", first + place),
                    None => text.clone(),
                })
                .collect();
            objects.add(&text, part.stream.as_deref());
        }
        let length = self.content.len();
        let text = format!(
            "<</Length {length}/Filter/FlateDecode/Type/XObject/Subtype/Form/BBox{}/Resources {first} 0 R>>",
            self.size
        );
        objects.add(&text, Some(&self.content))
    }
}

/// Splits a dictionary at its references `N 0 R`: the text before each, and its number.
fn references(text: &str) -> impl Iterator<Item = (String, Option<usize>)> {
    let mut rest = text;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let Some(end) = rest.find(" 0 R") else {
            done = true;
            return Some((rest.to_owned(), None));
        };
        let start = rest[..end].rfind(|sign: char| !sign.is_ascii_digit()).map_or(0, |place| place + 1);
        let piece = (rest[..start].to_owned(), rest[start..end].parse().ok());
        rest = &rest[end + 4..];
        Some(piece)
    })
}
