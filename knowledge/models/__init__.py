from knowledge.models.case_study import CaseStudyPage
from knowledge.models.case_study_rows import (
    CaseStudyCountry,
    CaseStudySource,
    CaseStudyTheme,
    Involvement,
    RelatedCase,
)
from knowledge.models.collection import CollectionPage
from knowledge.models.resource import (
    ResourceCase,
    ResourceCountry,
    ResourceLanguage,
    ResourcePage,
    ResourceTheme,
)
from knowledge.models.sections import (
    CaseStudyIndexPage,
    CollectionIndexPage,
    KnowledgePage,
    ResourceIndexPage,
)

__all__ = [
    "CaseStudyCountry",
    "CaseStudyIndexPage",
    "CaseStudyPage",
    "CaseStudySource",
    "CaseStudyTheme",
    "CollectionIndexPage",
    "CollectionPage",
    "Involvement",
    "KnowledgePage",
    "RelatedCase",
    "ResourceCase",
    "ResourceCountry",
    "ResourceIndexPage",
    "ResourceLanguage",
    "ResourcePage",
    "ResourceTheme",
]
