//! A Word document with names in every place where Word, its like and their users keep one that no reader of the text sees.

use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::canaries::Flock;
use super::names_in_files::named_photo;

/// What the author wrote, which judges are to read.
pub const VISIBLE: [&str; 4] =
    ["Mô hình lọc nước bằng than tre", "Đo độ đục trước và sau khi lọc.", "xem bản vẽ", "Chú thích về vật liệu."];

/// Parts of text around the body: every one is about people, none is for readers of the text.
const PARTS: [&str; 24] = [
    "docProps/core.xml",
    "docProps/app.xml",
    "docProps/custom.xml",
    "docProps/thumbnail.emf",
    "customXml/item1.xml",
    "customXml/itemProps1.xml",
    "docMetadata/LabelInfo.xml",
    "_xmlsignatures/sig1.xml",
    "[trash]/0000.dat",
    "word/comments.xml",
    "word/commentsExtended.xml",
    "word/people.xml",
    "word/header1.xml",
    "word/footer1.xml",
    "word/endnotes.xml",
    "word/settings.xml",
    "word/webSettings.xml",
    "word/fontTable.xml",
    "word/theme/theme1.xml",
    "word/numbering.xml",
    "word/glossary/document.xml",
    "word/vbaData.xml",
    "word/embeddings/bang-tinh.xlsx",
    "word/afchunk.mht",
];

/// The document. Its picture has names of its own (`photo.…`).
pub fn named_docx(flock: &mut Flock) -> Vec<u8> {
    let photo = named_photo(flock);
    let mut name = |place: &str| flock.word(&format!("docx.{place}"));
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut put = |place: &str, content: &[u8]| {
        archive.start_file(place, SimpleFileOptions::default()).expect("a part");
        archive.write_all(content).expect("written");
    };
    put("[Content_Types].xml", b"<Types/>");
    for part in PARTS {
        put(part, format!("<x by=\"{}\">{}</x>", name(&format!("{part}: attribute")), name(part)).as_bytes());
    }
    let media = format!("media/{}.jpg", name("file name of the picture"));
    put(&format!("word/{media}"), &photo);
    put("word/_rels/document.xml.rels", links(&media, &mut name).as_bytes());
    put("word/styles.xml", styles(&mut name).as_bytes());
    put("word/footnotes.xml", footnotes(&mut name).as_bytes());
    put(&format!("word/{}.xml", name("file name of a part")), b"<x/>");
    put("word/document.xml", body(&mut name).as_bytes());
    archive.set_comment(name("comment of the archive")).expect("a comment");
    archive.finish().expect("an archive").into_inner()
}

type Naming<'a> = &'a mut dyn FnMut(&str) -> String;

fn links(media: &str, name: Naming<'_>) -> String {
    let link = |id: &str, kind: &str, target: &str, mode: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"http://schemas.example/{kind}\" Target=\"{target}\"{mode}/>")
    };
    let outside = " TargetMode=\"External\"";
    let targets = [
        link("rAnh", "image", media, ""),
        link("rTrang", "hyperlink", &format!("https://mang.example/{}", name("link to a profile")), outside),
        link("rThu", "hyperlink", &format!("mailto:{}@vi-du.example", name("link to an address")), outside),
        link("rNgoai", "image", &format!("file:///C:/Users/{}/anh.jpg", name("path of a picture")), outside),
        link(
            "rMau",
            "attachedTemplate",
            &format!("file:///C:/Users/{}/mau.dotx", name("path of the template")),
            outside,
        ),
    ];
    format!("<Relationships>{}</Relationships>", targets.concat())
}

fn styles(name: Naming<'_>) -> String {
    format!(
        "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"An\"><w:name w:val=\"{}\"/><w:rPr><w:vanish/></w:rPr></w:style>\
         <w:style w:styleId=\"AnNua\"><w:basedOn w:val=\"An\"/></w:style></w:styles>",
        name("name of a style")
    )
}

fn footnotes(name: Naming<'_>) -> String {
    let hidden = format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>", name("hidden in a footnote"));
    let changed =
        format!("<w:ins w:author=\"{}\"><w:r><w:t>{}</w:t></w:r></w:ins>", name("who changed a footnote"), VISIBLE[3]);
    format!("<w:footnotes xmlns:w=\"w\"><w:footnote><w:p>{hidden}{changed}</w:p></w:footnote></w:footnotes>")
}

fn body(name: Naming<'_>) -> String {
    let title = format!("<w:p w:rsidR=\"{}\"><w:r><w:t>{}</w:t></w:r></w:p>", name("revision mark"), VISIBLE[0]);
    let parts = [title, hidden_text(name), revisions(name), fields(name), drawings(name), controls(name)].concat();
    format!(
        "<?xml version=\"1.0\"?><!-- {} --><?word {}?><w:document xmlns:w=\"w\" xmlns:r=\"r\" xmlns:wp=\"wp\" xmlns:a=\"a\" \
         xmlns:pic=\"pic\" xmlns:mc=\"mc\" xmlns:x=\"{}\"><w:body>{parts}</w:body></w:document>",
        name("comment in the text"),
        name("instruction to a program"),
        name("name space"),
    )
}

