//! Minutes and days off, as flags and as settings.

use chrono::NaiveDate;

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::plan::{DateRange, WeekMinutes, dates};

/// Minutes a day where nothing else is said.
pub(crate) const DEFAULT_MINUTES: &str = "60";

/// How much time there is.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Timing {
    /// Minutes a day, or by weekday: 60, or mon=45,sat=120, or 30,sat=120
    #[arg(long, value_name = "MINUTES")]
    pub(crate) minutes: Option<String>,

    /// Days off: a date or a span FROM..TO; may be repeated
    #[arg(long, value_name = "DATES")]
    pub(crate) off: Vec<String>,
}

impl Timing {
    pub(crate) fn minutes(&self, cx: &Context) -> Result<WeekMinutes, CliError> {
        let typed = self
            .minutes
            .as_deref()
            .or(cx.config.plan.minutes.as_deref())
            .unwrap_or(DEFAULT_MINUTES);
        typed.parse().map_err(|error: crate::plan::MinutesError| {
            CliError::new(error.to_string())
                .hint("write --minutes 60, or by weekday: --minutes mon=45,sat=120")
        })
    }

    /// The days off that there are with those typed; `none` forgets what stands before it.
    pub(crate) fn more_off(
        &self,
        there: &[DateRange],
        cx: &Context,
    ) -> Result<Vec<DateRange>, CliError> {
        let mut off = there.to_vec();
        for typed in &self.off {
            if typed.trim().eq_ignore_ascii_case("none") {
                off.clear();
                continue;
            }
            let range = range(typed, cx)?;
            if !off.contains(&range) {
                off.push(range);
            }
        }
        Ok(off)
    }

    pub(crate) fn off(&self, cx: &Context) -> Result<Vec<DateRange>, CliError> {
        self.off
            .iter()
            .chain(if self.off.is_empty() { &cx.config.plan.off[..] } else { &[] })
            .map(|typed| range(typed, cx))
            .collect()
    }
}

/// Reads days off and says them back where they were not written as dates.
fn range(typed: &str, cx: &Context) -> Result<DateRange, CliError> {
    let range = DateRange::parse(typed, cx.today).map_err(|error| {
        CliError::new(error.to_string()).hint("write --off 2026-12-24..2026-12-27")
    })?;
    if typed.trim() != range.to_string() {
        let day = |day: NaiveDate| day.format("%A, %-d %B %Y").to_string();
        let said = if range.from == range.to {
            day(range.from)
        } else {
            format!("{} to {}", day(range.from), day(range.to))
        };
        cx.ui.status(&format!("{} is {said}.", typed.trim()));
    }
    Ok(range)
}

/// Reads a day and says it back where it was not written as a date.
pub(crate) fn day_parser(cx: &Context) -> impl Fn(&str) -> Result<NaiveDate, CliError> {
    let (today, ui) = (cx.today, cx.ui);
    move |typed| {
        let day = dates::parse(typed, today).map_err(|error| {
            CliError::new(error.to_string())
                .hint("write a date (2027-01-18) or: tomorrow, friday, next friday, in 6 weeks")
        })?;
        if typed.trim() != day.to_string() {
            ui.status(&format!("{} is {}.", typed.trim(), day.format("%A, %-d %B %Y")));
        }
        Ok(day)
    }
}
