//! The source line behind a call: from the stopped thread's frame pointers to a file
//! and a line of the traced program's own source.
//!
//! The walk needs frame pointers (`.cargo/config.toml` asks for them) and debug
//! information. Where one is missing the line is left out, never guessed.

use super::{Memory, Tid, memory_of};
use crate::call::Place;
use addr2line::Loader;
use nix::sys::ptrace;
use procfs::process::{MMapPath, Process};
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Frames followed at most; recursion in the traced program must end somewhere.
const DEEPEST: usize = 64;

/// Source lines of all programs of a run.
#[derive(Default)]
pub struct Places {
    processes: HashMap<Tid, Option<Loaded>>,
    /// Both ends are often the same program: its debug information is read once.
    programs: HashMap<PathBuf, Option<Program>>,
    files: HashMap<PathBuf, Option<Rc<str>>>,
}

/// Where a process has its program.
struct Loaded {
    program: PathBuf,
    /// Where its code lies in memory.
    code: Vec<Range<u64>>,
    /// What to take from an address in memory to get the one in the file.
    bias: u64,
}

/// The debug information of a program, and what was looked up in it.
struct Program {
    debug: Loader,
    known: HashMap<u64, Option<(PathBuf, u32)>>,
}

impl Places {
    /// The line that makes the call before which this thread stands.
    pub fn of_call(&mut self, pid: Tid, thread: Tid) -> Option<Place> {
        let loaded = self.processes.entry(pid).or_insert_with(|| Loaded::of(pid));
        let loaded = loaded.as_ref()?;
        let program = (self.programs)
            .entry(loaded.program.clone())
            .or_insert_with(|| Program::of(&loaded.program));
        let (path, line) = loaded.own_line(program.as_mut()?, thread)?;
        let text = self
            .files
            .entry(path.clone())
            .or_insert_with(|| Some(std::fs::read_to_string(&path).ok()?.into()));
        Some(Place {
            file: path.file_name()?.to_str()?.into(),
            line,
            text: text.as_ref()?.lines().nth(line as usize - 1)?.trim().into(),
        })
    }

    /// The process now runs another program.
    pub fn forget(&mut self, pid: Tid) {
        self.processes.remove(&pid);
    }
}

impl Loaded {
    fn of(pid: Tid) -> Option<Loaded> {
        let process = Process::new(pid.as_raw()).ok()?;
        let program = process.exe().ok()?;
        let maps = process.maps().ok()?;
        let mine: Vec<_> = (maps.iter())
            .filter(|map| map.pathname == MMapPath::Path(program.clone()))
            .collect();
        let start = mine.iter().find(|map| map.offset == 0)?.address.0;
        Some(Loaded {
            code: mine
                .iter()
                .map(|map| map.address.0..map.address.1)
                .collect(),
            bias: if is_movable(&program)? { start } else { 0 },
            program,
        })
    }

    /// The innermost frame that lies in the program's own source.
    fn own_line(&self, program: &mut Program, thread: Tid) -> Option<(PathBuf, u32)> {
        let mut own_line_at = |address| match self.code.iter().any(|code| code.contains(&address)) {
            true => program.own_line_at(address - self.bias),
            false => None,
        };
        let (mut code, mut frame) = registers(thread)?;
        let memory = memory_of(thread);
        for _ in 0..DEEPEST {
            if let Some(line) = own_line_at(code) {
                return Some(line);
            }
            // A frame begins with the caller's frame pointer and the return address. The call
            // instruction stands just before the address that it returns to.
            let caller = memory.u64_at(frame)?;
            code = memory.u64_at(frame + 8)?.checked_sub(1)?;
            if caller <= frame {
                return own_line_at(code);
            }
            frame = caller;
        }
        None
    }
}

impl Program {
    fn of(path: &Path) -> Option<Program> {
        Some(Program {
            debug: Loader::new(path).ok()?,
            known: HashMap::new(),
        })
    }

    fn own_line_at(&mut self, address: u64) -> Option<(PathBuf, u32)> {
        let debug = &self.debug;
        let known = self.known.entry(address);
        known
            .or_insert_with(|| find_own_line(debug, address))
            .clone()
    }
}

fn find_own_line(debug: &Loader, probe: u64) -> Option<(PathBuf, u32)> {
    let mut frames = debug.find_frames(probe).ok()?;
    while let Ok(Some(frame)) = frames.next() {
        let Some(location) = frame.location else {
            continue;
        };
        if let (Some(file), Some(line)) = (location.file, location.line)
            && is_own_source(file)
            && line > 0
        {
            return Some((PathBuf::from(file), line));
        }
    }
    None
}

/// False for the standard library and for downloaded packages.
fn is_own_source(file: &str) -> bool {
    let foreign = ["/rustc/", "/rustlib/", "/registry/src/", "/usr/"];
    !foreign.iter().any(|part| file.contains(part)) && Path::new(file).is_file()
}

/// Whether the program may be loaded anywhere (ELF type ET_DYN), elf(5).
fn is_movable(program: &Path) -> Option<bool> {
    use std::io::Read;
    let mut header = [0; 18];
    let mut file = std::fs::File::open(program).ok()?;
    file.read_exact(&mut header).ok()?;
    Some(u16::from_ne_bytes([header[16], header[17]]) == 3)
}

/// The instruction pointer and the frame pointer of a stopped thread. No other place in
/// the workbook touches a register.
fn registers(thread: Tid) -> Option<(u64, u64)> {
    #[cfg(target_arch = "x86_64")]
    return ptrace::getregs(thread)
        .ok()
        .map(|registers| (registers.rip, registers.rbp));
    #[cfg(target_arch = "aarch64")]
    return ptrace::getregs(thread)
        .ok()
        .map(|registers| (registers.pc, registers.regs[29]));
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    return None;
}
