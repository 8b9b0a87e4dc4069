//! Times of day as people write them.

use chrono::NaiveTime;

/// A text that names no time of day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{typed}` is no time of day; write 19:00 or 7pm")]
pub struct TimeError {
    /// What was typed.
    pub typed: String,
}

/// Reads a time of day: `19:00`, `7:30`, `19`, `7pm`, `7:30 pm`.
///
/// # Errors
///
/// When the text names no time of day.
pub fn parse(text: &str) -> Result<NaiveTime, TimeError> {
    read(&text.trim().to_lowercase()).ok_or_else(|| TimeError { typed: text.to_owned() })
}

fn read(text: &str) -> Option<NaiveTime> {
    let (clock, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim_end(), Some(0)),
        (_, Some(clock)) => (clock.trim_end(), Some(12)),
        _ => (text, None),
    };
    let (hours, minutes) = clock.split_once(':').unwrap_or((clock, "00"));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !(1..=2).contains(&hours.len()) || minutes.len() != 2 || !digits(hours) || !digits(minutes) {
        return None;
    }
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let hours = match half {
        None => hours,
        // Twelve o'clock begins its half of the day.
        Some(half) if (1..=12).contains(&hours) => hours % 12 + half,
        Some(_) => return None,
    };
    NaiveTime::from_hms_opt(hours, minutes, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, time) in [
            ("19:00", "19:00:00"),
            (" 7:30 ", "07:30:00"),
            ("19", "19:00:00"),
            ("7pm", "19:00:00"),
            ("7:30 PM", "19:30:00"),
            ("12am", "00:00:00"),
            ("12pm", "12:00:00"),
            ("00:00", "00:00:00"),
        ] {
            assert_eq!(parse(text).map(|time| time.to_string()).as_deref(), Ok(time), "{text}");
        }
        for text in ["", "24:00", "19:60", "7:5", "pm", "0pm", "13pm", "-1", "evening", "1:2:3"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_a_time_never_panics(text in "([0-9]{0,3}:?[0-9]{0,3} ?(am|pm)?|.{0,8})") {
            let _ = parse(&text);
        }
    }
}
