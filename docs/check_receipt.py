"""Check a receipt of a declaration with nothing but Python: check_receipt.py RECEIPT.json [HASH OF A PUBLISHED HEAD]"""

import hashlib
import json
import sys


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def why_not(receipt, head=None):
    """The first thing that does not fit, or None."""
    body = receipt["body"]
    if body["person"] != sha256(f"{receipt['salt']}:{receipt['reference']}"):
        return "the receipt is of somebody else"
    digest = sha256(json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True))
    position, end = receipt["position"], sha256(f"{receipt['position']}:{receipt['previous_hash']}:{digest}")
    if end != receipt["hash"]:
        return "the declaration is not what was recorded"
    for digest in receipt["path"]:
        position, end = position + 1, sha256(f"{position + 1}:{end}:{digest}")
    if (position, end) != (receipt["head_position"], receipt["head_hash"]):
        return "the path does not lead to the head on the receipt"
    return "the head is not the published one" if head and head != end else None


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        problem = why_not(json.load(file), *sys.argv[2:3])
    print(problem or "The receipt is right.")
    sys.exit(bool(problem))
