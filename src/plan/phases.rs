//! Which days belong to which phase.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::calendar::WeekMinutes;
use crate::catalogue::Phase;

/// One phase of a plan on the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseWindow {
    /// The phase's id in the profile.
    pub id: String,
    /// Its display name.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; the last phase ends with the interview day.
    pub to: NaiveDate,
}

impl PhaseWindow {
    /// Whether a day lies in it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// A phase for which there is no time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DroppedPhase {
    /// The phase's id in the profile.
    pub id: String,
    /// Its display name.
    pub name: String,
}

/// The phases of a preparation from `start` to the day before `interview`.
///
/// They share the time as the profile's weeks do, each at least a day. Time beyond the standard length
/// goes to the phases that stretch. With fewer days than phases only the last phase is left, since what
/// is known must at least be told well; the others are dropped. Where a phase would hold no day with time
/// in it (only Saturdays are free, say) and there are enough such days, those are shared out instead.
pub(super) fn windows(
    phases: &[Phase],
    start: NaiveDate,
    interview: NaiveDate,
    minutes: &WeekMinutes,
) -> (Vec<PhaseWindow>, Vec<DroppedPhase>) {
    let days: Vec<NaiveDate> = start.iter_days().take_while(|day| *day < interview).collect();
    let Some((last, others)) = phases.split_last() else { return (Vec::new(), Vec::new()) };
    if days.len() < phases.len() {
        let window = PhaseWindow {
            id: last.id.clone(),
            name: last.name.clone(),
            from: start,
            to: interview,
        };
        let dropped = others
            .iter()
            .map(|phase| DroppedPhase { id: phase.id.clone(), name: phase.name.clone() })
            .collect();
        return (vec![window], dropped);
    }

    let lengths = lengths(phases, days.len());
    let mut starts = starts(&days, &lengths);
    let usable: Vec<NaiveDate> =
        days.iter().copied().filter(|day| minutes.on(day.weekday()) > 0).collect();
    let ends = |starts: &[NaiveDate], at: usize| starts.get(at + 1).copied().unwrap_or(interview);
    let idle = (0..phases.len())
        .any(|at| !usable.iter().any(|day| (starts[at]..ends(&starts, at)).contains(day)));
    if idle && usable.len() >= phases.len() {
        let shares: Vec<usize> = apportion(usable.len(), &lengths);
        starts = self::starts(&usable, &shares);
        starts[0] = start;
    }

    let windows = phases
        .iter()
        .enumerate()
        .map(|(at, phase)| PhaseWindow {
            id: phase.id.clone(),
            name: phase.name.clone(),
            from: starts[at],
            to: starts
                .get(at + 1)
                .and_then(|next| next.checked_sub_days(Days::new(1)))
                .unwrap_or(interview),
        })
        .collect();
    (windows, Vec::new())
}

/// The first day of each stretch of so many days.
fn starts(days: &[NaiveDate], lengths: &[usize]) -> Vec<NaiveDate> {
    let mut at = 0;
    lengths
        .iter()
        .map(|length| {
            let first = days[at];
            at += length;
            first
        })
        .collect()
}

/// Days of each phase; there are at least as many days as phases.
fn lengths(phases: &[Phase], days: usize) -> Vec<usize> {
    let standard: Vec<usize> = phases.iter().map(|phase| 7 * usize::from(phase.weeks)).collect();
    let fixed: usize = phases
        .iter()
        .zip(&standard)
        .filter(|(phase, _)| !phase.stretches)
        .map(|(_, days)| days)
        .sum();
    let stretching: Vec<usize> = (0..phases.len()).filter(|&at| phases[at].stretches).collect();
    if days <= standard.iter().sum() || stretching.is_empty() {
        return apportion(days, &standard);
    }
    let weights: Vec<usize> = stretching.iter().map(|&at| standard[at]).collect();
    let mut lengths = standard;
    for (at, length) in stretching.into_iter().zip(apportion(days - fixed, &weights)) {
        lengths[at] = length;
    }
    lengths
}

