//! The steps of an item's life, each judged by the rules: who wrote an item, in whatever version, neither reviews nor
//! approves it; whoever checks the key has not seen it; two people approve before it counts (ISO/IEC 17024 9.2, 9.3).

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    id::PersonId,
    refusal::{Refusal, require},
};

use super::{Deed, Hand, Life, ReviewAspect, Sighting, State, Step, Version, blind_check};
use crate::item::{Item, Response, check};

/// The fewest people who approve an item.
pub const APPROVALS: usize = 2;
/// The most steps kept of one item.
pub const MOST_STEPS: usize = 10_000;

impl Life {
    /// A first draft. It may still lack things.
    #[must_use]
    pub fn draft(item: Item, hand: Hand) -> Self {
        let version = Version::of(1, item, hand.by);
        let mut life = Self {
            state: State::Draft,
            versions: vec![version],
            in_use: None,
            steps: Vec::new(),
            sightings: Vec::new(),
        };
        life.note(hand, Deed::Drafted, "");
        life
    }

    fn note(&mut self, hand: Hand, what: Deed, why: &str) {
        let version = self.versions.last().map_or(0, |version| version.number);
        let why = why.trim().chars().take(2_000).collect();
        self.steps.push(Step { at: hand.at, by: hand.by, version, what, why });
    }

    fn stand(&self, states: &[State]) -> Result<(), Refusal> {
        require(self.steps.len() < MOST_STEPS, "bank.too-many-steps")?;
        require(self.state != State::Retired, "bank.retired")?;
        require(states.contains(&self.state), "bank.state")
    }

    fn last(&mut self) -> Result<&mut Version, Refusal> {
        self.versions.last_mut().ok_or_else(|| Refusal::new("bank.state"))
    }

    /// Changes a draft. An item keeps its name.
    ///
    /// # Errors
    /// `bank.retired`, `bank.state` when it is no draft, `bank.other-item`.
    pub fn revise(&mut self, item: Item, hand: Hand, why: &str) -> Result<(), Refusal> {
        self.stand(&[State::Draft])?;
        let version = self.last()?;
        require(version.item.id == item.id, "bank.other-item")?;
        version.item = item;
        version.authors.insert(hand.by);
        self.note(hand, Deed::Revised, why);
        Ok(())
    }

    /// Begins a new version of an item that is tried out or on papers. Until the new one is active, papers take the old.
    ///
    /// # Errors
    /// `bank.retired`, `bank.state`, `bank.other-item`, `bank.reason` without a reason.
    pub fn reopen(&mut self, item: Item, hand: Hand, why: &str) -> Result<(), Refusal> {
        self.stand(&[State::Pilot, State::Active])?;
        require(!why.trim().is_empty(), "bank.reason")?;
        let last = self.last()?;
        require(last.item.id == item.id, "bank.other-item")?;
        let number = last.number.saturating_add(1);
        self.versions.push(Version::of(number, item, hand.by));
        self.state = State::Draft;
        self.note(hand, Deed::Reopened, why);
        Ok(())
    }

    /// Lays a whole draft before the reviewers.
    ///
    /// # Errors
    /// `bank.retired`, `bank.state`, `bank.not-placed` without place or level, or the first fault of the item.
    pub fn submit(&mut self, hand: Hand) -> Result<(), Refusal> {
        self.stand(&[State::Draft])?;
        let item = &self.last()?.item;
        if let Some(fault) = check::check(item).into_iter().next() {
            return Err(fault);
        }
        require(item.place.is_some() && item.level.is_some(), "bank.not-placed")?;
        self.state = State::Review;
        self.note(hand, Deed::Submitted, "");
        Ok(())
    }

    /// Accepts content, language or fairness. The key has its own way: [`Self::check_key`].
    ///
    /// # Errors
    /// `bank.retired`, `bank.state`, `bank.own-item`, `bank.blind-key` for the key.
    pub fn accept(&mut self, aspect: ReviewAspect, hand: Hand, note: &str) -> Result<(), Refusal> {
        self.stand(&[State::Review])?;
        require(aspect != ReviewAspect::BlindKey, "bank.blind-key")?;
        self.not_own(hand.by)?;
        self.last()?.accepted.insert(aspect, hand.by);
        self.note(hand, Deed::Accepted(aspect), note);
        Ok(())
    }

