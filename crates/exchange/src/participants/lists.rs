//! Lists of other people than the participants of this time: the committee, reserves, who was not admitted, who came in
//! another year. Their names stand on the sheet, or on the line over the list.

use std::collections::BTreeSet;

use certification::text::fold;
use jiff::civil::Date;

use crate::table::{Found, Table, whole_name};

/// Who is no participant, where a line does not speak of participants too.
const ROLES: &[&str] = &[
    "panitia",
    "kepanitiaan",
    "narasumber",
    "asesor",
    "fasilitator",
    "pendamping",
    "pemateri",
    "moderator",
    "pembicara",
    "undangan",
    "tamu",
];
/// What makes participants none of this time; of several words, all stand together.
const NOT_NOW: &[&str] = &[
    "cadangan",
    "alumni",
    "batal",
    "dibatalkan",
    "gugur",
    "ditolak",
    "mengundurkan diri",
    "mundur",
    "tahun lalu",
    "periode lalu",
    "angkatan lalu",
    "sudah sertifikasi",
    "sudah bersertifikat",
    "sudah tersertifikasi",
    "telah bersertifikat",
    "sudah pernah",
    "sudah ikut",
    "tidak lolos",
    "tidak lulus",
    "tidak hadir",
    "tidak memenuhi syarat",
    "tidak diterima",
    "belum lolos",
    "daftar tunggu",
    "waiting list",
];
/// Words by which a line speaks of participants.
const PARTICIPANTS: &[&str] = &["peserta", "asesi", "calon", "pemohon", "pustakawan"];
/// Those by which a line says so even beside a line that names others by what they do.
const SURELY: &[&str] = &["peserta", "asesi", "calon", "pemohon"];
/// Sheets that are called so hold no participants, whatever else their names say.
const SHEETS: &[&str] =
    &["contoh", "petunjuk", "template", "format", "panduan", "asesor", "panitia", "narasumber", "fasilitator"];
/// Words of a line that is about a letter, and names no list.
const LETTERS: &[&str] = &["nomor", "surat", "lampiran"];
/// Months as they stand beside a year.
const MONTHS: &[&str] = &[
    "jan",
    "januari",
    "feb",
    "februari",
    "pebruari",
    "mar",
    "maret",
    "apr",
    "april",
    "mei",
    "jun",
    "juni",
    "jul",
    "juli",
    "agu",
    "agt",
    "ags",
    "agustus",
    "sep",
    "sept",
    "september",
    "okt",
    "oktober",
    "nov",
    "nop",
    "november",
    "nopember",
    "des",
    "desember",
    "oct",
    "october",
    "dec",
    "december",
    "aug",
    "august",
    "may",
    "january",
    "february",
    "march",
    "june",
    "july",
];
/// Months after its end in which the list of a year may still be that of this time.
const STILL_MONTHS: i32 = 6;
/// Words of a line that names a list, at most: longer ones are sentences.
const LINE_WORDS: usize = 9;

/// Whether a line over rows names a list of others: `PESERTA CADANGAN`, `DAFTAR PANITIA`, `Peserta yang tidak lolos seleksi`. A
/// label with its value (`Asesor: Budi`) does not, nor a line of several (`Peserta dan Pendamping`) or of a letter.
pub(super) fn names_others(line: &str) -> bool {
    names_not_now(line) || names_role(line)
}

/// Whether a line can name a list at all.
fn is_of_list(line: &str) -> bool {
    let line = line.trim().trim_end_matches(':');
    let folded = fold(line);
    let words: Vec<&str> = folded.split(' ').collect();
    let several = words.iter().any(|word| matches!(*word, "dan" | "serta" | "atau"));
    !line.contains(':') && !several && words.len() <= LINE_WORDS && !says(line, LETTERS)
}

/// Whether a line names participants who are none of this time.
fn names_not_now(line: &str) -> bool {
    let folded = fold(line);
    is_of_list(line) && NOT_NOW.iter().any(|phrase| format!(" {folded} ").contains(&format!(" {phrase} ")))
}

/// Whether a line names others by what they do.
fn names_role(line: &str) -> bool {
    is_of_list(line) && says(line, ROLES) && !says(line, PARTICIPANTS)
}

/// Whether a line speaks of participants and of no others.
pub(super) fn names_participants(line: &str) -> bool {
    says(line, PARTICIPANTS) && !names_others(line)
}

fn says(line: &str, words: &[&str]) -> bool {
    fold(line).split(' ').any(|word| words.contains(&word))
}

