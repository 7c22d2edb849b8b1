//! A page, what it is drawn with, and objects that nobody draws.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::{Naming, Planter, key, photo_of, place, text};

impl Planter {
    pub(super) fn page(&mut self, name: Naming<'_>) {
        let xmp = self.xmp(name("xmp of the page"));
        self.page.set("Metadata", xmp);
        self.page.set(
            "PieceInfo",
            dictionary! { "Ve" => dictionary! { "Private" => text(name("program data of the page")) } },
        );
        self.page.set("LastModified", text(name("date of the page")));
        self.page.set("AA", dictionary! { "O" => Self::script(name("script of the page")) });
        self.page.set("SeparationInfo", dictionary! { "DeviceColorant" => text(name("colorant of the page")) });
        self.page.set("ID", text(name("id of the page")));
        self.page.set(
            "VP",
            vec![dictionary! { "Type" => "Viewport", "Name" => text(name("viewport")), "BBox" => place() }.into()],
        );
        self.page.set(
            "PresSteps",
            dictionary! { "NA" => dictionary! { "S" => "URI", "URI" => text(name("presentation step")) } },
        );
        self.page.set("DPart", dictionary! { "DPM" => dictionary! { "Ho ten" => text(name("document part")) } });
        self.page.set("XPage", text(name("unknown key of the page")));
        self.page.set(key(&name("key of the page")), Object::Null);
        self.page.set("TemplateInstantiated", Object::Name(key(&name("template of the page"))));
    }

