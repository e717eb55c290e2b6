"""A crawl as a tutorial has it: Scrapy and its LinkExtractor, every link a request, nothing kept.

    python benchmarks/crawls/bare_scrapy.py http://127.0.0.1:PORT/

Prints how many pages were read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor

SETTINGS = {
    "LOG_ENABLED": False,
    "ROBOTSTXT_OBEY": False,
    "CONCURRENT_REQUESTS": 32,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 32,
    "DOWNLOAD_DELAY": 0,
    "TELNETCONSOLE_ENABLED": False,
    "COOKIES_ENABLED": False,
}


class Portal(scrapy.Spider):
    name = "portal"
    pages = 0

    def parse(self, response: Any) -> Iterator[scrapy.Request]:
        Portal.pages += 1
        for link in LinkExtractor(allow_domains=[urlsplit(response.url).netloc]).extract_links(response):
            yield scrapy.Request(link.url)


if __name__ == "__main__":
    process = CrawlerProcess(SETTINGS)
    process.crawl(Portal, start_urls=[sys.argv[1]])
    process.start()
    print(Portal.pages)
