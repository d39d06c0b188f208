"""The tables of a workspace. A change here needs a migration; a test compares the two."""

from __future__ import annotations

from drentsportal.storage.schema.cases import (
    CASE_TABLES,
    EXTRACTS,
    attachment,
    case_event,
    case_file,
    case_outline,
    case_paper,
    case_words,
    contact_moment,
    erased_case,
    extract_bundle,
    match_result,
    sent_document,
)
from drentsportal.storage.schema.columns import (
    CONTACTS_SCOPE,
    SEALED,
    metadata,
)
from drentsportal.storage.schema.keys import (
    sealing_key,
    vault,
)
from drentsportal.storage.schema.papers import reference_paper
from drentsportal.storage.schema.reference import (
    contact_point_record,
    grid_area_record,
    grid_postcode_record,
    landmark_record,
    municipality_record,
    park_management_record,
    plan_zone_record,
    region_record,
    restructuring_claim_record,
)
from drentsportal.storage.schema.relations import access_entry, company, relation_moment
from drentsportal.storage.schema.sites import (
    RECORD_TABLES,
    data_step,
    delivery,
    record_revival,
    value_choice,
)
from drentsportal.storage.schema.upkeep import (
    data_source,
    site_attachment,
    site_attachment_content,
    site_attachment_removal,
)

__all__ = [
    "CASE_TABLES",
    "CONTACTS_SCOPE",
    "EXTRACTS",
    "RECORD_TABLES",
    "SEALED",
    "access_entry",
    "attachment",
    "case_event",
    "case_file",
    "case_outline",
    "case_paper",
    "case_words",
    "company",
    "contact_moment",
    "contact_point_record",
    "data_source",
    "data_step",
    "delivery",
    "erased_case",
    "extract_bundle",
    "grid_area_record",
    "grid_postcode_record",
    "landmark_record",
    "match_result",
    "metadata",
    "municipality_record",
    "park_management_record",
    "plan_zone_record",
    "record_revival",
    "reference_paper",
    "region_record",
    "relation_moment",
    "restructuring_claim_record",
    "sealing_key",
    "sent_document",
    "site_attachment",
    "site_attachment_content",
    "site_attachment_removal",
    "value_choice",
    "vault",
]
