//! A PDF with names in every place a program or a person may put one where no reader of the page sees it.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Gives a word that stands nowhere else, for the place with this name.
pub type Naming<'a> = &'a mut dyn FnMut(&str) -> String;

/// What the page shows, with and without names around it.
const VISIBLE: &str =
    "BT /F1 18 Tf 60 700 Td (Mo hinh loc nuoc bang than tre) Tj ET\n0.2 0.4 0.7 rg 60 500 200 120 re f\n";

/// The same page, once plain.
pub fn plain_pdf(photo: &[u8]) -> Vec<u8> {
    Planter::new(photo).finish("")
}

/// And once with names. `photo` is a JPEG without any.
pub fn named_pdf(photo: &[u8], name: Naming<'_>) -> Vec<u8> {
    let mut planter = Planter::new(photo);
    planter.information(name);
    planter.catalog(name);
    planter.structure(name);
    planter.form_fields(name);
    planter.layers(name);
    planter.notes(name);
    planter.page(name);
    planter.resources(name);
    planter.objects(name);
    planter.photo(photo, name);
    let content = planter.content(name);
    let bytes = planter.finish(&content);
    // Before the head, as in files that were sent twice; and an object that a later one replaces.
    let before = format!(
        "% {}\n1 0 obj\n({})\nendobj\n",
        name("before the head"),
        name("superseded object")
    );
    let behind = format!(
        "\n% {}\n{}\n%%EOF\n",
        name("comment behind the end"),
        name("bytes behind the end")
    );
    [before.as_bytes(), &bytes, behind.as_bytes()].concat()
}

struct Planter {
    document: Document,
    catalog: Dictionary,
    page: Dictionary,
    page_id: ObjectId,
    fonts: Dictionary,
    pictures: Dictionary,
    resources: Dictionary,
    notes: Vec<Object>,
    trailer: Dictionary,
    photo: Stream,
}

fn text(words: String) -> Object {
    Object::string_literal(words)
}

fn key(words: &str) -> Vec<u8> {
    words.as_bytes().to_vec()
}

fn place() -> Object {
    vec![10.into(), 10.into(), 40.into(), 40.into()].into()
}

fn photo_of(bytes: Vec<u8>) -> Stream {
    let dictionary = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 24, "Height" => 16,
        "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => "DCTDecode",
    };
    Stream::new(dictionary, bytes).with_compression(false)
}

impl Planter {
    fn new(photo: &[u8]) -> Self {
        let mut document = Document::with_version("1.7");
        let page_id = document.new_object_id();
        Self {
            document,
            catalog: dictionary! { "Type" => "Catalog" },
            page: dictionary! {
                "Type" => "Page",
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
                "CropBox" => vec![0.into(), 0.into(), 595.into(), 800.into()],
            },
            page_id,
            fonts: dictionary! {
                "F1" => dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" },
            },
            pictures: Dictionary::new(),
            resources: Dictionary::new(),
            notes: vec![],
            trailer: Dictionary::new(),
            photo: photo_of(photo.to_vec()),
        }
    }

    fn add(&mut self, object: impl Into<Object>) -> Object {
        self.document.add_object(object).into()
    }

    fn xmp(&mut self, words: String) -> Object {
        let packet = format!("<x:xmpmeta><dc:creator>{words}</dc:creator></x:xmpmeta>");
        let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        self.add(Stream::new(dictionary, packet.into_bytes()))
    }

    fn script(words: String) -> Dictionary {
        dictionary! { "S" => "JavaScript", "JS" => text(format!("app.alert('{words}')")) }
    }

    fn information(&mut self, name: Naming<'_>) {
        let mut information = Dictionary::new();
        for word in [
            "Author",
            "Title",
            "Subject",
            "Keywords",
            "Creator",
            "Producer",
            "Company",
            "Manager",
            "SourceModified",
            "PTEX.Fullbanner",
            "Nguoi soan",
            "CreationDate",
            "ModDate",
            "Trapped",
        ] {
            information.set(word, text(name(&format!("information: {word}"))));
        }
        information.set(key(&name("information: key")), Object::Boolean(true));
        let information = self.add(information);
        self.trailer.set("Info", information);
        let id = [name("file identifier"), name("file identifier again")].map(text);
        self.trailer.set("ID", id.to_vec());
        self.trailer.set("XTrailer", text(name("trailer")));
    }

