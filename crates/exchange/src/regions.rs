//! The provinces, kabupaten and kota of Indonesia with their Kemendagri codes, and the many ways
//! people write them. A name that is not one of those ways is unknown: near is not enough.
//!
//! The list is made by `scripts/regions.mjs` from the npm package `idn-area-data`.

mod aliases;
mod capitals;
mod spelling;

use std::{collections::HashMap, sync::LazyLock};

use certification::text::{fold, squeeze};

/// What kind of region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Provinsi.
    Province,
    /// Kabupaten.
    Kabupaten,
    /// Kota.
    Kota,
}

/// A province, kabupaten or kota.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Kemendagri code: `63`, `63.72`.
    pub code: &'static str,
    /// Code of its province.
    pub province: &'static str,
    /// Official name: `Kabupaten Tapin`, `Kalimantan Selatan`.
    pub name: &'static str,
    /// Its kind.
    pub kind: Kind,
}

impl Region {
    /// The name without its kind: `Tapin`.
    #[must_use]
    pub fn bare(&self) -> &'static str {
        ["Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota "]
            .iter()
            .find_map(|prefix| self.name.strip_prefix(prefix))
            .unwrap_or(self.name)
    }

    /// The name as an office bears it: `Provinsi Kalimantan Selatan`, `Kabupaten Tapin`.
    #[must_use]
    pub fn of_office(&self) -> String {
        if self.kind == Kind::Province { format!("Provinsi {}", self.name) } else { self.name.to_owned() }
    }
}

/// All regions and how to find them.
#[derive(Debug)]
pub struct Regions {
    all: Vec<Region>,
    districts: HashMap<String, Vec<usize>>,
    provinces: HashMap<String, usize>,
}

/// How a name of a district was found, or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// One district.
    One(&'static Region),
    /// More than one bears the name, and nothing tells which was meant.
    Several,
    /// None does.
    None,
}

impl Found {
    /// The district, when it is one.
    #[must_use]
    pub const fn one(self) -> Option<&'static Region> {
        match self {
            Self::One(region) => Some(region),
            Self::Several | Self::None => None,
        }
    }
}

static REGIONS: LazyLock<Regions> = LazyLock::new(|| Regions::parse(include_str!("../data/regions.csv")));

/// The regions of Indonesia.
#[must_use]
pub fn regions() -> &'static Regions {
    &REGIONS
}

/// A folded name without its blanks, so that `Kota Baru` and `Kotabaru` are one.
fn key(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(|c| c != ' ');
    folded
}

impl Regions {
    fn parse(csv: &'static str) -> Self {
        let mut this = Self { all: Vec::new(), districts: HashMap::new(), provinces: HashMap::new() };
        for line in csv.lines().skip(1) {
            let mut parts = line.split(',');
            let (Some(code), Some(province), Some(name), Some(kind)) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            let kind = match kind {
                "province" => Kind::Province,
                "kota" => Kind::Kota,
                _ => Kind::Kabupaten,
            };
            let at = this.all.len();
            let region = Region { code, province, name: name.trim(), kind };
            if kind == Kind::Province {
                this.provinces.insert(key(region.name), at);
            } else {
                this.districts.entry(key(region.bare())).or_default().push(at);
            }
            this.all.push(region);
        }
        this.without_kepulauan();
        for (alias, name) in aliases::PROVINCES {
            if let Some(at) = this.provinces.get(&key(name)).copied() {
                this.provinces.insert(key(alias), at);
            }
        }
        for (alias, name) in aliases::DISTRICTS {
            let Some(at) = this.all.iter().position(|r| r.name == *name) else { continue };
            let places = this.districts.entry(key(alias)).or_default();
            if !places.contains(&at) {
                places.push(at);
            }
        }
        this
    }

    /// Names of islands go without *Kepulauan* or *Pulau* too, where no other region is called so: `Anambas`, `Tidore`, but not
    /// `Banggai`.
    fn without_kepulauan(&mut self) {
        for (at, region) in self.all.iter().enumerate().filter(|(_, region)| region.kind != Kind::Province) {
            let kept = |word: &&str| !matches!(*word, "Kepulauan" | "Pulau" | "dan");
            let short = region.bare().split(' ').filter(kept).collect::<Vec<_>>().join(" ");
            let is_island = region.bare().split(' ').any(|word| matches!(word, "Kepulauan" | "Pulau"));
            let taken = self.districts.contains_key(&key(&short)) || self.provinces.contains_key(&key(&short));
            if is_island && !short.is_empty() && !taken {
                self.districts.insert(key(&short), vec![at]);
            }
        }
    }

