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
- Tác giả: họ và tên, ngày sinh (để đối chiếu điều kiện dự thi), giới tính, dân tộc, lớp, trường hoặc nơi công tác, điện thoại, thư điện tử, địa chỉ thường trú, tỷ lệ đóng góp, giấy tờ thể lệ yêu cầu; tình trạng khuyết tật, nếu khai.
- Cha, mẹ, người giám hộ: họ tên, quan hệ, điện thoại, thư điện tử.
- Ý kiến của cha, mẹ, người giám hộ và của trẻ em: câu hỏi về ai, nội dung đã đọc, câu trả lời, thời điểm, trả lời qua thư hay trên giấy, và mạng đã gửi trả lời (rút gọn, không giữ địa chỉ đầy đủ).
- Chấm điểm: phiếu điểm, giám khảo, thời điểm ký.
- Nhật ký: ai làm việc gì, lúc nào. Nhật ký không chứa dữ liệu cá nhân của trẻ em.

Cổng không dùng công cụ theo dõi, không quảng cáo, không gửi dữ liệu cho bên thứ ba. Chỉ có cookie cần cho phiên làm việc và giao diện. Nội dung đang nhập mà chưa gửi được nằm trên máy của bạn cho tới khi gửi xong hoặc đăng xuất.

## Ai xem được

- Tác giả xem mọi thứ của hồ sơ mình.
- Trường, đơn vị xác nhận xem hồ sơ của đơn vị mình từ khi hồ sơ được nộp.
- Ban thư ký xem hồ sơ đã nộp của kỳ mình phụ trách; không sửa nội dung của tác giả.
- Giám khảo chỉ xem hồ sơ được phân công. Ở vòng chấm kín, giám khảo không thấy tên, trường và tên tệp. Giấy tờ cá nhân không bao giờ hiện cho giám khảo.
- Mọi người chỉ xem công trình đạt giải: tên công trình, lĩnh vực, giải, xã hoặc phường; họ tên đầy đủ và trường chỉ của những người đã đồng ý công khai.

## Trẻ em

- Dưới 16 tuổi: hồ sơ chỉ được tiếp nhận khi cha, mẹ hoặc người giám hộ đồng ý. Từ 7 tuổi, chính em cũng được hỏi.
- Công khai họ tên và trường được hỏi riêng, không phải điều kiện dự thi. Thiếu một trong hai ý kiến thì cả tên và trường đều không công khai.
- Đường dẫn trả lời chỉ gửi đến địa chỉ của người được hỏi; người nộp hồ sơ không thấy. Không có thư điện tử thì ký phiếu giấy, ban thư ký ghi nhận.
- Ý kiến gắn với đúng em và đúng người giám hộ: đổi sang em khác, ngày sinh khác hay người giám hộ khác thì phải hỏi lại.
- Đủ 16 tuổi không làm tên tự được công khai. Trả lời cũ vẫn có hiệu lực cho đến khi chính người đó trả lời khác.
- Trang công khai không bao giờ hiện ngày sinh, địa chỉ, điện thoại, thư điện tử hay giấy tờ.
- Đồng ý rút lại được bất cứ lúc nào. Việc rút không xóa kết quả thi nhưng bỏ tên và trường khỏi trang công khai.

## Giữ trong bao lâu

- Bản nháp không nộp: xóa được bất cứ lúc nào, do chính bạn.
- Giấy tờ cá nhân kèm hồ sơ: chỉ dùng để kiểm tra điều kiện; ban tổ chức xóa sau khi kỳ thi kết thúc.
- Kết quả, quyết định và nhật ký: giữ lâu dài để kiểm chứng.

## Quyền của bạn

Bạn có quyền biết, xem, sửa, lấy bản sao, yêu cầu xóa, hạn chế xử lý, rút lại đồng ý và khiếu nại, theo pháp luật về bảo vệ dữ liệu cá nhân. Gửi yêu cầu cho ban thư ký theo địa chỉ bên cạnh. Cần chứng minh yêu cầu là của chính bạn hoặc của con bạn.",
            "## What is kept

- Account: name, e-mail, and a password that cannot be read back.
- Entry: title, description, files, authors, instructors, school or unit.
- Authors: full name, date of birth (to check who may enter), gender, ethnic group, class, school or workplace, phone, e-mail, home address, share of the work, and the papers the rules ask for; disability, if stated.
- Parents and guardians: name, relation, phone, e-mail.
- Consents of parents, guardians and children: about whom, the text read, the answer, the time, by letter or on paper, and the network the answer came from (shortened, never the full address).
- Judging: score sheets, judges, when they signed.
- A log of who did what and when. It holds no personal data of children.

No tracking, no advertising, nothing is passed to third parties. The only cookies are those of your session and your theme. Text you are typing that could not be sent yet lies on your device until it is sent or you sign out.

## Who can see it

- Authors see everything of their own entry.
- The confirming school or unit sees its entries once they are sent.
- The secretariat sees the entries sent to its edition and never changes an author's text.
- Judges see only what is assigned to them. In blind rounds they see no name, school or file name. Personal papers are never shown to judges.
- The public sees winning works only: title, field, prize and commune; full names and schools only of those who agreed.

## Children

- Under 16 an entry is accepted only once a parent or guardian consents. From 7 on the child is asked too.
- Making name and school public is asked apart and is no condition of entering. If one of the two is missing, neither is public.
- The link to answer goes to the address of the person asked only; whoever files the entry does not see it. Without e-mail a form is signed on paper and the secretariat records it.
- A consent is about this child and this guardian: another child, birth date or guardian is asked anew.
- Turning 16 makes no name public. Earlier answers stand until the person gives another.
- Public pages never show birth date, address, phone, e-mail or papers.
- A consent can be withdrawn at any time. This does not erase the result, but name and school leave the public pages.

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

#[cfg(test)]
mod tests {
    use domain::consent::{Datum, data_collected};
    use domain::programmes::template::Template;
    use domain::text::Lang;

    use super::PrivacyWords;
    use crate::entries::consent_text::datum_name;

    #[test]
    fn the_privacy_page_names_everything_kept_of_an_author_and_tells_the_consent_rule() {
        let file = include_str!("../../../fixtures/programmes/YOUTH_CREATIVITY.json");
        let rules = Template::read(file).expect("a template").rules(2027);
        let of_guardian = |datum: &Datum| format!("{datum:?}").starts_with("Guardian");
        for lang in [Lang::Vi, Lang::En] {
            let text = PrivacyWords(lang).text();
            for datum in data_collected(&rules) {
                let listed = matches!(datum, Datum::Paper(_) | Datum::Answer(_)) || of_guardian(&datum);
                assert!(listed || text.contains(&datum_name(&datum, lang)), "{datum:?} in {lang:?}");
            }
        }
        let text = PrivacyWords(Lang::Vi).text();
        for told in ["không phải điều kiện dự thi", "người nộp hồ sơ không thấy", "Đủ 16 tuổi", "phiếu giấy", "rút gọn"]
        {
            assert!(text.contains(told), "{told}");
        }
    }
}
