"""gunicorn's sync worker, which no client holds up by sending half a request.

A sync worker answers one request at a time, and would wait for the rest of one that comes in
pieces, or never. This one leaves each connection with the kernel until the head of its request
is whole, and answers others meanwhile. A proxy in front does the same, and more: it takes the
body and the answer as well.
"""

import os
import selectors
import socket
import time

from gunicorn import util
from gunicorn.workers.sync import SyncWorker

# Seconds in which a head must be whole, a piece of a body must come, and an answer must be taken.
PATIENCE = 10
# More wait in the queue of the kernel.
MOST_WAITING = 500
# A longer head is gunicorn's to refuse.
LONGEST_HEAD = 65536


class PatientWorker(SyncWorker):
    """Answers what has arrived, while other requests are on their way."""

    def run(self):
        self.selector = selectors.DefaultSelector()
        self.waiting = {}
        for listener in self.sockets:
            listener.setblocking(False)
            self.selector.register(listener, selectors.EVENT_READ, self.take)
        self.selector.register(self.PIPE[0], selectors.EVENT_READ, lambda pipe: os.read(pipe, 4096))
        while self.alive:
            self.notify()
            for key, _ in self.selector.select(1):
                self.notify()
                key.data(key.fileobj)
            self.give_up()
            if not self.is_parent_alive():
                return

    def take(self, listener):
        """Take a new connection, unless another worker was quicker."""
        if len(self.waiting) >= MOST_WAITING:
            self.close(next(iter(self.waiting)))
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        util.close_on_exec(client)
        client.setblocking(False)
        self.waiting[client] = listener, address, time.monotonic() + PATIENCE
        self.selector.register(client, selectors.EVENT_READ, self.look)
        self.look(client)

    def look(self, client):
        """Answer if the head is whole; else wait for more than has arrived."""
        if client not in self.waiting:
            return
        try:
            head = client.recv(LONGEST_HEAD, socket.MSG_PEEK)
        except BlockingIOError:
            return
        except OSError:
            self.close(client)
            return
        before = client.getsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT)
        if b"\r\n\r\n" in head or len(head) == LONGEST_HEAD:
            listener, address, _ = self.waiting.pop(client)
            self.selector.unregister(client)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1)
            client.settimeout(PATIENCE)
            self.handle(listener, client, address)
        elif len(head) < before:
            self.close(client)  # it is readable, and nothing has come: the other side has ended it
        else:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, len(head) + 1)

    def give_up(self):
        """Close what has been on its way for too long. The oldest are first."""
        now = time.monotonic()
        while self.waiting:
            client, (_, _, until) = next(iter(self.waiting.items()))
            if until > now:
                return
            self.close(client)

    def close(self, client):
        del self.waiting[client]
        self.selector.unregister(client)
        client.close()

    def handle_request(self, listener, req, client, addr):
        try:
            super().handle_request(listener, req, client, addr)
        except TimeoutError:
            raise StopIteration from None  # who takes nothing is no error of ours, and gets no more