    /// All regions, provinces among them, in the order of their codes.
    #[must_use]
    pub fn all(&self) -> &[Region] {
        &self.all
    }

    /// The region with this code, dotted or not.
    #[must_use]
    pub fn by_code(&'static self, code: &str) -> Option<&'static Region> {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let dotted = match digits.len() {
            2 => digits,
            4 => format!("{}.{}", digits.get(..2)?, digits.get(2..)?),
            _ => return None,
        };
        self.all.iter().find(|r| r.code == dotted)
    }

    /// The province that a text names: `Prov. Kalsel`, `Kalimantan Selatan`.
    #[must_use]
    pub fn province(&'static self, text: &str) -> Option<&'static Region> {
        let folded = fold(text);
        let bare = without_prefix(&folded, &["pemerintah", "pemprov", "provinsi", "propinsi", "prov", "prop"]);
        let at = self.provinces.get(&key(bare)).or_else(|| self.provinces.get(&key(&folded)))?;
        self.all.get(*at)
    }

    /// The kabupaten or kota that a text names. `home` is the province that decides between
    /// two of one name. A code counts as a name.
    #[must_use]
    pub fn district(&'static self, text: &str, home: Option<&str>) -> Found {
        let text = squeeze(text);
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            return match self.by_code(&text) {
                Some(region) if region.kind != Kind::Province => Found::One(region),
                Some(_) => Found::None,
                // `50 Kota`
                None => self.one_name(&text, home),
            };
        }
        match self.one_name(&text, home) {
            Found::None => self.of_pieces(&text, home),
            found => found,
        }
    }

    /// The district that a text names beside another of the same row, which tells which of two of one name is meant:
    /// `Dispersip Blitar` beside `Kabupaten Blitar`. The row goes before the province.
    #[must_use]
    pub fn district_beside(&'static self, text: &str, home: Option<&str>, beside: Option<&'static Region>) -> Found {
        let may_be = |region: &&'static Region| {
            let kind = match region.kind {
                Kind::Kota => "Kota",
                Kind::Kabupaten => "Kabupaten",
                Kind::Province => return false,
            };
            self.district(&format!("{kind} {text}"), Some(region.province)).one() == Some(region)
        };
        beside.filter(may_be).map_or_else(|| self.district(text, home), Found::One)
    }

    /// Whether a kabupaten and a kota of one province share this district's name.
    #[must_use]
    pub fn shares_name(&self, region: &Region) -> bool {
        let twin = |other: &&Region| other.kind != region.kind && other.province == region.province;
        region.kind != Kind::Province && self.all.iter().filter(twin).any(|other| other.bare() == region.bare())
    }

    /// Whether an office of the province stands in this district too, so that one which does not say whose it is may be either.
    #[must_use]
    pub fn is_seat(&self, region: &Region) -> bool {
        region.province == "31" || capitals::SEATS.contains(&region.name)
    }

    /// A district that a text of several pieces names: `Tapin, Kalimantan Selatan`, `HSS (Hulu Sungai
    /// Selatan)`, `Kandangan - HSS`, `Kab. Tapin Prov. Kalsel`. Two that differ are none.
    fn of_pieces(&'static self, text: &str, home: Option<&str>) -> Found {
        let lower = text.to_lowercase();
        let behind = [" prov. ", " prov ", " provinsi ", " propinsi ", " prop. "];
        let cut = behind.iter().filter_map(|word| lower.find(word)).min().filter(|_| lower.len() == text.len());
        let (text, province) = match cut.and_then(|at| text.split_at_checked(at)) {
            Some((first, rest)) => match self.province(rest.trim()) {
                Some(province) => (first, Some(province.code)),
                None => return Found::None,
            },
            None => (text, None),
        };
        // A dash without blanks may belong to a name (`Kal-Sel`), so it parts last.
        let clear = text.replace(" - ", ",");
        [&[',', '(', ')', '–', '/', ';'][..], &[',', '(', ')', '–', '/', ';', '-']]
            .into_iter()
            .map(|signs| self.of_parts(&clear, signs, province, home))
            .find(|found| *found != Found::None)
            .unwrap_or(Found::None)
    }

