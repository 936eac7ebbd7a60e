//! What each answer brings, beside the key in print: whoever marks a paper gives what the house's own scoring gives.

use certification::form::Locale;
use exam::item::{Answer, ChoiceId, GapKey, GapWeights, Interaction, Item, NumberKey, PairWeights, Scoring, TextKey};
use rust_decimal::Decimal;

use super::question::word;

/// A number in the language of the paper.
fn figure(number: Decimal, locale: Locale) -> String {
    let text = number.normalize().to_string();
    if locale == Locale::Id { text.replace('.', ",") } else { text }
}

/// What stands behind an answer that brings a part of the points: ` (50%)`.
fn part(share: Decimal, locale: Locale) -> String {
    if share == Decimal::ONE {
        return String::new();
    }
    format!(" ({}%)", figure((share * Decimal::ONE_HUNDRED).round_dp(2), locale))
}

/// Accepted texts, with the part that each brings.
pub(super) fn texts(key: &TextKey, locale: Locale) -> String {
    let one = |accepted: &exam::item::Accepted| format!("{}{}", accepted.text, part(accepted.share, locale));
    let mut out = key.accepted.iter().map(one).collect::<Vec<_>>().join(" / ");
    if key.case_sensitive {
        out.push_str(word(locale, " (huruf besar dibedakan)", " (capitals matter)"));
    }
    if key.marked_by_people {
        out.push_str(word(locale, " (selain itu dinilai orang)", " (anything else is marked by people)"));
    }
    out
}

/// Accepted numbers, with the part that each brings.
pub(super) fn numbers(numbers: &[NumberKey], locale: Locale) -> String {
    let one = |number: &NumberKey| {
        let value = figure(number.value, locale);
        let within = match number.tolerance.is_zero() {
            true => value,
            false => format!("{value} ± {}", figure(number.tolerance, locale)),
        };
        format!("{within}{}", part(number.share, locale))
    };
    numbers.iter().map(one).collect::<Vec<_>>().join(" / ")
}

/// What the answers to a question bring where the key alone does not say it, a sentence each. `shown` are its options or
/// responses by their letters on the question sheet, `premises` what wants a partner, both in order.
pub(super) fn sentences(
    item: &Item,
    shown: &[(String, ChoiceId)],
    premises: &[ChoiceId],
    locale: Locale,
) -> Vec<String> {
    let mut out = Vec::new();
    match &item.key.scoring {
        Scoring::Weights(_) => out.extend(weighed(item, shown, locale)),
        Scoring::Pairs(weights) => out.extend(paired(item, weights, (shown, premises), locale)),
        Scoring::Gaps(weights) => out.extend(gapped(item, weights, locale)),
        scoring => {
            let parts = parts(&item.key.answer);
            // Of options that are chosen, one right one and another are not the right one alone.
            let several = parts > 1 || matches!(item.key.answer, Answer::Choices(_));
            out.extend(several.then(|| by_parts(item, scoring, parts, locale)));
        }
    }
    if folded(&item.key.answer) {
        out.push(word(locale, "Huruf besar dan kecil tidak dibedakan.", "Capitals do not matter.").to_owned());
    }
    out
}

/// Into how many parts an answer falls that are right or wrong by themselves.
fn parts(answer: &Answer) -> usize {
    match answer {
        Answer::Choices(ids) => ids.len(),
        Answer::Pairs(pairs) => pairs.len(),
        Answer::Order(ids) => ids.len(),
        Answer::Gaps(keys) => keys.len(),
        Answer::Areas(areas) => areas.len(),
        Answer::Choice(_) | Answer::Truth(_) | Answer::Texts(_) | Answer::Rubric(_) => 1,
    }
}

