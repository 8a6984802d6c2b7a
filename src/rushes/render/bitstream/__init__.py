"""Bits kept as they are: packets indexed, joined with pieces of ours, written as one standard MP4.

index.py scan.py reader.py     a source's access units, without decoding; what may be copied; their bytes
avc*.py hevc*.py av1.py        parameter sets and slice headers; ours made to stand beside a source's
families.py                    which parameter sets one file gets when its pictures come from several encoders
encoder_settings.py            how our encoder must be set so that its pieces can stand there
piece.py                       an encoded stretch on disk: the value a segment cache keeps
join.py sound.py               `assemble`: runs, pieces and sound to one file
mp4.py mp4_boxes.py            a single-pass writer with its index at the front
check.py seams.py              the written file re-read, and decoded around its seams
"""
