//! Prints what every engine does, as a table in Markdown; what was wrong stands under it.

fn main() -> Result<(), String> {
    let (table, missing) = clairvoix_e2e::conformance::table()?;
    print!("{table}");
    for why in missing {
        println!("not here: {why}");
    }
    if table.passed() { Ok(()) } else { Err("an engine does not do what all must".to_owned()) }
}
