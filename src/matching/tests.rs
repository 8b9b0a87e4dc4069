use chrono::DateTime;
use proptest::prelude::*;

use super::*;
use crate::analysis::{Settings, Span, analyse_library};
use crate::catalogue::{PrincipleId, default_profile};
use crate::story::{Section, Slug, Story, StoryId};

fn story(slug: &str, principles: &[&str], action: &str, result: &str) -> Story {
    let id = StoryId(uuid::Uuid::new_v5(&uuid_space(), slug.as_bytes()));
    let mut story = Story::draft(
        id,
        slug.parse::<Slug>().unwrap(),
        slug.replace('-', " "),
        DateTime::UNIX_EPOCH,
    );
    story.principles = principles.iter().map(|id| PrincipleId::new(*id)).collect();
    story.sections.set(Section::Action, Some(action.to_owned()));
    story.sections.set(Section::Result, Some(result.to_owned()));
    story
}
