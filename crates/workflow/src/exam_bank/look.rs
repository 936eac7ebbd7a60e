//! Looking into the bank: its list by pages, who has seen a key, and where an item was used.

use certification::{
    id::{ExamFormId, ExamId, PersonId, SittingId},
    permit::{Action, Actor, Object, Permit},
    record::{
        event::Event,
        exam::{Exam, ExamForm, Item as ItemRow, Sitting},
    },
    text::fold,
};
use exam::{
    bank::Life,
    form::Form,
    format::Files,
    item::{Item, ItemId, Language, Stimulus, StimulusId},
};
use store::{
    Find, Read as _,
    outside::{Access, looked},
};

use super::{ExamBank, search::brief};
use crate::{WorkflowError, may_see};

/// Rows that are read at once while searching.
const AT_ONCE: i64 = 200;
/// How the access log calls a look at a key.
const SEE_KEY: &str = "see-item-key";
/// How the access log calls taking items out of the house.
const EXPORT: &str = "export-items";
/// All items together, as the access log calls them.
const BANK: &str = "bank";

/// Which items a list shows. What is empty is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemFilter {
    /// Code of the unit.
    pub unit: String,
    /// State.
    pub state: String,
    /// Kind of question.
    pub kind: String,
    /// Cognitive level.
    pub level: String,
    /// Part of the name or of the title, or words of the question.
    pub text: String,
}

/// A page of the list.
#[derive(Debug, Clone, Default)]
pub struct ItemPage {
    /// Its items, by name; without their lives.
    pub rows: Vec<ItemRow>,
    /// The beginning of what each of them asks, and in which language.
    pub stems: Vec<(String, Language)>,
    /// How many fit the filter.
    pub all: i64,
    /// There are more after these.
    pub more: bool,
}

/// A form that holds an item.
#[derive(Debug, Clone)]
pub struct Used {
    /// The form.
    pub form: ExamForm,
    /// The version that stands on it.
    pub version: u32,
    /// The tests that take it.
    pub exams: Vec<UsedIn>,
}

/// A test whose papers are made of a form.
#[derive(Debug, Clone)]
pub struct UsedIn {
    /// The test.
    pub exam: Exam,
    /// Its event.
    pub event: Event,
    /// How many papers were drawn from the form.
    pub papers: i64,
}

impl ItemFilter {
    fn find(&self, with_state: bool) -> Find {
        let mut find = Find::all();
        for (column, value) in [("unit", &self.unit), ("kind", &self.kind), ("level", &self.level)] {
            if !value.is_empty() {
                find = find.and(column, value.as_str());
            }
        }
        if with_state && !self.state.is_empty() {
            find = find.and("state", self.state.as_str());
        }
        find
    }

    fn named(&self, row: &ItemRow, sought: &str) -> bool {
        fold(&row.title).contains(sought) || row.id.to_lowercase().contains(&self.text.to_lowercase())
    }

    fn asks(item: &Item, sought: &str) -> bool {
        let stem = fold(&item.question.stem.words());
        sought.split_whitespace().all(|word| stem.contains(word))
    }
}

