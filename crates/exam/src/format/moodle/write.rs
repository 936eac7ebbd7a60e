//! Items written as Moodle XML.

use base64::Engine;
use certification::refusal::Refusal;

use super::{
    super::{
        Files, gift,
        markup_out::{Dialect, written},
        report::{Export, Losses, Written, prove},
        tags,
    },
    cloze, import, texts,
};
use crate::{
    item::{
        Accepted, Answer, Choice, ChoiceId, Content, GapId, GapKey, Interaction, Item, NumberKey, Scoring, TextKey,
    },
    xml::{Element, Node},
};
use rust_decimal::Decimal;

/// Writes items with the files that they show.
#[must_use]
pub fn export(items: &[Item], files: &Files) -> Export {
    let read = |text: &str, intake: &_| import(format!("<quiz>{text}</quiz>").as_bytes(), intake);
    let (texts, report) = prove(items, |item| write(item, files), read);
    let document = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n{}\n</quiz>\n", texts.join("\n"));
    Export { bytes: document.into_bytes(), report }
}

fn texted(name: &str, text: &str) -> Element {
    Element::new(name).holding(Element::new("text").saying(text))
}

fn simple(name: &str, text: &str) -> Element {
    Element::new(name).saying(text)
}

struct Pen<'a> {
    gap: &'a dyn Fn(&GapId) -> Node,
}

impl Pen<'_> {
    fn html(&self, name: &str, content: &Content) -> Element {
        let pen = Dialect { file: &texts::address, gap: self.gap, audio: true, underline: true };
        texted(name, &written(&pen.flow(content))).with("format", "html")
    }
}

fn write(item: &Item, files: &Files) -> Written {
    let mut losses = Losses::default();
    gift::deducted(item, &mut losses);
    let (question, key) = (&item.question, &item.key);
    let weight = |gap: &GapId| match &key.scoring {
        Scoring::Gaps(weights) => weights.weight(gap),
        _ => Decimal::ONE,
    };
    let embedded = |gap: &GapId| {
        let key = match &key.answer {
            Answer::Gaps(keys) => keys.get(gap),
            _ => None,
        };
        Node::Text(key.map(|key| cloze::written(key, weight(gap))).unwrap_or_default())
    };
    let pen = Pen { gap: &embedded };
    let (kind, body) = body(item, &pen)?;
    let mut asked = pen.html("questiontext", &question.stem);
    let media = item.media();
    let mut written = std::collections::BTreeSet::new();
    for name in media {
        if !written.insert(name) {
            continue;
        }
        let Some(bytes) = files.get(name) else {
            losses.named("loss.file-missing", name.as_str());
            continue;
        };
        let (folder, file) = name.as_str().rsplit_once('/').unwrap_or(("", name.as_str()));
        let folder = if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") };
        let data = base64::engine::general_purpose::STANDARD.encode(bytes);
        let file = simple("file", &data).with("name", file).with("path", folder).with("encoding", "base64");
        asked = asked.holding(file);
    }
    let tags = tags::write(item, &mut losses);
    let title = if item.title.is_empty() { item.id.as_str() } else { &item.title };
    let out = Element::new("question")
        .with("type", kind)
        .holding(texted("name", title))
        .holding(asked)
        .holding(pen.html("generalfeedback", &key.explanation))
        .holding(simple("defaultgrade", &question.points.to_string()))
        .holding(simple("hidden", "0"))
        .holding(simple("idnumber", item.id.as_str()))
        .holding_all(body)
        .holding(Element::new("tags").holding_all(tags.iter().map(|tag| texted("tag", tag))));
    Ok((out.written(), losses))
}

