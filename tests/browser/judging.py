"""What can be wrong with a page as it stands in its window: each gives a list of words."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


REACHABLE = "a[href], button, summary, select, textarea, input:not([type=hidden]), [tabindex='0']"
LONGEST_WALK = 400


def broken_rules(page, within=None):
    """The rules of accessibility that axe sees broken, with the first places."""
    found = Axe().run(page, context=within, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {place['target']} {place['failureSummary']}"
        for rule in found
        for place in rule["nodes"][:3]
    ]


def sideways(page):
    """What sticks out, when the page is wider than its window."""
    return page.evaluate(
        """() => {
            const root = document.documentElement
            if (root.scrollWidth <= window.innerWidth) return []
            const sticksOut = e => {
                const box = e.getBoundingClientRect()
                return box.right > window.innerWidth + 1 || box.left < -1
            }
            const names = [...document.body.querySelectorAll("*")].filter(sticksOut)
                .map(e => e.tagName.toLowerCase() + (e.className && "." + e.className))
            const wide = `${root.scrollWidth} of ${window.innerWidth}: `
            return ["scrolls sideways: " + wide + names.slice(0, 5).join(", ")]
        }"""
    )


def overlapping(page):
    """Words that stand upon others. Of each line of text, only the middle counts: the body of its
    letters, without what reaches above and below."""
    return page.evaluate(
        """() => {
            const lines = []
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
            while (texts.nextNode()) {
                const text = texts.currentNode, holder = text.parentElement
                if (!text.data.trim() || !holder.checkVisibility()) continue
                if (holder.closest(".skip, .clamp, option, script, noscript")) continue
                const range = document.createRange()
                range.selectNodeContents(text)
                const half = parseFloat(getComputedStyle(holder).fontSize) * .3
                for (const box of range.getClientRects()) {
                    if (box.width < 2) continue
                    const middle = (box.top + box.bottom) / 2
                    lines.push({text, left: box.left + 1, right: box.right - 1,
                        top: middle - half, bottom: middle + half})
                }
            }
            const upon = (a, b) => a.left < b.right && b.left < a.right
                && a.top < b.bottom && b.top < a.bottom
            const found = []
            lines.forEach((a, number) => lines.slice(number + 1).forEach(b => {
                if (upon(a, b)) found.push(`“${a.text.data.trim().slice(0, 40)}” lies upon ` +
                    `“${b.text.data.trim().slice(0, 40)}”`)
            }))
            return found.slice(0, 5)
        }"""
    )


def walk(page):
    """Press the tab key until the walk is over: what does not show its focus, or is not reached."""
    page.evaluate("window.reached = new Set(); document.activeElement.blur()")
    found = []
    for _ in range(LONGEST_WALK):
        page.keyboard.press("Tab")
        faults = unfocused(page)
        if faults is None:
            break
        found += faults
    missed = page.evaluate(
        """reachable => [...document.querySelectorAll(reachable)]
            // Of the radio buttons of one choice the tab key reaches one, arrows the others.
            .filter(e => e.checkVisibility() && !reached.has(e) && !(e.type === "radio"
                && [...reached].some(other => other.type === "radio" && other.name === e.name)))
            .map(e => "is not reached: " + e.outerHTML.slice(0, 200))""",
        REACHABLE,
    )
    return found + missed


def unfocused(page):
    """What is wrong with how the focus shows where it is; nothing where there is no focus."""
    return page.evaluate(
        """() => {
            const e = document.activeElement
            if (e === document.body) return null
            window.reached?.add(e)
            const style = getComputedStyle(e)
            const box = e.getBoundingClientRect()
            const name = `${e.tagName} ${e.textContent.trim().slice(0, 40)}`
            const faults = []
            if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
                faults.push(name + ": the focus has no outline")
            if (box.width < 8 || box.height < 8) faults.push(name + ": is too small to be seen")
            if (box.bottom <= 0 || box.top >= window.innerHeight)
                faults.push(name + ": is out of sight")
            return faults
        }"""
    )


def lost_without_colours(page):
    """What cannot be told from plain text once the browser chooses the colours."""
    return page.evaluate(
        """() => {
            const probe = document.createElement("p")
            document.body.append(probe)
            const called = colour => {
                probe.style.color = colour
                return getComputedStyle(probe).color
            }
            const [link, canvas] = [called("LinkText"), called("Canvas")]
            probe.remove()
            const seen = e => e.checkVisibility() && e.getBoundingClientRect().width > 1
            const name = e => `${e.tagName} .${e.className} ${e.textContent.trim().slice(0, 40)}`
            const all = names => [...document.querySelectorAll(names)].filter(seen)
            const bordered = e => ["Top", "Right", "Bottom", "Left"].some(side => {
                const style = getComputedStyle(e)
                return parseFloat(style[`border${side}Width`]) >= 1
                    && style[`border${side}Style`] !== "none"
                    && style[`border${side}Color`] !== canvas
            })
            return [
                ...all("a[href]").filter(e => getComputedStyle(e).color !== link)
                    .map(e => "is no link any more: " + name(e)),
                ...all("button, .button, input, select, textarea, .languages summary")
                    .concat(all(".card, .notice, .facts"))
                    .filter(e => !["checkbox", "radio"].includes(e.type) && !bordered(e))
                    .map(e => "has no border: " + name(e)),
            ]
        }"""
    )