impl ExamBank {
    /// A page of the list, from the item after that name on.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn page(
        &self,
        actor: &Actor,
        filter: &ItemFilter,
        after: &str,
        rows: usize,
    ) -> Result<ItemPage, WorkflowError> {
        self.sees(actor)?;
        let mut reader = self.flow.reader();
        let (find, sought) = (filter.find(true).order_by(&["id"]), fold(&filter.text));
        let mut page = ItemPage::default();
        let mut last = String::new();
        if sought.is_empty() {
            page.all = reader.count::<ItemRow>(&filter.find(true)).await?;
            after.clone_into(&mut last);
        }
        loop {
            let mut part = find.clone().limit(AT_ONCE);
            if !last.is_empty() {
                part = part.after([last.as_str().into()]);
            }
            let found: Vec<ItemRow> = reader.find(&part).await?;
            let Some(end) = found.last() else { break };
            end.id.clone_into(&mut last);
            for mut row in found {
                let mut life = None;
                if !sought.is_empty() && !filter.named(&row, &sought) {
                    life = Some(self.opened(&row)?);
                    let newest = life.as_ref().and_then(Life::newest);
                    if !newest.is_some_and(|version| ItemFilter::asks(&version.item, &sought)) {
                        continue;
                    }
                }
                page.all += i64::from(!sought.is_empty());
                if row.id.as_str() <= after {
                    continue;
                }
                if page.rows.len() < rows {
                    let life = life.map_or_else(|| self.opened(&row), Ok)?;
                    let newest = life.newest().map(|version| &version.item);
                    page.stems.push(
                        newest.map_or((String::new(), Language::Id), |item| (brief(item), item.question.language)),
                    );
                    row.sealed_text.clear();
                    page.rows.push(row);
                } else {
                    page.more = true;
                }
            }
            // A search goes through all, since it counts them.
            if page.more && sought.is_empty() {
                break;
            }
        }
        Ok(page)
    }

    /// How many items of the filter are in each of these states.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn counts(
        &self,
        actor: &Actor,
        filter: &ItemFilter,
        states: &[&'static str],
    ) -> Result<Vec<i64>, WorkflowError> {
        self.sees(actor)?;
        let mut reader = self.flow.reader();
        let mut out = Vec::with_capacity(states.len());
        for state in states {
            out.push(reader.count::<ItemRow>(&filter.find(false).and("state", *state)).await?);
        }
        Ok(out)
    }

    /// Every item that fits, with its newest version.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn newest(&self, actor: &Actor, filter: &ItemFilter) -> Result<Vec<(ItemRow, Item)>, WorkflowError> {
        self.sees(actor)?;
        let sought = fold(&filter.text);
        let rows: Vec<ItemRow> = self.flow.reader().find(&filter.find(true).order_by(&["id"]).limit(10_000)).await?;
        let mut out = Vec::with_capacity(rows.len());
        for row in rows {
            let life = self.opened(&row)?;
            let Some(version) = life.newest() else { continue };
            if sought.is_empty() || filter.named(&row, &sought) || ItemFilter::asks(&version.item, &sought) {
                out.push((row, version.item.clone()));
            }
        }
        Ok(out)
    }

    /// Notes that somebody looks at the key of an item.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn note_key(&self, actor: &Actor, id: &str) -> Result<(), WorkflowError> {
        self.note(actor, Action::SeeBank, SEE_KEY, &format!("item:{id}")).await
    }

    /// Notes that somebody prints a form, its questions or its key.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub(crate) async fn note_form(&self, actor: &Actor, id: ExamFormId, action: &str) -> Result<(), WorkflowError> {
        self.note(actor, Action::SeeBank, action, &format!("exam-form:{id}")).await
    }

    /// Notes that somebody looks at the keys of several items, each by its name.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) async fn note_keys(
        &self,
        actor: &Actor,
        permit: Permit,
        items: Vec<ItemId>,
    ) -> Result<(), WorkflowError> {
        let look = |item: ItemId| Access {
            person_id: Some(actor.person),
            duty: permit.duty(),
            action: SEE_KEY.to_owned(),
            object: format!("item:{item}"),
            subject: None,
        };
        self.flow.note_looks(items.into_iter().map(look).collect()).await
    }

    /// Notes that somebody takes items with their keys out of the house.
    ///
    /// # Errors
    /// Refused when they may not change the bank.
    pub async fn note_export(&self, actor: &Actor, form: Option<ExamFormId>) -> Result<(), WorkflowError> {
        if let Some(form) = form {
            self.note(actor, Action::ChangeBank, EXPORT, &format!("form:{form}")).await?;
        }
        self.note(actor, Action::ChangeBank, EXPORT, BANK).await
    }

    async fn note(&self, actor: &Actor, may: Action, action: &str, object: &str) -> Result<(), WorkflowError> {
        let permit = may_see(actor, may, &Object::body())?;
        let access = Access {
            person_id: Some(actor.person),
            duty: permit.duty(),
            action: action.to_owned(),
            object: object.to_owned(),
            subject: None,
        };
        self.flow.note_look(access).await
    }

    /// Whether somebody has looked at the key of an item since it is the one in force, by the access log. A new version
    /// that leaves the key as it was does not make anybody forget it, and the key of a translation is that of its
    /// original: whoever looked at the one, wrote it or reviewed it knows the other.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn saw_key(&self, actor: &Actor, life: &Life) -> Result<bool, WorkflowError> {
        let Some(version) = life.newest() else { return Ok(false) };
        let since = life.key_since().unwrap_or_default();
        let mut reader = self.flow.reader();
        let person: PersonId = actor.person;
        if looked(&mut reader, person, SEE_KEY, &format!("item:{}", version.item.id), since).await?
            || looked(&mut reader, person, EXPORT, BANK, since).await?
        {
            return Ok(true);
        }
        for other in self.telling(&version.item).await? {
            let (Some(newest), Some(since)) = (other.newest(), other.tells_key_since(&version.item)) else { continue };
            if other.knows_key_of(&version.item, person)
                || looked(&mut reader, person, SEE_KEY, &format!("item:{}", newest.item.id), since).await?
                || looked(&mut reader, person, EXPORT, BANK, since).await?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Items of which a version tells the key of that one, whichever of the two names the other as its enemy.
    async fn telling(&self, item: &Item) -> Result<Vec<Life>, WorkflowError> {
        let find = Find::by("kind", item.question.interaction.kind()).order_by(&["id"]).limit(10_000);
        let rows: Vec<ItemRow> = self.flow.reader().find(&find).await?;
        let mut out = Vec::new();
        for row in rows.iter().filter(|row| row.id != item.id.as_str()) {
            let life = self.opened(row)?;
            if life.tells_key_since(item).is_some() {
                out.push(life);
            }
        }
        Ok(out)
    }

    /// The stimulus of that name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn stimulus(&self, id: &StimulusId) -> Result<Option<Stimulus>, WorkflowError> {
        Ok(self.stimuli().await?.into_iter().find(|stimulus| stimulus.id == *id))
    }

    /// What these items share, and the files that they and it show.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn parts_of(&self, items: &[Item]) -> Result<(Vec<Stimulus>, Files), WorkflowError> {
        let mut stimuli = self.stimuli().await?;
        stimuli.retain(|stimulus| items.iter().any(|item| item.question.stimulus.as_ref() == Some(&stimulus.id)));
        let mut files = Files::new();
        let of_items = items.iter().flat_map(Item::media);
        for name in of_items.chain(stimuli.iter().flat_map(|stimulus| stimulus.content.media())) {
            if files.contains_key(name) {
                continue;
            }
            if let Some((_, bytes)) = self.media(name.as_str()).await? {
                files.insert(name.clone(), bytes);
            }
        }
        Ok((stimuli, files))
    }

    /// The forms that hold an item, with the tests that take them: whose sittings to look at when it became known.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn used(&self, actor: &Actor, item: &str) -> Result<Vec<Used>, WorkflowError> {
        self.sees(actor)?;
        let mut reader = self.flow.reader();
        let forms: Vec<ExamForm> = reader.find(&Find::all().order_by(&["slug", "code"])).await?;
        let mut out = Vec::new();
        for form in forms {
            let (_, content) = self.form(form.id).await?;
            let Some(question) = content.asked().find(|question| question.item.id.as_str() == item) else {
                continue;
            };
            let mut exams = Vec::new();
            let taking: Vec<Exam> = reader.find(&Find::all().lists("forms", form.id)).await?;
            for exam in taking {
                let papers = reader.count::<Sitting>(&Find::by("exam_id", exam.id).and("form_id", form.id)).await?;
                let Some(event) = reader.get::<Event>(exam.event_id).await? else { continue };
                exams.push(UsedIn { exam, event, papers });
            }
            exams.sort_by_key(|used| used.exam.opens);
            out.push(Used { version: question.version, form, exams });
        }
        Ok(out)
    }

    /// Seats of a test at which a paper of that form was opened, by their numbers: who has seen what stands on it.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn opened_at(
        &self,
        actor: &Actor,
        exam: ExamId,
        form: ExamFormId,
    ) -> Result<Vec<(SittingId, i64)>, WorkflowError> {
        self.sees(actor)?;
        let seats = self.flow.exam_room().opened_seats(exam).await?;
        let of_form = seats.into_iter().filter(|seat| seat.form_id == Some(form));
        let mut out: Vec<(SittingId, i64)> = of_form.map(|seat| (seat.id, seat.seat)).collect();
        out.sort_unstable_by_key(|(_, seat)| *seat);
        Ok(out)
    }

    /// How many candidates have an item before them in tests that are not closed yet; its exposure counts them then.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn seen_now(&self, actor: &Actor, item: &str) -> Result<usize, WorkflowError> {
        self.sees(actor)?;
        let mut out = 0;
        let open: Vec<Exam> = self.flow.reader().find(&Find::by("status", "frozen")).await?;
        for exam in open {
            let mut holding = Vec::new();
            for id in &exam.forms {
                let (_, form) = self.form(*id).await?;
                if form.asked().any(|question| question.item.id.as_str() == item) {
                    holding.push(*id);
                }
            }
            if !holding.is_empty() {
                let seats = self.flow.exam_room().opened_seats(exam.id).await?;
                out += seats.iter().filter(|seat| seat.form_id.is_some_and(|form| holding.contains(&form))).count();
            }
        }
        Ok(out)
    }

    /// Those of the names that the bank does not have.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn unknown<'a>(&self, ids: impl IntoIterator<Item = &'a ItemId>) -> Result<Vec<ItemId>, WorkflowError> {
        let mut reader = self.flow.reader();
        let mut out = Vec::new();
        for id in ids {
            if reader.get::<ItemRow>(id.as_str()).await?.is_none() {
                out.push(id.clone());
            }
        }
        Ok(out)
    }

    /// Every form of a scheme, those that were withdrawn too.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn every_form(&self, actor: &Actor, slug: &str) -> Result<Vec<ExamForm>, WorkflowError> {
        self.sees(actor)?;
        Ok(self.flow.reader().find(&Find::by("slug", slug).order_by(&["code"])).await?)
    }

    /// A frozen form, to look at what it asks.
    ///
    /// # Errors
    /// Not found when there is none or the bank is not theirs to see.
    pub async fn frozen(&self, actor: &Actor, id: ExamFormId) -> Result<(ExamForm, Form), WorkflowError> {
        self.sees(actor)?;
        self.form(id).await
    }
}
