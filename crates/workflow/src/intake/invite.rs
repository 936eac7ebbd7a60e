//! Good rows become invited participants, one act each and several in a transaction; the rest keep waiting.

use std::sync::Arc;

use certification::{
    act::{Act as _, Context},
    event::{InvitationFile, InviteParticipant},
    id::{BatchId, CaseId, EventId, PersonId},
    permit::{self, Actor},
    record::{import::ImportRow, person::Person},
    refusal::Refusal,
};
use exchange::participants::Understood;
use futures::future::BoxFuture;
use store::{Lane, Tx};

use super::{At, Layout, rows, understood};
use crate::{
    Workflow, WorkflowError,
    load::{Guests, Invitation},
    perform::{Leave, Recorded},
    settings,
};

/// Rows of one transaction: many enough that the disk is hardly waited for, few enough that whoever works meanwhile
/// does not notice.
pub(super) const AT_ONCE: usize = 64;

/// What became of the ready rows of a batch.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Invited {
    /// Rows that became a case.
    pub invited: Vec<(At, CaseId)>,
    /// Rows whose person has a case for this scheme at this event already.
    pub known: Vec<At>,
    /// Rows that were refused, with the reason; they stay ready.
    pub refused: Vec<(At, Refusal)>,
    /// Rows that still wait to be mended.
    pub waiting: usize,
}

impl Workflow {
    /// Invites every ready row of a batch; `funding` as in [`InviteParticipant`].
    ///
    /// # Errors
    /// Not found when the batch is not theirs; a fault when the store cannot be reached. A refused row is no error.
    pub async fn invite_ready(&self, actor: &Actor, batch: BatchId, funding: &str) -> Result<Invited, WorkflowError> {
        let batch = self.batch(actor, batch).await?;
        let layout = Layout::read(&batch)?;
        let mut report = Invited::default();
        let (ready, rest): (Vec<_>, Vec<_>) =
            rows(&mut self.reader(), &batch).await?.into_iter().partition(|row| row.state == "ready");
        report.waiting = rest.iter().filter(|row| row.state == "waiting").count();
        for (n, some) in ready.chunks(AT_ONCE).enumerate() {
            self.tables_grow(n).await?;
            let became = self.invite_rows(actor, batch.event_id, some, funding).await?;
            for (row, became) in some.iter().zip(became) {
                match became {
                    Ok(case) => report.invited.push((layout.at(row), case)),
                    Err(refusal) if refusal.code == "case.exists" => report.known.push(layout.at(row)),
                    Err(refusal) => report.refused.push((layout.at(row), refusal)),
                }
            }
        }
        Ok(report)
    }

    /// To be called after each transaction of a long import: as often as what was written doubles, the database counts
    /// how large its tables have become.
    pub(super) async fn tables_grow(&self, transactions: usize) -> Result<(), WorkflowError> {
        if transactions.is_power_of_two() {
            self.store().count_grown_tables().await?;
        }
        Ok(())
    }

    /// Invites some rows in one transaction, an act each: the disk is waited for once. What became of each, in their
    /// order; a refused one leaves nothing behind and stops no other.
    pub(super) async fn invite_rows(
        &self,
        actor: &Actor,
        event: EventId,
        rows: &[ImportRow],
        funding: &str,
    ) -> Result<Vec<Result<CaseId, Refusal>>, WorkflowError> {
        let now = self.now();
        let mut keys = Vec::with_capacity(rows.len());
        for row in rows {
            let meant = understood(row)?;
            keys.push(meant.map(|meant| invitation(event, row, &meant, now)));
        }
        let (house, leave, keys) = (self.clone(), Leave::Actor(actor.clone()), Arc::new(keys));
        let act = InviteParticipant { funding: funding.to_owned() };
        self.store()
            .transact(Lane::Bulk, move |tx: &mut Tx| -> BoxFuture<'_, Result<_, WorkflowError>> {
                let (house, leave, keys, act) = (house.clone(), leave.clone(), Arc::clone(&keys), act.clone());
                Box::pin(async move {
                    let settings = settings(tx).await?;
                    let now = tx.now();
                    let context = |permit| Context { permit, now, entropy: &*house.entropy, settings: &settings };
                    let all: Vec<&Invitation> = keys.iter().flatten().collect();
                    let mut guests = Guests::load(tx, event, &all).await?;
                    let mut recorded = Recorded::default();
                    let mut became = Vec::with_capacity(keys.len());
                    for key in keys.iter() {
                        let Some(key) = key else {
                            became.push(Err(Refusal::new("person.erased")));
                            continue;
                        };
                        let judged = guests.file(key, &context(permit::system(act.action()))).map_err(Into::into);
                        let judged = judged.and_then(|mut file: InvitationFile| {
                            let permit = leave.permit(act.action(), &file)?;
                            recorded.extend(house.judged(&mut file, &act, &context(permit))?);
                            guests.invited(&file);
                            Ok(file.case_id)
                        });
                        became.push(match judged {
                            Ok(case) => Ok(case),
                            Err(WorkflowError::Refused(refusal)) => Err(refusal),
                            Err(other) => return Err(other),
                        });
                    }
                    recorded.append(tx).await?;
                    Ok(became)
                })
            })
            .await
    }
}

fn invitation(event: EventId, row: &ImportRow, meant: &Understood, now: i64) -> Invitation {
    let p = &meant.participant;
    let kind = p.institution_kind.and_then(|k| serde_json::to_value(k).ok());
    let kind = kind.as_ref().and_then(|k| k.as_str()).unwrap_or("lainnya").to_owned();
    Invitation {
        event,
        slug: p.cluster.clone().unwrap_or_default(),
        person: person(row.person_id, meant, now),
        institution: p.institution.clone().map(|name| (name, kind, p.kab.clone())),
        row: Some(row.id.clone()),
    }
}

fn person(id: PersonId, meant: &Understood, now: i64) -> Person {
    let p = &meant.participant;
    Person {
        id,
        name: p.name.clone(),
        degree: Some(p.degree.clone()).filter(|d| !d.is_empty()),
        nik: p.nik.clone(),
        born: p.born.map(|d| d.to_string()),
        birth_place: meant.beside.birth_place.clone(),
        sex: p.sex.clone(),
        phone: p.phone.clone(),
        email: p.email.clone(),
        nip: p.nip.clone(),
        address: meant.beside.address.clone(),
        education: meant.beside.education.clone(),
        position: meant.beside.position.clone(),
        institution_id: None,
        kab: p.kab.clone(),
        updated_at: now,
    }
}
