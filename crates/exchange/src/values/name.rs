//! Names and academic degrees, told apart. Titles such as *Hj.* belong to the name and stay;
//! a name without capitals, or in nothing but capitals, gets those of a name.

use certification::text::squeeze;

use super::remark;

/// A name as a certificate prints it, and the degrees beside it as they were written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// The name, empty when there is none.
    pub name: String,
    /// The degrees, those in front first.
    pub degree: String,
    /// What else somebody wrote beside it, such as *mengundurkan diri*; no part of the name.
    pub remark: String,
}

impl Name {
    /// The cell as it would be without its remark.
    #[must_use]
    pub fn unremarked(text: &str) -> String {
        parted(&squeeze(text)).0
    }
}

/// A name with its degrees, and the remark beside them; degrees in brackets are no remark.
fn parted(text: &str) -> (String, String) {
    remark::part(text, |inner| is_degrees(&inner.split([' ', ',']).filter(|w| !w.is_empty()).collect::<Vec<_>>()))
}

/// Degrees that stand in front of a name, with or without a dot.
const IN_FRONT: &[&str] = &["dr", "drs", "dra", "ir", "prof", "drg", "drh"];

/// Those that only a dot makes out.
const IN_FRONT_DOTTED: &[&str] = &["apt", "ns", "assoc"];

/// Titles that belong to the name.
const OF_THE_NAME: &[&str] =
    &["h", "hj", "kh", "tgh", "ust", "ustadz", "ustadzah", "hajjah", "haji", "gt", "gusti", "rd", "raden"];

/// Degrees behind a name, without signs; only those unlikely to be names themselves.
const BEHIND: &[&str] = &[
    "aip",
    "ama",
    "amak",
    "amapust",
    "amapd",
    "amd",
    "amdkom",
    "amdpust",
    "amdak",
    "amdip",
    "amdkeb",
    "amdkep",
    "amdperpus",
    "apust",
    "ba",
    "bba",
    "bsc",
    "ce",
    "cpa",
    "dea",
    "dipl",
    "iip",
    "lc",
    "llm",
    "ma",
    "mag",
    "map",
    "mak",
    "mba",
    "mcs",
    "med",
    "meng",
    "mh",
    "mhum",
    "mi",
    "mikom",
    "minf",
    "mip",
    "mipol",
    "mipust",
    "mkes",
    "mkn",
    "mkom",
    "mlib",
    "mlis",
    "mm",
    "mmpd",
    "mmsi",
    "mp",
    "mpar",
    "mpd",
    "mpdi",
    "mpdk",
    "mph",
    "mphil",
    "mpsi",
    "ms",
    "msc",
    "mse",
    "msh",
    "msi",
    "msn",
    "msos",
    "mstat",
    "mt",
    "mti",
    "mtr",
    "mtrap",
    "mus",
    "phd",
    "sab",
    "sag",
    "sak",
    "san",
    "sap",
    "sars",
    "sei",
    "se",
    "sesy",
    "sfarm",
    "sgz",
    "sh",
    "shi",
    "shum",
    "shut",
    "si",
    "sia",
    "siip",
    "sik",
    "sikom",
    "sip",
    "sipem",
    "sipi",
    "sipust",
    "sip",
    "skeb",
    "skel",
    "skep",
    "skes",
    "skh",
    "skm",
    "skom",
    "skomi",
    "smat",
    "smb",
    "smi",
    "sos",
    "spar",
    "spd",
    "spdi",
    "spdk",
    "spdsd",
    "spi",
    "spn",
    "spsi",
    "sptk",
    "spt",
    "spust",
    "ss",
    "ssi",
    "ssn",
    "ssos",
    "ssosi",
    "sst",
    "sstat",
    "sstp",
    "st",
    "stat",
    "sth",
    "sthi",
    "sti",
    "stp",
    "str",
    "strak",
    "strkom",
    "strp",
    "sy",
    "sus",
    "snpd",
    "tr",
];

