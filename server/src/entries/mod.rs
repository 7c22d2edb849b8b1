//! Entries: from the first line to the receipt.

pub(crate) mod answer;
pub(crate) mod consent;
mod files;
mod pages;
mod public_checks;
mod read_section;
mod receive_file;
mod section_form;
mod sections;
mod uploads;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use services::entries::files::CHUNK;

pub use answer::{json, wants_json};

use crate::portal::Portal;

/// Pages for everybody.
pub fn open_routes() -> Router<Portal> {
    let receipt_check = get(public_checks::show_receipt_check).post(public_checks::check_receipt);
    Router::new()
        .route("/dong-y/{token}", get(consent::show_consent).post(consent::answer_consent))
        .route("/kiem-chung/bien-nhan", receipt_check)
        .route("/tra-cuu", get(public_checks::show_look_up).post(public_checks::look_up))
}

/// Pages for people who have signed in.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new()
        .route("/ho-so", get(pages::list_entries))
        .route("/ho-so/moi", get(pages::show_start).post(pages::start_entry))
        .route("/ho-so/{id}", get(pages::show_task_list))
        .route("/ho-so/{id}/kiem-tra", get(pages::show_check))
        .route("/ho-so/{id}/nop", post(pages::submit_entry))
        .route("/ho-so/{id}/bien-nhan", get(pages::show_receipt))
        .route("/ho-so/{id}/bien-nhan.txt", get(pages::download_receipt))
        .route("/ho-so/{id}/phieu-dong-y/{author}", get(consent::show_paper_form))
        .route("/ho-so/{id}/rut", get(pages::show_withdraw).post(pages::withdraw_entry))
        .merge(file_routes())
        .route("/ho-so/{id}/{phan}", get(sections::show_section).post(sections::save_section))
}

/// Files: whole ones are as large as their dossier item allows, pieces as large as the island makes them.
fn file_routes() -> Router<Portal> {
    let whole = get(files::show_files).post(files::add_file).layer(DefaultBodyLimit::disable());
    let piece = get(uploads::show_upload)
        .patch(uploads::append_chunk)
        .post(uploads::finish_upload)
        .layer(DefaultBodyLimit::max(CHUNK + 1024));
    Router::new()
        .route("/ho-so/{id}/tep", whole)
        .route("/ho-so/{id}/tep/tai", post(uploads::start_upload))
        .route("/ho-so/{id}/tep/tai/{upload}", piece)
        .route("/ho-so/{id}/tep/{file}", get(files::download_file))
        .route("/ho-so/{id}/tep/{file}/xem", get(files::show_preview))
        .route("/ho-so/{id}/tep/{file}/xoa", post(files::remove_file))
        .route("/ho-so/{id}/tep/{file}/cua", post(files::claim_paper))
}