fn by_parts(item: &Item, scoring: &Scoring, parts: usize, locale: Locale) -> String {
    let share = format!("1/{parts}");
    match scoring {
        Scoring::Parts => match locale {
            Locale::Id => format!("Setiap bagian yang benar mendapat {share} nilainya."),
            Locale::En => format!("Each right part brings {share} of the points."),
        },
        Scoring::PartsLessWrong => match locale {
            Locale::Id => format!(
                "Setiap bagian yang benar mendapat {share} nilainya; yang salah mengurangi sebanyak itu, tidak sampai di bawah nol."
            ),
            Locale::En => {
                format!(
                    "Each right part brings {share} of the points; each wrong one takes as much off, never below zero."
                )
            }
        },
        _ if partial(&item.key.answer) => word(
            locale,
            "Nilainya sebesar bagian terkecil di antara isiannya; nol bila ada yang salah.",
            "It brings the least part among its gaps, and none where one is wrong.",
        )
        .to_owned(),
        _ => word(
            locale,
            "Nilai penuh bila semuanya benar; selain itu nol.",
            "All points when all of it is right, none otherwise.",
        )
        .to_owned(),
    }
}

/// Some accepted answer of a gap brings a part only.
fn partial(answer: &Answer) -> bool {
    let Answer::Gaps(keys) = answer else { return false };
    keys.values().any(|key| match key {
        GapKey::Text(key) => key.accepted.iter().any(|accepted| accepted.share != Decimal::ONE),
        GapKey::Numbers(numbers) => numbers.iter().any(|number| number.share != Decimal::ONE),
    })
}

