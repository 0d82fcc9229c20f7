//! The seccomp filter: only the calls of the table stop a traced program; all others run at
//! full speed. seccomp(2), SECCOMP_RET_TRACE.

use super::table::rows;
use anyhow::{Context, Result};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Len, SeccompCmpOp as Op, SeccompCondition,
    SeccompFilter, SeccompRule,
};
use std::collections::BTreeMap;

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
        SeccompFilter::new(
            rules,
            SeccompAction::Allow,
            SeccompAction::Trace(0),
            std::env::consts::ARCH.try_into()?,
        )?
        .try_into()
    };
    build().context("could not build the system-call filter")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_builds() {
        assert!(!filter().expect("a filter").is_empty());
    }
}