/// Splits a cell that holds a name and perhaps degrees.
#[must_use]
pub fn split(text: &str) -> Name {
    let text = squeeze(&text.replace(['\u{a0}', '\u{200b}', '\u{feff}'], " "));
    if super::is_nothing(&text) || is_nobody(&text) {
        return Name::default();
    }
    let (text, remark) = parted(without_count(without_notes(&text)));
    let text = unbracketed(without_notes(&text));
    let (before, after) = text.split_once(',').or_else(|| degrees_after_semicolon(&text)).unwrap_or((&text, ""));
    let (before, after) = (before.trim(), after.trim());
    let before = &unglued(without_stop(before));
    let mut behind = String::new();
    let mut kept_behind = String::new();
    if !after.is_empty() {
        let words: Vec<&str> = after.split([',', ' ']).filter(|word| !word.is_empty()).collect();
        if words.iter().any(|word| is_degree_like(word)) || is_degrees(&words) {
            after.clone_into(&mut behind);
        } else {
            kept_behind = format!(", {after}");
        }
    }
    let mut words: Vec<&str> = before.split(' ').filter(|w| !w.is_empty() && !is_note(w)).collect();
    let mut front: Vec<&str> = Vec::new();
    let mut titles: Vec<&str> = Vec::new();
    while words.len() > 1 {
        if is_in_front(words[0]) {
            front.push(words.remove(0));
        } else if is_title(words[0]) && words.get(1).is_some_and(|w| is_in_front(w)) {
            titles.push(words.remove(0));
        } else {
            break;
        }
    }
    // `Sdr. Ahmad`, `Ibu Ani`: how a letter speaks to somebody is no part of a name.
    if words.len() > 1 && matches!(letters(words[0]).as_str(), "sdr" | "sdri" | "sdra" | "bpk" | "bapak" | "ibu") {
        words.remove(0);
    }
    if let Some(at) = (1..words.len()).find(|at| is_degrees(words.get(*at..).unwrap_or_default())) {
        let found = words.split_off(at).join(" ").trim_start_matches(['-', '–', '—', ' ']).to_owned();
        behind = if behind.is_empty() { found } else { format!("{found}, {behind}") };
        if let Some(last) = words.last_mut() {
            *last = without_stop(last);
        }
    }
    // `Budi Santoso - S.IP`: the dash parts the degree from the name, and belongs to neither.
    while let Some(last) = words.pop() {
        let bare = without_notes(last).trim_end_matches(['-', '–', '—']);
        if !bare.is_empty() || words.is_empty() {
            words.push(bare);
            break;
        }
    }
    let glued: Vec<String> = front.into_iter().flat_map(unglue).collect();
    // `Hj. SITI`: a title that has its capitals does not lend them to the name.
    while words.len() > 1 && is_title(words[0]) {
        titles.push(words.remove(0));
    }
    let name = match (titles.as_slice(), capitals(&words.join(" "))) {
        ([], name) => name,
        (titles, name) => format!("{} {name}", capitals(&titles.join(" "))),
    } + &kept_behind;
    Name { name, degree: join(&glued.join(" "), behind.trim_end_matches(',').trim()), remark }
}

/// Whether what was taken for a name may be more than one, or none: figures in it, an address, two people, a single letter. A
/// number of its own behind it (`Peserta Contoh 12`) is that of invented people, as sheets for trying out have them.
#[must_use]
pub fn is_doubtful(name: &str) -> bool {
    let number =
        name.rsplit(' ').next().filter(|last| last.len() < name.len() && last.chars().all(|c| c.is_ascii_digit()));
    let name = number.and_then(|number| name.strip_suffix(number)).unwrap_or(name);
    let folded = certification::text::fold(name);
    let two = name.contains(['/', '&', '|']) || folded.split(' ').any(|word| word == "dan");
    let figures = name.contains(|c: char| c.is_ascii_digit() || c == '@');
    figures || two || name.chars().filter(|c| c.is_alphabetic()).count() < 2
}

/// Whether a text stands for a name that is not known yet, or is none at all: `Menyusul`, `(kosong)`, `12`.
fn is_nobody(text: &str) -> bool {
    let folded = certification::text::fold(text);
    let words = folded.strip_prefix("nama ").or_else(|| folded.strip_prefix("data ")).unwrap_or(&folded);
    !text.chars().any(char::is_alphabetic)
        || super::is_nothing(words)
        || matches!(
            words,
            "menyusul"
                | "akan menyusul"
                | "masih menyusul"
                | "belum diketahui"
                | "belum ditentukan"
                | "belum terisi"
                | "tidak diketahui"
                | "lowong"
                | "vacant"
                | "tba"
                | "tbd"
                | "tbc"
                | "dst"
                | "dsb"
                | "dll"
                | "n a"
        )
}

