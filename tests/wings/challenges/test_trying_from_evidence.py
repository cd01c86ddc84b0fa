"""A test that began from a page of the library."""

import pytest
from tests.engines.library.finding.making import a_page
from tests.wings.challenges.doing import plan_test, under_way

from groundswell.engines.thread.models import Link
from groundswell.ground.kernel.references import Ref

pytestmark = pytest.mark.django_db


def test_a_test_rests_on_the_page_of_the_library_that_it_began_from() -> None:
    cast, page = under_way(), a_page("Six calls before noon")
    test = plan_test(cast, began_from=Ref("library_item", page.pk))
    link = Link.objects.get(source_kind="test", source_id=test.pk, type="rests_on")
    assert (link.target_kind, link.target_id) == ("library_item", page.pk)