/// Whether a table is a list of others, by the name of its sheet or by the nearest line over it that says of whom it is. A
/// label with its value in cells of their own is no such line; one that names others by what they do says nothing where
/// another names participants.
pub(super) fn is_of_others(table: &Table) -> bool {
    let sheet = whole_name(&table.sheet);
    let role = says(sheet, ROLES) && !says(sheet, PARTICIPANTS);
    let called = role || names_others(sheet) || says(sheet, SHEETS);
    let alone = |texts: &Vec<String>| if let [line] = texts.as_slice() { Some(line.clone()) } else { None };
    let lines: Vec<String> = table.titles.iter().rev().filter_map(|(_, texts)| alone(texts)).collect();
    let surely = lines.iter().any(|line| says(line, SURELY) && !names_others(line));
    let others = |line: &str| names_not_now(line) || (!surely && names_role(line));
    let nearest = lines.iter().find(|line| others(line) || names_participants(line));
    called || nearest.is_some_and(|line| others(line))
}

/// The places of the tables that are of an earlier year than others: `Peserta 2024` beside `Peserta 2025`, or a table under
/// `PESERTA TAHUN 2024` beside one of a later year; or beside `Peserta`, where that year is long over.
pub(super) fn of_earlier_years(found: &[Found], today: Date) -> BTreeSet<usize> {
    let years: Vec<Option<Of>> = found.iter().map(|f| year(&f.table)).collect();
    let bare = |f: &Found| without_year(whole_name(&f.table.sheet));
    let is_before = |of: &Of| {
        let later = |other: &Of| {
            of.year < other.year && (of.named == other.named || of.named.is_none() || other.named.is_none())
        };
        years.iter().flatten().any(later)
    };
    let long_over = |year: i16| {
        let months = (i32::from(today.year()) - i32::from(year) - 1) * 12 + i32::from(today.month()) - 1;
        months >= STILL_MONTHS
    };
    let is_over = |f: &Found, of: &Of| {
        let stands_beside = |other: &&Found| other.at != f.at && year_in(&other.table.sheet).is_none();
        long_over(of.year) && found.iter().filter(stands_beside).any(|other| bare(other) == bare(f))
    };
    let pairs = found.iter().zip(&years).filter_map(|(f, of)| of.as_ref().map(|of| (f, of)));
    pairs.filter(|(f, of)| is_before(of) || is_over(f, of)).map(|(f, _)| f.at).collect()
}

/// The year of a list.
struct Of {
    year: i16,
    /// What the sheet's name says besides; nothing where a line says the year.
    named: Option<String>,
}

/// The year that the sheet's name says, else the nearest line over the table: `PESERTA TAHUN 2024`. A month beside it makes it
/// the time of an event.
fn year(table: &Table) -> Option<Of> {
    let sheet = whole_name(&table.sheet);
    if let Some(year) = year_in(sheet) {
        return (!says(sheet, MONTHS)).then(|| Of { year, named: Some(without_year(sheet)) });
    }
    let of_line = |line: &String| {
        let folded = fold(line);
        let is_data = folded.starts_with("data tahun ");
        let rest =
            folded.split_once(" tahun ").map(|(_, rest)| rest).filter(|_| is_data || names_participants(line))?;
        let is_act = says(line, &["nomor", "peraturan", "surat", "undang", "no"]);
        year_in(rest).filter(|_| !is_act && !says(line, MONTHS))
    };
    let said = table.titles.iter().rev().flat_map(|(_, texts)| texts).find_map(of_line);
    said.map(|year| Of { year, named: None })
}

/// The last year that a text names by itself.
fn year_in(text: &str) -> Option<i16> {
    let folded = fold(text);
    let mut years = folded.split(' ').filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    years.rfind(|year| (2000..2100).contains(year))
}

fn without_year(text: &str) -> String {
    let folded = fold(text);
    folded.split(' ').filter(|word| year_in(word).is_none() && *word != "tahun").collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("PESERTA CADANGAN", true)]
    #[case("DAFTAR PANITIA", true)]
    #[case("NARASUMBER", true)]
    #[case("ASESOR", true)]
    #[case("Peserta yang tidak lolos seleksi", true)]
    #[case("DIBATALKAN:", true)]
    #[case("PENDAMPING", true)]
    #[case("Sudah Sertifikasi", true)]
    #[case("Data Tahun Lalu", true)]
    #[case("PESERTA DARI SEKOLAH", false)]
    #[case("PESERTA DAN PENDAMPING", false)]
    #[case("PESERTA PELATIHAN ASESOR", false)]
    #[case("Asesor: Budi Santoso", false)]
    #[case("Sudah Diverifikasi", false)]
    #[case("Kabupaten Tapin", false)]
    #[case("Lampiran Surat Undangan Nomor 045/12/2025", false)]
    #[case("Panitia Uji Kompetensi 2025", true)]
    fn a_line_names_others(#[case] line: &str, #[case] others: bool) {
        assert_eq!(names_others(line), others);
    }
}
