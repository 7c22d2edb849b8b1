//! Help: the questions people ask most, and whom to ask.

use leptos::prelude::*;

use super::contest_page::Contact;
use crate::catalogue;
use crate::components::page_head::{Breadcrumb, PageHead, Section};
use crate::components::prose::Prose;
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of the help page.
    pub HelpWords {
        title => "Trợ giúp", "Help";
        lead => "Câu trả lời ngắn cho những việc hay gặp. Không thấy điều cần tìm thì gọi hoặc viết cho ban thư ký.",
            "Short answers to what comes up most. If it is not here, call or write to the secretariat.";
        ask => "Hỏi ban thư ký", "Ask the secretariat";
        text => "## Nộp hồ sơ

1. Đăng ký tài khoản bằng thư điện tử và bấm liên kết xác nhận trong thư.
2. Vào Cuộc thi, chọn kỳ đang nhận hồ sơ, bấm “Bắt đầu nộp hồ sơ”.
3. Điền từng phần theo thứ tự bất kỳ. Hệ thống lưu trong khi bạn gõ và ghi rõ giờ đã lưu.
4. Xem lại ở trang “Kiểm tra và nộp”, rồi bấm “Nộp hồ sơ”. Hồ sơ chưa được nộp cho đến khi có biên nhận.

## Biên nhận

Biên nhận ghi mã hồ sơ, giờ nộp theo máy chủ và dấu kiểm của nội dung. Giữ lại mã: ai có mã cũng tra cứu được biên nhận có thật hay không.

## Quá hạn

Nội dung gõ dở không mất. Hồ sơ gửi sau hạn được giữ với trạng thái “Nộp muộn, chờ quyết định”; ban thư ký báo lại qua thư điện tử.

## Yêu cầu bổ sung

Khi hồ sơ thiếu, bạn nhận thư nêu rõ thiếu gì và hạn bổ sung. Mở hồ sơ, sửa phần được nêu rồi nộp lại. Ban thư ký không tự sửa nội dung của bạn.

## Tác giả dưới 16 tuổi

Cha, mẹ hoặc người giám hộ nhận thư có liên kết riêng để đọc và trả lời; chỉ địa chỉ đó nhận được liên kết. Em từ 7 tuổi cũng trả lời phần của mình: qua thư của em, hoặc ngay trên trang của người giám hộ. Không có thư điện tử thì in phiếu đồng ý, ký và nộp cho ban thư ký. Có người không đồng ý thì hồ sơ chưa nộp được; chưa đủ ý kiến thì nộp được nhưng chưa được tiếp nhận. Công khai tên và trường được hỏi riêng, không bắt buộc.

## Nhóm nhiều trường

Mỗi tác giả ghi trường của mình. Tổng tỷ lệ đóng góp phải đúng 100 %. Ba người bằng nhau thì ghi 33,34; 33,33; 33,33.

## Tệp đính kèm

Mỗi mục ghi rõ loại tệp và dung lượng. Đứt mạng khi đang tải thì tải tiếp được. Tệp bị từ chối luôn kèm lý do và cách sửa.

## Rút hồ sơ

Trước khi chấm, bạn rút được hồ sơ ở trang hồ sơ. Việc rút được ghi lại và không ảnh hưởng hồ sơ khác.

## Mất mật khẩu

Bấm “Đăng nhập”, rồi “Quên mật khẩu”. Liên kết đặt lại gửi tới thư điện tử đã đăng ký.

## Góp ý danh sách dự kiến

Khi danh sách được công khai lấy ý kiến, mỗi dòng có lối gửi ý kiến. Ban thư ký trả lời trước khi trình quyết định.",
            "## Sending an entry

1. Register with an e-mail address and press the link in the letter you get.
2. Under Contests choose an edition that receives entries and press “Start an entry”.
3. Fill in the sections in any order. What you type is saved, and the page says when.
4. Check everything on “Check and send”, then press “Send the entry”. It is not sent until you have a receipt.

## The receipt

It states the entry code, the server's time and a checksum of the content. Keep the code: whoever has it can check that the receipt is genuine.

## After the deadline

What you typed is not lost. An entry sent late is kept as “Late, awaiting decision”; the secretariat answers by e-mail.

## When something is missing

You get a letter that says what is missing and until when. Open the entry, change that part and send it again. The secretariat never changes your text.

## Authors under 16

A parent or guardian gets a link of their own to read and answer. Children from 7 on answer for themselves as well. Without these consents the entry cannot be sent.

## Teams from several schools

Each author names their own school. Shares total exactly 100%. Three equal authors write 33.34, 33.33, 33.33.

## Files

Each item says which types and sizes it takes. After a broken connection an upload goes on where it stopped. A refused file always comes with the reason and the way out.

## Withdrawing

Until judging starts you can withdraw an entry on its page. This is recorded and touches no other entry.

## Lost password

Press “Sign in”, then “Forgotten password”. A link goes to your registered e-mail address.

## Commenting on the provisional list

While the list is public, each line has a way to comment. The secretariat answers before the decision.";
    }
}

/// Help for everybody.
#[component]
pub fn HelpPage() -> impl IntoView {
    let words = HelpWords(lang());
    view! {
        <Title text=words.title()/>
        <Breadcrumb places=vec![]/>
        <PageHead title=words.title() lead=words.lead()/>
        <div class="columns">
            <Prose text=words.text()/>
            <aside><Section id="hoi" title=words.ask()><Contact/></Section></aside>
        </div>
    }
}
