//! What stands around the pages of a document.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::{Naming, Planter, key, text};

impl Planter {
    pub(super) fn information(&mut self, name: Naming<'_>) {
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

    pub(super) fn catalog(&mut self, name: Naming<'_>) {
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
        old_places.set(key(&name("old named place")), vec![Object::from(self.page_id), "Fit".into()]);
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
        self.catalog.set("PageLabels", dictionary! { "Nums" => vec![0.into(), label.into()] });
        self.catalog.set("Lang", text(name("language")));
        self.catalog.set("OpenAction", Self::script(name("script at opening")));
        self.catalog.set("AA", dictionary! { "WC" => Self::script(name("script at closing")) });
        self.catalog.set("URI", dictionary! { "Base" => text(name("base address")) });
        self.catalog.set("Collection", dictionary! { "D" => text(name("collection")), "Schema" => dictionary! { "a" => dictionary! { "N" => text(name("collection: column")) } } });
        self.catalog.set("PieceInfo", dictionary! { "Word" => dictionary! { "LastModified" => text(name("program data: date")), "Private" => text(name("program data")) } });
        self.catalog.set("SpiderInfo", dictionary! { "C" => vec![text(name("web capture"))] });
        let thread = dictionary! { "Type" => "Thread", "I" => dictionary! { "Title" => text(name("thread: title")), "Author" => text(name("thread: author")) } };
        let thread = self.add(thread);
        self.catalog.set("Threads", vec![thread]);
        let profile =
            self.add(Stream::new(dictionary! { "N" => 3 }, format!("desc {}", name("colour profile")).into_bytes()));
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
        self.catalog.set("Legal", dictionary! { "Attestation" => text(name("attestation")) });
        self.catalog.set("Extensions", dictionary! { "ADBE" => dictionary! { "URL" => text(name("extension")) } });
        self.catalog.set("Requirements", vec![dictionary! { "S" => "EnableJavaScripts", "RH" => dictionary! { "Script" => text(name("requirement")) } }.into()]);
        self.catalog.set("XUnknown", text(name("unknown key of the catalog")));
        self.catalog.set(key(&name("key of the catalog")), Object::Null);
    }

    pub(super) fn structure(&mut self, name: Naming<'_>) {
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
        self.catalog.set("MarkInfo", dictionary! { "Marked" => true, "XBy" => text(name("marked by")) });
    }

    pub(super) fn form_fields(&mut self, name: Naming<'_>) {
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
        let xfa = self.add(Stream::new(Dictionary::new(), format!("<xdp>{}</xdp>", name("xfa form")).into_bytes()));
        self.catalog.set(
            "AcroForm",
            dictionary! { "Fields" => fields.to_vec(), "XFA" => xfa, "DA" => text(name("form: appearance string")) },
        );
    }

    pub(super) fn layers(&mut self, name: Naming<'_>) {
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
        self.catalog.set("OCProperties", dictionary! { "OCGs" => vec![layer.clone()], "D" => configuration });
        self.resources.set("Properties", dictionary! { "Lop" => layer });
    }
}
