//! Writes the workbooks of `datasets/` as officers lay them out: `cargo run --example generate-datasets`.
//!
//! The figures are the agency's own published ones; the layout is what its sheets look like: titles, merged two-row headers,
//! labels merged down the side, several tables on a sheet, several values in a cell, Thai digits, Buddhist-era dates typed as
//! text, notes and totals inside the table. Where the agency's documents name a text only in short, it is written out as an
//! agency would title it.

mod action_plan;
mod communication;
mod development_plan;
mod disbursement;
mod evidence;
mod media_channels;
mod score_bands;
mod sheet;

fn main() -> sheet::Done {
    communication::proactive_communication_targets()?;
    action_plan::cybersecurity_action_plan()?;
    disbursement::budget_disbursement()?;
    score_bands::kpi_score_bands()?;
    evidence::kpi_evidence()?;
    development_plan::data_scientist_development_plan()?;
    media_channels::health_media_channels()
}
