"""gunicorn's sync worker, which no client holds up by sending or taking slowly.

A sync worker answers one request at a time, and would wait for the rest of one that comes in
pieces, and for a reader to take the answer. This one takes requests as they arrive, answers
those that are whole, and keeps of an answer what its reader has not taken yet. It never waits
for a client. A proxy in front does the same, for more clients.
"""

import os
import re
import selectors
import socket
import tempfile
import time

from gunicorn import util
from gunicorn.workers.sync import SyncWorker

# Seconds in which a head must be whole, a piece of a body must come, and a piece of an answer must be taken.
PATIENCE = 10
# At once in a worker; more wait in the queue of the kernel.
MOST_CLIENTS = 300
# In bytes, as are the others.
LONGEST_HEAD = 65536
# More than the desk takes in an upload (councils.extraction.LARGEST_FILE).
LONGEST_BODY = 50_000_000
# Of requests and answers on their way, all that a worker keeps, and what it keeps of each in memory.
MOST_KEPT = 200_000_000
KEPT_IN_MEMORY = 65536
PIECE = 65536

LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*(?=\r\n)", re.IGNORECASE)
ASKS_TO_GO_ON = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)
HAS_CHUNKS = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)


class Kept:
    """Bytes that are on their way, first in, first out; many are in a file."""

    def __init__(self):
        self.file = tempfile.SpooledTemporaryFile(KEPT_IN_MEMORY)  # noqa: SIM115  it lasts as long as this
        self.start = self.end = 0

    def __len__(self):
        return self.end - self.start

    def add(self, data):
        self.file.seek(self.end)
        self.file.write(data)
        self.end += len(data)

    def first(self, size) -> bytes:
        self.file.seek(self.start)
        return self.file.read(min(size, len(self)))

    def drop(self, size):
        self.start += size
        if self.start == self.end:
            self.file.seek(0)
            self.file.truncate()
            self.start = self.end = 0


class Client:
    """A connection as gunicorn uses a socket, except that nothing waits.

    To read gives what has arrived, and then the end. To write is to send what the other side
    takes, and to keep the rest.
    """

    def __init__(self, connection, listener, address):
        self.connection, self.listener, self.address = connection, listener, address
        self.arrived, self.unsent = Kept(), Kept()
        self.head, self.whole = bytearray(), None
        self.is_whole = self.is_answered = False
        self.until = time.monotonic() + PATIENCE

    @property
    def kept(self) -> int:
        return len(self.arrived) + len(self.unsent)

    # --- A request that arrives ---

    def take(self):
        """Take a piece of what has come."""
        piece = self.connection.recv(PIECE)
        if not piece:
            raise ConnectionResetError
        self.arrived.add(piece)
        if self.whole is None:
            self.head += piece
            self.read_head()
        else:
            self.until = time.monotonic() + PATIENCE
        self.is_whole = self.whole is not None and len(self.arrived) >= self.whole

    def read_head(self):
        """Note how long the request is, once its head is whole."""
        length = self.head.find(b"\r\n\r\n")
        if length < 0:
            if len(self.head) > LONGEST_HEAD:
                self.refuse(431, "Request Header Fields Too Large", "The head is too long.")
            return
        head = bytes(self.head[: length + 2])
        # Where there are several gunicorn refuses it.
        body = max(map(int, LENGTH.findall(head)), default=0)
        if HAS_CHUNKS.search(head):
            self.refuse(411, "Length Required", "Send the length of the body, and no chunks.")
        elif body > LONGEST_BODY:
            self.refuse(413, "Content Too Large", f"A body may have {LONGEST_BODY // 1_000_000} MB.")
        else:
            self.whole = length + 4 + body
            # gunicorn says so too, which is too late for who sends no body before.
            if ASKS_TO_GO_ON.search(head) and len(self.arrived) < self.whole:
                self.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.head.clear()

    def refuse(self, status, reason, words):
        util.write_error(self, status, reason, words)
        self.close()

    # --- As gunicorn uses it ---

    def recv(self, size) -> bytes:
        data = self.arrived.first(size)
        self.arrived.drop(len(data))
        return data

    def sendall(self, data):
        if not len(self.unsent):
            data = memoryview(data)[self.sent(data) :]
        if len(data):
            self.unsent.add(data)
            self.flush()
        if len(self.unsent) > MOST_KEPT:
            raise TimeoutError

    def send(self, data) -> int:
        self.sendall(data)
        return len(data)

    def close(self):
        self.is_answered = True

    def shutdown(self, how):
        """Nothing: what is kept goes out first (PatientWorker.end)."""

    def settimeout(self, seconds):
        """Nothing: it never waits."""

    def gettimeout(self):
        return 0.0

    # --- An answer that is taken ---

    def sent(self, data) -> int:
        """Send what is taken at once."""
        try:
            number = self.connection.send(data)
        except BlockingIOError:
            return 0
        self.until = time.monotonic() + PATIENCE
        return number

    def flush(self):
        """Send a piece of what is kept."""
        if piece := self.unsent.first(PIECE):
            self.unsent.drop(self.sent(piece))

    def has_more_to_come(self) -> bool:
        """True if the other side may still send, which would cut off what it has not read."""
        try:
            return bool(self.connection.recv(PIECE))
        except BlockingIOError:
            return not self.is_whole


