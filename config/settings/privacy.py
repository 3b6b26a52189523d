"""What guards people's data: the virus scanner, and how long what is kept."""

from config import env

# A clamd that listens: /run/clamav/clamd.ctl or host:port. Empty: files are kept and marked as not scanned.
CLAMD = env.CLAMD

# In days. No law names these terms; each foundation's own register of processing decides.
RETENTION_DAYS = {
    "unfinished": 14,
    "supporters": 2 * 365,
    "withdrawn": 5 * 365,
    "guardians": 365,
    "requests": 2 * 365,
}
