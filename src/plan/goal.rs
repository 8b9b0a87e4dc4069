//! What a task is after, in a form that evidence and a replan can read.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::catalogue::{PrincipleId, TaskKind};
use crate::story::Slug;

/// A story of the library, or one that a task of this plan will write.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoryRef {
    /// It is in the library.
    Written(Slug),
    /// The so-manieth story for a principle, not written when the task was made.
    Planned {
        /// For which principle.
        principle: PrincipleId,
        /// Which one, from 1.
        number: u32,
    },
}

/// What a task is after; its id and kind follow from it, so that the same work keeps its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Goal {
    /// Know a principle by name and behaviour.
    Learn {
        /// Which principle.
        principle: PrincipleId,
    },
    /// Gather the facts of a story, where no day is long enough to write it in one sitting.
    Outline {
        /// For which principle.
        principle: PrincipleId,
        /// Which of its stories, from 1.
        number: u32,
    },
    /// The so-manieth story for a principle exists.
    Draft {
        /// For which principle.
        principle: PrincipleId,
        /// Which of its stories, from 1.
        number: u32,
    },
    /// A story is ready, without errors and warnings.
    Refine {
        /// Which story.
        story: StoryRef,
    },
    /// A story has no findings left, not even minor ones.
    Polish {
        /// Which story.
        story: Slug,
    },
    /// A story is told inside its time.
    Rehearse {
        /// Which story.
        story: StoryRef,
    },
    /// A product question is answered aloud.
    ProductRep {
        /// Which repetition, from 1.
        number: u32,
    },
    /// An analytical question is answered aloud.
    AnalyticalRep {
        /// Which repetition, from 1.
        number: u32,
    },
    /// A full round is held.
    Mock {
        /// Which mock, from 1.
        number: u32,
    },
    /// A mock is scored.
    Debrief {
        /// Which mock, from 1.
        number: u32,
    },
    /// A story holds through the layers of follow-up.
    Pressure {
        /// Which story.
        story: StoryRef,
    },
    /// What spaced repetition has due that day is gone over.
    Review {
        /// Which day.
        day: NaiveDate,
    },
    /// The last evening.
    DayBefore,
    /// The morning of the interview.
    InterviewDay,
}

impl Goal {
    /// The kind of work it takes.
    pub fn kind(&self) -> TaskKind {
        match self {
            Self::Learn { .. } => TaskKind::Memorize,
            Self::Outline { .. } | Self::Draft { .. } => TaskKind::Draft,
            Self::Refine { .. } | Self::Polish { .. } => TaskKind::Refine,
            Self::Rehearse { .. } => TaskKind::Rehearse,
            Self::ProductRep { .. } => TaskKind::ProductRep,
            Self::AnalyticalRep { .. } => TaskKind::AnalyticalRep,
            Self::Mock { .. } => TaskKind::Mock,
            Self::Debrief { .. } => TaskKind::Debrief,
            Self::Pressure { .. } => TaskKind::PressureTest,
            Self::Review { .. } | Self::DayBefore | Self::InterviewDay => TaskKind::Review,
        }
    }

    /// The id of its task: stable, in kebab-case, different for different goals.
    ///
    /// Work on a story that is yet to be written has verbs of its own (`tighten`, `tell`, `probe`), so
    /// that no slug can make two goals share an id.
    pub fn id(&self) -> String {
        let on = |written: &str, planned: &str, story: &StoryRef| match story {
            StoryRef::Written(slug) => format!("{written}-{slug}"),
            StoryRef::Planned { principle, number } => format!("{planned}-{principle}-{number}"),
        };
        match self {
            Self::Learn { principle } => format!("learn-{principle}"),
            Self::Outline { principle, number } => format!("outline-{principle}-{number}"),
            Self::Draft { principle, number } => format!("draft-{principle}-{number}"),
            Self::Refine { story } => on("refine", "tighten", story),
            Self::Polish { story } => format!("polish-{story}"),
            Self::Rehearse { story } => on("rehearse", "tell", story),
            Self::ProductRep { number } => format!("product-rep-{number}"),
            Self::AnalyticalRep { number } => format!("analytical-rep-{number}"),
            Self::Mock { number } => format!("mock-{number}"),
            Self::Debrief { number } => format!("debrief-{number}"),
            Self::Pressure { story } => on("pressure", "probe", story),
            Self::Review { day } => format!("review-{day}"),
            Self::DayBefore => "review-day-before".to_owned(),
            Self::InterviewDay => "review-interview-day".to_owned(),
        }
    }

    /// The story it is about, if that is in the library.
    pub fn story(&self) -> Option<&Slug> {
        match self {
            Self::Refine { story: StoryRef::Written(slug) }
            | Self::Rehearse { story: StoryRef::Written(slug) }
            | Self::Pressure { story: StoryRef::Written(slug) }
            | Self::Polish { story: slug } => Some(slug),
            _ => None,
        }
    }

    /// The principle and number of the story it is about, if that is yet to be written.
    pub fn planned(&self) -> Option<(&PrincipleId, u32)> {
        match self {
            Self::Outline { principle, number }
            | Self::Draft { principle, number }
            | Self::Refine { story: StoryRef::Planned { principle, number } }
            | Self::Rehearse { story: StoryRef::Planned { principle, number } }
            | Self::Pressure { story: StoryRef::Planned { principle, number } } => {
                Some((principle, *number))
            }
            _ => None,
        }
    }
}
