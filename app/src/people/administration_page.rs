//! The start page of administrators: where everything is.

use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::page_head::PageHead;
use crate::components::register::{Register, RegisterRow};
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of the start page of administrators.
    pub AdministrationWords {
        title => "Quản trị", "Administration";
        people => "Người dùng", "People";
        people_text => "Tìm tài khoản, trao và thu hồi vai trò, đặt lại mã xác thực.", "Find accounts, grant and revoke roles, reset codes.";
        invitations => "Lời mời", "Invitations";
        invitations_text => "Mời giám khảo, cán bộ đơn vị, thư ký, người phê duyệt.", "Invite judges, unit officers, secretaries, approvers.";
        units => "Đơn vị", "Units";
        units_text => "Xã, phường, trường, cơ quan, doanh nghiệp; nhập danh sách.", "Communes, schools, agencies, enterprises; import a list.";
        editions => "Kỳ thi", "Editions";
        editions_text => "Bàn làm việc của ban thư ký.", "The desk of the secretariat.";
        programmes => "Chương trình và mẫu", "Programmes and templates";
        programmes_text => "Tải mẫu ra tệp, nhập mẫu từ tệp.", "Templates out to files and in from files.";
        calendar => "Lịch ngày nghỉ", "Calendar";
        calendar_text => "Ngày nghỉ và ngày làm bù, dùng để tính hạn.", "Holidays and make-up days, from which deadlines count.";
        mail => "Thư đi", "Outgoing mail";
        mail_text => "Thư chờ gửi, đã gửi và không gửi được.", "Letters waiting, sent and not sent.";
        ledger => "Nhật ký", "Ledger";
        ledger_text => "Ai đã làm gì, và kiểm chứng chuỗi.", "Who did what, and the check of the chain.";
    }
}

/// One row for each place of administration.
#[component]
pub fn AdministrationPage() -> impl IntoView {
    let words = AdministrationWords(lang());
    let places = [
        ("/quan-tri/nguoi-dung", words.people(), words.people_text()),
        ("/quan-tri/loi-moi", words.invitations(), words.invitations_text()),
        ("/quan-tri/don-vi", words.units(), words.units_text()),
        ("/thu-ky", words.editions(), words.editions_text()),
        ("/quan-tri/chuong-trinh", words.programmes(), words.programmes_text()),
        ("/quan-tri/lich", words.calendar(), words.calendar_text()),
        ("/quan-tri/thu", words.mail(), words.mail_text()),
        ("/quan-tri/nhat-ky", words.ledger(), words.ledger_text()),
    ];
    let rows = places.map(|(to, title, text)| view! { <RegisterRow title to text top=true/> });
    let rows = rows.collect_view();
    view! {
        <Title text=words.title()/>
        <Banner/>
        <PageHead title=words.title()/>
        <Register>{rows}</Register>
    }
}
