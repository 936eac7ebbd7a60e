//! Questions in print and the room for their answers. Both are made from what a candidate is shown, so that no key can
//! slip onto a sheet, and letters and numbers are those by which an answer sheet is keyed in (`exam::sheet`).

use certification::form::Locale;
use documents::{AnswerRoom, AnswerSpace, Ask, Lettered, Outline, PrintedArea, PrintedGap, PrintedQuestion, Shared};
use exam::{
    item::{Area, Choice, Gap, Interaction, Question, Shape, StimulusId},
    paper::shown::Shown,
};

use super::content::Ink;

/// Letters of a question beyond which it may run over two pages.
const LONG: usize = 700;
/// Ruled lines of an essay: where nothing is said, the fewest and the most, and words to a line.
const LINES: (u32, u32, u32, u32) = (14, 6, 30, 9);

/// A word in the language of the paper.
pub(super) const fn word(locale: Locale, id: &'static str, en: &'static str) -> &'static str {
    match locale {
        Locale::Id => id,
        Locale::En => en,
    }
}

/// Whether a question belongs to FR.IA.06 (written out) rather than to FR.IA.05 (chosen or filled in).
pub(super) const fn is_open(interaction: &Interaction) -> bool {
    matches!(
        interaction,
        Interaction::ShortAnswer { .. }
            | Interaction::Essay { .. }
            | Interaction::Upload { .. }
            | Interaction::Oral { .. }
    )
}

/// The questions of a paper in their order.
pub(super) fn questions(ink: &mut Ink, shown: &Shown, locale: Locale) -> Vec<PrintedQuestion> {
    let mut before: Option<&StimulusId> = None;
    let mut out = Vec::with_capacity(shown.questions.len());
    for (at, question) in shown.questions.iter().enumerate() {
        let stimulus = question.stimulus.as_ref();
        let shared = stimulus.filter(|id| before != Some(*id)).and_then(|id| shared(ink, shown, at, id, locale));
        before = stimulus;
        out.push(PrintedQuestion {
            n: at + 1,
            shared,
            stem: ink.blocks(&question.stem, gaps_of(question)),
            ask: ask(ink, question, locale),
            long: is_long(question),
        });
    }
    out
}

fn shared(ink: &mut Ink, shown: &Shown, at: usize, id: &StimulusId, locale: Locale) -> Option<Shared> {
    let stimulus = shown.stimuli.iter().find(|stimulus| stimulus.id == *id)?;
    let of = shown.questions.iter().skip(at).take_while(|question| question.stimulus.as_ref() == Some(id)).count();
    let (first, last) = (at + 1, at + of);
    let title = if of > 1 {
        format!("{} {first}–{last}", word(locale, "Untuk soal", "For questions"))
    } else {
        format!("{} {first}", word(locale, "Untuk soal", "For question"))
    };
    Some(Shared { title, content: ink.blocks(&stimulus.content, &[]) })
}

fn gaps_of(question: &Question) -> &[Gap] {
    match &question.interaction {
        Interaction::Gaps { gaps } => gaps,
        _ => &[],
    }
}

/// A question that could be taller than a page must be allowed to break.
fn is_long(question: &Question) -> bool {
    let letters: usize = question.contents().map(|content| content.words().chars().count()).sum();
    letters > LONG || question.contents().any(|content| !content.media().is_empty())
}

fn lettered(ink: &mut Ink, choices: &[Choice]) -> Vec<Lettered> {
    let one = |choice: &Choice| Lettered { letter: choice.id.to_string(), content: ink.blocks(&choice.content, &[]) };
    choices.iter().map(one).collect()
}

fn gaps(question: &Question) -> Vec<PrintedGap> {
    let shown = question.stem.gaps();
    let one =
        |(at, gap): (usize, &Gap)| PrintedGap { n: at + 1, unit: gap.unit.clone(), shown: shown.contains(&&gap.id) };
    gaps_of(question).iter().enumerate().map(one).collect()
}

