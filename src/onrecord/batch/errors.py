"""What can be wrong with a batch, each under its own name, each with what to do next."""

from onrecord.terms.errors import OnRecordError


class BatchError(OnRecordError):
    """Base of every error of the batch."""


class FolderNotWritable(BatchError):
    """The folder takes no file."""


class NoRoom(BatchError):
    """The disk is full; nothing half-done is named as done."""


class BatchFolderTaken(BatchError):
    """Another run works on the folder."""


class ShardDamaged(BatchError):
    """A marker that cannot be read, or a shard that is not what its marker says."""


class PartFailed(BatchError):
    """The input cannot be read, or is not what it was; other parts may be."""


class NoReader(BatchError):
    """The process that reads does not start: no part can be read."""
