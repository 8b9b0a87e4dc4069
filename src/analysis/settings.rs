//! Thresholds that the checks compare against, and which checks run.

use super::lint::Selector;

/// A number that a user may set, with its default and the reason for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    /// Key in the configuration (`check.pace`).
    pub key: &'static str,
    /// Value when nothing is configured.
    pub default: f64,
    /// Least and largest value that makes sense.
    pub range: [f64; 2],
    /// Whether only whole numbers make sense.
    pub whole: bool,
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
    /// Codes, names or families to report (`Q`, `Q001`); empty means all.
    pub select: Vec<String>,
    /// Codes, names or families to leave out.
    pub ignore: Vec<String>,
}

/// Why a setting was refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SettingError {
    /// No setting has this key.
    #[error("no setting is called `{key}`{}", match .nearest {
        Some(nearest) => format!("; did you mean `{nearest}`?"),
        None => String::new(),
    })]
    UnknownKey {
        /// What was given.
        key: String,
        /// The nearest key.
        nearest: Option<&'static str>,
    },
    /// The value is no number.
    #[error("`{key}` takes a number, not `{value}`")]
    NoNumber {
        /// The setting.
        key: &'static str,
        /// What was given.
        value: String,
    },
    /// The value makes no sense for this setting.
    #[error("`{key}` takes {} from {low} to {high}, not `{value}`", if *.whole { "a whole number" } else { "a number" })]
    OutOfRange {
        /// The setting.
        key: &'static str,
        /// Whether only whole numbers make sense.
        whole: bool,
        /// Least value.
        low: f64,
        /// Largest value.
        high: f64,
        /// What was given.
        value: String,
    },
    /// No rule or family answers to a selector.
    #[error("`{key}`: no rule or family is called `{selector}`{}", match .nearest {
        Some(nearest) => format!("; did you mean `{nearest}`?"),
        None => String::new(),
    })]
    UnknownRule {
        /// The setting.
        key: &'static str,
        /// What was given.
        selector: String,
        /// Code of the nearest rule.
        nearest: Option<&'static str>,
    },
}

/// Key of the list of rules to report.
const SELECT: &str = "check.select";
/// Key of the list of rules to leave out.
const IGNORE: &str = "check.ignore";

impl Settings {
    /// Every threshold a user may set.
    pub const THRESHOLDS: [Threshold; 9] = [
        Threshold {
            key: "check.pace",
            default: 150.0,
            range: [60.0, 300.0],
            whole: false,
            about: "spoken words a minute; the literature gives 130 to 160 for clear speech",
        },
        Threshold {
            key: "check.target-seconds",
            default: 90.0,
            range: [20.0, 900.0],
            whole: false,
            about: "seconds a told story should take; guides say from 90 seconds to 5 minutes",
        },
        Threshold {
            key: "check.over-time",
            default: 1.25,
            range: [1.0, 5.0],
            whole: false,
            about: "share of the target time above which a story is over time",
        },
        Threshold {
            key: "check.too-short",
            default: 0.5,
            range: [0.0, 1.0],
            whole: false,
            about: "share of the target time below which a story is too short",
        },
        Threshold {
            key: "check.thin-action",
            default: 0.4,
            range: [0.0, 0.9],
            whole: false,
            about: "least share of the spoken words that the Action should hold",
        },
        Threshold {
            key: "check.long-setup",
            default: 0.35,
            range: [0.0, 1.0],
            whole: false,
            about: "most of the spoken words that Situation and Task together should hold",
        },
        Threshold {
            key: "check.long-sentence",
            default: 35.0,
            range: [5.0, 200.0],
            whole: true,
            about: "words in a sentence above which it is hard to say in one breath",
        },
        Threshold {
            key: "check.max-tags",
            default: 3.0,
            range: [1.0, 16.0],
            whole: true,
            about: "principles on a story above which none of them stands out",
        },
        Threshold {
            key: "check.stale-months",
            default: 48.0,
            range: [1.0, 600.0],
            whole: true,
            about: "months after which an interviewer asks for something recent",
        },
    ];

