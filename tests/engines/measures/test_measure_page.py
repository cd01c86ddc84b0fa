from django.urls import reverse


def test_page_says_what_the_chart_shows(house, signed_in, at_noon):
    page = signed_in(house.leader.person).get(reverse("measures:measure", args=[house.measure.pk]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "More people leave before 1 pm: seven weeks in a row above the mean" in text
