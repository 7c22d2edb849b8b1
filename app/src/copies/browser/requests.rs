//! Asking the server, and what its answers mean.

use domain::copies::Answer;
use gloo_net::http::{Request, Response};
use web_sys::AbortSignal;

use super::dom::Json;

/// What a saved form is told: new numbers for hidden fields come with it.
pub struct Answered {
    pub answer: Answer,
    pub hidden: Vec<(String, String)>,
}

/// Sends a form's fields to where its buttons send it.
pub async fn post(address: &str, body: String, signal: Option<&AbortSignal>) -> Answered {
    let request = Request::post(address)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept", "application/json")
        .redirect(web_sys::RequestRedirect::Manual)
        .abort_signal(signal)
        .body(body);
    let response = match request {
        Ok(request) => request.send().await.ok(),
        Err(_) => None,
    };
    let Some(response) = response else {
        return plain(Answer::Lost);
    };
    match response.status() {
        200 => saved(response).await,
        401 | 0 => plain(Answer::SignedOut),
        409 => plain(Answer::Stale),
        408 | 425 | 429 | 500.. => plain(Answer::Busy),
        _ => plain(Answer::Refused),
    }
}

async fn saved(response: Response) -> Answered {
    let body = response.text().await.ok().and_then(|text| Json::parse(&text));
    let Some(body) = body else { return plain(Answer::Lost) };
    let (Some(mark), Some(clock)) = (body.text("ban"), body.text("saved")) else {
        return plain(Answer::Lost);
    };
    Answered {
        answer: Answer::Saved { mark, clock, problems: body.get("problems").texts() },
        hidden: body.get("an").pairs(),
    }
}

fn plain(answer: Answer) -> Answered {
    Answered { answer, hidden: vec![] }
}
