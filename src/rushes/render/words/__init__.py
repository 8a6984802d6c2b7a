"""Words on the picture: style in, a small picture with its place out."""

from rushes.render.words.draw import DrawnWords, draw_words
from rushes.render.words.style import Align, MissingGlyphs, Place, Point, WordsStyle
from rushes.render.words.typefaces import missing_glyphs

__all__ = ["Align", "DrawnWords", "MissingGlyphs", "Place", "Point", "WordsStyle", "draw_words", "missing_glyphs"]
