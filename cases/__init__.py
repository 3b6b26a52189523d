"""The collective action.

core          Bases every room shares; knows nothing of the law.
law           The law as tables and pure functions: closed days, counting, terms, stages, events and transitions.
rest          What every door for programs shares: strict JSON, problems, cursor pages, limits and the schema.
journal       What happened, by whom and when; append-only.
outbox        Messages waiting to be sent, and what became of them.
parties       Foundations, defendants, courts and funders.
staff         Who works for which foundation, in which role.
dossier       The case itself and its narrowly defined groups.
documents     The papers of a case.
proceedings   Dockets, tracks, court events, stages and hearings.
calendar      Days closed by decree that staff added, and the calendar in force.
deadlines     Deadlines that follow from court events, and their reminders.
rulings       Rulings and their ECLI.
news          What the press wrote about a case.
regulation    What governments and regulators did about the defendant.
texts         What a stage means, in plain words.
radar         What a change of the law does to the open deadlines; nothing moves until two people accept.
calculator    The law for everybody: terms and deadline calculations on a page and over the API, stateless.
pages         The public site.
agenda        Deadlines and hearings of a member of staff in their own calendar.
desk          The staff's start page: what asks for work this week.
demo          Real cases from public sources, to look at and to try.
health        Whether everything that must run, runs.
preview       What a court event would change, before it is recorded.
"""
