//! What a question of Moodle may be made of: which parts stand in which, and which of them once. What is there besides, or
//! twice, would be read as if it were not, and is refused or told by its name.

use certification::refusal::Refusal;

use super::super::report::{Losses, brief};
use crate::xml::{Element, Node};

/// What a question may hold that is read, or changes nothing that is asked or scored here: how it looks, how hints are
/// counted off, and what Moodle keeps of its own.
const QUESTION: &[&str] = &[
    "answer",
    "answernumbering",
    "attachments",
    "attachmentsrequired",
    "category",
    "correctfeedback",
    "defaultgrade",
    "dragbox",
    "file",
    "filetypeslist",
    "generalfeedback",
    "graderinfo",
    "gradingtype",
    "hidden",
    "hint",
    "idnumber",
    "image",
    "image_base64",
    "incorrectfeedback",
    "layouttype",
    "maxwordlimit",
    "minwordlimit",
    "name",
    "numberingstyle",
    "partiallycorrectfeedback",
    "penalty",
    "questiontext",
    "responsefieldlines",
    "responseformat",
    "responserequired",
    "responsetemplate",
    "selectcount",
    "selectoption",
    "selecttype",
    "showgrading",
    "shownumcorrect",
    "showstandardinstruction",
    "showunits",
    "shuffleanswers",
    "single",
    "subquestion",
    "tags",
    "unitgradingtype",
    "unitpenalty",
    "units",
    "unitsleft",
    "usecase",
];

/// May stand there as often as one likes.
const OFTEN: &[&str] = &["answer", "dragbox", "file", "hint", "selectoption", "subquestion", "tag", "unit"];

/// Say something only of questions of these types.
const OF_TYPES: &[(&str, &[&str])] = &[
    ("answer", &["multichoice", "multichoiceset", "truefalse", "shortanswer", "numerical", "ordering"]),
    ("dragbox", &["ddwtos", "gapselect"]),
    ("graderinfo", &["essay"]),
    ("responsetemplate", &["essay"]),
    ("selectoption", &["ddwtos", "gapselect"]),
    ("single", &["multichoice"]),
    ("subquestion", &["matching", "match", "ddmatch"]),
    ("units", &["numerical"]),
    ("usecase", &["shortanswer"]),
];

/// The types that are read.
const TYPES: &[&str] = &[
    "cloze",
    "ddmatch",
    "ddwtos",
    "essay",
    "gapselect",
    "match",
    "matching",
    "multianswer",
    "multichoice",
    "multichoiceset",
    "numerical",
    "ordering",
    "shortanswer",
    "truefalse",
];

/// What a part of a question may hold; `None` where it holds letters only.
fn known(name: &str, within: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "question" => QUESTION,
        "answer" if within == "subquestion" => &["text", "file"],
        "answer" => &["text", "file", "feedback", "tolerance", "fraction"],
        "subquestion" => &["text", "file", "answer"],
        "hint" => &["text", "file", "shownumcorrect", "clearwrong", "options"],
        "dragbox" => &["text", "file", "group", "infinite"],
        "selectoption" => &["text", "file", "group"],
        "tags" => &["tag"],
        "tag" => &["text"],
        "units" => &["unit"],
        "unit" => &["multiplier", "unit_name"],
        "name"
        | "questiontext"
        | "generalfeedback"
        | "correctfeedback"
        | "partiallycorrectfeedback"
        | "incorrectfeedback"
        | "graderinfo"
        | "responsetemplate"
        | "feedback"
        | "category"
        | "info" => &["text", "file"],
        _ => return None,
    })
}

/// What a part of a question may say of itself.
fn attributes(name: &str) -> &'static [&'static str] {
    match name {
        "question" => &["type"],
        "answer" => &["format", "fraction"],
        "file" => &["name", "path", "encoding"],
        _ => &["format"],
    }
}

/// Every part stands where it is read, and once where one is read. What is not known is told by its name, and so is what
/// says the same twice.
///
/// # Errors
/// `moodle.twice` for parts that may stand once and differ; `moodle.child` for letters beside the text of a part.
pub(super) fn sound(question: &Element, kind: &str, losses: &mut Losses) -> Result<(), Refusal> {
    // Another type is refused by its name, whatever it is made of.
    if !TYPES.contains(&kind) {
        return Ok(());
    }
    for (name, types) in OF_TYPES {
        if !types.contains(&kind) && question.all(name).any(says) {
            losses.named("loss.part", name);
        }
    }
    inside(question, "quiz", losses)
}

fn inside(element: &Element, within: &str, losses: &mut Losses) -> Result<(), Refusal> {
    for (name, _) in &element.attributes {
        let silent = name == "xml:space" || name.starts_with("xmlns") || name.starts_with("xsi:");
        if !silent && !attributes(&element.name).contains(&name.as_str()) {
            losses.named("loss.attribute", name);
        }
    }
    let known = known(&element.name, within);
    let stray = element.children.iter().find_map(|child| match child {
        Node::Text(text) if !text.trim().is_empty() => Some(text.trim()),
        _ => None,
    });
    // Old files write what an answer says without a `text` of its own.
    let worded = known.is_some_and(|known| known.contains(&"text")) && element.first("text").is_none();
    if let Some(text) = stray.filter(|_| known.is_some() && !worded) {
        let why = Refusal::new("moodle.child").with("what", brief(text, 40));
        return Err(why.with("within", brief(&element.name, 40)));
    }
    let mut seen: Vec<&Element> = Vec::new();
    for child in element.elements() {
        let name = child.name.as_str();
        if !known.unwrap_or_default().contains(&name) {
            if says(child) {
                losses.named("loss.part", name);
            }
            continue;
        }
        if !OFTEN.contains(&name) || (name == "answer" && element.name == "subquestion") {
            match seen.iter().find(|other| other.name == child.name) {
                Some(other) if said(other) == said(child) => losses.named("loss.twice", name),
                Some(_) => return Err(Refusal::new("moodle.twice").with("name", brief(name, 60))),
                None => seen.push(child),
            }
        }
        // What a text holds is markup, or is read as such.
        if name != "text" && name != "file" {
            inside(child, &element.name, losses)?;
        }
    }
    Ok(())
}

/// It is not empty, nor an idle nought.
fn says(part: &Element) -> bool {
    part.elements().next().is_some() || !matches!(part.text().trim(), "" | "0")
}

/// What a part says, white space squeezed.
fn said(part: &Element) -> String {
    part.written().split_whitespace().collect::<Vec<_>>().join(" ").replace("> ", ">").replace(" <", "<")
}
