//! Text for people and machines. Renderers return text and never print; colour is decided by the printer.

pub mod agenda;
pub mod ask;
pub mod briefing;
pub mod check;
pub mod claims;
pub mod config;
pub mod coverage;
mod csv;
pub mod excerpt;
pub mod explain;
pub mod guide;
mod html;
pub mod ics;
pub mod json;
pub mod ladder;
pub mod list;
pub mod log;
pub mod plan;
pub mod quantify;
pub mod readiness;
pub mod replan;
pub mod sheet;
pub mod story;
pub mod style;
pub mod suggest;
mod table;
pub mod today;
