"""The ground: errors, problems, paths, text, dates and messages. Imports nothing of crmfs outside this folder."""
