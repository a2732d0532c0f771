"""How people fill in the forms of the admin."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import expect


def panel(page, name):
    return page.locator(f"#panel-child-content-{name}-section")


def open_panel(page, name):
    """Open a panel at the side of a form; it may stand open from the last time."""
    button = page.locator(f"[data-side-panel-toggle={name}]").first
    if button.get_attribute("aria-expanded") != "true":
        button.click()
    expect(button).to_have_attribute("aria-expanded", "true")


def blocks_of(page, name):
    return panel(page, name).locator("[data-streamfield-child]:not([aria-hidden])")


def add_block(page, name, kind=None):
    """Add a block at the end, and give it. Where there is but one kind nothing is asked."""
    blocks = blocks_of(page, name)
    number = blocks.count()
    panel(page, name).get_by_role("button", name="Insert a block").last.click()
    if kind:
        page.get_by_role("option", name=kind, exact=True).click()
    expect(blocks).to_have_count(number + 1)
    return blocks.last


def modal(page):
    return page.locator(".modal")


def choose_page(page, title):
    modal(page).get_by_label("Search term").fill(title.split(":")[0])
    modal(page).get_by_role("link", name=title).first.click()
    expect(modal(page)).to_have_count(0)


def photo(name, colour="olive"):
    kept = BytesIO()
    Image.new("RGB", (900, 600), colour).save(kept, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def paste(field, html):
    """As the browser does it when somebody presses Ctrl+V."""
    field.evaluate(
        """(field, html) => {
            const clipboard = new DataTransfer();
            clipboard.setData("text/html", html);
            clipboard.setData("text/plain", "plain words");
            field.dispatchEvent(new ClipboardEvent("paste",
                {clipboardData: clipboard, bubbles: true, cancelable: true}));
        }""",
        html,
    )
