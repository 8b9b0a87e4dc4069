//! Text for people and machines. Renderers return text and never print; colour is decided by the printer.

pub mod ask;
pub mod check;
pub mod claims;
pub mod config;
pub mod coverage;
pub mod debrief;
pub mod drill;
pub mod excerpt;
pub mod explain;
pub mod guide;
pub mod json;
pub mod ladder;
pub mod learn;
pub mod list;
pub mod log;
pub mod mock;
pub mod plan;
pub mod quantify;
pub mod readiness;
pub mod rehearsal;
pub mod replan;
pub mod story;
pub mod style;
pub mod suggest;
mod table;
pub mod today;
