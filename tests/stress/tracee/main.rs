//! A program that is hard to follow. The stress tests compile it with `rustc` and nothing else;
//! its first argument says how it behaves.

mod bulk;
mod loops;
mod oddities;
mod prints;

use std::env;
use std::io;

fn main() -> io::Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["loop", kind, address] => loops::run(kind, address, u64::MAX),
        ["loop", kind, address, times] => loops::run(kind, address, number(times)),
        ["print", how, length] => prints::run(how, number(length) as usize),
        ["send", address, length] => bulk::send(address, number(length) as usize),
        ["receive", address] => bulk::receive(address),
        ["echo", address] => oddities::echo(address),
        ["say", address, pieces] => {
            oddities::say(address, &pieces.split(',').map(bytes).collect::<Vec<_>>())
        }
        _ => panic!("what is this? {words:?}"),
    }
}

fn number(word: &str) -> u64 {
    word.parse().expect("a number")
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2);
    let digits = pairs.map(|pair| std::str::from_utf8(pair).expect("two digits"));
    digits
        .map(|pair| u8::from_str_radix(pair, 16).expect("two digits"))
        .collect()
}