/// Texts are compared without regard to capital letters, and none with.
fn folded(answer: &Answer) -> bool {
    let keys: Vec<&TextKey> = match answer {
        Answer::Texts(key) => vec![key],
        Answer::Gaps(keys) => keys
            .values()
            .filter_map(|key| match key {
                GapKey::Text(key) => Some(key),
                GapKey::Numbers(_) => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    !keys.is_empty() && keys.iter().all(|key| !key.case_sensitive)
}

/// The points of each option that is shown, by its letter.
fn weighed(item: &Item, shown: &[(String, ChoiceId)], locale: Locale) -> Option<String> {
    let Scoring::Weights(weights) = &item.key.scoring else { return None };
    let points = item.question.points;
    let single = matches!(item.question.interaction, Interaction::Single { .. });
    let brings = |id: &ChoiceId| {
        let weight = weights.get(id).copied().unwrap_or_default();
        // A choice that stands alone never brings less than nothing.
        let weight = if single { weight.clamp(Decimal::ZERO, Decimal::ONE) } else { weight };
        (weight * points).round_dp(4)
    };
    let said = |number: Decimal| signed(number, locale);
    let mut all: Vec<String> = shown
        .iter()
        .map(|(letter, id)| (letter, brings(id)))
        .filter(|(_, brings)| !brings.is_zero())
        .map(|(letter, brings)| format!("{letter} {}", said(brings)))
        .collect();
    if all.len() < shown.len() {
        all.push(word(locale, "lainnya 0", "others 0").to_owned());
    }
    let bounds = if single { String::new() } else { bounds(points, locale) };
    Some(format!("{} {}{bounds}.", word(locale, "Nilai:", "Points:"), all.join("; ")))
}

/// A number with a minus of its own width.
fn signed(number: Decimal, locale: Locale) -> String {
    figure(number, locale).replace('-', "−")
}

fn bounds(points: Decimal, locale: Locale) -> String {
    match locale {
        Locale::Id => format!("; dijumlahkan, paling sedikit 0, paling banyak {}", signed(points, locale)),
        Locale::En => format!("; added up, at least 0, at most {}", signed(points, locale)),
    }
}

/// So much of the points as a weight is of all.
fn brings(points: Decimal, weight: Decimal, all: Decimal) -> Option<Decimal> {
    Some((points * weight.checked_div(all)?).round_dp(4))
}

/// The points of each pair that counts something, by the numbers and letters of the sheet.
fn paired(
    item: &Item,
    weights: &PairWeights,
    (shown, premises): (&[(String, ChoiceId)], &[ChoiceId]),
    locale: Locale,
) -> Option<String> {
    let Answer::Pairs(right) = &item.key.answer else { return None };
    let (points, all) = (item.question.points, weights.all(right));
    let one = |(left, to, weight): (&ChoiceId, &ChoiceId, i64)| {
        let n = premises.iter().position(|premise| premise == left)? + 1;
        let (letter, _) = shown.iter().find(|(_, response)| response == to)?;
        Some((n, letter, brings(points, weight.into(), all)?))
    };
    let mut pairs = weights.iter().map(one).collect::<Option<Vec<_>>>()?;
    pairs.sort_unstable();
    let mut out: Vec<String> =
        pairs.into_iter().map(|(n, letter, brings)| format!("{n}{letter} {}", signed(brings, locale))).collect();
    let other = signed(brings(points, weights.other().into(), all)?, locale);
    out.push(format!("{} {other}", word(locale, "lainnya", "others")));
    Some(format!("{} {}{}.", word(locale, "Nilai:", "Points:"), out.join("; "), bounds(points, locale)))
}

/// The points of each gap, by its number.
fn gapped(item: &Item, weights: &GapWeights, locale: Locale) -> Option<String> {
    let Interaction::Gaps { gaps } = &item.question.interaction else { return None };
    let one = |(at, gap): (usize, &exam::item::Gap)| {
        let brings = brings(item.question.points, weights.weight(&gap.id), weights.all())?;
        Some(format!("({}) {}", at + 1, figure(brings, locale)))
    };
    let all = gaps.iter().enumerate().map(one).collect::<Option<Vec<_>>>()?;
    Some(format!("{} {}.", word(locale, "Nilai:", "Points:"), all.join("; ")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use exam::item::{Accepted, Choice, Content, Gap, GapId, ItemId, Key, Language, Question};

    use super::*;

    fn id(letter: char) -> ChoiceId {
        ChoiceId::new(letter.to_string()).unwrap()
    }

    fn item(interaction: Interaction, answer: Answer, scoring: Scoring) -> Item {
        let (stem, language) = (Content::plain("Mana?"), Language::Id);
        let question = Question { language, stimulus: None, stem, interaction, points: Decimal::TWO };
        let (rationales, explanation) = (BTreeMap::new(), Content::default());
        Item::new(ItemId::letter(0), String::new(), question, Key { answer, scoring, rationales, explanation })
    }

    fn options() -> Vec<Choice> {
        "ABCD".chars().map(|letter| Choice { id: id(letter), content: Content::plain(&letter.to_string()) }).collect()
    }

    fn weights(of: &[(char, i64)]) -> Scoring {
        Scoring::Weights(of.iter().map(|(letter, tenths)| (id(*letter), Decimal::new(*tenths, 1))).collect())
    }

    fn said(item: &Item) -> Vec<String> {
        // The sheet shows D first.
        let shown: Vec<_> = "ABCD".chars().zip("DABC".chars()).map(|(a, of)| (a.to_string(), id(of))).collect();
        sentences(item, &shown, &[id('Q'), id('P')], Locale::Id)
    }

    #[test]
    fn each_option_that_brings_something_is_told_by_the_letter_of_the_sheet() {
        let single = Interaction::Single { options: options(), shuffle: true };
        let scoring = weights(&[('A', 10), ('B', 10), ('C', 5), ('D', -5)]);
        assert_eq!(said(&item(single.clone(), Answer::Choice(id('A')), scoring)), ["Nilai: B 2; C 2; D 1; lainnya 0."]);
        assert!(said(&item(single, Answer::Choice(id('A')), Scoring::Whole)).is_empty());
        let many = Interaction::Multiple { options: options(), least: 0, most: 4, shuffle: true };
        let scoring = weights(&[('A', 5), ('B', 5), ('D', -5)]);
        let right = Answer::Choices([id('A'), id('B')].into());
        assert_eq!(
            said(&item(many, right, scoring)),
            ["Nilai: A −1; B 1; C 1; lainnya 0; dijumlahkan, paling sedikit 0, paling banyak 2."]
        );
    }

    #[test]
    fn parts_and_wholes_are_told_apart() {
        let many = Interaction::Multiple { options: options(), least: 0, most: 4, shuffle: true };
        let right = Answer::Choices([id('A'), id('B')].into());
        let of = |scoring| said(&item(many.clone(), right.clone(), scoring)).remove(0);
        assert_eq!(of(Scoring::Parts), "Setiap bagian yang benar mendapat 1/2 nilainya.");
        assert_eq!(of(Scoring::Whole), "Nilai penuh bila semuanya benar; selain itu nol.");
        assert!(
            of(Scoring::PartsLessWrong).ends_with("yang salah mengurangi sebanyak itu, tidak sampai di bawah nol.")
        );
    }

    /// The sheet shows Q first, and D as A.
    #[test]
    fn each_pair_and_each_gap_is_told_with_its_points() {
        let premises = "PQ".chars().map(|c| Choice { id: id(c), content: Content::plain(&c.to_string()) }).collect();
        let matching = Interaction::Matching { premises, responses: options(), shuffle: true };
        let right: BTreeMap<_, _> = [(id('P'), id('A')), (id('Q'), id('D'))].into();
        let pairs = [('P', 'A', 3), ('Q', 'D', 1), ('Q', 'C', -1)].map(|(p, r, n)| ((id(p), id(r)), n.into()));
        let of = |other: i64| {
            let weights = PairWeights::of(pairs.clone(), other.into()).unwrap();
            said(&item(matching.clone(), Answer::Pairs(right.clone()), Scoring::of_pairs(weights, &right))).remove(0)
        };
        assert_eq!(of(0), "Nilai: 1A 0,5; 1D −0,5; 2B 1,5; lainnya 0; dijumlahkan, paling sedikit 0, paling banyak 2.");
        assert!(of(-2).contains("2B 1,5; lainnya −1; dijumlahkan"));
        let ids = [GapId::letter(0), GapId::letter(1)];
        let gap = |id: &GapId| Gap { id: id.clone(), number: true, unit: String::new() };
        let number = || GapKey::Numbers(vec![NumberKey { value: 1.into(), tolerance: 0.into(), share: 1.into() }]);
        let keys = ids.iter().map(|id| (id.clone(), number())).collect();
        let weights = GapWeights::of(ids.iter().cloned().zip([1.into(), 2.into()])).unwrap();
        let gaps = Interaction::Gaps { gaps: ids.iter().map(gap).collect() };
        assert_eq!(said(&item(gaps, Answer::Gaps(keys), Scoring::Gaps(weights))), ["Nilai: (1) 0,6667; (2) 1,3333."]);
    }

    #[test]
    fn accepted_answers_are_told_with_their_part_and_their_capitals() {
        let accepted = [("Bandung", 100), ("Bdg", 50)]
            .map(|(text, share)| Accepted { text: text.to_owned(), share: Decimal::new(share, 2) });
        let key = |case_sensitive| TextKey { accepted: accepted.to_vec(), case_sensitive, marked_by_people: false };
        assert_eq!(texts(&key(false), Locale::Id), "Bandung / Bdg (50%)");
        assert_eq!(texts(&key(true), Locale::En), "Bandung / Bdg (50%) (capitals matter)");
        let gaps = |sensitive, whole| {
            let ids = [GapId::letter(0), GapId::letter(1)];
            let gap = |id: &GapId| Gap { id: id.clone(), number: false, unit: String::new() };
            let keys = ids.iter().map(|id| (id.clone(), GapKey::Text(key(sensitive)))).collect();
            let interaction = Interaction::Gaps { gaps: ids.iter().map(gap).collect() };
            said(&item(interaction, Answer::Gaps(keys), if whole { Scoring::Whole } else { Scoring::Parts }))
        };
        assert_eq!(
            gaps(false, false),
            ["Setiap bagian yang benar mendapat 1/2 nilainya.", "Huruf besar dan kecil tidak dibedakan."]
        );
        assert_eq!(gaps(true, true), ["Nilainya sebesar bagian terkecil di antara isiannya; nol bila ada yang salah."]);
        let number = |share| NumberKey { value: Decimal::new(314, 2), tolerance: Decimal::new(1, 2), share };
        assert_eq!(
            numbers(&[number(Decimal::ONE), number(Decimal::new(5, 1))], Locale::Id),
            "3,14 ± 0,01 / 3,14 ± 0,01 (50%)"
        );
    }
}
