//! The one place where output that differs from run to run, or from machine to machine, is
//! replaced. The rows of `TABLE` are applied in order, the specific ones before the general.
//!
//! What is replaced keeps its line, and what stands in a column to its right keeps that column:
//! the workbook has wrapped its lines before, and ports of clients always have five digits.

use std::net::UdpSocket;

use super::Address;

/// What the rows need to know about the program whose output it is.
#[derive(Clone, Default)]
pub struct Filters {
    ports: Ports,
    /// The texts of the test's own addresses, and what each is shown as.
    addresses: Vec<(String, String)>,
    /// Lesson 1 asks the machine about itself.
    asks_the_machine: bool,
}

/// What a port that the system has picked is called.
#[derive(Clone, Copy, Default)]
enum Ports {
    /// `[port]`
    #[default]
    Unnamed,
    /// `[client port]`, `[client 2 port]`…: whose port it is. The clients connect in order.
    OfClients,
    /// `[port 1]`, `[port 2]`… by first appearance.
    Numbered,
    /// `port1`, `port2`…: five columns, as the port has, where lanes leave no gap to spare.
    InColumns,
}

type Row = fn(&Filters, String) -> String;

const TABLE: &[Row] = &[
    // A program at a terminal ends its lines with "\r\n".
    line_ends,
    // Lesson 1, part 3, asks for the address towards the internet: `[own address]`. Its length
    // decides where lines are broken: such a step is laid out anew.
    own_address,
    // Lesson 1, part 7, looks up `localhost`. What the C library does for it, and what the
    // answer is, differs from machine to machine: `[calls of the C library: …]`. The number of
    // its steps differs with it, so the last steps are `[n]`.
    name_lookup,
    // Each test has an address of its own; a learner sees the default, 127.0.0.1:9999.
    addresses_of_the_test,
    // The number of a process or a thread, as in `runner (process 123)`, or in the first line
    // of a panic, `thread 'main' (123) panicked`: `[number]`.
    process_numbers,
    // A port that the system picked, 32768 to 60999: `[port]`, or its role.
    ports,
];

impl Filters {
    /// For what is shown of this address, whatever runs there.
    pub fn at(address: &Address) -> Filters {
        Filters::default().and_at(address)
    }

    pub fn and_at(mut self, address: &Address) -> Filters {
        self.addresses.extend(address.replacements());
        self
    }

    /// For a run of a lesson at this address.
    pub fn of_run(lesson: u8, address: &Address) -> Filters {
        Filters {
            ports: if lesson == 1 {
                Ports::Numbered
            } else {
                Ports::OfClients
            },
            addresses: address.replacements(),
            asks_the_machine: lesson == 1,
        }
    }

    /// The same, shown in two lanes.
    pub fn of_lanes(lesson: u8, address: &Address) -> Filters {
        Filters {
            ports: Ports::InColumns,
            ..Filters::of_run(lesson, address)
        }
    }

    /// With names of ports that are as long as a port: for lines that are cut or counted.
    pub fn ports_in_columns(mut self) -> Filters {
        self.ports = Ports::InColumns;
        self
    }

    pub fn apply(&self, text: &str) -> String {
        let start = text.to_string();
        TABLE.iter().fold(start, |text, row| row(self, text))
    }
}

fn line_ends(_: &Filters, text: String) -> String {
    text.replace("\r\n", "\n")
}

/// The address that this machine would use towards the internet, asked for as lesson 1 does;
/// None without a network.
pub fn own_ip() -> Option<String> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("198.51.100.1:9").ok()?;
    Some(socket.local_addr().ok()?.ip().to_string())
}

fn own_address(filters: &Filters, text: String) -> String {
    let Some(ip) = own_ip().filter(|_| filters.asks_the_machine) else {
        return text;
    };
    let lay_out = |step: &str| {
        if step.contains(&ip) && !step.contains("  prints ") {
            laid_out(step)
        } else {
            step.to_string()
        }
    };
    let text: String = steps(&text).iter().map(|step| lay_out(step)).collect();
    replaced(&text, &ip, "[own address]")
}

/// The text in pieces: a step with the lines that belong to it, or another line.
fn steps(text: &str) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        let goes_on = line.starts_with("          ") && !line.trim().is_empty();
        match steps.last_mut().filter(|_| goes_on) {
            Some(step) => step.push_str(line),
            None => steps.push(line.to_string()),
        }
    }
    steps
}

/// A step with all its words under the call, however long the call is.
fn laid_out(step: &str) -> String {
    let number = 6;
    let (call, words) = step[number..].split_once("  ").unwrap_or((step, ""));
    let words: Vec<&str> = words.split_whitespace().collect();
    let indent = " ".repeat(53);
    let options = textwrap::Options::new(100)
        .initial_indent(&indent)
        .subsequent_indent(&indent);
    let words = textwrap::fill(&words.join(" "), options);
    format!("{}{}\n{words}\n", &step[..number], call.trim())
}

const CALLS: &str = "      [calls of the C library: they differ from machine to machine]";
const ADDRESSES: &str = "      [prints the addresses of localhost on this machine]";

