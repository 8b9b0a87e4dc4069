//! Stories for a given loop.
