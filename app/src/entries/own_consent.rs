//! Who is 16 or older decides alone about being made public, and may be asked apart from those who file the entry.

use domain::consent::{Subject, address_of, last_word, line_of};
use domain::entries::entry::Entry;
use leptos::prelude::*;
use time::Date;

use crate::catalogue;
use crate::entries::guardian_fields::ConsentRow;
use crate::words::lang;

catalogue! {
    /// The words about authors of age.
    pub OwnConsentWords {
        why => "Từ 16 tuổi, tác giả tự quyết định việc công khai họ tên và trường. Chưa trả lời riêng thì phần cam kết của hồ sơ có hiệu lực; đã trả lời thì câu trả lời riêng thay cho phần đó.",
            "From 16 years authors decide alone whether their name and school are made public. Until they answer for themselves, the declarations of the entry hold; their own answer replaces them.";
        no_address => "Muốn hỏi: nhập thư điện tử riêng của tác giả ở trên rồi lưu.", "To ask, enter the author’s own e-mail address above and save.";
    }
}

/// How the own answer of a stored author of age stands, and the button that asks; `id` is the author's number as typed.
pub fn own_consent(entry: &Entry, id: &str, on: Date) -> Option<impl IntoView + use<>> {
    let words = OwnConsentWords(lang());
    let place = entry.author_number(id.parse().ok()?)? - 1;
    let author = &entry.authors[place];
    if author.birth_date.is_none() || author.is_child(on) {
        return None;
    }
    let person = author.person();
    let subject = Subject::Child;
    let state = line_of(&person, &author.consents, subject).state;
    let said = last_word(&person, &author.consents, subject).cloned();
    let reachable = address_of(&entry.known_addresses(), place, subject).is_some();
    let id = id.to_owned();
    Some(view! {
        <div class="stack stack--tight">
            <p class="hint">{words.why()}</p>
            <ConsentRow subject state said author=id may_ask=reachable/>
            {(!reachable).then(|| view! { <p class="hint">{words.no_address()}</p> })}
        </div>
    })
}
