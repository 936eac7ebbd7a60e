//! What the page of a form shows: the form as the engine lays it out, whose case it is, who has signed and
//! who is to sign next.

use certification::{
    casefile::CaseFile,
    form::{
        FieldView, FormView, Mode, Role, RowView, SectionView, SlotState, SlotView, missing::Missing, page::Counts,
        page::TableView,
    },
    id::CaseId,
    record::form::Signature,
    stage::Stage,
};
use workflow::exam_result::{Outcome, Released, Tally, UnitResult};

use super::draw::Drawn;
use crate::{
    i18n::{Message, key},
    page::{Page, Told},
    part::{Bar, Spine, Tag, icon, kit::Seal, outcome},
    samples::Samples,
};

/// How many missing answers are named openly.
const FEW: usize = 6;

/// What is missing in the same way: in one place, or in several rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pages) struct Lack {
    /// What the rows are asked for.
    pub(in crate::pages) column: String,
    /// What is accepted; may be empty.
    pub(in crate::pages) hint: String,
    /// Where; never empty.
    pub(in crate::pages) at: Vec<Gap>,
}

/// A place where something is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pages) struct Gap {
    pub(in crate::pages) anchor: String,
    /// Number of the row; empty outside of rows.
    pub(in crate::pages) no: String,
    pub(in crate::pages) label: String,
}

impl Gap {
    fn of(missing: &Missing, no: String) -> Self {
        Self { anchor: missing.anchor.clone(), no, label: missing.label.clone() }
    }
}

/// What just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Just {
    Saved,
    Submitted,
    Incomplete,
}

/// Whose form it is.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Head {
    pub(in crate::pages) spine: Spine,
    pub(in crate::pages) name: String,
    pub(in crate::pages) scheme: String,
    pub(in crate::pages) stage: Option<Stage>,
    /// The case's page for this reader.
    pub(in crate::pages) above: String,
}

impl Head {
    pub(in crate::pages) fn of(p: &Page, file: &CaseFile, role: Role) -> Self {
        let id: CaseId = file.case.id;
        let above = if role == Role::Candidate { format!("/permohonan/{id}") } else { format!("/berkas/{id}") };
        Self {
            spine: Spine::of(&file.label()),
            name: file.person.full_name(),
            scheme: p.scheme_name(&file.scheme).to_owned(),
            stage: Some(file.case.stage),
            above,
        }
    }

    /// Words for the way up: to the case, or to the list of what belongs to no case.
    pub(in crate::pages) fn back(&self) -> &'static str {
        if self.stage.is_some() { key("filing-back") } else { key("filing-back-list") }
    }
}

/// A slot with its signature, or with the way to sign.
#[derive(Debug, Clone)]
pub(in crate::pages) struct SlotRow {
    pub(in crate::pages) seal: Seal,
    pub(in crate::pages) key: String,
    /// The reader may sign it now.
    pub(in crate::pages) own: bool,
    /// The candidate may sign it now on the reader's device.
    pub(in crate::pages) presence: bool,
    pub(in crate::pages) may_refuse: bool,
}

impl SlotRow {
    pub(in crate::pages) fn new(
        p: &Page,
        zone: &str,
        no: usize,
        slot: SlotView,
        signatures: &[Signature],
        (own, presence): (bool, bool),
        submitted: bool,
    ) -> Self {
        let living = signatures.iter().rev().find(|s| s.slot == slot.key && !s.void);
        let tag = match (slot.state, own) {
            (SlotState::Signed, _) => Tag::new("success", icon("check"), Message::new(key("filing-slot-signed"))),
            (SlotState::Refused, _) => Tag::new("neutral", icon("minus"), Message::new(key("filing-slot-refused"))),
            (SlotState::Next, true) => Tag::new("accent", icon("pen-line"), Message::new(key("filing-slot-yours"))),
            (SlotState::Next, false) if submitted => {
                Tag::new("warning", icon("clock"), Message::new(key("filing-slot-next")))
            }
            _ => Tag::new("neutral", icon("clock"), Message::new(key("filing-slot-later"))),
        };
        let said = living.map_or_else(String::new, |s| {
            let how = p.t(mode_key(&s.mode));
            let digest: String = s.digest.chars().take(12).collect();
            let when = p.moment(s.at, zone);
            p.ta("filing-slot-said").with("how", how).with("when", when).with("digest", digest).to_string()
        });
        let reason = living.and_then(|s| s.reason.clone()).filter(|r| !r.is_empty());
        let said = match reason {
            Some(reason) => format!("{said} {}", p.ta("filing-slot-reason").with("reason", reason)),
            None if slot.voided && living.is_none() => p.t("filing-slot-void").into_owned(),
            None => said,
        };
        Self {
            seal: Seal { no, name: slot.role, tag, said, void: slot.voided && living.is_none() },
            key: slot.key,
            own,
            presence,
            may_refuse: slot.may_refuse,
        }
    }
}

