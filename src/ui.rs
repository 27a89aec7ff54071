//! What every screen is drawn with: keys, the line that is typed into, text made safe, colours by role, signs by
//! terminal, the canvas, charts and maps.
//!
//! Knows no case and no screen. Must stay true: nothing here changes state while drawing, and nothing drawn lies outside
//! its area, down to an area of nothing at all.

#![warn(clippy::indexing_slicing)]

pub mod canvas;
pub mod chart;
pub mod glyph;
pub mod key;
pub mod line;
pub mod map;
pub mod text;
pub mod theme;
