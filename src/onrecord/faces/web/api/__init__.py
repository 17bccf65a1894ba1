"""The desk's questions for programs: `/api/v1`, JSON in and out, described by its own OpenAPI document."""
