//! What a list of cases is asked for: read from the address, kept in every link of the page, and
//! offered again in the fields of its filter. The words of its search stand there sealed.

use certification::{
    id::{EventId, PersonId},
    permit::{self, Action, Scope},
    record::scheme::SchemeVersion,
    stage::Stage,
};
use serde::Deserialize;
use store::{
    Reader,
    view::{CaseFilter, CaseOrder, Page as Part, districts, event_titles},
};

use crate::{
    Answer, AppState, Page, WebError,
    form::Fields,
    i18n::key,
    page::see_other,
    paging::address,
    part::{kit::Pager, stage},
    sought::{SOUGHT, Sought},
};

/// The query of a list of cases.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Event.
    pub(super) acara: String,
    /// Stage.
    pub(super) tahap: String,
    /// What the queue waits for: a key of its strip.
    pub(super) tunggu: String,
    /// Scheme.
    pub(super) skema: String,
    /// District.
    pub(super) kab: String,
    /// Assessor.
    pub(super) asesor: String,
    /// Name, number of the case or NIK.
    #[serde(flatten)]
    pub(super) sought: Sought,
    /// `lama` puts those that wait longest first, `nama` orders by name.
    pub(super) urut: String,
    /// Id of the last row of the page before.
    pub(super) sesudah: String,
    /// How many were accepted or returned together.
    pub(super) sudah: String,
}

/// `LD 018`, `18` or `LD 018 MAU`: the running number in what was typed, and the sign before it.
fn numbered(text: &str) -> Option<(String, i64)> {
    let mut words = text.split([' ', '-', '/']).filter(|w| !w.is_empty());
    let first = words.next()?;
    let (sign, digits) = if first.bytes().all(|b| b.is_ascii_digit()) {
        (String::new(), first)
    } else if first.len() <= 4 && first.bytes().all(|b| b.is_ascii_alphabetic()) {
        (first.to_uppercase(), words.next()?)
    } else {
        return None;
    };
    let number = digits.parse().ok().filter(|_| digits.len() <= 5)?;
    Some((sign, number))
}

/// What the searches of all lists of cases are sealed for: what is looked for in one may be carried on to the other.
const LIST: &str = "cases";

impl Asked {
    /// As an address asked, its search opened.
    pub(super) fn opened(mut self, app: &AppState, p: &Page) -> Result<Self, WebError> {
        self.sought.open(app, p, LIST)?;
        Ok(self)
    }

    /// Leads to the list under `path` that a form asked for, its search sealed.
    pub(super) fn lead(mut self, app: &AppState, p: &Page, path: &str) -> Answer {
        self.sought.seal(app, p, LIST)?;
        Ok(see_other(&self.address(path, &[("sesudah", "")])))
    }

    /// As the store understands it.
    pub(super) fn filter(&self, schemes: &[SchemeVersion]) -> CaseFilter {
        let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
        let mut filter = CaseFilter {
            event: self.acara.parse().ok(),
            stages: Stage::parse(&self.tahap).into_iter().collect(),
            slug: some(&self.skema),
            kab: some(&self.kab),
            assessor: self.asesor.parse().ok(),
            person: None,
            running: None,
            session: None,
            search: some(self.sought.words()),
        };
        if let Some((sign, number)) = numbered(self.sought.words()) {
            filter.search = None;
            filter.running = Some(number);
            if let Some(scheme) = schemes.iter().find(|s| s.abbr == sign) {
                filter.slug = Some(scheme.slug.clone());
            }
        }
        filter
    }

    /// The order asked for, or `otherwise`.
    pub(super) fn order(&self, otherwise: CaseOrder) -> CaseOrder {
        match self.urut.as_str() {
            "lama" => CaseOrder::StageAt,
            "nama" => CaseOrder::Name,
            _ => otherwise,
        }
    }

    /// The part of the list asked for.
    pub(super) fn part(&self, size: i64) -> Part {
        Part { after: Some(self.sesudah.clone()).filter(|s| !s.is_empty()), size: Some(size) }
    }

    /// Anything narrows the list.
    pub(super) fn narrowed(&self) -> bool {
        let filters = [&self.acara, &self.tahap, &self.skema, &self.kab, &self.asesor];
        filters.iter().any(|s| !s.is_empty()) || !self.sought.words().is_empty()
    }

