//! Acts: everything a person does to a case, an event, a scheme. An act is judged against the
//! file it belongs to as it stands; the judgement puts records and orders what follows, or refuses.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

use crate::{
    duty::Duty,
    entropy::{self, Entropy},
    id::PersonId,
    permit::{Action, Permit},
    record::{Change, Record},
    refusal::Refusal,
    setting::Settings,
};

/// What an act is judged with: who, when, and the settings in force. Nothing is asked of the machine.
pub struct Context<'a> {
    /// The leave under which it is done.
    pub permit: Permit,
    /// Now by the business clock, microseconds UTC.
    pub now: i64,
    /// Source of ids and codes.
    pub entropy: &'a dyn Entropy,
    /// Settings in force.
    pub settings: &'a Settings,
}

impl Context<'_> {
    /// Who acts; for the house itself, the nil id.
    #[must_use]
    pub fn actor(&self) -> PersonId {
        self.permit.actor().unwrap_or(PersonId(uuid::Uuid::nil()))
    }

    /// In which duty.
    #[must_use]
    pub const fn duty(&self) -> Duty {
        self.permit.duty()
    }

    /// A new id.
    #[must_use]
    pub fn id<T: From<uuid::Uuid>>(&self) -> T {
        T::from(entropy::new_id(self.entropy, self.now))
    }

    /// Today in the body's zone.
    #[must_use]
    pub fn today(&self) -> jiff::civil::Date {
        crate::civil::day(self.now, &self.settings.text("body.zone"))
    }
}

/// An act on a file of type `File`.
pub trait Act: Serialize + Clone + Send + Sync + 'static {
    /// What it is judged against.
    type File: Outcomes + Send + Sync;
    /// Its name in the journal.
    const NAME: &'static str;
    /// The action its permit must be for.
    const ACTION: Action;

    /// Judges the act: changes the file, or refuses.
    ///
    /// # Errors
    /// The refusal.
    fn judge(&self, file: &mut Self::File, context: &Context<'_>) -> Result<(), Refusal>;

    /// The action that this very act wants, where it depends on what is done.
    fn action(&self) -> Action {
        Self::ACTION
    }
}

/// What follows from an act once it is committed.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// A message to a person, by mail when there is an address.
    Notify {
        /// To whom.
        person: PersonId,
        /// Which message: a key of the message texts.
        message: &'static str,
        /// Values for it, without personal data.
        args: Vec<(String, String)>,
    },
    /// A job.
    Job {
        /// Its kind.
        kind: &'static str,
        /// It runs once for this key.
        key: String,
        /// What it needs.
        payload: Value,
        /// Of how many steps its progress is counted; 0 where they are not.
        steps: i64,
    },
}

/// The changes and effects gathered while a file is judged.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Records put, in order.
    pub changes: Vec<Change>,
    /// What follows.
    pub effects: Vec<Effect>,
    /// Where among the changes the records of a key stand.
    places: HashMap<String, Vec<usize>>,
}

impl Outcome {
    /// Puts a record.
    pub fn put(&mut self, record: &impl Record) {
        self.change(record.put());
    }

    /// Takes over what another one gathered, after its own.
    pub fn take(&mut self, other: Self) {
        for change in other.changes {
            self.change(change);
        }
        self.effects.extend(other.effects);
    }

    fn change(&mut self, change: Change) {
        let places = self.places.entry(change.key.clone()).or_default();
        match places.iter().find(|at| self.changes.get(**at).is_some_and(|earlier| earlier.table == change.table)) {
            Some(at) => self.changes[*at] = change,
            None => {
                places.push(self.changes.len());
                self.changes.push(change);
            }
        }
    }

    /// Orders a message.
    pub fn notify(&mut self, person: PersonId, message: &'static str, args: &[(&str, &str)]) {
        let args = args.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        self.effects.push(Effect::Notify { person, message, args });
    }

    /// Orders a job.
    pub fn job(&mut self, kind: &'static str, key: impl Into<String>, payload: Value) {
        self.steps(kind, key, payload, 0);
    }

    /// Orders a job of so many steps.
    pub fn steps(&mut self, kind: &'static str, key: impl Into<String>, payload: Value, steps: i64) {
        self.effects.push(Effect::Job { kind, key: key.into(), payload, steps });
    }
}

/// A file that gathers outcomes: the stream of the journal it belongs to, whose data it holds, and
/// what a permit must reach.
pub trait Outcomes {
    /// Its stream in the journal, such as `case/…`.
    fn stream(&self) -> String;

    /// The person whose key seals the act, when the act holds personal values.
    fn subject(&self) -> Option<PersonId>;

    /// What the permit is checked against.
    fn object(&self) -> crate::permit::Object;

    /// Ends the judgement: brings projections up to date and hands over what was gathered.
    fn close(&mut self, context: &Context<'_>) -> Outcome;
}

/// Replaces the record of the same key in `rows`, or adds it.
pub(crate) fn replace<R: Record>(rows: &mut Vec<R>, record: R) {
    let key = record.key();
    match rows.iter_mut().find(|r| r.key() == key) {
        Some(row) => *row = record,
        None => rows.push(record),
    }
}
