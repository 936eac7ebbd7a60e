//! One-time codes: invitation and recovery, by mail or handed over on paper or as text. That a way in was
//! given is an act; the code itself is kept as a keyed hash, and dies when used, replaced or expired.

use certification::{
    account::{ActivateAccount, ChangeContact, GiveAccess},
    entropy::{Entropy, new_code},
    id::PersonId,
    permit::Actor,
    record::person::Account,
    refusal::{Refusal, require},
};
use serde_json::json;
use store::{
    Keyset, Lane, Read as _, Tx,
    outside::{Invitation, Submission, invitation},
};

use super::{Access, Holder, MINUTE, Origin, attempt::Bound, refused, session, transact};
use crate::{WorkflowError, load::PersonKey, notify, perform::Leave, settings};

/// Signs of a code.
const SIGNS: usize = 8;
/// Codes that one network may try in a window.
const TRIES: i64 = 30;
/// Wrong codes from one network in a window. Right ones do not count: a hall of people comes in from behind one address,
/// and some of them mistype.
const WRONG_FROM_NETWORK: i64 = 120;
/// Guesses at the birth year of a code in a day.
const YEAR_GUESSES: i64 = 5;
/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The first time.
    Invite,
    /// Again, without the password.
    Recovery,
}

impl Kind {
    /// As stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::Recovery => "recovery",
        }
    }

    fn of_account(account: Option<&Account>) -> Self {
        if account.is_some_and(|a| a.state == "active") { Self::Recovery } else { Self::Invite }
    }
}

/// How a code reaches its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// To their e-mail address.
    Mail,
    /// On a slip of paper.
    Slip,
    /// As text to be sent by a person, such as on WhatsApp.
    Text,
}

impl By {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Slip => "slip",
            Self::Text => "text",
        }
    }
}

/// A way in that was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// To whom.
    pub person: PersonId,
    /// What for.
    pub kind: Kind,
    /// The code, shown this once; none when it goes by mail.
    pub code: Option<String>,
    /// Account number.
    pub number: String,
    /// When it ends, microseconds UTC by the clock of acts.
    pub until: i64,
    /// The birth year must be given with it: one is on record.
    pub asks_birth_year: bool,
}

/// Whom a code lets in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The person.
    pub person: PersonId,
    /// Name with degrees.
    pub name: String,
    /// Where they work.
    pub institution: Option<String>,
    /// Account number.
    pub number: String,
    /// Telephone, when known.
    pub phone: String,
    /// E-mail address, when known.
    pub email: String,
    /// What the code is for.
    pub kind: Kind,
    /// The birth year must be given, so that a slip in the wrong hands opens nothing.
    pub asks_birth_year: bool,
    /// `id` or `en`.
    pub locale: String,
    /// When the code ends, microseconds UTC by the clock of acts.
    pub until: i64,
}

/// What a person fills in to come in with a code.
#[derive(Clone, Default)]
pub struct Accepting {
    /// The code, as typed.
    pub code: String,
    /// Birth year, where it is asked for.
    pub birth_year: String,
    /// Telephone; left as it is when `None`.
    pub phone: Option<String>,
    /// E-mail address; left as it is when `None`.
    pub email: Option<String>,
    /// The new password.
    pub password: String,
}

impl std::fmt::Debug for Accepting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Accepting([redacted])")
    }
}

impl Access {
    /// Gives a person a way in: an invitation, or recovery when they have been in before.
    ///
    /// # Errors
    /// Refused when the person is not theirs to let in; `access.no-mail-server`, `access.no-email`.
    pub async fn give(&self, actor: &Actor, person: PersonId, by: By) -> Result<Given, WorkflowError> {
        self.give_under(Leave::Actor(actor.clone()), person, by).await
    }

    /// Gives several people a way in; answers what was given, and whom it was refused for. `once` names the
    /// form it was asked for with: sent again, it would void codes that were just handed out.
    ///
    /// # Errors
    /// `access.given-already`.
    pub async fn give_all(
        &self,
        actor: &Actor,
        people: &[PersonId],
        by: By,
        once: uuid::Uuid,
    ) -> Result<(Vec<Given>, Vec<(PersonId, WorkflowError)>), WorkflowError> {
        let (token, by_whom) = (format!("give-access:{once}"), actor.person);
        transact(self.store(), move |tx| {
            let token = token.clone();
            Box::pin(async move {
                let first = tx.claim_submission(&token, Some(by_whom)).await? == Submission::First;
                require(first, "access.given-already")?;
                Ok(tx.settle_submission(&token, Some("given")).await?)
            })
        })
        .await?;
        let (mut given, mut refused) = (Vec::new(), Vec::new());
        for person in people {
            match self.give(actor, *person, by).await {
                Ok(one) => given.push(one),
                Err(error @ WorkflowError::Fault(_)) => return Err(error),
                Err(error) => refused.push((*person, error)),
            }
        }
        Ok((given, refused))
    }

