//! Numbers out of many times.

use serde_json::{Value, json};

/// The middle, the slow twentieth and the slow hundredth.
pub fn quantiles(mut took: Vec<f64>) -> Value {
    took.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = ((took.len() as f64 * share).ceil() as usize).clamp(1, took.len().max(1)) - 1;
        (took.get(place).copied().unwrap_or_default() * 100.0).round() / 100.0
    };
    json!({ "p50": at(0.50), "p95": at(0.95), "p99": at(0.99), "requests": took.len() })
}
