//! What there is to do for this library and this interview, before it has any days.

use chrono::NaiveDate;

use super::facts::{Facts, Shelved};
use super::goal::{Goal, StoryRef};
use super::phases::PhaseWindow;
use super::questions::{Bank, OPEN, Pool};
use super::schedule::{Before, Calendar, Job, Rank, Wish};
use super::task::Task;
use super::words;
use crate::catalogue::{Layer, Principle, PrincipleId, Profile, Round, RoundKind, TaskKind, Tier};

/// Name and behaviour of one principle on a card, both ways.
const LEARN_MINUTES: u16 = 5;
/// A first version of a story in one sitting.
const DRAFT_MINUTES: u16 = 40;
/// Half of that, where no day has room for the whole.
const HALF_DRAFT_MINUTES: u16 = DRAFT_MINUTES / 2;
/// Figures, cuts and a second reading.
const REFINE_MINUTES: u16 = 25;
/// Minor remarks only.
const POLISH_MINUTES: u16 = 10;
/// Four tellings of 90 seconds with a look at the clock between.
const REHEARSE_MINUTES: u16 = 10;
/// One question aloud and a look at what was missing.
const REP_MINUTES: u16 = 20;
/// A round as long as the days allow: real ones take an hour.
const MOCK_MINUTES: [u16; 3] = [60, 45, 30];
/// The form of the profile, filled in.
const DEBRIEF_MINUTES: u16 = 15;
/// Five layers of follow-up with three or four minutes each.
const PRESSURE_MINUTES: u16 = 20;
/// The daily block, and the least that it shrinks to.
const REVIEW_MINUTES: [u16; 2] = [10, 5];
/// The last evening.
const DAY_BEFORE_MINUTES: u16 = 20;
/// The morning itself.
const INTERVIEW_DAY_MINUTES: u16 = 10;
/// Share of the mock phase's time that mocks and debriefs may take.
const MOCK_SHARE: f64 = 0.75;

/// Everything the content depends on.
pub(super) struct Brief<'a> {
    pub(super) profile: &'a Profile,
    pub(super) facts: &'a Facts<'a>,
    /// Every day from the plan's start, so that counts do not shrink as days pass.
    pub(super) calendar: &'a Calendar,
    pub(super) windows: &'a [PhaseWindow],
    /// First day for which a daily block is wanted.
    pub(super) from: NaiveDate,
    /// The questions there are.
    pub(super) bank: &'a Bank<'a>,
    /// Seconds that a told story should take.
    pub(super) target_seconds: f64,
    /// Mocks that a plan already has.
    pub(super) mocks_at_least: u32,
    /// Whether spare time is filled with more questions.
    pub(super) extras: bool,
}

/// The jobs of a plan, those of one rank in the order of their worth.
pub(super) fn jobs(brief: &Brief<'_>) -> Vec<Job> {
    let mut jobs = Vec::new();
    end(brief, &mut jobs);
    mocks(brief, &mut jobs);
    stories_to_write(brief, &mut jobs);
    stories_to_repair(brief, &mut jobs);
    pressure(brief, &mut jobs);
    reps(brief, &mut jobs);
    daily(brief, &mut jobs);
    jobs
}

fn job(rank: Rank, task: Task) -> Job {
    Job {
        task,
        before: Vec::new(),
        rank,
        wish: Wish::Early,
        optional: false,
        followed_by: 0,
        grows_by: 0,
        puts: Vec::new(),
    }
}

impl Job {
    fn after(mut self, goal: &Goal, needed: bool) -> Self {
        self.before.push(Before { id: goal.id(), needed });
        self
    }

    fn about(mut self, principles: &[PrincipleId]) -> Self {
        self.task.principles = principles.to_vec();
        self
    }

    fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    fn wishing(mut self, wish: Wish) -> Self {
        self.wish = wish;
        self
    }
}

fn end(brief: &Brief<'_>, jobs: &mut Vec<Job>) {
    let story = brief.target_seconds.round();
    let eve = Task::new(
        Goal::DayBefore,
        DAY_BEFORE_MINUTES,
        "Read the opening line and the numbers of each story; nothing new".to_owned(),
        format!("a rested head finds a {story:.0} s story faster than a tired one"),
    );
    let morning = Task::new(
        Goal::InterviewDay,
        INTERVIEW_DAY_MINUTES,
        "Read the one-page sheet".to_owned(),
        "one last look at who asks what and which story answers it".to_owned(),
    );
    jobs.extend([eve, morning].map(|task| job(Rank::End, task).optional()));
}

