//! What a key says besides the answer, kept in rubric blocks that only scorers and authors see: reasons, model answers,
//! rubrics, and the tags of an item.

use rust_decimal::Decimal;

use super::{
    super::{markup_out::Dialect, report::Losses},
    names::{identifier, plain},
};
use crate::{
    item::{Answer, Aspect, Block, ChoiceId, Content, Inline, Item, Key, Rubric, RubricLevel, Table},
    xml::Element,
};

/// What was found in rubric blocks.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) tags: Vec<String>,
    rationales: Vec<(ChoiceId, Content)>,
    explanation: Content,
    model: Content,
    aspects: Vec<Aspect>,
    /// Of others: for whoever marks.
    others: Content,
}

impl Found {
    /// Keeps the content of a block that candidates do not see.
    pub(super) fn keep(&mut self, block: &Element, content: Content, losses: &mut Losses) {
        let label = block.attribute("label").unwrap_or_default();
        match label.split_once(':').unwrap_or((label, "")) {
            ("kompeten-tags", _) => self.tags.extend(content.words().lines().map(str::to_owned)),
            ("rationale", name) if ChoiceId::new(plain(name)).is_ok() => {
                if let Ok(id) = ChoiceId::new(plain(name)) {
                    self.rationales.push((id, content));
                }
            }
            ("explanation", _) => self.explanation = content,
            ("model", _) => self.model = content,
            ("aspect", _) => match aspect(&content) {
                Some(aspect) => self.aspects.push(aspect),
                None => self.others.0.extend(content.0),
            },
            _ => {
                let views = block.attribute("view").unwrap_or_default();
                let of = |view: &str| views.split_whitespace().any(|one| one == view);
                if of("scorer") || of("author") || of("tutor") {
                    if !of("scorer") && !of("author") {
                        losses.named("loss.rubric-view", views);
                    }
                    self.others.0.extend(content.0);
                } else {
                    losses.named("loss.rubric-block", views);
                }
            }
        }
    }

    /// Puts it into a key.
    pub(super) fn into_key(self, key: &mut Key) {
        key.rationales.extend(self.rationales);
        key.explanation = self.explanation;
        match &mut key.answer {
            Answer::Rubric(rubric) => {
                rubric.model.0.extend(self.model.0);
                rubric.model.0.extend(self.others.0);
                rubric.aspects = self.aspects;
            }
            _ => key.explanation.0.extend(self.others.0),
        }
    }
}

/// An aspect out of its table: the title in the caption, a row for each level.
fn aspect(content: &Content) -> Option<Aspect> {
    let [Block::Table(table)] = content.0.as_slice() else { return None };
    let title = Content(vec![Block::Paragraph(table.caption.clone())]).words();
    let level = |row: &Vec<Content>| match row.as_slice() {
        [score, description] => {
            let score = Decimal::from_str_exact(&score.words()).ok()?;
            Some(RubricLevel { score, description: description.words() })
        }
        _ => None,
    };
    Some(Aspect { title, levels: table.rows.iter().map(level).collect::<Option<_>>()? })
}

/// The rubric blocks of an item.
pub(super) fn blocks(item: &Item, tags: &[String], pen: &Dialect<'_>) -> Vec<Element> {
    let block = |view: &str, label: &str, content: &Content| {
        let out = Element::new("rubricBlock").with("view", view).with("label", label);
        Element { children: pen.blocks(content), ..out }
    };
    let mut out = vec![block("author", "kompeten-tags", &Content::plain(&tags.join("\n")))];
    let key = &item.key;
    for (id, why) in &key.rationales {
        out.push(block("scorer", &format!("rationale:{}", identifier(id.as_str())), why));
    }
    if !key.explanation.is_empty() {
        out.push(block("scorer", "explanation", &key.explanation));
    }
    if let Answer::Rubric(Rubric { model, aspects }) = &key.answer {
        if !model.is_empty() {
            out.push(block("scorer", "model", model));
        }
        for aspect in aspects {
            let row = |level: &RubricLevel| {
                vec![Content::plain(&level.score.to_string()), Content::plain(&level.description)]
            };
            let caption = vec![Inline::Text(aspect.title.clone())];
            let table = Table { caption, head: Vec::new(), rows: aspect.levels.iter().map(row).collect() };
            out.push(block("scorer", "aspect", &Content(vec![Block::Table(table)])));
        }
    }
    out
}
