"""Fetching a file from an address somebody gave us, without being turned against the network we stand in.

Every host, that of each redirect too, is resolved here once, and the very address that was judged is the one that is
connected to: a name that answers differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import httpx

from rushes.errors import RequestError

REDIRECTS_MOST = 5
ADDRESS_MOST = 2048
CONNECT_SECONDS = 10.0
SILENCE_SECONDS = 30.0
"""How long a server may say nothing."""

BUFFER_BYTES = 2**20


class CantFetch(RequestError):
    """{url} can't be fetched: {why}."""

    code = "cant_fetch"
    zh = "无法获取 {url}：{why}。"
    hint = "Give the direct address of a file that anyone may download, or upload it."
    hint_zh = "请提供任何人都能下载的文件直链，或直接上传。"


@dataclass(frozen=True, slots=True)
class Fetcher:
    """`private` also allows addresses inside this machine's network; times in seconds for the whole file."""

    private: bool = False
    most_bytes: int = 2_000_000_000
    seconds: float = 900.0
    names: Callable[[str, str], str] = lambda given, usual: given or usual

    async def fetch(self, url: str, folder: Path) -> Path:
        """The file at `url`, put into `folder` by its own name. Raises CantFetch."""
        shown = url[:200]
        try:
            async with asyncio.timeout(self.seconds):
                return await self._follow(url, folder)
        except TimeoutError as error:
            raise CantFetch(url=shown, why=f"it took longer than {self.seconds:g} s") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            raise CantFetch(url=shown, why=type(error).__name__ if not str(error) else str(error)[:200]) from error

    async def _follow(self, url: str, folder: Path) -> Path:
        limits = httpx.Timeout(SILENCE_SECONDS, connect=CONNECT_SECONDS)
        async with httpx.AsyncClient(timeout=limits, trust_env=False, follow_redirects=False, verify=True) as client:
            for _ in range(REDIRECTS_MOST + 1):
                request = await self._request(client, url)
                answer = await client.send(request, stream=True)
                try:
                    if answer.is_redirect:
                        url = urljoin(url, answer.headers["location"])
                        continue
                    if answer.status_code != 200:
                        raise CantFetch(url=url[:200], why=f"the server answered {answer.status_code}")
                    return await self._keep(answer, url, folder)
                finally:
                    await answer.aclose()
        raise CantFetch(url=url[:200], why=f"more than {REDIRECTS_MOST} redirects")

    async def _request(self, client: httpx.AsyncClient, url: str) -> httpx.Request:
        """A request to the address that was judged, under the name that was asked for."""
        parts = urlsplit(url)
        host = parts.hostname
        if len(url) > ADDRESS_MOST or parts.scheme not in ("http", "https") or not host:
            raise CantFetch(url=url[:200], why="only http and https addresses are followed")
        if parts.username or parts.password:
            raise CantFetch(url=url[:200], why="addresses with a password are not followed")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = await self._judged(host, port, url)
        target = httpx.URL(url).copy_with(host=address, port=port)
        shown = f"[{host}]" if ":" in host else host
        usual = port == (443 if parts.scheme == "https" else 80)
        headers = {"Host": shown if usual else f"{shown}:{port}", "Accept": "*/*", "Accept-Encoding": "identity"}
        return client.build_request("GET", target, headers=headers, extensions={"sni_hostname": host})

    async def _judged(self, host: str, port: int, url: str) -> str:
        """An address of `host`; refused unless every one that it has is open to the world."""
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise CantFetch(url=url[:200], why=f"there is no host {host[:100]}") from error
        addresses = [str(each[4][0]) for each in found]
        if not self.private and not all(is_public(address) for address in addresses):
            raise CantFetch(url=url[:200], why="its address is not on the open internet")
        return addresses[0]

    async def _keep(self, answer: httpx.Response, url: str, folder: Path) -> Path:
        announced = answer.headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > self.most_bytes:
            raise CantFetch(url=url[:200], why=f"it is larger than {self.most_bytes} bytes")
        path = folder / self.names(_name(answer, url), "media")
        size, buffer = 0, bytearray()
        with path.open("wb") as file:
            async for chunk in answer.aiter_raw():
                size += len(chunk)
                if size > self.most_bytes:
                    raise CantFetch(url=url[:200], why=f"it is larger than {self.most_bytes} bytes")
                buffer += chunk
                if len(buffer) >= BUFFER_BYTES:
                    await asyncio.to_thread(file.write, bytes(buffer))
                    buffer.clear()
            file.write(buffer)
        if announced.isdecimal() and size != int(announced):
            raise CantFetch(url=url[:200], why="the line broke before the end")
        return path


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, whatever it is wrapped in."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _name(answer: httpx.Response, url: str) -> str:
    disposition = answer.headers.get("content-disposition", "")
    extended = re.search(r"filename\*=(?:UTF-8|utf-8)''([^;\s]+)", disposition)
    if extended:
        return unquote(extended.group(1))
    plain = re.search(r'filename="([^"]+)"', disposition) or re.search(r"filename=([^;\s]+)", disposition)
    return plain.group(1) if plain else unquote(urlsplit(url).path.rsplit("/", 1)[-1])
