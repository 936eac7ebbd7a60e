//! Names of clusters with slips of the pen: long words with a letter or two wrong, and words written together.

use std::{collections::BTreeSet, sync::LazyLock};

use certification::text::fold;

use super::{CLUSTERS, Cluster, FILLERS};

/// Letters that may be wrong in a whole name.
const SLIPS: usize = 2;

/// Words of fewer letters are taken as they stand.
const LEAST_LETTERS: usize = 4;

/// A known word of fewer letters is no slip of another.
const LONG_ENOUGH_TO_SLIP: usize = 5;

/// Every word that a name may have.
static VOCABULARY: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let words = |cluster: &'static Cluster| cluster.must.iter().copied().chain([cluster.may]).flatten().copied();
    CLUSTERS.iter().flat_map(words).chain(FILLERS.iter().copied()).collect()
});

/// A text with slips in its long words mended where one known word alone comes nearest; nothing where there are none, or too
/// many.
pub(super) fn mended(text: &str) -> Option<String> {
    let (mut out, mut slips) = (text.to_lowercase(), 0);
    for word in fold(text).split(' ') {
        let length = word.chars().count();
        if length < LEAST_LETTERS || VOCABULARY.contains(word) {
            continue;
        }
        let most = if length < 8 { 1 } else { SLIPS };
        let near = |known: &&'static str| {
            let distance = strsim::osa_distance(known, word);
            (known.len() >= LONG_ENOUGH_TO_SLIP && distance <= most).then_some((distance, *known))
        };
        let found: BTreeSet<(usize, &str)> = VOCABULARY.iter().filter_map(near).collect();
        let Some((distance, meant)) = found.first().copied() else { continue };
        if found.iter().filter(|(other, _)| *other == distance).count() > 1 {
            continue;
        }
        slips += distance;
        out = out.replace(word, meant);
    }
    (1..=SLIPS).contains(&slips).then_some(out)
}

/// Letters of a word that is written together with others, at least.
const LEAST_PART: usize = 4;

/// No name of a cluster written together has more letters. What is longer is not taken apart: each part of it would be tried.
const LONGEST: usize = 80;

/// `LayananDasar` as `layanan dasar`: a text of one word that known words make up, each of some length. Nothing where the word
/// can be parted in more ways than one.
pub(super) fn set_apart(text: &str) -> Option<String> {
    let folded = fold(text);
    if folded.len() > LONGEST {
        return None;
    }
    let parted: Vec<Vec<String>> = folded.split(' ').map(parts).collect::<Option<_>>()?;
    let whole = parted.concat().join(" ");
    (whole != folded).then_some(whole)
}

/// The known words that make up one, itself where it is known.
fn parts(word: &str) -> Option<Vec<String>> {
    if VOCABULARY.contains(word) {
        return Some(vec![word.to_owned()]);
    }
    let known = |part: &str| part.len() >= LEAST_PART && VOCABULARY.contains(part);
    let ways = (LEAST_PART..word.len()).filter_map(|at| word.split_at_checked(at)).filter(|(first, _)| known(first));
    let mut ways = ways.filter_map(|(first, rest)| {
        parts(rest)
            .filter(|rest| rest.iter().all(|part| known(part)))
            .map(|rest| [vec![first.to_owned()], rest].concat())
    });
    ways.next().filter(|_| ways.next().is_none())
}
