//! What the report says in words: what happened, what is suggested, and how it was counted. Every sentence is drawn from
//! the counts; where they say nothing, it is not said.

use std::collections::BTreeSet;

use certification::form::{
    Locale,
    wording::{date, span},
};

use super::{super::moment, Told};
use crate::place;

/// Districts that are named at most where few came.
const NAMED: usize = 4;

/// What the first figure counts.
pub(super) fn assessed(told: &Told) -> String {
    let all = told.counts().registered;
    match told.locale {
        Locale::Id => format!("orang dinilai, dari {all} yang terdaftar"),
        Locale::En => format!("people assessed, of {all} registered"),
    }
}

/// What the last figure counts.
pub(super) fn issued(told: &Told) -> String {
    let waiting = told.counts().decided_k - told.counts().issued;
    match (waiting > 0 && !told.too_few(), told.locale) {
        (true, Locale::Id) => format!("sertifikat telah terbit; {waiting} menunggu"),
        (true, Locale::En) => format!("certificates issued; {waiting} still to come"),
        (false, _) => told.say("sertifikat telah terbit", "certificates issued"),
    }
}

/// What happened.
pub(super) fn happened(told: &Told) -> Vec<String> {
    let c = told.counts();
    if c.assessed == 0 {
        return vec![told.say(
            "Belum ada yang dinilai. Laporan ini memuat pendaftaran sampai hari ini.",
            "Nobody has been assessed yet. This report covers registration up to today.",
        )];
    }
    let live = || told.groups.iter().filter(|g| !g.withdrawn && g.present == Some(true));
    let districts = live().filter_map(|g| g.kab.as_deref()).collect::<BTreeSet<_>>().len();
    let assessors = live().filter_map(|g| g.assessor).collect::<BTreeSet<_>>().len();
    let schemes = live().map(|g| g.slug.as_str()).collect::<BTreeSet<_>>().len();
    let days = span(&told.event.starts, &told.event.ends, told.locale);
    let (present, assessed, k, bk, pending) =
        (c.present, c.assessed, c.decided_k, c.decided_bk, c.assessed - c.decided());
    let mut text = vec![match told.locale {
        Locale::Id => format!(
            "Pada {days}, {present} orang dari {districts} kabupaten/kota hadir; {assessed} dari mereka selesai dinilai oleh {assessors} asesor terhadap standar kompetensi kerja, dalam {schemes} skema. Tiap orang memilih satu skema."
        ),
        Locale::En => format!(
            "On {days}, {present} people from {districts} districts came; {assessed} of them have been assessed by {assessors} assessors against the competency standard, in {schemes} schemes. Each chose one scheme."
        ),
    }];
    if told.too_few() {
        let least = told.telling.least;
        text.push(match told.locale {
            Locale::Id => format!("Yang diputus kurang dari {least} orang, sehingga hasilnya belum dimuat."),
            Locale::En => format!("Fewer than {least} people have been decided on, so their outcome is not told yet."),
        });
    } else if c.decided() > 0 && bk == 0 {
        text.push(match told.locale {
            Locale::Id => format!("{k} orang, semua yang diputus, terbukti kompeten."),
            Locale::En => format!("{k} people, all who were decided on, were shown to be competent."),
        });
    } else if c.decided() > 0 {
        text.push(match told.locale {
            Locale::Id => format!(
                "{k} orang terbukti kompeten; {bk} orang belum dapat menunjukkan seluruh bukti yang diminta. “Belum kompeten” bukan berarti tidak mampu bekerja: untuk skema yang dipilih, ada kriteria yang buktinya belum lengkap. Daftarnya sudah diterima setiap peserta, dan uji ulang dapat diikuti."
            ),
            Locale::En => format!(
                "{k} were shown to be competent; {bk} could not yet show all the evidence asked for. “Not yet competent” does not mean unable to work: for the scheme chosen, evidence for some criteria was incomplete. Everybody has received the list, and may be assessed again."
            ),
        });
    }
    if pending > 0 {
        text.push(match told.locale {
            Locale::Id => format!(
                "{pending} orang sudah dinilai tetapi belum diputus; angka di laporan ini masih dapat bertambah."
            ),
            Locale::En => {
                format!("{pending} were assessed but not decided on yet; figures of this report may still grow.")
            }
        });
    }
    text
}

