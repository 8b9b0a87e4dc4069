//! How much time there is: minutes for each weekday and days off.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::dates::{self, DateError};

/// Minutes in a day; nobody has more.
const MOST_MINUTES: u16 = 24 * 60;

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Minutes of preparation for each day of the week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WeekMinutes([u16; 7]);

/// Why a text is no number of minutes a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MinutesError {
    /// A part is neither minutes nor a weekday with minutes.
    #[error(
        "`{0}` is no number of minutes; write one for every day (60) or by weekday (mon=45,sat=120)"
    )]
    Form(String),
    /// More than a day holds.
    #[error("`{0}` is more than the {MOST_MINUTES} minutes of a day")]
    TooMany(String),
    /// A weekday stands twice.
    #[error("`{0}` is given twice")]
    Twice(String),
}

impl WeekMinutes {
    /// The same minutes on every day.
    pub fn every_day(minutes: u16) -> Self {
        Self([minutes.min(MOST_MINUTES); 7])
    }

    /// Minutes on a day of the week.
    pub fn on(&self, day: Weekday) -> u16 {
        self.0[day.num_days_from_monday() as usize]
    }

    /// Whether no day has any.
    pub fn is_zero(&self) -> bool {
        self.0 == [0; 7]
    }

    /// The same with so many more on each day that has any.
    #[must_use]
    pub(super) fn more(&self, extra: u16) -> Self {
        Self(self.0.map(|minutes| {
            if minutes == 0 { 0 } else { minutes.saturating_add(extra).min(MOST_MINUTES) }
        }))
    }
}

/// Reads `60`, `mon=45,sat=120` (no time on the days not named) or `60,sat=120,sun=0`; `weekdays` and
/// `weekend` name several days, and a single day goes before them.
impl FromStr for WeekMinutes {
    type Err = MinutesError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut every = None;
        let mut group: [Option<u16>; 7] = [None; 7];
        let mut single: [Option<u16>; 7] = [None; 7];
        for part in text.split(',').map(str::trim) {
            let form = || MinutesError::Form(part.to_owned());
            let twice = || MinutesError::Twice(part.to_owned());
            let (days, minutes) = match part.split_once('=') {
                Some((days, minutes)) => (Some(days.trim().to_lowercase()), minutes.trim()),
                None => (None, part),
            };
            if minutes.is_empty() || !minutes.bytes().all(|b| b.is_ascii_digit()) {
                return Err(form());
            }
            let minutes = minutes
                .parse()
                .ok()
                .filter(|&minutes| minutes <= MOST_MINUTES)
                .ok_or_else(|| MinutesError::TooMany(part.to_owned()))?;
            let (slots, days) = match days.as_deref() {
                None if every.is_some() => return Err(twice()),
                None => {
                    every = Some(minutes);
                    continue;
                }
                Some("weekdays") => (&mut group, 0..5),
                Some("weekend" | "weekends") => (&mut group, 5..7),
                Some(day) => {
                    let day = dates::weekday(day).ok_or_else(form)?;
                    let at = day.num_days_from_monday() as usize;
                    (&mut single, at..at + 1)
                }
            };
            for slot in &mut slots[days] {
                if slot.replace(minutes).is_some() {
                    return Err(twice());
                }
            }
        }
        let minutes = std::array::from_fn(|day| single[day].or(group[day]).or(every).unwrap_or(0));
        Ok(Self(minutes))
    }
}

impl fmt::Display for WeekMinutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.iter().all(|minutes| *minutes == self.0[0]) {
            return write!(f, "{}", self.0[0]);
        }
        let mut comma = "";
        for (day, minutes) in WEEKDAYS.iter().zip(self.0).filter(|(_, minutes)| *minutes > 0) {
            write!(f, "{comma}{}={minutes}", day.to_string().to_lowercase())?;
            comma = ",";
        }
        Ok(())
    }
}

/// Calendar days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRange {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// Why a text is no range of days.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    /// One of its ends is no date.
    #[error(transparent)]
    Date(#[from] DateError),
    /// It ends before it begins.
    #[error("the days off `{0}` end before they begin")]
    Backwards(String),
}

impl DateRange {
    /// Reads one date or two with `..` between, in any form that [`dates::parse`] takes.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, RangeError> {
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        let (from, to) = (dates::parse(from, today)?, dates::parse(to, today)?);
        if to < from { Err(RangeError::Backwards(text.to_owned())) } else { Ok(Self { from, to }) }
    }

    /// Whether a day lies in it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to {
            write!(f, "{}", self.from)
        } else {
            write!(f, "{}..{}", self.from, self.to)
        }
    }
}

/// Minutes on a calendar day: its weekday's, or none on a day off.
pub fn minutes_on(minutes: &WeekMinutes, off: &[DateRange], day: NaiveDate) -> u16 {
    if off.iter().any(|range| range.contains(day)) { 0 } else { minutes.on(day.weekday()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn minutes_are_given_for_all_days_or_by_weekday() {
        let cases = [
            ("60", [60; 7]),
            ("mon=45,sat=120", [45, 0, 0, 0, 0, 120, 0]),
            ("60, Saturday=120 ,sun=0", [60, 60, 60, 60, 60, 120, 0]),
            ("weekdays=30,weekend=90,fri=0", [30, 30, 30, 30, 0, 90, 90]),
            ("fri=0,weekdays=30", [30, 30, 30, 30, 0, 0, 0]),
        ];
        for (text, minutes) in cases {
            assert_eq!(text.parse(), Ok(WeekMinutes(minutes)), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_of_minutes_is_refused() {
        for text in ["", "x", "-5", "1.5", "mon", "mon=", "=5", "day=5", "60,,60", "+5"] {
            assert!(matches!(text.parse::<WeekMinutes>(), Err(MinutesError::Form(_))), "{text}");
        }
        for text in ["1441", "mon=99999999999"] {
            assert!(matches!(text.parse::<WeekMinutes>(), Err(MinutesError::TooMany(_))), "{text}");
        }
        for text in ["60,30", "mon=1,monday=2"] {
            assert!(matches!(text.parse::<WeekMinutes>(), Err(MinutesError::Twice(_))), "{text}");
        }
    }

    #[test]
    fn days_off_are_one_date_or_a_range() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let parse = |text| DateRange::parse(text, today).map(|range| range.to_string());
        assert_eq!(parse("2026-12-24..2026-12-27").unwrap(), "2026-12-24..2026-12-27");
        assert_eq!(parse("friday").unwrap(), "2026-11-27");
        assert_eq!(parse("tomorrow..in 3 days").unwrap(), "2026-11-24..2026-11-26");
        assert!(matches!(parse("2026-12-27..2026-12-24"), Err(RangeError::Backwards(_))));
        assert!(matches!(parse("2026-12-27.."), Err(RangeError::Date(_))));
    }

    proptest! {
        #[test]
        fn minutes_round_trip_and_reading_never_panics(
            minutes in proptest::array::uniform7(0u16..=1440), text in ".{0,40}",
        ) {
            let week = WeekMinutes(minutes);
            prop_assert_eq!(week.to_string().parse::<WeekMinutes>(), Ok(week));
            let _ = text.parse::<WeekMinutes>();
        }
    }
}
