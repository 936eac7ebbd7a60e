//! Aiken: a question on its own lines, options `A) …` or `A. …`, and `ANSWER: B`. Plain text, one right option,
//! nothing else. Known from Moodle's documentation.

use certification::refusal::Refusal;

use super::report::{Export, Import, Intake, Losses, Taking, Where, Written, prove, utf8};
use crate::item::{Answer, Choice, ChoiceId, Content, Interaction, Item, Key, Question, Scoring, check};

#[derive(Default)]
struct Draft {
    line: usize,
    stem: Vec<String>,
    options: Vec<(char, String)>,
    /// What stands behind its `ANSWER:`; what follows is another question.
    answer: Option<String>,
    fault: Option<Refusal>,
}

impl Draft {
    fn is_empty(&self) -> bool {
        self.stem.is_empty() && self.options.is_empty() && self.answer.is_none() && self.fault.is_none()
    }
}

/// Reads a file.
///
/// # Errors
/// When it is too large or no UTF-8 text. What is wrong with one item is in the report.
pub fn import(bytes: &[u8], intake: &Intake) -> Result<Import, Refusal> {
    let text = utf8(bytes)?;
    let mut taking = Taking::new(intake);
    let mut draft = Draft::default();
    let mut parted = false;
    for (number, line) in text.lines().flat_map(|line| line.split('\r')).enumerate() {
        let line = line.trim();
        if line.is_empty() {
            parted = true;
            continue;
        }
        let after_blank = std::mem::replace(&mut parted, false);
        let answered = answer(line);
        // A question is over when its answer is told, or where another begins before it is.
        let over = match answered {
            Some(_) => false,
            None => draft.answer.is_some() || (after_blank && unfinished(&draft, line)),
        };
        if over && !finish(std::mem::take(&mut draft), &mut taking) {
            return Ok(taking.out);
        }
        if draft.is_empty() {
            draft.line = number + 1;
        }
        if let Some(answer) = answered {
            if draft.answer.replace(answer.to_owned()).is_some() {
                draft.fault = draft.fault.or_else(|| Some(Refusal::new("aiken.two-answers")));
            }
        } else if let Some((letter, text)) = option(line, &draft) {
            draft.options.push((letter, text.to_owned()));
        } else if draft.options.is_empty() {
            draft.stem.push(line.to_owned());
        } else {
            draft.fault = draft.fault.or_else(|| Some(Refusal::new("aiken.line").with("line", number + 1)));
        }
    }
    if !draft.is_empty() {
        finish(draft, &mut taking);
    }
    Ok(taking.out)
}

/// A question with options, behind which a line stands that is none.
fn unfinished(draft: &Draft, line: &str) -> bool {
    !draft.options.is_empty() && option(line, draft).is_none()
}

/// `A) text` or `A. text`; the blank may be missing where the letter is the next in turn under a question.
fn option<'a>(line: &'a str, draft: &Draft) -> Option<(char, &'a str)> {
    let mut signs = line.chars();
    let letter = signs.next().filter(char::is_ascii_uppercase)?;
    signs.next().filter(|c| matches!(c, ')' | '.'))?;
    let rest = signs.as_str();
    let next = ('A'..='Z').nth(draft.options.len());
    let in_turn = next == Some(letter) && !draft.stem.is_empty();
    (rest.is_empty() || rest.starts_with([' ', '\t']) || in_turn).then(|| (letter, rest.trim()))
}

/// What stands behind `ANSWER:`.
fn answer(line: &str) -> Option<&str> {
    let (word, rest) = line.split_once(':')?;
    word.trim_end().eq_ignore_ascii_case("answer").then(|| rest.trim())
}

/// Takes or refuses a question; false when there is no room for more.
fn finish(draft: Draft, taking: &mut Taking<'_>) -> bool {
    let place = Where::Line(draft.line);
    if !taking.room(&place) {
        return false;
    }
    let mut losses = Losses::default();
    let id = taking.name(None, &mut losses);
    let source = draft.stem.join(" ");
    match read(&draft) {
        Ok((options, right)) => {
            let question = Question {
                language: taking.intake.language,
                stimulus: None,
                stem: Content::plain(&draft.stem.join("\n")),
                interaction: Interaction::Single { options, shuffle: true },
                points: 1.into(),
            };
            let key = Key {
                answer: Answer::Choice(right),
                scoring: Scoring::Whole,
                rationales: Default::default(),
                explanation: Content::default(),
            };
            let item = Item::new(id, String::new(), question, key);
            taking.take(&place, &source, item, losses);
        }
        Err(why) => taking.refuse(&place, &source, why),
    }
    true
}

fn read(draft: &Draft) -> Result<(Vec<Choice>, ChoiceId), Refusal> {
    if let Some(fault) = &draft.fault {
        return Err(fault.clone());
    }
    let answer = draft.answer.as_deref().ok_or_else(|| Refusal::new("aiken.no-answer"))?;
    if draft.stem.is_empty() {
        return Err(Refusal::new("aiken.no-question"));
    }
    let mut signs = answer.chars();
    let right = match (signs.next(), signs.next()) {
        (Some(letter), None) => letter.to_ascii_uppercase(),
        _ => return Err(Refusal::new("aiken.answer").with("answer", super::report::brief(answer, 20))),
    };
    check::room(draft.options.len(), 0)?;
    let named = |letter: &char| ChoiceId::new(letter.to_string()).map_err(|_| Refusal::new("aiken.answer"));
    if draft.options.is_empty() {
        return Err(Refusal::new("aiken.no-options"));
    }
    if !draft.options.iter().any(|(letter, _)| *letter == right) {
        return Err(Refusal::new("aiken.answer").with("answer", right));
    }
    let options =
        draft.options.iter().map(|(letter, text)| Ok(Choice { id: named(letter)?, content: Content::plain(text) }));
    Ok((options.collect::<Result<_, Refusal>>()?, named(&right)?))
}

/// Writes items: those with one right option and plain text on one line.
#[must_use]
pub fn export(items: &[Item]) -> Export {
    let (texts, report) = prove(items, write, |text, intake| import(text.as_bytes(), intake));
    Export { bytes: texts.join("\n").into_bytes(), report }
}

fn write(item: &Item) -> Written {
    let cannot = |what: &str| Refusal::new("format.cannot-carry").with("what", what);
    let plain = |content: &Content| {
        content.as_plain().filter(|text| !text.contains(['\n', '\r'])).ok_or_else(|| cannot("markup"))
    };
    let (Interaction::Single { options, .. }, Answer::Choice(right)) = (&item.question.interaction, &item.key.answer)
    else {
        return Err(cannot(item.question.interaction.kind()));
    };
    let stem = item.question.stem.as_plain().ok_or_else(|| cannot("markup"))?;
    let mut out = format!("{stem}\n");
    let mut answer = None;
    for (letter, option) in ('A'..='Z').zip(options) {
        out.push_str(&format!("{letter}) {}\n", plain(&option.content)?));
        answer = answer.or((option.id == *right).then_some(letter));
    }
    out.push_str(&format!("ANSWER: {}\n", answer.ok_or_else(|| cannot("options"))?));
    Ok((out, Losses::default()))
}
