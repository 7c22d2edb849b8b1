//! Notes on a page: by whom, about what, leading where.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::{Naming, Planter, key, place, text};

impl Planter {
    fn note(&mut self, kind: &str, mut note: Dictionary) {
        note.set("Type", "Annot");
        note.set("Subtype", kind);
        note.set("Rect", place());
        let note = self.add(note);
        self.notes.push(note);
    }

    pub(super) fn notes(&mut self, name: Naming<'_>) {
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
        self.note("Stamp", dictionary! { "Name" => Object::Name(key(&name("stamp"))), "T" => text(name("stamp: by")) });
        self.note("Line", dictionary! { "Contents" => text(name("line: caption")), "Cap" => true });
        self.note("Redact", dictionary! { "OverlayText" => text(name("redaction: words")) });
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
            ("other file", dictionary! { "S" => "GoToR", "F" => text(name("link: other file")) }),
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
            self.note("FreeText", dictionary! { "F" => flag, "AP" => dictionary! { "N" => look } });
        }
    }
}
