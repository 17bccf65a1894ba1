"""The formats a ledger can be written in."""

from enum import StrEnum


class ExportFormat(StrEnum):
    """W3C Web Annotation, POLECAT's 40 columns, PROV-JSON, one row a norm twice, deadlines and met conditions twice."""

    WEB_ANNOTATION = "web-annotation"
    POLECAT = "polecat"
    PROV_JSON = "prov-json"
    CSV = "csv"
    PARQUET = "parquet"
    ICS = "ics"
    RSS = "rss"
