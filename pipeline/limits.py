"""Limits: what reading one report may take, and the means of this machine to hold a process to them."""

from __future__ import annotations

import os
from dataclasses import dataclass

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """What reading one report may take: seconds, megabytes, pages.

    ``memory`` bounds the address space of the process that reads, ``size`` the file, ``stream`` what any one
    compressed stream of it may unpack to.
    """

    seconds: int = 120
    memory: int = 2000
    size: int = 100
    pages: int = 1000
    stream: int = 100

    def hold(self) -> None:
        """Hold this process to them, as far as that is not the affair of the process that started it.

        Where the system cannot bound a process's memory (Windows), only the other limits hold.
        """
        from extractors.reading import expansion

        # pdfminer would load tables from there; who can write there could feed them to us.
        os.environ.pop("CMAP_PATH", None)
        expansion.bound(self.stream)
        try:
            import resource
        except ImportError:
            return
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = self.memory * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        # A crash is reported in words; nobody asked for the file that the system would write.
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


#: What is allowed unless said otherwise.
USUAL = Limits()
