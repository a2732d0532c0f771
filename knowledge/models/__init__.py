from knowledge.models.case_study import (
    CaseStudyCountry,
    CaseStudyPage,
    CaseStudySource,
    CaseStudyTheme,
    RelatedCase,
)
from knowledge.models.sections import CaseStudyIndexPage, KnowledgePage

__all__ = [
    "CaseStudyCountry",
    "CaseStudyIndexPage",
    "CaseStudyPage",
    "CaseStudySource",
    "CaseStudyTheme",
    "KnowledgePage",
    "RelatedCase",
]
