//! Lengths of time as typed.

use std::str::FromStr;

/// A length of time, in seconds: `15m`, `90s`, `1h`; a number alone is minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span(pub(crate) u64);

/// A day: no sitting is longer.
const LONGEST: u64 = 24 * 60 * 60;

impl FromStr for Span {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = match text[digits.len()..].trim() {
            "s" | "sec" | "seconds" => 1,
            "" | "m" | "min" | "minutes" => 60,
            "h" | "hour" | "hours" => 60 * 60,
            _ => return Err("write a time as 15m, 90s or 1h"),
        };
        digits
            .parse::<u64>()
            .ok()
            .and_then(|number| number.checked_mul(unit))
            .filter(|seconds| (1..=LONGEST).contains(seconds))
            .map(Self)
            .ok_or("write a time as 15m, 90s or 1h")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_alone_is_minutes() {
        for (typed, seconds) in
            [("15m", 900), ("15", 900), ("90s", 90), ("1h", 3600), ("2 min", 120)]
        {
            assert_eq!(typed.parse::<Span>(), Ok(Span(seconds)), "{typed}");
        }
        for typed in ["", "m", "0", "-5", "1d", "99999999999999999999h", "25h"] {
            assert!(typed.parse::<Span>().is_err(), "{typed}");
        }
    }
}
