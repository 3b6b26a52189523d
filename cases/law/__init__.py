"""The law as tables and pure functions: closed days, counting, terms, stages, events and transitions.

Reading order for a lawyer, each a page or two:

    closed_days   weekends, holidays (art. 3 ATW) and the days equated by decree
    counting      how a term is counted: the roll of art. 1, the stretch of art. 2, the exclusions of art. 4
    proof         the sheet from which a count can be redone by hand
    terms         every term: what starts it, how long, who acts, which article; D01 to D22
    stages        the stages of the procedure, its ends, and the overlays beside a stage
    events        the dated events, and the stage each leads to
    transitions   which stage may follow which, on what event, and why not otherwise
    transition_table   the rows of that graph
    wording       sentences in two languages, dates in words

Rows with `is_confirmed=False` wait for a lawyer's check. Nothing here reads a clock, a database or a setting.
"""