class PatientWorker(SyncWorker):
    """Answers what has arrived, while other requests and answers are on their way."""

    def run(self):
        self.selector = selectors.DefaultSelector()
        # Who was heard of longest ago is first.
        self.clients = {}
        self.looks_at = time.monotonic()
        for listener in self.sockets:
            listener.setblocking(False)
            self.selector.register(listener, selectors.EVENT_READ, self.accept)
        self.selector.register(self.PIPE[0], selectors.EVENT_READ, lambda pipe: os.read(pipe, 4096))
        while self.alive and self.is_parent_alive():
            self.turn()
        for listener in self.sockets:
            self.selector.unregister(listener)
        # gunicorn ends it if that takes longer than graceful_timeout.
        while any(len(client.unsent) for client in self.clients.values()):
            self.turn()

    def turn(self):
        self.notify()
        for key, _ in self.selector.select(1):
            self.notify()
            key.data(key.fileobj)
        self.give_up()

    def accept(self, listener):
        """Take a new connection, unless another worker was quicker."""
        try:
            connection, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        except OSError:
            self.drop_first()  # no more files may be open
            return
        util.close_on_exec(connection)
        connection.setblocking(False)
        self.clients[connection] = Client(connection, listener, address)
        self.selector.register(connection, selectors.EVENT_READ, self.read)
        self.read(connection)
        if len(self.clients) > MOST_CLIENTS:
            self.drop_first()

    # --- The states of a connection ---

    def read(self, connection):
        """Take what has come, and answer if the request is whole."""
        client = self.clients.get(connection)
        if client is None:
            return
        try:
            client.take()
        except BlockingIOError:
            return
        except OSError:
            self.drop(connection)
            return
        if client.is_whole and not client.is_answered:
            self.handle(client.listener, client, client.address)
        if client.is_answered:
            self.write(connection)
        else:
            self.heard(client)

    def write(self, connection):
        """Send what is kept, then end it."""
        client = self.clients.get(connection)
        if client is None:
            return
        try:
            client.flush()
            if len(client.unsent):
                self.selector.modify(connection, selectors.EVENT_WRITE, self.write)
                self.heard(client)
            elif client.has_more_to_come():
                connection.shutdown(socket.SHUT_WR)
                self.selector.modify(connection, selectors.EVENT_READ, self.leave)
            else:
                self.drop(connection)
        except OSError:
            self.drop(connection)

    def leave(self, connection):
        """Throw away what else comes, until the other side ends it."""
        try:
            if connection not in self.clients or connection.recv(PIECE):
                return
        except BlockingIOError:
            return
        except OSError:
            pass
        self.drop(connection)

    # --- Clients that are slow ---

    def heard(self, client):
        """Note that something came or was taken."""
        self.clients[client.connection] = self.clients.pop(client.connection)

    def give_up(self):
        """Each second, close what takes too long, and what is more than may be kept."""
        now = time.monotonic()
        if now < self.looks_at:
            return
        self.looks_at = now + 1
        for connection in [each for each, client in self.clients.items() if client.until < now]:
            self.drop(connection)
        while sum(each.kept for each in self.clients.values()) > MOST_KEPT:
            self.drop_first()

    def drop_first(self):
        if self.clients:
            self.drop(next(iter(self.clients)))

    def drop(self, connection):
        del self.clients[connection]
        self.selector.unregister(connection)
        connection.close()

    def handle_request(self, listener, req, client, addr):
        try:
            super().handle_request(listener, req, client, addr)
        except TimeoutError:
            raise StopIteration from None  # who takes nothing is no error of ours, and gets no more
