from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pipeline.fetching.addresses import Address, is_public, look_up
from pipeline.fetching.connect import Deadline, Forbidden, Transport
from pipeline.fetching.web import Limits, Refused, Web
from tests.fetching.server import Site, answer, redirect, running


@pytest.mark.parametrize("text", ["8.8.8.8", "151.101.1.69", "2606:4700::6810:84e5", "64:ff9b::8.8.8.8"])
def test_addresses_of_the_internet(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "127.0.0.1",
            "127.8.8.8",
            "0.0.0.0",  # noqa: S104 - an address that must not be visited
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "100.64.0.1",
            "169.254.169.254",
        ),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2001:0:808:808::80ff:fffe"),
    ],
)
def test_addresses_of_this_machine_and_its_neighbours(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "[::1]"])
def test_other_spellings_of_this_machine(host: str, site: Site) -> None:
    with Web(Limits(pause=0.0)) as web, pytest.raises(Refused, match="which is not a public address"):
        visit(web, f"http://{host}:{site.port}/")
    assert site.seen == []


def visit(web: Web, url: str) -> bytes:
    with web.get(url, {}) as found:
        return b"".join(found.iter_raw())


def test_a_redirect_to_a_private_address_is_not_followed(site: Site) -> None:
    with running("127.0.0.2") as neighbour:
        site.routes["/report"] = redirect(neighbour.url("/admin"))
        neighbour.routes["/admin"] = answer(200, b"secret")

        def transport(deadline: Deadline) -> Transport:
            return Transport(deadline, allowed=lambda address: str(address) == "127.0.0.1")

        with Web(Limits(pause=0.0), transport=transport) as web:
            with pytest.raises(Refused, match=r"127\.0\.0\.2 is at 127\.0\.0\.2, which is not a public address"):
                visit(web, site.url("/report"))
            assert neighbour.seen == []
            neighbour.routes["/robots.txt"] = answer(200)
        with Web(Limits(pause=0.0), allow_private=True) as web:
            assert visit(web, site.url("/report")) == b"secret"


def test_a_host_that_changes_its_address_is_visited_where_it_was_checked(site: Site) -> None:
    asked: list[str] = []

    def changing(host: str, port: int) -> list[Address]:
        asked.append(host)
        return [ip_address("127.0.0.1" if len(asked) == 1 else "127.0.0.2")]

    site.routes["/"] = answer(200, b"here")
    transport = Transport(Deadline(), lambda address: str(address) == "127.0.0.1", changing)
    with httpx.Client(transport=transport, trust_env=False) as client:
        assert client.get(f"http://council.example:{site.port}/").text == "here"
        assert site.seen[0][1]["host"] == f"council.example:{site.port}"
        with pytest.raises(Forbidden, match=r"council\.example is at 127\.0\.0\.2"):
            client.get(f"http://council.example:{site.port}/")
    assert len(asked) == 2


def test_one_private_address_among_public_ones_is_one_too_many() -> None:
    def both(host: str, port: int) -> list[Address]:
        return [ip_address("8.8.8.8"), ip_address("10.0.0.1")]

    client = httpx.Client(transport=Transport(Deadline(), look_up=both), trust_env=False)
    with client, pytest.raises(Forbidden, match=r"10\.0\.0\.1"):
        client.get("http://council.example/")


def test_the_next_address_is_tried_where_nobody_answers(site: Site) -> None:
    site.routes["/"] = answer(200, b"here")
    places = [ip_address("127.0.0.3"), ip_address("127.0.0.1")]
    transport = Transport(Deadline(), lambda _: True, lambda *_: places)
    with httpx.Client(transport=transport, trust_env=False) as client:
        assert client.get(f"http://council.example:{site.port}/").text == "here"


def test_certificates_are_held_against_the_name_not_the_address(tmp_path: Path) -> None:
    made = certificate(tmp_path, "council.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made)
    with running(certificate=context) as site:
        site.routes["/"] = answer(200, b"here")
        assert over_tls("council.example", site.port, made) == "here"
        with pytest.raises(httpx.ConnectError, match="certificate verify failed"):
            over_tls("other.example", site.port, made)


def over_tls(host: str, port: int, trusted: Path) -> str:
    certificates = ssl.create_default_context(cafile=str(trusted))
    transport = Transport(Deadline(), lambda _: True, lambda *_: [ip_address("127.0.0.1")], certificates)
    with httpx.Client(transport=transport, trust_env=False, timeout=5) as client:
        return client.get(f"https://{host}:{port}/").text


def certificate(folder: Path, name: str) -> Path:
    """A key, and a certificate for it that it signed itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "certificate.pem"
    path.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))
    return path


def test_looking_up() -> None:
    assert ip_address("127.0.0.1") in look_up("localhost", 80)
    with pytest.raises(socket.gaierror):
        look_up("no-such-host.invalid", 80)
