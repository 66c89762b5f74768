import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from councils.choices import TextShown
from councils.models.document import Document
from record import history
from record.history import tracked
from record.ids import LENGTH
from record.workflow import authority

# A file that was not read within this time never will be: it may be given again.
READ_WITHIN = timedelta(minutes=10)


class UploadedFileQuerySet(models.QuerySet):
    def keep(self, document, name: str, data: bytes, *, by, entered_for: str, **more) -> "UploadedFile":
        """Keep a file as it was given, in the place of one that was refused or not read."""
        values = {
            "name": name,
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "given_by": by,
            "given_at": timezone.now(),
            "refusal": "",
            "read_at": None,
            **more,
        }
        with history.context(by=by, through="upload"):
            file, _ = self.update_or_create(document=document, entered_for=entered_for, defaults=values)
        FileContent.objects.filter(file=file).delete()
        FileContent.objects.create(file=file, data=data)
        return file

    def readable_by(self, officer):
        """Files that this person may know of.

        Theirs is the document and, before the text is held, the entry too: of a public document
        a rival may have begun to enter the text.
        """
        of_documents = self.filter(document__in=Document.objects.readable_by(officer))
        if authority.may(officer, authority.READ_ALL):
            return of_documents
        return of_documents.filter(Q(gave_text=True) | Q(entered_for=authority.acts_for(officer)))


@tracked
class UploadedFile(models.Model):
    """A file that was given for the text of a document; its bytes are kept apart.

    It is read in the queue. What is refused is not kept, and ``refusal`` says why. How much of the text readers
    may see is said with the file, before there is a text.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    entered_for = models.CharField(max_length=LENGTH, blank=True)
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    text_shown = models.CharField(max_length=20, choices=TextShown, default=TextShown.SURROUNDINGS)
    text_licence = models.CharField(max_length=300, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True)
    gave_text = models.BooleanField(default=False, help_text="The text that is held was read in this file.")

    objects = UploadedFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "entered_for"], name="councils_uploadedfile_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="councils_uploadedfile_sha256_digest"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_being_read(self) -> bool:
        return not (self.refusal or self.read_at or self.is_overdue)

    @property
    def is_overdue(self) -> bool:
        """True where nothing came of reading it, as when the queue is not running."""
        return not (self.refusal or self.read_at) and self.given_at < timezone.now() - READ_WITHIN

    def refuse(self, sentence: str) -> None:
        """Note why it is not taken, and let its bytes go."""
        FileContent.objects.filter(file=self).delete()
        self.refusal, self.read_at = sentence, None
        self.save(update_fields=["refusal", "read_at"])


class FileContent(models.Model):
    """The bytes of a file as they were given, and how many of its pages are read.

    They never change. Their hash has a history, with the file; they have none of their own.
    """

    PASSING = True

    file = models.OneToOneField(UploadedFile, models.PROTECT, related_name="content")
    data = models.BinaryField()
    pages = models.PositiveIntegerField(null=True)
    pages_read = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"Bytes of {self.file}"
