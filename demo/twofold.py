"""slj.qinghu-demo.gov.cn: one site over IPv4, another over IPv6, and an HTTPS that is worse than none.

Over IPv6 the home page is an old copy that comes late and not always, and the columns behind it are not there at all.
"""

from __future__ import annotations

import ssl
import warnings
from datetime import UTC, datetime
from pathlib import Path

from demo.pages import Answer, moved

HOST = "slj.qinghu-demo.gov.cn"
LATE = 0.4
"""Seconds that its home page takes over IPv6."""
_GONE = Answer(
    b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>", status=502
)
_BUSY = Answer(b"<html><head><title>503</title></head><body><h1>503 Service Unavailable</h1></body></html>", status=503)
_EXPIRED = datetime(2026, 11, 10, tzinfo=UTC)


def over_ipv6(path: str, times: int, plain: Answer) -> Answer:
    """What is got over IPv6 where IPv4 gives `plain`; `times`: how often the address was asked for over IPv6 before."""
    if path == "/":
        old = plain.body.replace(b"2026-11-", b"2026-09-")
        return _BUSY if times % 5 in (1, 3) else Answer(old, content_type=plain.content_type)
    return _GONE if path.endswith("/") else plain


def over_https(path: str, web: int) -> Answer:
    return moved(f"http://{HOST}:{web}{path}")


def context(folder: Path, over6: bool) -> ssl.SSLContext:
    """TLS as the site speaks it: with a certificate of its own making, out of date; over IPv6 in an old version."""
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    found.set_ciphers("DEFAULT:@SECLEVEL=0")
    if over6:
        found.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        with warnings.catch_warnings():  # that it is given up is what the site is here for
            warnings.simplefilter("ignore", DeprecationWarning)
            found.maximum_version = ssl.TLSVersion.TLSv1_1
    found.load_cert_chain(_certificate(folder / "slj.pem"))
    return found


def _certificate(path: Path) -> Path:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    if path.exists():
        return path
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, datetime(2025, 11, 10, tzinfo=UTC), _EXPIRED)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path
