"""The one door to the officers' desk, below /admin/account/.

django-allauth signs in, by a passkey or by a password with a second factor. What is
ours: which of its pages there are (``urls``), what they ask and say (``adapter``,
``forms``, templates/account, templates/mfa), how often one may try (``throttle``), and
the one-use links by which officers come in first, or again (``link_views``).
"""
