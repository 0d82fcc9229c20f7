mod call; mod trace; mod stage;
fn main() -> anyhow::Result<()> {
    use stage::*; use call::*;
    let n = std::env::args().nth(1).unwrap();
    let part = |end: End, word: &str| Part{ end, program: format!("target/debug/lesson{n}").into(), arguments: vec![word.into(), "127.0.0.1:9999".into()], hold_after_connect: false};
    let limits = Limits{ interrupted: Default::default(), deadline: None };
    let mut stage = Stage::new(vec![part(End::Server,"server"), part(End::Client(1),"client")], limits)?;
    loop {
        for e in stage.settle()? { println!("{} {} {:?} {:?}", e.step, e.who, e.place.map(|p| p.line), e.what); }
        let Some(next) = stage.ready().into_iter().next() else { break };
        stage.release(next.who)?;
    }
    for w in stage.waiting() { println!("{w:?}"); }
    Ok(())
}
