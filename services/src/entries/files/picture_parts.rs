//! Pictures made of named parts: the parts that make the picture are kept, whatever else there is goes.

use std::io::{self, Read, Write};

/// What a PNG needs to look right. Text, times, profiles with their names, animations and unknown parts are not among it.
const PNG_PARTS: [&[u8; 4]; 8] = [b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND"];
const PNG_SIGN: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// What a still WebP needs.
const WEBP_PARTS: [&[u8; 4]; 4] = [b"VP8X", b"ALPH", b"VP8 ", b"VP8L"];
/// In the head of an extended WebP: the flag that says it is transparent, the only one that still holds.
const TRANSPARENT: u8 = 0b0001_0000;

/// Copies what makes the picture of a PNG; bytes after its end go as well. False when it is no whole PNG.
pub(super) fn without_names_png(mut from: impl Read, to: &mut impl Write) -> io::Result<bool> {
    let mut sign = [0u8; 8];
    if !fill(&mut from, &mut sign)? || sign != PNG_SIGN {
        return Ok(false);
    }
    to.write_all(&sign)?;
    loop {
        let mut head = [0u8; 8];
        if !fill(&mut from, &mut head)? {
            return Ok(false);
        }
        let (length, name) = split(head, u32::from_be_bytes);
        // The sum of the part stands after it.
        if !pass(&mut from, to, &head, length + 4, PNG_PARTS.contains(&&name))? {
            return Ok(false);
        }
        if &name == b"IEND" {
            return Ok(true);
        }
    }
}

/// Copies what makes the picture of a still WebP. False when it holds none, as animations do.
pub(super) fn without_names_webp(mut from: impl Read, to: &mut (impl Write + io::Seek)) -> io::Result<bool> {
    let mut riff = [0u8; 12];
    if !fill(&mut from, &mut riff)? {
        return Ok(false);
    }
    to.write_all(&riff)?;
    let mut drawn = false;
    loop {
        let mut head = [0u8; 8];
        if !fill(&mut from, &mut head)? {
            break;
        }
        let (name, length) = (first(head), u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
        let padded = u64::from(length) + u64::from(length % 2);
        let kept = WEBP_PARTS.contains(&&name) && !(drawn && name.starts_with(b"VP8"));
        drawn |= matches!(&name, b"VP8 " | b"VP8L");
        if &name == b"VP8X" && length == 10 {
            let mut flags = [0u8; 10];
            if !fill(&mut from, &mut flags)? {
                return Ok(false);
            }
            flags[0] &= TRANSPARENT;
            to.write_all(&head)?;
            to.write_all(&flags)?;
        } else if !pass(&mut from, to, &head, padded, kept)? {
            return Ok(false);
        }
    }
    let size = to.stream_position()?.saturating_sub(8);
    to.seek(io::SeekFrom::Start(4))?;
    to.write_all(&u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes())?;
    to.seek(io::SeekFrom::End(0))?;
    Ok(drawn)
}

fn split(head: [u8; 8], number: fn([u8; 4]) -> u32) -> (u64, [u8; 4]) {
    let length = number(first(head));
    (u64::from(length), [head[4], head[5], head[6], head[7]])
}

fn first(head: [u8; 8]) -> [u8; 4] {
    [head[0], head[1], head[2], head[3]]
}

/// Copies a part, or reads past it. False when the file ends within.
fn pass(from: &mut impl Read, to: &mut impl Write, head: &[u8], length: u64, kept: bool) -> io::Result<bool> {
    let mut part = from.take(length);
    let passed = if kept {
        to.write_all(head)?;
        io::copy(&mut part, to)?
    } else {
        io::copy(&mut part, &mut io::sink())?
    };
    Ok(passed == length)
}

/// Fills the buffer; false at the end of the file.
fn fill(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match from.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(err) if err.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(err) => Err(err),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, ImageFormat};
    use std::io::Cursor;

    const CANARY: &[u8] = b"Hoang Yen Mau";

    fn holds(bytes: &[u8]) -> bool {
        bytes.windows(CANARY.len()).any(|window| window == CANARY)
    }

    fn picture(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(7, 5).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_png_keeps_its_picture_and_nothing_else() {
        let plain = picture(ImageFormat::Png);
        let mut named = plain.clone();
        for name in [b"tEXt", b"iCCP", b"eXIf", b"quAx"] {
            let mut part = u32::try_from(CANARY.len()).unwrap().to_be_bytes().to_vec();
            part.extend_from_slice(name);
            part.extend_from_slice(CANARY);
            part.extend_from_slice(b"sum.");
            named.splice(33..33, part);
        }
        named.extend_from_slice(CANARY);
        assert!(holds(&named));
        let mut kept = Cursor::new(Vec::new());
        assert!(without_names_png(named.as_slice(), &mut kept).unwrap());
        assert_eq!(kept.into_inner(), plain);
        let mut kept = Cursor::new(Vec::new());
        assert!(!without_names_png(&plain[..plain.len() - 6], &mut kept).unwrap(), "cut off");
    }

    #[test]
    fn a_webp_keeps_its_picture_and_nothing_else() {
        let plain = picture(ImageFormat::WebP);
        let mut named = plain[..12].to_vec();
        named.extend_from_slice(b"VP8X\x0a\0\0\0\x2c\0\0\0\x06\0\0\x04\0\0");
        named.extend_from_slice(&plain[12..]);
        for name in [b"EXIF", b"XMP ", b"ICCP", b"quAx"] {
            named.extend_from_slice(name);
            named.extend_from_slice(&u32::try_from(CANARY.len()).unwrap().to_le_bytes());
            named.extend_from_slice(CANARY);
            named.push(0);
        }
        let mut kept = Cursor::new(Vec::new());
        assert!(without_names_webp(named.as_slice(), &mut kept).unwrap());
        let kept = kept.into_inner();
        assert!(!holds(&kept));
        assert_eq!(kept.len(), plain.len() + 18);
        assert_eq!(u32::from_le_bytes([kept[4], kept[5], kept[6], kept[7]]) as usize, kept.len() - 8);
        let read = image::load_from_memory_with_format(&kept, ImageFormat::WebP).unwrap();
        assert_eq!((read.width(), read.height()), (7, 5));
    }

    #[test]
    fn a_webp_without_a_still_picture_is_not_kept_as_it_is() {
        let mut kept = Cursor::new(Vec::new());
        assert!(!without_names_webp(&b"RIFF\0\0\0\0WEBPANIM\x02\0\0\0ab"[..], &mut kept).unwrap());
    }
}