fn name_lookup(filters: &Filters, text: String) -> String {
    let (before, lookup) = match text.rsplit_once("prints \"7. A name") {
        Some((before, lookup)) if filters.asks_the_machine => (before, lookup),
        _ => return text,
    };
    let mut shown = vec![format!("{before}prints \"7. A name")];
    let mut instead = Some(CALLS);
    for (index, line) in lookup.lines().enumerate() {
        if line.contains(" │ ") && line.contains("{address}") {
            shown.push(instead.take().unwrap_or_default().to_string());
            instead = Some(ADDRESSES);
            shown.extend([String::new(), line.to_string()]);
        } else if line.contains("  exits with code") {
            shown.extend(instead.take().map(str::to_string));
            shown.push(format!(
                " [n]  {}",
                line.trim_start_matches([' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
            ));
        } else if line.starts_with("Lesson 1 was played") {
            let words = line.split(' ').map(|word| match word.parse::<u32>() {
                Ok(2..) => "[n]",
                _ => word,
            });
            shown.push(words.collect::<Vec<_>>().join(" "));
        } else if index == 0 {
            let first = shown.pop().unwrap_or_default();
            shown.push(first + line);
        } else if line.contains(" │ ") || instead.is_none() {
            shown.push(line.to_string());
        }
    }
    shown.join("\n") + "\n"
}

fn addresses_of_the_test(filters: &Filters, text: String) -> String {
    let shown = |text: String, (from, to): &(String, String)| replaced(&text, from, to);
    filters.addresses.iter().fold(text, shown)
}

fn process_numbers(_: &Filters, mut text: String) -> String {
    for before in ["(process ", "thread 'main' ("] {
        let mut parts = text.split(before);
        let mut result = parts.next().unwrap_or_default().to_string();
        for part in parts {
            let number = leading_number(part);
            result += &format!("{before}[number]{}", &part[number.len()..]);
        }
        text = result;
    }
    text
}

fn ports(filters: &Filters, text: String) -> String {
    let mut named = 0;
    let rename = |part: &String| {
        let mut result = part.clone();
        for port in system_ports(part) {
            named += 1;
            let name = match (filters.ports, named) {
                (Ports::Unnamed, _) => "[port]".to_string(),
                (Ports::Numbered, number) => format!("[port {number}]"),
                (Ports::InColumns, number) => format!("port{number}"),
                (Ports::OfClients, 1) => "[client port]".to_string(),
                (Ports::OfClients, number) => format!("[client {number} port]"),
            };
            result = replaced(&result, port, &name);
        }
        result
    };
    parts(filters, &text).iter().map(rename).collect()
}

/// Lesson 1 gives its ports back after each part: the system may pick one again.
fn parts(filters: &Filters, text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in text.split_inclusive('\n') {
        let printed = line.split_once("println!(\"").map_or("", |(_, text)| text);
        let begins_part = !leading_number(printed).is_empty();
        if begins_part && filters.asks_the_machine {
            parts.push(String::new());
        }
        parts.last_mut().unwrap().push_str(line);
    }
    parts
}

/// The ports that the system picked, in order of appearance. Each of them stands at least
/// once after a colon.
fn system_ports(text: &str) -> Vec<&str> {
    let after_colon: Vec<&str> = text.split(':').skip(1).map(leading_number).collect();
    let mut ports = Vec::new();
    for number in numbers(text) {
        let is_port = matches!(number.parse(), Ok(32768..=60999));
        if is_port && after_colon.contains(&number) && !ports.contains(&number) {
            ports.push(number);
        }
    }
    ports
}

fn leading_number(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    &text[..end.unwrap_or(text.len())]
}

fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|number| !number.is_empty())
}

/// Replaces a number or an address wherever it stands alone. The next gap of spaces in its line
/// gives or takes the difference in length, so that columns stay where they are.
fn replaced(text: &str, from: &str, to: &str) -> String {
    let replaced_in = |line: &str| {
        let mut done = String::new();
        let mut rest = line;
        let mut moved: isize = 0;
        while let Some(at) = rest.find(from) {
            let (before, after) = (&rest[..at], &rest[at + from.len()..]);
            let alone = !before.ends_with(|c: char| c.is_ascii_digit())
                && !after.starts_with(|c: char| c.is_ascii_digit());
            done += &aligned(before, &mut moved);
            done += if alone { to } else { from };
            if alone {
                moved += to.len() as isize - from.len() as isize;
            }
            rest = after;
        }
        done + &aligned(rest, &mut moved)
    };
    text.split_inclusive('\n').map(replaced_in).collect()
}

/// Takes from the first gap of at least two spaces what was moved, as far as possible.
fn aligned(text: &str, moved: &mut isize) -> String {
    let Some(gap) = text.find("  ").filter(|_| *moved != 0) else {
        return text.to_string();
    };
    let rest = text[gap..].trim_start_matches(' ');
    let spaces = (text.len() - gap - rest.len()) as isize;
    let left = (spaces - *moved).max(1);
    *moved -= spaces - left;
    format!("{}{}{rest}", &text[..gap], " ".repeat(left as usize))
}
