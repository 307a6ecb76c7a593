"""The one filter language and the lookup of records by what people type."""