fn stories_to_write(brief: &Brief<'_>, jobs: &mut Vec<Job>) {
    let longest = brief.calendar.open(TaskKind::Draft).map(|(_, minutes)| minutes).max();
    let halves = longest.is_some_and(|longest| longest < DRAFT_MINUTES);
    let mut learnt: Vec<&PrincipleId> = Vec::new();
    for wanted in &brief.facts.wanted {
        let principle = wanted.principle;
        let rank = if principle.tier == Tier::High { Rank::Core } else { Rank::Breadth };
        if rank == Rank::Core && !learnt.contains(&&principle.id) {
            learnt.push(&principle.id);
            jobs.push(job(rank, learn(principle)));
        }
        let about = std::slice::from_ref(&principle.id);
        let which = words::ordinal(wanted.number);
        let why = words::why_wanted(wanted, brief.profile);
        let planned = StoryRef::Planned { principle: principle.id.clone(), number: wanted.number };
        let (id, number) = (principle.id.clone(), wanted.number);
        let draft = Goal::Draft { principle: id.clone(), number };
        let outline = Goal::Outline { principle: id.clone(), number };
        let learning = Goal::Learn { principle: id };

        let name = &principle.name;
        let minutes = if halves { HALF_DRAFT_MINUTES } else { DRAFT_MINUTES };
        if halves {
            let title =
                format!("Outline a {which} story for {name}: what happened, figures, your part");
            let task = Task::new(outline.clone(), minutes, title, why.clone());
            jobs.push(job(rank, task).about(about).after(&learning, false));
        }
        let title = format!("Draft a {which} story for {name}");
        let mut drafting = job(rank, Task::new(draft.clone(), minutes, title, why))
            .about(about)
            .after(&learning, false);
        if halves {
            drafting = drafting.after(&outline, true);
        }
        jobs.push(drafting);

        let refine = Goal::Refine { story: planned.clone() };
        let seconds = brief.target_seconds.round();
        let title =
            format!("Refine the {which} {name} story: a quantified Result, {seconds:.0} s aloud");
        let why = "a first version is rarely ready".to_owned();
        let task = Task::new(refine.clone(), REFINE_MINUTES, title, why);
        let repairing = if rank == Rank::Core { Rank::Refine } else { rank };
        jobs.push(job(repairing, task).about(about).after(&draft, true));

        let rehearse = Goal::Rehearse { story: planned };
        let title = format!("Rehearse the {which} {name} story aloud against {seconds:.0} s");
        let why = "what was never said aloud takes longer than it reads".to_owned();
        let task = Task::new(rehearse, REHEARSE_MINUTES, title, why);
        let telling = if rank == Rank::Core { Rank::Rehearse } else { rank };
        jobs.push(job(telling, task).about(about).after(&refine, true));
    }
    let others: Vec<&Principle> = brief
        .profile
        .principles()
        .iter()
        .filter(|principle| !learnt.contains(&&principle.id))
        .collect();
    let days = learning_days(brief);
    for (at, principle) in others.iter().enumerate() {
        let day = days.get(at * days.len() / others.len());
        let wish = day.map_or(Wish::Early, |day| Wish::Around(*day));
        jobs.push(job(Rank::Learn, learn(principle)).wishing(wish));
    }
}

/// The days over which learning is spread: the first half of the first phase that takes it, since a few
/// names a day stay and a whole list in an evening does not, and stories come after.
fn learning_days(brief: &Brief<'_>) -> Vec<NaiveDate> {
    let mut open = brief.calendar.open(TaskKind::Memorize).map(|(day, _)| day).peekable();
    let window =
        open.peek().and_then(|first| brief.windows.iter().find(|window| window.contains(*first)));
    let mut days: Vec<NaiveDate> =
        open.take_while(|day| window.is_some_and(|window| window.contains(*day))).collect();
    days.truncate(days.len().div_ceil(2));
    days
}

fn learn(principle: &Principle) -> Task {
    let goal = Goal::Learn { principle: principle.id.clone() };
    let title = format!("Know {} by name and behaviour", principle.name);
    let mut task =
        Task::new(goal, LEARN_MINUTES, title, words::frequency(principle.tier).to_owned());
    task.principles = vec![principle.id.clone()];
    task
}

/// The goal that brings a written story as far as it should be before it is told; none where it is there.
fn repair(story: &Shelved<'_>) -> Option<Goal> {
    let slug = story.story.slug.clone();
    if story.needs_work() {
        Some(Goal::Refine { story: StoryRef::Written(slug) })
    } else {
        story.worst().map(|_| Goal::Polish { story: slug })
    }
}

