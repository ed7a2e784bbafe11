//! Linux: Landlock, seccomp, limits. Each is used where the kernel has it; none is required.

use std::collections::BTreeMap;

use clairvoix_speech::protocol::Sandbox;
use landlock::{
    ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetError, RulesetStatus, Scope,
};
use libc::rlimit;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule,
};

/// Address space: Pico's arena, the voices, stacks and the heap of two threads fit many times over.
const ADDRESS_BYTES_MAX: libc::rlim_t = 256 << 20;
/// Descriptors 0, 1 and 2: there is no number for another.
const FILES_MAX: libc::rlim_t = 3;

pub(super) fn enter() -> Sandbox {
    Sandbox {
        no_new_privileges: no_new_privileges(),
        landlock: landlock().unwrap_or(false),
        ..Sandbox::default()
    }
}

pub(super) fn seal(entered: Sandbox) -> Sandbox {
    Sandbox { rlimits: limits(), seccomp: seccomp().is_some(), ..entered }
}

fn no_new_privileges() -> bool {
    // SAFETY: prctl with these options takes plain numbers and touches no memory of ours.
    unsafe {
        // No core dump and no debugger of the same user: what is read aloud stays here.
        libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0);
        libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    }
}

/// Every right that Landlock knows is handled and none is granted. A kernel that knows fewer refuses
/// what it knows.
fn landlock() -> Result<bool, RulesetError> {
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))?
        .handle_access(AccessNet::from_all(ABI::V5))?
        .scope(Scope::from_all(ABI::V6))?
        .create()?
        .restrict_self()?;
    Ok(status.ruleset != RulesetStatus::NotEnforced)
}

fn limits() -> bool {
    let set = |resource, most| {
        let limit = rlimit { rlim_cur: most, rlim_max: most };
        // SAFETY: `limit` is a whole structure that lives for the call.
        unsafe { libc::setrlimit(resource, &raw const limit) == 0 }
    };
    let all = [
        set(libc::RLIMIT_AS, ADDRESS_BYTES_MAX),
        set(libc::RLIMIT_NOFILE, FILES_MAX),
        set(libc::RLIMIT_CORE, 0),
    ];
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

/// All other calls fail with "not permitted": a library that tries one gets an error, as it would
/// from a system without it.
fn seccomp() -> Option<()> {
    let arch = std::env::consts::ARCH.try_into().ok()?;
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        CALLS.iter().map(|call| (*call, Vec::new())).collect();
    for call in [libc::SYS_mmap, libc::SYS_mprotect] {
        rules.insert(call, vec![without_execution().ok()?]);
    }
    let refuse = SeccompAction::Errno(u32::try_from(libc::EPERM).ok()?);
    let filter = SeccompFilter::new(rules, refuse, SeccompAction::Allow, arch).ok()?;
    let program: BpfProgram = filter.try_into().ok()?;
    seccompiler::apply_filter_all_threads(&program).ok()
}

/// Memory may be asked for, but not to run code in.
fn without_execution() -> Result<SeccompRule, seccompiler::BackendError> {
    const PROTECTION: u8 = 2;
    let execute = u64::from(libc::PROT_EXEC.unsigned_abs());
    let mask = SeccompCmpOp::MaskedEq(execute);
    SeccompRule::new(vec![SeccompCondition::new(PROTECTION, SeccompCmpArgLen::Dword, mask, 0)?])
}