    fn catalog(&mut self, name: Naming<'_>) {
        let xmp = self.xmp(name("xmp"));
        self.catalog.set("Metadata", xmp);
        let embedded = Stream::new(
            dictionary! { "Type" => "EmbeddedFile", "Subtype" => "text/plain", "Params" => dictionary! { "CheckSum" => text(name("embedded file: sum")) } },
            name("embedded file: content").into_bytes(),
        );
        let embedded = self.add(embedded);
        let file = dictionary! {
            "Type" => "Filespec", "F" => text(name("embedded file: name")), "UF" => text(name("embedded file: long name")),
            "Desc" => text(name("embedded file: about")), "EF" => dictionary! { "F" => embedded }, "DOS" => text(name("embedded file: DOS")),
        };
        let file = self.add(file);
        let names = dictionary! {
            "EmbeddedFiles" => dictionary! { "Names" => vec![text(name("embedded file: tree")), file.clone()] },
            "JavaScript" => dictionary! { "Names" => vec![text(name("script: name")), Self::script(name("script")).into()] },
            "Dests" => dictionary! { "Names" => vec![text(name("named place")), Object::Null] },
            "AP" => dictionary! { "Names" => vec![text(name("named appearance")), Object::Null] },
            "Templates" => dictionary! { "Names" => vec![text(name("named template")), Object::Null] },
            "URLS" => dictionary! { "Names" => vec![text(name("captured address")), Object::Null] },
        };
        self.catalog.set("Names", names);
        self.catalog.set("AF", vec![file]);
        let mut old_places = Dictionary::new();
        old_places.set(
            key(&name("old named place")),
            vec![Object::from(self.page_id), "Fit".into()],
        );
        self.catalog.set("Dests", old_places);
        let bookmark = dictionary! {
            "Title" => text(name("bookmark")),
            "A" => dictionary! { "S" => "URI", "URI" => text(format!("https://vi-du.example/{}", name("bookmark: address"))) },
        };
        let bookmark = self.add(bookmark);
        let inner = dictionary! { "Title" => text(name("bookmark inside")), "Dest" => text(name("bookmark: place")), "Parent" => bookmark.clone() };
        let inner = self.add(inner);
        self.catalog.set(
            "Outlines",
            dictionary! { "Type" => "Outlines", "First" => bookmark.clone(), "Last" => inner, "Count" => 2 },
        );
        let label = dictionary! { "S" => "D", "P" => text(name("page label")) };
        self.catalog
            .set("PageLabels", dictionary! { "Nums" => vec![0.into(), label.into()] });
        self.catalog.set("Lang", text(name("language")));
        self.catalog.set("OpenAction", Self::script(name("script at opening")));
        self.catalog
            .set("AA", dictionary! { "WC" => Self::script(name("script at closing")) });
        self.catalog
            .set("URI", dictionary! { "Base" => text(name("base address")) });
        self.catalog.set("Collection", dictionary! { "D" => text(name("collection")), "Schema" => dictionary! { "a" => dictionary! { "N" => text(name("collection: column")) } } });
        self.catalog.set("PieceInfo", dictionary! { "Word" => dictionary! { "LastModified" => text(name("program data: date")), "Private" => text(name("program data")) } });
        self.catalog
            .set("SpiderInfo", dictionary! { "C" => vec![text(name("web capture"))] });
        let thread = dictionary! { "Type" => "Thread", "I" => dictionary! { "Title" => text(name("thread: title")), "Author" => text(name("thread: author")) } };
        let thread = self.add(thread);
        self.catalog.set("Threads", vec![thread]);
        let profile = self.add(Stream::new(
            dictionary! { "N" => 3 },
            format!("desc {}", name("colour profile")).into_bytes(),
        ));
        let intent = dictionary! {
            "Type" => "OutputIntent", "S" => "GTS_PDFA1", "OutputConditionIdentifier" => text(name("print: condition")),
            "Info" => text(name("print: about")), "RegistryName" => text(name("print: registry")), "DestOutputProfile" => profile,
        };
        self.catalog.set("OutputIntents", vec![intent.into()]);
        let signature = dictionary! {
            "Type" => "Sig", "Name" => text(name("signed by")), "Location" => text(name("signed in")), "Reason" => text(name("signed because")),
            "ContactInfo" => text(name("signer reached at")), "Cert" => text(name("certificate")), "Contents" => text(name("signature")),
            "Prop_Build" => dictionary! { "App" => dictionary! { "Name" => text(name("signed with")) } },
        };
        let signature = self.add(signature);
        self.catalog.set("Perms", dictionary! { "DocMDP" => signature });
        let certificate = self.add(Stream::new(Dictionary::new(), name("stored certificate").into_bytes()));
        self.catalog.set("DSS", dictionary! { "Certs" => vec![certificate] });
        self.catalog
            .set("Legal", dictionary! { "Attestation" => text(name("attestation")) });
        self.catalog.set(
            "Extensions",
            dictionary! { "ADBE" => dictionary! { "URL" => text(name("extension")) } },
        );
        self.catalog.set("Requirements", vec![dictionary! { "S" => "EnableJavaScripts", "RH" => dictionary! { "Script" => text(name("requirement")) } }.into()]);
        self.catalog.set("XUnknown", text(name("unknown key of the catalog")));
        self.catalog.set(key(&name("key of the catalog")), Object::Null);
    }

