"""From a folder of items to pages: through revisions and wagtail-localize, as editors would."""

from django.core.files import File as DjangoFile
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from core.languages.shelves import shelf_of
from core.models import File, Picture
from core.models.provenance import placed, written
from core.turns import turn
from home.content.building import take_over
from home.content.folder import (
    MADE,
    fingerprint,
    made,
    original_of,
    read_folder,
    step_name,
    words_by_place,
)
from home.models import HomePage

ORIGINAL, COMPLETED = "", "completed"
PICTURES = {".gif", ".jpeg", ".jpg", ".png", ".webp"}


def import_folder(root, say=lambda line: None, all_languages=True):
    """Make what is in the folder and was not made before.

    Each step is done whole or not at all, and never again, whatever editors do with it later; so
    this can be called again after a crash. `say(line)` is told of each. Raises Unusable, with all
    that is wrong, before anything is made; `all_languages` as for `read_folder`.
    """
    whole = f"all of {fingerprint(root)}"
    if made(whole).exists():
        return  # read and checked already: a site asks for this whenever it starts
    items, places = read_folder(root, all_languages)
    steps = list(_steps(items, places))
    for number, (name, step) in enumerate(steps, 1):
        with turn():
            if made(name).exists():
                continue
            record(name, step())
        say(f"{number} of {len(steps)}: {name}")
    record(whole)


def record(name, result=None):
    """Write down that a step is done, with the key of what it made."""
    home = HomePage.objects.originals().get()
    log(instance=home, action=MADE, data={"item": name, "result": result})


def _steps(items, places):
    """(name, function) of all that is to be done, in order."""
    before, incomplete = set(), []
    for item in items:
        for name in item.files:
            yield _step(item, name, make_file, name)
        yield _step(item, ORIGINAL, make_original, places)
        before.add(item.path)
        if not item.references & places.keys.keys() <= before:
            incomplete.append(item)
    for item in incomplete:
        yield _step(item, COMPLETED, complete_original, places)
    for item in items:
        for code in item.translations:
            yield _step(item, f"in {code}", make_translation, code, places)
    for item in items:
        whole, known = item.build_original(places)
        if words_by_place(whole) != words_by_place(known):
            yield _step(item, "as it is now", bring_up_to_date, places)


def _step(item, what, function, *args):
    return step_name(item.path, what), lambda: function(item, *args)


def make_file(item, name):
    """A picture or file that lies beside the item; gives its key."""
    path = item.file.path.parent / name
    model = Picture if path.suffix.lower() in PICTURES else File
    with path.open("rb") as content:
        return model.objects.create(title=item.files[name], file=DjangoFile(content, name)).pk


def make_original(item, places):
    """The original as its translations know it, without references to what is not made yet.

    Gives, as the next two do, the key of the revision.
    """
    known = item.build_original(places)[1]
    if item.section is None:
        page = HomePage.objects.originals().get()
        HomePage.objects.filter(translation_key=page.translation_key).update(
            translation_key=item.key
        )
        page.refresh_from_db()
        take_over(page, known)
    else:
        locale = Locale.objects.get(language_code=item.original)
        section = original_of(places.keys[item.section])
        page = shelf_of(section, locale).add_child(instance=known)
    return _save(item, page)


def complete_original(item, places):
    """Put in the references that were left out."""
    return _rewrite(item, item.build_original(places)[1])


def bring_up_to_date(item, places):
    """Add to the original what its translations do not have yet."""
    return _rewrite(item, item.build_original(places)[0])


def _rewrite(item, built):
    """Nothing where an editor has been at work since, or has taken the page down."""
    page = original_of(item.key)
    steps = [step_name(item.path, what) for what in (ORIGINAL, COMPLETED)]
    own = {result for step in steps for result in made(step).values_list("data__result", flat=True)}
    if page is None or page.latest_revision_id not in own:
        return None
    if not page.live and not item.is_draft(item.original):
        return None
    take_over(page, built)
    return _save(item, page)


def _save(item, page):
    with written(item.how(item.original)):
        revision = page.save_revision()
        if not item.is_draft(item.original):
            revision.publish()
    return revision.pk


def make_translation(item, code, places):
    """One translation: its words are given to wagtail-localize, which makes the page of them."""
    original, translated = original_of(item.key), item.build(code, places).page
    if original is None or words_by_place(original).keys() - words_by_place(translated).keys():
        return  # deleted, or changed by an editor since: that is for people to translate
    locale = Locale.objects.get(language_code=code)
    with written(item.how(code)):
        translation = enter_translation(original, translated, locale)
        translation.save_target(publish=not item.is_draft(code))


def enter_translation(original, translated, locale, user=None):
    """Give wagtail-localize the words of `translated` for each segment of `original`.

    `original` is a saved page, `translated` an unsaved one with the same block ids. Returns the
    `Translation`, not yet published. Raises ValueError when the two do not correspond.
    """
    translate_object(original, [locale], user=user)
    translation = Translation.objects.get(
        source__object_id=original.translation_key, target_locale=locale
    )
    words = words_by_place(translated)
    segments = StringSegment.objects.filter(source=translation.source).select_related(
        "string", "context"
    )
    for place, segment in placed((s.context.path, s) for s in segments.order_by("order")):
        if place not in words:
            raise ValueError(f"{translated.title}: no words for {place}: {segment.string.data}")
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={
                "data": words[place],
                "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                "last_translated_by": user,
                "has_error": False,
            },
        )
    return translation
