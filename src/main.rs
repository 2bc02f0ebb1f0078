//! temporary
use factlint::*;
fn main() {
    let db = match database::Database::built_in() {
        Ok(d) => d,
        Err(f) => {
            for x in f { let l = database::BUILT_IN[..x.span.start].matches('\n').count()+1; println!("{}: {} {:?} | {}", l, x.message, x.help, &database::BUILT_IN[x.span.clone()].chars().take(100).collect::<String>()); }
            std::process::exit(2);
        }
    };
    let a: Vec<String> = std::env::args().collect();
    if a[1] == "test" {
        let f = examples::run(&db, |c| a.len() < 3 || a[2..].contains(&c.id));
        for x in &f { let l = database::BUILT_IN[..x.span.start].matches('\n').count()+1; println!("{}:{} {} {}\n      {}", l, x.claim, x.message, x.note.clone().unwrap_or_default(), &database::BUILT_IN[x.span.clone()].replace('\n'," / ")); }
        println!("{} failures", f.len());
    }
}