    pub(super) fn resources(&mut self, name: Naming<'_>) {
        let map = format!(
            "% {}\n/CMapName /{} def\nbegincmap\nendcmap",
            name("character map: comment"),
            name("character map: name")
        );
        let map = self.add(Stream::new(
            dictionary! { "UseCMap" => Object::Name(key(&name("character map: base"))) },
            map.into_bytes(),
        ));
        let descriptor = dictionary! {
            "Type" => "FontDescriptor", "FontName" => Object::Name(key(&name("font: descriptor"))), "FontFamily" => text(name("font: family")),
            "CharSet" => text(name("font: characters")), "Flags" => 32, "XFont" => text(name("font: unknown key")),
        };
        let descriptor = self.add(descriptor);
        let font = dictionary! {
            "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => Object::Name(key(&name("font: name"))), "FontDescriptor" => descriptor,
            "ToUnicode" => map, "Name" => Object::Name(key(&name("font: old name"))),
        };
        self.fonts.set(key(&name("font: key")), font);
        let mut states = Dictionary::new();
        states
            .set(key(&name("state: key")), dictionary! { "Type" => "ExtGState", "Font" => text(name("state: font")) });
        states.set("Trong", dictionary! { "Type" => "ExtGState", "ca" => 0, "CA" => 0 });
        self.resources.set("ExtGState", states);
        let mut colours = Dictionary::new();
        let spot = vec![
            "Separation".into(),
            Object::Name(key(&name("spot colour"))),
            "DeviceGray".into(),
            dictionary! { "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()] }.into(),
        ];
        colours.set(key(&name("colours: key")), spot);
        self.resources.set("ColorSpace", colours);
        let mut patterns = Dictionary::new();
        patterns.set(key(&name("pattern: key")), Object::Null);
        self.resources.set("Pattern", patterns);
        self.resources.set("XResources", text(name("unknown key of the resources")));
        let xmp = self.xmp(name("xmp of a drawing"));
        let drawing = Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 0.into(), 0.into()], "Metadata" => xmp,
                "Name" => Object::Name(key(&name("drawing: name"))), "LastModified" => text(name("drawing: date")),
                "PTEX.FileName" => text(name("drawing: LaTeX file")),
                "PTEX.InfoDict" => dictionary! { "Author" => text(name("drawing: LaTeX author")), "Title" => text(name("drawing: LaTeX title")) },
                "PieceInfo" => dictionary! { "Ve" => dictionary! { "Private" => text(name("drawing: program data")) } },
                "OPI" => dictionary! { "2.0" => dictionary! { "F" => text(name("drawing: original file")) } },
                "Ref" => dictionary! { "F" => text(name("drawing: reference")) },
                "Resources" => dictionary! { "Font" => self.fonts.clone() },
            },
            format!("BT /F1 20 Tf 1 1 Td ({}) Tj ET", name("drawing without area")).into_bytes(),
        );
        let drawing = self.add(drawing);
        self.pictures.set("Khong", drawing.clone());
        self.pictures.set(key(&name("picture: key")), drawing);
    }

    pub(super) fn objects(&mut self, name: Naming<'_>) {
        let words = text(name("object that nobody refers to"));
        self.add(words);
        let stream = name("stream that nobody refers to").into_bytes();
        self.add(Stream::new(Dictionary::new(), stream));
        let packed: String = name("packed stream").bytes().map(|byte| format!("{byte:02X}")).collect();
        let filter = dictionary! { "Filter" => "ASCIIHexDecode", "XStream" => text(name("stream: unknown key")) };
        self.add(Stream::new(filter, packed.into_bytes()).with_compression(false));
        let hex = Object::String(name("string in hexadecimal").into_bytes(), lopdf::StringFormat::Hexadecimal);
        self.add(vec![hex]);
        let wide: Vec<u8> = name("string of two bytes a letter").encode_utf16().flat_map(u16::to_be_bytes).collect();
        self.add(Object::String([b"\xFE\xFF".as_slice(), &wide].concat(), lopdf::StringFormat::Literal));
    }

    /// The photo with words in every segment that may hold some.
    pub(super) fn photo(&mut self, photo: &[u8], name: Naming<'_>) {
        let mut added = Vec::new();
        for (mark, head, what) in [
            (0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0".as_slice(), "photo: exif"),
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0", "photo: xmp"),
            (0xED, b"Photoshop 3.0\08BIM\x04\x04", "photo: iptc"),
            (0xEC, b"Ducky\0", "photo: saved for the web"),
            (0xE9, b"Media Jukebox\0", "photo: player"),
            (0xFE, b"", "photo: comment"),
        ] {
            added.extend(segment(mark, &[head, name(what).as_bytes()].concat()));
        }
        // A byte to fill up before a mark is allowed, and hides a segment from readers that do not know it.
        added.push(0xFF);
        added.extend(segment(
            0xE1,
            &[b"Exif\0\0".as_slice(), name("photo: exif behind a fill byte").as_bytes()].concat(),
        ));
        let mut bytes = photo.to_vec();
        bytes.splice(2..2, added);
        bytes.extend(name("photo: behind the end").into_bytes());
        let xmp = self.xmp(name("xmp of the photo"));
        self.photo = photo_of(bytes.clone());
        self.photo.dict.set("Metadata", xmp);
        self.photo.dict.set("Name", Object::Name(key(&name("photo: name"))));
        self.photo.dict.set("OPI", dictionary! { "1.3" => dictionary! { "F" => text(name("photo: original file")), "Comments" => text(name("photo: original comments")) } });
        self.photo.dict.set("ID", text(name("photo: id")));
        self.photo.dict.set("XPhoto", text(name("photo: unknown key")));
        self.page.set("Thumb", Object::Null);
    }

    pub(super) fn content(&mut self, name: Naming<'_>) -> String {
        let mut show = |what: &str| format!("({}) Tj", name(what));
        let lines = [
            format!("BT 3 Tr /F1 14 Tf 60 650 Td {} ET", show("text that is not drawn")),
            format!("q 1 g BT /F1 14 Tf 60 620 Td {} ET Q", show("white text")),
            format!("BT /F1 14 Tf 60 820 Td {} ET", show("text above the crop box")),
            format!("BT /F1 14 Tf 900 300 Td {} ET", show("text beside the page")),
            format!("q 0 0 0 0 re W n BT /F1 14 Tf 60 600 Td {} ET Q", show("clipped text")),
            format!("q /Trong gs BT /F1 14 Tf 60 580 Td {} ET Q", show("text without colour")),
            format!("BT /F1 14 Tf 60 400 Td {} ET q 1 g 40 380 500 50 re f Q", show("covered text")),
            format!("/OC /Lop BDC BT /F1 14 Tf 60 350 Td {} ET EMC", show("text of a hidden layer")),
            format!("BT 7 Tr /F1 14 Tf 60 330 Td {} ET", show("text that only clips")),
            "/Khong Do".to_owned(),
        ];
        let others = [
            format!("% {}", name("comment in the page")),
            format!("/Span << /ActualText ({}) >> BDC EMC", name("actual text in the page")),
            format!("/Figure << /Alt ({}) >> BDC EMC", name("alternative text in the page")),
            format!("/Span << /E ({}) >> BDC EMC", name("expansion in the page")),
            format!("/{} BMC EMC", name("mark in the page")),
            format!("/{} MP", name("point in the page")),
            format!("/P << /XBy ({}) >> DP", name("point with data in the page")),
            format!("BX ({}) khong_co EX", name("unknown operator in the page")),
        ];
        let drawn: Vec<String> = lines.into_iter().map(|line| format!("q {line} Q")).collect();
        [drawn.join("\n"), others.join("\n")].join("\n")
    }
}

fn segment(mark: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a short segment").to_be_bytes();
    [&[0xFF, mark], length.as_slice(), content].concat()
}
