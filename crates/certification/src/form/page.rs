//! What a page of a form consists of: plain structures that a template loops over without deciding
//! anything. [`super::view`] makes them.

use super::{definition::Role, missing::Missing};

/// A form, ready for a page.
#[derive(Debug, Clone, PartialEq)]
pub struct FormView {
    /// Code, such as `FR.APL.02`.
    pub code: String,
    /// Version of the definition.
    pub version: String,
    /// Title.
    pub title: String,
    /// Guidance at the head, one sentence each.
    pub guidance: Vec<String>,
    /// Its sections.
    pub sections: Vec<SectionView>,
    /// How much of what this reader fills is answered.
    pub counts: Counts,
    /// What is still missing; empty when the form can be submitted.
    pub missing: Vec<Missing>,
    /// What had better be answered as well.
    pub advised: Vec<Missing>,
    /// Any field can be changed by this reader now.
    pub editable: bool,
}

/// Answered out of what is needed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Answered.
    pub answered: usize,
    /// Needed or advised.
    pub total: usize,
}

impl Counts {
    /// Nothing is left to answer.
    #[must_use]
    pub const fn complete(&self) -> bool {
        self.answered == self.total
    }

    /// Share answered, in whole percent.
    #[must_use]
    pub fn percent(&self) -> usize {
        (self.answered * 100).checked_div(self.total).unwrap_or(100)
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.answered += other.answered;
        self.total += other.total;
    }
}

/// A part of the form.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionView {
    /// Key.
    pub key: String,
    /// Anchor.
    pub anchor: String,
    /// Number as printed.
    pub no: String,
    /// Heading.
    pub title: String,
    /// A line under it.
    pub hint: String,
    /// Guidance, one sentence each.
    pub guidance: Vec<String>,
    /// Who fills it: `candidate`, `assessor`, `staff`.
    pub by: Vec<Role>,
    /// Any of it can be changed by this reader now.
    pub editable: bool,
    /// How much is answered.
    pub counts: Counts,
    /// What it holds, in order.
    pub blocks: Vec<BlockView>,
}

/// A field, a table, or words.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockView {
    /// A field to fill or read.
    Field(Box<FieldView>),
    /// A table.
    Table(TableView),
    /// Words only: heading and sentences.
    Note {
        /// Heading.
        title: String,
        /// One sentence each.
        lines: Vec<String>,
    },
    /// A fact of the case.
    Fact {
        /// Label.
        label: String,
        /// The fact.
        value: String,
    },
}

/// A field.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FieldView {
    /// Key of the field or column.
    pub key: String,
    /// `name` of the input.
    pub name: String,
    /// `id` of the input.
    pub anchor: String,
    /// `text long date number choice multi yes-no consent declaration document evidence`.
    pub kind: &'static str,
    /// `type` of a one-line input: `text email tel date number`.
    pub input_type: &'static str,
    /// Label.
    pub label: String,
    /// Label with its row, for readers of the page by ear.
    pub full_label: String,
    /// A line of help.
    pub hint: String,
    /// What is accepted.
    pub accepts: String,
    /// The value of a one-line or long input.
    pub value: String,
    /// The answer as people read it.
    pub display: String,
    /// What can be chosen. Also for yes and no, declarations, and evidence documents.
    pub options: Vec<OptionView>,
    /// The documents in hand for this requirement.
    pub documents: Vec<DocumentView>,
    /// What a consent is for.
    pub consent: Option<ConsentView>,
    /// What a released written test proposes here, as people read it.
    pub by_test: Option<String>,
    /// The answer is another one.
    pub differs: bool,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Needed now, as the other answers stand.
    pub required: bool,
    /// Advised now.
    pub advised: bool,
    /// Answered, or the document is there.
    pub answered: bool,
    /// This reader can change it now.
    pub editable: bool,
    /// This reader can hand in now what it asks for, a document or evidence: not with the form, but beside it.
    pub hands_in: bool,
    /// Send the name once, empty, before the boxes, so that clearing all of them is seen.
    pub sentinel: bool,
    /// Longest answer in characters.
    pub max: usize,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionView {
    /// `value` of the input.
    pub value: String,
    /// Its words.
    pub label: String,
    /// A longer explanation.
    pub hint: String,
    /// It is chosen.
    pub checked: bool,
}

/// A document in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentView {
    /// Its id.
    pub id: String,
    /// What the applicant calls it.
    pub title: String,
}

/// What somebody consents to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentView {
    /// For what.
    pub what_for: String,
    /// Who sees it.
    pub who_sees: String,
    /// How long.
    pub how_long: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableView {
    /// Key.
    pub key: String,
    /// Anchor.
    pub anchor: String,
    /// What it is called.
    pub label: String,
    /// A line of help.
    pub hint: String,
    /// Heads of the columns that are filled in.
    pub heads: Vec<String>,
    /// Rows by group; one group without a title when there are none.
    pub groups: Vec<GroupView>,
    /// More rows come as rows are filled.
    pub grows: bool,
}

/// Rows under a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupView {
    /// Key: code of the unit, or of the group.
    pub key: String,
    /// Heading, empty when there is none.
    pub title: String,
    /// Anchor.
    pub anchor: String,
    /// How much is answered.
    pub counts: Counts,
    /// Its rows.
    pub rows: Vec<RowView>,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowView {
    /// Key.
    pub key: String,
    /// Anchor of the row.
    pub anchor: String,
    /// Number.
    pub no: String,
    /// What it says.
    pub title: String,
    /// Number and title of the element, for rows of criteria.
    pub element: (String, String),
    /// First row of its element.
    pub opens_element: bool,
    /// Criteria beneath, by number and text.
    pub criteria: Vec<(String, String)>,
    /// Workplace benchmark.
    pub benchmark: String,
    /// Expected answer, where the reader may see it.
    pub expected: String,
    /// `K`, `BK` or empty.
    pub recommendation: String,
    /// Units not reached.
    pub not_reached: Vec<String>,
    /// Points that a written test brought here, out of the most.
    pub points: String,
    /// The fewest points that pass.
    pub pass_line: String,
    /// What to improve by a written test.
    pub improve: Vec<String>,
    /// What is to be filled in.
    pub cells: Vec<FieldView>,
    /// How much is answered.
    pub counts: Counts,
}

impl FieldView {
    /// The requirement that a document is handed in for.
    #[must_use]
    pub fn requirement(&self) -> Option<&str> {
        self.name.split('/').nth(1).filter(|_| self.kind == "document")
    }
}

impl FormView {
    /// What a browser sends when the form is submitted as it stands.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for field in self.fields().filter(|f| f.editable) {
            let pair = |value: &str| (field.name.clone(), value.to_owned());
            if field.sentinel {
                out.push(pair(""));
            }
            if field.options.is_empty() && !field.sentinel {
                out.push(pair(&field.value));
            }
            out.extend(field.options.iter().filter(|o| o.checked).map(|o| pair(&o.value)));
        }
        out
    }

    /// Every field, those in tables too.
    pub fn fields(&self) -> impl Iterator<Item = &FieldView> {
        self.sections.iter().flat_map(|s| &s.blocks).flat_map(|block| match block {
            BlockView::Field(field) => vec![&**field],
            BlockView::Table(table) => table.groups.iter().flat_map(|g| &g.rows).flat_map(|r| &r.cells).collect(),
            _ => Vec::new(),
        })
    }
}
