//! What a page of the entry form says above its fields: saved elsewhere, closed meanwhile, or a letter is on its way.

use domain::entries::entry::Entry;
use domain::entries::open_entry::OpenEntry;
use domain::entries::sections::EntrySection;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Notice, NoticeKind};
use crate::components::icon::Icon;
use crate::components::status::Status;
use crate::entries::entry_summary::SectionSummary;
use crate::shell::{href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of what stands above the fields.
    pub SectionNoticeWords {
        stale => "Phần này vừa được lưu ở nơi khác", "This section was saved somewhere else meanwhile";
        stale_do => "Chưa có gì bị ghi đè. Bản trên hệ thống ở ngay dưới; bản vừa nhập vẫn trong các ô. Sửa cho đúng rồi lưu lại, hoặc mở lại bản trên hệ thống.",
            "Nothing was overwritten. The saved version is shown below; yours is in the fields. Put them together and save again, or open the saved version.";
        stale_theirs => "Bản trên hệ thống", "The saved version";
        asked => "Đã hỏi ý kiến", "Asked";
        asked_sent(address: &str) => "Thư gửi đến {address}. Đường dẫn để trả lời chỉ có trong thư đó.", "A letter goes to {address}. The link to answer is in that letter only.";
        not_asked => "Chưa gửi thư", "No letter was sent";
        too_soon => "Địa chỉ này vừa được hỏi. Mỗi địa chỉ được hỏi lại sau 24 giờ.", "This address was asked a short while ago. It can be asked again after 24 hours.";
        no_address => "Chưa có địa chỉ thư điện tử riêng của người được hỏi. Nhập địa chỉ, hoặc in phiếu đồng ý để ký và nộp cho ban thư ký.", "There is no e-mail address of the person's own. Enter one, or print the form, to be signed and handed to the secretariat.";
        closed(state: &str) => "Phần này chưa được lưu: hồ sơ nay ở trạng thái “{state}”, không sửa được nữa", "This section was not saved: the entry is now “{state}” and can no longer be changed";
        closed_do(name: &str, phone: &str) => "Có thể hồ sơ đã được nộp hoặc đóng ở nơi khác. Bản trên hệ thống ở ngay dưới; bản vừa nhập vẫn trong các ô để chép lại. Cần sửa tiếp: gọi {name}, {phone}.",
            "It may have been sent or closed somewhere else. The saved version is shown below; yours is in the fields, to copy. To change it, call {name}, {phone}.";
        open_entry => "Mở hồ sơ", "Open the entry";
        open_theirs => "Mở lại bản trên hệ thống", "Open the saved version";
        papers(count: usize) => "{count} giấy tờ chưa rõ của ai, nên chưa được tính", "{count} papers belong to nobody and do not count";
        papers_do => "Giấy của tác giả đã xóa hoặc đã đổi thông tin vẫn được giữ. Nói rõ của ai, hoặc xóa giấy.", "The papers of an author who was removed or changed are kept. Say whose they are, or remove them.";
        papers_open => "Xem các giấy này", "See these papers";
    }
}

/// What became of asking for a consent. The link itself is in the letter only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsentAsked {
    Sent { address: String },
    TooSoon,
    NoAddress,
}

/// Somebody saved the page meanwhile: both versions stand on it.
#[component]
pub(super) fn Stale(open: OpenEntry, section: EntrySection, theirs: Entry) -> impl IntoView {
    let words = SectionNoticeWords(lang());
    let again = href(&format!("/ho-so/{}/{}", theirs.id, section.slug()));
    let mut shown = open;
    shown.entry = theirs;
    view! {
        <div class="banner banner--attention" role="alert">
            <Icon name="alert-triangle"/>
            <h2 class="banner__title">{words.stale()}</h2>
            <p class="banner__text">{words.stale_do()}</p>
            <p class="banner__actions"><a href=again>{words.open_theirs()}</a></p>
        </div>
        <h2>{words.stale_theirs()}</h2>
        <SectionSummary open=shown section change=false/>
    }
}

/// The entry can no longer be changed: what is stored stands above what was typed.
#[component]
pub(super) fn Closed(open: OpenEntry, section: EntrySection) -> impl IntoView {
    let page = page_context();
    let words = SectionNoticeWords(page.lang);
    let state = open.entry.state.look(page.lang).2;
    let explain = words.closed_do(&page.organiser.name, &page.organiser.phone);
    view! {
        <div class="banner banner--attention" role="alert">
            <Icon name="alert-triangle"/>
            <h2 class="banner__title">{words.closed(state)}</h2>
            <p class="banner__text">{explain}</p>
            <p class="banner__actions"><a href=href(&format!("/ho-so/{}", open.entry.id))>{words.open_entry()}</a></p>
        </div>
        <h2>{words.stale_theirs()}</h2>
        <SectionSummary open section change=false/>
    }
}

/// On the page of authors: papers that belong to nobody since somebody was removed or changed.
pub(super) fn papers_waiting(open: &OpenEntry, section: EntrySection) -> Option<impl IntoView + use<>> {
    let words = SectionNoticeWords(lang());
    let count = open.entry.unclaimed_papers(&open.rules).count();
    let path = href(&format!("/ho-so/{}/tep#giay-chua-ro", open.entry.id));
    (section == EntrySection::Authors && count > 0 && open.may_edit).then(|| {
        view! {
            <div class="banner banner--attention">
                <Icon name="alert-triangle"/>
                <h2 class="banner__title">{words.papers(count)}</h2>
                <p class="banner__text">{words.papers_do()}</p>
                <p class="banner__actions"><a href=path>{words.papers_open()}</a></p>
            </div>
        }
    })
}

/// Whether a letter is on its way, and to where.
#[component]
pub(super) fn Asked(asked: ConsentAsked) -> impl IntoView {
    let words = SectionNoticeWords(lang());
    match asked {
        ConsentAsked::Sent { address } => {
            view! { <Notice kind=NoticeKind::Success title=words.asked() text=words.asked_sent(&address)/> }.into_any()
        }
        ConsentAsked::TooSoon => {
            view! { <Notice kind=NoticeKind::Attention title=words.not_asked() text=words.too_soon()/> }.into_any()
        }
        ConsentAsked::NoAddress => {
            view! { <Notice kind=NoticeKind::Attention title=words.not_asked() text=words.no_address()/> }.into_any()
        }
    }
}
