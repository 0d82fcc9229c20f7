//! Runs the programs as a person would, and compares everything that they show.
//!
//!     let server = lesson(2).args(["server", at]).start();
//!     server.prints("waiting for a connection...");
//!     …
//!     server.ends_with(0, "waiting for a connection...\n…", "");
//!
//! | module     | what it is for                                               |
//! |------------|--------------------------------------------------------------|
//! | `programs` | which programs there are: lessons, the workbook              |
//! | `start`    | how one is started                                           |
//! | `running`  | one that runs                                                |
//! | `pty`      | a terminal for it                                            |
//! | `output`   | what it has shown                                            |
//! | `address`  | an address of the test's own                                 |
//! | `folder`   | folders of the test's own                                    |
//! | `filters`  | what differs from run to run, made the same                  |
//! | `screen`   | a terminal as a person sees it                               |
//! | `snapshot` | whole texts, compared with files                             |
//! | `load`     | a busy machine                                               |
//! | `strace`   | a second witness                                             |
//! | `peer`     | peers that the tests play themselves                         |
//! | `trap`     | other programs in the place of a lesson                      |
//! | `system`   | what the system allows, and what it knows                    |
//! | `wait`     | waiting for a fact of the system                             |
#![allow(
    dead_code,
    unused_imports,
    reason = "each test program uses a part of this"
)]
#![allow(clippy::unwrap_used, reason = "in a test, a failure is a failure")]

pub mod address;
pub mod filters;
pub mod folder;
pub mod load;
pub mod output;
pub mod peer;
mod programs;
mod pty;
mod running;
pub mod screen;
pub mod snapshot;
mod start;
pub mod strace;
pub mod system;
pub mod trap;
mod wait;

pub use address::Address;
pub use output::Output;
pub use programs::{by_newcomer, lesson, run, workbook};
pub use running::{KILLED, Running};
pub use start::{Program, close, program};
pub use wait::{DEADLINE, eventually};
