//! Headings that speak of somebody else than the participant, of another time or of another choice.

use certification::text::fold;

use crate::header::Heading;

/// Words by which a heading speaks of somebody else, of another time or of another choice than that of the participant.
pub(super) const OTHERS: &[&str] = &[
    "darurat",
    "keluarga",
    "suami",
    "istri",
    "isteri",
    "pasangan",
    "orang tua",
    "ortu",
    "lama",
    "sebelumnya",
    "terdahulu",
    "dulu",
    "tahun lalu",
    "cadangan",
    "alternatif",
    "kedua",
    "ketiga",
];

/// Whether a heading tells a field less surely than another would: a person may well be somebody else, a place where somebody
/// learned, a choice the second.
pub(super) fn is_second(heading: &Heading, field: &str) -> bool {
    let own = |words: &[&str]| heading.own.iter().any(|own| words.contains(&own.as_str()));
    let above = |words: &[&str]| heading.parent.iter().any(|own| words.contains(&own.as_str()));
    let label = fold(&heading.label);
    let counted = label.split(' ').next_back().is_some_and(|last| matches!(last, "2" | "3" | "ii" | "iii"));
    let somebody = [LEADERS, &["pembimbing", "pengirim", "pengusul", "bendahara"]].concat();
    match field {
        "institution" => {
            own(&["kepala", "lulusan", "email", "hp", "telepon"])
                || heading.own.iter().all(|word| LEARNING.contains(&word.as_str()))
                || (above(LEARNED) && own(LEARNING))
        }
        "kab" => label.split(' ').any(|word| matches!(word, "ktp" | "domisili")),
        "phone" => {
            let person = own(&["person"]) && own(&["hp", "telepon"]);
            counted || own(&somebody) || above(&somebody) || person || own(OFFICES)
        }
        "email" => counted || own(&somebody) || above(&somebody) || own(OFFICES),
        "name" | "nik" | "nip" => counted || own(&somebody) || above(&somebody),
        "cluster" => counted,
        _ => false,
    }
}

/// Words by which a heading speaks of who leads an office or answers for it.
const LEADERS: &[&str] =
    &["kepala", "operator", "admin", "pimpinan", "atasan", "pic", "penanggung", "direktur", "ketua"];

/// Words by which the heading of a telephone or an address speaks of where somebody works: it is everybody's there.
const OFFICES: &[&str] = &["sekolah", "dinas", "lembaga", "kantor", "instansi", "unit"];

/// Words of headings that may name where somebody learned as well as where somebody works.
const LEARNING: &[&str] = &["nama", "asal", "perguruan", "tinggi", "universitas", "kampus", "pt", "sekolah", "lembaga"];

/// Words over headings that speak of what somebody learned.
const LEARNED: &[&str] = &["pendidikan", "ijazah", "lulusan"];

/// Whether a heading is of somebody or something else where another column tells the name: what stands below the head of a
/// library is not the participant's, nor is where somebody learned.
pub(super) fn is_foreign(heading: &Heading, field: &str, named: bool) -> bool {
    let above = |words: &[&str]| heading.parent.iter().any(|own| words.contains(&own.as_str()));
    let own = |words: &[&str]| heading.own.iter().any(|own| words.contains(&own.as_str()));
    match field {
        "institution"
            if (above(LEARNED) && !above(&["satuan", "dinas", "tenaga", "lembaga"]))
                || (own(&["kepala"]) && own(&["nama"])) =>
        {
            true
        }
        "kab" if own(&["ktp"]) || fold(&heading.label).split(' ').any(|word| word == "ktp") => true,
        _ => named && (above(LEADERS) || (field != "position" && own(LEADERS))),
    }
}
