//! **starbench**: a workbench for STAR interview stories.
//!
//! The core is pure: it knows no clock, environment, file, SQL or terminal, and data flows one way
//! through it. A module may use those to its left, never those to its right:
//!
//! [`catalogue`] → [`story`] → [`analysis`] → [`coverage`] → [`readiness`] → [`matching`] → [`drill`]
//! → [`plan`] → [`redact`]
//!
//! Around it stand [`store`] (SQLite), [`interchange`] (YAML and JSON documents) and [`render`] (text for
//! people and machines), which use the core and not each other. Only [`cli`] joins them. [`yaml`] is the
//! one reader of YAML, [`nearest`] the one guess at a mistyped word, [`stem`] what the forms of one word share
//! and [`linear`] how weights are learnt: they stand below everything.

pub mod linear;
pub mod nearest;
pub mod stem;
pub mod yaml;

pub mod analysis;
pub mod catalogue;
pub mod coverage;
pub mod drill;
pub mod matching;
pub mod plan;
pub mod readiness;
pub mod redact;
pub mod story;

pub mod interchange;
pub mod render;
pub mod store;

pub mod schemas;

pub mod cli;

#[cfg(test)]
mod testing;
