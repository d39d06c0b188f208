"""The only way to the network: http and https, known hosts, redirects counted, answers within limits."""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from drentsportal.domain.message import Message, message
from drentsportal.errors import DataSourceError
from drentsportal.geodata.fetching.server_text import is_html, report_text, said_by, shown
from drentsportal.geodata.fetching.unpacking import BLOCK_BYTES, Unpacker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from email.message import Message as Headers

_MOST_PAGE_BYTES: Final = 128_000_000
"""Size of one answer: it is parsed as a whole, which takes several times its size in memory."""

_MOST_FAULT_BYTES: Final = 200_000
_MOST_REDIRECTS: Final = 5
_SILENCE_SECONDS: Final = 60
_PORTS: Final = {"http": 80, "https": 443}
_SAFE: Final = "/:?#[]@!$&'()*+,;=%~-._{}|"
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_DENIED: Final = frozenset({401, 403})
_GONE: Final = frozenset({404, 410})
_TOO_MANY: Final = 429
_OK: Final = 200
_AGENT: Final = "drentsportal"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer with status 200; ``url`` is where it came from in the end."""

    url: str
    content_type: str
    content_crs: str
    body: bytes


@dataclass(slots=True)
class Budget:
    """What may still be spent: bytes as received after unpacking, and time until ``deadline`` (monotonic)."""

    size_bytes: int
    seconds: int
    deadline: float
    spent_bytes: int = 0

    @classmethod
    def starting_now(cls, size_bytes: int, seconds: int) -> Budget:
        """Make one whose clock starts."""
        return cls(size_bytes, seconds, time.monotonic() + seconds)


@dataclass(slots=True)
class WebClient:
    """Asks one service; ``notes`` collects what a person should know of the way there.

    ``address`` is what the person gave; only its host, and ``allowed_hosts``, are asked anything. A host
    counts with its port unless that is the customary one. The proxy of the system is respected; ``proxy``
    names one that only the system itself can tell, such as that of a script.
    """

    address: str
    allowed_hosts: Sequence[str]
    budget: Budget
    notes: list[Message] = field(default_factory=list)
    proxy: str = ""
    _opener: urllib.request.OpenerDirector = field(init=False)
    _hosts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Judge the address. Raises ``DataSourceError`` for one that is no address of the web."""
        self.address = self.address.strip()
        self._hosts = frozenset({_host_of(self.address), *(each.lower() for each in self.allowed_hosts)})
        if not _is_web(self.address):
            raise DataSourceError("error.fetch.address", address=shown(self.address))
        if "@" in urlsplit(self.address).netloc:
            host = shown(_host_of(self.address))
            raise DataSourceError("error.fetch.credentials", address=host)
        # Built by hand: without the handlers for files, FTP, data and redirects that urllib brings along.
        self._opener = urllib.request.OpenerDirector()
        context = ssl.create_default_context()
        named = dict.fromkeys(_PORTS, self.proxy) if self.proxy else None
        for handler in (
            urllib.request.ProxyHandler(named),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(context=context),
        ):
            self._opener.add_handler(handler)

    def get(self, url: str, accept: str) -> Answer:
        """Ask for ``url`` and return the whole answer.

        Raises ``DataSourceError`` for everything else than a complete answer with status 200 from a known
        host within the limits, for a page for people and for an exception report.
        """
        for _ in range(_MOST_REDIRECTS + 1):
            self.check_host(url)
            with self._opened(url, accept) as response:
                target = response.headers.get("Location") if response.status in _REDIRECTS else None
                if target is None:
                    return self._answer(url, response)
            url = self._redirected(url, target)
        raise DataSourceError("error.fetch.redirect_loop", address=self.shown_address, count=_MOST_REDIRECTS)

    def may_ask(self, url: str) -> bool:
        """Whether an address lies on the web and on a host that may be asked."""
        return _is_web(url) and _host_of(url) in self._hosts

    def check_host(self, url: str) -> None:
        """Raise ``DataSourceError`` for an address on another host, or none of the web."""
        if not _is_web(url):
            raise DataSourceError("error.fetch.odd_link", address=self.shown_address, target=shown(url))
        if _host_of(url) not in self._hosts:
            raise DataSourceError(
                "error.fetch.other_host", address=self.shown_address, host=shown(_host_of(url))
            )

    @property
    def shown_address(self) -> str:
        """The address for a message."""
        return shown(self.address)

    def _redirected(self, url: str, target: str) -> str:
        there = _without_fragment(urljoin(url, target))
        if urlsplit(url).scheme == "https" and urlsplit(there).scheme == "http":
            raise DataSourceError("error.fetch.odd_link", address=self.shown_address, target=shown(there))
        self.check_host(there)
        note = message("note.fetch.redirected", target=shown(there))
        if note not in self.notes:
            self.notes.append(note)
        return there

    def _opened(self, url: str, accept: str) -> http.client.HTTPResponse:
        headers = {"User-Agent": _AGENT, "Accept": accept, "Accept-Encoding": "gzip"}
        silence = max(1.0, min(_SILENCE_SECONDS, self.budget.deadline - time.monotonic()))
        try:
            # The scheme was judged by check_host, and this opener knows no other.
            request = urllib.request.Request(quote(url, safe=_SAFE), headers=headers)  # noqa: S310 - so no file:
            response = self._opener.open(request, timeout=silence)
        except urllib.error.URLError as error:
            raise self._unreachable(error.reason) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._unreachable(error) from error
        if not isinstance(response, http.client.HTTPResponse):
            raise DataSourceError("error.fetch.address", address=self.shown_address)
        return response

    def _unreachable(self, reason: object) -> DataSourceError:
        if isinstance(reason, TimeoutError):
            self._check_time()
            return DataSourceError("error.fetch.slow", address=self.shown_address, seconds=_SILENCE_SECONDS)
        if isinstance(reason, ssl.SSLCertVerificationError):
            said = shown(reason.verify_message)
            return DataSourceError("error.fetch.certificate", address=self.shown_address, reason=said)
        if isinstance(reason, http.client.InvalidURL | UnicodeError):
            return DataSourceError("error.fetch.address", address=self.shown_address)
        if isinstance(reason, http.client.HTTPException | ConnectionResetError | BrokenPipeError):
            return DataSourceError("error.fetch.cut_off", address=self.shown_address)
        said = shown((isinstance(reason, OSError) and reason.strerror) or reason)
        return DataSourceError("error.fetch.unreachable", address=self.shown_address, reason=said)

    def _answer(self, url: str, response: http.client.HTTPResponse) -> Answer:
        if response.status != _OK:
            raise self._refused(response)
        content_type = (response.headers.get("Content-Type") or "").strip().lower()
        body = b"".join(self._parts(response))
        if is_html(content_type, body):
            raise DataSourceError("error.fetch.html", address=self.shown_address)
        if (said := report_text(body)) is not None:
            raise DataSourceError("error.fetch.exception", address=self.shown_address, text=shown(said))
        crs = response.headers.get("Content-Crs") or ""
        return Answer(url, content_type, crs.strip().removeprefix("<").removesuffix(">"), body)

    def _refused(self, response: http.client.HTTPResponse) -> DataSourceError:
        status, said = response.status, said_by(self._start_of(response))
        if status in _DENIED:
            return DataSourceError("error.fetch.denied", address=self.shown_address, status=status, said=said)
        if status in _GONE:
            return DataSourceError(
                "error.fetch.not_found", address=self.shown_address, status=status, said=said
            )
        if status == _TOO_MANY:
            wait = _waiting(response.headers)
            return DataSourceError("error.fetch.too_many_requests", address=self.shown_address, wait=wait)
        return DataSourceError("error.fetch.status", address=self.shown_address, status=status, said=said)

    def _start_of(self, response: http.client.HTTPResponse) -> bytes:
        """Return what a server says beside a status; what goes wrong in that does not hide the status."""
        said = b""
        with suppress(DataSourceError):
            for part in self._parts(response):
                said += part
                if len(said) > _MOST_FAULT_BYTES:
                    break
        return said

    def _parts(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        """Give an answer in parts. Raises ``DataSourceError`` when it breaks off, or a limit is reached."""
        received = size = 0
        try:
            unpacker = Unpacker(response.headers.get("Content-Encoding") or "")
            while block := response.read1(BLOCK_BYTES):
                received += len(block)
                for part in unpacker.blocks(block):
                    size += len(part)
                    self._spend(len(part), size)
                    yield part
                self._check_time()
        except zlib.error as error:
            raise DataSourceError("error.fetch.packing", address=self.shown_address) from error
        except (OSError, http.client.HTTPException) as error:
            raise self._unreachable(error) from error
        stated = response.headers.get("Content-Length") or ""
        if (stated.isdecimal() and received < int(stated)) or not unpacker.is_complete:
            raise DataSourceError("error.fetch.cut_off", address=self.shown_address)

    def _spend(self, size: int, of_answer: int) -> None:
        self.budget.spent_bytes += size
        if self.budget.spent_bytes > self.budget.size_bytes or of_answer > _MOST_PAGE_BYTES:
            limit = min(self.budget.size_bytes, _MOST_PAGE_BYTES)
            raise DataSourceError(
                "error.fetch.size_limit", address=self.shown_address, size_mb=max(1, limit // 1_000_000)
            )

    def _check_time(self) -> None:
        if time.monotonic() > self.budget.deadline:
            raise DataSourceError(
                "error.fetch.time_limit", address=self.shown_address, seconds=self.budget.seconds
            )


def _waiting(headers: Headers) -> Message:
    stated = (headers.get("Retry-After") or "").strip()
    if stated.isdecimal():
        return message("fetch.wait", seconds=min(int(stated), 86_400))
    return message("fetch.wait_unknown")


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in _PORTS and bool(_host_of(url))


def _host_of(url: str) -> str:
    """Return the host in lower case, with its port where that is not the customary one; "" for none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    name = parts.hostname or ""
    return name if port is None or port == _PORTS.get(parts.scheme) else f"{name}:{port}"


def _without_fragment(url: str) -> str:
    return urlunsplit((*urlsplit(url)[:4], ""))