fn body(item: &Item, pen: &Pen<'_>) -> Result<(&'static str, Vec<Element>), Refusal> {
    let cannot = |what: &str| Refusal::new("format.cannot-carry").with("what", what);
    let key = &item.key;
    let truth = |flag: bool| if flag { "true" } else { "false" };
    Ok(match (&item.question.interaction, &key.answer) {
        (Interaction::Single { options, shuffle }, Answer::Choice(_))
        | (Interaction::Multiple { options, shuffle, .. }, Answer::Choices(_)) => {
            let single = matches!(key.answer, Answer::Choice(_));
            let mut out = vec![simple("single", truth(single)), simple("shuffleanswers", truth(*shuffle))];
            for (option, weight) in options.iter().zip(gift::weights(options, &key.answer, &key.scoring)) {
                let mut answer =
                    pen.html("answer", &option.content).with("fraction", gift::percent(weight).to_string());
                if let Some(why) = key.rationales.get(&option.id) {
                    answer = answer.holding(pen.html("feedback", why));
                }
                out.push(answer);
            }
            ("multichoice", out)
        }
        (Interaction::TrueFalse, Answer::Truth(right)) => {
            let answer = |word: bool| {
                let share = if word == *right { "100" } else { "0" };
                texted("answer", truth(word)).with("fraction", share).with("format", "moodle_auto_format")
            };
            ("truefalse", vec![answer(true), answer(false)])
        }
        (Interaction::Matching { .. }, Answer::Pairs(_)) if matches!(key.scoring, Scoring::Pairs(_)) => {
            return Err(cannot("scoring"));
        }
        (Interaction::Matching { premises, responses, shuffle }, Answer::Pairs(pairs)) => {
            let said = |id: &ChoiceId| {
                let response = responses.iter().find(|r| r.id == *id).ok_or_else(|| cannot("key"))?;
                response.content.as_plain().filter(|text| !text.contains('\n')).ok_or_else(|| cannot("markup"))
            };
            let sub = |premise: Element, id: &ChoiceId| Ok(premise.holding(texted("answer", &said(id)?)));
            let mut out = vec![simple("shuffleanswers", truth(*shuffle))];
            for premise in premises {
                let partner = pairs.get(&premise.id).ok_or_else(|| cannot("key"))?;
                out.push(sub(pen.html("subquestion", &premise.content), partner)?);
            }
            for response in responses.iter().filter(|r| !pairs.values().any(|used| *used == r.id)) {
                out.push(sub(texted("subquestion", "").with("format", "html"), &response.id)?);
            }
            ("matching", out)
        }
        (Interaction::Ordering { steps, .. }, Answer::Order(order)) => {
            let grading = match key.scoring {
                Scoring::Whole => "-1",
                Scoring::Parts => "0",
                _ => return Err(cannot("key")),
            };
            let mut out = vec![simple("layouttype", "0"), simple("selecttype", "0"), simple("selectcount", "0")];
            out.push(simple("gradingtype", grading));
            for id in order {
                let step: &Choice = steps.iter().find(|step| step.id == *id).ok_or_else(|| cannot("key"))?;
                out.push(pen.html("answer", &step.content).with("fraction", "1"));
            }
            ("ordering", out)
        }
        (Interaction::Gaps { gaps }, Answer::Gaps(keys)) if item.question.stem.gaps().is_empty() => {
            match (gaps.first(), keys.values().next()) {
                (Some(_), Some(GapKey::Text(texts))) => ("shortanswer", text_answers(texts)),
                (Some(gap), Some(GapKey::Numbers(numbers))) => ("numerical", number_answers(numbers, &gap.unit)),
                _ => return Err(cannot("key")),
            }
        }
        (Interaction::Gaps { .. }, Answer::Gaps(_)) => {
            let large = matches!(&key.scoring, Scoring::Gaps(weights) if weights.iter().any(|(_, n)| n > cloze::MOST));
            if large {
                return Err(cannot("scoring"));
            }
            ("cloze", Vec::new())
        }
        (Interaction::ShortAnswer { .. }, Answer::Texts(texts)) => ("shortanswer", text_answers(texts)),
        (Interaction::Essay { words, .. }, Answer::Rubric(rubric)) => {
            let mut out = vec![simple("responseformat", "editor"), simple("attachments", "0")];
            if let Some(words) = words {
                out.push(simple("maxwordlimit", &words.to_string()));
            }
            out.push(pen.html("graderinfo", &rubric.model));
            ("essay", out)
        }
        (Interaction::Upload { endings, files }, Answer::Rubric(rubric)) => {
            let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
            let out = vec![
                simple("responseformat", "noinline"),
                simple("attachments", &files.to_string()),
                simple("attachmentsrequired", "1"),
                simple("filetypeslist", &endings.join(",")),
                pen.html("graderinfo", &rubric.model),
            ];
            ("essay", out)
        }
        (other, _) => return Err(cannot(other.kind())),
    })
}

fn text_answers(key: &TextKey) -> Vec<Element> {
    let answer = |accepted: &Accepted| {
        texted("answer", &accepted.text.replace('*', "\\*"))
            .with("fraction", gift::percent(accepted.share).to_string())
            .with("format", "moodle_auto_format")
    };
    let case = simple("usecase", if key.case_sensitive { "1" } else { "0" });
    std::iter::once(case).chain(key.accepted.iter().map(answer)).collect()
}

fn number_answers(numbers: &[NumberKey], unit: &str) -> Vec<Element> {
    let answer = |number: &NumberKey| {
        texted("answer", &number.value.to_string())
            .with("fraction", gift::percent(number.share).to_string())
            .with("format", "moodle_auto_format")
            .holding(simple("tolerance", &number.tolerance.to_string()))
    };
    let mut out: Vec<Element> = numbers.iter().map(answer).collect();
    out.push(simple("unitgradingtype", "0"));
    out.push(simple("showunits", "3"));
    if !unit.is_empty() {
        let unit = Element::new("unit")
            .holding(simple("multiplier", &Decimal::ONE.to_string()))
            .holding(simple("unit_name", unit));
        out.push(Element::new("units").holding(unit));
    }
    out
}