fn stories_to_repair(brief: &Brief<'_>, jobs: &mut Vec<Job>) {
    for story in &brief.facts.stories {
        let slug = &story.story.slug;
        let repair = repair(story);
        if let Some(goal) = &repair {
            let (verb, minutes, why) = match goal {
                Goal::Polish { .. } => {
                    ("Polish", POLISH_MINUTES, "ready; what is left is small".to_owned())
                }
                _ => ("Refine", REFINE_MINUTES, words::why_refine(story)),
            };
            let title = format!("{verb} {slug}: {}", words::faults(story));
            let task = Task::new(goal.clone(), minutes, title, why);
            let rank = if story.is_ready() { Rank::Touch } else { Rank::Refine };
            jobs.push(job(rank, task).about(&story.story.principles));
        }
        let goal = Goal::Rehearse { story: StoryRef::Written(slug.clone()) };
        let seconds = brief.target_seconds.round();
        let title = format!("Rehearse {slug} aloud against {seconds:.0} s");
        let why = format!("it reads as {} s", story.analysis.spoken_seconds);
        let waits = repair.is_some() && story.is_ready();
        let rank = if waits { Rank::Touch } else { Rank::Rehearse };
        let mut rehearse =
            job(rank, Task::new(goal, REHEARSE_MINUTES, title, why)).about(&story.story.principles);
        if let Some(goal) = &repair {
            rehearse = rehearse.after(goal, !story.is_ready());
        }
        jobs.push(rehearse);
    }
}

fn pressure(brief: &Brief<'_>, jobs: &mut Vec<Job>) {
    let layers = Layer::ALL.len();
    let most = usize::from(brief.profile.loop_questions());
    let written = brief.facts.strongest().into_iter().map(|story| {
        let slug = StoryRef::Written(story.story.slug.clone());
        let title = format!("Take {} through {layers} layers of follow-up", story.story.slug);
        let why = words::why_strong(&story, brief.profile);
        (slug, title, why, story.story.principles.clone(), !story.is_ready())
    });
    let planned = brief.facts.wanted.iter().map(|wanted| {
        let principle = wanted.principle;
        let story = StoryRef::Planned { principle: principle.id.clone(), number: wanted.number };
        let which = words::ordinal(wanted.number);
        let title = format!(
            "Take the {which} {} story through {layers} layers of follow-up",
            principle.name
        );
        let why = format!("{} {}", principle.name, words::frequency(principle.tier));
        (story, title, why, vec![principle.id.clone()], true)
    });
    let chosen: Vec<_> = written.chain(planned).take(most).collect();
    let of = chosen.len();
    for (at, (story, title, why, principles, needed)) in chosen.into_iter().enumerate() {
        let told = Goal::Rehearse { story: story.clone() };
        let task = Task::new(Goal::Pressure { story }, PRESSURE_MINUTES, title, why);
        let wish = Wish::Spread { at, of };
        jobs.push(job(Rank::Pressure, task).about(&principles).after(&told, needed).wishing(wish));
    }
}

fn reps(brief: &Brief<'_>, jobs: &mut Vec<Job>) {
    let pools: Vec<Pool> = [Pool::Product, Pool::Analytical, Pool::Technical]
        .into_iter()
        .filter(|pool| brief.bank.has(pool))
        .collect();
    if pools.is_empty() {
        return;
    }
    let roomy =
        |kind| brief.calendar.open(kind).filter(|(_, minutes)| *minutes >= REP_MINUTES).count();
    let days = roomy(TaskKind::ProductRep).max(roomy(TaskKind::AnalyticalRep));
    // One every other day is a fair share; one every day where nothing else wants the time.
    let core = days.div_ceil(2);
    let wanted = if brief.extras { days } else { core };
    let (mut product, mut analytical) = (0, 0);
    for at in 0..wanted {
        let pool = &pools[at % pools.len()];
        let (goal, label, why) = if *pool == Pool::Product {
            product += 1;
            let why = "aloud, from the customer backwards; name the principles you show";
            (Goal::ProductRep { number: product }, "Product rep", why)
        } else {
            analytical += 1;
            let why = "aloud: say what you measure, what you assume, and show the sum";
            (Goal::AnalyticalRep { number: analytical }, "Analytical rep", why)
        };
        let title = format!("{label} aloud: {OPEN}");
        let task = Task::new(goal, REP_MINUTES, title, why.to_owned());
        let (rank, wish) = if at < core {
            (Rank::Rep, Wish::Spread { at: 2 * at, of: 2 * core })
        } else {
            (Rank::Extra, Wish::Spread { at: 2 * (at - core) + 1, of: 2 * core })
        };
        let mut rep = job(rank, task).wishing(wish);
        rep.puts = vec![pool.clone()];
        rep.optional = at >= core;
        jobs.push(rep);
    }
}

