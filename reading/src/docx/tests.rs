//! Names planted wherever Word and its kind keep them: none comes out, and what the author wrote does.

use std::io::Write;

use zip::write::SimpleFileOptions;

use super::*;

const NAME: &str = "Vetxanh Thu";

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w" xmlns:r="r" xmlns:wp="wp" xmlns:a="a" xmlns:pic="pic" xmlns:mc="mc"><w:body>"#;

fn docx(body: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let text = format!("{HEAD}{body}</w:body></w:document>");
    let all = parts.iter().copied().chain([("word/document.xml", text.as_bytes())]);
    for (name, bytes) in all {
        archive.start_file(name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

use std::io::Cursor;

fn read(bytes: &[u8]) -> Result<Readable, Obstacle> {
    let folder = tempfile::tempdir().expect("a folder");
    read_docx(bytes, folder.path()).expect("read")
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn text_lists_tables_and_headings_are_kept() {
    let body = [
        r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Mở đầu</w:t></w:r></w:p>"#,
        &paragraph("Lan &amp; H&#224;"),
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>một</w:t></w:r></w:p>"#,
        r#"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"#,
        r#"<w:p><w:ins w:author="X"><w:r><w:t>thêm</w:t></w:r></w:ins><w:r><w:tab/><w:t xml:space="preserve"> vào</w:t><w:br/><w:t>dòng</w:t></w:r></w:p>"#,
    ]
    .concat();
    let read = read(&docx(&body, &[])).expect("readable");
    let heading = Block::Heading { level: 0, text: "Mở đầu".to_owned() };
    let item = Block::Item { level: 1, text: "một".to_owned() };
    let table = Block::Table(vec![vec!["a\nb".to_owned(), String::new()]]);
    assert_eq!(
        read.blocks,
        [heading, Block::Paragraph("Lan & Hà".to_owned()), item, table, Block::Paragraph("thêm  vào\ndòng".to_owned()),]
    );
}

/// Each is a place where programs or people keep a name outside the visible text.
fn places() -> Vec<(&'static str, String)> {
    let run = |marks: &str| format!("<w:p><w:r><w:rPr>{marks}</w:rPr><w:t>{NAME}</w:t></w:r></w:p>");
    vec![
        (
            "deleted",
            format!(
                r#"<w:p><w:del w:author="{NAME}"><w:r><w:delText>{NAME}</w:delText><w:t>{NAME}</w:t></w:r></w:del></w:p>"#
            ),
        ),
        ("who inserted", format!(r#"<w:p><w:ins w:author="{NAME}"><w:r><w:t>thêm</w:t></w:r></w:ins></w:p>"#)),
        (
            "moved away",
            format!(r#"<w:p><w:moveFrom w:author="{NAME}"><w:r><w:t>{NAME}</w:t></w:r></w:moveFrom></w:p>"#),
        ),
        ("hidden", run("<w:vanish/>")),
        ("white", run(r#"<w:color w:val="FFFFFF"/>"#)),
        ("nearly white", run(r#"<w:color w:val="FeFeFe"/>"#)),
        ("tiny", run(r#"<w:sz w:val="2"/>"#)),
        ("hidden style", run(r#"<w:rStyle w:val="An"/>"#)),
        ("style based on a hidden one", run(r#"<w:rStyle w:val="AnNua"/>"#)),
        (
            "hidden style of a paragraph",
            format!(r#"<w:p><w:pPr><w:pStyle w:val="An"/></w:pPr><w:r><w:t>{NAME}</w:t></w:r></w:p>"#),
        ),
        (
            "author field",
            format!(r#"<w:p><w:fldSimple w:instr=" AUTHOR "><w:r><w:t>{NAME}</w:t></w:r></w:fldSimple></w:p>"#),
        ),
        (
            "long author field",
            format!(
                r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> LASTSAVEDBY </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{NAME}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
            ),
        ),
        (
            "instruction",
            format!(
                r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE \* {NAME} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
            ),
        ),
        (
            "alternative text",
            format!(
                r#"<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="{NAME}" descr="{NAME}"/></wp:inline></w:drawing></w:r></w:p>"#
            ),
        ),
        (
            "what older programs see",
            format!(
                r#"<w:p><w:r><mc:AlternateContent><mc:Fallback><w:t>{NAME}</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"#
            ),
        ),
        ("bookmark", format!(r#"<w:p><w:bookmarkStart w:id="1" w:name="{NAME}"/></w:p>"#)),
        ("link", format!(r#"<w:p><w:hyperlink w:tooltip="{NAME}"><w:r><w:t>đây</w:t></w:r></w:hyperlink></w:p>"#)),
        ("formatting change", format!(r#"<w:p><w:pPr><w:pPrChange w:author="{NAME}"/></w:pPr></w:p>"#)),
        ("permission", format!(r#"<w:p><w:permStart w:id="1" w:ed="{NAME}"/></w:p>"#)),
        ("unknown element", format!(r#"<w:p><w:r><x:note><w:t>{NAME}</w:t></x:note></w:r></w:p>"#)),
        (
            "control's title",
            format!(
                r#"<w:sdt><w:sdtPr><w:alias w:val="{NAME}"/><w:tag w:val="{NAME}"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"#,
                paragraph("điền")
            ),
        ),
        ("XML comment", format!("<!-- {NAME} --><?x {NAME}?>")),
        ("outside runs", format!("<w:p>{NAME}<w:t>{NAME}</w:t></w:p>{NAME}")),
        ("ruby", format!("<w:p><w:r><w:ruby><w:rt><w:r><w:t>{NAME}</w:t></w:r></w:rt></w:ruby></w:r></w:p>")),
    ]
}

#[test]
fn nothing_outside_the_visible_text_comes_out() {
    let named = format!("<x>{NAME}</x>");
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:styleId="AnNua"><w:basedOn w:val="An"/></w:style></w:styles>"#;
    let around: Vec<(&str, &[u8])> = vec![
        ("docProps/core.xml", named.as_bytes()),
        ("docProps/app.xml", named.as_bytes()),
        ("docProps/custom.xml", named.as_bytes()),
        ("word/comments.xml", named.as_bytes()),
        ("word/people.xml", named.as_bytes()),
        ("word/header1.xml", named.as_bytes()),
        ("word/footer1.xml", named.as_bytes()),
        ("word/settings.xml", named.as_bytes()),
        ("customXml/item1.xml", named.as_bytes()),
        ("word/glossary/document.xml", named.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ];
    for (place, body) in places() {
        let file = docx(&(body + &paragraph("Nội dung")), &around);
        let read = read(&file).unwrap_or_else(|obstacle| panic!("{place}: {obstacle:?}"));
        let text = format!("{read:?}");
        assert!(!text.contains("Vetxanh"), "{place}: {text}");
        assert!(text.contains("Nội dung"), "{place}");
    }
    let shown = read(&docx(&paragraph(NAME), &around)).expect("readable");
    assert!(format!("{shown:?}").contains(NAME), "what is visible is shown");
}

#[test]
fn a_bomb_is_refused_before_it_grows() {
    let many = vec![b' '; 25 * 1024 * 1024];
    let file = docx("", &[("word/styles.xml", &many)]);
    assert!(file.len() < 100_000);
    assert_eq!(read(&file), Err(Obstacle::TooLarge));
    let deep = "<w:sdt>".repeat(5_000);
    assert_eq!(read(&docx(&deep, &[])), Err(Obstacle::TooLarge));
}

#[test]
fn pictures_are_kept_as_dots_only() {
    let mut jpeg = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(30, 20).write_to(&mut jpeg, image::ImageFormat::Jpeg).expect("a picture");
    let mut jpeg = jpeg.into_inner();
    jpeg.splice(2..2, [&[0xFF, 0xFE, 0, 13], NAME.as_bytes()].concat());
    let links = format!(
        r#"<Relationships><Relationship Id="r1" Type="x/image" Target="media/{NAME}.jpg"/>
        <Relationship Id="r2" Type="x/image" TargetMode="External" Target="file:///{NAME}"/></Relationships>"#
    );
    let place = format!("word/media/{NAME}.jpg");
    let body = r#"<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="r1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p><w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="r2"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#;
    let parts: [(&str, &[u8]); 2] = [("word/_rels/document.xml.rels", links.as_bytes()), (&place, &jpeg)];
    let folder = tempfile::tempdir().expect("a folder");
    let read = read_docx(&docx(body, &parts), folder.path()).expect("read").expect("readable");
    assert_eq!(read.blocks, [Block::Picture(1), Block::Picture(0)]);
    let kept = std::fs::read(folder.path().join(&read.pages[0].file)).expect("a picture");
    assert!(!kept.windows(7).any(|part| part == b"Vetxanh"));
    assert_eq!((read.pages[0].width, read.pages[0].height), (30, 20));
}
