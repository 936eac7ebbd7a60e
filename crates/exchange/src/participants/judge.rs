//! One row, cell by cell, by the contract: what each value is, which issue it has, and what may
//! have been meant. One cell has one issue at most, the first that holds.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::{Beside, Code, Field, Hint, HintKind, Issue, Participant, Severity, Understood, spread};
use crate::{
    institutions::{self, Institution, Known},
    regions::{Found, Kind as RegionKind, Region, regions},
    table::{Cells, text_of},
    values::{
        contact::{self, Contact},
        date::{self, Day},
        identity::{self, Nik, Nip},
        is_failed_formula, is_nothing,
        name::{self, Name},
        remark::{self, Meaning},
    },
    workbook::Cell,
};

/// What rows are judged by beside their cells.
#[derive(Debug, Clone)]
pub struct Context {
    /// The day that decides the century of two-digit years: for an event its first.
    pub today: Date,
    /// Code of the province that decides between districts of one name; inferred from the rows when absent.
    pub home: Option<String>,
    /// Institutions and schemes that the caller knows.
    pub known: Known,
}

impl Context {
    /// A context that knows the day alone.
    #[must_use]
    pub fn on(today: Date) -> Self {
        Self { today, home: None, known: Known::default() }
    }
}

/// Ages of participants that nobody has to look at, in years.
const AGES: RangeInclusive<i16> = 15..=100;
/// Nobody lived longer than so many years.
const LONGEST_LIFE: i16 = 120;

struct Judge<'a> {
    cells: &'a Cells,
    context: &'a Context,
    issues: Vec<Issue>,
    hints: Vec<Hint>,
}

/// Judges one row by itself. Duplicates among rows are for [`super::mark_duplicates`].
#[must_use]
pub fn understand_row(row: u32, cells: &Cells, context: &Context) -> Understood {
    let (cells, apart) = spread::parted_and_told(cells);
    let mut judge = Judge { cells: &cells, context, issues: Vec::new(), hints: Vec::new() };
    let (birth_place, born) = judge.birth();
    let (nik, sex) = judge.nik_and_sex(born);
    let email = judge.email();
    let cluster = judge.cluster();
    let phone = judge.phone();
    let nip = judge.nip();
    let home = judge.home();
    let beside = judge.text("kab").and_then(|text| regions().district(&text, home.as_deref()).one());
    let institution = judge.institution(home.as_deref(), beside);
    let kab = judge.kab(home.as_deref(), institution.as_ref());
    let name = judge.name(apart);
    let others = judge.beside(birth_place);
    judge.issues.sort_by_key(|issue| issue.field);
    let participant = Participant {
        row,
        sheet: None,
        name: Some(name.name).filter(|n| !n.is_empty()),
        degree: name.degree,
        nik,
        born,
        sex: sex.map(String::from),
        kab: kab.map(|r| r.code.to_owned()),
        cluster,
        phone,
        email,
        institution_kind: institution.as_ref().map(|i| i.kind),
        institution: institution.map(|i| i.name),
        nip,
        issues: judge.issues,
    };
    Understood { participant, beside: others, hints: judge.hints }
}

