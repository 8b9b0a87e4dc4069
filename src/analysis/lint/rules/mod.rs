//! One file a rule. The module documentation of each is what `star explain CODE` prints.

pub(super) mod s001_missing_section;
