import io
import signal
import sys
import time
from contextlib import contextmanager

from django.conf import settings
from django.core.mail import send_mail
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

# Any number that nothing else in the database locks.
LOCK = 0x636865636B

CHECKS = ("verify_record", "verify_quotations", "check_links")


class Command(BaseCommand):
    help = (
        "Run verify_record, verify_quotations and check_links, as cron does each night: without a word where all is "
        "well, and else with a report and exit 1. While it runs, a second one ends at once."
    )

    def add_arguments(self, parser):
        parser.add_argument("--minutes", type=float, default=90, help="the longest that all may take")
        parser.add_argument("--mail", metavar="ADDRESS", help="send the report there too")
        parser.add_argument("--no-links", action="store_true", help="ask no addresses of documents")

    def handle(self, *, minutes, mail, no_links, verbosity, **options):
        with alone() as is_alone:
            if not is_alone:
                if verbosity > 1:
                    self.stdout.write("Another check is running.")
                return
            ends, failed = time.monotonic() + minutes * 60, []
            for name in CHECKS[: -1 if no_links else None]:
                text, is_well = run(name, ends - time.monotonic())
                if not is_well:
                    failed.append(f"{name}:\n{text}")
                elif verbosity > 1:
                    self.stdout.write(f"{name}:\n{text}")
        if not failed:
            return
        report = "\n\n".join(failed)
        self.stdout.write(report)
        if mail:
            self._send(report, mail)
        sys.exit(1)

    def _send(self, report, to):
        subject = f"Counterpoint: a check failed at {settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else 'a site'}"
        try:
            send_mail(subject, report, None, [to])
        # The report is printed already, and the exit code says that there is one.
        except OSError as error:
            self.stderr.write(f"The report was not sent: {error}")


@contextmanager
def alone():
    """True in the block for one process at a time, on all machines of the site."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        (is_alone,) = cursor.fetchone()
    try:
        yield is_alone
    finally:
        # A check that was cut off may have left the connection unusable; its end frees the lock as well.
        if is_alone and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def run(name: str, seconds: float) -> tuple[str, bool]:
    """Run a check within some seconds: the text that it wrote, and if all was well."""
    out = io.StringIO()
    # It ends by itself in time, and says what it did not come to.
    options = {"within": max(0.0, seconds - 5)} if name == "check_links" else {}
    is_well = False
    try:
        with time_limit(seconds):
            call_command(name, stdout=out, stderr=out, no_color=True, **options)
        is_well = True
    except SystemExit:
        pass
    except TimeoutError:
        out.write("It was not done in time, and was stopped.\n")
    # One check that breaks does not keep the others from being made.
    except Exception as error:
        out.write(f"It could not be done: {type(error).__name__}: {error}\n")
    return out.getvalue().strip(), is_well


@contextmanager
def time_limit(seconds: float):
    """Raise TimeoutError in the block after some seconds."""

    def stop(number, frame):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
