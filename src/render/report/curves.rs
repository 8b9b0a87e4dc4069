//! How things moved: readiness, ready stories, the plan, the telling, the depth.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use maud::{Markup, html};

use super::{Milestone, Report};
use crate::plan::TaskStatus;
use crate::render::html::chart::{self, Line};

type Points = Vec<(NaiveDate, f64)>;

/// The curves that have anything to show; none where nothing has happened yet.
pub(super) fn section(of: &Report<'_>) -> Option<Markup> {
    let target = of.settings.target_seconds;
    let told: Points = by_day(
        of.practice.rehearsals.iter().filter_map(|told| Some((told.on, f64::from(told.seconds?)))),
    );
    let depth: Points = by_day(
        of.practice.drills.iter().filter_map(|drill| Some((drill.on, f64::from(drill.depth?)))),
    );
    let scores: Points = by_day(
        of.practice
            .debriefs
            .iter()
            .flat_map(|debrief| debrief.form.scores.values().map(|s| (debrief.on, f64::from(*s)))),
    );
    let milestones = milestones(of);
    let readiness: Points = milestones.iter().map(|m| (m.on, 100.0 * m.readiness)).collect();
    let ready: Points = milestones.iter().map(|m| (m.on, m.ready as f64)).collect();
    let done = done(of);
    let target_name = format!("target {target:.0} s");
    let curves = [
        ("Readiness", &readiness, None, 100.0, " of 100", None),
        ("Ready stories", &ready, None, of.stories.len() as f64, "", None),
        ("Tasks done", &done, tasks(of), 1.0, "", span(of)),
        ("Seconds a story takes", &told, Some((target, target_name.clone())), target, " s", None),
        ("Depth in drills", &depth, Some((4.0, "4 layers prove".to_owned())), 5.0, "", None),
        ("Scores in mocks and interviews", &scores, None, 5.0, " of 5", None),
    ];
    let shown: Vec<_> = curves.into_iter().filter(|(_, points, ..)| is_a_curve(points)).collect();
    (!shown.is_empty()).then(|| {
        html! {
            section aria-labelledby="progress" {
                h2 #progress { "Progress" }
                div.curves {
                    @for (title, points, level, top, unit, span) in &shown {
                        figure {
                            figcaption { (title) }
                            (chart::line(&Line {
                                title,
                                points: points.as_slice(),
                                level: level.as_ref().map(|(at, name)| (*at, name.as_str())),
                                top: level.as_ref().map_or(*top, |(at, _)| at.max(*top)),
                                unit,
                                span: *span,
                            }))
                        }
                    }
                }
            }
        }
    })
}

/// A single point is no curve, and a line at zero tells nothing.
fn is_a_curve(points: &Points) -> bool {
    points.len() > 1 && points.iter().any(|(_, value)| *value > 0.0)
}

/// The mean of each day's values.
fn by_day(values: impl Iterator<Item = (NaiveDate, f64)>) -> Points {
    let mut days: BTreeMap<NaiveDate, (f64, f64)> = BTreeMap::new();
    for (on, value) in values {
        let (sum, count) = days.entry(on).or_default();
        *sum += value;
        *count += 1.0;
    }
    days.into_iter().map(|(on, (sum, count))| (on, sum / count)).collect()
}

/// The milestones up to now.
fn milestones(of: &Report<'_>) -> Vec<Milestone> {
    let mut milestones = of.milestones.to_vec();
    if let Some(readiness) = of.readiness {
        let ready = of.analyses.iter().filter(|analysis| analysis.status.is_ready()).count();
        milestones.retain(|milestone| milestone.on < of.today);
        milestones.push(Milestone { on: of.today, ready, readiness: readiness.probability });
    }
    milestones
}

/// Tasks done by the end of each day on which one was.
fn done(of: &Report<'_>) -> Points {
    let mut days: BTreeMap<NaiveDate, f64> = BTreeMap::new();
    for task in of.calendar().into_iter().flat_map(|planned| &planned.tasks) {
        if let Some(on) = task.done_on.filter(|_| task.status == TaskStatus::Done) {
            *days.entry(on).or_default() += 1.0;
        }
    }
    if let Some(planned) = of.calendar() {
        days.entry(planned.plan.start).or_default();
        days.entry(of.today.min(planned.plan.interview)).or_default();
    }
    let mut sum = 0.0;
    days.into_iter()
        .map(|(on, count)| {
            sum += count;
            (on, sum)
        })
        .collect()
}

fn tasks(of: &Report<'_>) -> Option<(f64, String)> {
    let planned = of.calendar()?;
    let all = planned.tasks.iter().filter(|task| task.status != TaskStatus::Skipped).count();
    Some((all as f64, format!("{all} in all")))
}

fn span(of: &Report<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let plan = &of.calendar()?.plan;
    Some((plan.start, plan.interview))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_tellings_of_a_day_make_one_point() {
        let on = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let points = by_day([(on(3), 80.0), (on(1), 120.0), (on(3), 100.0)].into_iter());
        assert_eq!(points, [(on(1), 120.0), (on(3), 90.0)]);
    }
}
