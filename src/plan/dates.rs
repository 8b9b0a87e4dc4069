//! Dates as people write them.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A text that names no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{typed}` is no date; write 2026-12-24, tomorrow, friday, next friday, in 10 days or in 6 weeks"
)]
pub struct DateError {
    /// What was typed.
    pub typed: String,
}

/// The years in which a date is taken at its word; anything else is a slip of the finger.
const YEARS: std::ops::Range<i32> = 1900..3000;

/// Reads a date: ISO 8601, or a phrase that counts from `today`.
///
/// `friday` is the first Friday after today; `next friday` is the Friday of the calendar week after
/// this one, where weeks begin on Monday. `in 2 months` keeps the day of the month, or takes the last
/// one of a shorter month.
///
/// # Errors
///
/// When the text names no day, or one outside the years 1900 to 2999.
pub fn parse(text: &str, today: NaiveDate) -> Result<NaiveDate, DateError> {
    iso(text.trim())
        .or_else(|| phrase(&text.to_lowercase(), today))
        .filter(|day| YEARS.contains(&day.year()))
        .ok_or_else(|| DateError { typed: text.to_owned() })
}

/// The weekday of this name, whole or in its first three letters (or a usual abbreviation), lower case.
pub(super) fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "mon" | "monday" => Weekday::Mon,
        "tue" | "tues" | "tuesday" => Weekday::Tue,
        "wed" | "wednesday" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thu,
        "fri" | "friday" => Weekday::Fri,
        "sat" | "saturday" => Weekday::Sat,
        "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

fn iso(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part = parts.next()?;
        let sound = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        if sound { part.parse::<u32>().ok() } else { None }
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let whole = parts.next().is_none();
    if whole { NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day) } else { None }
}

fn phrase(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["today"] => Some(today),
        ["tomorrow"] => today.succ_opt(),
        ["yesterday"] => today.pred_opt(),
        ["day", "after", "tomorrow"] | ["the", "day", "after", "tomorrow"] => {
            later(today, 2, "days")
        }
        ["next", "week"] => later(today, 1, "week"),
        ["next", "month"] => later(today, 1, "month"),
        ["next", day] => {
            let monday =
                today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()))?;
            let offset = 7 + u64::from(weekday(day)?.num_days_from_monday());
            monday.checked_add_days(Days::new(offset))
        }
        [day] | ["on" | "this" | "coming", day] => {
            let ahead = weekday(day)?.days_since(today.weekday());
            later(today, if ahead == 0 { 7 } else { ahead }, "days")
        }
        ["in", count, unit] | [count, unit] => later(today, number(count)?, unit),
        _ => None,
    }
}

fn later(today: NaiveDate, count: u32, unit: &str) -> Option<NaiveDate> {
    match unit {
        "day" | "days" => today.checked_add_days(Days::new(count.into())),
        "week" | "weeks" => today.checked_add_days(Days::new(7 * u64::from(count))),
        "fortnight" | "fortnights" => today.checked_add_days(Days::new(14 * u64::from(count))),
        "month" | "months" => today.checked_add_months(Months::new(count)),
        _ => None,
    }
}

fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    match word {
        "a" | "an" => Some(1),
        _ if word.bytes().all(|b| b.is_ascii_digit()) => word.parse().ok(),
        _ => WORDS.iter().position(|known| *known == word).map(|number| number as u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A Monday.
    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        let cases = [
            ("2026-12-24", "2026-12-24"),
            (" 2028-02-29 ", "2028-02-29"),
            ("today", "2026-11-23"),
            ("Tomorrow", "2026-11-24"),
            ("yesterday", "2026-11-22"),
            ("the day after tomorrow", "2026-11-25"),
            ("friday", "2026-11-27"),
            ("on Fri", "2026-11-27"),
            ("next friday", "2026-12-04"),
            ("monday", "2026-11-30"),
            ("next monday", "2026-11-30"),
            ("next  Sunday", "2026-12-06"),
            ("in 6 weeks", "2027-01-04"),
            ("six weeks", "2027-01-04"),
            ("in a fortnight", "2026-12-07"),
            ("in 10 days", "2026-12-03"),
            ("in 3 months", "2027-02-23"),
            ("next week", "2026-11-30"),
            ("next month", "2026-12-23"),
        ];
        for (text, expected) in cases {
            assert_eq!(
                parse(text, today()).map(|day| day.to_string()).as_deref(),
                Ok(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn a_short_month_and_a_leap_day_are_kept() {
        let last = NaiveDate::from_ymd_opt(2027, 11, 30).unwrap();
        assert_eq!(parse("in 3 months", last).unwrap().to_string(), "2028-02-29");
    }

    #[test]
    fn what_names_no_day_is_refused() {
        for text in [
            "", "soon", "2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", "2026-01-01-01",
            "next", "in weeks", "in 6", "in -1 days", "in 99999999999 days", "in 4000000000 weeks",
            "0000-01-01", "9999-01-01", "in 2000000000 months", "friday next",
        ] {
            assert!(parse(text, today()).is_err(), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn no_text_and_no_today_panics(
            text in "(in |next |on )?([0-9]{0,12}|a|six|.{0,6}) ?(day|week|month|friday|-[0-9]{2}-[0-9]{2})?s?|.{0,30}",
            offset in -3_000_000i32..3_000_000,
        ) {
            let today = NaiveDate::from_num_days_from_ce_opt(offset).unwrap_or(NaiveDate::MAX);
            let _ = parse(&text, today);
            let _ = parse(&text, NaiveDate::MAX);
            let _ = parse(&text, NaiveDate::MIN);
        }

        #[test]
        fn a_weekday_is_that_day_within_a_week_and_next_is_in_the_following_calendar_week(
            ahead in 0i64..4000, name in 0usize..7,
        ) {
            let today = today() + chrono::TimeDelta::days(ahead);
            let names = ["mon", "tuesday", "wed", "thursday", "fri", "saturday", "sun"];
            let day = parse(names[name], today).unwrap();
            prop_assert_eq!(Some(day.weekday()), weekday(names[name]));
            prop_assert!((1..=7).contains(&(day - today).num_days()));
            let next = parse(&format!("next {}", names[name]), today).unwrap();
            prop_assert_eq!(next.weekday(), day.weekday());
            let monday = |day: NaiveDate| day.num_days_from_ce() - day.weekday().num_days_from_monday() as i32;
            prop_assert_eq!(monday(next), monday(today) + 7);
        }

        #[test]
        fn an_iso_date_is_itself(offset in 0i64..300_000) {
            let day = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::TimeDelta::days(offset);
            prop_assert_eq!(parse(&day.to_string(), today()), Ok(day));
        }
    }
}