    /// Every key that [`Settings::set`] takes, thresholds first.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        Self::THRESHOLDS.iter().map(|threshold| threshold.key).chain([SELECT, IGNORE])
    }

    /// The threshold with this key.
    pub fn threshold(key: &str) -> Option<&'static Threshold> {
        const ALL: &[Threshold] = &Settings::THRESHOLDS;
        ALL.iter().find(|threshold| threshold.key == key)
    }

    /// A setting as it would be typed; `None` for an unknown key.
    pub fn get(&self, key: &str) -> Option<String> {
        let number = match key {
            SELECT => return Some(self.select.join(",")),
            IGNORE => return Some(self.ignore.join(",")),
            "check.pace" => self.pace,
            "check.target-seconds" => self.target_seconds,
            "check.over-time" => self.over_time,
            "check.too-short" => self.too_short,
            "check.thin-action" => self.thin_action,
            "check.long-setup" => self.long_setup,
            "check.long-sentence" => self.long_sentence as f64,
            "check.max-tags" => self.max_tags as f64,
            "check.stale-months" => f64::from(self.stale_months),
            _ => return None,
        };
        Some(number.to_string())
    }

    /// Sets one setting from text: a number for a threshold, a list with commas for `select` and `ignore`.
    ///
    /// # Errors
    ///
    /// When the key is unknown, or the value is no number, outside the threshold's range, or names no rule.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), SettingError> {
        match key {
            SELECT => self.select = selectors(SELECT, value)?,
            IGNORE => self.ignore = selectors(IGNORE, value)?,
            _ => {
                let threshold = Self::threshold(key).ok_or_else(|| unknown_key(key))?;
                let number = parse(threshold, value)?;
                match threshold.key {
                    "check.pace" => self.pace = number,
                    "check.target-seconds" => self.target_seconds = number,
                    "check.over-time" => self.over_time = number,
                    "check.too-short" => self.too_short = number,
                    "check.thin-action" => self.thin_action = number,
                    "check.long-setup" => self.long_setup = number,
                    "check.long-sentence" => self.long_sentence = number as usize,
                    "check.max-tags" => self.max_tags = number as usize,
                    "check.stale-months" => self.stale_months = number as i32,
                    _ => return Err(unknown_key(key)),
                }
            }
        }
        Ok(())
    }
}

fn unknown_key(key: &str) -> SettingError {
    let nearest = Settings::keys()
        .map(|known| (strsim::jaro_winkler(known, key), known))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known);
    SettingError::UnknownKey { key: key.to_owned(), nearest }
}

fn parse(threshold: &Threshold, value: &str) -> Result<f64, SettingError> {
    let key = threshold.key;
    let number: f64 = value
        .trim()
        .parse()
        .map_err(|_| SettingError::NoNumber { key, value: value.to_owned() })?;
    let [low, high] = threshold.range;
    let whole = threshold.whole;
    if (low..=high).contains(&number) && (!whole || number.fract() == 0.0) {
        Ok(number)
    } else {
        Err(SettingError::OutOfRange { key, whole, low, high, value: value.to_owned() })
    }
}

fn selectors(key: &'static str, value: &str) -> Result<Vec<String>, SettingError> {
    value
        .split(',')
        .map(str::trim)
        .filter(|selector| !selector.is_empty())
        .map(|selector| match Selector::parse(selector) {
            Ok(known) => Ok(known.to_string()),
            Err(nearest) => Err(SettingError::UnknownRule {
                key,
                selector: selector.to_owned(),
                nearest: nearest.map(|rule| rule.code),
            }),
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_the_one_that_is_documented() {
        let settings = Settings::default();
        for threshold in Settings::THRESHOLDS {
            assert_eq!(
                settings.get(threshold.key),
                Some(threshold.default.to_string()),
                "{}",
                threshold.key
            );
        }
    }

    #[test]
    fn every_key_can_be_set_and_read_back() {
        for threshold in Settings::THRESHOLDS {
            let mut settings = Settings::default();
            let high = threshold.range[1].to_string();
            settings.set(threshold.key, &high).unwrap();
            assert_eq!(settings.get(threshold.key), Some(high), "{}", threshold.key);
            assert_ne!(settings, Settings::default());
        }
        let mut settings = Settings::default();
        settings.set("check.ignore", "v001, filler ,q").unwrap();
        assert_eq!(settings.ignore, ["V001", "C003", "Q"]);
        assert_eq!(settings.get("check.ignore").as_deref(), Some("V001,C003,Q"));
        settings.set("check.ignore", "").unwrap();
        assert!(settings.ignore.is_empty());
    }

    #[test]
    fn what_makes_no_sense_is_refused_and_changes_nothing() {
        let mut settings = Settings::default();
        for (key, value) in [
            ("check.pace", "fast"),
            ("check.pace", "0"),
            ("check.pace", "NaN"),
            ("check.max-tags", "2.5"),
            ("check.thin-action", "40"),
            ("check.paec", "150"),
            ("check.select", "Q001,Z009"),
            ("check.ignore", "hedged-ownershp"),
        ] {
            assert!(settings.set(key, value).is_err(), "{key} = {value}");
        }
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn a_refusal_names_the_nearest_key_or_rule() {
        let mut settings = Settings::default();
        let error = settings.set("check.paec", "150").unwrap_err();
        assert!(error.to_string().contains("did you mean `check.pace`"), "{error}");
        let error = settings.set("check.ignore", "hedged-ownershp").unwrap_err();
        assert!(error.to_string().contains("did you mean `V003`"), "{error}");
        let error = settings.set("check.max-tags", "2.5").unwrap_err();
        assert_eq!(
            error.to_string(),
            "`check.max-tags` takes a whole number from 1 to 16, not `2.5`"
        );
    }
}
