//! Accounts: who was let in, by whom, and what a person may change about themselves. Passwords, codes and
//! sessions are kept outside the journal and are no business of this room.

use serde::Serialize;

use crate::{
    act::{Act, Context},
    contact,
    duty::Duty,
    permit::{Action, Held},
    person::{PersonFile, held},
    record::person::Account,
    refusal::{Refusal, require},
};

/// Duties of the office itself: staff do not let each other in, or they could take each other's place.
const OFFICE: [Duty; 7] = [
    Duty::Administrator,
    Duty::Staff,
    Duty::Manager,
    Duty::SchemeCommittee,
    Duty::PanelMember,
    Duty::Head,
    Duty::Deputy,
];

/// Whoever hands out a way in, or changes the address it is sent to, must not come by it to a duty above
/// their own: the administrator lets in everyone, the manager everyone but administrators, staff those from
/// outside, a contact those of their institution who hold no duty.
pub(crate) fn may_let_in(file: &PersonFile, context: &Context<'_>) -> Result<(), Refusal> {
    let theirs = held(&file.appointments, &context.today().to_string());
    require(lets_in(context.duty(), &theirs), "access.duty-above-yours")
}

/// Somebody of that duty may let in, or help back in, somebody who holds these.
#[must_use]
pub fn lets_in(duty: Duty, theirs: &[Held]) -> bool {
    let holds = |duty: Duty| theirs.iter().any(|h| h.duty == duty);
    match duty {
        Duty::System | Duty::Administrator => true,
        Duty::Manager => !holds(Duty::Administrator),
        Duty::Staff => !OFFICE.into_iter().any(holds),
        _ => theirs.is_empty(),
    }
}

/// An invitation or a way back in was given out. The code itself is kept outside the journal.
#[derive(Debug, Clone, Serialize)]
pub struct GiveAccess {
    /// `invite` or `recovery`.
    pub kind: String,
    /// `mail`, `slip` or `text`.
    pub by: String,
}

impl Act for GiveAccess {
    type File = PersonFile;
    const NAME: &'static str = "GiveAccess";
    const ACTION: Action = Action::InviteAccount;

    fn judge(&self, file: &mut PersonFile, context: &Context<'_>) -> Result<(), Refusal> {
        may_let_in(file, context)?;
        require(matches!(self.kind.as_str(), "invite" | "recovery"), "access.kind")?;
        require(matches!(self.by.as_str(), "mail" | "slip" | "text"), "access.by")?;
        require(self.by != "mail" || file.person.email.is_some(), "access.no-email")?;
        let account = file
            .account
            .clone()
            .unwrap_or_else(|| Account::invited(file.person.id, "id", context.entropy, context.now));
        require(account.state != "closed", "access.account-closed")?;
        file.outcome.put(&account);
        file.account = Some(account);
        Ok(())
    }
}

/// The person set a password and may sign in.
#[derive(Debug, Clone, Serialize)]
pub struct ActivateAccount {}

impl Act for ActivateAccount {
    type File = PersonFile;
    const NAME: &'static str = "ActivateAccount";
    const ACTION: Action = Action::OwnAccount;

    fn judge(&self, file: &mut PersonFile, context: &Context<'_>) -> Result<(), Refusal> {
        let mut account = file.account.clone().ok_or_else(|| Refusal::new("access.no-account"))?;
        require(account.state != "closed", "access.account-closed")?;
        account.state = "active".to_owned();
        account.changed_at = context.now;
        file.outcome.put(&account);
        file.account = Some(account);
        Ok(())
    }
}

/// The person chose a language for screens and messages.
#[derive(Debug, Clone, Serialize)]
pub struct ChooseLanguage {
    /// `id` or `en`.
    pub locale: String,
}

impl Act for ChooseLanguage {
    type File = PersonFile;
    const NAME: &'static str = "ChooseLanguage";
    const ACTION: Action = Action::OwnAccount;

    fn judge(&self, file: &mut PersonFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(matches!(self.locale.as_str(), "id" | "en"), "account.language")?;
        let mut account = file.account.clone().ok_or_else(|| Refusal::new("access.no-account"))?;
        account.locale.clone_from(&self.locale);
        account.changed_at = context.now;
        file.outcome.put(&account);
        file.account = Some(account);
        Ok(())
    }
}

/// The person changed how they are reached, which is also by what they sign in.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeContact {
    /// Telephone, in any usual spelling; empty for none.
    pub phone: String,
    /// E-mail address; empty for none.
    pub email: String,
}

impl Act for ChangeContact {
    type File = PersonFile;
    const NAME: &'static str = "ChangeContact";
    const ACTION: Action = Action::OwnAccount;

    fn judge(&self, file: &mut PersonFile, context: &Context<'_>) -> Result<(), Refusal> {
        file.person.phone = contact::phone(&self.phone)?;
        file.person.email = contact::email(&self.email)?;
        file.person.updated_at = context.now;
        file.outcome.put(&file.person);
        Ok(())
    }
}
