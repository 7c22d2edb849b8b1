//! Templates of programmes: the list, a file out, a file in, and one made of an edition.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::programmes::programmes_page::{ImportForm, ProgrammesPage, ProgrammesWords};
use app::programmes::save_template_page::SaveTemplatePage;
use app::programmes::template_words::{TemplateWords, template_field, template_sentence};
use axum::Router;
use axum::extract::{Multipart, Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::people::actor::Actor;
use domain::programmes::desk::TemplateForm;
use domain::text::Lang;
use leptos::prelude::*;
use services::programmes::{self, TemplateError};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;
use crate::results::downloads::attachment;

const LIST: &str = "/quan-tri/chuong-trinh";

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route(LIST, get(show_programmes))
        .route("/quan-tri/chuong-trinh/nhap", post(import_template))
        .route("/quan-tri/chuong-trinh/{ma}/mau.json", get(export_template))
        .route("/thu-ky/{ky}/the-le/mau", get(show_saving).post(save_as_template))
}

/// `GET /quan-tri/chuong-trinh`
async fn show_programmes(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    let programmes = programmes::list_templates(&portal.db, &actor).await?;
    Ok(request.page(move || view! { <ProgrammesPage programmes/> }).await)
}

/// `GET /quan-tri/chuong-trinh/{ma}/mau.json`
async fn export_template(
    State(portal): State<Portal>,
    SignedIn(actor): SignedIn,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let template = programmes::export_template(&portal.db, &actor, &code).await?;
    Ok(attachment(&format!("{code}.json"), "application/json", (template.json() + "\n").into_bytes()))
}

/// `POST /quan-tri/chuong-trinh/nhap`: a file, or its content pasted.
async fn import_template(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    parts: Multipart,
) -> Result<Response, PageError> {
    let lang = request.lang();
    let words = ProgrammesWords(lang);
    let (form, file) = read_import(parts).await?;
    let errors = match file {
        Sent::NotText => one("tep", words.not_text()),
        Sent::Nothing => one("tep", words.no_file()),
        Sent::Text(text) => {
            match programmes::import_template(&portal.db, &actor, &text, form.replace, request.now()).await {
                Ok(_) => return Ok(request.redirect_saying(LIST, Flash::Saved)),
                Err(error) => errors_of(error, lang, |_| "tep")?,
            }
        }
    };
    let programmes = programmes::list_templates(&portal.db, &actor).await?;
    Ok(request.refused(move || view! { <ProgrammesPage programmes form errors/> }).await)
}

/// `GET /thu-ky/{ky}/the-le/mau`
async fn show_saving(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let (edition, form) = programmes::template_form(&portal.db, &actor, &slug).await?;
    Ok(request.page(move || view! { <SaveTemplatePage edition form/> }).await)
}

/// `POST /thu-ky/{ky}/the-le/mau`
async fn save_as_template(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    fields: FormFields,
) -> Result<Response, PageError> {
    let form = TemplateForm {
        code: fields.text("ma"),
        name_vi: fields.text("ten"),
        name_en: fields.text("ten-anh"),
        address: fields.text("dia-chi"),
        prefix: fields.text("dau-ma"),
        replace: fields.has("thay"),
    };
    match programmes::save_as_template(&portal.db, &actor, &slug, &form, request.now()).await {
        Ok(_) => Ok(request.redirect_saying(LIST, Flash::Saved)),
        Err(error) => {
            let errors = errors_of(error, request.lang(), template_field)?;
            refuse_saving(&portal, request, &actor, &slug, form, errors).await
        }
    }
}

async fn refuse_saving(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    slug: &str,
    form: TemplateForm,
    errors: Errors,
) -> Result<Response, PageError> {
    let (edition, _) = programmes::template_form(&portal.db, actor, slug).await?;
    Ok(request.refused(move || view! { <SaveTemplatePage edition form errors/> }).await)
}

fn errors_of(
    error: TemplateError,
    lang: Lang,
    field: impl Fn(&domain::programmes::template::TemplateProblem) -> &'static str,
) -> Result<Errors, PageError> {
    match error {
        TemplateError::Failure(failure) => Err(failure.into()),
        TemplateError::Exists { code } => Ok(one("thay", &TemplateWords(lang).exists(&code))),
        TemplateError::Problems(problems) => {
            Ok(problems.iter().map(|problem| (field(problem), template_sentence(problem, lang))).collect())
        }
    }
}

fn one(field: &'static str, sentence: &str) -> Errors {
    [(field, sentence.to_owned())].into_iter().collect()
}

enum Sent {
    Text(String),
    Nothing,
    NotText,
}

/// The file when there is one, else what was pasted. What was read comes back in the form, so that it can be put right.
async fn read_import(mut parts: Multipart) -> Result<(ImportForm, Sent), PageError> {
    let mut form = ImportForm::default();
    let mut sent = Sent::Nothing;
    while let Some(part) = parts.next_field().await.map_err(|_| PageError::TooLarge)? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|_| PageError::TooLarge)?;
        match (name.as_str(), String::from_utf8(bytes.to_vec())) {
            ("tep", Err(_)) => sent = Sent::NotText,
            ("tep", Ok(text)) if !text.trim().is_empty() => sent = Sent::Text(text),
            ("noi-dung", Ok(text)) => form.text = text,
            ("thay", Ok(_)) => form.replace = true,
            _ => {}
        }
    }
    match &sent {
        Sent::Text(text) => form.text.clone_from(text),
        Sent::Nothing if !form.text.trim().is_empty() => sent = Sent::Text(form.text.clone()),
        _ => {}
    }
    Ok((form, sent))
}
