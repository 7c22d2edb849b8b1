//! A large picture of a PDF, opened at a lower resolution without ever holding all its dots.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro::hayro_syntax::object::dict::keys::{BITS_PER_COMPONENT, COLUMNS, DECODE_PARMS, PREDICTOR};
use hayro::hayro_syntax::object::{Dict, Stream};
use jpeg_decoder::{Decoder, PixelFormat};

/// The most dots of what comes out, however much of it is asked for.
const MOST_DOTS: u64 = 12_000_000;
/// Larger ones are not opened: no camera makes them.
const LARGEST: u64 = 250_000_000;

/// How the dots of a picture are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// One value for each dot.
    Grey,
    /// Three, whatever they mean.
    Three,
    /// Four inks.
    Inks,
}

impl Colours {
    /// Bytes of a dot.
    pub fn bytes(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Three => 3,
            Self::Inks => 4,
        }
    }
}

/// The dots of a picture, written as the file wrote them.
pub struct Smaller {
    pub width: u32,
    pub height: u32,
    pub dots: Vec<u8>,
}

/// By how much a side is divided so that enough dots are left for what is shown, and not too many for us.
fn division(size: (u32, u32), shown: (f64, f64), steps: &[u32]) -> u32 {
    let enough = |by: u32| f64::from(size.0 / by) >= shown.0 && f64::from(size.1 / by) >= shown.1;
    let little = |by: u32| u64::from(size.0 / by) * u64::from(size.1 / by) <= MOST_DOTS;
    let wanted = steps.iter().copied().filter(|by| enough(*by)).max().unwrap_or(1);
    let needed = steps.iter().copied().find(|by| little(*by));
    wanted.max(needed.unwrap_or_else(|| steps.last().copied().unwrap_or(1)))
}

/// A JPEG: its blocks are opened smaller.
pub fn open_jpeg(stream: &Stream<'_>, colours: Colours, shown: (f64, f64)) -> Option<Smaller> {
    let data = stream.raw_data();
    let mut decoder = Decoder::new(data.as_ref());
    decoder.read_info().ok()?;
    let head = decoder.info()?;
    if u64::from(head.width) * u64::from(head.height) > LARGEST {
        return None;
    }
    let by = division((head.width.into(), head.height.into()), shown, &[1, 2, 4, 8]);
    let part = |side: u16| side.div_ceil(u16::try_from(by).unwrap_or(1));
    decoder.scale(part(head.width), part(head.height)).ok()?;
    let mut dots = decoder.decode().ok()?;
    let head = decoder.info()?;
    match (head.pixel_format, colours) {
        (PixelFormat::L8, Colours::Grey) | (PixelFormat::RGB24, Colours::Three) => {}
        // The decoder turns inks around.
        (PixelFormat::CMYK32, Colours::Inks) => dots.iter_mut().for_each(|ink| *ink = 255 - *ink),
        _ => return None,
    }
    let (width, height) = (head.width.into(), head.height.into());
    Some(Smaller { width, height, dots })
}

/// Packed rows of dots: they are unpacked one after the other, and their neighbours added up.
pub fn open_rows(stream: &Stream<'_>, colours: Colours, size: (u32, u32), shown: (f64, f64)) -> Option<Smaller> {
    let dict = stream.dict();
    if dict.get::<u8>(BITS_PER_COMPONENT) != Some(8) || u64::from(size.0) * u64::from(size.1) > LARGEST {
        return None;
    }
    let by = division(size, shown, &[1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16]);
    let (width, height) = (size.0.div_ceil(by), size.1.div_ceil(by));
    let data = stream.raw_data();
    let mut rows = Rows::new(&data, dict, size.0 as usize, colours.bytes())?;
    let mut dots = Vec::with_capacity(width as usize * height as usize * colours.bytes());
    for _ in 0..height {
        let mut sums = Sums::new(width as usize, colours.bytes());
        let left = size.1 - by * u32::try_from(dots.len() / (width as usize * colours.bytes())).ok()?;
        for _ in 0..by.min(left) {
            sums.add(rows.next()?, by as usize);
        }
        sums.put(&mut dots);
    }
    Some(Smaller { width, height, dots })
}

