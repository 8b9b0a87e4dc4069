//! One file a command: its arguments, whose documentation is its help, and one function.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod claim;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod coverage;
pub(crate) mod edit;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod list;
pub(crate) mod log;
pub(crate) mod man;
pub(crate) mod new;
pub(crate) mod quantify;
pub(crate) mod readiness;
pub(crate) mod redo;
pub(crate) mod remove;
pub(crate) mod schema;
pub(crate) mod show;
pub(crate) mod tag;
pub(crate) mod undo;
