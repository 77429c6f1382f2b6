"""What is measured and how: pure functions, frames in, frames out. Knows no file but its own."""
