//! Text that is longer than the screen, page by page, in the person's own pager.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::{Child, Command, Stdio};

/// Shows the lines, paged where they do not fit on the terminal. `how` says which keys there are.
pub fn show(lines: &[String], paged: bool, how: &str) -> io::Result<()> {
    if paged && io::stdout().is_terminal() && !fits(lines) {
        for words in pagers(how) {
            if let Some(mut pager) = start(&words) {
                if let Some(mut input) = pager.stdin.take() {
                    // The person may leave before the last page.
                    let _ = input.write_all((lines.join("\n") + "\n").as_bytes());
                }
                // One that fails has shown nothing; one that a signal ended was left.
                if matches!(pager.wait()?.code(), None | Some(0)) {
                    return Ok(());
                }
            }
        }
    }
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn fits(lines: &[String]) -> bool {
    let size = terminal_size::terminal_size();
    size.is_none_or(|(_, rows)| lines.len() < usize::from(rows.0))
}

/// $PAGER, and where it is not set or fails, `less`. Its own prompt is a colon, which says nothing
/// to who has never met it.
fn pagers(how: &str) -> Vec<Vec<String>> {
    let own = env::var("PAGER")
        .ok()
        .and_then(|pager| shlex::split(&pager));
    let own = own.filter(|words| !words.is_empty());
    let less = vec!["less".to_owned(), "-R".to_owned(), prompt(how)];
    own.into_iter().chain([less]).collect()
}

/// The option of less(1), PROMPTS: some signs have a meaning there.
fn prompt(how: &str) -> String {
    let mut option = "-P".to_owned();
    for c in how.chars() {
        if matches!(c, '?' | ':' | '.' | '%' | '\\') {
            option.push('\\');
        }
        option.push(c);
    }
    option
}

fn start(words: &[String]) -> Option<Child> {
    let (program, arguments) = words.split_first()?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped());
    command.spawn().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_to_less_is_escaped() {
        assert_eq!(prompt("q: leaves. 100%?"), r"-Pq\: leaves\. 100\%\?");
    }
}
