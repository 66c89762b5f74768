"""The officers' desk: what the admin of every app is made of.

A record is edited as a whole, with all that belongs to it, on one page. What
was never published is written in place; a change to what is published is kept
as the officer's draft beside it, and readers see nothing of it until a second
person publishes it. The admin classes of the apps declare; this does.
"""
