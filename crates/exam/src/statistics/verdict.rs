//! Verdicts: what can be said of a figure. The code is all that this crate says; sentences in both languages are made
//! from it, with the figure's own numbers, where pages are made.

use serde::{Serialize, Serializer};

/// What can be said of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Its code.
    pub code: Code,
    /// The minimum that was not reached, where that is why the figure is withheld.
    pub minimum: Option<usize>,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// The codes, each with its stable text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable text.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

codes! {
    /// Too few observations; the verdict names the minimum.
    WithheldTooFew = "withheld.too-few",
    /// Everyone has the same, so nothing can be compared.
    WithheldNoSpread = "withheld.no-spread",
    /// The figure exists for right-or-wrong items only.
    WithheldNotDichotomous = "withheld.not-dichotomous",
    /// The model does not fit these answers.
    WithheldNoFit = "withheld.no-fit",
    /// The judges' bounds and the candidates' scores do not meet.
    WithheldNoCrossing = "withheld.no-crossing",
    /// It hangs on a single judge: without one of them there would be none.
    WithheldOneJudge = "withheld.one-judge",

    /// Hard: the whole interval lies below the range wanted.
    DifficultyHard = "difficulty.hard",
    /// Easy: the whole interval lies above it.
    DifficultyEasy = "difficulty.easy",
    /// The whole interval lies within it.
    DifficultyWithin = "difficulty.within",
    /// The interval crosses a limit.
    DifficultyUnsettled = "difficulty.unsettled",

    /// The able do worse on it than others.
    DiscriminationNegative = "discrimination.negative",
    /// Below what is wanted.
    DiscriminationWeak = "discrimination.weak",
    /// As wanted.
    DiscriminationSound = "discrimination.sound",
    /// Tells able from less able; whether as much as wanted is not settled.
    DiscriminationPositive = "discrimination.positive",
    /// Not settled, zero included.
    DiscriminationUnsettled = "discrimination.unsettled",

    /// A share chosen, without judgement.
    OptionShare = "option.share",
    /// The key is chosen by the able.
    KeySound = "option.key-sound",
    /// The key is chosen by the less able: perhaps another option is right.
    KeySuspect = "option.key-suspect",
    /// Not settled for the key.
    KeyUnsettled = "option.key-unsettled",
    /// The distractor is chosen by the less able, as it should be.
    DistractorSound = "option.distractor-sound",
    /// Hardly anyone chooses it.
    DistractorIdle = "option.distractor-idle",
    /// The able choose it: perhaps it is right too.
    DistractorDrawsAble = "option.distractor-draws-able",
    /// Not settled for the distractor.
    DistractorUnsettled = "option.distractor-unsettled",

    /// Seconds, without judgement.
    TimeSeconds = "time.seconds",
    /// More answered too fast to have read than the limit.
    TimeRapidMany = "time.rapid-many",
    /// Fewer than the limit.
    TimeRapidFew = "time.rapid-few",
    /// Not settled.
    TimeRapidUnsettled = "time.rapid-unsettled",

    /// At least as reliable as wanted.
    ReliabilityEnough = "reliability.enough",
    /// Less reliable than wanted.
    ReliabilityShort = "reliability.short",
    /// Not settled.
    ReliabilityUnsettled = "reliability.unsettled",
    /// Points of error, without judgement.
    ErrorPoints = "reliability.error-points",

    /// Decisions would come out alike often enough.
    ConsistencyEnough = "consistency.enough",
    /// Not often enough.
    ConsistencyShort = "consistency.short",
    /// Not settled.
    ConsistencyUnsettled = "consistency.unsettled",
    /// Agreement beyond chance, without judgement.
    ConsistencyBeyondChance = "consistency.beyond-chance",

    /// ETS class A: negligible.
    DifNegligible = "dif.a",
    /// ETS class B, harder for the focal group.
    DifModerateAgainstFocal = "dif.b-against-focal",
    /// ETS class B, harder for the reference group.
    DifModerateAgainstReference = "dif.b-against-reference",
    /// ETS class C, harder for the focal group.
    DifLargeAgainstFocal = "dif.c-against-focal",
    /// ETS class C, harder for the reference group.
    DifLargeAgainstReference = "dif.c-against-reference",

    /// Became easier.
    DriftEasier = "drift.easier",
    /// Became harder.
    DriftHarder = "drift.harder",
    /// Stayed within the margin.
    DriftSteady = "drift.steady",
    /// Not settled.
    DriftUnsettled = "drift.unsettled",

    /// No more alike than such answers are.
    AgreementUsual = "agreement.usual",
    /// More alike than chance allows, all comparisons counted.
    AgreementUnusual = "agreement.unusual",
    /// The index alarms as seldom as it promises.
    AgreementRateHeld = "agreement.rate-held",
    /// It alarms more often than it promises: its alarms say nothing here.
    AgreementRateExceeded = "agreement.rate-exceeded",

    /// A cut, without an error of measurement to hold it against.
    CutFound = "cut.found",
    /// The cut's error is small beside the test's.
    CutSteady = "cut.steady",
    /// It is not.
    CutWide = "cut.wide",
    /// The judge asks more than the panel.
    JudgeSevere = "judge.severe",
    /// The judge asks less.
    JudgeLenient = "judge.lenient",
    /// No difference can be told.
    JudgeWithPanel = "judge.with-panel",
    /// The judge orders items as the others do.
    JudgeInLine = "judge.in-line",
    /// Not settled.
    JudgeOrderUnsettled = "judge.order-unsettled",
    /// The judge orders items against the others.
    JudgeAgainst = "judge.against",
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
