//! Exact quantities: points, shares, fractions; how people write and read them.