    /// Codes that this person handed out and that still work, to be printed. Looking does not use them up.
    ///
    /// # Errors
    /// `access.code-wrong` for a code of somebody else's giving, `access.code-used`, `access.code-expired`.
    pub async fn handed_out(&self, actor: &Actor, codes: &[String]) -> Result<Vec<Given>, WorkflowError> {
        let tries = Bound::new(format!("slips-by:{}", actor.person), TRIES, 60);
        self.attempt(&[tries]).await?;
        let mut out = Vec::with_capacity(codes.len());
        for code in codes {
            let code = clean(code);
            let (known, holder) = self.holder_of(&code).await?;
            require(known.issued_by == Some(actor.person), "access.code-wrong")?;
            out.push(Given {
                person: known.person_id,
                kind: if known.kind == Kind::Recovery.as_str() { Kind::Recovery } else { Kind::Invite },
                code: Some(code),
                number: holder.account.number,
                until: self.on_the_wall(known.expires_at),
                asks_birth_year: holder.person.born.is_some(),
            });
        }
        Ok(out)
    }

    /// The house itself gives a person a way in: commands and the demonstration.
    ///
    /// # Errors
    /// As [`Self::give`].
    pub async fn give_as_house(&self, person: PersonId, by: By) -> Result<Given, WorkflowError> {
        self.give_under(Leave::House, person, by).await
    }

    async fn give_under(&self, leave: Leave, person: PersonId, by: By) -> Result<Given, WorkflowError> {
        require(by != By::Mail || self.house.sends_mail(), "access.no-mail-server")?;
        let code = (by != By::Mail).then(|| new_code(&*self.store().config().entropy, SIGNS));
        let house = self.house.clone();
        self.store()
            .transact(Lane::Interactive, move |tx: &mut Tx| {
                let (house, leave, code) = (house.clone(), leave.clone(), code.clone());
                Box::pin(async move {
                    let account: Option<Account> = tx.get(person).await?;
                    let kind = Kind::of_account(account.as_ref());
                    let act = GiveAccess { kind: kind.as_str().to_owned(), by: by.as_str().to_owned() };
                    let done = house.within(tx, &leave, &PersonKey::from(person), act).await?;
                    let asks_birth_year = done.file.person.born.is_some();
                    let number = done.file.account.map(|a| a.number).unwrap_or_default();
                    let until = ends(tx, kind).await?;
                    let invitation = Invitation {
                        person_id: person,
                        kind: kind.as_str().to_owned(),
                        issued_by: leave.person(),
                        expires_at: until,
                        used_at: None,
                    };
                    match &code {
                        Some(code) => tx.put_invitation(code, &invitation).await?,
                        None => {
                            let message = if kind == Kind::Invite { "invitation" } else { "recovery" };
                            let payload = json!({ "person": person, "message": message, "args": [],
                                "by": leave.person() });
                            let settings = settings(tx).await?;
                            tx.enqueue(notify::message(payload, &settings)).await?;
                        }
                    }
                    let until = house.access().on_the_wall(until);
                    Ok(Given { person, kind, code, number, until, asks_birth_year })
                })
            })
            .await
    }

    /// Somebody asks for a way back in by mail. Whether the address is registered shows in nothing.
    ///
    /// # Errors
    /// [`super::TOO_OFTEN`], or `access.no-mail-server`.
    pub async fn ask_recovery(&self, email: &str, origin: &Origin) -> Result<(), WorkflowError> {
        require(self.house.sends_mail(), "access.no-mail-server")?;
        let folded = email.trim().to_lowercase();
        self.attempt(&[
            Bound::new(format!("recovery:{folded}"), 3, 60),
            Bound::new(format!("recovery-from:{}", origin.network), TRIES, 60),
        ])
        .await?;
        for person in self.of_email(email).await? {
            self.give_under(Leave::House, person, By::Mail).await?;
        }
        Ok(())
    }

    /// Whom a code lets in. Looking does not use it up.
    ///
    /// # Errors
    /// `access.code-wrong`, `access.code-used`, `access.code-expired`, or [`super::TOO_OFTEN`].
    pub async fn look(&self, code: &str, origin: &Origin) -> Result<Invited, WorkflowError> {
        let settings = self.settings().await?;
        let hold = settings.int("signin.hold_minutes");
        let bound = Bound::new(format!("code-from:{}", origin.network), WRONG_FROM_NETWORK, hold);
        if self.store().throttled(&bound.key, hold * MINUTE).await? >= WRONG_FROM_NETWORK {
            self.attempt(std::slice::from_ref(&bound)).await?;
        }
        let (invitation, holder) = match self.holder_of(&clean(code)).await {
            Err(WorkflowError::Refused(why)) if why.code == "access.code-wrong" => {
                self.attempt(&[bound]).await?;
                return refused(why);
            }
            other => other?,
        };
        Ok(Invited {
            person: holder.person.id,
            name: holder.person.full_name(),
            institution: holder.institution.map(|i| i.name),
            number: holder.account.number,
            phone: holder.person.phone.unwrap_or_default(),
            email: holder.person.email.unwrap_or_default(),
            kind: if invitation.kind == "recovery" { Kind::Recovery } else { Kind::Invite },
            asks_birth_year: holder.person.born.is_some(),
            locale: holder.account.locale,
            until: self.on_the_wall(invitation.expires_at),
        })
    }