fn ask(ink: &mut Ink, question: &Question, locale: Locale) -> Ask {
    match &question.interaction {
        Interaction::Single { options, .. } => Ask::Options { many: false, options: lettered(ink, options) },
        Interaction::Multiple { options, .. } => Ask::Options { many: true, options: lettered(ink, options) },
        Interaction::TrueFalse => Ask::Truth,
        Interaction::Matching { premises, responses, .. } => {
            let mut left = lettered(ink, premises);
            for (at, premise) in left.iter_mut().enumerate() {
                premise.letter = (at + 1).to_string();
            }
            Ask::Matching { left, right: lettered(ink, responses) }
        }
        Interaction::Ordering { steps, .. } => Ask::Ordering { steps: lettered(ink, steps) },
        Interaction::Gaps { .. } => Ask::Gaps { gaps: gaps(question) },
        Interaction::Hotspot { picture, areas, most } => Ask::Spot {
            alt: picture.alt.clone(),
            width: picture.width.unwrap_or(600).max(1),
            height: picture.height.unwrap_or(400).max(1),
            most: *most,
            areas: areas.iter().map(area).collect(),
            picture: ink.picture(picture),
        },
        Interaction::ShortAnswer { .. } => Ask::Essay { limit: String::new() },
        Interaction::Essay { words, minutes } => Ask::Essay { limit: limit(*words, *minutes, locale) },
        Interaction::Upload { .. } => Ask::Upload,
        Interaction::Oral { .. } => Ask::Oral,
    }
}

fn limit(words: Option<u32>, minutes: Option<u32>, locale: Locale) -> String {
    let words = words.map(|n| match locale {
        Locale::Id => format!("Sekitar {n} kata."),
        Locale::En => format!("About {n} words."),
    });
    let minutes = minutes.map(|n| match locale {
        Locale::Id => format!("Sekitar {n} menit."),
        Locale::En => format!("About {n} minutes."),
    });
    [words, minutes].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn area(area: &Area) -> PrintedArea {
    let at = area.shape.inside();
    let outline = match &area.shape {
        Shape::Rectangle(from, to) => Outline::Rectangle([from.x, from.y, to.x, to.y]),
        Shape::Circle(centre, radius) => Outline::Circle([centre.x, centre.y, *radius]),
        Shape::Polygon(corners) => Outline::Polygon(corners.iter().map(|corner| (corner.x, corner.y)).collect()),
    };
    PrintedArea { letter: area.id.to_string(), at: (at.x, at.y), outline }
}

/// Room for the answers, in their order.
pub(super) fn answers(shown: &Shown, locale: Locale) -> Vec<AnswerSpace> {
    (1..).zip(&shown.questions).map(|(n, question)| AnswerSpace { n, room: room(question, locale) }).collect()
}

fn room(question: &Question, locale: Locale) -> AnswerRoom {
    let letters = |choices: &[Choice]| choices.iter().map(|choice| choice.id.to_string()).collect();
    match &question.interaction {
        Interaction::Single { options, .. } => AnswerRoom::Letters { letters: letters(options), many: false },
        Interaction::Multiple { options, .. } => AnswerRoom::Letters { letters: letters(options), many: true },
        Interaction::TrueFalse => {
            let both = [word(locale, "B", "T"), word(locale, "S", "F")];
            AnswerRoom::Letters { letters: both.map(str::to_owned).to_vec(), many: false }
        }
        Interaction::Matching { premises, .. } => AnswerRoom::Pairs { left: premises.len() },
        Interaction::Ordering { steps, .. } => AnswerRoom::Order { steps: steps.len() },
        Interaction::Gaps { .. } => AnswerRoom::Gaps { gaps: gaps(question) },
        Interaction::Hotspot { areas, most, .. } if areas.is_empty() => AnswerRoom::Points { most: *most },
        Interaction::Hotspot { areas, most, .. } => {
            let letters = areas.iter().map(|area| area.id.to_string()).collect();
            AnswerRoom::Letters { letters, many: *most > 1 }
        }
        Interaction::ShortAnswer { .. } => AnswerRoom::Ruled { lines: 3 },
        Interaction::Essay { words, .. } => {
            let (usual, least, most, to_a_line) = LINES;
            AnswerRoom::Ruled { lines: words.map_or(usual, |words| words.div_ceil(to_a_line).clamp(least, most)) }
        }
        Interaction::Upload { .. } => AnswerRoom::Elsewhere {
            said: word(locale, "Berkas, kepada pengawas", "A file, to the invigilator").to_owned(),
        },
        Interaction::Oral { .. } => AnswerRoom::Elsewhere {
            said: word(locale, "Lisan, dicatat asesor", "Aloud, noted by the assessor").to_owned(),
        },
    }
}
