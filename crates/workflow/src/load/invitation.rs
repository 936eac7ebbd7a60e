//! Invitations to an event: of one person, or of several who are judged one after the other in a transaction, what is
//! known of all of them read together.

use std::collections::{BTreeSet, HashMap};

use certification::{
    act::{Context, Outcome},
    event::InvitationFile,
    id::{EventId, InstitutionId, PersonId},
    record::{
        case::Case,
        event::Event,
        import::ImportRow,
        person::{Account, Institution, Person},
    },
    refusal::Refusal,
    series,
    text::fold,
};
use store::{Find, Read, Tx};

use super::{Load, next_of, taken_seats};
use crate::error::{WorkflowError, found};

/// Whom to invite, to which event and scheme.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The event.
    pub event: EventId,
    /// The scheme's lasting key.
    pub slug: String,
    /// The person's values; the id is used when the NIK is not known yet.
    pub person: Person,
    /// Where the person works: name, kind, district.
    pub institution: Option<(String, String, Option<String>)>,
    /// The workbook's row.
    pub row: Option<String>,
}

impl Load for InvitationFile {
    type Key = Invitation;

    async fn load(tx: &mut Tx, key: &Invitation, context: &Context<'_>) -> Result<Self, WorkflowError> {
        Ok(Guests::load(tx, key.event, &[key]).await?.file(key, context)?)
    }
}

/// What is known of those who are to be invited to an event, and of the event itself.
#[derive(Debug)]
pub(crate) struct Guests {
    event: Event,
    taken: Vec<(String, i64)>,
    running: i64,
    persons: HashMap<String, Person>,
    accounts: HashMap<PersonId, Account>,
    institutions: HashMap<String, Vec<Institution>>,
    cases: HashMap<(PersonId, String), Case>,
    rows: HashMap<String, ImportRow>,
}

impl Guests {
    /// Reads it for all of them.
    pub(crate) async fn load(tx: &mut Tx, event: EventId, keys: &[&Invitation]) -> Result<Self, WorkflowError> {
        let niks: BTreeSet<&str> = keys.iter().filter_map(|key| key.person.nik.as_deref()).collect();
        let mut persons = HashMap::with_capacity(niks.len());
        for person in tx.find::<Person>(&Find::all().one_of("nik_blind", niks)).await? {
            if let Some(nik) = person.nik.clone() {
                persons.entry(nik).or_insert(person);
            }
        }
        let ids: BTreeSet<PersonId> =
            persons.values().map(|person| person.id).chain(keys.iter().map(|key| key.person.id)).collect();
        let accounts: Vec<Account> = tx.find(&Find::all().one_of("id", &ids)).await?;
        let cases: Vec<Case> = tx.find(&Find::by("event_id", event).one_of("person_id", &ids)).await?;
        let mut opened = HashMap::with_capacity(cases.len());
        for case in cases {
            opened.entry((case.person_id, case.slug.clone())).or_insert(case);
        }
        let names: BTreeSet<String> =
            keys.iter().filter_map(|key| key.institution.as_ref()).map(|(name, _, _)| fold(name)).collect();
        let mut institutions: HashMap<String, Vec<Institution>> = HashMap::with_capacity(names.len());
        for institution in tx.find::<Institution>(&Find::all().one_of("name_folded", names)).await? {
            institutions.entry(fold(&institution.name)).or_default().push(institution);
        }
        let rows: BTreeSet<&str> = keys.iter().filter_map(|key| key.row.as_deref()).collect();
        let rows: Vec<ImportRow> = tx.find(&Find::all().one_of("id", rows)).await?;
        Ok(Self {
            event: found(tx.get(event).await?)?,
            taken: taken_seats(tx, event).await?,
            running: next_of(tx, &series::running(event)).await?,
            persons,
            accounts: accounts.into_iter().map(|account| (account.id, account)).collect(),
            institutions,
            cases: opened,
            rows: rows.into_iter().map(|row| (row.id.clone(), row)).collect(),
        })
    }

