"""Colour: from any source's to the output's, and the grade on the way, as filters for FFmpeg."""

from rushes.render.colour.conform import colour_filters, conform_colour, matrix_of, with_files
from rushes.render.colour.cube import read_cube
from rushes.render.colour.grade import yuv_grade
from rushes.render.colour.looks import LOOKS

__all__ = ["LOOKS", "colour_filters", "conform_colour", "matrix_of", "read_cube", "with_files", "yuv_grade"]
