"""Bits kept as they are: packets indexed, joined with pieces of ours, written as one standard MP4.

index.py              a source's access units, without decoding; what may be copied
avc.py  hevc.py       parameter sets and slice headers; ours re-headed to stand beside a source's
encoder_settings.py   how our encoder must be set so that its pieces can stand there
piece.py              an encoded stretch on disk: the value a segment cache keeps
mp4.py                a single-pass writer with its index at the front
join.py               `assemble`: runs and pieces to one file
check.py              the written file re-read, and decoded around its seams
"""
