//! Good rows become invited participants, one act each; the rest keep waiting.

use certification::{
    event::InviteParticipant,
    id::{BatchId, CaseId, PersonId},
    permit::Actor,
    record::{import::ImportRow, person::Person},
    refusal::Refusal,
};
use exchange::participants::Understood;

use super::{At, Layout, rows, understood};
use crate::{Workflow, WorkflowError, load::Invitation};

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
        for row in rows(&mut self.reader(), &batch).await? {
            match row.state.as_str() {
                "waiting" => report.waiting += 1,
                "ready" => match self.invite_row(actor, batch.event_id, &row, funding).await {
                    Ok(case) => report.invited.push((layout.at(&row), case)),
                    Err(WorkflowError::Refused(refusal)) if refusal.code == "case.exists" => {
                        report.known.push(layout.at(&row));
                    }
                    Err(WorkflowError::Refused(refusal)) => report.refused.push((layout.at(&row), refusal)),
                    Err(other) => return Err(other),
                },
                _ => {}
            }
        }
        Ok(report)
    }

    pub(super) async fn invite_row(
        &self,
        actor: &Actor,
        event: certification::id::EventId,
        row: &ImportRow,
        funding: &str,
    ) -> Result<CaseId, WorkflowError> {
        let meant = understood(row)?.ok_or_else(|| Refusal::new("person.erased"))?;
        let key = invitation(event, row, &meant, self.now());
        let done = self.perform_in_bulk(actor, key, InviteParticipant { funding: funding.to_owned() }).await?;
        Ok(done.file.case_id)
    }
}

fn invitation(event: certification::id::EventId, row: &ImportRow, meant: &Understood, now: i64) -> Invitation {
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
