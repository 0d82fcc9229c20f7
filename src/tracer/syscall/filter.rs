//! The seccomp filter: only the calls of the table stop a traced program; all others run at
//! full speed. seccomp(2), SECCOMP_RET_TRACE.

use super::table::rows;
use anyhow::{Context, Result};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Len, SeccompCmpOp as Op, SeccompCondition,
    SeccompFilter, SeccompRule,
};
use std::collections::BTreeMap;

/// The instruction of a filter that decides, `BPF_RET` of seccomp(2).
const RETURN: u16 = 0x06;

/// The filter as a program for the kernel.
///
/// # Errors
/// None is known on an architecture that this package builds for.
pub fn filter() -> Result<BpfProgram> {
    let build = || -> Result<BpfProgram, seccompiler::BackendError> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> = BTreeMap::new();
        for row in rows() {
            // Without a condition a call is followed whatever its arguments are.
            let only = row.only.iter().map(|second| {
                let second = *second as u32;
                let condition = SeccompCondition::new(1, Len::Dword, Op::Eq, second.into())?;
                SeccompRule::new(vec![condition])
            });
            rules.insert(row.number, only.collect::<Result<_, _>>()?);
        }
        let mut program: BpfProgram = SeccompFilter::new(
            rules,
            SeccompAction::Allow,
            SeccompAction::Trace(0),
            std::env::consts::ARCH.try_into()?,
        )?
        .try_into()?;
        // It would kill whoever makes a call of another architecture, for instance a 32-bit
        // program. Such a call has other numbers, so it is none that could be followed.
        for step in &mut program {
            if step.code == RETURN && step.k == libc::SECCOMP_RET_KILL_PROCESS {
                step.k = libc::SECCOMP_RET_ALLOW;
            }
        }
        Ok(program)
    };
    build().context("could not build the system-call filter")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_builds_and_kills_nobody() {
        let filter = filter().expect("a filter");
        assert!(!filter.is_empty());
        let kills = [
            libc::SECCOMP_RET_KILL_PROCESS,
            libc::SECCOMP_RET_KILL_THREAD,
        ];
        let returns = filter.iter().filter(|step| step.code == RETURN);
        assert_eq!(returns.filter(|step| kills.contains(&step.k)).count(), 0);
    }
}
