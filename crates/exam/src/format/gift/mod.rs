//! GIFT: Moodle's plain text format. Read as Moodle reads it, except where Moodle would guess: a second answer block, a
//! wildcard or a weight that is no number is refused. Facts from Moodle's documentation of the format.

mod answers;
mod nothing;
mod text;
mod write;

use certification::refusal::Refusal;

use self::text::{Signs, signs};
use super::{
    report::{Import, Intake, Losses, Taking, Where, utf8},
    tags::Tags,
};
use crate::item::{Content, Item, Key, Question};

pub use self::write::export;
pub(super) use self::{
    answers::{full, literal, middle, more_than_full, number, numbered, odd_weights, weigh},
    nothing::Nothing,
    write::{deducted, percent, weights},
};

/// The most bytes of one question.
const LONGEST: usize = 1 << 20;

/// A block of lines without an empty line between.
struct Chunk {
    line: usize,
    text: String,
    comments: Vec<String>,
}

/// Reads a file.
///
/// # Errors
/// When it is too large or no UTF-8 text. What is wrong with one item is in the report.
pub fn import(bytes: &[u8], intake: &Intake) -> Result<Import, Refusal> {
    let mut taking = Taking::new(intake);
    let mut category = String::new();
    for chunk in chunks(&utf8(bytes)?) {
        let (mut text, mut line) = (chunk.text.as_str(), chunk.line);
        while let Some(rest) = text.trim_start().strip_prefix("$CATEGORY:") {
            let (name, after) = rest.split_once('\n').unwrap_or((rest, ""));
            category = name.trim().to_owned();
            (text, line) = (after, line + 1);
        }
        if text.trim().is_empty() {
            continue;
        }
        let place = Where::Line(line);
        if !taking.room(&place) {
            break;
        }
        let mut losses = Losses::default();
        if !category.is_empty() {
            losses.named("loss.category", &category);
        }
        let marks: Vec<(String, String)> = chunk.comments.iter().flat_map(|comment| marked(comment)).collect();
        let own = marks.iter().find(|(name, _)| name == "id").map(|(_, value)| value.as_str());
        let id = taking.name(own, &mut losses);
        let tags = marks.iter().filter(|(name, _)| name == "tag").map(|(_, value)| value.as_str());
        let tags = Tags::read(tags, &mut losses);
        if text.len() > LONGEST {
            taking.refuse(&place, text, Refusal::new("gift.too-long").with("bytes", LONGEST));
            continue;
        }
        match read(&signs(text), &tags, &mut losses) {
            Ok((title, mut question, key)) => {
                question.language = intake.language;
                let source = if title.is_empty() { super::report::source_of(&question.stem) } else { title.clone() };
                let mut item = Item::new(id, title, question, key);
                tags.into_item(&mut item);
                taking.take(&place, &source, item, losses);
            }
            Err(why) => taking.refuse(&place, text, why),
        }
    }
    Ok(taking.out)
}

fn chunks(text: &str) -> Vec<Chunk> {
    let mut out = Vec::new();
    let mut chunk = Chunk { line: 0, text: String::new(), comments: Vec::new() };
    let lines = text.lines().flat_map(|line| line.split('\r'));
    for (number, line) in lines.chain([""]).enumerate() {
        if let Some(comment) = line.trim().strip_prefix("//") {
            chunk.comments.push(comment.to_owned());
        } else if line.trim().is_empty() {
            if !chunk.text.is_empty() {
                out.push(std::mem::replace(&mut chunk, Chunk { line: 0, text: String::new(), comments: Vec::new() }));
            }
        } else {
            if chunk.text.is_empty() {
                chunk.line = number + 1;
            } else {
                chunk.text.push('\n');
            }
            chunk.text.push_str(line);
        }
    }
    out
}

/// Marks in a comment: `[id:…]` and `[tag:…]`, a bracket within escaped by a backslash.
fn marked(comment: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = comment;
    while let Some(at) = rest.find('[') {
        rest = rest.get(at + 1..).unwrap_or_default();
        let Some((name, after)) = rest.split_once(':').filter(|(name, _)| matches!(*name, "id" | "tag")) else {
            continue;
        };
        let (mut value, mut escaped, mut end) = (String::new(), false, None);
        for (at, c) in after.char_indices() {
            match c {
                '\\' if !escaped => escaped = true,
                ']' if !escaped => {
                    end = Some(at);
                    break;
                }
                _ => {
                    value.push(c);
                    escaped = false;
                }
            }
        }
        let Some(end) = end else { return out };
        out.push((name.to_owned(), value));
        rest = after.get(end + 1..).unwrap_or_default();
    }
    out
}

/// The title, question and key of a block.
fn read(whole: &Signs, tags: &Tags, losses: &mut Losses) -> Result<(String, Question, Key), Refusal> {
    let mut body = whole.trimmed();
    let mut title = String::new();
    if let Some(rest) = body.after("::") {
        let end = rest.find("::").ok_or_else(|| Refusal::new("gift.title"))?;
        title = rest.upto(end).plain().split_whitespace().collect::<Vec<_>>().join(" ");
        body = rest.from(end + 2).trimmed();
    }
    let (open, close) = (body.find("{"), body.find("}"));
    let (open, close) = match (open, close) {
        (None, None) => return Err(Refusal::new("gift.no-answers")),
        (Some(open), Some(close)) if open < close => (open, close),
        _ => return Err(Refusal::new("gift.braces")),
    };
    let (before, inner, after) = (body.upto(open), body.upto(close).from(open + 1), body.from(close + 1));
    if after.find("{").is_some() || after.find("}").is_some() || inner.find("{").is_some() {
        return Err(Refusal::new("gift.two-answers"));
    }
    let stem = text::Stem { before, after: after.trimmed_end() };
    let (question, key) = answers::read(&stem, &inner.trimmed(), tags, losses)?;
    if question.stem == Content::default() {
        return Err(Refusal::new("item.empty-stem"));
    }
    Ok((title, question, key))
}