    /// The file of one of them, as it is after those whom [`Self::invited`] was told of.
    pub(crate) fn file(&self, key: &Invitation, context: &Context<'_>) -> Result<InvitationFile, Refusal> {
        let offer = self.event.offers.iter().find(|offer| offer.slug == key.slug).cloned();
        let offer = offer.ok_or_else(|| Refusal::new("event.scheme-not-offered"))?;
        let known = key.person.nik.as_ref().and_then(|nik| self.persons.get(nik));
        let person = known.map_or_else(|| key.person.clone(), |known| merged(known, &key.person));
        let (institution, new_institution) = self.institution(key, context);
        Ok(InvitationFile {
            account: self.accounts.get(&person.id).cloned(),
            taken: self.taken.clone(),
            running: self.running,
            event: self.event.clone(),
            offer,
            known: known.is_some(),
            institution,
            new_institution,
            existing: self.cases.get(&(person.id, key.slug.clone())).cloned(),
            row: key.row.as_ref().and_then(|row| self.rows.get(row)).cloned(),
            person,
            case_id: context.id(),
            outcome: Outcome::default(),
        })
    }

    /// The institution of that name and district, known already or new.
    fn institution(&self, key: &Invitation, context: &Context<'_>) -> (Option<Institution>, bool) {
        let Some((name, kind, kab)) = &key.institution else { return (None, false) };
        let same = self.institutions.get(&fold(name)).map_or(&[][..], Vec::as_slice);
        match same.iter().find(|i| i.kab == *kab || i.kab.is_none() || kab.is_none()) {
            Some(known) => (Some(known.clone()), false),
            None => {
                let id: InstitutionId = context.id();
                (Some(Institution { id, name: name.clone(), kind: kind.clone(), kab: kab.clone() }), true)
            }
        }
    }

    /// Takes note of somebody who was invited: those who follow find what was put.
    pub(crate) fn invited(&mut self, file: &InvitationFile) {
        self.running = file.running + 1;
        if let Some(case) = &file.existing {
            match self.taken.iter_mut().find(|(funding, _)| *funding == case.funding) {
                Some((_, n)) => *n += 1,
                None => self.taken.push((case.funding.clone(), 1)),
            }
            self.cases.insert((case.person_id, case.slug.clone()), case.clone());
        }
        if let Some(nik) = &file.person.nik {
            self.persons.insert(nik.clone(), file.person.clone());
        }
        self.accounts.extend(file.account.clone().map(|account| (account.id, account)));
        if let (true, Some(institution)) = (file.new_institution, &file.institution) {
            self.institutions.entry(fold(&institution.name)).or_default().push(institution.clone());
        }
        if let Some(row) = &file.row {
            self.rows.insert(row.id.clone(), row.clone());
        }
    }
}

/// A known person with what the sheet adds; what is known is not overwritten by an empty cell.
fn merged(known: &Person, sheet: &Person) -> Person {
    let pick = |sheet: &Option<String>, known: &Option<String>| sheet.clone().or_else(|| known.clone());
    Person {
        id: known.id,
        name: pick(&sheet.name, &known.name),
        degree: pick(&sheet.degree, &known.degree),
        nik: known.nik.clone(),
        born: pick(&sheet.born, &known.born),
        birth_place: pick(&sheet.birth_place, &known.birth_place),
        sex: pick(&sheet.sex, &known.sex),
        phone: pick(&sheet.phone, &known.phone),
        email: pick(&sheet.email, &known.email),
        nip: pick(&sheet.nip, &known.nip),
        address: known.address.clone(),
        education: pick(&sheet.education, &known.education),
        position: pick(&sheet.position, &known.position),
        institution_id: known.institution_id,
        kab: pick(&sheet.kab, &known.kab),
        updated_at: known.updated_at,
    }
}
