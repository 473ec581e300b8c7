//! Ships announced over the network.

use std::io::Read;

/// Unpacks an announcement and reads the ships in it.
pub fn unpack(announcement: &[u8]) -> std::io::Result<Vec<harbor_core::Ship>> {
    let mut text = String::new();
    flate2::read::ZlibDecoder::new(announcement).read_to_string(&mut text)?;
    log::info!("{} characters announced", text.len());
    harbor_core::read_ships(&text).map_err(std::io::Error::from)
}
