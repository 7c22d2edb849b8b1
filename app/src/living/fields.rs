//! Fields: empty, filled, refused.

use leptos::prelude::*;

use crate::components::field::{Checkbox, DateField, Kind, Radios, Select, TextArea, TextField};
use crate::components::page_head::Section;
use crate::components::stepper::StepperField;
use crate::components::upload::{UploadField, UploadedFile, UploadedFiles};
use crate::living::samples::{LONG_TITLE, fields_of_work};

fn error(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn owned(parts: [&str; 3]) -> [String; 3] {
    parts.map(str::to_owned)
}

#[component]
pub fn Fields() -> impl IntoView {
    view! {
        <Section id="truong" title="Trường nhập">
            <div class="columns columns--even">
                <form class="form" method="get" action="#truong" novalidate><GoodFields/></form>
                <form class="form" method="get" action="#truong" novalidate><RefusedFields/></form>
            </div>
        </Section>
        <Section id="tep" title="Tệp"><div class="columns columns--even"><Files/></div></Section>
    }
}

#[component]
fn GoodFields() -> impl IntoView {
    let choices = || {
        vec![
            ("roi".to_owned(), "Rồi, đánh dấu hoàn thành".to_owned()),
            ("chua".to_owned(), "Chưa, còn viết tiếp".to_owned()),
        ]
    };
    view! {
        <TextField name="f-ten" label="Tên công trình" value=LONG_TITLE hint="Viết đúng như trong bản thuyết minh.".to_owned()/>
        <TextField name="f-ho-ten" label="Họ và tên" value="Nguyễn Thị Ngọc Ẩn" width="w20" autocomplete="name" optional=true/>
        <TextField name="f-thu" label="Thư điện tử" kind=Kind::Email width="w20"/>
        <TextField name="f-mat-khau" label="Mật khẩu" kind=Kind::Password width="w20" value="bi-mat"/>
        <TextField name="f-ma" label="Mã gồm sáu chữ số" kind=Kind::Code width="w10"/>
        <TextField name="f-so-luong" label="Số lượng" kind=Kind::Number width="w4" value="3"/>
        <TextField name="f-ty-le" label="Tỷ lệ đóng góp" kind=Kind::Decimal width="w4" value="33,3" affix="%"/>
        <TextArea name="f-moi" label="Tính mới" hint="Nêu điểm khác với cách đang làm.".to_owned() count=3000 optional=true
            value="Kính hiển vi dùng ống kính điện thoại cũ và khung in từ nhựa thu gom trên bãi biển."/>
        <Select name="f-linh-vuc" label="Lĩnh vực" options=fields_of_work() empty="Chọn một lĩnh vực".to_owned()/>
        <DateField name="f-ngay" legend="Ngày sinh của tác giả" hint="Ví dụ 27 3 2012".to_owned() value=owned(["27", "3", "2012"])/>
        <Radios name="f-xong" legend="Đã làm xong phần này?" options=choices() value="roi"
            hints=vec![String::new(), "Hệ thống nhắc trước hạn nộp 3 ngày.".to_owned()]/>
        <Radios name="f-hang" legend="Trình bày" row=true
            options=vec![("co".to_owned(), "Có".to_owned()), ("khong".to_owned(), "Không".to_owned())]/>
        <Checkbox name="f-tin" label="Nhận tin qua thư điện tử" hint="Không quá một thư mỗi tháng.".to_owned()/>
        <Checkbox name="f-khoa" label="Chưa mở được" disabled=true/>
        <Radios name="f-phieu" legend="Công nhận phạm vi ảnh hưởng cấp tỉnh?" block=true
            options=vec![("co".to_owned(), "Đồng ý".to_owned()), ("khong".to_owned(), "Không đồng ý".to_owned()), ("khac".to_owned(), "Ý kiến khác".to_owned())]/>
        <StepperField name="f-diem" label="Điểm tiêu chí 1" value="24,5" hint="0 đến 30, bước 0,5".to_owned()/>
    }
}

#[component]
fn RefusedFields() -> impl IntoView {
    let choices = || vec![("co".to_owned(), "Có".to_owned()), ("khong".to_owned(), "Không".to_owned())];
    view! {
        <TextField name="l-ten" label="Tên công trình" hint="Viết đúng như trong bản thuyết minh.".to_owned() error=error("Nhập tên công trình")/>
        <TextField name="l-dien-thoai" label="Điện thoại" kind=Kind::Phone width="w20" value="0203"
            error=error("Số điện thoại có 10 chữ số. Số đã nhập có 4 chữ số.")/>
        <TextArea name="l-moi" label="Tính mới" count=20 value="Dài hơn hai mươi ký tự một chút."
            error=error("Tính mới tối đa 20 ký tự. Nội dung đã nhập dài hơn; rút gọn rồi lưu lại.")/>
        <Select name="l-linh-vuc" label="Lĩnh vực" options=fields_of_work() empty="Chọn một lĩnh vực".to_owned() error=error("Chọn lĩnh vực")/>
        <DateField name="l-ngay" legend="Ngày sinh của tác giả" value=owned(["02", "3", "2007"])
            error=error("Tác giả phải từ 6 đến 19 tuổi tính đến 31/7/2027 (Điều 4). Sửa ngày sinh nếu nhập nhầm.")/>
        <Radios name="l-xong" legend="Người giám hộ đã đồng ý?" options=choices() error=error("Chọn Có hoặc Không")/>
        <Checkbox name="l-cam-doan" label="Tôi cam đoan công trình do chúng tôi làm và chưa gửi cuộc thi nào khác"
            error=error("Đánh dấu lời cam đoan để nộp hồ sơ")/>
        <StepperField name="l-diem" label="Điểm tiêu chí 2" value="31" affix="điểm" error=error("Tiêu chí 2 tối đa 30 điểm")/>
    }
}

#[component]
fn Files() -> impl IntoView {
    view! {
        <form class="upload" method="post" action="#tep" enctype="multipart/form-data">
            <UploadField name="t-thuyet-minh" label="Tệp thuyết minh" hint="PDF, tối đa 20 MB" accept=".pdf"/>
            <UploadField name="t-anh" label="Ảnh mô hình" hint="JPG, PNG, tối đa 5 MB mỗi ảnh" optional=true multiple=true
                error=error("Tệp thuyet-minh.docx nặng 42 MB, giới hạn 20 MB. Nén ảnh trong tệp rồi tải lại, hoặc tách làm hai tệp.")/>
        </form>
        <UploadedFiles>
            <UploadedFile name="thuyet-minh.pdf" meta="4,2 MB, 14 trang, mã kiểm a91f03c2">
                <a class="button button--quiet" href="#tep">"Xem"</a>
                <button class="button button--quiet" type="button">"Xóa"</button>
            </UploadedFile>
            <UploadedFile name="anh-mo-hinh-chup-tu-phia-tren-co-ten-rat-dai-khong-dau-cach-2027-06-12.jpg" icon="photo" meta="1,1 MB"/>
            <UploadedFile name="thuyet-minh.docx" error=error("Tệp có mật khẩu. Bỏ mật khẩu rồi tải lại.")>
                <button class="button button--quiet" type="button">"Bỏ tệp"</button>
            </UploadedFile>
        </UploadedFiles>
    }
}
