//! Navigation: each page module brings its own entries with its routes; a person sees those of
//! the duties they hold.

use certification::duty::Duty;

use crate::{gate::Signed, part::Icon};

/// Which shell an entry stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shell {
    /// Top of public pages.
    Public,
    /// Top and bottom bar of candidates.
    Candidate,
    /// Rail of those who work here.
    Rail(Group),
}

/// Headings of the rail, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Work that waits.
    Work,
    /// Events and who takes part.
    Events,
    /// What stays on record.
    Register,
    /// Questions of written tests.
    Bank,
    /// The house itself.
    House,
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Self; 5] = [Self::Work, Self::Events, Self::Register, Self::Bank, Self::House];

    /// Key of its heading.
    #[must_use]
    pub const fn key(self) -> &'static str {
        use crate::i18n::key;
        match self {
            Self::Work => key("nav-group-work"),
            Self::Events => key("nav-group-events"),
            Self::Register => key("nav-group-register"),
            Self::Bank => key("nav-group-bank"),
            Self::House => key("nav-group-house"),
        }
    }
}

/// One entry.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// Where it stands.
    pub shell: Shell,
    /// Place among its neighbours; the first a person sees is their home.
    pub order: u16,
    /// Where it leads.
    pub href: &'static str,
    /// Other addresses that belong to it, in which `*` stands for any one part: they and what is below them mark it as
    /// the one shown.
    pub beside: &'static [&'static str],
    /// Key of its words.
    pub label: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// Duties that see it; empty for everyone.
    pub duties: &'static [Duty],
    /// Name of the number beside it, looked up in [`Signed::counts`].
    pub count: Option<&'static str>,
}

impl Item {
    /// An entry of the rail.
    #[must_use]
    pub const fn rail(
        group: Group,
        order: u16,
        href: &'static str,
        label: &'static str,
        icon: Icon,
        duties: &'static [Duty],
    ) -> Self {
        Self { shell: Shell::Rail(group), order, href, beside: &[], label, icon, duties, count: None }
    }

    /// An entry of the candidates' bars; at most four.
    #[must_use]
    pub const fn candidate(order: u16, href: &'static str, label: &'static str, icon: Icon) -> Self {
        Self { shell: Shell::Candidate, order, href, beside: &[], label, icon, duties: &[], count: None }
    }

    /// An entry at the top of public pages.
    #[must_use]
    pub const fn public(order: u16, href: &'static str, label: &'static str, icon: Icon) -> Self {
        Self { shell: Shell::Public, order, href, beside: &[], label, icon, duties: &[], count: None }
    }

    /// With a number beside it.
    #[must_use]
    pub const fn counted(mut self, name: &'static str) -> Self {
        self.count = Some(name);
        self
    }

    /// With other addresses that belong to it.
    #[must_use]
    pub const fn beside(mut self, addresses: &'static [&'static str]) -> Self {
        self.beside = addresses;
        self
    }

    fn seen_by(&self, signed: Option<&Signed>) -> bool {
        self.duties.is_empty() || signed.is_some_and(|s| self.duties.iter().any(|d| s.actor.holds(*d)))
    }

    /// How many parts of the address shown are those of this entry's page or of one beside it, at or above the page
    /// shown; nothing where none is.
    fn fits(&self, path: &str) -> Option<usize> {
        let parts = |address: &str| {
            let mut shown = path.split('/');
            address.split('/').all(|part| shown.next().is_some_and(|s| part == "*" || part == s))
        };
        let addresses = std::iter::once(&self.href).chain(self.beside);
        addresses.filter(|address| parts(address)).map(|address| address.split('/').count()).max()
    }

    /// The number beside it.
    #[must_use]
    pub fn number(&self, signed: Option<&Signed>) -> Option<i64> {
        let name = self.count?;
        signed?.counts.iter().find(|(key, _)| *key == name).map(|(_, n)| *n)
    }
}

/// Every entry.
#[derive(Debug, Clone, Default)]
pub struct Nav(Vec<Item>);

impl Nav {
    /// The entries in their order.
    #[must_use]
    pub fn new(mut items: Vec<Item>) -> Self {
        items.sort_by_key(|i| i.order);
        Self(items)
    }

    /// Every entry.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.0
    }

    /// Entries of a shell that a person sees.
    pub fn of(&self, shell: Shell, signed: Option<&Signed>) -> impl Iterator<Item = &Item> {
        self.0.iter().filter(move |i| i.shell == shell && i.seen_by(signed))
    }

    /// An entry's page, or one below it, is the one shown, and no other entry that the person sees fits more closely.
    #[must_use]
    pub fn is_current(&self, item: &Item, path: &str, signed: Option<&Signed>) -> bool {
        let Some(fits) = item.fits(path) else { return false };
        let seen = self.0.iter().filter(|other| other.seen_by(signed));
        seen.filter_map(|other| other.fits(path)).all(|other| other <= fits)
    }

    /// Where a person begins: their first entry of the rail, or of the candidates' bars.
    #[must_use]
    pub fn home(&self, signed: &Signed) -> &'static str {
        let rail = Group::ALL.into_iter().find_map(|group| self.of(Shell::Rail(group), Some(signed)).next());
        rail.or_else(|| self.of(Shell::Candidate, Some(signed)).next()).map_or("/", |i| i.href)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::part::icon;

    fn nav() -> Nav {
        let item = |href| Item::rail(Group::Events, 1, href, "nav", icon("check"), &[]);
        Nav::new(vec![
            item("/acara"),
            item("/penilaian").beside(&["/acara/*/ujian/*/penilaian"]),
            item("/butir").beside(&["/tes-soal"]),
        ])
    }

    #[test]
    fn the_entry_that_fits_most_closely_is_the_one_shown() {
        let nav = nav();
        let shown = |path: &str| -> Vec<&str> {
            nav.items().iter().filter(|item| nav.is_current(item, path, None)).map(|item| item.href).collect()
        };
        assert_eq!(shown("/acara"), ["/acara"]);
        assert_eq!(shown("/acara/7/ujian/9/hasil"), ["/acara"]);
        assert_eq!(shown("/acara/7/ujian/9/penilaian"), ["/penilaian"]);
        assert_eq!(shown("/acara/7/ujian/9/penilaian/0B7C"), ["/penilaian"]);
        assert_eq!(shown("/penilaian"), ["/penilaian"]);
        assert_eq!(shown("/tes-soal/x"), ["/butir"]);
        assert_eq!(shown("/penilaian-lain"), Vec::<&str>::new());
    }
}
