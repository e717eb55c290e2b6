"""What a server shows of itself in a TLS handshake: protocol, cipher, certificate, and whether it can be trusted.

One handshake as a careful browser makes it; where that fails, a second one that accepts anything, so that the
certificate at fault can be read. Revocation is not asked for.
"""

from __future__ import annotations

import ssl
from typing import Any

from crawler.connecting import any_certificate
from crawler.reach.dialling import shake_hands, told

Tls = dict[str, Any]
"""As `crawler.reach` has it. `error`: no handshake at all; `verify_code`: OpenSSL's X.509 code, 0 for a good chain."""


def trusting_context(roots: str = "") -> ssl.SSLContext:
    """As a careful browser: the system's roots, or those of a file; TLS 1.2 at least."""
    context = ssl.create_default_context(cafile=roots or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


async def inspect(address: str, port: int, name: str, context: ssl.SSLContext) -> Tls:
    """Never raises for what a server does."""
    found: Tls = {
        "address": address,
        "family": 6 if ":" in address else 4,
        "port": port,
        "error": "",
        "roots": _roots(context),
    }
    try:
        shaken = await shake_hands(address, port, name, context)
        return found | {"verify_code": 0, "verify": ""} | _seen(shaken)
    except ssl.SSLCertVerificationError as problem:
        found |= {"verify_code": problem.verify_code, "verify": problem.verify_message}
    except ssl.SSLError:
        pass  # perhaps its protocols are too old for a careful browser
    except (OSError, ValueError) as problem:
        return found | {"error": told(problem) if isinstance(problem, OSError) else "failed"}
    try:
        return (
            {"verify_code": None, "verify": ""}
            | found
            | _seen(await shake_hands(address, port, name, any_certificate()))
        )
    except (OSError, ValueError) as problem:
        return found | {"error": told(problem) if isinstance(problem, OSError) else "failed"}


def _roots(context: ssl.SSLContext) -> int:
    """Roots this machine trusts: without any, no chain can be judged."""
    return context.cert_store_stats()["x509_ca"]


def _seen(shaken: ssl.SSLObject) -> Tls:
    cipher = shaken.cipher()
    return {"protocol": shaken.version() or "", "cipher": cipher[0] if cipher else ""} | _read(shaken.getpeercert(True))


def _read(der: bytes | None) -> Tls:
    """Times in UTC, ISO 8601; names as the certificate has them, common name first where it has no others."""
    from cryptography import x509

    if not der:
        return {"not_before": "", "not_after": "", "names": [], "issuer": ""}
    try:
        certificate = x509.load_der_x509_certificate(der)
        return {
            "not_before": certificate.not_valid_before_utc.isoformat(),
            "not_after": certificate.not_valid_after_utc.isoformat(),
            "names": _names(certificate),
            "issuer": certificate.issuer.rfc4514_string(),
        }
    except ValueError:
        return {"not_before": "", "not_after": "", "names": [], "issuer": ""}


def _names(certificate: Any) -> list[str]:
    from cryptography import x509

    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        return [str(name) for kind in (x509.DNSName, x509.IPAddress) for name in names.get_values_for_type(kind)]
    except x509.ExtensionNotFound:
        return [str(one.value) for one in certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)]
