//! Linux: Landlock, seccomp, limits. Each is used where the kernel has it; none is required.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clairvoix_speech::protocol::Sandbox;
use landlock::{
    ABI, Access, AccessFs, AccessNet, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreatedAttr, RulesetError, RulesetStatus, Scope,
};
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule,
};

use super::Needs;

/// Address space: an engine's arena, its voices, stacks and the heap of two threads fit many times
/// over.
const ADDRESS_BYTES_MAX: u64 = 256 << 20;
/// Descriptors 0, 1 and 2: there is no number for another.
const FILES_MAX: u64 = 3;
/// Files of its data that an engine has open at once, at most.
const DATA_FILES_MAX: u64 = 8;

pub(super) fn enter(needs: &Needs) -> Sandbox {
    Sandbox {
        no_new_privileges: no_new_privileges(),
        landlock: landlock(&needs.data).unwrap_or(false),
        ..Sandbox::default()
    }
}

pub(super) fn seal(entered: Sandbox, needs: &Needs) -> Sandbox {
    let reads_data = !needs.data.is_empty();
    let address_bytes = needs.address_bytes_max.unwrap_or(ADDRESS_BYTES_MAX);
    Sandbox {
        rlimits: limits(reads_data, address_bytes),
        seccomp: seccomp(reads_data).is_some(),
        ..entered
    }
}

fn no_new_privileges() -> bool {
    // No core dump and no debugger of the same user: what is read aloud stays here.
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    rustix::thread::set_no_new_privs(true).is_ok()
}

/// Every right that Landlock knows is handled and none is granted but reading the data. A kernel that
/// knows fewer refuses what it knows.
fn landlock(data: &[PathBuf]) -> Result<bool, RulesetError> {
    let mut rules = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))?
        .handle_access(AccessNet::from_all(ABI::V5))?
        .scope(Scope::from_all(ABI::V6))?
        .create()?;
    for folder in data.iter().filter_map(|data| PathFd::new(data).ok()) {
        let reading = AccessFs::ReadFile | AccessFs::ReadDir;
        rules = rules.add_rule(PathBeneath::new(folder, reading))?;
    }
    Ok(rules.restrict_self()?.ruleset != RulesetStatus::NotEnforced)
}

fn limits(reads_data: bool, address_bytes: u64) -> bool {
    let set = |resource, most| {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).is_ok()
    };
    let files = FILES_MAX + if reads_data { DATA_FILES_MAX } else { 0 };
    let all =
        [set(Resource::As, address_bytes), set(Resource::Nofile, files), set(Resource::Core, 0)];
    all == [true; 3]
}

/// System calls that are allowed whatever their arguments: reading and writing what is open, memory,
/// waiting, time, ending.
const CALLS: [i64; 27] = [
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_readv,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_sched_yield,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_restart_syscall,
    libc::SYS_getrandom,
    libc::SYS_rt_sigreturn,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigaction,
    libc::SYS_sigaltstack,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_tgkill,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// What reading data takes beside: looking at a file, moving in it, listing a folder. Which ones is
/// Landlock's affair.
const DATA_CALLS: [i64; 4] =
    [libc::SYS_fstat, libc::SYS_newfstatat, libc::SYS_lseek, libc::SYS_getdents64];

/// All other calls fail with "not permitted": a library that tries one gets an error, as it would
/// from a system without it.
fn seccomp(reads_data: bool) -> Option<()> {
    let arch = std::env::consts::ARCH.try_into().ok()?;
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        CALLS.iter().map(|call| (*call, Vec::new())).collect();
    for call in [libc::SYS_mmap, libc::SYS_mprotect] {
        rules.insert(call, vec![without(2, libc::PROT_EXEC).ok()?]);
    }
    if reads_data {
        rules.extend(DATA_CALLS.iter().map(|call| (*call, Vec::new())));
        rules.insert(libc::SYS_openat, vec![without(2, libc::O_ACCMODE).ok()?]);
    }
    let refuse = SeccompAction::Errno(u32::try_from(libc::EPERM).ok()?);
    let filter = SeccompFilter::new(rules, refuse, SeccompAction::Allow, arch).ok()?;
    let program: BpfProgram = filter.try_into().ok()?;
    seccompiler::apply_filter_all_threads(&program).ok()
}

/// The call may be made with none of these bits in that argument: no memory to run code in, no file
/// to write.
fn without(argument: u8, bits: libc::c_int) -> Result<SeccompRule, seccompiler::BackendError> {
    let mask = SeccompCmpOp::MaskedEq(u64::from(bits.unsigned_abs()));
    SeccompRule::new(vec![SeccompCondition::new(argument, SeccompCmpArgLen::Dword, mask, 0)?])
}
