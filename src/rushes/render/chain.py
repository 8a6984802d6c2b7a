"""A chain of filters, fed one frame at a time."""

from __future__ import annotations

from av.filter import Graph
from av.video.frame import VideoFrame

from rushes.render import graph


class Chain:
    """A filter chain that is fed one frame and gives one back. Rebuilt when the frames it is fed change."""

    def __init__(self, filters: graph.Chain) -> None:
        self._filters = filters
        self._graph: Graph | None = None
        self._shape: tuple[object, ...] = ()

    def __call__(self, frame: VideoFrame) -> VideoFrame:
        if not self._filters:
            return frame
        made = self.feed(frame)
        assert made is not None
        return made

    def feed(self, frame: VideoFrame) -> VideoFrame | None:
        """What the filters give back when given `frame`; None while they wait for more."""
        shape = (frame.width, frame.height, frame.format.name, frame.colorspace, frame.color_range)
        if self._graph is None or shape != self._shape:
            self._graph, self._shape = self._built(frame), shape
        self._graph.push(frame)
        try:
            return self._graph.pull()  # type: ignore[return-value]
        except BlockingIOError:
            return None

    def _built(self, frame: VideoFrame) -> Graph:
        made = Graph()
        made.threads = 0
        # the frame's own matrix and range must be said, or a scaler takes it for BT.601
        first = made.add(
            "buffer",
            video_size=f"{frame.width}x{frame.height}",
            pix_fmt=frame.format.name,
            time_base="1/1000",
            colorspace=str(int(frame.colorspace)),
            range=str(int(frame.color_range)),
        )
        nodes = [first]
        nodes += [made.add(name, **arguments) for name, arguments in self._filters]
        nodes.append(made.add("buffersink"))
        made.link_nodes(*nodes).configure()
        return made
