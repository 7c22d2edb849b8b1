//! The sentence on top of a page that says what the last act did.

use leptos::prelude::*;

use crate::catalogue;
use crate::components::icon::Icon;
use crate::shell::page_context;

catalogue! {
    /// The heading of a banner.
    pub BannerWords {
        success => "Thành công", "Success";
    }
}

/// Declares what a redirect can say on the next page: a code for the cookie and a sentence in each language.
macro_rules! flashes {
    ($($variant:ident $code:literal => $vi:literal, $en:literal;)*) => {
        /// What the last act did, carried over one redirect.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Flash { $($variant),* }

        impl Flash {
            /// The word in the cookie.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The flash of a word in the cookie.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }

            fn sentence(self, lang: domain::text::Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$variant, domain::text::Lang::Vi) => $vi,
                    (Self::$variant, domain::text::Lang::En) => $en,)*
                }
            }
        }
    };
}

flashes! {
    SignedOut "da-dang-xuat" => "Bạn đã đăng xuất.", "You have signed out.";
    PasswordSet "da-dat-mat-khau" => "Đã lưu mật khẩu mới. Đăng nhập bằng mật khẩu này.", "The new password is saved. Sign in with it.";
    PasswordChanged "da-doi-mat-khau" => "Đã đổi mật khẩu. Các thiết bị khác đã bị đăng xuất.", "The password is changed. Other devices are signed out.";
    InvitationSent "da-moi" => "Đã gửi lời mời.", "The invitation is sent.";
    InvitationRevoked "da-thu-hoi-loi-moi" => "Đã thu hồi lời mời.", "The invitation is withdrawn.";
    InvitationTaken "da-nhan-loi" => "Đã nhận lời mời.", "You have accepted the invitation.";
    InvitationAsked "da-hoi-nguoi-moi" => "Đã hỏi người mời. Vai trò có hiệu lực khi người mời đồng ý; hệ thống sẽ gửi thư.", "The inviter was asked. The role is in force when they agree; you get a letter.";
    InvitationConfirmed "da-dong-y-loi-moi" => "Đã đồng ý. Người nhận lời mời được báo bằng thư.", "Agreed. The person gets a letter.";
    ExceptionNamed "da-ghi-ngoai-le" => "Đã ghi ngoại lệ. Nhật ký ghi ai cho phép.", "The exception is named. The ledger says by whom.";
    ExceptionEnded "da-het-ngoai-le" => "Đã chấm dứt ngoại lệ.", "The exception has ended.";
    RoleGranted "da-trao-vai-tro" => "Đã trao vai trò.", "The role is granted.";
    RoleRevoked "da-thu-hoi-vai-tro" => "Đã thu hồi vai trò.", "The role is revoked.";
    AccountClosed "da-khoa" => "Đã khóa tài khoản.", "The account is closed.";
    AccountReopened "da-mo-lai" => "Đã mở lại tài khoản.", "The account is open again.";
    CodeReset "da-dat-lai-ma" => "Đã đặt lại mã xác thực.", "The one-time code is reset.";
    UnitsImported "da-nhap-don-vi" => "Đã nhập danh sách đơn vị.", "The list of units is imported.";
    UnitsImportedInPart "da-nhap-mot-phan" => "Đã nhập danh sách đơn vị. Các dòng không đánh dấu được để lại, chưa nhập.", "The list is imported. Rows without a tick were left out.";
    LetterQueued "thu-cho-gui" => "Thư đã vào hàng chờ gửi.", "The letter waits to be sent.";
    LettersQueued "thu-gui-lai-tat-ca" => "Mọi thư chưa gửi được đã vào hàng chờ. Hệ thống đang thử gửi lại.", "Every letter that failed waits to be sent. The portal is trying again.";
    LetterHeld "thu-giu-lai" => "Thư được giữ lại.", "The letter is held back.";
    ConsentAnswered "da-tra-loi" => "Đã ghi nhận: đồng ý.", "Recorded: you agree.";
    ConsentRecorded "da-ghi-phieu-dong-y" => "Đã ghi nhận phiếu giấy. Người nộp hồ sơ và giáo viên hướng dẫn nhận thư báo.", "The paper form is recorded. Whoever filed the entry and the teacher get a letter.";
    PaperClaimed "da-nhan-giay" => "Đã ghi nhận giấy này của ai.", "It is recorded whose paper this is.";
    CheckSaved "da-luu-ket-qua-kiem" => "Đã lưu kết quả kiểm.", "The check is saved.";
    EntryAccepted "da-tiep-nhan" => "Đã tiếp nhận hồ sơ: đủ điều kiện. Người nộp nhận thư.", "The entry is accepted as eligible. The entrant gets a letter.";
    SupplementRequested "da-yeu-cau-bo-sung" => "Đã gửi yêu cầu bổ sung.", "The request for a supplement is sent.";
    EntryRefused "da-tu-choi" => "Đã từ chối hồ sơ. Người nộp nhận thư kèm lý do.", "The entry is refused. The entrant gets a letter with the reason.";
    CheckReopened "da-mo-lai-kiem" => "Đã mở lại việc kiểm hồ sơ.", "The check is reopened.";
    LateAdmitted "da-chap-nhan-muon" => "Đã chấp nhận hồ sơ nộp muộn; hồ sơ chờ kiểm.", "The late entry is admitted and awaits its check.";
    NoteAdded "da-ghi-chu" => "Đã lưu ghi chú nội bộ.", "The staff note is saved.";
    FileReleased "da-cho-giam-khao" => "Đã cho giám khảo xem.", "Judges can read it now.";
    FileReleaseRevoked "da-thu-hoi-tep" => "Đã thu hồi. Giám khảo không còn xem được phần này.", "Taken back. Judges can no longer read it.";
    CopyAttached "da-dua-ban-che-ten" => "Đã nhận bản che tên. Hệ thống đang chuẩn bị trang cho giám khảo.", "The copy is here. Its pages are being prepared for judges.";
    CopyRemoved "da-bo-ban-che-ten" => "Đã bỏ bản che tên. Giám khảo thấy lại tệp người nộp gửi.", "The copy is gone. Judges see the entrant's file again.";
    ExtensionGranted "da-gia-han" => "Đã gia hạn nộp.", "The deadline is extended.";
    ExtensionRevoked "da-thu-hoi-gia-han" => "Đã thu hồi gia hạn. Thư báo sẽ được gửi ngay.", "The extension is revoked. Letters are on their way.";
    ExtensionCorrected "da-sua-gia-han" => "Đã sửa gia hạn. Thư đính chính sẽ được gửi ngay.", "The extension is corrected. Letters are on their way.";
    UnitConfirmed "don-vi-da-xac-nhan" => "Đã xác nhận hồ sơ. Người nộp nhận thư.", "The entry is confirmed. The entrant gets a letter.";
    UnitReturned "don-vi-da-tra-lai" => "Đã trả lại hồ sơ để sửa. Người nộp nhận thư.", "The entry is returned for correction. The entrant gets a letter.";
    TieDecided "da-quyet-dinh-bang-diem" => "Đã ghi quyết định về nhóm bằng điểm.", "The decision on the tie is recorded.";
    PrizesChanged "da-sua-giai" => "Đã cập nhật danh sách giải.", "The list of prizes is updated.";
    NoticeGiven "da-cong-khai" => "Danh sách dự kiến đã công khai. Tác giả có tên trong danh sách nhận thư báo.", "The provisional list is public. Authors on it get a letter.";
    NoticeWithdrawn "da-rut-cong-khai" => "Đã rút thông báo công khai. Có thể sửa giải rồi công khai lại.", "The notice is withdrawn. Change the prizes, then give notice again.";
    OpinionSent "da-gui-y-kien" => "Ban thư ký đã nhận ý kiến và sẽ trả lời theo liên hệ đã ghi.", "The secretariat has your opinion and will answer you.";
    OpinionAnswered "da-tra-loi-y-kien" => "Đã ghi câu trả lời.", "The answer is recorded.";
    DecisionRecorded "da-ghi-quyet-dinh" => "Đã ghi quyết định.", "The decision is recorded.";
    ResultsPublished "da-cong-bo" => "Kết quả đã công bố. Mọi chủ hồ sơ nhận thư báo.", "Results are published. Everybody with an entry gets a letter.";
    AwardRevoked "da-thu-hoi" => "Đã thu hồi giải. Trang kết quả ghi rõ việc này.", "The prize is revoked. The results page says so.";
    FileAdded "da-tai-tep" => "Đã nhận tệp.", "The file was received.";
    FileRemoved "da-xoa-tep" => "Đã xóa tệp khỏi hồ sơ.", "The file was removed.";
    EntryWithdrawn "da-rut-ho-so" => "Đã rút hồ sơ.", "The entry was withdrawn.";
    Saved "da-luu" => "Đã lưu.", "Saved.";
    Declared "da-khai" => "Đã lưu bản khai.", "The declaration is saved.";
    DraftSaved "da-luu-nhap" => "Đã lưu nháp.", "The draft is saved.";
    SheetSigned "da-ky-phieu" => "Đã ký phiếu.", "The sheet is signed.";
    SheetReopened "da-mo-lai-phieu" => "Đã mở lại phiếu. Giám khảo nhận được thư.", "The sheet is open again. The judge gets a letter.";
    Recused "khong-cham" => "Bài đã rời khỏi danh sách. Ban thư ký phân công giám khảo khác.", "The entry has left your list. The secretariat assigns somebody else.";
    JudgeSeated "da-them-giam-khao" => "Đã thêm giám khảo.", "The judge is added.";
    JudgeInvited "da-moi-giam-khao" => "Đã gửi thư mời. Người được mời vào tiểu ban khi nhận lời.", "The invitation is sent. The seat is taken when it is accepted.";
    PlanDrafted "da-lap-ke-hoach" => "Đã lập kế hoạch nháp. Xem thay đổi rồi áp dụng.", "The draft plan is made. Look at the changes, then apply.";
    PlanApplied "da-ap-dung" => "Đã áp dụng phân công.", "The assignment is applied.";
    PlanDiscarded "da-bo-ke-hoach" => "Đã bỏ kế hoạch nháp.", "The draft plan is discarded.";
    JudgesReminded "da-nhac-giam-khao" => "Đã gửi thư nhắc. Cột “Nhắc” ghi từng người được nhắc.", "The reminders are on their way. The column “Reminder” says who got one.";
    RoundOpened "da-mo-vong" => "Đã mở vòng chấm. Giám khảo nhận được thư.", "The round is open. Judges get a letter.";
    RoundLocked "da-khoa-diem" => "Đã khóa điểm.", "The scores are locked.";
    EditionCreated "da-tao-ky" => "Đã tạo kỳ thi từ mẫu. Xem lại từng phần thể lệ.", "The edition was made from its template. Go through the sections of its rules.";
    EditionOpened "da-mo-nhan" => "Đã mở nhận hồ sơ. Thể lệ bản 1 có hiệu lực.", "The edition is open. Version 1 of its rules is in force.";
    IntakeEnded "da-ket-thuc-nhan" => "Đã kết thúc nhận hồ sơ.", "Intake has ended.";
    IntakeReopened "da-nhan-lai" => "Đã nhận hồ sơ trở lại.", "Entries are received again.";
    AmendmentStarted "da-lap-ban-moi" => "Đã lập phiên bản mới. Sửa các phần rồi ban hành.", "A new version was started. Change the sections, then issue it.";
    AmendmentIssued "da-ban-hanh" => "Đã ban hành phiên bản mới của thể lệ.", "The new version of the rules is in force.";
    AmendmentDiscarded "da-bo-ban" => "Đã bỏ bản đang soạn.", "The version being written was thrown away.";
}

