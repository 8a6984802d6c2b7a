"""Small pictures through FFmpeg's filters, as the renderer runs them."""

import av
import numpy as np

from rushes.render.planes import planes


def picture(y, cb, cr, pixel_format="yuv420p"):
    """A frame of the given code values (arrays or numbers); chroma is given at its own resolution."""
    y = np.asarray(y)
    frame = av.VideoFrame(y.shape[1], y.shape[0], pixel_format)
    for plane, values in zip(planes(frame), (y, cb, cr)):
        plane[...] = values
    return frame


def through(frame, chain):
    """`frame` after `chain`."""
    graph = av.filter.Graph()
    last = graph.add(
        "buffer",
        f"video_size={frame.width}x{frame.height}:pix_fmt={frame.format.name}:time_base=1/25:pixel_aspect=1/1",
    )
    for name, arguments in chain:
        following = graph.add(name, **arguments)
        last.link_to(following)
        last = following
    sink = graph.add("buffersink")
    last.link_to(sink)
    graph.configure()
    frame.pts = 0
    graph.push(frame)
    return graph.pull()


def flat(red, green, blue, colour_weights, pixel_format="yuv420p", full_range=False):
    """A frame of one colour, given as signals from 0 to 1 and the matrix's Kr and Kb."""
    kr, kb = colour_weights
    luma = kr * red + (1 - kr - kb) * green + kb * blue
    cb, cr = (blue - luma) / (2 - 2 * kb), (red - luma) / (2 - 2 * kr)
    steps = 4 if "10" in pixel_format else 1
    if full_range:
        top = 256 * steps - 1
        codes = luma * top, cb * top + 128 * steps, cr * top + 128 * steps
    else:
        codes = (luma * 219 + 16) * steps, (cb * 224 + 128) * steps, (cr * 224 + 128) * steps
    y, u, v = (round(code) for code in codes)
    return picture(np.full((32, 32), y), u, v, pixel_format)


def signals(frame, colour_weights):
    """Red, green and blue at the middle of a limited-range frame, 0 to 1."""
    kr, kb = colour_weights
    steps = 4 if "10" in frame.format.name else 1
    y, u, v = (float(plane[plane.shape[0] // 2, plane.shape[1] // 2]) for plane in planes(frame))
    luma, cb, cr = (y / steps - 16) / 219, (u / steps - 128) / 224, (v / steps - 128) / 224
    red, blue = luma + (2 - 2 * kr) * cr, luma + (2 - 2 * kb) * cb
    return np.array([red, (luma - kr * red - kb * blue) / (1 - kr - kb), blue])


BT601, BT709, BT2020 = (0.299, 0.114), (0.2126, 0.0722), (0.2627, 0.0593)
