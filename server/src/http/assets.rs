//! The built browser files: their hashed names, and serving them for ever.

use std::collections::BTreeMap;
use std::path::Path;

use app::shell::Assets;
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::portal::Portal;

/// Reads `assets.json`, which `cargo xtask bundle` writes beside the files.
pub fn load(site: &Path) -> Result<Assets, String> {
    let file = site.join("assets.json");
    let text = std::fs::read_to_string(&file).map_err(|err| {
        format!("{} cannot be read ({err}); build the browser files with `cargo xtask bundle`", file.display())
    })?;
    let names: BTreeMap<String, String> =
        serde_json::from_str(&text).map_err(|err| format!("{} is not understood: {err}", file.display()))?;
    let find = |name: &str| names.get(name).cloned().ok_or(format!("{} does not name {name}", file.display()));
    Ok(Assets {
        stylesheet: find("main.css")?,
        icons: find("icons.svg")?,
        logo: find("logo.svg")?,
        favicon: find("favicon.svg")?,
        touch_icon: find("icon-180.png")?,
        fonts: names
            .iter()
            .filter(|(name, _)| name.starts_with("fonts/source-sans-3") && name.ends_with(".woff2"))
            .map(|(_, path)| path.clone())
            .collect(),
        script: find("frontend.js")?,
        wasm: find("frontend.wasm")?,
    })
}

/// Serves the files under `/pkg`, already compressed, with a name that changes whenever they do.
pub fn routes(site: &Path) -> Router<Portal> {
    let folder = ServeDir::new(site.join("pkg")).precompressed_br().precompressed_gzip();
    let forever = SetResponseHeaderLayer::overriding(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    Router::new().nest_service("/pkg", folder).layer(forever)
}
