//! HTML of strangers, often not well formed, read into the same tree as XML: tags that close themselves, tags that
//! nobody closes, named characters. The tokenizer is html5gum's; depth and size are bounded here.

use certification::refusal::Refusal;
use html5gum::{Token, Tokenizer};

use crate::{
    item::math::NAMESPACE,
    xml::{Element, Node, carries},
};

/// The most bytes of one text.
const LONGEST: usize = 2 << 20;
/// The most elements within each other.
const DEEPEST: usize = 60;
/// The most elements of one text.
const MOST: usize = 50_000;

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// What ends an open paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Reads a piece of HTML.
///
/// # Errors
/// `html.too-large`, `html.too-deep`, `html.too-many`.
pub(super) fn read(text: &str) -> Result<Vec<Node>, Refusal> {
    if text.len() > LONGEST {
        return Err(Refusal::new("html.too-large").with("bytes", LONGEST));
    }
    let mut open = vec![Element::new("body")];
    let mut count = 0;
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                count += 1;
                if count > MOST {
                    return Err(Refusal::new("html.too-many").with("elements", MOST));
                }
                let mut element = Element::new(&String::from_utf8_lossy(&tag.name));
                for (name, value) in &tag.attributes {
                    let value: String = String::from_utf8_lossy(value).chars().filter(|c| carries(*c)).collect();
                    element.attributes.push((String::from_utf8_lossy(name).into_owned(), value));
                }
                element.name = own_name(&element.name, open.iter().chain([&element]));
                let name = element.name.clone();
                make_way(&name, &mut open);
                open.push(element);
                if tag.self_closing || VOID.contains(&name.as_str()) {
                    close(&mut open);
                } else if open.len() > DEEPEST {
                    return Err(Refusal::new("html.too-deep").with("depth", DEEPEST));
                }
            }
            Token::EndTag(tag) => {
                let name = own_name(&String::from_utf8_lossy(&tag.name), open.iter());
                if let Some(at) = open.iter().rposition(|element| element.name == name)
                    && at > 0
                {
                    close_to(at, &mut open);
                }
            }
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text);
                if let Some(element) = open.last_mut() {
                    let kept: String = text.chars().filter(|c| carries(*c) && *c != '\r').collect();
                    match element.children.last_mut() {
                        Some(Node::Text(last)) => last.push_str(&kept),
                        _ => element.children.push(Node::Text(kept)),
                    }
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    close_to(1, &mut open);
    Ok(open.pop().map(|body| body.children).unwrap_or_default())
}

/// The name of an element of MathML without the prefix that stands for it, where one of the elements around says so
/// (`m:math`, `xmlns:m`); other names as they are.
fn own_name<'a>(name: &str, around: impl DoubleEndedIterator<Item = &'a Element>) -> String {
    let Some((prefix, local)) = name.split_once(':') else { return name.to_owned() };
    let declaration = format!("xmlns:{prefix}");
    let mut told = around.rev().filter_map(|element| {
        element.attributes.iter().find(|(name, _)| *name == declaration).map(|(_, value)| value.trim())
    });
    if told.next() == Some(NAMESPACE) { local.to_owned() } else { name.to_owned() }
}

/// Closes what the start of an element of that name ends by itself.
fn make_way(name: &str, open: &mut Vec<Element>) {
    let (ended, within): (&[&str], &[&str]) = match name {
        "li" => (&["li"], &["ul", "ol"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], &["table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot"], &["table"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "option" => (&["option"], &["select"]),
        _ if BLOCKS.contains(&name) => (&["p"], &["li", "td", "th", "div", "blockquote", "table"]),
        _ => return,
    };
    for at in (1..open.len()).rev() {
        let Some(element) = open.get(at) else { return };
        if ended.contains(&element.name.as_str()) {
            close_to(at, open);
            return;
        }
        if within.contains(&element.name.as_str()) {
            return;
        }
    }
}

fn close_to(depth: usize, open: &mut Vec<Element>) {
    while open.len() > depth.max(1) {
        close(open);
    }
}

fn close(open: &mut Vec<Element>) {
    if let Some(done) = open.pop()
        && let Some(parent) = open.last_mut()
    {
        parent.children.push(Node::Element(done));
    }
}
