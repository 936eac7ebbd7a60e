//! Lines in which several parts or units run on, as a text without any breaks has them: parted where a label begins, so that
//! whoever reads a line never looks through a whole document for each of them.

use std::borrow::Cow;

use super::{gutter::Placed, labels::label, pieces::SIGNS, reader::Part};

/// Signs of a line from which on it is parted whatever it says; no page is as wide.
const LONG: usize = 600;
/// Signs of a line that are looked at for a label.
const LABEL: usize = 120;

/// The lines, those in which units run on parted where labels begin. Each part has the number of its line.
pub(super) fn parted(placed: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    let mut out = Vec::with_capacity(placed.len());
    for line in placed {
        if !may_run_on(&line.text) {
            out.push(line);
            continue;
        }
        let labels = labels(&line.text);
        if line.text.len() < LONG && !are_in_turn(&labels) {
            out.push(line);
            continue;
        }
        let mut from = 0;
        let ends = labels.iter().map(|(at, _)| *at).filter(|at| *at > 0).chain([line.text.len()]);
        for to in ends {
            let text = line.text.get(from..to).unwrap_or_default().to_owned();
            out.push(Placed { number: line.number, text: Cow::Owned(text), begins: line.begins && from == 0 });
            from = to;
        }
    }
    out
}

fn may_run_on(line: &str) -> bool {
    let label = |name: &str| line.matches(name).take(2).count() > 1;
    line.len() >= LONG || label("KODE UNIT") || label("Kode Unit") || label("UNIT CODE")
}

/// Where labels begin on a line, and of what part they are.
fn labels(line: &str) -> Vec<(usize, Part)> {
    let mut found = Vec::new();
    let (mut before, mut from) = (' ', 0);
    for (at, sign) in line.char_indices() {
        if at >= from && before.is_whitespace() && sign.is_uppercase() {
            let tail: String = line.get(at..).unwrap_or_default().chars().take(LABEL).collect();
            if let Some(label) = label(&tail).filter(|label| !label.short) {
                let shouted = tail.get(..4).is_some_and(|head| head.chars().all(char::is_uppercase));
                let signed = tail.get(..label.used).is_some_and(|label| label.ends_with(SIGNS));
                if (shouted && label.part != Part::Code) || signed {
                    found.push((at, label.part));
                    from = at + label.used;
                }
            }
        }
        before = sign;
    }
    found
}

/// Whether units follow one another on a line: between two codes stands another part. Side by side, none does.
fn are_in_turn(labels: &[(usize, Part)]) -> bool {
    let codes = labels.iter().filter(|(_, part)| *part == Part::Code).count();
    codes > 1 && labels.windows(2).all(|two| two[0].1 != two[1].1)
}
