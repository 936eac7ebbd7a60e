//! The words of a heading: folded, spellings made one, remarks gone.

use certification::text::fold;

/// Words that say nothing about a column.
const FILLERS: &[&str] = &[
    "no",
    "nomor",
    "nmr",
    "dan",
    "atau",
    "yang",
    "di",
    "ke",
    "dari",
    "untuk",
    "pada",
    "utk",
    "yg",
    "dipilih",
    "diikuti",
    "diambil",
    "diujikan",
    "aktif",
    "bisa",
    "dapat",
    "dihubungi",
    "wajib",
    "diisi",
    "mohon",
    "harap",
    "anda",
    "digit",
    "angka",
    "huruf",
    "kapital",
    "dd",
    "mm",
    "yyyy",
    "yy",
    "hh",
    "bb",
    "tttt",
    "thn",
    "the",
    "of",
    "ini",
    "saat",
    "sekarang",
    "jika",
    "bila",
    "ada",
    "opsional",
    "beserta",
    "dengan",
    "sebagai",
    "data",
    "isi",
    "masing",
    "by",
    "your",
    "number",
    "in",
];

/// Spellings that mean one word.
pub(super) const SAME: &[(&str, &str)] = &[
    ("tgl", "tanggal"),
    ("tangal", "tanggal"),
    ("tmp", "tempat"),
    ("tmpt", "tempat"),
    ("tpt", "tempat"),
    ("kelahiran", "lahir"),
    ("lhr", "lahir"),
    ("telp", "telepon"),
    ("tlp", "telepon"),
    ("telpon", "telepon"),
    ("tel", "telepon"),
    ("telephone", "telepon"),
    ("phone", "telepon"),
    ("handphone", "hp"),
    ("hape", "hp"),
    ("ponsel", "hp"),
    ("seluler", "hp"),
    ("whatsapp", "hp"),
    ("whatsap", "hp"),
    ("wa", "hp"),
    ("mobile", "hp"),
    ("kab", "kabupaten"),
    ("kabkota", "kabupaten kota"),
    ("kabko", "kabupaten kota"),
    ("prov", "provinsi"),
    ("propinsi", "provinsi"),
    ("kluster", "klaster"),
    ("cluster", "klaster"),
    ("klater", "klaster"),
    ("gender", "jk"),
    ("sex", "jk"),
    ("jkel", "jk"),
    ("ttl", "tempat tanggal lahir"),
    ("pend", "pendidikan"),
    ("jab", "jabatan"),
    ("inst", "instansi"),
    ("nipppk", "nip"),
    ("nippppk", "nip"),
    ("nippk", "nip"),
    ("surel", "email"),
    ("posel", "email"),
    ("gmail", "email"),
    ("mail", "email"),
    ("emai", "email"),
    ("name", "nama"),
    ("nm", "nama"),
    ("lengkapnya", "lengkap"),
    ("ibukota", "kota"),
    ("institusi", "instansi"),
    ("skema", "skema"),
    ("registrasi", "registrasi"),
    ("reg", "registrasi"),
    ("exp", "berlaku"),
    ("masaberlaku", "berlaku"),
    ("full", "lengkap"),
    ("birth", "lahir"),
    ("born", "lahir"),
    ("date", "tanggal"),
    ("place", "tempat"),
    ("dob", "tanggal lahir"),
    ("birthday", "tanggal lahir"),
    ("birthdate", "tanggal lahir"),
    ("pob", "tempat lahir"),
    ("birthplace", "tempat lahir"),
    ("institution", "instansi"),
    ("agency", "instansi"),
    ("workplace", "tempat kerja"),
    ("organization", "organisasi"),
    ("organisation", "organisasi"),
    ("school", "sekolah"),
    ("library", "perpustakaan"),
    ("regency", "kabupaten"),
    ("district", "kabupaten"),
    ("city", "kota"),
    ("province", "provinsi"),
    ("scheme", "skema"),
    ("degree", "gelar"),
    ("degrees", "gelar"),
    ("education", "pendidikan"),
    ("position", "jabatan"),
    ("address", "alamat"),
    ("contact", "kontak"),
    ("participant", "peserta"),
    ("remarks", "keterangan"),
    ("kriteria", "kriteria"),
    ("kuk", "kuk"),
];

