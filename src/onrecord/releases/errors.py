"""What can be wrong with a release."""

from onrecord.terms.errors import OnRecordError


class ReleaseError(OnRecordError):
    """Base of every error of a release."""


class NotARelease(ReleaseError):
    """The folder has no manifest of ours, or one that cannot be read."""


class ReleaseFolderTaken(ReleaseError):
    """Something stands where the release would go."""


class ReleaseChanged(ReleaseError):
    """A release that is to be made again is not as it was frozen, or has no ledger in it."""
