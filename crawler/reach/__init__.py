"""How a site is reached over IPv6 beside IPv4: asked after its pages were read, kept beside them.

In the target's archive, all of one measurement, in order:

`ipv4` `ipv6`            the home page over one family, in turns (`settings.REACH_ROUNDS` each); `detail` of an answer is
                         JSON `{"connect": s, "first": s}`: seconds to connect, TLS included, and to the first byte
`ipv6-link` `ipv4-link`  a link over IPv6; where that failed, the same over IPv4 at once. `depth` 1: a link of the home
                         page (second level), 2: a link of such a page (third level); `via` the page that carries it
`reach`                  last, once: what was measured, as JSON in `detail`:

    {"host", "port", "route": is there a way to an IPv6 address of the site from here,
     "facts": what the name servers say of `host`, where the home page stands on another host than the target's own,
     "dials": [{"address", "family", "port", "tcp": s or null, "error"}],       every address on 80, 443 and its own port
     "tls": [{"address", "family", "port", "error", "protocol", "cipher", "verify_code", "verify", "not_before",
              "not_after", "names", "issuer", "roots"}],                        one address of each family
     "http": {"status", "location", "error"}, "https": {"status", "hsts", "error"},    the host's first page by scheme
     "links": {"second": {"all", "asked"}, "third": {"all", "asked"}, "seed"},
     "parts": [{"host", "urls": number of the home page's parts there, "aaaa": [], "status", "example"}],
     "clock": seconds this machine's clock is ahead of the server's `Date`, or null}

A crawl that was interrupted before the `reach` record measures the site anew.
"""
