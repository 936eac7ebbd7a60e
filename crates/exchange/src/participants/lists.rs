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
/// Sheets that are called so hold no participants, whatever else their names say.
const SHEETS: &[&str] = &["contoh", "petunjuk", "template", "format", "panduan"];
/// Words of a line that names a list, at most: longer ones are sentences.
const LINE_WORDS: usize = 9;

/// Whether a line over rows names a list of others: `PESERTA CADANGAN`, `DAFTAR PANITIA`, `Peserta yang tidak lolos seleksi`. A
/// label with its value (`Asesor: Budi`) does not, nor a line of several (`Peserta dan Pendamping`).
pub(super) fn names_others(line: &str) -> bool {
    let line = line.trim().trim_end_matches(':');
    let folded = fold(line);
    let words: Vec<&str> = folded.split(' ').collect();
    let says = |word: &&str| words.contains(word);
    let several = words.iter().any(|word| matches!(*word, "dan" | "serta" | "atau"));
    if line.contains(':') || several || words.len() > LINE_WORDS {
        return false;
    }
    let not_now = NOT_NOW.iter().any(|phrase| format!(" {folded} ").contains(&format!(" {phrase} ")));
    not_now || (ROLES.iter().any(&says) && !PARTICIPANTS.iter().any(says))
}

/// Whether a line speaks of participants and of no others.
fn names_participants(line: &str) -> bool {
    fold(line).split(' ').any(|word| PARTICIPANTS.contains(&word)) && !names_others(line)
}

/// Whether a table is a list of others, by the name of its sheet or by the nearest line over it that says of whom it is.
pub(super) fn is_of_others(table: &Table) -> bool {
    let sheet = whole_name(&table.sheet);
    let words = fold(sheet);
    let mut words = words.split(' ');
    // A name is short: whom it speaks of beside others says nothing.
    let called = names_others(sheet) || words.any(|word| SHEETS.contains(&word) || ROLES.contains(&word));
    let mut lines = table.titles.iter().rev().flat_map(|(_, texts)| texts);
    let nearest = lines.find(|line| names_others(line) || names_participants(line));
    called || nearest.is_some_and(|line| names_others(line))
}

/// The places of the tables that are of an earlier year than others: `Peserta 2024` beside `Peserta 2025`; or beside `Peserta`,
/// where that year is over.
pub(super) fn of_earlier_years(found: &[Found], today: Date) -> BTreeSet<usize> {
    let years: Vec<Option<i16>> = found.iter().map(|f| year(&f.table)).collect();
    let latest = years.iter().flatten().max().copied();
    let bare = |f: &Found| without_year(whole_name(&f.table.sheet));
    let is_over = |at: usize, year: i16| {
        let stands_beside = |other: &&Found| other.at != at && year_in(&other.table.sheet).is_none();
        let own = found.iter().find(|f| f.at == at).map(bare);
        year < today.year() && found.iter().filter(stands_beside).any(|other| Some(bare(other)) == own)
    };
    let pairs = found.iter().zip(&years).filter_map(|(f, year)| year.map(|year| (f.at, year)));
    pairs.filter(|(at, year)| Some(*year) < latest || is_over(*at, *year)).map(|(at, _)| at).collect()
}

/// The year that the sheet's name says, else the nearest line over the table: `PESERTA TAHUN 2024`.
fn year(table: &Table) -> Option<i16> {
    let of_line = |line: &String| {
        let folded = fold(line);
        let rest = folded.split_once(" tahun ").map(|(_, rest)| rest).filter(|_| names_participants(line))?;
        let is_act =
            ["nomor", "peraturan", "surat", "undang", "no"].iter().any(|word| folded.split(' ').any(|w| w == *word));
        year_in(rest).filter(|_| !is_act)
    };
    year_in(whole_name(&table.sheet))
        .or_else(|| table.titles.iter().rev().flat_map(|(_, texts)| texts).find_map(of_line))
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
    fn a_line_names_others(#[case] line: &str, #[case] others: bool) {
        assert_eq!(names_others(line), others);
    }
}
