//! What always holds of a plan, over random libraries, calendars and lives.

mod create;
mod life;
mod scenario;
