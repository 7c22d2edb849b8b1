//! What is kept about people, for whom, how long, and what they may ask.

use leptos::prelude::*;

use super::contest_page::Contact;
use crate::catalogue;
use crate::components::page_head::{Breadcrumb, PageHead, Section};
use crate::components::prose::Prose;
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of the privacy page.
    pub PrivacyWords {
        title => "Quyền riêng tư", "Privacy";
        lead => "Cổng giữ dữ liệu nào, ai xem được, và bạn có quyền gì.", "What this portal keeps, who can see it, and what you may ask for.";
        contact => "Gửi yêu cầu", "Send a request";
        text => "## Dữ liệu được giữ

- Tài khoản: họ tên, thư điện tử, mật khẩu ở dạng không đọc lại được.
- Hồ sơ: tên công trình, nội dung mô tả, tệp đính kèm, tác giả, người hướng dẫn, trường hoặc đơn vị.
- Tác giả: họ tên, ngày sinh để đối chiếu điều kiện dự thi, lớp, trường, liên hệ, tỷ lệ đóng góp.
- Đồng ý của cha, mẹ, người giám hộ và của trẻ em: nội dung đã đọc, câu trả lời, thời điểm.
- Chấm điểm: phiếu điểm, giám khảo, thời điểm ký.
- Nhật ký: ai làm việc gì, lúc nào. Nhật ký không chứa dữ liệu cá nhân của trẻ em.

Cổng không dùng công cụ theo dõi, không quảng cáo, không gửi dữ liệu cho bên thứ ba. Chỉ có cookie cần cho phiên làm việc và giao diện.

## Ai xem được

- Tác giả xem mọi thứ của hồ sơ mình.
- Trường, đơn vị xác nhận xem hồ sơ của đơn vị mình từ khi hồ sơ được nộp.
- Ban thư ký xem hồ sơ đã nộp của kỳ mình phụ trách; không sửa nội dung của tác giả.
- Giám khảo chỉ xem hồ sơ được phân công. Ở vòng chấm kín, giám khảo không thấy tên, trường và tên tệp. Giấy tờ cá nhân không bao giờ hiện cho giám khảo.
- Mọi người chỉ xem công trình đạt giải, theo những gì tác giả và người giám hộ đồng ý.

## Trẻ em

- Dưới 16 tuổi: cần cha, mẹ hoặc người giám hộ đồng ý. Từ 7 tuổi, chính em cũng đồng ý.
- Trang công khai không bao giờ hiện ngày sinh, địa chỉ, điện thoại hay khuôn mặt của trẻ em.
- Đồng ý rút lại được bất cứ lúc nào. Việc rút không xóa kết quả thi nhưng xóa nội dung đang công khai.

## Giữ trong bao lâu

- Bản nháp không nộp: xóa được bất cứ lúc nào, do chính bạn.
- Giấy tờ cá nhân kèm hồ sơ: chỉ dùng để kiểm tra điều kiện; ban tổ chức xóa sau khi kỳ thi kết thúc.
- Kết quả, quyết định và nhật ký: giữ lâu dài để kiểm chứng.

## Quyền của bạn

Bạn có quyền biết, xem, sửa, lấy bản sao, yêu cầu xóa, hạn chế xử lý, rút lại đồng ý và khiếu nại, theo pháp luật về bảo vệ dữ liệu cá nhân. Gửi yêu cầu cho ban thư ký theo địa chỉ bên cạnh. Cần chứng minh yêu cầu là của chính bạn hoặc của con bạn.",
            "## What is kept

- Account: name, e-mail, and a password that cannot be read back.
- Entry: title, description, files, authors, instructors, school or unit.
- Authors: name, birth date to check who may enter, class, school, contact, share.
- Consents of parents, guardians and children: the text read, the answer, the time.
- Judging: score sheets, judges, when they signed.
- A log of who did what and when. It holds no personal data of children.

No tracking, no advertising, nothing is passed to third parties. The only cookies are those of your session and your theme.

## Who can see it

- Authors see everything of their own entry.
- The confirming school or unit sees its entries once they are sent.
- The secretariat sees the entries sent to its edition and never changes an author's text.
- Judges see only what is assigned to them. In blind rounds they see no name, school or file name. Personal papers are never shown to judges.
- The public sees winning works only, as far as authors and guardians agreed.

## Children

- Under 16 a parent or guardian consents. From 7 on the child consents too.
- Public pages never show a child's birth date, address, phone or face.
- A consent can be withdrawn at any time. This does not erase the result, but it removes what is public.

## How long

- Drafts that were not sent: you can delete them at any time.
- Personal papers with an entry: used to check eligibility only; the organiser deletes them after the edition ends.
- Results, decisions and the log are kept, so that they can be verified.

## Your rights

You may know, see, correct and copy your data, have it erased or restricted, withdraw a consent and complain, as the law on personal data protection provides. Write to the secretariat at the address beside. You will be asked to show that the request is yours or your child's.";
    }
}

/// The statement.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let words = PrivacyWords(lang());
    view! {
        <Title text=words.title()/>
        <Breadcrumb places=vec![]/>
        <PageHead title=words.title() lead=words.lead()/>
        <div class="columns">
            <Prose text=words.text()/>
            <aside><Section id="lien-he" title=words.contact()><Contact/></Section></aside>
        </div>
    }
}