/// `Ani; S.Pd` as `Ani, S.Pd`.
fn degrees_after_semicolon(text: &str) -> Option<(&str, &str)> {
    text.split_once(';').filter(|(_, after)| after.split([',', ' ']).any(is_degree_like))
}

/// Signs of a footnote.
const NOTES: [char; 9] = ['*', '†', '‡', '¹', '²', '³', '⁴', '⁵', '⁶'];

/// Whether a word is nothing but the sign of a footnote: `*)`, `**`, `1)`.
fn is_note(word: &str) -> bool {
    let bare = word.strip_suffix(')').unwrap_or(word);
    let figures = bare.len() < word.len() && bare.len() <= 2 && bare.chars().all(|c| c.is_ascii_digit());
    !bare.is_empty() && (figures || bare.chars().all(|c| NOTES.contains(&c)))
}

/// A text without signs of footnotes around it: `Ani Maulana *)`, `Ani Maulana, S.Pd**)`, `Ani Maulana 1)`.
fn without_notes(text: &str) -> &str {
    let text = text.trim_start_matches(NOTES).trim();
    let behind = text.rsplit(' ').next().filter(|last| last.len() < text.len() && is_note(last));
    let text = behind.and_then(|last| text.strip_suffix(last)).unwrap_or(text).trim_end();
    let bare = text.strip_suffix(')').unwrap_or(text).trim_end_matches(NOTES);
    let noted = text.strip_suffix(')').unwrap_or(text).ends_with(NOTES);
    if noted { bare.trim_end() } else { text }
}

/// A name without the number of its row: `1. Ani`, `12) Ani`.
fn without_count(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(name) if (1..=3).contains(&(text.len() - rest.len())) => name.trim_start(),
        _ => text,
    }
}

/// `Ani (S.Pd)` as `Ani, S.Pd`; any other bracket stays.
fn unbracketed(text: &str) -> String {
    let inner = text.strip_suffix(')').and_then(|t| t.rsplit_once('('));
    match inner {
        Some((name, degree)) if !name.trim().is_empty() && is_degrees(&degree.split(' ').collect::<Vec<_>>()) => {
            format!("{}, {degree}", name.trim())
        }
        _ => text.to_owned(),
    }
}

/// A name without the full stop of its sentence: one behind initials and short forms (`Ani P.`) stays.
fn without_stop(name: &str) -> &str {
    let last = name.rsplit(' ').next().unwrap_or_default();
    let whole = last.chars().filter(|c| c.is_alphabetic()).count() >= 4 && last.matches('.').count() == 1;
    if whole && !is_degrees(&[last]) { name.strip_suffix('.').unwrap_or(name) } else { name }
}

/// `Drs.H.Ahmad` as `Drs. H. Ahmad`, where the first of what is glued together is a degree or a title.
fn unglued(name: &str) -> String {
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    let parts: Vec<&str> = first.split_inclusive('.').collect();
    let known = |part: &str| is_in_front(part) || (part.ends_with('.') && is_title(part));
    // `H.M. Yusuf` is Haji Muhammad in short: of what follows a lone letter only a whole word is a name of its own.
    let glued = match parts.as_slice() {
        [one, _, ..] if one.chars().count() > 2 => known(one),
        [one, word] => known(one) && !word.ends_with('.') && word.chars().count() >= 3,
        _ => false,
    };
    let first = if glued && !is_in_front(first) { parts.join(" ") } else { first.to_owned() };
    if rest.is_empty() { first } else { format!("{first} {rest}") }
}

fn is_title(word: &str) -> bool {
    OF_THE_NAME.contains(&letters(word).as_str())
}

/// Puts what stands in a column of titles in front into a name: a title such as *Hj.* belongs to the name itself, all else
/// are degrees.
pub fn put_in_front(name: &mut Name, front: &str) {
    let glued = unglued(&squeeze(&front.replace(',', " ")));
    let (titles, degrees): (Vec<&str>, Vec<&str>) = glued.split(' ').partition(|word| is_title(word));
    let has = |title: &&&str| !name.name.split(' ').any(|word| letters(word) == letters(title));
    let titles: Vec<&str> = titles.iter().filter(has).copied().collect();
    if !titles.is_empty() && !name.name.is_empty() {
        name.name = format!("{} {}", titles.join(" "), name.name);
    }
    name.degree = join(&degrees.join(" "), &name.degree);
}

