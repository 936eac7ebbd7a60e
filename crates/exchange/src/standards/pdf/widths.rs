//! Widths of signs, put as the library reads them. It knows lists (`3 [500 600]`) and passes over runs of one width
//! (`3 9 500`), which Chrome, Edge and Google Docs write as well: signs without a width stand upon one another, and the
//! gaps between them tell no words any more.

use pdf_extract::{Dictionary, Document, Object, ObjectId};

/// The last sign that a font can name: its codes have two bytes.
const LAST: i64 = 0xffff;
/// Widths of the signs of one file at most; a large font of Chinese signs has some twenty thousand.
const MOST: usize = 1 << 19;
/// Objects within one another in which a font is looked for: it may stand within the resources of its page.
const DEEP: usize = 8;

/// Writes the widths of every font as lists; none where there are more than anybody would print with.
pub(super) fn as_lists(document: &mut Document) -> Option<()> {
    let holds = document.objects.iter().filter(|(_, object)| holds_widths(object, 0));
    let ids: Vec<ObjectId> = holds.map(|(id, _)| *id).collect();
    let mut left = MOST;
    for id in ids {
        let Some(mut object) = document.objects.get(&id).cloned() else { continue };
        mend(&mut object, document, 0, &mut left)?;
        document.objects.insert(id, object);
    }
    Some(())
}

fn holds_widths(object: &Object, deep: usize) -> bool {
    let within = |object: &Object| holds_widths(object, deep + 1);
    match object {
        _ if deep > DEEP => false,
        Object::Array(objects) => objects.iter().any(within),
        Object::Dictionary(font) => has_widths(font) || font.iter().any(|(_, object)| within(object)),
        Object::Stream(stream) => stream.dict.iter().any(|(_, object)| within(object)),
        _ => false,
    }
}

fn mend(object: &mut Object, document: &Document, deep: usize, left: &mut usize) -> Option<()> {
    let mut within = |object: &mut Object| mend(object, document, deep + 1, left);
    match object {
        _ if deep > DEEP => Some(()),
        Object::Array(objects) => objects.iter_mut().try_for_each(within),
        Object::Dictionary(font) if has_widths(font) => mend_font(font, document, left),
        Object::Dictionary(of) => of.iter_mut().try_for_each(|(_, object)| within(object)),
        Object::Stream(stream) => stream.dict.iter_mut().try_for_each(|(_, object)| within(object)),
        _ => Some(()),
    }
}

/// Whether it is a font whose signs have numbers, with widths of its own.
fn has_widths(font: &Dictionary) -> bool {
    let kind = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    matches!(kind, b"CIDFontType0" | b"CIDFontType2") && font.has(b"W")
}

fn mend_font(font: &mut Dictionary, document: &Document, left: &mut usize) -> Option<()> {
    let widths = font.get_deref(b"W", document).and_then(Object::as_array).ok();
    let lists = widths.map(|widths| lists(widths, document, left));
    let other = font.get_deref(b"DW", document).and_then(Object::as_float).ok();
    match lists {
        Some(lists) => font.set("W", lists?),
        None => drop(font.remove(b"W")),
    }
    // The width of all other signs is read as a whole number only.
    if let Some(other) = other {
        font.set("DW", Object::Integer(whole(other)));
    }
    Some(())
}

/// Widths with each run as a list. What follows something that is none is passed over.
fn lists(widths: &[Object], document: &Document, left: &mut usize) -> Option<Vec<Object>> {
    let value = |object: &Object| document.dereference(object).ok().map(|(_, object)| object.clone());
    let number = |object: &Object| value(object).and_then(|object| object.as_float().ok());
    let mut lists = Vec::new();
    let mut rest = widths;
    while let [first, second, after @ ..] = rest {
        let Some(first) = number(first).map(whole).filter(|first| (0..=LAST).contains(first)) else { break };
        let list: Vec<Object> = match (value(second), after) {
            (Some(Object::Array(list)), _) => {
                *left = left.checked_sub(list.len())?;
                rest = after;
                list.iter().map_while(number).map(Object::Real).collect()
            }
            (Some(last), [width, after @ ..]) => {
                let (Ok(last), Some(width)) = (last.as_float(), number(width)) else { break };
                let count = usize::try_from(whole(last).min(LAST) - first + 1).unwrap_or(0);
                *left = left.checked_sub(count)?;
                rest = after;
                vec![Object::Real(width); count]
            }
            _ => break,
        };
        lists.extend([Object::Integer(first), Object::Array(list)]);
    }
    Some(lists)
}

#[expect(clippy::cast_possible_truncation, reason = "what is no number of a sign is refused behind it")]
fn whole(number: f32) -> i64 {
    number.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(widths: Vec<Object>) -> Option<Vec<Object>> {
        lists(&widths, &Document::new(), &mut 100)
    }

    #[test]
    fn runs_are_lists_and_lists_stay() {
        let list = |widths: &[f32]| Object::Array(widths.iter().copied().map(Object::Real).collect());
        let widths = vec![
            3.into(),
            list(&[250.0, 333.0]),
            7.into(),
            9.into(),
            Object::Real(500.5),
            12.into(),
            12.into(),
            0.into(),
        ];
        let told = vec![3.into(), list(&[250.0, 333.0]), 7.into(), list(&[500.5; 3]), 12.into(), list(&[0.0])];
        assert_eq!(read(widths.clone()), Some(told.clone()));
        assert_eq!(read([widths, vec![5.into()]].concat()), Some(told), "what is cut off is passed over");
        assert_eq!(read(vec![9.into(), 7.into(), 500.into()]), Some(vec![9.into(), list(&[])]));
        assert_eq!(read(vec![0.into(), 60.into(), 500.into(), 0.into(), 60.into(), 500.into()]), None, "too many");
        assert_eq!(read(vec![0.into(), i64::MAX.into(), 500.into()]), None);
    }

    #[test]
    fn a_font_is_found_within_another_object_and_its_widths_behind_a_reference() {
        let mut document = Document::new();
        let widths = document.add_object(vec![1.into(), 2.into(), 500.into()]);
        let mut font = Dictionary::new();
        font.set("Subtype", Object::Name(b"CIDFontType2".to_vec()));
        font.set("W", widths);
        font.set("DW", Object::Real(277.8));
        let mut above = Dictionary::new();
        above.set("DescendantFonts", vec![Object::Dictionary(font)]);
        let above = document.add_object(above);
        assert_eq!(as_lists(&mut document), Some(()));
        let fonts = document.get_dictionary(above).and_then(|above| above.get(b"DescendantFonts")).unwrap();
        let font = fonts.as_array().unwrap()[0].as_dict().unwrap();
        let widths = font.get(b"W").and_then(Object::as_array).unwrap();
        assert_eq!(widths[1].as_array().unwrap().len(), 2);
        assert_eq!(font.get(b"DW").and_then(Object::as_i64).ok(), Some(278));
    }
}