/// How many mocks, and how long each.
fn mock_measure(brief: &Brief<'_>, window: &PhaseWindow, range: [u8; 2], weeks: u8) -> (u32, u16) {
    let days: Vec<u16> = brief
        .calendar
        .open(TaskKind::Mock)
        .filter(|(day, _)| window.contains(*day))
        .map(|(_, minutes)| minutes)
        .collect();
    let standard = f64::from(weeks.max(1)) * 7.0;
    let length = (window.to - window.from).num_days() as f64 + 1.0;
    // A shorter phase holds fewer; a longer one no more than the profile asks for.
    let scaled = |count: u8| ((f64::from(count) * length / standard).round() as u32).max(1);
    let fewest = scaled(range[0]).min(range[0].into());
    let most = scaled(range[1]).min(range[1].into()).max(fewest);
    let slots = |length: u16| days.iter().map(|minutes| u32::from(minutes / length)).sum::<u32>();
    let minutes = MOCK_MINUTES
        .into_iter()
        .find(|minutes| slots(minutes + DEBRIEF_MINUTES) >= fewest)
        .or_else(|| MOCK_MINUTES.into_iter().find(|minutes| slots(*minutes) >= fewest))
        .unwrap_or(MOCK_MINUTES[MOCK_MINUTES.len() - 1]);
    let both = minutes + DEBRIEF_MINUTES;
    let time: u32 = days.iter().map(|minutes| u32::from(*minutes)).sum();
    let affordable = (f64::from(time) * MOCK_SHARE / f64::from(both)) as u32;
    (affordable.min(slots(both)).clamp(fewest, most), minutes)
}

fn mocks(brief: &Brief<'_>, jobs: &mut Vec<Job>) {
    let profile = brief.profile;
    let held = brief.windows.iter().find_map(|window| {
        let phase = profile.phases().iter().find(|phase| phase.id == window.id)?;
        Some((window, phase, phase.mocks?))
    });
    let Some((window, phase, range)) = held else { return };
    let (count, minutes) = mock_measure(brief, window, range, phase.weeks);
    let count = count.max(brief.mocks_at_least);

    let rounds: Vec<&Round> = profile.rounds().iter().filter(|round| round.onsite).collect();
    let mut asked: Vec<&Principle> = profile.principles().iter().collect();
    asked.sort_by(|a, b| profile.weight(b).total_cmp(&profile.weight(a)));
    let mut asked = asked.into_iter().cycle();
    for number in 1..=count {
        let at = number as usize - 1;
        let round = (!rounds.is_empty()).then(|| rounds[at % rounds.len()]);
        let probed = round.map_or(2, |round| usize::from(round.principles));
        let probed: Vec<&Principle> =
            asked.by_ref().take(probed.min(profile.principles().len())).collect();
        let pool = match round.map(|round| round.kind) {
            Some(RoundKind::ProductSense) => Pool::Product,
            Some(RoundKind::Analytical) => Pool::Analytical,
            Some(RoundKind::Technical) if brief.bank.has(&Pool::Technical) => Pool::Technical,
            _ if at.is_multiple_of(2) => Pool::Product,
            _ => Pool::Analytical,
        };
        let pools: Vec<Pool> = std::iter::once(pool)
            .chain(probed.iter().map(|principle| Pool::Behavioural(principle.id.clone())))
            .collect();
        let goal = Goal::Mock { number };
        let names: Vec<&str> = probed.iter().map(|principle| principle.name.as_str()).collect();
        let title =
            format!("Mock {number} of {count}: {OPEN} question, then {}", words::list(&names));
        let why = match round {
            Some(round) => format!("{} as it will be: question and stories in one go", round.name),
            None => "question and stories in one go".to_owned(),
        };
        let task = Task::new(goal.clone(), minutes, title, why);
        let principles: Vec<PrincipleId> =
            probed.iter().map(|principle| principle.id.clone()).collect();
        let wish = Wish::Spread { at, of: count as usize };
        let mut mock = job(Rank::Mock, task).about(&principles).wishing(wish);
        mock.followed_by = DEBRIEF_MINUTES;
        mock.puts = pools;
        jobs.push(mock);

        let title = format!("Score mock {number} and note what to change");
        let why = "a mock teaches what its debrief names".to_owned();
        let task = Task::new(Goal::Debrief { number }, DEBRIEF_MINUTES, title, why);
        jobs.push(job(Rank::Mock, task).about(&principles).after(&goal, true));
    }
}

fn daily(brief: &Brief<'_>, jobs: &mut Vec<Job>) {
    for (day, _) in brief.calendar.open(TaskKind::Review).filter(|(day, _)| *day >= brief.from) {
        let title = "Review what is due: cards and follow-ups that went wrong".to_owned();
        let why = "a few minutes a day keep it until the interview".to_owned();
        let [full, short] = REVIEW_MINUTES;
        let task = Task::new(Goal::Review { day }, short, title, why);
        let mut block = job(Rank::Daily, task).optional();
        block.grows_by = full - short;
        jobs.push(block);
    }
}