fn hidden_text(name: Naming<'_>) -> String {
    let marks = [
        ("hidden", "<w:vanish/>"),
        ("hidden on the web", "<w:webHidden/>"),
        ("white", "<w:color w:val=\"FFFFFF\"/>"),
        ("nearly white", "<w:color w:val=\"FEFEFE\"/>"),
        ("tiny", "<w:sz w:val=\"2\"/>"),
        ("hidden by a style", "<w:rStyle w:val=\"An\"/>"),
        ("hidden by a style it is based on", "<w:rStyle w:val=\"AnNua\"/>"),
    ];
    let runs = marks.map(|(place, mark)| format!("<w:r><w:rPr>{mark}</w:rPr><w:t>{}</w:t></w:r>", name(place)));
    let styled =
        format!("<w:p><w:pPr><w:pStyle w:val=\"An\"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>", name("hidden paragraph"));
    let ruby = format!("<w:p><w:r><w:ruby><w:rt><w:r><w:t>{}</w:t></w:r></w:rt></w:ruby></w:r></w:p>", name("ruby"));
    let odd =
        format!("<w:p>{}<w:r><x:la><w:t>{}</w:t></x:la></w:r></w:p>", name("outside runs"), name("unknown element"));
    format!("<w:p>{}<w:r><w:t>{}</w:t></w:r></w:p>{styled}{ruby}{odd}", runs.concat(), VISIBLE[1])
}

fn revisions(name: Naming<'_>) -> String {
    let deleted = format!(
        "<w:del w:author=\"{}\"><w:r><w:delText>{}</w:delText><w:t>{}</w:t></w:r></w:del>",
        name("who deleted"),
        name("deleted"),
        name("deleted, as text")
    );
    let moved = format!(
        "<w:moveFrom w:author=\"{}\"><w:r><w:t>{}</w:t></w:r></w:moveFrom>",
        name("who moved"),
        name("moved away")
    );
    let changes = format!(
        "<w:pPr><w:pPrChange w:author=\"{}\"/></w:pPr><w:r><w:rPr><w:rPrChange w:author=\"{}\"/></w:rPr><w:t>.</w:t></w:r>",
        name("who changed a paragraph"),
        name("who changed letters")
    );
    let comment = format!(
        "<w:commentRangeStart w:id=\"1\" w:author=\"{}\"/><w:commentReference w:id=\"1\" w:initials=\"{}\"/>",
        name("who commented"),
        name("initials")
    );
    let permission = format!("<w:permStart w:id=\"2\" w:ed=\"{}\"/>", name("who may change it"));
    let bookmark = format!("<w:bookmarkStart w:id=\"3\" w:name=\"{}\"/>", name("bookmark"));
    format!("<w:p>{changes}{deleted}{moved}{comment}{permission}{bookmark}</w:p>")
}

fn fields(name: Naming<'_>) -> String {
    let of = |instruction: &str, result: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>{result}</w:t></w:r>\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
        )
    };
    let results = ["AUTHOR", "LASTSAVEDBY", "USERNAME", "DOCPROPERTY Company", "FILENAME \\p", "MERGEFIELD ten"]
        .map(|field| of(field, &name(&format!("field {field}"))));
    let instruction =
        of(&format!("HYPERLINK \"https://mang.example/{}\"", name("field HYPERLINK: address")), "liên kết");
    let short = format!(
        "<w:p><w:fldSimple w:instr=\"AUTHOR\"><w:r><w:t>{}</w:t></w:r></w:fldSimple></w:p>",
        name("short field")
    );
    let link = format!(
        "<w:p><w:hyperlink r:id=\"rTrang\" w:tooltip=\"{}\" w:anchor=\"{}\"><w:r><w:t>{}</w:t></w:r></w:hyperlink></w:p>",
        name("tip of a link"),
        name("place of a link"),
        VISIBLE[2]
    );
    format!("{}{instruction}{short}{link}", results.concat())
}

fn drawings(name: Naming<'_>) -> String {
    let picture = |link: &str, words: &str| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline>{words}<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed=\"{link}\"/>\
             </pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )
    };
    let words = format!(
        "<wp:docPr id=\"1\" name=\"{}\" descr=\"{}\" title=\"{}\"><a:hlinkClick r:id=\"rTrang\" tooltip=\"{}\"/></wp:docPr>",
        name("name of a drawing"),
        name("alternative text"),
        name("title of a drawing"),
        name("tip of a drawing")
    );
    let old = format!(
        "<w:p><w:r><w:pict><v:shape alt=\"{}\" title=\"{}\"><v:imagedata r:id=\"rNgoai\" o:title=\"{}\"/></v:shape></w:pict></w:r></w:p>",
        name("alternative text of an old drawing"),
        name("title of an old drawing"),
        name("title of an old picture")
    );
    let fallback = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:t>{}</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        name("what older programs show")
    );
    format!("{}{}{old}{fallback}", picture("rAnh", &words), picture("rNgoai", ""))
}

fn controls(name: Naming<'_>) -> String {
    let control = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"{}\"/><w:tag w:val=\"{}\"/><w:dataBinding w:xpath=\"{}\"/></w:sdtPr>\
         <w:sdtContent><w:p><w:r><w:t>.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        name("title of a control"),
        name("tag of a control"),
        name("binding of a control")
    );
    let tag = format!(
        "<w:p><w:smartTag w:element=\"{}\"><w:smartTagPr><w:attr w:name=\"ten\" w:val=\"{}\"/></w:smartTagPr></w:smartTag></w:p>",
        name("smart tag"),
        name("value of a smart tag")
    );
    let chunk = format!("<w:altChunk r:id=\"{}\"/>", name("chunk"));
    let section = format!("<w:sectPr><w:headerReference r:id=\"{}\"/></w:sectPr>", name("link of a header"));
    format!("{control}{tag}{chunk}{section}")
}
