//! How large a picture may be before anybody opens it: a few kilobytes can unfold into gigabytes.

use super::file_problem::FileProblem;

/// The most pixels of a picture.
pub const MAX_MEGAPIXELS: u32 = 40;
/// What opening a picture takes besides its pixels and its bytes.
const AROUND: u64 = 8 * 1024 * 1024;

/// What the head of a picture says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureSize {
    pub width: u32,
    pub height: u32,
    /// Bytes of one pixel once it is opened.
    pub pixel_bytes: u32,
    /// Bytes of one pixel that are needed only while it is being opened or written again.
    pub working_bytes: u32,
}

impl PictureSize {
    /// The memory that opening it takes, in bytes; `file` is what it has on the disk.
    pub fn memory(&self, file: u64) -> u64 {
        let each = u64::from(self.pixel_bytes) + u64::from(self.working_bytes);
        self.pixels().saturating_mul(each).saturating_add(file).saturating_add(AROUND)
    }

    /// Why it is not opened, if it is too large for `budget` bytes.
    pub fn problem(&self, file: u64, budget: u64) -> Option<FileProblem> {
        if self.pixels() > u64::from(MAX_MEGAPIXELS) * 1_000_000 {
            return Some(FileProblem::TooManyPixels { width: self.width, height: self.height });
        }
        (self.memory(file) > budget).then_some(FileProblem::PictureTooHeavy)
    }

    fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUDGET: u64 = 192 * 1024 * 1024;

    fn size(width: u32, height: u32, pixel_bytes: u32, working_bytes: u32) -> PictureSize {
        PictureSize { width, height, pixel_bytes, working_bytes }
    }

    #[test]
    fn which_pictures_are_opened() {
        let many = |width, height| Some(FileProblem::TooManyPixels { width, height });
        let heavy = Some(FileProblem::PictureTooHeavy);
        let table = [
            ("a photo of a telephone", size(4_000, 3_000, 3, 0), None),
            ("40 megapixels", size(8_000, 5_000, 3, 0), None),
            ("40 megapixels, transparent", size(8_000, 5_000, 4, 0), None),
            ("one row more", size(8_000, 5_001, 3, 0), many(8_000, 5_001)),
            ("40 megapixels of 16 bits", size(8_000, 5_000, 6, 0), heavy.clone()),
            ("24 megapixels of 16 bits", size(6_000, 4_000, 6, 0), None),
            ("a progressive photo of 40 megapixels", size(8_000, 5_000, 3, 6), heavy),
            ("300 megapixels in 2.3 MB", size(20_000, 15_000, 6, 0), many(20_000, 15_000)),
            ("beyond all numbers", size(u32::MAX, u32::MAX, 8, u32::MAX), many(u32::MAX, u32::MAX)),
        ];
        for (what, size, problem) in table {
            assert_eq!(size.problem(2_300_000, BUDGET), problem, "{what}");
        }
    }

    #[test]
    fn a_file_too_large_to_read_is_not_opened_however_few_its_pixels() {
        assert_eq!(size(10, 10, 3, 0).problem(BUDGET, BUDGET), Some(FileProblem::PictureTooHeavy));
    }
}