    /// Checks the key by answering the question without it. Where the answer is not the key, the item goes back.
    /// `people` says what a marker found of an answer that no rule can judge, such as an essay.
    ///
    /// # Errors
    /// `bank.retired`, `bank.state`, `bank.own-item`, `bank.saw-key` when the person has reviewed this version, or an
    /// earlier one with the same key, `bank.needs-marker` when only people can judge, and what [`Response::check`] refuses.
    pub fn check_key(&mut self, answer: &Response, people: Option<bool>, hand: Hand) -> Result<bool, Refusal> {
        self.stand(&[State::Review])?;
        self.not_own(hand.by)?;
        let same: Vec<u32> = self.with_the_key().map(|version| version.number).collect();
        let saw = |step: &Step| match step.what {
            Deed::Accepted(aspect) | Deed::SentBack(aspect) => aspect != ReviewAspect::BlindKey,
            _ => false,
        };
        let seen = self.steps.iter().any(|step| step.by == hand.by && same.contains(&step.version) && saw(step));
        let version = self.last()?;
        let accepted = version.accepted.values().any(|reviewer| *reviewer == hand.by);
        require(!seen && !accepted, "bank.saw-key")?;
        answer.check_blind(&version.item.question)?;
        let right = blind_check(&version.item, answer).or(people).ok_or_else(|| Refusal::new("bank.needs-marker"))?;
        if right {
            version.accepted.insert(ReviewAspect::BlindKey, hand.by);
            self.note(hand, Deed::Accepted(ReviewAspect::BlindKey), "");
        } else {
            self.back(ReviewAspect::BlindKey, hand, "");
        }
        Ok(right)
    }

    /// Sends an item back to its authors, with what is to be changed. What was accepted has to be accepted anew.
    ///
    /// # Errors
    /// `bank.retired`, `bank.state`, `bank.own-item`, `bank.reason`.
    pub fn send_back(&mut self, aspect: ReviewAspect, hand: Hand, why: &str) -> Result<(), Refusal> {
        self.stand(&[State::Review, State::Pilot])?;
        self.not_own(hand.by)?;
        require(!why.trim().is_empty(), "bank.reason")?;
        self.back(aspect, hand, why);
        Ok(())
    }

    fn back(&mut self, aspect: ReviewAspect, hand: Hand, why: &str) {
        if let Some(version) = self.versions.last_mut() {
            version.accepted.clear();
            version.approved.clear();
        }
        self.state = State::Draft;
        self.note(hand, Deed::SentBack(aspect), why);
    }

    /// Tries an item out, once every aspect is accepted.
    ///
    /// # Errors
    /// `bank.retired`, `bank.state`, `bank.not-reviewed` with the aspect.
    pub fn pilot(&mut self, hand: Hand) -> Result<(), Refusal> {
        self.stand(&[State::Review])?;
        let version = self.last()?;
        for aspect in ReviewAspect::ALL {
            if !version.accepted.contains_key(&aspect) {
                let name = format!("{aspect:?}").to_lowercase();
                return Err(Refusal::new("bank.not-reviewed").with("aspect", name));
            }
        }
        self.state = State::Pilot;
        self.note(hand, Deed::Piloted, "");
        Ok(())
    }

    /// Approves that an item goes on papers.
    ///
    /// # Errors
    /// `bank.retired`, `bank.state`, `bank.own-item`, `bank.approved-already`.
    pub fn approve(&mut self, hand: Hand) -> Result<(), Refusal> {
        self.stand(&[State::Pilot])?;
        self.not_own(hand.by)?;
        require(self.last()?.approved.insert(hand.by), "bank.approved-already")?;
        self.note(hand, Deed::Approved, "");
        Ok(())
    }

    /// Puts an item on papers, in place of its former version, once enough people approved (`APPROVALS`).
    ///
    /// # Errors
    /// `bank.retired`, `bank.state`, `bank.two-people` with how many approved.
    pub fn activate(&mut self, hand: Hand) -> Result<(), Refusal> {
        self.stand(&[State::Pilot])?;
        let version = self.last()?;
        let count = version.approved.len();
        if count < APPROVALS {
            return Err(Refusal::new("bank.two-people").with("approved", count).with("needed", APPROVALS));
        }
        let number = version.number;
        self.in_use = Some(number);
        self.state = State::Active;
        self.note(hand, Deed::Activated, "");
        Ok(())
    }

