//! The pieces of a line: what stands behind each of the labels in it.

use super::{
    labels::{Label, is_beside_elements, label},
    reader::Part,
    text::is_code,
};

/// Signs that stand behind a label.
pub(super) const SIGNS: &[char] = &[':', '=', ';', '：'];

/// What of a line belongs together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The label it begins with; without one it goes on with the part that is open.
    pub label: Option<Label>,
    /// Its text.
    pub text: String,
}

impl Piece {
    pub fn part(&self) -> Option<Part> {
        self.label.map(|label| label.part)
    }
}

/// The pieces of a line: each begins with the heading of a part, or goes on with the part that is open.
///
/// `open` is the part that is open: a label of one word is none in most of them.
pub(super) fn pieces(line: &str, next: &str, open: Option<Part>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut rest = line.trim_start_matches(['\u{c}', '\u{feff}']).to_owned();
    if let Some(label) = label(&rest) {
        let after = rest.get(label.used..).unwrap_or_default();
        if !begins(&rest, label, after, next) || (label.short && !may_follow(label.part, open, next)) {
            return vec![Piece { label: None, text: rest }];
        }
        rest = blanked(&rest, label.used);
        out.push(Piece { label: Some(label), text: String::new() });
    }
    // A heading further on in the line, as where lines ran together.
    let further = |text: &str| {
        text.char_indices()
            .filter(|(at, _)| {
                *at > 0 && text.get(..*at).is_some_and(|b| b.ends_with(char::is_whitespace) && !b.trim().is_empty())
            })
            .find_map(|(at, _)| {
                let tail = text.get(at..)?;
                let label = label(tail)?;
                let shouted = tail.get(..4)?.chars().all(char::is_uppercase) && label.part != Part::Code;
                let signed = tail.get(..label.used)?.ends_with(SIGNS);
                (!label.short && (shouted || signed)).then_some((at, label))
            })
    };
    while let Some((at, label)) = further(&rest) {
        let before = rest.get(..at).unwrap_or_default().to_owned();
        push(&mut out, &before);
        out.push(Piece { label: Some(label), text: String::new() });
        rest = blanked(&rest, at + label.used);
    }
    push(&mut out, &rest);
    if out.is_empty() { vec![Piece { label: None, text: String::new() }] } else { out }
}

fn push(out: &mut Vec<Piece>, text: &str) {
    let in_table = out.last().is_some_and(|piece| piece.part() == Some(Part::Elements));
    let text = if in_table { without_table_heading(text) } else { text.to_owned() };
    match out.last_mut() {
        Some(piece) if piece.label.is_some() && piece.text.is_empty() => piece.text = text,
        _ if text.trim().is_empty() => {}
        _ => out.push(Piece { label: None, text }),
    }
}

/// The line with its first bytes made blanks, so that columns stay where they are.
pub(super) fn blanked(line: &str, bytes: usize) -> String {
    let (gone, rest) = line.split_at_checked(bytes).unwrap_or((line, ""));
    gone.chars().map(|_| ' ').chain(rest.chars()).collect()
}

/// `KRITERIA UNJUK KERJA` beside `ELEMEN KOMPETENSI`, made blanks.
fn without_table_heading(text: &str) -> String {
    let mut rest = text.to_owned();
    for name in ["DAN KRITERIA UNJUK KERJA", "KRITERIA UNJUK KERJA", "KRITERIA KINERJA", "(KUK)"] {
        let start = rest.len() - rest.trim_start().len();
        let head = rest.get(start..).and_then(|r| r.get(..name.len()));
        let whole = head.is_some_and(|h| h.eq_ignore_ascii_case(name)) && is_beside_elements(&rest);
        if whole || head == Some(name) {
            rest = blanked(&rest, start + name.len());
        }
    }
    rest
}

fn has_inline(text: &str) -> bool {
    text.split_once("JUDUL UNIT").is_some_and(|(before, _)| is_code(before))
}

/// Whether the part of a label begins on a line: that of a code does where one stands behind it.
fn begins(line: &str, label: Label, after: &str, next: &str) -> bool {
    let code_next = after.trim().is_empty() && is_code(next);
    let labelled = line.get(..label.used).is_some_and(|label| label.ends_with(SIGNS));
    // What stands behind the whole label is meant for a code, even where it is none: its unit is not the one before.
    let meant = labelled && !label.short;
    label.part != Part::Code || meant || is_code(after) || code_next || has_inline(after)
}

/// Whether a part that but a word names may follow the one that is open. `KODE : A.12` within a list is a code of something
/// else, where no title comes next.
fn may_follow(part: Part, open: Option<Part>, next: &str) -> bool {
    match part {
        Part::Title => matches!(open, Some(Part::Code | Part::Guide) | None),
        Part::Description => matches!(open, Some(Part::Code | Part::Title)),
        Part::Code => {
            let listed = matches!(open, Some(Part::Elements | Part::Variables | Part::Guide));
            !listed || label(next).is_some_and(|next| next.part == Part::Title)
        }
        _ => true,
    }
}
