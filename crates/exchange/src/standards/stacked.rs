//! Labels that stand above one another with their texts below them, as a page gives them that is read column by column:
//! each text is put behind its label, where it is sure which belongs to which.

use super::{labels::label, reader::Part, text::is_code};

/// Lines of all texts under one stack at most.
const MOST: usize = 80;
/// How the description of a unit begins.
const BEGINNINGS: &[&str] = &["unit kompetensi ini", "unit ini", "kompetensi ini", "unit contoh ini"];

/// A line that says something under the labels.
struct Text<'a> {
    at: usize,
    text: &'a str,
    /// A blank line stands above it.
    apart: bool,
}

/// The lines that change where the texts of stacked labels are put behind them.
pub(super) fn beside_their_texts(lines: &[&str]) -> Vec<(usize, String)> {
    let mut changed = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let (labels, texts_at) = stack(lines, at);
        if labels.len() < 2 {
            at += 1;
            continue;
        }
        let texts = texts(lines, texts_at);
        let parts: Vec<Part> = labels.iter().map(|(_, part)| *part).collect();
        if let Some(begins) = by_colons(&texts, labels.len()).or_else(|| by_what_they_say(&texts, &parts)) {
            changed.extend((at..texts_at).map(|at| (at, String::new())));
            for ((label, _), begin) in labels.iter().zip(begins) {
                let Some(text) = texts.get(begin) else { continue };
                let name = lines.get(*label).map(|line| line.trim().trim_end_matches([':', '=', ' ']));
                let said = text.text.trim_start_matches([':', '=', ' ']);
                changed.push((text.at, format!("{} : {said}", name.unwrap_or_default())));
            }
        }
        at = texts_at;
    }
    changed
}

/// Labels without a text that stand above one another from a line, and where what stands below them begins.
fn stack(lines: &[&str], from: usize) -> (Vec<(usize, Part)>, usize) {
    let mut labels: Vec<(usize, Part)> = Vec::new();
    let mut at = from;
    while let Some(line) = lines.get(at) {
        if let Some(label) =
            label(line).filter(|label| line.get(label.used..).is_some_and(|rest| rest.trim().is_empty()))
            && matches!(label.part, Part::Code | Part::Title | Part::Description)
            && labels.iter().all(|(_, part)| *part != label.part)
        {
            labels.push((at, label.part));
        } else if labels.is_empty() || !matches!(line.trim(), "" | ":") {
            break;
        }
        at += 1;
    }
    (labels, at)
}

/// The lines that say something, as far as the next label.
fn texts<'a>(lines: &[&'a str], from: usize) -> Vec<Text<'a>> {
    let mut texts: Vec<Text<'_>> = Vec::new();
    let mut apart = true;
    for (at, line) in lines.iter().enumerate().skip(from).take(MOST) {
        let text = line.trim();
        if label(line).is_some() {
            break;
        }
        if !matches!(text, "" | ":") {
            texts.push(Text { at, text, apart });
        }
        apart = text.is_empty();
    }
    texts
}

/// Which line each text begins on, where a colon stands before every one.
fn by_colons(texts: &[Text<'_>], labels: usize) -> Option<Vec<usize>> {
    let begins: Vec<usize> =
        texts.iter().enumerate().filter(|(_, text)| text.text.starts_with(':')).map(|(at, _)| at).collect();
    (begins.first() == Some(&0) && begins.len() == labels).then_some(begins)
}

/// Which line each text begins on: a code says that it is one, and so does the beginning of a description; else blank
/// lines part them.
fn by_what_they_say(texts: &[Text<'_>], parts: &[Part]) -> Option<Vec<usize>> {
    let [Part::Code, rest @ ..] = parts else { return None };
    // A list of units has other codes further down.
    let codes = texts.iter().filter(|text| is_code(text.text)).count();
    if codes != 1 || !texts.first().is_some_and(|first| is_code(first.text)) || texts.len() < parts.len() {
        return None;
    }
    if rest.len() == 1 {
        return Some(vec![0, 1]);
    }
    let begins_description = |text: &Text<'_>| {
        let lower = text.text.to_lowercase();
        BEGINNINGS.iter().any(|begin| lower.starts_with(begin))
    };
    let behind = || texts.iter().enumerate().skip(2);
    let said = behind().find(|(_, text)| begins_description(text)).map(|(at, _)| at);
    let apart: Vec<usize> = behind().filter(|(_, text)| text.apart).map(|(at, _)| at).collect();
    let parted = || if let [only] = apart.as_slice() { Some(*only) } else { None };
    let two = || (texts.len() == 3).then_some(2);
    (rest == [Part::Title, Part::Description]).then_some(())?;
    Some(vec![0, 1, said.or_else(parted).or_else(two)?])
}