    fn structure(&mut self, name: Naming<'_>) {
        let user = dictionary! { "O" => "UserProperties", "P" => vec![dictionary! { "N" => text(name("user property: name")), "V" => text(name("user property")) }.into()] };
        let element = dictionary! {
            "Type" => "StructElem", "S" => "Figure", "Alt" => text(name("alternative text")), "ActualText" => text(name("actual text")),
            "E" => text(name("expansion")), "T" => text(name("element title")), "ID" => text(name("element id")),
            "Lang" => text(name("element language")), "A" => user,
            "PhoneticAlphabet" => Object::Name(key(&name("phonetic alphabet"))), "Phoneme" => text(name("phoneme")),
        };
        let element = self.add(element);
        let mut roles = Dictionary::new();
        roles.set(key(&name("role")), Object::Name(b"P".to_vec()));
        let mut classes = Dictionary::new();
        classes.set(key(&name("class")), Object::Null);
        let tree = dictionary! {
            "Type" => "StructTreeRoot", "K" => vec![element], "RoleMap" => roles, "ClassMap" => classes,
            "IDTree" => dictionary! { "Names" => vec![text(name("id tree")), Object::Null] },
        };
        let tree = self.add(tree);
        self.catalog.set("StructTreeRoot", tree);
        self.catalog.set(
            "MarkInfo",
            dictionary! { "Marked" => true, "XBy" => text(name("marked by")) },
        );
    }

    fn form_fields(&mut self, name: Naming<'_>) {
        let field = dictionary! {
            "FT" => "Tx", "T" => text(name("field: name")), "TU" => text(name("field: tip")), "TM" => text(name("field: mapping")),
            "V" => text(name("field: value")), "DV" => text(name("field: default")), "RV" => text(name("field: rich value")),
            "DA" => text(format!("/F1 0 Tf % {}", name("field: appearance string"))), "DS" => text(name("field: style")),
        };
        let choice = dictionary! {
            "FT" => "Ch", "T" => text("chon".to_owned()), "Opt" => vec![text(name("field: choice"))], "V" => text(name("field: chosen")),
        };
        let button = dictionary! { "FT" => "Btn", "T" => text("nut".to_owned()), "MK" => dictionary! { "CA" => text(name("field: caption")) } };
        let fields = [field, choice, button].map(|field| self.add(field));
        let xfa = self.add(Stream::new(
            Dictionary::new(),
            format!("<xdp>{}</xdp>", name("xfa form")).into_bytes(),
        ));
        self.catalog.set(
            "AcroForm",
            dictionary! { "Fields" => fields.to_vec(), "XFA" => xfa, "DA" => text(name("form: appearance string")) },
        );
    }

    fn layers(&mut self, name: Naming<'_>) {
        let layer = dictionary! {
            "Type" => "OCG", "Name" => text(name("layer")),
            "Usage" => dictionary! {
                "CreatorInfo" => dictionary! { "Creator" => text(name("layer: creator")), "Subtype" => "Artwork" },
                "User" => dictionary! { "Type" => "Ind", "Name" => text(name("layer: user")) },
                "Language" => dictionary! { "Lang" => text(name("layer: language")) },
            },
        };
        let layer = self.add(layer);
        let configuration = dictionary! {
            "Name" => text(name("layers: configuration")), "Creator" => text(name("layers: made by")), "OFF" => vec![layer.clone()],
            "Order" => vec![text(name("layers: heading")), layer.clone()],
        };
        self.catalog.set(
            "OCProperties",
            dictionary! { "OCGs" => vec![layer.clone()], "D" => configuration },
        );
        self.resources.set("Properties", dictionary! { "Lop" => layer });
    }

    fn note(&mut self, kind: &str, mut note: Dictionary) {
        note.set("Type", "Annot");
        note.set("Subtype", kind);
        note.set("Rect", place());
        let note = self.add(note);
        self.notes.push(note);
    }

