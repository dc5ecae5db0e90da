"""A stand-in, ours, for what an API client meets of ckanext-thai_gdc on CKAN 2.10 and later.

The public copies of ckanext-thai_gdc are for CKAN 2.9 on Python 2 and do not load here. This plugin supplies only the
validators that its dataset schema names, so that the schema (schemas/ckan_dataset.json) can be used:

- tag_string_convert, tag_name_validator: tags with Thai vowel and tone marks are accepted;
- package_title_validator: no two datasets have the same title;
- package_name_validator: names of at most 70 characters, and none that a deleted dataset still holds.
"""

from itertools import count

import ckan.model as model
import ckan.plugins as plugins
import ckan.plugins.toolkit as toolkit
from ckan.logic import validators as core


def tag_name_validator(value, context):
    return value


def tag_string_convert(key, data, errors, context):
    tags = data[key]
    if isinstance(tags, str):
        tags = [tag.strip() for tag in tags.split(",") if tag.strip()]
    if not tags:
        raise toolkit.Invalid('Tag "" must be alphanumeric characters or symbols: -_.')
    last = max([int(k[1]) for k in data if len(k) == 3 and k[0] == "tags"] + [-1])
    for number, tag in zip(count(last + 1), tags):
        data[("tags", number, "name")] = tag
    for tag in tags:
        core.tag_length_validator(tag, context)


def others(context, **equal):
    """The other datasets with these members, deleted ones too."""
    query = context["session"].query(model.Package.state).filter_by(type="dataset", **equal)
    package = context.get("package")
    return query.filter(model.Package.id != package.id) if package else query


def package_title_validator(key, data, errors, context):
    if others(context, title=data[key]).filter(model.Package.state != "deleted").first():
        errors[key].append("That title is already in use.")


def package_name_validator(key, data, errors, context):
    core.package_name_validator(key, data, errors, context)
    if len(data[key]) > 70:
        raise toolkit.Invalid('Name "%s" length is more than maximum 70' % data[key])
    if others(context, name=data[key]).filter(model.Package.state == "deleted").first():
        errors[key].append("That URL is already in trash.")


class GdcShim(plugins.SingletonPlugin):
    plugins.implements(plugins.IValidators)

    def get_validators(self):
        return {
            "tag_name_validator": tag_name_validator,
            "tag_string_convert": tag_string_convert,
            "package_title_validator": package_title_validator,
            "package_name_validator": package_name_validator,
        }
