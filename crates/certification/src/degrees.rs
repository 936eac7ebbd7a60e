//! A name with its degrees, as papers and pages write it: titles that stand in front of a name (*Dr.*, *Dra.*) before it,
//! all others behind, with commas between. Degrees are stored as they were written, in whatever order.

/// Titles that stand in front of a name, with or without a dot.
const IN_FRONT: &[&str] = &["dr", "drs", "dra", "ir", "prof", "drg", "drh", "drhc"];

/// Those that only a dot makes out.
const IN_FRONT_DOTTED: &[&str] = &["apt", "ns", "bd", "assoc", "asst", "h", "hj", "kh", "tgh", "ust", "pdt"];

/// Whether a word is one title of those that stand in front of a name, or several glued together: `Drs.`, `Dr.Ir.`
#[must_use]
pub fn is_in_front(word: &str) -> bool {
    let known = |part: &str| {
        let bare: String = part.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect();
        IN_FRONT.contains(&bare.as_str()) || (part.ends_with('.') && IN_FRONT_DOTTED.contains(&bare.as_str()))
    };
    let written = word.chars().all(|c| c.is_alphabetic() || c == '.') && word.chars().any(char::is_alphabetic);
    written && (known(word) || word.split_inclusive('.').all(known))
}

/// A name with its degrees; empty when there is no name.
#[must_use]
pub fn full_name(name: &str, degree: &str) -> String {
    if name.is_empty() {
        return String::new();
    }
    let (mut front, mut behind): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    for piece in degree.split(',') {
        let words: Vec<&str> = piece.split_whitespace().collect();
        let titles = words.iter().take_while(|word| is_in_front(word)).count();
        let (titles, rest) = words.split_at(titles);
        front.extend(titles);
        if !rest.is_empty() {
            behind.push(rest.join(" "));
        }
    }
    front.push(name);
    std::iter::once(front.join(" ")).chain(behind).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Hj. Siti Aminah", "Dr., S.Sos., M.A.", "Dr. Hj. Siti Aminah, S.Sos., M.A.")]
    #[case("Siti Aminah", "Dr. Hj., S.Sos., M.A.", "Dr. Hj. Siti Aminah, S.Sos., M.A.")]
    #[case("M. Yusuf", "Drs.", "Drs. M. Yusuf")]
    #[case("H. M. Yusuf", "Drs., M.Pd", "Drs. H. M. Yusuf, M.Pd")]
    #[case("Basuki", "Dr. Ir., M.T.", "Dr. Ir. Basuki, M.T.")]
    #[case("Basuki", "Dr.Ir.", "Dr.Ir. Basuki")]
    #[case("Ani", "M.Pd., Dr.", "Dr. Ani, M.Pd.")]
    #[case("Ani", "apt., S.Farm.", "apt. Ani, S.Farm.")]
    #[case("Ani", "dr. Sp.A", "dr. Ani, Sp.A")]
    #[case("Ani", "Ns., S.Kep", "Ns. Ani, S.Kep")]
    #[case("Amir Hamzah", "Prof. Dr. H., SH, MH, Ph.D", "Prof. Dr. H. Amir Hamzah, SH, MH, Ph.D")]
    #[case("Amir", "Dr. (H.C.)", "Dr. Amir, (H.C.)")]
    #[case("Ani", "S. Hum. M. IP.", "Ani, S. Hum. M. IP.")]
    #[case("Ani", "S.Hum.,M.IP", "Ani, S.Hum., M.IP")]
    #[case("Ani", "S.H., M.H.", "Ani, S.H., M.H.")]
    #[case("Ani", "A.Md", "Ani, A.Md")]
    #[case("Ani", "", "Ani")]
    #[case("", "Dr.", "")]
    fn a_name_is_written_with_titles_before_and_degrees_behind(
        #[case] name: &str,
        #[case] degree: &str,
        #[case] written: &str,
    ) {
        assert_eq!(full_name(name, degree), written);
    }
}
