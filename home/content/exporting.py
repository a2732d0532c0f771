"""From the pages of the site to a folder of items."""

from collections import defaultdict
from contextlib import suppress
from pathlib import Path

from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import StringTranslation

from core.languages.addresses import ascii_slug, path_below_home
from core.languages.known import LANGUAGES
from core.models import ContentPage, Provenance
from core.models.provenance import How
from home.content.files import Unusable, markdown_file_text, read_file, yaml_text
from home.content.folder import ITEM_FILE, is_file_name, key_of
from home.content.items import item_values, version_values


def export_folder(root, say=lambda line: None):
    """Write every item into the folder, drafts as drafts; take away the items that are gone.

    Left out, and told to `say(line)`: what not everybody may read. What is no content file stays
    where it is.
    """
    before = content_files(root)
    items, left_out = find_items()
    for path, why in left_out:
        say(f"left out: {path or 'home'}: {why}")
    files = {}
    for path, versions in items.items():
        children = [p.rpartition("/")[2] for p in items if p and p.rpartition("/")[0] == path]
        names = Names(items)
        found = item_files(versions, children, path, names)
        files |= {root / path / name: data for name, data in found}
    for file, data in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    for file in before - files.keys():
        file.unlink(missing_ok=True)
    say(f"{len(items)} items, {len(files)} files")


def find_items():
    """({path: versions, the original first}, [(path, why it is left out)])."""
    rows = Page.objects.filter(depth__gt=1, alias_of=None).select_related("locale").order_by("pk")
    items, left_out = defaultdict(list), []
    closed = [row.page.path for row in PageViewRestriction.objects.select_related("page")]
    for page in rows.specific():
        if not isinstance(page, ContentPage):
            continue
        path = path_below_home(page).strip("/")
        if page.path.startswith(tuple(closed)):
            left_out.append((path, "not everybody may read it"))
        else:
            items[path].append(page)
    gone = {path for path, _ in left_out}
    kept = {
        path: sorted(versions, key=lambda page: not page.is_original)
        for path, versions in items.items()
        if path not in gone and not gone & set(_sections_of(path))
    }
    return dict(sorted(kept.items(), key=lambda item: item[1][0].pk)), sorted(set(left_out))


def _sections_of(path):
    parts = path.split("/")
    return ["/".join(parts[:n]) for n in range(len(parts))]


def content_files(root):
    """The files of items that lie in the folder now."""
    found = set()
    for item_file in root.rglob(ITEM_FILE):
        if any(part.startswith(".") for part in item_file.relative_to(root).parts):
            continue
        folder = item_file.parent
        found |= {item_file, *(folder / f"{code}.md" for code in LANGUAGES)}
        with suppress(Unusable):
            named = read_file(item_file).values.get("files", {})
            found |= {folder / name for name in named if is_file_name(name)}
    return {file for file in found if file.is_file()}


def item_files(versions, children, path, names):
    """(name, bytes) of each file of an item."""
    original = versions[0]
    current = Provenance.objects.current(original.translation_key)
    values = item_values(original, names)
    if original.translation_key != key_of(path):
        values["key"] = str(original.translation_key)
    for page in versions:
        row = current.get(page.locale_id)
        shown = page if page.live else page.get_latest_revision_as_object()
        how = row.how if row else _drafted(page)
        text = markdown_file_text(*version_values(shown, how, names))
        yield f"{page.locale.language_code}.md", text.encode()
    if names.files:
        values["files"] = {name: file.title for name, file in sorted(names.files.items())}
    if children:
        values["children"] = children
    yield ITEM_FILE, yaml_text(values).encode()
    for name, file in names.files.items():
        with file.file.open("rb") as content:
            yield name, content.read()


def _drafted(page):
    """How a version was made that was never published."""
    by_machine = StringTranslation.objects.filter(
        locale=page.locale_id,
        context__object_id=page.translation_key,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    )
    return How.MACHINE if by_machine.exists() else How.PERSON


class Names:
    """How the files of one item name pages of the site, and pictures and files beside them."""

    def __init__(self, paths):
        self.paths, self.files = paths, {}

    def page(self, key):
        """The path of a page; None when it is gone, or left out."""
        page = Page.objects.filter(pk=key).first()
        path = path_below_home(page).strip("/") if page else None
        return f"/{path}" if path in self.paths else None

    def file(self, key, model):
        """The name of a picture or file, which from now on lies beside the item."""
        file = model.objects.filter(pk=key).first()
        if file is None:
            return None
        stem, ending = ascii_slug(file.title), Path(file.file.name).suffix
        name = f"{stem}{ending}"
        if self.files.setdefault(name, file) != file:
            name = f"{stem}-{key}{ending}"
            self.files[name] = file
        return name
