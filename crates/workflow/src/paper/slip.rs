//! Invitation slips to print and cut: four to a sheet, each with its one-time code. The address on them, in letters and
//! as QR, never holds the code.

use std::collections::{BTreeMap, HashMap};

use certification::{
    civil,
    id::PersonId,
    record::person::{Institution, Person},
};
use documents::{LetterData, Paper, Slip, Slips, qr};
use store::{Find, Read};

use super::Letterhead;
use crate::{
    Workflow, WorkflowError,
    access::{Given, Kind},
};

impl Workflow {
    /// The slips of ways in that were handed out, in their order. `site` is the public address of the house.
    ///
    /// # Errors
    /// Refused when a name has signs that cannot be printed; a fault when the store cannot be read.
    pub async fn slips_paper(&self, given: &[Given], site: &str) -> Result<Paper, WorkflowError> {
        let Letterhead { body, files, settings } = self.letterhead().await?;
        let mut reader = self.reader();
        let people: Vec<Person> = reader.find(&Find::all().one_of("id", given.iter().map(|one| one.person))).await?;
        let institutions = people.iter().filter_map(|person| person.institution_id);
        let institutions: Vec<Institution> = reader.find(&Find::all().one_of("id", institutions)).await?;
        let names: HashMap<_, _> = institutions.into_iter().map(|one| (one.id, one.name)).collect();
        let people: HashMap<PersonId, Person> = people.into_iter().map(|person| (person.id, person)).collect();
        let zone = settings.text("body.zone");
        let day = |instant: i64| civil::day(instant, &zone).to_string();
        let site = site.trim_end_matches('/');
        let host = site.split_once("://").map_or(site, |(_, host)| host);
        let squares = qr(&format!("{site}/kode"));
        let slips: Vec<Slip> = given
            .iter()
            .filter_map(|one| {
                let person = people.get(&one.person)?;
                let institution = person.institution_id.and_then(|id| names.get(&id)).cloned();
                Some(Slip {
                    name: person.full_name(),
                    institution: institution.unwrap_or_default(),
                    code: one.code.clone()?,
                    qr: squares.clone(),
                    number: Some(one.number.clone()).filter(|number| !number.is_empty()),
                    until: Some(day(one.until)),
                    again: one.kind == Kind::Recovery,
                    without_year: !one.asks_birth_year,
                })
            })
            .collect();
        let last = given.iter().map(|one| one.until).min().unwrap_or_else(|| self.now());
        let data = LetterData::Slips(Slips {
            title: "Slip undangan".to_owned(),
            body,
            date: day(self.now()),
            address: format!("{host}/kode"),
            valid_until: day(last),
            help: Some(settings.text("body.contact")).filter(|contact| !contact.is_empty()),
            people: slips,
        });
        Ok(data.paper(pictures(files)))
    }
}

/// The pictures that a slip or a list can carry: the body's logo.
pub(super) fn pictures(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    files.into_iter().filter(|(name, _)| name == "files/body").collect()
}
