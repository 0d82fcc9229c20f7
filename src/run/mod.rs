//! What is performed and how: a lesson or any pair of programs, narrated as it happens, in a
//! person's hands, told from a record, or plainly.
//!
//! `spec` is what is run, `prepare` and `pair` make it. `perform` chooses how: `narrated` and
//! `interactive` (`step`, `talk`) use the `driver`, which moves the programs and hands every
//! event to the `teller`; `recorded` hands on events of a record; `untraced` needs no tracing.

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod driver;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod ending;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod interactive;
mod looks;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod narrated;
mod outcome;
mod pair;
mod perform;
mod prepare;
mod recorded;
mod replay;
mod spec;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod step;
mod system;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod talk;
mod teller;
mod untraced;

pub use looks::sockets as socket_table;
pub use outcome::Outcome;
pub use pair::pair;
pub use perform::{run, step, talk};
pub use prepare::lesson;
pub use replay::replay;
pub use spec::{Context, RunSpec};
pub use system::remains;
