//! A formula on one line of plain signs, for where it cannot be one: powers, indices and fractions stay what they are.

use crate::xml::Element;

/// The signs of a formula in MathML.
pub(super) fn text(formula: &Element) -> String {
    let mut out = String::new();
    write(formula, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write(element: &Element, out: &mut String) {
    let parts: Vec<&Element> = element.elements().collect();
    let mut all = |between: &[&str]| {
        for (at, part) in parts.iter().enumerate() {
            out.push_str(between.get(at).copied().unwrap_or_default());
            grouped(part, out);
        }
    };
    match (element.name.as_str(), parts.len()) {
        ("mfrac", 2) => all(&["", "/"]),
        ("msup" | "mover", 2) => all(&["", "^"]),
        ("msub" | "munder", 2) => all(&["", "_"]),
        ("msubsup" | "munderover", 3) => all(&["", "_", "^"]),
        ("mroot", 2) => {
            out.push('√');
            out.push('[');
            parts.get(1).into_iter().for_each(|degree| write(degree, out));
            out.push(']');
            parts.first().into_iter().for_each(|base| grouped(base, out));
        }
        ("msqrt", _) => {
            out.push('√');
            let inner = Element { name: "mrow".to_owned(), ..element.clone() };
            grouped(&inner, out);
        }
        // The same formula in several notations; presentation comes first.
        ("semantics", _) => parts.first().into_iter().for_each(|first| write(first, out)),
        ("mtd", _) if !parts.is_empty() => {
            parts.iter().for_each(|part| write(part, out));
            out.push(' ');
        }
        ("mtr", _) => {
            parts.iter().for_each(|part| write(part, out));
            out.push_str("; ");
        }
        ("mspace", _) => out.push(' '),
        (_, 0) => out.push_str(element.text().trim()),
        _ => parts.iter().for_each(|part| write(part, out)),
    }
}

/// In brackets, where it is more than one sign.
fn grouped(part: &Element, out: &mut String) {
    let mut inner = String::new();
    write(part, &mut inner);
    let number = !inner.is_empty() && inner.chars().all(|c| c.is_alphanumeric());
    if number || inner.chars().count() == 1 {
        out.push_str(&inner);
    } else {
        out.push('(');
        out.push_str(&inner);
        out.push(')');
    }
}
