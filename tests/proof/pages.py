"""Every page that can be read, from the table of all URLs, in a system of full size. Each is asked
for with real and large objects by several people, of whom the slowest counts: the median of five
answers after the first, as the server takes it, and the number of queries. The same at half
the size shows which pages ask more the more there is."""

from typing import Any

from tests.proof._databases import on_both, say

TITLE = "How long every page takes among 100,000 people"
LIMIT_MS = 100


def trial() -> list[str]:
    found = on_both("tests.proof._pages")
    lines = [_counts(found["SQLite"]["large"]["counts"])]
    for database, sizes in found.items():
        small, large = sizes["small"]["pages"], sizes["large"]["pages"]
        lines += ["", f"## {database}", "", *_summary(small, large), "", *_table(small, large)]
    growing = [n for sizes in found.values() for n in _growing(sizes)]
    if growing:
        say("\n".join(lines))
    assert not growing, f"ask more queries the more there is: {sorted(set(growing))}"
    return lines


def _counts(counts: dict[str, int]) -> str:
    return "In it: " + ", ".join(f"{n:,} {what}" for what, n in counts.items()) + "."


def _growing(sizes: dict[str, Any]) -> list[str]:
    small, large = sizes["small"]["pages"], sizes["large"]["pages"]
    return [n for n in large if n in small and large[n]["queries"] > small[n]["queries"]]


def _summary(small: dict[str, Any], large: dict[str, Any]) -> list[str]:
    slow = {n: p["ms"] for n, p in large.items() if p["ms"] > LIMIT_MS}
    kept = len(large) - len(slow)
    told = [f"{kept} of {len(large)} pages keep the limit of {LIMIT_MS} ms."]
    if slow:
        worst = sorted(slow.items(), key=lambda item: -item[1])
        told[0] += " These miss it: " + ", ".join(f"`{n}` ({ms:.0f} ms)" for n, ms in worst) + "."
    return told


def _table(small: dict[str, Any], large: dict[str, Any]) -> list[str]:
    lines = [
        "| Page | Asked by | ms | processor ms | ms at a half | Queries | at a half | kB |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, page in sorted(large.items(), key=lambda item: -item[1]["ms"]):
        less = small.get(name, {"ms": "", "queries": ""})
        mark = " **over**" if page["ms"] > LIMIT_MS else ""
        looker = page["looker"].replace("_", " ")
        lines.append(
            f"| `{name}` | {looker} | {page['ms']}{mark} | {page['cpu']} | {less['ms']} |"
            f" {page['queries']} | {less['queries']} | {page['kB']} |"
        )
    return lines
