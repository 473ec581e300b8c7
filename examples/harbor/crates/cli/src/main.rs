//! Lists the ships of an announcement.

use clap::Parser;

#[derive(Parser)]
struct Options {
    /// The announcement to read.
    file: std::path::PathBuf,
}

fn main() -> std::io::Result<()> {
    env_logger::init();
    let options = Options::parse();
    for ship in harbor_net::unpack(&std::fs::read(options.file)?)? {
        println!("{} since {}", ship.name, ship.arrived);
    }
    Ok(())
}
