"""The columns of a staff list, and what other programs call them."""

from django.utils.translation import gettext_lazy as _

from groundswell.ground.imports.importers import Field

FIELDS = (
    Field(
        "staff_number",
        _("Staff number"),
        help=_("Your own number for the person."),
        guesses=("Employee number", "Employee no", "Staff no", "Payroll number", "Personnel number",
                 "Assignment number", "ESR number", "Staff ID", "Employee ID", "Number"),
    ),
    Field(
        "email",
        _("E-mail"),
        required=True,
        help=_("The work address that the person signs in with."),
        guesses=("E-mail address", "Work email", "Email address - work", "NHS mail", "NHSmail",
                 "Office e-mail", "Mail", "User principal name"),
    ),
    Field(
        "name",
        _("Name"),
        help=_("In full. First name and last name may stand in two columns instead."),
        guesses=("Full name", "Employee name", "Staff name", "Person", "Display name"),
    ),
    Field(
        "first_name",
        _("First name"),
        guesses=("Forename", "Forenames", "Given name", "Preferred name", "Christian name"),
    ),
    Field("last_name", _("Last name"), guesses=("Surname", "Family name", "Second name")),
    Field(
        "job_title",
        _("Job title"),
        guesses=("Position title", "Position", "Job", "Role", "Post title", "Title", "Job role"),
    ),
    Field(
        "pay_band",
        _("Pay band"),
        help=_("8a, Band 8a, XR08, Medical, VSM or Other."),
        guesses=("Band", "AfC band", "Grade", "Pay scale", "Pay grade", "Pay scale description"),
    ),
    Field(
        "team",
        _("Team"),
        help=_("The ward, clinic or department. One that we do not know is made."),
        guesses=("Ward", "Department", "Organisation unit", "Org L5", "Team name", "Service",
                 "Unit", "Cost centre name", "Work area"),
    ),
    Field(
        "directorate",
        _("Directorate"),
        help=_("What the team is part of."),
        guesses=("Care group", "Parent team", "Department group", "Org L4", "Business unit"),
    ),
    Field(
        "division",
        _("Division"),
        help=_("What the directorate is part of."),
        guesses=("Clinical division", "Org L3", "Clinical business unit", "Group"),
    ),
    Field(
        "manager",
        _("Manager"),
        help=_("The manager’s e-mail address or staff number."),
        guesses=("Manager e-mail", "Manager email address", "Line manager", "Line manager e-mail",
                 "Supervisor", "Supervisor employee number", "Manager number",
                 "Manager staff number", "Reports to"),
    ),
    Field(
        "starts_on",
        _("First day"),
        guesses=("Start date", "Date of joining", "Latest start date", "Joined",
                 "Hire date", "Employment start date", "Date started"),
    ),
    Field(
        "ends_on",
        _("Last day"),
        help=_("Of those who leave. In such a column an empty cell means that the person stays."),
        guesses=("End date", "Leaving date", "Termination date", "Date left", "Fixed term end date",
                 "Employment end date"),
    ),
)  # fmt: skip
