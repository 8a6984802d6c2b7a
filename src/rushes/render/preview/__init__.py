"""The instant preview: the export's own frames and sound, small, in pieces that are made when asked for and kept.

plan.py       which pieces a timeline's preview is made of, each with a key of all that shows in it; pure
sound.py      the same for its sound, on a grid of AAC packets; pure
fragment.py   pieces as fMP4: the init segment, and fragments that start where they stand; pure
standin.py    frames from the small stand-in of a source where it is there, from the original where not
draw.py       a piece, a still or a stretch of sound made
maker.py      the process that does so; hands.py its door
kept.py       what was made, by key, within a limit
pieces.py     the preview as the page asks for it
"""