pub(in crate::pages) fn mode_key(mode: &str) -> &'static str {
    if mode == Mode::InPresence.as_str() {
        key("filing-mode-in-presence")
    } else if mode == Mode::Offline.as_str() {
        key("filing-mode-offline")
    } else if mode == Mode::Paper.as_str() {
        key("filing-mode-paper")
    } else {
        key("filing-mode-session")
    }
}

/// A form of a case on its page.
#[derive(Debug, Clone)]
pub(in crate::pages) struct View {
    pub(in crate::pages) head: Head,
    /// Address of the page.
    pub(in crate::pages) here: String,
    pub(in crate::pages) form: FormView,
    pub(in crate::pages) role: Role,
    pub(in crate::pages) seen: i64,
    pub(in crate::pages) saved_at: Option<i64>,
    /// How often the draft was saved when the page was drawn.
    pub(in crate::pages) revision: i64,
    pub(in crate::pages) zone: String,
    pub(in crate::pages) waits_for: Vec<String>,
    pub(in crate::pages) locked_by: Option<String>,
    /// The last day, ISO, on which it can be filled.
    pub(in crate::pages) until: Option<String>,
    pub(in crate::pages) submitted: bool,
    pub(in crate::pages) slots: Vec<SlotRow>,
    pub(in crate::pages) may_reopen: bool,
    /// Somebody submitted the form since the draft was begun.
    pub(in crate::pages) changed: bool,
    pub(in crate::pages) refused: Option<Told>,
    /// What came too late to be taken: label and text.
    pub(in crate::pages) held: Vec<(String, String)>,
    /// When another tab or device saved what this page has not seen.
    pub(in crate::pages) overtaken: Option<i64>,
    pub(in crate::pages) just: Option<Just>,
    pub(in crate::pages) documents: String,
    /// Released results of written tests, beside the form that they are evidence for.
    pub(in crate::pages) tests: Vec<TestSaid>,
}

/// A released result of a written test.
#[derive(Debug, Clone)]
pub(in crate::pages) struct TestSaid {
    pub(in crate::pages) name: String,
    pub(in crate::pages) when: String,
    pub(in crate::pages) points: String,
    pub(in crate::pages) tag: Tag,
    pub(in crate::pages) provisional: bool,
    /// Released after the form was signed: the form says what it was signed over.
    pub(in crate::pages) later: bool,
    /// Code, points, and against its own cut where the test is passed by unit.
    pub(in crate::pages) units: Vec<(String, String, Option<Tag>)>,
}

impl TestSaid {
    pub(in crate::pages) fn of(p: &Page, zone: &str, released: &Released) -> Self {
        let result = &released.kept.result;
        let points = |tally: &Tally| format!("{}/{}", p.decimal(tally.points), p.decimal(tally.of));
        let unit = |unit: &UnitResult| (unit.unit.clone(), points(&unit.tally), unit.outcome.map(outcome));
        Self {
            name: released.exam.name.clone(),
            when: released.row.released_at.map(|at| p.moment(at, zone)).unwrap_or_default(),
            points: points(&result.tally),
            tag: outcome(result.outcome),
            provisional: result.provisional,
            later: false,
            units: result.units.iter().map(unit).collect(),
        }
    }
}