    fn notes(&mut self, name: Naming<'_>) {
        self.note("Text", dictionary! {
            "T" => text(name("note: by")), "Contents" => text(name("note: words")), "Subj" => text(name("note: about")),
            "NM" => text(name("note: id")), "RC" => text(format!("<p>{}</p>", name("note: rich words"))), "M" => text(name("note: date")),
            "StateModel" => text(name("note: state")),
        });
        self.note("FreeText", dictionary! { "Contents" => text(name("free text without a look")), "DA" => text(name("free text: string")), "DS" => text(name("free text: style")) });
        self.note(
            "Highlight",
            dictionary! { "T" => text(name("highlight: by")), "Contents" => text(name("highlight: words")) },
        );
        self.note("Ink", dictionary! { "T" => text(name("ink: by")) });
        self.note("Popup", dictionary! { "T" => text(name("popup: by")) });
        self.note(
            "Stamp",
            dictionary! { "Name" => Object::Name(key(&name("stamp"))), "T" => text(name("stamp: by")) },
        );
        self.note(
            "Line",
            dictionary! { "Contents" => text(name("line: caption")), "Cap" => true },
        );
        self.note(
            "Redact",
            dictionary! { "OverlayText" => text(name("redaction: words")) },
        );
        self.note("Watermark", dictionary! { "Contents" => text(name("watermark")) });
        self.note("Caret", dictionary! { "Contents" => text(name("caret: words")) });
        self.note(
            "Sound",
            dictionary! { "Contents" => text(name("sound: words")), "Name" => Object::Name(key(&name("sound: icon"))) },
        );
        self.note("Movie", dictionary! { "T" => text(name("movie: title")), "Movie" => dictionary! { "F" => text(name("movie: file")) } });
        self.note("Screen", dictionary! { "T" => text(name("screen: title")), "A" => dictionary! { "S" => "Rendition", "R" => dictionary! { "N" => text(name("screen: rendition")) } } });
        self.note("FileAttachment", dictionary! { "FS" => dictionary! { "Type" => "Filespec", "F" => text(name("clip: file")) }, "Contents" => text(name("clip: words")) });
        for (kind, mut action) in [
            (
                "profile",
                dictionary! { "S" => "URI", "URI" => text(format!("https://mang.example/{}", name("link: profile"))) },
            ),
            (
                "mail",
                dictionary! { "S" => "URI", "URI" => text(format!("mailto:{}@vi-du.example", name("link: mail"))) },
            ),
            (
                "other file",
                dictionary! { "S" => "GoToR", "F" => text(name("link: other file")) },
            ),
            (
                "program",
                dictionary! { "S" => "Launch", "Win" => dictionary! { "F" => text(name("link: program")), "P" => text(name("link: argument")) } },
            ),
            (
                "form",
                dictionary! { "S" => "SubmitForm", "F" => dictionary! { "FS" => "URL", "F" => text(name("link: form")) } },
            ),
            ("named", dictionary! { "S" => "GoTo", "D" => text(name("link: place")) }),
        ] {
            action.set("XKind", text(kind.to_owned()));
            self.note("Link", dictionary! { "A" => action });
        }
        self.note("Link", dictionary! { "Contents" => text(name("link: words")), "PA" => dictionary! { "S" => "URI", "URI" => text(name("link: former address")) } });
        for (flag, what) in [(2, "hidden note: look"), (32, "unseen note: look")] {
            let drawing = format!("BT /F1 30 Tf 5 5 Td ({}) Tj ET", name(what));
            let look = Stream::new(
                dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => place(), "Resources" => dictionary! { "Font" => self.fonts.clone() } },
                drawing.into_bytes(),
            );
            let look = self.add(look);
            self.note(
                "FreeText",
                dictionary! { "F" => flag, "AP" => dictionary! { "N" => look } },
            );
        }
    }

    fn page(&mut self, name: Naming<'_>) {
        let xmp = self.xmp(name("xmp of the page"));
        self.page.set("Metadata", xmp);
        self.page.set(
            "PieceInfo",
            dictionary! { "Ve" => dictionary! { "Private" => text(name("program data of the page")) } },
        );
        self.page.set("LastModified", text(name("date of the page")));
        self.page
            .set("AA", dictionary! { "O" => Self::script(name("script of the page")) });
        self.page.set(
            "SeparationInfo",
            dictionary! { "DeviceColorant" => text(name("colorant of the page")) },
        );
        self.page.set("ID", text(name("id of the page")));
        self.page.set(
            "VP",
            vec![dictionary! { "Type" => "Viewport", "Name" => text(name("viewport")), "BBox" => place() }.into()],
        );
        self.page.set(
            "PresSteps",
            dictionary! { "NA" => dictionary! { "S" => "URI", "URI" => text(name("presentation step")) } },
        );
        self.page.set(
            "DPart",
            dictionary! { "DPM" => dictionary! { "Ho ten" => text(name("document part")) } },
        );
        self.page.set("XPage", text(name("unknown key of the page")));
        self.page.set(key(&name("key of the page")), Object::Null);
        self.page
            .set("TemplateInstantiated", Object::Name(key(&name("template of the page"))));
    }

    fn resources(&mut self, name: Naming<'_>) {
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
        states.set(
            key(&name("state: key")),
            dictionary! { "Type" => "ExtGState", "Font" => text(name("state: font")) },
        );
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
        self.resources
            .set("XResources", text(name("unknown key of the resources")));
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

    fn objects(&mut self, name: Naming<'_>) {
        let words = text(name("object that nobody refers to"));
        self.add(words);
        let stream = name("stream that nobody refers to").into_bytes();
        self.add(Stream::new(Dictionary::new(), stream));
        let packed: String = name("packed stream")
            .bytes()
            .map(|byte| format!("{byte:02X}"))
            .collect();
        let filter = dictionary! { "Filter" => "ASCIIHexDecode", "XStream" => text(name("stream: unknown key")) };
        self.add(Stream::new(filter, packed.into_bytes()).with_compression(false));
        let hex = Object::String(
            name("string in hexadecimal").into_bytes(),
            lopdf::StringFormat::Hexadecimal,
        );
        self.add(vec![hex]);
        let wide: Vec<u8> = name("string of two bytes a letter")
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        self.add(Object::String(
            [b"\xFE\xFF".as_slice(), &wide].concat(),
            lopdf::StringFormat::Literal,
        ));
    }

    /// The photo with words in every segment that may hold some.
    fn photo(&mut self, photo: &[u8], name: Naming<'_>) {
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
            &[
                b"Exif\0\0".as_slice(),
                name("photo: exif behind a fill byte").as_bytes(),
            ]
            .concat(),
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

    fn content(&mut self, name: Naming<'_>) -> String {
        let mut show = |what: &str| format!("({}) Tj", name(what));
        let lines = [
            format!("BT 3 Tr /F1 14 Tf 60 650 Td {} ET", show("text that is not drawn")),
            format!("q 1 g BT /F1 14 Tf 60 620 Td {} ET Q", show("white text")),
            format!("BT /F1 14 Tf 60 820 Td {} ET", show("text above the crop box")),
            format!("BT /F1 14 Tf 900 300 Td {} ET", show("text beside the page")),
            format!("q 0 0 0 0 re W n BT /F1 14 Tf 60 600 Td {} ET Q", show("clipped text")),
            format!(
                "q /Trong gs BT /F1 14 Tf 60 580 Td {} ET Q",
                show("text without colour")
            ),
            format!(
                "BT /F1 14 Tf 60 400 Td {} ET q 1 g 40 380 500 50 re f Q",
                show("covered text")
            ),
            format!(
                "/OC /Lop BDC BT /F1 14 Tf 60 350 Td {} ET EMC",
                show("text of a hidden layer")
            ),
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

    fn finish(mut self, content: &str) -> Vec<u8> {
        let photo = self.document.add_object(self.photo.clone());
        self.pictures.set("Anh", photo);
        let content = format!("{content}\n{VISIBLE}q 120 0 0 80 60 200 cm /Anh Do Q\n");
        let content = self
            .document
            .add_object(Stream::new(Dictionary::new(), content.into_bytes()));
        self.resources.set("Font", self.fonts.clone());
        self.resources.set("XObject", self.pictures.clone());
        self.page.set("Resources", self.resources.clone());
        self.page.set("Contents", content);
        self.page.set("Annots", self.notes.clone());
        let pages = self.document.new_object_id();
        self.page.set("Parent", pages);
        self.document
            .objects
            .insert(self.page_id, Object::Dictionary(self.page.clone()));
        let all = dictionary! { "Type" => "Pages", "Kids" => vec![self.page_id.into()], "Count" => 1 };
        self.document.objects.insert(pages, Object::Dictionary(all));
        self.catalog.set("Pages", pages);
        let catalog = self.document.add_object(self.catalog.clone());
        self.document.trailer = self.trailer.clone();
        self.document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).expect("a PDF");
        bytes
    }
}

fn segment(mark: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a short segment").to_be_bytes();
    [&[0xFF, mark], length.as_slice(), content].concat()
}