/// Joins degrees of two places.
#[must_use]
pub fn join(front: &str, behind: &str) -> String {
    match (front.trim(), behind.trim()) {
        ("", behind) => behind.to_owned(),
        (front, "") => front.to_owned(),
        (front, behind) => format!("{front}, {behind}"),
    }
}

/// Whether a word is one or more degrees that stand in front: `Drs.`, `Dr.Ir.`
fn is_in_front(word: &str) -> bool {
    // `Ir'` and `Dr-a` are no degrees: nothing but letters and dots.
    word.chars().all(|c| c.is_alphabetic() || c == '.')
        && word.split_inclusive('.').all(|part| {
            let bare = letters(part);
            IN_FRONT.contains(&bare.as_str()) || (part.ends_with('.') && IN_FRONT_DOTTED.contains(&bare.as_str()))
        })
}

/// `Dr.Ir.` is two degrees.
fn unglue(word: &str) -> Vec<String> {
    word.split_inclusive('.').map(str::to_owned).collect()
}

fn letters(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic() || *c == '-').flat_map(char::to_lowercase).collect()
}

/// Whether one piece after a comma looks like a degree: it has a dot or capitals inside, or is known.
fn is_degree_like(piece: &str) -> bool {
    let piece = piece.trim();
    !piece.is_empty() && (piece.contains('.') || BEHIND.contains(&letters(piece).as_str()))
}

/// Whether a text names nobody, but degrees alone: what is left of a name on the line below.
#[must_use]
pub fn is_nothing_but_degrees(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    !words.is_empty() && is_degrees(&words)
}

/// Whether all these words together are degrees, written with or without dots and blanks.
fn is_degrees(words: &[&str]) -> bool {
    (1..=words.len().min(3)).rev().any(|n| {
        let Some((first, rest)) = words.split_at_checked(n) else { return false };
        is_degree(&first.concat()) && (rest.is_empty() || is_degrees(rest))
    })
}

fn is_degree(word: &str) -> bool {
    let bare = letters(word);
    let dotted = word.trim_end_matches(['.', ',']).contains('.');
    let inner_capital = word.chars().skip(1).any(char::is_uppercase);
    if dotted {
        return BEHIND.contains(&bare.as_str()) || is_made(word);
    }
    // Without a dot inside only what no name looks like: SPd, MPd, SE; and `Amd.`, which ends in one.
    let stopped = word.ends_with('.') && bare.len() >= 3;
    (inner_capital || stopped) && bare.len() >= 2 && BEHIND.contains(&bare.as_str())
}

/// What degrees are in, as they are written between dots: of a name's initials (`M. Yusuf`) none is among them.
const FIELDS: &[&str] = &[
    "ab", "adm", "ag", "agr", "ak", "akun", "an", "ant", "ap", "ars", "bank", "bio", "bk", "bns", "des", "ds", "e",
    "ec", "farm", "fil", "gz", "h", "hum", "hut", "i", "ikom", "im", "in", "inf", "ip", "k", "kel", "kes", "keb",
    "kep", "km", "kom", "komp", "kn", "lib", "ling", "log", "m", "ma", "mat", "md", "or", "p", "pang", "par", "paud",
    "pd", "pel", "perpus", "pi", "psi", "pt", "ptk", "pust", "sd", "sains", "si", "sn", "sos", "st", "stat", "sy", "t",
    "tek", "th", "tp", "tr", "trad",
];

/// `S.Tr.Keb`, `A.Md.Par`: a capital, then nothing but what degrees are in, one of it in more than a letter.
fn is_made(word: &str) -> bool {
    let parts: Vec<String> = word.split('.').map(letters).filter(|p| !p.is_empty()).collect();
    let Some((first, fields)) = parts.split_first() else { return false };
    matches!(first.as_str(), "s" | "m" | "a" | "b")
        && word.starts_with(char::is_uppercase)
        && fields.iter().any(|field| field.len() >= 2)
        && fields.iter().all(|field| FIELDS.contains(&field.as_str()))
}

/// Gives a name its capitals when it has none, or nothing else.
#[must_use]
pub fn capitals(name: &str) -> String {
    let lower = name.chars().any(char::is_lowercase);
    let upper = name.chars().any(char::is_uppercase);
    if lower && upper {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        // Of `Nurul 'Aini` the apostrophe begins the word, of `Nur'aini` it does not.
        start = !c.is_alphanumeric() && (start || !matches!(c, '\'' | '’' | '`'));
    }
    out
}

#[cfg(test)]
mod tests;
