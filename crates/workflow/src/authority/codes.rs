//! Looking a value of ours up in the authority's lists: as a person matched it, else by the same words. What has no code
//! is kept, so that somebody can match it; near is not enough.

use std::collections::{BTreeMap, BTreeSet};

use certification::{body::matches_of, record::organisation::CodeEntry, text::fold};
use exchange::regions::{Region, regions};

/// A value of ours for which a list has no code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    /// Name of the list.
    pub list: &'static str,
    /// Our value.
    pub value: String,
    /// Of how many people.
    pub people: usize,
}

/// The authority's lists, and what was looked for in vain.
#[derive(Debug, Default)]
pub(super) struct Codes {
    entries: Vec<CodeEntry>,
    unmatched: BTreeMap<(&'static str, String), usize>,
}

impl Codes {
    pub fn new(entries: Vec<CodeEntry>) -> Self {
        Self { entries, unmatched: BTreeMap::new() }
    }

    /// What was looked for in vain, list by list.
    pub fn unmatched(self) -> Vec<Unmatched> {
        let one = |((list, value), people)| Unmatched { list, value, people };
        self.unmatched.into_iter().map(one).collect()
    }

    fn of<'a>(&'a self, list: &'a str) -> impl Iterator<Item = &'a CodeEntry> {
        self.entries.iter().filter(move |entry| entry.list == list)
    }

    /// The code of the entry with these words.
    fn same(&self, list: &str, text: &str) -> Option<String> {
        let text = fold(text);
        self.of(list).find(|entry| fold(&entry.label) == text).map(|entry| entry.code.clone())
    }

    /// The code that a person matched with a value.
    fn matched(&self, list: &str, value: &str) -> Option<String> {
        self.same(&matches_of(list), value).filter(|code| !code.is_empty())
    }

    /// The code of a value, by the first of these wordings that has one.
    fn look_up(&mut self, list: &'static str, value: Option<&str>, wordings: &[&str]) -> Option<String> {
        let value = value.map(str::trim).filter(|value| !value.is_empty())?;
        let words = || wordings.iter().find_map(|text| self.same(list, text));
        let found = self.matched(list, value).or_else(|| self.same(list, value)).or_else(words);
        self.noted(list, value, found)
    }

    fn noted(&mut self, list: &'static str, value: &str, found: Option<String>) -> Option<String> {
        if found.is_none() {
            *self.unmatched.entry((list, value.to_owned())).or_default() += 1;
        }
        found
    }

    /// *S1 Ilmu Perpustakaan* is `S1`, unless the list knows the whole.
    pub fn education(&mut self, text: Option<&str>) -> Option<String> {
        let level = text.and_then(|text| text.split_whitespace().next()).unwrap_or_default();
        self.look_up("pendidikan", text, &[level])
    }

    pub fn occupation(&mut self, text: Option<&str>) -> Option<String> {
        self.look_up("pekerjaan", text, &[])
    }

    /// *APBN (Perpusnas)* is `APBN`, unless the list knows the whole.
    pub fn funding(&mut self, text: Option<&str>) -> Option<String> {
        let before = text.and_then(|text| text.split('(').next()).unwrap_or_default();
        self.look_up("sumber-anggaran", text, &[before])
    }

    /// The code of a district by ours, whatever short form the list writes it in: *Kab. Tabalong*.
    pub fn city(&mut self, code: Option<&str>) -> Option<String> {
        let region = regions().by_code(code?)?;
        self.region("kota", region, |label| regions().district(label, Some(region.province)).one())
    }

    /// The code of a province by ours.
    pub fn province(&mut self, code: Option<&str>) -> Option<String> {
        let region = regions().by_code(code?)?;
        self.region("provinsi", region, |label| regions().province(label))
    }

    /// The entry of a region: with its whole name, else the only one that means it.
    fn region(
        &mut self,
        list: &'static str,
        region: &'static Region,
        means: impl Fn(&str) -> Option<&'static Region>,
    ) -> Option<String> {
        let whole = self.matched(list, region.name).or_else(|| self.same(list, region.name));
        let found = whole.or_else(|| {
            let meant = self.of(list).filter(|entry| means(&entry.label).is_some_and(|r| r.code == region.code));
            let codes: BTreeSet<&str> = meant.map(|entry| entry.code.as_str()).collect();
            (codes.len() == 1).then(|| codes.into_iter().map(str::to_owned).next()).flatten()
        });
        self.noted(list, region.name, found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(entries: &[(&str, &str, &str)]) -> Codes {
        let entry = |(list, code, label): &(&str, &str, &str)| CodeEntry {
            id: format!("{list}:{label}"),
            list: (*list).to_owned(),
            code: (*code).to_owned(),
            label: (*label).to_owned(),
        };
        Codes::new(entries.iter().map(entry).collect())
    }

    #[test]
    fn a_region_is_found_in_whatever_short_form_the_list_writes_it() {
        let list = [
            ("kota", "0901", "Kab. Tabalong"),
            ("kota", "0902", "KOTA BANJARBARU"),
            ("kota", "0903", "HSS"),
            ("kota", "0904", "Kab. Banjar"),
            ("kota", "3279", "Kota Banjar"),
            ("kota", "0905", "Kotabaru"),
            ("kota", "0906", "Kab. Kotabaru"),
            ("provinsi", "22", "Prov. Kalsel"),
        ];
        for (code, wanted) in
            [("63.09", Some("0901")), ("63.72", Some("0902")), ("63.06", Some("0903")), ("63.03", Some("0904"))]
        {
            assert_eq!(codes(&list).city(Some(code)).as_deref(), wanted, "{code}");
        }
        let mut two = codes(&list);
        assert_eq!(two.city(Some("63.02")), None, "two codes, and neither has the whole name");
        assert_eq!(two.province(Some("63")).as_deref(), Some("22"));
        let unmatched = two.unmatched();
        assert_eq!(unmatched, [Unmatched { list: "kota", value: "Kabupaten Kotabaru".to_owned(), people: 1 }]);
    }

    #[test]
    fn a_person_says_what_has_no_equal() {
        let list = [("pekerjaan", "12", "Pustakawan"), ("sumber-anggaran", "1", "APBN"), ("pendidikan", "06", "S1")];
        let mut without = codes(&list);
        assert_eq!(without.occupation(Some("Pustakawan Mahir")), None);
        assert_eq!(without.occupation(Some("pustakawan")).as_deref(), Some("12"));
        assert_eq!(without.funding(Some("APBN (Perpusnas)")).as_deref(), Some("1"));
        assert_eq!(without.education(Some("S1 Ilmu Perpustakaan")).as_deref(), Some("06"));
        let unmatched = Unmatched { list: "pekerjaan", value: "Pustakawan Mahir".to_owned(), people: 1 };
        assert_eq!(without.unmatched(), [unmatched]);
        let kept = matches_of("pekerjaan");
        let mut matched = codes(&[&list[..], &[(&kept, "12", "Pustakawan Mahir")]].concat());
        assert_eq!(matched.occupation(Some("PUSTAKAWAN  MAHIR")).as_deref(), Some("12"));
        let mut taken_back = codes(&[&list[..], &[(&kept, "", "Pustakawan Mahir")]].concat());
        assert_eq!(taken_back.occupation(Some("Pustakawan Mahir")), None);
    }
}