impl View {
    fn drawn<'a>(&'a self, p: &'a Page, field: &'a FieldView, quiet: bool) -> Drawn<'a> {
        Drawn { p, field, quiet, documents: &self.documents, hands_in: self.role == Role::Candidate && field.hands_in }
    }

    /// A field under its own label.
    pub(in crate::pages) fn field<'a>(&'a self, p: &'a Page, field: &'a FieldView) -> Drawn<'a> {
        self.drawn(p, field, false)
    }

    /// A field of a row.
    pub(in crate::pages) fn cell<'a>(&'a self, p: &'a Page, field: &'a FieldView) -> Drawn<'a> {
        self.drawn(p, field, true)
    }

    /// The heading of a group: one level below its section's, which may have none.
    pub(in crate::pages) fn level(&self, section: &SectionView) -> &'static str {
        if section.title.is_empty() { "h2" } else { "h3" }
    }

    /// How much is answered, as a bar.
    pub(in crate::pages) fn bar(&self, p: &Page) -> Bar {
        let Counts { answered, total } = self.form.counts;
        Bar {
            done: answered as i64,
            whole: total as i64,
            label: p.ta("filing-answered").with("n", answered).with("of", total).to_string(),
        }
    }

    /// Some is still needed before it can be submitted.
    pub(in crate::pages) fn needs(&self) -> bool {
        self.form.editable && !self.form.missing.is_empty()
    }

    /// Nothing is needed, but something is advised.
    pub(in crate::pages) fn advises(&self) -> bool {
        self.form.editable && self.form.missing.is_empty() && !self.form.advised.is_empty()
    }

    /// Fields that were filled in wrongly.
    pub(in crate::pages) fn wrong(&self) -> Vec<(&FieldView, &str)> {
        self.form.fields().filter_map(|f| Some((f, f.error.as_deref()?))).collect()
    }

    /// What is missing, the first few.
    pub(in crate::pages) fn missing(&self) -> Vec<Lack> {
        self.lacks(&self.form.missing).into_iter().take(FEW).collect()
    }

    /// What is missing besides.
    pub(in crate::pages) fn more_missing(&self) -> Vec<Lack> {
        self.lacks(&self.form.missing).into_iter().skip(FEW).collect()
    }

    /// What had better be answered as well.
    pub(in crate::pages) fn advised(&self) -> Vec<Lack> {
        self.lacks(&self.form.advised)
    }

    /// Rows that miss the same are told together: the hint once, then their numbers.
    fn lacks(&self, missing: &[Missing]) -> Vec<Lack> {
        let mut out: Vec<Lack> = Vec::new();
        for m in missing {
            let row = self.rows().find(|r| !r.no.is_empty() && r.cells.iter().any(|c| c.anchor == m.anchor));
            let cell = row.and_then(|r| r.cells.iter().find(|c| c.anchor == m.anchor));
            let hint = m.what_is_accepted.clone();
            let (Some(row), Some(cell)) = (row, cell) else {
                out.push(Lack { column: String::new(), hint, at: vec![Gap::of(m, String::new())] });
                continue;
            };
            let gap = Gap::of(m, self.no(row));
            match out
                .iter_mut()
                .find(|lack| lack.column == cell.label && lack.hint == hint && !lack.at[0].no.is_empty())
            {
                Some(same) => same.at.push(gap),
                None => out.push(Lack { column: cell.label.clone(), hint, at: vec![gap] }),
            }
        }
        out
    }

    fn tables(&self) -> impl Iterator<Item = &TableView> {
        self.form.sections.iter().flat_map(|s| &s.blocks).filter_map(|b| match b {
            certification::form::BlockView::Table(table) => Some(table),
            _ => None,
        })
    }

    fn rows(&self) -> impl Iterator<Item = &RowView> {
        self.tables().flat_map(|t| &t.groups).flat_map(|g| &g.rows)
    }

    /// The number of a row. Where units count anew, that of the unit stands before it, so that no two are the same.
    pub(in crate::pages) fn no(&self, row: &RowView) -> String {
        let home = self.tables().find(|t| t.groups.iter().any(|g| g.rows.iter().any(|r| r.anchor == row.anchor)));
        let Some(table) = home else { return row.no.clone() };
        let mut all: Vec<&str> = table.groups.iter().flat_map(|g| &g.rows).map(|r| r.no.as_str()).collect();
        all.sort_unstable();
        let anew = all.windows(2).any(|pair| pair[0] == pair[1]);
        let unit = table.groups.iter().position(|g| g.rows.iter().any(|r| r.anchor == row.anchor));
        match unit {
            Some(unit) if anew && table.groups.len() > 1 && !row.no.is_empty() => format!("{}.{}", unit + 1, row.no),
            _ => row.no.clone(),
        }
    }

    pub(in crate::pages) fn just_saved(&self) -> bool {
        self.just == Some(Just::Saved)
    }

    pub(in crate::pages) fn just_submitted(&self) -> bool {
        self.just == Some(Just::Submitted)
    }

    pub(in crate::pages) fn incomplete(&self) -> bool {
        self.just == Some(Just::Incomplete)
    }

    /// The reader is to sign it now.
    pub(in crate::pages) fn own_turn(&self) -> Option<&SlotRow> {
        self.slots.iter().find(|s| s.own)
    }

    /// Rows with a number, for the overview beside the form.
    pub(in crate::pages) fn numbered(&self) -> Vec<&RowView> {
        let rows = self.form.sections.iter().filter(|s| s.editable).flat_map(|s| &s.blocks).filter_map(|b| match b {
            certification::form::BlockView::Table(table) => Some(table.groups.iter().flat_map(|g| &g.rows)),
            _ => None,
        });
        rows.flatten().filter(|r| r.counts.total > 0 && !r.no.is_empty()).collect()
    }

    /// What a row of the overview says: complete, or something is wanted.
    pub(in crate::pages) fn mark(&self, row: &RowView) -> (&'static str, &'static str) {
        if row.counts.complete() {
            ("petak--ada", key("filing-row-complete"))
        } else if row.counts.answered > 0 {
            ("petak--kurang", key("filing-row-part"))
        } else {
            ("petak--belum", key("filing-row-none"))
        }
    }
}