/// Rows of neighbours, added up.
struct Sums {
    sums: Vec<u32>,
    counts: Vec<u32>,
    bytes: usize,
}

impl Sums {
    fn new(width: usize, bytes: usize) -> Self {
        Self { sums: vec![0; width * bytes], counts: vec![0; width], bytes }
    }

    fn add(&mut self, row: &[u8], by: usize) {
        let groups = row.chunks(by * self.bytes).zip(self.sums.chunks_mut(self.bytes));
        for ((group, sums), count) in groups.zip(&mut self.counts) {
            for dot in group.chunks_exact(self.bytes) {
                *count += 1;
                sums.iter_mut().zip(dot).for_each(|(sum, value)| *sum += u32::from(*value));
            }
        }
    }

    fn put(&self, dots: &mut Vec<u8>) {
        for (sums, count) in self.sums.chunks(self.bytes).zip(&self.counts) {
            let count = (*count).max(1);
            dots.extend(sums.iter().map(|sum| u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX)));
        }
    }
}

/// The rows of a packed picture, one at a time.
struct Rows<'a> {
    unpacked: ZlibDecoder<&'a [u8]>,
    predictor: u8,
    bytes: usize,
    /// The row before, and this one behind the sign that says how it was written.
    above: Vec<u8>,
    row: Vec<u8>,
}

impl<'a> Rows<'a> {
    fn new(data: &'a [u8], dict: &Dict<'_>, width: usize, bytes: usize) -> Option<Self> {
        let how = dict.get::<Dict<'_>>(DECODE_PARMS);
        let number = |key: &[u8]| how.as_ref().and_then(|how| how.get::<u32>(key));
        let predictor = number(PREDICTOR).and_then(|number| u8::try_from(number).ok()).unwrap_or(1);
        let fits = number(COLUMNS).is_some_and(|columns| columns as usize == width)
            && number(b"Colors").unwrap_or(1) as usize == bytes
            && number(BITS_PER_COMPONENT).unwrap_or(8) == 8;
        (predictor == 1 || fits).then(|| Self {
            unpacked: ZlibDecoder::new(data),
            predictor,
            bytes,
            above: vec![0; width * bytes],
            row: vec![0; width * bytes],
        })
    }

    fn next(&mut self) -> Option<&[u8]> {
        let mut sign = [0];
        if self.predictor >= 10 {
            self.unpacked.read_exact(&mut sign).ok()?;
        }
        std::mem::swap(&mut self.row, &mut self.above);
        self.unpacked.read_exact(&mut self.row).ok()?;
        match self.predictor {
            1 => {}
            2 => self.restore(|left, _, _| left),
            _ => match sign[0] {
                1 => self.restore(|left, _, _| left),
                2 => self.restore(|_, above, _| above),
                3 => self.restore(|left, above, _| u8::midpoint(left, above)),
                4 => self.restore(paeth),
                _ => {}
            },
        }
        Some(&self.row)
    }

    /// Adds to each byte what was foretold from its neighbours.
    fn restore(&mut self, foretell: impl Fn(u8, u8, u8) -> u8) {
        for at in 0..self.row.len() {
            let before = at.checked_sub(self.bytes);
            let (left, corner) = before.map_or((0, 0), |before| (self.row[before], self.above[before]));
            self.row[at] = self.row[at].wrapping_add(foretell(left, self.above[at], corner));
        }
    }
}

/// The neighbour that is nearest to what the three of them lead to.
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let [l, a, c] = [left, above, corner].map(i16::from);
    let guess = l + a - c;
    let (to_left, to_above, to_corner) = ((guess - l).abs(), (guess - a).abs(), (guess - c).abs());
    if to_left <= to_above && to_left <= to_corner {
        left
    } else if to_above <= to_corner {
        above
    } else {
        corner
    }
}
