//! What a harbour knows of the ships that lie in it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A ship and the day it came in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ship {
    pub name: String,
    pub arrived: NaiveDate,
}

/// Reads a list of ships from JSON.
pub fn read_ships(text: &str) -> Result<Vec<Ship>, serde_json::Error> {
    log::debug!("reading {} bytes", text.len());
    serde_json::from_str(text)
}
