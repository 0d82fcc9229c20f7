//! The one table of commands: what the workbook can be told to do.

use crate::appearance::Appearance;
use crate::catalogue::{self, LESSONS, Lesson};
use crate::narrate::problems;
use clap::{Parser, Subcommand};
use std::net::SocketAddr;

/// Learn sockets from six small lessons, and see every system call that they make.
#[derive(Parser)]
#[command(name = "workbook", version, disable_help_subcommand = true)]
pub struct Line {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub appearance: Appearance,
}

#[derive(Subcommand)]
pub enum Command {
    /// List the lessons
    List,
    /// Run a lesson: both ends side by side, every socket call of both told in one order
    Run {
        /// Number of the lesson, 1 to 6
        #[arg(value_name = "LESSON", value_parser = lesson)]
        lesson: &'static Lesson,
        /// Where the two ends meet [default: 127.0.0.1:9999]
        #[arg(long, value_name = "IP:PORT", value_parser = address)]
        address: Option<SocketAddr>,
        /// Show only what both ends print, without narration
        #[arg(long)]
        plain_run: bool,
    },
}

fn lesson(text: &str) -> Result<&'static Lesson, String> {
    let number = text.parse().ok();
    number.and_then(catalogue::lesson).ok_or_else(|| {
        let (first, last) = (LESSONS[0].number, LESSONS[LESSONS.len() - 1].number);
        problems::no_lesson(text, first, last)
    })
}

fn address(text: &str) -> Result<SocketAddr, String> {
    let address: SocketAddr = text
        .parse()
        .map_err(|_| problems::no_address().to_owned())?;
    match address.port() {
        0 => Err(problems::no_port().to_owned()),
        _ => Ok(address),
    }
}
