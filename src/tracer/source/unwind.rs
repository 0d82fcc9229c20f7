//! The chain of callers of a stopped thread: return addresses, innermost first.
//!
//! The C library makes the system calls, and it keeps no frame pointers. So the walk uses
//! the unwind tables (`.eh_frame`) that every program carries, and frame pointers only
//! where there are none.

use crate::ptrace::{Tid, Traced, registers};
use crate::syscall::Memory;
use framehop::{
    CacheNative, Module, ModuleSectionInfo, UnwindRegsNative, Unwinder, UnwinderNative,
};
use object::read::ReadCache;
use object::{Object, ObjectSection, ObjectSegment};
use procfs::process::{MMapPath, Process};
use std::collections::HashMap;
use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Frames followed at most; recursion in the traced program must end somewhere.
const DEEPEST: usize = 64;

/// Bytes of the stack that are read at once.
const NEAR: usize = 16 * 1024;

/// Unwind tables by file: several processes share most of them.
#[derive(Default)]
pub struct Tables(HashMap<PathBuf, Option<Sections>>);

/// How to walk the stack of one process.
pub struct Stack {
    unwinder: UnwinderNative<Arc<[u8]>, framehop::MayAllocateDuringUnwind>,
    cache: CacheNative<framehop::MayAllocateDuringUnwind>,
    /// The program itself, without its libraries.
    program: PathBuf,
    /// Where the program's own code lies in memory.
    code: Range<u64>,
    /// What to take from an address in memory to get the one in the program's file.
    bias: u64,
    /// The last walks, by the place and the top of the stack that they began with.
    walks: HashMap<(u64, u64), Walk>,
}

/// A walk that was made: where the same words stand on the stack, it would be the same again.
struct Walk {
    registers: UnwindRegsNative,
    /// What was read, and where.
    words: Vec<(u64, u64)>,
    calls: Vec<u64>,
}

/// A program calls from few places; a recursion from many.
const MOST_WALKS: usize = 256;

/// What the unwinder needs of a program file or a library.
#[derive(Clone)]
struct Sections {
    base: u64,
    ranges: HashMap<Vec<u8>, Range<u64>>,
    data: HashMap<Vec<u8>, Arc<[u8]>>,
}

impl Stack {
    /// Reads which files the process of this thread has mapped, proc_pid_maps(5).
    pub fn of(thread: Tid, tables: &mut Tables) -> Option<Stack> {
        let process = Process::new(thread.as_raw()).ok()?;
        let program = process.exe().ok()?;
        let mut files: HashMap<PathBuf, (u64, u64)> = HashMap::new();
        for map in process.maps().ok()? {
            if let MMapPath::Path(path) = map.pathname {
                let (start, end) = map.address;
                let range = files.entry(path).or_insert((start, end));
                *range = (range.0.min(start), range.1.max(end));
            }
        }
        let mut stack = Stack {
            unwinder: UnwinderNative::new(),
            cache: CacheNative::new(),
            code: 0..0,
            bias: 0,
            walks: HashMap::new(),
            program,
        };
        for (path, (start, end)) in files {
            let Some(sections) = tables.of(&path) else {
                continue;
            };
            if path == stack.program {
                stack.code = start..end;
                stack.bias = start - sections.base;
            }
            let name = path.to_string_lossy().into_owned();
            stack
                .unwinder
                .add_module(Module::new(name, start..end, start, sections));
        }
        Some(stack)
    }

    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Addresses in the program's file of the calls that led to where this thread stands,
    /// innermost first. Calls in libraries are left out.
    pub fn calls(&mut self, thread: Tid) -> Vec<u64> {
        let Some((pc, registers)) = registers(thread) else {
            return Vec::new();
        };
        let memory = Traced(thread);
        // One read for most of the walk: each costs a system call.
        let top = registers.sp();
        let near = memory.read(top, NEAR);
        let word_at = |address: u64| {
            let at = usize::try_from(address.wrapping_sub(top)).ok()?;
            let word = match near.get(at..).and_then(|rest| rest.first_chunk()) {
                Some(word) => *word,
                None => memory.read(address, 8).try_into().ok()?,
            };
            Some(u64::from_ne_bytes(word))
        };
        let is_same = |(at, word): &(u64, u64)| word_at(*at) == Some(*word);
        if let Some(walk) = self.walks.get(&(pc, top))
            && walk.registers == registers
            && walk.words.iter().all(is_same)
        {
            return walk.calls.clone();
        }
        let mut words = Vec::new();
        let mut read = |address: u64| {
            let word = word_at(address).ok_or(())?;
            words.push((address, word));
            Ok(word)
        };
        let mut frames = self
            .unwinder
            .iter_frames(pc, registers, &mut self.cache, &mut read);
        let mut calls = Vec::new();
        for _ in 0..DEEPEST {
            let Ok(Some(frame)) = frames.next() else {
                break;
            };
            let address = frame.address_for_lookup();
            if self.code.contains(&address) {
                calls.push(address - self.bias);
            }
        }
        if self.walks.len() >= MOST_WALKS {
            self.walks.clear();
        }
        let walk = Walk {
            registers,
            words,
            calls: calls.clone(),
        };
        self.walks.insert((pc, top), walk);
        calls
    }
}

impl Tables {
    fn of(&mut self, path: &Path) -> Option<Sections> {
        let known = self.0.entry(path.to_path_buf());
        known.or_insert_with(|| Sections::of(path)).clone()
    }
}

impl Sections {
    fn of(path: &Path) -> Option<Sections> {
        let cache = ReadCache::new(File::open(path).ok()?);
        let file = object::File::parse(&cache).ok()?;
        let mut sections = Sections {
            base: file.segments().map(|segment| segment.address()).min()?,
            ranges: HashMap::new(),
            data: HashMap::new(),
        };
        for section in file.sections() {
            let name = section.name_bytes().ok()?.to_vec();
            let start = section.address();
            sections
                .ranges
                .insert(name.clone(), start..start + section.size());
            if name.starts_with(b".eh_frame")
                && let Ok(data) = section.data()
            {
                sections.data.insert(name, data.into());
            }
        }
        Some(sections)
    }
}

impl ModuleSectionInfo<Arc<[u8]>> for Sections {
    fn base_svma(&self) -> u64 {
        self.base
    }

    fn section_svma_range(&mut self, name: &[u8]) -> Option<Range<u64>> {
        self.ranges.get(name).cloned()
    }

    fn section_data(&mut self, name: &[u8]) -> Option<Arc<[u8]>> {
        self.data.remove(name)
    }
}
