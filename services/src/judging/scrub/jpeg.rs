//! The segments of a JPEG that hold words, taken out without touching the picture.

const START: [u8; 2] = [0xFF, 0xD8];
const END: [u8; 2] = [0xFF, 0xD9];
const SCAN: u8 = 0xDA;
const COMMENT: u8 = 0xFE;

/// The same picture without EXIF, XMP, comments and whatever stands behind its end. Nothing when it is no JPEG.
pub fn without_words(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&START)?;
    let mut clean = START.to_vec();
    loop {
        let [0xFF, mark, high, low, ..] = *rest else {
            return None;
        };
        let length = 2 + usize::from(u16::from_be_bytes([high, low]));
        let segment = rest.get(..length)?;
        if !holds_words(mark) {
            clean.extend_from_slice(segment);
        }
        rest = &rest[length..];
        if mark == SCAN {
            // In the data of a scan this pair stands for nothing but the end.
            let end = rest
                .windows(2)
                .position(|pair| pair == END)
                .map_or(rest.len(), |at| at + 2);
            clean.extend_from_slice(&rest[..end]);
            return Some(clean);
        }
    }
}

/// Application segments and comments, but for those that say how colours are meant.
fn holds_words(mark: u8) -> bool {
    mark == COMMENT || (0xE1..=0xEF).contains(&mark) && mark != 0xEE && mark != 0xE2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_and_the_picture_stays() {
        let mut picture = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(3, 2)
            .write_to(&mut picture, image::ImageFormat::Jpeg)
            .expect("a picture");
        let plain = picture.into_inner();
        let mut named = plain.clone();
        for mark in [0xE1, COMMENT] {
            named.splice(2..2, [&[0xFF, mark, 0, 6], &b"Yen!"[..]].concat());
        }
        named.extend_from_slice(b"Yen behind the end");
        assert_eq!(without_words(&named), Some(plain));
    }

    #[test]
    fn what_is_no_jpeg_is_left_alone() {
        for bytes in [
            &b""[..],
            b"GIF89a",
            &[0xFF, 0xD8],
            &[0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF],
        ] {
            assert_eq!(without_words(bytes), None);
        }
    }
}