    /// Takes an item off papers for good, from any state.
    ///
    /// # Errors
    /// `bank.retired` when it is already, `bank.reason`.
    pub fn retire(&mut self, hand: Hand, why: &str) -> Result<(), Refusal> {
        require(self.state != State::Retired, "bank.retired")?;
        require(!why.trim().is_empty(), "bank.reason")?;
        self.end(hand, Deed::Retired, why);
        Ok(())
    }

    /// Takes an item off papers at once because it became known, and tells where it was shown, so that those sittings
    /// can be looked at. Said of a retired item too, since what became known later bears on what was shown before.
    ///
    /// # Errors
    /// `bank.reason`.
    pub fn leaked(&mut self, hand: Hand, why: &str) -> Result<Vec<Sighting>, Refusal> {
        require(!why.trim().is_empty(), "bank.reason")?;
        self.end(hand, Deed::Leaked, why);
        Ok(self.sightings.clone())
    }

    fn end(&mut self, hand: Hand, what: Deed, why: &str) {
        self.in_use = None;
        self.state = State::Retired;
        self.note(hand, what, why);
    }

    /// Says something on an item.
    ///
    /// # Errors
    /// `bank.too-many-steps`, `bank.reason` when nothing is said.
    pub fn comment(&mut self, hand: Hand, text: &str) -> Result<(), Refusal> {
        require(self.steps.len() < MOST_STEPS, "bank.too-many-steps")?;
        require(!text.trim().is_empty(), "bank.reason")?;
        self.note(hand, Deed::Commented, text);
        Ok(())
    }

    /// Counts that candidates were shown a version. Told twice of one event, day and version, the later word holds.
    ///
    /// # Errors
    /// `bank.unknown-version`, `bank.not-shown` when that version is neither on papers nor tried out.
    pub fn seen(&mut self, sighting: Sighting) -> Result<(), Refusal> {
        let known = self.versions.iter().any(|version| version.number == sighting.version);
        require(known, "bank.unknown-version")?;
        let same = |s: &&mut Sighting| (s.event, s.on, s.version) == (sighting.event, sighting.on, sighting.version);
        if let Some(told) = self.sightings.iter_mut().find(same) {
            *told = sighting;
            return Ok(());
        }
        let newest = self.versions.last().is_some_and(|version| version.number == sighting.version);
        let tried = newest && self.state == State::Pilot;
        // A paper may have been drawn before the item was retired, or sent back from its pilot.
        let shown = |step: &Step| matches!(step.what, Deed::Piloted | Deed::Activated);
        let was = self.steps.iter().any(|step| step.version == sighting.version && shown(step));
        require(tried || was, "bank.not-shown")?;
        self.sightings.push(sighting);
        Ok(())
    }

    /// A small new version by somebody else does not make the first author a stranger to the item.
    fn not_own(&self, person: PersonId) -> Result<(), Refusal> {
        let own = self.versions.iter().any(|version| version.authors.contains(&person));
        require(!own, "bank.own-item")
    }

    /// The newest version, and every earlier one with the same key: who knows the key of one knows it of all.
    fn with_the_key(&self) -> impl Iterator<Item = &Version> {
        let key = self.versions.last().map(|version| &version.item.key.answer);
        self.versions.iter().filter(move |version| Some(&version.item.key.answer) == key)
    }

    /// Since when somebody who looked at the key knows the one in force, microseconds UTC: the first step of the first
    /// version that has it.
    #[must_use]
    pub fn key_since(&self) -> Option<i64> {
        let first = self.with_the_key().map(|version| version.number).min()?;
        Some(self.steps.iter().find(|step| step.version == first).map_or(0, |step| step.at))
    }
}

impl Version {
    fn of(number: u32, item: Item, author: PersonId) -> Self {
        Self { number, item, authors: BTreeSet::from([author]), accepted: BTreeMap::new(), approved: BTreeSet::new() }
    }
}
