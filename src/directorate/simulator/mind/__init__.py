"""The sandbox model's mind: deterministic, without state, grounded only in what the prompt holds.

`grounding` reads the prompt, `decide` chooses what to do, `referral`, `player`, `table_*`, `passages` and
`requests` each do one kind of work, `formats` and `json_output` shape the answer. It follows rules;
it does not reason, and it never gives a figure that did not come from the prompt or from a tool's result.
"""