    fn of_parts(&'static self, text: &str, signs: &[char], province: Option<&str>, home: Option<&str>) -> Found {
        let pieces: Vec<&str> = text
            .split(signs)
            .map(|piece| piece.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|piece| !piece.is_empty())
            .collect();
        if pieces.len() < 2 && province.is_none() {
            return Found::None;
        }
        let named = pieces.iter().skip(1).find_map(|piece| self.province(piece)).map(|p| p.code);
        let home = province.or(named).or(home);
        let mut found = Found::None;
        for piece in pieces.iter().filter(|p| p.chars().count() > 2) {
            match (self.one_name(piece, home), found) {
                (Found::Several, _) => return Found::Several,
                (Found::One(this), Found::One(that)) if this != that => return Found::None,
                (Found::One(this), _) => found = Found::One(this),
                (Found::None, _) => {}
            }
        }
        found
    }

    fn one_name(&'static self, text: &str, home: Option<&str>) -> Found {
        let folded = fold(text).replace(" sei ", " sungai ").replace("kota madya ", "kota ");
        let kindless = ["kab kota ", "kabupaten kota "].iter().find_map(|both| folded.strip_prefix(both));
        let spelled = spelling::out(&folded);
        let ways = [Some(folded.clone()), spelling::kind_first(&folded), kindless.map(str::to_owned), spelled];
        let found = ways.iter().flatten().map(|way| self.one_order(way, home)).find(|found| *found != Found::None);
        found.unwrap_or(Found::None)
    }

    fn one_order(&'static self, folded: &str, home: Option<&str>) -> Found {
        let folded = without_prefix(folded, &["pemerintah", "daerah"]);
        if let found @ (Found::One(_) | Found::Several) = self.choose(&key(folded), None, home) {
            return found;
        }
        for (prefixes, kind) in PREFIXES {
            let bare = without_prefix(folded, prefixes);
            if bare != folded {
                return self.choose(&key(bare), Some(*kind), home);
            }
        }
        Found::None
    }

    fn choose(&'static self, key: &str, kind: Option<Kind>, home: Option<&str>) -> Found {
        let Some(places) = self.districts.get(key) else { return Found::None };
        let mut fitting: Vec<&'static Region> =
            places.iter().filter_map(|at| self.all.get(*at)).filter(|r| kind.is_none_or(|k| r.kind == k)).collect();
        if fitting.len() > 1
            && let Some(home) = home
            && fitting.iter().any(|r| r.province == home)
        {
            fitting.retain(|r| r.province == home);
        }
        match fitting.as_slice() {
            [] => Found::None,
            [one] => Found::One(one),
            _ => Found::Several,
        }
    }

    /// The district that is governed from the town a text names, if one is: `Martapura`, `Kec. Kandangan`. `home` is the
    /// province that decides between two towns of one name.
    #[must_use]
    pub fn governed_from(&'static self, text: &str, home: Option<&str>) -> Option<&'static Region> {
        let pieces = text.split([',', '(', ')', '/', ';', '–', '-']).map(fold);
        let towns: Vec<String> = std::iter::once(fold(text))
            .chain(pieces)
            .map(|piece| key(without_prefix(&piece, BEFORE_TOWN)))
            .filter(|piece| !piece.is_empty())
            .collect();
        let of_town = |(_, name): &(&str, &str)| self.all.iter().find(|region| region.name == *name);
        let named = capitals::CAPITALS.iter().filter(|(town, _)| towns.contains(&key(town)));
        let mut fitting: Vec<&'static Region> = named.filter_map(of_town).collect();
        if fitting.iter().any(|r| home == Some(r.province)) {
            fitting.retain(|r| home == Some(r.province));
        }
        fitting.dedup();
        if let [one] = fitting.as_slice() { Some(one) } else { None }
    }
}

/// What people write before the name of a town.
const BEFORE_TOWN: &[&str] = &["kota", "kabupaten", "kab", "kecamatan", "kec", "kelurahan", "kel", "ibukota", "di"];

const PREFIXES: &[(&[&str], Kind)] = &[
    (&["kabupaten", "kab", "kabup", "pemkab"], Kind::Kabupaten),
    (&["kota", "kotamadya", "kodya", "pemkot", "pemko", "kotif"], Kind::Kota),
];

/// Folded text without its first words that are among `prefixes`.
pub(crate) fn without_prefix<'a>(folded: &'a str, prefixes: &[&str]) -> &'a str {
    let mut rest = folded;
    while let Some((first, after)) = rest.split_once(' ') {
        if !prefixes.contains(&first) && !matches!(first, "administrasi" | "adm") {
            break;
        }
        rest = after;
    }
    rest
}

#[cfg(test)]
mod tests;