/// What is suggested, from what was found.
pub(super) fn suggested(told: &Told) -> Vec<String> {
    let mut points = Vec::new();
    if let Some(gap) = told.gaps.first() {
        let (unit, scheme) = (title(told, &gap.slug, &gap.unit), told.scheme(&gap.slug));
        let (missed, n) = (gap.missed, gap.n);
        points.push(match told.locale {
            Locale::Id => format!("Dahulukan pendampingan pada unit “{unit}” ({scheme}): {missed} dari {n} orang yang diputus belum mencapainya."),
            Locale::En => format!("Begin support with the unit “{unit}” ({scheme}): {missed} of {n} people decided on did not reach it."),
        });
    }
    if told.counts().decided_bk > 0 && !told.too_few() {
        points.push(told.say(
            "Buka uji ulang untuk unit yang kurang saja, agar biaya dan waktu hemat.",
            "Offer a new assessment of the units that were missed only, to save cost and time.",
        ));
    }
    let few: Vec<String> = told
        .standing
        .by_district
        .iter()
        .filter(|d| !d.kab.is_empty() && d.counts.registered < told.telling.least)
        .map(|d| place::short(&d.kab))
        .collect();
    if !few.is_empty() && told.standing.by_district.len() > few.len() {
        let (named, more) =
            (few.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", "), few.len().saturating_sub(NAMED));
        let more = match (more, told.locale) {
            (0, _) => String::new(),
            (n, Locale::Id) => format!(" dan {n} lainnya"),
            (n, Locale::En) => format!(" and {n} more"),
        };
        let least = told.telling.least;
        points.push(match told.locale {
            Locale::Id => format!("Ajak wilayah dengan peserta sedikit (kurang dari {least}): {named}{more}."),
            Locale::En => format!("Invite districts that sent few (fewer than {least}): {named}{more}."),
        });
    }
    points
}

/// Title of a unit.
fn title(told: &Told, slug: &str, code: &str) -> String {
    let scheme = told.schemes.iter().find(|s| s.slug == slug);
    let unit = scheme.and_then(|s| s.units.iter().find(|u| u.code == code));
    unit.map_or_else(|| code.to_owned(), |u| told.locale.prefer(&u.title, &u.title_en).to_owned())
}

/// An instant as a report says it: `9 November 2026 pukul 17.00 WITA`.
fn minute(micros: i64, zone: &str, locale: Locale) -> String {
    let (day, time) = moment(micros, zone);
    match locale {
        Locale::Id => format!("{} pukul {time}", date(&day, locale)),
        Locale::En => format!("{} at {}", date(&day, locale), time.replace('.', ":")),
    }
}

/// How it was counted.
pub(super) fn counted(told: &Told) -> Vec<String> {
    let at = minute(told.now, &told.event.zone, told.locale);
    let (sure, least) = (told.telling.confidence, told.telling.least);
    let (mut first, second) = match told.locale {
        Locale::Id => (
            format!(
                "Angka diambil dari jurnal kasus pada {at}. Kompeten dan belum kompeten adalah keputusan rapat pleno, bukan rekomendasi asesor; yang tidak hadir atau mengundurkan diri tidak dihitung belum kompeten. Bagian yang kompeten adalah K dibagi jumlah yang diputus; selang {sure} % dihitung dengan cara Wilson. Kelompok dengan kurang dari {least} orang yang diputus tidak ditampilkan; bila hanya satu, kelompok terkecil berikutnya ikut, supaya angkanya tidak dapat dihitung balik dari jumlah."
            ),
            "Nama peserta tidak dimuat. Wilayah adalah tempat kerja, bukan tempat tinggal. Yang diuji dipilih instansinya, jadi angka ini tidak menggambarkan seluruh pustakawan.",
        ),
        Locale::En => (
            format!(
                "Figures are taken from the journal of cases on {at}. Competent and not yet competent are decisions of the panel, not recommendations of assessors; those who were absent or withdrew do not count as not yet competent. The share of the competent is K out of those decided on; its {sure} % interval follows Wilson. Groups with fewer than {least} people decided on are not shown; where it is a single one, the next smallest is hidden with it, so that nothing can be had by subtracting from the total."
            ),
            "No candidate is named. A district is where people work, not where they live. Their institutions chose whom to send, so these figures do not describe all librarians.",
        ),
    };
    if !told.too_few()
        && let Some(of) = told.telling.share(told.counts().decided_k, told.counts().decided())
    {
        let (share, lo, hi) = (of.share, of.lo, of.hi);
        first.push_str(&match told.locale {
            Locale::Id => format!(" Untuk seluruh acara: {share:.0} % (selang {lo:.0}–{hi:.0} %)."),
            Locale::En => format!(" For the whole event: {share:.0} % (interval {lo:.0}–{hi:.0} %)."),
        });
    }
    vec![first, second.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_told_by_the_clock_of_the_event() {
        let at = certification::civil::instant("2026-11-09", "17:05", "Asia/Makassar").unwrap();
        assert_eq!(minute(at, "Asia/Makassar", Locale::Id), "9 November 2026 pukul 17.05 WITA");
        assert_eq!(minute(at, "Asia/Jakarta", Locale::En), "9 November 2026 at 16:05 WIB");
    }
}