/// The words of a label: folded, spellings made one, remarks such as *(sesuai KTP)* gone.
pub(super) fn words(label: &str) -> Vec<String> {
    let mut folded = format!(" {} ", spelled_out(&fold(&set_apart(label))));
    for (written, one) in [
        (" e mail ", " email "),
        (" lahir di ", " tempat lahir "),
        (" dilahirkan di ", " tempat lahir "),
        (" pos el ", " email "),
        (" l p ", " jk "),
        (" p l ", " jk "),
        (" j k ", " jk "),
        (" h p ", " hp "),
        (" w a ", " hp "),
        (" no hp ", " hp "),
        (" whats app ", " hp "),
        (" surat elektronik ", " email "),
        (" id number ", " identitas "),
        (" id no ", " identitas "),
        (" id card ", " identitas "),
        (" identity ", " identitas "),
        (" national id ", " identitas "),
    ] {
        folded = folded.replace(written, one);
    }
    let mut out: Vec<String> = Vec::new();
    for word in folded.split(' ').filter(|w| !w.is_empty()) {
        if matches!(word, "sesuai" | "contoh" | "format" | "misal" | "misalnya" | "cth") && !out.is_empty() {
            break;
        }
        if FILLERS.contains(&word) || word.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        let one = SAME.iter().find(|(written, _)| *written == word).map_or(word, |(_, one)| one);
        for word in one.split(' ') {
            if !out.iter().any(|w| w == word) {
                out.push(word.to_owned());
            }
        }
        if out.len() >= 12 {
            break;
        }
    }
    // `Nomor yang bisa dihubungi`: which number, nothing but the purpose says.
    if out.is_empty() && folded.contains(" dihubungi ") {
        out.push("hp".to_owned());
    }
    out
}

/// `TanggalLahir` as `Tanggal Lahir`: programs write the names of columns so.
fn set_apart(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    let mut before = ' ';
    for c in label.chars() {
        if before.is_lowercase() && c.is_uppercase() {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

/// `n i p` and `t t l`, of letters set apart by dots or blanks, are one word each.
fn spelled_out(folded: &str) -> String {
    let words: Vec<&str> = folded.split(' ').collect();
    let mut out = String::with_capacity(folded.len());
    for group in words.chunk_by(|a, b| a.len() == 1 && b.len() == 1) {
        let glue = if group.len() > 2 { "" } else { " " };
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&group.join(glue));
    }
    out
}

/// A heading without what only explains it: what stands in brackets, and an example behind it.
pub(crate) fn without_remarks(label: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::with_capacity(label.len());
    for c in label.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let lower = bare.to_lowercase();
    let cut = ["contoh", "misal", "format", "cth", "mis.", "ex:", "e.g"].iter().filter_map(|w| lower.find(w)).min();
    match cut {
        Some(at) if at > 0 && lower.len() == bare.len() => bare.get(..at).unwrap_or(&bare).to_owned(),
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_set_apart_are_one_word() {
        assert_eq!(words("N.I.P"), ["nip"]);
        assert_eq!(words("N I K"), ["nik"]);
        assert_eq!(words("T.T.L."), ["tempat", "tanggal", "lahir"]);
        assert_eq!(words("J/K"), ["jk"]);
        assert_eq!(words("L / P"), ["jk"]);
        assert_eq!(words("Pos-el"), ["email"]);
        assert_eq!(words("Alamat Surat Elektronik"), ["alamat", "email"]);
        assert_eq!(words("TanggalLahir"), ["tanggal", "lahir"]);
        assert_eq!(words("NoHP"), ["hp"]);
        assert_eq!(words("WhatsApp"), ["hp"]);
        assert_eq!(words("Date of Birth"), ["tanggal", "lahir"]);
    }

    #[test]
    fn an_example_in_a_heading_is_no_value() {
        assert_eq!(without_remarks("Email aktif (contoh: ani@contoh.go.id)").trim(), "Email aktif");
        assert_eq!(without_remarks("No. HP, contoh 081234567890"), "No. HP, ");
        assert_eq!(without_remarks("Contoh"), "Contoh");
    }

    #[test]
    fn remarks_and_spellings_do_not_matter() {
        assert_eq!(words("NAMA LENGKAP\n(SESUAI IJAZAH)"), ["nama", "lengkap"]);
        assert_eq!(words("Nama sesuai KTP"), ["nama"]);
        assert_eq!(words("No. HP (WA) yang aktif"), ["hp"]);
        assert_eq!(words("E-MAIL"), ["email"]);
        assert_eq!(words("Tmp/Tgl. Lahir (dd/mm/yyyy)"), ["tempat", "tanggal", "lahir"]);
        assert_eq!(words("L/P"), ["jk"]);
        assert!(words("NO").is_empty());
    }
}