/// Shows the flash of this request, if there is one. Never together with an error summary.
#[component]
pub fn Banner() -> impl IntoView {
    let page = page_context();
    page.flash.map(|flash| {
        view! {
            <div class="banner banner--success" role="alert">
                <Icon name="circle-check"/>
                <h2 class="banner__title">{BannerWords(page.lang).success()}</h2>
                <p class="banner__text">{flash.sentence(page.lang)}</p>
            </div>
        }
    })
}

/// What a notice asks of the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    #[default]
    Info,
    Success,
    Attention,
    Error,
}

/// Something to know before reading the page: a supplement is asked for, a period has ended. Children are links or
/// more text. A success after an act is a [`Flash`], problems of a form are an error summary.
#[component]
pub fn Notice(
    #[prop(optional)] kind: NoticeKind,
    #[prop(into, optional)] title: String,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (class, icon) = match kind {
        NoticeKind::Info => ("banner", "info-circle"),
        NoticeKind::Success => ("banner banner--success", "circle-check"),
        NoticeKind::Attention => ("banner banner--attention", "alert-triangle"),
        NoticeKind::Error => ("banner banner--error", "alert-triangle"),
    };
    let title = (!title.is_empty()).then(|| view! { <h2 class="banner__title">{title}</h2> });
    let more = children.map(|children| view! { <div class="banner__actions">{children()}</div> });
    view! { <div class=class><Icon name=icon/>{title}<p class="banner__text">{text}</p>{more}</div> }
}