impl Judge<'_> {
    fn cell(&self, field: &str) -> &Cell {
        self.cells.get(field).unwrap_or(&Cell::Empty)
    }

    /// The cell's text, whatever it was typed as; `None` when nothing stands there.
    fn text(&self, field: &str) -> Option<String> {
        text_of(self.cell(field))
    }

    fn issue(&mut self, field: Field, code: Code, severity: Severity) {
        self.issues.push(Issue { field, code, severity });
    }

    fn hint(&mut self, field: &str, kind: HintKind, value: impl Into<String>) {
        self.hints.push(Hint::new(field, kind, value));
    }

    fn tidied(&mut self, field: &str, value: &str) {
        if self.cell(field).as_text().is_some_and(|typed| typed != value) {
            self.hint(field, HintKind::Tidied, value);
        }
    }

    /// Tells of a remark that was left out of a value, where nothing else is wrong with the cell.
    fn remarked(&mut self, field: Field, remark: Option<String>, value: &str) {
        if remark.is_some() && !self.issues.iter().any(|issue| issue.field == field) {
            self.issue(field, Code::Remark, Severity::Warning);
            self.hint(field.as_str(), HintKind::Suggestion, value);
        }
    }

    /// Place and day of birth, from two columns or one.
    fn birth(&mut self) -> (Option<String>, Option<Date>) {
        let mut place = self.text("birth_place");
        let mut cell = self.cell("born").clone();
        if let Cell::Text(both) = self.cell("birth") {
            let (said, day) = date::place_and_date(both);
            place = place.or_else(|| Some(said).filter(|s| !is_nothing(s)));
            if cell.is_blank() {
                cell = Cell::text(&day);
            }
        } else if cell.is_blank() {
            cell = self.cell("birth").clone();
        }
        let mut day = date::birth(&cell, self.context.today);
        // `Rantau, 12 Maret 1980` in the column of the day.
        if let (Day::Impossible, Cell::Text(both)) = (day, &cell)
            && let (said, alone) = date::place_and_date(both)
            && said.chars().filter(|c| c.is_alphabetic()).count() >= 3
            && let found @ (Day::On(_) | Day::Short(_)) = date::birth(&Cell::text(&alone), self.context.today)
        {
            day = found;
            place = place.or(Some(said));
        }
        let nik = match identity::nik(self.cell("nik")) {
            Nik::Digits(nik) => Some(nik),
            _ => None,
        };
        // Six figures without signs are a day only where the NIK carries the same.
        let six = (day == Day::Impossible).then(|| date::of_six_figures(&cell, self.context.today)).flatten();
        if let (Some(date), Some(nik)) = (six, &nik)
            && identity::carries(nik, date)
        {
            day = Day::Short(date);
        }
        let age = day.date().map(|date| date::years_between(date, self.context.today));
        // Whoever was born this year takes part in nothing: the day of filling in stands there.
        if matches!(day, Day::On(_)) && age.is_some_and(|age| !(1..=LONGEST_LIFE).contains(&age)) {
            day = Day::Impossible;
        }
        let field = if self.cells.contains_key("born") { "born" } else { "birth" };
        match day {
            Day::Impossible => {
                self.issue(Field::Born, Code::ImpossibleDate, Severity::Error);
                let of_nik = nik.and_then(|nik| identity::birth_of(&nik, None, self.context.today));
                if let Some(date) = of_nik.or(six) {
                    self.hint("born", HintKind::Suggestion, date.to_string());
                }
            }
            Day::Short(date) => {
                self.issue(Field::Born, Code::TwoDigitYear, Severity::Warning);
                self.hint("born", HintKind::Suggestion, date.to_string());
            }
            Day::On(date) => {
                let month_first = cell.as_text().is_some_and(|text| text.trim().ends_with(date::order::MONTH_FIRST));
                if month_first || !age.is_some_and(|age| AGES.contains(&age)) {
                    self.issue(Field::Born, Code::Remark, Severity::Warning);
                    let of_nik = nik.and_then(|nik| identity::birth_of(&nik, None, self.context.today));
                    let meant = if month_first { Some(date) } else { of_nik.filter(|meant| *meant != date) };
                    if let Some(meant) = meant {
                        self.hint("born", HintKind::Suggestion, meant.to_string());
                    }
                } else if field == "born" && !matches!(cell, Cell::Date(_)) {
                    self.hint("born", HintKind::Tidied, date.to_string());
                }
            }
            Day::None => {}
        }
        (place.map(|p| name::capitals(&p)), day.date())
    }

    fn nik_and_sex(&mut self, born: Option<Date>) -> (Option<String>, Option<char>) {
        let said = self.text("sex").and_then(|t| identity::sex(&t));
        let nik = match identity::nik(self.cell("nik")) {
            Nik::Digits(nik) => nik,
            wrong => {
                let code =
                    if matches!(wrong, Nik::Numeric(_)) { Code::NumericCellMayBeRounded } else { Code::WrongLength };
                self.issue(Field::Nik, code, Severity::Error);
                return (None, said);
            }
        };
        self.tidied("nik", &nik);
        let tells = identity::sex_of(&nik);
        if said.is_some() && tells.is_some() && said != tells {
            self.issue(Field::Nik, Code::SexDisagrees, Severity::Warning);
        } else if born.is_some_and(|born| !identity::carries(&nik, born)) {
            self.issue(Field::Nik, Code::BirthDateDisagrees, Severity::Warning);
            if let Some(date) = identity::birth_of(&nik, born, self.context.today) {
                self.hint("born", HintKind::Suggestion, date.to_string());
            }
        }
        self.remarked(Field::Nik, identity::remark_beside(self.cell("nik"), 16), &nik);
        if said.is_none()
            && let Some(sex) = tells
        {
            self.hint("sex", HintKind::Inferred, sex);
        }
        (Some(nik), said.or(tells))
    }

    fn email(&mut self) -> Option<String> {
        match contact::email(self.cell("email")) {
            Contact::Good(address) => {
                self.tidied("email", &address);
                self.remarked(Field::Email, contact::email_remark(self.cell("email")), &address);
                Some(address)
            }
            Contact::Malformed(typed) => {
                self.issue(Field::Email, Code::Malformed, Severity::Error);
                if let Some(meant) = contact::email_suggestion(&typed) {
                    self.hint("email", HintKind::Suggestion, meant);
                }
                None
            }
            Contact::None => {
                self.issue(Field::Email, Code::Missing, Severity::Warning);
                None
            }
        }
    }

    fn phone(&mut self) -> Option<String> {
        match contact::phone(self.cell("phone")) {
            Contact::Good(number) => {
                self.hint("phone", HintKind::Tidied, &number);
                self.remarked(Field::Phone, contact::phone_remark(self.cell("phone")), &number);
                Some(number)
            }
            Contact::Malformed(typed) => {
                self.issue(Field::Phone, Code::Malformed, Severity::Warning);
                if let Some(meant) = contact::phone_suggestion(&typed) {
                    self.hint("phone", HintKind::Suggestion, meant);
                }
                None
            }
            Contact::None => None,
        }
    }

    fn nip(&mut self) -> Option<String> {
        match identity::nip(self.cell("nip")) {
            Nip::Digits(nip) => {
                self.tidied("nip", &nip);
                self.remarked(Field::Nip, identity::remark_beside(self.cell("nip"), 18), &nip);
                Some(nip)
            }
            Nip::Wrong(_) => {
                self.issue(Field::Nip, Code::WrongLength, Severity::Warning);
                None
            }
            Nip::None => None,
        }
    }

    fn cluster(&mut self) -> Option<String> {
        let Some(text) = self.text("cluster") else {
            self.issue(Field::Cluster, Code::Missing, Severity::Error);
            return None;
        };
        let schemes = &self.context.known.schemes;
        if let Some((slug, name)) = schemes.understand(&text) {
            self.tidied("cluster", name);
            return Some(slug.to_owned());
        }
        self.issue(Field::Cluster, Code::Unknown, Severity::Error);
        if let Some(near) = schemes.nearest(&text) {
            self.hint("cluster", HintKind::Suggestion, near);
        }
        None
    }

    /// The province of this row: its own column, else that of the sheet.
    fn home(&self) -> Option<String> {
        let own = self.text("province").and_then(|t| regions().province(&t)).map(|r| r.code.to_owned());
        own.or_else(|| self.context.home.clone())
    }

    fn institution(&mut self, home: Option<&str>, beside: Option<&'static Region>) -> Option<Institution> {
        let Some(text) = self.text("institution") else {
            if self.cell("institution").as_text().is_some_and(is_failed_formula) {
                self.issue(Field::Institution, Code::Remark, Severity::Warning);
            }
            return None;
        };
        let institution = institutions::understand_beside(&text, home, beside, &self.context.known);
        if institution.recognised {
            self.hint("institution", HintKind::Tidied, &institution.name);
        }
        Some(institution)
    }

    fn kab(&mut self, home: Option<&str>, institution: Option<&Institution>) -> Option<&'static Region> {
        let of_institution = institution.and_then(|i| i.region).filter(|r| r.kind != RegionKind::Province);
        let text = self.text("kab");
        if let Some(text) = &text
            && let Found::One(region) = regions().district_beside(text, home, of_institution)
        {
            self.tidied("kab", region.name);
            self.contradicted(region, institution);
            return Some(region);
        }
        if text.is_none()
            && !self.cells.contains_key("kab")
            && let Some(region) = of_institution
        {
            self.hint("kab", HintKind::Inferred, region.name);
            return Some(region);
        }
        self.issue(Field::Kab, Code::Unknown, Severity::Error);
        // The town of which somebody wrote says more than where an office of that name is, and both more than a likeness.
        let near = text
            .as_deref()
            .and_then(|t| regions().governed_from(t, home))
            .or(of_institution)
            .or_else(|| text.and_then(|t| regions().nearest(&t, home)));
        if let Some(near) = near {
            self.hint("kab", HintKind::Suggestion, near.name);
        }
        None
    }

    /// Tells where other cells of the row say another district or province; which of them is right a person decides.
    fn contradicted(&mut self, region: &'static Region, institution: Option<&Institution>) {
        let of_province = self.text("province").and_then(|text| regions().province(&text));
        let of_office = institution.and_then(|i| i.region).filter(|other| {
            let same = if other.kind == RegionKind::Province { region.province } else { region.code };
            other.code != same
        });
        let other = of_office.or_else(|| of_province.filter(|province| province.code != region.province));
        if let Some(other) = other {
            self.issue(Field::Kab, Code::Remark, Severity::Warning);
            if other.kind != RegionKind::Province {
                self.hint("kab", HintKind::Suggestion, other.name);
            }
        }
    }

    /// The name; `more` tells that other things stood in its cell, which are in their own fields now.
    fn name(&mut self, more: bool) -> Name {
        let written = self.text("name");
        let mut name = written.as_deref().map(name::split).unwrap_or_default();
        let apart = |field: &str| self.text(field).unwrap_or_default();
        let (front, behind) = (apart("degree_front"), apart("degree"));
        if !front.is_empty() {
            name::put_in_front(&mut name, &front);
        }
        if !behind.is_empty() && !name.degree.ends_with(&behind) {
            name.degree = name::join(&name.degree, &behind);
        }
        if name.name.is_empty() {
            self.issue(Field::Name, Code::Missing, Severity::Error);
        } else if !name.remark.is_empty() {
            match remark::meaning(&name.remark) {
                // Nothing is proposed: who withdrew is not taken in by a click.
                Meaning::Withdrawn => self.issue(Field::Name, Code::Withdrawn, Severity::Error),
                Meaning::Other => {
                    self.issue(Field::Name, Code::Remark, Severity::Warning);
                    self.hint("name", HintKind::Suggestion, Name::unremarked(&written.unwrap_or_default()));
                }
            }
        } else if more || name::is_doubtful(&name.name) {
            self.issue(Field::Name, Code::Remark, Severity::Warning);
            if let Some(written) = written.filter(|_| more) {
                self.hint("name", HintKind::Suggestion, written);
            }
        } else if written.is_some_and(|w| !w.starts_with(&name.name)) {
            self.hint("name", HintKind::Tidied, &name.name);
        }
        name
    }

    fn beside(&self, birth_place: Option<String>) -> Beside {
        let education =
            [self.text("education"), self.text("major")].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Beside {
            birth_place,
            education: Some(education).filter(|e| !e.is_empty()),
            position: self.text("position"),
            address: self.text("address"),
        }
    }
}
