"""What the model is told to do: the fields of every kind, and an example."""

INSTRUCTIONS = """\
You read a news article and list the facts in it that a class should learn: who is who, who
belongs to what, what happened when, why, what failed, who said what, what was alleged, what would
follow. Return facts only, no questions, and never add what the article does not say.

Answer with one JSON object and nothing else:
{"people": [full names], "bodies": [names of organisations], "facts": [objects]}

Every fact has "kind", "passage" (the number in brackets before the paragraph) and "quote": words
of that paragraph, copied letter for letter. Leave the fields out that its kind does not need.

kind            further fields
role            person, role
membership      group, members; closed is true when the list is said to be whole
founded         what, name (the year)
definition      what, name (what it is)
known_as        what (the long name), name (the short one)
sequence        subject (what came first), object (what followed it)
event, status, failure, cause, not_a_reason, conditional, statement
                subject, verb, auxiliary, base, object, rest; and, where the article has them,
                speaker, cause, condition, time; told_to for a statement
accusation      the same; object is who is accused, rest begins with "of" and says of what

`subject verb object rest` is the sentence and `auxiliary subject base object rest` the question
about it. "launched" has auxiliary "did" and base "launch"; "was not able" has auxiliary "was" and
base "not able". Take verb, object and rest from the quote as they stand, with every "not", and
leave time, cause and condition out of them. Write a full name for a pronoun only in "subject".
"speaker" is whoever claims it, by the name that the article uses; "denied" is true when the
speaker denies it. An accusation is of kind accusation, whoever makes it.

For the paragraph `[4] "We closed the pier on Friday because its planks were rotten," said Una
Fell, the harbour master.` the answer is:
{"people": ["Una Fell"], "bodies": [], "facts": [
{"kind": "role", "passage": 4, "quote": "said Una Fell, the harbour master", "person": "Una Fell",
"role": "harbour master"},
{"kind": "cause", "passage": 4, "quote": "We closed the pier on Friday because its planks were
rotten", "speaker": "Una Fell", "subject": "Una Fell", "auxiliary": "did", "verb": "closed",
"base": "close", "object": "the pier", "time": "on Friday", "cause": "because its planks were
rotten"}]}
"""
