//! Thresholds that the checks compare against.

/// A number that a user may set, with its default and the reason for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    /// Key in the configuration (`check.pace`).
    pub key: &'static str,
    /// Value when nothing is configured.
    pub default: f64,
    /// Meaning, unit and source.
    pub about: &'static str,
}

/// Thresholds and selection for one run of the checks.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Spoken words a minute.
    pub pace: f64,
    /// Seconds a told story should take.
    pub target_seconds: f64,
    /// Share of the target above which a story is over time (1.25 is 125%).
    pub over_time: f64,
    /// Share of the target below which a story is too short.
    pub too_short: f64,
    /// Least share of the spoken words that the Action should hold.
    pub thin_action: f64,
    /// Most of the spoken words that Situation and Task together should hold.
    pub long_setup: f64,
    /// Words in a sentence above which it is hard to say.
    pub long_sentence: usize,
    /// Tags above which the primary gets lost.
    pub max_tags: usize,
    /// Months after which a story is stale.
    pub stale_months: i32,
    /// Codes or families to report (`Q`, `Q001`); empty means all.
    pub select: Vec<String>,
    /// Codes or families to leave out.
    pub ignore: Vec<String>,
}

impl Settings {
    /// Every threshold a user may set.
    pub const THRESHOLDS: [Threshold; 9] = [
        Threshold {
            key: "check.pace",
            default: 150.0,
            about: "spoken words a minute; the literature gives 130 to 160 for clear speech",
        },
        Threshold {
            key: "check.target-seconds",
            default: 90.0,
            about: "seconds a told story should take; guides say from 90 seconds to 5 minutes",
        },
        Threshold {
            key: "check.over-time",
            default: 1.25,
            about: "share of the target time above which a story is over time",
        },
        Threshold {
            key: "check.too-short",
            default: 0.5,
            about: "share of the target time below which a story is too short",
        },
        Threshold {
            key: "check.thin-action",
            default: 0.4,
            about: "least share of the spoken words that the Action should hold",
        },
        Threshold {
            key: "check.long-setup",
            default: 0.35,
            about: "most of the spoken words that Situation and Task together should hold",
        },
        Threshold {
            key: "check.long-sentence",
            default: 35.0,
            about: "words in a sentence above which it is hard to say in one breath",
        },
        Threshold {
            key: "check.max-tags",
            default: 3.0,
            about: "principles on a story above which none of them stands out",
        },
        Threshold {
            key: "check.stale-months",
            default: 48.0,
            about: "months after which an interviewer asks for something recent",
        },
    ];
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            pace: 150.0,
            target_seconds: 90.0,
            over_time: 1.25,
            too_short: 0.5,
            thin_action: 0.4,
            long_setup: 0.35,
            long_sentence: 35,
            max_tags: 3,
            stale_months: 48,
            select: Vec::new(),
            ignore: Vec::new(),
        }
    }
}
