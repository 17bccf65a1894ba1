"""When: the time expressions of a page and the days they may mean.

In:      Document, Parse
Out:     TimeExpressions
"""

from onrecord.times.finding import find_times

__all__ = ["find_times"]
