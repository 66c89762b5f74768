"""Mail to the authors of an entry that was sent back: a link, and no more."""

from collections.abc import Callable, Iterable

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.utils import timezone

from record.desk.addresses import change_address
from record.mail import whole_address, writes_mail
from record.models.outgoing_mail import OutgoingMail

SENT_BACK = "sent-back"
SUBJECT = "Counterpoint: something was sent back to you"
BODY = "Something was sent back to you, with a reason. You find both here:\n{address}\n"

_listeners: list[Callable] = []


def listener(function):
    """Register a function to call with each record or draft that is sent back."""
    _listeners.append(function)
    return function


def notify_authors(item, authors: Iterable) -> None:
    """Put a message to each author, in the transaction that sends the entry back."""
    path = change_address(type(item), item.pk)
    for officer in sorted(each.pk for each in authors):
        key = f"{SENT_BACK} {item._meta.label_lower} {item.pk} {officer} {timezone.now().isoformat()}"
        OutgoingMail.objects.put(SENT_BACK, officer, key, path)
    for function in _listeners:
        function(item)


@writes_mail(SENT_BACK)
def write(mail) -> EmailMessage | None:
    """The message to an officer; None for one who has left."""
    officer = get_user_model().objects.filter(pk=mail.about, is_active=True).first()
    return message_to(officer.email, mail.path) if officer else None


def message_to(email: str, path: str) -> EmailMessage:
    return EmailMessage(SUBJECT, BODY.format(address=whole_address(path)), to=[email])
