//! The consent page: no account, the link is the key. And the form to print for those without an address.

use std::net::IpAddr;

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::entries::consent_beside::beside_errors;
use app::entries::consent_page::{ConsentPage, consent_errors, edition_name};
use app::entries::consent_text::consent_text;
use app::entries::paper_form_page::PaperFormPage;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::vietnam_date;
use domain::consent::{CONSENT_TEXT, Datum};
use domain::entries::consent_answer::{AnswerTrace, ConsentAnswer};
use domain::ids::{AuthorId, EntryId};
use domain::text::{Lang, clean_line};
use leptos::prelude::*;
use services::entries::{self, AnswerConsentError};
use sha2::{Digest, Sha256};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::limits::ClientAddress;
use crate::http::request::PageRequest;
use crate::http::session::{Anyone, SignedIn};
use crate::portal::Portal;

/// `GET /dong-y/{token}`
pub async fn show_consent(
    State(portal): State<Portal>,
    request: PageRequest,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    let asked = entries::find_consent(&portal.db, &token, request.now()).await?;
    Ok(request.page(move || view! { <ConsentPage request=asked typed=None/> }).await)
}

/// `POST /dong-y/{token}`: yes, no, or taking it back; and the child's own part on the guardian's page.
pub async fn answer_consent(
    State(portal): State<Portal>,
    request: PageRequest,
    from: ClientAddress,
    Anyone(actor): Anyone,
    Path(token): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    let here = format!("/dong-y/{token}");
    let asked = entries::find_consent(&portal.db, &token, request.now()).await?;
    let trace = AnswerTrace {
        network: short_network(from.0),
        session: actor.account,
        text_hash: text_hash(&edition_name(&asked, request.lang()), &asked.data, request.lang()),
    };
    let act = form.text("viec");
    if act == "rut" {
        entries::withdraw_consent(&portal.db, &token, &trace, request.now()).await?;
        return Ok(request.redirect(&here));
    }
    let beside = act.starts_with("con-");
    let refuses = act.ends_with("tu-choi");
    let answer = if beside { childs_answer(&form) } else { own_answer(&form) };
    let kept = if beside {
        entries::answer_beside(&portal.db, &token, answer.clone(), refuses, &trace, request.now()).await
    } else {
        entries::answer_consent(&portal.db, &token, answer.clone(), refuses, &trace, request.now()).await
    };
    match kept {
        // The page itself confirms a refusal, in plain words.
        Ok(()) if refuses => Ok(request.redirect(&here)),
        Ok(()) => Ok(request.redirect_saying(&here, Flash::ConsentAnswered)),
        Err(AnswerConsentError::Problems(problems)) => {
            let errors = if beside { beside_errors(request.lang()) } else { consent_errors(&problems, request.lang()) };
            let typed = (!beside).then_some(answer);
            refused(&portal, request, &token, typed, errors).await
        }
        Err(AnswerConsentError::Outdated) => Ok(request.redirect(&here)),
        Err(AnswerConsentError::Failure(failure)) => Err(failure.into()),
    }
}

async fn refused(
    portal: &Portal,
    request: PageRequest,
    token: &str,
    typed: Option<ConsentAnswer>,
    errors: Errors,
) -> Result<Response, PageError> {
    let asked = entries::find_consent(&portal.db, token, request.now()).await?;
    Ok(request.refused(move || view! { <ConsentPage request=asked typed errors/> }).await)
}

fn own_answer(form: &FormFields) -> ConsentAnswer {
    ConsentAnswer {
        person_name: clean_line(&form.text("ten")),
        relation: clean_line(&form.text("quan-he")),
        processing: form.has("xu-ly"),
        publish_name: form.has("cong-khai-ten"),
        publish_photo: form.has("cong-khai-anh"),
    }
}

fn childs_answer(form: &FormFields) -> ConsentAnswer {
    ConsentAnswer {
        processing: form.has("con-xu-ly"),
        publish_name: form.has("con-cong-khai-ten"),
        publish_photo: form.has("con-cong-khai-anh"),
        ..ConsentAnswer::default()
    }
}

/// `GET /ho-so/{id}/phieu-dong-y/{author}`: the form to print, for its authors, the unit and the secretariat.
pub async fn show_paper_form(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((id, author)): Path<(EntryId, AuthorId)>,
) -> Result<Response, PageError> {
    let (entry, place, edition, data) = entries::find_paper_form(&portal.db, &actor, id, author).await?;
    let author = entry.authors[place].clone();
    let today = vietnam_date(request.now());
    Ok(request.page(move || view! { <PaperFormPage entry author edition data today/> }).await)
}

/// The hash of the text as it is shown now, without any person.
pub fn text_hash(edition: &str, data: &[Datum], lang: Lang) -> String {
    hex::encode(Sha256::digest(consent_text(edition, data, CONSENT_TEXT, lang).as_bytes()))
}

/// The network of an address: enough to tell one place from another, not a person. IPv4 to 24 bits, IPv6 to 48.
pub fn short_network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_network_of_an_answer_is_kept() {
        let table = [
            ("203.0.113.77", "203.0.113.0/24"),
            ("::ffff:203.0.113.77", "203.0.113.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ];
        for (address, network) in table {
            assert_eq!(short_network(address.parse().expect("an address")), network);
        }
    }
}
