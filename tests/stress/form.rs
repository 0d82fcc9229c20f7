//! How much is done, what is random in it, and what is said of it.

use std::env;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};

pub fn is_long() -> bool {
    env::var_os("STRESS").is_some_and(|form| form == "long")
}

/// How often: in the short form, or in the long one.
pub fn times(short: usize, long: usize) -> usize {
    if is_long() { long } else { short }
}

/// In the long form the parts come one after the other, so that their figures are their own.
pub fn alone() -> Option<MutexGuard<'static, ()>> {
    static PARTS: Mutex<()> = Mutex::new(());
    is_long().then(|| PARTS.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Says this in the long form.
pub fn figure(text: &str) {
    if is_long() {
        println!("stress: {text}");
    }
}

/// Random numbers that a seed repeats: SplitMix64.
pub struct Random(u64);

impl Random {
    /// With the seed of `SEED=`, or a new one. It is printed: a test that fails shows it.
    pub fn seeded() -> Random {
        let given = env::var("SEED").ok();
        let given = given.map(|seed| seed.parse().expect("SEED is a number"));
        let seed = given.unwrap_or_else(|| RandomState::new().build_hasher().finish());
        println!("the same again: SEED={seed}");
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// From 0 on, below this.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.next() as u8).collect()
    }
}

#[test]
fn the_same_seed_gives_the_same_numbers() {
    let numbers = |seed| {
        let mut random = Random(seed);
        [(); 4].map(|()| random.next())
    };
    assert_eq!(numbers(7), numbers(7));
    assert_ne!(numbers(7), numbers(8));
    assert_eq!(Random(0).next(), 0xe220_a839_7b1d_cdaf);
}
