//! Files of a few kilobytes that want gigabytes.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// A page whose content is a megabyte for each byte of the file, packed twice.
pub fn bomb() -> Vec<u8> {
    let mut once = Stream::new(dictionary! {}, vec![b' '; 600 * 1024 * 1024]);
    once.compress().expect("packed");
    let mut twice = Stream::new(dictionary! {}, once.content);
    twice.compress().expect("packed again");
    let filters: Vec<Object> = vec!["FlateDecode".into(), "FlateDecode".into()];
    let content = Stream::new(dictionary! { "Filter" => filters }, twice.content).with_compression(false);
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let content = document.add_object(content);
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 100.into(), 100.into()],
    });
    let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(kids));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

/// A PDF whose pages stand in an object that unfolds twice: nobody can even count them.
pub fn swelling_pdf() -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 3 0 R>>",
        "<</Type/Pages/Kids[4 0 R]/Count 1>>",
        "<</Type/Page/Parent 3 0 R/MediaBox[0 0 90 90]>>",
    ];
    let places = [0, objects[0].len(), objects[0].len() + objects[1].len()];
    let head: String = (2..).zip(places).map(|(number, place)| format!("{number} {place} ")).collect();
    let content = [head.as_bytes(), objects.concat().as_bytes(), &vec![b' '; 100_000_000]].concat();
    let packed = deflated(&deflated(&content));
    let mut bytes = format!(
        "%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 3/First {}/Length {}/Filter[/FlateDecode/FlateDecode]>>stream\n",
        head.len(),
        packed.len()
    )
    .into_bytes();
    bytes.extend_from_slice(&packed);
    bytes.extend_from_slice(b"\nendstream\nendobj\n");
    let table = u32::try_from(bytes.len()).expect("short");
    let rows = [(0, 0, 0), (1, 9, 0), (2, 1, 0), (2, 1, 1), (2, 1, 2), (1, table, 0)];
    let rows = rows.iter().flat_map(|(kind, place, at)| [&[*kind][..], &place.to_be_bytes(), &[*at]].concat());
    let rows: Vec<u8> = rows.collect();
    let head = format!("5 0 obj\n<</Type/XRef/Size 6/W[1 4 1]/Root 2 0 R/Length {}>>stream\n", rows.len());
    bytes.extend_from_slice(head.as_bytes());
    bytes.extend_from_slice(&rows);
    bytes.extend_from_slice(format!("\nendstream\nendobj\nstartxref\n{table}\n%%EOF\n").as_bytes());
    bytes
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut stream = Stream::new(Dictionary::new(), bytes.to_vec());
    stream.compress().expect("deflated");
    stream.content
}
