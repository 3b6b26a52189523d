"""How many there were on a day: a ledger of counts without people."""
