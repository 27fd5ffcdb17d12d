# SPDX-License-Identifier: EUPL-1.2
"""A mail server on this machine: it keeps what it took, and can hold a message until somebody says otherwise."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from threading import Event, Lock, Thread
from typing import BinaryIO


@dataclass
class Mailbox:
    """What was taken, by Message-ID. At a number of messages one is held: before it is taken, or after it.

    A message that is held gets no answer; ``held`` is set.
    """

    port: int = 0
    taken: list[str] = field(default_factory=list)
    hold_before: int = -1
    hold_after: int = -1
    held: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """Run a mail server."""
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as server:
        box.port = server.getsockname()[1]
        Thread(target=_accept, args=(server, box), daemon=True).start()
        yield box


def _accept(server: socket.socket, box: Mailbox) -> None:
    with suppress(OSError):
        while True:
            client, _address = server.accept()
            Thread(target=_talk, args=(client, box), daemon=True).start()


def _talk(client: socket.socket, box: Mailbox) -> None:
    with client, client.makefile("rb") as lines, suppress(OSError):
        client.sendall(b"220 test\r\n")
        for line in lines:
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                client.sendall(b"354 go on\r\n")
                if not _take(lines, box):
                    box.held.set()
                    lines.read()  # until the other side is gone
                    return
                client.sendall(b"250 taken\r\n")
            elif word == b"QUIT":
                client.sendall(b"221 bye\r\n")
                return
            else:
                client.sendall(b"250 ok\r\n")


def _take(lines: BinaryIO, box: Mailbox) -> bool:
    """Read a message and keep it; tell whether to say so, which is not so for one that is held."""
    content = b""
    for line in lines:
        if line == b".\r\n":
            break
        content += line
    with box.lock:
        if len(box.taken) == box.hold_before:
            box.hold_before = -1
            return False
        box.taken.append(str(message_from_bytes(content)["Message-ID"]))
        if len(box.taken) == box.hold_after:
            box.hold_after = -1
            return False
    return True
