//! How a formula is read aloud. Some screen readers leave MathML out of the name of a field, so that an option that is
//! nothing but a formula would have none: it gets one in words.

use std::fmt::Write as _;

use exam::{
    item::{Block, Content, Inline, content::Part},
    xml::{Element, Node},
};

/// Words between the parts of a formula.
#[derive(Debug, Clone)]
pub(super) struct Spoken {
    /// Between numerator and denominator.
    pub over: String,
    /// Before an exponent.
    pub power: String,
    /// Before an index.
    pub index: String,
    /// Before what is under a root.
    pub root: String,
}

/// The content in words, when it holds a formula; its own text is name enough where it does not.
pub(super) fn reading(content: &Content, spoken: &Spoken) -> Option<String> {
    let mut formula = false;
    content.walk(&mut |part| {
        formula |= matches!(part, Part::Block(Block::Formula(_)) | Part::Inline(Inline::Math(_)));
    });
    formula.then(|| {
        let mut out = String::new();
        blocks(content, spoken, &mut out);
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

fn blocks(content: &Content, spoken: &Spoken, out: &mut String) {
    for block in &content.0 {
        out.push(' ');
        match block {
            Block::Paragraph(inline) => line(inline, spoken, out),
            Block::Formula(math) => out.push_str(&formula(&math.element(), spoken)),
            Block::Quote(inner) => blocks(inner, spoken, out),
            Block::List { entries, .. } => entries.iter().for_each(|entry| blocks(entry, spoken, out)),
            Block::Table(table) => {
                line(&table.caption, spoken, out);
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| blocks(cell, spoken, out));
            }
            Block::Verbatim(text) => out.push_str(text),
            Block::Picture(picture) => out.push_str(&picture.alt),
            Block::Audio(_) => {}
        }
    }
}

fn line(inline: &[Inline], spoken: &Spoken, out: &mut String) {
    for part in inline {
        match part {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Underline(inner)
            | Inline::Sub(inner)
            | Inline::Sup(inner) => line(inner, spoken, out),
            Inline::Break => out.push(' '),
            Inline::Picture(picture) => {
                let _ = write!(out, " {} ", picture.alt);
            }
            Inline::Math(math) => {
                let _ = write!(out, " {} ", formula(&math.element(), spoken));
            }
            Inline::Gap(_) => out.push_str(" ___ "),
        }
    }
}

/// A formula in words: what its author gave for it, else its signs with what stands above, below and within.
fn formula(element: &Element, spoken: &Spoken) -> String {
    if let Some((_, said)) = element.attributes.iter().find(|(name, said)| name == "alttext" && !said.trim().is_empty())
    {
        return said.trim().to_owned();
    }
    let parts: Vec<String> = element.elements().map(|part| formula(part, spoken)).collect();
    let part = |at: usize| grouped(parts.get(at).map_or("", String::as_str));
    let Spoken { over, power, index, root } = spoken;
    match element.name.as_str() {
        "mfrac" => format!("{} {over} {}", part(0), part(1)),
        "msup" => format!("{} {power} {}", part(0), part(1)),
        "msub" => format!("{} {index} {}", part(0), part(1)),
        "munder" => format!("{} {}", part(0), part(1)),
        "mover" => format!("{} {}", part(0), part(1)),
        "msubsup" => format!("{} {index} {} {power} {}", part(0), part(1), part(2)),
        "msqrt" => format!("{root} {}", grouped(&parts.join(" "))),
        "mroot" => format!("{root} {} {}", part(1), part(0)),
        "mphantom" | "mspace" => String::new(),
        "mtr" => parts.join(", "),
        "mtable" => grouped(&parts.join("; ")),
        "mfenced" => {
            let mark = |name: &str, usual: &str| {
                let own = element.attributes.iter().find(|(known, _)| known == name);
                own.map_or_else(|| usual.to_owned(), |(_, value)| value.clone())
            };
            format!("{}{}{}", mark("open", "("), parts.join(", "), mark("close", ")"))
        }
        _ if parts.is_empty() => element
            .children
            .iter()
            .filter_map(|child| match child {
                Node::Text(text) => Some(text.trim()),
                Node::Element(_) => None,
            })
            .collect(),
        _ => parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" "),
    }
}

/// Several signs that belong together.
fn grouped(text: &str) -> String {
    if text.contains(' ') { format!("({text})") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use exam::item::math::MathMl;

    use super::*;

    fn spoken() -> Spoken {
        let word = str::to_owned;
        Spoken { over: word("per"), power: word("pangkat"), index: word("indeks"), root: word("akar") }
    }

    fn read(math: &str) -> Option<String> {
        let math = MathMl::parse(&format!("<math>{math}</math>")).unwrap();
        reading(&Content(vec![Block::Paragraph(vec![Inline::Math(math)])]), &spoken())
    }

    #[test]
    fn a_formula_is_read_with_what_stands_above_below_and_within() {
        for (math, said) in [
            ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1 per 2"),
            ("<msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mn>1</mn>", "x pangkat 2 + 1"),
            ("<msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt>", "akar (a + b)"),
            ("<msub><mi>H</mi><mn>2</mn></msub><mi>O</mi>", "H indeks 2 O"),
            ("<mfrac><mrow><mi>a</mi><mo>-</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a - b) per 2"),
        ] {
            assert_eq!(read(math).as_deref(), Some(said));
        }
    }

    #[test]
    fn words_around_a_formula_are_read_and_words_alone_are_left_to_the_page() {
        let math = MathMl::parse("<math><mn>3</mn></math>").unwrap();
        let mixed = Content(vec![Block::Paragraph(vec![Inline::Text("Hasilnya".to_owned()), Inline::Math(math)])]);
        assert_eq!(reading(&mixed, &spoken()).as_deref(), Some("Hasilnya 3"));
        assert_eq!(reading(&Content::plain("Hasilnya 3"), &spoken()), None);
    }
}
