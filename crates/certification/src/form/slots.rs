//! Who may sign next, what a signature closes, and which signatures a change voids.
//! A signature binds the answers its slot covers, the definition's version and the attachments.

use serde::{Deserialize, Serialize};

use super::{
    answers::{self, Answers},
    definition::{Definition, Mode, Role, Slot},
    wording::Locale,
};
use crate::{duty::Duty, record::form::Signature};

/// Where a slot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlotState {
    /// It is this one's turn.
    Next,
    /// Another signs first.
    Waiting,
    /// Signed.
    Signed,
    /// Refused to sign.
    Refused,
}

/// A slot as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotView {
    /// Key of the slot.
    pub key: String,
    /// As printed.
    pub role: String,
    /// Who may sign.
    pub duty: Duty,
    /// How it may be signed.
    pub modes: Vec<Mode>,
    /// Where it stands.
    pub state: SlotState,
    /// An earlier signature was voided by a change.
    pub voided: bool,
    /// Refusing to sign is possible.
    pub may_refuse: bool,
}

fn living<'a>(slot: &Slot, signatures: &'a [Signature]) -> Option<&'a Signature> {
    signatures.iter().rev().find(|s| s.slot == slot.key && !s.void)
}

/// Every slot, in the order of signing.
#[must_use]
pub fn slots(definition: &Definition, signatures: &[Signature], locale: Locale) -> Vec<SlotView> {
    let mut turn = true;
    definition
        .slots
        .iter()
        .map(|slot| {
            let state = match living(slot, signatures) {
                Some(s) if s.refused => SlotState::Refused,
                Some(_) => SlotState::Signed,
                None if std::mem::take(&mut turn) => SlotState::Next,
                None => SlotState::Waiting,
            };
            SlotView {
                key: slot.key.clone(),
                role: slot.role.own(locale),
                duty: slot.duty,
                modes: slot.modes.clone(),
                state,
                voided: signatures.iter().any(|s| s.slot == slot.key && s.void),
                may_refuse: slot.may_refuse,
            }
        })
        .collect()
}

/// The slot whose turn it is.
#[must_use]
pub fn next<'a>(definition: &'a Definition, signatures: &[Signature]) -> Option<&'a Slot> {
    definition.slots.iter().find(|slot| living(slot, signatures).is_none())
}

/// Signed in every slot; a refusal, where it is possible, counts as done.
#[must_use]
pub fn complete(definition: &Definition, signatures: &[Signature]) -> bool {
    !definition.slots.is_empty() && next(definition, signatures).is_none()
}

/// Keys of the slots that carry a living signature, for [`super::FormContext::signed`].
#[must_use]
pub fn signed(definition: &Definition, signatures: &[Signature]) -> Vec<String> {
    let holds = |slot: &&Slot| living(slot, signatures).is_some_and(|s| !s.refused);
    definition.slots.iter().filter(holds).map(|s| s.key.clone()).collect()
}

/// Whether this slot may be signed now, by that duty, in that mode.
#[must_use]
pub fn may_sign(definition: &Definition, signatures: &[Signature], slot: &str, duty: Duty, mode: Mode) -> bool {
    let duty = if duty == Duty::Manager { Duty::Staff } else { duty };
    next(definition, signatures).is_some_and(|s| s.key == slot && s.duty == duty && s.modes.contains(&mode))
}

/// Digest of what this slot's signature binds.
#[must_use]
pub fn digest(definition: &Definition, slot: &Slot, answers: &Answers, attachments: &[String]) -> String {
    answers::digest(definition, &answers.of(definition, &slot.covers), attachments)
}

/// Slots whose signatures a change from `before` to `after` voids, with answers and attachments of each.
#[must_use]
pub fn voided<'a>(
    definition: &'a Definition,
    before: (&Answers, &[String]),
    after: (&Answers, &[String]),
) -> Vec<&'a Slot> {
    definition
        .slots
        .iter()
        .filter(|s| digest(definition, s, before.0, before.1) != digest(definition, s, after.0, after.1))
        .collect()
}

/// Whether a living signature covers what these roles fill.
pub(crate) fn covered(definition: &Definition, signed: &[String], by: &[Role]) -> bool {
    definition
        .slots
        .iter()
        .filter(|slot| signed.contains(&slot.key))
        .any(|slot| slot.covers.is_empty() || slot.covers.iter().any(|r| by.contains(r)))
}
