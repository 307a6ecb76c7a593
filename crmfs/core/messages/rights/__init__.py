"""Messages about who may do what, one file a subject; `crmfs.core.messages.access` gathers them. Texts only."""
