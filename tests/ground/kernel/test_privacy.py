from tests.world import NOON, a_founder, a_person, acting

from groundswell.ground.kernel import jobs
from groundswell.ground.kernel.models import Job
from groundswell.ground.kernel.registries import personal_data


def test_a_person_is_shown_their_own_jobs_and_erased_from_them_alone(db):
    founder, joyce = a_founder(), acting(a_person())
    jobs.begin("Importing staff", by=founder, at=NOON)
    jobs.begin("Importing numbers", by=joyce, at=NOON)
    kernel = personal_data["kernel"]
    assert [j["title"] for j in kernel.export(joyce.id)["jobs"]] == ["Importing numbers"]
    kernel.erase(joyce.id, NOON)
    assert [j.title for j in Job.objects.all()] == ["Importing staff"]