    async fn holder_of(&self, code: &str) -> Result<(Invitation, Holder), WorkflowError> {
        let mut reader = self.house.reader();
        let known = invitation(&mut reader, code).await?.filter(|i| i.kind != super::first::FIRST_RUN);
        let Some(known) = known else { return refused(Refusal::new("access.code-wrong")) };
        require(known.used_at.is_none(), "access.code-used")?;
        require(known.expires_at > self.machine_now(), "access.code-expired")?;
        match Holder::of(&mut reader, known.person_id).await? {
            Some(holder) if holder.account.state != "closed" => Ok((known, holder)),
            _ => refused(Refusal::new("access.code-wrong")),
        }
    }

    /// Comes in with a code: sets the password, uses up the code, ends every other session and begins a new
    /// one; answers its token.
    ///
    /// # Errors
    /// As [`Self::look`]; `access.birth-year` and `access.birth-year-wanted`; or the password, telephone or address will not do.
    pub async fn accept(&self, accepting: &Accepting, origin: &Origin) -> Result<String, WorkflowError> {
        let code = clean(&accepting.code);
        self.look(&code, origin).await?;
        let (_, holder) = self.holder_of(&code).await?;
        if let Some(year) = holder.person.born.as_deref().and_then(|born| born.get(..4)) {
            require(!accepting.birth_year.trim().is_empty(), "access.birth-year-wanted")?;
            self.attempt(&[Bound::new(format!("birth-year:{code}"), YEAR_GUESSES, DAY)]).await?;
            require(accepting.birth_year.trim() == year, "access.birth-year")?;
        }
        let phc = self.hash_password(&accepting.password, &holder.about()).await?;
        let contact = ChangeContact {
            phone: accepting.phone.clone().or(holder.person.phone.clone()).unwrap_or_default(),
            email: accepting.email.clone().or(holder.person.email.clone()).unwrap_or_default(),
        };
        let changed = Some(contact.phone.as_str()) != holder.person.phone.as_deref()
            || Some(contact.email.as_str()) != holder.person.email.as_deref();
        let (token, person) = (self.store().new_token(), holder.person.id);
        let (house, begun, origin) = (self.house.clone(), token.clone(), origin.clone());
        transact(self.store(), move |tx| {
            let (house, code, phc, contact, token, origin) =
                (house.clone(), code.clone(), phc.clone(), contact.clone(), begun.clone(), origin.clone());
            Box::pin(async move {
                let Some(used) = tx.use_invitation(&code).await? else {
                    return refused(Refusal::new("access.code-used"));
                };
                let leave = Leave::Actor(Actor::new(person, Vec::new()));
                let key = PersonKey::from(person);
                house.within(tx, &leave, &key, ActivateAccount {}).await?;
                if changed {
                    house.within(tx, &leave, &key, contact).await?;
                }
                tx.set_credential(person, &phc).await?;
                let settings = settings(tx).await?;
                if used.kind == Kind::Recovery.as_str() {
                    tx.set_pin(person, None).await?;
                    let told = json!({ "person": person, "message": "access-recovered", "args": [] });
                    tx.enqueue(notify::message(told, &settings)).await?;
                }
                tx.end_other_sessions(person, None).await?;
                session::begin(tx, &token, person, &origin, &settings).await
            })
        })
        .await?;
        Ok(token)
    }
}

/// When a code of that kind ends, given out now.
pub(crate) async fn ends(tx: &mut Tx, kind: Kind) -> Result<i64, WorkflowError> {
    let settings = settings(tx).await?;
    let minutes = match kind {
        Kind::Invite => settings.int("invitation.days") * DAY,
        Kind::Recovery => settings.int("recovery.hours") * 60,
    };
    Ok(tx.machine_now() + minutes * MINUTE)
}

/// A code as it is kept, however it was typed.
fn clean(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// The code that a mail of that job carries: the same for each attempt to send it, and known to nobody
/// without the keyset.
pub(crate) fn code_of_mail(keyset: &Keyset, job: &str) -> String {
    struct Bytes(Vec<u8>);
    impl Entropy for Bytes {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.copy_from_slice(&self.0[..bytes.len()]);
        }
    }
    new_code(&Bytes(keyset.token_hash("mail-code", job).into_bytes()), SIGNS)
}