/// Every shipped form, filled and empty.
pub(in crate::pages) fn samples(samples: &mut Samples<'_>) {
    with_tests(samples);
    use certification::form::{Answers, Engine};
    let locale = super::locale(samples.p);
    for (n, sample) in certification::form::samples::all().into_iter().enumerate() {
        for (state, answers) in [("filled", sample.answers.clone()), ("empty", Answers::new())] {
            for role in [Role::Candidate, Role::Assessor, Role::Staff, Role::Reader] {
                // Two definitions in every role and state; the others once, as whoever fills them sees them.
                if n > 1 && (role != Role::Assessor || state == "filled") {
                    continue;
                }
                let form = Engine::view(sample.definition, &sample.context, &answers, role, locale, &[]);
                let view = sampled(form, role, state == "filled");
                super::fill::sampled(samples, &format!("{} {state} {role:?}", sample.definition.code), &view);
            }
        }
    }
}

/// Forms with a released result of a written test: as it is offered, and with other answers.
fn with_tests(samples: &mut Samples<'_>) {
    use certification::form::{Answers, Engine, FormContext, samples::written_test};
    let locale = super::locale(samples.p);
    let mut other = Answers::new();
    other.put("questions/3/achieved", "yes");
    other.put("conclusion", "K");
    for sample in certification::form::samples::all() {
        let definition = sample.definition;
        let context =
            FormContext { items: [].into(), written: definition.written_for(&[written_test()]), ..sample.context };
        if context.written.is_empty() {
            continue;
        }
        for (state, answers) in [("offered", Answers::new()), ("differs", other.clone())] {
            for role in [Role::Assessor, Role::Reader] {
                let form = Engine::view(definition, &context, &answers, role, locale, &[]);
                let view = sampled(form, role, false);
                super::fill::sampled(samples, &format!("{} {state} by a test {role:?}", definition.code), &view);
            }
        }
        let form = Engine::view(definition, &context, &other, Role::Assessor, locale, &[]);
        for (name, may_reopen, locked_by) in [("open", true, None), ("locked", false, Some("keputusan".to_owned()))] {
            let view = View { may_reopen, locked_by, ..sampled(form.clone(), Role::Assessor, false) };
            super::fill::sampled(samples, &format!("{} later, {name}", definition.code), &view);
        }
    }
}

