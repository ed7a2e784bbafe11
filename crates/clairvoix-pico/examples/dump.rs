//! Prints the items that pass between Pico's units: `dump pico-fr-FR "un texte"`.
use clairvoix_pico::{Flow, Item, Pico, Watch, voice};

struct Print;
impl Watch for Print {
    fn item(&mut self, item: &mut Item<'_>) {
        let c = item.content();
        let text = if item.kind() == b'g' {
            String::from_utf8_lossy(c).into_owned()
        } else {
            format!("{c:?}")
        };
        println!(
            "{} {} {} {} {}",
            item.buffer,
            item.kind() as char,
            item.info1(),
            item.info2(),
            text
        );
    }
}

fn main() {
    let mut args = std::env::args().skip(1);
    let voice = voice::find(&args.next().unwrap()).unwrap();
    let mut pico = Pico::load(voice, None).unwrap();
    let mut n = 0;
    pico.speak(&args.next().unwrap(), &mut Print, |_, s| {
        n += s.len();
        Flow::Continue
    })
    .unwrap();
    println!("samples {n}");
}
