//! Files that are small on the disk and large when opened, replaced again and again, or kept for nobody.

use crate::support::bombs::swelling_pdf;
use crate::support::browser::Answer;
use crate::support::{Browser, RunningPortal, workspace};

/// An entrant at the files of a draft.
struct Scene {
    portal: RunningPortal,
    entrant: Browser,
    files: String,
}

fn scene(settings: &[(&'static str, &str)]) -> Scene {
    let mut portal = RunningPortal::prepare();
    portal.load_demo(2, 3);
    for (name, value) in settings {
        portal.set(name, *value);
    }
    portal.resume();
    let draft = portal.value(
        "SELECT CAST(id AS TEXT) FROM entry WHERE state = 'draft' AND owner_id =
            (SELECT id FROM account WHERE email = 'thi-sinh-2@trinh-dien.example')",
    );
    let mut scene = Scene { entrant: portal.signed_in("thi-sinh-2"), files: format!("/ho-so/{draft}/tep"), portal };
    scene.empty();
    scene
}

fn item_for(name: &str) -> &'static str {
    if name.ends_with(".pdf") { "description" } else { "product_photos" }
}

impl Scene {
    /// Takes every file out of the draft.
    fn empty(&mut self) {
        let page = self.entrant.get(&self.files);
        let removals = crate::support::html::addresses(&page.body).into_iter();
        for removal in removals.filter(|address| address.ends_with("/xoa")) {
            assert_eq!(self.entrant.post(&removal, &[]).status, 303);
        }
    }

    /// Papers go to the description, pictures to the photos of the product.
    fn upload(&mut self, name: &str, bytes: &[u8]) -> Answer {
        self.entrant.upload(&self.files, item_for(name), name, bytes)
    }

    /// The same upload by several people at once.
    fn upload_at_once(&self, people: usize, name: &str, bytes: &[u8]) -> Vec<Answer> {
        std::thread::scope(|scope| {
            let uploads: Vec<_> = (0..people)
                .map(|_| {
                    let mut entrant = self.entrant.clone();
                    scope.spawn(move || entrant.upload(&self.files, item_for(name), name, bytes))
                })
                .collect();
            uploads.into_iter().map(|upload| upload.join().expect("an answer")).collect()
        })
    }

    fn collect(&self, arguments: &[&str]) -> String {
        let (done, said, problem) = self.portal.run(&[&["files", "collect"], arguments].concat());
        assert!(done, "{problem}");
        said
    }

    /// Makes everything in the store and every removal look a day old.
    fn grow_old(&self) {
        self.portal.change("UPDATE attachment SET removed_at = '2026-01-01T00:00:00Z' WHERE removed_at IS NOT NULL");
        let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(24 * 3_600);
        for path in stored(&self.portal) {
            let file = std::fs::File::options().append(true).open(path).expect("a file");
            file.set_modified(long_ago).expect("a time");
        }
    }
}

fn stored(portal: &RunningPortal) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![portal.data().join("files")];
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(folder).expect("a folder") {
            let path = item.expect("an item").path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found
}

/// A picture as a telephone takes them, without colours that repeat.
fn photo(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([x, y, x ^ y].map(|value| u8::try_from(value % 251).unwrap_or(0)))
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("a picture");
    bytes.into_inner()
}

fn odd(name: &str) -> Vec<u8> {
    std::fs::read(workspace().join("fixtures/odd-files").join(name)).expect("a file")
}

#[test]
fn pictures_that_unfold_into_gigabytes_are_refused_with_a_sentence_and_take_no_memory() {
    let mut scene = scene(&[]);
    let before = scene.portal.peak_memory();
    for answer in scene.upload_at_once(4, "bom.png", &odd("bomb-rgb.png")) {
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert!(answer.body.contains("99 triệu điểm ảnh, giới hạn 40 triệu"), "{}", answer.body);
    }
    let after = scene.portal.peak_memory();
    assert!(after < before + 64, "from {before} to {after} MiB");
    assert_eq!(scene.upload("anh.jpg", &odd("exif6.jpg")).status, 303, "others are taken");
}

#[test]
fn who_sends_a_picture_when_the_portal_is_busy_is_told_and_can_send_it_again() {
    let mut scene = scene(&[("VINHDANH_BOUNDS__HEAVY_SECONDS", "0")]);
    let photo = photo(4_000, 3_000);
    let answers = scene.upload_at_once(6, "anh.jpg", &photo);
    let busy: Vec<&Answer> = answers.iter().filter(|answer| answer.status == 503).collect();
    assert!(!busy.is_empty(), "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    for answer in busy {
        assert!(answer.body.contains("chưa nhận tệp “anh.jpg”"), "{}", answer.body);
        assert!(!answer.header("retry-after").is_empty());
        assert!(answer.body.contains("type=\"file\""), "the form is there to send it again");
    }
    scene.empty();
    assert_eq!(scene.upload("anh.jpg", &photo).status, 303, "a little later it is taken");
}

#[test]
fn what_an_entry_keeps_is_limited_and_what_was_replaced_is_cleared_away() {
    let mut scene = scene(&[("VINHDANH_FILES__ENTRY_MB", "3")]);
    let pdf = std::fs::read(workspace().join("fixtures/demo/thuyet-minh.pdf")).expect("a PDF");
    let version =
        |number: usize| [pdf.clone(), vec![b' '; 500_000], format!("%{number}\n%%EOF\n").into_bytes()].concat();
    let mut taken = 0;
    let full = loop {
        let answer = scene.upload("ban.pdf", &version(taken));
        if answer.status != 303 {
            break answer;
        }
        taken += 1;
        assert!(taken < 10, "ten replacements of one file are all kept");
        scene.empty();
    };
    assert_eq!(full.status, 422, "{}", full.body);
    assert!(full.body.contains("chiếm hết 3 MB"), "{}", full.body);
    let young = scene.collect(&[]);
    assert!(young.starts_with("0 replaced versions"), "{young}");
    scene.grow_old();
    let files = stored(&scene.portal).len();
    let would = scene.collect(&["--dry-run"]);
    assert!(would.contains("would be cleared away") && !would.starts_with("0 "), "{would}");
    assert_eq!(stored(&scene.portal).len(), files, "a dry run changes nothing");
    let done = scene.collect(&[]);
    assert!(done.contains("files with") && !done.starts_with("0 "), "{done}");
    assert!(stored(&scene.portal).len() + taken <= files, "{done}");
    assert_eq!(scene.upload("ban.pdf", &version(0)).status, 303, "there is room again");
    let mut secretary = scene.portal.signed_in("thu-ky");
    let entries = secretary.get("/thu-ky/sang-tao-tre-3/tiep-nhan");
    assert_eq!(entries.status, 200);
    // Every file that an entry holds is still there.
    for hash in scene.portal.rows("SELECT DISTINCT sha256 FROM attachment").concat() {
        let path = scene.portal.data().join("files").join(&hash[..2]).join(&hash);
        assert!(path.is_file(), "{hash}");
    }
}

#[test]
fn a_form_with_a_file_has_bounds_around_the_file_too() {
    let mut scene = scene(&[]);
    let origin = scene.portal.address.clone();
    let kind = "multipart/form-data; boundary=r";
    let headers = [("origin", origin.as_str()), ("content-type", kind)];
    let field =
        |name: &str, text: &str| format!("--r\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
    let long = "a".repeat(3_000_000);
    let around =
        [field("muc", &"a".repeat(1_000)), field("x", &long), field(&long, "x"), field("x", "x").repeat(50_000)];
    // Behind it stands a file that is taken when nothing is before it: only the bounds refuse the form.
    let file = b"--r\r\ncontent-disposition: form-data; name=\"tep\"; filename=\"anh.jpg\"\r\n\r\n";
    let file = [field("muc", "product_photos").as_bytes(), file, &odd("rgb.jpg"), b"\r\n--r--\r\n"].concat();
    let path = scene.files.clone();
    for before in around {
        let body = [before.as_bytes(), &file].concat();
        let said = &before[..80];
        // A portal that has heard enough may hang up before everything was said.
        if let Some(answer) = scene.entrant.try_send("POST", &path, &headers, body) {
            assert!([400, 413].contains(&answer.status), "{}: {said}", answer.status);
        }
        assert!(!scene.entrant.get(&path).body.contains("/xoa\""), "the file was taken: {said}");
    }
    let alone = scene.entrant.try_send("POST", &path, &headers, file);
    assert_eq!(alone.expect("an answer").status, 303);
}

#[test]
fn a_file_too_heavy_to_open_is_not_called_damaged_and_the_portal_says_what_to_do() {
    let mut scene = scene(&[]);
    let heavy = swelling_pdf();
    assert!(heavy.len() < 10_000, "{} bytes", heavy.len());
    let answer = scene.upload("báo cáo.pdf", &heavy);
    assert_eq!(answer.status, 422, "{}", answer.body);
    let said = "Tệp “báo cáo.pdf” quá nặng để mở";
    assert!(answer.body.contains(said) && !answer.body.contains("bị hỏng"), "{}", answer.body);
    assert!(answer.body.contains("Thu nhỏ các hình trong tệp"), "what to do: {}", answer.body);
    let path = format!("/en{}", scene.files);
    let answer = scene.entrant.upload(&path, "description", "report.pdf", &heavy);
    assert!(answer.body.contains("“report.pdf” is too heavy to open"), "{}", answer.body);
    let cut = b"%PDF-1.7\n1 0 obj\n<</Type/Cat";
    assert!(scene.upload("cắt.pdf", cut).body.contains("bị hỏng"), "that one is");
}
