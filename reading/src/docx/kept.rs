//! The elements that are kept for what stands in them.

/// Elements that only hold others.
const KEPT: [&str; 24] = [
    "w:document",
    "w:body",
    "w:footnotes",
    "w:footnote",
    "w:hyperlink",
    "w:smartTag",
    "w:customXml",
    "w:sdt",
    "w:sdtContent",
    "w:ins",
    "w:moveTo",
    "w:fldSimple",
    "w:drawing",
    "wp:inline",
    "wp:anchor",
    "a:graphic",
    "a:graphicData",
    "pic:pic",
    "pic:blipFill",
    "w:pict",
    "v:shape",
    "mc:AlternateContent",
    "mc:Choice",
    "w:txbxContent",
];
/// More of them: text boxes and drawings of shapes.
const KEPT_SHAPES: [&str; 7] = ["wps:wsp", "wps:txbx", "wpg:wgp", "wpg:grpSp", "v:textbox", "v:group", "w:object"];

/// True for an element that is kept and says nothing itself.
pub fn holds_others(name: &str) -> bool {
    KEPT.contains(&name) || KEPT_SHAPES.contains(&name)
}