/// A view of invented data, for samples.
pub(in crate::pages) fn sampled(form: FormView, role: Role, submitted: bool) -> View {
    let seal = |no, tag, void| Seal { no, name: "Asesor".to_owned(), tag, said: "Sesi sendiri".to_owned(), void };
    let tag = Tag::new("success", icon("check"), Message::new(key("filing-slot-signed")));
    let row = |no, own, presence| SlotRow {
        seal: seal(no, tag.clone(), no == 3),
        key: "assessor".to_owned(),
        own,
        presence,
        may_refuse: no == 2,
    };
    let until = (form.code == "FR.AK.04").then(|| "2026-12-30".to_owned());
    let tests = if form.code == "FR.IA.05C" && role != Role::Candidate { vec![sampled_test()] } else { Vec::new() };
    View {
        head: Head {
            spine: Spine::new("LD", 31, "Ramadhani"),
            name: "Noor Hasanah Ramadhani".to_owned(),
            scheme: "Layanan Dasar Perpustakaan".to_owned(),
            stage: Some(Stage::Assessment),
            above: "/permohonan".to_owned(),
        },
        here: format!("/berkas/x/formulir/{}", form.code),
        form,
        role,
        seen: 1,
        saved_at: submitted.then_some(1_761_782_400_000_000),
        revision: i64::from(submitted),
        zone: "Asia/Makassar".to_owned(),
        waits_for: if submitted { Vec::new() } else { vec!["keikutsertaan dikonfirmasi".to_owned()] },
        locked_by: None,
        until,
        submitted,
        slots: vec![row(1, false, false), row(2, submitted, submitted), row(3, false, false)],
        may_reopen: submitted,
        changed: submitted,
        held: if submitted { vec![("Alamat".to_owned(), "Jalan Rekaan 9".to_owned())] } else { Vec::new() },
        overtaken: submitted.then_some(1_761_782_400_000_000),
        refused: submitted.then(|| Told { said: "Tidak diterima.".to_owned(), remedy: Some("Muat ulang.".to_owned()) }),
        just: Some(if submitted { Just::Submitted } else { Just::Incomplete }),
        documents: "/berkas/x/dokumen".to_owned(),
        tests,
    }
}

fn sampled_test() -> TestSaid {
    let tag = outcome(Outcome::Reached);
    TestSaid {
        name: "Tes tertulis Layanan Dasar".to_owned(),
        when: "9 Desember 2026, 09.00 WITA".to_owned(),
        points: "44/52".to_owned(),
        tag: tag.clone(),
        provisional: true,
        later: true,
        units: vec![("CONTOH.LD.01".to_owned(), "12/15".to_owned(), Some(tag))],
    }
}

#[cfg(test)]
mod tests {
    use certification::form::{Answers, Engine, Locale, Role};

    use super::sampled;

    #[test]
    fn rows_that_miss_the_same_are_named_by_their_numbers_and_the_hint_stands_once() {
        let samples = certification::form::samples::all();
        let sample = samples.into_iter().find(|s| s.definition.code == "FR.APL.02").unwrap();
        let form = Engine::view(sample.definition, &sample.context, &Answers::new(), Role::Candidate, Locale::Id, &[]);
        let all = form.missing.len();
        let view = sampled(form, Role::Candidate, false);
        let lacks = view.missing();
        assert!(all > 1, "several rows are asked");
        assert_eq!((lacks.len(), lacks[0].at.len()), (1, all));
        let mut numbers: Vec<&str> = lacks[0].at.iter().map(|gap| gap.no.as_str()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), all, "no two rows have the same number: {numbers:?}");
        assert!(view.numbered().iter().all(|row| numbers.contains(&view.no(row).as_str())), "the map says the same");
    }
}