    /// The address of `path` with these values, some of them changed.
    pub(super) fn address(&self, path: &str, changed: &[(&str, &str)]) -> String {
        let own = [
            ("acara", &*self.acara),
            ("tahap", &self.tahap),
            ("tunggu", &self.tunggu),
            ("skema", &self.skema),
            ("kab", &self.kab),
            ("asesor", &self.asesor),
            (SOUGHT, self.sought.sealed()),
            ("urut", &self.urut),
            ("sesudah", &self.sesudah),
        ];
        let now = own.map(|(name, value)| changed.iter().find(|(n, _)| *n == name).copied().unwrap_or((name, value)));
        address(path, &now)
    }

    /// Beside so many rows of all under `path`, while the rows after begin at `next`.
    pub(super) fn pager(&self, path: &str, counted: (usize, i64), next: Option<&str>) -> Pager {
        Pager::of(counted, &self.sesudah, next, |after| self.address(path, &[("sesudah", after)]))
    }

    /// The fields of the filter as they were sent.
    pub(super) fn fields(&self) -> Fields {
        self.sought
            .field(Fields::new())
            .with("acara", &self.acara)
            .with("tahap", &self.tahap)
            .with("skema", &self.skema)
            .with("kab", &self.kab)
            .with("urut", &self.urut)
    }
}

/// What the selects of a filter offer; the first of each is *all*.
#[derive(Debug, Clone, Default)]
pub(super) struct Offered {
    pub(super) events: Vec<(String, String)>,
    pub(super) schemes: Vec<(String, String)>,
    pub(super) districts: Vec<(String, String)>,
    pub(super) stages: Vec<(String, String)>,
}

/// The choices of a reader: events they may list, schemes, districts of those events, stages.
pub(super) async fn offered(reader: &mut Reader, p: &Page, schemes: &[SchemeVersion]) -> Result<Offered, WebError> {
    let actor = p.actor()?;
    let scope = permit::scope(actor, Action::ListEvents);
    let titles = event_titles(reader, &scope).await?;
    let known: Vec<EventId> = titles.iter().map(|(id, _)| *id).collect();
    let worked_in = districts(reader, (scope != Scope::All).then_some(known.as_slice())).await?;
    let all = |words: &str, n: usize| (String::new(), p.ta(words).with("n", n).to_string());
    let mut events = vec![all(key("filter-all-events"), titles.len())];
    events.extend(titles.into_iter().map(|(id, title)| (id.to_string(), title)));
    let mut offered = vec![all(key("filter-all-schemes"), schemes.len())];
    offered.extend(schemes.iter().map(|s| (s.slug.clone(), p.scheme_name(s).to_owned())));
    let mut places = vec![all(key("filter-all-districts"), worked_in.len())];
    places.extend(worked_in.into_iter().map(|kab| {
        let name = workflow::region_name(&kab).to_owned();
        (kab, name)
    }));
    let mut stages = vec![(String::new(), p.t("filter-all-stages").into_owned())];
    stages.extend(Stage::ALL.into_iter().map(|s| (s.as_str().to_owned(), p.t(stage::look(s).2).into_owned())));
    Ok(Offered { events, schemes: offered, districts: places, stages })
}

/// The assessor whose cases are asked for, by name.
pub(super) async fn assessor_of(reader: &mut Reader, asked: &Asked) -> Result<Option<String>, WebError> {
    let Ok(id) = asked.asesor.parse::<PersonId>() else { return Ok(None) };
    Ok(store::view::person_names(reader, &[id]).await?.remove(&id))
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn a_case_is_found_by_what_stands_on_its_spine() {
        assert_eq!(numbered("LD 018 MAU"), Some(("LD".to_owned(), 18)));
        assert_eq!(numbered("18"), Some((String::new(), 18)));
        assert_eq!(numbered("ld-018"), Some(("LD".to_owned(), 18)));
        assert_eq!(numbered("Ani Maulida"), None);
        assert_eq!(numbered("6307014101900028"), None, "a NIK is no number of a case");
    }
}
