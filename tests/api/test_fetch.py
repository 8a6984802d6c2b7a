"""Which addresses are of the open internet, and what becomes of those that are not."""

from __future__ import annotations

import asyncio
import socket

import pytest

from rushes.api.errors import LinkExpired
from rushes.api.fetch import CantFetch, Fetcher, is_public
from rushes.api.links import check, signed


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_world(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "ff02::1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1",
    ],
)  # fmt: skip
def test_addresses_inside(address):
    assert not is_public(address)


def test_a_name_with_one_address_inside_is_refused(monkeypatch, tmp_path):
    """However many good ones stand beside it."""

    async def two(self, host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("93.184.216.34", "127.0.0.1")]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", two)
    with pytest.raises(CantFetch, match="open internet"):
        asyncio.run(Fetcher().fetch("http://example.test/x.mp4", tmp_path))


def test_a_slow_server_is_not_waited_for(tmp_path):
    async def scene():
        async def slowly(reader, writer):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            for _ in range(100):
                writer.write(b"x")
                await asyncio.sleep(0.05)

        server = await asyncio.start_server(slowly, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(CantFetch, match="longer than"):
            await Fetcher(private=True, seconds=0.4).fetch(f"http://127.0.0.1:{port}/x.mp4", tmp_path)
        server.close()

    asyncio.run(scene())


def test_an_endless_answer_is_cut_off(tmp_path):
    async def scene():
        async def endless(reader, writer):
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            while not writer.is_closing():
                writer.write(bytes(10_000))
                await writer.drain()

        async def quietly(reader, writer):
            try:
                await endless(reader, writer)
            except OSError:
                writer.close()

        server = await asyncio.start_server(quietly, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(CantFetch, match="larger than 50000"):
            await Fetcher(private=True, most_bytes=50_000).fetch(f"http://127.0.0.1:{port}/x.mp4", tmp_path)
        server.close()

    asyncio.run(scene())
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 50_000


def test_a_link_opens_what_it_was_signed_for_until_it_expires():
    query = dict(pair.split("=") for pair in signed(b"key", "render/1", 100).split("&"))
    check(b"key", "render/1", query["exp"], query["sig"], 99)
    for what, key, expires, signature, now in (
        ("render/2", b"key", query["exp"], query["sig"], 99),
        ("render/1", b"other", query["exp"], query["sig"], 99),
        ("render/1", b"key", "101", query["sig"], 99),
        ("render/1", b"key", query["exp"], query["sig"], 101),
        ("render/1", b"key", query["exp"], "", 99),
        ("render/1", b"key", "-1", query["sig"], 99),
        ("render/1", b"key", "９９", query["sig"], 99),
        ("render/1", b"key", query["exp"], "é", 99),
    ):
        with pytest.raises(LinkExpired):
            check(key, what, expires, signature, now)
