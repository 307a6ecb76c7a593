"""The doors that git opens: `python -m crmfs.hooks NAME …`, called by the scripts of `crmfs.edits.hook_scripts`."""
