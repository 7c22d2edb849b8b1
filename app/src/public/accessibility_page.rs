//! The accessibility statement: what works, what was tested, what does not work yet.

use leptos::prelude::*;

use super::contest_page::Contact;
use crate::catalogue;
use crate::components::page_head::{Breadcrumb, PageHead, Section};
use crate::components::prose::Prose;
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of the statement.
    pub AccessibilityWords {
        title => "Tiếp cận cho mọi người", "Accessibility";
        lead => "Cổng này được làm theo WCAG 2.2 mức AA. Trang này nói rõ đã làm được gì và còn thiếu gì.",
            "This portal is built to WCAG 2.2 level AA. This page says what works and what is still missing.";
        tell => "Báo chỗ khó dùng", "Tell us what is hard to use";
        text => "## Làm được

- Mọi việc đều làm được bằng bàn phím, không cần chuột hay kéo thả.
- Mọi việc đều làm được khi tắt mã chạy trên trình duyệt; phần chạy thêm chỉ giúp nhanh hơn.
- Trang xem được ở chiều ngang 320 điểm ảnh và khi phóng to 400 %.
- Có bốn giao diện: theo máy, sáng, tối, tương phản cao. Nút đổi ở cuối mỗi trang.
- Trạng thái luôn có chữ và hình, không chỉ có màu.
- Lỗi được liệt kê ở đầu trang, nói cần sửa gì, và không xóa nội dung đã nhập.
- Không có nội dung nhấp nháy hay tự chạy.
- Phiên làm việc hết hạn không làm mất nội dung đang nhập.

## Đã kiểm tra thế nào

- Kiểm tra tự động bằng axe trên các loại trang, ở giao diện sáng, tối, tương phản cao, màn hình hẹp và rộng.
- Kiểm tra độ tương phản của mọi cặp màu; chữ thường tối thiểu 4,5 : 1.
- Đi hết các việc chính bằng bàn phím trong trình duyệt thật.

Kiểm tra tự động chỉ tìm được một phần vấn đề. Cổng chưa được đánh giá bởi tổ chức độc lập và chưa được thử với người dùng trình đọc màn hình tiếng Việt.

## Còn thiếu

- Tệp do tác giả gửi (PDF, ảnh, video) có thể không đọc được bằng trình đọc màn hình. Cần bản khác thì báo ban thư ký.
- Video của tác giả có thể không có phụ đề.
- Bảng phân công chấm rộng, trên điện thoại được đổi thành danh sách.

## Trình duyệt

Dùng được từ Chrome 109, Safari 15.4, Firefox 115, kể cả khi mở liên kết trong ứng dụng nhắn tin.",
            "## What works

- Everything can be done by keyboard, without a mouse or dragging.
- Everything can be done with scripts off; they only make things quicker.
- Pages fit a width of 320 pixels and 400% zoom.
- Four themes: device, light, dark, high contrast. The switch is at the end of every page.
- A status always has a word and an icon, never colour alone.
- Errors are listed on top, say what to do, and erase nothing you typed.
- Nothing blinks or moves by itself.
- When a session ends, what you were typing is kept.

## How it was tested

- Automatic tests with axe on every type of page, in light, dark and high contrast, narrow and wide.
- The contrast of every pair of colours; plain text has at least 4.5 to 1.
- The main tasks walked by keyboard in a real browser.

Automatic tests find only part of the problems. No independent body has assessed the portal, and it has not been tried with people who use a Vietnamese screen reader.

## What is missing

- Files sent by authors (PDF, pictures, video) may not be readable by a screen reader. Ask the secretariat for another form.
- Authors' videos may lack captions.
- The assignment grid is wide; on phones it becomes a list.

## Browsers

Chrome 109, Safari 15.4, Firefox 115 and later, also inside messaging applications.";
    }
}

/// The statement.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    let words = AccessibilityWords(lang());
    view! {
        <Title text=words.title()/>
        <Breadcrumb places=vec![]/>
        <PageHead title=words.title() lead=words.lead()/>
        <div class="columns">
            <Prose text=words.text()/>
            <aside><Section id="bao" title=words.tell()><Contact/></Section></aside>
        </div>
    }
}
