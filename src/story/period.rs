//! When an episode took place, to the month.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// A month of the years 1900 to 2999.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1900..3000).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// Whole months from this month to the month of a date; negative if that lies before.
    pub fn months_until(self, date: NaiveDate) -> i32 {
        (date.year() - self.year) * 12 + date.month() as i32 - self.month as i32
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// One month, or an interval of months that includes both ends (`2024-03/2024-09`, ISO 8601).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First month.
    pub from: Month,
    /// Last month; the first again for a single month.
    pub to: Month,
}

/// Why a text is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Not of the form `YYYY-MM` or `YYYY-MM/YYYY-MM`.
    #[error("`{0}` is no period; write a month (2024-03) or two with a slash (2024-03/2024-09)")]
    Form(String),
    /// Ends before it begins.
    #[error("the period `{0}` ends before it begins")]
    Backwards(String),
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let form = || PeriodError::Form(text.to_owned());
        let month = |part: &str| {
            let (year, month) = part.trim().split_once('-').ok_or_else(form)?;
            let digits =
                |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
            if !digits(year, 4) || !digits(month, 2) {
                return Err(form());
            }
            Month::new(year.parse().map_err(|_| form())?, month.parse().map_err(|_| form())?)
                .ok_or_else(form)
        };
        let (from, to) = match text.split_once('/') {
            Some((from, to)) => (month(from)?, month(to)?),
            None => (month(text)?, month(text)?),
        };
        if to < from {
            return Err(PeriodError::Backwards(text.to_owned()));
        }
        Ok(Self { from, to })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to {
            write!(f, "{}", self.from)
        } else {
            write!(f, "{}/{}", self.from, self.to)
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_and_an_interval_round_trip() {
        for text in ["2024-03", "2024-03/2024-09", "1999-12/2000-01"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "", "2024", "2024-13", "2024-00", "24-03", "2024-3", "2024-03/", "2024-03-01",
            "+024-03",
        ] {
            assert!(matches!(text.parse::<Period>(), Err(PeriodError::Form(_))), "{text}");
        }
        assert!(matches!("2024-09/2024-03".parse::<Period>(), Err(PeriodError::Backwards(_))));
    }

    #[test]
    fn age_is_counted_in_calendar_months() {
        let month = Month::new(2024, 11).unwrap();
        assert_eq!(month.months_until(NaiveDate::from_ymd_opt(2026, 1, 31).unwrap()), 14);
    }
}