/// Shares out a total in proportion to weights, at least one each (the total is at least their number):
/// whole parts first, then one each to who is furthest below their share, the earlier one on a tie.
fn apportion(total: usize, weights: &[usize]) -> Vec<usize> {
    let sum = weights.iter().sum::<usize>().max(1);
    let mut shares: Vec<usize> =
        weights.iter().map(|weight| (total * weight / sum).max(1)).collect();
    // How far a share lies below its due, in units of 1/sum.
    let lacking =
        |shares: &[usize], at: usize| (total * weights[at]) as i64 - (shares[at] * sum) as i64;
    while shares.iter().sum::<usize>() < total {
        let Some(at) = (0..shares.len()).rev().max_by_key(|&at| lacking(&shares, at)) else {
            break;
        };
        shares[at] += 1;
    }
    while shares.iter().sum::<usize>() > total {
        let longer = (0..shares.len()).filter(|&at| shares[at] > 1);
        let Some(at) = longer.min_by_key(|&at| lacking(&shares, at)) else { break };
        shares[at] -= 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::full_profile;
    use proptest::prelude::*;

    fn plan(days: u64, minutes: &str) -> (Vec<PhaseWindow>, Vec<DroppedPhase>) {
        // A Monday.
        let start = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let interview = start + Days::new(days);
        windows(full_profile().phases(), start, interview, &minutes.parse().unwrap())
    }

    fn lengths_of(days: u64) -> Vec<i64> {
        let (windows, _) = plan(days, "60");
        let last = windows.len() - 1;
        windows
            .iter()
            .enumerate()
            .map(|(at, window)| (window.to - window.from).num_days() + i64::from(at < last))
            .collect()
    }

    #[test]
    fn phases_share_the_time_in_proportion() {
        let cases: [(u64, &[i64]); 8] = [
            (42, &[14, 14, 7, 7]),
            (21, &[7, 7, 4, 3]),
            (6, &[2, 2, 1, 1]),
            (5, &[2, 1, 1, 1]),
            (4, &[1, 1, 1, 1]),
            (3, &[3]),
            (1, &[1]),
            (182, &[84, 84, 7, 7]),
        ];
        for (days, expected) in cases {
            assert_eq!(lengths_of(days), expected, "{days} days");
        }
    }

    #[test]
    fn with_fewer_days_than_phases_only_the_last_is_left() {
        let (windows, dropped) = plan(3, "60");
        assert_eq!(windows[0].id, "pressure");
        let dropped: Vec<_> = dropped.iter().map(|phase| phase.id.as_str()).collect();
        assert_eq!(dropped, ["foundation", "reps", "mocks"]);
    }

    #[test]
    fn a_phase_gets_a_day_with_time_in_it_where_there_is_one() {
        let (windows, _) = plan(28, "sat=120");
        for window in &windows {
            let saturdays = window.from.iter_days().take_while(|day| *day <= window.to);
            assert!(saturdays.filter(|day| day.weekday() == chrono::Weekday::Sat).count() > 0);
        }
    }

    proptest! {
        #[test]
        fn phases_follow_each_other_from_start_to_interview(
            days in 1u64..400, minutes in proptest::array::uniform7(0u16..2),
        ) {
            let text = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
                .iter().zip(minutes).map(|(day, n)| format!("{day}={}", n * 60)).collect::<Vec<_>>().join(",");
            let (windows, dropped) = plan(days, &text);
            let start = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
            prop_assert_eq!(windows.len() + dropped.len(), 4);
            prop_assert_eq!(windows[0].from, start);
            prop_assert_eq!(windows[windows.len() - 1].to, start + Days::new(days));
            prop_assert!(windows.iter().all(|window| window.from <= window.to));
            prop_assert!(windows.windows(2).all(|pair| pair[0].to.succ_opt() == Some(pair[1].from)));
        }

        #[test]
        fn shares_add_up_and_stay_within_one_of_their_due(
            weights in proptest::collection::vec(1usize..20, 1..6), total in 20usize..400,
        ) {
            let shares = apportion(total, &weights);
            prop_assert_eq!(shares.iter().sum::<usize>(), total);
            let sum: usize = weights.iter().sum();
            for (share, weight) in shares.iter().zip(&weights) {
                let due = total as f64 * *weight as f64 / sum as f64;
                prop_assert!(*share >= 1);
                prop_assert!(due < 1.0 || (*share as f64) < due + 1.0);
            }
        }
    }
}
